"""`checkup export leads` from outside.

1. One line a person who may be written to, as CSV, JSON Lines and Parquet, on SQLite and PostgreSQL.
2. No word a person typed can be taken for a formula by a spreadsheet, numbers included.
3. Time and flow filter; nobody at all is a line of names.
"""

import csv
import io
import json
from pathlib import Path

import pytest
from pyarrow import parquet
from sqlalchemy import Connection

from bot.reports.cells import cell, typed_cell
from bot.store import answers, consents, results
from bot.store.answers import StoredAnswer
from bot.store.columns import AnswerState
from tests.cli.places import Place
from tests.store.samples import NOW, begun, consent, later, result

COLUMNS = [
    "conversation_id", "respondent_id", "channel", "flow", "flow_version", "source", "language", "name",
    "email", "company", "phone", "profile", "may_contact", "send_report", "consent_wording", "consent_at",
    "score", "level", "complete", "started_at", "answered_at",
]  # fmt: skip


def given(profile: str, words: str, seconds: float) -> StoredAnswer:
    question = f"q_{profile}"
    return StoredAnswer(question, words, AnswerState.GIVEN, 1, later(seconds), NOW, True, profile)


def filled(connection: Connection) -> None:
    """Ana told everything and has a score below nothing; ben gave an address for the report only."""
    ana = begun(connection, "ana", id="c1", source="=fair")
    told = {"name": "@Ana", "email": "ana@example.com", "company": "-5", "phone": "+49 30 1234"}
    for profile, words in (told | {"city": "Köln"}).items():
        answers.write(connection, ana.id, [given(profile, words, 5)])
    consents.write(connection, consent(ana, created_at=later(3)))
    results.write(connection, result(ana, turn=9, score="-5", level=None))
    ben = begun(connection, "ben", id="c2")
    answers.write(connection, ben.id, [given("email", "ben@example.com", 9)])
    consents.write(connection, consent(ben, purpose="report", wording="- Send it?\nOnce."))


def test_1_as_csv(any_place: Place) -> None:
    any_place.write(filled)
    ended = any_place.checkup("export", "leads")
    assert (ended.code, ended.err) == (0, "")
    ana, ben = csv.DictReader(io.StringIO(ended.out, newline=""))
    assert list(ana) == COLUMNS
    assert ana == {
        "conversation_id": "c1", "respondent_id": ana["respondent_id"], "channel": "console",
        "flow": "team-mood", "flow_version": "1", "source": "'=fair", "language": "en", "name": "'@Ana",
        "email": "ana@example.com", "company": "'-5", "phone": "'+49 30 1234", "profile": '{"city": "Köln"}',
        "may_contact": "true", "send_report": "false", "consent_wording": "May we get in touch?",
        "consent_at": "2026-03-01T09:00:03+00:00", "score": "-5", "level": "", "complete": "true",
        "started_at": "2026-03-01T09:00:00+00:00", "answered_at": "2026-03-01T09:00:05+00:00",
    }  # fmt: skip
    assert (ben["may_contact"], ben["send_report"], ben["consent_wording"]) == (
        "false", "true", "'- Send it?\nOnce.",
    )  # fmt: skip
    assert (ben["name"], ben["profile"], ben["score"], ben["complete"]) == ("", "{}", "", "")


@pytest.mark.parametrize(
    "typed", ["=1+1", "+49301234", "+49 30 1234", "-5", "-0.25", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "=", "-"]
)
def test_2_words_people_type_are_harmless(typed: str) -> None:
    assert typed_cell(typed) == f"'{typed}"


@pytest.mark.parametrize("typed", ["", "Ana", "5", "0049 30 1234", "a=b", "O'Neil - Sons", "'=1"])
def test_2_other_words_stay(typed: str) -> None:
    assert typed_cell(typed) == typed


def test_2_numbers_of_ours_stay() -> None:
    numbers: list[object] = ["-5", -5, -0.5, 12.0]
    assert [cell(number) for number in numbers] == ["-5", "-5", "-0.5", "12.0"]


def test_1_as_json_lines(place: Place) -> None:
    place.write(filled)
    ended = place.checkup("export", "leads", "--format", "jsonl")
    assert (ended.code, ended.err) == (0, "")
    ana, ben = (json.loads(line) for line in ended.out.splitlines())
    assert list(ana) == COLUMNS
    assert (ana["phone"], ana["profile"], ana["may_contact"]) == ("+49 30 1234", {"city": "Köln"}, True)
    assert (ben["profile"], ben["score"], ben["complete"]) == ({}, None, None)


def test_1_as_parquet(place: Place, tmp_path: Path) -> None:
    place.write(filled)
    ended = place.checkup("export", "leads", "--format", "parquet")
    assert (ended.code, ended.err) == (0, "")
    file = tmp_path / "leads.parquet"
    file.write_bytes(ended.raw)
    ana, ben = parquet.read_table(file).to_pylist()
    assert list(ana) == COLUMNS
    assert (ana["company"], ana["profile"], ana["consent_at"]) == ("-5", '{"city": "Köln"}', later(3))
    assert (ben["complete"], ben["send_report"]) == (None, True)


def test_3_time_and_flow(place: Place) -> None:
    place.write(filled)

    def people(*arguments: str) -> list[str]:
        ended = place.checkup("export", "leads", "--format", "jsonl", *arguments)
        assert (ended.code, ended.err) == (0, "")
        return [json.loads(line)["email"] for line in ended.out.splitlines()]

    assert people("--since", "2026-03-01T09:00:06") == ["ben@example.com"]
    assert people("--flow", "team-mood") == ["ana@example.com", "ben@example.com"]
    assert people("--flow", "another") == []
    nobody = place.checkup("export", "leads", "--flow", "another")
    assert nobody.out.splitlines() == [",".join(COLUMNS)]
