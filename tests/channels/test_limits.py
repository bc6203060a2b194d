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


def rich(*elements: dict[str, Any]) -> dict[str, Any]:
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": list(elements)}]}


def section(text: str) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "plain_text", "text": text}}


def actions(*elements: dict[str, Any]) -> dict[str, Any]:
    return {"type": "actions", "elements": list(elements)}


def button(**changed: Any) -> dict[str, Any]:
    return {"type": "button", "action_id": "a", "value": "v", "text": {"text": "Yes"}} | changed


def menu(kind: str, length: int, /, **changed: Any) -> dict[str, Any]:
    made = [{"text": {"text": f"o{number}"}, "value": f"v{number}"} for number in range(length)]
    return {"type": kind, "action_id": "a", "options": made} | changed


def dialog(**changed: str) -> dict[str, Any]:
    words = {"title": "Sure?", "text": "For good.", "confirm": "Yes", "deny": "No"} | changed
    return {name: {"type": "plain_text", "text": text} for name, text in words.items()}


def bars(
    *labels: str, title: str = "Areas", series: int = 1, points: tuple[str, ...] | None = None
) -> dict[str, Any]:
    data = [{"label": label, "value": 1} for label in (labels if points is None else points)]
    one = {"name": "Score", "data": data}
    chart = {"type": "bar", "series": [one] * series, "axis_config": {"categories": list(labels)}}
    return {"type": "data_visualization", "title": title, "chart": chart}


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
            "a line of context has 3001 units, 2000 are allowed",
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
        ({"type": "divider"}, ""),
        ({"type": "input", "element": button()}, "a block of the kind 'input'"),
        (actions(button(style="danger", confirm=dialog())), ""),
        (actions(button(style="danger")), "a button that destroys does not ask once more"),
        (actions(button(style="green")), "a button in the style 'green'"),
        (actions(button(style="primary")), ""),
        (
            actions(button(style="primary"), button(action_id="b", style="primary")),
            "2 buttons are the main one",
        ),
        (actions(button(url="https://example.com")), ""),
        (actions(button(url="x" * 3001)), "a button's address has 3001 units, 3000 are allowed"),
        (
            actions(button(confirm=dialog(title="x" * 101))),
            "the title of a dialog has 101 units, 100 are allowed",
        ),
        (
            actions(button(confirm=dialog(text="x" * 301))),
            "the text of a dialog has 301 units, 300 are allowed",
        ),
        (
            actions(button(confirm=dialog(deny="x" * 31))),
            "a button of a dialog has 31 units, 30 are allowed",
        ),
        (actions(button(accessibility_label="@here")), "a mention: '@here'"),
        (rich({"type": "text", "text": "*a* <!here>", "style": {"bold": True}}), ""),
        (rich({"type": "text", "text": "x" * 3001}), "rich text has 3001 units, 3000 are allowed"),
        (
            rich({"type": "text", "text": "a"}, {"type": "text", "text": ""}),
            "an element of rich text without letters",
        ),
        (rich({"type": "text", "text": "a"}, {"type": "emoji", "name": "wave"}), ""),
        (
            rich({"type": "text", "text": "a"}, {"type": "broadcast", "range": "here"}),
            "an element of rich text of the kind 'broadcast'",
        ),
        (
            rich({"type": "text", "text": "a", "style": {"big": True}}),
            "letters in the style {'big': True}",
        ),
        (rich({"type": "link", "url": "https://x.example", "text": "x"}), ""),
        (
            rich({"type": "link", "url": "x" * 3001, "text": "x"}),
            "a link's address has 3001 units, 3000 are allowed",
        ),
        (
            {
                "type": "rich_text",
                "elements": [
                    *rich({"type": "text", "text": "a"})["elements"],
                    {"type": "rich_text_quote", "elements": []},
                ],
            },
            "rich text of the kind 'rich_text_quote'",
        ),
        (bars("a", "b"), ""),
        (bars("a", title="x" * 51), "the title of a chart has 51 units, 50 are allowed"),
        (bars("x" * 21), "a label of a chart has 21 units, 20 are allowed"),
        (bars(*map(str, range(21))), "21 categories, 1 to 20 are allowed"),
        (bars("a", "a"), "two categories have the same label"),
        (bars("a", series=0), "0 series, 1 to 6 are allowed"),
        (bars("a", points=("b",)), "a series does not cover exactly the categories"),
        (bars("<!here>"), "a mention: '<!here>'"),
    ],
)
def test_the_slack_validator_notices(block: dict[str, Any], fault: str) -> None:
    assert slack_check.check_limits({"text": "Hi", "blocks": [block]}) == ([fault] if fault else [])


def test_the_slack_validator_counts_rich_text() -> None:
    long = rich({"type": "text", "text": "x" * 2500})
    assert slack_check.check_limits({"text": "Hi", "blocks": [long] * 5}) == [
        "the blocks have 12500 units of text, 12000 are safe"
    ]


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
    assert slack_check.check_limits({"text": "Hi", "blocks": [bars("a")] * 3}) == ["3 charts, 2 are allowed"]
    named = slack_check.check_limits({"text": "Hi", "blocks": [bars("@channel")]})
    assert named[0] == "a mention: '@channel'"


def view(*fields: dict[str, Any], **changed: Any) -> dict[str, Any]:
    """A window with these fields."""
    words = {name: {"text": name} for name in ("title", "submit", "close")}
    blocks = [{"type": "input", "label": {"text": "Q?"}, "element": field} for field in fields]
    return {"type": "modal", **words, "blocks": blocks} | changed


def field(kind: str = "plain_text_input", **changed: Any) -> dict[str, Any]:
    return {"type": kind, "action_id": "a"} | changed


@pytest.mark.parametrize(
    ("made", "fault"),
    [
        (view(field()), ""),
        (view(blocks=[section("Wait"), {"type": "divider"}]), ""),
        (view(field(), type="home"), "a view is a modal with a title"),
        (view(field(), title={"text": "x" * 25}), "the title of a view has 25 units, 24 are allowed"),
        (view(field(), close={"text": " "}), "the close of a view is empty"),
        (view(), "0 blocks, 1 to 100 are allowed"),
        (view(field(), private_metadata="x" * 3001), "a view carries too much unseen"),
        (view(field(), callback_id="x" * 256), "a view's name is too long"),
        (view(blocks=[bars("a")]), "a block of the kind 'data_visualization'"),
        (view(field("rich_text_input")), "a field of the kind 'rich_text_input'"),
        (view(field(action_id="")), "an element needs an action id of a sensible length"),
        (
            view(field(placeholder={"text": "x" * 151})),
            "a placeholder has 151 units, 150 are allowed",
        ),
        (view(field(max_length=3001)), "a field for 3001 characters, 1 to 3000 are allowed"),
        (view(field(max_length=3, initial_value="four")), "what stands in a field is too long for it"),
        (view(field(initial_value="<!channel> is only text in a field")), ""),
        (view(field("number_input", is_decimal_allowed=True, min_value="-0.5")), ""),
        (view(field("number_input")), "a number has decimals or has none"),
        (
            view(field("number_input", is_decimal_allowed=True, max_value="1,200")),
            "max_value is no number: '1,200'",
        ),
        (view(field(), field()), "action_id 'a' is there 2 times"),
        (view(field(), title={"text": "@here"}), "a mention: '@here'"),
    ],
)
def test_the_slack_validator_notices_in_windows(made: dict[str, Any], fault: str) -> None:
    assert slack_check.check_view(made) == ([fault] if fault else [])


def test_the_slack_validator_measures_words_around_a_field() -> None:
    made = view(field())
    made["blocks"][0] |= {"label": {"text": "x" * 2001}, "hint": {"text": "x" * 2001}}
    del made["submit"]
    assert slack_check.check_view(made) == [
        "a label has 2001 units, 2000 are allowed",
        "a hint has 2001 units, 2000 are allowed",
        "a view with a field needs a way to save it",
    ]
