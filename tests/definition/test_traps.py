"""Proves: what looks right and is not is found, and what looks odd and is right is not.

1. Empty maps in place of texts, links without a host, numbers written twice, words that cannot be told apart.
2. A consent is never inferred and never handed over: it holds for one purpose in one flow.
3. The lowest level of sums and means may start at any score that can be the lowest.
4. Negative numbers in conditions; scores that a flow does not have; questions named like placeholders.
"""

import pytest

from bot.definition.load import load, load_all
from bot.engine.result import score

HEAD = "flow: t\ntitle: T\n"


def codes(source: str) -> list[str]:
    """What is found, code by code, in the order of the file."""
    return [finding.code for finding in load((HEAD + source).encode(), "t.yaml").findings.shown]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("areas: {p: {}}\nsteps:\n  - {ask: q, text: Q, scale: yes_no, area: p}\n", ["E110"]),
        ("steps:\n  - {ask: q, text: Q, choices: {a: {}, b: B}}\n", ["E110"]),
        ("steps:\n  - {ask: q, text: {}, scale: yes_no}\n", ["E110"]),
        ("steps:\n  - {say: {}}\n", ["E110"]),
        ("steps:\n  - {ask: q, text: Q, type: number, points: {0: 1, 0.0: 2, 5: 3}}\n", ["Y020"]),
        ("steps:\n  - {ask: q, text: Q, scale: yes_no, dont_know: 'No'}\n", ["E147"]),
        ("steps:\n  - {ask: q, text: Q, scale: agree5, dont_know: neither}\n", ["E147"]),
    ],
)
def test_found(source: str, found: list[str]) -> None:
    assert codes(source) == found


def test_numbers_of_a_table_are_written_once() -> None:
    lookup = "areas: {p: {title: P, lookup: {1: 10, 01: 20}}}\nscoring: {method: sum, overall: no}\n"
    assert codes(lookup + "steps:\n  - {ask: q, text: Q, scale: yes_no, area: p}\n") == ["Y020"]


@pytest.mark.parametrize(
    "link", ["https://[::1", "https://x]y/", "https://℀.de", "https://x.de:abc", "https://."]
)
def test_a_link_names_a_host(link: str) -> None:
    assert codes(f"steps:\n  - {{ask: q, text: Q, type: consent, purpose: report, link: '{link}'}}\n") == [
        "E110"
    ]


@pytest.mark.parametrize("link", ["https://example.com", "https://example.com:8443/a?b#c", "https://[::1]/"])
def test_other_links_are_fine(link: str) -> None:
    assert codes(f"steps:\n  - {{ask: q, text: Q, type: consent, purpose: report, link: '{link}'}}\n") == []


SIZE = "steps:\n  - {ask: size, text: Size, type: number}\n"


def test_a_consent_is_not_inferred() -> None:
    consent = "  - {ask: ok, text: OK, type: consent, purpose: report, infer: {if: size > 3, answer: yes}}\n"
    assert codes(SIZE + consent) == ["E116"]


@pytest.mark.parametrize(
    ("kind", "answer"), [("email", "nope"), ("email", "a..b@example.com"), ("phone", "x"), ("phone", "12345")]
)
def test_an_inferred_address_is_one(kind: str, answer: str) -> None:
    asked = f"  - {{ask: it, text: It, type: {kind}, infer: {{if: size > 3, answer: '{answer}'}}}}\n"
    assert codes(SIZE + asked) == ["E104"]


def test_a_consent_is_not_carried() -> None:
    asks = "steps:\n  - {ask: ok, text: OK, type: consent, purpose: %s}\n"
    carrying = "flow: a\ntitle: A\n" + asks % "report" + "next:\n  - {flow: b, carry: [ok]}\n"
    files = {"a.yaml": carrying.encode(), "b.yaml": ("flow: b\ntitle: B\n" + asks % "contact").encode()}
    assert [finding.code for finding in load_all(files)["a.yaml"].findings.shown] == ["E172"]


POINTS = "  - {ask: n, text: N, type: number, points: {5: 1, 20: 2}}\n"
A = "  - {ask: a, text: A, choices: {x: X, y: Y, z: Z}}\n"
B = "  - {ask: b, text: B, choices: {x: X, y: Y, z: Z}}\n"
C = "  - {ask: c, text: C, choices: {x: {text: X, score: 3}, y: {text: Y, score: 5}}}\n"
A_OR_NOT = "  - {ask: a, text: A, choices: {x: X, y: Y, z: Z}, dont_know: yes}\n"
C_OR_NOT = (
    "  - {ask: c, text: C, choices: {x: {text: X, score: 5}, y: {text: Y, score: 6}}, dont_know: yes}\n"
)


@pytest.mark.parametrize(
    ("rules", "start", "steps"),
    [
        ("method: sum", 1, POINTS + B),  # 3 is below the table
        ("method: sum", 1, A + "  - result: R\n" + B),  # left in the middle
        ("method: sum", 3, A_OR_NOT + B + C_OR_NOT),  # prorated from the low ones
        ("method: mean", 2, A + C),
    ],
)
def test_the_lowest_level_may_start_where_the_lowest_score_can_be(rules: str, start: int, steps: str) -> None:
    levels = f"scoring: {{{rules}}}\nlevels: {{lo: {{from: {start}, title: Lo}}}}\n"
    assert codes(levels + "steps:\n" + steps) == []
    assert codes(levels.replace(f"from: {start}", "from: 40") + "steps:\n" + steps) == ["E130"]


def test_negative_numbers_in_conditions() -> None:
    source = (
        "steps:\n  - {ask: x, text: X, choices: {a: {text: A, score: -2}, b: {text: B, score: 1.5}}}\n"
        "  - {ask: y, text: Y, if: x is -2, scale: yes_no}\n"
        "  - {ask: z, text: Z, if: 'x in [-2, 0]', scale: yes_no}\n"
        "  - {ask: w, text: W, if: x is not -2, scale: yes_no}\n"
    )
    assert codes(source) == []
    flow = load((HEAD + source).encode(), "t.yaml").flow
    assert flow is not None
    assert score(flow, {"x": "a"}).asked == ("x", "y", "z")
    assert score(flow, {"x": "b"}).asked == ("x", "w")


def test_a_score_that_the_flow_does_not_have() -> None:
    flow = "scoring: {overall: no}\nareas: {p: P}\nsteps:\n  - {ask: q, text: Q, scale: yes_no, area: p}\n"
    assert codes(flow + "  - result: R {score.overall}\n") == ["E150"]
    assert codes(flow + "  - result: R\n  - {say: Never, if: score.overall > 3}\n") == ["E205"]


@pytest.mark.parametrize("name", ["best", "worst", "operator"])
def test_questions_may_be_named_like_placeholders(name: str) -> None:
    assert (
        codes(f"steps:\n  - {{ask: {name}, text: Q, scale: yes_no}}\n  - say: You said {{{name}}}.\n") == []
    )
