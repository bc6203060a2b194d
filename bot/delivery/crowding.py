"""How much of what nobody asked for may wait in the lanes: no more than goes out in a moment.

The rest waits in the database, where a process that ends leaves it as it is. So an answer never stands for
long behind an invitation to the same person, and little is under way when a process is killed.
"""

from collections import Counter
from collections.abc import Iterable
from typing import Final

from bot.delivery.lane import Lane

MOMENT: Final = 2.0
"""Seconds."""
SOON: Final = MOMENT / 4
"""After so many there is room again."""


def crowded(lanes: Iterable[Lane]) -> frozenset[str]:
    """The workspaces for which more of it would wait longer than that."""
    waiting: Counter[str] = Counter()
    most: dict[str, float] = {}
    for lane in lanes:
        waiting[lane.to.workspace] += sum(one.delivery.occasion is not None for one in lane.parcels)
        most[lane.to.workspace] = max(lane.pace.rates.bulk * MOMENT, 1.0)
    return frozenset(workspace for workspace, many in waiting.items() if many >= most[workspace])
