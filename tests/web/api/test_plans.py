"""What reading costs the database.

1. No address scans a table, on either kind of database, whatever is asked: every row is reached by an index,
   where tables are not so small that the database does better without.
2. A wish that fits one conversation of thousands looks at no more of them than any other.
3. Each address takes a few statements, as many for one entry as for five hundred.
"""

import json
import re
from typing import Any

import pytest
from sqlalchemy import Connection, event

from bot.store.api import walking
from bot.store.database import Database
from bot.turn.library import Library, Shelved
from tests.reports.page.made import flow_of
from tests.web.api.crowd import crowded
from tests.web.api.reader import Company

MANY = 12_000
PATHS = [
    "/conversations", "/conversations?limit=500", "/conversations?source=rare", "/conversations?flow=other",
    "/conversations?status=expired", "/conversations?since=2026-11-26T11:00:00Z",
    "/conversations?until=2026-11-21T11:00:00Z", "/conversations/c00000007", "/results",
    "/results?level=none", "/results?source=rare", "/results?since=2026-11-26T11:00:00Z", "/leads",
    "/leads?source=rare", "/checkins", "/checkins?status=ended", "/checkins/k1", "/checkins/k1/rounds",
    "/rounds/k1-1", "/flows", "/me",
]  # fmt: skip


class Watched:
    """A company whose statements are written down."""

    def __init__(self, company: Company) -> None:
        self.company = company
        self.said: list[tuple[str, Any]] = []
        engine = company.database._engine  # type: ignore[attr-defined]  # both kinds have one
        event.listen(getattr(engine, "sync_engine", engine), "before_cursor_execute", self._note)

    def _note(self, _: Any, __: Any, statement: str, parameters: Any, *___: Any) -> None:
        if statement.startswith(("SELECT", "WITH")):
            self.said.append((statement, parameters))

    async def asks(self, path: str) -> list[tuple[str, Any]]:
        """The statements of one answer, and what it says."""
        self.said = []
        self.company.later(minutes=5)
        await self.company.reads(path)
        return list(self.said)

    async def plans(self, path: str, *, analyze: bool = False) -> list[Any]:
        """How the database goes about them."""
        said = await self.asks(path)

        def explained(connection: Connection) -> list[Any]:
            return [_explained(connection, statement, values, analyze=analyze) for statement, values in said]

        return await self.company.database.read(explained)


def _explained(connection: Connection, statement: str, values: Any, *, analyze: bool) -> Any:
    if connection.dialect.name == "sqlite":
        rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()
        return [row[3] for row in rows]
    if not analyze:  # a small table is scanned all the same
        connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
    how = "ANALYZE, FORMAT JSON" if analyze else "FORMAT JSON"
    (plan,) = connection.exec_driver_sql(f"EXPLAIN ({how}) {statement}", values).one()
    return json.loads(plan) if isinstance(plan, str) else plan


@pytest.fixture
async def watched(own_database: Database) -> Watched:
    await own_database.run(lambda connection: crowded(connection, MANY, answers=3))
    if "PostgresDatabase" in repr(own_database):  # as its own vacuum does; SQLite has nothing of the kind
        await own_database.run(lambda connection: connection.exec_driver_sql("ANALYZE").closed)
    company = await Company(own_database, Library.of([Shelved(flow_of("team-health"), b"")])).opened()
    return Watched(company)


async def test_1_nothing_is_scanned(watched: Watched) -> None:
    for token in ({}, {"workspace": "slack:T2"}, {"flow": "team-mood"}):
        await watched.company.opened(**token)
        for path in PATHS:
            if (await watched.company.asks(path)).status_code == 200:
                plans = await watched.plans(path)
                assert plans
                for plan in plans:
                    assert scans(plan) == [], (token, path, plan)


def scans(plan: Any) -> list[str]:
    """What is read from end to end without an index."""
    if all(isinstance(line, str) for line in plan):  # SQLite
        return [
            line for line in plan
            if re.match(r"SCAN (?!seen\b|\(subquery|CONSTANT)", line) and "USING" not in line
        ]  # fmt: skip
    return [node["Relation Name"] for node in _nodes(plan[0]["Plan"]) if node["Node Type"] == "Seq Scan"]


def _nodes(plan: Any) -> list[Any]:
    return [plan, *(inner for child in plan.get("Plans", ()) for inner in _nodes(child))]


def test_1_a_scan_would_be_seen() -> None:
    assert scans(["CO-ROUTINE seen", "SCAN conversation", "SCAN seen"]) == ["SCAN conversation"]
    assert scans(["SCAN conversation USING INDEX ix_conversation_updated_at"]) == []
    plan = {"Node Type": "Limit", "Plans": [{"Node Type": "Seq Scan", "Relation Name": "answer"}]}
    assert scans([{"Plan": plan}]) == ["answer"]


async def test_2_a_rare_wish_costs_no_more(watched: Watched) -> None:
    for path in ("/conversations?source=rare", "/leads?source=rare", "/results?source=rare"):
        first = await watched.company.reads(path)
        assert (first["items"], bool(first["next"])) == ([], True)
        (found,) = await watched.company.walks(path)
        assert found["source"] == "rare"
        if "PostgresDatabase" in repr(watched.company.database):  # it counts rows
            for plan in await watched.plans(path, analyze=True):
                looked_at = [
                    node["Actual Rows"] * node["Actual Loops"] for node in _nodes(plan[0]["Plan"])
                    if node.get("Relation Name") in ("conversation", "result", "consent", "address")
                ]  # fmt: skip
                assert max(looked_at, default=0) <= walking.MOST_LOOKED_AT, path


async def test_3_as_many_statements_for_one_as_for_all(watched: Watched) -> None:
    for path, most in {"/conversations": 5, "/leads": 7, "/results": 3, "/checkins": 3}.items():
        await watched.asks(path)  # the file of a flow is read once
        one = await watched.asks(f"{path}?limit=1")
        all_ = await watched.asks(f"{path}?limit=500")
        assert len(one) <= len(all_) <= most, (path, len(one), len(all_))
