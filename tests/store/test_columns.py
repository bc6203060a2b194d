"""Times keep their moment on both databases; a time without a zone is refused, never guessed."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import StatementError

from bot.store import conversations
from bot.store.database import Database
from tests.store.samples import NOW, begun

HALF_PAST_TEN_IN_KOLKATA = datetime(2026, 3, 1, 10, 30, 0, 123456, tzinfo=timezone(timedelta(hours=5.5)))


async def test_a_time_of_any_zone_comes_back_as_the_same_moment_in_utc(database: Database) -> None:
    def work(connection: Connection) -> datetime | None:
        made = begun(connection, wake_at=HALF_PAST_TEN_IN_KOLKATA)
        found = conversations.open_one(connection, made.id)
        assert found is not None
        return found.wake_at

    wake_at = await database.run(work)
    assert wake_at == HALF_PAST_TEN_IN_KOLKATA
    assert wake_at is not None
    assert wake_at.tzinfo is UTC


async def test_a_naive_time_is_refused_and_nothing_is_written(database: Database) -> None:
    naive = NOW.replace(tzinfo=None)
    with pytest.raises(StatementError, match="a stored time needs its zone"):
        await database.run(lambda connection: begun(connection, wake_at=naive))
    assert await database.run(lambda connection: conversations.open_one(connection, "id000001")) is None
