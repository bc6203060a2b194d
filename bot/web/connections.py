"""Connections to our web server: none may wait for ever, and together they leave room for others.

uvicorn bounds neither how long a request may take to arrive, nor how large its head may be, nor how slowly an
answer is read, nor how many connections there are. Here each of it is bounded; and when there is no room for
one more connection, that one goes which has kept us waiting longest.
"""

import asyncio
import logging
import resource
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Any, Final

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from bot.reception.buckets import Admission, Allowance, Buckets
from bot.web.bodies import LARGEST_BODY

HEAD_SECONDS: Final = 10.0
"""For the first line and the headers, from the connection's beginning or from their first byte."""
BODY_SECONDS: Final = 20.0
"""From there until the request is whole."""
READ_SECONDS: Final = 60.0
"""In which who asked has to read what could not be sent to them at once."""
LARGEST_HEAD: Final = 32 * 1024
"""Bytes of a first line and headers; browsers and platforms send a few thousand."""
LARGEST_REST: Final = 2 * LARGEST_BODY
"""Bytes after them, with what frames the body."""
MOST_CONNECTIONS: Final = 1000
WARNINGS: Final = Allowance(at_once=10, a_second=1 / 60)
"""Of one kind, about requests that cannot be read: anybody can cause them."""


def room() -> int:
    """How many connections there may be: files are needed for the database and the platforms, too."""
    files, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return MOST_CONNECTIONS if files < 0 else max(min(MOST_CONNECTIONS, files // 2), 16)


@dataclass(slots=True)
class Patience:
    """Of one server: for how many it waits, and how many seconds."""

    most: int
    head: float = HEAD_SECONDS
    body: float = BODY_SECONDS
    read: float = READ_SECONDS
    open: int = 0
    waiting: "OrderedDict[Patient, None]" = field(default_factory=OrderedDict)
    """Those of which no request is being answered; who has kept us waiting longest comes first."""
    logger: logging.Logger = field(default_factory=lambda: _sparing_logger())  # noqa: PLW0108  # stands below

    def protocol(self, *given: Any, **named: Any) -> "Patient":
        """How uvicorn is to talk to one connection."""
        return Patient(self, *given, **named)

    def make_room(self) -> None:
        """Lets go who has kept us waiting longest, where there are too many."""
        if self.open > self.most and self.waiting:
            next(iter(self.waiting)).let_go()


class Patient(HttpToolsProtocol):
    """One connection."""

    def __init__(self, patience: Patience, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.logger = patience.logger
        self._patience = patience
        self._timer: asyncio.TimerHandle | None = None
        self._reading: asyncio.TimerHandle | None = None
        self._in_head = True
        self._bytes = 0
        """Of the head, or of what comes after it."""
        self._is_open = False

    def let_go(self) -> None:
        """Without a word: who keeps us waiting does not read one either."""
        self._closed()
        if self.transport is not None:
            self.transport.abort()

    # --- a connection --------------------------------------------------------------------------------

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn
        super().connection_made(transport)
        self._is_open = True
        self._patience.open += 1
        self._patience.waiting[self] = None
        self._give(self._patience.head)
        self._patience.make_room()

    def connection_lost(self, exc: Exception | None) -> None:
        self._closed()
        super().connection_lost(exc)

    def pause_writing(self) -> None:
        """More is to be sent than the other side takes just now."""
        super().pause_writing()
        self._reading = self.loop.call_later(self._patience.read, self.let_go)

    def resume_writing(self) -> None:
        super().resume_writing()
        self._cancel_reading()

    def timeout_keep_alive_handler(self) -> None:
        """To close politely would wait for what the other side does not read."""
        if self.transport.get_write_buffer_size():
            self.let_go()
        else:
            super().timeout_keep_alive_handler()

    # --- a request -----------------------------------------------------------------------------------

    def data_received(self, data: bytes) -> None:
        self._bytes += len(data)
        super().data_received(data)
        if self.transport.is_closing():
            return
        if self._bytes > (LARGEST_HEAD if self._in_head else LARGEST_REST):
            self.let_go()

    def on_message_begin(self) -> None:
        super().on_message_begin()
        if not self._in_head or self._timer is None:  # not the first one of the connection
            self._in_head = True
            self._patience.waiting[self] = None
            self._give(self._patience.head)

    def on_headers_complete(self) -> None:
        self._in_head, self._bytes = False, 0
        self._give(self._patience.body)
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        self._in_head, self._bytes = True, 0
        if self.cycle.response_complete:
            self._give(self._patience.head)  # answered before it was whole: nothing else times this wait
        else:
            self._give(None)
            self._patience.waiting.pop(self, None)
        super().on_message_complete()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if self._is_open and not self.pipeline:
            self._patience.waiting[self] = None

    # --- time ----------------------------------------------------------------------------------------

    def _give(self, seconds: float | None) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = None if seconds is None else self.loop.call_later(seconds, self.let_go)

    def _cancel_reading(self) -> None:
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None

    def _closed(self) -> None:
        self._give(None)
        self._cancel_reading()
        self._patience.waiting.pop(self, None)
        self._patience.open -= self._is_open
        self._is_open = False


class _Sparing(logging.Filter):
    """Lets few warnings of each kind through."""

    def __init__(self) -> None:
        super().__init__()
        self._said = Buckets(WARNINGS)

    def filter(self, record: logging.LogRecord) -> bool:
        if record.levelno > logging.WARNING:
            return True
        return self._said.take(record.msg, record.created) is Admission.TAKEN


def _sparing_logger() -> logging.Logger:
    """Uvicorn's own, behind a filter that is not everybody's."""
    made = logging.Logger("uvicorn.error")  # noqa: LOG001  # a second one beside that which others have
    made.parent = logging.getLogger("uvicorn.error")
    made.addFilter(_Sparing())
    return made
