"""One closed round of a team on one page: overall, areas, questions and, where it was opened so, groups.

Everything in the report may be shown: thresholds, merging, hiding and the audit of scoring §9.4 are done.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from scoring.disclosure.collusion import Caution
from scoring.disclosure.threshold import Hidden, enough
from scoring.key import Key
from scoring.measure import measure
from scoring.model import Item, Method
from scoring.points import Answer, Given, Missing
from scoring.result import Measured, Reason
from scoring.team.agreement import AgreementWord, Codes
from scoring.team.derived import without
from scoring.team.groups import group_figures
from scoring.team.question import QuestionCard, TeamQuestion, codes, question_card
from scoring.team.score_card import ScoreCard, score_card
from scoring.team.talking import Topic, order_for_talking
from scoring.team.turnout import Turnout


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one respondent handed in; `group` where the round was opened with groups."""

    measured: Measured
    given: Mapping[str, Given]
    group: str | None = None


@dataclass(frozen=True, slots=True)
class Round:
    """A closed round: who answered what, of how many invited, shown from k answers on.

    `by_group`: it was opened with groups; a sheet without one belongs to a group with an empty name.
    `roll_up`: small groups are shown together as "others" where they can be, instead of being hidden.
    `colluders`: so many colleagues may tell each other their answers, k - 2 in a real round; None: it is for
    somebody who has all answers anyway. `distinct`: how many different people handed in, at least, where
    several rounds are shown together; None: as many as there are sheets.
    """

    sheets: Sequence[Sheet]
    invited: int
    k: int
    by_group: bool = False
    roll_up: bool = False
    colluders: int | None = None
    distinct: int | None = None

    def __post_init__(self) -> None:
        if self.by_group and self.colluders is not None:
            raise ValueError("where answers are protected from colleagues there are no groups")

    @property
    def people(self) -> int:
        """Different people who handed in, at least."""
        return len(self.sheets) if self.distinct is None else min(self.distinct, len(self.sheets))

    @property
    def caution(self) -> Caution:
        """Against whom its answers are protected."""
        return Caution(self.colluders, len(self.sheets) - self.people)


@dataclass(frozen=True, slots=True)
class TeamReport:
    """The page of a round. `hidden`: too few took part, nothing is shown. `overall` None: the flow has none.

    `bounds`: between what the overall mean of all invited lies, whatever the silent ones think (percent
    only). `talk`: areas in the order to talk about them.
    """

    turnout: Turnout
    k: int
    hidden: Hidden | None = None
    overall: ScoreCard | None = None
    bounds: tuple[Fraction, Fraction] | None = None
    areas: Mapping[str, ScoreCard] = field(default_factory=dict)
    questions: Mapping[str, QuestionCard] = field(default_factory=dict)
    talk: tuple[str, ...] = ()


def team_report(
    key: Key,
    questions: Sequence[TeamQuestion],
    closed: Round,
    before: Mapping[str, Fraction] | None = None,
) -> TeamReport:
    """The page of a closed round; `before` are the areas' means in the last one shown, to see drops."""
    turnout = Turnout(closed.people, closed.invited)
    if not enough(closed.people, closed.k):
        return TeamReport(turnout, closed.k, hidden=Hidden.TOO_FEW)
    cards = {
        question.id: question_card(question, _answers(question, closed), closed.k, closed.caution)
        for question in questions
    }
    if not closed.caution.words:
        cards |= _following(questions, cards)
    areas, overall = _scores_of(key, questions, closed, cards)
    overall = None if overall is None else _as_alike(overall, key.items, cards)
    return TeamReport(
        turnout,
        closed.k,
        overall=overall,
        bounds=_bounds(key, overall, closed.invited),
        areas={
            area: _as_alike(card, [item for item in key.items if item.area == area], cards)
            for area, card in areas.items()
        },
        questions=cards,
        talk=order_for_talking(list(_topics(areas, before or {}))),
    )


def _following(
    questions: Sequence[TeamQuestion], cards: Mapping[str, QuestionCard]
) -> dict[str, QuestionCard]:
    """Questions that were asked because of an answer that is hidden: how often they were would tell it."""
    silent = {name for name, card in cards.items() if card.silent}
    return {
        question.id: QuestionCard(cards[question.id].n, hidden=Hidden.PROTECTS_OTHERS)
        for question in questions
        if question.follows & silent
    }


def _scores_of(
    key: Key, questions: Sequence[TeamQuestion], closed: Round, cards: Mapping[str, QuestionCard]
) -> tuple[dict[str, ScoreCard], ScoreCard | None]:
    """The cards of the areas and of the overall, these without what is hidden where answers are protected."""
    hidden = {name for name, card in cards.items() if not closed.caution.words and card.silent}
    left = without(key, hidden)
    counted = closed if left.key is key else replace(closed, sheets=_measured_again(left.key, closed.sheets))
    told = [question for question in questions if question.id not in hidden]
    areas = {
        area.id: ScoreCard(0, hidden=_why(area.id, questions, cards))
        if area.id in left.closed
        else _area(key, area.id, told, counted)
        for area in key.areas
    }
    for area in left.partial:
        areas[area] = _partly(areas[area])
    if not key.overall:
        return areas, None
    if not left.overall:
        return areas, ScoreCard(0, hidden=Hidden.PROTECTS_OTHERS)
    overall = _overall(key, counted)
    return areas, overall if left.whole else _partly(overall)


def _why(area: str, questions: Sequence[TeamQuestion], cards: Mapping[str, QuestionCard]) -> Hidden:
    """Why an area is closed; its questions say no less."""
    whys = {cards[question.id].hidden for question in questions if question.area == area}
    return Hidden.TOO_FEW if whys == {Hidden.TOO_FEW} else Hidden.PROTECTS_OTHERS


def _measured_again(key: Key, sheets: Sequence[Sheet]) -> list[Sheet]:
    """The sheets as if nothing else had been asked."""
    return [
        one
        if one.measured.overall.reason is Reason.SCREENED_OUT
        else replace(one, measured=measure(key, one.given))
        for one in sheets
    ]


def _partly(card: ScoreCard) -> ScoreCard:
    """Of another round other questions may be left, so there is nothing to compare it by."""
    return card if card.hidden or card.alike else replace(card, partial=True, interval=None)


def _as_alike(card: ScoreCard, items: Sequence[Item], cards: Mapping[str, QuestionCard]) -> ScoreCard:
    """Where a single question makes the score, its figures are shown under another name: what is a word
    there is a word here (§9.4, 4).
    """
    only = cards.get(items[0].id) if len(items) == 1 else None
    if only is None or not only.alike or card.hidden is Hidden.TOO_FEW:
        return card
    return ScoreCard(only.n, alike=True, word=only.word)


def _overall(key: Key, closed: Round) -> ScoreCard:
    def score(measured: Measured) -> Fraction | None:
        return measured.overall.exact

    scores = _scores(closed.sheets, score)
    card = score_card(key, scores, key.levels, closed.k, caution=closed.caution)
    return _with_groups(card, closed, score)


def _area(key: Key, area: str, questions: Sequence[TeamQuestion], closed: Round) -> ScoreCard:
    def score(measured: Measured) -> Fraction | None:
        return measured.exact(area) if area in measured.ranking else None

    scores, coded = _scores(closed.sheets, score), _codes(area, questions, closed)
    card = score_card(key, scores, key.tiers, closed.k, coded, closed.caution)
    return _with_groups(card, closed, score)


def _scores(sheets: Iterable[Sheet], score: Callable[[Measured], Fraction | None]) -> list[Fraction]:
    found = [score(sheet.measured) for sheet in sheets]
    return [exact for exact in found if exact is not None]


def _with_groups(card: ScoreCard, closed: Round, score: Callable[[Measured], Fraction | None]) -> ScoreCard:
    if card.hidden or not closed.by_group:
        return card
    members: dict[str, list[Sheet]] = {}
    for sheet in closed.sheets:
        members.setdefault(sheet.group or "", []).append(sheet)
    scores = {group: _scores(members[group], score) for group in sorted(members)}
    return replace(card, groups=group_figures(scores, closed.k, roll_up=closed.roll_up))


def _codes(area: str, questions: Sequence[TeamQuestion], closed: Round) -> list[Codes]:
    """Coded answers of the area's questions with equally spaced choices, those with fewer than k left out."""
    coded = [codes(question, _answers(question, closed)) for question in questions if question.area == area]
    return [found for found in coded if found and enough(len(found.values), closed.k)]


def _answers(question: TeamQuestion, closed: Round) -> list[Answer]:
    given = [sheet.given[question.id] for sheet in closed.sheets if question.id in sheet.given]
    return [answer for answer in given if not isinstance(answer, Missing)]


def _bounds(key: Key, overall: ScoreCard | None, invited: int) -> tuple[Fraction, Fraction] | None:
    if overall is None or overall.mean is None or overall.partial or key.method is not Method.PERCENT:
        return None
    return Turnout(overall.n, invited).bounds(overall.mean)


def _topics(areas: Mapping[str, ScoreCard], before: Mapping[str, Fraction]) -> Iterable[Topic]:
    for area, card in areas.items():
        if card.mean is not None:
            two_camps = card.agreement_word is AgreementWord.TWO_CAMPS
            yield Topic(area, card.mean, two_camps, before.get(area))
