"""Those who ask: their check-ins, running rounds, what was decided."""

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias

from bot.turn.arrived import Turn
from bot.turn.visit import Visit

Served: TypeAlias = Callable[[Visit, Any], Turn]
"""Takes exactly the kind of wish it stands beside in the table."""
SERVED: Final[Mapping[type[Any], Served]] = {}
