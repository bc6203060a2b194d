"""Export: flat lines in order, filtered, page after page, without a limit on how many; and no page looks
through a whole table, also where the database knows how large it is.
"""

import sqlite3
from contextlib import closing
from itertools import islice
from typing import Any

import pytest
from sqlalchemy import Connection, event, text

from bot.store import answers, checkins, export, flows, leads, results, rounds
from bot.store.answers import StoredAnswer
from bot.store.checkins import CheckIn
from bot.store.columns import AnswerState
from bot.store.database import Database
from bot.store.export import AnswerLine, ResultLine
from bot.store.flows import Pinned
from bot.store.rounds import Round, RoundStatus
from bot.store.sqlite import SqliteDatabase
from tests.store.samples import FLOW, NOW, SOURCE, begun, later, result
from tests.web.api.crowd import crowded

OTHER = Pinned("weekly-pulse", 3, "0" * 64)
GIVEN = AnswerState.GIVEN


def given(question: str, value: object, seconds: float = 0, *, private: bool = False) -> StoredAnswer:
    return StoredAnswer(question, value, GIVEN, 1, later(seconds), NOW, private)


def answered(connection: Connection) -> None:
    flows.pin(connection, FLOW, b"flow: team-mood\n", NOW)
    one = begun(connection, "ana", id="c1")
    two = begun(connection, "ben", id="c2")
    answers.write(connection, one.id, [given("tools", "often", 5), given("focus", ["a", "b"], 1)])
    answers.write(connection, two.id, [given("email", "ben@example.com", 9, private=True)])


async def test_answers_come_as_flat_lines(database: Database) -> None:
    await database.run(answered)
    lines = await database.read(lambda connection: list(export.answers(connection)))
    assert [(line.conversation_id, line.question, line.value, line.private) for line in lines] == [
        ("c1", "focus", "a;b", False),
        ("c1", "tools", "often", False),
        ("c2", "email", "ben@example.com", True),
    ]
    assert lines[0] == AnswerLine(
        conversation_id="c1", respondent_id=lines[0].respondent_id, channel="console", flow="team-mood",
        flow_version=1, question="focus", state="given", value="a;b", private=False, turn=1,
        asked_at=NOW, answered_at=later(1),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("kept", "cell"),
    [("often", "often"), (["a"], "a"), ([], ""), ({"number": "1/4"}, "1/4"),
     ({"blank": "dont_know"}, "dont_know"), (True, "yes"), (False, "no"), (7, "7"), ("", "")],
)  # fmt: skip
async def test_every_kind_of_answer_is_one_cell(database: Database, kept: object, cell: str) -> None:
    def work(connection: Connection) -> list[str | None]:
        answers.write(connection, begun(connection).id, [given("q", kept)])
        return [line.value for line in export.answers(connection)]

    assert await database.run(work) == [cell]


async def test_private_values_can_be_left_out(database: Database) -> None:
    await database.run(answered)
    lines = await database.read(lambda connection: list(export.answers(connection, with_private=False)))
    assert [line.value for line in lines] == ["a;b", "often", None]


async def test_answers_since_a_moment_and_of_one_flow(database: Database) -> None:
    await database.run(answered)

    def work(connection: Connection) -> tuple[list[str], list[str]]:
        return (
            [line.question for line in export.answers(connection, since=later(5))],
            [line.question for line in export.answers(connection, flow="weekly-pulse")],
        )

    assert await database.read(work) == (["tools", "email"], [])


async def test_results_come_as_flat_lines_filtered(database: Database) -> None:
    def work(connection: Connection) -> list[ResultLine]:
        made = begun(connection, id="c1")
        results.write(connection, result(made, turn=9))
        results.write(connection, result(made, turn=10, score="60", created_at=later(7)))
        return list(export.results(connection))

    lines = await database.run(work)
    assert [(line.turn, line.score) for line in lines] == [(9, "53"), (10, "60")]
    assert lines[0] == ResultLine(
        conversation_id="c1", respondent_id=lines[0].respondent_id, channel="console", flow="team-mood",
        flow_version=1, flow_hash=FLOW.hash, turn=9, complete=True, score="53", exact="1273/24", level="fair",
        document='{"score":53}', created_at=NOW,
    )  # fmt: skip

    def filtered(connection: Connection) -> tuple[int, int, int]:
        return (
            len(list(export.results(connection, since=later(1)))),
            len(list(export.results(connection, flow="team-mood"))),
            len(list(export.results(connection, flow="other"))),
        )

    assert await database.read(filtered) == (1, 2, 0)


async def test_what_was_said_in_an_anonymous_round_stays_there(database: Database) -> None:
    """In a named round everybody knew; of a round that is not known any more nobody knows."""

    def in_rounds(connection: Connection) -> None:
        flows.pin(connection, FLOW, SOURCE, NOW)
        for checkin_id, anonymous in (("named", False), ("secret", True)):
            checkins.begin(connection, checkin(checkin_id, anonymous=anonymous))
            rounds.begin(
                connection,
                Round(f"r-{checkin_id}", checkin_id, 1, NOW.date(), FLOW, RoundStatus.OPEN, NOW, later(60)),
            )
        for round_id in ("r-named", "r-secret", "r-gone", None):
            one = begun(connection, f"in {round_id}", id=f"c {round_id}", round_id=round_id)
            answers.write(connection, one.id, [given("tools", "often")])
            results.write(connection, result(one))

    await database.run(in_rounds)

    found = await database.read(lambda connection: list(export.answers(connection)))
    shown = await database.read(lambda connection: list(export.results(connection)))
    assert {line.conversation_id for line in found} == {"c None", "c r-named"}
    assert {line.conversation_id for line in shown} == {"c None", "c r-named"}


def checkin(checkin_id: str, *, anonymous: bool) -> CheckIn:
    return CheckIn(
        id=checkin_id, channel="slack", workspace="T1", team="Crew", flow_name="team-mood", language="en",
        manager="UBOSS", viewers=("UBOSS",), audience={}, anonymous=anonymous, min_answers=5, every="1 week",
        first_on=NOW.date(), at_minute=600, zone="member", weekdays_only=True, open_minutes=60, reminders=0,
        created_at=NOW,
    )  # fmt: skip


async def test_nothing_is_lost_or_doubled_between_pages(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export, "_PAGE", 2)

    def work(connection: Connection) -> None:
        for number in range(5):
            made = begun(connection, f"p{number}", id=f"c{number}")
            answers.write(connection, made.id, [given(f"q_{place:02}", place) for place in range(10)])

    await database.run(work)
    # Bounded: pages that overlap would go on for ever.
    lines = await database.read(lambda connection: list(islice(export.answers(connection), 99)))
    assert [(line.conversation_id, line.question) for line in lines] == [
        (f"c{number}", f"q_{place:02}") for number in range(5) for place in range(10)
    ]


async def test_lines_come_one_by_one(database: Database) -> None:
    """Nothing is read ahead of what is asked for, but for one page."""
    await database.run(answered)

    def first(connection: Connection) -> str:
        return next(export.answers(connection)).question

    assert await database.read(first) == "focus"


def asked_by_exports(connection: Connection) -> list[tuple[str, Any]]:
    """The statements of all exports, each with its parameters."""
    said: list[tuple[str, Any]] = []

    def note(_: Any, __: Any, statement: str, parameters: Any, *___: Any) -> None:
        if statement.startswith("SELECT"):
            said.append((statement, parameters))

    event.listen(connection, "before_cursor_execute", note)
    for lines_of in (export.answers, export.results, leads.leads):
        list(lines_of(connection))
    event.remove(connection, "before_cursor_execute", note)
    return said


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_no_page_looks_through_a_table(own_database: Database) -> None:
    """What knows that a table has millions of rows may go through all of them to filter a thousand."""
    assert isinstance(own_database, SqliteDatabase)
    await own_database.run(answered)
    said = await own_database.read(asked_by_exports)
    assert len(said) >= 4
    with closing(sqlite3.connect(own_database.place)) as file:
        file.execute("ANALYZE")
        file.execute("UPDATE sqlite_stat1 SET stat = '1000000' || substr(stat, instr(stat || ' ', ' '))")
        file.commit()
    with closing(sqlite3.connect(own_database.place)) as file:
        plans = [row[3] for one in said for row in file.execute(f"EXPLAIN QUERY PLAN {one[0]}", one[1])]
    assert any("conversation" in plan for plan in plans)
    through = [plan for plan in plans if "BLOOM" in plan or ("SCAN" in plan and "USING" not in plan)]
    assert through == []


@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
async def test_no_page_gathers_more_than_is_on_it(own_database: Database) -> None:
    """What is asked of each row of a page PostgreSQL may ask of the whole table first, and for each page."""

    def plans(connection: Connection) -> list[str]:
        crowded(connection, 2000, answers=1)
        connection.execute(text("ANALYZE"))
        explained = [
            connection.exec_driver_sql(f"EXPLAIN {statement}", parameters).scalars()
            for statement, parameters in asked_by_exports(connection)
        ]
        return [line for plan in explained for line in plan]

    found = await own_database.run(plans)
    assert any("pk_conversation" in line for line in found)
    assert [line for line in found if "hashed SubPlan" in line or "Semi Join" in line] == []
