"""Sums as one would write them on paper: `(2 × 75 + 50) / 3`."""

from collections.abc import Sequence
from fractions import Fraction
from typing import TypeAlias

from bot.present.reader import Reader

Term: TypeAlias = tuple[Fraction, Fraction]
"""Weight and value."""


def mean(reader: Reader, terms: Sequence[Term]) -> str:
    """The weighted mean; equal weights are left out."""
    if len(terms) == 1:
        return reader.exact(terms[0][1])
    weights = {weight for weight, _ in terms}
    if len(weights) == 1:
        terms = [(Fraction(1), value) for _, value in terms]
    total = sum((weight for weight, _ in terms), Fraction(0))
    return f"({total_of(reader, terms)}) / {reader.exact(total)}"


def total_of(reader: Reader, terms: Sequence[Term]) -> str:
    """The weighted sum; a weight of 1 is left out."""
    return " + ".join(_term(reader, weight, value) for weight, value in terms)


def prorated(reader: Reader, terms: Sequence[Term], answered: Fraction, asked: Fraction) -> str:
    """The weighted sum, raised to what it would be if all that was asked had been answered."""
    total = total_of(reader, terms)
    if answered == asked:
        return total
    return f"({total}) × {reader.exact(asked)} / {reader.exact(answered)}"


def _term(reader: Reader, weight: Fraction, value: Fraction) -> str:
    return reader.exact(value) if weight == 1 else f"{reader.exact(weight)} × {reader.exact(value)}"
