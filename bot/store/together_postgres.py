"""Taps in groups on PostgreSQL (see `together`): one statement reads them, one writes them and commits.

What is locked by somebody else just now is passed over, not waited for: nobody in a group waits for a
stranger, and groups of several processes cannot hold each other up.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Dialect
from sqlalchemy.dialects import postgresql
from sqlalchemy.engine import URL

from bot.store.together import Ahead, Found, Taken
from bot.store.together_columns import READ, Columns, Shapes

READ_ONLY: Final = "25006"
"""read_only_sql_transaction: another server writes by now."""
ANSWER_SECONDS: Final = 10.0
"""A group that takes longer is given up, and each of it tried alone."""
_AS_PLANNED: Final = {
    "plan_cache_mode": "force_generic_plan",
    "enable_seqscan": "off", "enable_hashjoin": "off", "enable_mergejoin": "off",
}  # fmt: skip
"""A group is a few rows by their keys, however large the tables are and whenever they were analysed last; to
plan that anew for each group takes longer than to do it.
"""
_DIALECT: Final = postgresql.dialect()  # type: ignore[no-untyped-call]
_READ: Final = f"""
SELECT x.place - 1, i.external_id IS NOT NULL, {READ}
FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[])
    WITH ORDINALITY AS x (channel, workspace, person, external_id, conversation_id, place)
JOIN address AS a ON a.channel = x.channel AND a.workspace = x.workspace AND a.external_id = x.person
JOIN conversation AS c ON c.id = x.conversation_id AND c.address_id = a.id
LEFT JOIN inbound AS i
    ON i.channel = x.channel AND i.workspace = x.workspace AND i.external_id = x.external_id
"""  # noqa: S608  # names of our columns


class PostgresTaps:
    """Reads and writes on a connection of its own: groups go one after the other."""

    def __init__(
        self, url: URL, dialect: Dialect, connect_seconds: float, settings: Mapping[str, str]
    ) -> None:  # fmt: skip
        self._where = dialect.create_connect_args(url)[1]
        self._connect_seconds = connect_seconds
        self._settings = {**settings, **_AS_PLANNED}
        self._driver: Any = None
        self._shapes = Shapes(dialect)
        self._write = _writing(self._shapes)

    async def close(self) -> None:
        """Lets go of the connection."""
        if self._driver is not None:
            driver, self._driver = self._driver, None
            await driver.close()

    async def read(self, group: Sequence[Ahead]) -> Mapping[int, Found]:
        rows = await self._fetch(
            _READ,
            [one.update.channel for one in group],
            [one.update.workspace for one in group],
            [one.person for one in group],
            [one.update.external_id for one in group],
            [one.conversation for one in group],
        )
        return dict(self._shapes.found(tuple(row)) for row in rows)

    async def write(self, group: Sequence[Taken]) -> frozenset[str]:
        shapes = self._shapes
        held = [[one.conversation, one.saved["was_turn"], one.sender, one.status] for one in group]
        saved = [shapes.bound_saved(one) for one in group]
        noted = [[one.conversation, *shapes.noted.bound(one.noted)] for one in group]
        answers = [shapes.answers.bound(row) for one in group for row in one.answers]
        deliveries = [
            [one.conversation, *shapes.deliveries.bound(row)] for one in group for row in one.deliveries
        ]
        rows = await self._fetch(
            self._write,
            *_columns(held, 4),
            *_columns(saved, 2 + len(shapes.saved.columns)),
            *_columns(noted, 1 + len(shapes.noted.columns)),
            *_columns(answers, len(shapes.answers.columns)),
            *_columns(deliveries, 1 + len(shapes.deliveries.columns)),
        )
        return frozenset(row[0] for row in rows)

    async def _fetch(self, statement: str, *values: object) -> Sequence[Any]:
        from asyncpg import PostgresError, connect  # noqa: PLC0415  # only where that driver is in use

        if self._driver is None or self._driver.is_closed():
            self._driver = await connect(
                **self._where, timeout=self._connect_seconds, server_settings=self._settings
            )
        try:
            found: Sequence[Any] = await self._driver.fetch(statement, *values, timeout=ANSWER_SECONDS)
        except PostgresError as error:  # it said no, and listens on
            if error.sqlstate == READ_ONLY:  # another server writes by now
                await self.close()
            raise
        except BaseException:
            driver, self._driver = self._driver, None
            driver.terminate()
            raise
        return found


def _columns(rows: Sequence[Sequence[object]], many: int) -> Sequence[Sequence[object]]:
    """By column; so many, also where there is no row."""
    return list(zip(*rows, strict=True)) if rows else [()] * many


def _writing(shapes: Shapes) -> str:
    """The statement that writes. Each part takes one array a column; only what is `saved` is followed."""
    numbers = iter(range(1, 1000))

    def given(alias: str, *columns: tuple[str, str]) -> str:
        arrays = ", ".join(f"${next(numbers)}::{kind}[]" for _, kind in columns)
        return f"unnest({arrays}) AS {alias} ({', '.join(name for name, _ in columns)})"

    def kinds(of: Columns) -> list[tuple[str, str]]:
        return [(one.name, one.type.compile(dialect=_DIALECT)) for one in of.columns]

    def names(of: Columns, before: str = "") -> str:
        return ", ".join(before + one.name for one in of.columns)

    which = ("its_conversation", "text")
    changes = ", ".join(f"{one.name} = s.{one.name}" for one in shapes.saved.columns)
    new_answer = ", ".join(
        f"{one.name} = excluded.{one.name}" for one in shapes.answers.columns if not one.primary_key
    )
    seen = given("x", ("id", "text"), ("was_turn", "integer"), ("sender", "text"), ("status", "text"))
    return f"""
WITH held AS (
    SELECT c.id FROM {seen}
    JOIN conversation AS c ON c.id = x.id AND c.turn = x.was_turn AND c.status = x.status
    JOIN address AS a ON a.id = c.address_id AND a.reachable AND a.sender IS NOT DISTINCT FROM x.sender
    FOR NO KEY UPDATE OF c, a SKIP LOCKED
), saved AS (
    UPDATE conversation AS c SET {changes}
    FROM {given("s", ("its_id", "text"), ("was_turn", "integer"), *kinds(shapes.saved))}
    JOIN held ON held.id = s.its_id
    WHERE c.id = s.its_id AND c.turn = s.was_turn
    RETURNING c.id
), noted AS (
    INSERT INTO inbound ({names(shapes.noted)}) SELECT {names(shapes.noted, "n.")}
    FROM {given("n", which, *kinds(shapes.noted))} JOIN saved ON saved.id = n.its_conversation
), answered AS (
    INSERT INTO answer ({names(shapes.answers)}) SELECT {names(shapes.answers, "n.")}
    FROM {given("n", *kinds(shapes.answers))} JOIN saved ON saved.id = n.conversation_id
    ON CONFLICT (conversation_id, question) DO UPDATE SET {new_answer}
), queued AS (
    INSERT INTO delivery ({names(shapes.deliveries)}) SELECT {names(shapes.deliveries, "n.")}
    FROM {given("n", which, *kinds(shapes.deliveries))} JOIN saved ON saved.id = n.its_conversation
)
SELECT id FROM saved
"""  # noqa: S608  # names of our columns
