"""What `checkup doctor` found: one thing that was looked at, and how far clocks are apart."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bot.clock import now

MOST_BEHIND: Final = timedelta(seconds=30)
"""How far two clocks may be apart: signatures and reminders live with that."""


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that was looked at; `todo` only where it is not well."""

    what: str
    words: str
    todo: str = ""

    @property
    def well(self) -> bool:
        return not self.todo


def clock(what: str, other: datetime, *, most: timedelta = MOST_BEHIND, so: str = "") -> Found:
    """Does another clock agree with ours? `so`: what comes of it where it does not."""
    apart = abs(now() - other)
    if apart <= most:
        return Found(what, "agrees with this machine's")
    return Found(
        what, f"is {round(apart.total_seconds())} seconds away from this machine's{so}",
        "Set this machine's clock by the network (NTP).",
    )  # fmt: skip
