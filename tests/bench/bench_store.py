"""What a durable turn costs in the store, beside the bare statements of the same database in the same run.

Run: python -m tests.bench.bench_store

A turn is what `take_turn` says to the store on an ordinary tap: find the address, note the update, find
the conversation, save it, write one answer, queue one message; committed, with a
flush to disk. The bare statements are these six, handed to the driver as finished text. Figures are
processor time of the whole process for one turn, PostgreSQL's own aside, and time on the clock.
Then: an export of 100,000 answers.
"""

import asyncio
import json
import sqlite3
import tempfile
import tracemalloc
from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from time import perf_counter, process_time

import asyncpg
from sqlalchemy import Connection, insert

from bot.store import answers, conversations, deliveries, export, inbound, respondents, schema
from bot.store.answers import StoredAnswer
from bot.store.columns import AnswerState
from bot.store.database import Database, open_database
from bot.store.inbound import Update
from bot.store.tables import ANSWER
from tests.databases import postgres
from tests.store.samples import NOW, SECRET, begun, delivery, new_id

TURNS = 2000
ROWS = 100_000
STATE = json.dumps({"answers": {f"question_{n}": "sometimes" for n in range(20)}})
PAYLOAD = {"is": "QuestionCard", "text": "How often does this happen?" * 5, "options": list("abcde") * 4}

BARE = tuple(
    " ".join(statement.split())
    for statement in (
        """SELECT id, respondent_id, channel, workspace, external_id, language, reachable, live_message,
           keyboard_message, quiet_since, reminded_at FROM address
           WHERE channel = ? AND workspace = ? AND external_id = ?""",
        """INSERT INTO inbound (channel, workspace, external_id, received_at, address_id)
           VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""",
        """SELECT * FROM conversation WHERE id = ?""",
        """UPDATE conversation SET status = ?, turn = ?, state = ?, sealed = ?, language = ?, updated_at = ?,
           ended_at = ?, wake_at = ?, expires_at = ?, open_question = ? WHERE id = ? AND turn = ?""",
        """INSERT INTO answer (conversation_id, question, value, sealed, state, turn, asked_at, answered_at)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (conversation_id, question) DO UPDATE SET
           value = excluded.value, sealed = excluded.sealed, state = excluded.state, turn = excluded.turn,
           asked_at = excluded.asked_at, answered_at = excluded.answered_at""",
        """INSERT INTO delivery (id, address_id, conversation_id, turn, position, kind, payload, sealed,
           status, attempts, created_at, due_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
    )
)


def turn(connection: Connection, person: str, number: int) -> None:
    """One turn through the store's functions."""
    update = Update("console", "here", f"{person}-{number}")
    address = respondents.find_or_make(connection, "console", "here", person, now=NOW, new_id=new_id)
    inbound.record(connection, update, address.id, NOW)
    found = conversations.current(connection, address.id)
    assert found is not None
    kept = replace(found, turn=number, state=STATE, updated_at=NOW)
    conversations.save(connection, kept, was_turn=found.turn)
    given = StoredAnswer(f"question_{number % 20}", "sometimes", AnswerState.GIVEN, number, NOW, NOW)
    answers.write(connection, found.id, [given])
    deliveries.queue(connection, [delivery(found, turn=number, payload=PAYLOAD)])


def values(
    at: object,
    address: str,
    conversation: str,
    person: str,
    number: int,
    *,
    false: object,
    payload: str = json.dumps(PAYLOAD),
) -> list[list[object]]:
    """What the bare statements take, one list each."""
    return [
        ["console", "here", person],
        ["console", "here", f"b{person}-{number}", at, address],
        [conversation],
        ["asking", number, STATE, false, "en", at, None, None, None, None, conversation, number - 1],
        [conversation, f"question_{number % 20}", '"sometimes"', false, "given", number, at, at],
        [new_id(), address, conversation, number, 0, "QuestionCard", payload, false, "waiting", 0, at, at],
    ]


async def measured(name: str, work: Callable[[], Awaitable[None]], turns: int = TURNS) -> float:
    """Prints and returns the microseconds of processor a turn takes."""
    clock, processor = perf_counter(), process_time()
    await work()
    took, used = perf_counter() - clock, process_time() - processor
    print(f"  {name:<58} {used / turns * 1e6:6.0f} µs processor  {took / turns * 1e6:6.0f} µs on the clock")
    return used / turns * 1e6


async def one_after_another(database: Database, person: str) -> None:
    for number in range(1, TURNS + 1):
        await database.run(partial(turn, person=person, number=number))


async def side_by_side(database: Database, people: int) -> None:
    """As many people as there are, each waiting for their own turn."""

    async def chat(person: str) -> None:
        for number in range(1, TURNS // people + 1):
            await database.run(partial(turn, person=person, number=number))

    await asyncio.gather(*(chat(f"p{n}") for n in range(people)))


async def prepared(database: Database, people: int) -> tuple[str, str]:
    await schema.migrate(database)
    one = await database.run(lambda connection: begun(connection, "bare"))
    await database.run(lambda connection: begun(connection, "alone"))
    for n in range(people):
        await database.run(partial(begun, external_id=f"p{n}"))
    return one.address_id, one.id


async def on_sqlite(folder: Path) -> None:
    file = folder / "bench.sqlite"
    database = open_database(f"sqlite:///{file}")
    address, conversation = await prepared(database, 20)
    bare = sqlite3.connect(file, isolation_level=None)
    bare.execute("PRAGMA synchronous = FULL")

    async def bare_turns() -> None:
        for number in range(1, TURNS + 1):
            bare.execute("BEGIN IMMEDIATE")
            given = values("2026-03-01 09:00:00.000000", address, conversation, "bare", number, false=0)
            for statement, row in zip(BARE, given, strict=True):
                bare.execute(statement, row).fetchall()
            bare.execute("COMMIT")

    print("SQLite, six statements and a commit with a flush")
    floor = await measured("bare statements, one turn after another", bare_turns)
    bare.close()
    alone = await measured("the store, one turn after another", lambda: one_after_another(database, "alone"))
    together = await measured("the store, 20 people at once", lambda: side_by_side(database, 20))
    print(
        f"  times the bare statements: {alone / floor:.1f} one after another, {together / floor:.1f} at once"
    )
    await exported(database)
    await database.close()


async def on_postgres(url: str) -> None:
    database = open_database(url, secret_key=SECRET)
    address, conversation = await prepared(database, 8)
    socket = await asyncpg.connect(url)

    async def bare_turns() -> None:
        for number in range(1, TURNS + 1):
            async with socket.transaction():
                given = values(NOW, address, conversation, "bare", number, false=False)
                for statement, row in zip(NUMBERED, given, strict=True):
                    await socket.fetch(statement, *row)

    print("PostgreSQL, six statements in a transaction")
    floor = await measured("bare statements, one turn after another", bare_turns)
    await socket.close()
    alone = await measured("the store, one turn after another", lambda: one_after_another(database, "alone"))
    together = await measured("the store, 8 people at once", lambda: side_by_side(database, 8))
    print(
        f"  times the bare statements: {alone / floor:.1f} one after another, {together / floor:.1f} at once"
    )
    await exported(database)
    await database.close()


def _numbered(statement: str) -> str:
    """With `$1, $2, …` for the question marks."""
    parts = statement.split("?")
    return "".join(f"{part}${place}" for place, part in enumerate(parts[:-1], 1)) + parts[-1]


NUMBERED = tuple(map(_numbered, BARE))


async def exported(database: Database) -> None:
    """Prints how fast an export runs and what memory it takes at most, for a tenth and for all rows."""

    def fill(connection: Connection) -> None:
        made = begun(connection, "export")
        row = {"conversation_id": made.id, "value": '"often"', "sealed": False, "state": "given", "turn": 1}
        row |= {"asked_at": NOW, "answered_at": NOW}
        connection.execute(insert(ANSWER), [row | {"question": f"q{n:06}"} for n in range(ROWS)])

    def stream(connection: Connection, rows: int) -> int:
        lines = export.answers(connection)
        return sum(1 for _ in zip(range(rows), lines, strict=False))

    await database.run(fill)
    for rows in (ROWS // 10, ROWS):
        tracemalloc.start()
        clock = perf_counter()
        count = await database.read(partial(stream, rows=rows))
        took, (_, peak) = perf_counter() - clock, tracemalloc.get_traced_memory()
        tracemalloc.stop()
        print(
            f"  export of {count:,} answers: {count / took:,.0f} lines/s traced, at most {peak / 1e6:.1f} MB"
        )


def main() -> None:
    """Both databases, one after the other."""
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(on_sqlite(Path(folder)))
    with postgres() as server:
        asyncio.run(on_postgres(server.create_database()))


if __name__ == "__main__":
    main()
