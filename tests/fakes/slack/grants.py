"""Codes that an app is given when somebody allows it in; they hold ten minutes and serve once."""

from dataclasses import dataclass
from itertools import count
from typing import Final

from tests.fakes.clock import Clock
from tests.fakes.slack.refusal import RefusalError
from tests.fakes.slack.workspaces import Enterprise, Workspace

SECONDS: Final = 600


@dataclass(slots=True)
class Grant:
    """What was allowed, and by whom."""

    place: Workspace | Enterprise
    scopes: frozenset[str]
    user: str
    redirect_uri: str
    rotates: bool
    expires_at: float
    used: bool = False


class Grants:
    """By their codes."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._numbers = count(1)
        self._made: dict[str, Grant] = {}

    def make(
        self,
        place: Workspace | Enterprise,
        scopes: frozenset[str],
        user: str,
        redirect_uri: str,
        *,
        rotates: bool,
    ) -> str:
        """The code."""
        code = f"code-{next(self._numbers)}-of-the-fake"
        expires = self._clock.now() + SECONDS
        self._made[code] = Grant(place, scopes, user, redirect_uri, rotates, expires)
        return code

    def take(self, code: str, redirect_uri: str) -> Grant:
        """RefusalError: unknown, too old, used before, or for another address."""
        grant = self._made.get(code)
        if grant is None:
            raise RefusalError("invalid_code")
        if grant.used:
            raise RefusalError("code_already_used")
        if self._clock.now() > grant.expires_at:
            raise RefusalError("invalid_code")
        if redirect_uri != grant.redirect_uri:
            raise RefusalError("bad_redirect_uri")
        grant.used = True
        return grant
