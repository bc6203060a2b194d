"""Answers that are asked once: they stay with the person, the newest under each name (flow-language §5.1).

Each is written in the transaction of the turn that gave it, so it holds for whoever stops in the middle too.
"""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, select

from bot.definition.model import OWN_WORDS
from bot.store.erasure import leave_no_bytes
from bot.store.sealing import seal, unseal
from bot.store.tables import KEPT
from bot.store.upserts import or_change


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """An answer with where it was given, and when."""

    name: str
    """As in `keep: name`."""
    value: object
    """Whatever JSON can say."""
    kind: str
    """The type of the question it was given to."""
    flow_name: str
    question: str
    conversation_id: str
    answered_at: datetime
    private: bool = False
    """Typed words, or any answer of a private flow: the value is kept sealed."""
    in_private: bool = False
    """The flow was private when it was given, whatever becomes of that flow."""


_COLUMNS = KEPT.c
_CHANGE = or_change(
    KEPT,
    ("respondent_id", "name"),
    ("value", "sealed", "kind", "flow_name", "question", "conversation_id", "answered_at", "open_in"),
)
_THEIRS = _COLUMNS.respondent_id == bindparam("whose")
_OF_RESPONDENT = select(KEPT).where(_THEIRS).order_by(_COLUMNS.answered_at, _COLUMNS.name)
_FORGET = delete(KEPT).where(_THEIRS)
_FORGET_SOME = _FORGET.where(_COLUMNS.name.in_(bindparam("names", expanding=True)))
_FORGET_WORDS = _FORGET.where(_COLUMNS.kind.in_([kind.value for kind in OWN_WORDS]))


def of_respondent(connection: Connection, respondent_id: str) -> tuple[KeptAnswer, ...]:
    """All of a person's, oldest first."""
    return tuple(
        KeptAnswer(
            name=row.name,
            value=json.loads(unseal(connection, row.value, sealed=row.sealed)),
            kind=row.kind,
            flow_name=row.flow_name,
            question=row.question,
            conversation_id=row.conversation_id,
            answered_at=row.answered_at,
            private=row.sealed,
            in_private=row.open_in != row.conversation_id,
        )
        for row in connection.execute(_OF_RESPONDENT, {"whose": respondent_id})
    )


def keep(connection: Connection, respondent_id: str, answers: Iterable[KeptAnswer]) -> None:
    """Each takes the place of what was kept under its name."""
    rows = [
        {
            "respondent_id": respondent_id,
            "name": answer.name,
            "value": seal(connection, json.dumps(answer.value, ensure_ascii=False), private=answer.private),
            "sealed": answer.private,
            "kind": answer.kind,
            "flow_name": answer.flow_name,
            "question": answer.question,
            "conversation_id": answer.conversation_id,
            "answered_at": answer.answered_at,
            "open_in": None if answer.in_private else answer.conversation_id,
        }
        for answer in answers
    ]
    if rows:
        connection.execute(_CHANGE.on(connection), rows)


def forget(connection: Connection, respondent_id: str, names: Collection[str]) -> None:
    """What is kept under these names goes."""
    if names:
        leave_no_bytes(connection)
        connection.execute(_FORGET_SOME, {"whose": respondent_id, "names": sorted(names)})


def forget_words(connection: Connection, respondent_id: str) -> None:
    """Words of their own go: a consent was refused or withdrawn."""
    leave_no_bytes(connection)
    connection.execute(_FORGET_WORDS, {"whose": respondent_id})


def forget_all(connection: Connection, respondent_id: str) -> None:
    """Nothing is kept any more; what their conversations hold stays."""
    leave_no_bytes(connection)
    connection.execute(_FORGET, {"whose": respondent_id})
