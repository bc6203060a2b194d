"""Points of single questions: E110, E132, W134."""

from fractions import Fraction

from bot.definition.draft import Draft
from bot.definition.model import Kind, Question
from bot.definition.read.steps import CHOICES_KEY, MAX, POINTS, RANGE, SCALE

LONGEST_ANSWER = 2000


def no_difference(draft: Draft) -> None:
    """E132: every answer would score the same."""
    for asked in draft.asked:
        row, question = asked.row, asked.question
        if not question.scored or question.range is not None or row.has(RANGE):
            continue
        key = next((key for key in (CHOICES_KEY, POINTS, SCALE) if row.has(key)), None)
        place = row.key_at(key) if key else row.place
        message = f"all answers of '{question.id}' score the same"
        draft.desk.say("E132", message, place, "give them different scores, add a range, or  weight: 0")


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
