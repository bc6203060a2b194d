"""Deliveries: messages to send, written in the transaction that caused them (design §7)."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnClause,
    Connection,
    Row,
    String,
    and_,
    bindparam,
    case,
    false,
    func,
    insert,
    literal,
    literal_column,
    or_,
    select,
    tuple_,
    update,
)

from bot.store import prepared
from bot.store.columns import DeliveryStatus
from bot.store.sealing import seal, unseal
from bot.store.tables import ADDRESS, DELIVERY


@dataclass(frozen=True, slots=True)
class Delivery:
    """A message to send, or what became of it."""

    id: str
    """Sorts by when it was made: the order in which messages of one moment go out."""
    address_id: str
    turn: int
    position: int
    """Its place among the messages of its turn."""
    kind: str
    payload: object
    """Whatever JSON can say."""
    created_at: datetime
    due_at: datetime
    conversation_id: str | None = None
    status: DeliveryStatus = DeliveryStatus.WAITING
    attempts: int = 0
    lease_until: datetime | None = None
    sent_at: datetime | None = None
    platform_id: str | None = None
    error: str | None = None
    private: bool = False
    """The payload repeats contact data or free text: it is kept sealed."""
    target: str | None = None
    """The platform's id of the message that it replaces; None: it is a new one."""
    occasion: str | None = None
    """Why it goes out where nobody asked for it just now; None: it is an answer."""
    parts_sent: int = 0
    """How many of its messages arrived, where it is too long for one."""
    fleeting: bool = False
    """What it says is wiped once it has an outcome, and sealed until then."""

    def __post_init__(self) -> None:
        if self.turn < 0 or self.position < 0 or self.attempts < 0:
            raise ValueError("turns, positions and attempts are counted from 0")


@dataclass(frozen=True, slots=True)
class Sent:
    """A delivery that arrived, with the platform's own id for the message where it has one."""

    id: str
    platform_id: str | None = None
    status: DeliveryStatus = DeliveryStatus.SENT


@dataclass(frozen=True, slots=True)
class Leased:
    """A delivery that was claimed, and where on its channel the person is: workspace and id."""

    delivery: Delivery
    workspace: str
    external_id: str


_COLUMNS = DELIVERY.c
_QUEUE = insert(DELIVERY)
# Written out, not bound: only so do the indexes over open deliveries fit.
_OPEN: list[ColumnClause[str]] = [
    literal_column(f"'{status.value}'") for status in (DeliveryStatus.WAITING, DeliveryStatus.SENDING)
]
_IS_OPEN = _COLUMNS.status.in_(_OPEN)
_IN_ORDER = (_COLUMNS.created_at, _COLUMNS.id)
_PENDING = (
    select(DELIVERY).where(_COLUMNS.address_id == bindparam("address_id"), _IS_OPEN).order_by(*_IN_ORDER)
)
_THIS = _COLUMNS.id == bindparam("delivery_id")
# An outcome wipes what is fleeting; `shown_in` then knows the message, and nothing of what stands in it.
_WIPED = {
    "payload": case((_COLUMNS.fleeting.is_(True), literal("null")), else_=_COLUMNS.payload),
    "sealed": case((_COLUMNS.fleeting.is_(True), false()), else_=_COLUMNS.sealed),
}
_SENT = (
    update(DELIVERY)
    .where(_THIS, _IS_OPEN)
    .values(
        status=bindparam("new_status"), platform_id=bindparam("new_platform_id"), sent_at=bindparam("now"),
        lease_until=None, **_WIPED,
    )
)  # fmt: skip
_FAILED = (
    update(DELIVERY)
    .where(_THIS, _IS_OPEN)
    .values(status=bindparam("new_status"), error=bindparam("new_error"), lease_until=None, **_WIPED)
)
_AGAIN = (
    update(DELIVERY)
    .where(_THIS, _IS_OPEN)
    .values(
        status=DeliveryStatus.WAITING.value, due_at=bindparam("new_due_at"), error=bindparam("new_error"),
        parts_sent=bindparam("new_parts_sent"), lease_until=None,
    )
)  # fmt: skip
_ALL_FAILED = (
    update(DELIVERY)
    .where(_COLUMNS.address_id == bindparam("the_address"), _IS_OPEN)
    .values(status=bindparam("new_status"), error=bindparam("new_error"), lease_until=None, **_WIPED)
)
_LEASE = (
    update(DELIVERY)
    .where(_THIS)
    .values(
        status=DeliveryStatus.SENDING.value, lease_until=bindparam("until"), attempts=_COLUMNS.attempts + 1
    )
)
_HOLD = (
    update(DELIVERY)
    .where(_THIS, _COLUMNS.status == literal_column(f"'{DeliveryStatus.SENDING.value}'"))
    .values(lease_until=bindparam("until"))
)
_OTHERS = DELIVERY.alias("others")
_IS_FIRST = ~(
    select(_OTHERS.c.id)
    .where(
        _OTHERS.c.address_id == _COLUMNS.address_id,
        _OTHERS.c.status.in_(_OPEN),
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
_DUE = (
    select(
        DELIVERY,
        _WORKSPACE.scalar_subquery().label("workspace"),
        _PLACE.scalar_subquery().label("external_id"),
    )
    .where(_IS_OPEN, _PLACE.exists(), _COLUMNS.due_at <= bindparam("now"), _IS_FREE, _IS_FIRST)
    .order_by(_COLUMNS.occasion.is_not(None), _COLUMNS.due_at, *_IN_ORDER)
    .limit(bindparam("at_most"))
    .with_for_update(skip_locked=True, of=DELIVERY)
)
_WAITING = (
    select(_COLUMNS.address_id)
    .join(ADDRESS, ADDRESS.c.id == _COLUMNS.address_id)
    .where(_COLUMNS.status == literal_column(f"'{DeliveryStatus.WAITING.value}'"), _IS_OURS)
    .distinct()
)
_HELD = (
    select(DELIVERY, ADDRESS.c.workspace, ADDRESS.c.external_id)
    .join(ADDRESS, ADDRESS.c.id == _COLUMNS.address_id)
    .where(_COLUMNS.status == literal_column(f"'{DeliveryStatus.SENDING.value}'"), _IS_OURS)
    .order_by(*_IN_ORDER)
)

_AT_PLACE = and_(
    ADDRESS.c.channel == bindparam("the_channel"),
    ADDRESS.c.workspace == bindparam("the_workspace"),
    ADDRESS.c.external_id == bindparam("the_person"),
)
_ARRIVED = _COLUMNS.status.in_([DeliveryStatus.SENT.value, DeliveryStatus.NOT_MODIFIED.value])
_SHOWN_IN = (
    select(DELIVERY)
    .join(ADDRESS, ADDRESS.c.id == _COLUMNS.address_id)
    .where(
        _AT_PLACE,
        _ARRIVED,
        or_(_COLUMNS.platform_id == bindparam("message"), _COLUMNS.target == bindparam("message")),
    )
    .order_by(_COLUMNS.created_at.desc(), _COLUMNS.id.desc())
    .limit(1)
)


def queue(connection: Connection, deliveries: Iterable[Delivery]) -> None:
    """Writes messages to send."""
    rows = [_row(connection, delivery) for delivery in deliveries]
    if rows:
        prepared.run(connection, _QUEUE, rows)


def pending(connection: Connection, address_id: str) -> tuple[Delivery, ...]:
    """What is still to go to an address, in the order in which it must go."""
    rows = connection.execute(_PENDING, {"address_id": address_id})
    return tuple(_delivery(connection, row) for row in rows)


def lease(
    connection: Connection,
    channel: str,
    workspace: str | None,
    *,
    now: datetime,
    until: datetime,
    at_most: int,
) -> tuple[Leased, ...]:
    """Claims deliveries of a channel that are due, for one sender until `until`, and counts the attempt.

    Those of one workspace, or with None of all.

    Of each address only the first in order is given out: the next follows when that one has an outcome.
    Answers come before what nobody asked for. A delivery whose lease ran out was left over by a sender that
    died; it is given out again, and `attempts` tells so.
    """
    which = {"the_channel": channel, "the_workspace": workspace, "now": now, "at_most": at_most}
    return _leased(connection, connection.execute(_DUE, which).all(), until)


def lease_behind(connection: Connection, first: Leased, *, until: datetime) -> tuple[Leased, ...]:
    """Claims all that waits behind a delivery that was claimed, so that it goes out right after it."""
    behind = [
        one
        for one in pending(connection, first.delivery.address_id)
        if one.status is DeliveryStatus.WAITING and one.id != first.delivery.id
    ]
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


def shown_in(
    connection: Connection, channel: str, workspace: str, person: str, message: str
) -> Delivery | None:
    """What was shown last in a message of the platform's; None where we never sent it, or forgot."""
    which = {
        "the_channel": channel, "the_workspace": workspace, "the_person": person, "message": message,
    }  # fmt: skip
    row = connection.execute(_SHOWN_IN, which).one_or_none()
    return None if row is None else _delivery(connection, row)


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
            _delivery(connection, row, attempts=row.attempts + 1, until=until), row.workspace, row.external_id
        )
        for row in rows
    )


def mark_sent(connection: Connection, sent: Sequence[Sent], now: datetime) -> None:
    """Writes down what arrived; what has an outcome already keeps it."""
    rows = [
        {
            "delivery_id": one.id,
            "new_status": one.status.value,
            "new_platform_id": one.platform_id,
            "now": now,
        }
        for one in sent
    ]
    if rows:
        prepared.run(connection, _SENT, rows)


def mark_failed(connection: Connection, delivery_id: str, status: DeliveryStatus, error: str) -> None:
    """Writes down a final outcome that is not success; `error` is a code, never an answer."""
    connection.execute(_FAILED, {"delivery_id": delivery_id, "new_status": status.value, "new_error": error})


def fail_all(connection: Connection, address_id: str, status: DeliveryStatus, error: str) -> None:
    """The same for everything that is still to go to an address."""
    connection.execute(
        _ALL_FAILED, {"the_address": address_id, "new_status": status.value, "new_error": error}
    )


def retry_at(
    connection: Connection, delivery_id: str, due_at: datetime, error: str, *, parts_sent: int = 0
) -> None:
    """Gives a claimed delivery back, to be tried again from `due_at` on, behind the parts that arrived."""
    connection.execute(
        _AGAIN,
        {
            "delivery_id": delivery_id,
            "new_due_at": due_at,
            "new_error": error,
            "new_parts_sent": parts_sent or None,
        },
    )


def _row(connection: Connection, delivery: Delivery) -> dict[str, object]:
    payload = json.dumps(delivery.payload, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return {
        "id": delivery.id,
        "address_id": delivery.address_id,
        "conversation_id": delivery.conversation_id,
        "turn": delivery.turn,
        "position": delivery.position,
        "kind": delivery.kind,
        "payload": seal(connection, payload, private=delivery.private or delivery.fleeting),
        "sealed": delivery.private or delivery.fleeting,
        "status": delivery.status.value,
        "attempts": delivery.attempts,
        "created_at": delivery.created_at,
        "due_at": delivery.due_at,
        "lease_until": delivery.lease_until,
        "sent_at": delivery.sent_at,
        "platform_id": delivery.platform_id,
        "error": delivery.error,
        "target": delivery.target,
        "occasion": delivery.occasion,
        "parts_sent": delivery.parts_sent or None,
        "fleeting": delivery.fleeting or None,
    }


def _delivery(
    connection: Connection, row: Row[Any], *, attempts: int | None = None, until: datetime | None = None
) -> Delivery:
    return Delivery(
        id=row.id,
        address_id=row.address_id,
        turn=row.turn,
        position=row.position,
        kind=row.kind,
        payload=json.loads(unseal(connection, row.payload, sealed=row.sealed)),
        created_at=row.created_at,
        due_at=row.due_at,
        conversation_id=row.conversation_id,
        status=DeliveryStatus(row.status) if until is None else DeliveryStatus.SENDING,
        attempts=row.attempts if attempts is None else attempts,
        lease_until=row.lease_until if until is None else until,
        sent_at=row.sent_at,
        platform_id=row.platform_id,
        error=row.error,
        private=row.sealed,
        target=row.target,
        occasion=row.occasion,
        parts_sent=row.parts_sent or 0,
        fleeting=bool(row.fleeting),
    )
