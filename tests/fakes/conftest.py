"""Fake platforms, and ways to talk to them: the libraries' clients, bare requests, a webhook."""

from collections.abc import AsyncIterator

import aiohttp
import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient
from telegram import Bot

from tests.fakes.bare import Bare
from tests.fakes.receiver import Receiver
from tests.fakes.slack import FakeSlack
from tests.fakes.slack.serving import ServedApp
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


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    async with FakeSlack() as slack:
        yield slack


@pytest.fixture
async def client(slack: FakeSlack) -> AsyncIterator[AsyncWebClient]:
    """With the token of the workspace from the start."""
    async with aiohttp.ClientSession() as session:
        yield AsyncWebClient(token=slack.home.bot_token, base_url=slack.api_url, session=session)


@pytest.fixture
def app(slack: FakeSlack, client: AsyncWebClient) -> AsyncApp:
    """A Bolt app in the workspace from the start."""
    return AsyncApp(signing_secret=slack.signing_secret, client=client)


@pytest.fixture
async def served(slack: FakeSlack, app: AsyncApp) -> AsyncIterator[ServedApp]:
    """That app where the fake brings everything to it."""
    async with ServedApp(app) as served:
        slack.delivers_to(served.url)
        yield served
