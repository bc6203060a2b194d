"""What a request brings: arguments as a form, as JSON or in the address, and the token."""

import base64
import binascii
import json
from collections.abc import Mapping
from typing import Any, Final

from aiohttp import web

from tests.fakes.slack.refusal import RefusalError, invalid_arguments

_TRUE: Final = frozenset({"1", "true"})
LARGEST: Final = 64 * 1024 * 1024


class Given:
    """The arguments of one call."""

    def __init__(self, values: Mapping[str, Any], token: str = "") -> None:
        self.values = {name: value for name, value in values.items() if value is not None}
        self.token = token

    def __contains__(self, name: str) -> bool:
        return name in self.values

    def text(self, name: str) -> str:
        """Empty where there is none."""
        value = self.values.get(name, "")
        return value if isinstance(value, str) else str(value)

    def needed(self, name: str) -> str:
        """RefusalError: it is missing."""
        if not (text := self.text(name)):
            raise invalid_arguments(f"missing required field: {name}")
        return text

    def flag(self, name: str) -> bool:
        return str(self.values.get(name, "")).lower() in _TRUE

    def number(self, name: str, usual: int) -> int:
        """RefusalError: it is none."""
        try:
            return int(self.values.get(name, usual))
        except (TypeError, ValueError) as error:
            raise invalid_arguments(f"must be a number [json-pointer:/{name}]") from error

    def json(self, name: str) -> Any:
        """As it is, or out of JSON. RefusalError: it is none."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value)
        except ValueError as error:
            raise invalid_arguments(f"must be valid JSON [json-pointer:/{name}]") from error

    def words(self, name: str) -> list[str]:
        """A list, or what stands between commas."""
        value = self.values.get(name, "")
        if isinstance(value, list):
            return [str(one) for one in value]
        return [one.strip() for one in str(value).split(",") if one.strip()]


async def read_given(request: web.BaseRequest) -> Given:
    """RefusalError: the body is not what it says that it is."""
    values: dict[str, Any] = dict(request.query)
    body = await request.read()
    if request.content_type == "application/json":
        values |= _json(body)
    elif body:
        values |= dict(await request.post())
    kind, _, secret = request.headers.get("Authorization", "").partition(" ")
    token = values.pop("token", "")
    if kind == "Bearer":
        token = secret.strip()
    elif kind == "Basic":
        values |= _basic(secret)
    return Given(values, token)


def _json(body: bytes) -> dict[str, Any]:
    try:
        said = json.loads(body or b"{}")
    except ValueError as error:
        raise RefusalError("invalid_json") from error
    if not isinstance(said, dict):
        raise RefusalError("json_not_object")
    return said


def _basic(secret: str) -> dict[str, str]:
    try:
        name, _, word = base64.b64decode(secret).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return {}
    return {"client_id": name, "client_secret": word}
