"""A conversation takes an input: steps, keeps what changed, goes on with the next flow if one begins."""

import logging
from dataclasses import replace
from datetime import datetime
from typing import Final

from sqlalchemy import Connection

from bot.definition.model import Flow
from bot.engine.events import Accepted, Event, ResultShown
from bot.engine.inputs import Input, Start
from bot.engine.state import CLOSED, State, from_json, to_json
from bot.engine.step import step
from bot.messages import Picture, ResultPage
from bot.present import present
from bot.store import answers, consents, conversations, flows, results
from bot.store import kept as kept_answers
from bot.store.conversations import Conversation
from bot.turn import asked_once
from bot.turn.arrived import Surroundings, Told, Turn
from bot.turn.compared import after_result
from bot.turn.deadlines import expires_at, wake_at
from bot.turn.library import Shelved
from bot.turn.manner import manner_of
from bot.turn.outside import happened
from bot.turn.records import (
    changed_answers,
    given_consents,
    is_private,
    shown_result,
    stored_result,
    taken_back,
)
from bot.turn.teams import taking_part

_LOG: Final = logging.getLogger(__name__)

LONGEST_CHAIN: Final = 3
"""Flows begun one after the other without a human answer between (flow-language §13)."""


def begun(
    connection: Connection,
    shelved: Shelved,
    respondent_id: str,
    address_id: str,
    around: Surroundings,
    *,
    source: str | None = None,
    language: str | None = None,
) -> Conversation:
    """A new conversation, pinned to the newest version."""
    flows.pin(connection, shelved.pinned, shelved.source, around.now)
    state = State() if language is None else State(language=language)
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
        expires_at=expires_at(shelved.flow, state, around.now),
        source=source,
    )
    conversations.begin(connection, conversation)
    return conversation


def stepped(
    connection: Connection,
    conversation: Conversation,
    flow: Flow,
    taken: Input,
    around: Surroundings,
    before: Turn,
) -> Turn:
    """The input's step, and those of flows that begin at once because of it."""
    turn = one_step(connection, conversation, flow, taken, around, before)
    for _ in range(LONGEST_CHAIN):
        accepted = next((event for event in turn.events if isinstance(event, Accepted)), None)
        shelved = around.library.newest.get(accepted.flow) if accepted else None
        if accepted is None or shelved is None:
            break
        conversation = begun(
            connection,
            shelved,
            conversation.respondent_id,
            conversation.address_id,
            around,
            source=conversation.source,
        )
        language = turn.state.language if turn.state else None
        start = Start(language, dict(accepted.carried))
        turn = one_step(connection, conversation, shelved.flow, start, around, turn)
    else:
        _LOG.error(
            "flows begin one another without end; the chain stops", extra={"conversation": conversation.id}
        )
    return turn


def one_step(
    connection: Connection,
    conversation: Conversation,
    flow: Flow,
    taken: Input,
    around: Surroundings,
    before: Turn,
) -> Turn:
    """Steps, keeps what changed, and tells it behind what *before* tells already."""
    was = from_json(conversation.state)
    taken = asked_once.with_known(connection, conversation, flow, taken, was, around)
    state, events = step(
        flow, asked_once.still_known(connection, conversation, flow, taken, was, around), taken
    )
    kept = _kept(conversation, flow, was, state, around.now)
    if state != was:
        _save(connection, conversation, kept)
        _keep_answers(connection, kept, flow, was, state, conversation.updated_at, around)
        if conversation.round_id is None:  # in a round nobody asks for consents that hold beyond it
            _keep_consents(connection, kept, flow, state, events, around)
    if flow.keeping:
        asked_once.keep_given(connection, kept, flow, events, around)
    result = shown_result(events)
    if result is not None and state.shown != was.shown:
        results.write(connection, stored_result(flow, kept, result, around.now))
    in_round = conversation.round_id is not None
    to_tell = taking_part.to_tell(events) if in_round else events
    turn = Turn(
        told=tuple(_told(connection, kept, flow, state, to_tell, around)),
        address=conversation.address_id,
        state=state,
        flow=flow,
        conversation=kept.id,
        events=events,
        result=result or before.result,
        before=was,
        ended=before.ended or (_waits(was) and not _waits(state)),
    )
    if around.tells:
        happened.in_step(connection, happened.Step(kept, flow, was, state, events), around)
    if in_round:
        turn = taking_part.in_round(connection, turn, kept)
    return replace(turn, told=(*before.told, *turn.told)) if before.told else turn


def _waits(state: State) -> bool:
    """Is a question open, or an offer?"""
    return state.open is not None or state.offer is not None


def _told(
    connection: Connection,
    conversation: Conversation,
    flow: Flow,
    state: State,
    events: tuple[Event, ...],
    around: Surroundings,
) -> list[Told]:
    """The messages of a step; where pictures can be shown, a result has one."""
    after = None
    if around.platform is not None and any(isinstance(event, ResultShown) for event in events):
        after = after_result(connection, conversation, around)
    told: list[Told] = []
    manner = manner_of(around.channel)
    for message in present(flow, state, events, operator=around.operator, after=after, manner=manner):
        told.append(Told(message, conversation, flow))
        if around.platform is not None and isinstance(message, ResultPage) and message.bars:
            told.append(Told(Picture(message), conversation, flow))
    return told


def _keep_answers(
    connection: Connection,
    conversation: Conversation,
    flow: Flow,
    was: State,
    state: State,
    asked_at: datetime,
    around: Surroundings,
) -> None:
    changed = changed_answers(flow, was, state, asked_at=asked_at, now=around.now)
    answers.write(connection, conversation.id, changed)
    answers.forget(connection, conversation.id, taken_back(flow, was, state))


def _keep_consents(
    connection: Connection,
    conversation: Conversation,
    flow: Flow,
    state: State,
    events: tuple[Event, ...],
    around: Surroundings,
) -> None:
    for consent in given_consents(flow, conversation, state, events, around):
        consents.write(connection, consent)
        if not consent.given:
            kept_answers.forget_words(connection, conversation.respondent_id)


def _kept(conversation: Conversation, flow: Flow, was: State, state: State, now: datetime) -> Conversation:
    """The conversation with its new state."""
    over, alone = state.status in CLOSED, conversation.round_id is None
    return replace(
        conversation,
        status=state.status.value,
        turn=state.turn,
        state=to_json(state),
        language=state.language,
        updated_at=now,
        ended_at=(conversation.ended_at or now) if over else None,
        wake_at=wake_at(flow, state, now) if alone else None,  # a round has reminders of its own
        expires_at=expires_at(flow, state, now) if alone else conversation.expires_at,
        private=is_private(flow, state),
        open_question=state.open or (was.open if state.status.value == "expired" else None),
    )


def _save(connection: Connection, before: Conversation, kept: Conversation) -> None:
    if not conversations.save(connection, kept, was_turn=before.turn):
        raise RuntimeError(f"conversation {kept.id} took another turn at the same time, in spite of its lock")
