"""Everything that is sealed, sealed anew with the first key, so that the others can be taken away.

A token keeps its time: in an anonymous round that tells nothing, and it goes on so. A row that changes
meanwhile is left alone: whoever changed it sealed it with the first key.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Column, Connection, Row, and_, bindparam, select, tuple_, update

from bot.store.copying import Key
from bot.store.sealing import Sealer, sealer_of
from bot.store.tables import (
    ANSWER,
    CONVERSATION,
    DELIVERY,
    EVENT,
    INBOUND,
    INSTALLATION,
    KEPT,
    RELEASE,
)

PAGE: Final = 500
"""Values in one transaction."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """A column of sealed texts."""

    column: Column[Any]
    flag: Column[Any] | None
    """Says whether the text beside it is sealed; None: it always is."""

    @property
    def name(self) -> str:
        """As people read it."""
        return f"{self.column.table.name}.{self.column.name}"


@dataclass(frozen=True, slots=True)
class Rotated:
    """What became of one page."""

    looked_at: int
    changed: int
    behind: Key | None
    """Where the next page begins; None: this was the last."""


SEALED: Final = (
    Sealed(CONVERSATION.c.state, CONVERSATION.c.sealed),
    Sealed(ANSWER.c.value, ANSWER.c.sealed),
    Sealed(DELIVERY.c.payload, DELIVERY.c.sealed),
    Sealed(RELEASE.c.document, RELEASE.c.sealed),
    Sealed(KEPT.c.value, KEPT.c.sealed),
    Sealed(EVENT.c.data, None),
    Sealed(INBOUND.c.payload, None),
    Sealed(INSTALLATION.c.bot_token, None),
    Sealed(INSTALLATION.c.refresh_token, None),
)


def rotate(connection: Connection, sealed: Sealed, behind: Key | None) -> Rotated:
    """One page of a column, in the order of its table's key. SealBroken where no key fits."""
    rows = _page(connection, sealed, behind)
    if not rows:
        return Rotated(0, 0, None)
    sealer = sealer_of(connection)
    old = [row for row in rows if not sealer.is_current(row.value)]
    _write(connection, sealed, [(_key(row), row.value, sealer.rotated(row.value)) for row in old])
    return Rotated(len(rows), len(old), _key(rows[-1]) if len(rows) == PAGE else None)


def opened(connection: Connection, sealed: Sealed, behind: Key | None, sealer: Sealer) -> Rotated:
    """One page of a column, opened by *sealer* and left as it is. SealBroken where no key fits."""
    rows = _page(connection, sealed, behind)
    for row in rows:
        sealer.open(row.value)
    return Rotated(len(rows), 0, _key(rows[-1]) if len(rows) == PAGE else None)


def _page(connection: Connection, sealed: Sealed, behind: Key | None) -> Sequence[Row[Any]]:
    key = list(sealed.column.table.primary_key.columns)
    which = sealed.column.is_not(None) if sealed.flag is None else sealed.flag.is_(True)
    statement = select(sealed.column.label("value"), *key).where(which).order_by(*key).limit(PAGE)
    if behind is not None:
        statement = statement.where(tuple_(*key) > tuple_(*behind))
    return connection.execute(statement).all()


def _key(row: Row[Any]) -> Key:
    return tuple(row[1:])


def _write(connection: Connection, sealed: Sealed, changes: Sequence[tuple[Key, str, str]]) -> None:
    if not changes:
        return
    key = list(sealed.column.table.primary_key.columns)
    statement = (
        update(sealed.column.table)
        .where(and_(*(column == bindparam(f"the_{column.name}") for column in key)))
        .where(sealed.column == bindparam("the_old"))
        .values({sealed.column.name: bindparam("the_new")})
    )
    connection.execute(
        statement,
        [
            {f"the_{column.name}": value for column, value in zip(key, of_row, strict=True)}
            | {"the_old": old, "the_new": new}
            for of_row, old, new in changes
        ],
    )
