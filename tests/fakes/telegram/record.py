"""Everything that happened: requests, refusals, what was lost silently, what was sent twice."""

from collections import Counter, deque
from dataclasses import asdict, dataclass
from typing import Any, Final

REMEMBERED: Final = 100_000
"""Requests and deliveries; a test under load looks at the counts."""


@dataclass(frozen=True, slots=True)
class Request:
    """One call of a method."""

    method: str
    """As Telegram spells it."""
    parameters: dict[str, Any]
    """Files by their names and sizes."""
    status: int
    """Of HTTP; 0 where the connection was lost instead."""
    result: Any
    """Of the method; None where it had none."""
    description: str
    """Why it was refused; empty where it was not."""
    fault: str
    """What was injected; empty for nothing."""
    at: float
    """By the fake's clock, when it was answered."""
    in_reply: bool = False
    """Did it come in the answer to a webhook, without a request of its own?"""

    @property
    def chat(self) -> int | None:
        """The chat that it was about."""
        given = str(self.parameters.get("chat_id", ""))
        return int(given) if given.lstrip("-").isdecimal() else None

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A method that was refused by Telegram's rules; injected faults are none."""

    method: str
    description: str
    code: int
    chat: int | None

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Delivery:
    """One try to bring an update to the webhook."""

    update: int
    kind: str
    attempt: int
    status: int
    """Of HTTP; 0 for no answer."""
    at: float

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


class Record:
    """What a test asks about afterwards."""

    def __init__(self) -> None:
        self.requests: deque[Request] = deque(maxlen=REMEMBERED)
        self.deliveries: deque[Delivery] = deque(maxlen=REMEMBERED)
        self.refusals: list[Refusal] = []
        self.silent_losses: list[str] = []
        self.calls: Counter[str] = Counter()
        """By method, whatever became of them."""
        self.sent: Counter[tuple[int, str]] = Counter()
        """New messages of the bot, by chat and words."""
        self.current = ""
        """The method that is being carried out."""

    def loses(self, words: str) -> None:
        """Telegram drops something and says nothing."""
        self.silent_losses.append(f"{self.current}: {words}")

    @property
    def doubles(self) -> dict[tuple[int, str], int]:
        """What was sent to a chat more than once, and how often."""
        return {what: times for what, times in self.sent.items() if times > 1}

    def of(self, method: str, chat: int | None = None) -> list[Request]:
        """The requests of one method, in one chat or in all."""
        return [
            one for one in self.requests if one.method.lower() == method.lower() and chat in (None, one.chat)
        ]

    def forgets(self) -> None:
        """Begins anew, for what a test does next."""
        self.requests.clear()
        self.deliveries.clear()
        self.refusals.clear()
        self.silent_losses.clear()
        self.calls.clear()
        self.sent.clear()
