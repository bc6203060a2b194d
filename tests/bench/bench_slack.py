"""How fast a tap is answered in Slack, and how many taps one process takes.

Run: python -m tests.bench.bench_slack

1. Latency: 50 people at once, each tapping about once a second, over HTTP on SQLite. From the moment the
   finger touches the button to the moment the message is replaced by the next question, through the address
   that the press brought; the strict fake, the signatures and the events about the app's own messages
   included.
2. Ten times as many people: how long the acknowledgement takes, for which Slack waits three seconds.
3. Throughput: `checkup serve` as a process against a Slack that says yes at once, on SQLite and on
   PostgreSQL. 100 people tap as soon as they see the next question. Taps a second, counted from the first
   question of the last of them on; each is committed before it is confirmed, is answered by one call, and
   Slack tells of the message that was replaced by that.
"""

import asyncio
import json
import re
import signal
import tempfile
from collections.abc import Mapping, Sequence
from itertools import chain, count, cycle
from pathlib import Path
from typing import Any, Final, cast
from urllib.parse import urlencode

from tests.bench.tapping import (
    LONG,
    PEOPLE,
    SOON,
    TAPPERS,
    TAPS,
    Crowd,
    Tapper,
    Waited,
    figures,
    ready,
    throughput,
    waited,
)
from tests.databases import postgres
from tests.e2e.in_slack import slack_settings
from tests.e2e.serving import Cold, Place
from tests.fakes.slack import App, FakeSlack, Person
from tests.fakes.slack_stub import BOT_TOKEN, TEAM, SlackConnection, SlackStub, stamp

MANY: Final = 10 * PEOPLE
FEW_TAPS: Final = 8
IN_TIME: Final = 3.0
"""Seconds that Slack waits for an acknowledgement."""
PATH: Final = "/slack/events"


# --- Latency -------------------------------------------------------------------------------------


async def tapped(folder: Path, people: int, taps: int) -> Sequence[Waited]:
    """What so many people wait for each of their taps."""
    async with FakeSlack() as slack:
        place = Place(folder, slack_settings(slack, "http"), {"long": LONG})
        slack.delivers_to(f"{place.address}{PATH}")
        server = await Cold.starts(place)
        await ready(place)
        persons = [slack.person(f"p{number}") for number in range(people)]
        for some in range(0, people, PEOPLE):
            await asyncio.gather(*(_begins(person) for person in persons[some : some + PEOPLE]))
        took = list(chain(*await asyncio.gather(*(waited(person, taps) for person in persons))))
        server.sends(signal.SIGTERM)
        assert await server.ends() == 0
        assert not any(person.warnings for person in persons)
        assert not slack.refusals
    return took


async def _begins(person: Person) -> None:
    await person.commands("start long", channel=None)
    await person.until(lambda one: one.controls_alive, seconds=SOON)
    await person.taps("Start")
    await person.until("Question 1 of 40", seconds=SOON)


async def latency(folder: Path) -> None:
    """Prints the median and the 99th percentile."""
    took = await tapped(folder, PEOPLE, TAPS)
    print(f"  {PEOPLE} people at once, HTTP, SQLite: {figures([one.shown for one in took])}")


async def in_time(folder: Path) -> None:
    """Prints how long acknowledgements take, the slowest too."""
    taken = [one.taken for one in await tapped(folder, MANY, FEW_TAPS)]
    assert max(taken) < IN_TIME
    print(f"  {MANY} people at once, HTTP, SQLite: {figures(taken)}, slowest {max(taken) * 1e3:.0f} ms")


# --- Throughput ----------------------------------------------------------------------------------

_APP: Final = App()
_CHOICE: Final = re.compile(rb'"value": ?"(t[^"]+)"')
_START: Final = re.compile(rb'"value": ?"(g[^"]+)"')
_NUMBERS: Final = count(1)
"""Of interactions."""


def _request(body: bytes, content_type: str) -> bytes:
    """Signed, as Slack sends it."""
    headers = {
        "Host": "localhost", "Content-Type": content_type, "Content-Length": str(len(body)),
        **_APP.signs(body),
    }  # fmt: skip
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"POST {PATH} HTTP/1.1\r\n{head}\r\n".encode() + body


def _form(fields: Mapping[str, str]) -> bytes:
    return _request(urlencode(fields).encode(), "application/x-www-form-urlencoded")


class SlackTapper(Tapper):
    """Slack as it tells of a person."""

    address = ""
    """Of the stub."""

    def opening(self) -> bytes:
        return _form(
            {
                "command": "/checkup", "text": "start long", "team_id": TEAM, "user_id": f"U{self.person}",
                "channel_id": f"D{self.person}", "trigger_id": f"1.{self.person}",
                "response_url": f"{self.address}/commands/{self.person}",
            }
        )  # fmt: skip

    def pressing(self, token: bytes) -> bytes:
        number, ts = next(_NUMBERS), stamp(self.person)
        payload: dict[str, Any] = {
            "type": "block_actions", "user": {"id": f"U{self.person}", "team_id": TEAM},
            "team": {"id": TEAM, "domain": "acme"}, "enterprise": None, "is_enterprise_install": False,
            "container": {"type": "message", "message_ts": ts, "channel_id": f"D{self.person}"},
            "trigger_id": f"{number}.1", "response_url": f"{self.address}/actions/{self.person}/{number}",
            "message": {"ts": ts, "text": "Question", "blocks": []},
            "actions": [
                {
                    "type": "button", "action_id": "press-1-3", "block_id": "choices",
                    "value": token.decode(), "action_ts": f"{1790000000 + number}.000100",
                }
            ],
        }  # fmt: skip
        return _form({"payload": json.dumps(payload)})


class Echoes(asyncio.Protocol):
    """A connection by which Slack tells of messages that the app itself has changed."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        changed = {"type": "message", "ts": "1790000000.000001", "bot_id": "B0BOT", "text": "Question " * 20}
        event = {
            "type": "message", "subtype": "message_changed", "channel": "D1", "channel_type": "im",
            "message": changed, "previous_message": changed,
        }  # fmt: skip
        body = {"type": "event_callback", "team_id": TEAM, "event_id": "Ev0ECHO", "event": event}
        self._request = _request(json.dumps(body).encode(), "application/json")

    def tells(self) -> None:
        self._transport.write(self._request)


class CrowdStub(SlackStub):
    """Says yes at once, and shows the crowd what it was given."""

    def __init__(self, crowd: Crowd) -> None:
        super().__init__()
        self._crowd = crowd
        self._echoes: list[Echoes] = []
        self._next = cycle(self._echoes)

    async def opens_echoes(self, place: Place) -> None:
        """As soon as the app can be reached."""
        await ready(place)
        loop = asyncio.get_running_loop()
        for _ in range(10):
            _, echoes = await loop.create_connection(Echoes, "127.0.0.1", place.port)
            self._echoes.append(echoes)

    def shown(self, person: str, body: bytes) -> None:
        start = _START.search(body)
        asyncio.get_running_loop().call_soon(
            self._crowd.sees, person, start.group(1) if start else None, _CHOICE.findall(body)
        )
        if self._echoes:
            next(self._next).tells()


async def taps_a_second(name: str, folder: Path, url: str = "") -> None:
    """On SQLite, or in the database at *url*."""
    crowd = Crowd()
    stub = CrowdStub(crowd)
    listening = await asyncio.get_running_loop().create_server(
        lambda: SlackConnection(stub), "127.0.0.1", 0, backlog=1024
    )
    SlackTapper.address = f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}"
    settings = {
        "SLACK_BOT_TOKEN": BOT_TOKEN,
        "SLACK_SIGNING_SECRET": _APP.signing_secret,
        "SLACK_API_URL": f"{SlackTapper.address}/api/",
        **({"DATABASE_URL": url} if url else {}),
    }
    place = Place(folder, settings, {"long": LONG})
    persons = [str(1_000_000 + number) for number in range(TAPPERS)]
    opening = asyncio.create_task(stub.opens_echoes(place))
    await throughput(name, place, crowd, SlackTapper, persons)
    await opening
    listening.close()


def main() -> None:
    """Latency, acknowledgements, then throughput on each database."""
    print("From the finger to the next question:")
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(latency(Path(folder)))
    print("From the finger to the acknowledgement:")
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(in_time(Path(folder)))
    print("One process, a platform that answers at once:")
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(taps_a_second("SQLite", Path(folder)))
    with tempfile.TemporaryDirectory() as folder, postgres() as server:
        asyncio.run(taps_a_second("PostgreSQL", Path(folder), server.create_database()))


if __name__ == "__main__":
    main()
