"""kill -9 in the middle of writing: all that was reported as committed is there, and nothing by halves."""

import random
import subprocess
import sys
from collections import Counter

import pytest
from sqlalchemy import Connection, text

from bot.store import answers, conversations
from bot.store.database import Database, open_database
from tests.store.samples import SECRET
from tests.store.writer import WRITERS

KILLS = 4


@pytest.mark.parametrize("kill", range(KILLS))
async def test_nothing_reported_is_lost(ready_url: str, kill: int) -> None:
    reported = killed_while_writing(ready_url, after=random.Random(kill).randint(20, 120))
    database = open_database(ready_url, secret_key=SECRET)
    for name, number in reported.items():
        turn, answered, received = await kept(database, name)
        assert turn in (number, number + 1), (
            "what was reported is there; at most the one under way came after it"
        )
        assert answered == list(range(1, turn + 1))
        assert received == turn
    await database.close()


def killed_while_writing(url: str, after: int) -> Counter[str]:
    """The last number each writer reported, when the process was killed after so many lines."""
    command = [sys.executable, "-m", "tests.store.writer", url, SECRET]
    reported: Counter[str] = Counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writing:
        assert writing.stdout is not None
        for lines, line in enumerate(writing.stdout, start=1):
            name, number = line.split()
            reported[name] = int(number)
            if lines == after:
                writing.kill()
    assert len(reported) == WRITERS
    return reported


async def kept(database: Database, name: str) -> tuple[int, list[object], int]:
    """The conversation's turn, its answers in order, and how many updates it had."""

    def work(connection: Connection) -> tuple[int, list[object], int]:
        found = conversations.open_one(connection, name)
        assert found is not None
        given = [answer.value for answer in answers.of_conversation(connection, name)]
        counting = text("SELECT count(*) FROM inbound WHERE external_id LIKE :name")
        return found.turn, given, int(connection.execute(counting, {"name": f"{name}-%"}).scalar_one())

    return await database.run(work)
