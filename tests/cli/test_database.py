"""`checkup migrate` and `checkup export`: the database from outside.

1. `migrate` makes an empty database ready, on SQLite and PostgreSQL, and says when there is nothing to do.
2. `export` streams answers and results as CSV, JSON Lines and Parquet, filtered by time and flow.
3. No cell of a CSV can be taken for a formula; no line of JSON Lines is two.
4. What is not there, not up to date, not installed or not for a terminal is said in two lines.
"""

import csv
import io
import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from pyarrow import parquet
from sqlalchemy import Connection

from bot.reports.cells import cell
from bot.store import answers, results
from bot.store.answers import StoredAnswer
from bot.store.columns import AnswerState
from tests.cli.places import Place
from tests.cli.running import ROOT, checkup, command, surroundings
from tests.store.samples import NOW, SECRET, begun, later, result

GIVEN = AnswerState.GIVEN


def filled(connection: Connection) -> None:
    """One conversation with four answers and a result shown twice."""
    made = begun(connection, "ana", id="c1")
    given = [
        ("formula", "=cmd|' /C calc'!A0", False),
        ("lines", 'two\nlines, "quoted"\u2028', True),
        ("minus", {"number": "-5"}, False),
        ("phone", "+4930123456", True),
    ]
    kept = [
        StoredAnswer(question, value, GIVEN, 1, later(at), NOW, private)
        for at, (question, value, private) in enumerate(given)
    ]
    answers.write(connection, made.id, kept)
    results.write(connection, result(made, turn=9))
    results.write(connection, result(made, turn=10, score=None, exact=None, level=None, created_at=later(60)))


def test_migrate(any_place: Place) -> None:
    first, second = any_place.checkup("migrate"), any_place.checkup("migrate")
    assert (first.code, first.out, first.err) == (0, "The database was brought up to date.\n", "")
    assert (second.code, second.out, second.err) == (0, "The database was up to date already.\n", "")
    exports = any_place.checkup("export", "results")
    assert (exports.code, exports.err) == (0, "")
    assert len(exports.out.splitlines()) == 1


def test_as_real_processes(sqlite_url: str) -> None:
    env = {"DATABASE_URL": sqlite_url, "CHECKUP_SECRET_KEY": SECRET}
    made, exports = checkup("migrate", env=env), checkup("export", "answers", env=env)
    assert (made.code, made.err) == (0, "")
    assert (exports.code, exports.err) == (0, "")
    assert exports.out.startswith("conversation_id,respondent_id,")


def test_answers_as_csv(place: Place) -> None:
    place.write(filled)
    ended = place.checkup("export", "answers")
    assert (ended.code, ended.err) == (0, "")
    rows = list(csv.DictReader(io.StringIO(ended.out, newline="")))
    assert [(row["question"], row["value"]) for row in rows] == [
        ("formula", "'=cmd|' /C calc'!A0"),
        ("lines", 'two\nlines, "quoted"\u2028'),
        ("minus", "-5"),
        ("phone", "'+4930123456"),
    ]
    assert rows[0] == {
        "conversation_id": "c1", "respondent_id": rows[0]["respondent_id"], "channel": "console",
        "flow": "team-mood", "flow_version": "1", "question": "formula", "state": "given",
        "value": "'=cmd|' /C calc'!A0", "private": "false", "turn": "1",
        "asked_at": "2026-03-01T09:00:00+00:00", "answered_at": "2026-03-01T09:00:00+00:00",
    }  # fmt: skip
    assert rows[1]["private"] == "true"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_a_formula(start: str) -> None:
    assert cell(f"{start}1+1") == f"'{start}1+1"


@pytest.mark.parametrize("value", ["-5", "-0.25", "7", "1/4", "", "a=b", "'=1"])
def test_other_cells_stay(value: str) -> None:
    assert cell(value) == value


def test_answers_as_json_lines(place: Place) -> None:
    place.write(filled)
    ended = place.checkup("export", "answers", "--format", "jsonl")
    assert (ended.code, ended.err) == (0, "")
    found = [json.loads(line) for line in ended.out.splitlines()]
    assert [one["value"] for one in found] == [
        "=cmd|' /C calc'!A0", 'two\nlines, "quoted"\u2028', "-5", "+4930123456",
    ]  # fmt: skip
    assert (found[0]["private"], found[0]["turn"]) == (False, 1)
    assert found[3]["answered_at"] == "2026-03-01T09:00:03+00:00"


def test_results_hold_their_document(place: Place) -> None:
    place.write(filled)
    ended = place.checkup("export", "results", "--format", "jsonl")
    first, second = (json.loads(line) for line in ended.out.splitlines())
    assert (first["document"], first["score"], first["complete"]) == ({"score": 53}, "53", True)
    assert (second["turn"], second["score"], second["level"]) == (10, None, None)


def test_as_parquet(place: Place, tmp_path: Path) -> None:
    place.write(filled)
    rows = place.checkup("export", "answers", "--format", "csv").out
    file = tmp_path / "answers.parquet"
    file.write_bytes(parquet_of(place, "answers"))
    table = parquet.read_table(file).to_pylist()
    assert [row["question"] for row in table] == ["formula", "lines", "minus", "phone"]
    assert (table[0]["value"], table[0]["turn"], table[0]["private"]) == ("=cmd|' /C calc'!A0", 1, False)
    assert table[1]["answered_at"] == later(1)
    assert list(table[0]) == rows.splitlines()[0].split(",")
    file.write_bytes(parquet_of(place, "results"))
    assert [row["score"] for row in parquet.read_table(file).to_pylist()] == ["53", None]


def parquet_of(place: Place, what: str) -> bytes:
    ended = place.checkup("export", what, "--format", "parquet")
    assert (ended.code, ended.err) == (0, "")
    return ended.raw


def test_since_and_flow(place: Place) -> None:
    place.write(filled)

    def lines(*arguments: str) -> int:
        ended = place.checkup("export", *arguments, "--format", "jsonl")
        assert (ended.code, ended.err) == (0, "")
        return len(ended.out.splitlines())

    assert lines("answers", "--since", "2026-03-01T09:00:02") == 2
    assert lines("answers", "--since", "2026-03-01T10:00:02+01:00") == 2
    assert lines("answers", "--since", "2026-03-01") == 4
    assert lines("answers", "--since", "2026-03-02") == 0
    assert lines("results", "--since", "2026-03-01T09:00:30", "--flow", "team-mood") == 1
    assert lines("results", "--flow", "another") == 0


def test_a_database_that_is_not_there_is_not_made(place: Place, tmp_path: Path) -> None:
    ended = place.checkup("export", "answers")
    assert (ended.code, ended.out) == (1, "")
    assert ended.told == [
        f"There is no database {tmp_path}/checkup.sqlite yet.",
        "Is this the right folder? Else set DATABASE_URL.  checkup serve  makes it, too.",
    ]
    assert list(tmp_path.iterdir()) == []


def test_a_database_without_tables(place: Place, tmp_path: Path) -> None:
    (tmp_path / "checkup.sqlite").touch()
    ended = place.checkup("export", "answers")
    assert (ended.code, ended.out) == (1, "")
    assert ended.told == ["The database has no tables yet.", "Run  checkup migrate  first."]


def test_ctrl_c_ends_it(place: Place) -> None:
    """The first line is out and nobody reads on: it is at work when the signal comes."""

    def many(connection: Connection) -> None:
        made = begun(connection, "ana", id="c1")
        kept = [StoredAnswer(f"q{n:05}", "x" * 50, GIVEN, 1, NOW, NOW, False) for n in range(5_000)]
        answers.write(connection, made.id, kept)

    place.write(many)
    env = {"DATABASE_URL": place.url, "CHECKUP_SECRET_KEY": SECRET}
    with subprocess.Popen(
        command("export", "answers"), cwd=ROOT, env=surroundings(env), stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        process.stdout.read(1)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=20)
    assert (process.returncode, err) == (130, b"")
    assert out.count(b"\n") < 5_000


def test_parquet_that_is_not_installed(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    ended = place.checkup("export", "answers", "--format", "parquet")
    assert (ended.code, ended.out) == (1, "")
    assert ended.told == [
        "Parquet needs the package pyarrow.",
        f"Install it:  {sys.executable} -m pip install pyarrow  – or (in a container) --format csv.",
    ]


def test_parquet_is_not_for_a_terminal(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    ended = place.checkup("export", "answers", "--format", "parquet")
    assert (ended.code, ended.out) == (2, "")
    assert ended.told == [
        "Parquet is not for a terminal.",
        "Send it to a file: checkup export … > answers.parquet",
    ]
