"""The scoring key of a flow: everything its result depends on besides the answers."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from scoring.model import Area, Band, CapGate, Gate, Item, Method, Weakest


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Key:
    """A valid scoring key; what contradicts itself raises ValueError. Names as in the flow language §5.4.

    `items` in the order asked, `areas` in the order shown, `build_order` the areas that have a system.
    A key is equal to itself alone (`eq=False`), so that its plan is found again without comparing contents:
    make one key per flow and score many respondents with it.
    """

    items: tuple[Item, ...]
    areas: tuple[Area, ...] = ()
    method: Method = Method.PERCENT
    decimals: int = 0
    min_answered: Fraction = Fraction(60)
    overall: bool = True
    min_areas: int = 1
    min_weight: Fraction = Fraction(70)
    sem: Fraction | None = None
    levels: tuple[Band, ...] = ()
    tiers: tuple[Band, ...] = ()
    gates: tuple[Gate, ...] = ()
    weakest: Weakest | None = None
    build_order: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for rule in (_numbers, _names, _bands, _gates, _method):
            rule(self)


def _numbers(key: Key) -> None:
    _require(0 <= key.decimals <= 2, f"decimals are 0 to 2, not {key.decimals}")
    _require(0 <= key.min_answered <= 100, f"min_answered is a percent, not {key.min_answered}")
    _require(0 <= key.min_weight <= 100, f"min_weight is a percent, not {key.min_weight}")
    _require(key.sem is None or key.sem >= 0, f"sem is 0 or more, not {key.sem}")


def _names(key: Key) -> None:
    areas = {area.id for area in key.areas}
    _unique(item.id for item in key.items)
    _unique(area.id for area in key.areas)
    _unique(gate.id for gate in key.gates)
    for item in key.items:
        _require(item.area is None or item.area in areas, f"{item.id!r} counts in no area {item.area!r}")
    with_system = sorted(area.id for area in key.areas if area.has_system)
    _require(
        sorted(key.build_order) == with_system,
        f"build_order names {', '.join(key.build_order)}, but {', '.join(with_system)} have a system",
    )


def _bands(key: Key) -> None:
    for bands in (key.levels, key.tiers):
        _unique(band.id for band in bands)
        starts = [band.start for band in bands]
        _require(
            all(before < after for before, after in pairwise(starts)),
            f"levels and tiers ascend, but these start at {', '.join(map(str, starts))}",
        )


def _gates(key: Key) -> None:
    areas = {area.id for area in key.areas}
    levels = {level.id for level in key.levels}
    for gate in key.gates:
        named = gate.systems if isinstance(gate, CapGate) else gate.areas
        _require(areas.issuperset(named), f"gate {gate.id!r} names an area that is not there")
        if isinstance(gate, CapGate):
            _require(gate.cap in levels, f"gate {gate.id!r} caps at a level that is not there: {gate.cap!r}")
        else:
            _require(key.method is Method.PERCENT, f"gate {gate.id!r} with areas needs method percent")


def _method(key: Key) -> None:
    _require(key.overall or not (key.levels or key.gates), "levels and gates need an overall score")
    for area in key.areas:
        _require(
            area.lookup is None or (key.method is Method.SUM and not key.overall),
            f"area {area.id!r}: lookup needs method sum without an overall",
        )
        _require(
            key.method is not Method.SUM or area.weight in (0, 1),
            f"area {area.id!r}: with method sum an area weighs 0 or 1",
        )


def _unique(names: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in names:
        _require(name not in seen, f"{name!r} is there twice")
        seen.add(name)


def _require(holds: bool, otherwise: str) -> None:
    if not holds:
        raise ValueError(otherwise)
