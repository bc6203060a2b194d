"""One call of the Bot API: from the request to the answer, with all that may go wrong in between."""

import asyncio
import json
import re
from contextlib import suppress
from typing import Any, Final

from aiohttp import web

from tests.fakes.telegram.faults import AFTER, Rule, Trouble
from tests.fakes.telegram.methods import METHODS, Method, carried_out
from tests.fakes.telegram.parameters import Parameters, read_parameters, read_reply
from tests.fakes.telegram.record import Refusal, Request
from tests.fakes.telegram.refusal import RefusalError, too_many_requests
from tests.fakes.telegram.world import World

_TOKEN: Final = re.compile(r"\d+:[\w-]+")
_POLL: Final = "getupdates"
_JSON: Final = "application/json"
_NOT_IN_REPLY: Final = frozenset({"setwebhook", "deletewebhook", "close", "logout"})
"""Nor whatever begins with `get` (tdlib/telegram-bot-api, `WebhookActor::handle`)."""
_GATEWAY: Final = (
    "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>"
)


class LostError(Exception):
    """The connection breaks instead of an answer."""


class Calls:
    """Answers them, and knows how many are going on."""

    def __init__(self, world: World, token: str) -> None:
        self._world = world
        self._path = f"/bot{token}/"
        self._ending = asyncio.Event()
        self.going_on = 0
        """Calls without an answer so far; those that wait for updates do not count."""
        self.last = 0.0
        """When the last one came or went, by the loop's time."""
        self._unheard: set[asyncio.Task[None]] = set()

    def end(self) -> None:
        """Who is kept waiting is let go."""
        self._ending.set()
        for task in self._unheard:
            task.cancel()
        self._world.polling.close()

    async def answer(self, request: web.BaseRequest) -> web.Response:
        """The answer to a request under `/bot…/`."""
        try:
            called = self._method(request)
        except RefusalError as refusal:
            self._world.record.refusals.append(Refusal(request.path, refusal.description, refusal.code, None))
            return _response(refusal.code, refusal.body)
        name = called.name.lower()
        counts = name != _POLL
        self.going_on += counts
        self._moves()
        try:
            return await self._answer(request, called, name)
        except LostError:
            if request.transport:
                request.transport.abort()
            return web.Response()
        finally:
            self.going_on -= counts
            self._moves()
            self._world.bell.ring()

    def in_reply(self, body: bytes) -> None:
        """A method that stands in the answer to a webhook is called; the bot does not hear what comes of it
        (Bot API, "Making requests when getting updates").
        """
        self.going_on += 1
        self._moves()
        task = asyncio.get_running_loop().create_task(self._call_unheard(body))
        self._unheard.add(task)
        task.add_done_callback(self._unheard.discard)

    async def _call_unheard(self, body: bytes) -> None:
        method, given = read_reply(body)
        name = method.lower()
        called = None if name in _NOT_IN_REPLY or name.startswith("get") else METHODS.get(name)
        try:
            if called is None:
                self._world.record.silent_losses.append(f"in the answer to a webhook: {body!r}")
                return
            rule = self._world.faults.struck(name, given.number("chat_id"))
            if rule and rule.trouble not in AFTER and (early := await self._before(rule)):
                self._note(called, given, early.status, rule, in_reply=True)
                return
            try:
                result = await carried_out(self._world, called, given)
            except RefusalError as refusal:
                self._note(called, given, refusal.code, rule, description=refusal.description, in_reply=True)
                self._is_refused(called, given, refusal)
            else:
                self._note(called, given, 200, rule, result=result, in_reply=True)
        except LostError:
            return
        finally:
            self.going_on -= 1
            self._moves()
            self._world.bell.ring()

    def _method(self, request: web.BaseRequest) -> Method:
        """The method that is called. RefusalError: wrong token, or no such method."""
        path = request.path
        if not path.startswith(self._path):
            token, _, _ = path.removeprefix("/bot").partition("/")
            raise (
                RefusalError(401, "Unauthorized")
                if _TOKEN.fullmatch(token)
                else RefusalError(404, "Not Found")
            )
        called = METHODS.get(path[len(self._path) :].lower())
        if called is None:
            raise RefusalError(404, "Not Found: method not found")
        return called

    async def _answer(self, request: web.BaseRequest, called: Method, name: str) -> web.Response:
        given, rule = Parameters({}), None
        try:
            given = await read_parameters(request)
            rule = self._world.faults.struck(name, given.number("chat_id"))
            if rule and rule.trouble not in AFTER:
                early = await self._before(rule)
                if early:
                    self._note(called, given, early.status, rule)
                    return early
            result = await carried_out(self._world, called, given)
        except RefusalError as refusal:
            return self._refused(request, called, given, refusal, rule)
        except LostError:
            self._note(called, given, 0, rule)
            raise
        body = json.dumps({"ok": True, "result": result})
        if rule and rule.trouble in AFTER:
            body = await self._after(rule, body, called, given, result)
        self._note(called, given, 200, rule, result=result)
        return web.Response(body=body.encode(), content_type=_JSON)

    async def _before(self, rule: Rule) -> web.Response | None:
        """What goes wrong before anything was done; None where it goes on after that."""
        match rule.trouble:
            case Trouble.TOO_MANY_REQUESTS:
                return _response(429, too_many_requests(rule.retry_after).body)
            case Trouble.SERVER_ERROR:
                return _response(500, RefusalError(500, "Internal Server Error").body)
            case Trouble.BAD_GATEWAY:
                return web.Response(status=502, text=_GATEWAY, content_type="text/html")
            case Trouble.SLOW:
                await self._waits(rule.seconds)
                return None
            case Trouble.SILENT_BEFORE:
                await self._keeps_silent()
        raise LostError

    async def _after(self, rule: Rule, body: str, called: Method, given: Parameters, result: Any) -> str:
        """What goes wrong when it was done; the answer that is given all the same."""
        match rule.trouble:
            case Trouble.MALFORMED:
                return body[: len(body) // 2]
            case Trouble.LATE:
                await self._waits(rule.seconds)
                return body
        self._note(called, given, 0, rule, result=result)
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

    def _refused(
        self,
        request: web.BaseRequest,
        called: Method,
        given: Parameters,
        refusal: RefusalError,
        rule: Rule | None,
    ) -> web.Response:
        self._note(called, given, refusal.code, rule, description=refusal.description)
        # A poll whose client went away is not refused anything.
        if request.transport and not request.transport.is_closing() and not self._ending.is_set():
            self._is_refused(called, given, refusal)
        return _response(refusal.code, refusal.body)

    def _is_refused(self, called: Method, given: Parameters, refusal: RefusalError) -> None:
        self._world.record.refusals.append(
            Refusal(called.name, refusal.description, refusal.code, given.number("chat_id"))
        )

    def _note(
        self, called: Method, given: Parameters, status: int, rule: Rule | None,
        *, result: Any = None, description: str = "", in_reply: bool = False,
    ) -> None:  # fmt: skip
        record = self._world.record
        record.calls[called.name] += 1
        files = {name: f"{file.name} ({len(file.content)} bytes)" for name, file in given.files.items()}
        fault = rule.trouble.value if rule else ""
        record.requests.append(
            Request(
                called.name,
                {**given.values, **files},
                status,
                result,
                description,
                fault,
                self._world.clock.now(),
                in_reply,
            )
        )

    def _moves(self) -> None:
        self.last = asyncio.get_running_loop().time()


def _response(status: int, body: dict[str, Any]) -> web.Response:
    return web.Response(status=status, body=json.dumps(body).encode(), content_type=_JSON)
