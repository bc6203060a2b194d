"""The pool of connections, which tells how long one was waited for, and can be told not to trust any."""

from time import perf_counter, time  # noqa: TID251  # the library's pool compares with it

from sqlalchemy.ext.asyncio.engine import AsyncEngine
from sqlalchemy.pool import AsyncAdaptedQueuePool, ConnectionPoolEntry

from bot.watching import counted


class WatchedPool(AsyncAdaptedQueuePool):
    """As the library's, and watched."""

    _sqla_logger_namespace = "sqlalchemy.pool.WatchedPool"  # it says no more than the library's own
    waiting = 0
    """So many works wait for a connection."""

    def _do_get(self) -> ConnectionPoolEntry:
        began = perf_counter()
        self.waiting += 1
        try:
            return super()._do_get()
        finally:
            self.waiting -= 1
            counted.connected(perf_counter() - began)

    def distrust(self) -> None:
        """One of them was never heard again: the others of its time are made anew before they are used."""
        self._invalidate_time = time()  # as the library does once it hears that one is lost


def crowd_of(engine: AsyncEngine) -> tuple[int, int, int]:
    """The most connections, those in use, and how many works wait for one."""
    pool = engine.pool
    return (pool.size(), pool.checkedout(), pool.waiting) if isinstance(pool, WatchedPool) else (0, 0, 0)


def distrust(engine: AsyncEngine) -> None:
    """What is connected is not used again."""
    if isinstance(engine.pool, WatchedPool):
        engine.pool.distrust()
