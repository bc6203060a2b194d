"""Proves: whatever somebody types, it is only ever a text.

1. Typed at every kind of question it comes back escaped and cut, breaks no message and marks nothing; the
   conversation goes on. The same in the summary, in words of the flow and in one's data.
2. As what stands behind a link, as a source, as a name and as a language it changes nothing and is not kept.
3. What no app sends, but a server could: lone surrogates, NULs, numbers beyond all bounds. All is confirmed.
"""

import json
from collections.abc import Iterator
from itertools import count
from typing import Any, Final

import aiohttp
import pytest
from sqlalchemy import select

from bot.engine.answers.freetext import cleaned
from bot.store import inbound
from bot.store.tables import ADDRESS, ANSWER, CONVERSATION, DELIVERY
from tests.fakes.telegram import FakeTelegram, Message
from tests.hostile import FLOW, MARK, ON_THE_WAY, TEXTS
from tests.people import Prospect
from tests.served import Served, library
from tests.telegram.served import SECRET, served

_UPDATES: Final = count(500_000_001)


def spans(message: Message) -> Iterator[tuple[dict[str, Any], str]]:
    """Every mark of a message, with the words it lies on."""
    for entities, text in (
        (message.entities, message.text),
        (message.caption_entities, message.caption),
    ):
        units = text.encode("utf-16-le")
        for one in entities:
            start = 2 * one["offset"]
            yield one, units[start : start + 2 * one["length"]].decode("utf-16-le")


def assert_only_text(ana: Prospect, *answers: str) -> None:
    """No mark is there that we do not make. We mark nothing of the person's but *answers* as a whole."""
    for message in ana.app.bot_messages:
        for one, words in spans(message):
            assert one["type"] == "bold", (one, words)
            assert MARK not in words or words in answers, (one, words)
    for message in ana.app.keyboards_alive:
        assert not any(MARK in label for label in message.labels)


async def nothing_went_wrong(server: Served) -> None:
    fates = await server.reads(
        lambda connection: set(connection.execute(select(DELIVERY.c.status)).scalars())
    )
    assert fates <= {"sent", "not_modified"}
    assert await server.reads(inbound.poisoned) == ()


@pytest.mark.parametrize("name", TEXTS)
async def test_1_typed_anywhere_it_is_only_text(
    telegram: FakeTelegram, ready_sqlite_url: str, name: str
) -> None:
    text = TEXTS[name]
    async with served(telegram, ready_sqlite_url, library(FLOW)) as server:
        ana = await Prospect(telegram, server).begins("hostile")
        await ana.types(text)
        ana.sees("Which one?").has_one_keyboard()
        await ana.taps("First")
        await ana.types(text)
        if len(text) > 2000:
            ana.sees("Anything?").has_one_keyboard()
            await ana.types("/skip")
        ana.sees("How many?").has_one_keyboard()
        await ana.types("/back")
        ana.sees("Anything?").has_one_keyboard()
        await ana.types("/continue", text)
        ana.sees("How many?").has_one_keyboard()
        await ana.types("7")
        ana.sees("You said:", "May we write?").has_one_keyboard()
        await ana.taps("Yes")
        await ana.types(text)
        ana.sees("Your e-mail?").has_one_keyboard()
        await ana.types("/skip", text[:900], "/answers", "/mydata", "/result")
        taken = [cleaned(part, one_line=False) for part in (text, text[4096:])]
        assert_only_text(ana, *taken, cleaned(text[:900], one_line=True))
        await nothing_went_wrong(server)
    telegram.record.sent.clear()


@pytest.mark.parametrize("name", ["bold", "link", "entities", "markdown", "quotes", "unknown tag"])
async def test_1_it_comes_back_letter_by_letter(
    telegram: FakeTelegram, ready_sqlite_url: str, name: str
) -> None:
    text = TEXTS[name]
    async with served(telegram, ready_sqlite_url, library(FLOW)) as server:
        ana = await Prospect(telegram, server).begins("hostile")
        await ana.types("first", text)
        assert any(message.text == f"Anything?\n\n✓ {text}" for message in ana.app.bot_messages)
        await ana.types("7")
        ana.sees(f"You said: {text}")
        await ana.types("/answers")
        assert text in ana.app.screen
    telegram.record.sent.clear()


async def test_1_what_is_long_comes_back_cut(telegram: FakeTelegram, ready_sqlite_url: str) -> None:
    text = "evil <b>&" * 222
    async with served(telegram, ready_sqlite_url, library(FLOW)) as server:
        ana = await Prospect(telegram, server).begins("hostile")
        await ana.types("first", text)
        (settled,) = [message for message in ana.app.bot_messages if "✓ evil" in message.text]
        assert settled.text.endswith("…")
        assert len(settled.text) < 330
        kept = await server.reads(
            lambda connection: connection.execute(
                select(ANSWER.c.question, ANSWER.c.value, ANSWER.c.sealed)
            ).all()
        )
        assert {row.question: bool(row.sealed) for row in kept} == {"pick": False, "words": True}
        assert all(MARK not in row.value for row in kept)


PAYLOADS: Final = (
    "<b>evil</b>",
    "hostile__<b>evil</b>",
    "hostile__" + "evil" * 500,
    "hostile__evil\u202e\x00",
    "&lt;",
)


@pytest.mark.parametrize("payload", PAYLOADS)
async def test_2_behind_a_link(telegram: FakeTelegram, ready_sqlite_url: str, payload: str) -> None:
    async with served(telegram, ready_sqlite_url, library(FLOW)) as server:
        ana = await Prospect(telegram, server).opens(payload)
        assert ana.app.chat[-1].from_bot
        assert len(ana.app.last.labels) == 1
        while "Which one?" not in ana.app.last.text:
            await ana.taps(0)
        assert_only_text(ana)
        assert MARK not in "".join(message.words for message in ana.app.bot_messages)
        sources = await server.reads(
            lambda connection: connection.execute(select(CONVERSATION.c.source)).scalars().all()
        )
        assert set(sources) == {None}
        await nothing_went_wrong(server)
    telegram.record.sent.clear()


async def test_2_a_source_is_kept_as_links_allow_it(telegram: FakeTelegram, ready_sqlite_url: str) -> None:
    async with served(telegram, ready_sqlite_url, library(FLOW)) as server:
        await Prospect(telegram, server).opens("hostile__News_letter-2026__a")
        source = await server.reads(
            lambda connection: connection.execute(select(CONVERSATION.c.source)).scalar_one()
        )
        assert source == "News_letter-2026__a"


LANGUAGES: Final = (
    "", "<b>evil</b>", "evil_evil", "de_DE", "d", "en-" + "x" * 5_000, "en" + "-evil" * 900, "\ud800",
    "zz", "🇩🇪", "e\x00n", "ar-EG", "-", "en--us", "i-klingon",
)  # fmt: skip


async def test_2_as_a_language_and_a_name(telegram: FakeTelegram, ready_sqlite_url: str) -> None:
    async with served(telegram, ready_sqlite_url, library(FLOW), webhook=True) as server:
        people = {code: Prospect(telegram, server, f"p{n}") for n, code in enumerate(LANGUAGES)}
        person = {"first_name": "<b>evil</b>&amp;\ud800", "last_name": "\u202eevil", "username": "evil"}
        for one in people.values():
            await one.app.opens("hostile")
        for text in ("/start", "/start hostile", "/help", "/privacy", "/settings", "/language", "/mydata"):
            await one.waits()
            before = {code: one.app.bot_messages for code, one in people.items()}
            for code, one in people.items():
                assert await comes_in(server, one, text, language_code=code, **person) == 200
            await one.waits()
            for code, one in people.items():
                assert one.app.bot_messages != before[code], (code, text)
        for one in people.values():
            assert_only_text(one)
            assert MARK not in "".join(message.words for message in one.app.bot_messages)
        await nothing_went_wrong(server)
    telegram.record.sent.clear()


async def comes_in(server: Served, ana: Prospect, text: str, **person: Any) -> int:
    """Words, as a server could send them; its answer. Escaped JSON holds what no other encoding can."""
    update = {
        "update_id": next(_UPDATES),
        "message": {
            "message_id": 1,
            "date": 1,
            "chat": {"id": ana.app.id, "type": "private", **person},
            "from": {"id": ana.app.id, "is_bot": False, "first_name": "Ana", **person},
            "text": text,
        },
    }
    return await posted(server, json.dumps(update).encode())


async def posted(server: Served, body: bytes) -> int:
    async with (
        aiohttp.ClientSession() as session,
        session.post(
            f"{server.address}/telegram/webhook",
            data=body,
            headers={"X-Telegram-Bot-Api-Secret-Token": SECRET, "Content-Type": "application/json"},
        ) as answer,
    ):
        return answer.status


RAW: Final = {
    "lone surrogate": "evil\ud800",
    "other surrogate": "\udfff evil",
    "only surrogates": "\ud800\ud800",
    "nul": "evil\x00evil",
    "only nul": "\x00",
    "empty": "",
    "blank": " \u3000\u200b ",
    "beyond": "evil " * 5_000,
    "private use": "\ue000evil\U0010ffff",
    "command with nul": "/start hostile__\x00evil",
    "command with surrogate": "/start hostile__evil\ud800",
    "flow with surrogate": "/start \ud800",
    "language with surrogate": "/language \ud800evil",
    "unknown command": "/evil\ud800",
}


@pytest.mark.parametrize("name", RAW)
async def test_3_what_no_app_sends(telegram: FakeTelegram, ready_sqlite_url: str, name: str) -> None:
    text = RAW[name]
    async with served(telegram, ready_sqlite_url, library(FLOW), webhook=True) as server:
        ana = await Prospect(telegram, server).begins("hostile")
        for question, way_on in ON_THE_WAY.items():
            telegram.record.sent.clear()
            before = ana.app.bot_messages
            assert await comes_in(server, ana, text) == 200
            await ana.waits()
            assert ana.app.bot_messages != before, f"no answer at {question}"
            assert_only_text(ana)
            await nothing_went_wrong(server)
            if question in ana.app.last.text:
                await ana.types(way_on)
        telegram.record.sent.clear()
        await ana.types("/mydata")
        await nothing_went_wrong(server)
    telegram.record.sent.clear()


NO_UPDATES: Final = (
    b"", b"{", b"null", b"[]", b'"x"', b"\xff\xfe", b'{"update_id": 1e400}', b'{"update_id": NaN}',
    b'{"update_id": 1, "update_id": 2}', b"[" * 5_000, b'{"update_id": ' + b"9" * 5_000 + b"}",
    b'{"update_id": 5, "message": {"chat": {"id": 1e3, "type": "private"}, "from": {"id": 1e3}}}',
    b'{"update_id": 6, "message": {"chat": {"id": "\xed\xa0\x80", "type": "private"}}}',
)  # fmt: skip


async def test_3_bodies_that_are_no_updates(telegram: FakeTelegram, ready_sqlite_url: str) -> None:
    async with served(telegram, ready_sqlite_url, library(FLOW), webhook=True) as server:
        for body in NO_UPDATES:
            assert await posted(server, body) in (200, 400), body
        assert await server.reads(lambda connection: connection.execute(select(ADDRESS)).all()) == []
        ana = await Prospect(telegram, server).begins("hostile")
        ana.sees("Which one?")
