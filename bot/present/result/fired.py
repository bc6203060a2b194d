"""What fired a line: every gate and rule that a person sees names its id and what it looked at."""

from typing import Final

from bot.definition.answer import SKIPPED
from bot.definition.condition import Condition
from bot.definition.condition.nodes import Figure, Word
from bot.definition.model import CapGate, Kind, LinkGate, Rule
from bot.present.result.mentions import mentioned
from bot.present.result.outcome import Outcome

FREE_TEXT: Final = frozenset({Kind.TEXT, Kind.EMAIL, Kind.PHONE})
"""Answers in a person's own words explain nothing and may be private."""


def fired(outcome: Outcome, line: CapGate | LinkGate | Rule) -> str:
    """The words of a gate or rule, then in brackets its id and the scores and answers that made it hold."""
    pair = None if isinstance(line, CapGate) else outcome.extremes(line.areas)
    words = outcome.words(line.text, pair)
    if isinstance(line, LinkGate):
        because = [] if pair is None else [_area(outcome, pair.worst)]
    else:
        because = [] if line.condition is None else _looked_at(outcome, line.condition)
    if not because:
        return outcome.reader.say(outcome.phrases.fired, text=words, rule=line.id)
    seen = outcome.reader.in_a_row(because)
    return outcome.reader.say(outcome.phrases.fired_because, text=words, rule=line.id, because=seen)


def _looked_at(outcome: Outcome, condition: Condition) -> list[str]:
    """Scores and answers that the condition mentions, each once, in its order, without the unknown ones."""
    found = (_shown(outcome, name) for name in mentioned(outcome.scene.flow, condition.root))
    return [words for words in dict.fromkeys(found) if words]


def _shown(outcome: Outcome, name: Word | Figure) -> str:
    if isinstance(name, Word):
        return _level(outcome) if name.name == "level" else _answer(outcome, name.name)
    if name.area == "overall":
        return _overall(outcome)
    return _area(outcome, name.area) if name.area in outcome.measured.ranking else ""


def _area(outcome: Outcome, area: str) -> str:
    return outcome.reader.say(outcome.phrases.weak, area=outcome.title(area), score=outcome.score(area))


def _overall(outcome: Outcome) -> str:
    shown = outcome.measured.overall.shown
    if shown is None:
        return ""
    return outcome.reader.say(outcome.phrases.overall, score=outcome.scene.score(shown))


def _level(outcome: Outcome) -> str:
    number = outcome.verdict.level
    return "" if number is None else outcome.words(outcome.scene.flow.levels[number - 1].title)


def _answer(outcome: Outcome, question: str) -> str:
    answer = outcome.scene.path.answers.get(question, SKIPPED)
    if answer is SKIPPED or outcome.scene.flow.by_id[question].kind in FREE_TEXT:
        return ""
    return outcome.scene.label(question, answer)
