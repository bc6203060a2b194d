"""Conversations with their answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, Select, Subquery, select

from bot.store.api.walking import (
    Limits,
    Page,
    Span,
    Walk,
    is_somebodys,
    page,
    place_of,
)
from bot.store.tables import ANSWER, CONVERSATION

_C = CONVERSATION.c
COLUMNS: Final = (
    _C.id, _C.respondent_id, _C.address_id, _C.flow_name, _C.flow_version, _C.flow_hash, _C.status,
    _C.language, _C.source, _C.open_question, _C.round_id, _C.started_at, _C.updated_at, _C.ended_at,
)  # fmt: skip
WALK: Final = Walk((_C.updated_at, _C.id), COLUMNS)
"""In the order in which they changed: what changes comes again, and nothing is passed over."""
_AT_A_TIME: Final = 1000
"""Rows; between them PostgreSQL's driver lets others go on, whose taps wait for the same loop."""
_ANSWERS: Select[Any] = select(
    ANSWER.c.conversation_id, ANSWER.c.question, ANSWER.c.value, ANSWER.c.sealed, ANSWER.c.state,
    ANSWER.c.turn, ANSWER.c.asked_at, ANSWER.c.answered_at,
).order_by(ANSWER.c.conversation_id, ANSWER.c.turn, ANSWER.c.question)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which conversations; None: any."""

    flow: str | None = None
    status: str | None = None
    source: str | None = None


def conversations(connection: Connection, limits: Limits, wanted: Wanted, span: Span) -> Page:
    """A page of them; rows have `COLUMNS`, and `place` as `channel:workspace`."""
    return page(connection, WALK, span, lambda seen: _wishes(seen, limits, wanted), _beside)


def conversation(connection: Connection, limits: Limits, conversation_id: str) -> Row[Any] | None:
    """One of them; None where there is none, or the reader may not see it."""
    one = select(*COLUMNS).where(_C.id == conversation_id).subquery("seen")
    statement = select(one, *_beside(one)).where(*_wishes(one, limits, Wanted()))
    return connection.execute(statement).one_or_none()


def answers_of(connection: Connection, ids: Sequence[str]) -> Mapping[str, Sequence[Row[Any]]]:
    """The answers of these conversations as they are kept, each in the order of their turns."""
    found: dict[str, list[Row[Any]]] = {one: [] for one in ids}
    if ids:
        wanted = _ANSWERS.where(ANSWER.c.conversation_id.in_(ids))
        for row in connection.execute(wanted, execution_options={"yield_per": _AT_A_TIME}):
            found[row[0]].append(row)
    return found


def within(seen: Subquery, limits: Limits) -> list[ColumnElement[bool]]:
    """What holds of every conversation that the reader may see."""
    wishes = [is_somebodys(seen.c.round_id)]
    if limits.place is not None:
        wishes.append(place_of(seen.c.address_id) == limits.place)
    if limits.flow is not None:
        wishes.append(seen.c.flow_name == limits.flow)
    return wishes


def _wishes(seen: Subquery, limits: Limits, wanted: Wanted) -> list[ColumnElement[bool]]:
    wishes = within(seen, limits)
    for column, value in (
        (seen.c.flow_name, wanted.flow), (seen.c.status, wanted.status), (seen.c.source, wanted.source),
    ):  # fmt: skip
        if value is not None:
            wishes.append(column == value)
    return wishes


def _beside(seen: Subquery) -> tuple[ColumnElement[Any], ...]:
    return (place_of(seen.c.address_id).label("place"),)
