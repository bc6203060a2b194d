"""Answers: what one respondent said to one question, the newest only."""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, select

from bot.store import prepared
from bot.store.columns import AnswerState
from bot.store.erasure import leave_no_bytes
from bot.store.sealing import seal, unseal
from bot.store.tables import ANSWER
from bot.store.upserts import or_change


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    """An answer as it is kept."""

    question: str
    value: object
    """Whatever JSON can say."""
    state: AnswerState
    turn: int
    answered_at: datetime
    asked_at: datetime | None = None
    private: bool = False
    """Contact data, free text, or told in a private flow: the value is kept sealed."""
    profile: str | None = None
    """Under which name it is kept with the person."""


_COLUMNS = ANSWER.c
CHANGING = ("value", "sealed", "state", "turn", "profile", "asked_at", "answered_at")
CHANGE = or_change(ANSWER, ("conversation_id", "question"), CHANGING)
_THIS = _COLUMNS.conversation_id == bindparam("conversation_id")
_FORGET = delete(ANSWER).where(_THIS, _COLUMNS.question.in_(bindparam("questions", expanding=True)))
_OF_CONVERSATION = select(ANSWER).where(_THIS).order_by(_COLUMNS.turn, _COLUMNS.question)


def write(connection: Connection, conversation_id: str, answers: Iterable[StoredAnswer]) -> None:
    """Writes the answers that changed; the others stay as they are."""
    rows = [
        {
            "conversation_id": conversation_id,
            "question": answer.question,
            "value": seal(connection, _json(answer.value), private=answer.private),
            "sealed": answer.private,
            "state": answer.state.value,
            "turn": answer.turn,
            "profile": answer.profile,
            "asked_at": answer.asked_at,
            "answered_at": answer.answered_at,
        }
        for answer in answers
    ]
    if rows:
        prepared.run(connection, CHANGE, rows)


def forget(connection: Connection, conversation_id: str, questions: Collection[str]) -> None:
    """The answers to these questions go."""
    if questions:
        leave_no_bytes(connection)
        connection.execute(_FORGET, {"conversation_id": conversation_id, "questions": sorted(questions)})


def of_conversation(connection: Connection, conversation_id: str) -> tuple[StoredAnswer, ...]:
    """All answers of a conversation, parked ones too, in the order of their turns."""
    rows = connection.execute(_OF_CONVERSATION, {"conversation_id": conversation_id})
    return tuple(
        StoredAnswer(
            question=row.question,
            value=json.loads(unseal(connection, row.value, sealed=row.sealed)),
            state=AnswerState(row.state),
            turn=row.turn,
            answered_at=row.answered_at,
            asked_at=row.asked_at,
            private=row.sealed,
            profile=row.profile,
        )
        for row in rows
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
