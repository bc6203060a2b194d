"""Asked once, in rounds of a team.

1. In an anonymous round nothing is known of anybody, and nothing is kept: it would say whose a sheet is.
2. The same flow taken alone knows and keeps.
3. In a named round what is known is taken, and kept; words of one's own are not, nor what is private. Who
   takes no part after all has said nothing.
"""

import pytest
from sqlalchemy import Connection, select

from bot.store.database import Database
from bot.store.tables import KEPT
from bot.wishes import Begin
from tests.turn.someone import library
from tests.turn.teams.members import Member, Team

FLOW = """
flow: pulse
title: Pulse
steps:
  - {ask: role, text: Your role, keep: role, weight: 0, choices: {owner: Owner, lead: Lead}}
  - {ask: ok, text: May we call, type: consent, purpose: contact}
  - {ask: town, if: ok, text: Your town, type: text, keep: town}
  - {ask: mood, text: Your mood, scale: yes_no}
"""
BEFORE = """
flow: before
title: Before
steps:
  - {ask: what, text: What are you, keep: role, weight: 0, choices: {owner: Owner, lead: Lead}}
  - {ask: last, text: And now, scale: yes_no}
"""
FLOWS = library(FLOW, BEFORE)


async def kept_names(team: Team) -> set[str]:
    def work(connection: Connection) -> set[str]:
        return set(connection.execute(select(KEPT.c.name)).scalars())

    return await team.database.read(work)


async def kept_values(team: Team) -> list[str]:
    return list(await team.database.read(lambda c: c.execute(select(KEPT.c.value)).scalars().all()))


async def team_of(database: Database, *, anonymous: bool) -> Team:
    return await Team.begins(database, FLOWS, anonymous=anonymous)


async def told_before(team: Team) -> Member:
    """Somebody of whom the role is known, and who is asked to take part."""
    ana = await team.has("ana")
    await ana.wants(Begin("before"))
    await ana.taps("Start", "Lead")
    assert await kept_names(team) == {"role"}
    return await team.invites("ana")


async def test_1_an_anonymous_round_knows_nothing(database: Database) -> None:
    team = await team_of(database, anonymous=True)
    ana = await told_before(team)
    await ana.taps("Start")
    assert "Your role" in ana.screen
    assert "Already known" not in ana.screen


async def test_1_an_anonymous_round_keeps_nothing(database: Database) -> None:
    team = await team_of(database, anonymous=True)
    ben = await team.invites("ben")
    await ben.taps("Start", "Owner", "Yes")
    await ben.types("Bonn")
    await ben.taps("Yes")
    assert await kept_names(team) == set()


async def test_2_the_same_flow_taken_alone(database: Database) -> None:
    team = await team_of(database, anonymous=True)
    ana = await told_before(team)
    await ana.wants(Begin("pulse"))
    await ana.taps("Start")
    assert "Already known, so not asked again:\nYour role\n– from January 1, 2030: Lead" in ana.screen
    await ana.taps("Yes")
    await ana.types("Bonn")
    assert await kept_names(team) == {"role", "town"}


async def test_2_what_is_known_is_changed_with_one_button(database: Database) -> None:
    team = await team_of(database, anonymous=True)
    ana = await told_before(team)
    await ana.wants(Begin("pulse"))
    await ana.taps("Start", "Change what is known")
    assert "Your role" in ana.screen
    await ana.taps("Owner", "No")
    assert "Your mood" in ana.screen
    assert await ana.team.database.read(lambda c: c.execute(select(KEPT.c.value)).scalar_one()) == '"owner"'


@pytest.mark.parametrize("known", [True, False])
async def test_3_a_named_round(database: Database, known: bool) -> None:
    team = await team_of(database, anonymous=False)
    ana = await told_before(team) if known else await team.invites("ana")
    await ana.taps("Start")
    assert ("Already known" in ana.screen) is known
    await ana.taps(*(() if known else ("Owner",)), "Yes")
    await ana.types("Bonn")
    assert await kept_names(team) == {"role"}


async def test_3_not_this_time_deletes_it_too(database: Database) -> None:
    team = await team_of(database, anonymous=False)
    await told_before(team)
    ben = await team.invites("ben")
    message, decline = ben.button("Not this time")
    await ben.taps("Start", "Owner")
    assert len(await kept_values(team)) == 2
    await ben.presses(decline, message)
    assert await kept_values(team) == ['"lead"']
    assert "What you had answered is deleted" in ben.told


async def test_3_what_was_told_in_private_is_not_taken_into_a_named_round(database: Database) -> None:
    private = library(*(one.replace("title:", "private: yes\ntitle:") for one in (FLOW, BEFORE)))
    team = await Team.begins(database, private, anonymous=False)
    ana = await told_before(team)
    await ana.taps("Start")
    assert "Your role" in ana.screen
    assert "Already known" not in ana.screen
