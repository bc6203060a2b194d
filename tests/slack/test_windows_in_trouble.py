"""Proves: a window opens at once and gets its question when that is there, or another end.

A trigger that is too old breaks nothing, nor does a window that was closed meanwhile.
"""

import asyncio

import pytest

from bot.reception.slack import window
from tests.fakes.slack import FakeSlack
from tests.people import Colleague
from tests.rows import Away, Slow
from tests.served import library
from tests.slack.looking import NOT_NOW, NUMBERS
from tests.slack.served import served


async def test_a_window_opens_at_once(slack: FakeSlack, ready_sqlite_url: str) -> None:
    async with served(slack, ready_sqlite_url, library(NUMBERS)) as server:
        ana = await Colleague(slack, server).begins("numbers")
        slow = Slow(server, 4.0)
        pressing = asyncio.create_task(ana.app.taps("Enter a number"))
        await ana.app.until(lambda app: app.modal, seconds=2.0)
        assert "How many people?" not in ana.app.modal_screen
        await pressing
        assert ana.app.warnings == []
        slow.well()
        await ana.waits()
        assert "How many people?" in ana.app.modal_screen
        await ana.app.fills("7")
        await ana.app.submits()
        await ana.waits()
        ana.sees("How many rooms?")


async def test_a_window_without_a_database_says_so(slack: FakeSlack, ready_sqlite_url: str) -> None:
    async with served(slack, ready_sqlite_url, library(NUMBERS)) as server:
        ana = await Colleague(slack, server).begins("numbers")
        Away(server, 1, reads=True)
        await ana.taps("Enter a number")
        assert NOT_NOW in ana.app.modal_screen


@pytest.mark.parametrize("trouble", ["server_error", "lost_before", "ratelimited"])
async def test_a_window_that_loads_has_an_end(slack: FakeSlack, ready_sqlite_url: str, trouble: str) -> None:
    async with served(slack, ready_sqlite_url, library(NUMBERS)) as server:
        ana = await Colleague(slack, server).begins("numbers")
        slow = Slow(server, 0.8)
        slack.fails(trouble, method="views.update", times=2, retry_after=1)
        await ana.taps("Enter a number")
        slow.well()
        assert "How many people?" in ana.app.modal_screen


async def test_a_mistake_of_ours_ends_the_loading_too(
    slack: FakeSlack,
    ready_sqlite_url: str,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with served(slack, ready_sqlite_url, library(NUMBERS)) as server:
        ana = await Colleague(slack, server).begins("numbers")
        slow = Slow(server, 0.8)
        monkeypatch.setattr(window, "asked_by", None)
        await ana.taps("Enter a number")
        slow.well()
        assert NOT_NOW in ana.app.modal_screen
        assert "a window met a mistake of ours" in caplog.text


@pytest.mark.parametrize(
    "error", ["expired_trigger_id", "exchanged_trigger_id", "server_error", "lost_before"]
)
async def test_a_trigger_that_is_over_breaks_nothing(
    slack: FakeSlack, ready_sqlite_url: str, error: str
) -> None:
    async with served(slack, ready_sqlite_url, library(NUMBERS)) as server:
        ana = await Colleague(slack, server).begins("numbers")
        slack.fails(error, method="views.open")
        await ana.taps("Enter a number")
        assert ana.app.modal is None
        assert ana.app.warnings == []
        await ana.writes("7", "Enter a number")
        ana.sees("How many rooms?")


async def test_a_window_that_was_closed_meanwhile_breaks_nothing(
    slack: FakeSlack, ready_sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(window, "AT_ONCE", 0.0)
    async with served(slack, ready_sqlite_url, library(NUMBERS)) as server:
        ana = await Colleague(slack, server).begins("numbers")
        slow = Slow(server, 0.5)
        pressing = asyncio.create_task(ana.app.taps("Enter a number"))
        await ana.app.until(lambda app: app.modal)
        await ana.app.closes_modal()
        await pressing
        slow.well()
        await ana.waits()
        await ana.types("7")
        ana.sees("How many rooms?")
    slack.refusals.clear()  # there is no window to put the question into
