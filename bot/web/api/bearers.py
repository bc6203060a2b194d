"""Who asks: the token of a request, what it may, how often, and when it was used last."""

import asyncio
import math
from collections.abc import Mapping
from datetime import datetime
from http import HTTPStatus
from typing import Final

from starlette.datastructures import Headers

from bot.reception.buckets import Admission, Allowance, Buckets
from bot.store import api_tokens
from bot.store.api_tokens import Scope, Token, looks_right
from bot.store.database import Database
from bot.store.errors import StoreError
from bot.waiting import happens
from bot.web.api.problems import Trouble

AT_ONCE: Final = 60
A_SECOND: Final = 5.0
"""On and on; of each token, in each process."""
NOTE_SECONDS: Final = 60.0
_MOST_KEPT: Final = 10_000
_REALM: Final = 'Bearer realm="checkup"'
_POLICY: Final = f'"token";q={AT_ONCE};w={round(AT_ONCE / A_SECOND)}'
_HOW: Final = "Send the header  Authorization: Bearer ckp_…  (checkup token create makes a token.)"


def secret_of(headers: Headers) -> str:
    """The secret that a request brings. Trouble where there is none, or what cannot be one."""
    given = headers.getlist("authorization")
    if not given:
        raise _refused("This request brings no token.", _HOW, _REALM)
    scheme, _, secret = given[0].partition(" ")
    if len(given) > 1 or scheme.lower() != "bearer" or not looks_right(secret):
        raise _refused("What this request brings is no token of ours.", _HOW)
    return secret


def good(token: Token | None, now: datetime) -> Token:
    """The token, where it may be used."""
    if token is None:
        raise _refused("This token is not known here.", _HOW)
    if token.revoked_at is not None:
        raise _refused("This token was revoked.", "Ask the operator for another one.")
    if not token.is_good(now):
        raise _refused("This token has expired.", "Ask the operator for another one.")
    return token


def allowed(token: Token, scope: Scope | None) -> None:
    """Trouble where the token may not read this."""
    if scope is None or scope in token.scopes:
        return
    raise Trouble(
        HTTPStatus.FORBIDDEN, "not-allowed", f"This token has not the scope {scope.value}.",
        "Ask the operator for a token that has it; scopes of a token never change.",
        {"www-authenticate": f'{_REALM}, error="insufficient_scope", scope="{scope.value}"'},
    )  # fmt: skip


class Pace:
    """How often each token may ask. Kept in the process alone: several processes each allow as much."""

    def __init__(self) -> None:
        self._buckets = Buckets(Allowance(at_once=AT_ONCE, a_second=A_SECOND), _MOST_KEPT)

    def take(self, token_id: str, now: float) -> Mapping[str, str]:
        """Takes one permit; the headers that tell how many are left. Trouble where none was.

        *now*: seconds of a clock that never goes back.
        """
        taken = self._buckets.take(token_id, now) is Admission.TAKEN
        left = self._buckets.left(token_id, now)
        if not taken:
            raise _too_often(math.ceil((1 - left) / A_SECOND))
        return _told(int(left), math.ceil((AT_ONCE - left) / A_SECOND))


class Uses:
    """When tokens were used last, written down by and by: no request waits for it."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._uses: dict[str, datetime] = {}
        self._stopping = asyncio.Event()

    def note(self, token_id: str, now: datetime) -> None:
        self._uses[token_id] = now

    async def run(self) -> None:
        """Writes once a minute, until stopped."""
        while not await happens(self._stopping, NOTE_SECONDS):
            await self._write()

    async def stop(self) -> None:
        """Writes what is left."""
        self._stopping.set()
        await self._write()

    async def _write(self) -> None:
        uses, self._uses = self._uses, {}
        if not uses:
            return
        try:
            await self._database.run(lambda connection: api_tokens.used(connection, uses))
        except StoreError:  # it is written with what comes
            self._uses = uses | self._uses


def _refused(detail: str, todo: str, challenge: str = f'{_REALM}, error="invalid_token"') -> Trouble:
    headers = {"www-authenticate": challenge}
    return Trouble(HTTPStatus.UNAUTHORIZED, "no-good-token", detail, todo, headers)


def _too_often(seconds: int) -> Trouble:
    return Trouble(
        HTTPStatus.TOO_MANY_REQUESTS, "too-often", "This token asked too often.",
        f"Wait {seconds} s. On and on {A_SECOND:g} requests a second are fine; a page may have 500 entries.",
        {"retry-after": str(seconds), **_told(0, seconds)},
    )  # fmt: skip


def _told(left: int, seconds: int) -> dict[str, str]:
    """Draft 10 of RateLimit header fields for HTTP."""
    return {"ratelimit-policy": _POLICY, "ratelimit": f'"token";r={left};t={seconds}'}
