"""Where messages of ours stand, as far as their deliveries tell."""

from sqlalchemy import Connection, bindparam, select

from bot.store.columns import DeliveryStatus
from bot.store.tables import ADDRESS, DELIVERY

_COLUMNS = DELIVERY.c
_BECAME_OF = select(_COLUMNS.status, _COLUMNS.platform_id).where(_COLUMNS.id == bindparam("delivery_id"))
_SOME_MESSAGE = (
    select(_COLUMNS.platform_id)
    .join(ADDRESS, ADDRESS.c.id == _COLUMNS.address_id)
    .where(
        ADDRESS.c.channel == bindparam("the_channel"),
        ADDRESS.c.workspace == bindparam("the_workspace"),
        ADDRESS.c.external_id == bindparam("the_person"),
        _COLUMNS.platform_id.is_not(None),
    )
    .limit(1)
)


def became_of(connection: Connection, delivery_id: str) -> tuple[DeliveryStatus, str | None] | None:
    """Where a delivery is, with the platform's id for its message; None where it is not kept any more."""
    row = connection.execute(_BECAME_OF, {"delivery_id": delivery_id}).one_or_none()
    return None if row is None else (DeliveryStatus(row.status), row.platform_id)


def some_message(connection: Connection, channel: str, workspace: str, person: str) -> str | None:
    """The platform's id of any message to a person; None where there is none."""
    which = {"the_channel": channel, "the_workspace": workspace, "the_person": person}
    return connection.execute(_SOME_MESSAGE, which).scalar_one_or_none()
