"""One call of the app: from the request to the answer, with all that may go wrong in between."""

import asyncio
import json
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Final

from aiohttp import web

from tests.fakes.slack.faults import AFTER, Rule, Trouble
from tests.fakes.slack.given import Given, read_given
from tests.fakes.slack.record import Refusal, Request
from tests.fakes.slack.refusal import RefusalError, ratelimited
from tests.fakes.slack.world import World

_PAGE: Final = "<html><body><h1>Server Error</h1></body></html>"


class LostError(Exception):
    """The connection breaks instead of an answer."""


class Calls:
    """Answers them, and knows how many are going on."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._ending = asyncio.Event()
        self.going_on = 0
        """Calls without an answer so far."""
        self.last = 0.0
        """When the last one came or went, by the loop's time."""

    def end(self) -> None:
        """Who is kept waiting is let go."""
        self._ending.set()

    async def answer(self, request: web.BaseRequest, work: "Work") -> web.Response:
        """The answer to a request for *work*."""
        self.going_on += 1
        self._moves()
        try:
            return await self._answer(request, work)
        except LostError:
            if request.transport:
                request.transport.abort()
            return web.Response()
        finally:
            self.going_on -= 1
            self._moves()
            self._world.bell.ring()

    async def _answer(self, request: web.BaseRequest, work: "Work") -> web.Response:
        rule = None
        try:
            work.given = await read_given(request)
            rule = self._world.faults.struck(work.method, work.about())
            self._world.bell.ring()  # for whoever waits until it goes wrong
            if rule and rule.trouble not in AFTER:
                early = await self._before(rule)
                if early:
                    self._note(work, early.status, rule, error=str(rule.trouble))
                    return early
            self._world.record.current = work.method
            result = work.carried_out()
        except RefusalError as refusal:
            return self._refused(work, refusal, rule)
        except LostError:
            self._note(work, 0, rule)
            raise
        body = result if isinstance(result, str) else json.dumps({"ok": True, **result}, ensure_ascii=False)
        if rule and rule.trouble in AFTER:
            body = await self._after(rule, body, work, result)
        self._note(work, 200, rule, result=result)
        return web.Response(body=body.encode(), content_type=work.content_type, headers=work.headers)

    async def _before(self, rule: Rule) -> web.Response | None:
        """What goes wrong before anything was done; None where it goes on after that."""
        match rule.trouble:
            case Trouble.RATELIMITED:
                return _response(ratelimited(rule.retry_after))
            case Trouble.SERVER_ERROR:
                return web.Response(status=500, text=_PAGE, content_type="text/html")
            case Trouble.SLOW:
                await self._waits(rule.seconds)
                return None
            case Trouble.SILENT_BEFORE:
                await self._keeps_silent()
            case Trouble.LOST_BEFORE:
                pass
            case error:
                return _response(RefusalError(str(error)))
        raise LostError

    async def _after(self, rule: Rule, body: str, work: "Work", result: Any) -> str:
        """What goes wrong when it was done; the answer that is given all the same."""
        match rule.trouble:
            case Trouble.MALFORMED:
                return body[: len(body) // 2]
            case Trouble.LATE:
                await self._waits(rule.seconds)
                return body
        self._note(work, 0, rule, result=result)
        if rule.trouble is Trouble.SILENT_AFTER:
            await self._keeps_silent()
        raise LostError

    async def _waits(self, seconds: float) -> None:
        """So long, unless the fake ends before. LostError: it does."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._ending.wait()
        if self._ending.is_set():
            raise LostError

    async def _keeps_silent(self) -> None:
        """Until the fake ends; a test does not wait for that one."""
        self.going_on -= 1
        await self._ending.wait()
        self.going_on += 1

    def _refused(self, work: "Work", refusal: RefusalError, rule: Rule | None) -> web.Response:
        self._note(work, refusal.status, rule, result=refusal.body, error=refusal.error)
        self._world.record.refusals.append(
            Refusal(work.method, refusal.error, work.team, tuple(refusal.messages))
        )
        return _response(refusal)

    def _note(
        self, work: "Work", status: int, rule: Rule | None, *, result: Any = None, error: str = ""
    ) -> None:
        record = self._world.record
        record.calls[work.method] += 1
        record.requests.append(
            Request(
                work.method, work.given.values, work.team, status, result, error,
                str(rule.trouble) if rule else "", self._world.clock.now(),
            )
        )  # fmt: skip

    def _moves(self) -> None:
        self.last = asyncio.get_running_loop().time()


class Work:
    """What a request asks for."""

    content_type = "application/json"

    def __init__(self, method: str) -> None:
        self.method = method
        """As faults and records name it."""
        self.given = Given({})
        self.team = ""
        self.headers: dict[str, str] = {}
        """Of the answer, when it is done."""

    def about(self) -> set[str]:
        """The users and channels that it is about."""
        return set()

    def carried_out(self) -> Any:
        """Does it: what the answer holds. RefusalError."""
        raise NotImplementedError


class Simple(Work):
    """Something without arguments that faults could look at."""

    content_type = "text/plain"

    def __init__(self, method: str, does: Callable[[], str]) -> None:
        super().__init__(method)
        self._does = does

    def carried_out(self) -> str:
        return self._does()


def _response(refusal: RefusalError) -> web.Response:
    body = json.dumps(refusal.body).encode()
    return web.Response(
        status=refusal.status, body=body, content_type="application/json", headers=refusal.headers
    )
