"""Taps of different people, read in one statement and written in one, as long as they are ordinary.

Each way of the database costs a multiple of what a tap is to it (design §9). So those that wait are taken
together: what they will ask for is read at once, without locks; each turn runs on what was read (see
`at_hand`); what they write goes out at once, each guarded by what was read for it: the conversation has not
had another turn, the address has the same sender and is to be reached, the update is new. Whoever fails a
guard, or is no ordinary tap, takes their turn on a connection of their own, from the start. Callers hear of
their turn after the commit.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextvars import Context, copy_context
from dataclasses import dataclass, field
from typing import Any, Final, Protocol, TypeAlias, cast

from sqlalchemy import Connection

from bot.store import prepared
from bot.store.answers import CHANGE
from bot.store.at_hand import AtHand, NotAtHand, Values
from bot.store.conversations import BY_ID_LOCKED, SAVE
from bot.store.deliveries import QUEUE
from bot.store.inbound import RECORD, Update
from bot.store.respondents import FIELDS, FIND_LOCKED
from bot.store.tables import CONVERSATION
from bot.store.together_trouble import Trouble
from bot.watching import counted

MOST_AT_ONCE: Final = 32
"""Taps in a group: their turns are taken in one go, during which nothing else happens in this process."""
_COUNTS: Final[Mapping[object, int]] = {RECORD: 1, SAVE: 1, CHANGE: -1, QUEUE: -1}

_SENDER: Final = FIELDS.index("sender")
_STATUS: Final = [column.name for column in CONVERSATION.c].index("status")

Work: TypeAlias = Callable[[Connection], Any]


@dataclass(frozen=True, slots=True)
class Ahead:
    """Who pressed a button of which conversation: what their turn will ask for."""

    update: Update
    person: str
    conversation: str


@dataclass(frozen=True, slots=True)
class Found:
    """What one tap will ask for, as it was at one moment; nothing of it is locked."""

    address: Sequence[Any]
    """The columns of `FIELDS`."""
    conversation: Sequence[Any]
    """All columns."""
    was_here: bool
    """The update came before."""


@dataclass(slots=True)
class Taken:
    """What one tap writes."""

    sender: str | None
    """That of the address, as the turn saw it."""
    status: str
    """That of the conversation, as the turn saw it."""
    noted: Values
    saved: Values
    answers: Sequence[Values]
    deliveries: Sequence[Values]

    @property
    def conversation(self) -> str:
        return cast("str", self.saved["conversation_id"])


class Port(Protocol):
    """The two statements of a database."""

    async def read(self, group: Sequence[Ahead]) -> Mapping[int, Found]:
        """By their places in the group; who has no address or no conversation there is missing."""
        ...

    async def write(self, group: Sequence[Taken]) -> frozenset[str]:
        """The conversations that were saved: of the others nothing was written."""
        ...


@dataclass(eq=False, slots=True)
class _Waiting:
    ahead: Ahead
    work: Work
    context: Context
    future: "asyncio.Future[Any]"

    def is_not_at_hand(self) -> None:
        if not self.future.done():
            self.future.set_exception(NotAtHand())

    def has(self, value: object) -> None:
        if not self.future.done():
            self.future.set_result(value)


@dataclass(eq=False, slots=True)
class Together:
    """Takes taps in groups."""

    port: Port
    alone: Callable[[Work], Awaitable[Any]]
    """A turn on a connection of its own."""
    options: Mapping[str, object]
    """Of the engine."""
    alone_is_quicker: bool = False
    """Whoever comes when nobody is there takes their turn on a connection; those that come meanwhile wait for
    each other.
    """
    _waiting: deque[_Waiting] = field(default_factory=deque)
    _taking: "asyncio.Task[None] | None" = None
    """Groups, one after the other: the slower the database, the larger they are."""
    _alone: int = 0
    _trouble: Trouble = field(default_factory=Trouble)

    async def run(self, ahead: Ahead, work: Work) -> Any:
        """What *work* returns, committed; as `Database.run`."""
        if self._trouble.lasts():
            return await self._by_itself(work)
        if self.alone_is_quicker and not self._alone and self._taking is None:
            return await self._by_itself(work)
        one = _Waiting(ahead, work, copy_context(), asyncio.get_running_loop().create_future())
        self._waiting.append(one)
        if self._taking is None:
            self._taking = asyncio.create_task(self._take_all(), name="taps")
        try:
            return await one.future
        except NotAtHand:
            return await self.alone(work)

    @property
    def waiting(self) -> int:
        """How many wait for a group."""
        return len(self._waiting)

    async def _by_itself(self, work: Work) -> Any:
        self._alone += 1
        try:
            return await self.alone(work)
        finally:
            self._alone -= 1

    async def _take_all(self) -> None:
        try:
            while self._waiting:
                await self._take(self._next())
        finally:
            self._taking = None

    def _next(self) -> list[_Waiting]:
        """Who waits, each conversation once."""
        group: list[_Waiting] = []
        there: set[str] = set()
        while self._waiting and len(group) < MOST_AT_ONCE:
            one = self._waiting.popleft()
            if one.future.done():
                continue
            if one.ahead.conversation in there:
                one.is_not_at_hand()  # two of one person at once: the locks put them in order
                continue
            there.add(one.ahead.conversation)
            group.append(one)
        return group

    async def _take(self, group: Sequence[_Waiting]) -> None:
        counted.taken_together(len(group))
        try:
            await self._taken(group)
        except Exception as error:  # noqa: BLE001  # whatever it is, each meets it again where it is reported
            self._trouble.met(error)
        else:
            self._trouble.over()
        finally:
            for one in group:
                one.is_not_at_hand()

    async def _taken(self, group: Sequence[_Waiting]) -> None:
        found = await self.port.read([one.ahead for one in group])
        to_write: list[tuple[_Waiting, Taken, object]] = []
        for place, one in enumerate(group):
            if place not in found:
                continue
            hand = _hand(one.ahead, found[place], self.options)
            try:
                value = one.context.run(one.work, cast("Connection", hand))
            except Exception:  # noqa: BLE001, S112  # it is taken again, and whatever it is happens again
                continue
            if not hand.written:
                one.has(value)  # it was here before
            elif (taken := _of(hand, found[place])) is not None:
                to_write.append((one, taken, value))
        if not to_write:
            return
        saved = await self.port.write([taken for _, taken, _ in to_write])
        for one, taken, value in to_write:
            if taken.conversation in saved:
                one.has(value)


def _hand(ahead: Ahead, found: Found, options: Mapping[str, object]) -> AtHand:
    update = ahead.update
    place = {"channel": update.channel, "workspace": update.workspace, "external_id": ahead.person}
    conversation = prepared.named(BY_ID_LOCKED, found.conversation)
    counts = {**_COUNTS, RECORD: 0} if found.was_here else _COUNTS
    return AtHand(
        {
            FIND_LOCKED: (place, [found.address]),
            BY_ID_LOCKED: ({"conversation_id": ahead.conversation}, [conversation]),
        },
        counts,
        options,
    )


def _of(hand: AtHand, found: Found) -> Taken | None:
    """What an ordinary tap has written; None where it wrote less."""
    noted, saved = hand.written.get(RECORD), hand.written.get(SAVE)
    if noted is None or saved is None:
        return None
    return Taken(
        found.address[_SENDER], found.conversation[_STATUS], noted[0], saved[0],
        hand.written.get(CHANGE, ()), hand.written.get(QUEUE, ()),
    )  # fmt: skip
