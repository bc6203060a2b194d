"""Proves: when a workspace lets us go, its check-ins stop at once and stay stopped until somebody goes on.

1. What is open is cancelled, who was waiting for their hour is not asked, no round opens, nothing is sent;
   the answers of an anonymous round lead to nobody.
2. After it came anew the check-in is still paused; once its manager goes on, the next round opens on its day.
3. Another workspace does not notice.
"""

from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from bot.store import checkins, installations, respondents
from bot.store.checkins import CheckInStatus
from bot.store.database import Database
from bot.store.installations import Installation
from bot.store.rounds import RoundStatus
from bot.store.tables import CONVERSATION, RESPONDENT
from bot.turn.teams import schedule
from tests.checkins.company import CHANNEL, WORKSPACE
from tests.checkins.team import Came, Team

BERLIN, DENVER = "Europe/Berlin", "America/Denver"


def at(day: int, hour: int) -> datetime:
    """UTC, in January 2030; the 7th is a Monday, the check-in comes every two weeks."""
    return datetime(2030, 1, day, hour, tzinfo=UTC)


async def lets_us_go(team: Team, workspace: str = WORKSPACE) -> None:
    now = team.now
    await team.database.run(lambda connection: installations.revoke(connection, CHANNEL, workspace, now))


async def lets_us_in(team: Team, workspace: str = WORKSPACE) -> None:
    here = Installation(
        workspace, None, workspace, "Acme", "A1", "U0BOT", "B1", "xoxb-1", (), "boss", team.now
    )  # fmt: skip
    await team.database.run(lambda connection: installations.write(connection, CHANNEL, here))


async def asked(database: Database) -> Team:
    """Two of three were asked, one waits for their hour; Ana is in the middle of it."""
    team = Team(database, people={"ana": BERLIN, "ben": BERLIN, "dan": DENVER})
    await lets_us_in(team)
    await team.begins()
    assert await team.at(at(7, 8)) == [Came("ana", "invitation"), Came("ben", "invitation")]
    await team.answers("ana", "agree")
    await team.at(at(7, 9))
    return team


async def test_1_all_stops(database: Database) -> None:
    team = await asked(database)
    await lets_us_go(team)
    assert await team.hourly(at(7, 10), at(10, 12)) == []
    assert await team.each([at(21, hour) for hour in range(24)]) == []
    (held,) = await team.rounds()
    assert held.status is RoundStatus.CANCELLED
    for person in ("ana", "ben", "dan"):
        part = await team.part(person)
        assert part is not None
        assert (part.due_at, part.conversation_id) == (None, None)
    assert await team.releases() == ()
    address = await team.address("ana")
    assert address is not None
    theirs = select(RESPONDENT.c.id).where(RESPONDENT.c.id == address.respondent_id)
    of_hers = select(CONVERSATION.c.id).where(CONVERSATION.c.respondent_id.in_(theirs))
    assert await database.read(lambda connection: connection.execute(of_hers).all()) == []


async def test_2_it_stays_paused_until_somebody_goes_on(database: Database) -> None:
    team = await asked(database)
    await lets_us_go(team)
    team.now = at(8, 12)
    await lets_us_in(team)
    assert await team.each([at(21, hour) for hour in range(24)]) == []
    team.now = at(22, 12)
    paused = await team.checkin()
    assert (paused.status, paused.next_at) == (CheckInStatus.PAUSED, None)
    next_on, next_at = schedule.next_round(paused, team.now)
    await database.run(
        lambda c: checkins.set_status(c, paused.id, CheckInStatus.ACTIVE, next_on, next_at)
    )  # fmt: skip
    for person in ("ana", "ben"):  # who wrote themselves is written to again
        await team.does(
            person, lambda connection, which: respondents.set_reachable(connection, which, reachable=True)
        )
    came = await team.each([at(21, 0) + timedelta(days=14, hours=hour) for hour in range(24)])
    assert [one for _, one in came] == [Came("ana", "invitation"), Came("ben", "invitation")]


async def test_3_another_workspace_does_not_notice(database: Database) -> None:
    team = await asked(database)
    await lets_us_in(team, "T0OTHER")
    await lets_us_go(team, "T0OTHER")
    assert await team.at(at(7, 16)) == [Came("dan", "invitation")]
    assert (await team.checkin()).status is CheckInStatus.ACTIVE
