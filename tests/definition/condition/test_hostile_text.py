"""Proves: whatever stands in place of a condition, there is an answer at once, never an exception.

Every fault lies within the text, or right behind it, and says what is wrong and what to do.
"""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.definition.condition import Bound, Condition, bind, parse
from tests.definition.condition.scene import SCOPE
from tests.stopwatch import assert_takes_less_than

PIECES = [
    "size", "solo", "stages", "sales", "headcount", "budget", "company", "report_ok", "afterwards",
    "level", "red", "score.data", "score.", "tier.data", "rank.overall", "score", "answered", "count",
    "min", "max", "dont_know", "and", "or", "not", "is", "in", "has", "<", "<=", ">", ">=", "=", "==",
    "!=", "&&", "||", "!", "+", "-", "*", "(", ")", "[", "]", ",", "\"", "\"x\"", "'", "5", "0.25",
    "1.2.3", "1e999", "NaN", "\uff11\uff12", "\u0663", "99999999999999999", "\u202e", "\u200b", "\x00",
    "\ud800", "\U0001f600", "{size}", "a.b", "__class__", " ", "\n",
]  # fmt: skip


def looked_at(text: str) -> None:
    """Parses and binds; looks at every fault."""
    condition = parse(text)
    found = bind(condition, SCOPE) if isinstance(condition, Condition) else condition
    if isinstance(found, Bound):
        assert len(text) <= 500
        return
    assert found
    for fault in found:
        assert "E200" <= fault.code <= "E206"
        assert 0 <= fault.start < fault.end <= max(len(text), 1) + 1
        assert fault.message
        assert fault.hint


@given(st.text(max_size=600))
@example("\ud800 is solo")
@example("size is \x00")
@settings(max_examples=300, deadline=None)
def test_any_text(text: str) -> None:
    looked_at(text)


@given(st.lists(st.sampled_from(PIECES), max_size=60))
@settings(max_examples=600, deadline=None)
def test_any_pieces_in_any_order(pieces: list[str]) -> None:
    looked_at(" ".join(pieces))
    looked_at("".join(pieces))


@pytest.mark.parametrize(
    "text",
    [
        "(" * 10_000,
        ")" * 10_000,
        "[" * 10_000,
        "min(" * 3_000,
        "-" * 10_000,
        "not " * 10_000,
        '"' * 10_001,
        "a" * 10_000,
        "1" * 10_000,
        "1+" * 5_000,
        "\u0663" * 10_000,
        "x" * 1_000_000,
        "(" * 500,
        "-" * 499 + "1",
        "-" * 95 + "budget > 1",
        "not " * 99 + "report_ok",
        "budget > " + "9" * 491,
        "budget > 0." + "3" * 489,
        "budget > " + "+".join(["1"] * 49),
        "=" * 500,
        '"' * 499,
        "score." * 83,
        "size is " + "z" * 492,
        "budget in [" + ",".join(["1"] * 97) + "]",
    ],
    ids=lambda text: f"{text[:8]!r} x {len(text)}",
)
def test_much_of_one_thing_is_answered_at_once(text: str) -> None:
    assert_takes_less_than(0.5, lambda: looked_at(text))
