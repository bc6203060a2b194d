"""What could still lead from an anonymous round that is over to a person: of a sound database, nothing."""

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import Connection, Select, bindparam, func, select

from bot.store.tables import (
    ADDRESS,
    ANSWER,
    CONSENT,
    CONVERSATION,
    DELIVERY,
    EVENT,
    INVITATION,
    RESULT,
    ROUND,
)
from bot.store.unlinking import NOBODY

_OVER: Final = ROUND.c.checkin_id == bindparam("checkin_id"), ROUND.c.status.in_(["closed", "cancelled"])
_CONVERSATIONS: Final = (
    select(CONVERSATION.c.id).join(ROUND, ROUND.c.id == CONVERSATION.c.round_id).where(*_OVER)
)
_TRACES: Final[Mapping[str, Select[Any]]] = {
    "invitations that name a conversation": select(func.count())
    .select_from(INVITATION)
    .join(ROUND, ROUND.c.id == INVITATION.c.round_id)
    .where(*_OVER, INVITATION.c.conversation_id.is_not(None)),
    "conversations that belong to somebody": select(func.count())
    .select_from(CONVERSATION)
    .join(ROUND, ROUND.c.id == CONVERSATION.c.round_id)
    .join(ADDRESS, ADDRESS.c.id == CONVERSATION.c.address_id)
    .where(
        *_OVER,
        (ADDRESS.c.channel != NOBODY)
        | (ADDRESS.c.external_id != ROUND.c.id)
        | (ADDRESS.c.respondent_id != CONVERSATION.c.respondent_id),
    ),
    "messages of a conversation": select(func.count())
    .select_from(DELIVERY)
    .where(DELIVERY.c.conversation_id.in_(_CONVERSATIONS)),
    "messages that hold a button of a conversation": select(func.count())
    .select_from(DELIVERY)
    .join(INVITATION, INVITATION.c.address_id == DELIVERY.c.address_id)
    .join(ROUND, ROUND.c.id == INVITATION.c.round_id)
    .join(CONVERSATION, CONVERSATION.c.round_id == ROUND.c.id)
    .where(*_OVER, DELIVERY.c.sealed.is_(False), DELIVERY.c.payload.contains(CONVERSATION.c.id)),
    "events of a conversation": select(func.count())
    .select_from(EVENT)
    .where(EVENT.c.conversation_id.in_(_CONVERSATIONS)),
    "results of a person": select(func.count())
    .select_from(RESULT)
    .where(RESULT.c.conversation_id.in_(_CONVERSATIONS)),
    "consents of a person": select(func.count())
    .select_from(CONSENT)
    .where(CONSENT.c.conversation_id.in_(_CONVERSATIONS)),
    "conversations with a time of their own": select(func.count())
    .select_from(CONVERSATION)
    .join(ROUND, ROUND.c.id == CONVERSATION.c.round_id)
    .where(
        *_OVER,
        (CONVERSATION.c.started_at != ROUND.c.opens_at)
        | (CONVERSATION.c.updated_at != ROUND.c.opens_at)
        | (func.coalesce(CONVERSATION.c.ended_at, ROUND.c.opens_at) != ROUND.c.opens_at),
    ),
    "answers with a time of their own": select(func.count())
    .select_from(ANSWER)
    .join(CONVERSATION, CONVERSATION.c.id == ANSWER.c.conversation_id)
    .join(ROUND, ROUND.c.id == CONVERSATION.c.round_id)
    .where(*_OVER, (ANSWER.c.asked_at.is_not(None)) | (ANSWER.c.answered_at != ROUND.c.opens_at)),
}


def traces(connection: Connection, checkin_id: str) -> dict[str, int]:
    """How many rows of which kind lead from rounds that are over to somebody; kinds without are left out.

    It is about anonymous check-ins: in a named one everything leads to a person, as was said.
    """
    counts: dict[str, int] = {
        what: connection.execute(statement, {"checkin_id": checkin_id}).scalar_one()
        for what, statement in _TRACES.items()
    }
    return {what: count for what, count in counts.items() if count > 0}
