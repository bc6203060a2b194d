"""The card of an area or of the overall in a team's report (scoring §9.1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from scoring.bands import build_bands
from scoring.disclosure.collusion import ALONE, Caution
from scoring.disclosure.threshold import Fifth, Hidden, enough
from scoring.key import Key
from scoring.model import Band, Method
from scoring.rounding import half_up
from scoring.team.agreement import Agreement, AgreementWord, Codes, agreement_of_area
from scoring.team.figures import spread
from scoring.team.groups import GroupFigure
from scoring.team.intervals import Interval, Sample, mean_interval


@dataclass(frozen=True, slots=True)
class ScoreCard:
    """What is shown of n respondents' scores. With `hidden` nothing else is there.

    With `alike` there are no figures: they are those of one question that nearly all answered the same, and
    a `word` may stand for them; or all but those who may collude have the same score.

    `partial`: made without the questions that are hidden, and without an interval.

    `mean` is that of the respondents, so that whoever answered more questions does not weigh more. `band`,
    the tier of an area or the level of the overall, follows from the shown mean, without gates. Top and
    bottom share and agreement are there only with method percent.
    """

    n: int
    hidden: Hidden | None = None
    alike: bool = False
    partial: bool = False
    word: Fifth | None = None
    mean: Fraction | None = None
    shown: Fraction | None = None
    interval: Interval | None = None
    band: str | None = None
    top: Fraction | None = None
    bottom: Fraction | None = None
    agreement: Agreement | None = None
    agreement_word: AgreementWord | None = None
    groups: tuple[GroupFigure, ...] = ()


def score_card(
    key: Key,
    scores: Sequence[Fraction],
    bands: Sequence[Band],
    k: int,
    questions: Sequence[Codes] = (),
    caution: Caution = ALONE,
) -> ScoreCard:
    """The card of the respondents' exact scores; `questions` are an area's coded answers, for agreement.

    Scores that are alike for all but those who may collude have no figures: they would be everybody's own.
    """
    figures = spread(scores)
    if figures is None or not enough(caution.people(figures.n), k):
        return ScoreCard(len(scores), hidden=Hidden.TOO_FEW)
    if not caution.words and caution.alike(scores):
        return ScoreCard(len(scores), alike=True)
    shown = half_up(figures.mean, key.decimals)
    in_percent = key.method is Method.PERCENT
    agreed = agreement_of_area(questions) if in_percent else None
    return ScoreCard(
        n=figures.n,
        mean=figures.mean,
        shown=shown,
        interval=mean_interval(Sample.of(scores)),
        band=build_bands(bands, key.decimals).id(int(shown * 10**key.decimals)),
        top=figures.top if in_percent else None,
        bottom=figures.bottom if in_percent else None,
        agreement=agreed,
        agreement_word=agreed.word(figures.top, figures.bottom) if agreed else None,
    )
