"""Two messages in one breath: the turn of the second could not know yet where that of the first would stand,
so nobody else takes the first one's buttons away.
"""

from collections import OrderedDict
from collections.abc import Callable
from typing import Final

from bot.channels.base import Outcome
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
        self._newest: OrderedDict[str, tuple[str, ...]] = OrderedDict()

    def above(self, parcel: Parcel, outcome: Outcome) -> tuple[str, ...]:
        """The messages that are to lose their buttons, now that it is known where *parcel* stands."""
        address, target, message = parcel.delivery.address_id, parcel.delivery.target, outcome.message
        before = self._newest.pop(address, ())
        if message is None:
            self._keep(address, before)
            return ()
        rest = tuple(one for one in before if one not in (target, message))
        if self._is_one(parcel.message):
            self._keep(address, (*outcome.others, message))
            return rest
        if self._until_over and parcel.over:
            return rest
        self._keep(address, rest)  # what was replaced is another message now
        return ()

    def forget(self, address: str) -> None:
        """Nothing is known of this address any more."""
        self._newest.pop(address, None)

    def _keep(self, address: str, messages: tuple[str, ...]) -> None:
        if messages:
            self._newest[address] = messages
        if len(self._newest) > REMEMBERED:
            self._newest.popitem(last=False)
