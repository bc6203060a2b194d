"""Progress is for people who wait at a terminal: late, seldom, and gone when the work is done."""

import io

import pytest

from bot.cli import progress as module
from bot.cli.progress import Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """A clock that stands still until its one entry is changed."""
    now = [100.0]
    monkeypatch.setattr(module, "monotonic", lambda: now[0])
    return now


def test_nothing_is_said_where_nobody_waits(clock: list[float]) -> None:
    stream = io.StringIO()
    with Progress("rows", stream=stream) as progress:
        clock[0] += 10
        progress.reached(5)
    assert stream.getvalue() == ""


def test_short_work_needs_no_words(clock: list[float]) -> None:
    stream = Terminal()
    with Progress("rows", stream=stream) as progress:
        clock[0] += 0.4
        progress.reached(5)
    assert stream.getvalue() == ""


def test_long_work_is_told_and_erased(clock: list[float]) -> None:
    stream = Terminal()
    with Progress("files", of=2000, stream=stream) as progress:
        clock[0] += 0.6
        progress.reached(1234)
        clock[0] += 0.05
        progress.reached(1235)
        clock[0] += 0.06
        progress.reached(1236)
    told = "\r1,234 of 2,000 files …\x1b[K" + "\r1,236 of 2,000 files …\x1b[K"
    assert stream.getvalue() == told + "\r\x1b[K"


def test_it_makes_room_for_other_words(clock: list[float]) -> None:
    stream = Terminal()
    with Progress("rows", stream=stream) as progress:
        progress.hide()
        clock[0] += 1
        progress.reached(7)
        progress.hide()
        progress.hide()
    assert stream.getvalue() == "\r7 rows …\x1b[K" + "\r\x1b[K"
