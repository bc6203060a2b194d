"""From where to where scores can go: 0 to 100, unless the flow counts in points (scoring.md §1, §3, §4)."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.definition.model import Flow, Method, Question


@dataclass(frozen=True, slots=True)
class Extent:
    """The lowest and the highest score."""

    low: float = 0.0
    high: float = 100.0

    def share(self, score: float) -> float:
        """Where on the way from the lowest to the highest it lies, 0 to 1."""
        return min(max((score - self.low) / (self.high - self.low), 0.0), 1.0)


PERCENT = Extent()


def extent_of(flow: Flow | None, area: str | None) -> Extent:
    """Of an area's scores; None: of the overall's."""
    if flow is None or flow.scoring.method is Method.PERCENT:
        return PERCENT
    scored = [
        one for one in flow.questions() if one.scored and one.range and (area is None or one.area == area)
    ]
    looked_up = flow.areas[area].lookup if area is not None and area in flow.areas else None
    edges = list(map(float, looked_up.values())) if looked_up else _edges(flow.scoring.method, scored)
    return Extent(min(edges), max(edges)) if edges and min(edges) < max(edges) else PERCENT


def _edges(method: Method, questions: Iterable[Question]) -> list[float]:
    ranges = [(float(one.range.low), float(one.range.high)) for one in questions if one.range is not None]
    if not ranges:
        return []
    if method is Method.SUM:
        return [sum(low for low, _ in ranges), sum(high for _, high in ranges)]
    return [edge for both in ranges for edge in both]
