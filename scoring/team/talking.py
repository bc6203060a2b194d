"""In which order a team talks about its cards (scoring §9.1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Topic:
    """An area or a question to talk about; `before` is its mean in the last round shown."""

    id: str
    mean: Fraction
    two_camps: bool
    before: Fraction | None = None


def order_for_talking(topics: Sequence[Topic]) -> tuple[str, ...]:
    """Two camps first, then the lowest mean, then the largest drop; ties stay as they come."""
    return tuple(topic.id for topic in sorted(topics, key=_urgency))


def _urgency(topic: Topic) -> tuple[bool, Fraction, Fraction]:
    rise = Fraction(0) if topic.before is None else topic.mean - topic.before
    return not topic.two_camps, topic.mean, rise
