"""What a process is there for. It is asked where things are put together, and nowhere behind that."""

from enum import Enum


class Role(Enum):
    """One of the two commands that run until they are told to stop."""

    SERVE = "serve"
    """Takes in what people do, and does all the work."""
    WORK = "work"
    """Does work that others took in: it reaches the same platforms, and nobody reaches it."""

    @property
    def takes_in(self) -> bool:
        """Has it ways in: addresses for platforms and people, polling, a socket?"""
        return self is Role.SERVE
