"""Telegram's updates: each is one turn, and is confirmed only after the turn is committed (design §1.1, §4).

`receive` returns when an update may be confirmed, and the call that can go with the confirmation, if any: the
answer to a press needs no request of its own where an update comes by webhook (Bot API, "Making requests when
getting updates"). It raises a StoreError when the database is the trouble: then the update is not confirmed
and comes again. An update that meets a mistake of ours is kept for inspection and confirmed, and the person
is told: it must not hold up what comes after it.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Final, TypeAlias

from sqlalchemy import Connection
from telegram.error import TelegramError

from bot.channels.base import Place
from bot.channels.telegram.parse import CHANNEL, Incoming, InGroup, Membership, Pressed, Said, parse
from bot.channels.telegram.sender import TelegramSender
from bot.delivery.outbox import Outbox
from bot.present.desk.strays import not_yours, only_in_private, open_in_private, too_much
from bot.reception.buckets import Admission
from bot.reception.taking import Taking
from bot.store import deliveries, respondents
from bot.store.columns import DeliveryStatus
from bot.store.database import Database
from bot.store.errors import StoreError
from bot.store.inbound import Update
from bot.turn.arrived import Arrived, Token

_LOG: Final = logging.getLogger(__name__)
SPINNER_SECONDS: Final = 0.4
"""A pressed button shows that it is at work; after that it is told to stop, even when the turn takes longer.
"""


Reply: TypeAlias = Mapping[str, str]
"""A call: its `method`, and what that is given. Nobody hears what comes of it."""


class _Spinner:
    """What turns on a pressed button until it is answered: by its turn, or after a while without."""

    def __init__(self, query: str, call: Callable[[Reply], None]) -> None:
        self._query = query
        self._call = call
        self._late = asyncio.get_running_loop().call_later(SPINNER_SECONDS, self.stop)
        self._turns = True

    def leave(self) -> None:
        """Lets it turn."""
        self._late.cancel()

    def stop(self, words: str = "") -> None:
        """Answers by a request, once."""
        if reply := self.answer(words):
            self._call(reply)

    def answer(self, words: str) -> Reply | None:
        """What stops it; None: it was answered."""
        self._late.cancel()
        turned, self._turns = self._turns, False
        return _answer(self._query, words) if turned else None


class TelegramReception:
    """Takes the updates of one bot."""

    def __init__(
        self, database: Database, sender: TelegramSender, outbox: Outbox, taking: Taking, bot_name: str
    ) -> None:
        """*bot_name*: the bot's username, for links."""
        self._database = database
        self._sender = sender
        self._outbox = outbox
        self._bot_name = bot_name
        self._taking = taking

    async def receive(self, update: object) -> Reply | None:
        """One update, whatever it is. Returns when it may be confirmed, and what may be called with that;
        StoreError when it may not.
        """
        incoming = parse(update)
        if incoming is None:
            _LOG.debug("an update that means nothing here")
            return None
        place = self._place(incoming)
        if not isinstance(incoming.what, Membership):
            admission = self._taking.admits(place)
            if admission is not Admission.TAKEN:
                return self._dropped(incoming, admission)
        try:
            return await self._received(incoming, place, update)
        except StoreError:
            self._taking.comes_again(place)
            raise

    def whose(self, update: object) -> Place | None:
        """Whose turn an update waits for; None where it means nothing here."""
        incoming = parse(update)
        return None if incoming is None else self._place(incoming)

    async def drain(self) -> None:
        """Returns when no update is being taken, and nothing is under way beside them."""
        await self._taking.drain()

    def call(self, reply: Reply) -> None:
        """What could not go with a confirmation; nobody waits for it."""
        self._taking.beside(self._called(reply))

    def _place(self, incoming: Incoming) -> Place:
        return Place(self._sender.workspace, incoming.person)

    async def _received(self, incoming: Incoming, place: Place, update: object) -> Reply | None:
        async with self._taking.in_turn(place):
            match incoming.what:
                case InGroup():
                    self._taking.beside(self._in_group(incoming, incoming.what))
                case Membership():
                    await self._membership(incoming, incoming.what)
                case Pressed() | Said():
                    return await self._take(incoming, place, update)
        return None

    def _dropped(self, incoming: Incoming, admission: Admission) -> Reply | None:
        """Of somebody who floods us: confirmed, and one word is said."""
        if admission is not Admission.ENOUGH:
            return None
        _LOG.warning("somebody sends more than is taken", extra={"channel": CHANNEL})
        words = too_much(incoming.language)
        match incoming.what:
            case Pressed(query=query):
                return _answer(query, words)
            case Said():
                return {"method": "sendMessage", "chat_id": incoming.person, "text": words}
        return None

    # --- a turn ------------------------------------------------------------------------------------

    async def _take(self, incoming: Incoming, place: Place, update: object) -> Reply | None:
        spinner = self._spinner(incoming)
        try:
            turn = await self._taking.turn(_arrived(incoming, self._sender.workspace), update)
        except StoreError:
            if spinner is not None:
                spinner.leave()  # the update comes again, and is answered then
            raise
        words = not_yours(incoming.language) if turn.refused is not None else ""
        if spinner is not None and (turn.erased is not None or turn.at_once):
            spinner.stop(words)  # what follows may take a while
        if turn.erased is not None:
            await self._outbox.forget(turn.erased)
        for told in turn.at_once:
            await self._taking.say(place, told)
        self._outbox.post(place, turn.parcels)
        return None if spinner is None else spinner.answer(words)

    def _spinner(self, incoming: Incoming) -> "_Spinner | None":
        if not isinstance(incoming.what, Pressed):
            return None
        return _Spinner(incoming.what.query, self.call)

    async def _called(self, reply: Reply) -> None:
        """Too old a press needs no answer."""
        values = dict(reply)
        method = values.pop("method")
        with suppress(TelegramError):
            await self._sender.call(method, values)

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
        link = f"https://t.me/{self._bot_name}?start"
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


def _answer(query: str, words: str) -> Reply:
    """To a press."""
    reply = {"method": "answerCallbackQuery", "callback_query_id": query}
    return reply | {"text": words} if words else reply


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
