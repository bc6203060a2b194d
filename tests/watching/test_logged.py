"""Proves: what is logged of a whole session, at its most talkative, is ids and fixed words only.

1. Served at level debug, as text and as JSON, Telegram and Slack together: people type, tap, forge and are
   refused, platforms fail, a mistake of ours quotes what was typed. No answer, name, token, secret or address
   to answer at is anywhere in it.
2. Every line within a turn carries channel, update and process, and once it is known the conversation with
   the number of its turn; those about a message carry its delivery.
3. Real processes: `checkup serve` and `checkup work` beside it on PostgreSQL both tell metrics, and log so.
"""

import io
import json
import logging
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import aiohttp
import pytest
from sqlalchemy import select

from bot import log
from bot.store.database import open_database
from bot.store.tables import CONVERSATION
from bot.turn import take
from bot.watching.about import process_is
from tests.e2e.on_telegram import telegram_settings
from tests.e2e.serving import Cold, Place, killed
from tests.fakes.slack import FakeSlack
from tests.fakes.telegram import FakeTelegram
from tests.people import Colleague, Prospect
from tests.served import KEY, Served, free_port, library
from tests.slack.served import ways_in
from tests.telegram.flows import MOOD, SLEEP
from tests.telegram.served import SECRET, served
from tests.watching.scraped import scraped

ANSWER = "The neighbour's dog Balthasar"
NAME = "Berenice"


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """What the log writes; how logging was set up before comes back."""
    root, ours = logging.getLogger(), logging.getLogger("bot")
    before = (root.handlers, root.level, ours.level)
    yield io.StringIO()
    process_is("")
    root.handlers = before[0]
    root.setLevel(before[1])
    ours.setLevel(before[2])


async def talks(telegram: FakeTelegram, slack: FakeSlack, server: Served, breaks: pytest.MonkeyPatch) -> None:
    """Two people, and trouble all the way."""
    slack.delivers_to(f"{server.address}/slack/events")
    await slack.verifies_url()
    telegram.fails("server_error", method="sendMessage")
    ana = await Prospect(telegram, server, NAME).begins("sleep")
    await ana.types("seven or so", "7")
    telegram.fails("lost_after", method="editMessageText")
    await ana.types(ANSWER)
    ben = await Colleague(slack, server, NAME.lower()).begins("sleep")
    await ben.types("7", ANSWER)
    wrong = {"x-telegram-bot-api-secret-token": "wrong", "authorization": f"Bearer {KEY}"}
    async with aiohttp.ClientSession() as session:
        for path in ("/telegram/webhook", "/slack/events"):
            async with session.post(f"{server.address}{path}", data=f'{{"text": "{ANSWER}', headers=wrong):
                pass
    with breaks.context() as context:
        context.setattr(take, "stepped", quotes)
        await ana.types(ANSWER)
        await ben.types(ANSWER)
    await server.comes_to_rest()


def quotes(*_: object, **__: object) -> None:
    """A mistake of ours that quotes what was typed."""
    raise ValueError(ANSWER)


@pytest.mark.parametrize("form", ["text", "json"])
async def test_1_nothing_private_is_logged(
    telegram: FakeTelegram,
    slack: FakeSlack,
    ready_sqlite_url: str,
    written: io.StringIO,
    monkeypatch: pytest.MonkeyPatch,
    form: Literal["text", "json"],
) -> None:
    log.set_up("debug", form, written)  # without secrets: shapes and care have to do
    both: Any = {**ways_in(slack)["http"], "SLACK_API_URL": slack.api_url}
    async with served(telegram, ready_sqlite_url, library(SLEEP), **both) as server:
        await talks(telegram, slack, server, monkeypatch)
    told = written.getvalue()
    assert told.count("met a mistake of ours") == 2
    assert len(told.splitlines()) > 20
    for secret in (
        "Balthasar", NAME, NAME.lower(), telegram.token, telegram.token.partition(":")[2], SECRET, KEY,
        slack.home.bot_token, slack.app.signing_secret, "hooks.slack", "/response", "Bearer", "seven or so",
    ):  # fmt: skip
        assert secret not in told, secret


async def test_2_lines_carry_what_they_are_about(
    telegram: FakeTelegram,
    slack: FakeSlack,
    ready_sqlite_url: str,
    written: io.StringIO,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    log.set_up("debug", "json", written)
    both: Any = {**ways_in(slack)["http"], "SLACK_API_URL": slack.api_url}
    async with served(telegram, ready_sqlite_url, library(SLEEP), **both) as server:
        await talks(telegram, slack, server, monkeypatch)
    lines: list[dict[str, Any]] = [json.loads(line) for line in written.getvalue().splitlines()]
    assert len({line["process"] for line in lines if "process" in line}) == 1
    mistakes = [line for line in lines if "met a mistake of ours" in line["message"]]
    assert [line["channel"] for line in mistakes] == ["telegram", "slack"]
    for line in mistakes:
        assert {"channel", "update", "conversation", "turn", "process"} <= line.keys()
        assert line["error"].startswith("ValueError at ")
    turns = [line for line in lines if line["message"] == "a turn was taken: taken"]
    assert len(turns) > 5
    for line in turns:
        assert {"channel", "update", "process"} <= line.keys()
    assert sum("conversation" in line for line in turns) > 5
    assert {(line["conversation"], line["turn"]) for line in turns if "conversation" in line} == set(
        await turns_of(ready_sqlite_url)
    )
    tried = [line for line in lines if line["message"].startswith("a message was tried")]
    assert len(tried) > 5
    for line in tried:
        assert {"channel", "delivery", "process"} <= line.keys()
        assert "update" not in line


async def turns_of(url: str) -> list[tuple[str, str]]:
    """The conversations that were kept, each with its turns by number."""
    database = open_database(url, secret_key=KEY)
    try:
        kept = await database.read(
            lambda connection: connection.execute(select(CONVERSATION.c.id, CONVERSATION.c.turn)).all()
        )
    finally:
        await database.close()
    return [(row.id, str(number)) for row in kept for number in range(1, row.turn + 1)]


async def test_3_serve_and_work_tell_metrics(
    telegram: FakeTelegram, ready_postgres_url: str, tmp_path: Path
) -> None:
    settings = {
        **telegram_settings(telegram, webhook=True), "DATABASE_URL": ready_postgres_url,
        "CHECKUP_LOG": "debug", "CHECKUP_LOG_FORMAT": "json",
    }  # fmt: skip
    place = Place(tmp_path, settings, {"mood": MOOD})
    beside = place.at_port(free_port())
    serve = await Cold.starts(place)
    try:
        await place.logs("Serving at", 1)
        work = await Cold.starts(beside, "work")
        try:
            await place.logs("Working", 1)
            for address, role in ((place.address, "serve"), (beside.address, "work")):
                told = await scraped(address)
                assert told("checkup_build_info", role=role) == 1
                assert told("process_resident_memory_bytes") > 1e7
                assert (
                    "checkup_inputs_total",
                    frozenset({("channel", "telegram"), ("outcome", "taken")}),
                ) in told.values
            for one in (serve, work):
                one.sends(signal.SIGTERM)
                assert await one.ends() == 0
        finally:
            await killed(work)
    finally:
        await killed(serve)
    assert telegram.token not in place.logged
    assert SECRET not in place.logged
