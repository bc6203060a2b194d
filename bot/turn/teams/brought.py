"""What goes out to somebody where they asked for nothing just now."""

from dataclasses import dataclass

from bot.channels.base import Place
from bot.turn.arrived import Turn


@dataclass(frozen=True, slots=True)
class Brought:
    """What time, or a round, brought to one person."""

    to: Place
    turn: Turn
    """With the parcels that the outbox is to send once all is committed."""
