"""Is a value a possible answer? Asked of stored, carried and foreign answers, in bulk as well."""

import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from math import isfinite
from typing import Final, TypeAlias

from bot.definition.answer import DONT_KNOW, SKIPPED, Answer, Blank
from bot.definition.model import Kind, Question
from bot.engine.answers.contact import read_email, read_phone
from bot.engine.answers.folding import LONGEST
from bot.engine.answers.freetext import read_text, text_limit
from bot.engine.answers.numbers import MOST_DIGITS
from bot.engine.answers.outcome import NotUnderstood, Understood
from bot.engine.answers.remembered import PerQuestion

Fitter: TypeAlias = Callable[[object], Answer | None]
Blanks: TypeAlias = Mapping[object, Answer]
"""Values that stand for an answer as they are."""

_DECIMAL: Final = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_EDGE: Final = 10**MOST_DIGITS
_MOST_NUMBERS: Final = 4_096
"""Numbers remembered for a question: answers of many people repeat."""


def fits(question: Question, answer: object) -> Answer | None:
    """*answer* as this question keeps it, or None when it is no possible answer. Nothing is raised.

    Choices come as their id, several as a list of ids, numbers as a number or decimal text, consent as true,
    false, "yes" or "no", "don't know" as such or as "dont_know"; a blank only where the question takes one.
    """
    return _fitter(question)(answer)


def fitter(question: Question) -> Fitter:
    """`fits` for one question, to keep where many answers to it come."""
    return _fitter(question)


def _fitter_of(question: Question, _: str) -> Fitter:
    return _FITTERS[question.kind](question, _blanks(question))


_fitter: Final = PerQuestion(_fitter_of)


def _blanks(question: Question) -> Blanks:
    """What stands for a blank that this question takes."""
    blanks: dict[object, Answer] = {}
    if question.optional:
        blanks[SKIPPED] = SKIPPED
    if question.dont_know is not None:
        blanks[DONT_KNOW] = DONT_KNOW
        if question.kind in (Kind.CHOICE, Kind.MULTI, Kind.NUMBER):
            blanks[DONT_KNOW.value] = DONT_KNOW
    return blanks


def _choice(question: Question, blanks: Blanks) -> Fitter:
    return _one({**{choice.id: choice.id for choice in question.choices}, **blanks})


def _one(answers: Blanks) -> Fitter:
    def fit(value: object) -> Answer | None:
        return answers.get(value) if isinstance(value, str | Blank) else None

    return fit


def _several(question: Question, blanks: Blanks) -> Fitter:
    places = {choice.id: place for place, choice in enumerate(question.choices)}
    loners = {choice.id for choice in question.choices if choice.alone}
    blank = _one(blanks)

    def fit(value: object) -> Answer | None:
        if not isinstance(value, list | tuple):
            return blank(value)
        if not value or not all(isinstance(choice, str) and choice in places for choice in value):
            return None
        if len(set(value)) < len(value) or (len(value) > 1 and not loners.isdisjoint(value)):
            return None
        return tuple(sorted(value, key=places.__getitem__))

    return fit


def _number(question: Question, blanks: Blanks) -> Fitter:
    blank = _one(blanks)
    known: dict[int | str, Answer] = {}

    def fit(value: object) -> Answer | None:
        number = _exact(value)
        return blank(value) if number is None else _within(question, number)

    def fit_or_recall(value: object) -> Answer | None:
        if type(value) is not int and type(value) is not str:
            return fit(value)
        if value in known:
            return known[value]
        answer = fit(value)
        if answer is not None and len(known) < _MOST_NUMBERS:
            known[value] = answer
        return answer

    return fit_or_recall


def _within(question: Question, number: Fraction) -> Fraction | None:
    too_low = question.min is not None and number < question.min
    too_high = question.max is not None and number > question.max
    return None if too_low or too_high else number


def _exact(value: object) -> Fraction | None:
    """*value* without rounding, a float as it is written; None when it is no number of 15 digits."""
    match value:
        case bool():
            return None
        case int() | Fraction():
            number = Fraction(value)
        case float() if isfinite(value):
            number = Fraction(repr(value))
        case str() if _DECIMAL.fullmatch(value) and len(value.lstrip("-").replace(".", "")) <= MOST_DIGITS:
            number = Fraction(value)
        case _:
            return None
    return number if abs(number.numerator) < _EDGE and number.denominator < _EDGE else None


def _consent(_: Question, blanks: Blanks) -> Fitter:
    worded = _one({"yes": True, "no": False, **blanks})

    def fit(value: object) -> Answer | None:
        return value if isinstance(value, bool) else worded(value)

    return fit


def _text(question: Question, blanks: Blanks) -> Fitter:
    limit, one_line = text_limit(question), question.profile is not None
    return _words(blanks, lambda words: read_text(words, limit, one_line=one_line))


def _email(_: Question, blanks: Blanks) -> Fitter:
    return _words(blanks, read_email)


def _phone(_: Question, blanks: Blanks) -> Fitter:
    return _words(blanks, read_phone)


def _words(blanks: Blanks, read: Callable[[str], Understood | NotUnderstood]) -> Fitter:
    blank = _one(blanks)

    def fit(value: object) -> Answer | None:
        if not isinstance(value, str):
            return blank(value)
        outcome = read(value) if len(value) <= LONGEST else None
        return outcome.answer if isinstance(outcome, Understood) else None

    return fit


_FITTERS: Final[Mapping[Kind, Callable[[Question, Blanks], Fitter]]] = {
    Kind.CHOICE: _choice,
    Kind.MULTI: _several,
    Kind.NUMBER: _number,
    Kind.CONSENT: _consent,
    Kind.TEXT: _text,
    Kind.EMAIL: _email,
    Kind.PHONE: _phone,
}
