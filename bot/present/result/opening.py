"""How the page begins: the opening line, the level, how sure we are, what holds the level back."""

from bot.definition.model import Level
from bot.engine.events import ResultShown
from bot.present.result.fired import fired
from bot.present.result.outcome import Outcome
from scoring import Capped, Reason

LACKING = (Reason.NOT_ENOUGH_ANSWERS, Reason.OUTSIDE_THE_TABLE)
"""Reasons that name an area as missing from the overall."""


def opening(outcome: Outcome, event: ResultShown) -> str:
    """The flow's opening line or the product's own; without an overall, what is missing."""
    words = _opening(outcome, event)
    return f"{outcome.phrases.changed} {words}" if event.changed else words


def level_of(outcome: Outcome) -> Level | None:
    """The level that was reached."""
    number = outcome.verdict.level
    return None if number is None else outcome.scene.flow.levels[number - 1]


def sureness(outcome: Outcome) -> tuple[str, ...]:
    """The margin and whether the score is close to an edge."""
    margin = outcome.verdict.margin
    lines = []
    if margin is not None:
        said = outcome.reader.say(outcome.phrases.margin, margin=outcome.scene.score(margin))
        lines.append(said)
    if outcome.verdict.borderline:
        lines.append(outcome.phrases.borderline)
    return tuple(lines)


def held_back(outcome: Outcome) -> tuple[str, ...]:
    """Each gate that holds the level back, in its own words."""
    return tuple(_gate(outcome, capped) for capped in outcome.verdict.capped_by)


def lacking(outcome: Outcome) -> list[str]:
    """Areas that an overall misses: they count, they apply, and they have no score."""
    weighed = [area for area in outcome.scene.flow.areas.values() if area.weight]
    return [area.id for area in weighed if outcome.measured.areas[area.id].reason in LACKING]


def names_what_lacks(outcome: Outcome) -> bool:
    """Does the opening say which areas lack answers? Only where filling them would give an overall."""
    missing = lacking(outcome)
    scored = [area for area in outcome.measured.ranking if outcome.scene.flow.areas[area].weight]
    enough = len(scored) + len(missing) >= outcome.scene.flow.scoring.min_areas
    return outcome.measured.overall.reason is Reason.TOO_FEW_AREAS and bool(missing) and enough


def area_answered(outcome: Outcome, area: str) -> str:
    """`Visibility (1 of 3 answered)`."""
    standing = outcome.measured.areas[area]
    return outcome.reader.say(
        outcome.phrases.area_answered,
        area=outcome.title(area),
        answered=outcome.reader.number(standing.answered),
        asked=outcome.reader.number(standing.asked),
    )


def no_overall(outcome: Outcome) -> str:
    """That there is no overall score, and what is missing."""
    return f"{outcome.phrases.no_overall} {_missing(outcome)}"


def _opening(outcome: Outcome, event: ResultShown) -> str:
    overall = outcome.measured.overall
    if overall.shown is None and overall.reason is not Reason.NOT_COMPUTED:
        return no_overall(outcome)
    if event.opening is not None:
        return outcome.words(event.opening)
    span = outcome.spans.overall
    if overall.shown is None or span is None:
        return outcome.phrases.opening_areas
    score = outcome.score_on_scale(overall.shown, span)
    level = level_of(outcome)
    if level is None:
        return outcome.reader.say(outcome.phrases.opening_score, score=score)
    return outcome.reader.say(
        outcome.phrases.opening,
        score=score,
        number=outcome.reader.number(outcome.verdict.level or 0),
        count=outcome.reader.number(len(outcome.scene.flow.levels)),
        level=outcome.words(level.title),
    )


def _missing(outcome: Outcome) -> str:
    """What an overall would need."""
    reader, phrases, overall = outcome.reader, outcome.phrases, outcome.measured.overall
    if not overall.asked:
        return phrases.nothing_applies
    if not outcome.scene.flow.areas:
        answered, asked = reader.number(overall.answered), reader.number(overall.asked)
        return reader.say(phrases.missing_questions, answered=answered, asked=asked)
    if names_what_lacks(outcome):
        areas = [area_answered(outcome, area) for area in lacking(outcome)]
        return reader.say(phrases.missing_areas, areas=reader.listed(areas))
    scored = sum(outcome.scene.flow.areas[area].weight > 0 for area in outcome.measured.ranking)
    needed = reader.number(outcome.scene.flow.scoring.min_areas)
    return reader.count(phrases.too_few_areas, scored, needed=needed)


def _gate(outcome: Outcome, capped: Capped) -> str:
    gate = next(gate for gate in outcome.scene.flow.gates if gate.id == capped.gate)
    return fired(outcome, gate)
