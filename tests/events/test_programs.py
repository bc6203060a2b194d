"""Proves, with the programs as operators start them, on PostgreSQL: what was taken in is told, whoever ends.

`checkup serve` takes in what people do while the receiver is down, and is killed (-9); `checkup work` alone
tells all of it, once the receiver is back, and ends with 0 when it is told to.
"""

import asyncio
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.waiting import pause
from tests.e2e.on_telegram import telegram_settings
from tests.e2e.serving import Cold, Place, killed
from tests.events.business import SHOP
from tests.events.strict import SECRET, Answer, Receiver
from tests.fakes.telegram import FakeTelegram

NAMES = ("ana", "ben", "cem")


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(30):
        while not holds():
            await pause(0.02)


async def takes(telegram: FakeTelegram, name: str) -> None:
    """A whole check, as fast as it is asked."""
    app = telegram.person(name, language_code="en")

    def sees(words: str) -> Callable[[], bool]:
        return lambda: bool(app.bot_messages) and words in app.last.text

    await app.opens("shop__fair")
    await until(sees("Shop check"))
    await app.taps(0)
    await until(sees("look things up"))
    await app.taps("No")
    for words, question in (
        ("office", "Where are the copies"),
        ("12", "How many people"),
        ("my back office", "What should change"),
        ("yes", "May we write to you"),
        (f"{name}@example.com", "Your address"),
    ):
        await until(sees(question))
        await app.types(words)
    await until(sees("That was everything"))


@pytest.fixture
def place(tmp_path: Path, postgres_url: str) -> Place:
    return Place(tmp_path, {"DATABASE_URL": postgres_url}, {"shop": SHOP})


async def test_taken_in_by_one_told_by_another(place: Place, receiver: Receiver) -> None:
    receiver.otherwise = Answer(how="closes")
    async with FakeTelegram(allows_loopback=True) as telegram:
        place.settings |= {
            **telegram_settings(telegram, webhook=False),
            "CHECKUP_WEBHOOK_URL": receiver.url,
            "CHECKUP_WEBHOOK_SECRET": SECRET,
        }
        await place.migrates()
        serving = await Cold.starts(place)
        try:
            await place.logs("Serving at", 1)
            await asyncio.gather(*(takes(telegram, name) for name in NAMES))
            await receiver.has_seen(1)
        finally:
            await killed(serving)
        assert receiver.taken == []
        receiver.otherwise = Answer()
        working = await Cold.starts(place, "work")
        try:
            await receiver.has(9 * len(NAMES), 90)
            working.sends(signal.SIGTERM)
            assert await working.ends() == 0
        finally:
            await killed(working)
    leads = receiver.of("lead.given")
    assert sorted(one["profile"]["email"] for one in leads) == [f"{name}@example.com" for name in NAMES]
    assert len(receiver.of("conversation.started")) == len(NAMES)
    for secret in ("example.com", "back office", SECRET.removeprefix("whsec_")):
        assert secret not in place.logged
