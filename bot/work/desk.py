"""What operators do about jobs: run them again, or have them not begin. It needs no engine that runs:
whatever process does such jobs finds what was changed.
"""

import asyncio
from functools import partial
from types import TracebackType
from typing import Final, Self

from sqlalchemy import Connection

from bot.store.database import Database
from bot.work import seen, standing
from bot.work.home import home_at
from bot.work.seen import Stage
from bot.work.transact import Asked, Transact

_NOBODY: Final = "checkup operator"
_NEVER: Final = 1.0
_OVER: Final = frozenset({Stage.FAILED, Stage.CANCELLED, None})


class Desk:
    """`async with Desk(database)`: for as long as it takes."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._transact = Transact(home_at(database.place), _NOBODY, _NEVER)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await asyncio.to_thread(self._transact.close)

    async def again(self, key: str) -> bool:
        """Runs a job again that failed, was cancelled or is done. False: it waits or runs, or is unknown."""
        job_id, status, _ = await self._database.read(partial(_newest, key))
        if status is None or seen.stage_at(status) not in _OVER:
            return False
        asked = await asyncio.to_thread(self._transact.asked_for, job_id)
        return asked is not None and await self._database.run(partial(self._enqueue, key, asked))

    async def all_that_failed(self) -> int:
        """The same for each that failed for good; how many that was."""
        keys = await self._database.read(standing.failed_keys)
        return sum([await self.again(key) for key in keys])

    async def cancel(self, key: str) -> bool:
        """What waits does not begin. False: it does not wait."""
        job_id, status, _ = await self._database.read(partial(_newest, key))
        if status not in standing.WAITING:
            return False
        await asyncio.to_thread(self._transact.cancel, job_id)
        return True

    def _enqueue(self, key: str, asked: Asked, connection: Connection) -> bool:
        """Looks once more: somebody else may have been as quick."""
        _, status, following = standing.newest(connection, key)
        if seen.stage_at(status) not in _OVER:
            return False
        self._transact.enqueue(connection, asked.name, following, asked.arguments, asked.queue)
        return True


def _newest(key: str, connection: Connection) -> tuple[str, str | None, str]:
    if not standing.are_there(connection):
        return key, None, key
    return standing.newest(connection, key)
