"""The link from a person to their answers in an anonymous round: cut, mended for a change, cut for good.

While somebody answers, their conversation is theirs like any other, so that it can be gone on with. When they
finish it moves to *nobody*: a respondent with an address of its own for each round (channel `round`). What is
left then says nothing of whose it was: no row of theirs names the conversation, its id and times tell no
order, and what was sent in it is gone. The person alone has a button that leads back until the round closes.
At the close everything of the round is written anew under new ids, in an order of chance: no button leads
there any more, and rows do not lie in the order in which people finished (scoring §9.4, 9).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, insert, select, update

from bot.engine.state import State, Status, to_json
from bot.store.erasure import leave_no_bytes
from bot.store.rounds import Round
from bot.store.sealing import reseal
from bot.store.tables import (
    ADDRESS,
    ANSWER,
    CONSENT,
    CONVERSATION,
    DELIVERY,
    INBOUND,
    INVITATION,
    KEPT,
    RESPONDENT,
    RESULT,
)
from bot.store.upserts import unless_there

NOBODY: str = "round"
"""The channel of an address that is nobody's."""
_C = CONVERSATION.c
_NEW_RESPONDENT = unless_there(RESPONDENT, None)
_NEW_ADDRESS = unless_there(ADDRESS, None)
_THIS = _C.id == bindparam("which")
_UNLINK = (
    update(CONVERSATION)
    .where(_THIS)
    .values(
        respondent_id=bindparam("nobody"), address_id=bindparam("nowhere"), source=None, open_question=None,
        started_at=bindparam("coarse"), updated_at=bindparam("coarse"), ended_at=bindparam("coarse"),
        wake_at=None, expires_at=None,
    )
)  # fmt: skip
_COARSEN = (
    update(ANSWER)
    .where(ANSWER.c.conversation_id == bindparam("which"))
    .values(asked_at=None, answered_at=bindparam("coarse"))
)
_SEALED_STATE = select(_C.state).where(_THIS, _C.sealed)
_NEW_STATE = update(CONVERSATION).where(_THIS).values(state=bindparam("resealed"))
_SEALED_ANSWERS = select(ANSWER.c.question, ANSWER.c.value).where(
    ANSWER.c.conversation_id == bindparam("which"), ANSWER.c.sealed
)
_NEW_VALUE = (
    update(ANSWER)
    .where(ANSWER.c.conversation_id == bindparam("which"), ANSWER.c.question == bindparam("about"))
    .values(value=bindparam("resealed"))
)
_RELINK = (
    update(CONVERSATION)
    .where(_THIS)
    .values(
        respondent_id=bindparam("somebody"),
        address_id=bindparam("somewhere"),
        updated_at=bindparam("now"),
        expires_at=bindparam("closes_at"),
    )
)
_FORGOTTEN = (
    update(INVITATION)
    .where(INVITATION.c.conversation_id == bindparam("which"))
    .values(conversation_id=None)
)  # fmt: skip
_ALL_FORGOTTEN = (
    update(INVITATION)
    .where(INVITATION.c.round_id == bindparam("of_round"), INVITATION.c.conversation_id.is_not(None))
    .values(conversation_id=None)
)
"""Touches no other row: what is written together could be matched (PostgreSQL's `xmin`)."""
_OF_ROUND = select(CONVERSATION).where(_C.round_id == bindparam("round_id"))
_STILL_LINKED = (
    select(_C.id)
    .join(ADDRESS, ADDRESS.c.id == _C.address_id)
    .where(_C.round_id == bindparam("round_id"), ADDRESS.c.channel != NOBODY)
    .order_by(_C.id)
)
_ANSWERS_OF = select(ANSWER).where(ANSWER.c.conversation_id.in_(bindparam("those", expanding=True)))
_OVER = frozenset({Status.FINISHED.value, Status.SCREENED_OUT.value})


@dataclass(frozen=True, slots=True)
class Nobody:
    """Whose the answers of a round are."""

    respondent_id: str
    address_id: str


def nobody_of(round_: Round) -> Nobody:
    """Ids that say nothing of when they were made."""
    ids = [
        blake2b(f"{what} of {round_.id}".encode(), digest_size=13).hexdigest()
        for what in ("nobody", "nowhere")
    ]
    return Nobody(*ids)


def is_nobodys(connection: Connection, address_id: str) -> bool:
    """Is it the address of a round?"""
    found = select(ADDRESS.c.channel).where(ADDRESS.c.id == bindparam("address_id"))
    return connection.execute(found, {"address_id": address_id}).scalar_one_or_none() == NOBODY


def unlink(connection: Connection, conversation_id: str, round_: Round) -> None:
    """Nobody can tell any more whose this conversation was, but who holds its button."""
    leave_no_bytes(connection)
    nobody = _made(connection, round_)
    _forget_messages(connection, conversation_id)
    for table in (RESULT, CONSENT):  # there are none; a row of theirs would name the person
        connection.execute(delete(table).where(table.c.conversation_id == conversation_id))
    which = {"which": conversation_id, "coarse": round_.opens_at}
    connection.execute(_COARSEN, which)
    _seal_as_at(connection, conversation_id, round_.opens_at)
    connection.execute(
        _UNLINK, which | {"nobody": nobody.respondent_id, "nowhere": nobody.address_id}
    )  # fmt: skip
    connection.execute(_FORGOTTEN, {"which": conversation_id})


def relink(
    connection: Connection,
    conversation_id: str,
    *,
    respondent_id: str,
    address_id: str,
    round_: Round,
    now: datetime,
) -> None:
    """For a change: it is the person's again until they finish, or the round closes. That they may was seen
    before.
    """
    connection.execute(
        _RELINK,
        {
            "which": conversation_id, "somebody": respondent_id, "somewhere": address_id, "now": now,
            "closes_at": round_.closes_at,
        },
    )  # fmt: skip


def forget(connection: Connection, conversation_id: str) -> None:
    """What somebody had answered before they said *not this time*, deleted."""
    leave_no_bytes(connection)
    _forget_messages(connection, conversation_id)
    connection.execute(_FORGOTTEN, {"which": conversation_id})
    theirs = select(_C.respondent_id).where(_C.id == conversation_id).scalar_subquery()
    for table in (RESULT, CONSENT, ANSWER):
        connection.execute(delete(table).where(table.c.conversation_id == conversation_id))
    connection.execute(
        delete(KEPT).where(KEPT.c.respondent_id == theirs, KEPT.c.conversation_id == conversation_id)
    )
    connection.execute(delete(CONVERSATION).where(_C.id == conversation_id))


def unlink_all(connection: Connection, round_: Round, new_secret: Callable[[], str]) -> int:
    """At the close of an anonymous round: what is still somebody's is nobody's, and all of it is written
    anew. How many conversations there are. Done again it changes nothing but the ids.

    *new_secret* gives ids that tell nothing of when they were made.
    """
    leave_no_bytes(connection)
    for conversation_id in connection.execute(_STILL_LINKED, {"round_id": round_.id}).scalars().all():
        unlink(connection, conversation_id, round_)
    _forget_fleeting(connection, round_)
    _forget_poisoned(connection, round_)
    rows = connection.execute(_OF_ROUND, {"round_id": round_.id}).all()
    if rows:
        _write_anew(connection, rows, new_secret)
    connection.execute(_ALL_FORGOTTEN, {"of_round": round_.id})  # also who mended the link just now
    return len(rows)


def _made(connection: Connection, round_: Round) -> Nobody:
    """With the rows that stand for them; two who finish at once make them once."""
    nobody = nobody_of(round_)
    made = {"id": nobody.respondent_id, "created_at": round_.opens_at}
    connection.execute(_NEW_RESPONDENT.on(connection), made)
    blank: dict[str, object] = {column.name: None for column in ADDRESS.columns}
    place = {"channel": NOBODY, "workspace": round_.checkin_id, "external_id": round_.id}
    whose = {"id": nobody.address_id, "respondent_id": nobody.respondent_id, "reachable": False}
    connection.execute(
        _NEW_ADDRESS.on(connection), blank | place | whose | {"created_at": round_.opens_at}
    )  # fmt: skip
    return nobody


def _forget_messages(connection: Connection, conversation_id: str) -> None:
    """Also those that wait: they ask what is answered by now. A process that sends one just now goes on."""
    connection.execute(delete(DELIVERY).where(DELIVERY.c.conversation_id == conversation_id))


def _seal_as_at(connection: Connection, conversation_id: str, coarse: datetime) -> None:
    """Words and the state, where they are sealed: their seals say when they were made."""
    found = connection.execute(_SEALED_STATE, {"which": conversation_id}).scalar_one_or_none()
    if found is not None:
        state = reseal(connection, found, coarse)
        connection.execute(_NEW_STATE, {"which": conversation_id, "resealed": state})
    for question, value in connection.execute(_SEALED_ANSWERS, {"which": conversation_id}).all():
        resealed = reseal(connection, value, coarse)
        connection.execute(
            _NEW_VALUE, {"which": conversation_id, "about": question, "resealed": resealed}
        )  # fmt: skip


def _forget_fleeting(connection: Connection, round_: Round) -> None:
    """Thanks that could not be sent before the close hold a button that leads nowhere now."""
    invited = select(INVITATION.c.address_id).where(INVITATION.c.round_id == round_.id)
    connection.execute(
        delete(DELIVERY).where(
            DELIVERY.c.address_id.in_(invited),
            DELIVERY.c.fleeting.is_(True),
            DELIVERY.c.created_at < round_.closes_at,
        )
    )


def _forget_poisoned(connection: Connection, round_: Round) -> None:
    """What could not be handled may hold an answer, or a button that names the conversation."""
    invited = select(INVITATION.c.address_id).where(INVITATION.c.round_id == round_.id)
    connection.execute(
        update(INBOUND)
        .where(
            INBOUND.c.address_id.in_(invited),
            INBOUND.c.payload.is_not(None),
            INBOUND.c.received_at >= round_.opens_at,
        )
        .values(payload=None)
    )


def _write_anew(connection: Connection, rows: Sequence[Row[Any]], new_secret: Callable[[], str]) -> None:
    """Under new ids, in their order; without the state, which holds in which order questions were answered
    and how often answers were changed.
    """
    anew = sorted(((new_secret(), row._asdict()) for row in rows), key=lambda one: one[0])
    new_ids = {row["id"]: new_id for new_id, row in anew}
    said = [row._asdict() for row in connection.execute(_ANSWERS_OF, {"those": list(new_ids)})]
    connection.execute(delete(ANSWER).where(ANSWER.c.conversation_id.in_(new_ids)))
    connection.execute(delete(CONVERSATION).where(_C.id.in_(new_ids)))
    connection.execute(insert(CONVERSATION), [_plain(row) | {"id": new_id} for new_id, row in anew])
    if said:
        moved = [one | {"conversation_id": new_ids[one["conversation_id"]], "turn": 0} for one in said]
        connection.execute(
            insert(ANSWER), sorted(moved, key=lambda one: (one["conversation_id"], one["question"]))
        )


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    """Whoever had not finished ran out of time; in which language they read is nobody's either."""
    status = row["status"] if row["status"] in _OVER else Status.EXPIRED.value
    state = to_json(State(status=Status(status)))
    return row | {"status": status, "state": state, "sealed": False, "turn": 0, "language": State().language}
