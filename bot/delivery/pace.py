"""How fast messages may go out (design §8). Pure: time is an argument, in seconds on any steady clock.

New messages count for the bot as a whole and for each chat; changes of a message that is there do not,
because platforms limit them by telling us to wait. What nobody asked for has a limit below the bot's own, so
that answers never queue behind it.
"""

from dataclasses import dataclass, field
from typing import Final

IDLE: Final = 600.0
"""Chats that were quiet for so long are forgotten."""


@dataclass(slots=True)
class Bucket:
    """So many at once, then so many a second."""

    rate: float
    burst: float
    _free: float = field(init=False)
    """When the next one may go, counted back by what the burst allows."""

    def __post_init__(self) -> None:
        if self.rate <= 0 or self.burst < 1:
            raise ValueError("a bucket lets something through")
        self._free = float("-inf")

    def take(self, now: float) -> float:
        """Reserves one place; in how many seconds it is."""
        earliest = now - (self.burst - 1) / self.rate
        place = max(self._free, earliest)
        self._free = place + 1 / self.rate
        return max(place - now, 0.0)

    def is_idle(self, now: float) -> bool:
        return self._free + IDLE < now


@dataclass(frozen=True, slots=True)
class Rates:
    """Messages a second, and how many may go at once."""

    bot: float
    bulk: float
    chat: float
    chat_burst: float = 5.0


TELEGRAM: Final = Rates(bot=27.0, bulk=25.0, chat=1.0)
"""Below 30 a second for a bot and one a second in a chat, where short bursts are tolerated (Bot FAQ,
"limits").
"""


@dataclass(slots=True)
class Pace:
    """The limits of one bot."""

    rates: Rates
    _bot: Bucket = field(init=False)
    _bulk: Bucket = field(init=False)
    _chats: dict[str, Bucket] = field(default_factory=dict)
    _paused_until: float = float("-inf")

    def __post_init__(self) -> None:
        self._bot = Bucket(self.rates.bot, self.rates.bot)
        self._bulk = Bucket(self.rates.bulk, self.rates.bulk)

    def wait(self, chat: str, now: float, *, bulk: bool = False) -> float:
        """Reserves a place for one new message; in how many seconds it may go."""
        own = self._chats.get(chat)
        if own is None:
            self._forget_idle(now)
            own = self._chats[chat] = Bucket(self.rates.chat, self.rates.chat_burst)
        waits = [own.take(now), self._bot.take(now), self.paused(now)]
        if bulk:
            waits.append(self._bulk.take(now))
        return max(waits)

    def pause(self, until: float) -> None:
        """The platform wants nothing before that."""
        self._paused_until = max(self._paused_until, until)

    def paused(self, now: float) -> float:
        """For how many seconds nothing may go out at all."""
        return max(self._paused_until - now, 0.0)

    def _forget_idle(self, now: float) -> None:
        if len(self._chats) >= 10_000:
            self._chats = {chat: own for chat, own in self._chats.items() if not own.is_idle(now)}
