"""The address of somebody whom a check-in names, where time brings them something."""

from sqlalchemy import Connection

from bot.store import actions, checkins, respondents
from bot.store.checkins import CheckIn
from bot.store.respondents import Address
from bot.turn.arrived import Surroundings


def address_of(connection: Connection, checkin: CheckIn, person: str, around: Surroundings) -> Address | None:
    """Locked: whoever takes a turn locks the person first. Made on first sight.

    None: nobody is named, or they had themselves deleted since the check-in was read. Their deletion holds
    the address until it is committed; so whoever finds none looks again whether they are still named.
    """
    place = (checkin.channel, checkin.workspace, person)
    found = respondents.find(connection, *place, lock=True)
    if found is not None or not person or not _is_named(connection, checkin, person):
        return found
    return respondents.find_or_make(connection, *place, now=around.now, new_id=around.new_id)


def _is_named(connection: Connection, checkin: CheckIn, person: str) -> bool:
    """As manager, as viewer, or as who sees to what was decided."""
    now = checkins.by_id(connection, checkin.id)
    if now is not None and person in (now.manager, *now.viewers):
        return True
    return any(one.owner_id == person for one in actions.of_checkin(connection, checkin.id))
