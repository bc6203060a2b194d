"""What stands in a message, as it was sent last."""

from sqlalchemy import Connection, and_, bindparam, or_, select

from bot.store.columns import DeliveryStatus
from bot.store.deliveries import Delivery, from_row
from bot.store.tables import ADDRESS, DELIVERY

_AT_PLACE = and_(
    ADDRESS.c.channel == bindparam("the_channel"),
    ADDRESS.c.workspace == bindparam("the_workspace"),
    ADDRESS.c.external_id == bindparam("the_person"),
)
_ARRIVED = DELIVERY.c.status.in_([DeliveryStatus.SENT.value, DeliveryStatus.NOT_MODIFIED.value])
_SHOWN_IN = (
    select(DELIVERY)
    .join(ADDRESS, ADDRESS.c.id == DELIVERY.c.address_id)
    .where(
        _AT_PLACE,
        _ARRIVED,
        or_(DELIVERY.c.platform_id == bindparam("message"), DELIVERY.c.target == bindparam("message")),
    )
    .order_by(DELIVERY.c.created_at.desc(), DELIVERY.c.id.desc())
    .limit(1)
)


def shown_in(
    connection: Connection, channel: str, workspace: str, person: str, message: str
) -> Delivery | None:
    """What was shown last in a message of the platform's; None where we never sent it, or forgot."""
    which = {
        "the_channel": channel, "the_workspace": workspace, "the_person": person, "message": message,
    }  # fmt: skip
    row = connection.execute(_SHOWN_IN, which).one_or_none()
    return None if row is None else from_row(connection, row)
