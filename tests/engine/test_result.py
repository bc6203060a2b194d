"""Proves: stored answers give the result that the scoring page promises, worked out by hand.

1. The flagship, and small flows of every method, for answers whose scores are easy to work out.
2. What is off the path, inferred, misfit or unknown is listed as ignored and counts nowhere.
3. The result as data has the promised shape, with and without an overall, when screened out, with decimals.
4. The order of the answers changes nothing; the same answers give the same text, byte for byte.
"""

import json
import random
from pathlib import Path

import pytest

from bot.definition.load import load
from bot.definition.model import Flow
from bot.engine.document import document
from bot.engine.result import score
from tests.engine.transcript import flow_of

FLOWS = Path(__file__).parents[2] / "flows"

NUMBERS = """
flow: numbers
title: Numbers
scoring: {decimals: 1}
areas: {hours: Hours, tools: Tools, visits: Visits}
steps:
  - {ask: sleep, text: Sleep, area: hours, type: number, min: 0, max: 24, points: {4: 0, 6: 1, 8: 2}}
  - {ask: rework, text: Rework, area: hours, type: number, min: 0, max: 100, range: 0..100, reverse: yes}
  - ask: ticked
    text: Tools
    area: tools
    type: multi
    range: 0..2
    choices: {a: A, b: B, none: {text: None of them, alone: yes}}
  - {ask: often, text: Often, area: visits, scale: often5, reverse: yes}
  - {end: Bye, if: sleep > 23}
  - result: Done.
  - {ask: more, text: More, area: visits, scale: often5, optional: yes}
gates:
  - {id: few, if: more is always and ticked has none, cap: low, text: Few.}
"""

FEET = """
flow: feet
title: Feet
scoring: {method: sum, overall: no}
areas:
  walk: {title: Walk, lookup: {2: 10, 3: 25, 4: 40}}
steps:
  - {ask: one, text: One, area: walk, choices: {a: A, b: B}}
  - {ask: two, text: Two, area: walk, choices: {a: A, b: B}, dont_know: yes}
"""


@pytest.fixture(scope="module")
def flagship() -> Flow:
    flow = load((FLOWS / "business-systems.yaml").read_bytes(), "business-systems.yaml").flow
    assert flow is not None
    return flow


def flagship_answers(letter: str = "e") -> dict[str, object]:
    """Everything at one letter, in a team of ten with all stages."""
    questions = (
        "enquiries quotes won_deal first_days intake time_to_start same_job job_status invoicing next_step "
        "lost_work changes typed_in truth between_tools where_is_it key_numbers going_wrong stage_owner "
        "key_person knowledge double new_colleague improving"
    )
    return {
        "size": "s10_24",
        "role": "ops",
        "stages": ["sales", "onboarding", "delivery", "reporting"],
        **dict.fromkeys(questions.split(), letter),
    }


def test_the_key_person_alone_caps_the_level(flagship: Flow) -> None:
    # ownership: (50 + 0 + 100) / 3 = 50; overall: (85 · 100 + 15 · 50) / 100 = 92.5 → 93
    # weakest link: 50 + 12 is level 4, so its cap is 5 and does not bind
    # margin: 1.96 · 12 · √(4 · 0.10² + 4 · 0.15²) = 8.48 → 8
    answers = flagship_answers() | {"key_person": "a", "stage_owner": "c"}
    told = document(flagship, score(flagship, answers))
    assert told | {"areas": None, "asked": None} == {
        "flow": "business-systems",
        "version": 2,
        "complete": True,
        "score": 93,
        "exact": "185/2",
        "level": {
            "number": 3,
            "id": "partly_connected",
            "title": "Partly connected",
            "from_score": 5,
            "capped_by": ["key_person"],
        },
        "margin": 8,
        "borderline": False,
        "areas": None,
        "weakest": [{"area": "ownership", "joint": False}],
        "systems": ["ownership"],
        "recommended": ["ownership.connect"],
        "asked": None,
        "ignored": [],
        "next": None,
    }


def test_areas_tell_score_tier_and_counts(flagship: Flow) -> None:
    answers = flagship_answers("c") | {
        "where_is_it": "dont_know",
        "going_wrong": "dont_know",
        "enquiries": "e",
    }
    areas = score_areas(flagship, answers)
    assert areas["sales"] == {"score": 67, "exact": "200/3", "tier": "connect", "answered": 3, "asked": 3}
    assert areas["visibility"] == {"score": None, "reason": "not enough answers", "answered": 1, "asked": 3}


def score_areas(flow: Flow, answers: dict[str, object]) -> dict[str, object]:
    areas = document(flow, score(flow, answers))["areas"]
    assert isinstance(areas, dict)
    return areas


def test_nothing_known_gives_no_overall(flagship: Flow) -> None:
    told = document(flagship, score(flagship, flagship_answers("dont_know")))
    shown = ("complete", "score", "exact", "reason", "level", "margin", "weakest")
    assert [told[name] for name in shown] == [True, None, None, "too few areas", None, None, []]


def test_unanswered_is_not_complete(flagship: Flow) -> None:
    told = score(flagship, {"size": "solo", "stages": ["sales"], "onboarding_missing": None})
    assert not told.complete
    assert {"onboarding_missing", "delivery_missing", "enquiries"} <= set(told.asked)


def test_what_does_not_count_is_ignored(flagship: Flow) -> None:
    answers = flagship_answers() | {
        "stages": ["sales", "onboarding", "delivery"],  # so key_numbers is inferred
        "quoting": "a",  # never asked: nothing is weak
        "truth": "z",  # no such choice
        "unheard_of": 1,
        "waiting": None,
    }
    result = score(flagship, answers)
    assert result.ignored == ("key_numbers", "quoting", "truth", "unheard_of")
    assert score_areas(flagship, answers)["visibility"] == {
        "score": 67, "exact": "200/3", "tier": "connect", "answered": 3, "asked": 3,
    }  # fmt: skip


def test_the_order_of_answers_changes_nothing(flagship: Flow) -> None:
    answers = flagship_answers("b") | {"deeper": "yes", "waiting": "e", "double": "d"}
    expected = json.dumps(document(flagship, score(flagship, answers)))
    for seed in range(5):
        shuffled = list(answers.items())
        random.Random(seed).shuffle(shuffled)
        assert json.dumps(document(flagship, score(flagship, dict(shuffled)))) == expected


def test_numbers_ticks_and_reversed_scales() -> None:
    # sleep 7 → 1 of 0..2 = 50; rework 25 reversed = 75; hours 62.5. ticked a → 1 of 0..2 = 50.
    # often: never is 1 of 1..5, reversed 5 = 100. Overall (62.5 + 50 + 100) / 3 = 70.833 → 70.8
    flow = flow_of(NUMBERS)
    told = document(flow, score(flow, {"sleep": 7, "rework": "25", "ticked": ["a"], "often": "never"}))
    assert (told["score"], told["exact"]) == (70.8, "425/6")
    areas = told["areas"]
    assert isinstance(areas, dict)
    assert {name: area["score"] for name, area in areas.items()} == {
        "hours": 62.5,
        "tools": 50,
        "visits": 100,
    }


def test_below_the_table_does_not_apply() -> None:
    flow = flow_of(NUMBERS)
    hours = score_areas(flow, {"sleep": 3, "rework": 10, "ticked": ["none"], "often": "never"})["hours"]
    assert hours == {"score": 90, "exact": "90", "tier": "good", "answered": 1, "asked": 1}


def test_a_gate_may_ask_about_what_comes_after_the_result() -> None:
    flow = flow_of(NUMBERS)
    answers = {"sleep": 8, "rework": 0, "ticked": ["none"], "often": "never"}
    # hours 100, tools 0, visits 100 → 66.7: level fair; with `more` always visits is 100 still
    assert score(flow, answers).verdict.level_id == "fair"
    capped = score(flow, answers | {"more": "always"})
    assert (capped.verdict.level_id, [gate.gate for gate in capped.verdict.capped_by]) == ("low", ["few"])


def test_screened_out() -> None:
    flow = flow_of(NUMBERS)
    told = document(
        flow, score(flow, {"sleep": 24, "rework": 0, "ticked": ["a"], "often": "never", "more": "never"})
    )
    assert told == {
        "flow": "numbers", "version": 1, "complete": True, "score": None, "exact": None,
        "reason": "screened out", "level": None, "margin": None, "borderline": False, "areas": {},
        "weakest": [], "systems": [], "recommended": [], "asked": ["sleep", "rework", "ticked", "often"],
        "ignored": ["more"], "next": None,
    }  # fmt: skip


def test_raw_sums_are_looked_up() -> None:
    flow = flow_of(FEET)
    told = document(flow, score(flow, {"one": "b", "two": "a"}))
    assert (told["score"], told["reason"], told["level"]) == (None, "not computed", None)
    assert told["areas"] == {"walk": {"score": 25, "exact": "25", "tier": None, "answered": 2, "asked": 2}}


def test_the_smallest_flow_has_one_score() -> None:
    flow = flow_of(
        "flow: small\ntitle: Small\nscale: agree5\nsteps:\n  - {ask: a, text: A}\n  - {ask: b, text: B}\n"
    )
    told = document(flow, score(flow, {"a": "agree", "b": "strongly_agree"}))
    assert (told["score"], told["exact"], told["areas"]) == (88, "175/2", {})
    assert score(flow, {}).measured.overall.reason is not None
    assert document(flow, score(flow, {}))["reason"] == "not enough answers"
