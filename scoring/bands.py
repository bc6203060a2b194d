"""Levels and tiers: half-open bands with ascending lower bounds, no score falls in a hole (scoring §5).

Shown scores are whole numbers of 10^-decimals, so bounds are kept in the same unit and compared as integers.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from scoring.model import Band


@dataclass(frozen=True, slots=True)
class Bands:
    """`starts[i]` is the least shown score (in units of 10^-decimals) that belongs to band `ids[i]`."""

    ids: tuple[str, ...]
    starts: tuple[int, ...]

    def number(self, units: int) -> int:
        """Which band, 1 = lowest. A score below the first start belongs to the first band."""
        return bisect_right(self.starts, units) or 1

    def id(self, units: int) -> str | None:
        """Which band by id; None where there are no bands at all."""
        return self.ids[self.number(units) - 1] if self.ids else None


def build_bands(bands: Sequence[Band], decimals: int, benefit: Fraction = Fraction(0)) -> Bands:
    """Bands of scores shown with so many decimals, seen from scores that lack `benefit` points."""
    scale = 10**decimals
    starts = tuple(ceil((band.start - benefit) * scale) for band in bands)
    return Bands(ids=tuple(band.id for band in bands), starts=starts)
