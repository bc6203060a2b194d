"""What was decided is asked about when the next round opens.

That is before the answers are in, so that its report can show beside an area's trend what was done about it.
"""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import Connection

from bot.channels.base import Place
from bot.present.teams.acting import ask
from bot.store import actions
from bot.store.actions import Action, ActionStatus
from bot.store.checkins import CheckIn
from bot.store.respondents import Address
from bot.store.rounds import Round
from bot.turn.arrived import Surroundings, Told, Turn
from bot.turn.posting import posted
from bot.turn.teams.brought import Brought
from bot.turn.teams.deciding import decided
from bot.turn.teams.named import address_of

MOST_AT_ONCE: Final = 5
"""Questions to one person; the others come with the next round."""


def ask_about(
    connection: Connection, checkin: CheckIn, opened: Round, around: Surroundings
) -> Sequence[Brought]:  # fmt: skip
    """What became of each open action? Asks its owner, else the manager, once in a round, however often it is
    called.
    """
    asked: dict[str, list[Action]] = {}
    longest_ago_first = sorted(actions.of_checkin(connection, checkin.id), key=lambda one: one.asked_in or 0)
    for action in longest_ago_first:
        if action.status is ActionStatus.OPEN and not _was_asked(action, opened):
            asked.setdefault(action.owner_id or checkin.manager, []).append(action)
    return [
        brought
        for person in sorted(asked)
        if (brought := _asked(connection, checkin, opened, person, asked[person], around)) is not None
    ]


def _was_asked(action: Action, opened: Round) -> bool:
    """Also what was decided in the report of this round, or of a later one."""
    return action.round_number >= opened.number or (action.asked_in or 0) >= opened.number


def _asked(
    connection: Connection,
    checkin: CheckIn,
    opened: Round,
    person: str,
    about: Sequence[Action],
    around: Surroundings,
) -> Brought | None:
    address = _reached(connection, checkin, person, around)
    if address is None:
        return None
    language = address.language or checkin.language
    told = []
    for action in about[:MOST_AT_ONCE]:
        actions.asked(connection, action.id, opened.number)
        words = ask(language, decided(connection, action, checkin, language, around))
        told.append(Told(words, occasion="action", private=True))
    turn = posted(connection, Turn(told=told), address, around)
    return Brought(Place(address.workspace, address.external_id), turn)


def _reached(
    connection: Connection, checkin: CheckIn, person: str, around: Surroundings
) -> Address | None:  # fmt: skip
    """Who is asked: an owner who cannot be reached, or wants nothing unasked, leaves it to the manager."""
    for one in filter(None, dict.fromkeys((person, checkin.manager))):
        address = address_of(connection, checkin, one, around)
        if address is None:
            continue
        wants = address.quiet_since is None or one == checkin.manager
        if address.reachable and wants:
            return address
    return None
