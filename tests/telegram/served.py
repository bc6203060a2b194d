"""Checkup as it is served on Telegram: by polling or by webhook, over a fake."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any, Final

from bot.delivery.pace import Rates
from bot.settings import Settings
from bot.turn.library import Library
from tests.fakes.telegram import FakeTelegram
from tests.served import KEY, UNLIMITED, Served, free_port, serving

SECRET: Final = "a-secret-that-only-telegram-knows"


def settings_for(telegram: FakeTelegram, url: str, *, webhook: bool, **more: Any) -> Settings:
    """The settings of a server that talks to the fake."""
    port = free_port()
    values: Mapping[str, Any] = {
        "DATABASE_URL": url,
        "TELEGRAM_BOT_TOKEN": telegram.token,
        "TELEGRAM_API_URL": telegram.url,
        "TELEGRAM_MODE": "webhook" if webhook else "polling",
        "TELEGRAM_WEBHOOK_SECRET": SECRET,
        "PORT": port,
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
        "secret_key": KEY,
        "taps_a_minute": 0,
        **more,
    }
    return Settings.model_validate(values)


@asynccontextmanager
async def served(
    telegram: FakeTelegram,
    url: str,
    flows: Library,
    *,
    webhook: bool = False,
    rates: Rates = UNLIMITED,
    **more: Any,
) -> AsyncIterator[Served]:
    """A server that talks to the fake; it drains at the end."""
    async with serving(settings_for(telegram, url, webhook=webhook, **more), url, flows, rates) as made:
        yield made
