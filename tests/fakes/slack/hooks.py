"""`response_url`: an answer to one action or command, five times within half an hour."""

from collections import OrderedDict
from dataclasses import dataclass
from itertools import count
from typing import Final

from tests.fakes.clock import Clock
from tests.fakes.slack.refusal import RefusalError

MOST_USES: Final = 5
SECONDS: Final = 1800
_REMEMBERED: Final = 50_000


@dataclass(slots=True)
class Hook:
    """Where the answer goes."""

    user: str
    team: str
    channel: str
    source: str
    """The `ts` of the message with the button; empty for a command."""
    expires_at: float
    uses: int = 0


class Hooks:
    """Those that were handed out, by their paths."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._numbers = count(1)
        self._made: OrderedDict[str, Hook] = OrderedDict()

    def make(self, kind: str, user: str, team: str, channel: str, source: str = "") -> str:
        """The path of a new one; *kind*: `actions` or `commands`."""
        path = f"/{kind}/{team}/{next(self._numbers)}/{user.lower()}secret"
        self._made[path] = Hook(user, team, channel, source, self._clock.now() + SECONDS)
        if len(self._made) > _REMEMBERED:
            self._made.popitem(last=False)
        return path

    def find(self, path: str) -> Hook | None:
        return self._made.get(path)

    def use(self, path: str) -> Hook:
        """One that still holds. RefusalError: with 404."""
        hook = self._made.get(path)
        if hook is None:
            raise RefusalError("invalid_url", status=404)
        if self._clock.now() > hook.expires_at:
            raise RefusalError("expired_url", status=404)
        if hook.uses >= MOST_USES:
            raise RefusalError("used_url", status=404)
        return hook
