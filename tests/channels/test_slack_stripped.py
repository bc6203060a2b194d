"""Proves: a message loses its controls and keeps its words, whether it is ours or came back from Slack.

1. Our own payload, and the same as Slack gives it back, become the same message.
2. What Slack adds, what is unknown and what is not well made is left out; something always stays.
3. Whatever comes in, what goes out is within the limits and has nothing to press.
"""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.slack.chart import chart_message
from bot.channels.slack.check import check_limits
from bot.channels.slack.render import render
from bot.channels.slack.stripped import without_controls
from bot.engine.inputs import Done, Start
from bot.messages import Button, Field, Words
from bot.wishes import Press
from tests.channels.cards import card, options
from tests.channels.pages import FULL


def token(press: Press) -> str:
    return repr(press)[:60]


def plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text, "emoji": False}


def section(text: str) -> dict[str, Any]:
    return {"type": "section", "text": plain(text)}


def from_slack(part: Any, *, rich_too: bool) -> Any:
    """What Slack gives back: names for blocks, defaults, plain letters with three signs written otherwise.

    *rich_too*: the letters of rich text as well; nobody says.
    """
    if isinstance(part, list):
        return [from_slack(item, rich_too=rich_too) for item in part]
    if not isinstance(part, dict):
        return part
    made = {name: from_slack(value, rich_too=rich_too) for name, value in part.items()}
    if part.get("type") == "plain_text":
        return made | {"text": written(part["text"]), "emoji": True}
    if part.get("type") in ("text", "link") and rich_too:
        return made | {"text": written(part["text"])}
    named = part.get("type") in ("section", "context", "rich_text")
    return made | ({"block_id": "b1"} if named else {})


def written(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def rich(*elements: Any, **more: Any) -> dict[str, Any]:
    section = {"type": "rich_text_section", "elements": list(elements)}
    return {"type": "rich_text", "elements": [section]} | more


def letters(text: str, **more: Any) -> dict[str, Any]:
    return {"type": "text", "text": text} | more


BOLD = {"style": {"bold": True}}
ASKED = card(
    options("a < b & c", "Pen"), notes=("R&D <!here>",), multi=True, ways=(Button("Done", Done(7, "q")),),
    text="*How* many < &amp; <!here>?", link="https://example.com/?a=1&b=2", link_host="R&D &lt;",
)  # fmt: skip


def test_the_words_of_a_question_stay() -> None:
    (made,) = render(ASKED, token)
    left = without_controls(made)
    assert left == {"text": made["text"], "blocks": made["blocks"][:4]}
    assert [block["type"] for block in made["blocks"][4:]] == ["actions", "actions"]


@pytest.mark.parametrize("rich_too", [True, False])
@pytest.mark.parametrize(
    "made",
    [
        *render(ASKED, token),
        *render(card((), field=Field.TEXT, expects="up to 5", answered="&lt;b&gt;"), token),
        *render(FULL, token),
        *render(Words(("<https://example.com|x>",), (Button("Go on", Start()),)), token),
        chart_message(FULL),
    ],
)
def test_what_slack_gives_back_becomes_what_was_sent(made: dict[str, Any], rich_too: bool) -> None:
    back = from_slack(made, rich_too=rich_too) | {
        "type": "message",
        "user": "U1",
        "ts": "1.2",
        "bot_id": "B1",
        "edited": {},
    }
    left = without_controls(back)
    assert left == without_controls(made)
    assert left.keys() == {"text", "blocks"}
    assert check_limits(left) == []


@pytest.mark.parametrize(
    ("blocks", "left"),
    [
        ([section("Hi"), {"type": "divider", "block_id": "x"}], [section("Hi"), {"type": "divider"}]),
        (
            [{"type": "header", "text": plain("H"), "block_id": "x", "level": 9}],
            [{"type": "header", "text": plain("H")}],
        ),
        ([section("Hi") | {"accessory": {"type": "button"}, "fields": []}], [section("Hi")]),
        (
            [{"type": "context", "elements": [plain("a"), {"type": "image"}, 7]}],
            [{"type": "context", "elements": [plain("a")]}],
        ),
        ([section("Hi"), {"type": "context", "elements": "x"}, {"type": "context"}], [section("Hi")]),
        ([section("Hi"), section(" "), {"type": "section"}, None, 7, {}], [section("Hi")]),
        ([section("Hi"), {"type": ["section"]}, {"type": "rich_text", "elements": []}], [section("Hi")]),
        (
            [rich(letters("a"), letters("B", style={"bold": True, "code": False}), block_id="x")],
            [rich(letters("a"), letters("B", **BOLD))],
        ),
        (
            [rich({"type": "emoji", "name": "wave", "unicode": "1f44b"}, letters(""), letters("a", style=7))],
            [rich({"type": "emoji", "name": "wave"}, letters("a"))],
        ),
        (
            [rich({"type": "link", "url": "https://x.example", "text": "x", "unsafe": True}, letters(" "))],
            [rich({"type": "link", "url": "https://x.example", "text": "x"}, letters(" "))],
        ),
        (
            [section("Hi"), rich({"type": "broadcast", "range": "here"}, {"type": "user", "user_id": "U1"})],
            [section("Hi")],
        ),
        (
            [section("Hi"), {"type": "rich_text", "elements": [{"type": "rich_text_list"}, 7]}],
            [section("Hi")],
        ),
        ([rich(letters("x" * 4000))], [rich(letters("x" * 2999 + "…"))]),
        ([section("Hi"), {"type": "section", "text": {"type": "bold", "text": "x"}}], [section("Hi")]),
        ([section("Hi"), {"type": "data_visualization", "title": "x"}], [section("Hi")]),
        ([section(str(number)) for number in range(60)], [section(str(number)) for number in range(50)]),
        ([section("x" * 4000)], [section("x" * 2999 + "…")]),
    ],
)
def test_what_is_left_out(blocks: list[Any], left: list[dict[str, Any]]) -> None:
    assert without_controls({"text": "Hi", "blocks": blocks}) == {"text": "Hi", "blocks": left}


@pytest.mark.parametrize(
    ("message", "left"),
    [
        ({"text": "Well &amp; good"}, ("Well &amp; good", "Well & good")),
        ({"text": "Well", "blocks": [{"type": "actions", "elements": []}]}, ("Well", "Well")),
        ({"text": " ", "blocks": "x"}, ("✓", "✓")),
        ({}, ("✓", "✓")),
        ({"text": 7, "blocks": [section("<https://x|y>")]}, ("&lt;https://x|y&gt;", "<https://x|y>")),
        ({"blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "*a*"}}]}, ("*a*", "*a*")),
    ],
)
def test_something_always_stays(message: dict[str, Any], left: tuple[str, str]) -> None:
    made = without_controls(message)
    assert (made["text"], made["blocks"][0]["text"]["text"]) == left
    assert check_limits(made) == []


@pytest.mark.parametrize(
    ("elements", "said"),
    [
        ([letters("5 < 6 @here "), letters("*b*", **BOLD)], "5 &lt; 6 @\u2060here *b*"),
        ([{"type": "emoji", "name": "wave"}], "✓"),
    ],
)
def test_words_of_rich_text_are_said(elements: list[Any], said: str) -> None:
    assert without_controls({"blocks": [rich(*elements)]})["text"] == said


def test_only_a_line_stays_without_any_section() -> None:
    made = without_controls({"blocks": [{"type": "divider"}]})
    assert made == {"text": "✓", "blocks": [{"type": "divider"}]}


words = st.text(max_size=12) | st.sampled_from(
    ["plain_text", "mrkdwn", "section", "context", "actions", "header", "rich_text", "rich_text_section"]
)
json = st.recursive(
    st.none() | st.integers() | words,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["type", "text", "elements", "title", "chart", "accessory"]), inner)
    ),
    max_leaves=15,
)


@given(st.fixed_dictionaries({}, optional={"text": json, "blocks": st.lists(json, max_size=4) | json}))
def test_whatever_comes_goes_out_without_controls(message: dict[str, Any]) -> None:
    made = without_controls(message)
    assert made["text"].strip()
    assert 1 <= len(made["blocks"]) <= 50
    assert {block["type"] for block in made["blocks"]} <= {
        "section", "header", "context", "divider", "data_visualization", "rich_text",
    }  # fmt: skip
