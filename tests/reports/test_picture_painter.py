"""Proves: pictures are painted in a process that is there when it is needed, and only then.

1. A PNG has the size that the picture says; what is no picture is refused with words.
2. A process that was killed is replaced and its work done by the next; so on both kinds of loops.
3. A picture that takes too long, or that nobody waits for any more, does not come instead of the next one.
4. So many may wait and no more; the same picture is painted once; what is remembered has a limit.
5. After closing nothing is left and nothing is painted; a picture that was being painted says so.
6. The process has nothing of ours: no environment, no open files; it ends when its parent is killed.
"""

import asyncio
import io
import os
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep

import pytest
import pytest_asyncio
import uvloop

from bot.reports.picture import NotPainted, Painter, draw
from bot.reports.picture.worker import ANSWER, REQUEST, paint_all
from tests.reports.pages import THREE, page
from tests.reports.seen import png_size, seen


def sheet(width: int, height: int = 10) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"/>'


SLOW = sheet(6000, 6000)
"""Takes about a second."""


@pytest_asyncio.fixture
async def painter() -> AsyncIterator[Painter]:
    painter = Painter()
    yield painter
    await painter.close()


def process_of(painter: Painter) -> int:
    assert painter._process is not None
    return painter._process.pid


# --- Painting ------------------------------------------------------------------------------------


async def test_a_result_becomes_a_png_of_its_size(painter: Painter) -> None:
    svg = draw(page(*THREE))
    sheet = seen(svg).sheet
    assert png_size(await painter.paint(svg)) == (sheet.right, sheet.bottom)


async def test_what_is_no_picture_is_refused_and_the_next_is_painted(painter: Painter) -> None:
    with pytest.raises(NotPainted, match="root node"):
        await painter.paint("<svg")
    before = process_of(painter)
    assert png_size(await painter.paint(sheet(11))) == (11, 10)
    assert process_of(painter) == before


def test_requests_are_answered_until_the_last() -> None:
    svgs = [sheet(3).encode(), b"no picture", sheet(4).encode()]
    answers = io.BytesIO()
    asked = b"".join(REQUEST.pack(len(svg)) + svg for svg in svgs)
    paint_all(io.BytesIO(asked + b"\0"), answers)
    answers.seek(0)
    painted = []
    while head := answers.read(ANSWER.size):
        is_picture, length = ANSWER.unpack(head)
        content = answers.read(length)
        painted.append(png_size(content)[0] if is_picture else 0)
    assert painted == [3, 0, 4]


# --- A process that is gone ----------------------------------------------------------------------


async def test_a_killed_process_is_replaced(painter: Painter, caplog: pytest.LogCaptureFixture) -> None:
    await painter.paint(sheet(11))
    before = process_of(painter)
    os.kill(before, signal.SIGKILL)
    assert png_size(await painter.paint(sheet(12))) == (12, 10)
    assert process_of(painter) != before
    await painter.close()
    assert not caplog.records


async def test_work_of_a_killed_process_is_done_by_the_next(painter: Painter) -> None:
    await painter.paint(sheet(11))
    before = process_of(painter)
    os.kill(before, signal.SIGSTOP)
    waiting = asyncio.create_task(painter.paint(sheet(12)))
    await _asked(painter)
    os.kill(before, signal.SIGKILL)
    assert png_size(await waiting) == (12, 10)


async def test_twice_is_enough(painter: Painter, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    ends = tmp_path / "ends.py"
    ends.write_text("import sys\nsys.stdin.buffer.read(9)\n")
    monkeypatch.setattr("bot.reports.picture.painter.WORKER", ends)
    with pytest.raises(NotPainted, match="twice"):
        await painter.paint(sheet(11))


async def test_where_no_process_can_be_started_there_is_no_picture(
    painter: Painter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.executable", "/nowhere/python")
    with pytest.raises(NotPainted, match="nowhere"):
        await painter.paint(sheet(11))


def test_it_works_on_the_loop_of_a_server() -> None:
    async def paints() -> None:
        painter = Painter()
        try:
            await painter.paint(sheet(11))
            os.kill(process_of(painter), signal.SIGKILL)
            assert png_size(await painter.paint(draw(page(*THREE))))[0] == 1280
        finally:
            await painter.close()

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(paints())


async def test_a_picture_that_takes_too_long_is_given_up(painter: Painter) -> None:
    await painter.paint(sheet(11))
    os.kill(process_of(painter), signal.SIGSTOP)
    painter._seconds = 0.3
    with pytest.raises(NotPainted, match=r"longer than 0\.3 seconds"):
        await painter.paint(sheet(12))
    painter._seconds = 10
    assert png_size(await painter.paint(sheet(13))) == (13, 10)


async def test_a_picture_that_nobody_waits_for_does_not_come_instead_of_the_next(painter: Painter) -> None:
    await painter.paint(sheet(11))
    given_up = asyncio.create_task(painter.paint(SLOW))
    await _asked(painter)
    given_up.cancel()
    with suppress(asyncio.CancelledError):
        await given_up
    assert png_size(await painter.paint(sheet(13))) == (13, 10)


async def _asked(painter: Painter) -> None:
    """Returns when the picture that was asked for is on its way."""
    await asyncio.sleep(0.05)
    assert painter._turn.locked()


# --- Waiting and remembering ---------------------------------------------------------------------


async def test_so_many_may_wait_and_no_more() -> None:
    painter = Painter(most_waiting=2)
    try:
        asked = [painter.paint(sheet(width)) for width in (11, 12, 13)]
        first, second, third = await asyncio.gather(*asked, return_exceptions=True)
        assert isinstance(first, bytes)
        assert isinstance(second, bytes)
        assert isinstance(third, NotPainted)
    finally:
        await painter.close()


async def test_the_same_picture_is_painted_once(painter: Painter) -> None:
    asked = [painter.paint(sheet(11)) for _ in range(5)]
    first, *others = await asyncio.gather(*asked)
    os.kill(process_of(painter), signal.SIGSTOP)
    assert await painter.paint(sheet(11)) is first
    assert all(other is first for other in others)


async def test_what_is_remembered_has_a_limit(painter: Painter) -> None:
    pictures = [await painter.paint(sheet(width)) for width in (11, 12, 13)]
    painter._remembered = sum(map(len, pictures))
    await painter.paint(sheet(11))
    await painter.paint(sheet(14))
    kept = {png_size(picture)[0] for picture in painter._pictures.values()}
    assert 12 not in kept
    assert {11, 14} <= kept
    assert sum(map(len, painter._pictures.values())) <= painter._remembered


# --- The end -------------------------------------------------------------------------------------


async def test_nothing_is_left_after_closing(painter: Painter) -> None:
    await painter.paint(sheet(11))
    process = process_of(painter)
    await painter.close()
    assert _is_gone(process)
    with pytest.raises(NotPainted, match="any more"):
        await painter.paint(sheet(12))
    await painter.close()


async def test_a_painter_without_work_has_no_process(painter: Painter) -> None:
    assert painter._process is None


async def test_closing_ends_what_is_being_painted(painter: Painter) -> None:
    await painter.paint(sheet(11))
    os.kill(process_of(painter), signal.SIGSTOP)
    waiting = [asyncio.create_task(painter.paint(sheet(width))) for width in (12, 13)]
    await _asked(painter)
    await painter.close()
    for one in waiting:
        with pytest.raises(NotPainted, match="any more"):
            await one


@pytest.mark.parametrize("loop", [asyncio.new_event_loop, uvloop.new_event_loop])
def test_the_process_has_nothing_of_ours(loop: Callable[[], asyncio.AbstractEventLoop]) -> None:
    async def looks() -> None:
        painter = Painter()
        with socket.create_server(("127.0.0.1", 0)) as ours:
            ours.set_inheritable(True)
            await painter.paint(sheet(11))
            proc = Path(f"/proc/{process_of(painter)}")
            assert proc.joinpath("environ").read_bytes() == b""
            assert {int(file.name) for file in proc.joinpath("fd").iterdir()} == {0, 1, 2}
            assert b"bot/reports/picture/worker.py" in proc.joinpath("cmdline").read_bytes()
        await painter.close()

    with asyncio.Runner(loop_factory=loop) as runner:
        runner.run(looks())


PARENT = """
import asyncio, sys
from bot.reports.picture import Painter

async def main():
    painter = Painter()
    await painter.paint('<svg xmlns="http://www.w3.org/2000/svg" width="11" height="10"/>')
    work = asyncio.create_task(painter.paint(sys.argv[1])) if sys.argv[1:] else None
    await asyncio.sleep(0.05)
    print(painter._process.pid, flush=True)
    await asyncio.sleep(60)

asyncio.run(main())
"""


@pytest.mark.parametrize("work", [[], [SLOW]], ids=["idle", "painting"])
def test_the_process_ends_when_its_parent_is_killed(work: list[str]) -> None:
    with subprocess.Popen([sys.executable, "-c", PARENT, *work], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        process = int(parent.stdout.readline())
        assert not _is_gone(process)
        parent.kill()
    until = monotonic() + 30
    while not _is_gone(process):
        assert monotonic() < until, "it is still there"
        sleep(0.01)


def _is_gone(process: int) -> bool:
    """Has it ended? Whoever inherits it may take its time to hear of that."""
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return True
    return state in "ZX"
