"""The test of kills at length: `python -m tests.e2e.killed_at_length --channel slack --kills 200 --seed 7`.

Rounds of 15 kills, by the channel's ways in in turn, each with a seed of its own, which is said first.
"""

import argparse
import asyncio
import random
import sys
import tempfile
from itertools import count, cycle
from pathlib import Path

from tests.e2e.killing import survived
from tests.e2e.scenes import SCENES

KILLS_A_ROUND = 15


async def _rounds(channel: str, kills: int, seed: int) -> None:
    done, doubles = 0, 0
    for number, (way_in, opens) in zip(count(1), cycle(SCENES[channel].items()), strict=False):
        _say(f"round {number} by {way_in}, seed {seed}")
        with tempfile.TemporaryDirectory() as folder:
            async with opens(Path(folder), seed) as scene:
                toll = await survived(scene, wanted=KILLS_A_ROUND, seed=seed)
        done, doubles, seed = done + len(toll.kills), doubles + len(toll.doubles), seed + 1
        _say(f"  {toll}")
        for double in toll.doubles:
            _say(f"  twice: {double}")
        if done >= kills:
            break
    _say(f"{done} kills, {doubles} messages came twice, nothing is lost")


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def main() -> None:
    """As many rounds as it takes."""
    reader = argparse.ArgumentParser(description="People answer while the server is killed.")
    reader.add_argument("--channel", choices=SCENES, default="telegram")
    reader.add_argument("--kills", type=int, default=120)
    reader.add_argument("--seed", type=int, default=random.randrange(10**6))
    given = reader.parse_args()
    asyncio.run(_rounds(given.channel, given.kills, given.seed))


if __name__ == "__main__":
    main()
