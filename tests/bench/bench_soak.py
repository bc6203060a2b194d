"""Taps for minutes on end: how many a second, how long people wait, what processor and memory it takes.

Run: python -m tests.bench.bench_soak --minutes 10 --rate 800 --database postgres
     python -m tests.bench.bench_soak --minutes 10 --rate 1000 --database sqlite
     python -m tests.bench.bench_soak --minutes 10 --rate 0 --database postgres --processes 2
     python -m tests.bench.bench_soak --minutes 2 --rate 0 --database postgresql://…      (as fast as it goes)

One `checkup serve` as an operator starts it (only its pace of new messages is above Telegram's, because a
crowd of this size begins again and again), or several on one PostgreSQL among which the people are shared out
as a load balancer would, a Bot API server that answers at once, and people who tap through
a check of 40 questions, and then begin anew. The people and the Bot API server are this process. Waiting is
counted from the press until the next question stands in the chat. Processor time is that of the serving
processes, of all of PostgreSQL, and of this process, each for one tap: on a machine that is shared only these
can be compared. Asked for are a p99 under 100 ms, and a memory under 250 MB a process that grows by less than
2 % in an hour.
"""

import argparse
import asyncio
import gc
import itertools
import json
import os
import random
import re
import signal
import sys
import tempfile
from array import array
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from time import monotonic, perf_counter, process_time
from typing import Final, cast

import uvloop

from bot.store import schema
from bot.store.database import open_database
from tests.bench.tapping import LONG, ready
from tests.databases import PostgresServer, postgres
from tests.e2e.serving import Place
from tests.fakes.telegram.server import TOKEN
from tests.served import KEY, free_port
from tests.telegram.served import SECRET

PEOPLE: Final = 100
WARMING: Final = 5.0
"""Seconds before counting begins."""
LINE: Final = 10.0
TICK: Final = os.sysconf("SC_CLK_TCK")
PAGE: Final = os.sysconf("SC_PAGE_SIZE")

# --- What a process takes ------------------------------------------------------------------------


def seconds_of(pid: int) -> float:
    """Processor time of a process so far, without its children."""
    fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def memory_of(pid: int) -> float:
    """Megabytes that are its own or mapped, as an operator sees them."""
    return int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1]) * PAGE / 1e6


def children_of(pid: int) -> list[int]:
    """All below it, and itself."""
    found = [pid]
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text("ascii").split():
            found += children_of(int(child))
    return found


@dataclass(slots=True)
class Server:
    """PostgreSQL, as far as it runs here."""

    pid: int | None
    ended: float = 0.0
    last: dict[int, float] = field(default_factory=dict)

    def seconds(self) -> float:
        """Processor time of all its processes; of those that ended meanwhile what was seen last."""
        if self.pid is None:
            return 0.0
        now = {}
        for one in children_of(self.pid):
            try:
                now[one] = seconds_of(one)
            except FileNotFoundError:
                continue
        self.ended += sum(used for one, used in self.last.items() if one not in now)
        self.last = now
        return self.ended + sum(now.values())


# --- People who tap ------------------------------------------------------------------------------

_CHOICE: Final = re.compile(rb'"callback_data":"(t[^"]+)"')
_BEGIN: Final = re.compile(rb'"callback_data":"(g[^"]+)"')
_CHAT: Final = re.compile(rb'"chat_id":(\d+)')
_MESSAGE: Final = re.compile(rb'"message_id":(\d+)')
_LENGTH: Final = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_UPDATES: Final = itertools.count(1)
_MESSAGES: Final = itertools.count(1)


class Crowd:
    """Everybody, and how long they waited."""

    def __init__(self, rate: float) -> None:
        """*rate*: taps a second by all together; 0: each as soon as they see something to tap."""
        self.people: dict[int, Person] = {}
        self.pause = PEOPLE / rate if rate else 0.0
        self.waited = array("d")
        self.taps = 0
        self.unexpected = 0

    def sees(self, chat: int, body: bytes) -> None:
        """A message is shown in a chat."""
        person = self.people[chat]
        choices = _CHOICE.findall(body)
        if len(choices) >= 5:
            person.goes_on(choices[2])
        elif begin := _BEGIN.search(body):
            person.goes_on(begin.group(1))
        else:
            person.begins_anew()


class Person(asyncio.Protocol):
    """One of them, with a connection of their own to our web server."""

    def __init__(self, crowd: Crowd, chat: int) -> None:
        self._crowd, self._chat = crowd, chat
        self._free, self._next = True, b""
        self._pressed_at = 0.0
        self._due = perf_counter() + random.random() * max(crowd.pause, 0.2)
        who = f'"from":{{"id":{chat},"is_bot":false,"first_name":"Ana","language_code":"en"}}'
        where = f'{who},"chat":{{"id":{chat},"type":"private"}}'
        self._press = (
            f'"callback_query":{{"id":"{chat}",{who},"message":{{"message_id":%d,{where},"date":1}},"data":"'
        )
        self._says = f'"message":{{"message_id":1,{where},"date":1,"text":"'
        self._message = 1

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        if not data.startswith(b"HTTP/1.1 "):  # a body that came by itself
            return
        if not data.startswith(b"HTTP/1.1 200"):
            self._crowd.unexpected += 1
        self._free = True
        if self._next:
            request, self._next = self._next, b""
            self._posts(request)

    def begins(self) -> None:
        """Comes for the check."""
        self._sends(f"{self._says}/start long")

    def begins_anew(self) -> None:
        """After the last question."""
        self._counts()
        self._in_time(f"{self._says}/restart")

    def goes_on(self, token: bytes) -> None:
        """Presses a button of what is shown."""
        self._counts()
        self._in_time((self._press % self._message) + token.decode())

    def stands(self, message: int) -> None:
        """The newest message is this one."""
        self._message = message

    def _counts(self) -> None:
        if self._pressed_at:
            self._crowd.waited.append(perf_counter() - self._pressed_at)
            self._crowd.taps += 1
            self._pressed_at = 0.0

    def _in_time(self, update: str) -> None:
        if not self._crowd.pause:
            self._sends(update)
            return
        now = perf_counter()
        self._due = max(self._due + self._crowd.pause, now - self._crowd.pause)
        if self._due <= now:
            self._sends(update)
        else:
            asyncio.get_running_loop().call_later(self._due - now, self._sends, update)

    def _sends(self, update: str) -> None:
        body = f'{{"update_id":{next(_UPDATES)},{update}"}}}}'.encode()
        request = b"%s%d\r\n\r\n%s" % (_HEAD, len(body), body)
        self._pressed_at = perf_counter()
        if self._free:
            self._posts(request)
        else:
            self._next = request

    def _posts(self, request: bytes) -> None:
        self._free = False
        self._transport.write(request)


_HEAD: Final = (
    "POST /telegram/webhook HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    f"X-Telegram-Bot-Api-Secret-Token: {SECRET}\r\nContent-Length: "
).encode()


class BotApi(asyncio.Protocol):
    """One connection of the bot: everything is answered at once."""

    def __init__(self, crowd: Crowd) -> None:
        self._crowd = crowd
        self._received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        self._received += data
        while (end := self._received.find(b"\r\n\r\n")) >= 0:
            length = _LENGTH.search(self._received, 0, end + 2)
            whole = end + 4 + (int(length.group(1)) if length else 0)
            if len(self._received) < whole:
                return
            path, body = self._received.split(b" ", 2)[1], self._received[end + 4 : whole]
            self._received = self._received[whole:]
            self._transport.write(self._answer(path.rpartition(b"/")[2], body))

    def _answer(self, method: bytes, body: bytes) -> bytes:
        if method in (b"sendMessage", b"editMessageText"):
            return self._shown(method, body)
        if method == b"getMe":
            return _ok(b'{"id":7000000001,"is_bot":true,"first_name":"Stub","username":"stub_bot"}')
        return _YES

    def _shown(self, method: bytes, body: bytes) -> bytes:
        chat = int(cast("re.Match[bytes]", _CHAT.search(body)).group(1))
        if method == b"sendMessage":
            number = next(_MESSAGES)
            self._crowd.people[chat].stands(number)
        else:
            number = int(cast("re.Match[bytes]", _MESSAGE.search(body)).group(1))
        asyncio.get_running_loop().call_soon(self._crowd.sees, chat, body)
        return _ok(
            b'{"message_id":%d,"from":{"id":7000000001,"is_bot":true,"first_name":"Stub"},'
            b'"chat":{"id":%d,"type":"private"},"date":1900000000,"text":"-"}' % (number, chat)
        )


def _ok(result: bytes) -> bytes:
    body = b'{"ok":true,"result":%s}' % result
    head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(body)
    return head + body


_YES: Final = _ok(b"true")


# --- A run ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Seen:
    """What had been used at a moment."""

    at: float
    taps: int
    serving: float
    database: float
    tapping: float


@dataclass(slots=True)
class Run:
    """Processes that serve, and what they take."""

    crowd: Crowd
    server: Server
    pids: Sequence[int]
    memory: list[float] = field(default_factory=list)
    waited: "array[float]" = field(default_factory=lambda: array("d"))

    def seen(self) -> Seen:
        serving = sum(map(seconds_of, self.pids))
        return Seen(monotonic(), self.crowd.taps, serving, self.server.seconds(), process_time())

    async def runs(self, seconds: float) -> None:
        """Prints a line every so often, and in the end what it came to."""
        self.crowd.waited = array("d")
        first = before = self.seen()
        while before.at - first.at < seconds:
            await asyncio.sleep(min(LINE, max(first.at + seconds - before.at, 0.1)))
            waited, self.crowd.waited = self.crowd.waited, array("d")
            self.waited.extend(waited)
            self.memory.append(max(map(memory_of, self.pids)))
            now = self.seen()
            print(f"  {now.at - first.at:6.0f} s  {said(before, now, waited)}  {self.memory[-1]:.0f} MB")
            before = now
        print(f"  all       {said(first, before, self.waited)}")
        third = max(len(self.memory) // 3, 1)
        early, late = max(self.memory[:third]), max(self.memory[-third:])
        growth = late / early - 1
        print(f"  memory at most {max(self.memory):.0f} MB; last third against the first {growth:+.1%}")
        if self.crowd.unexpected:
            print(f"  {self.crowd.unexpected} updates were not confirmed at the first try")


def said(before: Seen, now: Seen, waited: Sequence[float]) -> str:
    """Between two moments."""
    taps = max(now.taps - before.taps, 1)
    slow = sorted(waited) or [0.0]
    used = {
        "serving": now.serving - before.serving,
        "database": now.database - before.database,
        "people": now.tapping - before.tapping,
    }
    return (
        f"{taps / (now.at - before.at):6.0f} taps/s  median {slow[len(slow) // 2] * 1e3:5.1f} ms"
        f"  p99 {slow[int(len(slow) * 0.99)] * 1e3:6.1f} ms  µs of processor a tap: "
        + ", ".join(f"{name} {value / taps * 1e6:.0f}" for name, value in used.items() if value)
    )


async def soaked(url: str, server: Server, chosen: argparse.Namespace, folder: Path) -> None:
    """Processes, a crowd, so many minutes."""
    crowd, loop = Crowd(chosen.rate), asyncio.get_running_loop()
    listening = await loop.create_server(lambda: BotApi(crowd), "127.0.0.1", 0, backlog=1024)
    settings = {
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "TELEGRAM_API_URL": f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}",
        "TELEGRAM_MODE": "webhook",
        "TELEGRAM_WEBHOOK_SECRET": SECRET,
        **({"DATABASE_URL": url} if url else {}),
    }
    first = Place(folder, settings, {"long": LONG})
    places = [first, *(first.at_port(free_port()) for _ in range(chosen.processes - 1))]
    if url:
        database = open_database(url, secret_key=KEY)
        await schema.migrate(database)
        await database.close()
    processes = [await begun(place) for place in places]
    for chat, place in zip(range(1, PEOPLE + 1), itertools.cycle(places), strict=False):
        _, person = await loop.create_connection(partial(Person, crowd, chat), "127.0.0.1", place.port)
        crowd.people[chat] = person
    for person in crowd.people.values():
        person.begins()
    await asyncio.sleep(WARMING)
    run = Run(crowd, server, [process.pid for process in processes])
    await run.runs(chosen.minutes * 60)
    for process in processes:
        process.send_signal(signal.SIGTERM)
    ended = [await process.wait() for process in processes]
    listening.close()
    problems = [line for line in first.logged.splitlines() if " ERROR " in line or " WARNING " in line]
    print(f"  ended with {ended}; {len(problems)} lines of trouble in the log", *problems[:5], sep="\n    ")


async def begun(place: Place) -> asyncio.subprocess.Process:
    """A process that serves there, once it is ready."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.bench.faster", "40", "telegram",
        env=os.environ | place.environment, stderr=place.log.open("ab"),
    )  # fmt: skip
    await ready(place)
    return process


@contextmanager
def database_of(name: str) -> Iterator[tuple[str, Server]]:
    """Its address, "" for a new SQLite file, and where it runs."""
    if name == "sqlite":
        yield "", Server(None)
    elif name == "postgres":
        with postgres() as own:
            yield own.create_database(), Server(postmaster(own))
    else:
        yield name, Server(None)


def postmaster(own: PostgresServer) -> int:
    """Its process."""
    return int(own.run("SELECT (string_to_array(pg_read_file('postmaster.pid'), E'\\n'))[1]"))


def main() -> None:
    reader = argparse.ArgumentParser(description="Taps for minutes on end.")
    reader.add_argument("--minutes", type=float, default=1.0)
    reader.add_argument("--rate", type=float, default=0.0, help="taps a second by all; 0: as fast as it goes")
    reader.add_argument("--database", default="sqlite", help="sqlite, postgres or the address of one")
    reader.add_argument("--processes", type=int, default=1, help="so many serve, on one PostgreSQL")
    chosen = reader.parse_args()
    if chosen.processes > 1 and chosen.database == "sqlite":
        reader.error("SQLite serves one process.")
    gc.disable()
    print(json.dumps(vars(chosen)))
    with tempfile.TemporaryDirectory() as folder, database_of(chosen.database) as (url, server):
        uvloop.run(soaked(url, server, chosen, Path(folder)))


if __name__ == "__main__":
    main()
