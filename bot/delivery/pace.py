"""How fast messages may go out (design §8). Pure: time is an argument, in seconds on any steady clock.

New messages count for the bot as a whole and for each chat. Where a platform counts the calls of a method
by itself, that method has a limit of its own. What nobody asked for has a limit below the bot's, so that
answers never queue behind it. In Slack all of this counts for each workspace by itself.
"""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

IDLE: Final = 600.0
"""Chats that were quiet for so long are forgotten."""
WORKSPACES: Final = 10_000
"""How many are known: those that were written to last."""


@dataclass(slots=True)
class Bucket:
    """So many at once, then so many a second."""

    rate: float
    burst: float
    _free: float = field(init=False)
    """When the next one may go, counted back by what the burst allows."""

    def __post_init__(self) -> None:
        if self.rate <= 0 or self.burst < 1:
            raise ValueError("a bucket lets something through")
        self._free = float("-inf")

    def take(self, now: float) -> float:
        """Reserves one place; in how many seconds it is."""
        place = self._next(now)
        self._free = place + 1 / self.rate
        return max(place - now, 0.0)

    def free_in(self, now: float) -> float:
        """In how many seconds the next place is; none is reserved."""
        return max(self._next(now) - now, 0.0)

    def _next(self, now: float) -> float:
        return max(self._free, now - (self.burst - 1) / self.rate)

    def is_idle(self, now: float) -> bool:
        return self._free + IDLE < now


@dataclass(frozen=True, slots=True)
class Rates:
    """Messages a second, and how many may go at once."""

    bot: float
    bulk: float
    chat: float
    chat_burst: float = 5.0
    methods: Mapping[str, float] = field(default_factory=dict)
    """Calls of a method a minute; a third of them may go at once."""


TELEGRAM: Final = Rates(bot=27.0, bulk=25.0, chat=1.0)
"""Below 30 a second for a bot and one a second in a chat, where short bursts are tolerated (Bot FAQ,
"limits").
"""


SLACK: Final = Rates(
    bot=8.0, bulk=4.0, chat=1.0,
    methods={
        "chat.update": 50.0, "files.getUploadURLExternal": 100.0,
    },
)  # fmt: skip
"""One message a second in a channel, "several hundred" a minute in a workspace, the others by their tiers
(docs.slack.dev/apis/web-api/rate-limits).
"""


class Paces:
    """The pace in each workspace."""

    def __init__(self, rates: Rates) -> None:
        self._rates = rates
        self._paces: OrderedDict[str, Pace] = OrderedDict()

    def of(self, workspace: str) -> "Pace":
        found = self._paces.get(workspace)
        if found is None:
            found = self._paces[workspace] = Pace(self._rates)
            if len(self._paces) > WORKSPACES:
                self._paces.popitem(last=False)
        self._paces.move_to_end(workspace)
        return found


@dataclass(slots=True)
class Pace:
    """The limits of one bot, or of an app in one workspace."""

    rates: Rates
    _bot: Bucket = field(init=False)
    _bulk: Bucket = field(init=False)
    _chats: dict[str, Bucket] = field(default_factory=dict)
    _methods: dict[str, Bucket] = field(init=False)
    _paused_until: dict[str, float] = field(default_factory=dict)
    """By method; "" is everything."""

    def __post_init__(self) -> None:
        self._bot = Bucket(self.rates.bot, self.rates.bot)
        self._bulk = Bucket(self.rates.bulk, self.rates.bulk)
        self._methods = {
            name: Bucket(minutely / 60, max(minutely / 3, 1.0))
            for name, minutely in self.rates.methods.items()
        }

    def wait_in_bulk(self, now: float) -> float:
        """In how many seconds what nobody asked for may ask for a place.

        Thousands may wait here. None of them has a place of the bot's yet, so no answer waits for them.
        """
        return self._bulk.take(now)

    def wait(self, chat: str, now: float) -> float:
        """Reserves a place for one new message; in how many seconds it may go."""
        own = self._chats.get(chat)
        if own is None:
            self._forget_idle(now)
            own = self._chats[chat] = Bucket(self.rates.chat, self.rates.chat_burst)
        return max(own.take(now), self._bot.take(now), self.paused(now))

    def wait_for(self, method: str, now: float) -> float:
        """Reserves a place for one call of *method*; in how many seconds it may go."""
        own = self._methods.get(method)
        return max(self.paused(now, method), 0.0 if own is None else own.take(now))

    def free_in(self, method: str, now: float) -> float:
        """In how many seconds a call of *method* may go, without reserving a place."""
        own = self._methods.get(method)
        return max(self.paused(now, method), 0.0 if own is None else own.free_in(now))

    def pause(self, until: float, method: str = "") -> None:
        """The platform wants nothing before that; or not this *method*."""
        self._paused_until[method] = max(self._paused_until.get(method, until), until)

    def paused(self, now: float, method: str = "") -> float:
        """For how many seconds nothing may go out at all; or nothing by this *method*."""
        return max(self._paused_until.get(method, now) - now, 0.0)

    def _forget_idle(self, now: float) -> None:
        if len(self._chats) >= 10_000:
            self._chats = {chat: own for chat, own in self._chats.items() if not own.is_idle(now)}
