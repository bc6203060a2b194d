"""Keys and answers for tests: written in a line by hand, or made at random out of a size and a seed.

Hypothesis draws only the two numbers (and makes failing cases smaller by size): drawing every part of a key
would take a hundred times as long, and many keys are worth more here than few.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from random import Random

from hypothesis import strategies as st

from scoring import (
    MISSING,
    Area,
    Band,
    CapGate,
    ChoicePoints,
    Gate,
    Given,
    Item,
    Key,
    Method,
    MultiPoints,
    Points,
    Weakest,
    WeakestLink,
    choice_points,
    multi_points,
    number_points,
    table_points,
)

QUARTERS = ("0", "25", "50", "75", "100")
Case = tuple[Key, Mapping[str, Given], frozenset[str]]


def percents(*, reverse: bool = False) -> ChoicePoints:
    """A question whose choices are named after their percent: "0", "25", "50", "75", "100"."""
    return choice_points({name: Fraction(name) for name in QUARTERS}, reverse=reverse)


def bands(**starts: int) -> tuple[Band, ...]:
    """Levels or tiers from `id=start`."""
    return tuple(Band(name, Fraction(start)) for name, start in starts.items())


def cases(*, percent_only: bool = False) -> st.SearchStrategy[Case]:
    """A key, the answers of one respondent, and the gates whose condition is true."""
    return st.builds(
        lambda size, seed: random_case(Random(seed), size, percent_only=percent_only),
        st.integers(1, 9),
        st.integers(0, 2**40),
    )


def choice_keys() -> st.SearchStrategy[Key]:
    """Keys with choice questions only, over their natural range, in which everything applies."""
    return st.builds(
        lambda size, seed: random_choice_key(Random(seed), size), st.integers(1, 9), st.integers(0, 2**40)
    )


def random_case(chance: Random, size: int, *, percent_only: bool) -> Case:
    key = random_key(chance, size, percent_only=percent_only)
    held = frozenset(gate.id for gate in key.gates if isinstance(gate, CapGate) and chance.random() < 0.5)
    given: dict[str, Given] = {}
    for item in key.items:
        kind = chance.random()
        if kind < 0.7:
            given[item.id] = random_answer(chance, item.points)
        elif kind < 0.9:
            given[item.id] = MISSING
    return key, given, held


def random_choice_key(chance: Random, size: int) -> Key:
    key = random_key(chance, size, percent_only=True)
    items = []
    for item in key.items:
        scores = chance.sample(range(10), chance.randint(2, 5))
        points = choice_points(
            {f"c{place}": Fraction(score) for place, score in enumerate(scores)},
            reverse=chance.random() < 0.5,
        )
        items.append(replace(item, points=points))
    return replace(key, items=tuple(items))


def random_key(chance: Random, size: int, *, percent_only: bool) -> Key:
    """A valid key with every feature switched on now and then; `size` is the most questions it has."""
    method = Method.PERCENT if percent_only else chance.choice([Method.PERCENT, *Method])
    overall = percent_only or chance.random() < 0.8
    areas = random_areas(chance, method, lookups=not overall)
    homes = [None, *(area.id for area in areas for _ in range(3))]
    levels = random_bands(chance, "l") if overall else ()
    return Key(
        items=tuple(
            Item(
                f"q{place}",
                chance.choice(homes),
                random_points(chance),
                positive(chance),
                chance.random() < 0.3,
            )
            for place in range(chance.randint(1, size))
        ),
        areas=areas,
        method=method,
        decimals=chance.randint(0, 2),
        min_answered=Fraction(chance.choice((0, 50, 60, 60, 100))),
        overall=overall,
        min_areas=chance.choice((1, 1, 2)),
        min_weight=Fraction(chance.choice((0, 50, 70, 70, 100))),
        sem=None if chance.random() < 0.3 else number(chance, 0, 20),
        levels=levels,
        tiers=random_bands(chance, "t"),
        gates=random_gates(chance, areas, levels) if method is Method.PERCENT else (),
        weakest=None
        if chance.random() < 0.2
        else Weakest(chance.randint(0, 4), number(chance, 0, 90), number(chance, 0, 12)),
        build_order=tuple(
            chance.sample(names, len(names))
            if (names := [area.id for area in areas if area.has_system])
            else ()
        ),
    )


def random_areas(chance: Random, method: Method, *, lookups: bool) -> tuple[Area, ...]:
    """Up to four areas, some of weight 0, some with a system, with lookups where these are allowed."""
    areas = []
    for place in range(chance.randint(0, 4)):
        lookup = None
        if method is Method.SUM and lookups and chance.random() < 0.5:
            lookup = {points: number(chance, 0, 90) for points in range(-3, 9) if chance.random() < 0.7}
        weight = Fraction(1) if method is Method.SUM else positive(chance)
        areas.append(
            Area(
                f"area{place}",
                Fraction(0) if chance.random() < 0.2 else weight,
                has_system=chance.random() < 0.5,
                advice_tiers=frozenset(chance.sample(("t0", "t1", "t2"), chance.randint(0, 3))),
                lookup=lookup,
            )
        )
    return tuple(areas)


def random_bands(chance: Random, prefix: str) -> tuple[Band, ...]:
    """No bands, or up to five from 0 upwards."""
    if chance.random() < 0.15:
        return ()
    starts = [0, *sorted(chance.sample(range(1, 100), chance.randint(0, 4)))]
    return tuple(Band(f"{prefix}{place}", Fraction(start)) for place, start in enumerate(starts))


def random_gates(chance: Random, areas: Sequence[Area], levels: Sequence[Band]) -> tuple[Gate, ...]:
    """Both forms of gates, where there is something to cap."""
    names = [area.id for area in areas]
    gates: list[Gate] = []
    for place in range(chance.randint(0, 3) if levels and names else 0):
        some = tuple(chance.sample(names, chance.randint(1, len(names))))
        if chance.random() < 0.5:
            gates.append(CapGate(f"g{place}", chance.choice(levels).id, some))
        else:
            gates.append(WeakestLink(f"g{place}", some, chance.randint(0, 2), number(chance, 0, 20)))
    return tuple(gates)


def random_points(chance: Random) -> Points:
    """All kinds of questions, choices most often; one in three has a range of its own."""
    within = None
    if chance.random() < 0.33:
        low = number(chance)
        within = (low, low + positive(chance))
    kind = chance.random()
    if kind < 0.6:
        return choice_points(random_scores(chance, Fraction(-9)), within, reverse=chance.random() < 0.5)
    if kind < 0.8:
        return multi_points(random_scores(chance, Fraction(1)), within)
    reverse = chance.random() < 0.5
    if kind < 0.9:
        low = number(chance)
        return number_points(within or (low, low + positive(chance)), reverse=reverse)
    table = {number(chance): number(chance) for _ in range(3)} | {Fraction(10): Fraction(10)}
    return table_points(table | {Fraction(11): Fraction(11)}, within, reverse=reverse)


def random_scores(chance: Random, first: Fraction) -> dict[str, Fraction | None]:
    """Two to six choices, the first with a score of its own, sometimes one without a score."""
    scores: dict[str, Fraction | None] = {"c0": first}
    scores |= {f"c{place}": number(chance, -2, 5) for place in range(1, chance.randint(2, 5))}
    return scores | ({"none": None} if chance.random() < 0.2 else {})


def random_answer(chance: Random, points: Points) -> Given:
    """An answer that fits the question."""
    if isinstance(points, ChoicePoints):
        return chance.choice(list(points.scores))
    if isinstance(points, MultiPoints):
        choices = list(points.scores)
        return tuple(chance.sample(choices, chance.randint(1, len(choices))))
    return chance.choice((chance.randint(-6, 15), number(chance, -6, 15)))


def number(chance: Random, low: int = -3, high: int = 9) -> Fraction:
    """A small exact number, sometimes with halves or thirds."""
    return Fraction(chance.randint(low, high), chance.choice((1, 1, 1, 2, 3)))


def positive(chance: Random) -> Fraction:
    """A weight."""
    return Fraction(chance.randint(1, 6), chance.choice((1, 1, 2, 3)))
