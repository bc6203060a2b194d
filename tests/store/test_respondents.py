"""Respondents and addresses: one person for one place, also when two processes see them first at once."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Connection, func, select

from bot.store import respondents
from bot.store.database import Database, open_database
from bot.store.respondents import Address
from bot.store.tables import RESPONDENT
from tests.store.samples import NOW, SECRET, new_id, person


@pytest.fixture
def database_of_another(ready_postgres_url: str) -> Callable[[Callable[[Connection], Address]], Address]:
    """Runs a work to its end as another process would, while ours is in the middle of its own."""

    async def run(work: Callable[[Connection], Address]) -> Address:
        database = open_database(ready_postgres_url, secret_key=SECRET)
        value = await database.run(work)
        await database.close()
        return value

    def in_a_thread(work: Callable[[Connection], Address]) -> Address:
        with ThreadPoolExecutor(1) as thread:
            return thread.submit(asyncio.run, run(work)).result(10)

    return in_a_thread


async def test_somebody_new_is_made_once_and_found_again(database: Database) -> None:
    first = await database.run(person)
    again = await database.run(person)
    found = await database.run(lambda connection: respondents.find(connection, "console", "here", "ana"))
    assert first == again == found
    assert first == Address(
        first.id, first.respondent_id, "console", "here", "ana", language=None, reachable=True
    )


async def test_nobody_is_made_by_looking(database: Database) -> None:
    assert (
        await database.run(lambda connection: respondents.find(connection, "console", "here", "ben")) is None
    )


async def test_another_place_is_another_person(database: Database) -> None:
    def work(connection: Connection) -> set[str]:
        places = [("console", "here", "ana"), ("console", "there", "ana"), ("slack", "here", "ana")]
        return {
            respondents.find_or_make(connection, *place, now=NOW, new_id=new_id).respondent_id
            for place in places
        }

    assert len(await database.run(work)) == 3


async def test_twenty_first_meetings_at_once_are_one_person(database: Database) -> None:
    met = await asyncio.gather(*(database.run(person) for _ in range(20)))
    assert len(set(met)) == 1
    count = select(func.count()).select_from(RESPONDENT)
    assert await database.run(lambda connection: connection.execute(count).scalar_one()) == 1


async def test_a_first_meeting_that_another_process_wins_is_theirs(
    ready_postgres_url: str, database_of_another: Callable[[Callable[[Connection], Address]], Address]
) -> None:
    database = open_database(ready_postgres_url, secret_key=SECRET)
    theirs: list[Address] = []

    def slow_id() -> str:
        if not theirs:
            theirs.append(database_of_another(person))
        return new_id()

    def slowly(connection: Connection) -> Address:
        return respondents.find_or_make(connection, "console", "here", "ana", now=NOW, new_id=slow_id)

    assert await database.run(slowly) == theirs[0]
    count = select(func.count()).select_from(RESPONDENT)
    assert await database.run(lambda connection: connection.execute(count).scalar_one()) == 1
    await database.close()


async def test_language_and_reachability_are_kept(database: Database) -> None:
    def work(connection: Connection) -> Address:
        address = person(connection)
        respondents.speak(connection, address.id, "de")
        respondents.set_reachable(connection, address.id, reachable=False)
        return person(connection)

    address = await database.run(work)
    assert (address.language, address.reachable) == ("de", False)

    def back(connection: Connection) -> Address:
        respondents.speak(connection, address.id, None)
        respondents.set_reachable(connection, address.id, reachable=True)
        return person(connection)

    returned = await database.run(back)
    assert (returned.language, returned.reachable) == (None, True)


async def test_zone_and_time_of_reminders_are_kept(database: Database) -> None:
    """Ana moves to Berlin and wants reminders at nine; ben, met after her, has neither."""

    def work(connection: Connection) -> tuple[Address, Address]:
        ana = person(connection)
        respondents.set_zone(connection, ana.id, "Europe/Berlin")
        respondents.set_remind_minute(connection, ana.id, 540)
        return person(connection), person(connection, "ben")

    ana, ben = await database.run(work)
    assert (ana.zone, ana.remind_minute) == ("Europe/Berlin", 540)
    assert (ben.zone, ben.remind_minute) == (None, None)

    def whenever(connection: Connection) -> Address | None:
        respondents.set_zone(connection, ana.id, None)
        respondents.set_remind_minute(connection, ana.id, None)
        return respondents.by_id(connection, ana.id)

    again = await database.run(whenever)
    assert again is not None
    assert (again.zone, again.remind_minute) == (None, None)


@pytest.mark.parametrize("minute", [-1, 1440])
async def test_a_minute_outside_the_day_is_refused(database: Database, minute: int) -> None:
    ana = await database.run(person)
    with pytest.raises(ValueError, match=f"no minute {minute}"):
        await database.run(lambda connection: respondents.set_remind_minute(connection, ana.id, minute))
