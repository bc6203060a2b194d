"""The one way numbers are rounded for showing: half up, once, from the exact value (scoring §5)."""

from fractions import Fraction
from math import isqrt


def half_up(value: Fraction, decimals: int) -> Fraction:
    """`value` rounded half up to so many decimals: `floor(value·10^d + 1/2) / 10^d`."""
    scale = 10**decimals
    return Fraction(half_up_whole(value.numerator * scale, value.denominator), scale)


def half_up_whole(numerator: int, denominator: int) -> int:
    """`floor(numerator/denominator + 1/2)`; the denominator is positive."""
    return (2 * numerator + denominator) // (2 * denominator)


def half_up_root(square: Fraction, decimals: int) -> Fraction:
    """The square root of `square` ≥ 0, rounded half up; exact, although the root itself may be no fraction.

    `floor(√q + 1/2) = floor((floor(√(4q)) + 1) / 2)`, and `floor(√(4q))` is a whole-number root.
    """
    scale = 10**decimals
    whole = (4 * square.numerator * scale * scale) // square.denominator
    return Fraction((isqrt(whole) + 1) // 2, scale)
