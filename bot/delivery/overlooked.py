"""Two messages in one breath: the turn of the second could not know yet where that of the first would stand,
so nobody else takes the first one's buttons away.
"""

from collections import OrderedDict
from collections.abc import Callable
from typing import Final

from bot.messages import Shown
from bot.turn.arrived import Parcel

REMEMBERED: Final = 10_000
"""Addresses whose last message of a kind is known."""


class Overlooked:
    """The newest message of one kind at each address, as far as it was sent here."""

    def __init__(self, is_one: Callable[[Shown], bool], *, until_over: bool) -> None:
        """*until_over*: when nothing is open any more, no message of this kind keeps its buttons."""
        self._is_one = is_one
        self._until_over = until_over
        self._newest: OrderedDict[str, str] = OrderedDict()

    def above(self, parcel: Parcel, message: str | None) -> str | None:
        """The one that is to lose its buttons, now that *parcel* stands in *message*."""
        address, target = parcel.delivery.address_id, parcel.delivery.target
        is_one = self._is_one(parcel.message)
        ends = self._until_over and parcel.over
        if message is None or not (is_one or ends or target == self._newest.get(address)):
            return None
        before = self._newest.pop(address, None)
        if is_one:
            self._newest[address] = message
            if len(self._newest) > REMEMBERED:
                self._newest.popitem(last=False)
        return None if before in (target, message) else before
