"""Whatever is said, Telegram and Slack take it: no payload of any message breaks a limit.

1. All messages of the four shipped flows, in all their languages, with the first, a middle, the last answer.
2. All messages of the longest flow that may be written.
3. The validators notice: each limit, one over, is a fault.
"""

from itertools import count
from typing import Any

import pytest

from bot.channels.base import Tokens
from bot.channels.slack import check as slack_check
from bot.channels.slack.render import render as as_slack
from bot.channels.telegram import check as telegram_check
from bot.channels.telegram.render import render as as_telegram
from bot.messages import Message
from bot.wishes import Press
from tests.channels.flows import SHIPPED, longest, messages_of
from tests.present.chat import shipped


def tokens() -> Tokens:
    """As long as a token may be: 64 bytes. The same press has the same token."""
    made: dict[str, str] = {}
    numbers = count()

    def token(pressed: Press) -> str:
        return made.setdefault(repr(pressed), f"{next(numbers):064}")

    return token


def faults(message: Message) -> list[str]:
    found = [fault for made in as_telegram(message, tokens()) for fault in telegram_check.check_limits(made)]
    return found + [fault for made in as_slack(message, tokens()) for fault in slack_check.check_limits(made)]


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_flows_keep_to_the_limits(name: str) -> None:
    flow = shipped(name)
    for language in flow.languages:
        for pick in (0, 2, 24):
            for message in messages_of(flow, language, pick):
                assert faults(message) == [], message


def test_the_longest_flow_keeps_to_the_limits() -> None:
    for message in messages_of(longest(), "en", 0):
        assert faults(message) == [], type(message).__name__


def telegram(**changed: Any) -> list[str]:
    button = {"text": "Yes", "callback_data": "a"}
    made = {"text": "Hi", "parse_mode": "HTML", "reply_markup": {"inline_keyboard": [[button]]}}
    return telegram_check.check_limits(made | changed)


def keyboard(*rows: list[dict[str, str]]) -> dict[str, object]:
    return {"inline_keyboard": list(rows)}


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"text": "<b>" + "x" * 4096 + "</b>"}, ""),
        ({"text": "x" * 4097}, "the text has 4097 units, 4096 are allowed"),
        ({"text": "\U0001f600" * 2049}, "the text has 4098 units, 4096 are allowed"),
        ({"text": "<b></b>"}, "the text is empty"),
        ({"text": "<b>x</b>" * 101}, "the text has 101 marks, 100 are allowed"),
        ({"text": "<b>x"}, "<b> is never closed"),
        ({"text": "x</b>"}, "</b> closes nothing"),
        ({"text": "<u>x</u>"}, "<u> is no mark of ours"),
        ({"parse_mode": "Markdown"}, "a message needs a text in HTML"),
        ({"reply_markup": keyboard([])}, "a keyboard has rows, and a row has buttons"),
        (
            {"reply_markup": keyboard([{"text": "x" * 65, "callback_data": "a"}])},
            "a label has 65 units, 64 are sensible",
        ),
        ({"reply_markup": keyboard([{"text": " ", "callback_data": "a"}])}, "a button without a label"),
        (
            {"reply_markup": keyboard([{"text": "x", "callback_data": "ü" * 33}])},
            "a button carries 66 bytes, 1 to 64 are allowed",
        ),
        ({"reply_markup": keyboard([{"text": "x"}])}, "a button carries 0 bytes, 1 to 64 are allowed"),
        (
            {"reply_markup": keyboard(*([{"text": "x", "callback_data": str(n)}] for n in range(101)))},
            "101 buttons, 100 are allowed",
        ),
        (
            {"reply_markup": keyboard([{"text": "x", "callback_data": str(n)} for n in range(9)])},
            "a row has more than 8 buttons",
        ),
        (
            {
                "reply_markup": keyboard(
                    [{"text": "x", "callback_data": "a"}], [{"text": "y", "callback_data": "a"}]
                )
            },
            "two buttons mean the same",
        ),
    ],
)
def test_the_telegram_validator_notices(changed: dict[str, Any], fault: str) -> None:
    assert telegram(**changed) == ([fault] if fault else [])


def test_the_telegram_validator_weighs_the_keyboard() -> None:
    rows = [[{"text": "x" * 64, "callback_data": f"{number:064}"}] for number in range(60)]
    (fault,) = telegram(reply_markup=keyboard(*rows))
    assert fault.endswith("bytes, 9000 are safe")


def section(text: str) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "plain_text", "text": text}}


def actions(*elements: dict[str, Any]) -> dict[str, Any]:
    return {"type": "actions", "elements": list(elements)}


def button(**changed: Any) -> dict[str, Any]:
    return {"type": "button", "action_id": "a", "value": "v", "text": {"text": "Yes"}} | changed


def menu(kind: str, length: int, /, **changed: Any) -> dict[str, Any]:
    made = [{"text": {"text": f"o{number}"}, "value": f"v{number}"} for number in range(length)]
    return {"type": kind, "action_id": "a", "options": made} | changed


@pytest.mark.parametrize(
    ("block", "fault"),
    [
        (section("x" * 3000), ""),
        (section("x" * 3001), "a section has 3001 units, 3000 are allowed"),
        (section(" "), "a section is empty"),
        ({"type": "header", "text": {"text": "x" * 151}}, "a header has 151 units, 150 are allowed"),
        ({"type": "context", "elements": []}, "a context has 0 elements"),
        (
            {"type": "context", "elements": [{"text": "x" * 3001}]},
            "a line of context has 3001 units, 3000 are allowed",
        ),
        (actions(), "0 actions, 1 to 25 are allowed"),
        (
            actions(*(button(action_id=str(number)) for number in range(26))),
            "26 actions, 1 to 25 are allowed",
        ),
        ({"type": "carousel"}, "a block of the kind 'carousel'"),
        (section("x") | {"block_id": "x" * 256}, "a block id is too long"),
        (actions(button(action_id="")), "an element needs an action id of a sensible length"),
        (actions(button(text={"text": "x" * 76})), "a button has 76 units, 75 are allowed"),
        (actions(button(value="x" * 2001)), "a button's value has 2001 units, 2000 are allowed"),
        (actions(button(accessibility_label="x" * 76)), "what is read out has 76 units, 75 are allowed"),
        (actions(menu("radio_buttons", 11)), "11 options in radio_buttons"),
        (actions(menu("checkboxes", 0)), "0 options in checkboxes"),
        (actions(menu("static_select", 101)), "101 options in static_select"),
        (actions(menu("number_input", 1)), "1 options in number_input"),
        (
            actions(menu("static_select", 1, placeholder={"text": "x" * 151})),
            "a placeholder has 151 units, 150 are allowed",
        ),
        (
            actions(menu("radio_buttons", 0, options=[{"text": {"text": "x" * 76}, "value": "v"}])),
            "an option has 76 units, 75 are allowed",
        ),
        (
            actions(menu("radio_buttons", 0, options=[{"text": {"text": "x"}, "value": "v" * 151}])),
            "an option's value has 151 units, 150 are allowed",
        ),
        (
            actions(
                menu(
                    "radio_buttons",
                    0,
                    options=[{"text": {"text": "x"}, "value": "v", "description": {"text": "d" * 76}}],
                )
            ),
            "a description has 76 units, 75 are allowed",
        ),
        (
            actions(menu("radio_buttons", 0, options=[{"text": {"text": "x"}, "value": "v"}] * 2)),
            "two options mean the same",
        ),
        (actions(menu("checkboxes", 2, initial_options=[])), "what is ticked is not among the options"),
        (actions(menu("checkboxes", 2, initial_options=[{}])), "what is ticked is not among the options"),
        (actions(button(), button()), "action_id 'a' is there 2 times"),
    ],
)
def test_the_slack_validator_notices(block: dict[str, Any], fault: str) -> None:
    assert slack_check.check_limits({"text": "Hi", "blocks": [block]}) == ([fault] if fault else [])


def test_the_slack_validator_sees_the_whole_message() -> None:
    one = section("x")
    assert slack_check.check_limits({"text": "x" * 4001, "blocks": [one]}) == [
        "the text beside the blocks has 4001 units, 4000 are allowed"
    ]
    assert slack_check.check_limits({"text": "Hi", "blocks": [one] * 51}) == [
        "51 blocks, 1 to 50 are allowed"
    ]
    assert slack_check.check_limits({"text": "Hi", "blocks": []}) == ["0 blocks, 1 to 50 are allowed"]
    assert slack_check.check_limits({"text": "Hi", "blocks": [section("x" * 2500)] * 5}) == [
        "the blocks have 12500 units of text, 12000 are safe"
    ]
    twice = section("x") | {"block_id": "b"}
    assert slack_check.check_limits({"text": "Hi", "blocks": [twice, twice]}) == [
        "block_id 'b' is there 2 times"
    ]
    called = slack_check.check_limits({"text": "Hi", "blocks": [section("come @here")]})
    assert called == ["a mention: 'come @here'"]
