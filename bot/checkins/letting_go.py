"""Those who are in the middle of it when their round ends: their time is over, and they are told."""

from dataclasses import replace

from sqlalchemy import Connection

from bot.channels.base import Place
from bot.engine.inputs import Expire
from bot.present.teams import invitation as words
from bot.store import conversations, invitations, respondents, unlinking
from bot.store.conversations import Conversation
from bot.store.respondents import Address
from bot.store.rounds import RoundStatus
from bot.turn.arrived import Surroundings, Told, Turn
from bot.turn.deadlines import UNFINISHED
from bot.turn.posting import posted
from bot.turn.steps import one_step
from bot.turn.teams.brought import Brought
from bot.turn.teams.terms import Terms


def answering(connection: Connection, round_id: str) -> tuple[str, ...]:
    """The invitations whose conversation may be open."""
    found = invitations.of_round(connection, round_id)
    return tuple(one.id for one in found if one.conversation_id is not None)


def let_go(
    connection: Connection, invitation_id: str, terms: Terms, around: Surroundings
) -> Brought | None:  # fmt: skip
    """Closes somebody's conversation; in an anonymous round it is nobody's then. None: nobody is told."""
    seen = invitations.by_id(connection, invitation_id)
    address = None if seen is None else respondents.by_id(connection, seen.address_id, lock=True)
    which = None if seen is None else seen.conversation_id
    conversation = None if which is None else conversations.open_one(connection, which)
    if address is None or conversation is None or conversation.status not in UNFINISHED:
        return None
    turn = _out_of_time(connection, conversation, address, terms, around)
    if not address.reachable or not turn.told:
        return None
    told = [replace(one, occasion="closed") for one in turn.told]
    to = Place(address.workspace, address.external_id)
    return Brought(to, posted(connection, replace(turn, told=told), address, around))


def _out_of_time(
    connection: Connection,
    conversation: Conversation,
    address: Address,
    terms: Terms,
    around: Surroundings,
) -> Turn:
    flow = around.library.pinned(connection, conversation.flow)
    if flow is None:
        conversations.give_up(connection, conversation.id, around.now)
        if terms.checkin.anonymous:
            unlinking.unlink(connection, conversation.id, terms.round)
        return Turn()
    turn = one_step(connection, conversation, flow, Expire(), around, Turn())
    if terms.round.status is RoundStatus.CANCELLED:
        said = Told(words.over(address.language or conversation.language))
        return replace(turn, told=(said,), fleeting=False)  # it leads nowhere, so it may stay
    return turn
