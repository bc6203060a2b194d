"""Proves, on both databases: a receiver that is gone, or says no for three days, is left alone.

Events are kept, the admins are told once, in their language, and all goes out once it is enabled. Another
address begins anew.
"""

import json
from typing import Any

import pytest
from sqlalchemy import Connection, select

from bot.present.phrases.webhook import LANGUAGES
from bot.store import respondents
from bot.store.database import Database
from bot.store.tables import ADDRESS, DELIVERY
from tests.events.business import told
from tests.events.strict import Answer, Receiver
from tests.events.teller import business
from tests.turn.someone import NOON


async def test_gone(database: Database, receiver: Receiver, caplog: pytest.LogCaptureFixture) -> None:
    async with business(database, receiver, admins=("slack:T1/boss", "telegram:12/34", "slack")) as ours:
        await database.run(lambda c: _speaks(c, "slack", "T1", "boss", "de"))
        receiver.answers = [Answer(410)]
        await ours.has("ana")
        await ours.tells()
        await ours.has("ben")
        await ours.later(days=2)
        assert len(receiver.got) == 1
        place = await ours.webhook()
        assert (place.disabled_at, place.why) == (NOON, "gone")
        assert "the webhook is disabled (gone)" in caplog.text
        assert await database.read(_messages) == {
            ("slack", "boss"): [LANGUAGES["de"].gone.format(host="127.0.0.1"), LANGUAGES["de"].kept],
            ("telegram", "34"): [LANGUAGES["en"].gone.format(host="127.0.0.1"), LANGUAGES["en"].kept],
        }
        await ours.enables()
        await ours.tells()
        assert len(receiver.taken) == 2
        assert (await ours.webhook()).disabled_at is None


async def test_three_days_without_a_yes(database: Database, receiver: Receiver) -> None:
    async with business(database, receiver, admins=("slack:T1/boss",)) as ours:
        receiver.otherwise = Answer(500)
        await ours.has("ana")
        await ours.tells()
        await ours.has("ben", "ben", "cem")
        for _ in range(71):
            await ours.later(1, hours=1)
        assert (await ours.webhook()).disabled_at is None
        await ours.later(hours=1)
        place = await ours.webhook()
        assert (place.why, place.failing_since) == ("failing", NOON)
        assert len(await database.read(_messages)) == 1
        seen = len(receiver.got)
        await ours.has("dan")
        await ours.later(days=1)
        assert len(receiver.got) == seen
        receiver.otherwise = Answer()
        await ours.enables()
        await ours.tells()
        waiting = {one.status for one in await told(database) if one.status != "failed"}
        assert waiting == {"delivered"}


async def test_another_address_begins_anew(database: Database, receiver: Receiver) -> None:
    """What failed for days at the old one has three days at the new one; who only starts again has not."""
    async with business(database, receiver) as old:
        receiver.otherwise = Answer(500)
        ana, ben = await old.has("ana", "ben")
        await old.tells()
        await old.later(days=2, hours=23)
    async with Receiver() as other:
        async with business(database, other) as new:
            new.clock.goes_on(days=3, hours=1)
            other.answers = [Answer(500), Answer(500)]
            await new.tells()
            assert {(one.status, one.attempts) for one in await told(database)} == {("waiting", 1)}
            seen = len(other.got)
        async with business(database, other) as again:
            again.clock.goes_on(days=3, hours=1)
            await again.tells()
            assert len(other.got) == seen
            await again.later(seconds=10)
            assert sorted(other.taken) == [ana, ben]
        assert other.complaints == []


def _speaks(connection: Connection, channel: str, workspace: str, person: str, language: str) -> None:
    address = respondents.find_or_make(
        connection, channel, workspace, person, now=NOON, new_id=iter(("an", "address")).__next__
    )
    respondents.speak(connection, address.id, language)


def _messages(connection: Connection) -> dict[tuple[str, str], list[str]]:
    rows = connection.execute(
        select(ADDRESS.c.channel, ADDRESS.c.external_id, DELIVERY.c.payload, DELIVERY.c.status)
        .join(DELIVERY, DELIVERY.c.address_id == ADDRESS.c.id)
        .where(DELIVERY.c.occasion == "webhook")
    ).all()
    assert {row.status for row in rows} <= {"waiting"}
    found = {(row.channel, row.external_id): json.loads(row.payload) for row in rows}
    assert len(found) == len(rows)
    return {who: _paragraphs(payload) for who, payload in found.items()}


def _paragraphs(payload: Any) -> list[str]:
    found = payload.get("paragraphs") or payload["Words"]["paragraphs"]
    return list(found)
