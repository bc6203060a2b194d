"""What must be true of a company that lived, worked out without the product's rules."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, func, select

from bot.checkins.proof import prove
from bot.store import checkins, releases, rounds
from bot.store.checkins import CheckIn
from bot.store.releases import Release
from bot.store.rounds import Round, RoundFate, RoundStatus
from bot.store.tables import ADDRESS, CONVERSATION, INVITATION
from tests.checkins.company import CHANNEL, STEP, WORKSPACE, Came, Company, Worker, local

GERMAN_HOLIDAYS = {
    date(2030, 1, 1), date(2030, 4, 19), date(2030, 4, 22), date(2030, 5, 1), date(2030, 5, 30),
    date(2030, 6, 10), date(2030, 10, 3), date(2030, 12, 25), date(2030, 12, 26), date(2031, 1, 1),
}  # fmt: skip
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Seen:
    """What the database holds at the end."""

    checkins: tuple[CheckIn, ...]
    rounds: dict[str, tuple[Round, ...]]
    """By check-in."""
    releases: tuple[Release, ...]
    reminders: dict[tuple[str, str], int]
    """Round and person → how many the invitation counts."""
    invited: dict[str, frozenset[str]]
    """Round → who has an invitation, whatever became of it."""
    statuses: Counter[str]
    linked: int
    """Conversations of rounds that lead to a person."""
    named: int
    """Invitations that name a conversation."""
    violations: tuple[str, ...]
    """Of the promises, as the audit sees them."""


def seen(connection: Connection, keys: Sequence[bytes]) -> Seen:
    """Reads it. *keys*: of the ledger."""
    all_ = checkins.in_workspace(connection, CHANNEL, WORKSPACE)
    parts = connection.execute(
        select(INVITATION, ADDRESS.c.external_id).join(ADDRESS, ADDRESS.c.id == INVITATION.c.address_id)
    ).all()
    invited: dict[str, set[str]] = defaultdict(set)
    for one in parts:
        invited[one.round_id].add(one.external_id)
    linked = connection.execute(
        select(func.count())
        .select_from(CONVERSATION.join(ADDRESS, ADDRESS.c.id == CONVERSATION.c.address_id))
        .where(CONVERSATION.c.round_id.is_not(None), ADDRESS.c.channel == CHANNEL)
    ).scalar_one()
    return Seen(
        all_,
        {one.id: rounds.of_checkin(connection, one.id) for one in all_},
        tuple(release for one in all_ for release in releases.of_checkin(connection, one.id)),
        {(one.round_id, one.external_id): one.reminders for one in parts},
        {round_id: frozenset(people) for round_id, people in invited.items()},
        Counter(one.status for one in parts),
        linked,
        sum(one.conversation_id is not None for one in parts),
        _violations(connection, all_, keys),
    )


def _violations(connection: Connection, all_: Sequence[CheckIn], keys: Sequence[bytes]) -> tuple[str, ...]:
    found = []
    for one in all_:
        proof = prove(connection, one.id, keys=keys)
        assert proof is not None, one.id
        if not proof.holds:
            found.append(f"{one.id}: {proof.violations}")
    return tuple(found)


def check(company: Company, found: Seen) -> None:
    """AssertionError where something is not as it must be."""
    for checkin in found.checkins:
        each_day_has_one_round(company, checkin, found.rounds[checkin.id])
    each_round_is_released_once(found)
    nobody_is_invited_twice(company)
    who_is_asked_belongs_there(company, found)
    in_their_hours(company, found)
    reminders_are_few(company, found)
    assert (found.linked, found.named) == (0, 0)
    assert found.violations == ()


def each_day_has_one_round(company: Company, checkin: CheckIn, held: tuple[Round, ...]) -> None:
    expected = []
    day = checkin.first_on
    while day <= company.until.date() - timedelta(days=1):
        expected.append(worked_on(day, checkin.calendar))
        day += timedelta(weeks=int(checkin.every.split()[0]))
    days = [one.occurs_on for one in held]
    assert days[: len(expected)] == expected, checkin.id
    assert len(days) - len(expected) in (0, 1)  # the last one, far in the east, may have begun already
    assert [one.number for one in held] == list(range(1, len(held) + 1))
    assert {one.status for one in held} <= {RoundStatus.CLOSED}, checkin.id


def worked_on(day: date, calendar: str | None) -> date:
    while day.weekday() >= SATURDAY or (calendar == "DE" and day in GERMAN_HOLIDAYS):
        day += timedelta(days=1)
    return day


def each_round_is_released_once(found: Seen) -> None:
    """Alone or with those it was held for; besides that, one says that it is held."""
    over = Counter(one for release in found.releases if not is_held(release) for one in release.round_ids)
    held = Counter(release.round_ids[-1] for release in found.releases if is_held(release))
    for one in (one for of_checkin in found.rounds.values() for one in of_checkin):
        if one.fate is RoundFate.HELD:
            assert (over[one.id], held[one.id]) == (0, 1), one
        else:
            assert (over[one.id], held[one.id] <= 1) == (1, True), one


def is_held(release: Release) -> bool:
    return bool(release.document["why"] == "held")


def nobody_is_invited_twice(company: Company) -> None:
    invited = Counter((one.person, one.round) for one in company.came if one.occasion == "invitation")
    assert set(invited.values()) == {1}


def who_is_asked_belongs_there(company: Company, found: Seen) -> None:
    """They were in the team when its people were looked up, and had not said that they want none."""
    for checkin_id, held in found.rounds.items():
        team = checkin_id.removeprefix("checkin-")
        looks = company.looked[team]
        for one in held:
            near = [people for at, people in looks if at <= one.opens_at + timedelta(days=4)]
            assert found.invited[one.id] <= frozenset().union(*near[-3:]), (checkin_id, one.number)
    for came in company.came:
        if came.occasion in ("invitation", "reminder"):
            assert not is_off(company.workers[came.person], came.at), came


def is_off(worker: Worker, moment: datetime) -> bool:
    """Did they want no check-ins then? Who said so in the same moment may still be asked."""
    since, until = worker.off_since, worker.off_until
    return since is not None and until is not None and since < moment < until


def in_their_hours(company: Company, found: Seen) -> None:
    by_id = {one.id: (checkin, one) for checkin in found.checkins for one in found.rounds[checkin.id]}
    for came in company.came:
        if came.occasion != "invitation":
            continue
        checkin, held = by_id[came.round or ""]
        worker = company.workers[came.person]
        here = local(came.at, worker.zone_at(came.at))
        assert here.weekday() < SATURDAY, came
        assert came.at <= held.closes_at, came
        minute = here.hour * 60 + here.minute
        on_time = here.date() == held.occurs_on and 0 <= minute - checkin.at_minute <= 60
        if not on_time:
            assert was_held_up(company, worker, came, held), (came, here, checkin.at_minute)
            assert 7 * 60 <= minute <= 22 * 60, (came, here)


def was_held_up(company: Company, worker: Worker, came: Came, held: Round) -> bool:
    """Nothing ran, they moved, or nobody could say who is asked, shortly before."""
    since = came.at - timedelta(days=4)
    away = any(ends >= since and begins <= came.at for begins, ends in company.away)
    moved = any(since <= at <= came.at for at, _ in worker.moves)
    return away or moved


def reminders_are_few(company: Company, found: Seen) -> None:
    by_id = {one.id: (checkin, one) for checkin in found.checkins for one in found.rounds[checkin.id]}
    reminded = Counter((one.round, one.person) for one in company.came if one.occasion == "reminder")
    for (round_id, person), times in reminded.items():
        checkin, _ = by_id[round_id or ""]
        assert times <= checkin.reminders <= 2, (round_id, person)
        assert found.reminders[round_id or "", person] == times
    for came in company.came:
        if came.occasion == "reminder":
            here = local(came.at, company.workers[came.person].zone_at(came.at))
            assert here.weekday() < SATURDAY, came
            assert 9 * 60 <= here.hour * 60 + here.minute < 17 * 60 + STEP.seconds // 60, (came, here)
            assert came.at < by_id[came.round or ""][1].closes_at, came
