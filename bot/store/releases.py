"""The ledger: everything that was ever shown of a team, whole, and whose figures it was made of.

Rows are added and never changed, but for the hashes of people when the key of these is exchanged.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, bindparam, func, insert, select, update

from bot.store.sealing import seal, unseal
from bot.store.tables import RELEASE


@dataclass(frozen=True, slots=True)
class Release:
    """What was shown at one close; the fields are explained at the table."""

    id: str
    checkin_id: str
    round_ids: tuple[str, ...]
    flow_name: str
    flow_hash: str
    channel: str
    workspace: str
    opened_at: datetime
    closed_at: datetime
    min_answers: int
    invited: int
    answered: int
    anonymous: bool
    audience: frozenset[str]
    exact: bool
    document: Mapping[str, Any]
    released_at: datetime


@dataclass(frozen=True, slots=True)
class Audience:
    """Whose figures a release was made of, without what was shown."""

    id: str
    checkin_id: str
    flow_name: str
    opened_at: datetime
    closed_at: datetime
    min_answers: int
    answered: int
    anonymous: bool
    audience: frozenset[str]
    exact: bool


_COLUMNS = RELEASE.c
_IN_ORDER = (_COLUMNS.released_at, _COLUMNS.id)
_BY_ID = select(RELEASE).where(_COLUMNS.id == bindparam("release_id"))
_OF_CHECKIN = select(RELEASE).where(_COLUMNS.checkin_id == bindparam("checkin_id")).order_by(*_IN_ORDER)
_PLACED = (
    select(
        RELEASE,
        func.row_number()
        .over(partition_by=_COLUMNS.checkin_id, order_by=[column.desc() for column in _IN_ORDER])
        .label("place"),
    )
    .where(
        _COLUMNS.channel == bindparam("channel"),
        _COLUMNS.workspace == bindparam("workspace"),
        _COLUMNS.flow_name == bindparam("flow_name"),
    )
)  # fmt: skip


def _newest(placed: Select[Any]) -> Select[Any]:
    """The first of each check-in, counted back."""
    counted = placed.subquery()
    columns = [counted.c[name] for name in _COLUMNS.keys()]  # noqa: SIM118  # no mapping
    return select(*columns).where(counted.c.place == 1).order_by(counted.c.released_at, counted.c.id)


_NEWEST = _newest(_PLACED)
_NEWEST_EXACT = _newest(_PLACED.where(_COLUMNS.exact))
_AUDIENCES = (
    select(*(_COLUMNS[name] for name in Audience.__dataclass_fields__))
    .where(
        _COLUMNS.channel == bindparam("channel"),
        _COLUMNS.workspace == bindparam("workspace"),
        _COLUMNS.flow_name == bindparam("flow_name"),
        _COLUMNS.closed_at >= bindparam("since"),
    )
    .order_by(*_IN_ORDER)
)
_ALL = (
    select(*(_COLUMNS[name] for name in Audience.__dataclass_fields__))
    .where(_COLUMNS.checkin_id == bindparam("checkin_id"))
    .order_by(*_IN_ORDER)
)
_LAST = (
    select(*(_COLUMNS[name] for name in Audience.__dataclass_fields__))
    .where(_COLUMNS.checkin_id == bindparam("checkin_id"))
    .order_by(*(column.desc() for column in _IN_ORDER))
    .limit(bindparam("at_most"))
)

_RETAG = (
    update(RELEASE).where(_COLUMNS.id == bindparam("release_id")).values(audience=bindparam("new_audience"))
)


def write(connection: Connection, release: Release) -> None:
    """Adds what is shown now. Words that people typed are in it, so it is kept sealed."""
    row = {name: getattr(release, name) for name in _COLUMNS.keys() if name != "sealed"}  # noqa: SIM118  # no mapping
    row |= {
        "round_ids": json.dumps(release.round_ids),
        "audience": json.dumps(sorted(release.audience)),
        "document": seal(
            connection, json.dumps(dict(release.document), ensure_ascii=False), private=True
        ),
        "sealed": True,
    }  # fmt: skip
    connection.execute(insert(RELEASE), row)


def by_id(connection: Connection, release_id: str) -> Release | None:
    """The release with this id."""
    row = connection.execute(_BY_ID, {"release_id": release_id}).one_or_none()
    return None if row is None else _release(connection, row)


def of_checkin(connection: Connection, checkin_id: str) -> tuple[Release, ...]:
    """Everything that was shown of a check-in, the first one first."""
    rows = connection.execute(_OF_CHECKIN, {"checkin_id": checkin_id})
    return tuple(_release(connection, row) for row in rows)


def newest_of_flow(
    connection: Connection, channel: str, workspace: str, flow_name: str, *, exact: bool
) -> dict[str, Release]:
    """What was shown last of each check-in with a flow in a workspace, by check-in; `exact`: with figures."""
    which = {"channel": channel, "workspace": workspace, "flow_name": flow_name}
    rows = connection.execute(_NEWEST_EXACT if exact else _NEWEST, which)
    return {row.checkin_id: _release(connection, row) for row in rows}


def last_audiences(connection: Connection, checkin_id: str, at_most: int) -> tuple[Audience, ...]:
    """Of the last releases of a check-in, the newest first."""
    rows = connection.execute(_LAST, {"checkin_id": checkin_id, "at_most": at_most})
    return tuple(_audience(row) for row in rows)


def audiences_since(
    connection: Connection, channel: str, workspace: str, flow_name: str, since: datetime
) -> tuple[Audience, ...]:
    """Of all releases of one flow in a workspace whose rounds closed then or later, in order."""
    which = {"channel": channel, "workspace": workspace, "flow_name": flow_name, "since": since}
    return tuple(_audience(row) for row in connection.execute(_AUDIENCES, which))


def audiences_of(connection: Connection, checkin_id: str) -> tuple[Audience, ...]:
    """Of all releases of a check-in, in order."""
    return tuple(_audience(row) for row in connection.execute(_ALL, {"checkin_id": checkin_id}))


def retag(connection: Connection, release_id: str, audience: frozenset[str]) -> None:
    """The same people by the hashes of another key."""
    said = json.dumps(sorted(audience))
    connection.execute(_RETAG, {"release_id": release_id, "new_audience": said})


def _audience(row: Any) -> Audience:
    return Audience(**(row._asdict() | {"audience": frozenset(json.loads(row.audience))}))


def _release(connection: Connection, row: Any) -> Release:
    kept = row._asdict()
    sealed = kept.pop("sealed")
    kept |= {
        "round_ids": tuple(json.loads(row.round_ids)),
        "audience": frozenset(json.loads(row.audience)),
        "document": json.loads(unseal(connection, row.document, sealed=sealed)),
    }
    return Release(**kept)
