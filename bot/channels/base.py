"""The words that all renderers and senders share.

A renderer is a pure function: a message becomes the platform's payloads, each within its limits. A sender
gets them to the person and says what became of them, as one of a closed list (design §7).
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final, NamedTuple, Protocol, TypeAlias

from bot.messages import HeatMap, ResultPage, Shown
from bot.wishes import Press

Payload: TypeAlias = Mapping[str, Any]
"""What the platform's API takes, as plain JSON values."""

Tokens: TypeAlias = Callable[[Press], str]
"""Makes what a button carries out of what pressing it means; see `tokens.encode`. For `Share` it is a web
address.
"""


Paint: TypeAlias = Callable[[ResultPage | HeatMap], Awaitable[tuple[bytes, str] | None]]
"""A result or a team's map as a PNG, and the same in words; None where there is nothing to draw. Raises
PictureLate.
"""


DOUBT: Final = "in doubt"
"""In the words of an outcome: an earlier try may have got through, and nobody could say so far."""


class PictureLate(Exception):  # noqa: N818  # read as a sentence
    """There is none yet; it may be asked for again."""


class Permit(Protocol):
    """The pace, asked before each request that the platform counts."""

    async def __call__(self, method: str = "") -> None:
        """Returns when one more new message may go out; with a *method*, when it may be called once more."""


class Place(NamedTuple):
    """Where on a channel a person is reachable."""

    workspace: str
    """The bot on Telegram, the workspace in Slack."""
    person: str


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
    others: tuple[str, ...] = ()
    """The ids of those before that have buttons too."""
    seconds: float = 0.0
    """LATER: how long to wait."""
    everywhere: bool = False
    """LATER: the platform wants nothing from us at all until then, not only not in this chat."""
    method: str = ""
    """LATER: only this method is not to be called until then."""
    away: bool = False
    """LATER: the platform takes nothing just now, whatever it is: that was no try at this message."""
    once: bool = False
    """UNKNOWN: it is not to be sent again, because it might come twice."""
    parts_sent: int = 0
    """How many of its messages arrived before that."""
    words: str = ""
    """What the platform said to it; never what we sent."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A message on its way to a person."""

    message: Shown
    to: Place
    tokens: Tokens
    replaces: str | None = None
    """The platform's id of the message that it takes the place of."""
    parts_sent: int = 0
    """How many of its messages arrived in an earlier try."""
    doubtful_since: float | None = None
    """From when on, in seconds since 1970, an earlier try may have got through of which nobody heard."""
    private: bool = False
    """What it holds is for the person's eyes: nothing of it stands in what others may see of a message that
    has not been opened.
    """


class Sender(Protocol):
    """Gets messages to people on one platform."""

    channel: str

    @property
    def workspace(self) -> str | None:
        """Whose people it reaches; None: those of every workspace."""
        ...

    async def send(self, letter: Letter, permit: Permit) -> Outcome:
        """One try. Raises only for bugs."""
        ...
