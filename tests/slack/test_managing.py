"""Proves: a manager sees to a running round in Slack, over the wire, both ways in, and nobody else does.

1. One status message is kept current in its place: it is posted once, and changed. Its buttons answer in it.
2. A button pressed twice at once is one press; closing twice closes once.
3. Somebody who presses with a manager's button changes nothing, and is told nothing of the round.
4. A manager who was dismissed is refused in words.
5. After a restart the old buttons are good, and the message is still changed in its place.
6. The Home tab says how check-ins stand, and what is pressed there is answered in the messages.
7. Pausing while a round is open: the round goes on, the message says so.
8. A manager whose account is deactivated is told nothing more; an admin sees to it.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, update

from bot.clock import new_id, now
from bot.store import checkins, flows, invitations, respondents, rounds
from bot.store.checkins import CheckIn, CheckInStatus
from bot.store.invitations import Invitation, InvitationStatus
from bot.store.rounds import Round, RoundStatus
from bot.store.tables import ROUND
from bot.turn.library import Library
from tests.fakes.slack import FakeSlack, Message
from tests.people import Colleague
from tests.served import Served, library
from tests.slack.looking import nothing_went_wrong
from tests.slack.served import WayIn, served
from tests.slack.trusting import press_with
from tests.slack.wire import interaction_comes, press

PULSE: Final = """
flow: pulse
title: Team pulse
checkin: {every: 2 weeks, day: tuesday, at: "10:00", open: 3 days}
steps:
  - {ask: fine, scale: agree5, text: "I know what matters."}
"""
FLOWS: Final = library(PULSE)


class Team:
    """A check-in of Mia's with an open round, in which eight are asked by hand."""

    def __init__(self, slack: FakeSlack, server: Served) -> None:
        self.slack = slack
        self.server = server
        self.place = ("slack", slack.home.team_id)

    async def has_begun(self, mia: Colleague, flows_: Library = FLOWS, **more: Any) -> None:
        (shelved,) = flows_.newest.values()
        checkin = CheckIn(
            id="c1", channel="slack", workspace=self.place[1], team="Support", flow_name="pulse",
            language="en", manager=mia.app.id, viewers=(mia.app.id,), audience={}, anonymous=True,
            min_answers=3, every="2 weeks", first_on=date(2026, 1, 6), at_minute=600, zone="UTC",
            weekdays_only=True, open_minutes=3 * 24 * 60, reminders=1, created_at=now(),
            next_on=date(2090, 1, 3), next_at=datetime(2090, 1, 3, 10, tzinfo=UTC),
        )  # fmt: skip
        checkin = replace(checkin, **more)
        made = Round(
            "r1", "c1", 1, date(2026, 1, 6), shelved.pinned, RoundStatus.OPEN,
            opens_at=now() - timedelta(hours=1), closes_at=now() + timedelta(days=2),
        )  # fmt: skip

        def write(connection: Connection) -> None:
            flows.pin(connection, shelved.pinned, shelved.source, now())
            checkins.appoint(connection, *self.place, mia.app.id, by="UADMIN", now=now())
            checkins.begin(connection, checkin)
            rounds.begin(connection, made)
            for number in range(8):
                person = f"UHAND{number}"
                address = respondents.find_or_make(connection, *self.place, person, now=now(), new_id=new_id)
                one = Invitation(new_id(), "r1", address.id, InvitationStatus.SENT)
                invitations.invite(connection, [one])

        await self.server.database.run(write)

    async def finish(self, how_many: int) -> None:
        """So many more of the eight."""

        def write(connection: Connection) -> None:
            found = [
                one for one in invitations.of_round(connection, "r1") if one.status is InvitationStatus.SENT
            ]
            for one in found[:how_many]:
                invitations.change(connection, replace(one, status=InvitationStatus.FINISHED))

        await self.server.database.run(write)

    async def ticks(self) -> None:
        """A quarter of a minute later."""
        earlier = update(ROUND).values(status_at=now() - timedelta(seconds=16))
        await self.server.database.run(lambda c: c.execute(earlier.where(ROUND.c.status_at.is_not(None))))
        await self.server.slack.rounds.tick()
        await self.server.comes_to_rest()

    async def round(self) -> Round:
        found = await self.server.reads(lambda c: rounds.by_id(c, "r1"))
        assert found is not None
        return found

    async def checkin(self) -> CheckIn:
        found = await self.server.reads(lambda c: checkins.by_id(c, "c1"))
        assert found is not None
        return found


def status_of(one: Colleague) -> Message:
    """The only message that says how the round stands."""
    (found,) = [message for message in one.app.bot_messages if "Support: round 1" in message.words]
    return found


async def test_1_kept_current_in_its_place(slack: FakeSlack, ready_sqlite_url: str, way_in: WayIn) -> None:
    async with served(slack, ready_sqlite_url, FLOWS, way_in=way_in) as server:
        mia, team = Colleague(slack, server, "mia"), Team(slack, server)
        await team.has_begun(mia)
        await team.ticks()
        posted = status_of(mia).ts
        mia.sees("Invited: 8", "Reached: 8", "Finished: fewer than 3", "Remind", "Close now")
        await team.finish(4)
        await team.ticks()
        assert status_of(mia).ts == posted
        mia.sees("Finished: 4").sees_no("fewer than 3")
        await mia.taps("One day longer")
        assert status_of(mia).ts == posted
        mia.sees("The round stays open until")
        await mia.taps("Remind")
        assert status_of(mia).ts == posted
        mia.sees("4 people get a reminder, at a good hour of their day.")
        await mia.taps("Close now", "Close it now")
        mia.sees("The round closes now.")
        await team.ticks()
        await team.ticks()
        mia.sees("The round has closed.")
        assert status_of(mia).ts == posted
        assert status_of(mia).labels == []
        await nothing_went_wrong(server)


async def test_1_with_names_it_says_who(slack: FakeSlack, ready_sqlite_url: str) -> None:
    async with served(slack, ready_sqlite_url, FLOWS) as server:
        mia, team = Colleague(slack, server, "mia"), Team(slack, server)
        slack.record.may_be_mentioned.update(f"@UHAND{number}" for number in range(8))
        await team.has_begun(mia, anonymous=False)
        await team.ticks()
        mia.sees("Finished: 0").sees_no("Have finished:")
        await team.finish(2)
        await team.ticks()
        elements = [
            element
            for block in status_of(mia).content["blocks"]
            if block["type"] == "rich_text"
            for section in block["elements"]
            for element in section["elements"]
        ]
        assert [one["user_id"] for one in elements if one["type"] == "user"] == ["UHAND0", "UHAND1"]
        await nothing_went_wrong(server)


async def test_2_pressed_twice(slack: FakeSlack, ready_sqlite_url: str, way_in: WayIn) -> None:
    async with served(slack, ready_sqlite_url, FLOWS, way_in=way_in) as server:
        mia, team = Colleague(slack, server, "mia"), Team(slack, server)
        await team.has_begun(mia)
        await team.ticks()
        before = (await team.round()).closes_at
        await mia.app.taps("One day longer", times=3)
        await mia.waits()
        assert (await team.round()).closes_at == before + timedelta(days=1)
        await mia.taps("Close now")
        await mia.app.taps("Close it now", times=3)
        await mia.waits()
        closing = (await team.round()).closes_at
        assert closing <= now()
        await nothing_went_wrong(server)


async def test_3_with_a_button_of_the_managers(slack: FakeSlack, ready_sqlite_url: str) -> None:
    async with served(slack, ready_sqlite_url, FLOWS) as server:
        mia, ben, team = Colleague(slack, server, "mia"), Colleague(slack, server, "ben"), Team(slack, server)
        await team.has_begun(mia)
        await team.ticks()
        await ben.commands("checkins")
        ben.sees("Team check-ins are started by admins").sees_no("Support")
        await ben.commands("settings")
        for label in ("Remind", "One day longer", "Close now", "Cancel the round"):
            stolen = press(mia, label)["actions"][0]["value"]
            before = await team.round()
            assert await interaction_comes(slack, server, press_with(slack, ben, stolen)) == 200
            await ben.waits()
            assert replace(await team.round(), status_at=None) == replace(before, status_at=None)
            ben.sees_no("Support")
    slack.record.sent.clear()  # each refusal is told


async def test_4_dismissed(slack: FakeSlack, ready_sqlite_url: str) -> None:
    async with served(slack, ready_sqlite_url, FLOWS) as server:
        mia, team = Colleague(slack, server, "mia"), Team(slack, server)
        await team.has_begun(mia)
        await team.ticks()
        await server.database.run(lambda c: checkins.dismiss(c, *team.place, mia.app.id))
        before = (await team.round()).closes_at
        await mia.taps("One day longer")
        mia.sees("Only whoever started this check-in can do that, or an admin. Nothing was changed.")
        assert (await team.round()).closes_at == before
        await mia.commands("team")
        await mia.waits()
        await nothing_went_wrong(server)


async def test_5_a_restart_in_between(slack: FakeSlack, ready_sqlite_url: str) -> None:
    async with served(slack, ready_sqlite_url, FLOWS) as server:
        mia, team = Colleague(slack, server, "mia"), Team(slack, server)
        await team.has_begun(mia)
        await team.ticks()
        posted = status_of(mia).ts
        before = (await team.round()).closes_at
    async with served(slack, ready_sqlite_url, FLOWS) as server:
        mia, team = Colleague(slack, server, "mia"), Team(slack, server)
        await team.finish(5)
        await team.ticks()
        assert status_of(mia).ts == posted
        mia.sees("Finished: 5")
        await mia.taps("One day longer")
        assert (await team.round()).closes_at == before + timedelta(days=1)
        assert status_of(mia).ts == posted
        await nothing_went_wrong(server)


async def test_6_on_the_home_tab(slack: FakeSlack, ready_sqlite_url: str, way_in: WayIn) -> None:
    async with served(slack, ready_sqlite_url, FLOWS, way_in=way_in) as server:
        mia, team = Colleague(slack, server, "mia"), Team(slack, server)
        ben = await Colleague(slack, server, "ben").opens_home()
        assert "Team check-ins" not in ben.app.home_screen
        await team.has_begun(mia)
        await mia.opens_home()
        for words in ("Team check-ins", "Support", "Team pulse, every 2 weeks, anonymous", "Invited: 8",
                      "[Start a team check-in]", "[Remind]", "[Pause]"):  # fmt: skip
            assert words in mia.app.home_screen, mia.app.home_screen
        assert "[Choose managers]" not in mia.app.home_screen
        await mia.taps_home("Pause")
        assert "It is paused: no round opens until you go on." in mia.app.home_screen
        assert "[Go on]" in mia.app.home_screen
        mia.sees("It is paused now")
        assert (await team.checkin()).status is CheckInStatus.PAUSED
        await nothing_went_wrong(server)


async def test_6_admins_see_all(slack: FakeSlack, ready_sqlite_url: str) -> None:
    admin = f"slack:{slack.home.team_id}/{slack.person('ada').id}"
    async with served(slack, ready_sqlite_url, FLOWS, admins=admin) as server:
        mia, ada, team = Colleague(slack, server, "mia"), Colleague(slack, server, "ada"), Team(slack, server)
        await ada.opens_home()
        assert "No team check-in of yours is running or planned." in ada.app.home_screen
        assert "Only admins may start check-ins." in ada.app.home_screen
        await team.has_begun(mia)
        await ada.opens_home()
        assert "1 person may start check-ins, besides the admins." in ada.app.home_screen
        assert "[Start a team check-in] [Choose managers]" in ada.app.home_screen
        await ada.taps_home("Cancel the round")
        await ada.taps("Yes, cancel it")
        assert (await team.round()).status is RoundStatus.CANCELLED


async def test_7_pausing_while_a_round_is_open(slack: FakeSlack, ready_sqlite_url: str) -> None:
    async with served(slack, ready_sqlite_url, FLOWS) as server:
        mia, team = Colleague(slack, server, "mia"), Team(slack, server)
        await team.has_begun(mia)
        await mia.commands("checkins")
        await mia.taps("Pause")
        mia.sees("The open one stays open until its end.", "Go on")
        assert (await team.round()).status is RoundStatus.OPEN
        await mia.taps("Go on")
        mia.sees("It goes on. The next round is on")
        assert (await team.checkin()).status is CheckInStatus.ACTIVE
        await mia.taps("End", "Leave it")
        mia.sees("It stays as it is.")
        slack.record.sent.clear()  # it is asked once more
        await mia.taps("End", "Yes, end it")
        mia.sees("It has ended: no round opens any more.")
        await nothing_went_wrong(server)


async def test_8_deactivated(slack: FakeSlack, ready_sqlite_url: str) -> None:
    admin = f"slack:{slack.home.team_id}/{slack.person('ada').id}"
    async with served(slack, ready_sqlite_url, FLOWS, admins=admin) as server:
        mia, ada, team = Colleague(slack, server, "mia"), Colleague(slack, server, "ada"), Team(slack, server)
        await team.has_begun(mia)
        mia.app.user["deleted"] = True
        await team.ticks()
        await team.finish(4)
        await team.ticks()
        assert [one for one in mia.app.bot_messages if "Support" in one.words] == []
        await ada.commands("checkins")
        ada.sees("Support", "Finished: 4")
        assert {one.error for one in slack.record.refusals} == {"user_disabled"}
        assert len(slack.record.refusals) == 1  # one try, and no more
        slack.record.refusals.clear()
        await ada.taps("Close now", "Close it now")
        assert (await team.round()).closes_at <= now()
