"""How full the databases of this process are: asked when somebody looks, at no cost meanwhile."""

from collections.abc import Iterator
from typing import Final, Protocol
from weakref import WeakSet


class Crowded(Protocol):
    """Where works may have to wait."""

    def crowd(self) -> tuple[int, int, int]:
        """The most connections, those in use, and how many works wait."""
        ...


_OPEN: Final[WeakSet[Crowded]] = WeakSet()


def opened(database: Crowded) -> None:
    """It is looked at from now on, as long as it is there."""
    _OPEN.add(database)


def crowds() -> Iterator[tuple[int, int, int]]:
    """Each of them, as it is now."""
    for database in list(_OPEN):
        yield database.crowd()
