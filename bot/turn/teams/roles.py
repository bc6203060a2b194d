"""Who may start check-ins, see to one, or see its reports. Asked each time: what somebody may changes."""

from typing import NamedTuple

from sqlalchemy import Connection

from bot.store import checkins
from bot.store.checkins import CheckIn
from bot.store.respondents import Address
from bot.turn.arrived import Surroundings


class Who(NamedTuple):
    """A person where they are, known to us or not."""

    channel: str
    workspace: str
    person: str
    """The platform's id."""


def who_is(address: Address) -> Who:
    """The person at this address."""
    return Who(address.channel, address.workspace, address.external_id)


def is_admin(who: Who, around: Surroundings) -> bool:
    """Do they look after everything in this workspace? The operator names them."""
    return f"{who.channel}:{who.workspace}/{who.person}" in around.admins


def may_start(connection: Connection, who: Who, around: Surroundings) -> bool:
    """May they start check-ins: an admin, or somebody whom an admin appointed?"""
    return is_admin(who, around) or checkins.is_appointed(connection, *who)


def sees_to(connection: Connection, who: Who, checkin: CheckIn, around: Surroundings) -> bool:
    """May they remind, close, pause and plan: who started it, as long as they may start any, and admins?"""
    if not _is_here(who, checkin):
        return False
    return is_admin(who, around) or (checkin.manager == who.person and may_start(connection, who, around))


def sees_reports(who: Who, checkin: CheckIn, around: Surroundings) -> bool:
    """May they see what was released: those who were named when it was started, and admins?"""
    return _is_here(who, checkin) and (who.person in checkin.viewers or is_admin(who, around))


def _is_here(who: Who, checkin: CheckIn) -> bool:
    return (who.channel, who.workspace) == (checkin.channel, checkin.workspace)
