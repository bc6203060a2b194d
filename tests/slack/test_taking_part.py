"""Proves: those who are asked take part in Slack, over the wire, both ways in.

1. The invitation says by whom it is, as Slack shows a person, and the buttons begin the questions below it.
2. A selection, typed words, a window and a change go through to the thanks; only the button leads back.
3. A second tap, an old button and a colleague's press change nothing.
4. In the middle of it the server is restarted: the open question is good, and the thanks come.
5. What is to do on the Home tab begins and is declined there, and the switch works without a word.
6. A check of one's own that was open is not lost.
7. Of a private flow no notification tells a word.
"""

from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

from sqlalchemy import Connection, select

from bot.channels.base import Place
from bot.clock import new_id, now
from bot.present.teams import invitation as words
from bot.store import checkins, flows, invitations, respondents, rounds
from bot.store.checkins import CheckIn
from bot.store.invitations import Invitation, InvitationStatus
from bot.store.rounds import Round, RoundStatus
from bot.store.tables import ADDRESS, CONVERSATION, DELIVERY
from bot.turn.arrived import Told, Turn
from bot.turn.library import Library
from bot.turn.posting import posted
from bot.turn.teams.terms import terms_of
from tests.fakes.slack import FakeSlack
from tests.people import Colleague
from tests.served import Served, library
from tests.slack.looking import nothing_went_wrong
from tests.slack.served import WayIn, served
from tests.slack.trusting import press_with
from tests.slack.wire import interaction_comes, press
from tests.telegram.flows import SLEEP

PULSE: Final = """
flow: pulse
title: Team pulse
checkin: {every: week, open: 2 days}
steps:
  - {ask: fine, scale: agree5, text: "I know what matters."}
  - ask: slowed
    type: multi
    text: What slowed you down?
    choices: {tools: Tools, waiting: Waiting, nothing: {text: Nothing, alone: yes}}
  - {ask: hours, type: number, min: 0, max: 60, text: "How many hours?"}
  - {ask: note, type: text, optional: yes, text: "Anything else?"}
"""
QUIET: Final = PULSE.replace("title: Team pulse", "title: Team pulse\nprivate: yes")


@dataclass
class Asked:
    """A check-in of Mia's, whose round is open."""

    slack: FakeSlack
    server: Served
    flows: Library

    async def begins(self, mia: Colleague) -> None:
        shelved = self.flows.newest["pulse"]
        self.slack.record.may_be_mentioned.add(f"@{mia.app.id}")
        checkin = CheckIn(
            id="c1", channel="slack", workspace=self.slack.home.team_id, team="Support", flow_name="pulse",
            language="en", manager=mia.app.id, viewers=(mia.app.id,), audience={}, anonymous=True,
            min_answers=3, every="once", first_on=date(2026, 1, 6), at_minute=0, zone="UTC",
            weekdays_only=False, open_minutes=3000, reminders=0, created_at=now(),
        )  # fmt: skip
        made = Round(
            "r1", "c1", 1, date(2026, 1, 6), shelved.pinned, RoundStatus.OPEN,
            opens_at=datetime(2026, 1, 6, tzinfo=UTC), closes_at=now() + timedelta(days=2),
        )  # fmt: skip

        def write(connection: Connection) -> None:
            flows.pin(connection, shelved.pinned, shelved.source, now())
            checkins.begin(connection, checkin)
            rounds.begin(connection, made)

        await self.server.database.run(write)

    async def asks(self, ana: Colleague) -> Colleague:
        around, place = self.server.slack.side.around(), (self.slack.home.team_id, ana.app.id)

        def write(connection: Connection) -> Turn:
            address = respondents.find_or_make(connection, "slack", *place, now=now(), new_id=new_id)
            one = Invitation(new_id(), "r1", address.id, InvitationStatus.SENT)
            invitations.invite(connection, [one])
            terms = terms_of(connection, "r1")
            assert terms is not None
            facts = terms.facts(self.flows.newest["pulse"].flow, address)
            told = Told(words.invitation("en", facts), occasion="invitation")
            return posted(connection, Turn(told=(told,)), address, around)

        turn = await self.server.database.run(write)
        self.server.slack.outbox.post(Place(*place), turn.parcels)
        return await ana.waits()

    async def statuses(self) -> list[str]:
        found = await self.server.reads(lambda connection: invitations.of_round(connection, "r1"))
        return [one.status.value for one in found]

    async def linked(self) -> int:
        """Conversations of the round that are somebody's, and messages that name one."""

        def look(connection: Connection) -> int:
            somebodys = (
                select(CONVERSATION.c.id)
                .join(ADDRESS, ADDRESS.c.id == CONVERSATION.c.address_id)
                .where(CONVERSATION.c.round_id == "r1", ADDRESS.c.channel == "slack")
            )
            ids = connection.execute(select(CONVERSATION.c.id)).scalars().all()
            payloads = connection.execute(select(DELIVERY.c.payload)).scalars().all()
            naming = [one for one in payloads if any(which in one for which in ids)]
            return len(connection.execute(somebodys).all()) + len(naming)

        return await self.server.reads(look)


async def to_the_note(ana: Colleague) -> None:
    await ana.taps("Start", "Agree")
    await ana.ticks("Tools", "Waiting")
    await ana.taps("Done")
    await ana.types("12")


async def test_1_2_from_the_invitation_to_the_thanks(
    slack: FakeSlack, ready_sqlite_url: str, way_in: WayIn
) -> None:
    shelf = library(PULSE)
    async with served(slack, ready_sqlite_url, shelf, way_in=way_in) as server:
        mia, ana = Colleague(slack, server, "mia"), Colleague(slack, server, "ana")
        asked = Asked(slack, server, shelf)
        await asked.begins(mia)
        await asked.asks(ana)
        ana.sees("Support: Team pulse", "This check-in is anonymous.", "Asked by:")
        assert "Asked by: @Mia" in ana.app.screen
        await to_the_note(ana)
        assert "Anything else?" in ana.app.last.text
        await ana.writes("Slow tools", "Write your answer")
        ana.sees("That was the last question. Thank you.")
        assert ana.app.last.labels == ["Change my answers"]
        assert "Start" not in [label for one in ana.app.messages for label in one.labels]
        assert await asked.statuses() == ["finished"]
        assert await asked.linked() == 0
        await ana.taps("Change my answers")
        ana.sees("Your answers")
        assert await asked.linked() > 0
        await ana.taps("Leave them as they are")
        assert await asked.linked() == 0
        await nothing_went_wrong(server)


async def test_2_on_postgresql_too(slack: FakeSlack, ready_postgres_url: str) -> None:
    shelf = library(PULSE)
    async with served(slack, ready_postgres_url, shelf) as server:
        asked = Asked(slack, server, shelf)
        await asked.begins(Colleague(slack, server, "mia"))
        people = [await asked.asks(Colleague(slack, server, name)) for name in ("ana", "ben", "caro")]
        for one in people:
            await to_the_note(one)
            await one.types("That is all")
            one.sees("That was the last question. Thank you.")
        assert await asked.statuses() == ["finished"] * 3
        assert await asked.linked() == 0
        await nothing_went_wrong(server)


async def test_3_what_changes_nothing(slack: FakeSlack, ready_sqlite_url: str) -> None:
    shelf = library(PULSE)
    async with served(slack, ready_sqlite_url, shelf) as server:
        asked = Asked(slack, server, shelf)
        await asked.begins(Colleague(slack, server, "mia"))
        ana, ben = Colleague(slack, server, "ana"), Colleague(slack, server, "ben")
        await asked.asks(ana)
        await asked.asks(ben)
        start = press(ana, "Start")
        await to_the_note(ana)
        old = press(ana, "Skip")
        await ana.types("Done")
        thanks = press(ana, "Change my answers")
        for payload in (start, old):
            assert await interaction_comes(slack, server, payload) == 200
            await ana.waits()
        assert await asked.statuses() == ["finished", "sent"]
        foreign = press_with(slack, ben, thanks["actions"][0]["value"])
        assert await interaction_comes(slack, server, foreign) == 200
        await ben.waits()
        assert await asked.linked() == 0
    slack.record.sent.clear()  # each refusal is told


async def test_4_a_restart_in_the_middle(slack: FakeSlack, ready_sqlite_url: str) -> None:
    shelf = library(PULSE)
    async with AsyncExitStack() as stack:
        server = await stack.enter_async_context(served(slack, ready_sqlite_url, shelf))
        asked = Asked(slack, server, shelf)
        await asked.begins(Colleague(slack, server, "mia"))
        ana = await asked.asks(Colleague(slack, server, "ana"))
        await ana.taps("Start", "Agree")
        await server.stops()
    async with served(slack, ready_sqlite_url, shelf) as server:
        ana._server = server
        await ana.ticks("Tools")
        await ana.taps("Done")
        await ana.types("12", "Fine")
        ana.sees("That was the last question. Thank you.")
        asked.server = server
        assert await asked.linked() == 0


async def test_5_on_the_home_tab(slack: FakeSlack, ready_sqlite_url: str, way_in: WayIn) -> None:
    shelf = library(PULSE)
    async with served(slack, ready_sqlite_url, shelf, way_in=way_in) as server:
        asked = Asked(slack, server, shelf)
        await asked.begins(Colleague(slack, server, "mia"))
        ana = await asked.asks(Colleague(slack, server, "ana"))
        await ana.opens_home()
        assert "Support: Team pulse\nIt is anonymous, and up to you." in ana.app.home_screen
        await ana.taps_home("Not this time")
        assert await asked.statuses() == ["declined"]
        assert "Support: Team pulse" not in ana.app.home_screen
        said = len(ana.app.messages)
        await ana.taps_home("No check-ins for three months")
        assert "Invitations to check-ins of your teams: off until" in ana.app.home_screen
        assert len(ana.app.messages) == said
        await ana.taps_home("Invite me to check-ins")
        await ana.taps("Take part after all", "Agree")
        ana.sees("What slowed you down?")


async def test_6_a_check_of_ones_own_is_not_lost(slack: FakeSlack, ready_sqlite_url: str) -> None:
    shelf = library(PULSE, SLEEP)
    async with served(slack, ready_sqlite_url, shelf) as server:
        asked = Asked(slack, server, shelf)
        await asked.begins(Colleague(slack, server, "mia"))
        ana = await Colleague(slack, server, "ana").begins("sleep")
        first = ana.app.last.labels[0]
        await asked.asks(ana)
        await ana.taps(first)
        assert "Start" in [label for one in ana.app.messages for label in one.labels]
        await to_the_note(ana)
        await ana.types("That is all")
        ana.sees("That was the last question. Thank you.")
        await ana.commands("continue")
        assert await asked.statuses() == ["finished"]


async def test_7_of_a_private_flow_no_notification_tells_a_word(
    slack: FakeSlack, ready_sqlite_url: str
) -> None:
    shelf = library(QUIET)
    async with served(slack, ready_sqlite_url, shelf) as server:
        asked = Asked(slack, server, shelf)
        await asked.begins(Colleague(slack, server, "mia"))
        ana = await asked.asks(Colleague(slack, server, "ana"))
        await to_the_note(ana)
        await ana.types("Slow tools")
        said = "\n".join(ana.app.notifications)
        for word in ("Slow tools", "What slowed", "Waiting", "How many hours"):
            assert word not in said
