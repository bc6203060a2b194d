"""How the result was computed, down to the single answer."""

from collections.abc import Iterator
from fractions import Fraction

from bot.engine.events import WorkingsShown
from bot.messages import WorkingsArea, WorkingsPage, WorkingsRow
from bot.present.result.arithmetic import Term, mean, prorated, total_of
from bot.present.result.opening import no_overall
from bot.present.result.outcome import Outcome
from bot.present.scene import Scene
from scoring import Method, Reason
from scoring.explain import AnswerLine, AreaLine, Part


def workings(scene: Scene, event: WorkingsShown) -> WorkingsPage:
    """Every area with its answers, then the overall."""
    outcome = Outcome(scene, event.result)
    words = scene.reader.phrases.workings
    return WorkingsPage(
        title=words.title,
        areas=tuple(_area(outcome, line) for line in outcome.explanation.areas),
        overall=tuple(_overall(outcome)),
        headers=(words.question, words.answer, words.points, words.percent, words.weight),
        language=scene.state.language,
    )


def _area(outcome: Outcome, line: AreaLine) -> WorkingsArea:
    words = outcome.reader.phrases.workings
    return WorkingsArea(
        title=words.all_questions if line.area is None else outcome.title(line.area),
        rows=tuple(_row(outcome, answer) for answer in line.answers),
        sum=_sum(outcome, line),
    )


def _row(outcome: Outcome, line: AnswerLine) -> WorkingsRow:
    scene, reader, words = outcome.scene, outcome.reader, outcome.reader.phrases.workings
    path = scene.path
    points = percent = ""
    if line.points is not None and line.percent is not None:
        low, high = reader.exact(line.low), reader.exact(line.high)
        points = reader.say(words.points_of, points=reader.exact(line.points), low=low, high=high)
        percent = reader.exact(line.percent)
    answer = path.answers.get(line.item)
    return WorkingsRow(
        question=scene.filled(scene.plan.asks[line.item].wording(path.known())),
        answer="" if answer is None else scene.label(line.item, answer),
        points=points,
        percent=percent,
        weight=reader.exact(line.weight),
        note=_note(outcome, line),
    )


def _note(outcome: Outcome, line: AnswerLine) -> str:
    words = outcome.reader.phrases.workings
    match line.part:
        case Part.DOES_NOT_APPLY:
            return words.not_applicable
        case Part.MISSING:
            return words.missing
        case Part.SKIPPED:
            return words.left_out
    return words.reversed if outcome.scene.flow.by_id[line.item].reverse else ""


def _sum(outcome: Outcome, line: AreaLine) -> str:
    """How an area's answers add up, or why they do not."""
    reader, words = outcome.reader, outcome.reader.phrases.workings
    if line.reason is Reason.NOT_APPLICABLE:
        return words.not_counted
    if line.reason is Reason.NOT_ENOUGH_ANSWERS:
        answered = sum(answer.part is Part.COUNTS for answer in line.answers)
        asked = answered + sum(answer.part is Part.MISSING for answer in line.answers)
        return reader.say(words.not_enough, answered=reader.number(answered), asked=reader.number(asked))
    if line.raw is None:
        return words.not_computed
    added = _equation(outcome, _expression(outcome, line), line.raw)
    if line.reason is Reason.OUTSIDE_THE_TABLE:
        return reader.say(words.outside_table, sum=added)
    if line.exact is not None and _looked_up(outcome, line):
        return reader.say(words.looked_up, sum=added, score=reader.exact(line.exact))
    return _shown_as(outcome, added, line.exact, line.shown)


def _looked_up(outcome: Outcome, line: AreaLine) -> bool:
    return line.area is not None and outcome.scene.flow.areas[line.area].lookup is not None


def _expression(outcome: Outcome, line: AreaLine) -> str:
    method, terms = outcome.explanation.method, list(_terms(outcome, line))
    if method is Method.SUM:
        asked = line.weight_answered + line.weight_missing
        return prorated(outcome.reader, terms, line.weight_answered, asked)
    return mean(outcome.reader, terms)


def _terms(outcome: Outcome, line: AreaLine) -> Iterator[Term]:
    for answer in line.answers:
        value = answer.percent if outcome.percent else answer.points
        if value is not None:
            yield answer.weight, value


def _overall(outcome: Outcome) -> Iterator[str]:
    """The overall, its margin, its level, and each gate that caps it."""
    reader, words, verdict = outcome.reader, outcome.reader.phrases.workings, outcome.verdict
    overall = outcome.measured.overall
    if overall.reason is Reason.NOT_COMPUTED:
        yield words.not_computed
        return
    if overall.exact is None or overall.shown is None:
        yield no_overall(outcome)
        return
    if outcome.scene.flow.areas:
        added = _equation(outcome, _overall_expression(outcome), overall.exact)
        shown = _shown_as(outcome, added, overall.exact, overall.shown)
        yield reader.say(words.overall, sum=shown)
    if verdict.margin is not None:
        yield reader.say(words.margin, margin=outcome.scene.score(verdict.margin))
    if verdict.from_score is not None:
        yield _level(outcome, words.level, verdict.from_score, score=outcome.scene.score(overall.shown))
    for capped in verdict.capped_by:
        yield _level(outcome, words.capped, capped.cap, gate=capped.gate)


def _overall_expression(outcome: Outcome) -> str:
    terms = [
        (line.weight, line.exact)
        for line in outcome.explanation.areas
        if line.exact is not None and line.weight
    ]
    if outcome.explanation.method is Method.SUM:
        return total_of(outcome.reader, terms)
    return mean(outcome.reader, terms)


def _level(outcome: Outcome, phrase: str, number: int, **values: str) -> str:
    levels = outcome.scene.flow.levels
    return outcome.reader.say(
        phrase,
        number=outcome.reader.number(number),
        count=outcome.reader.number(len(levels)),
        level=outcome.words(levels[number - 1].title),
        **values,
    )


def _equation(outcome: Outcome, expression: str, value: Fraction) -> str:
    written = outcome.reader.exact(value)
    return written if expression == written else f"{expression} = {written}"


def _shown_as(outcome: Outcome, added: str, exact: Fraction | None, shown: Fraction | None) -> str:
    if shown is None or exact == shown:
        return added
    words = outcome.reader.phrases.workings
    return outcome.reader.say(words.shown_as, sum=added, shown=outcome.scene.score(shown))
