"""`checkup serve` as a process: started as an operator starts it, or, for many starts, out of a warm one."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from copy import copy
from pathlib import Path
from time import monotonic
from typing import Final, Protocol

from tests.channels.pseudo import watched
from tests.served import KEY, free_port

WARM: Final = Path(__file__).with_name("warm.py")
PATIENCE: Final = 90.0
"""Seconds: a busy machine is no failure."""


class Place:
    """A folder with a flow, a database and a log, and the settings of what is served from it."""

    def __init__(self, folder: Path, settings: Mapping[str, str], flows: Mapping[str, str]) -> None:
        """*settings*: those of the platforms that are served."""
        self.folder = folder
        self.port = free_port()
        self.database = folder / "checkup.db"
        self.log = folder / "log.txt"
        self.settings = {
            "DATABASE_URL": f"sqlite:///{self.database}",
            "HOST": "127.0.0.1",
            "PORT": str(self.port),
            "PUBLIC_URL": f"http://127.0.0.1:{self.port}",
            "CHECKUP_FLOWS": str(folder / "flows"),
            "CHECKUP_SECRET_KEY": KEY,
            "CHECKUP_TAPS_A_MINUTE": "0",  # tests type faster than anybody
            **settings,
        }
        self.database_url = self.settings["DATABASE_URL"]
        """By which tests read it."""
        (folder / "flows").mkdir()
        for name, source in flows.items():
            (folder / "flows" / f"{name}.yaml").write_text(source, encoding="utf-8")

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def at_port(self, port: int) -> "Place":
        """The same place, for a process beside the others."""
        alike = copy(self)
        alike.port = port
        alike.settings = {**self.settings, "PORT": str(port)}
        return alike

    async def migrates(self) -> None:
        """`checkup migrate`, as an operator runs it."""
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "migrate",
            env=self.environment, cwd=self.folder, stdin=DEVNULL, stdout=DEVNULL,
        )  # fmt: skip
        assert await process.wait() == 0

    @property
    def environment(self) -> dict[str, str]:
        """Nothing of this machine but what is named."""
        return {"LANG": "C.UTF-8", **watched(), **self.settings}

    @property
    def logged(self) -> str:
        """Everything that was written to stderr so far."""
        return self.log.read_text(encoding="utf-8") if self.log.exists() else ""

    async def logs(self, words: str, times: int) -> None:
        """Waits until these words were logged so often."""
        end = monotonic() + PATIENCE
        while self.logged.count(words) < times:
            assert monotonic() < end, f"{words!r} was not logged:\n{self.logged}"
            await asyncio.sleep(0.02)


class Server(Protocol):
    """A process that serves."""

    def sends(self, number: int) -> None:
        """A signal to it."""
        ...

    async def ends(self) -> int:
        """Waits for its end; the exit code, below 0 for a signal."""
        ...


class Cold:
    """`python -m bot serve`, or `work`."""

    def __init__(self, process: Process) -> None:
        self._process = process

    @classmethod
    async def starts(cls, place: Place, command: str = "serve") -> "Cold":
        with place.log.open("ab") as log:
            return cls(
                await asyncio.create_subprocess_exec(
                    sys.executable, "-m", "bot", command,
                    env=place.environment, cwd=place.folder, stdin=DEVNULL, stdout=DEVNULL, stderr=log,
                )
            )  # fmt: skip

    def sends(self, number: int) -> None:
        self._process.send_signal(number)

    async def ends(self) -> int:
        async with asyncio.timeout(PATIENCE):
            return await self._process.wait()


class Warm:
    """The same, begun by a process that has imported everything: a tenth of the time to start."""

    def __init__(self, starter: Process, pid: int) -> None:
        self._starter = starter
        self._pid = pid

    def sends(self, number: int) -> None:
        os.kill(self._pid, number)

    async def ends(self) -> int:
        assert self._starter.stdout is not None
        async with asyncio.timeout(PATIENCE):
            return int(await self._starter.stdout.readline())


class Starter:
    """Starts processes that are warm, one after the other."""

    def __init__(self, process: Process) -> None:
        self._process = process

    async def starts(self) -> Warm:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(b"\n")
        async with asyncio.timeout(PATIENCE):
            return Warm(self._process, int(await self._process.stdout.readline()))


@asynccontextmanager
async def starter(place: Place) -> AsyncIterator[Starter]:
    """Whatever it started has ended before."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, WARM, place.log, env=place.environment, cwd=place.folder, stdin=PIPE, stdout=PIPE
    )
    try:
        yield Starter(process)
    finally:
        assert process.stdin is not None
        process.stdin.close()
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                await process.wait()
        if process.returncode is None:
            process.kill()
            await process.wait()


async def killed(server: Server) -> None:
    """With -9; it cannot do anything about it."""
    with suppress(ProcessLookupError):
        server.sends(signal.SIGKILL)
    await server.ends()
