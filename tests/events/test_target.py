"""Proves: events go to the public internet, by https, and nowhere else that an address could lead to.

1. An address is refused, with a word, where anything about it is odd.
2. Of addresses that a name leads to, none inside or special is let; nor one inside another.
3. A receiver here is one only as it is written; then it is nowhere else.
4. A network that the operator names is let, but never where clouds hand out secrets.
"""

import pytest

from bot.events.target import Target, TargetWrong, networks, target

PUBLIC = ("203.0.114.7", "8.8.8.8", "2606:4700::1111", "1.1.1.1")
INSIDE = (
    "127.0.0.1", "127.9.9.9", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254",
    "0.0.0.0",  # noqa: S104  # nobody binds to it
    "0.1.2.3", "100.64.0.1", "100.100.100.200", "192.0.0.192", "198.18.0.1", "224.0.0.1",
    "239.1.1.1", "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.51.100.1", "203.0.113.1", "192.88.99.1",
    "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00::1", "fd00:ec2::254", "ff02::1", "fec0::1",
    "::ffff:8.8.8.8",
    "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1", "::10.0.0.1",
    "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "2002:7f00:1::", "2002:a00:1::", "2001:db8::1",
    "2001:0:7f00:1::", "not an address", "",
)  # fmt: skip
SOMEWHERE = target("https://crm.example.com/hook")


@pytest.mark.parametrize(
    "url",
    [
        "https://crm.example.com",
        "https://crm.example.com/hook?token=abc",
        "https://crm.example.com:8443/a/b",
        "https://8.8.8.8/hook",
        "https://[2606:4700::1111]/hook",
        "https://xn--bcher-kva.example/hook",
        "http://localhost:9000/hook",
        "http://127.0.0.1/hook",
        "https://localhost/hook",
        "http://[::1]:80/",
    ],
)
def test_1_an_address(url: str) -> None:
    assert target(url).url == url


@pytest.mark.parametrize(
    ("url", "word"),
    [
        ("http://crm.example.com/hook", "https"),
        ("ftp://crm.example.com/hook", "https"),
        ("file:///etc/passwd", "https"),
        ("gopher://127.0.0.1/", "https"),
        ("//crm.example.com/hook", "https"),
        ("crm.example.com", "https"),
        ("", "one address"),
        ("https://", "host"),
        ("https:///hook", "host"),
        ("https://user:word@crm.example.com/", "name or password"),
        ("https://user@crm.example.com/", "name or password"),
        ("https://@crm.example.com/", "name or password"),
        ("https://crm.example.com#@evil.example/", "#"),
        ("https://crm.example.com/hook#part", "#"),
        ("https://crm.example.com\\@evil.example/", "one address"),
        ("https://crm.example.com/a b", "one address"),
        ("https://crm.example.com/\nHost: evil", "one address"),
        ("https://crm.example.com/\t", "one address"),
        ("https://bücher.example/", "one address"),
        ("https://crm.example.com:0/", "port 0"),
        ("https://crm.example.com:99999/", "port"),
        ("https://crm.example.com:port/", "port"),
        ("https://crm..example.com/", "host"),
        ("https://-crm.example.com/", "host"),
        ("https://cr%6d.example.com/", "host"),
        ("https://2130706433/", "in full"),
        ("https://0x7f000001/", "in full"),
        ("https://127.1/", "in full"),
        ("https://0177.0.0.1/", "in full"),
        ("https://10.0.0.1/", "not public"),
        ("https://169.254.169.254/latest/meta-data", "not public"),
        ("https://[::ffff:127.0.0.1]/", "not public"),
        ("https://[fe80::1]/", "not public"),
        ("https://127.0.0.2/", "not public"),
        ("http://0.0.0.0/", "https"),
        ("https://" + "a" * 2000 + ".example", "one address"),
    ],
)
def test_1_what_is_none(url: str, word: str) -> None:
    with pytest.raises(TargetWrong, match=word):
        target(url)


@pytest.mark.parametrize("address", PUBLIC)
def test_2_public_addresses(address: str) -> None:
    assert SOMEWHERE.lets(address)


@pytest.mark.parametrize("address", INSIDE)
def test_2_no_other_address(address: str) -> None:
    assert not SOMEWHERE.lets(address)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]"])
def test_3_a_receiver_here(host: str) -> None:
    here = target(f"http://{host}:9/hook")
    assert here.lets("127.0.0.1")
    assert here.lets("::1")
    assert not any(here.lets(one) for one in (*PUBLIC, "10.0.0.1", "169.254.169.254", "fe80::1"))


def test_4_a_network_of_ours() -> None:
    inside = target("https://crm.inside/hook", networks("10.1.0.0/16, fd12:3456::/48"))
    assert [one for one in (*INSIDE, "10.1.2.3", "fd12:3456::9", "::ffff:10.1.2.3") if inside.lets(one)] == [
        "10.1.2.3", "fd12:3456::9",
    ]  # fmt: skip
    assert all(inside.lets(one) for one in PUBLIC)
    assert target("https://10.1.2.3/hook", networks("10.1.0.0/16")).lets("10.1.2.3")


@pytest.mark.parametrize("text", ["169.254.0.0/16", "100.100.100.0/24", "fe80::/16", "fd00:ec2::/48"])
def test_4_never_where_secrets_are_handed_out(text: str) -> None:
    named = Target("https://crm.inside/", "crm.inside", networks(text))
    assert not any(
        named.lets(one) for one in ("169.254.169.254", "100.100.100.200", "fe80::1", "fd00:ec2::254")
    )


@pytest.mark.parametrize(
    ("text", "word"),
    [("0.0.0.0/0", "too wide"), ("::/0", "too wide"), ("10.0.0.1/8", "no network"), ("office", "no network")],
)
def test_4_what_is_no_network(text: str, word: str) -> None:
    with pytest.raises(TargetWrong, match=word):
        networks(text)
