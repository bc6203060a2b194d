"""Whether tidying up that has waited is still to be done."""

import logging
from typing import Final

from bot.store import respondents
from bot.store.database import Database
from bot.store.errors import StoreError
from bot.turn.arrived import Parcel

_LOG: Final = logging.getLogger(__name__)


async def is_wanted(database: Database, parcel: Parcel, *, shared: bool) -> bool:
    """Is the person still there, and to be reached? *shared*: other processes take turns too."""
    address_id = parcel.delivery.address_id
    try:
        address = await database.read(lambda connection: respondents.by_id(connection, address_id))
    except StoreError:
        return True
    except Exception:  # noqa: BLE001  # what is behind it in its queue must not end with it
        _LOG.exception("nobody knows whether a message is still to be tidied up")
        return True
    if address is None or not address.reachable:
        return False
    # A turn of another process may have made it the one that asks.
    return not shared or address.live_message != parcel.delivery.target
