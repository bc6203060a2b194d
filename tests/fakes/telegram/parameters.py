"""The parameters of a method: JSON, a form or a multipart form, all read the same way."""

import json
from collections.abc import Mapping
from typing import Any, Final, NamedTuple
from urllib.parse import parse_qsl

from aiohttp import web
from aiohttp.web_request import FileField

from tests.fakes.telegram.refusal import RefusalError, bad_request

LARGEST_UPLOAD: Final = 50 * 1024 * 1024


class Upload(NamedTuple):
    """A file in a request."""

    name: str
    content: bytes
    kind: str


class Parameters:
    """Values by name. Telegram takes numbers for texts and texts for numbers; objects may come as JSON."""

    __slots__ = ("files", "values")

    def __init__(self, values: Mapping[str, Any], files: Mapping[str, Upload] | None = None) -> None:
        self.values = values
        self.files = files or {}

    def text(self, name: str) -> str:
        """The text, "" where there is none."""
        value = self.values.get(name)
        if isinstance(value, str):
            return value
        if value is None or isinstance(value, dict | list):
            return ""
        return json.dumps(value)

    def number(self, name: str) -> int | None:
        value = self.values.get(name)
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        text = self.text(name).strip()
        return int(text) if text.lstrip("-").isdecimal() else None

    def flag(self, name: str) -> bool:
        return self.text(name).lower() in ("true", "1", "yes", "t", "y")

    def json(self, name: str) -> Any:
        """An object or a list, None where there is none. RefusalError: it cannot be read."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        if not value.strip():
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise bad_request(f"can't parse {name.replace('_', ' ')} JSON object") from None


async def read_parameters(request: web.BaseRequest) -> Parameters:
    """What came with *request*, in its address and its body."""
    asked = dict(parse_qsl(request.query_string, keep_blank_values=True)) if request.query_string else {}
    if not request.body_exists:
        return Parameters(asked)
    kind = request.content_type
    if kind == "application/json":
        return Parameters(asked | _object(await request.read()))
    if kind == "application/x-www-form-urlencoded":
        body = (await request.read()).decode("utf-8", "surrogateescape")
        return Parameters(asked | dict(parse_qsl(body, keep_blank_values=True)))
    if kind == "multipart/form-data":
        return await _multipart(request, asked)
    return Parameters(asked)


def read_reply(body: bytes) -> tuple[str, Parameters]:
    """The method in the answer to a webhook, and what it is given; "" where there is none."""
    try:
        values = _object(body)
    except RefusalError:
        return "", Parameters({})
    return str(values.pop("method", "")), Parameters(values)


async def _multipart(request: web.BaseRequest, asked: dict[str, Any]) -> Parameters:
    files: dict[str, Upload] = {}
    try:
        form = await request.post()
    except web.HTTPRequestEntityTooLarge:
        raise RefusalError(413, "Request Entity Too Large") from None
    for name, value in form.items():
        if isinstance(value, FileField):
            files[name] = Upload(value.filename, value.file.read(), value.content_type)
        else:
            asked[name] = value if isinstance(value, str) else bytes(value).decode()
    return Parameters(asked, files)


def _object(body: bytes) -> dict[str, Any]:
    if not body.strip():
        return {}
    try:
        values = json.loads(body)
    except ValueError:
        values = None
    if not isinstance(values, dict):
        raise bad_request("can't parse request: expected a JSON object")
    return values
