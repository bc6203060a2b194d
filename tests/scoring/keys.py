"""Keys and answers for tests: written in a line by hand, or drawn at random."""

from collections.abc import Mapping
from fractions import Fraction

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
    TablePoints,
    Weakest,
    WeakestLink,
    choice_points,
    multi_points,
    number_points,
    table_points,
)

QUARTERS = ("0", "25", "50", "75", "100")


def percents(*, reverse: bool = False) -> ChoicePoints:
    """A question whose choices are named after their percent: "0", "25", "50", "75", "100"."""
    return choice_points({name: Fraction(name) for name in QUARTERS}, reverse=reverse)


def bands(**starts: int) -> tuple[Band, ...]:
    """Levels or tiers from `id=start`."""
    return tuple(Band(name, Fraction(start)) for name, start in starts.items())


def whole(low: int = -3, high: int = 9) -> st.SearchStrategy[Fraction]:
    """Small exact numbers, some of them with thirds and halves."""
    return st.builds(Fraction, st.integers(low, high), st.sampled_from((1, 1, 1, 2, 3)))


def positive() -> st.SearchStrategy[Fraction]:
    """Weights."""
    return st.builds(Fraction, st.integers(1, 6), st.sampled_from((1, 1, 2, 3)))


@st.composite
def choice_rules(draw: st.DrawFn) -> Points:
    """A choice question; some choices may not apply, the range may be narrower or wider than the scores."""
    numbers = draw(st.lists(whole(), min_size=2, max_size=5).filter(lambda scores: len(set(scores)) > 1))
    scores: dict[str, Fraction | None] = {f"c{place}": score for place, score in enumerate(numbers)}
    if draw(st.integers(0, 4)) == 0:
        scores["none"] = None
    return choice_points(scores, draw(ranges()), reverse=draw(st.booleans()))


@st.composite
def ranges(draw: st.DrawFn) -> tuple[Fraction, Fraction] | None:
    """Mostly no range of its own."""
    if draw(st.integers(0, 2)):
        return None
    low = draw(whole())
    return low, low + draw(positive())


@st.composite
def multi_rules(draw: st.DrawFn) -> Points:
    """Several choices with scores, one of them above 0."""
    numbers = [Fraction(draw(st.integers(1, 3))), *draw(st.lists(whole(-2, 3), min_size=1, max_size=3))]
    scores: dict[str, Fraction | None] = {f"c{place}": score for place, score in enumerate(numbers)}
    if draw(st.integers(0, 4)) == 0:
        scores["none"] = None
    return multi_points(scores, draw(ranges()))


@st.composite
def number_rules(draw: st.DrawFn) -> Points:
    """A number with a range or with a table."""
    if draw(st.booleans()):
        low = draw(whole())
        return number_points((low, low + draw(positive())), reverse=draw(st.booleans()))
    table = draw(
        st.dictionaries(whole(), whole(), min_size=2, max_size=4).filter(
            lambda rows: len(set(rows.values())) > 1
        )
    )
    return table_points(table, draw(ranges()), reverse=draw(st.booleans()))


def rules() -> st.SearchStrategy[Points]:
    """All kinds of questions, choices most often."""
    return st.one_of(choice_rules(), choice_rules(), choice_rules(), multi_rules(), number_rules())


def answers_to(points: Points) -> st.SearchStrategy[Given]:
    """Answers that fit a question."""
    if isinstance(points, ChoicePoints):
        return st.sampled_from(list(points.scores))
    if isinstance(points, MultiPoints):
        ticked = st.lists(st.sampled_from(list(points.scores)), min_size=1, unique=True)
        return ticked.map(tuple)
    if isinstance(points, TablePoints):
        return st.one_of(whole(-6, 12), st.integers(-6, 12))
    return st.one_of(whole(-4, 15), st.integers(-4, 15))


@st.composite
def bands_at_random(draw: st.DrawFn, prefix: str) -> tuple[Band, ...]:
    """No bands, or up to five from 0 upwards."""
    starts = draw(st.lists(st.integers(1, 99), max_size=4, unique=True).map(sorted))
    if draw(st.integers(0, 5)) == 0:
        return ()
    return tuple(Band(f"{prefix}{place}", Fraction(start)) for place, start in enumerate([0, *starts]))


@st.composite
def areas_at_random(draw: st.DrawFn, method: Method, *, with_overall: bool) -> tuple[Area, ...]:
    """Up to four areas, some of weight 0, some with a system, with lookups where these are allowed."""
    areas = []
    for place in range(draw(st.integers(0, 4))):
        weight = Fraction(draw(st.integers(0, 1))) if method is Method.SUM else draw(positive())
        lookup = None
        if method is Method.SUM and not with_overall and draw(st.booleans()):
            lookup = draw(st.dictionaries(st.integers(-3, 9), whole(), max_size=8))
        areas.append(
            Area(
                id=f"area{place}",
                weight=Fraction(0) if draw(st.integers(0, 5)) == 0 else weight,
                has_system=draw(st.booleans()),
                advice_tiers=frozenset(draw(st.sets(st.sampled_from(("t0", "t1", "t2"))))),
                lookup=lookup,
            )
        )
    return tuple(areas)


@st.composite
def gates_at_random(draw: st.DrawFn, areas: tuple[Area, ...], levels: tuple[Band, ...]) -> tuple[Gate, ...]:
    """Both forms of gates, where there is something to cap."""
    names = [area.id for area in areas]
    gates: list[Gate] = []
    for place in range(draw(st.integers(0, 3)) if levels and names else 0):
        some = tuple(draw(st.lists(st.sampled_from(names), min_size=1, unique=True)))
        if draw(st.booleans()):
            gates.append(CapGate(f"g{place}", draw(st.sampled_from(levels)).id, some))
        else:
            gates.append(WeakestLink(f"g{place}", some, draw(st.integers(0, 2)), draw(whole(0, 20))))
    return tuple(gates)


@st.composite
def keys(draw: st.DrawFn, *, percent_only: bool = False) -> Key:
    """A random valid key with every feature switched on now and then."""
    method = Method.PERCENT if percent_only else draw(st.sampled_from([Method.PERCENT, *Method]))
    with_overall = percent_only or draw(st.integers(0, 3)) > 0
    areas = draw(areas_at_random(method, with_overall=with_overall))
    homes = [None, *(area.id for area in areas for _ in range(3))]
    levels = draw(bands_at_random("l")) if with_overall else ()
    gates = draw(gates_at_random(areas, levels)) if method is Method.PERCENT else ()
    return Key(
        items=tuple(
            Item(
                f"q{place}",
                draw(st.sampled_from(homes)),
                draw(rules()),
                draw(positive()),
                draw(st.booleans()),
            )
            for place in range(draw(st.integers(1, 9)))
        ),
        areas=areas,
        method=method,
        decimals=draw(st.integers(0, 2)),
        min_answered=Fraction(draw(st.sampled_from((0, 50, 60, 100)))),
        overall=with_overall,
        min_areas=draw(st.sampled_from((1, 1, 2))),
        min_weight=Fraction(draw(st.sampled_from((0, 50, 70, 100)))),
        sem=draw(st.one_of(st.none(), whole(0, 20))),
        levels=levels,
        tiers=draw(bands_at_random("t")),
        gates=gates,
        weakest=draw(
            st.one_of(
                st.none(),
                st.builds(
                    Weakest,
                    show=st.integers(0, 4),
                    below=whole(0, 90),
                    joint=whole(0, 12),
                ),
            )
        ),
        build_order=tuple(draw(st.permutations([area.id for area in areas if area.has_system]))),
    )


@st.composite
def given_to(draw: st.DrawFn, key: Key, *, complete: bool = False) -> Mapping[str, Given]:
    """Answers of one respondent: some questions off the path, some missing; or all answered."""
    given: dict[str, Given] = {}
    for item in key.items:
        kind = 9 if complete else draw(st.integers(0, 9))
        if kind == 0:
            continue
        given[item.id] = MISSING if kind in {1, 2} else draw(answers_to(item.points))
    return given


@st.composite
def cases(draw: st.DrawFn, *, percent_only: bool = False) -> tuple[Key, Mapping[str, Given], frozenset[str]]:
    """A key, the answers of one respondent, and the gates whose condition is true."""
    key = draw(keys(percent_only=percent_only))
    given = draw(given_to(key))
    held = [gate.id for gate in key.gates if isinstance(gate, CapGate) and draw(st.booleans())]
    return key, given, frozenset(held)
