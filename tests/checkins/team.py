"""One team with a check-in, over which time goes by from one look to the next: `Team`.

A team begins its check-in; at each moment that is looked at, `at` tells what came to whom by that.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any, Final, NamedTuple, TypeVar

from sqlalchemy import Connection, select, update

from bot.checkins.clockwork import Clockwork
from bot.checkins.jobs import RoundJobs, Side
from bot.engine.inputs import Tap
from bot.store import checkins, invitations, releases, respondents, rounds
from bot.store.checkins import CheckIn
from bot.store.database import Database
from bot.store.inbound import Update
from bot.store.invitations import Invitation
from bot.store.releases import Release
from bot.store.respondents import Address
from bot.store.rounds import Round
from bot.store.tables import ADDRESS, DELIVERY
from bot.turn.arrived import Arrived, Platform, Surroundings, Turn
from bot.turn.library import Library
from bot.turn.take import take_turn
from bot.turn.teams import schedule
from bot.turn.teams.audience import Audience, LeftOut, Looked, Member
from bot.wishes import AboutRound, RoundVerb
from bot.work.port import ANYBODY, Job
from tests.checkins.company import CHANNEL, PULSE, WORKSPACE, Postbox
from tests.turn.someone import library

T = TypeVar("T")
MONDAY: Final = date(2030, 1, 7)
AGREE: Final = ("agree", "disagree", "neutral", "strongly_agree", "strongly_disagree")


class Came(NamedTuple):
    """A message to somebody."""

    person: str
    occasion: str | None


class AtOnce:
    """Jobs that run when they are asked to; each key once."""

    def __init__(self) -> None:
        self._jobs: dict[str, Job] = {}
        self.keys: list[str] = []
        self.waiting: list[tuple[str, tuple[str, ...]]] = []

    def register(self, name: str, job: Job, queues: Iterable[str] = ()) -> None:
        self._jobs[name] = job

    def enqueue(
        self,
        connection: Connection,
        name: str,
        key: str,
        *arguments: str,
        queue: str = ANYBODY,
        once: bool = False,
    ) -> None:
        if key not in self.keys:
            self.keys.append(key)
            self.waiting.append((name, arguments))

    async def cancel(self, key: str) -> None:
        return

    async def run(self) -> None:
        waiting, self.waiting = self.waiting, []
        for name, arguments in waiting:
            await self._jobs[name](*arguments)

    async def stop(self) -> None:
        return


class Team:
    """People with a check-in, and the process that runs it."""

    def __init__(
        self, database: Database, *, people: Mapping[str, str | None], **checkin: Any
    ) -> None:  # fmt: skip
        self.database = database
        self.people = dict(people)
        """Name → zone."""
        self.left_out: dict[LeftOut, int] = {}
        self.trouble: Exception | None = None
        """Raised by whoever is asked who belongs to the team."""
        self.now = datetime(2030, 1, 1, tzinfo=UTC)
        self.library: Library = library(PULSE)
        self.jobs = AtOnce()
        self._numbers = count(1)
        self.made = replace(_CHECKIN, **checkin)
        RoundJobs(database, {CHANNEL: Side(self, Postbox(), self.around)}, range).register(self.jobs)
        self.clockwork = Clockwork(database, Postbox(), self.jobs, WORKSPACE, self.around)

    async def begins(self, now: datetime | None = None) -> None:
        """The check-in is started."""
        self.now = now or self.now
        next_on, next_at = schedule.next_round(self.made, self.now)
        made = replace(self.made, next_on=next_on, next_at=next_at)
        await self.database.run(lambda connection: checkins.begin(connection, made))

    async def at(self, moment: datetime) -> list[Came]:
        """One look, its jobs, and another; what came to people by that."""
        self.now = moment
        await self.clockwork.tick()
        while self.jobs.waiting:
            await self.jobs.run()
            await self.clockwork.tick()
        return await self.database.run(self._delivered)

    async def each(self, moments: Sequence[datetime]) -> list[tuple[datetime, Came]]:
        """Looks at all of these moments."""
        return [(moment, came) for moment in moments for came in await self.at(moment)]

    async def hourly(self, since: datetime, until: datetime) -> list[tuple[datetime, Came]]:
        """Looks every hour."""
        hours = int((until - since) / timedelta(hours=1))
        return await self.each([since + timedelta(hours=one) for one in range(hours + 1)])

    async def answers(self, person: str, *choices: str) -> None:
        """Takes part, and gives both answers, or only so many."""
        turn = await self.presses(person, RoundVerb.TAKE_PART)
        for choice in choices or ("agree", "agree"):
            state = turn.state
            assert state is not None
            turn = await self.turn(person, Tap(state.turn, str(state.open), choice))

    async def presses(self, person: str, verb: RoundVerb) -> Turn:
        """A button of the invitation to the newest round."""
        newest = (await self.rounds())[-1]
        return await self.turn(person, AboutRound(verb, newest.id))

    async def turn(self, person: str, taken: Any) -> Turn:
        """Whatever somebody does."""
        arrived = Arrived(Update(CHANNEL, WORKSPACE, self._new_id()), person, taken)
        return await self.database.run(lambda connection: take_turn(connection, arrived, self.around()))

    async def checkin(self) -> CheckIn:
        found = await self.database.read(lambda connection: checkins.by_id(connection, self.made.id))
        assert found is not None
        return found

    async def rounds(self) -> tuple[Round, ...]:
        return await self.database.read(lambda connection: rounds.of_checkin(connection, self.made.id))

    async def releases(self) -> tuple[Release, ...]:
        return await self.database.read(lambda connection: releases.of_checkin(connection, self.made.id))

    async def part(self, person: str, number: int = -1) -> Invitation | None:
        """Somebody's part in a round, by its place; None: they are not invited."""
        held = (await self.rounds())[number]
        address = await self.address(person)
        if address is None:
            return None
        return await self.database.read(
            lambda connection: invitations.of_person(connection, held.id, address.id)
        )

    async def address(self, person: str) -> Address | None:
        return await self.database.read(
            lambda connection: respondents.find(connection, CHANNEL, WORKSPACE, person)
        )

    async def does(self, person: str, change: Callable[[Connection, str], None]) -> None:
        """Changes something at somebody's address."""
        address = await self.address(person)
        assert address is not None
        await self.database.run(lambda connection: change(connection, address.id))

    async def look(self, workspace: str, audience: Audience) -> Looked:
        """The team as it is now."""
        if self.trouble is not None:
            raise self.trouble
        members = [Member(person, zone) for person, zone in self.people.items()]
        return Looked(members, self.left_out)

    def around(self) -> Surroundings:
        lease = Platform(self.now + timedelta(minutes=1), (b"k" * 32,))
        return Surroundings(self.library, self.now, self._new_id, CHANNEL, platform=lease)

    def _delivered(self, connection: Connection) -> list[Came]:
        """Everything that waits arrives; status messages to the manager are not told of."""
        open_ = DELIVERY.c.status.in_(("waiting", "sending"))
        rows = connection.execute(
            select(DELIVERY.c.occasion, ADDRESS.c.external_id)
            .join(ADDRESS, ADDRESS.c.id == DELIVERY.c.address_id)
            .where(open_)
            .order_by(DELIVERY.c.created_at, DELIVERY.c.id)
        ).all()
        sent = {"status": "sent", "platform_id": DELIVERY.c.id, "sent_at": self.now, "lease_until": None}
        connection.execute(update(DELIVERY).where(open_).values(sent))
        return [Came(row.external_id, row.occasion) for row in rows if row.occasion != "status"]

    def _new_id(self) -> str:
        return f"id-{next(self._numbers):022}"


_CHECKIN: Final = CheckIn(
    id="checkin", channel=CHANNEL, workspace=WORKSPACE, team="Crew", flow_name="pulse", language="en",
    manager="boss", viewers=("boss",), audience=Audience(channels=("C1",)).to_json(), anonymous=True,
    min_answers=3, every="2 weeks", first_on=MONDAY, at_minute=9 * 60, zone="member", weekdays_only=True,
    open_minutes=2 * 24 * 60, reminders=0, created_at=datetime(2030, 1, 1, tzinfo=UTC),
)  # fmt: skip
