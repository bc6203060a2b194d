"""`checkup doctor`: is everything there to serve? A line for each thing, and what to do where it is not."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Final

import aiohttp
import click
from telegram import Bot, WebhookInfo
from telegram.error import InvalidToken, TelegramError

from bot.channels.telegram.parse import ALLOWED_UPDATES
from bot.channels.telegram.wire import Wire
from bot.cli.doctor_inside import inside
from bot.cli.doctor_slack import slack, workspaces
from bot.cli.flows import flow_files, load_files
from bot.cli.found import Found, clock
from bot.cli.terminal.opening import opened
from bot.clock import now
from bot.settings import Settings, SettingsWrong, read_settings
from bot.store import addresses, keys, schema
from bot.store.errors import StoreError
from bot.web.telegram import PATH

SECONDS: Final = 10.0


def run() -> int:
    """Prints what was found; 1 when something has to be done."""
    all_well = True
    try:
        settings = read_settings()
    except SettingsWrong as wrong:
        for problem in wrong.problems:
            _say(Found("settings", f"{problem.name} {problem.what}", problem.todo))
        return 1
    _say(Found("settings", "can be used"))
    with asyncio.Runner() as runner:
        for found in runner.run(_all(settings)):
            _say(found)
            all_well = all_well and found.well
    return 0 if all_well else 1


async def _all(settings: Settings) -> list[Found]:
    found = [*_flows(settings)]
    found += [one async for one in _database(settings)]
    found += [one async for one in _telegram(settings)]
    found += [one async for one in slack(settings)]
    return found


def _say(found: Found) -> None:
    click.echo(f"{'ok' if found.well else '!!'}  {found.what}: {found.words}")
    if found.todo:
        click.echo(f"      {found.todo}")


def _flows(settings: Settings) -> Iterator[Found]:
    loaded = list(load_files(flow_files([settings.flows])))
    broken = [one.file for one in loaded if one.flow is None]
    if broken:
        yield Found("flows", f"{len(broken)} cannot be used: {', '.join(broken)}", "Run  checkup check")
    else:
        yield Found("flows", f"{len(loaded)} in {settings.flows}")


async def _database(settings: Settings) -> AsyncIterator[Found]:
    """Reached, current, its clock, and what waits in it. Nothing is made by looking."""
    try:
        place = addresses.parse(settings.database_url.get_secret_value())
        if isinstance(place, Path) and not place.exists():
            yield Found("database", f"{place} will be made at the first start")
            return
        key = settings.secret_key
        if isinstance(place, Path) and keys.has_to_be_made(place, key.get_secret_value() if key else None):
            yield Found("database", f"{place} is empty; its secret key will be made at the first start")
            return
        database = opened(settings, None)
    except StoreError as error:
        yield Found("database", error.what, error.todo)
        return
    try:
        later = await schema.check(database)
        yield Found(
            "database",
            "reached, and its tables are current"
            if later is None
            else f"reached; a later version ({later}) made its tables, and this one works with them too",
        )
        async for found in inside(database, settings):
            yield found
        async for found in workspaces(database, settings):
            yield found
    except StoreError as error:
        yield Found("database", error.what, error.todo)
    finally:
        await database.close()


async def _telegram(settings: Settings) -> AsyncIterator[Found]:
    if settings.telegram_bot_token is None:
        yield Found("Telegram", "is not switched on (TELEGRAM_BOT_TOKEN)")
        return
    wire = Wire(answer_seconds=SECONDS)
    token, server = settings.telegram_bot_token.get_secret_value(), settings.telegram_api_url.rstrip("/")
    bot = Bot(token, base_url=f"{server}/bot", request=wire, get_updates_request=wire)
    await wire.initialize()
    try:
        me = await bot.get_me()
        yield Found("Telegram", f"the bot is @{me.username}")
        yield _webhook(settings, await bot.get_webhook_info())
        async for found in _clock_of(server):
            yield found
    except InvalidToken:
        yield Found("Telegram", "does not know the bot token", "Ask @BotFather for it (/mybots, API Token).")
    except TelegramError as error:
        yield Found(
            "Telegram", f"{server} cannot be reached ({type(error).__name__})",
            "Is the network there? Does a proxy or firewall stand between?",
        )  # fmt: skip
    finally:
        await wire.shutdown()


def _webhook(settings: Settings, info: WebhookInfo) -> Found:
    """Does Telegram send updates where this installation takes them?"""
    restart = "Restart  checkup serve : it tells Telegram where to send updates."
    if settings.telegram_mode == "polling":
        if info.url:
            return Found("updates from Telegram", f"go to {info.url}, but TELEGRAM_MODE is polling", restart)
        return Found("updates from Telegram", f"are polled; {info.pending_update_count} wait")
    expected = f"{(settings.public_url or '').rstrip('/')}{PATH}"
    if info.url != expected:
        there = f"go to {info.url}" if info.url else "are not sent anywhere"
        return Found("updates from Telegram", f"{there}, not to {expected}", restart)
    if set(info.allowed_updates or ()) != set(ALLOWED_UPDATES):
        return Found("updates from Telegram", "are not of the kinds we need", restart)
    failed = info.last_error_date
    if failed is not None and now() - failed < timedelta(hours=1):
        return Found(
            "updates from Telegram",
            f"could not be delivered at {failed:%H:%M} UTC ({info.last_error_message})",
            f"Can {expected} be reached from outside, with a valid certificate?",
        )
    return Found("updates from Telegram", f"come to {info.url}; {info.pending_update_count} wait")


async def _clock_of(server: str) -> AsyncIterator[Found]:
    timeout = aiohttp.ClientTimeout(total=SECONDS)
    try:
        async with aiohttp.ClientSession(timeout=timeout) as session, session.get(server) as answer:
            said = answer.headers.get("date")
    except (aiohttp.ClientError, TimeoutError):
        return
    if said:
        yield clock("clock", parsedate_to_datetime(said).astimezone(UTC))
