"""Proves: events reach nobody inside our network, however the way there is written or changes.

The special networks stand here as IANA registers them (RFC 6890 and its updates), not as the code names them.

1. An address in any of them is refused, at its first, its last and a middle one; also within IPv6, in each
   way in which IPv6 carries an address of IPv4.
2. Spellings that some resolver takes for such an address are refused before anything is looked up: numbers,
   octal, hexadecimal, shortened, with blanks, backslashes, other digits, names and passwords.
3. A name is looked up for each connection, and the address that is connected to is the one that is judged: a
   name that led outside a moment ago and leads inside now is not connected to, nor one with one bad address.
4. Ordinary addresses and names are let through, and networks that the operator names; what clouds hand out
   secrets at is refused even then.
"""

import asyncio
import socket
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from ipaddress import IPv4Address, ip_network
from typing import Final

import pytest
from aiohttp.abc import AbstractResolver, ResolveResult

from bot.events.envelope import envelope
from bot.events.outcome import Fate
from bot.events.signing import keys
from bot.events.target import TargetWrong, networks, target
from bot.events.wire import Wire
from bot.store.events import StoredEvent
from tests.events.strict import SECRET
from tests.served import free_port

SPECIAL: Final = (
    "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
    "192.0.2.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
    "224.0.0.0/4", "240.0.0.0/4", "255.255.255.255/32", "169.254.169.254/32", "100.100.100.200/32",
    "::1/128", "::/128", "64:ff9b:1::/48", "100::/64", "2001:db8::/32", "fc00::/7", "fe80::/10", "fec0::/10",
    "ff00::/8", "fd00:ec2::254/128",
)  # fmt: skip
PUBLIC: Final = ("1.1.1.1", "8.8.8.8", "93.184.216.34", "2606:4700:4700::1111", "2a00:1450:4001:80b::200e")
INSIDE: Final = ("127.0.0.1", "10.0.0.1", "169.254.169.254", "192.168.1.1", "172.16.0.1")
NAME: Final = target("https://hooks.example.com/in")


def some_of(network: str) -> list[str]:
    found = ip_network(network)
    return [str(found[place]) for place in {0, found.num_addresses // 2, found.num_addresses - 1}]


def within_ipv6(address: str) -> dict[str, str]:
    """The ways in which IPv6 carries it."""
    high, low = divmod(int(IPv4Address(address)), 1 << 16)
    pair = f"{high:x}:{low:x}"
    inverted = int(IPv4Address(address)) ^ 0xFFFFFFFF
    return {
        "mapped": f"::ffff:{address}",
        "mapped in hexadecimal": f"::ffff:{pair}",
        "compatible": f"::{pair}",
        "6to4": f"2002:{pair}::1",
        "teredo": f"2001:0:4136:e378:8000:63bf:{inverted >> 16:x}:{inverted & 0xFFFF:x}",
        "nat64": f"64:ff9b::{pair}",
    }


@pytest.mark.parametrize("network", SPECIAL)
def test_1_special_networks(network: str) -> None:
    for address in some_of(network):
        assert not NAME.lets(address), address
        host = f"[{address}]" if ":" in address else address
        if address not in ("127.0.0.1", "::1"):  # a receiver on this machine may be named as such
            with pytest.raises(TargetWrong):
                target(f"https://{host}/in")


@pytest.mark.parametrize("address", INSIDE)
@pytest.mark.parametrize("way", list(within_ipv6("1.2.3.4")))
def test_1_within_ipv6(address: str, way: str) -> None:
    written = within_ipv6(address)[way]
    assert not NAME.lets(written), written
    with pytest.raises(TargetWrong):
        target(f"https://[{written}]/in")


@pytest.mark.parametrize(
    "url",
    [
        "https://2130706433/", "https://017700000001/", "https://0x7f000001/", "https://0x7f.0.0.1/",
        "https://127.1/", "https://127.0.1/", "https://0177.0.0.1/", "https://0/", "https://0.0.0.0/",
        "https://127.0.0.1.:443/", "https://hooks.example.com\\@127.0.0.1/", "https://a@127.0.0.1/",
        "https://hooks.example.com:pass@10.0.0.1/", "https://hooks.example.com#@10.0.0.1/",
        "https://[::ffff:127.0.0.1]/", "https://[::1%25lo]/", "https://\uff11\uff12\uff17.0.0.1/",
        "https://127\u30020.0.1/", "https:// 127.0.0.1/", "https://127.0.0.1\t/",
        "https://127.0.0.1\r\nx: y/",
        "http://hooks.example.com/", "ftp://hooks.example.com/", "file:///etc/passwd",
        "gopher://127.0.0.1:6379/",
        "https:///in", "https://", "//hooks.example.com/in", "https://hooks.example.com:0/",
        "https://hooks.example.com:99999/", "https://hooks..example.com/", "https://-/", "https://[::1/",
        "https://hooks.example.com/\u202e", "https://" + "a" * 3000 + ".com/",
    ],
)  # fmt: skip
def test_2_spellings(url: str) -> None:
    with pytest.raises(TargetWrong):
        target(url)


class Names(AbstractResolver):
    """Leads to the next place each time it is asked."""

    def __init__(self, *answers: tuple[str, ...]) -> None:
        self.answers = list(answers)
        self.asked = 0

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        self.asked += 1
        found = self.answers[min(self.asked, len(self.answers)) - 1]
        return [
            ResolveResult(hostname=host, host=one, port=port, family=socket.AF_INET, proto=0, flags=0)
            for one in found
        ]

    async def close(self) -> None:
        pass


@pytest.mark.parametrize(
    "answers",
    [
        (("127.0.0.1",),),
        (("8.8.8.8", "127.0.0.1"),),
        (("169.254.169.254",),),
        (("192.0.2.1",), ("127.0.0.1",), ("127.0.0.1",)),
    ],
    ids=["inside", "one of them inside", "secrets of a cloud", "inside after a moment"],
)
async def test_3_names_that_lead_inside(answers: tuple[tuple[str, ...], ...], unused: "Listener") -> None:
    moment = datetime(2030, 1, 1, tzinfo=UTC)
    event = StoredEvent("01ping", "ping", "console", "here", {}, moment, moment)
    place = target(f"https://hooks.example.com:{unused.port}/in")
    names = Names(*answers)
    async with Wire(place, keys(SECRET), lambda: moment, seconds=1.0, resolver=lambda: names) as wire:
        for _ in range(3):
            outcome = await wire.send(event.id, envelope(event, event.data))
            assert outcome.fate is not Fate.DELIVERED
    assert names.asked >= 3
    assert unused.connections == 0


class Listener:
    """A service inside: it counts who comes."""

    def __init__(self) -> None:
        self.port = free_port()
        self.connections = 0


@pytest.fixture
async def unused() -> AsyncIterator["Listener"]:
    made = Listener()

    async def comes(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        made.connections += 1
        writer.close()

    server = await asyncio.start_server(comes, "127.0.0.1", made.port)
    yield made
    server.close()
    await server.wait_closed()


def test_4_ordinary_ones() -> None:
    for address in PUBLIC:
        assert NAME.lets(address), address
    for url in ("https://hooks.example.com/in?x=1", "https://8.8.8.8:8443/", "http://localhost:9000/"):
        target(url)
    inside = target("https://crm.example.com/", networks("10.1.0.0/16"))
    assert inside.lets("10.1.2.3")
    assert not inside.lets("10.2.2.3")
    wide = target("https://crm.example.com/", networks("169.254.0.0/16, 100.64.0.0/10"))
    assert not wide.lets("169.254.169.254")
    assert not wide.lets("100.100.100.200")
