"""Proves: a window takes the answer that its question asks for, and what comes back is read with care.

1. Each kind of field has its element, its limits and its words, in the language of the question.
2. What comes back is read only from the window's own field; what is missing, foreign or oversized is none.
3. A value that Slack leaves out because nobody touched it is the one that stood there.
4. An error stands beside the field, and calls nobody.
"""

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.slack.check import check_view
from bot.channels.slack.modal import Written, errors_of, field_view, gone_view, loading_view, typed_in
from bot.messages import Field, QuestionCard
from tests.channels.cards import card, options

TOKEN = "d01j9zk4q8v6n2x5c7b3m1w0d2f.5.3.9p2kq7r1tz"


def plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text, "emoji": False}


def element(asked: QuestionCard) -> dict[str, Any]:
    """The field of the window for *asked*, without what all of them have."""
    (block,) = field_view(asked, TOKEN)["blocks"]
    common = {"action_id": "answer", "focus_on_load": True}
    assert common.items() <= block["element"].items()
    return {name: value for name, value in block["element"].items() if name not in common}


def test_the_window_of_a_number() -> None:
    asked = card((), field=Field.NUMBER, expects="a number from 1 to 50", least="1", most="50", given="12.5")
    assert field_view(asked, TOKEN) == {
        "type": "modal",
        "callback_id": "write",
        "private_metadata": TOKEN,
        "title": plain("Question 2 of 9"),
        "submit": plain("Save"),
        "close": plain("Close"),
        "notify_on_close": False,
        "blocks": [
            {
                "type": "input",
                "block_id": TOKEN,
                "label": plain("How often?"),
                "hint": plain("a number from 1 to 50"),
                "element": {
                    "type": "number_input",
                    "action_id": "answer",
                    "focus_on_load": True,
                    "is_decimal_allowed": True,
                    "min_value": "1",
                    "max_value": "50",
                    "initial_value": "12.5",
                },
            }
        ],
    }


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (card((), field=Field.NUMBER), {"type": "number_input", "is_decimal_allowed": True}),
        (
            card((), field=Field.TEXT, longest=500, given="As <b>before</b> & @here"),
            {
                "type": "plain_text_input",
                "placeholder": plain("In your own words"),
                "initial_value": "As <b>before</b> & @here",
                "multiline": True,
                "max_length": 500,
            },
        ),
        (
            card((), field=Field.TEXT, longest=9000, given="x" * 3001),
            {
                "type": "plain_text_input",
                "placeholder": plain("In your own words"),
                "multiline": True,
                "max_length": 3000,
            },
        ),
        (
            card((), field=Field.EMAIL, language="fr", given="ana@example.com"),
            {
                "type": "email_text_input",
                "placeholder": plain("nom@example.com"),
                "initial_value": "ana@example.com",
            },
        ),
        (
            card((), field=Field.PHONE, language="de-CH"),
            {"type": "plain_text_input", "placeholder": plain("+49 30 23125 018")},
        ),
    ],
)
def test_each_kind_of_field(asked: QuestionCard, expected: dict[str, Any]) -> None:
    assert element(asked) == expected
    assert check_view(field_view(asked, TOKEN)) == []


def test_a_text_without_a_limit_takes_what_slack_takes() -> None:
    assert element(card((), field=Field.TEXT))["max_length"] == 3000


@pytest.mark.parametrize("progress", ["", "Pregunta 12 de unas 240 preguntas"])
def test_a_title_that_does_not_fit_is_not_cut(progress: str) -> None:
    view = field_view(card((), field=Field.TEXT, language="es", progress_words=progress), TOKEN)
    assert view["title"] == plain("Su respuesta")
    assert "hint" not in view["blocks"][0]


def test_what_is_chosen_has_no_window() -> None:
    with pytest.raises(ValueError, match="choosing"):
        field_view(card(options("a")), TOKEN)


def test_in_place_of_a_field() -> None:
    waiting, gone = loading_view("de"), gone_view(None, "That question is answered. <!channel>")
    assert waiting["blocks"] == [{"type": "section", "text": plain("Einen Moment bitte …")}]
    assert (waiting["title"], waiting["close"]) == (plain("Ihre Antwort"), plain("Schließen"))
    assert gone["blocks"][0]["text"]["text"] == "That question is answered. <\u2060!channel>"
    for view in (waiting, gone):
        assert check_view(view) == []
        assert typed_in(view) is None


def submitted(value: object, **changed: Any) -> dict[str, Any]:
    """The window for a text, as Slack sends it when it is saved."""
    view = field_view(card((), field=Field.TEXT, given="before"), TOKEN)
    state = {"values": {TOKEN: {"answer": {"type": "plain_text_input", "value": value}}}}
    return view | {"id": "V1", "hash": "1.a", "state": state} | changed


def values(**blocks: Any) -> dict[str, Any]:
    return {"state": {"values": blocks}}


def test_what_was_written_is_read() -> None:
    assert typed_in(submitted("I & <you>\n@here")) == Written(TOKEN, "I & <you>\n@here")
    assert typed_in(submitted("")) == Written(TOKEN, "")


def test_what_nobody_touched_is_what_stood_there() -> None:
    assert typed_in(submitted(None)) == Written(TOKEN, "before")
    assert typed_in(submitted(None, **values(**{TOKEN: {}}))) == Written(TOKEN, "before")


@pytest.mark.parametrize(
    "blocks",
    [
        None,
        "blocks",
        [],
        [None],
        [{"block_id": "another", "element": {"initial_value": "x"}}],
        [{"block_id": TOKEN}],
        [{"block_id": TOKEN, "element": "x"}],
    ],
)
def test_an_empty_field_is_an_empty_answer(blocks: object) -> None:
    assert typed_in(submitted(None, blocks=blocks)) == Written(TOKEN, "")


@pytest.mark.parametrize(
    "view",
    [
        None,
        "view",
        [],
        {},
        submitted("x", callback_id="other"),
        submitted("x", private_metadata=""),
        submitted("x", private_metadata=7),
        submitted("x", private_metadata="t" * 256),
        submitted("x", private_metadata="another"),
        submitted("x", state=None),
        submitted("x", state={"values": []}),
        submitted("x", **values(other={"answer": {"value": "x"}})),
        submitted("x", **values(**{TOKEN: "x"})),
        submitted(7),
        submitted(["x"]),
        submitted("x" * 3001),
        submitted(None, blocks=[{"block_id": TOKEN, "element": {"initial_value": 7}}]),
    ],
)
def test_what_is_none_of_ours_is_no_answer(view: object) -> None:
    assert typed_in(view) is None


json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["callback_id", "private_metadata", "state", "values", "answer", "value", TOKEN]),
            inner | st.sampled_from(["write", TOKEN]),
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(json, json, json)
def test_whatever_comes_is_read_or_not(view: object, state: object, blocks: object) -> None:
    for found in (typed_in(view), typed_in(submitted("x", state=state, blocks=blocks))):
        assert found is None or (found.token and len(found.text) <= 3000)


def test_an_error_stands_beside_the_field() -> None:
    view: Mapping[str, Any] = submitted("gibberish")
    assert errors_of(view, "Please type a number. @channel") == {
        "response_action": "errors",
        "errors": {TOKEN: "Please type a number. @\u2060channel"},
    }
    assert len(errors_of(view, "x" * 999)["errors"][TOKEN]) == 300
