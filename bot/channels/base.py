"""The words that all renderers and senders share.

A renderer is a pure function: a message becomes the platform's payloads, each within its limits. A sender
gets them to the person and says what became of them, as one of a closed list (design §7).
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, Protocol, TypeAlias

from bot.messages import Shown
from bot.wishes import Press

Payload: TypeAlias = Mapping[str, Any]
"""What the platform's API takes, as plain JSON values."""

Tokens: TypeAlias = Callable[[Press], str]
"""Makes what a button carries out of what pressing it means; see `tokens.encode`. For `Share` it is a web
address.
"""

Permit: TypeAlias = Callable[[], Awaitable[None]]
"""Returns when one more new message may go out."""


class Fate(Enum):
    """What became of a message."""

    SENT = "sent"
    NOT_MODIFIED = "not_modified"
    """The platform shows it already."""
    LATER = "later"
    """Nothing happened; it may be tried again, after so many seconds."""
    BLOCKED = "blocked"
    """The person stopped us, or is gone."""
    REFUSED = "refused"
    """A mistake of ours."""
    UNKNOWN = "unknown"
    """The connection was lost after sending: nobody knows."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The fate of a message, and what is known besides."""

    fate: Fate
    message: str | None = None
    """The platform's id; of the last one, where it took several."""
    seconds: float = 0.0
    """LATER: how long to wait."""
    everywhere: bool = False
    """LATER: the platform wants nothing from us at all until then, not only not in this chat."""
    parts_sent: int = 0
    """How many of its messages arrived before that."""
    words: str = ""
    """What the platform said to it; never what we sent."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A message on its way to a person."""

    message: Shown
    to: str
    """The person's id on the channel."""
    tokens: Tokens
    replaces: str | None = None
    """The platform's id of the message that it takes the place of."""
    parts_sent: int = 0
    """How many of its messages arrived in an earlier try."""


class Sender(Protocol):
    """Gets messages to people on one platform."""

    channel: str
    workspace: str

    async def send(self, letter: Letter, permit: Permit) -> Outcome:
        """One try. Raises only for bugs."""
        ...
