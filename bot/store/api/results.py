"""Results, each time one was shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Subquery, or_, select

from bot.store.api.walking import PLACE, Limits, Page, Span, Walk, page
from bot.store.tables import ADDRESS, CHECKIN, CONVERSATION, FLOW_VERSION, RESULT, ROUND

_C = RESULT.c
WALK: Final = Walk(
    (_C.created_at, _C.conversation_id, _C.turn),
    (
        _C.conversation_id, _C.turn, _C.respondent_id, _C.flow_name, _C.flow_version, _C.flow_hash,
        _C.complete, _C.score, _C.exact, _C.level, _C.document, _C.created_at,
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which results; None: any."""

    flow: str | None = None
    level: str | None = None
    complete: bool | None = None
    source: str | None = None
    unsaid: frozenset[str] = frozenset()
    """None of the flows with these hashes: how they came out may not be told, so nobody asks for it."""


def results(connection: Connection, limits: Limits, wanted: Wanted, span: Span) -> Page:
    """A page of them; beside the columns of the table rows have `place` and `source`."""
    return page(connection, WALK, span, lambda seen: _wishes(seen, limits, wanted), _beside)


def flows_used(connection: Connection) -> Sequence[tuple[str, int, str]]:
    """Name, version and hash of all flows that were ever used here."""
    flow = FLOW_VERSION.c
    used = select(flow.name, flow.version, flow.hash).order_by(flow.hash)
    return [(row.name, row.version, row.hash) for row in connection.execute(used)]


def _wishes(seen: Subquery, limits: Limits, wanted: Wanted) -> list[ColumnElement[bool]]:
    wishes = [_is_somebodys(seen)]
    if limits.place is not None:
        wishes.append(_of_conversation(seen, PLACE) == limits.place)
    if limits.flow is not None:
        wishes.append(seen.c.flow_name == limits.flow)
    if wanted.source is not None:
        wishes.append(_of_conversation(seen, CONVERSATION.c.source) == wanted.source)
    for column, value in (
        (seen.c.flow_name, wanted.flow), (seen.c.level, wanted.level), (seen.c.complete, wanted.complete),
    ):  # fmt: skip
        if value is not None:
            wishes.append(column == value)
    if wanted.unsaid:
        wishes.append(seen.c.flow_hash.not_in(sorted(wanted.unsaid)))
    return wishes


def _beside(seen: Subquery) -> tuple[ColumnElement[Any], ...]:
    source = _of_conversation(seen, CONVERSATION.c.source)
    return (_of_conversation(seen, PLACE).label("place"), source.label("source"))


def _is_somebodys(seen: Subquery) -> ColumnElement[bool]:
    """As `bot.store.api.walking.is_somebodys`, of the conversation."""
    conversation = CONVERSATION.outerjoin(ROUND, ROUND.c.id == CONVERSATION.c.round_id).outerjoin(
        CHECKIN, CHECKIN.c.id == ROUND.c.checkin_id
    )
    somebodys = or_(CONVERSATION.c.round_id.is_(None), CHECKIN.c.anonymous.is_(False))
    return (
        select(somebodys)
        .select_from(conversation)
        .where(CONVERSATION.c.id == seen.c.conversation_id)
        .scalar_subquery()
    )


def _of_conversation(seen: Subquery, what: ColumnElement[Any]) -> ColumnElement[Any]:
    """Something of the conversation or its address."""
    return (
        select(what)
        .select_from(CONVERSATION.join(ADDRESS, ADDRESS.c.id == CONVERSATION.c.address_id))
        .where(CONVERSATION.c.id == seen.c.conversation_id)
        .scalar_subquery()
    )
