"""The test of kills at length: `python -m tests.e2e.killed_at_length [KILLS] [SEED]`; 120 kills unless said.

Rounds of 15, by polling and by webhook in turn, each with a seed of its own, which is printed first.
"""

import asyncio
import random
import sys
import tempfile
from itertools import count
from pathlib import Path

from tests.e2e.killing import survived

KILLS_A_ROUND = 15


async def _rounds(kills: int, seed: int) -> None:
    done, doubles = 0, 0
    for number in count():
        webhook = bool(number % 2)
        _say(f"round {number + 1} by {'webhook' if webhook else 'polling'}, seed {seed + number}")
        with tempfile.TemporaryDirectory() as folder:
            toll = await survived(Path(folder), webhook=webhook, wanted=KILLS_A_ROUND, seed=seed + number)
        done, doubles = done + len(toll.kills), doubles + len(toll.doubles)
        _say(f"  {toll}")
        for double in toll.doubles:
            _say(f"  twice: {double}")
        if done >= kills:
            break
    _say(f"{done} kills, {doubles} messages came twice, nothing is lost")


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    given = [int(one) for one in sys.argv[1:]]
    asyncio.run(_rounds(given[0] if given else 120, given[1] if len(given) > 1 else random.randrange(10**6)))
