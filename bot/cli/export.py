"""`checkup export`: answers, results, leads, drop-off or a check-in's reports, streamed line by line while
others go on writing.
"""

import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from functools import partial
from itertools import islice
from pathlib import Path
from threading import Event
from typing import Any, Final

from sqlalchemy import Connection

from bot.cli.database import settings_or_trouble, with_database
from bot.cli.exported import Sheet, sheet_for
from bot.cli.progress import Progress
from bot.cli.trouble import USAGE, Trouble
from bot.reports.rounds.series import series
from bot.reports.rounds.tables import Figure, figures
from bot.store import addresses, checkins, dropoff, export, leads, schema
from bot.store.database import Database
from bot.store.dropoff import DropoffLine
from bot.store.export import AnswerLine, ResultLine
from bot.store.leads import LeadLine

AT_ONCE: Final = 500
"""Lines."""
KINDS: Final[Mapping[str, tuple[type[Any], Callable[..., Iterator[Any]]]]] = {
    "answers": (AnswerLine, export.answers),
    "results": (ResultLine, export.results),
    "leads": (LeadLine, leads.leads),
    "dropoff": (DropoffLine, dropoff.dropoff),
}


def run(what: str, form: str, since: str | None, flow: str | None) -> int:
    """Writes everything to standard output."""
    moment = None if since is None else moment_of(since)
    kind, lines_of = KINDS[what]
    _written(partial(lines_of, since=moment, flow=flow), sheet_for(form, kind, sys.stdout))
    return 0


def run_checkin(checkin_id: str, form: str) -> int:
    """Writes what the reports of a check-in showed to standard output, one figure a line."""
    _written(partial(_shown, checkin_id=checkin_id), sheet_for(form, Figure, sys.stdout))
    return 0


def _shown(connection: Connection, *, checkin_id: str) -> Iterator[Figure]:
    found = series(connection, checkin_id)
    if not found.entries and checkins.by_id(connection, checkin_id) is None:
        raise Trouble(f"There is no check-in {checkin_id!r}.", "See which there are:  checkup audit", USAGE)
    for entry in found.entries:
        yield from figures(entry.document)


def _written(lines_of: Callable[[Connection], Iterator[Any]], sheet: Sheet) -> None:
    there_is_one()
    with_database(partial(_write, lines_of, sheet))


async def _write(lines_of: Callable[[Connection], Iterator[Any]], sheet: Sheet, database: Database) -> None:
    await schema.check(database)

    left = Event()

    def work(connection: Connection) -> None:
        with Progress("lines") as progress, sheet:
            count, lines = 0, lines_of(connection)
            while not left.is_set() and (some := list(islice(lines, AT_ONCE))):
                sheet.write(some)
                count += len(some)
                progress.reached(count)

    try:
        await database.read(work, at_length=True)
    finally:
        left.set()  # Ctrl-C ends the waiting; the work may be in a thread and has to be told


def moment_of(written: str) -> datetime:
    """A date or a time in ISO 8601; without a zone it is UTC, as all times that are exported."""
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        raise Trouble(
            f"--since {written!r} is no time.", "Write 2026-03-01 or 2026-03-01T09:00.", USAGE
        ) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def there_is_one() -> None:
    """Nothing is made by looking: a database file that is not there holds nothing."""
    place = addresses.parse(settings_or_trouble().database_url.get_secret_value())
    if isinstance(place, Path) and not place.exists():
        raise Trouble(
            f"There is no database {place} yet.",
            "Is this the right folder? Else set DATABASE_URL.  checkup serve  makes it, too.",
        )
