"""What fired a line: every gate and rule that a person sees names its id and what it looked at."""

from bot.definition.condition import Condition
from bot.definition.model import CapGate, LinkGate, Rule
from bot.present.result.outcome import Outcome


def fired(outcome: Outcome, line: CapGate | LinkGate | Rule) -> str:
    """The words of a gate or rule, then in brackets its id and the scores and answers that made it hold."""
    areas = () if isinstance(line, CapGate) else line.areas
    pair = outcome.extremes(areas)
    words = outcome.words(line.text, pair)
    if isinstance(line, LinkGate):
        because = [] if pair is None else [_area(outcome, pair.worst)]
    else:
        because = [] if line.condition is None else _looked_at(outcome, line.condition)
    if not because:
        return outcome.reader.say(outcome.phrases.fired, text=words, rule=line.id)
    return outcome.reader.say(
        outcome.phrases.fired_because, text=words, rule=line.id, because=outcome.reader.in_a_row(because)
    )


def _looked_at(outcome: Outcome, condition: Condition) -> list[str]:
    """Scores and answers that the condition mentions, each once, in its order."""
    found = mentions(condition)
    return [
        *(_area(outcome, area) for area in found.areas if area in outcome.measured.ranking),
        *_overall(outcome, overall=found.overall, level=found.level),
        *_answers(outcome, found.questions),
    ]


def _area(outcome: Outcome, area: str) -> str:
    return outcome.reader.say(outcome.phrases.weak, area=outcome.title(area), score=outcome.score(area))
