"""Three hundred jobs run to the end though a process that is at them is killed with -9; what fails is run
again by an operator once its cause is put right, and what waits for nobody is cancelled. At length:
`python -m tests.bench.bench_jobs`.
"""

from pathlib import Path

from tests.work.many import survived

JOBS = 300


async def test_many_jobs_through_a_kill(database_url: str, tmp_path: Path) -> None:
    toll = await survived(database_url, tmp_path, jobs=JOBS, seconds=120, lease=8)
    assert (toll.jobs, toll.failed, toll.cancelled) == (294, 6, 6)
