"""A process that writes and says so: `python -m tests.store.writer URL SECRET`. Tests kill it.

Several writers at once record update after update; each number is printed after its commit was reported. With
each update goes one step of a conversation and one answer, so that half a transaction would show.
"""

import asyncio
import sys
from dataclasses import replace
from functools import partial
from itertools import count

from sqlalchemy import Connection

from bot.store import answers, conversations, inbound
from bot.store.answers import StoredAnswer
from bot.store.columns import AnswerState
from bot.store.database import open_database
from bot.store.inbound import Update
from tests.store.samples import NOW, begun

WRITERS = 4


def take(connection: Connection, conversation_id: str, number: int) -> None:
    """One turn: an update, a conversation moved on, an answer."""
    assert inbound.record(connection, Update("console", "here", f"{conversation_id}-{number}"), None, NOW)
    found = conversations.open_one(connection, conversation_id)
    assert found is not None
    assert conversations.save(connection, replace(found, turn=number), was_turn=found.turn)
    given = StoredAnswer(f"q{number}", number, AnswerState.GIVEN, number, NOW, private=number % 2 == 0)
    answers.write(connection, conversation_id, [given])


async def main(url: str, secret: str) -> None:
    database = open_database(url, secret_key=secret)

    async def write(name: str) -> None:
        await database.run(lambda connection: begun(connection, name, id=name))
        for number in count(1):
            await database.run(partial(take, conversation_id=name, number=number))
            sys.stdout.write(f"{name} {number}\n")
            sys.stdout.flush()

    await asyncio.gather(*(write(f"c{n}") for n in range(WRITERS)))


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
