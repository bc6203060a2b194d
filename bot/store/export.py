"""Everything that was answered or scored, as flat lines, in pages: memory does not grow with the database.

Run it inside `Database.read`, which holds one unchanging view and keeps nobody from writing. What people said
in an anonymous round of their team is not among it: a whole sheet tells whose it is to those who know them.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, Select, bindparam, or_, select

from bot.store.sealing import unseal
from bot.store.tables import ADDRESS, ANSWER, CHECKIN, CONVERSATION, RESULT, ROUND

_PAGE: Final = 100
"""Conversations; they have some dozens of answers each."""
TYPED: Final[Mapping[str, bool]] = {"typed": True}
"""Marks a column of words that come from outside, whatever they look like."""
OBJECT: Final[Mapping[str, bool]] = {"object": True}
"""Marks a column that holds JSON as text."""
TYPED_OBJECT: Final[Mapping[str, bool]] = {**TYPED, **OBJECT}


@dataclass(slots=True)  # of millions: frozen, each would take three times as long to make
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


_ANONYMOUS = (
    select(CHECKIN.c.anonymous)
    .join(ROUND, ROUND.c.checkin_id == CHECKIN.c.id)
    .where(ROUND.c.id == CONVERSATION.c.round_id)
    .scalar_subquery()
)
"""Of an answer's round. No EXISTS: for each page PostgreSQL would make a table of all rounds with names."""
_NAMED_OR_ALONE = or_(CONVERSATION.c.round_id.is_(None), _ANONYMOUS.is_(False))
"""Answered by oneself, or where everybody knew that their name stands beside it."""
CHANNEL = select(ADDRESS.c.channel).where(ADDRESS.c.id == CONVERSATION.c.address_id).scalar_subquery()
"""Not joined: SQLite would look through the whole table for each page, once it knows how large that is."""
_CONVERSATIONS: Select[Any] = (
    select(  # as `AnswerLine` begins
        CONVERSATION.c.id, CONVERSATION.c.respondent_id, CHANNEL.label("channel"),
        CONVERSATION.c.flow_name, CONVERSATION.c.flow_version,
    )
    .where(_NAMED_OR_ALONE)
    .order_by(CONVERSATION.c.id)
)  # fmt: skip
_ANSWERS = (
    select(  # and as it goes on
        ANSWER.c.conversation_id, ANSWER.c.question, ANSWER.c.state, ANSWER.c.value, ANSWER.c.sealed,
        ANSWER.c.turn, ANSWER.c.asked_at, ANSWER.c.answered_at,
    )
    .where(ANSWER.c.conversation_id.in_(bindparam("those", expanding=True)))
    .order_by(ANSWER.c.conversation_id, ANSWER.c.question)
)  # fmt: skip
_RESULTS = (
    select(RESULT)
    .where(RESULT.c.conversation_id.in_(bindparam("those", expanding=True)))
    .order_by(RESULT.c.conversation_id, RESULT.c.turn)
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
    statement = _ANSWERS if since is None else _ANSWERS.where(ANSWER.c.answered_at >= since)
    for page in pages(connection, _of_flow(flow), _PAGE):
        of: dict[str, list[Any]] = {row[0]: list(row[1:]) for row in page}
        for row in connection.execute(statement, {"those": list(of)}):
            # Of millions: taken apart as a whole, because each name that is looked up in a row costs.
            conversation_id, question, state, value, sealed, turn, asked_at, answered_at = row
            if not sealed:
                value = flat(value)
            else:
                value = flat(unseal(connection, value, sealed=True)) if with_private else None
            respondent_id, channel, name, version = of[conversation_id]
            yield AnswerLine(
                conversation_id, respondent_id, channel, name, version,
                question, state, value, sealed, turn, asked_at, answered_at,
            )  # fmt: skip


def results(
    connection: Connection, *, since: datetime | None = None, flow: str | None = None
) -> Iterator[ResultLine]:
    """Results by conversation, oldest first, each time one was shown; `since` is about when that was."""
    statement = _RESULTS if since is None else _RESULTS.where(RESULT.c.created_at >= since)
    for page in pages(connection, _of_flow(flow), _PAGE):
        channels = {row.id: row.channel for row in page}
        for row in connection.execute(statement, {"those": list(channels)}):
            yield _result(row, channels[row.conversation_id])


def _of_flow(flow: str | None) -> Select[Any]:
    return _CONVERSATIONS if flow is None else _CONVERSATIONS.where(CONVERSATION.c.flow_name == flow)


def pages(connection: Connection, statement: Select[Any], most: int) -> Iterator[Sequence[Row[Any]]]:
    """Conversations in the order of their ids, each page beginning behind the last one of the page before."""
    paged = statement.limit(most)
    page = connection.execute(paged).all()
    while page:
        yield page
        page = connection.execute(paged.where(CONVERSATION.c.id > page[-1].id)).all()


def _result(row: Row[Any], channel: str) -> ResultLine:
    return ResultLine(
        conversation_id=row.conversation_id,
        respondent_id=row.respondent_id,
        channel=channel,
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
    if kept[0] == '"' and "\\" not in kept:
        return kept[1:-1]  # nearly all of them: a choice
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
