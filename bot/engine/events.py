"""What happened, as facts in the past tense. Presenting turns them into words; nothing here has any."""

from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from bot.definition.answer import Answer
from bot.definition.texts import Text
from bot.engine.answers import NotUnderstood
from bot.engine.progress import Progress
from bot.engine.result import Result


@dataclass(frozen=True, slots=True)
class Started:
    """A conversation began."""


@dataclass(frozen=True, slots=True)
class Resumed:
    """The person came back to a conversation that was open, paused or stopped."""

    answered: int
    """How many questions have an answer already."""


@dataclass(frozen=True, slots=True)
class Said:
    """A `say` step was passed."""

    text: Text


@dataclass(frozen=True, slots=True)
class Asked:
    """A question is open now."""

    question: str
    text: Text
    """The wording, variants considered."""
    block: str | None
    """The block it stands in, when a heading is due: it is the first question asked of that block."""
    progress: Progress
    can_go_back: bool
    ticks: tuple[str, ...] = ()
    """Choices ticked so far (multi)."""
    before: Answer | None = None
    """The answer it had, when it is asked again to be changed."""
    again: bool = False
    """It was open already: shown again, nothing moved on."""


@dataclass(frozen=True, slots=True)
class Ticked:
    """A tick was put or taken away; the question is still open."""

    question: str
    ticks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer was taken."""

    question: str
    answer: Answer
    typed: bool
    sure: bool = True
    """False: understood from a slip or from between other words; the person is told what was understood."""


@dataclass(frozen=True, slots=True)
class NotTaken:
    """What was typed is not an answer to the open question."""

    question: str
    why: NotUnderstood


@dataclass(frozen=True, slots=True)
class AlreadyKnown:
    """These questions are not asked: their answers are kept from earlier conversations."""

    questions: tuple[str, ...]
    """In the order of the path; at least one."""


class Refusal(Enum):
    """Why a wish was not followed."""

    STALE = "stale"
    """A button of an earlier turn."""
    REPEATED = "repeated"
    """The press that was taken last, once more: a double tap. Nothing needs to be said."""
    UNKNOWN_BUTTON = "unknown button"
    """No such question or choice here."""
    NOTHING_TICKED = "nothing ticked"
    CANNOT_SKIP = "cannot skip"
    NO_WAY_BACK = "no way back"
    NO_RESULT_YET = "no result yet"
    NOTHING_TO_CHANGE = "nothing to change"
    NOT_ANSWERED = "not answered"
    """That question has no answer to change."""
    UNKNOWN_LANGUAGE = "unknown language"
    CLOSED = "closed"
    """The conversation is over; only looking at the result or a fresh start is possible."""
    NOTHING_OPEN = "nothing open"
    """Words, but no question waits for any."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A wish that cannot be followed now, and why. Nothing changed."""

    why: Refusal


@dataclass(frozen=True, slots=True)
class Ignored:
    """An input that means nothing in this status."""


@dataclass(frozen=True, slots=True)
class WentBack:
    """The question before is open again."""

    question: str


@dataclass(frozen=True, slots=True)
class Helped:
    """Help was asked for."""

    question: str | None


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The answers so far are shown, in the order of the path."""

    answers: tuple[tuple[str, Answer], ...]
    inferred: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ResultShown:
    """The result, computed from the answers on the path."""

    result: Result
    opening: Text | None
    """The flow's opening line; None: the product's own."""
    changed: bool = False
    """Shown once more because answers after the first showing, or a changed answer, moved it."""


@dataclass(frozen=True, slots=True)
class WorkingsShown:
    """How the result was computed."""

    result: Result


@dataclass(frozen=True, slots=True)
class Ended:
    """An `end` step stopped the conversation."""

    text: Text
    screened_out: bool


@dataclass(frozen=True, slots=True)
class Finished:
    """Nothing is left to ask."""

    complete: bool


@dataclass(frozen=True, slots=True)
class Offered:
    """Another flow is offered: Yes or Later."""

    flow: str
    text: Text


@dataclass(frozen=True, slots=True)
class Accepted:
    """Another flow begins now, with these answers carried over."""

    flow: str
    carried: tuple[tuple[str, Answer], ...]


@dataclass(frozen=True, slots=True)
class Declined:
    """Not now."""

    flow: str


@dataclass(frozen=True, slots=True)
class Restarted:
    """All answers were set aside; the way back is open for one turn."""

    set_aside: int


@dataclass(frozen=True, slots=True)
class RestartUndone:
    """The answers are back."""

    answered: int


@dataclass(frozen=True, slots=True)
class Paused:
    """The person goes on later."""

    answered: int


@dataclass(frozen=True, slots=True)
class Stopped:
    """The person stopped; what was answered is kept as incomplete."""

    answered: int


@dataclass(frozen=True, slots=True)
class Expired:
    """Time ran out; what was answered is kept as incomplete."""

    answered: int


@dataclass(frozen=True, slots=True)
class Reminded:
    """A reminder is due."""

    answered: int


@dataclass(frozen=True, slots=True)
class LanguageChanged:
    """Words change, answers stay."""

    language: str


Event: TypeAlias = (
    Started | Resumed | Said | AlreadyKnown | Asked | Ticked | Answered | NotTaken | Refused | Ignored
    | WentBack | Helped | Reviewed | ResultShown | WorkingsShown | Ended | Finished | Offered | Accepted
    | Declined | Restarted | RestartUndone | Paused | Stopped | Expired | Reminded | LanguageChanged
)  # fmt: skip
