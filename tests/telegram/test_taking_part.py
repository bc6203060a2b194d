"""Proves: those who are asked take part on Telegram, over the wire.

1. From the invitation to the thanks and back; no row leads from the person to their answers, then or after.
2. "Not this time", and after all; who wants no check-ins presses so under the reminder.
3. The round closes while somebody answers: their next tap says so, and what they had said counts.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Final

from sqlalchemy import Connection, select, update

from bot.channels.base import Place
from bot.clock import new_id, now
from bot.present.teams import invitation as words
from bot.store import checkins, flows, invitations, respondents, rounds
from bot.store.checkins import CheckIn
from bot.store.invitations import Invitation, InvitationStatus
from bot.store.respondents import Address
from bot.store.rounds import Round, RoundStatus
from bot.store.tables import ADDRESS, ANSWER, CONVERSATION, DELIVERY, ROUND
from bot.turn.arrived import Told, Turn
from bot.turn.library import Library
from bot.turn.posting import posted
from bot.turn.teams.terms import terms_of
from tests.fakes.telegram import FakeTelegram
from tests.people import Prospect
from tests.served import Served, library
from tests.telegram.flows import MOOD
from tests.telegram.served import served

FLOWS: Final = library(MOOD)


async def asked(server: Served, ana: Prospect, shelf: Library = FLOWS, *, again: bool = False) -> None:
    """The invitation, or a reminder of it, as the tick sends it; Ana has been here before."""
    around = server.telegram.side.around()
    shelved = shelf.newest["mood"]

    def write(connection: Connection) -> tuple[Address, Turn]:
        row = connection.execute(select(ADDRESS.c.id).where(ADDRESS.c.channel == "telegram")).first()
        assert row is not None
        address = respondents.by_id(connection, row.id)
        assert address is not None
        if not again:
            begin(connection, address, shelved.pinned, shelved.source)
        terms = terms_of(connection, "r1")
        assert terms is not None
        facts = terms.facts(shelved.flow, address)
        message = words.reminder("en", facts) if again else words.invitation("en", facts)
        told = Told(message, occasion="reminder" if again else "invitation")
        return address, posted(connection, Turn(told=(told,)), address, around)

    address, turn = await server.database.run(write)
    server.telegram.outbox.post(Place(address.workspace, address.external_id), turn.parcels)
    await ana.waits()


def begin(connection: Connection, address: Address, pinned: flows.Pinned, source: bytes) -> None:
    flows.pin(connection, pinned, source, now())
    made = CheckIn(
        id="c1", channel="telegram", workspace=address.workspace, team="Platform", flow_name="mood",
        language="en", manager="99", viewers=("99",), audience={}, anonymous=True, min_answers=5,
        every="once", first_on=date(2026, 1, 6), at_minute=0, zone="UTC", weekdays_only=False,
        open_minutes=3000, reminders=0, created_at=now(),
    )  # fmt: skip
    checkins.begin(connection, made)
    opened = Round(
        "r1", "c1", 1, date(2026, 1, 6), pinned, RoundStatus.OPEN,
        opens_at=datetime(2026, 1, 6, tzinfo=UTC), closes_at=now() + timedelta(days=2),
    )  # fmt: skip
    rounds.begin(connection, opened)
    invitations.invite(connection, [Invitation(new_id(), "r1", address.id, InvitationStatus.SENT)])


async def here(telegram: FakeTelegram, server: Served) -> Prospect:
    """Ana has written to the bot before: nobody else can be written to on Telegram."""
    ana = Prospect(telegram, server)
    await ana.types("/help")
    return ana


async def part(server: Served) -> Invitation:
    (found,) = await server.reads(lambda connection: invitations.of_round(connection, "r1"))
    return found


async def named_in(server: Served) -> list[str]:
    """Payloads that name a conversation of the round, and conversations that are somebody's."""

    def look(connection: Connection) -> list[str]:
        ids = connection.execute(select(CONVERSATION.c.id).where(CONVERSATION.c.round_id == "r1")).scalars()
        which = list(ids)
        payloads = connection.execute(select(DELIVERY.c.payload)).scalars().all()
        somebodys = (
            select(CONVERSATION.c.id)
            .join(ADDRESS, ADDRESS.c.id == CONVERSATION.c.address_id)
            .where(CONVERSATION.c.round_id == "r1", ADDRESS.c.channel == "telegram")
        )
        return [
            *(one for one in payloads if any(conversation in one for conversation in which)),
            *connection.execute(somebodys).scalars(),
        ]

    return await server.reads(look)


async def test_1_from_the_invitation_to_the_thanks_and_back(
    telegram: FakeTelegram, ready_sqlite_url: str
) -> None:
    async with served(telegram, ready_sqlite_url, FLOWS) as server:
        ana = await here(telegram, server)
        await asked(server, ana)
        ana.sees("Platform: Team mood", "This check-in is anonymous.")
        await ana.taps("Start", "Agree", "Agree", "Disagree")
        ana.sees("That was the last question. Thank you.").sees_no("Your result")
        assert await named_in(server) == []
        await ana.taps("Change my answers")
        ana.sees("Your answers")
        await ana.taps("Leave them as they are")
        ana.sees("That was the last question. Thank you.")
        assert await named_in(server) == []
        assert (await part(server)).status is InvitationStatus.FINISHED


async def test_2_not_this_time_and_after_all(telegram: FakeTelegram, ready_sqlite_url: str) -> None:
    async with served(telegram, ready_sqlite_url, FLOWS) as server:
        ana = await here(telegram, server)
        await asked(server, ana)
        await ana.taps("Not this time", "Take part after all", "Agree")
        ana.sees("Question 2 of 3")
        await asked(server, ana, again=True)
        await ana.taps("No check-ins for me")
        ana.sees("You will get no more invitations to check-ins")
        await ana.taps("Agree")
        assert (await part(server)).status is InvitationStatus.STARTED


async def test_3_the_round_closes_in_the_middle(telegram: FakeTelegram, ready_sqlite_url: str) -> None:
    async with served(telegram, ready_sqlite_url, FLOWS) as server:
        ana = await here(telegram, server)
        await asked(server, ana)
        await ana.taps("Start", "Agree")
        over = now() - timedelta(seconds=1)

        def close(connection: Connection) -> None:
            connection.execute(update(ROUND).values(closes_at=over))
            connection.execute(update(CONVERSATION).values(expires_at=over))

        await server.database.run(close)
        await ana.taps("Agree")
        ana.sees("This check-in has just closed. 1 answer of yours counts.")
        kept = await server.reads(lambda c: c.execute(select(ANSWER.c.question)).scalars().all())
        assert len(kept) == 1
        assert await named_in(server) == []
        assert replace(await part(server), id="").conversation_id is None
