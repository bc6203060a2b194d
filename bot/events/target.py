"""Where events may go. The operator names the address; whoever answers for its name must not lead us astray.

Only https, and only to addresses of the public internet: not into the network that we stand in, and never to
where a cloud hands out its secrets. Receivers on this very machine may be named as such, also by http.
Receivers inside are reached where the operator names their network.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)
from typing import Final, TypeAlias
from urllib.parse import urlsplit

Address: TypeAlias = IPv4Address | IPv6Address
Network: TypeAlias = IPv4Network | IPv6Network

LONGEST: Final = 2000
_HERE: Final = frozenset({"localhost", "127.0.0.1", "::1"})
_PLAIN: Final = re.compile(r"[\x21-\x7e]+")
_HOST: Final = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?")
_NUMBER: Final = re.compile(r"(0[xX][0-9a-fA-F]*|[0-9]+)")
_NEVER: Final[tuple[Network, ...]] = tuple(
    ip_network(text)
    for text in (
        "0.0.0.0/8", "169.254.0.0/16", "224.0.0.0/4", "240.0.0.0/4", "255.255.255.255/32",
        "100.100.100.200/32", "192.0.0.192/32",  # where clouds hand out secrets
        "::ffff:0:0/96",  # IPv4 as IPv6: newer Pythons judge it by the address inside, older do not
        "::/128", "fe80::/10", "ff00::/8", "fd00:ec2::/32", "fd20:ce::/32",
    )
)  # fmt: skip
"""Nobody serves there what we have to tell, whatever the operator names."""
_INSIDE: Final[tuple[Network, ...]] = (*map(ip_network, ("100.64.0.0/10", "192.88.99.0/24", "fec0::/10")),)
"""Not public either, though not every library says so."""
_NAT64: Final = ip_network("64:ff9b::/96")


class TargetWrong(ValueError):  # noqa: N818  # read as a sentence
    """An address that events cannot go to, and why."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where they go."""

    url: str
    host: str
    networks: tuple[Network, ...] = ()
    """Of ours, in which the receiver may be."""

    @property
    def is_here(self) -> bool:
        """Is it this very machine, as it was written?"""
        return self.host in _HERE

    def lets(self, address: str) -> bool:
        """May a connection go to this address? It is asked of the very one that is connected to."""
        try:
            found = ip_address(address.partition("%")[0])
        except ValueError:
            return False
        if self.is_here:
            return found.is_loopback
        return all(self._lets(one) for one in _meant(found))

    def _lets(self, address: Address) -> bool:
        if _is_in(address, _NEVER):
            return False
        if _is_in(address, self.networks):
            return True
        return address.is_global and not (
            address.is_private
            or address.is_loopback
            or address.is_multicast
            or address.is_reserved
            or _is_in(address, _INSIDE)
        )


def target(url: str, networks: tuple[Network, ...] = ()) -> Target:
    """The place at *url*. TargetWrong says in words why there is none."""
    if len(url) > LONGEST or not _PLAIN.fullmatch(url) or "\\" in url:
        raise TargetWrong("Write one address of at most 2,000 letters, without blanks.")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise TargetWrong("Its host or port cannot be read.") from error
    if "@" in parts.netloc:
        raise TargetWrong("A name or password in it would go into logs: the signature proves who sends.")
    if parts.fragment or url.endswith("#"):
        raise TargetWrong("What stands behind # is never sent: leave it out.")
    if port == 0:
        raise TargetWrong("Nothing listens at port 0.")
    found = Target(url, host, networks)
    if parts.scheme != "https" and not (parts.scheme == "http" and found.is_here):
        raise TargetWrong("It needs https; http is for a receiver at localhost alone.")
    _check_host(found)
    return found


def networks(text: str) -> tuple[Network, ...]:
    """`10.1.0.0/16, fd12::/48`: networks of ours. TargetWrong where one cannot be."""
    found = []
    for part in filter(None, re.split(r"[\s,]+", text)):
        try:
            one = ip_network(part)
        except ValueError as error:
            raise TargetWrong(f"{part!r} is no network: write 10.1.0.0/16.") from error
        if one.prefixlen < (8 if one.version == 4 else 16):
            raise TargetWrong(f"{part!r} is too wide: name the network that the receiver is in.")
        found.append(one)
    return tuple(found)


def _check_host(found: Target) -> None:
    """Whether it is a name, or an address that is allowed; numbers that only look like one are refused."""
    try:
        ip_address(found.host)
    except ValueError:
        if not _HOST.fullmatch(found.host) or ".." in found.host:
            raise TargetWrong("It has no host that can be looked up.") from None
        if _NUMBER.fullmatch(found.host.rpartition(".")[2]):
            raise TargetWrong("Write the host's address in full, such as 203.0.113.7.") from None
        return
    if not found.lets(found.host):
        raise TargetWrong("It leads into a network that is not public.")


def _meant(address: Address) -> Iterator[Address]:
    """The address, and the one inside it that its packets may end up at."""
    yield address
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            yield address.ipv4_mapped
        if address.sixtofour is not None:
            yield address.sixtofour
        if address.teredo is not None:
            yield from address.teredo
        if address in _NAT64 or address.packed[:12] == bytes(12):
            yield IPv4Address(address.packed[12:])


def _is_in(address: Address, among: tuple[Network, ...]) -> bool:
    return any(address in one for one in among)
