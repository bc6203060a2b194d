"""Where deliveries and events are, as statements ask for it."""

from enum import Enum
from typing import Any, Final

from sqlalchemy import ColumnClause, ColumnElement, FromClause, and_, literal_column, or_

from bot.store.columns import TIDYING, DeliveryStatus


def written_out(status: Enum) -> ColumnClause[Any]:
    """Not bound: only so do the indexes fit that hold rows of some statuses."""
    return literal_column(f"'{status.value}'")


_WAITING: Final = written_out(DeliveryStatus.WAITING)
_OPEN: Final = (_WAITING, written_out(DeliveryStatus.SENDING))


def is_open(deliveries: FromClause) -> ColumnElement[bool]:
    """Is it still to go?"""
    return deliveries.c.status.in_(_OPEN)


def is_ahead(deliveries: FromClause) -> ColumnElement[bool]:
    """Does what is made later wait for it? What only tidies up may wait for minutes beside the rest, once it
    is claimed.
    """
    return and_(is_open(deliveries), or_(deliveries.c.kind != TIDYING, deliveries.c.status == _WAITING))
