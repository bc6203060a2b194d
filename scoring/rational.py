"""Comparing and adding fractions on their whole numbers alone.

`Fraction` accepts every kind of number and pays for it: these say the same several times faster. One key
compares some thirty fractions for each respondent, a report adds up those of hundreds.
"""

from collections.abc import Iterable
from fractions import Fraction
from math import lcm


def less(left: Fraction, right: Fraction) -> bool:
    """Whether left < right."""
    return left.numerator * right.denominator < right.numerator * left.denominator


def same(left: Fraction, right: Fraction) -> bool:
    """Whether left = right; fractions are always in lowest terms."""
    return left.numerator == right.numerator and left.denominator == right.denominator


def within(left: Fraction, right: Fraction, distance: Fraction) -> bool:
    """Whether |left - right| ≤ distance."""
    gap = abs(left.numerator * right.denominator - right.numerator * left.denominator)
    return gap * distance.denominator <= distance.numerator * left.denominator * right.denominator


def within_root(left: Fraction, right: Fraction, square: Fraction) -> bool:
    """Whether |left - right| ≤ √square, decided on the squares: (left - right)² ≤ square."""
    gap = left.numerator * right.denominator - right.numerator * left.denominator
    unit = left.denominator * right.denominator
    return gap * gap * square.denominator <= square.numerator * unit * unit


def in_one_unit(values: Iterable[Fraction]) -> tuple[list[int], int]:
    """The values as whole numbers of a common unit 1/u, and u."""
    ratios = [value.as_integer_ratio() for value in values]
    unit = lcm(*{denominator for _, denominator in ratios})
    return [numerator * (unit // denominator) for numerator, denominator in ratios], unit
