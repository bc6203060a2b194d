"""Who sends which deliveries: each is claimed by one sender at a time, in the order of its address."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import (
    Connection,
    Row,
    String,
    and_,
    bindparam,
    case,
    func,
    literal,
    null,
    or_,
    select,
    tuple_,
    update,
)

from bot.store.columns import TIDYING, DeliveryStatus
from bot.store.deliveries import Delivery, from_row, pending
from bot.store.statuses import is_ahead, is_open, written_out
from bot.store.tables import ADDRESS, DELIVERY

NOT_ASKED: Final = "not asked"
"""In `error` of what nobody asked for, from when it is claimed until the platform is asked to take it: until
then it certainly did not go out, whatever becomes of who claimed it.
"""


class Wanted(NamedTuple):
    """What a sender claims of all that is due."""

    at_most: int
    of: Collection[str] | None = None
    """Only those with these ids; also where they are not due, unless they were tried before."""
    crowded: Collection[str] = ()
    """Workspaces of which only answers are claimed."""


@dataclass(frozen=True, slots=True)
class Leased:
    """A delivery that was claimed, and where on its channel the person is: workspace and id."""

    delivery: Delivery
    workspace: str
    external_id: str


_COLUMNS = DELIVERY.c
_IS_OPEN = is_open(DELIVERY)
_IN_ORDER = (_COLUMNS.created_at, _COLUMNS.id)
_THIS = _COLUMNS.id == bindparam("delivery_id")
_LEASE = (
    update(DELIVERY)
    .where(_THIS)
    .values(
        status=DeliveryStatus.SENDING.value, lease_until=bindparam("until"),
        error=case((_COLUMNS.occasion.is_not(None), literal(NOT_ASKED)), else_=null()),
        attempts=_COLUMNS.attempts + 1,
    )
)  # fmt: skip
_ASK = (
    update(DELIVERY)
    .where(
        _THIS, _COLUMNS.status == written_out(DeliveryStatus.SENDING), _COLUMNS.attempts == bindparam("tries")
    )
    .values(error=None)
)  # fmt: skip
_HOLD = (
    update(DELIVERY)
    .where(_THIS, _COLUMNS.status == written_out(DeliveryStatus.SENDING))
    .values(lease_until=bindparam("until"))
)
_OTHERS = DELIVERY.alias("others")
_IS_FIRST = ~(
    select(_OTHERS.c.id)
    .where(
        _OTHERS.c.address_id == _COLUMNS.address_id,
        is_ahead(_OTHERS),
        tuple_(*(_OTHERS.c[column.name] for column in _IN_ORDER)) < tuple_(*_IN_ORDER),
    )
    .exists()
)
_IS_FREE = or_(_COLUMNS.lease_until.is_(None), _COLUMNS.lease_until <= bindparam("now"))
_IS_OURS = and_(
    ADDRESS.c.channel == bindparam("the_channel"),
    ADDRESS.c.workspace == func.coalesce(bindparam("the_workspace", type_=String()), ADDRESS.c.workspace),
)
# Asked of each delivery that is due, of which there are few; a join would begin with all addresses.
_PLACE = select(ADDRESS.c.external_id).where(ADDRESS.c.id == _COLUMNS.address_id, _IS_OURS)
_WORKSPACE = select(ADDRESS.c.workspace).where(ADDRESS.c.id == _COLUMNS.address_id)
_FREE = (
    select(
        DELIVERY,
        _WORKSPACE.scalar_subquery().label("workspace"),
        _PLACE.scalar_subquery().label("external_id"),
    )
    .where(_IS_OPEN, _PLACE.exists(), _IS_FREE, _IS_FIRST)
    .where(
        or_(
            _COLUMNS.occasion.is_(None),
            _WORKSPACE.scalar_subquery().not_in(bindparam("crowded", expanding=True)),
        )
    )
    .order_by(_COLUMNS.occasion.is_not(None), _COLUMNS.due_at, *_IN_ORDER)
    .limit(bindparam("at_most"))
    .with_for_update(skip_locked=True, of=DELIVERY)
)
_IS_DUE = _COLUMNS.due_at <= bindparam("now")
_DUE = _FREE.where(_IS_DUE)
_DUE_OF = _FREE.where(
    _COLUMNS.id.in_(bindparam("deliveries", expanding=True)), or_(_IS_DUE, _COLUMNS.attempts == 0)
)
_WAITING = (
    select(_COLUMNS.address_id)
    .join(ADDRESS, ADDRESS.c.id == _COLUMNS.address_id)
    .where(_COLUMNS.status == written_out(DeliveryStatus.WAITING), _IS_OURS)
    .distinct()
)
_HELD = (
    select(DELIVERY, ADDRESS.c.workspace, ADDRESS.c.external_id)
    .join(ADDRESS, ADDRESS.c.id == _COLUMNS.address_id)
    .where(_COLUMNS.status == written_out(DeliveryStatus.SENDING), _IS_OURS)
    .order_by(*_IN_ORDER)
)


def lease(
    connection: Connection,
    channel: str,
    workspace: str | None,
    wanted: Wanted,
    *,
    now: datetime,
    until: datetime,
) -> tuple[Leased, ...]:
    """Claims deliveries of a channel that are due, for one sender until `until`, and counts the attempt.

    Those of one workspace, or with None of all.

    Of each address only the first in order is given out: the next follows when that one has an outcome.
    Answers come before what nobody asked for. A delivery whose lease ran out was left over by a sender that
    died; it is given out again, and `attempts` tells so.
    """
    which = {
        "the_channel": channel, "the_workspace": workspace, "now": now, "at_most": wanted.at_most,
        "crowded": sorted(wanted.crowded),
    }  # fmt: skip
    if wanted.of is None:
        return _leased(connection, connection.execute(_DUE, which).all(), until)
    return _leased(
        connection, connection.execute(_DUE_OF, which | {"deliveries": list(wanted.of)}).all(), until
    )


def lease_behind(
    connection: Connection,
    first: Leased,
    *,
    now: datetime,
    until: datetime,
    of: Collection[str] | None = None,
) -> tuple[Leased, ...]:
    """Claims what waits behind a delivery that was claimed, up to what is held, or not among *of*."""
    behind = []
    for one in pending(connection, first.delivery.address_id):
        is_held = one.lease_until is not None and one.lease_until > now
        if one.id == first.delivery.id or (is_held and one.kind == TIDYING):
            continue
        if is_held or (of is not None and one.id not in of):
            break
        behind.append(one)
    if behind:
        connection.execute(_LEASE, [{"delivery_id": one.id, "until": until} for one in behind])
    return tuple(
        Leased(
            replace(one, status=DeliveryStatus.SENDING, attempts=one.attempts + 1, lease_until=until),
            first.workspace,
            first.external_id,
        )
        for one in behind
    )


def hold(connection: Connection, delivery_ids: Iterable[str], *, until: datetime) -> None:
    """Keeps what a sender has claimed and not sent yet; that is no further attempt."""
    rows = [{"delivery_id": one, "until": until} for one in sorted(delivery_ids)]
    if rows:
        connection.execute(_HOLD, rows)


def ask(connection: Connection, delivery: Delivery) -> bool:
    """The platform is asked to take it now: it may have gone out from here on. False: it is not ours."""
    which = {"delivery_id": delivery.id, "tries": delivery.attempts}
    return connection.execute(_ASK, which).rowcount == 1


def waiting(connection: Connection, channel: str, workspace: str | None) -> tuple[str, ...]:
    """The addresses at which something waits that nobody has claimed."""
    which = {"the_channel": channel, "the_workspace": workspace}
    return tuple(connection.execute(_WAITING, which).scalars())


def take_over(
    connection: Connection, channel: str, workspace: str | None, *, until: datetime
) -> tuple[Leased, ...]:
    """Claims all that a sender that is gone for certain had claimed, in the order in which it must go."""
    which = {"the_channel": channel, "the_workspace": workspace}
    return _leased(connection, connection.execute(_HELD, which).all(), until)


def _leased(connection: Connection, rows: Sequence[Row[Any]], until: datetime) -> tuple[Leased, ...]:
    if rows:
        connection.execute(_LEASE, [{"delivery_id": row.id, "until": until} for row in rows])
    return tuple(
        Leased(
            from_row(connection, row, attempts=row.attempts + 1, until=until), row.workspace, row.external_id
        )
        for row in rows
    )
