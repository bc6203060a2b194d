"""Expressions of PromQL over two scrapes: as much of the language as the alert rules use, with its meanings.

Times between the two scrapes are said, not waited for. A range reaches back over both. As in Prometheus a
counter that was not there in the first scrape has no increase, and one that fell began anew.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import inf
from re import fullmatch
from typing import Any, Final, TypeAlias

import promql_parser as promql

Labels: TypeAlias = frozenset[tuple[str, str]]
Vector: TypeAlias = dict[Labels, float]
Values: TypeAlias = Mapping[tuple[str, Labels], float]

_COMPARED: Final[dict[str, Callable[[float, float], bool]]] = {
    ">": lambda one, other: one > other,
    "<": lambda one, other: one < other,
    ">=": lambda one, other: one >= other,
    "==": lambda one, other: one == other,
}
_RECKONED: Final[dict[str, Callable[[float, float], float]]] = {
    "-": lambda one, other: one - other,
    "/": lambda one, other: one / other if other else inf,
}


@dataclass(frozen=True, slots=True)
class Scrapes:
    """Two of them, so many seconds apart."""

    before: Values
    after: Values
    seconds: float = 300.0
    now: float = 0.0

    def value(self, expression: str) -> Vector:
        """What an alert would fire for: the series that are left."""
        found = self._of(promql.parse(expression))
        assert isinstance(found, dict), expression
        return found

    def _of(self, node: Any) -> Vector | float:
        match node:
            case promql.NumberLiteral():
                return float(node.val)
            case promql.ParenExpr():
                return self._of(node.expr)
            case promql.VectorSelector():
                return self._selected(node, self.after)
            case promql.Call():
                return self._called(node)
            case promql.AggregateExpr():
                return self._together(node)
            case promql.BinaryExpr():
                return self._both(str(node.op), self._of(node.lhs), self._of(node.rhs))
        raise AssertionError(f"this reader of PromQL does not know a {type(node).__name__}: {node}")

    def _selected(self, selector: Any, values: Values) -> Vector:
        return {
            labels: value
            for (name, labels), value in values.items()
            if name == selector.name and all(_fits(one, dict(labels)) for one in selector.matchers.matchers)
        }

    def _called(self, node: Any) -> Vector | float:
        name = node.func.name
        if name == "time":
            return self.now
        if name == "histogram_quantile":
            share, buckets = self._of(node.args[0]), self._of(node.args[1])
            assert isinstance(share, float)
            assert isinstance(buckets, dict)
            return _quantile(share, buckets)
        assert name in {"rate", "increase"}, f"this reader of PromQL does not know {name}(): {node}"
        selector = node.args[0].vector_selector
        before, after = self._selected(selector, self.before), self._selected(selector, self.after)
        grown = {one: after[one] - before[one] for one in after if one in before}
        grown = {one: after[one] if growth < 0 else growth for one, growth in grown.items()}
        share_of = self.seconds if name == "rate" else 1.0
        return {one: growth / share_of for one, growth in grown.items()}

    def _together(self, node: Any) -> Vector:
        inner = self._of(node.expr)
        assert isinstance(inner, dict)
        kept = set(node.modifier.labels) if node.modifier else set()
        groups: dict[Labels, list[float]] = {}
        for labels, value in inner.items():
            groups.setdefault(frozenset(one for one in labels if one[0] in kept), []).append(value)
        by: Any = {"sum": sum, "max": max, "min": min}[str(node.op)]
        return {labels: float(by(values)) for labels, values in groups.items()}

    def _both(self, op: str, left: Vector | float, right: Vector | float) -> Vector | float:
        if op == "and":
            assert isinstance(left, dict)
            assert isinstance(right, dict)
            return {labels: value for labels, value in left.items() if labels in right}
        if op in _COMPARED:
            assert isinstance(left, dict)
            return {
                labels: value
                for labels, value in left.items()
                if (other := _at(right, labels)) is not None and _COMPARED[op](value, other)
            }
        if isinstance(left, float) and isinstance(right, float):
            return _RECKONED[op](left, right)
        shape = left if isinstance(left, dict) else right
        assert isinstance(shape, dict)
        pairs = {labels: (_at(left, labels), _at(right, labels)) for labels in shape}
        return {
            labels: _RECKONED[op](one, other)
            for labels, (one, other) in pairs.items()
            if one is not None and other is not None
        }


def _at(side: Vector | float, labels: Labels) -> float | None:
    return side if isinstance(side, float) else side.get(labels)


def _fits(matcher: Any, labels: Mapping[str, str]) -> bool:
    value, op = labels.get(matcher.name, ""), str(matcher.op).rpartition(".")[2]
    match op:
        case "Equal":
            return bool(value == matcher.value)
        case "NotEqual":
            return bool(value != matcher.value)
        case "Re":
            return fullmatch(matcher.value, value) is not None
        case "NotRe":
            return fullmatch(matcher.value, value) is None
    raise AssertionError(f"this reader of PromQL does not know how {op!r} matches: {matcher}")


def _quantile(share: float, buckets: Vector) -> Vector:
    """By straight lines within a bucket; in the last, which is open, its lower end."""
    groups: dict[Labels, list[tuple[float, float]]] = {}
    for labels, count in buckets.items():
        edge = float(dict(labels)["le"].replace("+Inf", "inf"))
        groups.setdefault(frozenset(one for one in labels if one[0] != "le"), []).append((edge, count))
    return {labels: _within(share, sorted(edges)) for labels, edges in groups.items() if max(edges)[1]}


def _within(share: float, edges: list[tuple[float, float]]) -> float:
    wanted, low, below = share * edges[-1][1], 0.0, 0.0
    for edge, count in edges:
        if count >= wanted:
            return low if edge == inf else low + (edge - low) * (wanted - below) / max(count - below, 1e-12)
        low, below = edge, count
    return low
