"""An office whose teams have check-ins: people answer by real turns, rounds close by the real closing.

    office = Office(database)
    await office.starts("crew", k=5)
    report = await office.holds("crew", {"ana": "24", "ben": "41", …}, silent="cem dan")

An answer is one letter a question, the place of its choice from 1. What comes back is the document of the
report. Inviting is written down, not sent: what people get is read from the outbox.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from itertools import count
from random import Random
from typing import Any, Final, TypeVar

from sqlalchemy import Connection

from bot.checkins import closing, ledger
from bot.engine.inputs import Tap, Typed
from bot.present.teams.shape import RoundDocument
from bot.reports.rounds import Order
from bot.store import checkins, flows, invitations, releases, respondents, rounds
from bot.store.checkins import CheckIn
from bot.store.database import Database
from bot.store.flows import Pinned
from bot.store.inbound import Update
from bot.store.invitations import Invitation, InvitationStatus
from bot.store.rounds import Round, RoundStatus
from bot.turn.arrived import Arrived, Platform, Surroundings, Turn
from bot.turn.take import take_turn
from bot.turn.teams.audience import Audience
from bot.wishes import AboutRound, RoundVerb
from tests.turn.someone import library

T = TypeVar("T")
CHANNEL: Final = "slack"
WORKSPACE: Final = "T1"
MONDAY: Final = datetime(2030, 1, 7, 9, tzinfo=UTC)
CREW: Final = """
flow: crew
title: Crew
scale: agree5
areas: {work: {title: Work}, calm: {title: Calm}}
levels: {low: {from: 0, title: Low}, high: {from: 50, title: High}}
steps:
  - {ask: clear, area: work, text: "It is clear to me what comes next."}
  - {ask: quiet, area: calm, text: "I can work without a hurry."}
"""


class Office:
    """Its clock goes on by what happens in it."""

    def __init__(self, database: Database, flow: str = CREW) -> None:
        self.database = database
        self.now = MONDAY
        self.order: Order = lambda n: Random(n).sample(range(n), n)
        self._library = library(flow)
        (shelved,) = self._library.newest.values()
        self._flow = shelved.flow
        self._source = flow.encode()
        self._numbers = count(1)
        self._plans: dict[str, CheckIn] = {}
        self.choices = {
            question.id: [choice.id for choice in question.choices] for question in self._flow.questions()
        }

    async def starts(self, name: str, *, k: int = 5, every: str = "2 weeks", anonymous: bool = True) -> None:
        """A check-in."""
        made = CheckIn(
            id=name, channel=CHANNEL, workspace=WORKSPACE, team=name.title(), flow_name=self._flow.name,
            language="en", manager="boss", viewers=("boss",), audience=Audience(groups=(name,)).to_json(),
            anonymous=anonymous, min_answers=k, every=every, first_on=self.now.date(), at_minute=540,
            zone="member", weekdays_only=False, open_minutes=1440, reminders=1, created_at=self.now,
        )  # fmt: skip
        self._plans[name] = made
        await self.database.run(lambda connection: checkins.begin(connection, made))

    async def holds(
        self, name: str, answers: Mapping[str, str], *, silent: str = "", days: float = 14
    ) -> RoundDocument:
        """A round that opens, and closes a day later; the next one may open so many days after this one."""
        opened = await self.opens(name, [*answers, *silent.split()])
        for person, letters in answers.items():
            await self.answers(opened, person, letters)
        found = await self.closes(opened)
        self.now += timedelta(days=days - 1)
        return found

    async def opens(self, name: str, people: Iterable[str]) -> Round:
        """Everybody is invited at once."""
        return await self.database.run(lambda connection: self._open(connection, name, list(people)))

    async def answers(self, opened: Round, person: str, letters: str) -> Turn:
        """Somebody takes part and answers as far as the letters go."""
        turn = await self.presses(person, AboutRound(RoundVerb.TAKE_PART, opened.id))
        for letter in letters:
            assert turn.state is not None
            assert turn.state.open is not None
            question = str(turn.state.open)
            choice = self.choices[question][int(letter) - 1]
            turn = await self.presses(person, Tap(turn.state.turn, question, choice))
        return turn

    async def answers_refused(self, opened: Round, person: str) -> None:
        """Somebody who comes too late: nothing is asked of them."""
        turn = await self.presses(person, AboutRound(RoundVerb.TAKE_PART, opened.id))
        assert turn.state is None or turn.state.open is None

    async def writes(self, person: str, words: str) -> Turn:
        """Words, as an answer to the open question."""
        return await self.presses(person, Typed(words))

    async def presses(self, person: str, taken: Any) -> Turn:
        """A minute after the last thing that happened."""
        self.now += timedelta(minutes=1)
        arrived = Arrived(Update(CHANNEL, WORKSPACE, self._new_id()), person, taken)
        return await self.database.run(lambda connection: take_turn(connection, arrived, self.around()))

    async def closes(self, opened: Round, *, early: bool = False) -> RoundDocument:
        """By the time, or early."""
        if not early:
            self.now = max(self.now, opened.closes_at)
        await self.database.run(
            lambda connection: rounds.go(connection, opened.id, RoundStatus.OPEN, RoundStatus.CLOSING)
        )
        chance = closing.Closing(self.around, self.keys, self.order)
        await closing.close_round(self.database, opened.id, chance, lambda _: None)
        return (await self.shown(opened.checkin_id))[-1]

    async def shown(self, name: str) -> list[RoundDocument]:
        """All documents of a check-in."""
        found = await self.reads(lambda connection: releases.of_checkin(connection, name))
        return [one.document for one in found]  # type: ignore[misc]  # as it was written

    async def reads(self, work: Callable[[Connection], T]) -> T:
        """What somebody with the database sees."""
        return await self.database.read(work)

    @property
    def keys(self) -> tuple[bytes, ...]:
        """Of the ledger."""
        return self.database.keys.derived(ledger.PURPOSE)

    def around(self) -> Surroundings:
        """What a turn knows of the world."""
        lease = Platform(self.now + timedelta(minutes=1), (b"k" * 32,))
        return Surroundings(self._library, self.now, self._new_id, CHANNEL, platform=lease)

    def _new_id(self) -> str:
        return f"{next(self._numbers):026}"

    def _open(self, connection: Connection, name: str, people: list[str]) -> Round:
        pinned = Pinned(self._flow.name, self._flow.version, self._flow.hash)
        flows.pin(connection, pinned, self._source, self.now)
        number = rounds.next_number(connection, name)
        day = date(2030, 1, 6) + timedelta(days=number)
        made = Round(
            self._new_id(), name, number, day, pinned, RoundStatus.OPEN, self.now,
            self.now + timedelta(days=1),
        )  # fmt: skip
        assert rounds.begin(connection, made)
        invited = [
            respondents.find_or_make(
                connection, CHANNEL, WORKSPACE, person, now=self.now, new_id=self._new_id
            )
            for person in people
        ]
        invitations.invite(
            connection,
            [Invitation(self._new_id(), made.id, one.id, InvitationStatus.SENT) for one in invited],
        )
        return made
