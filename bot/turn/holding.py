"""Everything we hold about a person, to read and as a file to take away."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import Any

from sqlalchemy import Connection

from bot.definition.answer import decode
from bot.definition.model import Flow
from bot.definition.texts import best_language
from bot.engine.state import State, from_json
from bot.present.desk.deleting import Receipt
from bot.present.desk.flows import title_in
from bot.present.desk.held import Held, HeldAnswer, HeldConversation, HeldPart, Part
from bot.present.desk.settings import Daytime
from bot.present.scene import Scene
from bot.store import answers, consents, conversations, invitations, kept, respondents, results
from bot.store.conversations import Conversation
from bot.store.erasure import Erased
from bot.store.invitations import Invitation, InvitationStatus
from bot.store.kept import KeptAnswer
from bot.store.respondents import Address
from bot.turn.arrived import Surroundings
from bot.turn.deadlines import zone_of
from bot.turn.teams.terms import Terms, terms_of


@dataclass(frozen=True, slots=True)
class Holding:
    """What is held, in words and in plain values."""

    held: Held
    data: dict[str, Any]


def held_about(connection: Connection, address: Address, around: Surroundings) -> Holding:
    """All conversations with answers, results and consents, the address, what was set and is remembered."""
    since = respondents.known_since(connection, address.respondent_id)
    theirs = conversations.of_respondent(connection, address.respondent_id)
    remembered = kept.of_respondent(connection, address.respondent_id)
    parts = tuple(_parts(connection, address, around))
    held = Held(
        since=since,
        channel=address.channel,
        language=address.language,
        reminders=address.quiet_since is None,
        daytime=None if address.zone is None else Daytime(address.zone, address.remind_minute),
        conversations=tuple(_held(connection, one, around) for one in theirs),
        parts=tuple(part for _, part in parts),
        kept=tuple(_kept(one, address, around) for one in remembered),
    )
    data = {
        "respondent": address.respondent_id,
        "since": since.isoformat(),
        "address": {
            "channel": address.channel,
            "bot": address.workspace,
            "id": address.external_id,
            "language": address.language,
            "reminders": address.quiet_since is None,
            "zone": address.zone,
            "reminders_at_minute": address.remind_minute,
        },
        "check_ins": [{"team": part.team, "round": day, "status": part.part.value} for day, part in parts],
        "conversations": [_plain(connection, one) for one in theirs],
        "remembered": [
            {
                "name": one.name,
                "value": one.value,
                "flow": one.flow_name,
                "question": one.question,
                "conversation": one.conversation_id,
                "time": one.answered_at.isoformat(),
            }
            for one in remembered
        ],
        "consents": [
            {
                "conversation": one.conversation_id,
                "question": one.question,
                "purpose": one.purpose,
                "given": one.given,
                "wording": one.wording,
                "link": one.link,
                "language": one.language,
                "flow": one.flow.name,
                "version": one.flow.version,
                "channel": one.channel,
                "time": one.created_at.isoformat(),
            }
            for one in consents.of_respondent(connection, address.respondent_id)
        ],
    }
    return Holding(held, data)


def as_file(holding: Holding) -> str:
    """JSON, to be read by people too."""
    return json.dumps(holding.data, ensure_ascii=False, indent=2) + "\n"


def receipt_of(erased: Erased, number: str, at: datetime) -> Receipt:
    """What was deleted, in figures."""
    return Receipt(
        number=number,
        at=at,
        conversations=erased.conversations,
        answers=erased.answers,
        results=erased.results,
        consents=erased.consents,
        messages=erased.deliveries,
        updates=erased.updates,
    )


def _parts(
    connection: Connection, address: Address, around: Surroundings
) -> Iterator[tuple[str, HeldPart]]:  # fmt: skip
    """In which rounds they were asked to take part, with the day of each."""
    for one in invitations.of_address(connection, address.id):
        terms = terms_of(connection, one.round_id)
        if terms is None:
            continue
        flow = around.library.pinned(connection, terms.round.flow)
        title = terms.round.flow.name if flow is None else title_in(flow, address.language or "en")
        part = HeldPart(terms.checkin.team, title, _part(one, terms))
        yield terms.round.occurs_on.isoformat(), part


def _part(invitation: Invitation, terms: Terms) -> Part:
    match invitation.status:
        case InvitationStatus.DECLINED:
            return Part.DECLINED
        case InvitationStatus.STARTED | InvitationStatus.FINISHED:
            if terms.checkin.anonymous and invitation.conversation_id is None:
                return Part.ANONYMOUS
            finished = invitation.status is InvitationStatus.FINISHED
            return Part.NAMED if finished else Part.BEGUN
    return Part.INVITED


def _held(connection: Connection, conversation: Conversation, around: Surroundings) -> HeldConversation:
    flow = around.library.pinned(connection, conversation.flow)
    result = results.latest(connection, conversation.id)
    title = conversation.flow.name if flow is None else flow.title.said_in(conversation.language)
    return HeldConversation(
        title=title,
        started=conversation.started_at,
        finished=conversation.ended_at is not None,
        answers=tuple(_answers(connection, conversation, flow, around)),
        result="" if result is None else result.score or "",
        consents=tuple(
            one.wording
            for one in consents.of_respondent(connection, conversation.respondent_id)
            if one.conversation_id == conversation.id and one.given
        ),
    )


def _answers(
    connection: Connection, conversation: Conversation, flow: Flow | None, around: Surroundings
) -> Iterator[tuple[str, str]]:
    """Question and answer in the person's words; by name where the flow can no longer be read."""
    stored = answers.of_conversation(connection, conversation.id)
    if flow is None:
        yield from ((one.question, json.dumps(one.value, ensure_ascii=False)) for one in stored)
        return
    scene = Scene(flow, from_json(conversation.state), around.operator)
    for one in stored:
        wording = scene.plan.asks[one.question].wording(scene.path.known())
        yield scene.filled(wording), scene.label(one.question, decode(one.value))


def _kept(one: KeptAnswer, address: Address, around: Surroundings) -> HeldAnswer:
    """In the words of the flow as it is now; by name where it asks for it no more."""
    zone: tzinfo = zone_of(address.zone) or UTC
    day = one.answered_at.astimezone(zone).date()
    shelved = around.library.newest.get(one.flow_name)
    question = None if shelved is None else shelved.flow.by_id.get(one.question)
    if shelved is None or question is None or question.kind.value != one.kind:
        return HeldAnswer(one.name, json.dumps(one.value, ensure_ascii=False), day)
    state = State(language=best_language(address.language, shelved.flow.languages))
    scene = Scene(shelved.flow, state, around.operator)
    return HeldAnswer(scene.filled(question.text), scene.label(question.id, decode(one.value)), day)


def _plain(connection: Connection, conversation: Conversation) -> dict[str, Any]:
    result = results.latest(connection, conversation.id)
    return {
        "id": conversation.id,
        "flow": conversation.flow.name,
        "version": conversation.flow.version,
        "status": conversation.status,
        "language": conversation.language,
        "source": conversation.source,
        "started": conversation.started_at.isoformat(),
        "last_change": conversation.updated_at.isoformat(),
        "answers": [
            {
                "question": one.question,
                "value": one.value,
                "state": one.state.value,
                "time": one.answered_at.isoformat(),
            }
            for one in answers.of_conversation(connection, conversation.id)
        ],
        "result": None if result is None else json.loads(result.document),
    }
