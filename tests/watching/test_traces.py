"""Proves: where an address for traces is set, a tap can be followed, and nobody waits for it.

1. A tap by webhook is one trace: the request, in it the turn, and in that the delivery and its call; the turn
   says channel, conversation, number and outcome, the call its method.
2. So it is in Slack; a job is a span, too.
3. Nothing private goes along: no token, no name, no answer; of an exception its kind alone.
4. A collector that is away or refuses costs no tap, and no more than a few seconds at the end.
5. Without an address nothing of the library is loaded.
"""

import subprocess
import sys
from time import monotonic
from typing import Any

import pytest

from bot.turn import take
from tests.fakes.slack import FakeSlack
from tests.fakes.telegram import FakeTelegram
from tests.people import Colleague, Prospect
from tests.served import FLOWS, free_port, library
from tests.slack.served import served as slack_served
from tests.telegram.flows import MOOD, SLEEP
from tests.telegram.served import SECRET, served
from tests.watching.collector import collecting


async def test_1_a_tap_is_one_trace(telegram: FakeTelegram, ready_sqlite_url: str) -> None:
    async with collecting() as collector:
        where: Any = {
            "OTEL_EXPORTER_OTLP_ENDPOINT": collector.url,
            "OTEL_EXPORTER_OTLP_HEADERS": "authorization=Bearer%20for-the-collector",
        }
        async with served(telegram, ready_sqlite_url, library(MOOD), webhook=True, **where) as server:
            ana = await Prospect(telegram, server).begins("mood")
            await ana.types("agree")
            await server.comes_to_rest()
        assert collector.headers["authorization"] == "Bearer for-the-collector"
        (turn, *_) = reversed(collector.named("turn", channel="telegram", outcome="taken"))
        webhook = collector.above(turn)
        assert webhook is not None
        assert webhook.name == "webhook"
        assert isinstance(turn.values["conversation"], str)
        assert turn.values["turn"] >= 1
        deliveries = [one for one in collector.named("delivery", outcome="sent") if one.trace == turn.trace]
        assert {one.parent for one in deliveries} == {webhook.id}
        assert all(one.values["conversation"] == turn.values["conversation"] for one in deliveries)
        calls = [one for one in collector.named("call", method="sendMessage") if one.trace == turn.trace]
        assert {one.parent for one in calls} <= {one.id for one in deliveries}
        assert calls
        assert {one.values["outcome"] for one in calls} == {"done"}
        assert turn.resource["service.name"] == "checkup"
        assert turn.resource["checkup.role"] == "serve"


async def test_2_so_it_is_in_slack(slack: FakeSlack, ready_sqlite_url: str) -> None:
    async with collecting() as collector:
        where: Any = {"OTEL_EXPORTER_OTLP_ENDPOINT": collector.url}
        async with slack_served(slack, ready_sqlite_url, library(MOOD), **where) as server:
            ana = await Colleague(slack, server).begins("mood")
            await ana.taps("Agree")
            await server.comes_to_rest()
        turn = collector.named("turn", channel="slack", outcome="taken")[-1]
        webhook = collector.above(turn)
        assert webhook is not None
        assert webhook.values == {"channel": "slack"}
        sent = [one for one in collector.named("delivery", outcome="sent") if one.trace == turn.trace]
        assert sent


async def test_3_nothing_private_goes_along(
    telegram: FakeTelegram, ready_sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with collecting() as collector:
        where: Any = {"OTEL_EXPORTER_OTLP_ENDPOINT": collector.url}
        async with served(telegram, ready_sqlite_url, library(SLEEP), webhook=True, **where) as server:
            ana = await Prospect(telegram, server, "Berenice").begins("sleep")
            await ana.types("7", "The neighbour's dog Balthasar")
            monkeypatch.setattr(take, "stepped", quotes)
            await ana.types("Melchior")
            await server.comes_to_rest()
        assert collector.named("turn", outcome="poisoned")
        assert len(collector.spans) > 10
        for secret in ("Balthasar", "Melchior", "Berenice", telegram.token, SECRET, str(ana.app.id)):
            assert secret.encode() not in collector.raw


async def test_4_a_collector_that_is_away_costs_no_tap(telegram: FakeTelegram, ready_sqlite_url: str) -> None:
    where: Any = {"OTEL_EXPORTER_OTLP_ENDPOINT": f"http://127.0.0.1:{free_port()}"}
    async with served(telegram, ready_sqlite_url, library(MOOD), webhook=True, **where) as server:
        ana = await Prospect(telegram, server).begins("mood")
        await ana.taps("Agree", "Agree", "Agree")
        ana.sees("Your result")
        began = monotonic()
        await server.stops()
        assert monotonic() - began < 8


async def test_4_a_collector_that_refuses_costs_no_tap(telegram: FakeTelegram, ready_sqlite_url: str) -> None:
    async with collecting() as collector:
        collector.status = 503
        where: Any = {"OTEL_EXPORTER_OTLP_ENDPOINT": collector.url}
        async with served(telegram, ready_sqlite_url, library(MOOD), webhook=True, **where) as server:
            ana = await Prospect(telegram, server).begins("mood")
            await ana.taps("Agree", "Agree", "Agree")
            ana.sees("Your result")
            began = monotonic()
            await server.stops()
            assert monotonic() - began < 8


def test_5_without_an_address_nothing_of_it_is_loaded() -> None:
    asked = (
        "import sys, bot.app.serving; print([one for one in sys.modules if one.startswith('opentelemetry')])"
    )
    said = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, check=True, cwd=FLOWS.parent
    )
    assert said.stdout.strip() == "[]"


def quotes(*_: object, **__: object) -> None:
    """A mistake of ours that quotes what was typed."""
    raise ValueError("Melchior")
