"""Jobs and real processes: killed in the middle, ended in order, several over one database."""

import asyncio
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.store.database import Database
from bot.waiting import pause
from tests.work.engines import QUICK, Done, ask, until, working

ROOT = Path(__file__).parents[2]


@dataclass(slots=True)
class Crew:
    """Processes over one database, and what they wrote."""

    url: str
    folder: Path
    processes: list["subprocess.Popen[bytes]"] = field(default_factory=list)

    def starts(self, name: str, *keys: str, lasts: float = QUICK.lasts) -> "subprocess.Popen[bytes]":
        command = [
            sys.executable,
            "-W",
            "error",
            "-m",
            "tests.work.process",
            self.url,
            name,
            str(self.folder),
            str(lasts),
        ]
        process = subprocess.Popen([*command, *keys], cwd=ROOT, stderr=subprocess.PIPE)
        self.processes.append(process)
        return process

    async def are_ready(self, *names: str) -> None:
        await until(lambda: all((self.folder / f"ready-{name}").exists() for name in names))

    def wrote(self, file: str) -> list[str]:
        """Lines, each a process and a key."""
        written = self.folder / file
        return written.read_text().splitlines() if written.exists() else []

    def lets_them_end(self) -> None:
        (self.folder / "may-end").touch()


@pytest.fixture
def crew(database_url: str, own_database: Database, tmp_path: Path) -> Iterator[Crew]:
    folder = tmp_path / "written"
    folder.mkdir()
    crew = Crew(database_url, folder)
    yield crew
    for process in crew.processes:
        process.kill()
        process.communicate()


async def test_a_job_that_was_killed_in_the_middle_is_taken_up_after_the_restart(crew: Crew) -> None:
    first = crew.starts("first", "close:r")
    await until(lambda: crew.wrote("begun") == ["first close:r"])
    first.kill()
    first.wait()
    crew.lets_them_end()
    crew.starts("second")
    await until(lambda: crew.wrote("done") == ["second close:r"])


@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
async def test_another_process_takes_up_what_a_dead_one_had_begun(crew: Crew) -> None:
    """It was alive all the time, and does so without being started anew."""
    first = crew.starts("first", "close:r")
    await until(lambda: crew.wrote("begun") == ["first close:r"])
    crew.starts("second")
    await crew.are_ready("second")
    first.kill()
    first.wait()
    crew.lets_them_end()
    await until(lambda: crew.wrote("done") == ["second close:r"])


@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
async def test_what_a_live_process_is_at_is_left_to_it(crew: Crew) -> None:
    """For several leases long."""
    crew.starts("first", "long")
    await until(lambda: crew.wrote("begun") == ["first long"])
    crew.starts("second", "other")
    await crew.are_ready("second")
    await until_nothing_more_begins(crew)
    assert "second long" not in crew.wrote("begun")
    crew.lets_them_end()
    await until(lambda: sorted(line.split()[1] for line in crew.wrote("done")) == ["long", "other"])
    assert "first long" in crew.wrote("done")


@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
async def test_one_key_runs_once_though_two_processes_ask_for_it(crew: Crew) -> None:
    """Neither is thought dead, however busy the machine is: what a dead one had begun runs again."""
    keys = [f"open:c{number}" for number in range(20)]
    crew.lets_them_end()
    crew.starts("first", *keys, lasts=60.0)
    crew.starts("second", *keys, lasts=60.0)
    await crew.are_ready("first", "second")
    await until(lambda: len(crew.wrote("done")) >= len(keys))
    await until_nothing_more_begins(crew)
    assert sorted(line.split()[1] for line in crew.wrote("begun")) == sorted(keys)


async def test_sigterm_ends_it_in_order(crew: Crew) -> None:
    """Exit code 0 and not a word, though a job runs; the next start goes on with it."""
    first = crew.starts("first", "close:r")
    await until(lambda: crew.wrote("begun") == ["first close:r"])
    first.send_signal(signal.SIGTERM)
    _, said = first.communicate(timeout=30)
    assert (first.returncode, said) == (0, b"")
    crew.lets_them_end()
    crew.starts("second")
    await until(lambda: crew.wrote("done") == ["second close:r"])


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_file_that_others_hold_for_a_while_is_waited_for(
    own_database: Database, database_url: str
) -> None:  # fmt: skip
    done = Done()
    async with working(own_database, done, "first") as engine:
        await ask(own_database, engine, "before", "before")
        await done.holds("before")
        with closing(sqlite3.connect(database_url.removeprefix("sqlite:///"))) as other:
            other.execute("BEGIN EXCLUSIVE")
            asking = asyncio.create_task(ask(own_database, engine, "meanwhile", "meanwhile"))
            await pause(2.0)
            assert not asking.done()
            other.rollback()
        await asking
        await done.holds("before", "meanwhile")


async def until_nothing_more_begins(crew: Crew) -> None:
    """Three leases long; what had begun by then stays the same."""
    await pause(3 * QUICK.lasts)
    begun = crew.wrote("begun")
    await pause(QUICK.lasts)
    assert crew.wrote("begun") == begun
