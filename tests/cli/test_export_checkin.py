"""`checkup export checkin ID` from outside: what the reports of a check-in showed, one figure a line."""

import csv
import io
import json
from pathlib import Path

import pytest
from pyarrow import parquet
from sqlalchemy import Connection

from tests.cli.places import Place
from tests.reports.rounds.kept import checkin, released
from tests.reports.rounds.samples import twelve_people

COLUMNS = ["round", "kind", "id", "figure", "value"]


def filled(connection: Connection) -> None:
    flow, documents = twelve_people()
    checkin(connection)
    checkin(connection, "new")
    for document in documents:
        released(connection, flow, document)


def test_as_csv(any_place: Place) -> None:
    any_place.write(filled)

    ended = any_place.checkup("export", "checkin", "c1")

    assert (ended.code, ended.err) == (0, "")
    found = list(csv.DictReader(io.StringIO(ended.out, newline="")))
    assert list(found[0]) == COLUMNS
    overall = [row["value"] for row in found if (row["kind"], row["figure"]) == ("overall", "score")]
    assert overall == ["75", "53", "30", "30", "53", "75", "75"]
    falls = [row["value"] for row in found if (row["id"], row["figure"]) == ("focus", "change.by")]
    assert falls[0] == "-23"
    assert not [row for row in found if row["value"].startswith("=")]


def test_as_json_lines(place: Place) -> None:
    place.write(filled)

    lines = place.checkup("export", "checkin", "c1", "--format", "jsonl").out.splitlines()

    assert json.loads(lines[0]) == {
        "round": "1", "kind": "round", "id": "", "figure": "flow", "value": "crew-check",
    }  # fmt: skip


def test_as_parquet(place: Place, tmp_path: Path) -> None:
    place.write(filled)
    file = tmp_path / "figures.parquet"

    file.write_bytes(place.checkup("export", "checkin", "c1", "--format", "parquet").raw)

    table = parquet.read_table(file)
    assert table.column_names == COLUMNS
    assert table.to_pylist() == list(
        map(json.loads, place.checkup("export", "checkin", "c1", "--format", "jsonl").out.splitlines())
    )


def test_a_check_in_of_which_nothing_was_shown_is_a_line_of_names(place: Place) -> None:
    place.write(filled)

    ended = place.checkup("export", "checkin", "new")

    assert (ended.code, ended.out) == (0, ",".join(COLUMNS) + "\n")


def test_a_check_in_that_is_not_there(place: Place) -> None:
    place.write(filled)

    ended = place.checkup("export", "checkin", "gone")

    assert ended.code == 2
    assert "There is no check-in 'gone'." in ended.err


@pytest.mark.parametrize(
    "words",
    [
        ("checkin",),
        ("answers", "c1"),
        ("checkin", "c1", "--flow", "x"),
        ("checkin", "c1", "--since", "2026-01-01"),
    ],
)
def test_an_id_belongs_to_a_check_in(place: Place, words: tuple[str, ...]) -> None:
    place.write(filled)

    ended = place.checkup("export", *words)

    assert ended.code == 2
    assert "checkup export checkin ID" in ended.err
