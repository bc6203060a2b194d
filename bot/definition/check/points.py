"""Points of single questions: E110, E132, W134."""

from fractions import Fraction

from bot.definition.draft import Asked, Draft
from bot.definition.model import Kind, Question
from bot.definition.read.choices import SCORE
from bot.definition.read.steps import CHOICES_KEY, MAX, POINTS, RANGE, SCALE
from bot.definition.source.nodes import Mapping

LONGEST_ANSWER = 2000
FEWEST = 2
"""Choices of a question."""


def no_difference(draft: Draft) -> None:
    """E132: every answer would score the same."""
    for asked in draft.asked:
        row, question = asked.row, asked.question
        if (
            not question.scored
            or question.range is not None
            or row.has(RANGE)
            or not _scores_are_right(asked, draft)
        ):
            continue
        key = next((key for key in (CHOICES_KEY, POINTS, SCALE) if row.has(key)), None)
        place = row.key_at(key) if key else row.place
        message = f"all answers of '{question.id}' score the same"
        draft.desk.say("E132", message, place, "give them different scores, add a range, or  weight: 0")


def _scores_are_right(asked: Asked, draft: Draft) -> bool:
    """Whether nothing else is wrong with them, which would be said already."""
    if asked.row.has(POINTS):
        table = asked.row.entries[POINTS.name].value
        return isinstance(table, Mapping) and len(table.entries) == len(asked.row.given(POINTS, ()))
    rows = asked.row.get(CHOICES_KEY) or draft.scales.get(asked.question.scale or "", (None, ()))[1]
    written = [row.value.has(SCORE) for row in rows]
    wrong = [row.value.has(SCORE) and row.value.get(SCORE) is None for row in rows]
    scored = [isinstance(row.value.get(SCORE), Fraction) for row in rows]
    return len(rows) >= FEWEST and not any(wrong) and (all(written) or not any(scored))


def beyond_reach(draft: Draft) -> None:
    """W134: nobody can tick as many points as the range asks for."""
    for asked in draft.asked:
        question = asked.question
        if question.kind is not Kind.MULTI or question.range is None or not asked.row.has(RANGE):
            continue
        reachable = _most(question)
        if question.range.high > reachable:
            message = f"the range ends at {question.range.high}, but ticking gives {reachable} at most"
            draft.desk.say("W134", message, asked.row.at(RANGE), f"end it at {reachable}")


def _most(question: Question) -> Fraction:
    together = [choice.score for choice in question.choices if choice.score and not choice.alone]
    alone = [choice.score for choice in question.choices if choice.score and choice.alone]
    return max([sum((score for score in together if score > 0), Fraction(0)), *alone])


def longest_text(draft: Draft) -> None:
    """E110: `max` of a text question counts characters."""
    for asked in draft.asked:
        most = asked.question.max
        if asked.question.kind is not Kind.TEXT or most is None:
            continue
        if most.denominator != 1 or not 1 <= most <= LONGEST_ANSWER:
            message = f"'max' of a text is a whole number from 1 to {LONGEST_ANSWER:,}"
            draft.desk.say("E110", message, asked.row.at(MAX))
