"""Edits that came too late: a newer one of the same message was shown already."""

from typing import Final

from sqlalchemy import Connection, and_, bindparam, or_, select

from bot.store.columns import DeliveryStatus
from bot.store.deliveries import Delivery
from bot.store.statuses import written_out
from bot.store.tables import DELIVERY

_COLUMNS = DELIVERY.c
_NEWER: Final = (
    select(_COLUMNS.id)
    .where(
        _COLUMNS.address_id == bindparam("address_id"),
        _COLUMNS.target == bindparam("target"),
        _COLUMNS.status == written_out(DeliveryStatus.SENT),
        or_(
            _COLUMNS.created_at > bindparam("made_at"),
            and_(_COLUMNS.created_at == bindparam("made_at"), _COLUMNS.id > bindparam("delivery_id")),
        ),
    )
    .limit(1)
)


def is_overtaken(connection: Connection, delivery: Delivery) -> bool:
    """Would it put something old in place of what the person sees? Only an edit can."""
    if delivery.target is None:
        return False
    which = {
        "address_id": delivery.address_id, "target": delivery.target, "made_at": delivery.created_at,
        "delivery_id": delivery.id,
    }  # fmt: skip
    return connection.execute(_NEWER, which).first() is not None
