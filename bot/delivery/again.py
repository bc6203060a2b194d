"""What came once more, because nobody knew whether its turn had counted: each is sent once all the same.

What is on its way already is left alone; what nobody sends takes its place among the others, in the order in
which they were made. A turn may also be heard of late, when what it came to was found and sent already.
"""

from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime
from typing import Final

from bot.delivery.lane import Lane
from bot.turn.arrived import Parcel

MOST: Final = 1_000
"""So many are remembered: a turn is heard of seconds too late, not hours."""


class Again:
    """Knows those that were sent without having been heard of."""

    def __init__(self) -> None:
        self._taken: OrderedDict[str, None] = OrderedDict()

    def is_known(self, parcel: Parcel, under_way: Callable[[Parcel], bool]) -> bool:
        """Is nothing to be done for it? *under_way*: it is on its way here, or to be written down."""
        one = parcel.delivery.id
        if one in self._taken:
            return True
        if not parcel.again or under_way(parcel):
            return parcel.again
        self._taken[one] = None
        if len(self._taken) > MOST:
            self._taken.popitem(last=False)
        return False


def put_in_order(lane: Lane, parcel: Parcel) -> bool:
    """Puts it before what is newer. False: that makes it needless."""
    newer = [one for one in lane.parcels if _order(one) > _order(parcel)]
    target = parcel.delivery.target
    if target is not None and any(one.delivery.target == target for one in newer):
        return False
    lane.waiting.insert(len(lane.waiting) - sum(one is not lane.current for one in newer), parcel)
    return True


def _order(parcel: Parcel) -> tuple[datetime, str]:
    return parcel.delivery.created_at, parcel.delivery.id
