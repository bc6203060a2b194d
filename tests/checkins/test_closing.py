"""Proves: a round closes once, with one report in the ledger, and lets go of whoever was in the middle of it.

1. At its end, or when a manager moves that to now; the report is told to its viewers once.
2. Whoever is in the middle is told; what they said counts, and is nobody's in an anonymous round.
3. A process may end at any step, and the job may run twice: there is one report, and all is told once.
4. Small rounds of frequent check-ins are held, at most four, and shown together with the one that has enough
   people, or withheld; other small rounds are withheld at once.
5. Held rounds of another version of the flow are never shown.
6. Of a cancelled round nothing is shown, and whoever was in the middle is told that it is over.
7. A named round shows who said what.
8. A round whose flow is lost, or to which nobody came, closes too.
9. Where nobody is left who may see it, the report is written down, and nobody is told or made up.
"""

from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from bot.checkins.closing import Closing, close_round, conclude
from bot.checkins.ledger import PURPOSE
from bot.store import rounds
from bot.store.database import Database
from bot.store.erasure import erase
from bot.store.invitations import InvitationStatus
from bot.store.rounds import RoundFate, RoundStatus
from bot.store.tables import ADDRESS, CONVERSATION
from bot.turn.library import Library
from bot.turn.teams.audience import Audience
from bot.turn.teams.brought import Brought
from tests.checkins.company import PULSE, Killed, Mortal
from tests.checkins.team import Came, Team
from tests.turn.someone import library

BERLIN = "Europe/Berlin"
CREW = ("ana", "bea", "cem", "dan")
REPORT, CLOSED = Came("boss", None), "closed"


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """UTC, in January 2030; the 7th is a Monday."""
    return datetime(2030, 1, day, hour, minute, tzinfo=UTC)


async def opened(database: Database, **checkin: object) -> Team:
    """Four people are invited on Monday at nine in Berlin; three are enough."""
    team = Team(database, people=dict.fromkeys(CREW, BERLIN), **checkin)
    await team.begins()
    assert len(await team.at(at(7, 8))) == len(CREW)
    return team


async def all_answer(team: Team, *people: str) -> None:
    for place, person in enumerate(people):
        await team.answers(person, "agree" if place else "disagree", "neutral")


async def linked(database: Database) -> int:
    """Conversations of rounds that lead to a person."""
    statement = (
        select(func.count())
        .select_from(CONVERSATION.join(ADDRESS, ADDRESS.c.id == CONVERSATION.c.address_id))
        .where(CONVERSATION.c.round_id.is_not(None), ADDRESS.c.channel != "round")
    )
    return await database.read(lambda connection: int(connection.execute(statement).scalar_one()))


async def test_1_at_its_end(database: Database) -> None:
    team = await opened(database)
    await all_answer(team, *CREW)
    await team.at(at(9, 7, 59))
    assert (await team.rounds())[0].status is RoundStatus.OPEN
    assert REPORT in await team.at(at(9, 8))
    (closed,) = await team.rounds()
    assert (closed.status, closed.fate) == (RoundStatus.CLOSED, RoundFate.SHOWN)
    (release,) = await team.releases()
    assert release.round_ids == (closed.id,)
    assert (release.invited, release.answered, release.exact) == (4, 4, True)
    assert release.document["why"] is None
    assert await team.at(at(9, 9)) == []


async def test_1_when_a_manager_says_so(database: Database) -> None:
    team = await opened(database)
    await all_answer(team, *CREW)
    (held,) = await team.rounds()
    await database.run(lambda connection: rounds.close_at(connection, held.id, at(7, 12)))
    assert REPORT in await team.at(at(7, 12))
    assert len(await team.releases()) == 1


async def test_1_given_more_time_just_before(database: Database) -> None:
    team = await opened(database)
    (held,) = await team.rounds()
    await database.run(lambda connection: rounds.close_at(connection, held.id, at(10, 8)))
    assert await team.at(at(9, 8)) == []
    assert (await team.rounds())[0].status is RoundStatus.OPEN


async def test_1_given_more_time_for_those_in_the_middle_too(database: Database) -> None:
    team = await opened(database)
    await team.answers("cem", "agree")
    (held,) = await team.rounds()
    await database.run(lambda connection: rounds.close_at(connection, held.id, at(10, 8)))
    (times,) = await database.read(
        lambda c: c.execute(select(CONVERSATION.c.expires_at, CONVERSATION.c.wake_at)).all()
    )
    assert tuple(times) == (at(10, 8), None)


async def test_1_reminders_are_those_of_the_round(database: Database) -> None:
    team = Team(database, people={"ana": BERLIN})
    team.library = library(PULSE.replace("title: Pulse", "title: Pulse\nremind: 1 hour"))
    await team.begins()
    await team.at(at(7, 8))
    await team.answers("ana", "agree")
    wake_at = select(CONVERSATION.c.wake_at)
    assert await database.read(lambda c: c.execute(wake_at).scalar_one()) is None


async def test_2_in_the_middle(database: Database) -> None:
    team = await opened(database)
    await all_answer(team, "ana", "bea")
    await team.answers("cem", "agree")
    assert await linked(database) == 1
    came = await team.at(at(9, 8))
    assert [one for one in came if one.occasion == CLOSED] == [Came("cem", CLOSED)]
    assert await linked(database) == 0
    (release,) = await team.releases()
    assert release.answered == 3
    cem = await team.part("cem")
    assert cem is not None
    assert (cem.status, cem.conversation_id, cem.due_at) == (InvitationStatus.STARTED, None, None)


async def test_2_in_the_middle_of_a_named_round(database: Database) -> None:
    team = await opened(database, anonymous=False)
    await team.answers("cem", "agree")
    came = await team.at(at(9, 8))
    assert Came("cem", CLOSED) in came
    assert await linked(database) == 1
    assert await team.at(at(9, 9)) == []


@pytest.mark.parametrize("halves", range(10))
async def test_3_a_process_ends_at_any_step(database: Database, halves: int) -> None:
    team = await opened(database)
    await all_answer(team, "ana", "bea")
    await team.answers("cem", "agree")
    await team.answers("dan", "agree")
    team.now = at(9, 8)
    await team.clockwork.tick()
    (held,) = await team.rounds()
    assert held.status is RoundStatus.CLOSING
    mortal, posted = Mortal(database), list[Brought]()
    mortal.left = halves
    closing = Closing(team.around, database.keys.derived(PURPOSE), range)
    with suppress(Killed):
        await close_round(mortal, held.id, closing, posted.append)
    await close_round(database, held.id, closing, posted.append)
    await close_round(database, held.id, closing, posted.append)
    came = await team.at(at(9, 9))
    assert [came.count(Came(person, CLOSED)) for person in CREW] == [0, 0, 1, 1]
    assert came.count(REPORT) == 2  # and its map
    assert len(await team.releases()) == 1
    assert (await team.rounds())[0].status is RoundStatus.CLOSED
    assert await linked(database) == 0


async def test_3_a_second_one_finds_it_done(database: Database) -> None:
    team = await opened(database)
    await all_answer(team, *CREW)
    await team.at(at(9, 8))
    (held,) = await team.rounds()
    closing = Closing(team.around, database.keys.derived(PURPOSE), range)
    again = await database.run(lambda c: conclude(c, held.id, closing, team.around()))
    assert (again, len(await team.releases())) == ((), 1)


async def weeks(team: Team, *taking_part: tuple[str, ...]) -> None:
    """A round each week, with those who answer in it."""
    for week, people in enumerate(taking_part):
        begins = at(7, 8) + timedelta(weeks=week)
        await team.at(begins)
        await all_answer(team, *people)
        await team.at(begins + timedelta(days=2))


async def test_4_held_until_enough_people(database: Database) -> None:
    team = await opened(database, every="1 week")
    await weeks(team, ("ana",), ("ana", "bea"), ("cem",), ("ana",))
    assert [one.fate for one in await team.rounds()] == [
        RoundFate.SHOWN, RoundFate.SHOWN, RoundFate.SHOWN, RoundFate.HELD,
    ]  # fmt: skip
    first, second, third, fourth = await team.releases()
    held = await team.rounds()
    assert [one.document["why"] for one in (first, second, fourth)] == ["held"] * 3
    assert third.round_ids == tuple(one.id for one in held[:3])
    assert third.document["numbers"] == [1, 2, 3]
    assert third.answered == 3


async def test_4_four_at_most(database: Database) -> None:
    team = await opened(database, every="1 week")
    await weeks(team, ("ana",), ("ana",), ("ana", "bea"), ("bea",), ("ana", "bea", "cem"))
    assert [one.fate for one in await team.rounds()] == [*[RoundFate.WITHHELD] * 4, RoundFate.SHOWN]
    assert [one.document["why"] for one in await team.releases()][:4] == ["held"] * 3 + ["too few"]


async def test_4_other_small_rounds_are_withheld(database: Database) -> None:
    team = await opened(database)
    await all_answer(team, "ana", "bea")
    await team.at(at(9, 8))
    assert (await team.rounds())[0].fate is RoundFate.WITHHELD
    (release,) = await team.releases()
    assert (release.document["why"], release.exact, release.document["overall"]) == ("too few", False, None)


async def test_5_another_version(database: Database) -> None:
    team = await opened(database, every="1 week")
    await weeks(team, ("ana", "bea"))
    team.library = library(PULSE.replace("flow: pulse", "flow: pulse\nversion: 2"))
    await team.at(at(14, 8))
    await all_answer(team, "cem")
    await team.at(at(16, 8))
    assert [one.fate for one in await team.rounds()] == [RoundFate.WITHHELD, RoundFate.HELD]


async def test_6_cancelled(database: Database) -> None:
    team = await opened(database)
    await all_answer(team, "ana", "bea", "cem")
    await team.answers("dan", "agree")
    (held,) = await team.rounds()
    await database.run(lambda c: rounds.go(c, held.id, RoundStatus.OPEN, RoundStatus.CANCELLED))
    came = await team.at(at(7, 12))
    assert [one for one in came if one.occasion == CLOSED] == [Came("dan", CLOSED)]
    assert REPORT not in await team.at(at(9, 9))
    assert await linked(database) == 0
    assert await team.releases() == ()
    (over,) = await team.rounds()
    assert (over.status, over.fate) == (RoundStatus.CANCELLED, RoundFate.WITHHELD)


async def test_6_cancelled_rounds_do_not_count_for_held_ones(database: Database) -> None:
    team = await opened(database, every="1 week")
    await all_answer(team, "ana", "bea")
    (held,) = await team.rounds()
    await database.run(lambda c: rounds.go(c, held.id, RoundStatus.OPEN, RoundStatus.CANCELLED))
    await team.at(at(7, 12))
    await team.at(at(14, 8))
    await all_answer(team, "cem")
    await team.at(at(16, 8))
    (release,) = await team.releases()
    assert (release.document["why"], release.document["numbers"]) == ("held", [2])


async def test_7_named(database: Database) -> None:
    team = await opened(database, anonymous=False)
    await all_answer(team, "ana", "bea")
    await team.at(at(9, 8))
    (release,) = await team.releases()
    people = release.document["people"]
    assert people is not None
    assert sorted(one["person"] for one in people) == ["ana", "bea"]
    assert (await team.rounds())[0].fate is RoundFate.SHOWN


async def test_8_a_flow_that_is_lost(database: Database) -> None:
    team = await opened(database)
    await all_answer(team, "ana", "bea", "cem")
    team.library = Library.of([])
    await team.at(at(9, 8))
    assert (await team.rounds())[0].status is RoundStatus.CLOSED
    assert len(await team.releases()) == 1  # its definition is in the database


async def test_8_nobody_came(database: Database) -> None:
    team = Team(database, people={}, audience=Audience(by_link=True).to_json(), join_token="t")
    await team.begins()
    await team.at(at(6, 19))
    await team.at(at(8, 19))
    (closed,) = await team.rounds()
    assert (closed.status, closed.fate) == (RoundStatus.CLOSED, RoundFate.WITHHELD)
    assert await team.releases() == ()


async def test_9_its_manager_was_erased(database: Database) -> None:
    team = await opened(database)
    await all_answer(team, *CREW)
    boss = await team.address("boss")
    assert boss is not None
    await database.run(lambda connection: erase(connection, boss.respondent_id))
    assert await team.at(at(9, 8)) == []
    assert len(await team.releases()) == 1
    names = await database.read(lambda c: c.execute(select(ADDRESS.c.external_id)).scalars().all())
    assert {*names} == {*CREW, (await team.rounds())[0].id}
