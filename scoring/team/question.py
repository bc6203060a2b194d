"""The card of one question in a team's report (scoring §9.1), with what must stay hidden left out (§9.4)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise

from scoring.disclosure.collusion import ALONE, Caution
from scoring.disclosure.threshold import Fifth, Hidden, enough, fifth, merge_rare
from scoring.points import Answer, ChoicePoints, Points, as_number
from scoring.team.agreement import Agreement, AgreementWord, Codes, agreement
from scoring.team.figures import BOTTOM, TOP, Quartiles, counts, quartiles, spread
from scoring.team.intervals import Interval, Sample, mean_interval
from scoring.team.recommendation import Recommendation, recommendation


@dataclass(frozen=True, slots=True)
class TeamQuestion:
    """A question of the flow as a team's report sees it.

    `choices` in the order shown, empty for numbers; `points` None where it is not scored; `recommend` for the
    scale of that name, whose choice ids are the numbers 0…10. `follows`: the questions that decide whether
    it is asked, or what is recorded unasked.
    """

    id: str
    choices: tuple[str, ...] = ()
    points: Points | None = None
    area: str | None = None
    recommend: bool = False
    follows: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ScoredFigures:
    """Figures of the percents of a scored question.

    `top` or `bottom` is None where merged choices lie on both sides of its line: it would part them again.
    """

    mean: Fraction
    interval: Interval | None
    top: Fraction | None
    bottom: Fraction | None
    agreement: Agreement | None
    agreement_word: AgreementWord | None


@dataclass(frozen=True, slots=True)
class QuestionCard:
    """What is shown of a question. `n` answered; "don't know" and what does not apply are not among them.

    With `hidden` nothing else is there. When nearly all said the same (`alike`), there are no figures; where
    nobody colludes a `word` stands for them, if the question has a percent. Shares are of 1 and of n; `other`
    is that of `merged` choices.
    """

    n: int
    hidden: Hidden | None = None
    alike: bool = False
    word: Fifth | None = None
    shares: Mapping[str, Fraction] = field(default_factory=dict)
    merged: tuple[str, ...] = ()
    other: Fraction | None = None
    scored: ScoredFigures | None = None
    quartiles: Quartiles | None = None
    recommendation: Recommendation | None = None

    @property
    def silent(self) -> bool:
        """Whether no figures are shown."""
        return self.hidden is not None or self.alike


def question_card(
    question: TeamQuestion, answers: Sequence[Answer], k: int, caution: Caution = ALONE
) -> QuestionCard:
    """The card of the answers given, without blanks; what does not apply is left out here."""
    beside = {answer for answer in set(answers) if not _applies(question, answer)}
    applying = [answer for answer in answers if answer not in beside]
    if not enough(caution.people(len(applying)), k):
        return QuestionCard(len(applying), hidden=Hidden.TOO_FEW)
    if _alike(question, applying, caution):
        word = _word(question, applying) if caution.words else None
        return QuestionCard(len(applying), alike=True, word=word)
    if question.choices:
        return _choices_card(question, applying, caution)
    return QuestionCard(
        len(applying),
        quartiles=quartiles([as_number(answer) for answer in applying]),
        scored=_scored(question, applying, ()),
    )


def codes(question: TeamQuestion, answers: Sequence[Answer]) -> Codes | None:
    """The answers as places of equally spaced choices; None where the question has no such choices."""
    if not isinstance(question.points, ChoicePoints):
        return None
    scores = {choice: score for choice, score in question.points.scores.items() if score is not None}
    ordered = sorted(scores.values())
    if len({after - before for before, after in pairwise(ordered)}) != 1 or ordered[0] == ordered[1]:
        return None
    places = {choice: ordered.index(score) + 1 for choice, score in scores.items()}
    return Codes(tuple(places[str(answer)] for answer in answers if answer in places), len(ordered))


def _alike(question: TeamQuestion, answers: Sequence[Answer], caution: Caution) -> bool:
    return caution.ticked_alike(_all_ticks(answers)) if question.choices else caution.alike(answers)


def _choices_card(question: TeamQuestion, answers: Sequence[Answer], caution: Caution) -> QuestionCard:
    n = len(answers)
    taken = _all_ticks(answers)

    def people(choices: Sequence[str]) -> int:
        return sum(not ticks.isdisjoint(choices) for ticks in taken)

    shown = merge_rare(counts(taken, question.choices), n, people, surplus=caution.surplus)
    return QuestionCard(
        n,
        shares={choice: Fraction(count, n) for choice, count in shown.counts.items()},
        merged=shown.merged,
        other=Fraction(shown.other, n) if shown.merged else None,
        scored=_scored(question, answers, shown.merged),
        recommendation=_recommendation(question, answers),
    )


def _scored(question: TeamQuestion, answers: Sequence[Answer], merged: Sequence[str]) -> ScoredFigures | None:
    percents = _percents(question, answers)
    figures = spread(percents)
    if figures is None:
        return None
    placed = codes(question, answers)
    agreed = agreement(placed) if placed else None
    return ScoredFigures(
        mean=figures.mean,
        interval=mean_interval(Sample.of(percents)),
        top=figures.top if _one_side(question, merged, lambda percent: percent >= TOP) else None,
        bottom=figures.bottom if _one_side(question, merged, lambda percent: percent <= BOTTOM) else None,
        agreement=agreed,
        agreement_word=agreed.word(figures.top, figures.bottom) if agreed else None,
    )


def _one_side(question: TeamQuestion, merged: Sequence[str], line: Callable[[Fraction], bool]) -> bool:
    """Whether merged choices all lie on one side of the line; then the share follows from what is shown."""
    if not isinstance(question.points, ChoicePoints):
        return not merged
    return len({line(percent) for percent in _percents(question, merged)}) <= 1


def _recommendation(question: TeamQuestion, answers: Sequence[Answer]) -> Recommendation | None:
    return recommendation([int(str(answer)) for answer in answers]) if question.recommend else None


def _word(question: TeamQuestion, answers: Sequence[Answer]) -> Fifth | None:
    figures = spread(_percents(question, answers))
    return fifth(figures.mean) if figures else None


def _percents(question: TeamQuestion, answers: Sequence[Answer]) -> list[Fraction]:
    points = question.points
    if points is None:
        return []
    earned = {answer: points.earned(answer) for answer in set(answers)}
    percents = {answer: points.percent(found) for answer, found in earned.items() if found is not None}
    return [percents[answer] for answer in answers if answer in percents]


def _applies(question: TeamQuestion, answer: Answer) -> bool:
    return question.points is None or question.points.earned(answer) is not None


def _all_ticks(answers: Sequence[Answer]) -> list[frozenset[str]]:
    ticks = {
        answer: frozenset(answer if isinstance(answer, tuple) else (str(answer),)) for answer in set(answers)
    }
    return [ticks[answer] for answer in answers]
