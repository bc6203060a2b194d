"""What was sent, looked up: for platforms on which a message can only be replaced as a whole."""

from bot.channels.base import Place
from bot.messages import Shown
from bot.store import shown, whereabouts
from bot.store.database import Database
from bot.store.errors import StoreError
from bot.turn.outgoing import from_json


class Kept:
    """Reads what the outbox of one channel has sent. What cannot be read just now counts as unknown."""

    def __init__(self, database: Database, channel: str) -> None:
        self._database = database
        self._channel = channel

    async def shown_in(self, place: Place, message: str) -> Shown | None:
        """What stands in a message."""
        try:
            found = await self._database.read(
                lambda connection: shown.shown_in(connection, self._channel, *place, message)
            )
            return None if found is None else from_json(found.payload)
        except (StoreError, KeyError, TypeError, ValueError):
            return None

    async def some_message(self, place: Place) -> str | None:
        """Any message to this person."""
        try:
            return await self._database.read(
                lambda connection: whereabouts.some_message(connection, self._channel, *place)
            )
        except StoreError:
            return None
