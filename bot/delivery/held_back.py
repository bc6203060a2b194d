"""Addresses whose deliveries wait in the database: what is newer waits behind them."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime


@dataclass(eq=False, slots=True)
class Held:
    """Something was given back for an address, and when it is due; each is another one."""

    address: str
    due: datetime
    deliveries: frozenset[str]
    """What was given back since the address is held."""


class HeldBack:
    """Knows them, as far as they were given back here."""

    def __init__(self) -> None:
        self._newest: dict[str, Held] = {}

    def add(self, address: str, due: datetime, *deliveries: str) -> None:
        """Something was given back."""
        before = self._newest.get(address)
        self._newest[address] = Held(
            address, due, frozenset(deliveries) | (before.deliveries if before else frozenset())
        )

    def has(self, address: str) -> bool:
        """Does something wait?"""
        return address in self._newest

    def discard(self, address: str) -> None:
        """Nothing waits any more."""
        self._newest.pop(address, None)

    def written(self, unwritten: AbstractSet[str]) -> dict[str, Held]:
        """Those of which the database knows all that waits, by address."""
        return {one.address: one for one in self._newest.values() if not one.deliveries & unwritten}

    def overdue(self, now: datetime, at_most: int) -> list[Held]:
        """What another process may have sent meanwhile."""
        return [one for one in self._newest.values() if one.due <= now][:at_most]

    def gone(self, ones: Iterable[Held]) -> None:
        """These have an outcome. Where something was given back since, that still waits."""
        for one in ones:
            if self._newest.get(one.address) is one:
                del self._newest[one.address]
