"""Proves: whoever hangs, trickles, floods or reads nothing loses their own connection, and nobody else waits.

1. A head that does not come, or comes drop by drop, is waited for no longer than said; so is a body, also one
   whose request was answered before it was whole.
2. A head that is too large is refused however it is cut, and so are endless trailers.
3. Who reads no answer is let go; who stays on the line without asking anything is, too.
4. When all places are taken, the connection goes that has kept us waiting longest; one whose request is being
   answered stays.
5. Five hundred connections that hang, and a thousand more that come and go, and a person still gets their
   next question at once.
6. What cannot be read is logged a few times, not once a request.
"""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from time import perf_counter

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.web.bodies import bounded_body
from bot.web.connections import LARGEST_HEAD, Patience
from tests.fakes.telegram import FakeTelegram
from tests.people import Prospect
from tests.security.raw import Line, asks, get, line_to, post
from tests.served import free_port, library
from tests.telegram.flows import MOOD
from tests.telegram.served import served

SOON = 0.4
"""Seconds that the servers of these tests wait."""


async def ok(_request: Request) -> Response:
    return PlainTextResponse("ok")


async def reads(request: Request) -> Response:
    body = await bounded_body(request)
    return PlainTextResponse("none" if body is None else f"{len(body)}")


async def large(_request: Request) -> Response:
    return PlainTextResponse("x" * 30_000_000)


async def slow(_request: Request) -> Response:
    await asyncio.sleep(1.0)
    return PlainTextResponse("at last")


ROUTES = [
    Route("/ok", ok, methods=["GET", "POST"]),
    Route("/reads", reads, methods=["POST"]),
    Route("/large", large),
    Route("/slow", slow),
]


@asynccontextmanager
async def listening(patience: Patience, keep_alive: int = 5) -> AsyncIterator[str]:
    port = free_port()
    config = uvicorn.Config(
        Starlette(routes=ROUTES), port=port, http=patience.protocol, ws="none", log_config=None,  # type: ignore[arg-type]  # as serving.py
        lifespan="off", timeout_keep_alive=keep_alive, timeout_graceful_shutdown=1,
    )  # fmt: skip
    server = uvicorn.Server(config)
    server.capture_signals = AsyncExitStack  # type: ignore[method-assign,assignment]  # none of pytest's
    running = asyncio.create_task(server._serve())
    while not server.started:  # noqa: ASYNC110  # uvicorn tells it in no other way
        await asyncio.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        await running


def quick(most: int = 100) -> Patience:
    return Patience(most, head=SOON, body=SOON, read=SOON)


async def trickles(line: Line, data: bytes) -> None:
    while True:
        await line.says(data)
        await asyncio.sleep(SOON / 8)


async def comes_and_goes(address: str, times: int) -> None:
    for _ in range(times):
        async with line_to(address, "127.0.2.1") as line:
            await line.says(b"POST /slack/events HTTP/1.1\r\n")


@pytest.mark.parametrize(
    "begun",
    [b"", b"G", b"GET /ok HTTP/1.1\r\n", b"GET /ok HTTP/1.1\r\nHost: a\r\n", b"\r\n\r\n"],
    ids=["silence", "a letter", "a line", "a header", "empty lines"],
)
async def test_1_a_head_that_does_not_come(begun: bytes) -> None:
    async with listening(quick()) as address, line_to(address) as line:
        await line.says(begun)
        assert not await line.is_closed_within(SOON / 2)
        assert await line.is_closed_within(SOON * 3)


async def test_1_a_head_in_drops() -> None:
    async with listening(quick()) as address, line_to(address) as line:
        await line.says(b"GET /ok HTTP/1.1\r\nHost: a\r\n")
        drops = asyncio.create_task(trickles(line, b"X-A: b\r\n"))
        assert await line.is_closed_within(SOON * 4)
        drops.cancel()


async def test_1_a_head_in_drops_after_a_good_request() -> None:
    async with listening(quick()) as address, line_to(address) as line:
        await line.says(get("/ok"))
        assert (await line.hears()).body == b"ok"
        await asyncio.sleep(SOON * 2)  # between requests there is more time
        await line.says(get("/ok"))
        assert (await line.hears()).body == b"ok"
        await line.says(b"GET /ok HTTP/1.1\r\n")
        drops = asyncio.create_task(trickles(line, b"X-A: b\r\n"))
        assert await line.is_closed_within(SOON * 4)
        drops.cancel()


@pytest.mark.parametrize("path", ["/reads", "/ok"])
async def test_1_a_body_in_drops(path: str) -> None:
    """`/ok` answers at once: the rest of the body is still not waited for."""
    async with listening(quick()) as address, line_to(address) as line:
        await line.says(f"POST {path} HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n".encode())
        drops = asyncio.create_task(trickles(line, b"x"))
        assert await line.is_closed_within(SOON * 4)
        drops.cancel()


async def test_1_a_line_that_is_quiet_after_a_late_body() -> None:
    async with listening(quick()) as address, line_to(address) as line:
        await line.says(b"POST /ok HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nab")
        assert (await line.hears()).body == b"ok"
        await line.says(b"cd")
        assert await line.is_closed_within(SOON * 4)


async def test_1_who_is_in_time_is_served_on() -> None:
    async with listening(quick()) as address, line_to(address) as line:
        for _ in range(5):
            await line.says(post("/reads", b"x" * 200_000))
            assert (await line.hears()).body == b"200000"
            await asyncio.sleep(SOON / 2)


@pytest.mark.parametrize(
    "head",
    [
        b"GET /" + b"a" * LARGEST_HEAD + b" HTTP/1.1\r\n",
        b"GET /ok HTTP/1.1\r\nHost: a\r\nX: " + b"b" * LARGEST_HEAD,
        b"GET /ok HTTP/1.1\r\nHost: a\r\n" + b"X: b\r\n" * (LARGEST_HEAD // 6),
    ],
    ids=["first line", "one header", "many headers"],
)
@pytest.mark.parametrize("piece", [100, 5_000, 1_000_000])
async def test_2_a_large_head(head: bytes, piece: int) -> None:
    async with listening(Patience(10, head=30)) as address, line_to(address) as line:
        for start in range(0, len(head), piece):
            await line.says(head[start : start + piece])
        assert await line.is_closed_within(2)


async def test_2_endless_trailers() -> None:
    async with listening(Patience(10, body=30)) as address, line_to(address) as line:
        await line.says(
            b"POST /reads HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n"
        )
        for _ in range(60):
            await line.says(b"X: " + b"y" * 65_536)
        assert await line.is_closed_within(2)


async def test_3_who_reads_nothing() -> None:
    patience = quick()
    async with listening(patience) as address, line_to(address) as line:
        line.reader._transport.pause_reading()  # type: ignore[attr-defined]  # as somebody who does not read
        await line.says(get("/large"))
        await asyncio.sleep(SOON / 2)
        assert patience.open == 1
        await asyncio.sleep(SOON * 3)
        assert patience.open == 0


async def test_3_who_reads_slowly_gets_all_of_it() -> None:
    async with listening(Patience(10, read=20)) as address, line_to(address) as line:
        await line.says(get("/large"))
        assert len((await line.hears(20)).body) == 30_000_000


async def test_3_who_only_stays() -> None:
    patience = quick()
    async with listening(patience, keep_alive=1) as address, line_to(address) as line:
        await line.says(get("/ok"))
        assert (await line.hears()).body == b"ok"
        assert await line.is_closed_within(3)


async def test_4_the_longest_wait_goes_first() -> None:
    patience = Patience(3, head=30)
    async with listening(patience) as address, AsyncExitStack() as stack:
        working = await stack.enter_async_context(line_to(address))
        await working.says(get("/slow"))
        await asyncio.sleep(0.05)
        first, second, third = [await stack.enter_async_context(line_to(address)) for _ in range(3)]
        assert await first.is_closed_within(1)
        assert not await second.is_closed_within(0.1)
        await third.says(get("/ok"))
        assert (await third.hears()).body == b"ok"
        assert (await working.hears()).body == b"at last"
        fourth = await stack.enter_async_context(line_to(address))
        assert await second.is_closed_within(1)
        await fourth.says(get("/ok"))
        assert (await fourth.hears()).body == b"ok"
    assert patience.open == 0
    assert not patience.waiting


async def test_5_a_person_does_not_notice(telegram: FakeTelegram, ready_sqlite_url: str) -> None:
    async with (
        served(telegram, ready_sqlite_url, library(MOOD), webhook=True) as server,
        AsyncExitStack() as stack,
    ):
        for number in range(500):
            line = await stack.enter_async_context(line_to(server.address, f"127.0.1.{number % 250 + 1}"))
            await line.says(
                (b"", b"GET / HTTP/1.1\r\n", b"POST /telegram/webhook HTTP/1.1\r\nX: ")[number % 3]
            )
        ana = await Prospect(telegram, server).begins("mood")
        coming = asyncio.create_task(comes_and_goes(server.address, 1000))
        begun = perf_counter()
        await ana.app.taps("Agree")
        await ana.app.until("Question 2 of 3")
        assert perf_counter() - begun < 8.0  # on a busy machine, too
        await coming
        answer = await asks(server.address, get("/healthz"))
        assert answer.status == 200


async def test_6_few_lines_are_logged(caplog: pytest.LogCaptureFixture) -> None:
    async with listening(quick()) as address:
        with caplog.at_level(logging.WARNING):
            for _ in range(50):
                assert (await asks(address, b"NOT HTTP\r\n\r\n")).status == 400
            for _ in range(50):
                wanted = get("/ok", "Connection: Upgrade", "Upgrade: websocket")
                assert (await asks(address, wanted)).status in (0, 200)
    assert 1 <= caplog.text.count("Invalid HTTP request") <= 10
    assert caplog.text.count("upgrade") <= 20
