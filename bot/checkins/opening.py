"""A round opens: its day has come, its people are looked up, and each gets an hour of their own.

The tick moves the check-in to its next day and writes the round in one transaction (`begin_round`), so each
day has one round however many processes tick. A job then looks people up at the platform (`open_round`); it
may run again from its start at any point. People are written in small batches, so that nobody else waits for
the database; nobody is invited before the round is open, which is its last step.

Rounds of one check-in do not overlap: a round ends where the next one begins for the first of its people.
"""

import logging
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import partial
from typing import Final

from sqlalchemy import Connection

from bot.channels.base import Place
from bot.messages import Words
from bot.present.teams.not_opened import NO_FLOW, NOBODY, missed, not_opened
from bot.store import checkins, crowd, flows, installations, invitations, rounds
from bot.store.checkins import CheckIn, CheckInStatus
from bot.store.crowd import Seen
from bot.store.database import Database
from bot.store.invitations import Invitation, InvitationStatus
from bot.store.respondents import Address
from bot.store.rounds import Round, RoundStatus
from bot.turn.arrived import Surroundings, Told, Turn
from bot.turn.library import Shelved
from bot.turn.posting import posted
from bot.turn.teams import schedule
from bot.turn.teams.audience import Audience, CannotLook, Directory, LeftOut, Looked, Member
from bot.turn.teams.brought import Brought
from bot.turn.teams.named import address_of

_LOG: Final = logging.getLogger(__name__)
AT_ONCE: Final = 50
"""People who are written in one transaction."""
PAUSED: Final = "paused"
LEAST: Final = timedelta(hours=4)
"""What everybody has to answer, where the next round is near; less only where a round is shorter."""


@dataclass(frozen=True, slots=True)
class Begun:
    """What the coming of a day led to."""

    round: Round | None
    """To be opened by a job; None: there is none for that day."""
    brought: Sequence[Brought] = ()
    """What goes out to its manager."""


@dataclass(slots=True)
class _Asked:
    """Who was written so far."""

    moments: list[datetime] = field(default_factory=list)
    next_moments: list[datetime] = field(default_factory=list)
    """When the next round comes to each of them."""
    left_out: Counter[str] = field(default_factory=Counter)


def begin_round(connection: Connection, checkin: CheckIn, around: Surroundings) -> Begun | None:
    """Moves a check-in on to its next day, with a round for the day that has come; None: another did."""
    manager = address_of(connection, checkin, checkin.manager, around)
    if manager is None:  # it has another by now: the next tick tells them
        return None
    if _has_gone(connection, checkin):
        checkins.set_status(connection, checkin.id, CheckInStatus.PAUSED)
        return None
    due = schedule.due(checkin, around.now)
    if due is None or not checkins.move(connection, checkin, due.next_on, due.next_at):
        return None
    newest = around.library.newest.get(checkin.flow_name)
    made = None if newest is None else _round_of(connection, checkin, due.day, newest, around)
    brought = _not_begun(connection, checkin, due, manager, no_flow=newest is None, around=around)
    return Begun(made, brought)


async def open_round(
    database: Database, directory: Directory, around: Callable[[], Surroundings], round_id: str
) -> Sequence[Brought]:
    """Looks up who is asked, gives each their hour, and opens. Changes nothing when it was opened before.

    What goes out to a manager, where it had to be cancelled. Where the platform does not say just now who is
    asked, the round stands as it stood, and the tick has it tried again.
    """
    found = await database.read(lambda connection: _waiting(connection, round_id))
    if found is None:
        return ()
    checkin, waiting = found
    if checkin.status is not CheckInStatus.ACTIVE:
        return await _cancelled(database, checkin, waiting, PAUSED, around())
    try:
        looked = await directory.look(checkin.workspace, Audience.from_json(checkin.audience))
    except CannotLook as error:
        if error.for_good or around().now >= waiting.closes_at:
            return await _cancelled(database, checkin, waiting, error.why, around())
        _LOG.info("who is asked cannot be seen just now", extra={"checkin": checkin.id})
        return ()
    asked = await _written(database, checkin, waiting, looked, around)
    if not asked.moments and not Audience.from_json(checkin.audience).by_link:
        return await _cancelled(database, checkin, waiting, NOBODY, around(), asked.left_out)
    await database.run(lambda connection: _open(connection, checkin, waiting, asked, around().now))
    return ()


async def _written(
    database: Database,
    checkin: CheckIn,
    waiting: Round,
    looked: Looked,
    around: Callable[[], Surroundings],
) -> _Asked:
    """Everybody's address and invitation, some at a time."""
    asked = _Asked(left_out=Counter({why.value: count for why, count in looked.left_out.items()}))
    members = {member.person: member for member in looked.members}
    if Audience.from_json(checkin.audience).by_link:
        members = {**await database.read(lambda c: _joined(c, checkin)), **members}
    for some in _batches([members[person] for person in sorted(members)]):
        invite = partial(_invite, checkin=checkin, waiting=waiting, members=some, around=around())
        part = await database.run(invite)
        asked.moments += part.moments
        asked.next_moments += part.next_moments
        asked.left_out += part.left_out
    return asked


def _has_gone(connection: Connection, checkin: CheckIn) -> bool:
    """Did the workspace put us out? One that never came by an installation has not."""
    installed = installations.find(connection, checkin.channel, checkin.workspace)
    return installed is not None and installed.revoked_at is not None


def _round_of(
    connection: Connection, checkin: CheckIn, day: date, newest: Shelved, around: Surroundings
) -> Round | None:
    """A round for that day, of the flow as it is now; None where there was one already."""
    flows.pin(connection, newest.pinned, newest.source, around.now)
    open_for = timedelta(minutes=checkin.open_minutes)
    made = Round(
        id=around.new_id(),
        checkin_id=checkin.id,
        number=rounds.next_number(connection, checkin.id),
        occurs_on=day,
        flow=newest.pinned,
        status=RoundStatus.OPENING,
        opens_at=around.now,
        closes_at=max(around.now, schedule.ends_at(checkin, day)) + open_for,
    )
    return made if rounds.begin(connection, made) else None


def _waiting(connection: Connection, round_id: str) -> tuple[CheckIn, Round] | None:
    found = rounds.by_id(connection, round_id)
    if found is None or found.status is not RoundStatus.OPENING:
        return None
    checkin = checkins.by_id(connection, found.checkin_id)
    return None if checkin is None else (checkin, found)


def _joined(connection: Connection, checkin: CheckIn) -> dict[str, Member]:
    """Those who took part in an earlier round by the link."""
    before = crowd.invited_before(connection, checkin.id)
    return {one.external_id: Member(one.external_id, one.zone) for one in before}


def _batches(people: Sequence[Member]) -> Iterator[Sequence[Member]]:
    for first in range(0, len(people), AT_ONCE):
        yield people[first : first + AT_ONCE]


def _invite(
    connection: Connection,
    *,
    checkin: CheckIn,
    waiting: Round,
    members: Sequence[Member],
    around: Surroundings,
) -> _Asked:
    found = crowd.find_or_make(
        connection, checkin.channel, checkin.workspace,
        {member.person: Seen(member.zone, member.language) for member in members},
        now=around.now, new_id=around.new_id,
    )  # fmt: skip
    asked, invited = _Asked(), []
    for address in found:
        moment = schedule.asked_at(checkin, waiting.occurs_on, address.zone, around.now)
        if address.checkins_off_until is not None and address.checkins_off_until > moment:
            asked.left_out[LeftOut.OPTED_OUT.value] += 1
            continue
        one = _invitation(checkin, Invitation(around.new_id(), waiting.id, address.id), address, moment)
        invited.append(one)
        if one.due_at is not None:
            asked.moments.append(one.due_at)
            if checkin.next_on is not None:
                asked.next_moments.append(_own(checkin, checkin.next_on, address))
    invitations.invite(connection, invited)
    return asked


def _invitation(checkin: CheckIn, bare: Invitation, address: Address, moment: datetime) -> Invitation:
    """Somebody's part, with their hour; without, where they cannot be reached or it would come too late."""
    if not address.reachable:
        return replace(bare, status=InvitationStatus.UNREACHABLE, why="blocked")
    if checkin.next_on is not None and moment + _least(checkin) > _own(checkin, checkin.next_on, address):
        return replace(bare, status=InvitationStatus.UNREACHABLE, why="too late")
    return replace(bare, due_at=moment)


def _own(checkin: CheckIn, day: date, address: Address) -> datetime:
    return schedule.moment(day, checkin.at_minute, schedule.place_of(checkin, address.zone))


def _least(checkin: CheckIn) -> timedelta:
    return min(LEAST, timedelta(minutes=checkin.open_minutes))


def _open(connection: Connection, checkin: CheckIn, waiting: Round, asked: _Asked, now: datetime) -> None:
    """From now on people are invited and answers taken; what is still open from before ends."""
    first, last = min(asked.moments, default=now), max(asked.moments, default=now)
    closes_at = last + timedelta(minutes=checkin.open_minutes)
    if asked.next_moments:
        closes_at = max(min(closes_at, *asked.next_moments), last + _least(checkin))
    if rounds.open_(connection, waiting.id, opens_at=first, closes_at=closes_at, left_out=asked.left_out):
        _end_earlier(connection, checkin, waiting, first)


def _end_earlier(connection: Connection, checkin: CheckIn, opened: Round, first: datetime) -> None:
    for earlier in rounds.of_checkin(connection, checkin.id):
        if earlier.status is RoundStatus.OPEN and earlier.number < opened.number:
            waits = invitations.last_waiting(connection, earlier.id)
            ends = first if waits is None else max(first, waits + _least(checkin))
            if ends < earlier.closes_at:
                rounds.close_at(connection, earlier.id, ends)


async def _cancelled(
    database: Database,
    checkin: CheckIn,
    waiting: Round,
    why: str,
    around: Surroundings,
    left_out: Mapping[str, int] | None = None,
) -> Sequence[Brought]:
    def cancel(connection: Connection) -> Sequence[Brought]:
        manager = None if why == PAUSED else address_of(connection, checkin, checkin.manager, around)
        if not rounds.go(connection, waiting.id, RoundStatus.OPENING, RoundStatus.CANCELLED):
            return ()
        rounds.leave_out(connection, waiting.id, left_out or {})
        if manager is None:  # they know, it was them; or nobody is there any more
            return ()
        words = not_opened(_language(manager, checkin), checkin.team, waiting.occurs_on, why, checkin.next_on)
        return _told(connection, words, manager, around)

    _LOG.warning("a round is cancelled: %s", why, extra={"checkin": checkin.id})
    return await database.run(cancel)


def _not_begun(
    connection: Connection,
    checkin: CheckIn,
    due: schedule.Due,
    manager: Address,
    *,
    no_flow: bool,
    around: Surroundings,
) -> Sequence[Brought]:
    """The manager hears of days that came without a round."""
    language, said = _language(manager, checkin), []
    if due.missed:
        said.append(missed(language, checkin.team, due.missed, due.day))
    if no_flow:
        said.append(not_opened(language, checkin.team, due.day, NO_FLOW, due.next_on))
    for words in said:
        _LOG.warning("days without a round: %s", words.paragraphs[0], extra={"checkin": checkin.id})
    return [brought for words in said for brought in _told(connection, words, manager, around)]


def _language(manager: Address, checkin: CheckIn) -> str:
    return manager.language or checkin.language


def _told(connection: Connection, words: Words, to: Address, around: Surroundings) -> Sequence[Brought]:
    if not to.reachable:
        return ()
    turn = posted(connection, Turn(told=(Told(words, occasion="not opened"),)), to, around)
    return (Brought(Place(to.workspace, to.external_id), turn),)
