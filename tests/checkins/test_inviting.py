"""Proves: reminders are few and come at good hours, and only to those who may still answer.

1. As many as the check-in says, spread over the time that is left, at hours of work or at the minute that
   somebody chose; the last not in the last hour.
2. None to who has finished, declined, wants no check-ins or no reminders, cannot be reached, or after the
   close; one a day to one person.
3. A manager may ask for one more, up to two in all.
4. Who opted out after the round had opened is not invited.
5. Who puts it off is asked again at that time; who lives elsewhere by then at an hour of that place.
6. A mistake with one person keeps nobody else from being invited.
"""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import Connection

from bot.checkins.inviting import bring, due
from bot.definition.model import Flow
from bot.store import invitations, respondents, rounds
from bot.store.database import Database, open_database
from bot.store.flows import Pinned
from bot.store.invitations import InvitationStatus
from bot.store.rounds import RoundStatus
from bot.turn.library import Library
from bot.wishes import RoundVerb
from tests.checkins.team import Came, Team
from tests.store.samples import SECRET

BERLIN = "Europe/Berlin"
INVITED, REMINDED = Came("ana", "invitation"), Came("ana", "reminder")
WEEK = 7 * 24 * 60


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """UTC, in January 2030; the 7th is a Monday."""
    return datetime(2030, 1, day, hour, minute, tzinfo=UTC)


@pytest.fixture
async def database(ready_sqlite_url: str) -> AsyncIterator[Database]:
    """One kind is enough for rules of time; looking every hour takes a while."""
    opened = open_database(ready_sqlite_url, secret_key=SECRET)
    yield opened
    await opened.close()


async def opened(database: Database, **checkin: object) -> Team:
    """Ana is invited on Monday at nine in Berlin."""
    team = Team(database, people={"ana": BERLIN}, **checkin)
    await team.begins()
    assert await team.at(at(7, 8)) == [INVITED]
    return team


async def test_1_none(database: Database) -> None:
    team = await opened(database, reminders=0)
    assert [one for _, one in await team.hourly(at(7, 9), at(9, 7))] == []


async def test_1_one_in_the_middle(database: Database) -> None:
    team = await opened(database, reminders=1)
    assert await team.hourly(at(7, 9), at(9, 7)) == [(at(8, 8), REMINDED)]


async def test_1_two_in_three_parts(database: Database) -> None:
    team = await opened(database, reminders=2, open_minutes=3 * 24 * 60)
    assert await team.hourly(at(7, 9), at(10, 7)) == [(at(8, 8), REMINDED), (at(9, 8), REMINDED)]


async def test_1_at_an_hour_of_work(database: Database) -> None:
    team = await opened(database, reminders=1, open_minutes=WEEK)
    # The middle is Thursday at 21:00 in Berlin.
    assert await team.hourly(at(7, 9), at(14, 7)) == [(at(11, 8), REMINDED)]


async def test_1_not_on_a_weekend(database: Database) -> None:
    team = await opened(database, reminders=1, open_minutes=11 * 24 * 60)
    # The middle is Saturday at 21:00.
    assert await team.hourly(at(7, 9), at(18, 7)) == [(at(14, 8), REMINDED)]


async def test_1_at_the_minute_that_they_chose(database: Database) -> None:
    team = Team(database, people={"ana": BERLIN}, reminders=1, open_minutes=WEEK)
    await team.begins()
    await team.at(at(6, 19))
    await team.does("ana", lambda c, a: respondents.set_remind_minute(c, a, 20 * 60))
    await team.at(at(7, 8))
    assert await team.hourly(at(7, 9), at(14, 7)) == [(at(11, 19), REMINDED)]


async def test_1_not_in_the_last_hour(database: Database) -> None:
    team = await opened(database, reminders=1, open_minutes=24 * 60)
    # The middle is at 21:00; the next hour of work is when it closes.
    assert await team.hourly(at(7, 9), at(8, 7)) == []


async def test_2_none_to_who_has_finished(database: Database) -> None:
    team = await opened(database, reminders=2)
    await team.answers("ana")
    came = await team.hourly(at(7, 9), at(9, 7))
    assert REMINDED not in [one for _, one in came]


async def test_2_one_to_who_is_in_the_middle(database: Database) -> None:
    team = await opened(database, reminders=1)
    await team.answers("ana", "agree")
    came = await team.hourly(at(7, 9), at(9, 7))
    assert [when for when, one in came if one == REMINDED] == [at(8, 8)]


async def test_2_none_to_who_declined(database: Database) -> None:
    team = await opened(database, reminders=2)
    await team.presses("ana", RoundVerb.NOT_THIS_TIME)
    came = await team.hourly(at(7, 9), at(9, 7))
    assert REMINDED not in [one for _, one in came]


async def test_2_none_to_who_wants_none(database: Database) -> None:
    team = await opened(database, reminders=2)
    await team.does("ana", lambda c, a: respondents.be_quiet(c, a, at(7, 9)))
    assert await team.hourly(at(7, 9), at(9, 7)) == []


async def test_2_none_to_who_opted_out(database: Database) -> None:
    team = await opened(database, reminders=2)
    await team.does("ana", lambda c, a: respondents.switch_checkins_off(c, a, at(30, 0)))
    assert await team.hourly(at(7, 9), at(9, 7)) == []


async def test_2_none_to_who_cannot_be_reached(database: Database) -> None:
    team = await opened(database, reminders=2)
    await team.does("ana", lambda c, a: respondents.set_reachable(c, a, reachable=False))
    assert await team.hourly(at(7, 9), at(9, 7)) == []


async def test_2_none_after_the_close(database: Database) -> None:
    team = await opened(database, reminders=1)
    (held,) = await team.rounds()
    await database.run(lambda connection: rounds.close_at(connection, held.id, at(8, 7)))
    assert [one for _, one in await team.hourly(at(8, 7), at(12, 7))] == [Came("boss", None)]


async def test_2_none_where_it_closes_between_a_look_and_its_work(database: Database) -> None:
    team = Team(database, people={"ana": BERLIN})
    await team.begins()
    await team.at(at(6, 19))
    team.now = at(7, 8)
    (found,) = await database.read(lambda connection: due(connection, None, team.around()))
    (held,) = await team.rounds()
    await database.run(lambda c: rounds.go(c, held.id, RoundStatus.OPEN, RoundStatus.CLOSING))
    assert await database.run(lambda connection: bring(connection, found, team.around())) is None
    part = await team.part("ana")
    assert part is not None
    assert part.status is InvitationStatus.WAITING


async def test_2_one_a_day(database: Database) -> None:
    team = await opened(database, reminders=1)
    await team.does("ana", lambda c, a: respondents.was_reminded(c, a, at(8, 0)))
    assert await team.hourly(at(7, 9), at(9, 7)) == []  # the next day would be when it closes


async def test_3_a_manager_asks_for_one(database: Database) -> None:
    team = await opened(database, reminders=0, open_minutes=WEEK)

    async def asks() -> None:
        part = await team.part("ana")
        assert part is not None
        await database.run(lambda c: invitations.change(c, replace(part, due_at=team.now)))

    team.now = at(7, 18)  # in the evening
    await asks()
    assert await team.hourly(at(7, 18), at(8, 12)) == [(at(8, 8), REMINDED)]
    team.now = at(9, 9)
    await asks()
    assert await team.at(at(9, 9)) == [REMINDED]
    team.now = at(10, 9)
    await asks()
    assert await team.at(at(10, 9)) == []


async def test_4_opted_out_before_their_hour(database: Database) -> None:
    team = Team(database, people={"ana": BERLIN, "bea": BERLIN})
    await team.begins()
    await team.at(at(6, 19))
    await team.does("ana", lambda c, a: respondents.switch_checkins_off(c, a, at(30, 0)))
    assert await team.at(at(7, 8)) == [Came("bea", "invitation")]
    part = await team.part("ana")
    assert part is not None
    assert (part.status, part.why, part.due_at) == (InvitationStatus.UNREACHABLE, "opted out", None)


async def test_4_what_waited_too_long_is_not_sent_at_the_end(database: Database) -> None:
    team = Team(database, people={"ana": BERLIN}, open_minutes=12 * 60)
    await team.begins()
    await team.at(at(6, 19))
    assert await team.at(at(7, 17)) == []  # held up: they have gone home, and it closes at nine
    part = await team.part("ana")
    assert part is not None
    assert part.why == "too late"


async def test_5_put_off(database: Database) -> None:
    team = await opened(database)
    await team.presses("ana", RoundVerb.LATER)
    came = await team.hourly(at(7, 9), at(8, 7))
    assert [one for one in came if one[1] == INVITED] == [(at(7, 11), INVITED)]


async def test_5_moved_to_the_east_meanwhile(database: Database) -> None:
    team = Team(database, people={"ana": "America/Denver"})
    await team.begins()
    await team.at(at(7, 12))
    await team.does("ana", lambda c, a: respondents.set_zone(c, a, "Asia/Tokyo"))
    # Nine in Denver is one in the morning in Tokyo.
    assert await team.hourly(at(7, 13), at(8, 12)) == [(at(8, 0), INVITED)]


async def test_5_moved_to_where_it_is_saturday(database: Database) -> None:
    team = Team(database, people={"ana": "Pacific/Honolulu"}, first_on=date(2030, 1, 11), open_minutes=WEEK)
    await team.begins()
    await team.at(at(11, 12))
    await team.does("ana", lambda c, a: respondents.set_zone(c, a, "Pacific/Auckland"))
    # Nine on Friday in Honolulu is eight on Saturday in Auckland.
    assert await team.hourly(at(11, 13), at(13, 21)) == [(at(13, 20), INVITED)]


async def test_5_moved_to_the_west_meanwhile(database: Database) -> None:
    team = Team(database, people={"ana": "Asia/Tokyo"})
    await team.begins()
    await team.at(at(6, 20))
    await team.does("ana", lambda c, a: respondents.set_zone(c, a, BERLIN))
    assert await team.hourly(at(6, 21), at(7, 12)) == [(at(7, 8), INVITED)]


class Broken(Library):
    """Fails when it is asked first."""

    asked = 0

    def pinned(self, connection: Connection, which: Pinned) -> Flow | None:
        self.asked += 1
        if self.asked == 1:
            raise KeyError(which)
        return super().pinned(connection, which)


async def test_6_a_mistake_with_one(database: Database) -> None:
    team = Team(database, people={"ana": BERLIN, "bea": BERLIN}, zone=BERLIN)
    await team.begins()
    team.library = Broken(team.library.newest)
    came = await team.at(at(7, 8))
    assert len(came) == 1
    assert await team.at(at(7, 9)) == []
    parts = [await team.part(person) for person in ("ana", "bea")]
    assert {(one.status, one.why) for one in parts if one} == {
        (InvitationStatus.UNREACHABLE, "refused"),
        (InvitationStatus.SENT, None),
    }
