"""What a pressed button means, and whether this person may press it."""

from typing import NamedTuple

from sqlalchemy import Connection

from bot.channels.tokens import Refusal, conversation_of, decode
from bot.channels.wish_tokens import decode_wish, is_wish
from bot.definition.model import Flow
from bot.store import conversations
from bot.store.conversations import Conversation
from bot.store.respondents import Address
from bot.turn.arrived import Arrived, Platform, Surroundings, Token
from bot.wishes import Compare, Press, RepeatLater, ShowResultOf


class Meant(NamedTuple):
    """What came in, read: `press`, or why it is `refused`. A button names its conversation."""

    press: Press | None
    refused: Refusal | None = None
    conversation: Conversation | None = None
    lost: str | None = None
    """The flow of that conversation, where it can no longer be read."""


def meant(connection: Connection, arrived: Arrived, address: Address, around: Surroundings) -> Meant:
    """Reads what came in. A button of another person's conversation is refused, however it got here."""
    if not isinstance(arrived.input, Token):
        return Meant(arrived.input)
    if around.platform is None:
        raise ValueError("nothing can be pressed where no button has a token")
    token = arrived.input.text
    if is_wish(token):
        return _wish(connection, token, address, around, around.platform)
    conversation = _theirs(connection, conversation_of(token), address)
    if conversation is None:
        return Meant(None, Refusal.FOREIGN)
    flow = around.library.pinned(connection, conversation.flow)
    if flow is None:
        return Meant(None, conversation=conversation, lost=conversation.flow.name)
    return _input(token, conversation, flow, around.platform)


def _input(token: str, conversation: Conversation, flow: Flow, platform: Platform) -> Meant:
    read = decode(token, conversation=conversation.id, flow=flow, keys=platform.token_keys)
    if isinstance(read, Refusal):
        return Meant(None, read)
    return Meant(read, conversation=conversation)


def _wish(
    connection: Connection, token: str, address: Address, around: Surroundings, platform: Platform
) -> Meant:
    flows = around.library.newest
    read = decode_wish(token, address=address.id, flows=flows, keys=platform.token_keys)
    if isinstance(read, Refusal):
        return Meant(None, read)
    if isinstance(read, Compare | RepeatLater | ShowResultOf):
        conversation = _theirs(connection, read.conversation, address)
        return (
            Meant(None, Refusal.FOREIGN) if conversation is None else Meant(read, conversation=conversation)
        )
    return Meant(read)


def _theirs(connection: Connection, conversation_id: str, address: Address) -> Conversation | None:
    found = conversations.open_one(connection, conversation_id)
    return found if found is not None and found.address_id == address.id else None
