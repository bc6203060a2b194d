"""Everything that happened: calls, refusals, deliveries, mentions, what was sent twice."""

from collections import Counter, deque
from dataclasses import asdict, dataclass
from typing import Any, Final

from tests.fakes.slack.messages import Message

REMEMBERED: Final = 100_000
"""Requests and deliveries; a test under load looks at the counts."""


@dataclass(frozen=True, slots=True)
class Request:
    """One call: of a method of the Web API, or of a `response_url`."""

    method: str
    parameters: dict[str, Any]
    team: str
    status: int
    """Of HTTP; 0 where the connection was lost instead."""
    result: Any
    """The body of the answer; None where there was none."""
    error: str
    fault: str
    """What was injected; empty for nothing."""
    at: float
    """By the fake's clock, when it was answered."""

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A call that was refused by Slack's rules; injected faults are none."""

    method: str
    error: str
    team: str
    messages: tuple[str, ...]
    """Places and reasons, where Slack tells them."""

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Delivery:
    """One try to bring something to the app."""

    kind: str
    """`events_api`, `interactive`, `slash_commands`."""
    what: str
    """The type of the event or of the payload, or the command."""
    event_id: str
    """Empty for what is no event."""
    attempt: int
    status: int
    """Of HTTP, 200 for an acknowledgement by socket; 0 for no answer."""
    by: str
    """`http` or `socket`."""
    at: float

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Mention:
    """Something in a text of the app that would ring or link: `<!channel>`, `<@U…>`, `@here`."""

    what: str
    where: str
    """The channel, or the view."""
    method: str

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


class Record:
    """What a test asks about afterwards."""

    def __init__(self) -> None:
        self.requests: deque[Request] = deque(maxlen=REMEMBERED)
        self.deliveries: deque[Delivery] = deque(maxlen=REMEMBERED)
        self.refusals: list[Refusal] = []
        self.mentions: list[Mention] = []
        self.may_be_mentioned: set[str] = set()
        """Whom the app may name, such as `@U0100000001` who asks: these mentions are not recorded."""
        self.complaints: list[str] = []
        """What Slack takes, but warns of or drops without a word."""
        self.silent_losses: list[str] = []
        """Events that were never acknowledged."""
        self.calls: Counter[str] = Counter()
        """By method, whatever became of them."""
        self.sent: deque[Message] = deque(maxlen=REMEMBERED)
        """New messages of the app."""
        self.current = ""
        """The method that is being carried out."""

    def complains(self, words: str) -> None:
        self.complaints.append(f"{self.current}: {words}")

    @property
    def doubles(self) -> dict[tuple[str, str], int]:
        """What was sent to a channel more than once, and how often."""
        counted = Counter((one.channel, one.words) for one in self.sent)
        return {what: times for what, times in counted.items() if times > 1}

    def of(self, method: str, channel: str | None = None) -> list[Request]:
        """The calls of one method, about one channel or about any."""
        return [
            one
            for one in self.requests
            if one.method.lower() == method.lower() and channel in (None, one.parameters.get("channel"))
        ]

    def forgets(self) -> None:
        """Begins anew, for what a test does next."""
        for kept in (self.requests, self.deliveries, self.sent):
            kept.clear()
        for listed in (self.refusals, self.mentions, self.complaints, self.silent_losses):
            listed.clear()
        self.calls.clear()
