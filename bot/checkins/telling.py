"""Who may see a check-in's reports is shown the new one when a round has closed, in their direct messages."""

from collections.abc import Sequence

from sqlalchemy import Connection

from bot.channels.base import Place
from bot.store import releases
from bot.store.checkins import CheckIn
from bot.store.releases import Release
from bot.turn.arrived import Surroundings, Turn
from bot.turn.posting import posted
from bot.turn.teams.brought import Brought
from bot.turn.teams.named import address_of
from bot.turn.teams.reporting import newest_report


def tell(connection: Connection, checkin: CheckIn, around: Surroundings) -> Sequence[Brought]:
    """The newest release, for each viewer; in the transaction that wrote it, so that none is told twice."""
    released = releases.of_checkin(connection, checkin.id)
    return [
        brought
        for viewer in filter(None, checkin.viewers)  # a place of nobody, where all were erased
        if (brought := _told(connection, checkin, viewer, around, released)) is not None
    ]


def _told(
    connection: Connection,
    checkin: CheckIn,
    viewer: str,
    around: Surroundings,
    released: Sequence[Release],
) -> Brought | None:
    address = address_of(connection, checkin, viewer, around)
    if address is None or not address.reachable:
        return None
    told = newest_report(connection, checkin, address, around, released)
    if not told:
        return None
    turn = posted(connection, Turn(told=told), address, around)
    return Brought(Place(checkin.workspace, viewer), turn)
