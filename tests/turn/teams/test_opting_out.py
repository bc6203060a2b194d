"""Proves: people decide whether they are asked, and see what is held about them.

1. Settings speak of check-ins to those who were ever asked: on, paused for three months, off; and back.
2. /stop means invitations too.
3. The Home tab has what one is asked to take part in, and the switch.
4. /mydata says in which rounds somebody took part, and that anonymous answers cannot be found any more.
5. Deleting everything takes the invitation and an open conversation along; what is nobody's stays.
"""

import json
from datetime import timedelta

from sqlalchemy import Connection

from bot.messages import File
from bot.messages.home import HomePage
from bot.store import respondents
from bot.store.respondents import Address
from bot.turn.home import home_of
from bot.wishes import DeleteAll, ShowMyData, ShowSettings, Unsubscribe
from tests.turn.someone import NOON
from tests.turn.teams.members import LASTS, Member, Team
from tests.turn.teams.mood import everything, finishes


async def address(member: Member) -> Address:
    def find(connection: Connection) -> Address | None:
        return respondents.by_id(connection, member.address)

    found = await member.team.database.read(find)
    assert found is not None
    return found


async def page(member: Member) -> HomePage:
    theirs, around = await address(member), member.team.around

    def look(connection: Connection) -> HomePage:
        return home_of(connection, theirs, "en", around)

    return await member.team.database.read(look)


async def test_1_off_paused_and_on_again(team: Team) -> None:
    ana = await team.invites("ana")
    await ana.wants(ShowSettings())
    assert "Invitations to check-ins of your teams: on" in ana.told
    await ana.taps("No check-ins for three months")
    assert "Until April 1, 2030 you will get no invitations" in ana.told
    until = (await address(ana)).checkins_off_until
    assert until == NOON.replace(month=4) + timedelta(minutes=2)
    await ana.wants(ShowSettings())
    assert "off until April 1, 2030" in ana.told
    await ana.taps("Invite me to check-ins")
    assert (await address(ana)).checkins_off_until is None
    await ana.wants(ShowSettings())
    await ana.taps("No check-ins for me")
    assert "no more invitations to check-ins" in ana.told
    await ana.wants(ShowSettings())
    assert "Invitations to check-ins of your teams: off" in ana.told
    assert "until" not in ana.told


async def test_1_who_was_never_asked_is_told_nothing_of_it(team: Team) -> None:
    ben = await team.has("ben")
    await ben.wants(ShowSettings())
    assert "check-in" not in ben.told.lower()


async def test_2_stop_means_invitations_too(team: Team) -> None:
    ana = await team.invites("ana")
    await ana.wants(Unsubscribe())
    await ana.wants(ShowSettings())
    assert "Invitations to check-ins of your teams: off" in ana.told


async def test_3_the_home_tab_has_what_waits(team: Team) -> None:
    ana = await team.invites("ana")
    todo = (await page(ana)).parts[0]
    assert todo.entries[0].title == "Platform: Team mood"
    assert [one.label for one in todo.entries[0].buttons] == ["Start", "Later", "Not this time"]
    await ana.taps("Start")
    todo = (await page(ana)).parts[0]
    assert [one.label for one in todo.entries[0].buttons] == ["Go on", "Later", "Not this time"]
    assert (await page(ana)).parts[1].entries == ()  # it is not among what one takes alone
    await ana.taps("Agree", "Agree")
    await ana.types("done")
    todo = (await page(ana)).parts[0]
    assert "Platform: Team mood" not in [one.title for one in todo.entries]


async def test_3_after_the_close_nothing_waits_there(team: Team) -> None:
    ana = await team.invites("ana")
    team.now = NOON + LASTS
    assert "Platform: Team mood" not in [one.title for one in (await page(ana)).parts[0].entries]


async def test_3_the_switch_is_there_too(team: Team) -> None:
    ana = await team.invites("ana")
    labels = [one.label for part in (await page(ana)).parts for one in part.buttons]
    assert "No check-ins for three months" in labels
    assert "No check-ins for me" in labels


async def test_4_my_data_says_in_which_rounds(team: Team) -> None:
    ana = await finishes(await team.invites("ana"))
    await ana.wants(ShowMyData())
    assert "Platform, Team mood: you took part. It is anonymous: your answers can no longer be found." in (
        ana.told
    )
    (file,) = [one.message for one in ana.turn.parcels if isinstance(one.message, File)]
    held = json.loads(file.content)
    assert held["check_ins"] == [
        {"team": "Platform", "round": "2030-01-01", "status": "took part, anonymous"}
    ]
    assert held["conversations"] == []


async def test_4_an_open_conversation_is_theirs(team: Team) -> None:
    ana = await (await team.invites("ana")).taps("Start", "Agree")
    await ana.wants(ShowMyData())
    assert "begun, not finished" in ana.told
    assert "I had what I needed.\n– Agree" in ana.told


async def test_5_deleting_everything(team: Team) -> None:
    ana, ben = await team.invites("ana"), await team.invites("ben")
    await finishes(ana)
    await ben.taps("Start", "Agree")
    await ben.wants(DeleteAll())
    await ana.wants(DeleteAll())
    rows = await everything(team)
    assert rows["invitation"] == []
    assert [row["status"] for row in rows["conversation"]] == ["finished"]
    assert len(rows["answer"]) == 3
