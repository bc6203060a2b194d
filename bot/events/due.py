"""Actions whose day has come, noticed once each."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection

from bot.store import actions, events
from bot.store.events import StoredEvent

LOOKS_BACK: Final = timedelta(days=7)
"""A process that was down for longer does not tell what came due before."""


def notice(connection: Connection, now: datetime) -> int:
    """Writes an event for each open action that is due by now; how many were new. Days end with UTC's."""
    today = now.date()
    found = actions.due(connection, today - LOOKS_BACK, today)
    return sum(
        events.write_once(
            connection,
            StoredEvent(f"{one.id}-due", "action.due", channel, one.id, {"action": one.id}, now, now),
        )
        for one, channel in found
    )
