"""How many answered, and what the silent ones could change at most (scoring §9.1)."""

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Turnout:
    """`answered` of `invited`; nothing is weighted to make up for those who did not."""

    answered: int
    invited: int

    def __post_init__(self) -> None:
        if not 0 <= self.answered <= self.invited or self.invited < 1:
            raise ValueError(f"{self.answered} of {self.invited} cannot have answered")

    @property
    def low(self) -> bool:
        """Whether to warn: below half, in a team under ten below 70 percent."""
        least = 70 if self.invited < 10 else 50
        return 100 * self.answered < least * self.invited

    def bounds(self, mean: Fraction) -> tuple[Fraction, Fraction]:
        """Between what the whole team's mean (0…100) lies, whatever the silent ones think."""
        least = mean * self.answered / self.invited
        return least, least + Fraction(100 * (self.invited - self.answered), self.invited)
