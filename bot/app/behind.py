"""A database that cannot be reached, or whose tables are older than this version: a process that serves waits
until it is there, and until they are migrated.

So processes may be started before their database, and a new version before, while or after the tables are
changed. Meanwhile it says that it is alive, that it is not ready and why, and ends when it is told to.
"""

import asyncio
import logging
import signal
from contextlib import closing
from typing import Final

from bot.app.answering import answering
from bot.app.listening import door
from bot.app.role import Role
from bot.settings import Settings
from bot.store import schema
from bot.store.database import Database
from bot.store.errors import DatabaseBehind, DatabaseBusy, DatabaseUnreachable, NotLetIn, StoreError
from bot.waiting import happens
from bot.watching.seldom import Seldom

_LOG: Final = logging.getLogger(__name__)
LOOK_SECONDS: Final = 1.0
SAY_SECONDS: Final = 10.0
LONGEST_LOOK: Final = 15.0
_SIGNALS: Final = (signal.SIGTERM, signal.SIGINT)


async def is_current(settings: Settings, database: Database, role: Role) -> bool:
    """Returns when the database is there, and its tables are such that this version works with them. False:
    told to end before that.

    StoreError for whatever does not pass by waiting.
    """
    stopping, loop = asyncio.Event(), asyncio.get_running_loop()
    for number in _SIGNALS:
        loop.add_signal_handler(number, stopping.set)
    try:
        why = await _looked(database, stopping)
        return why is None or await _waited(settings, database, role, stopping, why)
    except _Ended:
        return False
    finally:
        for number in _SIGNALS:
            loop.remove_signal_handler(number)


async def _waited(
    settings: Settings, database: Database, role: Role, stopping: asyncio.Event, why: StoreError
) -> bool:
    saying = Seldom(SAY_SECONDS)
    with closing(door(settings, role)) as bound:
        async with answering(settings, bound, lambda: why.what):
            while True:
                if saying.is_due():
                    _LOG.warning("waiting: %s %s", why.what, why.todo)
                await happens(stopping, LOOK_SECONDS)
                found = await _looked(database, stopping)
                if found is None:
                    _LOG.info("the database is there, and migrated")
                    return True
                why = found


async def _looked(database: Database, stopping: asyncio.Event) -> StoreError | None:
    """What is to be waited for. _Ended: told to end, also while the database says nothing."""
    looking = asyncio.ensure_future(schema.check(database))
    ending = asyncio.ensure_future(stopping.wait())
    try:
        await asyncio.wait((looking, ending), timeout=LONGEST_LOOK, return_when=asyncio.FIRST_COMPLETED)
        if stopping.is_set():
            raise _Ended
        if not looking.done():
            return DatabaseUnreachable("The database does not answer.", "Is its server well?")
        looking.result()
    except NotLetIn:
        raise  # waiting would not help
    except (DatabaseBehind, DatabaseBusy, DatabaseUnreachable) as why:
        return why
    finally:
        looking.cancel()
        ending.cancel()
    return None


class _Ended(Exception):  # noqa: N818  # no error: it was told to
    pass
