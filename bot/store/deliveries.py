"""Deliveries: messages to send, written in the transaction that caused them (design §7)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import (
    Connection,
    Row,
    bindparam,
    case,
    false,
    insert,
    literal,
    select,
    update,
)

from bot.store import prepared
from bot.store.columns import DeliveryStatus
from bot.store.sealing import seal, unsealed_json
from bot.store.statuses import is_open
from bot.store.tables import DELIVERY


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
    """Whatever JSON can say; None where it cannot be read any more."""
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


_COLUMNS = DELIVERY.c
QUEUE = insert(DELIVERY)
_IS_OPEN = is_open(DELIVERY)
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
    .where(_THIS, _IS_OPEN, _COLUMNS.attempts == bindparam("tries"))
    .values(
        status=DeliveryStatus.WAITING.value, due_at=bindparam("new_due_at"), error=bindparam("new_error"),
        parts_sent=bindparam("new_parts_sent"), lease_until=None,
        attempts=_COLUMNS.attempts - bindparam("not_tried"),
    )
)  # fmt: skip
_ALL_FAILED = (
    update(DELIVERY)
    .where(_COLUMNS.address_id == bindparam("the_address"), _IS_OPEN)
    .values(status=bindparam("new_status"), error=bindparam("new_error"), lease_until=None, **_WIPED)
)


def queue(connection: Connection, deliveries: Iterable[Delivery]) -> None:
    """Writes messages to send."""
    rows = [_row(connection, delivery) for delivery in deliveries]
    if rows:
        prepared.run(connection, QUEUE, rows)


def pending(connection: Connection, address_id: str) -> tuple[Delivery, ...]:
    """What is still to go to an address, in the order in which it must go."""
    rows = connection.execute(_PENDING, {"address_id": address_id})
    return tuple(from_row(connection, row) for row in rows)


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
    connection: Connection,
    delivery: Delivery,
    due_at: datetime,
    error: str,
    *,
    tried: bool = True,
) -> None:
    """Gives a claimed delivery back, to be tried again from `due_at` on, behind the parts that arrived. Who
    lost it to another sender meanwhile gives nothing back.

    *tried* False: that it was claimed does not count as an attempt.
    """
    connection.execute(
        _AGAIN,
        {
            "delivery_id": delivery.id,
            "tries": delivery.attempts,
            "new_due_at": due_at,
            "new_error": error,
            "new_parts_sent": delivery.parts_sent or None,
            "not_tried": int(not tried),
        },
    )


def _row(connection: Connection, delivery: Delivery) -> dict[str, object]:
    payload = orjson.dumps(delivery.payload).decode()
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


def from_row(
    connection: Connection, row: Row[Any], *, attempts: int | None = None, until: datetime | None = None
) -> Delivery:
    """A row of all columns, opened; *attempts* and *until* where it has just been claimed."""
    return Delivery(
        id=row.id,
        address_id=row.address_id,
        turn=row.turn,
        position=row.position,
        kind=row.kind,
        payload=unsealed_json(connection, row.payload, sealed=row.sealed),
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
