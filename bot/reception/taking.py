"""Turns, whatever the channel: one after the other for each person, and none that a mistake of ours can stop.

`turn` raises a StoreError when the database is the trouble: then nothing happened, and what came in may come
again. What meets a mistake of ours is kept for inspection, and the person is told: it must not hold up what
comes after it.
"""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, Final

from sqlalchemy import Connection

from bot.channels.base import Fate, Letter, Place, Sender
from bot.delivery.leftovers import LEASE
from bot.present.desk.strays import trouble
from bot.reception.buckets import Admission, Allowance, Buckets
from bot.reception.queues import Queues
from bot.reception.watched import watched
from bot.store import inbound, respondents
from bot.store.database import Database
from bot.store.errors import StoreError
from bot.turn.arrived import Arrived, Platform, Surroundings, Told, Turn
from bot.turn.library import Library
from bot.turn.manner import manner_of
from bot.turn.posting import posted
from bot.turn.teams.links import Links
from bot.turn.turning import turned
from bot.waiting import pause
from bot.watching import counted

_LOG: Final = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class World:
    """What reception needs of its surroundings."""

    library: Library
    now: Callable[[], datetime]
    new_id: Callable[[], str]
    token_keys: tuple[bytes, ...]
    operator: str | None = None
    privacy_url: str | None = None
    shares_contact: bool = True
    links_to_flows: bool = True
    """As a `Platform` has it."""
    links: Links | None = None
    admins: tuple[str, ...] = ()
    """As `Surroundings` has them."""
    join_link: Callable[[str], str] | None = None
    patience: Allowance | None = None
    """How much of one person is taken; None: all of it."""
    process: str | None = None
    """This process, where others send too."""
    tells: bool = False
    """Somebody outside is told what happens."""


class Taking:
    """Takes the turns of one channel."""

    def __init__(self, database: Database, sender: Sender, world: World) -> None:
        self._database = database
        self._sender = sender
        self._world = world
        self._queues = Queues()
        self._patience = None if world.patience is None else Buckets(world.patience)
        self._aside: set[asyncio.Task[None]] = set()
        self._taking = 0
        self._none_taken = asyncio.Event()
        self._none_taken.set()

    @contextmanager
    def busy(self) -> Iterator[None]:
        """Something is being taken: an end of the process waits for it."""
        self._taking += 1
        self._none_taken.clear()
        try:
            yield
        finally:
            self._taking -= 1
            if not self._taking:
                self._none_taken.set()

    def admits(self, place: Place) -> Admission:
        """Is one more thing of this person's taken? What is not costs no statement, and nobody else waits."""
        if self._patience is None:
            return Admission.TAKEN
        admission = self._patience.take(place, asyncio.get_running_loop().time())
        if admission is not Admission.TAKEN:
            counted.input_taken(self._sender.channel, counted.Input.TOO_MANY)
        return admission

    def comes_again(self, place: Place) -> None:
        """What was admitted was not taken: it must not count twice."""
        if self._patience is not None:
            self._patience.give_back(place)

    @asynccontextmanager
    async def in_turn(self, place: Place) -> AsyncIterator[None]:
        """Waits for what the same person sent before."""
        with self.busy():
            async with self._queues.turn_of(place):
                yield

    async def turn(self, arrived: Arrived, update: object) -> Turn:
        """What *arrived* comes to, committed. *update*: as it came, to be kept if we make a mistake."""
        around = self.around()
        with watched(self._sender.channel, arrived) as watch:
            try:
                return watch.taken(await turned(self._database, arrived, around))
            except StoreError:
                raise
            except Exception as error:  # noqa: BLE001  # a mistake of ours must not stop the others
                _LOG.exception("an update met a mistake of ours")
                watch.poisoned()
                return await self._keep_poisoned(arrived, update, type(error).__name__)

    async def say(self, place: Place, told: Told) -> None:
        """To somebody of whom nothing is kept any more; without an outbox one more try has to do."""
        letter = Letter(told.message, place, tokens=lambda _press: "-", replaces=told.replaces)
        for _ in range(2):
            outcome = await self._sender.send(letter, _no_pace)
            if outcome.fate is not Fate.LATER:
                return
            await pause(outcome.seconds)

    def around(self) -> Surroundings:
        """The world as it is now."""
        world, now = self._world, self._world.now()
        return Surroundings(
            world.library,
            now,
            world.new_id,
            channel=self._sender.channel,
            operator=world.operator,
            platform=Platform(
                now + LEASE,
                world.token_keys,
                world.privacy_url,
                shares_contact=world.shares_contact,
                links_to_flows=world.links_to_flows,
                links=world.links,
                join_link=world.join_link,
                process=world.process,
                clock=None if world.process is None else world.now,
            ),
            admins=world.admins,
            tells=world.tells,
        )

    def beside(self, work: Coroutine[Any, Any, None]) -> None:
        """Does it without anybody waiting for it, but an end of the process."""
        task = asyncio.create_task(work)
        self._aside.add(task)
        task.add_done_callback(self._ended)

    async def drain(self) -> None:
        """Returns when nothing is being taken, and nothing is under way beside it."""
        while self._taking or self._aside:
            await self._none_taken.wait()
            if self._aside:
                await asyncio.wait(self._aside)

    def _ended(self, task: "asyncio.Task[None]") -> None:
        """Nobody waits for it, so a mistake of ours in it is told here."""
        self._aside.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            _LOG.error("what went on beside the turns met a mistake of ours", exc_info=error)

    async def _keep_poisoned(self, arrived: Arrived, update: object, reason: str) -> Turn:
        """Kept for inspection, and told; where even telling fails, kept."""
        around, payload = self.around(), json.dumps(update, default=str)  # half a surrogate pair is escaped
        try:
            return await self._database.run(
                lambda connection: _poisoned(connection, arrived, around, payload, reason)
            )
        except StoreError:
            raise
        except Exception:  # noqa: BLE001  # a mistake of ours must not stop the others
            _LOG.exception("nor could the person be told")
        for kept in (payload, "null"):
            try:
                keep = partial(
                    inbound.keep_poisoned,
                    update=arrived.update, payload=kept, reason=reason, now=around.now,
                )  # fmt: skip
                await self._database.run(keep)
            except StoreError:
                raise
            except Exception:  # noqa: BLE001  # as above
                _LOG.exception("nor could the update be kept as it came")
            else:
                break
        return Turn()


def _poisoned(
    connection: Connection, arrived: Arrived, around: Surroundings, payload: str, reason: str
) -> Turn:
    """Keeps the update, sealed, and tells the person that nothing is lost."""
    where = arrived.update
    address = respondents.find_or_make(
        connection, where.channel, where.workspace, arrived.sender, now=around.now, new_id=around.new_id
    )
    inbound.keep_poisoned(connection, where, payload, reason, around.now, address_id=address.id)
    told = Told(trouble(address.language or arrived.language, manner_of(around.channel)))
    return posted(connection, Turn(told=(told,)), address, around)


async def _no_pace(method: str = "") -> None:  # noqa: ARG001  # a permit may be asked for a method
    return
