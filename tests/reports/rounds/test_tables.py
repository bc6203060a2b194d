"""Documents to take away: a row for each thing that is shown and for nothing else, safe for spreadsheets."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from bot.reports.rounds import RoundDocument
from bot.reports.rounds.tables import Figure, as_csv, as_json, figures
from tests.reports.rounds.samples import CASES, twelve_people, weekly


def rows(*documents: RoundDocument) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(as_csv(documents), newline="")))


def value(document: RoundDocument, kind: str, name: str, figure: str) -> str:
    (found,) = [
        one.value for one in figures(document) if (one.kind, one.id, one.figure) == (kind, name, figure)
    ]
    return found


def leaves(part: object) -> Iterator[object]:
    """Everything at the ends of a document that is there at all."""
    if isinstance(part, Mapping):
        for inner in part.values():
            yield from leaves(inner)
    elif isinstance(part, list):
        if any(isinstance(inner, Mapping) for inner in part):
            for inner in part:
                yield from leaves(inner)
        elif part:
            yield part
    elif part is not None:
        yield part


@pytest.mark.parametrize("case", CASES)
def test_there_is_a_row_for_each_thing_that_is_shown_and_no_other(case: str) -> None:
    _, document = CASES[case]()
    shown: dict[str, Any] = dict(document)

    comments = shown.pop("comments")
    ends = len(list(leaves(shown))) + sum(map(len, comments.values()))
    # The numbers of the rounds stand in every row, and a person's id in each of theirs.
    ends -= 1 + len(document["people"] or ())

    assert len(list(figures(document))) == ends


def test_figures_by_their_names() -> None:
    *_, document = twelve_people()[1]

    assert value(document, "round", "", "answered") == "12"
    assert value(document, "round", "", "low_response") == "false"
    assert value(document, "round", "", "bounds") == "64;78"
    assert value(document, "round", "", "weakest") == "handoffs;focus;joy"
    assert value(document, "overall", "", "score") == "75"
    assert value(document, "area", "focus", "change.word") == "no clear change"
    assert value(document, "question", "blockers", "shares.waiting") == "50"
    assert value(document, "question", "recommend", "recommendation").startswith("25;")


def test_several_rounds_stand_in_one_table() -> None:
    _, documents = weekly()

    found = rows(*documents)

    assert list(found[0]) == ["round", "kind", "id", "figure", "value"]
    assert list(dict.fromkeys(row["round"] for row in found)) == [
        "1", "2", "3", "3 to 4", "5", "6", "7", "8",
    ]  # fmt: skip


def test_falls_are_numbers_and_words_that_look_like_formulas_are_none() -> None:
    second = twelve_people()[1][1]
    *_, last = twelve_people()[1]

    (fall,) = [row for row in rows(second) if (row["id"], row["figure"]) == ("focus", "change.by")]
    comments = [row["value"] for row in rows(last) if row["kind"] == "comment"]

    assert fall["value"] == "-23"
    assert "'=HYPERLINK(\"http://example.com\") was in the ticket, please don't." in comments
    assert "Too many meetings on Tuesday.\nCould we move the planning?" in comments
    assert not [comment for comment in comments if comment.startswith("=")]


def test_a_named_round_has_everybody() -> None:
    _, document = CASES["named"]()

    assert value(document, "person", "U00", "areas.handoffs") == "50"
    assert value(document, "person", "U02", "answers.blockers") == "meetings"
    assert not [one for one in figures(CASES["everything"]()[1]) if one.kind == "person"]


def test_json_is_what_was_kept() -> None:
    _, documents = twelve_people()

    assert json.loads(as_json(documents)) == list(documents)


def test_a_document_without_figures_has_a_row_for_how_many_and_why() -> None:
    _, document = CASES["held"]()

    found = list(figures(document))

    assert {one.kind for one in found} == {"round"}
    assert Figure("1", "round", "", "answered", "4") in found
    assert Figure("1", "round", "", "why", "held") in found
