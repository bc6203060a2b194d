"""Proves: `checkup serve` is a program that an operator can live with.

1. What it cannot start with it says in two lines and an exit code: no token, a wrong one, a port that is
   taken. Of a broken flow it says all that is wrong, and what to do in the last line.
2. It starts by polling and by webhook, and says whether it is alive and ready.
3. Who does not know the webhook's secret is refused, and so is what is too large.
4. SIGTERM while people are answering: it exits with 0; what it committed is sent, what it took is confirmed,
   and what it did not take comes to the next process, with which everybody comes to the end.
"""

import asyncio
import random
import signal
import socket
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from io import BytesIO
from pathlib import Path

import aiohttp
import pytest

from tests.e2e.crowd import WORK, Walker
from tests.e2e.serving import PATIENCE, Cold, Place, killed
from tests.fakes.telegram import FakeTelegram
from tests.telegram.served import SECRET

HEADER = "X-Telegram-Bot-Api-Secret-Token"
WRONG_TOKEN = "7000000001:AAFakeTokenThatNobodyKnows_0123456789"


@asynccontextmanager
async def running(place: Place) -> AsyncIterator[Cold]:
    """From the moment it can be reached; killed at the end if it still runs."""
    said = place.logged.count("Serving at")
    server = await Cold.starts(place)
    try:
        await place.logs("Serving at", said + 1)
        yield server
    finally:
        await killed(server)


async def get(place: Place, path: str) -> tuple[int, str]:
    async with aiohttp.ClientSession() as session, session.get(f"{place.address}{path}") as answer:
        return answer.status, await answer.text()


async def post(place: Place, data: bytes, secret: str | None) -> int:
    headers = {} if secret is None else {HEADER: secret}
    async with (
        aiohttp.ClientSession(headers=headers) as session,
        session.post(f"{place.address}/telegram/webhook", data=BytesIO(data)) as answer,
    ):
        return answer.status


@pytest.mark.parametrize(
    ("trouble", "what"),
    [
        ("no token", "There is nothing to serve"),
        ("wrong token", "TELEGRAM_BOT_TOKEN is not known to Telegram."),
        ("no token at all", "TELEGRAM_BOT_TOKEN cannot be used"),
        ("port in use", "The web server cannot listen at"),
        ("no secret", "TELEGRAM_WEBHOOK_SECRET is missing"),
    ],
)
async def test_1_what_it_cannot_start_with_it_says_in_two_lines(
    tmp_path: Path, trouble: str, what: str
) -> None:
    async with FakeTelegram(allows_loopback=True) as telegram:
        place = Place(tmp_path, telegram, webhook=trouble == "no secret", flows={"work": WORK})
        if trouble == "no token":
            del place.settings["TELEGRAM_BOT_TOKEN"]
        elif trouble in ("wrong token", "no token at all"):
            place.settings["TELEGRAM_BOT_TOKEN"] = WRONG_TOKEN if trouble == "wrong token" else "token"
        elif trouble == "no secret":
            del place.settings["TELEGRAM_WEBHOOK_SECRET"]
        with socket.socket() as taken:
            if trouble == "port in use":
                taken.bind(("127.0.0.1", place.port))
                taken.listen()
            server = await Cold.starts(place)
            assert await server.ends() in (1, 2)
    first, second = place.logged.splitlines()
    assert what in first
    assert second
    assert "Traceback" not in place.logged
    for secret in (WRONG_TOKEN, telegram.token, SECRET, place.settings["CHECKUP_SECRET_KEY"]):
        assert secret not in place.logged


async def test_1_of_a_broken_flow_it_says_all_that_is_wrong(tmp_path: Path) -> None:
    async with FakeTelegram(allows_loopback=True) as telegram:
        broken = {"work": WORK, "broken": WORK.replace("work", "broken").replace("agree5", "agre5", 1)}
        place = Place(tmp_path, telegram, webhook=False, flows=broken)
        assert await (await Cold.starts(place)).ends() == 1
    assert "error E121: there is no scale 'agre5'" in place.logged
    assert place.logged.splitlines()[-1].endswith("broken.yaml first.")
    assert "Traceback" not in place.logged


async def test_3_the_webhook_is_for_telegram_alone(tmp_path: Path) -> None:
    async with FakeTelegram(allows_loopback=True) as telegram:
        place = Place(tmp_path, telegram, webhook=True, flows={"work": WORK})
        async with running(place) as server:
            assert await post(place, b"{}", None) == 403
            assert await post(place, b"{}", "a guess") == 403
            assert await post(place, b" " * (1024 * 1024 + 1), SECRET) == 413
            assert await post(place, b"no json", SECRET) == 200
            assert await get(place, "/telegram/webhook") == (405, "Method Not Allowed")
            assert (await get(place, "/elsewhere"))[0] == 404
            server.sends(signal.SIGTERM)
            assert await server.ends() == 0


@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_2_and_4_it_is_told_to_end_while_people_answer(tmp_path: Path, mode: str) -> None:
    async with FakeTelegram(allows_loopback=True) as telegram:
        place = Place(tmp_path, telegram, webhook=mode == "webhook", flows={"work": WORK})
        crowd = [
            Walker(telegram, telegram.person(f"p{number}", language_code="en"), random.Random(number))
            for number in range(10)
        ]

        async def walk(walker: Walker) -> None:
            async def its_time(number: int) -> None:
                await asyncio.sleep(walker.chance.random() * 0.3)

            await walker.walks(its_time)

        async with running(place) as server:
            assert await get(place, "/healthz") == (200, "alive\n")
            assert await get(place, "/readyz") == (200, "ready\n")
            walking = [asyncio.create_task(walk(walker)) for walker in crowd]
            assert await telegram.world.bell.until(lambda: all(one.answered > 1 for one in crowd), PATIENCE)
            server.sends(signal.SIGTERM)
            assert await server.ends() == 0
            check_clean(place, telegram)
        async with running(place) as server:
            await asyncio.gather(*walking)
            await telegram.settles(quiet=0.5)
            server.sends(signal.SIGINT)
            assert await server.ends() == 0
            check_clean(place, telegram)
        assert not len(telegram.updates)
        check_doubles(telegram, crowd)
        telegram.check_no_complaints()
        assert "Traceback" not in place.logged
        assert " error " not in place.logged


def check_doubles(telegram: FakeTelegram, crowd: list[Walker]) -> None:
    """Nothing was said twice, but a greeting to somebody who asked for it twice with /continue."""
    continues = {walker.app.user["id"]: walker.continues for walker in crowd}
    unasked = {
        (chat, text): times
        for (chat, text), times in telegram.doubles.items()
        if not text.startswith("Welcome back.") or times > continues[chat]
    }
    assert unasked == {}


def check_clean(place: Place, telegram: FakeTelegram) -> None:
    """Each update is with us or still with Telegram, never with both; whatever was committed is sent."""
    with closing(sqlite3.connect(place.database)) as rows:
        taken = {int(row[0]) for row in rows.execute("SELECT external_id FROM inbound")}
        unsent = rows.execute(
            "SELECT kind, status FROM delivery WHERE status NOT IN ('sent', 'not_modified')"
        ).fetchall()
    waiting = {update.id for update in telegram.updates}
    assert unsent == []
    assert not taken & waiting
    assert taken | waiting == set(telegram.updates.numbers)
