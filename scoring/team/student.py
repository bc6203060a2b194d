"""Student's t distribution: its two-sided p and its quantile, without a numerical library.

The tail is the regularised incomplete beta function `I_x(df/2, 1/2)` at `x = df/(df + t²)`, evaluated by
Lentz's continued fraction (Press et al., Numerical Recipes, §6.4); good to about twelve digits.
"""

from functools import lru_cache
from math import exp, lgamma, log, log1p
from typing import Final

TINY: Final = 1e-300
"""Stands in for a zero that would be divided by."""

STEPS: Final = 200
"""Far more than needed: the fraction is only used where it converges fast."""

HALVINGS: Final = 60


def two_sided_p(t: float, df: float) -> float:
    """The chance of a |t| at least so large, with `df` > 0 degrees of freedom (need not be whole)."""
    x = df / (df + t * t)
    if x <= 0 or x >= 1:
        return max(0.0, x)
    return _incomplete_beta(df / 2, 0.5, x)


@lru_cache(maxsize=1024)
def quantile(df: float, p: float = 0.975) -> float:
    """The t that a share `p` (½ < p < 1) of the distribution lies below."""
    outside = 2 * (1 - p)
    low, high = 0.0, 1.0
    while two_sided_p(high, df) > outside:
        low, high = high, 2 * high
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if two_sided_p(middle, df) > outside:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _incomplete_beta(a: float, b: float, x: float) -> float:
    # The fraction converges fast on one side of its bulk; the other side is the mirror.
    if x > (a + 1) / (a + b + 2):
        return 1 - _incomplete_beta(b, a, 1 - x)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x))
    return front / (a * _continued_fraction(a, b, x))


def _continued_fraction(a: float, b: float, x: float) -> float:
    """1 + d1/(1 + d2/(1 + …)) by Lentz's method."""
    value = c = 1.0
    d = 0.0
    for step in range(1, STEPS):
        term = _term(a, b, x, step)
        d = 1 / _not_zero(1 + term * d)
        c = _not_zero(1 + term / c)
        value *= c * d
    return value


def _term(a: float, b: float, x: float, step: int) -> float:
    m = step // 2
    if step % 2:
        return -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
    return m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))


def _not_zero(number: float) -> float:
    return number or TINY
