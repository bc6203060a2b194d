"""How many jobs wait, run and have failed, for who watches: a few statements, whatever is there."""

from dataclasses import dataclass

from sqlalchemy import Connection, text

from bot.work import standing


@dataclass(frozen=True, slots=True)
class Figures:
    """Jobs by where they are."""

    waiting: int = 0
    running: int = 0
    failed: int = 0
    """For good, and not run again."""


def figures(connection: Connection) -> Figures:
    """How many there are; none, where there never was one. Of what failed, `MOST_FAILED` at most."""
    if not standing.are_there(connection):
        return Figures()
    asked = (
        f"SELECT status, count(*) FROM {standing.table(connection)}"  # noqa: S608  # our names
        f" WHERE status IN ({standing.UNFINISHED}) GROUP BY status"
    )
    counts = {row[0]: row[1] for row in connection.execute(text(asked))}
    running = counts.pop(standing.RUNNING, 0)
    return Figures(sum(counts.values()), running, len(standing.failed(connection)))
