"""Everything that can come in, whatever the channel (design §5).

A button names the turn it was shown in; when the conversation has moved on since, the press is *stale*.
What is typed or sent as a command names no turn: it is meant for what is open now.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from bot.definition.answer import Answer, Recalled


@dataclass(frozen=True, slots=True)
class Start:
    """Begin, or go on where the person was."""

    language: str | None = None
    """What the client says it speaks, such as `de-CH`; the person's own choice, once made, wins."""
    carried: Mapping[str, Answer] = field(default_factory=dict)
    """Answers handed over by the flow before (flow-language §5.5)."""
    kept: Mapping[str, Recalled] = field(default_factory=dict)
    """What is known from earlier conversations, by the question of this flow; nothing that is too old."""


@dataclass(frozen=True, slots=True)
class Tap:
    """A choice was pressed. In a multi question it puts or takes a tick; `dont_know` is a choice here."""

    turn: int
    question: str
    choice: str


@dataclass(frozen=True, slots=True)
class Select:
    """The ticks of a multi question are exactly these now: a control that reports its whole selection.

    It names the turn in which it was drawn afresh (`State.opened`) and is good until that happens again: its
    ticks raise the turn, but redraw only what stands around it.
    """

    turn: int
    question: str
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Done:
    """The ticks of a multi question are complete. A quick finger presses it before the last tick is drawn."""

    turn: int
    question: str
    choices: tuple[str, ...] = ()
    """What is ticked as it is read where this is pressed: a tick may have been lost on its way. Empty: not
    told.
    """


@dataclass(frozen=True, slots=True)
class Typed:
    """Words in place of a tap."""

    text: str


@dataclass(frozen=True, slots=True)
class Skip:
    """Leave the open question out."""

    turn: int | None = None


@dataclass(frozen=True, slots=True)
class Back:
    """To the question before."""

    turn: int | None = None


@dataclass(frozen=True, slots=True)
class Help:
    """What does this question want?"""


@dataclass(frozen=True, slots=True)
class Review:
    """Show my answers, so that I can change one."""


@dataclass(frozen=True, slots=True)
class Change:
    """Ask this earlier question once more."""

    question: str
    turn: int | None = None


@dataclass(frozen=True, slots=True)
class ShowResult:
    """Show my result (again)."""


@dataclass(frozen=True, slots=True)
class ShowWorkings:
    """Show how the score was computed."""


@dataclass(frozen=True, slots=True)
class Restart:
    """All from the beginning. `Back` straight afterwards undoes it."""


@dataclass(frozen=True, slots=True)
class Pause:
    """Later."""


@dataclass(frozen=True, slots=True)
class Stop:
    """No more of this; what was answered is kept as incomplete."""


@dataclass(frozen=True, slots=True)
class Speak:
    """Use this language from now on."""

    language: str


@dataclass(frozen=True, slots=True)
class Accept:
    """Yes to the flow that was offered."""

    turn: int | None = None


@dataclass(frozen=True, slots=True)
class Decline:
    """Later to the flow that was offered."""

    turn: int | None = None


@dataclass(frozen=True, slots=True)
class Remind:
    """The time for a reminder has come."""


@dataclass(frozen=True, slots=True)
class Expire:
    """The time for answering is over."""


Input: TypeAlias = (
    Start | Tap | Select | Done | Typed | Skip | Back | Help | Review | Change | ShowResult | ShowWorkings
    | Restart | Pause | Stop | Speak | Accept | Decline | Remind | Expire
)  # fmt: skip
