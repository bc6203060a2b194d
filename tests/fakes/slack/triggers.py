"""`trigger_id`: the short right to open a modal after somebody did something."""

from collections import OrderedDict
from dataclasses import dataclass
from itertools import count
from typing import Final

from tests.fakes.clock import Clock
from tests.fakes.lived import Lived
from tests.fakes.slack.refusal import RefusalError

_REMEMBERED: Final = 10_000


@dataclass(slots=True)
class Trigger:
    """Whose it is, and until when it holds."""

    user: str
    team: str
    expires_at: float
    exchanged: bool = False


class Triggers:
    """Those that were handed out."""

    def __init__(self, clock: Clock, lived: Lived, seconds: float) -> None:
        self._clock = clock
        self._lived = lived
        self._seconds = seconds
        self._numbers = count(1)
        self._made: OrderedDict[str, Trigger] = OrderedDict()

    def make(self, user: str, team: str) -> str:
        identity = f"{next(self._numbers)}.{int(self._clock.now())}.{user.lower()}"
        self._made[identity] = Trigger(user, team, self._now() + self._seconds)
        if len(self._made) > _REMEMBERED:
            self._made.popitem(last=False)
        return identity

    def find(self, identity: str) -> Trigger:
        """One that still holds. RefusalError."""
        trigger = self._made.get(identity)
        if trigger is None:
            raise RefusalError("invalid_trigger_id")
        if trigger.exchanged:
            raise RefusalError("exchanged_trigger_id")
        if self._now() > trigger.expires_at:
            raise RefusalError("expired_trigger_id")
        return trigger

    def owner(self, identity: str) -> str:
        """Whose it is or was; empty for nobody's."""
        trigger = self._made.get(identity)
        return trigger.user if trigger else ""

    def _now(self) -> float:
        return self._clock.now() - self._lived.lost()
