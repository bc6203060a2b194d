"""The test of kills at length: `python -m tests.e2e.killed_at_length --channel slack --kills 200 --seed 7`.

Rounds of 15 kills, or `--round` many, by the channel's ways in in turn, each with a seed of its own, which is
said first; the last round is a whole one too. In Slack a round takes minutes, however many are killed: a
workspace has 50 edits a minute, and in the end all is tidied up. With `--fleet` there are three processes on
one PostgreSQL, and each kill is of one of them. Whatever round it is, in the middle of it a new version of
the flow comes out.
"""

import argparse
import asyncio
import random
import sys
import tempfile
from collections.abc import Awaitable, Callable, Mapping, Sequence
from itertools import count, cycle
from pathlib import Path
from typing import Final, TypeAlias

from tests.databases import PostgresServer, postgres
from tests.e2e.fleet import in_slack, on_telegram, survived_by_several
from tests.e2e.killing import Toll, survived
from tests.e2e.scenes import SCENES, Opens

KILLS_A_ROUND: Final = 15
FLEET: Final[Mapping[str, Sequence[str]]] = {"telegram": ("webhook", "polling"), "slack": ("http",)}
"""The ways in of several processes, by channel."""


Round: TypeAlias = Callable[[Path, int, int], Awaitable[Toll]]
"""One round in a folder, with so many kills and a seed."""


def _alone(opens: Opens) -> Round:
    async def lived(folder: Path, kills: int, seed: int) -> Toll:
        async with opens(folder, seed) as scene:
            return await survived(scene, wanted=kills, seed=seed)

    return lived


def _of_fleet(channel: str, way_in: str, server: PostgresServer) -> Round:
    async def lived(folder: Path, kills: int, seed: int) -> Toll:
        opened = (
            on_telegram(folder, server, seed, webhook=way_in == "webhook")
            if channel == "telegram"
            else in_slack(folder, server, seed, way_in="http")
        )
        async with opened as (scene, fleet):
            return await survived_by_several(scene, fleet, wanted=kills, seed=seed)

    return lived


async def _rounds(ways: Mapping[str, Round], kills: int, a_round: int, seed: int) -> None:
    done, doubles = 0, 0
    for number, (way_in, lived) in zip(count(1), cycle(ways.items()), strict=False):
        _say(f"round {number} by {way_in}, seed {seed}")
        with tempfile.TemporaryDirectory() as folder:
            toll = await lived(Path(folder), a_round, seed)
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
    reader.add_argument("--kills", type=int, default=120, help="so many at least, in whole rounds")
    reader.add_argument("--round", type=int, default=KILLS_A_ROUND, help="kills of one round")
    reader.add_argument("--seed", type=int, default=random.randrange(10**6))
    reader.add_argument("--fleet", action="store_true", help="three processes on one PostgreSQL")
    given = reader.parse_args()
    if not given.fleet:
        ways = {way_in: _alone(opens) for way_in, opens in SCENES[given.channel].items()}
        asyncio.run(_rounds(ways, given.kills, given.round, given.seed))
        return
    with postgres() as server:
        ways = {one: _of_fleet(given.channel, one, server) for one in FLEET[given.channel]}
        asyncio.run(_rounds(ways, given.kills, given.round, given.seed))


if __name__ == "__main__":
    main()
