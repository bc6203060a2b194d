"""Telegram as a whole: the wire, what comes in, what goes out, what time brings."""

import asyncio
import logging
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import quote

from starlette.routing import Route
from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot.app.ground import BUTTONS, Ground
from bot.app.part import Loop
from bot.channels.telegram.arranging import Profile, introduce, use_polling, use_webhook
from bot.channels.telegram.parse import CHANNEL, JOIN
from bot.channels.telegram.sender import TelegramSender
from bot.channels.telegram.wire import Wire
from bot.checkins.clockwork import Clockwork as RoundClockwork
from bot.checkins.jobs import Side
from bot.checkins.unlisted import Unlisted
from bot.clock import new_id, now
from bot.definition.texts import best_language
from bot.delivery.outbox import Outbox
from bot.delivery.pace import TELEGRAM, Paces
from bot.delivery.world import World as OutboxWorld
from bot.present.desk.commands import commands, description, short_description
from bot.present.desk.sharing import share_text
from bot.present.phrases import LANGUAGES
from bot.reception.polling import Polling
from bot.reception.taking import Taking, World
from bot.reception.telegram import TelegramReception
from bot.reminders.clockwork import Clockwork
from bot.settings import Settings
from bot.waiting import happens
from bot.web.telegram import PATH, webhook

_LOG: Final = logging.getLogger(__name__)
FIRST_PAUSE: Final = 1.0
LONGEST_PAUSE: Final = 60.0
HAND_OVER_SECONDS: Final = 5.0


class TokenUnknown(Exception):  # noqa: N818  # read as a sentence
    """Telegram does not know the bot token."""

    what = "TELEGRAM_BOT_TOKEN is not known to Telegram."
    todo = "Ask @BotFather for the token of your bot (/mybots, API Token) and set it."


@dataclass(slots=True)
class Telegram:
    """A bot that is being served."""

    name = CHANNEL
    said_once = False  # an update that is refused comes again
    routes: Sequence[Route]
    loops: Mapping[str, Loop]
    sender: TelegramSender
    reception: TelegramReception
    outbox: Outbox
    clockwork: Clockwork
    rounds: RoundClockwork
    side: Side
    polling: Polling | None = None
    open: bool = field(default=True)
    """Is work still taken in?"""

    async def drain(self, seconds: float) -> None:
        """No new updates; what is committed is sent, and the server is told what was taken."""
        self.open = False
        self.clockwork.stop()
        self.rounds.stop()
        loop = asyncio.get_running_loop()
        end = loop.time() + seconds - HAND_OVER_SECONDS
        try:
            with suppress(TimeoutError):
                async with asyncio.timeout_at((loop.time() + end) / 2):  # the other half is for sending
                    if self.polling is not None:
                        await self.polling.stop()
                    await self.reception.drain()
        finally:
            await self._hand_over()
        if not await self.outbox.drain(max(end - loop.time(), 0.0)):
            _LOG.warning("some messages are left for the next start")

    async def _hand_over(self) -> None:
        """Whoever polls next need not wait until this process is believed to be gone."""
        if self.polling is not None:
            with suppress(TimeoutError):
                async with asyncio.timeout(HAND_OVER_SECONDS):
                    await self.polling.hand_over()

    async def confirm(self) -> None:
        """By polling the last batch is not confirmed by itself."""
        if self.polling is not None:
            await self.polling.confirm()


@asynccontextmanager
async def telegram(ground: Ground, stopping: asyncio.Event) -> AsyncIterator[Telegram | None]:
    """The bot of the settings, reached, and arranged where it takes in; None without a token, or when told to
    stop.
    """
    settings = ground.settings
    if settings.telegram_bot_token is None:
        yield None
        return
    wire, token = Wire(), settings.telegram_bot_token.get_secret_value()
    bot = Bot(
        token, base_url=f"{settings.telegram_api_url.rstrip('/')}/bot", request=wire, get_updates_request=wire
    )
    await wire.initialize()
    try:
        name = await _reached(bot, stopping)
        if name is None:
            yield None
            return
        if not ground.role.takes_in:
            yield await assembled(bot, wire, name, ground)
            return
        await _arranged(bot, settings, stopping)
        introducing = asyncio.create_task(_introduced(bot, settings))
        yield _let_in(await assembled(bot, wire, name, ground), ground)
        introducing.cancel()
    finally:
        await wire.shutdown()


async def assembled(bot: Bot, wire: Wire, name: str, ground: Ground) -> Telegram:
    """All parts, put together, without a way in; *name* is the bot's username."""
    settings, database, library = ground.settings, ground.database, ground.library
    workspace = bot.token.partition(":")[0]
    keys = database.keys.derived(BUTTONS)

    def share_link(flow: str, language: str) -> str:
        shelved = library.newest.get(flow)
        text = "" if shelved is None else share_text(shelved.flow, language)
        link = quote(f"https://t.me/{name}?start={flow}__share", safe="")
        return f"https://t.me/share/url?url={link}&text={quote(text, safe='')}"

    def join_link(token: str) -> str:
        return f"https://t.me/{name}?start={JOIN}{token}"

    sender = TelegramSender(bot, wire, workspace, ground.paint, alone=ground.peer_name is None)
    outbox = Outbox(
        database, sender, Paces(ground.rates or TELEGRAM),
        OutboxWorld(library, now, keys, share_link, ground.peer_name),
    )  # fmt: skip
    taking = Taking(
        database, sender,
        World(
            library, now, new_id, keys, settings.operator, settings.privacy_url,
            links=ground.links, admins=settings.admins, join_link=join_link,
            patience=ground.patience, process=ground.peer_name, tells=settings.receiver is not None,
        ),
    )  # fmt: skip
    reception = TelegramReception(database, sender, outbox, taking, name)
    clockwork = Clockwork(database, outbox, workspace, taking.around)
    if ground.peer_name is None:
        await outbox.begin()
    rounds = RoundClockwork(database, outbox, ground.jobs, workspace, taking.around)
    loops: dict[str, Loop] = {
        "outbox": outbox.run, "reminders": clockwork.run, "check-ins": rounds.run,
    }  # fmt: skip
    side = Side(Unlisted(), outbox, taking.around, workspace)
    return Telegram((), loops, sender, reception, outbox, clockwork, rounds, side)


def _let_in(made: Telegram, ground: Ground) -> Telegram:
    """With the way in of the settings."""
    settings = ground.settings
    if settings.telegram_mode == "polling":
        leading = ground.leading(f"{CHANNEL}/{made.sender.workspace}/polling")
        made.polling = Polling(made.sender, made.reception, leading)
        made.loops = {**made.loops, "polling": made.polling.run}
    elif settings.telegram_webhook_secret is not None:
        secret = settings.telegram_webhook_secret.get_secret_value()
        made.routes = [webhook(made.reception.receive, secret, lambda: made.open)]
    return made


async def _reached(bot: Bot, stopping: asyncio.Event) -> str | None:
    """The bot's username. Where Telegram cannot be reached this waits; None when told to stop meanwhile."""
    wait = FIRST_PAUSE
    while not stopping.is_set():
        try:
            me = await bot.get_me()
        except InvalidToken as error:
            raise TokenUnknown from error
        except TelegramError as error:
            _LOG.warning("Telegram cannot be reached (%s); trying again", type(error).__name__)
            await happens(stopping, wait)
            wait = min(wait * 2, LONGEST_PAUSE)
        else:
            return me.username or ""
    return None


async def _arranged(bot: Bot, settings: Settings, stopping: asyncio.Event) -> None:
    """How updates come: said until Telegram has heard it."""
    wait = FIRST_PAUSE
    while not stopping.is_set():
        try:
            if settings.telegram_mode == "webhook" and settings.telegram_webhook_secret is not None:
                url = f"{(settings.public_url or '').rstrip('/')}{PATH}"
                await use_webhook(bot, url, settings.telegram_webhook_secret.get_secret_value())
            else:
                await use_polling(bot)
        except TelegramError as error:
            _LOG.warning("Telegram did not take how updates are to come (%s)", error.message)
            await happens(stopping, wait)
            wait = min(wait * 2, LONGEST_PAUSE)
        else:
            return


async def _introduced(bot: Bot, settings: Settings) -> None:
    profiles = {
        code: Profile(commands(code), description(code, settings.operator), short_description(code))
        for code in LANGUAGES
    }
    await introduce(bot, profiles, best_language("en", LANGUAGES))
