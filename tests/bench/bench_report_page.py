"""How fast a report page is ready, from its address to its HTML, on SQLite and PostgreSQL.

Run: python -m tests.bench.bench_report_page
"""

import asyncio
import tempfile
from collections.abc import Mapping
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Final

from bot.store import schema
from bot.store.database import open_database
from tests.databases import postgres
from tests.reports.page.made import Team, document, many_questions
from tests.store.samples import SECRET
from tests.web.visitor import Town

TIMES: Final = 15
BUDGETS: Final = {"500 people, 40 questions": 300, "50 rounds, 12 areas": 500}
"""Milliseconds, median."""


def teams() -> Mapping[str, Team]:
    """Each a long check of twelve areas and forty questions; of the people there are only figures."""
    flow = many_questions(12, 40)
    crowd = document(flow, 1, invited=520, answered=500)
    crowd["comments"] = {"question_1": [f"Comment {at}: " + "words " * 20 for at in range(500)]}
    return {
        "500 people, 40 questions": Team(flow, [crowd]),
        "50 rounds, 12 areas": Team(flow, [document(flow, number) for number in range(1, 51)]),
    }


async def measure(kind: str, url: str, name: str, team: Team) -> None:
    """One page, some times."""
    database = open_database(url, secret_key=SECRET)
    try:
        await schema.migrate(database)
        town = await Town(database, team).founded()
        print(f"{kind:<10} {name:<26} {await _median(town):6.0f} ms  (budget {BUDGETS[name]} ms)")
    finally:
        await database.close()


async def _median(town: Town) -> float:
    link = await town.link()
    took = []
    for _ in range(TIMES):
        begun = perf_counter()
        answer = await town.get(link)
        took.append(1000 * (perf_counter() - begun))
        if answer.status_code != 200:
            raise RuntimeError(f"the page answered {answer.status_code}")
    return median(took[1:])


async def main() -> None:
    """Both databases, both pages."""
    with tempfile.TemporaryDirectory() as folder, postgres() as server:
        for number, (name, team) in enumerate(teams().items()):
            await measure("SQLite", f"sqlite:///{Path(folder) / f'{number}.sqlite'}", name, team)
            await measure("PostgreSQL", server.create_database(), name, team)


if __name__ == "__main__":
    asyncio.run(main())
