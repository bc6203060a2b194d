"""From where to where a score can go: 0 to 100 for percent, else what the questions that count allow."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from scoring import Key, Method
from scoring.explain import AreaLine, Explanation, Part


@dataclass(frozen=True, slots=True)
class Span:
    """A scale from `low` to `high`."""

    low: Fraction
    high: Fraction

    def share(self, score: Fraction) -> float:
        """How far along the scale a score is, 0 to 1; a scale without length is full."""
        if self.high == self.low:
            return 1.0
        return float(min(max((score - self.low) / (self.high - self.low), Fraction(0)), Fraction(1)))


@dataclass(frozen=True, slots=True)
class Spans:
    """The scales of the scored areas, and the overall's, where there is an overall."""

    areas: Mapping[str, Span]
    overall: Span | None


PERCENT = Span(Fraction(0), Fraction(100))


def spans_of(key: Key, explanation: Explanation) -> Spans:
    """All scales of the scores in *explanation*."""
    tables = {area.id: area.lookup for area in key.areas}
    scored = [line for line in explanation.areas if line.exact is not None]
    spans = [(line, _area(key.method, line, tables.get(line.area or ""))) for line in scored]
    return Spans(
        areas={line.area: span for line, span in spans if line.area is not None},
        overall=None if explanation.exact is None else _overall(key.method, spans),
    )


def _area(method: Method, line: AreaLine, table: Mapping[int, Fraction] | None) -> Span:
    if table is not None:
        return Span(min(table.values()), max(table.values()))
    if method is Method.PERCENT:
        return PERCENT
    counted = [answer for answer in line.answers if answer.part is Part.COUNTS]
    times = Fraction(1) if method is Method.MEAN else line.weight_answered + line.weight_missing
    low = sum((answer.weight * answer.low for answer in counted), Fraction(0)) / line.weight_answered
    high = sum((answer.weight * answer.high for answer in counted), Fraction(0)) / line.weight_answered
    return Span(low * times, high * times)


def _overall(method: Method, spans: list[tuple[AreaLine, Span]]) -> Span:
    """The areas' scales, weighed like their scores."""
    low = sum((line.weight * span.low for line, span in spans), Fraction(0))
    high = sum((line.weight * span.high for line, span in spans), Fraction(0))
    total = Fraction(1) if method is Method.SUM else sum((line.weight for line, _ in spans), Fraction(0))
    return Span(low / total, high / total)
