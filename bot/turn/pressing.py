"""What came in means: a pressed button, a selection, typed words; and whether this person may press it."""

from dataclasses import replace
from typing import NamedTuple

from sqlalchemy import Connection

from bot.channels.team_tokens import decode_team, is_of_team
from bot.channels.tokens import Refusal, conversation_of, decode
from bot.channels.wish_tokens import decode_wish, deletes_all, is_wish, owner_at
from bot.definition.model import Flow, Kind
from bot.engine.answers import NotUnderstood, read
from bot.engine.inputs import Done, Select, Tap, Typed
from bot.engine.state import State, from_json
from bot.messages import Settled
from bot.present.not_taken import why_not
from bot.present.scene import Scene
from bot.store import conversations
from bot.store.conversations import Conversation
from bot.store.respondents import Address
from bot.turn.arrived import Arrived, Platform, Selected, Surroundings, Token, Told, Turn, Written
from bot.wishes import Compare, Press, RepeatLater, ShowResultOf


class Meant(NamedTuple):
    """What came in, read: `press`, or why it is `refused`. A button names its conversation."""

    press: Press | None
    refused: Refusal | None = None
    conversation: Conversation | None = None
    lost: str | None = None
    """The flow of that conversation, where it can no longer be read."""
    button: Press | None = None
    """What the button means that opened the window in which `press` was typed."""


def meant(
    connection: Connection, arrived: Arrived, address: Address, around: Surroundings, *, lock: bool = True
) -> Meant:
    """Reads what came in. A button of another person's conversation is refused, however it got here."""
    came = arrived.input
    if not isinstance(came, Token | Selected | Written):
        return Meant(_said(connection, came, arrived.word, address, around))
    token = came.text if isinstance(came, Token) else came.card
    if around.platform is None:
        raise ValueError("nothing can be pressed where no button has a token")
    if is_of_team(token):
        return _of_team(token, address, around.platform)
    if is_wish(token):
        return _wish(connection, token, address, around, around.platform)
    conversation = _theirs(connection, conversation_of(token), address, lock=lock)
    if conversation is None:
        return Meant(None, Refusal.FOREIGN)
    flow = around.library.pinned(connection, conversation.flow)
    if flow is None:
        return Meant(None, conversation=conversation, lost=conversation.flow.name)
    pressed = _input(token, conversation, flow, around.platform)
    return _with_more(pressed, came, conversation, flow, around.platform)


def refused_to_nobody(arrived: Arrived, around: Surroundings) -> Turn | None:
    """What comes of a control that somebody presses of whom nothing is kept: no trace of them.

    None where it is for a newcomer, such as a button of a page that was made for the place alone.
    """
    came, update, platform = arrived.input, arrived.update, around.platform
    if not isinstance(came, Token | Selected | Written) or platform is None:
        return None
    token = came.text if isinstance(came, Token) else came.card
    owner = owner_at(update.channel, update.workspace, arrived.sender)
    flows, keys = around.library.newest, platform.token_keys
    if is_of_team(token) and not isinstance(decode_team(token, address=owner, keys=keys), Refusal):
        return None
    if is_wish(token) and not isinstance(
        decode_wish(token, address=owner, flows=flows, keys=keys),
        Refusal | Compare | RepeatLater | ShowResultOf,
    ):
        return None
    if deletes_all(token, keys):  # once more: what it asks for is done
        return Turn(duplicate=True)
    dead = (Told(Settled(), replaces=arrived.message),) if arrived.message else ()
    return Turn(refused=Refusal.FOREIGN, at_once=dead)


def unfit(connection: Connection, written: Written, address: Address, around: Surroundings) -> str:
    """Why words typed into a window are no answer to its question, for the place beside them; "" when they
    are, or when it is not the words that are wrong. Reads only.
    """
    if around.platform is None:
        return ""
    conversation = _theirs(connection, conversation_of(written.card), address)
    flow = None if conversation is None else around.library.pinned(connection, conversation.flow)
    if conversation is None or flow is None:
        return ""
    asked = _input(written.card, conversation, flow, around.platform).press
    state = from_json(conversation.state)
    if not isinstance(asked, Done) or not is_open(asked, state):
        return ""
    question = flow.by_id[asked.question]
    taken = read(question, written.text, state.language)
    if not isinstance(taken, NotUnderstood):
        return ""
    return why_not(Scene(flow, state, around.operator), question, taken)


def _said(
    connection: Connection, said: Press, word: Press | None, address: Address, around: Surroundings
) -> Press:
    """Words that are a command as well are one where the open question does not take them as its answer; a
    question that takes anything leaves them to the command.
    """
    if word is None or not isinstance(said, Typed):
        return said
    now = conversations.current(connection, address.id)
    flow = None if now is None else around.library.pinned(connection, now.flow)
    state = None if now is None else from_json(now.state)
    if flow is None or state is None or state.open is None:
        return word
    question = flow.by_id[state.open]
    if question.kind is Kind.TEXT or isinstance(read(question, said.text, state.language), NotUnderstood):
        return word
    return said


def _with_more(
    pressed: Meant,
    came: Token | Selected | Written,
    conversation: Conversation,
    flow: Flow,
    platform: Platform,
) -> Meant:
    """A control, with what was told beside its token."""
    match came, pressed.press:
        case Selected(), press if press is not None:
            return _selection(pressed, press, came, conversation, flow, platform)
        case Token(ticked=Selected() as ticked), Done() as done:
            return _done(pressed, done, ticked, conversation, flow, platform)
        case Written(), Done() as card:
            return _written(pressed, card, came, conversation)
    return pressed


def _selection(
    asked: Meant, card: Press, selected: Selected, conversation: Conversation, flow: Flow, platform: Platform
) -> Meant:
    """All that is selected now at the question that the card's token names."""
    if not isinstance(card, Done):
        return Meant(None, Refusal.UNKNOWN)
    choices = []
    for token in selected.options:
        option = _input(token, conversation, flow, platform)
        if not isinstance(option.press, Tap):
            return option if option.press is None else Meant(None, Refusal.UNKNOWN)
        choices.append(option.press.choice)
    return asked._replace(press=Select(card.turn, card.question, tuple(choices)))


def _done(
    asked: Meant, done: Done, ticked: Selected, conversation: Conversation, flow: Flow, platform: Platform
) -> Meant:
    """*Done*, with what was ticked there; by itself where the boxes are not those of its question."""
    card = _input(ticked.card, conversation, flow, platform).press
    if card is None:
        return asked
    read = _selection(asked, card, ticked, conversation, flow, platform).press
    if not isinstance(read, Select) or read.question != done.question:
        return asked
    return asked._replace(press=replace(done, choices=read.choices))


def _written(asked: Meant, card: Done, written: Written, conversation: Conversation) -> Meant:
    """An answer while its question is open; else a press of an old button."""
    if not is_open(card, from_json(conversation.state)):
        return asked
    return asked._replace(press=Typed(written.text), button=None if written.late else card)


def is_open(card: Done, state: State) -> bool:
    """Does the question that a card's token names still wait, as it was opened then?"""
    return card.question == state.open and state.opened <= card.turn <= state.turn


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
    if read is Refusal.FOREIGN:  # a button that was made before they had an address
        place = owner_at(address.channel, address.workspace, address.external_id)
        read = decode_wish(token, address=place, flows=flows, keys=platform.token_keys)
    if isinstance(read, Refusal):
        return Meant(None, read)
    if isinstance(read, Compare | RepeatLater | ShowResultOf):
        conversation = _theirs(connection, read.conversation, address)
        return (
            Meant(None, Refusal.FOREIGN) if conversation is None else Meant(read, conversation=conversation)
        )
    return Meant(read)


def _of_team(token: str, address: Address, platform: Platform) -> Meant:
    """Something of a team's; whether they may is for the desk to see."""
    keys = platform.token_keys
    read = decode_team(token, address=address.id, keys=keys)
    if read is Refusal.FORGED:  # a button that was made before they had an address
        place = owner_at(address.channel, address.workspace, address.external_id)
        read = decode_team(token, address=place, keys=keys)
    return Meant(None, read) if isinstance(read, Refusal) else Meant(read)


def _theirs(
    connection: Connection, conversation_id: str, address: Address, *, lock: bool = True
) -> Conversation | None:
    found = conversations.open_one(connection, conversation_id, lock=lock)
    return found if found is not None and found.address_id == address.id else None
