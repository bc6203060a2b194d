"""Telegram's updates: each is one turn, and is confirmed only after the turn is committed (design §1.1, §4).

`receive` returns when an update may be confirmed. It raises a StoreError when the database is the trouble:
then the update is not confirmed and comes again. An update that meets a mistake of ours is kept for
inspection and confirmed, and the person is told: it must not hold up what comes after it.
"""

import asyncio
import json
import logging
from collections.abc import Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection
from telegram.error import TelegramError

from bot.channels.base import Letter, Place
from bot.channels.telegram.parse import CHANNEL, Incoming, InGroup, Membership, Pressed, Said, parse
from bot.channels.telegram.sender import TelegramSender
from bot.delivery.outbox import LEASE, Outbox
from bot.delivery.waiting import pause
from bot.present.desk.strays import not_yours, only_in_private, open_in_private, trouble
from bot.reception.queues import Queues
from bot.store import deliveries, inbound, respondents
from bot.store.columns import DeliveryStatus
from bot.store.database import Database
from bot.store.errors import StoreError
from bot.store.inbound import Update
from bot.turn.arrived import Arrived, Platform, Surroundings, Token, Told, Turn
from bot.turn.library import Library
from bot.turn.posting import posted
from bot.turn.take import take_turn

_LOG: Final = logging.getLogger(__name__)
SPINNER_SECONDS: Final = 0.4
"""A pressed button shows that it is at work; after that it is told to stop, even when the turn takes longer.
"""


@dataclass(frozen=True, slots=True)
class World:
    """What reception needs of its surroundings."""

    library: Library
    now: Callable[[], datetime]
    new_id: Callable[[], str]
    token_keys: tuple[bytes, ...]
    bot_name: str
    """The bot's username, for links."""
    operator: str | None = None
    privacy_url: str | None = None


class _Spinner:
    """What turns on a pressed button until it is answered: by its turn, or after a while without."""

    def __init__(self, answer: Callable[[str], None]) -> None:
        self._answer = answer
        self._late = asyncio.get_running_loop().call_later(SPINNER_SECONDS, self.stop)
        self._turns = True

    def leave(self) -> None:
        """Lets it turn."""
        self._late.cancel()

    def stop(self, words: str = "") -> None:
        """Answers, once."""
        self._late.cancel()
        if self._turns:
            self._turns = False
            self._answer(words)


class TelegramReception:
    """Takes the updates of one bot."""

    def __init__(self, database: Database, sender: TelegramSender, outbox: Outbox, world: World) -> None:
        self._database = database
        self._sender = sender
        self._outbox = outbox
        self._world = world
        self._queues = Queues()
        self._aside: set[asyncio.Task[None]] = set()
        self._taking = 0
        self._none_taken = asyncio.Event()
        self._none_taken.set()

    async def receive(self, update: object) -> None:
        """One update, whatever it is. Returns when it may be confirmed; StoreError when it may not."""
        self._taking += 1
        self._none_taken.clear()
        try:
            await self._receive(update)
        finally:
            self._taking -= 1
            if not self._taking:
                self._none_taken.set()

    async def _receive(self, update: object) -> None:
        incoming = parse(update)
        if incoming is None:
            _LOG.debug("an update that means nothing here")
            return
        async with self._queues.turn_of(incoming.person):
            match incoming.what:
                case InGroup():
                    self._beside(self._in_group(incoming, incoming.what))
                case Membership():
                    await self._membership(incoming, incoming.what)
                case Pressed() | Said():
                    await self._take(incoming, update)

    async def drain(self) -> None:
        """Returns when no update is being taken, and nothing is under way beside them."""
        while self._taking or self._aside:
            await self._none_taken.wait()
            if self._aside:
                await asyncio.wait(self._aside)

    # --- a turn ------------------------------------------------------------------------------------

    async def _take(self, incoming: Incoming, update: object) -> None:
        spinner = self._spinner(incoming)
        try:
            turn = await self._turn(incoming, update)
        except StoreError:
            if spinner is not None:
                spinner.leave()  # the update comes again, and is answered then
            raise
        if spinner is not None:
            spinner.stop(not_yours(incoming.language) if turn.refused is not None else "")
        for told in turn.at_once:
            await self._at_once(incoming, told)
        self._outbox.post(self._place(incoming), turn.parcels)

    async def _turn(self, incoming: Incoming, update: object) -> Turn:
        arrived = _arrived(incoming, self._sender.workspace)
        around = self._around()
        try:
            return await self._database.run(lambda connection: take_turn(connection, arrived, around))
        except StoreError:
            raise
        except Exception as error:  # noqa: BLE001  # a mistake of ours must not stop the others
            _LOG.exception("an update met a mistake of ours", extra={"update": incoming.update})
            return await self._keep_poisoned(arrived, update, type(error).__name__)

    async def _keep_poisoned(self, arrived: Arrived, update: object, reason: str) -> Turn:
        """Kept for inspection, and told; where even telling fails, kept."""
        around, payload = self._around(), json.dumps(update, ensure_ascii=False)
        try:
            return await self._database.run(
                lambda connection: _poisoned(connection, arrived, around, payload, reason)
            )
        except StoreError:
            raise
        except Exception:  # noqa: BLE001  # a mistake of ours must not stop the others
            _LOG.exception("nor could the person be told")
        await self._database.run(
            lambda connection: inbound.keep_poisoned(connection, arrived.update, payload, reason, around.now)
        )
        return Turn()

    def _place(self, incoming: Incoming) -> Place:
        return Place(self._sender.workspace, incoming.person)

    def _around(self) -> Surroundings:
        world, now = self._world, self._world.now()
        return Surroundings(
            world.library,
            now,
            world.new_id,
            channel=CHANNEL,
            operator=world.operator,
            platform=Platform(now + LEASE, world.token_keys, world.privacy_url),
        )

    def _spinner(self, incoming: Incoming) -> "_Spinner | None":
        if not isinstance(incoming.what, Pressed):
            return None
        query = incoming.what.query
        return _Spinner(lambda words: self._beside(self._answer(query, words)))

    async def _answer(self, query: str, words: str) -> None:
        """Answers a press. Too old a press needs no answer."""
        values = {"callback_query_id": query}
        if words:
            values["text"] = words
        with suppress(TelegramError):
            await self._sender.call("answerCallbackQuery", values)

    async def _at_once(self, incoming: Incoming, told: Told) -> None:
        """To somebody of whom nothing is kept any more; without an outbox one more try has to do."""
        letter = Letter(
            told.message, self._place(incoming), tokens=lambda _press: "-", replaces=told.replaces
        )
        for _ in range(2):
            outcome = await self._sender.send(letter, _no_pace)
            if outcome.fate.value != "later":
                return
            await pause(outcome.seconds)

    # --- others ------------------------------------------------------------------------------------

    async def _membership(self, incoming: Incoming, change: Membership) -> None:
        """Who blocked us gets nothing more; who lets us in again is reached after their own first word."""
        if not change.blocked:
            return
        place = (CHANNEL, self._sender.workspace, incoming.person)

        def switch_off(connection: Connection) -> None:
            address = respondents.find(connection, *place, lock=True)
            if address is not None:
                respondents.set_reachable(connection, address.id, reachable=False)
                deliveries.fail_all(connection, address.id, DeliveryStatus.BLOCKED, "blocked")

        await self._database.run(switch_off)

    async def _in_group(self, incoming: Incoming, group: InGroup) -> None:
        """One line and the way to a private chat. Nothing is kept of it."""
        link = f"https://t.me/{self._world.bot_name}?start"
        button = {"text": open_in_private(incoming.language), "url": link}
        with suppress(TelegramError):
            await self._sender.call(
                "sendMessage",
                {
                    "chat_id": group.chat,
                    "text": only_in_private(incoming.language),
                    "reply_markup": {"inline_keyboard": [[button]]},
                },
            )

    def _beside(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._aside.add(task)
        task.add_done_callback(self._aside.discard)


def _arrived(incoming: Incoming, workspace: str) -> Arrived:
    update, person = Update(CHANNEL, workspace, str(incoming.update)), incoming.person
    if isinstance(incoming.what, Pressed):
        pressed = incoming.what
        return Arrived(
            update, person, Token(pressed.data), language=incoming.language, message=pressed.message
        )
    if not isinstance(incoming.what, Said):
        raise TypeError(f"nothing to take a turn with: {type(incoming.what).__name__}")
    said = incoming.what
    return Arrived(
        update, person, said.meaning, flow=said.flow, source=said.source, language=incoming.language
    )


def _poisoned(
    connection: Connection, arrived: Arrived, around: Surroundings, payload: str, reason: str
) -> Turn:
    """Keeps the update, sealed, and tells the person that nothing is lost."""
    where = arrived.update
    address = respondents.find_or_make(
        connection, where.channel, where.workspace, arrived.sender, now=around.now, new_id=around.new_id
    )
    inbound.keep_poisoned(connection, where, payload, reason, around.now, address_id=address.id)
    told = Told(trouble(address.language or arrived.language))
    return posted(connection, Turn(told=(told,)), address, around)


async def _no_pace(method: str = "") -> None:  # noqa: ARG001  # a permit may be asked for a method
    return
