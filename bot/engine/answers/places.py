"""Rung 3: the number or the letter of a choice (flow-language §12)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from string import ascii_lowercase
from typing import Final

from bot.definition.model import Choice
from bot.engine.answers.folding import bare, plain, unaccented
from bot.engine.answers.outcome import NO_MATCH, Hit, NotUnderstood, Reason
from bot.engine.answers.words import Words

_NUMBER: Final = re.compile(r"\d{1,15}")
_OF_A_TOTAL: Final = re.compile(r"(\d{1,15})\s*/\s*(\d{1,15})")
_HAS_DIGIT: Final = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Places:
    """What a bare number or letter means at a question."""

    numbers: Mapping[int, str]
    """Number → choice: the label where labels or ids are numbers themselves, else the place from 1 on."""
    letters: Mapping[str, str]
    """`a`, `b` … → choice; empty where the choices are named by single letters or by numbers."""
    total: int
    """What may stand behind *of*, as in `4 of 5`."""
    certain: bool
    """False where labels contain numbers (`2–9`): a bare number could have meant one of those."""

    def at(self, number: int) -> Hit | NotUnderstood:
        """The choice of *number*, or between which numbers it should be."""
        if number in self.numbers:
            return Hit(self.numbers[number], self.certain)
        low, high = min(self.numbers), max(self.numbers)
        return NotUnderstood(Reason.OUT_OF_RANGE, low=Fraction(low), high=Fraction(high))


def places_of(choices: tuple[Choice, ...], language: str) -> Places:
    """The places of *choices* (at least one) as a reader of *language* sees them."""
    labels = {choice.id: bare(plain(choice.text.said_in(language))) for choice in choices}
    named = _named_by_number(labels)
    letters = dict(zip(ascii_lowercase, labels, strict=False))
    taken = {name: choice for choice, label in labels.items() for name in (label, choice) if len(name) == 1}
    clash = any(letters.get(name, choice) != choice for name, choice in taken.items())
    return Places(
        numbers=named or dict(enumerate(labels, 1)),
        letters={} if named or clash else letters,
        total=max(named) if named else len(choices),
        certain=bool(named) or not any(map(_HAS_DIGIT.search, labels.values())),
    )


def _named_by_number(labels: Mapping[str, str]) -> dict[int, str]:
    """The choices whose label, or else id, is a number."""
    by_id = {int(choice): choice for choice in labels if _NUMBER.fullmatch(choice)}
    by_label = {int(label): choice for choice, label in labels.items() if _NUMBER.fullmatch(label)}
    return by_label or by_id


def by_place(places: Places, typed: str, words: Words) -> Hit | NotUnderstood | None:
    """The choice that *typed* (plain) gives the number or letter of; why none; None for anything else."""
    said = unaccented(bare(typed))
    if said in places.letters:
        return Hit(places.letters[said])
    number = number_of(said, words)
    if number is not None:
        return places.at(number)
    if said.isdecimal():
        return places.at(-1)
    return _of_a_total(places, typed, said, words)


def number_of(said: str, words: Words) -> int | None:
    """*said* as a whole number in digits or in a word."""
    return int(said) if _NUMBER.fullmatch(said) else words.numbers.get(said)


def _of_a_total(places: Places, typed: str, said: str, words: Words) -> Hit | NotUnderstood | None:
    """`4 of 5` and `4/5`, where 5 is indeed what there is."""
    pair = _OF_A_TOTAL.fullmatch(typed)
    first, total = pair.groups() if pair else _around_of(said, words)
    number, of = number_of(first, words), number_of(total, words)
    if number is None or of is None:
        return None
    return places.at(number) if of == places.total else NO_MATCH


def _around_of(said: str, words: Words) -> tuple[str, str]:
    for of in sorted(words.of, key=len, reverse=True):
        first, between, total = said.partition(f" {of} ")
        if between:
            return first, total
    return "", ""
