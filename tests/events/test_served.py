"""Proves, through everything that is real: what a person does in a chat reaches the receiver, and only that.

1. A check taken on Telegram arrives as a lead, whole, as soon as it is given.
2. While the receiver is down the chat goes on as ever; what happened arrives when it is back.
3. A process that is told to stop ends with what it began to tell; the next one goes on.
4. Whoever deletes everything is to be forgotten.
5. Without a receiver nothing is written.
6. Where it is disabled the admins read so in their chat.
"""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from sqlalchemy import Connection, select

from bot.store.tables import EVENT
from bot.waiting import pause
from tests.events.business import SHOP
from tests.events.strict import SECRET, Answer, Receiver
from tests.fakes.telegram import FakeTelegram
from tests.people import Prospect
from tests.served import Served, library
from tests.telegram.served import served


@pytest.fixture
async def telegram() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram(allows_loopback=True) as fake:
        yield fake
        fake.check_no_complaints()


def told_by(receiver: Receiver, **more: Any) -> dict[str, Any]:
    return {"webhook_url": receiver.url, "webhook_secret": SECRET, **more}


async def takes(telegram: FakeTelegram, server: Served, name: str = "ana") -> Prospect:
    ana = Prospect(telegram, server, name)
    await ana.opens("shop__fair")
    await ana.taps(0)
    await ana.taps("No")
    await ana.types("office, cloud")
    await ana.types("12", "my back office")
    await ana.taps("Yes")
    return await ana.types("ana@example.com")


def written(connection: Connection) -> list[str]:
    return list(connection.execute(select(EVENT.c.type)).scalars())


async def test_1_a_lead(telegram: FakeTelegram, ready_url: str, receiver: Receiver) -> None:
    async with served(telegram, ready_url, library(SHOP), **told_by(receiver)) as server:
        await takes(telegram, server)
        await receiver.has(9)
    assert receiver.types[0] == "conversation.started"
    (lead,) = receiver.of("lead.given")
    assert (lead["source"], lead["profile"]) == ("fair", {"email": "ana@example.com"})
    assert lead["result"]["level"]["id"] == "low"
    said = {one["question"]: one["said"] for one in lead["answers"]}
    assert said == {
        "habit": "No", "where": "Office, Cloud", "people": "12", "note": "my back office",
        "may_write": "Yes", "email": "ana@example.com",
    }  # fmt: skip
    assert set(receiver.times.values()) == {1}
    assert {str(one.event["source"]) for one in receiver.got} == {"/checkup/telegram"}


async def test_2_and_3_down_and_back(telegram: FakeTelegram, ready_url: str, receiver: Receiver) -> None:
    receiver.otherwise = Answer(how="closes")
    async with served(telegram, ready_url, library(SHOP), **told_by(receiver)) as server:
        ana = await takes(telegram, server)
        ana.sees("That was everything.")
        await receiver.has_seen(1)
    assert receiver.taken == []
    receiver.otherwise = Answer()
    async with served(telegram, ready_url, library(SHOP), **told_by(receiver)):
        await receiver.has(9, 30)
    assert receiver.types[0] == "conversation.started"
    assert len(receiver.of("lead.given")) == 1


async def test_4_forgotten(telegram: FakeTelegram, ready_url: str, receiver: Receiver) -> None:
    async with served(telegram, ready_url, library(SHOP), **told_by(receiver)) as server:
        ana = await takes(telegram, server)
        await receiver.has(9)
        await ana.types("/delete")
        await ana.taps("Delete everything")
        assert await server.reads(written) == ["consent.withdrawn"]


async def test_5_nobody_is_told(telegram: FakeTelegram, ready_url: str) -> None:
    async with served(telegram, ready_url, library(SHOP)) as server:
        await takes(telegram, server)
        assert await server.reads(written) == []


async def test_6_the_admins_read_so(telegram: FakeTelegram, ready_url: str, receiver: Receiver) -> None:
    receiver.otherwise = Answer(410)
    me = telegram.person("boss", language_code="en")
    who = f"telegram:{telegram.token.partition(':')[0]}/{me.id}"
    more = told_by(receiver) | {"admins": who}
    async with served(telegram, ready_url, library(SHOP), **more) as server:
        boss = Prospect(telegram, server, "boss")
        boss.app = me
        await boss.opens()
        await takes(telegram, server)
        async with asyncio.timeout(15):
            while "Events no longer go to 127.0.0.1" not in me.last.text:
                await pause(0.1)
    assert "checkup events enable" in me.last.text
    assert len(receiver.got) == 1
