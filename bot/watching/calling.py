"""A call to a platform, as operators see it: how long the answer took, or how it was refused."""

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager
from time import perf_counter
from types import TracebackType
from typing import Final, Self, TypeAlias

from bot.watching import counted, traced
from bot.watching.counted import No
from bot.watching.seldom import Seldom

NoOf: TypeAlias = Callable[[BaseException], No | None]
"""How an exception of a channel says no; None: it is none of the platform's."""

_LOG: Final = logging.getLogger(__name__)
_SAID: Final = Seldom(30.0)
"""A platform's trouble meets every message."""
_TROUBLE: Final = {
    No.TOO_MANY: "wants to be asked less often (429)",
    No.TROUBLE: "is in trouble (5xx)",
    No.UNREACHABLE: "cannot be reached",
    No.LOST: "did not answer; what was asked may have been done",
}
_CLIENT: Final = range(400, 500)
_TOO_MANY: Final = 429
_SERVER: Final = 500


class calling:  # noqa: N801  # read as a word: `with calling("slack", "chat.update", no_of):`
    """One request."""

    __slots__ = ("_began", "_channel", "_method", "_no", "_no_of", "_span", "_span_of", "_timed")

    def __init__(self, channel: str, method: str, no_of: NoOf, *, timed: bool = True) -> None:
        """*timed*: False for a long poll, which answers when there is something."""
        self._channel = channel
        self._method = method
        self._no_of = no_of
        self._timed = timed
        self._no: No | None = None
        self._span_of: AbstractContextManager[traced.Span] = traced.span(
            "call", channel=channel, method=method
        )

    def __enter__(self) -> Self:
        self._span = self._span_of.__enter__()
        self._began = perf_counter()
        return self

    def status(self, number: int) -> None:
        """The platform's HTTP status."""
        if number == _TOO_MANY:
            self._no = No.TOO_MANY
        elif number in _CLIENT:
            self._no = No.REFUSED
        elif number >= _SERVER:
            self._no = No.TROUBLE

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        no = self._no if error is None else self._no_of(error)
        if no is not None:
            counted.refused(self._channel, self._method, no)
            _say(self._channel, no)
        elif error is None and self._timed:
            counted.called(self._channel, perf_counter() - self._began)
        self._span.set("outcome", "done" if no is None else no.value)
        self._span_of.__exit__(kind, error, trace)


def _say(channel: str, no: No) -> None:
    words = _TROUBLE.get(no)
    if words is not None and _SAID.is_due((channel, no)):
        _LOG.warning("the platform %s", words, extra={"channel": channel})
