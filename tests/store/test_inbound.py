"""Updates that came in.

1. The same update counts once, however often and however simultaneously it arrives.
2. Numbers of different channels and workspaces are different updates.
3. An update whose turn failed is kept sealed for inspection and counts as handled.
"""

import asyncio

import pytest
from sqlalchemy import Connection, select

from bot.store import inbound
from bot.store.database import Database
from bot.store.inbound import Poisoned, Update
from bot.store.tables import INBOUND
from tests.store.samples import NOW, later


async def test_1_the_same_update_counts_once(database: Database) -> None:
    def work(connection: Connection) -> list[bool]:
        return [inbound.record(connection, Update("telegram", "bot", "17"), None, NOW) for _ in range(3)]

    assert await database.run(work) == [True, False, False]
    assert await database.run(work) == [False, False, False]


async def test_1_fifty_at_once_are_one(database: Database) -> None:
    def work(connection: Connection) -> bool:
        return inbound.record(connection, Update("telegram", "bot", "17"), None, NOW)

    counted = await asyncio.gather(*(database.run(work) for _ in range(50)))
    assert sorted(counted) == [False] * 49 + [True]


async def test_1_an_update_whose_transaction_failed_did_not_count(database: Database) -> None:
    def failing(connection: Connection) -> None:
        assert inbound.record(connection, Update("telegram", "bot", "17"), None, NOW)
        raise ZeroDivisionError

    def work(connection: Connection) -> bool:
        return inbound.record(connection, Update("telegram", "bot", "17"), None, NOW)

    with pytest.raises(ZeroDivisionError):
        await database.run(failing)
    assert await database.run(work) is True


async def test_2_other_places_are_other_updates(database: Database) -> None:
    places = [("telegram", "bot", "17"), ("telegram", "other bot", "17"), ("slack", "bot", "17")]

    def work(connection: Connection) -> list[bool]:
        return [inbound.record(connection, Update(*place), None, NOW) for place in places]

    assert await database.run(work) == [True, True, True]


async def test_what_an_update_came_to_is_written_beside_it(database: Database) -> None:
    update = Update("telegram", "bot", "17")

    def work(connection: Connection) -> tuple[tuple[object, ...], ...]:
        inbound.record(connection, Update("telegram", "bot", "17"), "a1", NOW)
        inbound.record(connection, Update("telegram", "bot", "18"), None, NOW)
        inbound.settle(connection, update, "answered")
        columns = (INBOUND.c.external_id, INBOUND.c.address_id, INBOUND.c.outcome)
        rows = connection.execute(select(*columns).order_by(INBOUND.c.external_id)).all()
        return tuple(map(tuple, rows))

    assert await database.run(work) == (("17", "a1", "answered"), ("18", None, None))


async def test_3_a_poisoned_update_is_kept_and_counts_as_handled(database: Database) -> None:
    update = Update("telegram", "bot", "17")

    def work(connection: Connection) -> bool:
        inbound.keep_poisoned(connection, update, '{"text": "ana@example.com"}', "ValueError", NOW)
        return inbound.record(connection, Update("telegram", "bot", "17"), None, later(1))

    assert await database.run(work) is False
    kept = await database.run(inbound.poisoned)
    assert kept == (Poisoned(update, NOW, "ValueError", '{"text": "ana@example.com"}'),)
    payload = await database.run(
        lambda connection: connection.execute(select(INBOUND.c.payload)).scalar_one()
    )
    assert "ana" not in payload


async def test_3_an_update_recorded_before_can_be_poisoned_later(database: Database) -> None:
    update = Update("telegram", "bot", "17")

    def work(connection: Connection) -> tuple[Poisoned, ...]:
        inbound.record(connection, Update("telegram", "bot", "17"), None, NOW)
        inbound.keep_poisoned(connection, update, "first", "KeyError", later(1))
        return inbound.poisoned(connection)

    assert await database.run(work) == (Poisoned(update, NOW, "KeyError", "first"),)
