"""The word to the admins when events do not go out any more: a message of its own, through the outbox."""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Final

from sqlalchemy import Connection

from bot.events.target import Target
from bot.present.desk.webhook import disabled
from bot.store import respondents
from bot.turn.arrived import Surroundings, Told, Turn
from bot.turn.library import Library
from bot.turn.posting import posted

_LOG: Final = logging.getLogger(__name__)


class Admins:
    """Those whom the operator names, as `channel:workspace/person`."""

    def __init__(
        self,
        admins: tuple[str, ...],
        target: Target,
        library: Library,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
    ) -> None:
        self._admins = admins
        self._target = target
        self._library = library
        self._now = now
        self._new_id = new_id

    def tell(self, connection: Connection, why: str) -> None:
        """A message to each who can be reached; whoever has no address yet gets one."""
        for admin in self._admins:
            channel, _, place = admin.partition(":")
            workspace, _, person = place.partition("/")
            if not person:
                _LOG.warning("an admin cannot be told: write channel:workspace/person")
                continue
            self._tell(connection, channel, workspace, person, why)

    def _tell(self, connection: Connection, channel: str, workspace: str, person: str, why: str) -> None:
        around = Surroundings(self._library, self._now(), self._new_id, channel)
        address = respondents.find_or_make(
            connection, channel, workspace, person, now=around.now, new_id=self._new_id
        )
        if address.reachable:
            words = disabled(address.language, self._target.host, why)
            posted(connection, Turn(told=(Told(words, occasion="webhook"),)), address, around)
