"""Taps on buttons: while one is not answered, its button shows that something is going on."""

from dataclasses import dataclass
from itertools import count
from typing import Any

from tests.fakes.clock import Clock
from tests.fakes.telegram.chats import Chat
from tests.fakes.telegram.refusal import bad_request


@dataclass(slots=True, eq=False)
class Tap:
    """One tap."""

    id: str
    sender: dict[str, Any]
    chat: Chat
    content: dict[str, Any]
    """The callback query as the bot gets it."""
    at: float
    answered: bool = False


@dataclass(frozen=True, slots=True)
class Toast:
    """What answers a tap."""

    text: str
    alert: bool
    url: str = ""


class Queries:
    """The taps that can still be answered."""

    def __init__(self, clock: Clock, seconds: float) -> None:
        self._clock = clock
        self._seconds = seconds
        self._taps: dict[str, Tap] = {}
        self._numbers = count(4_000_000_000_000_001)

    def add(self, sender: dict[str, Any], chat: Chat, content: dict[str, Any]) -> Tap:
        """A tap, with an id of its own."""
        number = str(next(self._numbers))
        tap = Tap(number, sender, chat, {"id": number, **content}, self._clock.now())
        self._taps[number] = tap
        return tap

    def answer(self, number: str) -> Tap:
        """The tap that is answered now, once and in time. RefusalError."""
        tap = self._taps.pop(number, None)
        if tap is None or tap.at + self._seconds < self._clock.now():
            raise bad_request("query is too old and response timeout expired or query ID is invalid")
        tap.answered = True
        return tap
