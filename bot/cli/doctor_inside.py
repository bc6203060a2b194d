"""What `checkup doctor` looks at inside the database: clock, key, what waits, what failed, who is at work."""

from collections import Counter
from collections.abc import AsyncIterator, Sequence
from datetime import timedelta
from functools import partial
from typing import Final

from sqlalchemy import Connection

from bot.channels.slack.incoming import CHANNEL as SLACK_CHANNEL
from bot.channels.telegram.parse import CHANNEL
from bot.cli.found import Found, clock
from bot.clock import now
from bot.events.telling import webhook_id
from bot.settings import Settings, SlackMode
from bot.store import events, health, leaders, rotation, webhooks
from bot.store.database import Database
from bot.store.errors import SealBroken
from bot.store.events import EventStatus
from bot.store.sealing import Sealer
from bot.work import seen
from bot.work.leases import Lease
from bot.work.seen import Process, Stage

LONGEST_WAITING: Final = timedelta(minutes=5)
_LED: Final = ("polling", "socket")
"""What one process of several does, by the end of its name."""


async def inside(database: Database, settings: Settings) -> AsyncIterator[Found]:
    """Nothing is made by looking."""
    look = await _look(database, CHANNEL)
    if look.time is not None:
        yield clock("clock of the database", look.time)
    yield await _key(database)
    yield _to_send("messages to send", look)
    if settings.slack_mode is not SlackMode.NONE:
        yield _to_send("messages to send to Slack", await _look(database, SLACK_CHANNEL))
    yield Found(
        "updates",
        f"{look.poisoned} kept that could not be handled",
        "Each met a mistake of ours; the log names it. Report it, please. Which:  checkup jobs"
        if look.poisoned
        else "",
    )
    yield await database.read(_jobs)
    yield await database.read(partial(_events, settings))
    if look.time is not None:  # where others may be at work too
        for found in await database.read(_at_work):
            yield found


async def _key(database: Database) -> Found:
    """Does it open what is sealed? A page of each column tells: where a file was restored beside another key,
    none of it does.
    """
    sealer, looked_at = Sealer(database.keys), 0
    for sealed in rotation.SEALED:
        look = partial(rotation.opened, sealed=sealed, behind=None, sealer=sealer)
        try:
            looked_at += (await database.read(look)).looked_at
        except SealBroken as broken:
            return Found("secret key", f"{broken.what} ({sealed.name})", broken.todo)
    return Found("secret key", f"opens {looked_at} of what is sealed, all that were tried")


async def _look(database: Database, channel: str) -> health.Health:
    return await database.read(lambda connection: health.look(connection, channel))


def _to_send(what: str, look: health.Health) -> Found:
    late = look.oldest_waiting is not None and now() - look.oldest_waiting > LONGEST_WAITING
    which = " (which:  checkup jobs )" if look.refused or look.in_doubt else ""
    return Found(
        what,
        f"{look.waiting} waiting, {look.refused} refused, {look.in_doubt} in doubt{which}",
        "Is  checkup serve  running, and can it reach the platform? Its log says why." if late else "",
    )


def _jobs(connection: Connection) -> Found:
    counts = seen.counts(connection)
    return Found(
        "jobs",
        f"{counts[Stage.WAITING]} waiting, {counts[Stage.RUNNING]} running, {counts[Stage.FAILED]} failed",
        "See which, and why:  checkup jobs ; then  checkup jobs again --failed"
        if counts[Stage.FAILED]
        else "",
    )


def _events(settings: Settings, connection: Connection) -> Found:
    """What goes to the webhook of the settings."""
    counts = Counter[str]()
    for one in events.counts(connection):
        counts[one.status] += one.count
    waiting, failed = counts[EventStatus.WAITING.value], counts[EventStatus.FAILED.value]
    words = f"{waiting} waiting, {failed} failed"
    receiver = settings.receiver
    if receiver is None:
        return Found("events", f"nobody is told (CHECKUP_WEBHOOK_URL); {words}")
    place = webhooks.look(connection, webhook_id(receiver.target.url))
    if place.disabled_at is not None:
        return Found(
            "events",
            f"{words}; they do not go out any more, since {place.disabled_at:%Y-%m-%d %H:%M} UTC",
            "Put the receiver right, try it with  checkup events test , then  checkup events enable",
        )
    if place.failing_since is not None and now() - place.failing_since > LONGEST_WAITING:
        return Found(
            "events",
            f"{words}; nothing was taken since {place.failing_since:%Y-%m-%d %H:%M} UTC",
            "Is the receiver there? Try it with  checkup events test",
        )
    return Found("events", words, "Tell them once more:  checkup events replay --failed" if failed else "")


def _at_work(connection: Connection) -> list[Found]:
    """The processes, and what only one of them does."""
    alive = seen.processes(connection, timedelta(seconds=Lease().lasts))
    role = {one.id: one.role for one in alive}
    return [
        Found("processes", _named(alive) or "none runs"),
        *(
            Found(what, f"is done by {process} ({role.get(process) or 'it did not say what it is'})")
            for what, process in leaders.who_leads(connection).items()
            if what.endswith(_LED)
        ),
    ]


def _named(alive: Sequence[Process]) -> str:
    """`2 serve, 1 work (0.9.0)`; several versions stand side by side while a new one is rolled out."""
    roles = Counter(one.role or "older" for one in alive)
    versions = sorted({one.version for one in alive if one.version})
    said = ", ".join(f"{count} {role}" for role, count in sorted(roles.items()))
    return f"{said} ({', '.join(versions)})" if versions else said
