"""A company whose teams have check-ins, over which months go by in minutes.

    company = Company(database, Plan(people=60, teams=6, days=90), Random(1))
    await company.lives()
    company.rounds …

The verbs are the real ones: the tick, the jobs, turns of people. The world around them is made up: the clock,
a directory of people who come, go and move, jobs that are lost or run twice, processes that end at any
moment, outages of hours and days. What was sent is read from the outbox, as a sender would find it.
"""

import heapq
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import count
from random import Random
from typing import Any, Final, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, delete, func, select, update

from bot.channels.base import Place
from bot.checkins.clockwork import Clockwork
from bot.checkins.jobs import RoundJobs, Side
from bot.engine.inputs import Tap
from bot.engine.state import State, Status, to_json
from bot.store import answers, checkins, conversations, invitations, respondents, rounds, unlinking
from bot.store.answers import StoredAnswer
from bot.store.checkins import CheckIn
from bot.store.columns import AnswerState
from bot.store.conversations import Conversation
from bot.store.database import Database
from bot.store.inbound import Update
from bot.store.invitations import InvitationStatus
from bot.store.rounds import RoundStatus
from bot.store.tables import CHECKIN, DELIVERY, INVITATION, ROUND
from bot.store.together import Ahead
from bot.turn.arrived import Arrived, Parcel, Platform, Surroundings
from bot.turn.library import Library
from bot.turn.teams import schedule
from bot.turn.teams.audience import Audience, CannotLook, Looked, Member
from bot.turn.turning import turned
from bot.wishes import AboutRound, RoundVerb
from bot.work.port import ANYBODY, Job
from tests.turn.someone import library

T = TypeVar("T")
CHANNEL: Final = "slack"
WORKSPACE: Final = "T1"
FIRST_DAY: Final = date(2030, 1, 7)
STEP: Final = timedelta(minutes=10)
ZONES: Final = (
    "Pacific/Honolulu", "America/Los_Angeles", "America/Denver", "America/New_York", "America/Sao_Paulo",
    "Atlantic/Azores", "Europe/London", "Europe/Berlin", "Africa/Cairo", "Asia/Dubai", "Asia/Kolkata",
    "Asia/Tokyo", "Australia/Sydney", "Pacific/Auckland",
)  # fmt: skip
PULSE: Final = """
flow: pulse
title: Pulse
scale: agree5
areas: {work: {title: Work}}
levels: {low: {from: 0, title: Low}, high: {from: 50, title: High}}
steps:
  - {ask: clear, area: work, text: "It is clear to me what comes next."}
  - {ask: calm, area: work, text: "I can work without a hurry."}
"""
QUESTIONS: Final = ("clear", "calm")
CHOICES: Final = ("strongly_disagree", "disagree", "neutral", "agree", "strongly_agree")


@dataclass(frozen=True, slots=True)
class Plan:
    """How large the company is, and how hard its life."""

    people: int
    teams: int
    days: int
    restarts_a_day: float = 1.0
    outages: Sequence[tuple[float, float]] = ()
    """Day of the plan → for so many days nothing runs."""
    weeks: Sequence[int] = (2,)
    """So many between the rounds of one team, of the next, and so on."""
    talking: float = 1.0
    """The share of answers that are given by real turns; the others are written as such turns leave them."""


@dataclass(slots=True)
class Worker:
    """Somebody of the company."""

    id: str
    zone: str
    team: int
    here_from: datetime
    here_until: datetime | None = None
    off_until: datetime | None = None
    off_since: datetime | None = None
    moves: list[tuple[datetime, str]] = field(default_factory=list)
    """When they moved, from which zone."""

    def zone_at(self, moment: datetime) -> str:
        """Where they lived then."""
        return next((zone for at, zone in self.moves if moment < at), self.zone)

    def is_here(self, now: datetime) -> bool:
        return self.here_from <= now and (self.here_until is None or now < self.here_until)


@dataclass(frozen=True, slots=True)
class Came:
    """A message that came to somebody."""

    at: datetime
    person: str
    occasion: str | None
    round: str | None


class Killed(BaseException):
    """The process ended here."""


class Mortal:
    """A database whose process ends at one of its works: before it, or when it is committed."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.keys = database.keys
        self.place = database.place
        self.left: int | None = None
        """Halves of works until then."""

    async def run(self, work: Callable[[Connection], T]) -> T:
        self._live()
        done = await self._database.run(work)
        self._live()
        return done

    async def tap(self, ahead: Ahead, work: Callable[[Connection], T]) -> T:
        self._live()
        done = await self._database.tap(ahead, work)
        self._live()
        return done

    async def read(self, work: Callable[[Connection], T], *, at_length: bool = False) -> T:
        return await self._database.read(work, at_length=at_length)

    async def reshape(self, work: Callable[[Connection], T]) -> T:
        return await self._database.reshape(work)

    async def close(self) -> None:
        await self._database.close()

    def _live(self) -> None:
        if self.left is None:
            return
        self.left -= 1
        if self.left < 0:
            self.left = None
            raise Killed


class Memory:
    """Jobs of one process, in its memory: gone with it, lost now and then, run twice now and then."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance
        self._jobs: dict[str, Job] = {}
        self._seen: set[str] = set()
        self._waiting: list[tuple[str, tuple[str, ...]]] = []

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
        if key not in self._seen:
            self._seen.add(key)
            self._waiting.append((name, arguments))

    async def cancel(self, key: str) -> None:
        raise AssertionError("nobody cancels a job")

    async def stop(self) -> None:
        return

    async def run(self) -> None:
        return

    async def work(self) -> int:
        """All that waits; some of it later, never, or twice. How many that was."""
        waiting, self._waiting = self._waiting, []
        for name, arguments in waiting:
            fate = self._chance.random()
            if fate < 0.1:
                self._waiting.append((name, arguments))
            elif fate < 0.95:
                await self._jobs[name](*arguments)
                if fate > 0.85:
                    await self._jobs[name](*arguments)
        return len(waiting)


class Postbox:
    """Takes what goes out; it is found in the database."""

    def post(self, to: Place, parcels: Iterable[Parcel]) -> None:
        return

    def crowded(self) -> frozenset[str]:
        return frozenset()


class Company:
    """Lives through its plan; what came of it stands in its fields."""

    def __init__(self, database: Database, plan: Plan, chance: Random) -> None:
        self.database = database
        self._mortal = Mortal(database)
        self.plan = plan
        self.chance = chance
        self.now = datetime.combine(FIRST_DAY, datetime.min.time(), UTC)
        self.until = self.now + timedelta(days=plan.days)
        self.came: list[Came] = []
        self.looked: dict[str, list[tuple[datetime, frozenset[str]]]] = defaultdict(list)
        """Team → when its people were looked up, and who they were."""
        self.away: list[tuple[datetime, datetime]] = []
        """When nothing ran."""
        self.restarts = 0
        self.ticks = 0
        self._numbers = count(1)
        self._library: Library = library(PULSE)
        self._answers: list[tuple[datetime, str, str]] = []
        """When, who, in which round."""
        self.workers: dict[str, Worker] = {}
        self._of_team: dict[int, list[Worker]] = defaultdict(list)
        for _ in range(plan.people):
            self._joins(self.now - timedelta(days=1))

    async def lives(self) -> None:
        """From the first day to the last, and until every round is closed."""
        await self.database.run(self._begin)
        self._restart()
        next_day, outages = self.now, list(self.plan.outages)
        while self.now < self.until or await self.database.run(_is_running):
            if self.now >= next_day and self.now < self.until:
                await self._a_day_begins()
                next_day += timedelta(days=1)
            if outages and self.now >= self._day(outages[0][0]):
                self._nothing_runs(timedelta(days=outages.pop(0)[1]))
            await self._looks()
            follows = await self._next_event()
            self.now = max(self.now + STEP, min(follows, next_day) if self.now < self.until else follows)

    # --- What goes by itself -------------------------------------------------------------------------

    async def _looks(self) -> None:
        """One tick, its jobs, what goes out, and who answers by now; the process may end anywhere in it."""
        self.ticks += 1
        try:
            for _ in range(3):
                while await self._clockwork.tick():
                    pass
                if not await self._jobs.work():
                    break
        except Killed:
            self._restart()
        for came in await self.database.run(self._deliver):
            self.came.append(came)
            self._reacts(came)
        while self._answers and self._answers[0][0] <= self.now:
            _, person, round_id = heapq.heappop(self._answers)
            await self._answers_now(person, round_id)

    async def _next_event(self) -> datetime:
        found = await self.database.read(_next_time)
        times = [moment for moment in (*found, *(one[0] for one in self._answers[:1])) if moment is not None]
        later = [max(moment, self.now + STEP) for moment in times]
        return min(later, default=self.until if self.now < self.until else self.now + STEP)

    def _restart(self) -> None:
        """Another process, which knows nothing but what stands in the database."""
        self.restarts += 1
        self._jobs = Memory(self.chance)
        side = Side(self, Postbox(), self.around)
        RoundJobs(self._mortal, {CHANNEL: side}, lambda n: self.chance.sample(range(n), n)).register(
            self._jobs
        )
        self._clockwork = Clockwork(self._mortal, Postbox(), self._jobs, None, self.around)

    def around(self) -> Surroundings:
        """What a turn knows of the world."""
        lease = Platform(self.now + timedelta(minutes=1), (b"k" * 32,))
        return Surroundings(self._library, self.now, self._new_id, CHANNEL, platform=lease)

    async def look(self, workspace: str, audience: Audience) -> Looked:
        """Who belongs to a team now; now and then nobody can say."""
        if self.chance.random() < 0.05:
            raise CannotLook("later", for_good=False)
        (team,) = audience.groups
        here = [one for one in self._of_team[int(team)] if one.is_here(self.now)]
        self.looked[team].append((self.now, frozenset(one.id for one in here)))
        return Looked([Member(one.id, one.zone) for one in here])

    def _deliver(self, connection: Connection) -> list[Came]:
        """All that waits arrives, and is forgotten but for messages that are changed later."""
        rows = connection.execute(
            select(DELIVERY, *_PERSON)
            .join(_ADDRESS, _ADDRESS.c.id == DELIVERY.c.address_id)
            .where(DELIVERY.c.status.in_(("waiting", "sending")))
            .order_by(DELIVERY.c.created_at, DELIVERY.c.id)
        ).all()
        came = []
        for row in rows:
            about = _round_of(row.payload) if row.occasion in ("invitation", "reminder") else None
            came.append(Came(self.now, row.external_id, row.occasion, about))
        if rows:
            sent = {"status": "sent", "platform_id": DELIVERY.c.id, "sent_at": self.now, "lease_until": None}
            connection.execute(
                update(DELIVERY).where(DELIVERY.c.status.in_(("waiting", "sending"))).values(sent)
            )
            connection.execute(
                delete(DELIVERY).where(DELIVERY.c.occasion.in_(("invitation", "reminder", "closed")))
            )
        return came

    # --- People --------------------------------------------------------------------------------------

    async def _a_day_begins(self) -> None:
        """Some come, some go, some move, some want no check-ins; and processes end."""
        some = max(1, self.plan.people // 500)
        for _ in range(self.chance.randint(0, some)):
            self._joins(self.now)
        for one in self.chance.sample(sorted(self.workers), self.chance.randint(0, some)):
            worker = self.workers[one]
            worker.here_until = worker.here_until or self.now
        for one in self.chance.sample(sorted(self.workers), self.chance.randint(0, some)):
            worker = self.workers[one]
            worker.moves.append((self.now, worker.zone))
            worker.zone = self.chance.choice(ZONES)
            await self.database.run(partial(self._tells_zone, worker=worker))
        for one in self.chance.sample(sorted(self.workers), self.chance.randint(0, some)):
            await self.database.run(partial(self._opts_out, worker=self.workers[one]))
        if self.chance.random() < self.plan.restarts_a_day:
            self._mortal.left = self.chance.randint(0, 10 + self.plan.people // 10)

    def _joins(self, now: datetime) -> None:
        number = len(self.workers) + 1
        team = number % self.plan.teams
        near = (team * 5, team * 5, team * 5 + 1, team * 5 + 2, self.chance.randrange(len(ZONES)))
        zone = ZONES[self.chance.choice(near) % len(ZONES)]
        worker = Worker(f"U{number}", zone, team, now)
        self.workers[worker.id] = worker
        self._of_team[team].append(worker)

    def _tells_zone(self, connection: Connection, worker: Worker) -> None:
        address = respondents.find(connection, CHANNEL, WORKSPACE, worker.id)
        if address is not None:
            respondents.set_zone(connection, address.id, worker.zone)

    def _opts_out(self, connection: Connection, worker: Worker) -> None:
        address = respondents.find(connection, CHANNEL, WORKSPACE, worker.id)
        if address is not None:
            worker.off_since, worker.off_until = self.now, self.now + timedelta(days=40)
            respondents.switch_checkins_off(connection, address.id, worker.off_until)

    def _reacts(self, came: Came) -> None:
        """Most answer some time after an invitation, some after a reminder."""
        if came.round is None or self.chance.random() > (0.6 if came.occasion == "invitation" else 0.3):
            return
        delay = timedelta(minutes=self.chance.choice((5, 30, 120, 600, 1500)))
        heapq.heappush(self._answers, (self.now + delay, came.person, came.round))

    async def _answers_now(self, person: str, round_id: str) -> None:
        if self.chance.random() < self.plan.talking:
            await self._talks(person, round_id)
        else:
            await self.database.run(lambda connection: self._has_talked(connection, person, round_id))

    async def _talks(self, person: str, round_id: str) -> None:
        """By real turns; one in ten stops in the middle, one in twenty does not want to."""
        wants = self.chance.random()
        verb = RoundVerb.NOT_THIS_TIME if wants < 0.05 else RoundVerb.TAKE_PART
        turn = await self._turn(person, AboutRound(verb, round_id))
        for _ in QUESTIONS:
            state = turn.state
            if state is None or state.open is None or wants > 0.95:
                return
            turn = await self._turn(person, Tap(state.turn, str(state.open), self.chance.choice(CHOICES)))

    async def _turn(self, person: str, taken: Any) -> Any:
        arrived = Arrived(Update(CHANNEL, WORKSPACE, self._new_id()), person, taken)
        return await turned(self.database, arrived, self.around())

    def _has_talked(self, connection: Connection, person: str, round_id: str) -> None:
        """The rows that such turns leave, without the turns."""
        address = respondents.find(connection, CHANNEL, WORKSPACE, person)
        found = rounds.by_id(connection, round_id)
        part = None if address is None else invitations.of_person(connection, round_id, address.id)
        if part is None or found is None or found.status is not RoundStatus.OPEN:
            return
        if found.closes_at <= self.now or part.status is not InvitationStatus.SENT:
            return
        nobody = unlinking._made(connection, found)
        made = Conversation(
            self.around().random_id(), nobody.respondent_id, nobody.address_id, found.flow, "finished", 2,
            to_json(State(status=Status.FINISHED)), "en", found.opens_at, found.opens_at,
            ended_at=found.opens_at, round_id=round_id,
        )  # fmt: skip
        conversations.begin(connection, made)
        said = [
            StoredAnswer(name, self.chance.choice(CHOICES), AnswerState.GIVEN, 1, found.opens_at)
            for name in QUESTIONS
        ]
        answers.write(connection, made.id, said)
        invitations.change(connection, replace(part, status=InvitationStatus.FINISHED, due_at=None))

    # --- The beginning -------------------------------------------------------------------------------

    def _begin(self, connection: Connection) -> None:
        for team in range(self.plan.teams):
            checkin = self._checkin(team)
            next_on, next_at = schedule.next_round(checkin, self.now)
            checkins.begin(connection, replace(checkin, next_on=next_on, next_at=next_at))

    def _checkin(self, team: int) -> CheckIn:
        """On a weekday and at an hour of its own; every fifth team keeps German holidays."""
        weeks = self.plan.weeks[team % len(self.plan.weeks)]
        begins = FIRST_DAY + timedelta(days=3 + (team % 5) + 2 * (team % 5 > 1))
        return CheckIn(
            id=f"checkin-{team}", channel=CHANNEL, workspace=WORKSPACE, team=f"Team {team}",
            flow_name="pulse", language="en", manager=f"M{team}", viewers=(f"M{team}",),
            audience=Audience(groups=(str(team),)).to_json(), anonymous=True, min_answers=3 + team % 3,
            every=_every(weeks), first_on=begins,
            at_minute=60 * (9 + team % 6), zone="member", weekdays_only=True, open_minutes=3 * 24 * 60,
            reminders=team % 3, created_at=self.now, calendar="DE" if team % 5 == 0 else None,
        )  # fmt: skip

    def _day(self, days: float) -> datetime:
        return datetime.combine(FIRST_DAY, datetime.min.time(), UTC) + timedelta(days=days)

    def _nothing_runs(self, time: timedelta) -> None:
        self.away.append((self.now, self.now + time))
        self.now += time
        self._restart()

    def _new_id(self) -> str:
        return f"id-{next(self._numbers):022}"


_ADDRESS: Final = INVITATION.metadata.tables["address"]
_PERSON: Final = (_ADDRESS.c.external_id,)


def _every(weeks: int) -> str:
    return "1 week" if weeks == 1 else f"{weeks} weeks"


def _round_of(payload: str) -> str | None:
    """The round that a button of a message is about."""
    for button in json.loads(payload).get("buttons", ()):
        found = button.get("press", {}).get("round")
        if found:
            return str(found)
    return None


def _is_running(connection: Connection) -> bool:
    """Is a round open? When the plan is over no other opens."""
    connection.execute(update(CHECKIN).values(next_on=None, next_at=None))
    over = (RoundStatus.CLOSED.value, RoundStatus.CANCELLED.value)
    return bool(
        connection.execute(
            select(func.count()).select_from(ROUND).where(ROUND.c.status.not_in(over))
        ).scalar_one()
    )


def _next_time(connection: Connection) -> tuple[datetime | None, ...]:
    return (
        connection.execute(select(func.min(CHECKIN.c.next_at))).scalar_one(),
        connection.execute(
            select(func.min(INVITATION.c.due_at))
            .join(ROUND, ROUND.c.id == INVITATION.c.round_id)
            .where(ROUND.c.status == "open")
        ).scalar_one(),
        connection.execute(select(func.min(ROUND.c.closes_at)).where(ROUND.c.status == "open")).scalar_one(),
        connection.execute(
            select(func.min(ROUND.c.opens_at)).where(ROUND.c.status.in_(("opening", "closing")))
        ).scalar_one(),
    )


def local(at: datetime, zone: str) -> datetime:
    """By the clock on somebody's wall."""
    return at.astimezone(ZoneInfo(zone))
