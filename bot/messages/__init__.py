"""Pure: what any channel must be able to show.

Messages say *what* is shown in finished words of one language; *how* (buttons or lettered lines, bars of
blocks or a picture, how much fits) is each channel's own rule. A button carries the `Input` that pressing it
means. Words are plain text: a channel escapes them for its platform and isolates right-to-left pieces.
"""

from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias, TypeGuard

from bot.engine.progress import Progress
from bot.wishes import Press


@dataclass(frozen=True, slots=True)
class Button:
    """Something to press."""

    label: str
    press: Press


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a question."""

    button: Button
    """Its label is the choice's label."""
    choice: str
    letter: str
    """`A`, `B`, … in the order shown; "Don't know" has none ("")."""
    hint: str = ""
    ticked: bool = False


class Field(Enum):
    """What a question without options wants typed."""

    NUMBER = "number"
    TEXT = "text"
    EMAIL = "email"
    PHONE = "phone"


@dataclass(frozen=True, slots=True)
class Section:
    """A titled list of lines."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Web:
    """A page elsewhere."""

    label: str
    address: str
    """https."""


@dataclass(frozen=True, slots=True)
class Signed:
    """By whom something is said, or whom it is about.

    Shown where a platform puts the name to an id, and nowhere else.
    """

    words: str
    """Before the name: `Asked by:`."""
    person: str
    """The platform's id."""
    others: tuple[str, ...] = ()
    """Of more people, named after that one."""


@dataclass(frozen=True, slots=True)
class Words:
    """Something said, with nothing to answer; buttons are ways on."""

    paragraphs: tuple[str, ...]
    buttons: tuple[Button, ...] = ()
    language: str = "en"
    title: str = ""
    """Above the paragraphs; "" where there is none."""
    sections: tuple[Section, ...] = ()
    """Below them, those with lines."""
    web: Web | None = None
    """Where more of it is."""
    signed: Signed | None = None


@dataclass(frozen=True, slots=True)
class QuestionCard:
    """The open question."""

    turn: int
    question: str
    text: str
    progress: Progress
    progress_words: str
    """`Question 7 of about 24`; "" where no number is promised."""
    heading: str = ""
    """Block title, when the question opens a block."""
    about: str = ""
    """One line under the heading."""
    options: tuple[Option, ...] = ()
    multi: bool = False
    poles: tuple[str, str] | None = None
    """Sentences at both ends of five buttons 1–5."""
    field: Field | None = None
    expects: str = ""
    """What may be typed: `a number from 1 to 50,000`."""
    least: str = ""
    """Of a number, in plain digits: `-0.5`; "" where any is low enough."""
    most: str = ""
    """As `least`, at the other end."""
    longest: int = 0
    """Characters of a text; 0 where there is no text."""
    link: str = ""
    link_host: str = ""
    answered: str = ""
    """The answer it had, when it is asked again."""
    given: str = ""
    """The same in the field where it is typed: `1200` where `answered` reads `1,200`."""
    notes: tuple[str, ...] = ()
    """Lines above the question: what was understood, why something was not taken."""
    ways: tuple[Button, ...] = ()
    """Done · Skip · Back · Help, those that apply, in this order."""
    language: str = "en"
    opened: int = 0
    """The turn from which on a whole selection and *Done* are good; see `Select`."""


@dataclass(frozen=True, slots=True)
class Line:
    """One answer in the summary."""

    question: str
    text: str
    answer: str
    change: Button | None
    """None where it followed from other answers."""


@dataclass(frozen=True, slots=True)
class Summary:
    """The answers so far."""

    title: str
    lines: tuple[Line, ...]
    buttons: tuple[Button, ...]
    """Go on."""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Bar:
    """One area with its score."""

    area: str
    title: str
    score: str
    """As shown: `53`."""
    share: float
    """0–1 of the possible: the length of the bar."""
    tier: str
    """The tier's title."""
    tier_share: float
    """0–1: the tier's place from the lowest to the highest, for its colour."""
    weak: bool
    """Among the weakest that are named."""
    value: float | None = None
    """The score as a number, as shown: what a platform that draws charts itself takes."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A system to build, with the advice of its tier."""

    area: str
    title: str
    """The area."""
    system: str
    """What to build; "" when the area names none."""
    owner: str
    why: str = ""
    this_week: str = ""
    next_30_days: str = ""
    done_when: str = ""
    because: str = ""
    """What fired it: `Data 25 of 100: Build`."""


@dataclass(frozen=True, slots=True)
class ResultPage:
    """The result (scoring.md §8), each part empty when there is nothing to say."""

    title: str
    opening: str
    score: str
    """The overall as shown, "" without one."""
    share: float | None
    """0–1: the overall on its scale; None without one."""
    level: str
    level_text: str
    sureness: tuple[str, ...]
    """Margin and borderline, in words."""
    held_back: tuple[str, ...]
    """Each binding gate's text."""
    bars: tuple[Bar, ...]
    """Weakest first."""
    bars_title: str
    notes: tuple[str, ...]
    """Areas that do not apply or lack answers; "you could not say in 3 of 24"."""
    weakest: Section
    rules: Section
    plans_title: str
    plans: tuple[Plan, ...]
    keep: str
    credit: str
    buttons: tuple[Button, ...]
    """How was this computed? · Change an answer."""
    language: str = "en"
    labels: tuple[str, str, str, str, str] = ("", "", "", "", "")
    """The words for owner, why, this week, next 30 days, done when."""
    ladder: tuple[str, ...] = ()
    """The titles of all levels, from the bottom."""
    rung: int = 0
    """The place of the level on the ladder, from 1; 0 without a level."""
    since: str = ""
    """The score of the time before, and what may be said about the difference."""


@dataclass(frozen=True, slots=True)
class WorkingsRow:
    """One answer's part in an area's score."""

    question: str
    answer: str
    points: str
    percent: str
    weight: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class WorkingsArea:
    """One area: its rows and how they add up."""

    title: str
    rows: tuple[WorkingsRow, ...]
    sum: str
    """`(75 + 50 + 50) / 3 = 58 1/3, shown as 58`."""


@dataclass(frozen=True, slots=True)
class WorkingsPage:
    """How the score was computed, down to the single answer."""

    title: str
    areas: tuple[WorkingsArea, ...]
    overall: tuple[str, ...]
    """Lines: the weighted mean, the rounding, the level, each cap."""
    headers: tuple[str, str, str, str, str]
    """Question, answer, points, percent, weight."""
    language: str = "en"


Message: TypeAlias = Words | QuestionCard | Summary | ResultPage | WorkingsPage
"""What every channel shows."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What is left of a question when the next one stands below it. Without a text only its buttons go."""

    text: str = ""
    answered: str = ""
    """The answer in the reader's words; "" when none was given there."""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class HeatCell:
    """One area in one round."""

    said: str
    """Its score, or a word; "" where nothing is shown."""
    tier: str = ""
    """The tier's title."""
    tier_share: float | None = None
    """0–1: the tier's place from the lowest to the highest, for its colour; None without one."""


@dataclass(frozen=True, slots=True)
class HeatRow:
    """One area through the rounds."""

    title: str
    cells: tuple[HeatCell, ...]
    """One for each column."""


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Where a team stands: its areas in the last rounds."""

    title: str
    subtitle: str
    columns: tuple[str, ...]
    """The rounds, the newest last."""
    rows: tuple[HeatRow, ...]
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Picture:
    """The bars of a result, or a team's map, as a picture."""

    page: ResultPage | HeatMap


@dataclass(frozen=True, slots=True)
class File:
    """A file to keep."""

    name: str
    content: str
    caption: str


@dataclass(frozen=True, slots=True)
class ContactKeyboard:
    """A key to share one's own phone number, in place of typing it."""

    text: str
    label: str


@dataclass(frozen=True, slots=True)
class KeyboardGone:
    """That key is taken away."""


Extra: TypeAlias = Settled | Picture | File | ContactKeyboard | KeyboardGone
"""What stands around messages in an app with pictures, files and messages that can be edited."""
Shown: TypeAlias = Message | Extra


def for_any_channel(shown: Shown) -> TypeGuard[Message]:
    """Is it something that a channel without pictures, files and edits shows too?"""
    return not isinstance(shown, Settled | Picture | File | ContactKeyboard | KeyboardGone)
