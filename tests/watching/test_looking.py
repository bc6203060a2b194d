"""Proves: a look at the database is cheap and tells the truth, on SQLite and PostgreSQL.

1. Jobs are counted as they are: one that failed counts until it is run again, as often as that takes.
2. What is counted stands in an index of its own: no look goes through all messages or all events.
3. A round that did not open, or did not close, is overdue; one that will is not.
"""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, event, text, update

from bot.store import standing
from bot.store.database import Database
from bot.store.tables import CHECKIN, ROUND
from bot.waiting import pause
from bot.work.figures import Figures, figures
from tests.store.conftest import own_database  # noqa: F401  # found by name
from tests.store.samples_of_everything import everything
from tests.work.engines import Done, ask, engine_over, running, working

NOW = datetime(2030, 1, 1, 12, tzinfo=UTC)


async def test_1_jobs_are_counted_as_they_are(own_database: Database) -> None:  # noqa: F811  # the fixture
    assert await own_database.read(figures) == Figures()

    async def broken(_what: str) -> None:
        raise LookupError

    async def seen() -> Figures:
        return await own_database.read(figures)

    async def rests(failed: int) -> None:
        wanted, now = Figures(failed=failed), Figures(waiting=-1)
        for _ in range(300):
            now = await seen()
            if now == wanted:
                return
            await pause(0.05)
        raise AssertionError(now)

    for name in ("one", "two"):
        engine = engine_over(own_database, name)
        engine.register("note", broken)
        async with running(engine):
            if name == "one":
                await ask(own_database, engine, "close:r", "r")
            await rests(1)
    done = Done()
    async with working(own_database, done, "mended") as engine:
        await done.holds("r")
        await rests(0)
        await ask(own_database, engine, "other", "other")
        await done.holds("r", "other")
        await rests(0)


async def test_2_no_look_goes_through_everything(own_database: Database) -> None:  # noqa: F811  # the fixture
    plans: list[str] = []

    def look(connection: Connection) -> None:
        is_postgres = connection.dialect.name == "postgresql"
        if is_postgres:
            connection.execute(text("SET LOCAL enable_seqscan = off"))
        explain = "EXPLAIN " if is_postgres else "EXPLAIN QUERY PLAN "
        asked: list[tuple[str, Any]] = []

        def note(_c: Any, _cursor: Any, statement: str, given: Any, *_: Any) -> None:
            asked.append((statement, given))

        event.listen(connection, "before_cursor_execute", note)
        standing.look(connection, NOW, "a" * 64)
        event.remove(connection, "before_cursor_execute", note)
        for statement, given in asked:
            found = connection.exec_driver_sql(explain + statement, given)
            plans.append(" ".join(str(part) for row in found for part in row))

    await own_database.read(look)
    about = " ".join(plans)
    for index in ("ix_delivery_open_by", "ix_delivery_failed", "ix_event_open_by_due", "ix_event_failed"):
        assert index in about, plans
    assert "Seq Scan on delivery" not in about
    assert "Seq Scan on event" not in about
    assert not re.search(r"SCAN (delivery|event)(?! USING)", about), plans


ROUNDS = [
    ("opening", -20, 60, 1), ("opening", -5, 60, 0), ("open", -90, -20, 1), ("open", -90, 5, 0),
    ("closing", -90, -20, 1), ("closing", -90, -5, 0), ("closed", -90, -60, 0), ("cancelled", -90, -60, 0),
]  # fmt: skip
"""Where it stands, when it opens and closes, in minutes from now, and whether it is overdue."""


async def test_3_a_round_is_overdue_or_not(own_database: Database) -> None:  # noqa: F811  # the fixture
    def look(connection: Connection) -> list[int]:
        everything(connection)
        connection.execute(update(CHECKIN).values(next_at=None))
        found = []
        for status, opens, closes, _ in ROUNDS:
            times = {"opens_at": NOW + timedelta(minutes=opens), "closes_at": NOW + timedelta(minutes=closes)}
            connection.execute(update(ROUND).values(status=status, **times))
            found.append(standing.look(connection, NOW).overdue)
        connection.execute(update(ROUND).values(status="closed"))
        for next_at in (NOW - timedelta(minutes=20), NOW + timedelta(minutes=20)):
            connection.execute(update(CHECKIN).values(status="active", next_at=next_at))
            found.append(standing.look(connection, NOW).overdue)
        return found

    assert await own_database.run(look) == [*(overdue for *_, overdue in ROUNDS), 1, 0]
