"""A fake Telegram, and three ways to talk to it: the library's bot, bare requests, a webhook."""

from collections.abc import AsyncIterator

import pytest
from telegram import Bot

from tests.fakes.bare import Bare
from tests.fakes.receiver import Receiver
from tests.fakes.telegram import FakeTelegram


@pytest.fixture
async def telegram() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram(allows_loopback=True) as telegram:
        yield telegram


@pytest.fixture
async def bot(telegram: FakeTelegram) -> AsyncIterator[Bot]:
    async with Bot(telegram.token, base_url=telegram.base_url) as bot:
        yield bot


@pytest.fixture
async def bare(telegram: FakeTelegram) -> AsyncIterator[Bare]:
    async with Bare(telegram) as bare:
        yield bare


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    async with Receiver() as receiver:
        yield receiver
