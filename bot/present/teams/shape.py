"""The document of a round's report, as it is kept, shown and downloaded: nothing is shown that is not in it.

Figures are rounded before they get here: scores as the flow rounds them, shares to whole percent.
A document that shows no figures (`why`) has neither cards nor comments; that of a named round has `people`.
`why` says why something is not shown, in a word of `Why`. Titles and wordings stand in the flow.
"""

from typing import Literal, TypeAlias

from typing_extensions import TypedDict  # before Python 3.12 pydantic reads no other

Why: TypeAlias = Literal["too few", "protects others", "held", "withheld", "team changed"]
"""`team changed`: so few joined or left since a round shown lately that their answers could be computed."""
Fifth: TypeAlias = Literal["very low", "low", "middling", "high", "very high"]
Agreement: TypeAlias = Literal["two camps", "you agree", "opinions differ"]
Trend: TypeAlias = Literal["up", "down", "maybe up", "maybe down", "no clear change"]


class Change(TypedDict):
    """Against the round shown before."""

    by: float
    """Points, as the flow rounds scores."""
    word: Trend | None
    """None: it is too early for a word."""
    counts_from: float | None
    """How large a change would count, in points."""


class Card(TypedDict):
    """The overall or an area."""

    n: int | None
    """How many of the answers make it; None where not even that is shown."""
    why: Why | None
    """None: it is shown."""
    word: Fifth | None
    """Nearly all said the same: stands for all figures."""
    alike: bool
    score: float | None
    """As the flow rounds it."""
    partial: bool
    """Made without the questions that are hidden; others may be in another round, so nothing is compared."""
    band: str | None
    """The id of the tier or level."""
    low: float | None
    """The interval in which the mean of many such teams would lie, as the flow rounds scores."""
    high: float | None
    spread: float | None
    """Standard deviation, to one decimal more than scores: what a later round is compared by."""
    agreement: Agreement | None
    change: Change | None
    broken: bool
    """The scoring changed since the round before: no comparison."""
    median: float | None
    """Of the last four scores shown, this one among them; where rounds are frequent, from the fourth on."""


class QuestionCard(TypedDict):
    """One question."""

    n: int | None
    why: Why | None
    word: Fifth | None
    alike: bool
    mean: int | None
    shares: dict[str, int] | None
    """Choice → percent of those who answered."""
    merged: list[str]
    """Choices that are shown together as *other*."""
    other: int | None
    top: int | None
    bottom: int | None
    agreement: Agreement | None
    quartiles: list[float] | None
    """Lower quartile, median, upper quartile, of numbers."""
    recommendation: list[int] | None
    """Score, and from where to where it may lie."""


class Person(TypedDict):
    """One who took part in a named round."""

    person: str
    """The platform's id."""
    areas: dict[str, float | None]
    answers: dict[str, str | int | float | list[str] | None]


class RoundDocument(TypedDict):
    """All that is shown of one round, or of several that were held and are shown together."""

    flow: str
    version: int
    numbers: list[int]
    """Of its rounds."""
    opened: str
    """ISO date."""
    closed: str
    anonymous: bool
    min_answers: int
    invited: int
    answered: int
    low_response: bool
    why: Why | None
    """Why no figures are shown; None: they are."""
    overall: Card | None
    """None: the flow has none."""
    bounds: list[int] | None
    """Between what the overall of all invited lies, whatever the silent ones think."""
    areas: dict[str, Card]
    questions: dict[str, QuestionCard]
    weakest: list[str]
    """Areas, the weakest first, by the flow's rule for them."""
    joint: list[str]
    """Those of them that are too close to the next weakest to tell which of the two is weaker."""
    systems: list[str]
    """Areas whose systems are to be built, in the flow's order."""
    talk: list[str]
    """Areas in the order to talk about them."""
    comments: dict[str, list[str]]
    """Question → texts, in an order of chance."""
    people: list[Person] | None
    """None in an anonymous round."""
