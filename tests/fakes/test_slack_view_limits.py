"""Proves: views that Slack does not take are refused, with the place and the reason.

1. Every limit of a frame: at the limit it is taken, one beyond it is not.
2. Blocks and elements stand only where they may: in modals, on the Home tab.
3. A view has no more than 250 KB.
"""

from typing import Any

import pytest

from tests.fakes.slack.kit import check_view
from tests.fakes.slack.pieces import (
    actions,
    alert,
    card,
    carousel,
    chart,
    choice,
    data_table,
    field,
    home,
    markdown,
    modal,
    numbered,
    plain,
    section,
    words,
)
from tests.fakes.slack.refusal import RefusalError

Block = dict[str, Any]
Pair = tuple[Any, Any]


def view_refused(view: Block) -> str:
    try:
        check_view(view, lambda file: False, ("modal", "home"))
    except RefusalError as refusal:
        return " ".join([refusal.error, *refusal.messages])
    return ""


VIEWS: dict[str, Pair] = {
    "title": (modal(title=plain("x" * 24)), modal(title=plain("x" * 25))),
    "submit": (modal(submit=plain("x" * 24)), modal(submit=plain("x" * 25))),
    "close": (modal(close=plain("x" * 24)), modal(close=plain("x" * 25))),
    "callback_id": (modal(callback_id="x" * 255), modal(callback_id="x" * 256)),
    "external_id": (modal(external_id="x" * 255), modal(external_id="x" * 256)),
    "private_metadata": (modal(private_metadata="x" * 3000), modal(private_metadata="x" * 3001)),
    "blocks": (modal(*[{"type": "divider"}] * 100), modal(*[{"type": "divider"}] * 101)),
    "blocks of the Home tab": (home(*[{"type": "divider"}] * 100), home(*[{"type": "divider"}] * 101)),
    "input without submit": (modal(field(words())), modal(field(words())) | {"submit": None}),
    "unknown field": (modal(), modal(colour="red")),
    "Home with a title": (home(), home(title=plain("x"))),
    "chart in a modal": (modal(section("x")), modal(chart())),
    "chart on the Home tab": (home(section("x")), home(chart())),
    "markdown on the Home tab": (home(data_table(2)), home(markdown(1))),
    "carousel in a modal": (modal(card()), modal(carousel(1))),
    "alert on the Home tab": (modal(alert()), home(alert())),
    "number on the Home tab": (
        modal(field({"type": "number_input", "is_decimal_allowed": True, "min_value": "0.5"})),
        home(field({"type": "number_input", "is_decimal_allowed": True})),
    ),
    "bare number as a bound": (
        modal(field({"type": "number_input", "is_decimal_allowed": False, "max_value": "10"})),
        modal(field({"type": "number_input", "is_decimal_allowed": False, "max_value": 10})),
    ),
    "number without a word on decimals": (
        modal(field({"type": "number_input", "is_decimal_allowed": False})),
        modal(field({"type": "number_input"})),
    ),
    "initial value longer than allowed": (
        modal(field(words(initial_value="abc", max_length=3))),
        modal(field(words(initial_value="abcd", max_length=3))),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("taken", "beyond"), VIEWS.values(), ids=VIEWS.keys())
def test_views_are_looked_through_too(taken: Block, beyond: Block) -> None:
    assert view_refused(taken) == ""
    assert view_refused(beyond).startswith("invalid_arguments")


def test_a_view_that_is_too_large_is_refused() -> None:
    large = modal(*[field(words(), f"{number}", hint=plain("x" * 2000)) for number in range(100)])
    many = modal(
        *[
            actions(choice("static_select", *("y" * 60 + one for one in numbered(100))), block_id=f"{number}")
            for number in range(20)
        ]
    )
    assert "view_too_large" not in view_refused(large)
    assert view_refused(many) == "view_too_large"
