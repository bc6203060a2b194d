"""Proves: each address is answered only so much, whoever it claims to be, and no trick with requests works.

1. Pages are answered so often, then refused politely; another address notices nothing. Health is free.
2. `X-Forwarded-For` is believed from a proxy of the settings alone, and only as far as proxies wrote it.
   One network of IPv6 is one address. An operator with a proxy that is not set is told.
3. What the platforms signed is taken however many others are refused from the same address; what is refused
   is logged a few times. Refused tokens of the API end in 429, before anything is looked at, and so does
   whatever else is asked for there without a good one; it is said as the API says troubles.
4. Packed bodies, two lengths, two hosts, control characters, other methods, dots and doubly escaped slashes
   in paths, huge paths and foreign hosts: refused, or not found, and never an error of ours.
5. JSON that is deep, huge in numbers, or says a thing twice is confirmed and does nothing, or what it says.
"""

import asyncio
import json
import logging
from ipaddress import ip_network
from typing import Any, Final

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.reception.buckets import Allowance
from bot.store.database import Database
from bot.store.tables import ADDRESS
from bot.web.application import application
from bot.web.limits import KNOWN, Limits, who_asks
from tests.fakes.slack import FakeSlack
from tests.fakes.telegram import FakeTelegram
from tests.people import Prospect
from tests.rows import count
from tests.security.raw import asks, get, post
from tests.served import library
from tests.slack.served import served as served_in_slack
from tests.slack.wire import event_comes
from tests.telegram.flows import MOOD
from tests.telegram.served import SECRET, served
from tests.web.api.reader import Company

PROXY: Final = ip_network("10.0.0.0/8")
SECRET_LINE: Final = f"X-Telegram-Bot-Api-Secret-Token: {SECRET}"
FEW: Final = Allowance(at_once=3, a_second=0.001)


async def page(request: Request) -> Response:
    return PlainTextResponse("here")


async def token_only(request: Request) -> Response:
    good = request.headers.get("authorization") == "Bearer good"
    if good:
        request.scope[KNOWN] = True
    return Response(status_code=200 if good else 401)


async def ready() -> str:
    return ""


def limits(*proxies: Any) -> Limits:
    routes = [Route("/r/{token}", page), Route("/api/v1/results", token_only)]
    return Limits(application(routes, ready), proxies, pages=FEW, refusals=FEW)


async def status(
    app: Limits, path: str, *, client: str = "192.0.2.1", **headers: str
) -> int:  # fmt: skip
    return (await said(app, path, client=client, **headers)).status_code


async def said(
    app: Limits, path: str, *, client: str = "192.0.2.1", method: str = "GET", **headers: str
) -> httpx.Response:  # fmt: skip
    transport = httpx.ASGITransport(app, client=(client, 4711))
    async with httpx.AsyncClient(transport=transport, base_url="https://checkup.example") as visitor:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        answer = await visitor.request(method, path, headers=named)
        if answer.status_code == 429:
            assert answer.headers["retry-after"].isdecimal()
            assert answer.headers["cache-control"] == "no-store"
        return answer


# --- 1. Pages ----------------------------------------------------------------------------------------


async def test_1_so_often_and_no_more() -> None:
    app = limits()
    assert [await status(app, "/r/a") for _ in range(5)] == [200, 200, 200, 429, 429]
    assert await status(app, "/r/a", client="192.0.2.2") == 200
    assert await status(app, "/nothing") == 429
    assert [await status(app, "/healthz") for _ in range(9)] == [200] * 9
    assert [await status(app, "/readyz") for _ in range(9)] == [200] * 9


async def test_1_as_it_is_served(telegram: FakeTelegram, ready_sqlite_url: str) -> None:
    async with served(telegram, ready_sqlite_url, library(MOOD), webhook=True) as server:
        found = [(await asks(server.address, get("/r/x"), "127.0.3.1")).status for _ in range(200)]
        assert found[:120] == [404] * 120
        assert found.count(429) >= 50
        assert (await asks(server.address, get("/r/x"), "127.0.3.2")).status == 404


# --- 2. Who asks -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("client", "forwarded", "counts"),
    [
        ("192.0.2.1", None, "192.0.2.1"),
        ("192.0.2.1", "198.51.100.7", "192.0.2.1"),
        ("10.0.0.1", None, "10.0.0.1"),
        ("10.0.0.1", "198.51.100.7", "198.51.100.7"),
        ("10.0.0.1", "1.2.3.4, 198.51.100.7", "198.51.100.7"),
        ("10.0.0.1", "1.2.3.4, 198.51.100.7, 10.2.0.9", "198.51.100.7"),
        ("10.0.0.1", "198.51.100.7:4711", "198.51.100.7"),
        ("10.0.0.1", "[2001:db8:1:2:3::4]:4711", "2001:db8:1:2::/64"),
        ("10.0.0.1", "1.2.3.4, unknown", "10.0.0.1"),
        ("10.0.0.1", "1.2.3.4, 999.1.1.1", "10.0.0.1"),
        ("10.0.0.1", "::ffff:198.51.100.7", "198.51.100.7"),
        ("::ffff:10.0.0.1", "198.51.100.7", "198.51.100.7"),
        ("10.0.0.1", "10.0.0.2, 10.0.0.3", "10.0.0.2"),
        ("2001:db8:1:2:aaaa::1", None, "2001:db8:1:2::/64"),
        ("2001:db8:1:2:bbbb::2", "1.2.3.4", "2001:db8:1:2::/64"),
    ],
)
def test_2_whose_word_counts(client: str, forwarded: str | None, counts: str) -> None:
    headers = [] if forwarded is None else [(b"x-forwarded-for", forwarded.encode())]
    assert who_asks({"client": (client, 1), "headers": headers}, [PROXY]) == counts


def test_2_several_lines_are_one_and_a_socket_has_no_address() -> None:
    lines = [(b"x-forwarded-for", b"1.2.3.4"), (b"x-forwarded-for", b"198.51.100.7")]
    assert who_asks({"client": ("10.0.0.1", 1), "headers": lines}, [PROXY]) == "198.51.100.7"
    assert who_asks({"client": None, "headers": lines}, [PROXY]) == ""


async def test_2_made_up_addresses_get_no_more(caplog: pytest.LogCaptureFixture) -> None:
    app = limits()
    with caplog.at_level(logging.WARNING):
        found = [await status(app, "/r/a", x_forwarded_for=f"198.51.100.{number}") for number in range(6)]
    assert found == [200] * 3 + [429] * 3
    assert caplog.text.count("CHECKUP_TRUSTED_PROXIES") == 1
    behind = limits(PROXY)
    assert [
        await status(behind, "/r/a", client="10.0.0.1", x_forwarded_for=f"198.51.100.{number}")
        for number in range(6)
    ] == [200] * 6


# --- 3. Refusals -------------------------------------------------------------------------------------


async def test_3_the_api_stops_listening_and_good_tokens_cost_nothing() -> None:
    app = limits()
    results = "/api/v1/results"
    assert [await status(app, results, authorization="Bearer good") for _ in range(20)] == [200] * 20
    assert [await status(app, results, authorization=f"Bearer {number}") for number in range(5)] == [
        401, 401, 401, 429, 429,
    ]  # fmt: skip
    assert await status(app, results, client="192.0.2.2", authorization="Bearer good") == 200
    assert [await status(limits(), results) for _ in range(2)] == [401, 401]
    bare = limits()
    assert [await status(bare, results) for _ in range(4)] == [401, 401, 401, 429]


ANYTHING: Final = {
    "described": ("GET", "/api/v1/openapi.json", "x", 200),
    "nowhere": ("GET", "/api/v1/nowhere", "x", 404),
    "no token of ours": ("GET", "/api/v2", "Bearer x", 404),
    "options": ("OPTIONS", "/api/v1/me", "x", 204),
    "post": ("POST", "/api/v1/me", "x", 405),
    "token in the address": ("GET", "/api/v1/me?t=ckp_x", "x", 400),
    "head": ("HEAD", "/api/v1/openapi.json", "", 200),
}


@pytest.mark.parametrize("name", ANYTHING)
async def test_3_a_header_alone_opens_nothing_more(database: Database, name: str) -> None:
    """Whoever brings no good token is answered as often as a page is, whatever they ask the API for."""
    company = await Company(database).opened()
    app = Limits(company.app, pages=FEW, refusals=FEW)
    method, path, header, expected = ANYTHING[name]
    found = [await said(app, path, method=method, authorization=header) for _ in range(5)]
    assert [one.status_code for one in found] == [expected] * 3 + [429] * 2
    is_problem(found[-1], method)
    assert await status(app, "/r/a") == 429
    good = f"Bearer {company.secret}"
    assert [await status(app, "/api/v1/me", authorization=good) for _ in range(5)] == [200] * 5
    assert await status(app, "/api/v1/me?limit=0", authorization=good) == 400
    assert await status(app, "/api/v1/me", client="192.0.2.2") == 401


def is_problem(answer: httpx.Response, method: str = "GET") -> None:
    """It is told as the API tells troubles."""
    assert answer.headers["content-type"] == "application/problem+json"
    if method == "HEAD":
        assert answer.content == b""
        return
    problem = answer.json()
    assert list(problem) == ["type", "title", "status", "detail", "todo"]
    assert problem["status"] == answer.status_code
    assert len(answer.content) == int(answer.headers["content-length"])


async def test_3_near_the_api_refusals_are_problems(database: Database) -> None:
    company = await Company(database).opened()
    app = Limits(company.app, pages=FEW, refusals=FEW)
    packed = await said(app, "/api/v1/me", content_encoding="gzip", authorization=f"Bearer {company.secret}")
    assert packed.status_code == 415
    is_problem(packed)
    broken = await said(app, "/api/v1/%5c")
    assert broken.status_code == 400
    is_problem(broken)
    for client, headers in {"192.0.2.3": {}, "192.0.2.4": {"authorization": "Bearer x"}}.items():
        found = [await said(app, "/api/v1/me", client=client, **headers) for _ in range(4)]
        assert [one.status_code for one in found] == [401, 401, 401, 429]
        is_problem(found[-1])
    page_ = await said(app, "/r/a", content_encoding="gzip")
    assert page_.headers["content-type"].startswith("text/plain")


async def test_3_telegram_is_heard_beside_strangers(
    telegram: FakeTelegram, ready_sqlite_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with served(telegram, ready_sqlite_url, library(MOOD), webhook=True) as server:
        update = json.dumps({"update_id": 1}).encode()
        with caplog.at_level(logging.WARNING):
            for number in range(100):
                forged = post("/telegram/webhook", update, f"X-Telegram-Bot-Api-Secret-Token: {number}")
                assert (await asks(server.address, forged)).status == 403
        assert caplog.text.count("without the secret") <= 40
        assert (await asks(server.address, post("/telegram/webhook", update, SECRET_LINE))).status == 200
        ana = await Prospect(telegram, server).begins("mood")
        ana.sees("Question 1 of 3")


async def test_3_slack_is_heard_beside_strangers(slack: FakeSlack, ready_sqlite_url: str) -> None:
    async with served_in_slack(slack, ready_sqlite_url, library(MOOD)) as server:
        for _ in range(100):
            assert (await asks(server.address, post("/slack/events", b"{}"))).status == 401
        assert await event_comes(slack, server, {"type": "event_callback"}) == 200


# --- 4. Requests -------------------------------------------------------------------------------------


def mistakes(caplog: pytest.LogCaptureFixture) -> list[str]:
    """What was logged where requests are read as only a mistake of ours is."""
    where = ("bot.web", "bot.reception", "uvicorn", "slack_bolt")
    return [
        one.getMessage()
        for one in caplog.records
        if one.name.startswith(where) and one.levelno >= logging.ERROR
    ]


WEBHOOK: Final = b"POST /telegram/webhook HTTP/1.1\r\nHost: a\r\n"
TRICKS: Final = {
    "dots": (get("/r/../healthz"), 404),
    "escaped dots": (get("/r/%2e%2e/%2e%2e/etc/passwd"), 404),
    "escaped slash": (get("/r%2fx"), 404),
    "doubly escaped": (get("/r/%252e%252e%252fhealthz"), 404),
    "escaped line end": (get("/r/x%0d%0aSet-Cookie:%20a=b"), 400),
    "escaped zero": (get("/r/x%00.csv"), 400),
    "backslash": (get("/r\\..\\x"), 400),
    "escaped backslash": (get("/r/%5c..%5cx"), 400),
    "no utf-8": (get("/r/%ff%fe"), 404),
    "slash behind": (get("/healthz/"), 404),
    "two slashes": (get("//evil.example/healthz"), 404),
    "long": (get("/r/" + "a" * 20_000), 404),
    "long query": (get("/r/x?round=" + "1" * 20_000), 404),
    "absolute": (get("http://evil.example/healthz"), 200),
    "foreign host": (get("/healthz", "X-Forwarded-Host: evil.example"), 200),
    "two hosts": (get("/healthz", "Host: evil.example"), 400),
    "two lengths": (WEBHOOK + b"Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}x", 400),
    "length and chunks": (
        WEBHOOK + b"Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        400,
    ),
    "packed": (post("/telegram/webhook", b"\x1f\x8b", "Content-Encoding: gzip", SECRET_LINE), 415),
    "packed twice": (post("/slack/events", b"x", "Content-Encoding: gzip, br"), 415),
    "named as it is": (post("/telegram/webhook", b"{}", "Content-Encoding: identity", SECRET_LINE), 200),
    "too large": (
        WEBHOOK + b"Content-Length: 99999999999\r\n"
        + SECRET_LINE.encode() + b"\r\n\r\n", 413,
    ),
    "negative": (
        WEBHOOK + b"Content-Length: -1\r\n"
        + SECRET_LINE.encode() + b"\r\n\r\n", 400,
    ),
    "bare line end in a header": (b"GET /healthz HTTP/1.1\r\nHost: a\r\nX: a\nb\r\n\r\n", 400),
    "space before the colon": (b"GET /healthz HTTP/1.1\r\nHost : a\r\n\r\n", 400),
    "folded": (b"GET /healthz HTTP/1.1\r\nHost: a\r\nX: a\r\n b\r\n\r\n", 400),
    **{
        f"{method} of the webhook": (f"{method} /telegram/webhook HTTP/1.1\r\nHost: a\r\n\r\n".encode(), 405)
        for method in ("GET", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE")
    },
    "post of a page": (post("/r/x", b""), 405),
    "method overridden": (post("/r/x", b"", "X-HTTP-Method-Override: GET"), 405),
    "connect": (b"CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example\r\n\r\n", 400),
    "websocket": (get("/healthz", "Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Key: x"), 200),
}  # fmt: skip


async def test_4_tricks(
    telegram: FakeTelegram, ready_sqlite_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    wrong = {}
    async with served(telegram, ready_sqlite_url, library(MOOD), webhook=True) as server:
        for name, (request, expected) in TRICKS.items():
            answer = await asks(server.address, request)
            if answer.status not in (expected, 0 if expected == 400 else expected):
                wrong[name] = answer.status
            assert b"passwd" not in answer.body
            assert "set-cookie" not in answer.headers
            assert "evil" not in json.dumps(answer.headers)
    assert wrong == {}
    assert mistakes(caplog) == []


# --- 5. JSON -----------------------------------------------------------------------------------------

BOMBS: Final = {
    "deep lists": b"[" * 400_000,
    "deep objects": b'{"a":' * 180_000,
    "deep and closed": b'{"update_id":1,"message":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "a huge number": b'{"update_id":' + b"9" * 900_000 + b"}",
    "a number that fits": b'{"update_id":' + b"9" * 4_000 + b',"message":{}}',
    "a huge exponent": b'{"update_id":1e999999,"message":{"chat":{"id":1e400}}}',
    "no number": b'{"update_id":NaN,"message":{"message_id":Infinity}}',
    "many keys": b"{" + b",".join(b'"%d":1' % number for number in range(60_000)) + b"}",
    "half a letter": b'{"update_id":1,"message":{"text":"\\ud800"}}',
    "another encoding": '{"update_id":1}'.encode("utf-16"),
    "no text": b"\xff\xfe\x00",
    "nothing": b"",
}


@pytest.mark.parametrize("name", BOMBS)
async def test_5_bombs(
    telegram: FakeTelegram, slack: FakeSlack, ready_sqlite_url: str, name: str,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    body = BOMBS[name]
    async with served(telegram, ready_sqlite_url, library(MOOD), webhook=True) as server:
        async with asyncio.timeout(5):
            answer = await asks(server.address, post("/telegram/webhook", body, SECRET_LINE))
        assert answer.status == 200
        assert await count(server, ADDRESS) == 0
    assert mistakes(caplog) == []


@pytest.mark.parametrize("name", BOMBS)
async def test_5_bombs_from_slack(
    slack: FakeSlack, ready_sqlite_url: str, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with served_in_slack(slack, ready_sqlite_url, library(MOOD)) as server:
        async with asyncio.timeout(5):
            assert await event_comes(slack, server, BOMBS[name]) in (200, 400)
        assert await count(server, ADDRESS) == 0
    assert mistakes(caplog) == []


async def test_5_said_twice(telegram: FakeTelegram, ready_sqlite_url: str) -> None:
    """The last one counts, for all that is read: nobody is checked who is not meant."""
    body = (
        b'{"update_id":7,"message":{"message_id":1,"date":1,"text":"/start","chat":{"id":11,"type":"private"},'
        b'"from":{"id":11,"is_bot":false,"first_name":"A"},"from":{"id":12,"is_bot":false,"first_name":"B"},'
        b'"chat":{"id":12,"type":"private"}}}'
    )
    async with served(telegram, ready_sqlite_url, library(MOOD), webhook=True) as server:
        assert (await asks(server.address, post("/telegram/webhook", body, SECRET_LINE))).status == 200
        rows = await server.reads(lambda c: c.execute(ADDRESS.select()).all())
        assert [row.external_id for row in rows] == ["12"]
