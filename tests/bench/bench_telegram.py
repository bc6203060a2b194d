"""How fast a tap is answered over Telegram, and how many taps one process takes.

Run: python -m tests.bench.bench_telegram

1. Latency: 50 people at once, each tapping about once a second, by webhook on SQLite. From the moment the
   finger touches the button to the moment the next question stands in the chat; the strict fake server
   included.
2. Throughput: `checkup serve` as a process against a server that says yes at once, on SQLite and on
   PostgreSQL. 100 people tap as soon as they see the next question. Taps a second, counted from the first
   question of the last of them on; each is committed before it is confirmed, and each is answered by two
   calls.
"""

import asyncio
import json
import re
import signal
import tempfile
from collections.abc import Mapping
from itertools import chain, count
from pathlib import Path
from typing import Final

from tests.bench.tapping import LONG, PEOPLE, SOON, TAPPERS, Crowd, Tapper, figures, ready, throughput, waited
from tests.databases import postgres
from tests.e2e.on_telegram import telegram_settings
from tests.e2e.serving import Cold, Place
from tests.fakes.telegram import FakeTelegram, Person
from tests.fakes.telegram.server import TOKEN
from tests.fakes.telegram_stub import BotConnection, Stub
from tests.telegram.served import SECRET

# --- Latency -------------------------------------------------------------------------------------


async def latency(folder: Path) -> None:
    """Prints the median and the 99th percentile."""
    async with FakeTelegram(allows_loopback=True) as telegram:
        place = Place(folder, telegram_settings(telegram, webhook=True), {"long": LONG})
        server = await Cold.starts(place)
        await ready(place)
        people = [telegram.person(f"p{number}", language_code="en") for number in range(PEOPLE)]
        await asyncio.gather(*(_begins(person) for person in people))
        took = list(chain(*await asyncio.gather(*(waited(person) for person in people))))
        server.sends(signal.SIGTERM)
        assert await server.ends() == 0
        telegram.check_no_complaints()
    print(f"  {PEOPLE} people at once, webhook, SQLite: {figures([one.shown for one in took])}")


async def _begins(person: Person) -> None:
    await person.opens("long")
    await person.until(lambda one: one.keyboards_alive, seconds=SOON)
    await person.taps(0)
    await person.until("Question 1 of 40", seconds=SOON)


# --- Throughput ----------------------------------------------------------------------------------

_DATA: Final = re.compile(rb'"callback_data":"(t[^"]+)"')
_START: Final = re.compile(rb'"callback_data":"(g[^"]+)"')
_NUMBERS: Final = count(1)
"""Of updates."""


class TelegramTapper(Tapper):
    """Telegram as it tells of a person."""

    def opening(self) -> bytes:
        return self._update(message={**self._where(1), "date": 1, "text": "/start long"})

    def pressing(self, token: bytes) -> bytes:
        press = {"id": "1", **self._from(), "data": token.decode(), "message": self._where(5)}
        return self._update(callback_query=press)

    def _from(self) -> Mapping[str, object]:
        return {"from": {"id": int(self.person), "is_bot": False, "first_name": "Ana", "language_code": "en"}}

    def _where(self, message: int) -> Mapping[str, object]:
        return {"message_id": message, **self._from(), "chat": {"id": int(self.person), "type": "private"}}

    def _update(self, **update: object) -> bytes:
        body = json.dumps({"update_id": next(_NUMBERS), **update}).encode()
        head = (
            f"POST /telegram/webhook HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            f"X-Telegram-Bot-Api-Secret-Token: {SECRET}\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        return head.encode() + body


class CrowdStub(Stub):
    """Says yes at once, and shows the crowd what it was given."""

    def __init__(self, crowd: Crowd) -> None:
        super().__init__()
        self._crowd = crowd

    def result(self, method: str, body: bytes) -> str:
        if method in ("sendmessage", "editmessagetext"):
            chat = body.split(b'"chat_id":', 1)[1].split(b",", 1)[0].decode()
            start = _START.search(body)
            asyncio.get_running_loop().call_soon(
                self._crowd.sees, chat, start.group(1) if start else None, _DATA.findall(body)
            )
        return super().result(method, body)


async def taps_a_second(name: str, folder: Path, url: str = "") -> None:
    """On SQLite, or in the database at *url*."""
    crowd = Crowd()
    stub = CrowdStub(crowd)
    listening = await asyncio.get_running_loop().create_server(
        lambda: BotConnection(stub), "127.0.0.1", 0, backlog=1024
    )
    settings = {
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "TELEGRAM_API_URL": f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}",
        "TELEGRAM_MODE": "webhook",
        "TELEGRAM_WEBHOOK_SECRET": SECRET,
        **({"DATABASE_URL": url} if url else {}),
    }
    persons = [str(chat) for chat in range(1, TAPPERS + 1)]
    await throughput(name, Place(folder, settings, {"long": LONG}), crowd, TelegramTapper, persons)
    listening.close()


def main() -> None:
    """Latency, then throughput on each database."""
    print("From the finger to the next question:")
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(latency(Path(folder)))
    print("One process, a platform that answers at once:")
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(taps_a_second("SQLite", Path(folder)))
    with tempfile.TemporaryDirectory() as folder, postgres() as server:
        asyncio.run(taps_a_second("PostgreSQL", Path(folder), server.create_database()))


if __name__ == "__main__":
    main()
