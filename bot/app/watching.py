"""What operators watch a process by: metrics, and traces where somebody collects them."""

import asyncio
import logging
import re
import threading
from datetime import datetime
from importlib.metadata import version
from time import monotonic
from typing import TYPE_CHECKING, Final

from prometheus_client.exposition import choose_encoder
from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.app.ground import Ground
from bot.app.part import Part
from bot.clock import now
from bot.events.telling import webhook_id
from bot.settings import SlackMode
from bot.store import standing as store
from bot.store.database import Database
from bot.store.errors import StoreError
from bot.waiting import happens
from bot.watching import about, counted, crowds, standing, traced
from bot.watching.standing import Looked
from bot.work.figures import Figures, figures

if TYPE_CHECKING:
    from bot.watching.otlp import Collected

_LOG: Final = logging.getLogger(__name__)
PATH: Final = "/metrics"
LOOK_SECONDS: Final = 10.0
LONGEST_LOOK: Final = 8.0
"""A database that does not answer for so long is none."""
LAG_SECONDS: Final = 0.5
JUMP_SECONDS: Final = 2.0
"""By which two clocks of one machine may be apart after half a second."""
FLUSH_SECONDS: Final = 3.0
"""What an end of the process leaves for sending traces."""
PROCESS: Final = "process"
"""What processes say of themselves among the leaders."""
_WORD: Final = re.compile(r"[a-z][a-z _-]*")


def watching(ground: Ground) -> Part:
    """Where they are read, and what looks them up."""
    channels = channels_of(ground)
    for channel in channels:
        counted.begin(channel)
    about.process_is(ground.process)
    standing.is_served(version("checkup"), len(ground.library.newest), ground.role.value)
    stopping = asyncio.Event()
    receiver = ground.settings.receiver
    webhook = None if receiver is None else webhook_id(receiver.target.url)
    watch = Watch(ground.database, ground.process, channels, stopping, webhook)

    tracing = _tracing(ground)

    async def stop() -> None:
        stopping.set()
        if tracing is not None:
            await _ended(tracing)

    return Part(
        routes=(METRICS,),
        loops={"looking": watch.look, "lag": watch.lag},
        stop=stop,
    )


def _tracing(ground: Ground) -> "Collected | None":
    """Whoever takes spans, where the settings say so."""
    settings = ground.settings
    if settings.otel_endpoint is None:
        return None
    from bot.watching.otlp import Collected  # noqa: PLC0415  # 200 ms, only where somebody collects

    headers = settings.otel_headers
    names = {
        "service.name": "checkup", "service.version": version("checkup"),
        "service.instance.id": ground.process, "checkup.role": ground.role.value,
    }  # fmt: skip
    made = Collected(settings.otel_endpoint, headers.get_secret_value() if headers else "", names)
    traced.begin(made)
    return made


async def _ended(tracing: "Collected") -> None:
    """What is left is sent, or given up after a while."""
    traced.begin(None)
    done = threading.Event()
    tracing.end(done)
    await asyncio.to_thread(done.wait, FLUSH_SECONDS)


def channels_of(ground: Ground) -> tuple[str, ...]:
    """Those that are switched on."""
    settings = ground.settings
    on = {
        "telegram": settings.telegram_bot_token is not None,
        "slack": settings.slack_mode is not SlackMode.NONE,
    }
    return tuple(name for name, is_on in on.items() if is_on)


async def metrics(request: Request) -> Response:
    """All figures, in the form that was asked for. Nothing is looked up for it: it answers, whatever is
    down.
    """
    counted.crowd(crowds.crowds())
    encode, content_type = choose_encoder(request.headers.get("accept", ""))
    return Response(encode(counted.REGISTRY), headers={"content-type": content_type})


METRICS: Final = Route(PATH, metrics, methods=["GET"])
"""Where they are read."""


class Watch:
    """Looks, as long as the process runs."""

    def __init__(
        self,
        database: Database,
        process: str,
        channels: tuple[str, ...],
        stopping: asyncio.Event,
        webhook: str | None = None,
    ) -> None:
        """*webhook*: by which id the place is known that events go to."""
        self._database = database
        self._process = process
        self._channels = channels
        self._stopping = stopping
        self._webhook = webhook

    async def look(self) -> None:
        """Looks at the database every few seconds."""
        while not self._stopping.is_set():
            await self.once()
            await happens(self._stopping, LOOK_SECONDS)

    async def once(self) -> None:
        """One look, in one transaction that changes nothing."""
        at = now()
        try:
            async with asyncio.timeout(LONGEST_LOOK):
                seen, jobs = await self._database.read(lambda connection: self._both(connection, at))
        except (StoreError, TimeoutError):
            standing.is_out_of_sight()
            return
        standing.is_looked_up(self._looked(seen, jobs, at), at.timestamp())

    async def lag(self) -> None:
        """Asks to be woken, and looks how late that was."""
        loop = asyncio.get_running_loop()
        while not self._stopping.is_set():
            before, clocks = loop.time(), now().timestamp() - monotonic()
            if not await happens(self._stopping, LAG_SECONDS):
                counted.lag(loop.time() - before - LAG_SECONDS)
                if abs(jumped := now().timestamp() - monotonic() - clocks) > JUMP_SECONDS:
                    _LOG.warning("the clock of this machine jumped by %.0f seconds", jumped)

    def _both(self, connection: Connection, at: datetime) -> tuple[store.Standing, Figures]:
        return store.look(connection, at, self._webhook), figures(connection)

    def _looked(self, seen: store.Standing, jobs: Figures, at: datetime) -> Looked:
        names = dict.fromkeys((*self._channels, *seen.messages))
        queues = {name: seen.messages.get(name, store.Queue()) for name in names}
        led: dict[str, list[store.Led]] = {}
        for one in seen.led:
            led.setdefault(_what(one.name), []).append(one)
        alive = led.pop(PROCESS, [])
        return Looked(
            waiting={name: queue.waiting for name, queue in queues.items()},
            oldest={name: _age(queue.oldest, at) for name, queue in queues.items()},
            refused={name: seen.refused.get(name, 0) for name in names},
            in_doubt={name: seen.in_doubt.get(name, 0) for name in names},
            jobs={"waiting": jobs.waiting, "running": jobs.running, "failed": jobs.failed},
            rounds_overdue=seen.overdue,
            events={"waiting": seen.events.waiting, "failed": seen.events_failed},
            events_oldest=_age(seen.events.oldest, at),
            webhook_disabled=seen.webhook_disabled,
            leads={
                what: any(one.does and one.holder == self._process for one in of) for what, of in led.items()
            },
            led={what: all(one.does for one in of) for what, of in led.items()},
            processes=sum(one.does for one in alive),
        )


def _age(since: datetime | None, at: datetime) -> float:
    """In seconds; 0 for what is to come."""
    return 0.0 if since is None else max((at - since).total_seconds(), 0.0)


def _what(name: str) -> str:
    """`polling/123456` → `polling`: what is done, without for whom."""
    return " ".join(part for part in name.split("/") if _WORD.fullmatch(part)) or "other"
