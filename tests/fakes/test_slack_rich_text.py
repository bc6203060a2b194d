"""Proves: rich text is looked at to the last element, and is read as it stands.

1. Kinds, fields, styles, addresses and dates: what is right is taken, what is nearly right is refused with
   the place. Empty letters are refused.
2. Its letters count towards all texts of a message.
3. What is read: letters with every sign in them, links by their words, days, lists. No letters call anybody;
   the elements that call are taken down.
4. It stands in messages, in modals and on the Home tab.
"""

from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from tests.fakes.slack import FakeSlack
from tests.fakes.slack.kit import Surface, check_blocks
from tests.fakes.slack.pieces import letters, rich, section
from tests.fakes.slack.refusal import RefusalError

Block = dict[str, Any]
LINK = {"type": "link", "url": "https://e.com/a?b=1&c=2"}
DAY = {"type": "date", "timestamp": 1893553440, "format": "On {date_long}"}
SECTION = {"type": "rich_text_section", "elements": [letters("one")]}


def refused(*blocks: Block, surface: Surface = Surface.MESSAGE) -> str:
    """Why these blocks are refused; empty where they are not."""
    try:
        check_blocks(list(blocks), surface, lambda _: False)
    except RefusalError as refusal:
        return " ".join([refusal.error, *refusal.messages])
    return ""


def part(kind: str, *elements: Any, **more: Any) -> Block:
    return {"type": "rich_text", "elements": [{"type": kind, "elements": [*elements], **more}]}


TAKEN: dict[str, Block] = {
    "letters": rich(letters("*a* <!here> &lt;")),
    "bold": rich(letters("a", style={"bold": True, "italic": False, "code": True})),
    "link": rich(LINK),
    "link with words": rich(LINK | {"text": "a", "style": {"bold": True}, "unsafe": False}),
    "day": rich(DAY),
    "day with all": rich(DAY | {"fallback": "a day", "url": "https://e.com", "timezone": "Europe/Berlin"}),
    "emoji": rich({"type": "emoji", "name": "wave", "unicode": "1f44b"}),
    "colour": rich({"type": "color", "value": "#ff0000"}),
    "those that call": rich(
        {"type": "user", "user_id": "U1"}, {"type": "broadcast", "range": "here"},
        {"type": "usergroup", "usergroup_id": "S1"}, {"type": "channel", "channel_id": "C1"},
        {"type": "team", "team_id": "T1"},
    ),
    "list": part("rich_text_list", SECTION, SECTION, style="ordered", indent=0),
    "quote": part("rich_text_quote", letters("a")),
    "preformatted": part("rich_text_preformatted", letters("a"), border=0),
    "named": rich(letters("a"), block_id="one"),
}  # fmt: skip
REFUSED: dict[str, tuple[Block, str]] = {
    "no parts": ({"type": "rich_text", "elements": []}, "elements"),
    "no list of parts": ({"type": "rich_text", "elements": SECTION}, "elements"),
    "letters outside a section": ({"type": "rich_text", "elements": [letters("a")]}, "elements/0/type"),
    "section without elements": (
        {"type": "rich_text", "elements": [{"type": "rich_text_section"}]},
        "elements/0",
    ),
    "section with more": (part("rich_text_section", letters("a"), style="bold"), "elements/0"),
    "empty letters": (rich(letters("a"), letters("")), "elements/0/elements/1/text"),
    "no letters": (rich({"type": "text"}), "elements/0/elements/0"),
    "letters as a number": (rich(letters(7)), "elements/0/elements/0/text"),  # type: ignore[arg-type]
    "mrkdwn": (rich({"type": "mrkdwn", "text": "a"}), "elements/0/elements/0/type"),
    "plain text": (rich({"type": "plain_text", "text": "a"}), "elements/0/elements/0/type"),
    "a bare string": (part("rich_text_section", "a"), "elements/0/elements/0/type"),
    "more fields": (rich(letters("a", emoji=False)), "elements/0/elements/0"),
    "unknown style": (rich(letters("a", style={"big": True})), "elements/0/elements/0/style"),
    "style as text": (rich(letters("a", style="bold")), "elements/0/elements/0/style"),
    "style as a word": (rich(letters("a", style={"bold": "yes"})), "elements/0/elements/0/style/bold"),
    "link without address": (rich({"type": "link", "text": "a"}), "elements/0/elements/0"),
    "link to nowhere": (rich(LINK | {"url": "e.com"}), "elements/0/elements/0/url"),
    "link that runs": (rich(LINK | {"url": "javascript:alert(1)"}), "elements/0/elements/0/url"),
    "link of no words": (rich(LINK | {"text": ""}), "elements/0/elements/0/text"),
    "day as text": (rich(DAY | {"timestamp": "1893553440"}), "elements/0/elements/0/timestamp"),
    "day with a fraction": (rich(DAY | {"timestamp": 1.5}), "elements/0/elements/0/timestamp"),
    "day without format": (rich({"type": "date", "timestamp": 1}), "elements/0/elements/0"),
    "format without token": (rich(DAY | {"format": "today"}), "elements/0/elements/0/format"),
    "day of no words": (rich(DAY | {"fallback": ""}), "elements/0/elements/0/fallback"),
    "day to nowhere": (rich(DAY | {"url": "e.com"}), "elements/0/elements/0/url"),
    "code in a day": (rich(DAY | {"style": {"code": True}}), "elements/0/elements/0/style"),
    "call to whom": (rich({"type": "broadcast", "range": "all"}), "elements/0/elements/0/range"),
    "list of letters": (part("rich_text_list", letters("a"), style="bullet"), "elements/0/elements/0/type"),
    "list in no style": (part("rich_text_list", SECTION, style="stars"), "elements/0/style"),
}


@pytest.mark.parametrize("block", TAKEN.values(), ids=TAKEN.keys())
@pytest.mark.parametrize("surface", Surface)
def test_1_and_4_what_is_right_is_taken(block: Block, surface: Surface) -> None:
    assert refused(block, surface=surface) == ""


@pytest.mark.parametrize(("block", "place"), REFUSED.values(), ids=REFUSED.keys())
def test_1_what_is_nearly_right_is_refused(block: Block, place: str) -> None:
    said = refused(block)
    assert said.startswith("invalid_blocks")
    assert f"[json-pointer:/blocks/0/{place}]" in said


@pytest.mark.parametrize(
    "element", [letters("x" * 3000), LINK | {"text": "x" * 3000}, DAY | {"fallback": "x" * 3000}]
)
def test_2_its_letters_count(element: Block) -> None:
    assert refused(*[rich(element)] * 4) == ""
    assert refused(*[rich(element)] * 5) == "msg_blocks_too_long"
    assert refused(*[section("x" * 3000)] * 4, rich(letters("x" * 1200))) == ""
    assert refused(*[section("x" * 3000)] * 4, rich(letters("x" * 1201))) == "msg_blocks_too_long"


async def test_3_it_is_read_as_it_stands(slack: FakeSlack, client: AsyncWebClient) -> None:
    ana = slack.person("ana")
    typed = "*a* _b_ ~c~ `d` &lt; <!channel> @here <https://evil.example|e>"
    bold = letters(typed, style={"bold": True})
    blocks = [
        rich(bold, letters("\n"), LINK, letters(" "), LINK | {"text": "here"}),
        rich(DAY, letters(" "), DAY | {"fallback": "a day"}, {"type": "emoji", "name": "wave"}),
        part("rich_text_list", SECTION, SECTION, style="bullet"),
        rich({"type": "color", "value": "#fff"}),
    ]
    await client.chat_postMessage(channel=ana.dm, text="x", blocks=blocks)
    assert ana.last.words.split("\n") == [
        typed, "https://e.com/a?b=1&c=2 here", "On {date_long} a day:wave:", "• one", "• one", "#fff",
    ]  # fmt: skip
    assert typed in ana.screen
    assert slack.record.mentions == []


@pytest.mark.parametrize(
    ("element", "called"),
    [
        ({"type": "broadcast", "range": "channel"}, "@channel"),
        ({"type": "user", "user_id": "U0123"}, "@U0123"),
        ({"type": "usergroup", "usergroup_id": "S0123"}, "@S0123"),
        ({"type": "channel", "channel_id": "C0123"}, "#C0123"),
    ],
)
async def test_3_who_is_called_is_taken_down(
    slack: FakeSlack, client: AsyncWebClient, element: Block, called: str
) -> None:
    ana = slack.person("ana")
    await client.chat_postMessage(channel=ana.dm, text="x", blocks=[rich(letters("Hi "), element)])
    assert [one.what for one in slack.record.mentions] == [called]
    assert ana.last.words == f"Hi {called}"
    slack.record.mentions.clear()
