"""`take_turn`: one input end to end, as a plain function of a connection (design §4, §6).

What it writes is written together or not at all: the note that the update came in, the conversation, the
answers, the result, the messages to send. A platform is told that its update arrived only after that.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from sqlalchemy import Connection

from bot.definition.model import Flow
from bot.engine.events import Accepted, Event, LanguageChanged
from bot.engine.inputs import Expire, Input, Restart, Start
from bot.engine.result import Result
from bot.engine.state import CLOSED, State, Status, from_json, to_json
from bot.engine.step import step
from bot.messages import Message
from bot.present import present
from bot.store import answers, conversations, deliveries, flows, inbound, respondents, results
from bot.store.conversations import Conversation
from bot.store.deliveries import Delivery
from bot.store.respondents import Address
from bot.turn.deadlines import UNFINISHED, expires_at, wake_at
from bot.turn.library import Library, Shelved
from bot.turn.outgoing import to_json as message_to_json
from bot.turn.records import changed_answers, is_private, shown_result, stored_result

_LOG: Final = logging.getLogger(__name__)

LONGEST_CHAIN: Final = 3
"""Flows begun one after the other without a human answer between (flow-language §13)."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """What came in, from where."""

    update: inbound.Update
    sender: str
    """The person's id on the channel."""
    input: Input
    flow: str | None = None
    """The flow that is meant; None: the one the person is in."""
    anew: bool = False
    """Begin that flow from the start, even when the last conversation with it is finished."""
    source: str | None = None
    """Where a deep link says the person came from."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What one input came to."""

    messages: tuple[Message, ...] = ()
    """In the order in which they must be shown."""
    deliveries: tuple[str, ...] = ()
    """Their delivery ids, one each."""
    state: State | None = None
    """None when there is no conversation."""
    flow: Flow | None = None
    conversation: str | None = None
    events: tuple[Event, ...] = ()
    result: Result | None = None
    """Shown in this turn."""
    duplicate: bool = False
    """This update was here before: nothing was done."""
    lost: str | None = None
    """The flow of a conversation whose definition cannot be found; its answers are kept."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a turn needs to know of the world."""

    library: Library
    now: datetime
    new_id: Callable[[], str]
    operator: str | None = None


def take_turn(connection: Connection, arrived: Arrived, around: Surroundings) -> Turn:
    """Handles one input. Raises only for bugs and for the database; the transaction then rolls back."""
    update = arrived.update
    if not inbound.record(connection, update.channel, update.workspace, update.external_id, around.now):
        return Turn(duplicate=True)
    address = respondents.find_or_make(
        connection, update.channel, update.workspace, arrived.sender, now=around.now, new_id=around.new_id
    )
    latest, closed = _latest(connection, arrived, address, around)
    conversation = _conversation(connection, arrived, address, latest, around)
    if conversation is None:
        turn, outcome = Turn(), "no conversation"
    elif (flow := around.library.pinned(connection, conversation.flow)) is None:
        turn, outcome = Turn(lost=conversation.flow.name), "definition lost"
    else:
        turn, outcome = (
            _stepped(connection, conversation, flow, _meant(arrived, address, conversation), around, closed),
            "taken",
        )
    for event in turn.events:
        if isinstance(event, LanguageChanged):
            respondents.speak(connection, address.id, event.language)
    inbound.settle(connection, update, conversation_id=turn.conversation, outcome=outcome)
    return turn


def _latest(
    connection: Connection, arrived: Arrived, address: Address, around: Surroundings
) -> tuple[Conversation | None, Turn]:
    """The conversation that began last. When its time is over it closes first, and that is told."""
    latest = conversations.latest(connection, address.id, flow_name=arrived.flow)
    if latest is None or latest.status not in UNFINISHED or not _is_over(latest, around.now):
        return latest, Turn()
    flow = around.library.pinned(connection, latest.flow)
    if flow is None:
        return latest, Turn()
    closed = _one_step(connection, latest, flow, Expire(), around, Turn())
    return conversations.open_one(connection, latest.id), closed


def _is_over(conversation: Conversation, now: datetime) -> bool:
    return conversation.expires_at is not None and conversation.expires_at <= now


def _conversation(
    connection: Connection,
    arrived: Arrived,
    address: Address,
    latest: Conversation | None,
    around: Surroundings,
) -> Conversation | None:
    """The conversation the input belongs to; a new one when it asks for a beginning."""
    if latest is not None and not _begins(arrived, latest):
        return latest
    name = arrived.flow or (latest.flow.name if latest else None)
    shelved = around.library.newest.get(name) if name else None
    if shelved is None or not isinstance(arrived.input, Start | Restart):
        return latest
    return _begun(connection, shelved, address.respondent_id, address.id, around, source=arrived.source)


def _begins(arrived: Arrived, latest: Conversation) -> bool:
    """Does the input ask for a new conversation beside the *latest* one?"""
    if latest.status in UNFINISHED:
        return False
    if isinstance(arrived.input, Start):
        return arrived.anew or Status(latest.status) not in (Status.FINISHED, Status.OFFERING)
    return isinstance(arrived.input, Restart)


def _meant(arrived: Arrived, address: Address, conversation: Conversation) -> Input:
    """The input as this conversation takes it: a beginning is a start in the language the person chose."""
    taken = arrived.input
    if isinstance(taken, Restart) and conversation.status == Status.NEW.value:
        return Start(address.language or conversation.language)
    if isinstance(taken, Start) and address.language:
        return Start(address.language, taken.carried)
    return taken


def _begun(
    connection: Connection,
    shelved: Shelved,
    respondent_id: str,
    address_id: str,
    around: Surroundings,
    *,
    source: str | None = None,
) -> Conversation:
    """A new conversation, pinned to the newest version."""
    flows.pin(connection, shelved.pinned, shelved.source, around.now)
    state = State()
    conversation = Conversation(
        id=around.new_id(),
        respondent_id=respondent_id,
        address_id=address_id,
        flow=shelved.pinned,
        status=state.status.value,
        turn=state.turn,
        state=to_json(state),
        language=state.language,
        started_at=around.now,
        updated_at=around.now,
        source=source,
    )
    conversations.begin(connection, conversation)
    return conversation


def _stepped(
    connection: Connection,
    conversation: Conversation,
    flow: Flow,
    taken: Input,
    around: Surroundings,
    before: Turn,
) -> Turn:
    """The input's step, and those of flows that begin at once because of it."""
    turn = _one_step(connection, conversation, flow, taken, around, before)
    for _ in range(LONGEST_CHAIN):
        accepted = next((event for event in turn.events if isinstance(event, Accepted)), None)
        shelved = around.library.newest.get(accepted.flow) if accepted else None
        if accepted is None or shelved is None:
            break
        conversation = _begun(
            connection, shelved, conversation.respondent_id, conversation.address_id, around
        )
        language = turn.state.language if turn.state else None
        start = Start(language, dict(accepted.carried))
        turn = _one_step(connection, conversation, shelved.flow, start, around, turn)
    else:
        _LOG.error("conversation %s: flows begin one another without end; the chain stops", conversation.id)
    return turn


def _one_step(
    connection: Connection,
    conversation: Conversation,
    flow: Flow,
    taken: Input,
    around: Surroundings,
    before: Turn,
) -> Turn:
    """Steps, keeps what changed and queues what is to be shown, behind what *before* shows already."""
    was = from_json(conversation.state)
    state, events = step(flow, was, taken)
    kept = _kept(conversation, flow, state, around.now)
    if state != was:
        _save(connection, conversation, kept)
        answered = changed_answers(flow, was, state, asked_at=conversation.updated_at, now=around.now)
        answers.write(connection, kept.id, answered)
    result = shown_result(events)
    if result is not None and state.shown != was.shown:
        results.write(connection, stored_result(flow, kept, result, around.now))
    messages = present(flow, state, events, operator=around.operator)
    queued = _queued(kept, messages, around, len(before.messages))
    deliveries.queue(connection, queued)
    return Turn(
        messages=(*before.messages, *messages),
        deliveries=(*before.deliveries, *(delivery.id for delivery in queued)),
        state=state,
        flow=flow,
        conversation=kept.id,
        events=events,
        result=result or before.result,
    )


def _kept(conversation: Conversation, flow: Flow, state: State, now: datetime) -> Conversation:
    """The conversation with its new state."""
    over = state.status in CLOSED
    return replace(
        conversation,
        status=state.status.value,
        turn=state.turn,
        state=to_json(state),
        language=state.language,
        updated_at=now,
        ended_at=(conversation.ended_at or now) if over else None,
        wake_at=wake_at(flow, state, now),
        expires_at=expires_at(flow, state, now),
        private=is_private(flow, state),
    )


def _save(connection: Connection, before: Conversation, kept: Conversation) -> None:
    if not conversations.save(connection, kept, was_turn=before.turn):
        raise RuntimeError(f"conversation {kept.id} took another turn at the same time, in spite of its lock")


def _queued(
    conversation: Conversation, messages: tuple[Message, ...], around: Surroundings, position: int
) -> list[Delivery]:
    """A delivery for each message, in their order."""
    return [
        Delivery(
            id=around.new_id(),
            address_id=conversation.address_id,
            turn=conversation.turn,
            position=place,
            kind=type(message).__name__,
            payload=message_to_json(message),
            created_at=around.now,
            due_at=around.now,
            conversation_id=conversation.id,
            private=conversation.private,
        )
        for place, message in enumerate(messages, position)
    ]
