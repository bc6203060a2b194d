"""What somebody is asked to take part in just now, and whether they want to be asked."""

from datetime import datetime

from sqlalchemy import Connection

from bot.present.desk.settings import CheckIns
from bot.present.teams.invitation import Asked
from bot.store import invitations
from bot.store.invitations import InvitationStatus
from bot.store.respondents import Address
from bot.turn.arrived import Surroundings
from bot.turn.deadlines import zone_of
from bot.turn.teams import schedule
from bot.turn.teams.terms import Terms, terms_of

FOREVER_YEARS = 100
"""Whoever is not asked for so long is not asked at all."""


def open_invitations(
    connection: Connection, address: Address, around: Surroundings
) -> tuple[Asked, ...]:  # fmt: skip
    """Those that may be answered, once their hour has come; also where they were put off."""
    found = []
    for one in invitations.open_of(connection, address.id, around.now):
        terms = terms_of(connection, one.round_id)
        flow = None if terms is None else around.library.pinned(connection, terms.round.flow)
        if terms is None or flow is None:
            continue
        if one.status is InvitationStatus.WAITING and not _has_come(terms, address, around.now):
            continue
        begun = one.status is InvitationStatus.STARTED
        found.append(Asked(terms.facts(flow, address), begun=begun))
    return tuple(found)


def _has_come(terms: Terms, address: Address, now: datetime) -> bool:
    place = schedule.place_of(terms.checkin, address.zone)
    return schedule.moment(terms.round.occurs_on, terms.checkin.at_minute, place) <= now


def checkins_of(connection: Connection, address: Address, now: datetime) -> CheckIns | None:
    """Whether they are invited; None: nobody ever did, and they never said a word about it."""
    until = address.checkins_off_until
    if until is not None and until > now:
        if until.year - now.year >= FOREVER_YEARS:
            return CheckIns(on=False)
        zone = zone_of(address.zone)
        return CheckIns(on=False, until=(until if zone is None else until.astimezone(zone)).date())
    return CheckIns(on=True) if invitations.has_any(connection, address.id) else None
