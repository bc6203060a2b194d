"""Page after page through a table in the order of an index, at a bounded price whatever is asked for.

A page looks at `MOST_LOOKED_AT` rows at most, and may come back short or empty with a place to go on at: a
wish that fits one row of a million costs no more than any other. What is looked up beside a row stands in
scalar subqueries, which no planner turns into a scan.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, TypeAlias

from sqlalchemy import Column, ColumnElement, Connection, Row, Select, Subquery, func, literal, select, tuple_

from bot.store.tables import ADDRESS, CHECKIN, ROUND

MOST_LOOKED_AT: Final = 5000
_CENTRE: Final = 0.8
_SPREAD: Final = 50
"""The spread of the bound is this part of the most."""
_LEAST_CHANCE: Final = 1e-12
PLACE: Final = ADDRESS.c.channel.concat(":").concat(ADDRESS.c.workspace)

Position: TypeAlias = tuple[Any, ...]
"""The values of a walk's key: a moment first, then what tells rows of the same moment apart."""
Wishes: TypeAlias = Callable[[Subquery], Sequence[ColumnElement[bool]]]
"""Which of the rows that are looked at are shown."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What the reader may see at all; None: everything."""

    channel: str | None = None
    workspace: str | None = None
    """With `channel`."""
    flow: str | None = None

    @property
    def place(self) -> str | None:
        return None if self.workspace is None else f"{self.channel}:{self.workspace}"


@dataclass(frozen=True, slots=True)
class Span:
    """Which part of a walk is wanted."""

    limit: int
    look: int
    """At so many rows at most: see `looks`."""
    after: Position | None = None
    since: datetime | None = None
    until: datetime | None = None
    """Not this moment any more."""


@dataclass(frozen=True, slots=True)
class Walk:
    """A table in an order."""

    key: tuple[Column[Any], ...]
    columns: tuple[Column[Any], ...]
    """What is read of each row, those of the key among them."""

    def position(self, row: Row[Any]) -> Position:
        """Where this row stands."""
        return tuple(getattr(row, column.name) for column in self.key)

    def ahead(self, span: Span, at_most: int) -> Select[Any]:
        """So many of its rows from there on."""
        statement = select(*self.columns).order_by(*self.key).limit(at_most)
        if span.after is not None:
            last = [literal(value, column.type) for column, value in zip(self.key, span.after, strict=True)]
            statement = statement.where(tuple_(*self.key) > tuple_(*last))
        if span.since is not None:
            statement = statement.where(self.key[0] >= span.since)
        if span.until is not None:
            statement = statement.where(self.key[0] < span.until)
        return statement


@dataclass(frozen=True, slots=True)
class Page:
    """Rows in order, and where they end."""

    rows: Sequence[Row[Any]]
    next: Position | None
    """Behind what more can be read right now; None: there is no more."""
    end: Position | None
    """Where to go on later; None: where this page began.

    Both stand at the last row that is shown. Behind rows that are not shown they stand only where the page
    looked at as many as it may: otherwise it would tell when somebody answered of whom nothing may be told.
    """


def looks(chance: float) -> int:
    """At how many rows a page looks at most, some four fifths of `MOST_LOOKED_AT`.

    *chance*: from 0 to 1, the same for the same request, and nobody can guess it. Whether a page ends at this
    bound tells how many rows there are, those among them that are not shown: were the bound known, the moment
    of each could be found by moving `until`. Like this an answer is nearly as likely with one row more.
    """
    spread = MOST_LOOKED_AT / _SPREAD
    far = -math.log(max(1 - abs(2 * chance - 1), _LEAST_CHANCE)) * spread
    centre = MOST_LOOKED_AT * _CENTRE
    return min(max(round(centre + math.copysign(far, chance - 0.5)), 1), MOST_LOOKED_AT)


def page(
    connection: Connection, walk: Walk, span: Span, wishes: Wishes, beside: Callable[[Subquery], Any]
) -> Page:
    """The rows of one page. *beside*: what is looked up for each row, as labelled columns."""
    seen = walk.ahead(span, span.look).subquery("seen")
    wanted = (
        select(seen, *beside(seen))
        .where(*wishes(seen))
        .order_by(*(seen.c[column.name] for column in walk.key))
        .limit(span.limit + 1)
    )
    rows = connection.execute(wanted).all()
    if len(rows) > span.limit:
        last = walk.position(rows[span.limit - 1])
        return Page(rows[: span.limit], last, last)
    count, end = _looked_at(connection, walk, span)
    if count == span.look:
        return Page(rows, end, end)
    return Page(rows, None, walk.position(rows[-1]) if rows else None)


def place_of(address_id: ColumnElement[Any]) -> ColumnElement[str]:
    """`channel:workspace` of an address."""
    return select(PLACE).where(ADDRESS.c.id == address_id).scalar_subquery()


def is_somebodys(round_id: ColumnElement[Any]) -> ColumnElement[bool]:
    """Was it answered by oneself, or where everybody knew that their name stands beside it?

    What is said in an anonymous round is nobody's, and not even that it was said is told.
    """
    anonymous = (
        select(CHECKIN.c.anonymous)
        .select_from(ROUND.join(CHECKIN, CHECKIN.c.id == ROUND.c.checkin_id))
        .where(ROUND.c.id == round_id)
        .scalar_subquery()
    )
    return round_id.is_(None) | anonymous.is_(False)


def _looked_at(connection: Connection, walk: Walk, span: Span) -> tuple[int, Position | None]:
    """How many rows there were to look at, and which was the last."""
    seen = walk.ahead(span, span.look).with_only_columns(*walk.key).subquery("seen")
    key = [seen.c[column.name] for column in walk.key]
    last: Select[Any] = (
        select(*key, func.count().over().label("looked_at"))
        .order_by(*(column.desc() for column in key))
        .limit(1)
    )
    row = connection.execute(last).one_or_none()
    return (0, None) if row is None else (row.looked_at, walk.position(row))
