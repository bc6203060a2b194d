"""What goes on just now is about: ids that every line of the log within it carries.

They stand in a context variable, so whoever calls whom, they are there; in another thread too, where the
context is handed on. The same object is seen on both sides: what a turn finds out inside its transaction is
known outside.
"""

from contextvars import ContextVar, Token
from dataclasses import dataclass, field
from time import perf_counter
from types import TracebackType
from typing import Final


@dataclass(slots=True)
class About:
    """The ids; None where there is none."""

    channel: str | None = None
    update: str | None = None
    conversation: str | None = None
    turn: int | None = None
    delivery: str | None = None
    job: str | None = None
    since: float = field(default_factory=perf_counter)
    """When it began, by `perf_counter`."""


_NOW: Final[ContextVar[About | None]] = ContextVar("about", default=None)
_process = ""


class about:  # noqa: N801  # read as a word: `with about(channel="slack"):`
    """Within it the log carries these ids, and none of those around it."""

    __slots__ = ("_about", "_token")

    def __init__(  # ids, by name
        self,
        *,
        channel: str | None = None,
        update: str | None = None,
        conversation: str | None = None,
        turn: int | None = None,
        delivery: str | None = None,
        job: str | None = None,
    ) -> None:
        self._about = About(channel, update, conversation, turn, delivery, job)
        self._token: Token[About | None] | None = None

    def __enter__(self) -> About:
        self._token = _NOW.set(self._about)
        return self._about

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._token is not None:
            _NOW.reset(self._token)


def now_about() -> About | None:
    """What it is about, here."""
    return _NOW.get()


def in_conversation(conversation: str, turn: int) -> None:
    """It turned out which conversation this is, and which of its turns."""
    here = _NOW.get()
    if here is not None:
        here.conversation, here.turn = conversation, turn


def process_is(name: str) -> None:
    """What this process is called among others; every line carries it."""
    global _process  # noqa: PLW0603  # there is one process
    _process = name


def process() -> str:
    """That name; "" before it has one."""
    return _process
