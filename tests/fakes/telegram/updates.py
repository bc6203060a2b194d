"""Updates on their way to the bot: numbered, kept until they are taken or too old."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from tests.fakes.clock import Clock

DAY: Final = 86_400.0
QUERY_SECONDS: Final = 150.0
"""A press that nobody takes in this time is gone."""
_QUERIES: Final = 3 << 33
"""Presses of a person wait in a queue of their own, beside the person's messages."""
_FIRST: Final = 900_000_001
KINDS: Final = frozenset(
    {
        "message", "edited_message", "channel_post", "edited_channel_post", "business_connection",
        "business_message", "edited_business_message", "deleted_business_messages", "inline_query",
        "chosen_inline_result", "callback_query", "shipping_query", "pre_checkout_query",
        "purchased_paid_media", "poll", "poll_answer", "my_chat_member",
        "chat_join_request", "chat_boost", "removed_chat_boost",
    }
)  # fmt: skip
"""What is brought unless a bot wishes otherwise."""
_ON_DEMAND: Final = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


@dataclass(frozen=True, slots=True)
class Update:
    """One update. Of those with the same key the next one goes out when the one before is taken."""

    id: int
    kind: str
    key: int
    until: float
    body: dict[str, Any]


class Updates:
    """Those that nobody has taken yet, oldest first."""

    def __init__(self, clock: Clock, added: Callable[[Update], None]) -> None:
        self._clock = clock
        self._added = added
        self._pending: dict[int, Update] = {}
        self._last = _FIRST - 1
        self._allowed: frozenset[str] | None = None
        self.expired: list[Update] = []

    def __len__(self) -> int:
        return len(self._pending)

    def __iter__(self) -> Iterator[Update]:
        return iter(list(self._pending.values()))

    def now(self) -> float:
        return self._clock.now()

    @property
    def numbers(self) -> range:
        """The numbers of all that there ever were."""
        return range(_FIRST, self._last + 1)

    @property
    def allowed(self) -> list[str] | None:
        """What the bot wishes to get; None for all that is usual."""
        return None if self._allowed is None else sorted(self._allowed)

    def allow(self, kinds: Iterable[str] | None) -> None:
        """From now on only these kinds, an empty list for the usual ones; None leaves it as it is."""
        if kinds is not None:
            # Telegram passes over names that it does not know.
            self._allowed = frozenset(kinds) & (KINDS | _ON_DEMAND) or None

    def message(self, kind: str, content: dict[str, Any]) -> Update | None:
        """A message, an edit or a change of membership, which wait for a day in the queue of their chat."""
        return self._add(kind, content, content["chat"]["id"], DAY)

    def query(self, content: dict[str, Any]) -> Update | None:
        """A press."""
        return self._add("callback_query", content, content["from"]["id"] + _QUERIES, QUERY_SECONDS)

    def take(self, update: Update) -> None:
        """It arrived, or nobody wants it any more."""
        self._pending.pop(update.id, None)

    def take_before(self, number: int) -> None:
        """All with smaller numbers arrived. Below 0: only so many of the newest are left."""
        kept = list(self._pending)
        first = number if number >= 0 else (kept[number:] or [0])[0]
        for one in kept:
            if one >= first:
                break
            del self._pending[one]

    def is_over(self, update: Update) -> bool:
        """Was it taken, or is it too old by now?"""
        if update.id not in self._pending:
            return True
        if update.until < self._clock.now():
            del self._pending[update.id]
            self.expired.append(update)
            return True
        return False

    def _add(self, kind: str, content: dict[str, Any], key: int, seconds: float) -> Update | None:
        if kind not in (KINDS if self._allowed is None else self._allowed):
            return None
        self._last += 1
        body = {"update_id": self._last, kind: content}
        update = Update(self._last, kind, key, self._clock.now() + seconds, body)
        self._pending[update.id] = update
        self._added(update)
        return update
