"""Every expectation of flow-language §5.7 holds when it should, and says what came instead when not.

The flow: two areas of one question, a gate, a rule, a next flow. By hand: `a: good, b: bad` gives area a 100,
area b 0 and an overall of 50, level fair, capped to low while b is bad.
"""

from textwrap import indent

import pytest

from bot.rehearsal.expecting import mismatches
from bot.rehearsal.rehearsing import play
from tests.rehearsal.flows import flow_of

FLOW = """
areas:
  x: X
  y: {title: Y, system: One, advice: {low: {why: Because.}}}
gates:
  - {id: bad_b, if: b is bad, cap: low, systems: [y], text: Bad.}
steps:
  - ask: kind
    text: Kind?
    weight: 0
    choices: {one: One, two: Two}
  - ask: a
    area: x
    text: A?
    choices: {bad: Bad, good: Good}
  - ask: b
    area: y
    text: B?
    choices: {bad: Bad, good: Good}
  - ask: extra
    if: kind is two
    text: More?
    type: text
  - ask: known
    text: Known?
    weight: 0
    infer: {if: kind is one, answer: good}
    choices: {bad: Bad, good: Good}
recommend:
  - {id: mend, if: tier.y is low, text: Mend.}
next:
  - {flow: small, if: score.y < 50}
"""


def missed(answers: str, expect: str, fill: str = "middle") -> tuple[str, ...]:
    """What a test with these answers and this expectation misses."""
    expected = indent(expect, " " * 6)
    test = f"tests:\n  - name: t\n    answers: {{{answers}}}\n    fill: {fill}\n    expect:\n{expected}\n"
    flow = flow_of(FLOW + test)
    (one,) = flow.tests
    return mismatches(one, play(flow, one))


ONE_BAD = "kind: one, a: good, b: bad"


@pytest.mark.parametrize(
    "expect",
    [
        "asked: [kind, a, b]",
        "not_asked: [extra, known]",
        "score.overall: 50",
        "score.overall: 49..50",
        "score.overall: 50..51",
        "{score.x: 100, score.y: 0}",
        "level: low",
        "{tier.x: good, tier.y: low}",
        "capped_by: [bad_b]",
        "weakest: [y]",
        "systems: [y]",
        "recommended: [mend, y.low]",
        "next: small",
        "complete: yes",
    ],
)
def test_what_holds(expect: str) -> None:
    assert missed(ONE_BAD, expect) == ()


@pytest.mark.parametrize(
    ("expect", "said"),
    [
        ("asked: [kind, extra]", "asked: 'extra' was not asked"),
        ("not_asked: [extra, a]", "not_asked: 'a' was asked"),
        ("score.overall: 51..60", "score.overall: expected 51..60, got 50"),
        ("score.overall: 49.5", "score.overall: expected 49.5, got 50"),
        ("score.y: none", "score.y: expected none, got 0"),
        ("level: fair", "level: expected fair, got low"),
        ("level: none", "level: expected none, got low"),
        ("tier.x: none", "tier.x: expected none, got good"),
        ("capped_by: []", "capped_by: expected [], got [bad_b]"),
        ("weakest: [x, y]", "weakest: expected [x, y], got [y]"),
        ("systems: []", "systems: expected [], got [y]"),
        ("recommended: [y.low, mend]", "recommended: expected [y.low, mend], got [mend, y.low]"),
        ("next: none", "next: expected none, got small"),
        ("complete: no", "complete: expected no, got yes"),
    ],
)
def test_what_does_not(expect: str, said: str) -> None:
    assert missed(ONE_BAD, expect) == (said,)


def test_nothing_where_nothing_is_answered() -> None:
    expect = "{score.overall: none, score.x: none, level: none, tier.x: none, next: none, complete: no}"
    assert missed("", expect, "skip") == ()
    assert missed("", "score.x: 0", "skip") == ("score.x: expected 0, got none (not enough answers)",)


def test_everything_is_told_at_once() -> None:
    expect = "{score.overall: 10, level: good, weakest: []}"
    assert missed(ONE_BAD, expect) == (
        "score.overall: expected 10, got 50",
        "level: expected good, got low",
        "weakest: expected [], got [y]",
    )


def test_an_answer_that_is_never_asked_for_fails() -> None:
    assert missed(f"{ONE_BAD}, extra: words", "complete: yes") == ("answers: 'extra' is never asked",)


def test_an_answer_that_is_inferred_fails() -> None:
    said = ("answers: 'known' is not asked: its answer is inferred",)
    assert missed(f"{ONE_BAD}, known: bad", "complete: yes") == said
    assert missed("kind: two, known: bad", "complete: yes") == ()


def test_who_is_screened_out_has_no_result() -> None:
    flow = flow_of(
        """
        areas: {x: X}
        steps:
          - ask: old
            text: Old?
            weight: 0
            choices: {no: No, yes: Yes}
          - end: Come back later.
            if: old is no
          - ask: a
            area: x
            scale: yes_no
            text: A?
        tests:
          - name: too young
            answers: {old: no}
            expect: {score.overall: none, score.x: 0, level: none, weakest: [], not_asked: [a]}
        """
    )
    (one,) = flow.tests
    assert mismatches(one, play(flow, one)) == ("score.x: expected 0, got none",)


def test_values_after_the_result_see_that_result() -> None:
    """The question after the result is asked for a weak area, and its answer counts at the end."""
    flow = flow_of(
        """
        areas: {x: X}
        steps:
          - ask: a
            area: x
            scale: yes_no
            text: A?
          - result: Here it is.
          - ask: more
            if: score.x < 50
            area: x
            scale: yes_no
            text: More?
        tests:
          - name: weak
            answers: {a: no, more: yes}
            expect: {score.x: 50, asked: [more]}
          - name: strong
            answers: {a: yes}
            expect: {score.x: 100, not_asked: [more]}
        """
    )
    assert [mismatches(one, play(flow, one)) for one in flow.tests] == [(), ()]


KEPT = """
steps:
  - {ask: size, text: "Size?", type: number, keep: size}
  - ask: role
    text: Role?
    keep: role
    infer: {if: size is 1, answer: boss}
    choices: {boss: Boss, hand: Hand}
  - {ask: mood, text: "Mood?", if: size > 5, scale: yes_no}
"""


@pytest.mark.parametrize(
    ("test", "missing"),
    [
        ("kept: {size: 12}, expect: {not_asked: [size], asked: [role, mood], complete: yes}", ()),
        ("kept: {size: 12, role: hand}, fill: best, expect: {score.overall: 100}", ()),
        ("kept: {size: 12}, fill: skip, expect: {complete: no}", ()),
        ("kept: {size: 12}, expect: {asked: [size]}", ("asked: 'size' was not asked",)),
        ("kept: {size: 1, role: hand}, expect: {}", ("kept: 'role' is not needed: its answer is inferred",)),
        ("kept: {size: 12}, answers: {size: 3}, expect: {}", ("kept: 'size' is not needed",)),
    ],
)
def test_what_is_kept(test: str, missing: tuple[str, ...]) -> None:
    flow = flow_of(f"{KEPT}tests:\n  - {{name: t, {test}}}\n")
    (one,) = flow.tests
    assert mismatches(one, play(flow, one)) == missing
