"""Outcomes as a table writes them: `agree`, `agree?` where it is not sure, `!no match` where it is none."""

from fractions import Fraction

from bot.definition.answer import Answer, Blank
from bot.definition.model import Question
from bot.engine.answers import NotUnderstood, read


def told(question: Question, typed: str, language: str = "en") -> str:
    """What *typed* comes to, in short."""
    outcome = read(question, typed, language)
    if isinstance(outcome, NotUnderstood):
        return "!" + outcome.reason.value
    return _answer(outcome.answer) + "?" * (not outcome.sure)


def _answer(answer: Answer) -> str:
    match answer:
        case bool():
            return "yes" if answer else "no"
        case tuple():
            return "+".join(answer)
        case Fraction():
            return str(answer)
        case Blank():
            return answer.value
    return answer


def short(value: object) -> str:
    """A value of a row as the name of a test."""
    if isinstance(value, Question):
        return value.id
    return "a huge number" if isinstance(value, int) and value > 10**20 else ascii(value)[:40]
