"""What went wrong, as RFC 9457 says it, in plain words and with what to do."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Final

from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

KIND: Final = "application/problem+json"


class Problem(BaseModel):
    """Why there is no answer."""

    model_config = ConfigDict(extra="forbid")

    type: str = Field(description="What kind of problem it is, always the same name for the same kind.")
    title: str = Field(description="The kind in a few words.")
    status: int = Field(description="The HTTP status.")
    detail: str = Field(description="What is wrong with this request.")
    todo: str = Field(description="What to do about it.")


@dataclass(eq=False)
class Trouble(Exception):  # noqa: N818  # read as a sentence
    """Ends a request with a problem."""

    status: HTTPStatus
    kind: str
    detail: str
    todo: str
    headers: Mapping[str, str] = field(default_factory=dict)

    def response(self) -> Response:
        problem = Problem(
            type=f"urn:checkup:problem:{self.kind}", title=self.kind.replace("-", " ").capitalize(),
            status=self.status, detail=self.detail, todo=self.todo,
        )  # fmt: skip
        return Response(
            problem.model_dump_json().encode(), self.status, headers=dict(self.headers), media_type=KIND
        )


def unknown_address() -> Trouble:
    """Nothing is at this path."""
    return Trouble(
        HTTPStatus.NOT_FOUND, "unknown-address", "There is nothing at this address.",
        "See which addresses there are: /api/v1/openapi.json",
    )  # fmt: skip


def not_there(what: str) -> Trouble:
    """There is none, or this token may not see it: which of the two is not told."""
    return Trouble(
        HTTPStatus.NOT_FOUND, "not-there", f"There is no such {what} that this token may see.",
        "Check the id; it may have been deleted, or lie outside what the token is limited to (/api/v1/me).",
    )  # fmt: skip


def only_reading(method: str, allowed: str) -> Trouble:
    """Another method than those."""
    return Trouble(
        HTTPStatus.METHOD_NOT_ALLOWED, "only-reading", f"Nothing here can be done with {method}.",
        "Use GET: this API only reads.", {"allow": allowed},
    )  # fmt: skip


def wrong_query(detail: str, todo: str, kind: str = "wrong-query") -> Trouble:
    """What stands behind the question mark cannot be meant."""
    return Trouble(HTTPStatus.BAD_REQUEST, kind, detail, todo)


def try_again(detail: str, seconds: int) -> Trouble:
    """It is nobody's mistake, and over soon."""
    return Trouble(
        HTTPStatus.SERVICE_UNAVAILABLE, "not-just-now", detail, f"Try again in {seconds} seconds.",
        {"retry-after": str(seconds)},
    )  # fmt: skip


def address_asks_too_often(seconds: int) -> Trouble:
    """Too much came from one address without a good token."""
    return Trouble(
        HTTPStatus.TOO_MANY_REQUESTS, "address-too-often", "Too much was asked from this address.",
        f"Wait {seconds} s, and send a good token each time.",
    )  # fmt: skip


def cannot_be_read(status: HTTPStatus) -> Trouble:
    """How a request is written is refused, whatever it asks for."""
    return Trouble(
        status, "wrong-request", "This request is written in a way that is not read here.",
        "Send each header once, nothing packed, and no control characters in the path.",
    )  # fmt: skip
