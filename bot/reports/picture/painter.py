"""Pictures painted in a process of its own: the library that does it would hold up everything in this one."""

import sys
from asyncio import IncompleteReadError, Lock, StreamReader, StreamWriter, create_subprocess_exec, timeout
from asyncio.subprocess import PIPE, Process
from collections import OrderedDict
from hashlib import sha256
from pathlib import Path
from typing import Final, cast

from bot.reports.picture.worker import ANSWER, REQUEST

WORKER: Final = Path(__file__).with_name("worker.py")
AHEAD: Final = 1 << 20
"""Bytes of a picture that are read before somebody takes them: more than most have."""


class NotPainted(Exception):  # noqa: N818  # read as a sentence
    """There is no picture, and why."""


class _Gone(Exception):  # noqa: N818  # read as a sentence
    """The process ended with the work undone."""


class Painter:
    """Paints one picture after the other and remembers the latest.

    Its process is started with the first picture, and anew whenever it is gone.
    """

    def __init__(self, *, seconds: float = 10.0, most_waiting: int = 100, remembered: int = 16 << 20) -> None:
        self._seconds = seconds
        """How long one picture may take."""
        self._most_waiting = most_waiting
        self._remembered = remembered
        """Bytes of pictures."""
        self._waiting = 0
        self._pictures: OrderedDict[bytes, bytes] = OrderedDict()
        self._turn = Lock()
        self._process: Process | None = None
        self._closed = False

    async def paint(self, svg: str) -> bytes:
        """The picture as PNG. Raises `NotPainted`, at once when too many are waiting already."""
        mark = sha256(svg.encode()).digest()
        if known := self._known(mark):
            return known
        if self._waiting >= self._most_waiting:
            raise NotPainted(f"{self._waiting} pictures are waiting already")
        self._waiting += 1
        try:
            async with self._turn:
                return self._known(mark) or self._kept(mark, await self._painted(svg))
        finally:
            self._waiting -= 1

    async def close(self) -> None:
        """Ends the process; what is waiting is not painted."""
        self._closed = True
        if self._turn.locked():
            self._kill()  # whoever waits for it takes it away
        async with self._turn:
            await self._dismiss()

    async def _painted(self, svg: str) -> bytes:
        try:
            async with timeout(self._seconds):
                try:
                    return await self._tried(svg)
                except _Gone:
                    return await self._tried(svg)
        except TimeoutError:
            raise NotPainted(f"it took longer than {self._seconds:g} seconds") from None
        except _Gone as error:
            raise NotPainted("the process that paints ended twice") from error
        except OSError as error:
            raise NotPainted(f"the process that paints could not be started: {error}") from error

    async def _tried(self, svg: str) -> bytes:
        """One try. A process that did not answer is not asked again: its answer would come for the next."""
        if self._closed:
            raise NotPainted("nothing is painted any more")
        if self._process is None:
            self._process = await _started()
        try:
            painted, content = await _answer(self._process, svg.encode())
        except (IncompleteReadError, ConnectionError) as error:
            await self._take_away()
            raise _Gone from error
        except BaseException:
            await self._dismiss()
            raise
        if not painted:
            raise NotPainted(content.decode())
        return content

    async def _dismiss(self) -> None:
        self._kill()
        await self._take_away()

    def _kill(self) -> None:
        if self._process is not None and self._process.returncode is None:
            self._process.kill()

    async def _take_away(self) -> None:
        """Waits for a process that is ending. Killing it once more could hide its end from the loop."""
        process, self._process = self._process, None
        if process is not None:
            await process.communicate()

    def _known(self, mark: bytes) -> bytes | None:
        if mark in self._pictures:
            self._pictures.move_to_end(mark)
        return self._pictures.get(mark)

    def _kept(self, mark: bytes, picture: bytes) -> bytes:
        self._pictures[mark] = picture
        while sum(map(len, self._pictures.values())) > self._remembered:
            self._pictures.popitem(last=False)
        return picture


async def _started() -> Process:
    """A process with two pipes to us and nothing else of ours: no environment, no open files, no terminal."""
    return await create_subprocess_exec(
        sys.executable, "-I", WORKER, stdin=PIPE, stdout=PIPE, env={}, start_new_session=True, limit=AHEAD
    )


async def _answer(process: Process, svg: bytes) -> tuple[bool, bytes]:
    requests, answers = cast(StreamWriter, process.stdin), cast(StreamReader, process.stdout)
    requests.write(REQUEST.pack(len(svg)) + svg)
    await requests.drain()
    painted, length = ANSWER.unpack(await answers.readexactly(ANSWER.size))
    return painted, await answers.readexactly(length)
