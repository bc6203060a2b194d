"""Drop-off: for every question of a flow, how many were asked it, answered it, and left there.

What is answered in teams' rounds does not count: nothing of it is told before the close, and then in figures.
Each conversation counts once for a question, as what it is now: an answer whose question is open again, to be
changed, is none until another is given. Run it inside `Database.read`, as all exports.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Row,
    Select,
    and_,
    case,
    cast,
    extract,
    func,
    or_,
    select,
)

from bot.engine.state import Status
from bot.store.columns import AnswerState
from bot.store.export import TYPED
from bot.store.tables import ANSWER, CONVERSATION, FLOW_VERSION


@dataclass(frozen=True, slots=True)
class DropoffLine:
    """One question of a flow; the one without a name stands for the whole conversation."""

    flow: str
    flow_version: int
    source: str = field(metadata=TYPED)
    """Where a deep link says people came from; empty for those who came without one."""
    position: int | None
    """The question's place in the flow, from 1; 0 for the whole; None where the flow's file says none."""
    question: str
    asked: int
    """answered + skipped + left here; of the whole: all that began."""
    answered: int
    """Of the whole: all that finished. What is missing there was screened out or left somewhere."""
    skipped: int
    left_here: int
    """It is open in so many that are not finished: put off, stopped, run out of time or still at it. Of the
    whole: those who saw the first words and no question.
    """
    median_seconds: float | None
    """From being asked to the answer."""


class _Group(NamedTuple):
    """What is told apart."""

    flow: str
    version: int
    source: str


@dataclass(slots=True)
class _Figures:
    """What is counted for one question."""

    answered: int = 0
    skipped: int = 0
    left: int = 0
    median: float | None = None


_C = CONVERSATION.c
_A = ANSWER.c
_FINISHED = _C.status.in_([Status.FINISHED.value, Status.OFFERING.value])
_SCREENED_OUT = _C.status == Status.SCREENED_OUT.value
_SOURCE = func.coalesce(_C.source, "").label("source")
_GROUP = (_C.flow_name, _C.flow_version, _SOURCE)


def dropoff(
    connection: Connection, *, since: datetime | None = None, flow: str | None = None
) -> Iterator[DropoffLine]:
    """All questions by flow, version, source and place; `since` is about when the conversation began."""
    which: list[ColumnElement[bool]] = [_C.round_id.is_(None)]
    if since is not None:
        which.append(_C.started_at >= since)
    if flow is not None:
        which.append(_C.flow_name == flow)
    found = _figures(connection, which)
    places: dict[tuple[str, int], Mapping[str, int]] = {}
    for row in connection.execute(_whole(which)):
        group = _group(row)
        if group[:2] not in places:
            places[group[:2]] = _places(connection, group)
        yield DropoffLine(*group, 0, "", row.begun, row.finished, 0, row.left_at_once, None)
        yield from _questions(group, found.get(group, {}), places[group[:2]])


def _questions(
    group: _Group, found: Mapping[str, _Figures], places: Mapping[str, int]
) -> Iterator[DropoffLine]:
    """Those that were asked, in the order of the flow; behind them those that it does not know."""
    for question in sorted(found, key=lambda name: (places.get(name, len(places) + 1), name)):
        seen = found[question]
        asked = seen.answered + seen.skipped + seen.left
        yield DropoffLine(
            *group,
            position=places.get(question),
            question=question,
            asked=asked,
            answered=seen.answered,
            skipped=seen.skipped,
            left_here=seen.left,
            median_seconds=seen.median,
        )


def _figures(
    connection: Connection, which: Sequence[ColumnElement[bool]]
) -> dict[_Group, dict[str, _Figures]]:
    found: dict[_Group, dict[str, _Figures]] = {}

    def of(row: Row[Any]) -> _Figures:
        return found.setdefault(_group(row), {}).setdefault(row.question, _Figures())

    for row in connection.execute(_left(which)):
        of(row).left = row.people
    for row in connection.execute(_said(connection, which)):
        figures = of(row)
        figures.answered = row.answered
        figures.skipped = row.skipped
        figures.median = None if row.median is None else float(row.median) / 1000
    return found


def _whole(which: Sequence[ColumnElement[bool]]) -> Select[Any]:
    at_once = and_(~_FINISHED, ~_SCREENED_OUT, _C.open_question.is_(None))
    return (
        select(
            *_GROUP,
            func.count().label("begun"),
            _how_many(_FINISHED).label("finished"),
            _how_many(at_once).label("left_at_once"),
        )
        .where(*which)
        .group_by(*_GROUP)
        .order_by(*_GROUP)
    )


def _left(which: Sequence[ColumnElement[bool]]) -> Select[Any]:
    return (
        select(*_GROUP, _C.open_question.label("question"), func.count().label("people"))
        .where(~_FINISHED, _C.open_question.is_not(None), *which)
        .group_by(*_GROUP, _C.open_question)
    )


def _said(connection: Connection, which: Sequence[ColumnElement[bool]]) -> Select[Any]:
    """Answers and skips, and the exact median of the time: the mean of the one or two in the middle."""
    given = _A.state == AnswerState.GIVEN.value
    kept = or_(_C.open_question.is_(None), _C.open_question != _A.question, _FINISHED)
    taken = case((given, _milliseconds(connection)))
    parts = (*_GROUP, _A.question)
    one = (
        select(
            *parts,
            _A.state,
            taken.label("taken"),
            func.row_number().over(partition_by=parts, order_by=taken.nulls_last()).label("place"),
            func.count(taken).over(partition_by=parts).label("timed"),
        )
        .join(CONVERSATION, _C.id == _A.conversation_id)
        .where(_A.state.in_([AnswerState.GIVEN.value, AnswerState.SKIPPED.value]), kept, *which)
        .subquery("one")
    ).c
    is_middle = one.place.in_([(one.timed + 1) // 2, (one.timed + 2) // 2])
    together = (one.flow_name, one.flow_version, one.source, one.question)
    return select(
        *together,
        _how_many(one.state == AnswerState.GIVEN.value).label("answered"),
        _how_many(one.state == AnswerState.SKIPPED.value).label("skipped"),
        func.avg(case((is_middle, one.taken))).label("median"),
    ).group_by(*together)


def _milliseconds(connection: Connection) -> ColumnElement[int]:
    """From being asked to the answer, in whole milliseconds."""
    if connection.dialect.name == "sqlite":
        days = func.julianday(_A.answered_at) - func.julianday(_A.asked_at)
        return cast(func.round(days * 86_400_000.0), BigInteger)
    return cast(extract("epoch", _A.answered_at - _A.asked_at) * 1000, BigInteger)


def _how_many(which: ColumnElement[bool]) -> ColumnElement[int]:
    return func.count(case((which, 1)))


def _group(row: Row[Any]) -> _Group:
    return _Group(row.flow_name, row.flow_version, row.source)


def _places(connection: Connection, group: _Group) -> Mapping[str, int]:
    """The places of questions in the flow, by the newest file of this version that is one; else nothing."""
    from bot.definition.load import load  # noqa: PLC0415  # a fifth of a second, other exports need it not

    files = connection.execute(
        select(FLOW_VERSION.c.source)
        .where(FLOW_VERSION.c.name == group.flow, FLOW_VERSION.c.version == group.version)
        .order_by(FLOW_VERSION.c.first_seen.desc(), FLOW_VERSION.c.hash)
    ).scalars()
    for source in files:
        flow = load(source, f"{group.flow}.yaml").flow
        if flow is not None:
            return {question: place for place, question in enumerate(flow.by_id, 1)}
    return {}
