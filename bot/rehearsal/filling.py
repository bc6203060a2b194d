"""How a test answers the questions that it does not name: the table of flow-language §5.7."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Final

from bot.definition.answer import DONT_KNOW, Answer
from bot.definition.flow_tests import Fill
from bot.definition.model import Choice, Kind, Question

TEXT: Final = "text"
EMAIL: Final = "a@example.com"
PHONE: Final = "+4930123456"


def filled(question: Question, fill: Fill) -> Answer | None:
    """The answer; None for none."""
    if fill is Fill.SKIP:
        return False if question.kind is Kind.CONSENT else None
    if fill is Fill.DONT_KNOW and question.kind is not Kind.CONSENT:
        if question.dont_know is not None:
            return DONT_KNOW
        if question.optional:
            return None
    return _KINDS[question.kind](question, Fill.MIDDLE if fill is Fill.DONT_KNOW else fill)


def by_score(question: Question) -> list[Choice]:
    """Choices from worst to best; those of unscored questions as listed. What does not apply is neither."""
    if not question.scored:
        return list(question.choices)
    ordered = sorted(
        (choice for choice in question.choices if choice.score is not None and choice.applies),
        key=lambda choice: choice.score or Fraction(0),
    )
    return ordered[::-1] if question.reverse else ordered


def number_edges(question: Question) -> tuple[Fraction, Fraction]:
    """The smallest and the largest number taken; 0 and 100 where there is no limit."""
    low = question.min if question.min is not None else min(Fraction(0), _or(question.max, Fraction(0)))
    high = question.max if question.max is not None else max(Fraction(100), low)
    return low, high


def _choice(question: Question, fill: Fill) -> Answer:
    choices = by_score(question)
    place = {Fill.BEST: -1, Fill.WORST: 0}.get(fill, len(choices) // 2)
    return choices[place].id


def _multi(question: Question, fill: Fill) -> Answer:
    loners = [choice.id for choice in question.choices if choice.alone]
    together = tuple(choice.id for choice in question.choices if not choice.alone)
    if fill is Fill.BEST and together:
        return together
    if fill is Fill.WORST and loners:
        return (loners[0],)
    return (question.choices[0].id,)


def _number(question: Question, fill: Fill) -> Answer:
    low, high = number_edges(question)
    if fill is Fill.MIDDLE:
        whole = Fraction(int((low + high) / 2))
        return whole if low <= whole <= high else (low + high) / 2
    return high if (fill is Fill.BEST) is not question.reverse else low


def _consent(_: Question, __: Fill) -> Answer:
    return True


def _text(question: Question, _: Fill) -> Answer:
    return TEXT if question.max is None else TEXT[: int(question.max)]


def _email(_: Question, __: Fill) -> Answer:
    return EMAIL


def _phone(_: Question, __: Fill) -> Answer:
    return PHONE


def _or(number: Fraction | None, otherwise: Fraction) -> Fraction:
    return otherwise if number is None else number


_KINDS: Final[Mapping[Kind, Callable[[Question, Fill], Answer]]] = {
    Kind.CHOICE: _choice,
    Kind.MULTI: _multi,
    Kind.NUMBER: _number,
    Kind.CONSENT: _consent,
    Kind.TEXT: _text,
    Kind.EMAIL: _email,
    Kind.PHONE: _phone,
}
