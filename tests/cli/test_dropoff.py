"""`checkup export dropoff` from outside: every form, filters, and a source nobody can make a formula of."""

import csv
import io
import json
from pathlib import Path

from pyarrow import parquet
from sqlalchemy import Connection

from bot.store import answers
from bot.store.answers import StoredAnswer
from bot.store.columns import AnswerState
from tests.cli.places import Place
from tests.store.samples import NOW, begun, later


def filled(connection: Connection) -> None:
    """Two of a fair: one finished, one left at the second question; ben alone saw the welcome only."""
    for number, (status, at) in enumerate([("finished", None), ("asking", "focus")]):
        made = begun(connection, f"p{number}", source="=fair", status=status, open_question=at)
        took = StoredAnswer("tools", "often", AnswerState.GIVEN, 1, later(5 * number + 2), NOW)
        answers.write(connection, made.id, [took])
    begun(connection, "ben", status="new", started_at=later(60))


def test_as_csv(any_place: Place) -> None:
    any_place.write(filled)
    ended = any_place.checkup("export", "dropoff")
    assert (ended.code, ended.err) == (0, "")
    assert list(csv.reader(io.StringIO(ended.out, newline=""))) == [
        ["flow", "flow_version", "source", "position", "question", "asked", "answered", "skipped",
         "left_here", "median_seconds"],
        ["team-mood", "1", "", "0", "", "1", "0", "0", "1", ""],
        ["team-mood", "1", "'=fair", "0", "", "2", "1", "0", "0", ""],
        ["team-mood", "1", "'=fair", "", "focus", "1", "0", "0", "1", ""],
        ["team-mood", "1", "'=fair", "", "tools", "2", "2", "0", "0", "4.5"],
    ]  # fmt: skip


def test_as_json_lines_filtered(place: Place) -> None:
    place.write(filled)
    ended = place.checkup("export", "dropoff", "--format", "jsonl", "--since", "2026-03-01T09:01")
    assert (ended.code, ended.err) == (0, "")
    assert [json.loads(line) for line in ended.out.splitlines()] == [
        {"flow": "team-mood", "flow_version": 1, "source": "", "position": 0, "question": "", "asked": 1,
         "answered": 0, "skipped": 0, "left_here": 1, "median_seconds": None},
    ]  # fmt: skip
    assert place.checkup("export", "dropoff", "--format", "jsonl", "--flow", "another").out == ""


def test_as_parquet(place: Place, tmp_path: Path) -> None:
    place.write(filled)
    ended = place.checkup("export", "dropoff", "--format", "parquet")
    assert (ended.code, ended.err) == (0, "")
    file = tmp_path / "dropoff.parquet"
    file.write_bytes(ended.raw)
    table = parquet.read_table(file).to_pylist()
    assert [(row["question"], row["median_seconds"]) for row in table] == [
        ("", None), ("", None), ("focus", None), ("tools", 4.5),
    ]  # fmt: skip
