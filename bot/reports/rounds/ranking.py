"""Which areas are weak, which systems to build, what to talk about first: of the team, by the flow's rules.

Only what is shown decides. Where a word stands for the figures, the middle of its fifth stands for the score:
an order by the hidden mean would give it away.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from scoring import Key, Measured, Overall, Reason, Standing, judge
from scoring.disclosure.threshold import Fifth
from scoring.rounding import half_up
from scoring.team import AgreementWord, ScoreCard
from scoring.team.talking import Topic, order_for_talking


@dataclass(frozen=True, slots=True)
class Ranked:
    """Areas: the weakest with those joint with the next one, those with a system to build, all to talk of."""

    weakest: tuple[str, ...]
    joint: tuple[str, ...]
    systems: tuple[str, ...]
    talk: tuple[str, ...]


def ranked(key: Key, areas: Mapping[str, ScoreCard], before: Mapping[str, float]) -> Ranked:
    """The team's areas in order; `before` are the scores shown last, to see drops."""
    means = {area: mean for area, card in areas.items() if (mean := _mean(card)) is not None}
    verdict = judge(key, _measured(key, means), holding=())
    return Ranked(
        weakest=tuple(weak.area for weak in verdict.weakest),
        joint=tuple(weak.area for weak in verdict.weakest if weak.joint),
        systems=verdict.systems,
        talk=order_for_talking(list(_topics(areas, means, before))),
    )


def _mean(card: ScoreCard) -> Fraction | None:
    if card.hidden:
        return None
    if card.alike:
        return None if card.word is None else Fraction(20 * list(Fifth).index(card.word) + 10)
    return card.mean


def _measured(key: Key, means: Mapping[str, Fraction]) -> Measured:
    """The means as if they were one respondent's scores, without an overall: teams have no gates (§9.1)."""
    weights = {area.id: area.weight for area in key.areas}
    places = list(weights)
    ranking = sorted(means, key=lambda area: (means[area], -weights[area], places.index(area)))
    ranks = {area: rank for rank, area in enumerate(ranking, 1)}
    standings = {
        area: Standing(
            area, mean, half_up(mean, key.decimals), None, None, ranks[area], answered=1, asked=1
        )
        for area, mean in means.items()
    }  # fmt: skip
    nothing = Overall(None, None, Reason.NOT_COMPUTED, None, None, answered=0, asked=0)
    return Measured(standings, nothing, tuple(ranking))


def _topics(
    areas: Mapping[str, ScoreCard], means: Mapping[str, Fraction], before: Mapping[str, float]
) -> Iterable[Topic]:
    for area, mean in means.items():
        two_camps = areas[area].agreement_word is AgreementWord.TWO_CAMPS
        earlier = before.get(area)
        yield Topic(area, mean, two_camps, None if earlier is None else Fraction(earlier))
