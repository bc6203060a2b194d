"""Workspaces and their tokens.

1. What is written is found again, and tokens are never in the database as they are.
2. When a workspace goes, its tokens are wiped and all work for it stops, at once and only for it; what was
   said stays.
3. Coming anew lets it in again and says so; its people stay switched off until they write.
4. One refresh token is handed to one caller; what came of it is kept only where it is still the one.
5. The person who installed can have themselves deleted.
"""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, select, text

from bot.store import conversations, deliveries, erasure, flows, installations, respondents
from bot.store.columns import DeliveryStatus
from bot.store.conversations import Conversation
from bot.store.database import Database, open_database
from bot.store.installations import Installation, Standing
from bot.store.respondents import Address
from bot.store.tables import DELIVERY
from tests.store.samples import FLOW, NOW, SECRET, SOURCE, conversation, delivery, later, new_id

SOON = later(43200)
TOKEN = "xoxe.xoxb-1-of-acme"
REFRESH = "xoxe-1-of-acme"
ACME = Installation(
    workspace="TACME", enterprise="EBIG", team="TACME", name="Acme", app="A1", bot_user="UBOT", bot_id="B1",
    bot_token=TOKEN, scopes=("chat:write", "commands"), installed_by="UANA", installed_at=NOW,
    refresh_token=REFRESH, expires_at=SOON,
)  # fmt: skip
ORG = replace(ACME, workspace="EBIG", team=None, name="Big", bot_token="xoxb-2-of-big", refresh_token=None,
              expires_at=None, installed_by="WEVE")  # fmt: skip


def write(connection: Connection) -> tuple[bool, bool]:
    return (
        installations.write(connection, "slack", ACME),
        installations.write(connection, "slack", ORG),
    )


def at_work(connection: Connection, workspace: str, channel: str = "slack") -> Address:
    """Ana of a workspace in the middle of a check, to be reminded; two messages wait, one is on its way."""
    flows.pin(connection, FLOW, SOURCE, NOW)
    ana = respondents.find_or_make(connection, channel, workspace, "UANA", now=NOW, new_id=new_id)
    begun: Conversation = conversation(ana, wake_at=later(60))
    conversations.begin(connection, begun)
    states = (DeliveryStatus.SENT, DeliveryStatus.SENDING, DeliveryStatus.WAITING, DeliveryStatus.WAITING)
    made = [
        delivery(begun, position, status=status, lease_until=later(9) if status is states[1] else None)
        for position, status in enumerate(states)
    ]
    deliveries.queue(connection, made)
    return ana


def statuses(connection: Connection, address: Address) -> list[tuple[str, str | None, datetime | None]]:
    rows = connection.execute(
        select(DELIVERY.c.status, DELIVERY.c.error, DELIVERY.c.lease_until)
        .where(DELIVERY.c.address_id == address.id)
        .order_by(DELIVERY.c.position)
    )
    return [tuple(row) for row in rows]


async def test_1_written_is_found(database: Database) -> None:
    assert await database.run(write) == (True, True)
    assert await database.read(lambda c: installations.find(c, "slack", "TACME")) == ACME
    assert await database.read(lambda c: installations.find(c, "slack", "EBIG")) == ORG
    assert await database.read(lambda c: installations.find(c, "slack", "TOTHER")) is None
    assert await database.read(lambda c: installations.find(c, "other", "TACME")) is None


async def test_1_tokens_are_sealed(ready_sqlite_url: str) -> None:
    database = open_database(ready_sqlite_url, secret_key=SECRET)
    await database.run(write)
    await database.close()
    file = Path(ready_sqlite_url.removeprefix("sqlite:///"))
    found = b"".join(path.read_bytes() for path in file.parent.glob(f"{file.name}*"))
    assert b"Acme" in found
    for secret in (TOKEN, REFRESH, "xoxb-2-of-big"):
        assert secret.encode() not in found


def test_1_tokens_are_not_shown() -> None:
    assert "xox" not in repr(ACME)


async def test_2_all_work_stops_there_and_only_there(database: Database) -> None:
    def work(connection: Connection) -> dict[str, Address]:
        write(connection)
        places = {"ours": at_work(connection, "TACME"), "org": at_work(connection, "EBIG")}
        places["telegram"] = at_work(connection, "TACME", "telegram")
        assert installations.revoke(connection, "slack", "TACME", later(5)) is True
        assert installations.revoke(connection, "slack", "TACME", later(6)) is False
        return places

    people = await database.run(work)

    def seen(connection: Connection, who: str) -> tuple[object, ...]:
        address = respondents.by_id(connection, people[who].id)
        begun = conversations.current(connection, people[who].id, lock=False)
        assert address is not None
        assert begun is not None
        return address.reachable, begun.wake_at, begun.status, statuses(connection, address)

    working = [("sent", None, None), ("sending", None, later(9)), *[("waiting", None, None)] * 2]
    stopped = [
        ("sent", None, None), ("unknown", "workspace_gone", None), *[("blocked", "workspace_gone", None)] * 2,
    ]  # fmt: skip
    assert await database.read(lambda c: seen(c, "ours")) == (False, None, "asking", stopped)
    assert await database.read(lambda c: seen(c, "org")) == (True, later(60), "asking", working)
    assert await database.read(lambda c: seen(c, "telegram")) == (True, later(60), "asking", working)
    gone = await database.read(lambda c: installations.find(c, "slack", "TACME"))
    assert gone == replace(ACME, bot_token=None, refresh_token=None, expires_at=None, revoked_at=later(5))
    assert await database.read(lambda c: installations.standing(c, "slack")) == Standing(1, 1)
    assert await database.read(lambda c: installations.standing(c, "other")) == Standing(0, 0)


async def test_2_tokens_are_wiped(database: Database) -> None:
    await database.run(write)
    await database.run(lambda c: installations.revoke(c, "slack", "TACME", NOW))
    row = text("SELECT bot_token, refresh_token FROM installation WHERE workspace = 'TACME'")
    assert await database.read(lambda c: tuple(c.execute(row).one())) == (None, None)


async def test_2_only_what_is_there_goes(database: Database) -> None:
    await database.run(write)
    assert await database.run(lambda c: installations.revoke(c, "slack", "TOTHER", NOW)) is False
    old = "xoxb-from-before"
    assert await database.run(lambda c: installations.revoke(c, "slack", "TACME", NOW, token=old)) is False
    assert await database.read(lambda c: installations.find(c, "slack", "TACME")) == ACME
    assert await database.run(lambda c: installations.revoke(c, "slack", "TACME", NOW, token=TOKEN)) is True


async def test_3_coming_anew(database: Database) -> None:
    def work(connection: Connection) -> Address:
        write(connection)
        ana = at_work(connection, "TACME")
        installations.revoke(connection, "slack", "TACME", later(5))
        return ana

    ana = await database.run(work)
    anew = replace(ACME, bot_token="xoxb-new", installed_at=later(60), installed_by="UBEN")
    assert await database.run(lambda c: installations.write(c, "slack", anew)) is True
    assert await database.run(lambda c: installations.write(c, "slack", anew)) is False
    assert await database.read(lambda c: installations.find(c, "slack", "TACME")) == anew
    there = await database.read(lambda c: respondents.by_id(c, ana.id))
    assert there is not None
    assert there.reachable is False


MOMENT = timedelta(microseconds=1)


def claim(
    connection: Connection, now: datetime = NOW, soon: datetime = SOON, workspace: str = "TACME"
) -> bool:
    until = now + timedelta(seconds=30)
    return installations.claim_rotation(connection, "slack", workspace, now=now, soon=soon, until=until)


async def test_4_one_gets_to_exchange(database: Database) -> None:
    await database.run(write)
    assert await database.run(lambda c: claim(c, soon=SOON - MOMENT)) is False
    assert await database.run(lambda c: claim(c, workspace="EBIG")) is False
    tries = await asyncio.gather(*(database.run(claim) for _ in range(20)))
    assert sorted(tries) == [False] * 19 + [True]


async def test_4_who_died_over_it_is_followed(database: Database) -> None:
    await database.run(write)
    assert await database.run(claim) is True
    assert await database.run(lambda c: claim(c, later(30) - MOMENT)) is False
    assert await database.run(lambda c: claim(c, later(30))) is True
    await database.run(lambda c: installations.leave_alone(c, "slack", "TACME", later(300)))
    assert await database.run(lambda c: claim(c, later(299))) is False
    assert await database.run(lambda c: claim(c, later(300))) is True


def rotated(connection: Connection) -> bool:
    return installations.rotate(
        connection, "slack", ACME, bot_token="xoxb-next", refresh_token="xoxe-next", expires_at=later(86400)
    )


async def test_4_what_came_of_it_is_kept_once(database: Database) -> None:
    await database.run(write)
    await database.run(claim)
    assert await database.run(rotated) is True
    assert await database.read(lambda c: installations.find(c, "slack", "TACME")) == replace(
        ACME, bot_token="xoxb-next", refresh_token="xoxe-next", expires_at=later(86400)
    )
    assert await database.run(rotated) is False
    assert await database.run(lambda c: claim(c, later(86400), later(86400))) is True


@pytest.mark.parametrize("meanwhile", ["gone", "anew", "never"])
async def test_4_a_workspace_that_changed_meanwhile(database: Database, meanwhile: str) -> None:
    anew = replace(ACME, bot_token="xoxb-new", refresh_token="xoxe-new")

    def work(connection: Connection) -> None:
        if meanwhile != "never":
            write(connection)
        if meanwhile == "gone":
            installations.revoke(connection, "slack", "TACME", NOW)
        if meanwhile == "anew":
            installations.write(connection, "slack", anew)

    await database.run(work)
    before = await database.read(lambda c: installations.find(c, "slack", "TACME"))
    assert await database.run(rotated) is False
    assert await database.read(lambda c: installations.find(c, "slack", "TACME")) == before


async def test_5_who_installed_can_go(database: Database) -> None:
    def work(connection: Connection) -> None:
        write(connection)
        for place in (("slack", "TACME"), ("slack", "EBIG"), ("telegram", "TACME")):
            respondents.find_or_make(connection, *place, "UANA", now=NOW, new_id=new_id)

    def delete_at(connection: Connection, channel: str, workspace: str) -> str | None:
        ana = respondents.find(connection, channel, workspace, "UANA")
        assert ana is not None
        erasure.erase(connection, ana.respondent_id)
        acme = installations.find(connection, "slack", "TACME")
        org = installations.find(connection, "slack", "EBIG")
        assert acme is not None
        assert org is not None
        assert org.installed_by == "WEVE"
        assert acme.bot_token == TOKEN
        return acme.installed_by

    await database.run(work)
    assert await database.run(lambda c: delete_at(c, "telegram", "TACME")) == "UANA"
    assert await database.run(lambda c: delete_at(c, "slack", "EBIG")) == "UANA"
    assert await database.run(lambda c: delete_at(c, "slack", "TACME")) is None
