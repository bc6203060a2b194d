"""The properties of scoring §12 that concern one respondent, each by its number, on random keys and answers.

Property 11 is in `test_figures.py`, property 12 in `test_audit.py`.
"""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from math import floor
from random import Random

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from scoring import (
    MISSING,
    ChoicePoints,
    Given,
    Item,
    Key,
    Measured,
    Reason,
    Verdict,
    judge,
    measure,
)
from scoring.explain import Part, explain
from scoring.model import Method
from tests.scoring.keys import Case, cases, choice_keys, positive

some = settings(max_examples=200, deadline=None)


def with_items(key: Key, items: tuple[Item, ...]) -> Key:
    return replace(key, items=items)


def scores(measured: Measured) -> dict[str, Fraction | None]:
    """Exact scores of all areas and, under an empty name, of the overall."""
    return {area: standing.exact for area, standing in measured.areas.items()} | {"": measured.overall.exact}


def all_said(key: Key, answers: Mapping[str, Given], holding: frozenset[str]) -> tuple[Measured, Verdict]:
    measured = measure(key, answers)
    return measured, judge(key, measured, holding)


def by_percent(item: Item) -> list[str]:
    """The choices of a question, worst first."""
    assert isinstance(item.points, ChoicePoints)

    def percent(choice: str) -> Fraction:
        earned = item.points.earned(choice)
        assert earned is not None
        return item.points.percent(earned)

    return sorted(item.points.scores, key=percent)


@some
@given(choice_keys())
def test_1_all_worst_is_0_all_best_is_100(key: Key) -> None:
    for place, expected in ((0, 0), (-1, 100)):
        measured = measure(key, {item.id: by_percent(item)[place] for item in key.items})
        assert set(scores(measured).values()) <= {expected, None}


@some
@given(choice_keys(), st.randoms(use_true_random=False))
def test_2_a_better_answer_lowers_nothing(key: Key, chance: Random) -> None:
    before = {item.id: chance.choice(by_percent(item)) for item in key.items}
    item = chance.choice(key.items)
    order = by_percent(item)
    better = chance.choice(order[order.index(before[item.id]) :])
    first, first_verdict = all_said(key, before, frozenset())
    second, second_verdict = all_said(key, before | {item.id: better}, frozenset())
    for name, score in scores(first).items():
        after = scores(second)[name]
        assert (score is None) == (after is None)
        assert score is None or after is None or after >= score
    assert (first_verdict.level or 0) <= (second_verdict.level or 0)


@some
@given(cases(), st.randoms(use_true_random=False))
def test_3_order_changes_no_score(case: Case, chance: Random) -> None:
    key, answers, _ = case
    items, areas = list(key.items), list(key.areas)
    chance.shuffle(items)
    chance.shuffle(areas)
    mixed = replace(key, items=tuple(items), areas=tuple(areas))
    assert scores(measure(mixed, answers)) == scores(measure(key, answers))


@some
@given(cases(), st.builds(positive, st.randoms(use_true_random=False)))
def test_4_weights_are_relative(case: Case, factor: Fraction) -> None:
    key, answers, holding = case
    assume(key.method is not Method.SUM)
    heavier = replace(key, areas=tuple(replace(area, weight=area.weight * factor) for area in key.areas))
    assert all_said(heavier, answers, holding) == all_said(key, answers, holding)
    home = key.items[0].area
    inside = tuple(
        replace(item, weight=item.weight * factor) if item.area == home else item for item in key.items
    )
    assert all_said(with_items(key, inside), answers, holding) == all_said(key, answers, holding)


@some
@given(cases())
def test_5_turning_a_question_and_its_answer_round_changes_nothing(case: Case) -> None:
    key, answers, holding = case
    turned = with_items(key, tuple(turned_round(item) for item in key.items))
    assert all_said(turned, answers, holding) == all_said(key, answers, holding)


def turned_round(item: Item) -> Item:
    """The question with the points of its choices mirrored inside the range, and mirrored back."""
    points = item.points
    if not isinstance(points, ChoicePoints):
        return item
    ends = points.low + points.high
    mirrored = {choice: None if score is None else ends - score for choice, score in points.scores.items()}
    return replace(item, points=replace(points, scores=mirrored, reverse=not points.reverse))


@some
@given(cases())
def test_6_a_not_applicable_area_might_as_well_not_exist(case: Case) -> None:
    key, answers, _ = case
    assume(key.areas and not key.gates)
    gone = key.areas[-1].id
    rest = {item.id for item in key.items if item.area != gone}
    without = {question: answer for question, answer in answers.items() if question in rest}
    measured = measure(key, without)
    assert measured.areas[gone].reason is Reason.NOT_APPLICABLE
    assume(len(key.areas) > 1)
    smaller = replace(
        key,
        items=tuple(item for item in key.items if item.id in rest),
        areas=key.areas[:-1],
        build_order=tuple(area for area in key.build_order if area != gone),
    )
    expected = scores(measure(smaller, without))
    assert scores(measured) == expected | {gone: None}


@some
@given(cases(percent_only=True))
def test_7_a_missing_answer_keeps_the_score_within_the_given_ones(case: Case) -> None:
    key, answers, _ = case
    explained = explain(key, measure(key, answers), answers)
    for area in explained.areas:
        percents = [line.percent for line in area.answers if line.percent is not None]
        assert area.exact is None or min(percents) <= area.exact <= max(percents)


@some
@given(cases(percent_only=True))
def test_8_gates_lower_levels_and_nothing_else(case: Case) -> None:
    key, answers, holding = case
    measured, verdict = all_said(key, answers, holding)
    free, free_verdict = all_said(replace(key, gates=()), answers, frozenset())
    assert measured == free
    assert verdict.from_score == free_verdict.level
    assert (verdict.level or 0) <= (verdict.from_score or 0)


@some
@given(cases())
def test_9_and_10_the_same_answers_in_any_order_and_off_the_path(case: Case) -> None:
    key, answers, holding = case
    again = dict(reversed(list(answers.items()))) | {"elsewhere": "anything"}
    assert repr(all_said(replace(key), again, holding)) == repr(all_said(key, answers, holding))


@some
@given(cases())
def test_13_bands_are_those_of_the_shown_scores(case: Case) -> None:
    key, answers, holding = case
    measured, verdict = all_said(key, answers, holding)
    pairs = [
        (standing.exact, standing.shown, standing.tier, key.tiers) for standing in measured.areas.values()
    ]
    overall = measured.overall
    level = None if verdict.from_score is None else key.levels[verdict.from_score - 1].id
    for exact, shown, band, bands in [*pairs, (overall.exact, overall.shown, level, key.levels)]:
        if exact is None or shown is None:
            assert band is None
            continue
        scale = 10**key.decimals
        assert shown == Fraction(floor(exact * scale + Fraction(1, 2)), scale)
        reached = [entry.id for entry in bands if entry.start <= shown] or [entry.id for entry in bands[:1]]
        assert band == (reached[-1] if reached else None)


@some
@given(cases())
def test_14_skipping_an_optional_question_is_as_if_it_were_not_there(case: Case) -> None:
    key, answers, holding = case
    optional = replace(key.items[0], optional=True)
    offered = with_items(key, (optional, *key.items[1:]))
    skipped = dict(answers) | {optional.id: MISSING}
    without = {question: answer for question, answer in answers.items() if question != optional.id}
    assume(len(key.items) > 1)
    absent = with_items(key, key.items[1:])
    assert all_said(offered, skipped, holding) == all_said(absent, without, holding)


@some
@given(cases())
def test_15_ranks_are_a_permutation_and_the_weakest_are_its_beginning(case: Case) -> None:
    key, answers, holding = case
    measured, verdict = all_said(key, answers, holding)
    ranks = sorted(standing.rank for standing in measured.areas.values() if standing.rank is not None)
    assert ranks == list(range(1, len(ranks) + 1))
    weakest = tuple(weak.area for weak in verdict.weakest)
    assert weakest == measured.ranking[: len(weakest)]


@some
@given(cases())
def test_explanations_add_up_to_the_result(case: Case) -> None:
    key, answers, _ = case
    measured = measure(key, answers)
    explained = explain(key, measured, answers)
    assert (explained.exact, explained.shown) == (measured.overall.exact, measured.overall.shown)
    for area in explained.areas:
        parts = [line.contribution for line in area.answers if line.contribution is not None]
        counting = [line for line in area.answers if line.part is Part.COUNTS]
        if area.raw is None:
            assert not parts
            continue
        assert len(parts) == len(counting)
        assert sum(parts, Fraction(0)) == area.raw
        looked_up = area.exact != area.raw
        assert not looked_up or any(known.id == area.area and known.lookup is not None for known in key.areas)
    if explained.exact is not None:
        shares = [area.contribution for area in explained.areas if area.contribution is not None]
        assert sum(shares, Fraction(0)) == explained.exact
