"""Proves: a round opens once for the people of its team, each with an hour of their own.

1. Everybody has the check-in's hour in their own day; the round lasts as long after the last of them.
2. It is opened once, whatever jobs are run twice, lost or late.
3. Who wants no check-ins is counted, not invited; who blocked us cannot be reached.
4. Who joins or moves between two rounds is in the next one, at their new hour; who left is not.
5. Where nobody can say who belongs to the team, it is tried again; for good, the round is cancelled and its
   manager told why.
6. What was missed by an outage opens late, not twice; days that were missed wholly are left out and told.
7. A workspace that let us go has its check-ins paused; a paused one opens nothing.
8. Two rounds of a check-in do not overlap.
9. A flow that is gone is told; a newer one is taken by the next round.
"""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.store import checkins, installations, respondents, rounds
from bot.store.checkins import CheckInStatus
from bot.store.database import Database
from bot.store.installations import Installation
from bot.store.invitations import InvitationStatus
from bot.store.rounds import RoundStatus
from bot.turn.library import Library
from bot.turn.teams.audience import Audience, CannotLook, LeftOut
from tests.checkins.company import CHANNEL, PULSE, WORKSPACE
from tests.checkins.team import Came, Team
from tests.turn.someone import library

BERLIN, TOKYO, DENVER = "Europe/Berlin", "Asia/Tokyo", "America/Denver"
INVITED = "invitation"
REPORT = Came("boss", None)
"""Nobody has asked for it, and it is a message like an answer."""


def at(day: int, hour: int, minute: int = 0, month: int = 1) -> datetime:
    """UTC, in 2030; January 7 is a Monday."""
    return datetime(2030, month, day, hour, minute, tzinfo=UTC)


async def test_1_everybody_at_nine_in_their_own_day(database: Database) -> None:
    team = Team(database, people={"aki": TOKYO, "ana": BERLIN, "dan": DENVER})
    await team.begins()
    came = await team.hourly(at(6, 12), at(8, 12))
    assert came == [
        (at(7, 0), Came("aki", INVITED)), (at(7, 8), Came("ana", INVITED)), (at(7, 16), Came("dan", INVITED)),
    ]  # fmt: skip
    (opened,) = await team.rounds()
    assert (opened.opens_at, opened.closes_at) == (at(7, 0), at(9, 16))
    assert (opened.number, opened.occurs_on, opened.status) == (1, date(2030, 1, 7), RoundStatus.OPEN)


async def test_1_all_at_the_hour_of_one_place(database: Database) -> None:
    team = Team(database, people={"aki": TOKYO, "ana": None}, zone=BERLIN)
    await team.begins()
    came = await team.hourly(at(6, 12), at(8, 12))
    assert came == [(at(7, 8), Came("aki", INVITED)), (at(7, 8), Came("ana", INVITED))]


async def test_1_nobody_is_invited_twice_by_looking_often(database: Database) -> None:
    team = Team(database, people={"ana": BERLIN})
    await team.begins()
    came = await team.hourly(at(6, 18), at(20, 12))
    assert came == [(at(7, 8), Came("ana", INVITED)), (at(9, 8), REPORT)]


async def test_2_a_job_that_runs_twice_changes_nothing(database: Database) -> None:
    team = Team(database, people={"ana": BERLIN})
    await team.begins()
    team.now = at(6, 19)
    await team.clockwork.tick()
    ((name, arguments),) = team.jobs.waiting
    assert (name, arguments[0]) == ("open", CHANNEL)
    team.jobs.waiting *= 2
    await team.jobs.run()
    (before,) = await team.rounds()
    team.people["bea"] = BERLIN
    team.jobs.waiting = [(name, arguments)]
    await team.jobs.run()
    assert await team.rounds() == (before,)
    assert await team.part("bea") is None


async def test_2_a_lost_job_is_found_after_minutes(database: Database) -> None:
    team = Team(database, people={"ana": BERLIN})
    await team.begins()
    team.now = at(6, 19)
    await team.clockwork.tick()
    team.jobs.waiting.clear()
    assert await team.at(at(6, 19, 4)) == []
    assert (await team.rounds())[0].status is RoundStatus.OPENING
    await team.at(at(6, 19, 5))
    assert (await team.rounds())[0].status is RoundStatus.OPEN
    assert team.jobs.keys[0] == f"open:{(await team.rounds())[0].id}"


async def test_3_who_wants_none_is_counted(database: Database) -> None:
    team = Team(database, people={"ana": BERLIN, "bea": BERLIN, "cem": BERLIN})
    team.left_out = {LeftOut.BOT: 2}
    await team.begins()
    await team.at(at(7, 8))
    await team.does("ana", lambda c, a: respondents.switch_checkins_off(c, a, at(21, 8, 1)))
    await team.does("bea", lambda c, a: respondents.switch_checkins_off(c, a, at(21, 7, 59)))
    await team.does("cem", lambda c, a: respondents.set_reachable(c, a, reachable=False))
    assert await team.at(at(21, 8)) == [REPORT, Came("bea", INVITED)]
    assert (await team.rounds())[1].left_out == {"bot": 2, "opted out": 1}
    assert await team.part("ana") is None
    cem = await team.part("cem")
    assert cem is not None
    assert (cem.status, cem.why) == (InvitationStatus.UNREACHABLE, "blocked")


async def test_4_who_comes_goes_and_moves(database: Database) -> None:
    team = Team(database, people={"ana": BERLIN, "bea": BERLIN})
    await team.begins()
    await team.at(at(6, 19))
    team.people = {"ana": TOKYO, "cem": BERLIN}
    assert await team.at(at(7, 8)) == [Came("ana", INVITED), Came("bea", INVITED)]
    assert await team.at(at(9, 8)) == [REPORT]
    came = await team.hourly(at(20, 12), at(21, 12))
    assert came == [(at(21, 0), Came("ana", INVITED)), (at(21, 8), Came("cem", INVITED))]


async def test_5_tried_again_while_it_can_open(database: Database) -> None:
    team = Team(database, people={"ana": BERLIN})
    team.trouble = CannotLook("later", for_good=False)
    await team.begins()
    assert await team.hourly(at(6, 19), at(7, 12)) == []
    team.trouble = None
    assert await team.at(at(7, 13)) == [Came("ana", INVITED)]
    assert len(await team.rounds()) == 1


async def test_5_not_for_ever(database: Database) -> None:
    team = Team(database, people={"ana": BERLIN})
    team.trouble = CannotLook("later", for_good=False)
    await team.begins()
    came = await team.hourly(at(6, 19), at(12, 12))
    assert [one for _, one in came] == [Came("boss", "not opened")]
    assert (await team.rounds())[0].status is RoundStatus.CANCELLED


async def test_5_for_good(database: Database) -> None:
    team = Team(database, people={"ana": BERLIN})
    team.trouble = CannotLook("channel hidden", for_good=True)
    await team.begins()
    assert await team.at(at(6, 19)) == [Came("boss", "not opened")]
    assert (await team.rounds())[0].status is RoundStatus.CANCELLED
    team.trouble = None
    assert await team.hourly(at(6, 20), at(19, 12)) == []
    assert await team.at(at(21, 8)) == [Came("ana", INVITED)]


async def test_5_a_team_of_nobody(database: Database) -> None:
    team = Team(database, people={})
    await team.begins()
    assert await team.at(at(6, 19)) == [Came("boss", "not opened")]


async def test_5_a_team_that_people_join_by_a_link_waits_for_them(database: Database) -> None:
    team = Team(database, people={}, audience=Audience(by_link=True).to_json(), join_token="t")
    await team.begins()
    assert await team.at(at(6, 19)) == []
    (opened,) = await team.rounds()
    assert (opened.status, opened.closes_at) == (RoundStatus.OPEN, at(8, 19))


async def test_6_late_but_once(database: Database) -> None:
    team = Team(database, people={"aki": TOKYO, "ana": BERLIN})
    await team.begins()
    came = await team.hourly(at(7, 12), at(8, 12))
    # It is noon in Berlin: at once. It is evening in Tokyo: the next morning.
    assert came == [(at(7, 12), Came("ana", INVITED)), (at(8, 0), Came("aki", INVITED))]
    assert (await team.rounds())[0].closes_at == at(10, 0)


async def test_6_not_on_a_weekend(database: Database) -> None:
    team = Team(database, people={"ana": BERLIN})
    await team.begins()
    assert await team.hourly(at(12, 9), at(14, 9)) == [(at(14, 8), Came("ana", INVITED))]


async def test_6_missed_wholly(database: Database) -> None:
    team = Team(database, people={"ana": BERLIN})
    await team.begins()
    came = await team.at(at(4, 9, month=2))
    assert came == [Came("boss", "not opened"), Came("ana", INVITED)]
    (opened,) = await team.rounds()
    assert opened.occurs_on == date(2030, 2, 4)


async def test_6_so_late_that_the_next_one_is_near(database: Database) -> None:
    team = Team(database, people={"ana": BERLIN}, every="day", open_minutes=24 * 60)
    await team.begins()
    came = await team.hourly(at(7, 18), at(8, 12))
    assert came == [(at(7, 18), Came("boss", "not opened")), (at(8, 8), Came("ana", INVITED))]
    assert [one.status for one in await team.rounds()] == [RoundStatus.CANCELLED, RoundStatus.OPEN]


async def test_7_a_workspace_that_let_us_go(database: Database) -> None:
    team = Team(database, people={"ana": BERLIN})
    await team.begins()
    gone = Installation(
        WORKSPACE, None, WORKSPACE, "Crew", "A1", "B1", "B2", "token", (), None, at(1, 0)
    )  # fmt: skip
    await database.run(lambda connection: installations.write(connection, CHANNEL, gone))
    await database.run(lambda connection: installations.revoke(connection, CHANNEL, WORKSPACE, at(2, 0)))
    assert await team.hourly(at(6, 19), at(7, 12)) == []
    assert await team.rounds() == ()
    assert (await team.checkin()).status is CheckInStatus.PAUSED


async def test_7_paused_while_it_opens(database: Database) -> None:
    team = Team(database, people={"ana": BERLIN})
    await team.begins()
    team.now = at(6, 19)
    await team.clockwork.tick()
    await database.run(lambda c: checkins.set_status(c, "checkin", CheckInStatus.PAUSED))
    assert await team.hourly(at(6, 19), at(8, 12)) == []
    assert (await team.rounds())[0].status is RoundStatus.CANCELLED


async def test_8_a_round_ends_where_the_next_one_begins(database: Database) -> None:
    team = Team(database, people={"ana": BERLIN}, every="day", open_minutes=3 * 24 * 60)
    await team.begins()
    await team.at(at(7, 8))
    assert (await team.rounds())[0].closes_at == at(8, 8)


async def test_8_everybody_has_some_hours(database: Database) -> None:
    team = Team(database, people={"kai": "Pacific/Auckland", "leo": "Pacific/Honolulu"}, every="day")
    await team.begins()
    await team.at(at(6, 19))
    (opened,) = await team.rounds()
    assert opened.opens_at == at(6, 20)
    # Nine in Honolulu is 19:00 UTC; nine of the next day in Auckland comes an hour later.
    assert opened.closes_at == at(7, 23)


async def test_8_what_was_given_more_time_ends_all_the_same(database: Database) -> None:
    team = Team(database, people={"ana": BERLIN})
    await team.begins()
    await team.at(at(7, 8))
    (opened,) = await team.rounds()
    await database.run(lambda connection: rounds.close_at(connection, opened.id, at(30, 8)))
    await team.hourly(at(20, 19), at(21, 9))
    assert [one.status for one in await team.rounds()] == [RoundStatus.CLOSED, RoundStatus.OPEN]


async def test_9_a_flow_that_is_gone(database: Database) -> None:
    team = Team(database, people={"ana": BERLIN})
    await team.begins()
    team.library = Library.of([])
    assert await team.at(at(6, 19)) == [Came("boss", "not opened")]
    assert await team.rounds() == ()
    assert (await team.checkin()).next_on == date(2030, 1, 21)


async def test_9_the_newest_version_is_taken(database: Database) -> None:
    team = Team(database, people={"ana": BERLIN})
    await team.begins()
    await team.at(at(7, 8))
    team.library = library(PULSE.replace("flow: pulse", "flow: pulse\nversion: 2"))
    await team.at(at(21, 8))
    assert [one.flow.version for one in await team.rounds()] == [1, 2]


@pytest.mark.parametrize("many", [1, 101, 250])
async def test_large_teams_come_in_batches(database: Database, many: int) -> None:
    team = Team(database, people={f"p{number:03}": BERLIN for number in range(many)})
    await team.begins()
    await team.at(at(6, 19))
    (opened,) = await team.rounds()
    assert opened.closes_at - opened.opens_at == timedelta(days=2)
    assert await team.part("p000") is not None
    assert await team.part(f"p{many - 1:03}") is not None


async def test_who_joined_by_a_link_is_asked_again(database: Database) -> None:
    by_link = Audience(by_link=True).to_json()
    team = Team(database, people={"ana": BERLIN}, audience=by_link, join_token="t")
    await team.begins()
    await team.at(at(7, 8))
    team.people = {}  # no platform has a list of them
    await team.at(at(9, 8))
    assert await team.at(at(21, 8)) == [Came("ana", INVITED)]
