"""A number in words: `20`, `about 20`, `20 people`, `1.234,56`, `٣`, `three` (flow-language §12).

One number, and around it only words that leave it as it is. `20k`, `over 20`, `20 or 30` are not 20.
"""

import re
from fractions import Fraction
from typing import Final

from bot.definition.model import Question
from bot.engine.answers.fillers import is_filler, without_fillers
from bot.engine.answers.folding import bare, unaccented
from bot.engine.answers.notation import joined_groups, notation_of, value_of
from bot.engine.answers.outcome import NotUnderstood, Reason, Understood
from bot.engine.answers.words import Words

MOST_DIGITS: Final = 15

_NUMBER: Final = re.compile(r"(?<![\d.,\u066b])[-–+]{0,2}[.,\u066b]?\d(?:[.,'\u066b\u066c]?\d)*")
_NO_NUMBER: Final = re.compile(r"\d[^\W\d_]+\d|[\^\u2044*×=<>±∞]")
"""`1e999`, `0x10`, `10^3`, `½`, `> 5`."""
_AROUND_IT: Final = re.compile(r"[\w\s.,:;!?()'\"~≈%‰°$€£¥₹]*")
"""Nothing else may stand around a number: a sign or a dash could belong to it."""
_NO_WORDS: Final = re.compile(r"[~≈°$€£¥₹]")
_NOT_A_NUMBER: Final = NotUnderstood(Reason.NOT_A_NUMBER)


def read_number(question: Question, typed: str, language: str, words: Words) -> Understood | NotUnderstood:
    """The number in *typed* (plain), within the question's limits."""
    value = number_in(typed, language, words)
    if isinstance(value, NotUnderstood):
        return value
    too_low = question.min is not None and value < question.min
    too_high = question.max is not None and value > question.max
    if too_low or too_high:
        return NotUnderstood(Reason.OUT_OF_RANGE, low=question.min, high=question.max)
    return Understood(value)


def number_in(typed: str, language: str, words: Words) -> Fraction | NotUnderstood:
    """The one number in *typed* (plain)."""
    notation = notation_of(language)
    typed = joined_groups(typed, notation)
    found = list(_NUMBER.finditer(typed))
    said = unaccented(bare(typed))
    in_words = _number_in_words(said, words)
    if not found and in_words is not None and _AROUND_IT.fullmatch(typed):
        return Fraction(in_words)
    if _NO_NUMBER.search(typed):
        return _NOT_A_NUMBER
    if len(found) + sum(word in words.numbers for word in said.split()) > 1:
        return NotUnderstood(Reason.TWO_NUMBERS)
    if not found or not _stands_clear(typed, found[0].span(), words):
        return _NOT_A_NUMBER
    written = found[0][0]
    if sum(sign.isdecimal() for sign in written) > MOST_DIGITS:
        return NotUnderstood(Reason.TOO_MANY_DIGITS, limit=MOST_DIGITS)
    value = value_of(written, notation)
    return _NOT_A_NUMBER if value is None else value


def _number_in_words(said: str, words: Words) -> int | None:
    rests = (said, *without_fillers(said, words))
    return next((words.numbers[rest] for rest in rests if rest in words.numbers), None)


def _stands_clear(typed: str, span: tuple[int, int], words: Words) -> bool:
    """Are there only fillers in front of the number, and behind it at most one unit besides?"""
    front, behind = typed[: span[0]], typed[span[1] :]
    if not (_AROUND_IT.fullmatch(front) and _AROUND_IT.fullmatch(behind)):
        return False
    unit = _said(behind)
    return is_filler(_said(front), words) and (
        is_filler(unit, words) or any(_is_unit(rest, words) for rest in (unit, *without_fillers(unit, words)))
    )


def _said(text: str) -> str:
    return unaccented(bare(_NO_WORDS.sub(" ", text)))


def _is_unit(said: str, words: Words) -> bool:
    """Is it one word that counts things, and makes no other number of the one before it?"""
    if said in ("%", "‰"):
        return True
    turning = (words.no_units, words.negations, words.joining, words.choosing)
    return said.isalpha() and not any(said in kind for kind in turning)
