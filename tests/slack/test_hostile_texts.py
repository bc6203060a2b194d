"""Proves: whatever somebody types in Slack, it is only ever a text, and what they typed is what is kept.

1. Typed at every kind of question, in a window, behind the command, as a changed message: it calls nobody,
   links nowhere, breaks no message, and the conversation goes on. So in the summary, the result, one's data,
   the Home tab.
2. It is kept letter for letter; what Slack makes of it on the way is undone. An address that Slack has marked
   is an address.
3. What no app sends, but a server could: lone surrogates, NULs, texts beyond all bounds. All is confirmed.
4. Words of a flow and the name of who runs it are no more than words either.
The fixture `slack` looks after each test that nobody was called out to, and that Slack refused nothing.
"""

import json
import re
from collections.abc import Iterator
from typing import Any, Final

import pytest
from sqlalchemy import select

from bot.store.tables import ADDRESS, CONVERSATION
from tests.fakes.slack import FakeSlack, Message
from tests.fakes.slack.shown import lines
from tests.fakes.slack.words import plain
from tests.hostile import FLOW, MARK, ON_THE_WAY, TEXTS
from tests.people import Colleague
from tests.served import library
from tests.slack.looking import asking, nothing_went_wrong
from tests.slack.served import served
from tests.slack.wire import command_comes, event_comes, interaction_comes, message_event

CALLS: Final = {
    "channel": "<!channel> evil",
    "here": "evil <!here|here> <!everyone>",
    "user": "<@U0100000001> evil <@U0100000002|ana>",
    "group": "<!subteam^S0100000001|@evil>",
    "room": "<#C0100000001|general> evil",
    "link": "<https://evil.example/?a=1&b=2|evil>",
    "mail": "<mailto:evil@evil.example|evil>",
    "bare": "@channel @here @everyone @Channel evil",
    "escaped": "&lt;!channel&gt; evil &lt;@U0100000001&gt;",
    "escaped twice": "&amp;lt;!channel&amp;gt; evil",
    "date": "<!date^1392734382^evil {date}|evil>",
    "marks": "*evil* _evil_ ~evil~ `evil` ```evil``` > evil",
    "emoji": ":evil: :smile: 😀",
    "unclosed": "evil <!channel",
    "half": "evil !channel>",
    "names": "&copy; &#60;!channel&#62; &quot;evil&quot; &nbsp;",
}
_OF_TELEGRAM: Final = ("open", "closed", "unknown tag", "flags")
ALL: Final = {name: text for name, text in {**TEXTS, **CALLS}.items() if name not in _OF_TELEGRAM}
_TURNING: Final = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
"""What turns or hides what stands beside it: nobody types that."""
_LINK: Final = re.compile(r"<(?:https?|mailto|tel|javascript):[^>]*>")
LONGEST: Final = 2_000
"""What the flow takes as words."""


def opener(ana: Colleague) -> str:
    """The button that opens a window."""
    return next(one.label for one in ana.app.last.controls if one.action_id == "write")


def data_of(ana: Colleague) -> dict[str, Any]:
    """The newest answers in the file with one's data, by question."""
    held = json.loads(ana.app.files[-1].content or b"")
    return {one["question"]: one["value"] for one in held["conversations"][-1]["answers"]}


def links(message: Message) -> list[str]:
    """What Slack would make a link of, in the words and in the blocks that it reads."""
    return [found for text in read_by_slack(message.content) for found in _LINK.findall(text)]


def read_by_slack(part: object) -> Iterator[str]:
    """Every text in which a `<` means something."""
    if isinstance(part, list):
        for inner in part:
            yield from read_by_slack(inner)
    elif isinstance(part, dict):
        if isinstance(part.get("text"), str) and part.get("type") in ("mrkdwn", "message"):
            yield part["text"]
        if part.get("type") == "link":
            yield f"<{part['url']}>"
        for inner in part.values():
            yield from read_by_slack(inner)


@pytest.mark.parametrize("name", ALL)
async def test_1_typed_anywhere_it_is_only_text(slack: FakeSlack, ready_sqlite_url: str, name: str) -> None:
    text = ALL[name]
    async with served(slack, ready_sqlite_url, library(FLOW)) as server:
        ana = await Colleague(slack, server).begins("hostile")
        await ana.types(text)
        ana.sees("Which one?")
        await ana.taps("First")
        await ana.types(text)
        if len(text) > LONGEST:
            ana.sees("Anything?")
            await ana.types("skip")
        ana.sees("How many?")
        await ana.types(text, "back")
        ana.sees("Anything?")
        await ana.types(text[:LONGEST])
        ana.sees("How many?")
        await ana.app.edits(text)
        await ana.waits()
        await ana.commands(text[:1_000])
        await ana.commands(f"start {text[:1_000]}")
        await ana.commands(f"language {text[:1_000]}")
        await ana.types("7")
        ana.sees("May we write?")
        await ana.taps("Yes")
        await ana.types(text)
        ana.sees("Your e-mail?")
        await ana.types("skip", text[:900], "answers", "mydata", "result")
        await ana.opens_home()
        assert not any(MARK in label for one in asking(ana) for label in one.labels)
        assert [found for one in ana.app.bot_messages for found in links(one)] == []
        await nothing_went_wrong(server)
    slack.record.sent.clear()  # the same question comes more than once here


@pytest.mark.parametrize("name", [one for one in ALL if len(ALL[one]) <= LONGEST and one != "controls"])
async def test_2_it_is_kept_letter_for_letter(slack: FakeSlack, ready_sqlite_url: str, name: str) -> None:
    """But for blanks, on which no two systems agree, and for what turns the letters around it."""
    text = ALL[name]
    async with served(slack, ready_sqlite_url, library(FLOW)) as server:
        ana = await Colleague(slack, server).begins("hostile")
        await ana.types("first")
        await ana.types(text)
        ana.sees("How many?")
        await ana.types("mydata")
        assert told(data_of(ana)["words"]) == told(text)
        await ana.types("back")
        await ana.taps(opener(ana))
        await ana.app.fills(text)
        await ana.app.submits()
        await ana.waits()
        ana.sees("How many?")
        await ana.types("mydata")
        assert told(data_of(ana)["words"]) == told(text)
        await nothing_went_wrong(server)
    slack.record.sent.clear()


def told(text: str) -> str:
    return " ".join(_TURNING.sub("", text).split())


@pytest.mark.parametrize("name", [*CALLS, "bold", "entities"])
async def test_2_it_is_read_as_it_was_typed(slack: FakeSlack, ready_sqlite_url: str, name: str) -> None:
    text = ALL[name]
    async with served(slack, ready_sqlite_url, library(FLOW)) as server:
        ana = await Colleague(slack, server).begins("hostile")
        await ana.types("first", text)
        assert any(f"✓ {text}" in seen(message.words) for message in ana.app.bot_messages), ana.app.screen
        await ana.types("7")
        assert text in seen(ana.below)
        await ana.types("answers")
        assert any(text in seen(bold_words(message)) for message in ana.app.bot_messages), "in bold"
        await nothing_went_wrong(server)
    slack.record.sent.clear()


@pytest.mark.parametrize("name", [*CALLS, "bold", "entities", "markdown", "code"])
async def test_2_a_question_is_read_as_it_is_written(
    slack: FakeSlack, ready_sqlite_url: str, name: str
) -> None:
    text = " ".join(ALL[name].split()).replace("{", "(").replace("}", ")")
    written = json.dumps(text, ensure_ascii=False)
    flow = f"flow: mine\ntitle: Mine\nsteps:\n  - {{ask: it, type: text, text: {written}}}\n"
    async with served(slack, ready_sqlite_url, library(flow)) as server:
        ana = await Colleague(slack, server).begins("mine")
        assert text in seen(bold_words(ana.app.last))
        assert text in seen(ana.app.last.words)
        await nothing_went_wrong(server)
    slack.record.sent.clear()


def bold_words(message: Message) -> str:
    """What is read of its rich text; no block has any text in which signs could mean something."""
    assert list(read_by_slack(message.content["blocks"])) == []
    return "\n".join(lines([block for block in message.content["blocks"] if block["type"] == "rich_text"]))


def seen(words: str) -> str:
    """Without what has no width."""
    return words.replace("\u2060", "")


@pytest.mark.parametrize(
    ("typed", "came"),
    [
        ("ana@example.com", "<mailto:ana@example.com|ana@example.com>"),
        ("ana@example.com", "<mailto:ana@example.com>"),
        ("ana@example.com", "ana@example.com"),
    ],
)
async def test_2_an_address_that_slack_marked_is_an_address(
    slack: FakeSlack, ready_sqlite_url: str, typed: str, came: str
) -> None:
    async with served(slack, ready_sqlite_url, library(FLOW)) as server:
        ana = await Colleague(slack, server).begins("hostile")
        await ana.types("first", "skip", "7", "yes")
        assert await event_comes(slack, server, message_event(slack, ana, came)) == 200
        await ana.waits()
        ana.sees("Your name?")
        await ana.types("skip", "mydata")
        assert data_of(ana)["email"] == typed


PHONE: Final = """
flow: phone
title: Phone
steps:
  - {ask: may_call, type: consent, purpose: contact, text: "May we call?"}
  - {ask: phone, if: may_call, type: phone, optional: yes, profile: phone, text: "Your number?"}
  - {ask: note, type: text, optional: yes, max: 500, text: "Anything else?"}
"""


async def test_2_a_number_and_a_site_that_slack_marked(slack: FakeSlack, ready_sqlite_url: str) -> None:
    async with served(slack, ready_sqlite_url, library(PHONE)) as server:
        ana = await Colleague(slack, server).begins("phone")
        await ana.taps("Yes")
        came = message_event(slack, ana, "<tel:+493012345678|+49 30 12345678>")
        assert await event_comes(slack, server, came) == 200
        await ana.waits()
        ana.sees("Anything else?")
        came = message_event(
            slack, ana, "see <http://example.com|example.com> and <https://example.com/a?b=1&amp;c=2> "
            "by <mailto:bob@example.com> with <#C0100000001|general> at 5 &gt; 3 &amp;amp; <!channel>"
        )  # fmt: skip
        assert await event_comes(slack, server, came) == 200
        await ana.waits()
        await ana.types("mydata")
        held = data_of(ana)
        assert held["phone"].replace(" ", "") == "+493012345678"
        assert held["note"] == (
            "see example.com and https://example.com/a?b=1&c=2 by bob@example.com "
            "with #general at 5 > 3 &amp; @channel"
        )


RAW: Final = {
    "lone surrogate": "evil\ud800",
    "other surrogate": "\udfff evil",
    "only surrogates": "\ud800\ud800",
    "nul": "evil\x00evil",
    "only nul": "\x00",
    "empty": "",
    "blank": " \u3000\u200b ",
    "beyond": "evil " * 8_000,
    "four thousand": "e" * 4_000,
    "twelve thousand": "<!channel> " * 1_090,
    "private use": "\ue000evil\U0010ffff",
    "unclosed": "<" * 3_000,
    "all marks": "<@U1>" * 2_000,
    "no text": None,
    "a number": 7.5,
}


@pytest.mark.parametrize("name", RAW)
async def test_3_what_no_app_sends(slack: FakeSlack, ready_sqlite_url: str, name: str) -> None:
    async with served(slack, ready_sqlite_url, library(FLOW)) as server:
        ana = await Colleague(slack, server).begins("hostile")
        for question, way_on in ON_THE_WAY.items():
            before = len(slack.record.sent)
            came = message_event(slack, ana, RAW[name])  # type: ignore[arg-type]  # that is the point
            assert await event_comes(slack, server, came) == 200
            await ana.waits()
            assert len(slack.record.sent) > before, f"no answer at {question}"
            await nothing_went_wrong(server)
            if question in ana.app.last.words:
                await ana.types(way_on.removeprefix("/"))
        await ana.types("mydata")
        await nothing_went_wrong(server)
    slack.record.sent.clear()


@pytest.mark.parametrize("name", ["lone surrogate", "nul", "only nul", "beyond", "unclosed"])
async def test_3_in_a_window_and_a_command(slack: FakeSlack, ready_sqlite_url: str, name: str) -> None:
    text = str(RAW[name])
    async with served(slack, ready_sqlite_url, library(FLOW)) as server:
        ana = await Colleague(slack, server).begins("hostile")
        await ana.types("first")
        await ana.taps(opener(ana))
        payload = ana.app._tells.submission(ana.app._open_modal())
        (block,) = payload["view"]["state"]["values"].values()
        (field,) = block.values()
        field["value"] = text[:3_000]
        ack = await interaction_comes(slack, server, payload)
        assert ack in (200, 400)
        form = ana.app._tells.command("/checkup", "x", slack.world.channels[ana.app.dm])
        for words in (text[:3_000], f"start {text[:3_000]}", f"language {text[:3_000]}"):
            if "\ud800" not in words:  # a form cannot hold that
                assert await command_comes(slack, server, form | {"text": words}) == 200
        await ana.waits()
        await ana.types("7", "mydata")
        await nothing_went_wrong(server)
    slack.record.sent.clear()


PEOPLE: Final[tuple[dict[str, Any], ...]] = (
    {"locale": "<!channel>", "tz": "<!here>"}, {"locale": "evil_evil", "tz": "Evil/Evil"},
    {"locale": "de-DE\ud800", "tz": "\x00"}, {"locale": 5, "tz": []}, {"locale": "e" * 5_000},
    {"tz": "e" * 5_000},
    {"locale": None, "tz": None}, {"locale": "", "tz": ""}, {"locale": "zz-ZZ", "tz": "../../etc/passwd"},
    {"tz": "Europe/Berlin\n"}, {"locale": "ar", "tz": "Asia/Riyadh"},
)  # fmt: skip


async def test_3_what_slack_says_of_people(slack: FakeSlack, ready_sqlite_url: str) -> None:
    async with served(slack, ready_sqlite_url, library(FLOW)) as server:
        for number, fields in enumerate(PEOPLE):
            ana = Colleague(slack, server, f"p{number}")
            ana.app.user.update(fields)
            ana.app.user["real_name"] = ana.app.user["profile"]["display_name"] = "<!channel> evil"
            await ana.begins("hostile")
            await ana.opens_home()
            await ana.commands("settings")
            await slack.changes(ana.app, **fields)
            await ana.waits()
            await ana.commands("privacy")
            assert MARK not in "".join(one.words for one in ana.app.bot_messages)
        zones = await server.reads(lambda c: c.execute(select(ADDRESS.c.zone)).scalars().all())
        assert {*zones} <= {None, "Europe/Berlin", "Asia/Riyadh", "Evil/Evil"}
        sources = await server.reads(lambda c: c.execute(select(CONVERSATION.c.source)).scalars().all())
        assert {*sources} == {None}
        await nothing_went_wrong(server)
    slack.record.sent.clear()


BADLY_WRITTEN: Final = """
flow: bad
title: "<!channel> *evil* &lt;!here&gt; @everyone"
help: "<@U0100000001> evil"
areas:
  order: {title: "<!here> _evil_", owner: "<#C0100000001>", system: "<https://evil.example|x>",
          advice: {low: {why: "@channel evil", this_week: "`evil` <!channel>"}}}
steps:
  - say: "<!everyone> evil &amp;lt;"
  - ask: one
    area: order
    text: "<!channel> *Which* one?"
    choices: {never: "<!here> *Never*", often: "@channel _Often_", always: "<@U0100000001> Always"}
  - ask: many
    area: order
    text: "@everyone Which ones?"
    type: multi
    choices: {a: "<!here> A", b: "~B~ @channel"}
  - {ask: note, type: text, optional: yes, max: 200, text: "<!channel> Anything?"}
  - result: "<!channel> You have {score.overall} of 100. @here"
"""


async def test_4_a_flow_and_an_operator_are_only_words(slack: FakeSlack, ready_sqlite_url: str) -> None:
    async with served(
        slack, ready_sqlite_url, library(BADLY_WRITTEN), operator="<!channel> @here & Söhne *Ltd*",
        privacy_url="https://example.com/?a=1&b=<2>",
    ) as server:  # fmt: skip
        ana = Colleague(slack, server)
        await ana.opens_home()
        await ana.begins("bad")
        assert "<!here> *Never*" in {seen(label) for label in ana.app.last.labels}
        await ana.taps("Help")
        await ana.types("nothing of that")
        await ana.app.taps(next(label for label in ana.app.last.labels if "Never" in label))
        await ana.waits()
        await ana.app.ticks(plain(ana.app.last.controls[0].options[0]["text"]["text"]))
        await ana.waits()
        await ana.taps("Done")
        await ana.taps(opener(ana))
        assert "<!channel> Anything?" in seen(ana.app.modal_screen)
        await ana.app.fills("<!channel> note")
        await ana.app.submits()
        await ana.waits()
        assert "You have" in ana.below
        for command in ("answers", "workings", "privacy", "mydata", "settings", "help", "menu"):
            await ana.commands(command)
        await ana.opens_home()
        await nothing_went_wrong(server)
    slack.record.sent.clear()
