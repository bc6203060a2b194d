"""Everything that was answered or scored, as flat lines, in pages: memory does not grow with the database.

Run it inside `Database.read`, which holds one unchanging view and keeps nobody from writing. What people said
in an anonymous round of their team is not among it: a whole sheet tells whose it is to those who know them.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, Select, Table, or_, select, tuple_

from bot.store.sealing import unseal
from bot.store.tables import ADDRESS, ANSWER, CHECKIN, CONVERSATION, RESULT, ROUND

_PAGE = 1000
TYPED: Final[Mapping[str, bool]] = {"typed": True}
"""Marks a column of words that come from outside, whatever they look like."""
OBJECT: Final[Mapping[str, bool]] = {"object": True}
"""Marks a column that holds JSON as text."""
TYPED_OBJECT: Final[Mapping[str, bool]] = {**TYPED, **OBJECT}


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One answer."""

    conversation_id: str
    respondent_id: str
    channel: str
    flow: str
    flow_version: int
    question: str
    state: str
    value: str | None
    """Choice ids, several joined by `;`, numbers exact (`1/4`), yes or no, words. None: withheld."""
    private: bool
    """Contact data or free text."""
    turn: int
    asked_at: datetime | None
    answered_at: datetime


@dataclass(frozen=True, slots=True)
class ResultLine:
    """One result."""

    conversation_id: str
    respondent_id: str
    channel: str
    flow: str
    flow_version: int
    flow_hash: str
    turn: int
    complete: bool
    score: str | None
    exact: str | None
    level: str | None
    document: str = field(metadata=OBJECT)
    """The whole result as JSON."""
    created_at: datetime


_NAMED_OR_ALONE = or_(
    CONVERSATION.c.round_id.is_(None),
    CONVERSATION.c.round_id.in_(
        select(ROUND.c.id)
        .join(CHECKIN, CHECKIN.c.id == ROUND.c.checkin_id)
        .where(CHECKIN.c.anonymous.is_(False))
    ),
)
"""Answered by oneself, or where everybody knew that their name stands beside it."""
_ANSWERS = (
    select(
        ANSWER,
        CONVERSATION.c.respondent_id,
        CONVERSATION.c.flow_name,
        CONVERSATION.c.flow_version,
        ADDRESS.c.channel,
    )
    .join(CONVERSATION, CONVERSATION.c.id == ANSWER.c.conversation_id)
    .join(ADDRESS, ADDRESS.c.id == CONVERSATION.c.address_id)
    .where(_NAMED_OR_ALONE)
)
_RESULTS = (
    select(RESULT, ADDRESS.c.channel)
    .join(CONVERSATION, CONVERSATION.c.id == RESULT.c.conversation_id)
    .join(ADDRESS, ADDRESS.c.id == CONVERSATION.c.address_id)
    .where(_NAMED_OR_ALONE)
)


def answers(
    connection: Connection,
    *,
    since: datetime | None = None,
    flow: str | None = None,
    with_private: bool = True,
) -> Iterator[AnswerLine]:
    """Answers by conversation, oldest first; `since` is about when they were given.

    Without `with_private` the values of private answers are left out.
    """
    statement = _ANSWERS
    if since is not None:
        statement = statement.where(ANSWER.c.answered_at >= since)
    if flow is not None:
        statement = statement.where(CONVERSATION.c.flow_name == flow)

    def line(row: Row[Any]) -> AnswerLine:
        withheld = row.sealed and not with_private
        return AnswerLine(
            conversation_id=row.conversation_id,
            respondent_id=row.respondent_id,
            channel=row.channel,
            flow=row.flow_name,
            flow_version=row.flow_version,
            question=row.question,
            state=row.state,
            value=None if withheld else flat(unseal(connection, row.value, sealed=row.sealed)),
            private=row.sealed,
            turn=row.turn,
            asked_at=row.asked_at,
            answered_at=row.answered_at,
        )

    return _lines(connection, statement, ANSWER, "question", line)


def results(
    connection: Connection, *, since: datetime | None = None, flow: str | None = None
) -> Iterator[ResultLine]:
    """Results by conversation, oldest first, each time one was shown; `since` is about when that was."""
    statement = _RESULTS
    if since is not None:
        statement = statement.where(RESULT.c.created_at >= since)
    if flow is not None:
        statement = statement.where(RESULT.c.flow_name == flow)
    return _lines(connection, statement, RESULT, "turn", _result)


def _lines(
    connection: Connection, statement: Select[Any], table: Table, second: str, line: Callable[[Row[Any]], Any]
) -> Iterator[Any]:
    """Page after page, each beginning behind the last line of the one before."""
    key = (table.c.conversation_id, table.c[second])
    paged = statement.order_by(*key).limit(_PAGE)
    page = connection.execute(paged).all()
    while page:
        yield from map(line, page)
        last = page[-1]
        behind = tuple_(*key) > tuple_(last.conversation_id, getattr(last, second))
        page = connection.execute(paged.where(behind)).all()


def _result(row: Row[Any]) -> ResultLine:
    return ResultLine(
        conversation_id=row.conversation_id,
        respondent_id=row.respondent_id,
        channel=row.channel,
        flow=row.flow_name,
        flow_version=row.flow_version,
        flow_hash=row.flow_hash,
        turn=row.turn,
        complete=row.complete,
        score=row.score,
        exact=row.exact,
        level=row.level,
        document=row.document,
        created_at=row.created_at,
    )


def flat(kept: str) -> str:
    """A stored answer as one cell."""
    match json.loads(kept):
        case bool(answer):
            return "yes" if answer else "no"
        case list(choices):
            return ";".join(str(choice) for choice in choices)
        case {"number": str(number)}:
            return number
        case {"blank": str(blank)}:
            return blank
        case value:
            return str(value)
