"""An outbox, people to write to, and a sender that says what it is told to say."""

import asyncio
from collections import deque
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, select

from bot.channels.base import Fate, Letter, Outcome, Permit, Place
from bot.delivery.leftovers import LEASE
from bot.delivery.outbox import Outbox
from bot.delivery.pace import Paces, Rates
from bot.delivery.world import World
from bot.engine.progress import Progress
from bot.messages import QuestionCard, Shown, Words
from bot.store import deliveries
from bot.store.claims import NOT_ASKED
from bot.store.columns import DeliveryStatus
from bot.store.database import Database
from bot.store.deliveries import Delivery
from bot.store.tables import DELIVERY
from bot.turn.arrived import Parcel
from bot.turn.library import Library
from bot.turn.outgoing import to_json
from tests.store.samples import NOW, new_id, person

FREE = Rates(1e6, 1e6, 1e6)


class Scripted:
    """A sender that says what it is told to say, and remembers what went out."""

    channel, workspace = "console", "here"

    def __init__(self) -> None:
        self.sent: list[str] = []
        self.script: deque[Outcome] = deque()
        self.slow: dict[str, asyncio.Event] = {}
        self.under_way = 0
        self.most_under_way = 0

    async def send(self, letter: Letter, permit: Permit) -> Outcome:
        await permit("edit" if letter.replaces else "")
        words = _words(letter.message)
        self.under_way += 1
        self.most_under_way = max(self.most_under_way, self.under_way)
        if words in self.slow:
            await self.slow[words].wait()
        self.under_way -= 1
        outcome = (
            self.script.popleft()
            if self.script
            else Outcome(Fate.SENT, letter.replaces or f"m{len(self.sent)}")
        )
        if outcome.fate is Fate.SENT:
            self.sent.append(words)
        return outcome


def _words(message: Shown) -> str:
    return message.paragraphs[0] if isinstance(message, Words) else getattr(message, "text", "")


class Post:
    """An outbox, and people to write to."""

    def __init__(self, opened: Database, rates: Rates = FREE) -> None:
        self.database = opened
        self.sender = Scripted()
        self.now = NOW
        world = World(Library.of([]), lambda: self.now, (b"k" * 32,), lambda flow, language: flow)
        self.outbox = Outbox(opened, self.sender, Paces(rates), world)

    async def writes(self, *texts: str, to: str = "ana", **more: Any) -> list[Parcel]:
        """What a turn would have committed."""
        messages = [Words((text,)) for text in texts]
        return await self.commits(*messages, to=to, **more)

    async def commits(self, *messages: Shown, to: str = "ana", **more: Any) -> list[Parcel]:
        def work(connection: Connection) -> list[Delivery]:
            address = person(connection, to)
            made = [
                Delivery(
                    id=new_id(), address_id=address.id, turn=1, position=place, kind="Words",
                    payload=to_json(message), created_at=self.now, due_at=self.now,
                    status=DeliveryStatus.SENDING, attempts=1, lease_until=self.now + LEASE,
                    error=NOT_ASKED if more.get("occasion") else None, **more,
                )
                for place, message in enumerate(messages)
            ]  # fmt: skip
            deliveries.queue(connection, made)
            return made

        made = await self.database.run(work)
        return [Parcel(one, message, None) for one, message in zip(made, messages, strict=True)]

    async def posts(self, *texts: str, to: str = "ana", **more: Any) -> None:
        self.outbox.post(Place("here", to), await self.writes(*texts, to=to, **more))

    async def statuses(self) -> list[str]:
        rows = select(DELIVERY.c.status).order_by(DELIVERY.c.created_at, DELIVERY.c.id)
        return list(await self.database.read(lambda connection: connection.execute(rows).scalars().all()))


def card(text: str) -> QuestionCard:
    return QuestionCard(1, "q", text, Progress(1, 2), "")


def later(moment: datetime) -> datetime:
    """When a lease that was taken then is over."""
    return moment + LEASE + timedelta(seconds=1)
