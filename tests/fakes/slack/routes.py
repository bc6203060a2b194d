"""Which address of the server does what."""

from typing import TYPE_CHECKING

from aiohttp import web

from tests.fakes.slack.calls import Calls
from tests.fakes.slack.refusal import RefusalError
from tests.fakes.slack.responses import Response
from tests.fakes.slack.web_api import MethodCall
from tests.fakes.slack.world import World

if TYPE_CHECKING:
    from tests.fakes.slack.control import Control

_AUTHORIZE = "<html><body><h1>Checkup wants to enter {team}</h1></body></html>"


class Routes:
    """All that is answered."""

    def __init__(self, world: World, control: "Control") -> None:
        self._world = world
        self._control = control
        self.calls = Calls(world)

    async def answer(self, request: web.BaseRequest) -> web.StreamResponse:
        _, first, rest = request.path.split("/", 2) if request.path.count("/") > 1 else ("", "", "")
        match first:
            case "api":
                return await self.calls.answer(request, MethodCall(self._world, rest))
            case "actions" | "commands":
                return await self.calls.answer(request, Response(self._world, request.path))
            case "upload":
                return await self._upload(request)
            case "files-pri":
                return self._file(request)
            case "link":
                return await self._world.sockets.serve(request, self._world.app.app_id)
            case "oauth":
                return web.Response(text=_AUTHORIZE.format(team="a workspace"), content_type="text/html")
            case "control":
                return await self._control.answer(request)
        return web.Response(status=404)

    async def _upload(self, request: web.BaseRequest) -> web.Response:
        """The bytes of a file, bare or as the one field of a form."""
        identity = request.path.rpartition("/")[2]
        content = await request.read()
        if request.content_type == "multipart/form-data":
            fields = await request.post()
            first = next(iter(fields.values()), b"")
            content = first.file.read() if isinstance(first, web.FileField) else str(first).encode()
        try:
            self._world.files.receive(identity, content)
        except RefusalError as refusal:
            return web.Response(status=refusal.status, text=refusal.error)
        return web.Response(text=f"OK - {len(content)}")

    def _file(self, request: web.BaseRequest) -> web.Response:
        """What was shared, for who has a token."""
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        identity = request.path.split("/")[2].rpartition("-")[2]
        file = self._world.files.kept.get(identity)
        if token not in self._world.tenants.tokens or file is None or file.content is None:
            return web.Response(status=404)
        return web.Response(body=file.content, content_type=file.mimetype)
