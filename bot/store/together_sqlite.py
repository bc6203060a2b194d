"""Taps in groups on SQLite (see `together`): the turns are taken where the event loop runs, and the writer
thread has nothing to do but a few statements.

Each statement gives the interpreter away and has to win it back from a busy loop, so what many rows are
about is one statement, and no turn runs in that thread.
"""

import sqlite3
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import cache
from typing import Any, Final, Protocol, TypeVar, cast

from sqlalchemy import Connection
from sqlalchemy.dialects import sqlite

from bot.store.answers import CHANGING as OF_ANSWER
from bot.store.conversations import CHANGING as OF_CONVERSATION
from bot.store.together import Ahead, Found, Taken
from bot.store.together_columns import ANSWERED, NOTED, QUEUED, READ, Shapes

T = TypeVar("T")

_SIZES: Final = (32, 16, 8, 4, 2, 1)
"""Rows in one statement: of each there is a finished one."""


class Run(Protocol):
    """A database's `run`."""

    def __call__(self, work: Callable[[Connection], T]) -> Awaitable[T]: ...


class SqliteTaps:
    """Reads and writes in the writer thread."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._shapes = Shapes(sqlite.dialect())

    async def read(self, group: Sequence[Ahead]) -> Mapping[int, Found]:
        asked = [
            (
                place,
                one.update.channel,
                one.update.workspace,
                one.person,
                one.update.external_id,
                one.conversation,
            )
            for place, one in enumerate(group)
        ]
        rows = await self._run(lambda connection: _run_each(_driver(connection), _reading, asked))
        return dict(self._shapes.found(row) for row in rows)

    async def write(self, group: Sequence[Taken]) -> frozenset[str]:
        shapes = self._shapes
        saving = [shapes.bound_saved(one) for one in group]
        rows = [
            (
                shapes.noted.bound(one.noted),
                [shapes.answers.bound(row) for row in one.answers],
                [shapes.deliveries.bound(row) for row in one.deliveries],
            )
            for one in group
        ]

        def work(connection: Connection) -> frozenset[str]:
            driver = _driver(connection)
            kept = [
                place
                for place, row in enumerate(saving)
                if driver.execute(_SAVE, (*row[2:], *row[:2], group[place].status)).rowcount == 1
            ]
            following = [rows[place] for place in kept]
            _run_each(driver, _noting, [noted for noted, _, _ in following])
            _run_each(driver, _answering, [row for _, answers, _ in following for row in answers])
            _run_each(driver, _queuing, [row for _, _, deliveries in following for row in deliveries])
            return frozenset(group[place].conversation for place in kept)

        return await self._run(work)


def _driver(connection: Connection) -> sqlite3.Connection:
    return cast("sqlite3.Connection", connection.connection.driver_connection)


def _run_each(
    driver: sqlite3.Connection, statement: Callable[[int], str], rows: Sequence[Sequence[object]]
) -> list[Any]:
    """What the statement gives for all rows, in as few parts as it takes."""
    found, begin = [], 0
    while begin < len(rows):
        size = next(size for size in _SIZES if size <= len(rows) - begin)
        values = [value for row in rows[begin : begin + size] for value in row]
        found += driver.execute(statement(size), values).fetchall()
        begin += size
    return found


_SETS: Final = ", ".join(f"{name} = ?" for name in OF_CONVERSATION)
_SAVE: Final = f"""
UPDATE conversation SET {_SETS} WHERE id = ? AND turn = ? AND status = ?
AND EXISTS (SELECT 1 FROM address AS a WHERE a.id = conversation.address_id AND a.reachable)
"""  # noqa: S608  # names of our columns
_CHANGES: Final = ", ".join(f"{name} = excluded.{name}" for name in OF_ANSWER)


@cache
def _reading(size: int) -> str:
    return f"""
WITH x (place, channel, workspace, person, external_id, conversation_id) AS (VALUES {_values(6, size)})
SELECT x.place, i.external_id IS NOT NULL, {READ} FROM x
CROSS JOIN address AS a ON a.channel = x.channel AND a.workspace = x.workspace AND a.external_id = x.person
CROSS JOIN conversation AS c ON c.id = x.conversation_id AND c.address_id = a.id
LEFT JOIN inbound AS i
    ON i.channel = x.channel AND i.workspace = x.workspace AND i.external_id = x.external_id
"""  # noqa: S608  # names of our columns


@cache
def _noting(size: int) -> str:
    return _inserting("inbound", NOTED, size)


@cache
def _answering(size: int) -> str:
    upsert = f"ON CONFLICT (conversation_id, question) DO UPDATE SET {_CHANGES}"
    return f"{_inserting('answer', ANSWERED, size)} {upsert}"


@cache
def _queuing(size: int) -> str:
    return _inserting("delivery", QUEUED, size)


def _inserting(table: str, columns: Sequence[str], size: int) -> str:
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES {_values(len(columns), size)}"  # noqa: S608  # names of our own columns


def _values(width: int, size: int) -> str:
    row = f"({', '.join('?' * width)})"
    return ", ".join([row] * size)
