"""How long one finished flagship takes to score: 8 areas, 24 questions of five choices, three gates.

Run: python -m tests.bench.bench_scoring
"""

import random
from fractions import Fraction
from time import process_time

from scoring import (
    MISSING,
    Area,
    Band,
    CapGate,
    Given,
    Item,
    Key,
    Weakest,
    WeakestLink,
    choice_points,
    judge,
    measure,
)

WEIGHTS = {
    "sales": 10,
    "onboarding": 10,
    "delivery": 10,
    "visibility": 10,
    "handoffs": 15,
    "data": 15,
    "ownership": 15,
    "scale": 15,
}
CHOICES = "abcde"
HELD = frozenset({"key_person"})
NONE: frozenset[str] = frozenset()
ROWS = 5000


def flagship() -> Key:
    """The scoring key of the flagship, written by hand."""
    points = choice_points({choice: Fraction(place) for place, choice in enumerate(CHOICES, start=1)})
    return Key(
        items=tuple(Item(f"{area}_{place}", area, points) for area in WEIGHTS for place in range(3)),
        areas=tuple(
            Area(
                area,
                Fraction(weight),
                has_system=True,
                advice_tiers=frozenset({"build", "connect", "refine"}),
            )
            for area, weight in WEIGHTS.items()
        ),
        min_areas=5,
        sem=Fraction(12),
        levels=tuple(Band(f"level{start}", Fraction(start)) for start in (0, 20, 40, 60, 80)),
        tiers=(Band("build", Fraction(0)), Band("connect", Fraction(40)), Band("refine", Fraction(70))),
        gates=(
            WeakestLink("weakest_link", ("handoffs", "data", "visibility", "ownership"), 1, Fraction(12)),
            WeakestLink("weak_stage", ("sales", "onboarding", "delivery", "scale"), 2, Fraction(12)),
            CapGate("key_person", cap="level40", systems=("ownership",)),
        ),
        weakest=Weakest(show=3, below=Fraction(75), joint=Fraction(6)),
        build_order=tuple(WEIGHTS),
    )


def respondents(key: Key, rows: int) -> list[dict[str, Given]]:
    """Random answers, one in twenty a "don't know"."""
    chance = random.Random(1)
    return [
        {item.id: MISSING if chance.random() < 0.05 else chance.choice(CHOICES) for item in key.items}
        for _ in range(rows)
    ]


def microseconds_a_row(key: Key, rows: list[dict[str, Given]]) -> dict[str, float]:
    """Mean processor times of measuring, and of both; nothing is kept, as in bulk scoring."""
    start = process_time()
    for row in rows:
        measure(key, row)
    between = process_time()
    for row in rows:
        judge(key, measure(key, row), HELD if row["ownership_0"] == "a" else NONE)
    end = process_time()
    return {
        "measure": (between - start) / len(rows) * 1e6,
        "measure and judge": (end - between) / len(rows) * 1e6,
    }


def main() -> None:
    """Print the best of five runs."""
    key = flagship()
    rows = respondents(key, ROWS)
    runs = [microseconds_a_row(key, rows) for _ in range(5)]
    for name in runs[0]:
        print(f"{name:18} {min(run[name] for run in runs):6.1f} µs")


if __name__ == "__main__":
    main()
