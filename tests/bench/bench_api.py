"""How fast a page of the API is ready, from the request to its JSON, on SQLite and PostgreSQL.

Beside it: how much of that this process works, which is what it takes from taps.

Run: python -m tests.bench.bench_api
"""

import asyncio
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Final

from bot.store import schema
from bot.store.database import open_database
from tests.databases import postgres
from tests.store.samples import SECRET
from tests.web.api.crowd import crowded
from tests.web.api.reader import Company

CONVERSATIONS: Final = 20_000
ANSWERS: Final = 24
TIMES: Final = 15
PAGES: Final = {
    "100 conversations, 2400 answers": "/conversations?limit=100",
    "the same from the middle on": "/conversations?limit=100&since=2026-11-20T00:00:00Z",
    "100 of a small workspace": "/conversations?limit=100#slack:T2",
    "a source that nobody has": "/conversations?source=nobody",
    "100 leads with all they told": "/leads?limit=100",
    "100 results": "/results?limit=100",
    "one conversation": "/conversations/c00010001",
}


async def measure(kind: str, url: str) -> None:
    """Every page, some times."""
    database = open_database(url, secret_key=SECRET)
    try:
        await schema.migrate(database)
        await database.run(lambda connection: crowded(connection, CONVERSATIONS, ANSWERS))
        if kind == "PostgreSQL":  # as its own vacuum does
            await database.run(lambda connection: connection.exec_driver_sql("ANALYZE").closed)
        company = Company(database)
        for name, path in PAGES.items():
            where, _, workspace = path.partition("#")
            await company.opened(workspace=workspace or None)
            whole, work = await _medians(company, where)
            print(f"{kind:<10} {name:<32} {whole:6.1f} ms, {work:6.1f} ms of work")
    finally:
        await database.close()


async def _medians(company: Company, path: str) -> tuple[float, float]:
    """Milliseconds from the request to its answer, and of our processor."""
    took: list[tuple[float, float]] = []
    for _ in range(TIMES):
        begun, worked = perf_counter(), process_time()
        answer = await company.asks(path)
        took.append((1000 * (perf_counter() - begun), 1000 * (process_time() - worked)))
        if answer.status_code != 200:
            raise RuntimeError(f"the API answered {answer.status_code}")
    return median(whole for whole, _ in took[1:]), median(work for _, work in took[1:])


async def main() -> None:
    """Both databases."""
    with tempfile.TemporaryDirectory() as folder, postgres() as server:
        await measure("SQLite", f"sqlite:///{Path(folder) / 'api.sqlite'}")
        await measure("PostgreSQL", server.create_database())


if __name__ == "__main__":
    asyncio.run(main())
