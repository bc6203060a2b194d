"""Proves: `checkup serve` is a program that an operator can live with.

1. What it cannot start with it says in two lines and an exit code: no token, a wrong one, a secret that is
   missing, a port that is taken. Of a broken flow it says all that is wrong, and what to do in the last line.
2. It starts on Telegram by polling and by webhook and in Slack over HTTP and by Socket Mode, or on both, and
   says whether it is alive and ready.
3. Who does not know the webhook's secret, or cannot sign for Slack, is refused, and so is what is too large.
4. SIGTERM while people are answering: it exits with 0; what it committed is sent, what it took is confirmed,
   and what it did not take comes to the next process, with which everybody comes to the end.
"""

import asyncio
import random
import signal
import socket
import sqlite3
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, closing
from io import BytesIO
from pathlib import Path
from typing import Final

import aiohttp
import pytest

from tests.e2e.crowd import WORK, Walker
from tests.e2e.in_slack import SlackWalker, slack_settings
from tests.e2e.on_telegram import TelegramWalker, telegram_settings
from tests.e2e.serving import PATIENCE, Cold, Place, killed
from tests.fakes.slack import FakeSlack
from tests.fakes.telegram import FakeTelegram
from tests.slack.served import WayIn
from tests.telegram.served import SECRET

HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"
TELEGRAM_PATH: Final = "/telegram/webhook"
SLACK_PATH: Final = "/slack/events"
WRONG_TOKEN: Final = "7000000001:AAFakeTokenThatNobodyKnows_0123456789"
WRONG_SLACK_TOKEN: Final = "xoxb-1000000001-2000000002-NobodyKnowsThisOne"
TOO_LARGE: Final = b" " * (1024 * 1024 + 1)


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


async def post(place: Place, path: str, data: bytes, headers: Mapping[str, str]) -> int:
    async with (
        aiohttp.ClientSession(headers=headers) as session,
        session.post(f"{place.address}{path}", data=BytesIO(data)) as answer,
    ):
        return answer.status


async def ends(server: Cold, number: int = signal.SIGTERM) -> None:
    """Told to, with 0."""
    server.sends(number)
    assert await server.ends() == 0


# --- 1. What it cannot start with ------------------------------------------------------------------

Change = Mapping[str, str | None]
"""Settings that differ; None for one that is not there."""


async def refused(place: Place, change: Change, what: str, *secrets: str) -> None:
    """It says *what* in two lines, without a secret, and an exit code."""
    for name, value in change.items():
        place.settings.pop(name, None)
        place.settings |= {} if value is None else {name: value}
    with socket.socket() as taken:
        if what.startswith("The web server"):
            taken.bind(("127.0.0.1", place.port))
            taken.listen()
        server = await Cold.starts(place)
        assert await server.ends() in (1, 2)
    first, second = place.logged.splitlines()
    assert what in first
    assert second
    assert "Traceback" not in place.logged
    for secret in (*secrets, place.settings["CHECKUP_SECRET_KEY"]):
        assert secret not in place.logged


@pytest.mark.parametrize(
    ("webhook", "change", "what"),
    [
        (False, {"TELEGRAM_BOT_TOKEN": None}, "There is nothing to serve"),
        (False, {"TELEGRAM_BOT_TOKEN": WRONG_TOKEN}, "TELEGRAM_BOT_TOKEN is not known to Telegram."),
        (False, {"TELEGRAM_BOT_TOKEN": "token"}, "TELEGRAM_BOT_TOKEN cannot be used"),
        (False, {}, "The web server cannot listen at"),
        (True, {"TELEGRAM_WEBHOOK_SECRET": None}, "TELEGRAM_WEBHOOK_SECRET is missing"),
    ],
)
async def test_1_on_telegram_it_says_in_two_lines_what_it_cannot_start_with(
    tmp_path: Path, webhook: bool, change: Change, what: str
) -> None:
    async with FakeTelegram(allows_loopback=True) as telegram:
        place = Place(tmp_path, telegram_settings(telegram, webhook=webhook), {"work": WORK})
        await refused(place, change, what, telegram.token, WRONG_TOKEN, SECRET)


@pytest.mark.parametrize(
    ("way_in", "change", "what"),
    [
        ("http", {"SLACK_BOT_TOKEN": None}, "SLACK_BOT_TOKEN is missing"),
        ("http", {"SLACK_BOT_TOKEN": WRONG_SLACK_TOKEN}, "SLACK_BOT_TOKEN is not known to Slack"),
        ("http", {"SLACK_BOT_TOKEN": "token"}, "SLACK_BOT_TOKEN cannot be used"),
        ("http", {"SLACK_SIGNING_SECRET": None}, "SLACK_SIGNING_SECRET"),
        ("http", {}, "The web server cannot listen at"),
        ("socket", {"SLACK_APP_TOKEN": WRONG_SLACK_TOKEN}, "SLACK_APP_TOKEN cannot be used"),
        ("many", {"SLACK_CLIENT_SECRET": None}, "SLACK_CLIENT_SECRET is missing"),
    ],
)
async def test_1_in_slack_it_says_in_two_lines_what_it_cannot_start_with(
    tmp_path: Path, way_in: WayIn, change: Change, what: str
) -> None:
    async with FakeSlack() as slack:
        place = Place(tmp_path, slack_settings(slack, way_in), {"work": WORK})
        await refused(
            place, change, what, slack.home.bot_token, slack.app.signing_secret, slack.app.app_token,
            WRONG_SLACK_TOKEN, slack.app.client_secret,
        )  # fmt: skip


async def test_1_of_a_broken_flow_it_says_all_that_is_wrong(tmp_path: Path) -> None:
    async with FakeTelegram(allows_loopback=True) as telegram:
        broken = {"work": WORK, "broken": WORK.replace("work", "broken").replace("agree5", "agre5", 1)}
        place = Place(tmp_path, telegram_settings(telegram, webhook=False), broken)
        assert await (await Cold.starts(place)).ends() == 1
    assert "error E121: there is no scale 'agre5'" in place.logged
    assert place.logged.splitlines()[-1].endswith("broken.yaml first.")
    assert "Traceback" not in place.logged


async def test_1_two_flows_that_keep_different_things_under_one_name(tmp_path: Path) -> None:
    asks = "flow: {}\ntitle: T\nsteps:\n  - {{ask: q, text: Well, keep: same, {}}}\n"
    flows = {"one": asks.format("one", "type: number"), "two": asks.format("two", "scale: yes_no")}
    async with FakeTelegram(allows_loopback=True) as telegram:
        place = Place(tmp_path, telegram_settings(telegram, webhook=False), flows)
        assert await (await Cold.starts(place)).ends() == 1
    assert "error E185: 'same' is kept by 'two' too, with other answers ('q')" in place.logged
    assert place.logged.splitlines()[-1].endswith("one.yaml first.")


# --- 3. Who is refused -----------------------------------------------------------------------------


async def test_3_the_webhook_is_for_telegram_alone(tmp_path: Path) -> None:
    async with FakeTelegram(allows_loopback=True) as telegram:
        place = Place(tmp_path, telegram_settings(telegram, webhook=True), {"work": WORK})
        async with running(place) as server:
            assert await post(place, TELEGRAM_PATH, b"{}", {}) == 403
            assert await post(place, TELEGRAM_PATH, b"{}", {HEADER: "a guess"}) == 403
            assert await post(place, TELEGRAM_PATH, TOO_LARGE, {HEADER: SECRET}) == 413
            assert await post(place, TELEGRAM_PATH, b"no json", {HEADER: SECRET}) == 200
            assert await get(place, TELEGRAM_PATH) == (405, "Method Not Allowed")
            assert (await get(place, "/elsewhere"))[0] == 404
            await ends(server)


async def test_3_only_slack_can_sign(tmp_path: Path) -> None:
    async with FakeSlack() as slack:
        place = Place(tmp_path, slack_settings(slack, "http"), {"work": WORK})
        body = b'{"type":"event_callback","event_id":"Ev1","team_id":"T1","event":{"type":"message"}}'
        signed = {"Content-Type": "application/json", **slack.signs(body)}
        old = {**signed, **slack.signs(body, ago=600)}
        async with running(place) as server:
            assert await post(place, SLACK_PATH, body, {"Content-Type": "application/json"}) == 401
            assert await post(place, SLACK_PATH, body + b" ", signed) == 401
            assert await post(place, SLACK_PATH, body, old) == 401
            assert await post(place, SLACK_PATH, body, signed) == 200
            assert await post(place, SLACK_PATH, TOO_LARGE, slack.signs(TOO_LARGE)) == 413
            assert await get(place, SLACK_PATH) == (405, "Method Not Allowed")
            await ends(server)
    assert slack.app.signing_secret not in place.logged
    assert "Traceback" not in place.logged


# --- 2. and 4. It serves, and ends -----------------------------------------------------------------


@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_2_and_4_on_telegram_it_is_told_to_end_while_people_answer(tmp_path: Path, mode: str) -> None:
    async with FakeTelegram(allows_loopback=True) as telegram:
        place = Place(tmp_path, telegram_settings(telegram, webhook=mode == "webhook"), {"work": WORK})
        crowd = [TelegramWalker(telegram, f"p{number}", random.Random(number)) for number in range(10)]
        async with told_to_end(place, crowd, lambda: check_telegram(place, telegram)):
            await telegram.settles(quiet=0.5)
        check_telegram_at_the_end(telegram, crowd)


@pytest.mark.parametrize("way_in", ["http", "socket"])
async def test_2_and_4_in_slack_it_is_told_to_end_while_people_answer(tmp_path: Path, way_in: WayIn) -> None:
    async with FakeSlack(pace=0.02) as slack:
        place = slack_place(tmp_path, slack, way_in, {})
        crowd = [SlackWalker(slack, f"p{number}", random.Random(number)) for number in range(6)]
        async with told_to_end(place, crowd, lambda: check_slack(place, crowd)):
            await slack.settles(quiet=0.5)
        check_slack_at_the_end(slack, crowd)


async def test_2_and_4_both_by_one_process(tmp_path: Path) -> None:
    async with FakeTelegram(allows_loopback=True) as telegram, FakeSlack(pace=0.02) as slack:
        place = slack_place(tmp_path, slack, "http", telegram_settings(telegram, webhook=True))
        prospects = [TelegramWalker(telegram, f"p{number}", random.Random(number)) for number in range(5)]
        colleagues = [SlackWalker(slack, f"p{number}", random.Random(number)) for number in range(5)]

        def check() -> None:
            check_telegram(place, telegram)
            check_slack(place, colleagues)

        async with told_to_end(place, [*prospects, *colleagues], check):
            await telegram.settles(quiet=0.5)
            await slack.settles(quiet=0.5)
        check_telegram_at_the_end(telegram, prospects)
        check_slack_at_the_end(slack, colleagues)


def slack_place(folder: Path, slack: FakeSlack, way_in: WayIn, more: Mapping[str, str]) -> Place:
    """Where Slack comes to, in its way."""
    place = Place(folder, {**slack_settings(slack, way_in), **more}, {"work": WORK})
    if way_in == "http":
        slack.delivers_to(f"{place.address}{SLACK_PATH}")
    return place


@asynccontextmanager
async def told_to_end(
    place: Place, crowd: Sequence[Walker], check_clean: Callable[[], None]
) -> AsyncIterator[None]:
    """People answer; in the middle the process is told to end, and another goes on with them; what is within
    comes when all have a result, before that one is told to end too.
    """

    async def walk(walker: Walker) -> None:
        async def its_time(number: int) -> None:
            await asyncio.sleep(walker.chance.random() * 0.3)

        await walker.walks(its_time)

    async with running(place) as server:
        assert await get(place, "/healthz") == (200, "alive\n")
        assert await get(place, "/readyz") == (200, "ready\n")
        walking = [asyncio.create_task(walk(walker)) for walker in crowd]
        await asyncio.wait_for(asyncio.gather(*(one.has_answered(2) for one in crowd)), PATIENCE)
        await ends(server)
        check_clean()
    async with running(place) as server:
        await asyncio.gather(*walking)
        yield
        await ends(server, signal.SIGINT)
        check_clean()
    assert "Traceback" not in place.logged
    assert " error " not in place.logged


def check_telegram(place: Place, telegram: FakeTelegram) -> None:
    """Each update is with us or still with Telegram, never with both; whatever was committed is sent."""
    taken = {int(one) for one in taken_in(place, "telegram")}
    waiting = {update.id for update in telegram.updates}
    assert not taken & waiting
    assert taken | waiting == set(telegram.updates.numbers)


def check_slack(place: Place, crowd: Sequence[SlackWalker]) -> None:
    """Whatever was committed is sent, and nothing was taken that nobody wrote."""
    taken = {one for one in taken_in(place, "slack") if one.startswith("Ev")}
    assert taken <= {event for walker in crowd for event in walker.typed}


def taken_in(place: Place, channel: str) -> set[str]:
    """The updates of a channel that were taken; AssertionError: something that was committed is not sent."""
    with closing(sqlite3.connect(place.database)) as rows:
        unsent = rows.execute(
            "SELECT kind, status FROM delivery WHERE status NOT IN ('sent', 'not_modified')"
        ).fetchall()
        assert unsent == []
        found = rows.execute("SELECT external_id FROM inbound WHERE channel = ?", (channel,))
        return {str(row[0]) for row in found}


def check_telegram_at_the_end(telegram: FakeTelegram, crowd: Sequence[TelegramWalker]) -> None:
    """Nothing was said twice, but what somebody asked for again: by /continue, or by another tap."""
    assert not len(telegram.updates)
    again = {walker.app.id: walker.nudges for walker in crowd}
    unasked = {what: times for what, times in telegram.doubles.items() if times > 1 + again[what[0]]}
    assert unasked == {}, again
    telegram.check_no_complaints()


def check_slack_at_the_end(slack: FakeSlack, crowd: Sequence[SlackWalker]) -> None:
    """The same, and all that was typed was taken or given up by Slack and typed again."""
    asked = {walker.app.dm: walker.nudges for walker in crowd}
    unasked = {
        (room, text): times for (room, text), times in slack.doubles.items() if times > 1 + asked[room]
    }
    assert unasked == {}
    typed = {event for walker in crowd for event in walker.typed}  # the app's own messages come back too
    lost = typed - {event for walker in crowd for event in walker.given_up}
    assert [words for words in slack.record.silent_losses if any(one in words for one in lost)] == []
    assert [one.error for one in slack.refusals] == []
    assert slack.record.complaints == []
