"""The jobs of rounds: looking up who is asked, and making the report. Both may run twice, or be lost."""

import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Protocol

from bot.channels.base import Place
from bot.checkins import ledger
from bot.checkins.closing import Closing, close_round
from bot.checkins.opening import open_round
from bot.reports.rounds import Order
from bot.store.database import Database
from bot.turn.arrived import Parcel, Surroundings
from bot.turn.teams.audience import Directory
from bot.turn.teams.brought import Brought
from bot.work.port import Jobs

_LOG: Final = logging.getLogger(__name__)
OPEN: Final = "open"
"""Takes the channel and the round's id."""
CLOSE: Final = "close"
"""The same."""


class Posts(Protocol):
    """An outbox, as far as it takes what was committed."""

    def post(self, to: Place, parcels: Iterable[Parcel]) -> None:
        """Sends what stands in the database already."""
        ...

    def crowded(self) -> frozenset[str]:
        """The workspaces in which nothing more should be posted just now that nobody asked for."""
        ...


@dataclass(frozen=True, slots=True)
class Side:
    """One channel, as jobs need it."""

    directory: Directory
    outbox: Posts
    around: Callable[[], Surroundings]
    workspace: str | None = None
    """The only one that is served; None: all of the channel."""


class RoundJobs:
    """Opens and closes rounds on all channels of this process."""

    def __init__(self, database: Database, sides: Mapping[str, Side], order: Order) -> None:
        """*sides* by channel; *order* of chance, for what people wrote."""
        self._database = database
        self._sides = sides
        self._order = order

    def register(self, jobs: Jobs) -> None:
        """Before the engine runs."""
        queues = [queue_of(channel, side.workspace) for channel, side in self._sides.items()]
        jobs.register(OPEN, self.open, queues)
        jobs.register(CLOSE, self.close, queues)

    async def open(self, channel: str, round_id: str) -> None:
        """Looks up who is asked, and opens the round."""
        side = self._side(channel)
        if side is not None:
            for brought in await open_round(self._database, side.directory, side.around, round_id):
                _post(side, brought)

    async def close(self, channel: str, round_id: str) -> None:
        """Lets go of what is open, and makes the report."""
        side = self._side(channel)
        if side is not None:
            keys = self._database.keys.derived(ledger.PURPOSE)
            closing = Closing(side.around, keys, self._order)
            await close_round(self._database, round_id, closing, lambda brought: _post(side, brought))

    def _side(self, channel: str) -> Side | None:
        """None for a job that an older version enqueued for anybody: the tick enqueues it again."""
        side = self._sides.get(channel)
        if side is None:
            _LOG.warning("a job of a channel that is not served here was left to others: %s", channel)
        return side


def queue_of(channel: str, workspace: str | None) -> str:
    """Where the jobs of a channel wait: for a process that serves as much of it as the one that asked."""
    return channel if workspace is None else f"{channel}/{workspace}"


def _post(side: Side, brought: Brought) -> None:
    side.outbox.post(brought.to, brought.turn.parcels)
