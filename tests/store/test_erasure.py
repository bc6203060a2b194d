"""Erasure.

1. Everything about one person goes, in every table there is, and is counted; others keep all of theirs.
2. Counting again would notice whatever was left; what nobody is known for is nobody's.
3. Who writes at the same time waits, and is somebody new afterwards.
4. On SQLite nothing of it stays in the file.
"""

import asyncio
from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any, TypeVar

import pytest
from sqlalchemy import Connection, Row, Table, func, select, update

from bot.store import checkins, erasure, releases, respondents
from bot.store.checkins import CheckIn, CheckInStatus
from bot.store.database import Database, open_database
from bot.store.erasure import Erased, Traces
from bot.store.releases import Release
from bot.store.tables import ACTION, ADDRESS, CHECKIN, INBOUND, METADATA
from tests.store.samples import NOW, SECRET, new_id, person
from tests.store.samples_of_everything import MARK, everything

T = TypeVar("T")
ABOUT_NOBODY = {"api_token", "flow_version", "installation", "lane", "leader", "oauth_state", "webhook"}
OF_TEAMS = {"checkin", "release", "round"}
"""Stay, without whoever is named in them."""
ANA = {
    "action": 1, "address": 1, "answer": 3, "appointment": 1, "consent": 2, "conversation": 2, "delivery": 2,
    "event": 1, "inbound": 2, "invitation": 1, "kept": 2, "report_link": 1, "respondent": 1, "result": 1,
}  # fmt: skip


def rows(connection: Connection) -> dict[str, int]:
    """How many there are in every table."""

    def count(table: Table) -> int:
        return int(connection.execute(select(func.count()).select_from(table)).scalar_one())

    return {table.name: count(table) for table in METADATA.sorted_tables}


async def test_1_one_person_goes_from_every_table(database: Database) -> None:
    def work(connection: Connection) -> tuple[dict[str, int], Erased]:
        everything(connection, "ben")
        before = rows(connection)
        ana = everything(connection, "ana")
        doubled = rows(connection)
        whose = erasure.traces(connection, ana.respondent_id)
        assert erasure.leftovers(connection, whose) == ANA
        assert {name for name in doubled if doubled[name] > before[name]} == set(doubled) - ABOUT_NOBODY
        erased = erasure.erase(connection, ana.respondent_id)
        assert erasure.leftovers(connection, whose) == {}
        left = rows(connection)
        assert {name for name in left if left[name] > before[name]} == OF_TEAMS | {"action"}
        return left, erased

    left, erased = await database.run(work)
    assert erased == Erased(
        conversations=2, answers=3, results=1, consents=2, deliveries=2, updates=2, addresses=1,
        respondents=1, invitations=1, events=1, kept=2,
    )  # fmt: skip
    assert await database.read(rows) == left


async def test_1_a_team_goes_on_without_them(database: Database) -> None:
    """Somebody else who saw the reports sees to the check-in; what they answered stands in no report."""

    def work(connection: Connection) -> None:
        ana = everything(connection, "ana")
        everything(connection, "ben")
        erasure.erase(connection, ana.respondent_id)

    await database.run(work)

    def left(connection: Connection) -> tuple[CheckIn | None, Release, Row[Any], CheckIn | None]:
        action = connection.execute(select(ACTION).where(ACTION.c.checkin_id == "team of ana")).one()
        (shown,) = releases.of_checkin(connection, "team of ana")
        theirs = checkins.by_id(connection, "team of ben")
        return checkins.by_id(connection, "team of ana"), shown, action, theirs

    checkin, shown, action, others = await database.read(left)
    assert checkin is not None
    assert (checkin.manager, checkin.viewers) == ("zoe", ("zoe",))
    assert checkin.audience == {"channels": ["C1"], "people": ["zoe"]}
    assert [one["person"] for one in shown.document["people"]] == ["zoe"]
    assert (action.owner_id, action.owner) == (None, "")
    assert others is not None
    assert others.manager == "ben"


async def test_1_a_checkin_that_nobody_sees_to_any_more_ends(database: Database) -> None:
    def work(connection: Connection) -> CheckIn | None:
        ana = everything(connection, "ana")
        alone = update(CHECKIN).where(CHECKIN.c.id == "team of ana").values(viewers='["ana"]')
        connection.execute(alone)
        erasure.erase(connection, ana.respondent_id)
        return checkins.by_id(connection, "team of ana")

    checkin = await database.run(work)
    assert checkin is not None
    assert (checkin.manager, checkin.status) == ("", CheckInStatus.ENDED)


def test_1_a_new_table_about_people_has_to_be_here() -> None:
    """Whoever adds one: write rows of it in `everything`, delete them in `erase`, count them above."""
    whose = Traces("r", ("a",), ("c",), (("slack", "T1", "U1"),))
    about_people = {
        table.name for table in METADATA.sorted_tables if erasure._whose(table, whose) is not None
    }
    assert about_people == set(ANA)
    assert {table.name for table in METADATA.sorted_tables} == about_people | ABOUT_NOBODY | OF_TEAMS


async def test_1_erasing_again_finds_nobody(database: Database) -> None:
    ana = await database.run(everything)

    def work(connection: Connection) -> Erased:
        return erasure.erase(connection, ana.respondent_id)

    assert (await database.run(work)).respondents == 1
    assert await database.run(work) == Erased(0, 0, 0, 0, 0, 0, 0, 0)


async def test_2_a_leftover_would_be_noticed(database: Database) -> None:
    def work(connection: Connection) -> dict[str, int]:
        ana = everything(connection)
        whose = erasure.traces(connection, ana.respondent_id)
        erasure.erase(connection, ana.respondent_id)
        late = {"channel": "console", "workspace": "here", "external_id": "late", "received_at": NOW}
        connection.execute(INBOUND.insert(), late | {"address_id": ana.address_id})
        connection.execute(INBOUND.insert(), late | {"external_id": "whose", "address_id": None})
        return erasure.leftovers(connection, whose)

    assert await database.run(work) == {"inbound": 1}


async def test_2_every_column_that_says_whose_a_row_is_is_looked_at(database: Database) -> None:
    """Each id alone finds the rows that carry it."""

    def work(connection: Connection) -> list[dict[str, int]]:
        ana = everything(connection)
        return [
            erasure.leftovers(connection, whose)
            for whose in (
                Traces(ana.respondent_id, (), ()),
                Traces("", (ana.address_id,), ()),
                Traces("", (), (ana.id,)),
                Traces("", (), (), (("console", "here", "ana"),)),
                Traces("", (), (), (("console", "elsewhere", "ana"),)),
            )
        ]

    assert await database.run(work) == [
        {
            "address": 1, "consent": 2, "conversation": 2, "event": 1, "kept": 2, "respondent": 1,
            "result": 1,
        },
        {"address": 1, "conversation": 2, "delivery": 2, "inbound": 2, "invitation": 1},
        {"answer": 2, "consent": 1, "conversation": 1, "delivery": 1, "event": 1, "kept": 1, "result": 1},
        {"action": 1, "appointment": 1, "report_link": 1},
        {},
    ]  # fmt: skip


async def test_3_a_turn_at_the_same_time_waits_and_is_of_somebody_new(ready_postgres_url: str) -> None:
    """On SQLite nobody writes beside us at all."""
    ours = open_database(ready_postgres_url, secret_key=SECRET)
    theirs = open_database(ready_postgres_url, secret_key=SECRET)
    ana = await ours.run(everything)
    locked, may_go_on = Event(), Event()

    def turn(connection: Connection) -> str:
        return person(connection, "ana").respondent_id

    def delete(connection: Connection) -> dict[str, int]:
        whose = erasure.traces(connection, ana.respondent_id)
        locked.set()
        assert may_go_on.wait(10)
        erasure.erase(connection, ana.respondent_id)
        return erasure.leftovers(connection, whose)

    deleting = asyncio.create_task(asyncio.to_thread(asyncio.run, _run_elsewhere(ready_postgres_url, delete)))
    assert await asyncio.to_thread(locked.wait, 10)
    turning = asyncio.create_task(theirs.run(turn))
    done, _ = await asyncio.wait([turning], timeout=0.2)
    assert not done
    may_go_on.set()
    assert await deleting == {}
    assert await turning != ana.respondent_id
    await asyncio.gather(ours.close(), theirs.close())


async def _run_elsewhere(url: str, work: Callable[[Connection], T]) -> T:
    database = open_database(url, secret_key=SECRET)
    value = await database.run(work)
    await database.close()
    return value


def test_4_nothing_stays_in_the_file(ready_sqlite_url: str) -> None:
    """Also where SQLite is built to leave deleted rows where they are."""
    file = Path(ready_sqlite_url.removeprefix("sqlite:///"))
    ana = asyncio.run(_run_elsewhere(ready_sqlite_url, everything))
    assert MARK.encode() in file.read_bytes()

    def erase(connection: Connection) -> Erased:
        connection.exec_driver_sql("PRAGMA secure_delete = OFF")
        return erasure.erase(connection, ana.respondent_id)

    assert asyncio.run(_run_elsewhere(ready_sqlite_url, erase)).respondents == 1
    left = file.read_bytes()
    assert MARK.encode() not in left
    assert ana.respondent_id.encode() not in left


@pytest.mark.parametrize("respondent_id", ["", "nobody", "%", "ana"])
async def test_2_an_id_that_is_nobodys_erases_nothing(database: Database, respondent_id: str) -> None:
    await database.run(everything)
    before = await database.read(rows)
    erased = await database.run(lambda connection: erasure.erase(connection, respondent_id))
    assert erased == Erased(0, 0, 0, 0, 0, 0, 0, 0)
    assert await database.read(rows) == before


async def test_1_all_addresses_of_a_person(database: Database) -> None:
    def work(connection: Connection) -> Erased:
        ana = everything(connection)
        other = respondents.find_or_make(connection, "telegram", "bot", "7", now=NOW, new_id=new_id)
        moved = ADDRESS.update().where(ADDRESS.c.id == other.id)
        connection.execute(moved.values(respondent_id=ana.respondent_id))
        return erasure.erase(connection, ana.respondent_id)

    assert (await database.run(work)).addresses == 2
    assert (await database.read(rows))["address"] == 0
