"""A company of 5,000 people in 14 time zones, 120 teams, over a year of two-weekly rounds.

    .venv/bin/python -m tests.bench.bench_company [people] [teams] [days]

The same life and the same checks as `tests/checkins/test_company.py`. Four in a hundred answers are given by
real turns, the others are written as such turns leave them; all else is the real thing. Prints figures, and
ends with an error where anything is not as it must be.
"""

import asyncio
import sys
import tempfile
from collections import Counter
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Final

from bot.checkins.ledger import PURPOSE
from bot.store import schema
from bot.store.database import open_database
from tests.checkins.company import Company, Plan
from tests.checkins.company_checks import check, seen

OUTAGES: Final = (
    (20.1, 0.3),
    (47.0, 2.5),
    (80.4, 0.05),
    (133.0, 1.0),
    (201.5, 4.0),
    (290.0, 0.5),
    (333.3, 2.0),
)
MEMORY: Final = Path("/dev/shm")  # noqa: S108  # a folder of the test's own is made there


async def _lives(folder: str, people: int, teams: int, days: int) -> None:
    database = open_database(f"sqlite:///{folder}/company.sqlite")
    await schema.migrate(database)
    plan = Plan(people, teams, days, restarts_a_day=2.0, outages=OUTAGES, talking=0.04)
    company = Company(database, plan, Random(2030))
    begun = perf_counter()
    await company.lives()
    lived = perf_counter() - begun
    found = await database.read(lambda connection: seen(connection, database.keys.derived(PURPOSE)))
    came = Counter(one.occasion for one in company.came)
    print(f"{people} people, {teams} teams, {days} days: {lived:.0f} s, {company.ticks} looks")
    print(f"{company.restarts} restarts, {len(company.away)} outages")
    print(f"rounds: {sum(map(len, found.rounds.values()))}, releases: {len(found.releases)}")
    print(f"of them with figures: {sum(one.exact for one in found.releases)}")
    print(f"invitations that came: {came['invitation']}, reminders: {came['reminder']}")
    print(f"what became of invitations: {dict(found.statuses)}")
    check(company, found)
    print("Everything is as it must be.")
    await database.close()


def main() -> None:
    """Lives and tells."""
    given = [int(one) for one in sys.argv[1:]]
    people, teams, days = (*given, *(5000, 120, 365)[len(given) :])
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        asyncio.run(_lives(folder, people, teams, days))


if __name__ == "__main__":
    main()
