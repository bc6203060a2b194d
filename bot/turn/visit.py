"""One wish of one person, with all that serving it takes."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

from sqlalchemy import Connection

from bot.messages import Shown
from bot.present.manner import Manner
from bot.store.respondents import Address
from bot.turn.arrived import Arrived, Surroundings, Told, Turn
from bot.turn.manner import manner_of
from bot.turn.pressing import Meant


@dataclass(frozen=True, slots=True)
class Visit:
    """One wish of one person."""

    connection: Connection
    arrived: Arrived
    address: Address
    read: Meant
    around: Surroundings

    @property
    def language(self) -> str | None:
        """What they chose, else what their client speaks."""
        return self.address.language or self.arrived.language

    @property
    def manner(self) -> Manner:
        """How commands are named here."""
        return manner_of(self.around.channel)


Served: TypeAlias = Callable[[Visit, Any], Turn]
"""Takes exactly the kind of wish it stands beside in a table."""


def said(message: Shown) -> Turn:
    """A turn that only tells something."""
    return Turn(told=(Told(message),))
