"""`checkup events`: what the rest of the business was told, what waits, and what is done about it."""

import json
from datetime import datetime
from functools import partial
from typing import Any, Final

import click
from sqlalchemy import Connection

from bot.cli.database import settings_or_trouble, with_database
from bot.cli.export import moment_of, there_is_one
from bot.cli.trouble import Trouble
from bot.clock import new_id, now
from bot.events.envelope import envelope
from bot.events.outcome import Fate, Outcome
from bot.events.receiver import Receiver
from bot.events.schema import asyncapi, schema
from bot.events.telling import webhook_id
from bot.events.wire import Wire
from bot.store import events, webhooks
from bot.store import schema as tables
from bot.store.database import Database
from bot.store.events import Count, StoredEvent
from bot.store.webhooks import Webhook
from bot.turn.outside.shape import SHAPES

_WHY: Final = {
    webhooks.GONE: "the receiver said that it wants no more",
    webhooks.FAILING: "it took nothing for three days",
}


def run(form: str) -> int:
    """Prints the counts, and how the receiver stands."""
    there_is_one()
    receiver = settings_or_trouble().receiver
    place = None if receiver is None else webhook_id(receiver.target.url)
    counts, webhook = with_database(partial(_looked, place))
    if form == "json":
        click.echo(json.dumps(_document(counts, webhook), indent=2))
        return 0
    click.echo(_place(receiver, webhook))
    for one in counts:
        click.echo(f"  {one.type:<22}  {one.status:<9}  {one.count:>9,}  since {_time(one.oldest)}")
    if not counts:
        click.echo("There are no events.")
    return 0


def replay(since: str | None, id_: str | None) -> int:
    """What has an outcome goes out again."""
    there_is_one()
    moment = None if since is None else moment_of(since)
    count = with_database(partial(_replayed, moment, id_))
    if id_ is not None and not count:
        raise Trouble(
            "There is no event of that id that has an outcome.", "See what there is:  checkup events"
        )
    click.echo(f"{count:,} {'goes' if count == 1 else 'go'} out again.")
    return 0


def enable() -> int:
    """The receiver gets everything that waits, at once."""
    there_is_one()
    receiver = _receiver()
    with_database(partial(_enabled, webhook_id(receiver.target.url)))
    click.echo(f"Events go to {receiver.target.host} again.")
    return 0


def test() -> int:
    """Sends one event that says nothing, and prints what came back; 1 when it was not taken."""
    receiver = _receiver()
    outcome, seconds = _sent(receiver)
    if outcome.fate is Fate.DELIVERED:
        click.echo(f"{receiver.target.host} took it: {outcome.code}, in {seconds * 1000:.0f} ms.")
        return 0
    click.echo(f"{receiver.target.host} did not take it: {outcome.code}.")
    return 1


def show_schema(name: str | None) -> int:
    """Of one type, or of all."""
    if name is not None and name not in SHAPES:
        raise Trouble(f"There is no event {name!r}.", f"There are: {', '.join(SHAPES)}.")
    click.echo(json.dumps(asyncapi() if name is None else schema(name), indent=2, ensure_ascii=False))
    return 0


def _receiver() -> Receiver:
    receiver = settings_or_trouble().receiver
    if receiver is None:
        raise Trouble(
            "Nobody is told what happens.", "Set CHECKUP_WEBHOOK_URL and CHECKUP_WEBHOOK_SECRET first."
        )
    return receiver


def _sent(receiver: Receiver) -> tuple[Outcome, float]:
    import asyncio  # noqa: PLC0415  # this alone waits for the network

    async def send() -> tuple[Outcome, float]:
        begun = now()
        ping = StoredEvent(new_id(), "ping", "console", "test", {"words": "Is anybody there?"}, begun, begun)
        async with Wire(receiver.target, receiver.keys, now) as wire:
            outcome = await wire.send(ping.id, envelope(ping, ping.data))
        return outcome, (now() - begun).total_seconds()

    return asyncio.run(send())


async def _looked(place: str | None, database: Database) -> tuple[tuple[Count, ...], Webhook | None]:
    await tables.check(database)

    def look(connection: Connection) -> tuple[tuple[Count, ...], Webhook | None]:
        return events.counts(connection), None if place is None else webhooks.look(connection, place)

    return await database.read(look)


async def _replayed(since: datetime | None, id_: str | None, database: Database) -> int:
    await tables.check(database)
    return await database.run(lambda connection: events.replay(connection, now(), since=since, id_=id_))


async def _enabled(place: str, database: Database) -> None:
    await tables.check(database)

    def enabled(connection: Connection) -> None:
        events.hurry(connection, now())
        webhooks.enable(connection, place)

    await database.run(enabled)


def _place(receiver: Receiver | None, webhook: Webhook | None) -> str:
    if receiver is None or webhook is None:
        return "Nobody is told: CHECKUP_WEBHOOK_URL is not set."
    host = receiver.target.host
    if webhook.disabled_at is not None:
        why = _WHY.get(webhook.why or "", webhook.why)
        return f"To {host}: disabled since {_time(webhook.disabled_at)}, {why}. Run  checkup events enable"
    if webhook.failing_since is not None:
        return f"To {host}: takes nothing since {_time(webhook.failing_since)}."
    return f"To {host}: all is well."


def _document(counts: tuple[Count, ...], webhook: Webhook | None) -> dict[str, Any]:
    moments = ("paused_until", "failing_since", "disabled_at")
    return {
        "events": [
            {"type": one.type, "status": one.status, "count": one.count, "oldest": one.oldest.isoformat()}
            for one in counts
        ],
        "webhook": None
        if webhook is None
        else {name: _iso(getattr(webhook, name)) for name in moments} | {"why": webhook.why},
    }


def _iso(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()


def _time(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"
