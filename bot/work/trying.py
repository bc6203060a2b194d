"""One job, tried until it is done, has failed for good, or the process ends."""

import asyncio
import logging
from collections.abc import Coroutine, Sequence
from concurrent.futures import CancelledError as Cancelled
from typing import Final

from bot.waiting import happens
from bot.watching import counted, traced
from bot.watching.about import about
from bot.work.port import Job
from bot.work.transact import Body

_LOG: Final = logging.getLogger(__name__)
WAITS: Final = (1.0, 5.0, 20.0, 60.0)
"""Seconds before a job that raised is tried again."""
_GIVING_UP_SECONDS: Final = 3.0
"""What a job has, that was told to end, to let go of the database."""


class LeftForLater(BaseException):
    """A try ends with the process; the engine writes down nothing, so the job is taken up again."""


class JobFailed(Exception):  # noqa: N818  # read as a sentence
    """A job failed for good. Its words name a kind of error, never what the error said."""


class Tries:
    """What is being tried in this process: jobs in the loop, waited for by threads of the engine."""

    def __init__(self, loop: asyncio.AbstractEventLoop, waits: Sequence[float]) -> None:
        self._loop = loop
        self._waits = waits
        self._stopping = asyncio.Event()
        self._running: set[asyncio.Task[None]] = set()
        self.left = 0
        """So many were left for later."""

    def body(self, name: str, job: Job) -> Body:
        """A job as the engine runs it."""

        def body(*arguments: str) -> None:
            try:
                self._in_loop(self._tried(name, job, arguments))
            except LeftForLater:
                self.left += 1
                raise

        return body

    async def end(self, grace: float) -> None:
        """Nothing is begun; what runs has so many seconds to end by itself."""
        self._stopping.set()
        if self._running:
            await asyncio.wait(self._running, timeout=grace)
        for one in self._running:
            one.cancel()
        if self._running:
            await asyncio.wait(self._running, timeout=_GIVING_UP_SECONDS)

    def _in_loop(self, work: Coroutine[None, None, None]) -> None:
        """Waits in a thread for what the loop does. LeftForLater."""
        if self._stopping.is_set() or self._loop.is_closed():
            work.close()
            raise LeftForLater
        try:
            asyncio.run_coroutine_threadsafe(work, self._loop).result()
        except (Cancelled, asyncio.CancelledError):
            raise LeftForLater from None

    async def _tried(self, name: str, job: Job, arguments: Sequence[str]) -> None:
        """One try after the other; JobFailed after the last."""
        with about(job=name), traced.span("job", job=name) as span:
            await self._tried_in_turn(name, job, arguments)
            span.set("outcome", "done")

    async def _tried_in_turn(self, name: str, job: Job, arguments: Sequence[str]) -> None:
        task = asyncio.current_task()
        if task is None or self._stopping.is_set():
            raise asyncio.CancelledError
        self._running.add(task)
        try:
            for wait in self._waits:
                try:
                    return await _done(name, job, arguments)
                except Exception:  # noqa: BLE001  # whatever it is: it is tried again
                    counted.job_ended(name, "again")
                    _LOG.warning("a job is tried again", extra={"job": name}, exc_info=True)
                if await happens(self._stopping, wait):
                    raise asyncio.CancelledError
            try:
                return await _done(name, job, arguments)
            except Exception as error:  # noqa: BLE001  # as above
                counted.job_ended(name, "failed")
                _LOG.exception("a job failed for good; a restart runs it again", extra={"job": name})
                raise JobFailed(type(error).__name__) from None
        finally:
            self._running.discard(task)


async def _done(name: str, job: Job, arguments: Sequence[str]) -> None:
    await job(*arguments)
    counted.job_ended(name, "done")
