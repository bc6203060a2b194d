"""Proves: one attempt has an outcome, whatever the receiver does, in a bounded time; nothing it says counts
but the status.

1. A yes is one; whatever comes behind the status is neither waited for nor read.
2. A receiver that hangs, goes away, resets, stops in the middle or talks nonsense is tried again later.
3. Redirects are not followed.
4. A name that leads inside is not connected to: neither by all of its addresses nor by one, nor when it leads
   elsewhere than a moment before; the very address of the connection is looked at.
5. No proxy of the environment is used; no cookie comes back.
6. Bodies that would grow are not unpacked.
"""

import asyncio
import gzip
import socket
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime
from typing import Any

import pytest
from aiohttp.abc import AbstractResolver, ResolveResult

from bot.events.envelope import envelope
from bot.events.outcome import Fate, Outcome
from bot.events.signing import keys
from bot.events.target import Target, target
from bot.events.wire import AddressRefused, Wire, _Guarded
from bot.store.events import StoredEvent
from tests.events.strict import SECRET, Answer, Receiver

NOW = datetime(2030, 1, 1, tzinfo=UTC)
EVENT = StoredEvent("01ping", "ping", "console", "here", {"words": "Grüße"}, NOW, NOW)
BODY = envelope(EVENT, EVENT.data)


def wire_to(place: Target, **more: Any) -> Wire:
    return Wire(place, keys(SECRET), lambda: datetime.now(UTC), **more)


@pytest.fixture
async def wire(receiver: Receiver) -> AsyncIterator[Wire]:
    async with wire_to(target(receiver.url), seconds=2.0) as made:
        yield made


async def sends(wire: Wire) -> Outcome:
    async with asyncio.timeout(10):
        return await wire.send(EVENT.id, BODY)


async def test_1_a_yes(wire: Wire, receiver: Receiver) -> None:
    for _ in range(3):
        assert await sends(wire) == Outcome(Fate.DELIVERED, "http 200")
    (first, *_) = receiver.got
    assert first.event["type"] == "app.checkup.ping"
    assert first.event["source"] == "/checkup/console"
    assert first.event["time"] == "2030-01-01T00:00:00.000Z"
    assert first.event["subject"] == "here"
    assert first.data == {"words": "Grüße"}
    assert receiver.taken == ["01ping"] * 3


async def test_1_what_comes_behind_it(wire: Wire, receiver: Receiver) -> None:
    receiver.answers = [Answer(how="drips"), Answer(body=b"x" * 300_000), Answer()]
    for _ in range(3):
        assert (await sends(wire)).fate is Fate.DELIVERED


@pytest.mark.parametrize(
    ("how", "code"),
    [
        ("hangs", "timeout"),
        ("half open", "timeout"),
        ("closes", "closed"),
        ("resets", "closed"),
        ("nonsense", "closed"),
    ],
)
async def test_2_what_it_may_do(wire: Wire, receiver: Receiver, how: str, code: str) -> None:
    receiver.answers = [Answer(how=how)]
    assert await sends(wire) == Outcome(Fate.LATER, code)
    assert await sends(wire) == Outcome(Fate.DELIVERED, "http 200")


async def test_2_nobody_listens(receiver: Receiver) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    async with wire_to(target(f"http://127.0.0.1:{port}/")) as wire:
        assert await sends(wire) == Outcome(Fate.LATER, "not connected")


async def test_2_no_tls_where_it_was_promised(receiver: Receiver) -> None:
    async with wire_to(target(receiver.url.replace("http:", "https:")), seconds=0.5) as wire:
        assert (await sends(wire)).code in ("tls", "timeout")
    assert receiver.got == []


async def test_2_endless_headers(wire: Wire, receiver: Receiver) -> None:
    receiver.answers = [Answer(headers={"x-long": "y" * 100_000})]
    assert (await sends(wire)).fate is Fate.LATER


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_3_a_redirect(wire: Wire, receiver: Receiver, status: int) -> None:
    receiver.answers = [Answer(status, {"location": "/elsewhere"})]
    assert await sends(wire) == Outcome(Fate.LATER, f"http {status}")
    assert len(receiver.got) == 1


class Names(AbstractResolver):
    """Leads where a test wishes: each time it is asked, to the next."""

    def __init__(self, *answers: Sequence[str]) -> None:
        self.answers = list(answers)

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        found = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return [
            ResolveResult(hostname=host, host=one, port=port, family=socket.AF_INET, proto=0, flags=0)
            for one in found
        ]

    async def close(self) -> None:
        return


@pytest.mark.parametrize(
    "addresses", [["127.0.0.1"], ["10.0.0.1"], ["169.254.169.254"], ["8.8.8.8", "127.0.0.1"]]
)
async def test_4_a_name_that_leads_inside(receiver: Receiver, addresses: list[str]) -> None:
    place = target(f"https://crm.example.com:{receiver.port}/events?from=checkup")
    async with wire_to(place, resolver=lambda: Names(addresses)) as wire:
        assert await sends(wire) == Outcome(Fate.LATER, "refused address")


async def test_4_not_even_where_others_of_its_addresses_are_fine() -> None:
    place = target("https://crm.example.com/")
    fine, mixed = Names(["8.8.8.8", "1.1.1.1"]), Names(["8.8.8.8", "10.0.0.1"])
    assert len(await _Guarded(place, fine).resolve("crm.example.com")) == 2
    with pytest.raises(AddressRefused):
        await _Guarded(place, mixed).resolve("crm.example.com")


async def test_4_the_address_of_the_connection_itself(receiver: Receiver) -> None:
    """Whatever was looked up before: here by a resolver that nobody guards."""
    place = target(f"https://crm.example.com:{receiver.port}/events")
    async with wire_to(place) as wire:
        wire._session._connector._resolver = Names(["127.0.0.1"])  # type: ignore[union-attr]
        assert await sends(wire) == Outcome(Fate.LATER, "refused address")
        for address in ("127.0.0.1", "10.0.0.1", "::1", "fe80::1"):
            with pytest.raises(AddressRefused):
                wire._socket((socket.AF_INET, socket.SOCK_STREAM, 0, "", (address, 443)))


async def test_4_a_name_that_leads_elsewhere_now(receiver: Receiver) -> None:
    names = Names(["127.0.0.1"], ["192.168.0.1"])
    place = Target(receiver.url.replace("127.0.0.1", "localhost"), "localhost")
    async with wire_to(place, resolver=lambda: names) as wire:
        receiver.answers = [Answer(headers={"connection": "close"}, how="whole")]
        assert (await sends(wire)).fate is Fate.DELIVERED
        await wire.__aexit__()
    async with wire_to(place, resolver=lambda: names) as wire:
        assert await sends(wire) == Outcome(Fate.LATER, "refused address")


async def test_5_nothing_of_the_environment(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    receiver.answers = [Answer(headers={"set-cookie": "a=b"})]
    async with wire_to(target(receiver.url)) as wire:
        assert (await sends(wire)).fate is Fate.DELIVERED
        assert (await sends(wire)).fate is Fate.DELIVERED
    assert all("cookie" not in one.headers for one in receiver.got)


async def test_6_a_bomb(wire: Wire, receiver: Receiver) -> None:
    bomb = gzip.compress(b"0" * 50_000_000)
    receiver.answers = [Answer(headers={"content-encoding": "gzip"}, body=bomb)]
    assert (await sends(wire)).fate is Fate.DELIVERED
    assert receiver.got[0].headers["accept-encoding"] == "identity"
