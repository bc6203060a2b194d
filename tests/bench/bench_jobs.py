"""Ten thousand jobs on PostgreSQL, three processes at them, one of which is killed with -9 in the middle: all
run to the end. Fails if they don't.

Run: python -m tests.bench.bench_jobs [JOBS]
"""

import asyncio
import sys
import tempfile
from pathlib import Path
from typing import Final

from tests.databases import postgres
from tests.work.many import survived

JOBS: Final = 10_000
SECONDS_A_JOB: Final = 0.2
LEASE: Final = 30.0


def main(jobs: int) -> None:
    """Prints what became of them."""
    with postgres() as server, tempfile.TemporaryDirectory() as folder:
        url = server.create_database()
        seconds = 60 + jobs * SECONDS_A_JOB
        print(asyncio.run(survived(url, Path(folder), jobs=jobs, seconds=seconds, lease=LEASE)))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else JOBS)
