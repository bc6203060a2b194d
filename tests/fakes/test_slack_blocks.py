"""Proves: blocks that Slack does not take are refused, with the place and the reason.

1. Every limit of length and count: at the limit it is taken, one beyond it is not.
2. Fields that are missing, that nobody knows, or of the wrong type.
3. Names are unique; what is chosen from the start is one of the options.
4. Blocks and elements stand only where they may: in messages, in modals, on the Home tab.
5. Lengths count as Slack's apps count: a smiley is two.
"""

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.fakes.slack import FakeSlack
from tests.fakes.slack.kit import Surface, check_blocks
from tests.fakes.slack.pieces import (
    actions,
    alert,
    button,
    buttons,
    card,
    carousel,
    choice,
    confirm,
    container,
    context,
    data_table,
    field,
    image,
    markdown,
    numbered,
    option,
    plain,
    section,
    select,
    table,
    words,
)
from tests.fakes.slack.refusal import RefusalError

Block = dict[str, Any]
Pair = tuple[Any, Any]


def is_file(reference: str) -> bool:
    return reference == "F1"


def refused(*blocks: Block) -> str:
    """Why a message with these blocks is refused; empty where it is not."""
    try:
        check_blocks(list(blocks), Surface.MESSAGE, is_file)
    except RefusalError as refusal:
        return " ".join([refusal.error, *refusal.messages])
    return ""


LIMITS: dict[str, Pair] = {
    "text of a section": (section("x" * 3000), section("x" * 3001)),
    "text of a section, empty": (section("x"), section("")),
    "fields": (
        {"type": "section", "fields": [plain("x")] * 10},
        {"type": "section", "fields": [plain("x")] * 11},
    ),
    "a field": (
        {"type": "section", "fields": [plain("x" * 2000)]},
        {"type": "section", "fields": [plain("x" * 2001)]},
    ),
    "header": ({"type": "header", "text": plain("x" * 150)}, {"type": "header", "text": plain("x" * 151)}),
    "context": (context(10), context(11)),
    "elements of actions": (buttons(*numbered(25)), buttons(*numbered(26))),
    "label of a button": (buttons("x" * 75), buttons("x" * 76)),
    "smileys on a button": (
        actions(button("x", text=plain("🙂" * 37))),
        actions(button("x", text=plain("🙂" * 38))),
    ),
    "value of a button": (actions(button("x", value="x" * 2000)), actions(button("x", value="x" * 2001))),
    "accessibility label": (
        actions(button("x", accessibility_label="x" * 75)),
        actions(button("x", accessibility_label="x" * 76)),
    ),
    "url of a button": (
        actions(button("x", url="https://e.com/" + "x" * 2986)),
        actions(button("x", url="https://e.com/" + "x" * 2987)),
    ),
    "action_id": (actions(button("x", action_id="x" * 255)), actions(button("x", action_id="x" * 256))),
    "block_id": (buttons("x", block_id="x" * 255), buttons("x", block_id="x" * 256)),
    "radio buttons": (
        actions(choice("radio_buttons", *numbered(10))),
        actions(choice("radio_buttons", *numbered(11))),
    ),
    "checkboxes": (
        actions(choice("checkboxes", *numbered(10))),
        actions(choice("checkboxes", *numbered(11))),
    ),
    "options of a select": (
        actions(choice("static_select", *numbered(100))),
        actions(choice("static_select", *numbered(101))),
    ),
    "overflow": (actions(choice("overflow", *numbered(5))), actions(choice("overflow", *numbered(6)))),
    "label of an option": (
        actions(select(options=[option("A") | {"text": plain("x" * 75)}])),
        actions(select(options=[option("A") | {"text": plain("x" * 76)}])),
    ),
    "value of an option": (
        actions(select(options=[option("A") | {"value": "x" * 150}])),
        actions(select(options=[option("A") | {"value": "x" * 151}])),
    ),
    "description of an option": (
        actions(select(options=[option("A") | {"description": plain("x" * 75)}])),
        actions(select(options=[option("A") | {"description": plain("x" * 76)}])),
    ),
    "placeholder": (
        actions(select(placeholder=plain("x" * 150))),
        actions(select(placeholder=plain("x" * 151))),
    ),
    "title of a dialog": (
        actions(button("x", **confirm(title=plain("x" * 100)))),
        actions(button("x", **confirm(title=plain("x" * 101)))),
    ),
    "text of a dialog": (
        actions(button("x", **confirm(text=plain("x" * 300)))),
        actions(button("x", **confirm(text=plain("x" * 301)))),
    ),
    "buttons of a dialog": (
        actions(button("x", **confirm(deny=plain("x" * 30)))),
        actions(button("x", **confirm(deny=plain("x" * 31)))),
    ),
    "alt text": (image(alt_text="x" * 2000), image(alt_text="x" * 2001)),
    "title of an image": (image(title=plain("x" * 2000)), image(title=plain("x" * 2001))),
    "label of an input": (field(words(), label=plain("x" * 2000)), field(words(), label=plain("x" * 2001))),
    "hint of an input": (field(words(), hint=plain("x" * 2000)), field(words(), hint=plain("x" * 2001))),
    "length of an input": (field(words(max_length=3000)), field(words(max_length=3001))),
    "markdown": (markdown(12_000), markdown(12_001)),
    "rows of a table": (table(100), table(101)),
    "cells of a table": (table(1, 20), table(1, 21)),
    "characters of a table": (table(100, 1, "x" * 100), table(100, 1, "x" * 101)),
    "rows of a data table": (data_table(2), data_table(1)),
    "cards": (carousel(10), carousel(11)),
    "body of a card": (card(body=plain("x" * 200)), card(body=plain("x" * 201))),
    "buttons of a card": (
        card(actions=[button(one) for one in "abc"]),
        card(actions=[button(one) for one in "abcd"]),
    ),
    "children of a container": (container(10), container(11)),
}


@pytest.mark.parametrize(("taken", "beyond"), LIMITS.values(), ids=LIMITS.keys())
def test_one_beyond_the_limit_is_refused(taken: Block, beyond: Block) -> None:
    assert refused(taken) == ""
    assert refused(beyond).startswith("invalid_blocks")


WRONG: dict[str, Block] = {
    "unknown block": {"type": "gauge"},
    "no type": {"text": plain("x")},
    "unknown field": section("x", colour="red"),
    "unknown field of a button": actions(button("x", colour="red")),
    "unknown field of a text": {"type": "section", "text": {"type": "plain_text", "text": "x", "bold": True}},
    "section without text": {"type": "section"},
    "mrkdwn in a header": {"type": "header", "text": {"type": "mrkdwn", "text": "x"}},
    "mrkdwn on a button": actions(button("x", text={"type": "mrkdwn", "text": "x"})),
    "text as a bare string": {"type": "section", "text": "x"},
    "empty actions": actions(),
    "empty context": context(0),
    "empty option value": actions(select(options=[option("A") | {"value": ""}])),
    "button without text": actions({"type": "button", "action_id": "a"}),
    "wrong style": actions(button("x", style="green")),
    "javascript address": actions(button("x", url="javascript:alert(1)")),
    "picture without alternative": {"type": "image", "image_url": "https://e.com/a.png"},
    "picture without an address": {"type": "image", "alt_text": "x"},
    "picture with two addresses": image(slack_file={"id": "F1"}),
    "picture by an unknown file": {"type": "image", "alt_text": "x", "slack_file": {"id": "F2"}},
    "picture from the disk": image(image_url="file:///etc/passwd"),
    "dialog without a title": actions(button("x", confirm={"text": plain("x")})),
    "initial option of another shape": actions(select(initial_option=option("A") | {"text": plain("B")})),
    "initial options not offered": actions(choice("checkboxes", "A", initial_options=[option("C")])),
    "no initial options": actions(choice("checkboxes", "A", initial_options=[])),
    "options and groups": actions(select(option_groups=[])),
    "same values": actions(select(options=[option("A"), option("A")])),
    "no options": actions(choice("radio_buttons")),
    "input in actions": actions(words()),
    "button in an input": field(button("x")),
    "number in a message": field({"type": "number_input", "action_id": "n", "is_decimal_allowed": False}),
    "alert in a message": alert(),
    "rich text input in a message": field({"type": "rich_text_input", "action_id": "r"}),
    "rows of different length": {"type": "table", "rows": [*table(1, 1)["rows"], *table(1, 2)["rows"]]},
}


@pytest.mark.parametrize("block", WRONG.values(), ids=WRONG.keys())
def test_what_makes_no_sense_is_refused(block: Block) -> None:
    assert refused(block).startswith("invalid_blocks")


def test_a_refusal_names_the_place_and_the_reason() -> None:
    said = refused(section("x"), buttons("ok", "x" * 76))
    assert "must be less than 76 characters [json-pointer:/blocks/1/elements/1/text/text]" in said


def test_names_are_unique_in_a_message() -> None:
    assert refused(buttons("A", block_id="one"), buttons("B", block_id="two")) == ""
    assert "block_id already exists" in refused(buttons("A", block_id="one"), buttons("B", block_id="one"))
    assert "action_id already exists" in refused(buttons("A"), buttons("A"))


def test_all_blocks_together_have_limits() -> None:
    assert refused(*[{"type": "divider"}] * 50) == ""
    assert refused(*[{"type": "divider"}] * 51).startswith("invalid_blocks")
    assert refused(*[section("x" * 3000)] * 4) == ""
    assert refused(*[section("x" * 3000)] * 5) == "msg_blocks_too_long"
    assert refused(markdown(6000), markdown(6001)).startswith("invalid_blocks")
    assert refused(table(1), table(1)).startswith("invalid_blocks")


async def test_the_client_is_told_the_reasons(slack: FakeSlack, client: AsyncWebClient) -> None:
    ana = slack.person("ana")
    with pytest.raises(SlackApiError) as refusal:
        await client.chat_postMessage(channel=ana.dm, text="x", blocks=[buttons("x" * 76)])
    assert refusal.value.response["error"] == "invalid_blocks"
    (reason,) = refusal.value.response["response_metadata"]["messages"]
    assert "json-pointer:/blocks/0/elements/0/text/text" in reason
    assert slack.refusals[0].messages == (reason,)
    assert ana.messages == []


TAKEN: dict[str, Block] = {
    "context with a picture": {"type": "context", "elements": [image(), plain("x")]},
    "section with an accessory": section("x", accessory=button("x"), expand=True),
    "section with a picture": section("x", accessory=image()),
    "groups of options": actions(
        {"type": "static_select", "option_groups": [{"label": plain("G"), "options": [option("A")]}]}
    ),
    "several at most": actions(choice("multi_static_select", "A", "B", max_selected_items=1)),
    "pickers": actions(
        {"type": "datepicker", "action_id": "d", "initial_date": "2026-11-26"},
        {"type": "timepicker", "action_id": "t", "initial_time": "23:59"},
        {"type": "users_select", "action_id": "u", "placeholder": plain("Who?")},
    ),
    "input that tells each sign": field(
        words(dispatch_action_config={"trigger_actions_on": ["on_character_entered"]}), dispatch_action=True
    ),
    "rich text": {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": []}]},
    "card with all": card(subtitle=plain("s"), hero_image=image(), actions=[button("x")]),
    "container with a card's worth": {
        "type": "container",
        "title": plain("t"),
        "child_blocks": [section("x")],
    },
    "one of Slack's files": {"type": "image", "slack_file": {"id": "F1"}, "alt_text": "x"},
    "link into Slack": actions(button("x", url="slack://app?id=A1&team=T1&tab=home")),
    "link by mail": actions(button("x", url="mailto:a@example.com")),
}

UNTAKEN: dict[str, Block] = {
    "more chosen than allowed": actions(
        choice(
            "multi_static_select", "A", "B", max_selected_items=1, initial_options=[option("A"), option("B")]
        )
    ),
    "day that is none": actions({"type": "datepicker", "initial_date": "26.11.2026"}),
    "time that is none": actions({"type": "timepicker", "initial_time": "24:00"}),
    "unknown moment": field(words(dispatch_action_config={"trigger_actions_on": ["on_leave"]})),
    "rich text of nothing known": {"type": "rich_text", "elements": [{"type": "rich_text_table"}]},
    "card of nothing": {"type": "card"},
    "carousel of no cards": {"type": "carousel", "elements": [section("x")]},
    "input in a container": {"type": "container", "child_blocks": [field(words())]},
    "buttons under a context": {"type": "context_actions", "elements": [button("x")]},
    "most chosen as text": actions(choice("multi_static_select", "A", max_selected_items="1")),
    "flag as text": field(words(), optional="yes"),
    "no address": actions(button("x", url="https://[")),
}


@pytest.mark.parametrize("block", TAKEN.values(), ids=TAKEN.keys())
def test_what_slack_takes_is_taken(block: Block) -> None:
    assert refused(block) == ""


@pytest.mark.parametrize("block", UNTAKEN.values(), ids=UNTAKEN.keys())
def test_what_is_nearly_right_is_refused(block: Block) -> None:
    assert refused(block).startswith("invalid_blocks")
