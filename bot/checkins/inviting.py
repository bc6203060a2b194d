"""Somebody's hour has come: they are invited to an open round, or reminded of it.

An invitation comes once, at the hour of the check-in in their own day. Reminders are at most two, spread over
the time that is left, at hours at which people work. Neither comes to who has finished, declined, wants no
check-ins or cannot be reached, nor after the close. What was held up waits for an hour that suits.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, tzinfo
from typing import Final

from sqlalchemy import Connection

from bot.channels.base import Place
from bot.present.teams import invitation as words
from bot.store import checkins, invitations, respondents, rounds
from bot.store.checkins import MOST_REMINDERS, CheckIn
from bot.store.invitations import Invitation, InvitationStatus
from bot.store.respondents import Address
from bot.store.rounds import Round, RoundStatus
from bot.turn.arrived import Surroundings, Told, Turn
from bot.turn.posting import posted
from bot.turn.teams import schedule
from bot.turn.teams.brought import Brought
from bot.turn.teams.terms import Terms

MOST_AT_ONCE: Final = 50
ENDING: Final = timedelta(hours=1)
"""Nobody is invited or reminded so shortly before the close, where a round is longer than two of these."""
DAY_BEGINS: Final = 7
DAY_ENDS: Final = 22
"""Hours between which somebody is up who put an invitation off."""
_ASKED: Final = frozenset({InvitationStatus.SENT, InvitationStatus.STARTED})


@dataclass(frozen=True, slots=True)
class Part:
    """One person's part in a round, with all that is known of it."""

    checkin: CheckIn
    round: Round
    invitation: Invitation
    """As it is after what is said now."""
    address: Address


def due(
    connection: Connection, workspace: str | None, around: Surroundings, crowded: Iterable[str] = ()
) -> tuple[str, ...]:
    """The invitations whose time has come, at most so many, none of *crowded* workspaces."""
    found = invitations.due(
        connection, around.channel, workspace, now=around.now, at_most=MOST_AT_ONCE, crowded=crowded
    )
    return tuple(one.id for one in found)


def bring(connection: Connection, invitation_id: str, around: Surroundings) -> Brought | None:
    """Invites or reminds; None when there is nothing to do after all."""
    part = _locked(connection, invitation_id)
    if part is None or part.invitation.due_at is None or part.invitation.due_at > around.now:
        return None
    if part.round.status is not RoundStatus.OPEN or part.round.closes_at <= around.now:
        return None
    if part.invitation.status is InvitationStatus.WAITING:
        return _invited(connection, part, around)
    if part.invitation.status in _ASKED:
        return _reminded(connection, part, around)
    _later(connection, part.invitation, None)
    return None


def leave_alone(connection: Connection, invitation_id: str) -> None:
    """What failed once would fail at every tick: nothing more goes to them in this round."""
    found = invitations.by_id(connection, invitation_id, lock=True)
    if found is None:
        return
    if found.status is InvitationStatus.WAITING:
        _give_up(connection, found, "refused")
    else:
        _later(connection, found, None)


def _locked(connection: Connection, invitation_id: str) -> Part | None:
    """In the order in which turns lock: the person first."""
    seen = invitations.by_id(connection, invitation_id)
    address = None if seen is None else respondents.by_id(connection, seen.address_id, lock=True)
    invitation = invitations.by_id(connection, invitation_id, lock=True)
    found = None if invitation is None else rounds.by_id(connection, invitation.round_id)
    checkin = None if found is None else checkins.by_id(connection, found.checkin_id)
    if address is None or invitation is None or found is None or checkin is None:
        return None
    return Part(checkin, found, invitation, address)


def _invited(connection: Connection, part: Part, around: Surroundings) -> Brought | None:
    why_not = _why_not(part, around.now)
    if why_not is not None:
        _give_up(connection, part.invitation, why_not)
        return None
    suits = _suits(part, around.now)
    if suits > around.now:
        if suits > part.round.closes_at - _ending(part.round):
            _give_up(connection, part.invitation, "too late")
        else:
            _later(connection, part.invitation, suits)
        return None
    next_at = _reminder(part, around.now, already=part.invitation.reminders)
    sent = replace(part.invitation, status=InvitationStatus.SENT, due_at=next_at)
    invitations.change(connection, sent)
    return _said(connection, replace(part, invitation=sent), around, reminder=False)


def _reminded(connection: Connection, part: Part, around: Surroundings) -> Brought | None:
    done = part.invitation.reminders >= MOST_REMINDERS  # the manager may remind by hand too
    if done or part.address.quiet_since is not None or _why_not(part, around.now) is not None:
        _later(connection, part.invitation, None)
        return None
    suits = max(_suits_reminding(part, around.now), _not_again_before(part, around.now))
    if suits > around.now:
        _later(connection, part.invitation, _before_the_end(part.round, suits))
        return None
    already = part.invitation.reminders + 1
    next_at = _reminder(part, around.now, already=already)
    reminded = replace(part.invitation, reminders=already, due_at=next_at)
    invitations.change(connection, reminded)
    respondents.was_reminded(connection, part.address.id, around.now)
    return _said(connection, replace(part, invitation=reminded), around, reminder=True)


def _why_not(part: Part, now: datetime) -> str | None:
    if not part.address.reachable:
        return "blocked"
    off_until = part.address.checkins_off_until
    return "opted out" if off_until is not None and off_until > now else None


def _suits(part: Part, now: datetime) -> datetime:
    """At their hour, or the one to which they put it off.

    What was held up for longer, or comes at night because they live elsewhere now, waits for an hour of work.
    """
    checkin, due_at = part.checkin, part.invitation.due_at or now
    place = schedule.place_of(checkin, part.address.zone)
    own = schedule.moment(part.round.occurs_on, checkin.at_minute, place)
    hour = max(own, due_at)
    held_up = now - hour > schedule.LATE
    if held_up or (hour - own > schedule.LATE and not _is_up(now, place, checkin)):
        return schedule.in_hours(now, place, weekdays_only=checkin.weekdays_only)
    return max(now, hour)


def _is_up(now: datetime, place: tzinfo, checkin: CheckIn) -> bool:
    """Is it a day and an hour at which somebody may be asked there?"""
    there = now.astimezone(place)
    weekend = there.weekday() >= schedule.SATURDAY
    return DAY_BEGINS <= there.hour < DAY_ENDS and not (checkin.weekdays_only and weekend)


def _suits_reminding(part: Part, now: datetime) -> datetime:
    """At the time that they chose for reminders, else while they work."""
    place = schedule.place_of(part.checkin, part.address.zone)
    minute = part.address.remind_minute
    at = part.invitation.due_at or now
    if minute is not None and now - at <= schedule.LATE:
        return max(now, schedule.in_hours(at, place, weekdays_only=True, minute=minute))
    return schedule.in_hours(now, place, weekdays_only=True, minute=minute)


def _not_again_before(part: Part, now: datetime) -> datetime:
    """One reminder a day to one person, whatever it is about."""
    reminded = part.address.reminded_at
    if reminded is None:
        return now
    place = schedule.place_of(part.checkin, part.address.zone)
    return max(now, schedule.moment(reminded.astimezone(place).date() + timedelta(days=1), 0, place))


def _reminder(part: Part, since: datetime, *, already: int) -> datetime | None:
    """When the next reminder comes: those that are left share the time that is left evenly."""
    left = part.checkin.reminders - already
    if left < 1:
        return None
    at = since + (part.round.closes_at - since) / (left + 1)
    place = schedule.place_of(part.checkin, part.address.zone)
    suits = schedule.in_hours(at, place, weekdays_only=True, minute=part.address.remind_minute)
    return _before_the_end(part.round, suits)


def _before_the_end(around: Round, at: datetime) -> datetime | None:
    return at if at <= around.closes_at - _ending(around) else None


def _ending(running: Round) -> timedelta:
    return min(ENDING, (running.closes_at - running.opens_at) / 2)


def _later(connection: Connection, invitation: Invitation, at: datetime | None) -> None:
    invitations.change(connection, replace(invitation, due_at=at))


def _give_up(connection: Connection, invitation: Invitation, why: str) -> None:
    invitations.change(
        connection, replace(invitation, status=InvitationStatus.UNREACHABLE, why=why, due_at=None)
    )


def _said(connection: Connection, part: Part, around: Surroundings, *, reminder: bool) -> Brought | None:
    flow = around.library.pinned(connection, part.round.flow)
    if flow is None:
        return None
    language = part.address.language or part.checkin.language
    facts = Terms(part.round, part.checkin).facts(flow, part.address)
    begun = part.invitation.status is InvitationStatus.STARTED
    if reminder:
        told = Told(words.reminder(language, facts, begun=begun), occasion="reminder")
    else:
        told = Told(words.invitation(language, facts), occasion="invitation")
    to = Place(part.address.workspace, part.address.external_id)
    return Brought(to, posted(connection, Turn(told=(told,)), part.address, around))
