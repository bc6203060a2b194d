"""Exactly what documents show, to take away: a table with one row a figure, or the documents as JSON."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass, fields
from typing import Any, Final

from bot.present.teams.shape import Person, RoundDocument
from bot.reports.cells import cell

_WHOLE: Final = (
    "flow", "version", "opened", "closed", "anonymous", "min_answers", "invited", "answered", "low_response",
    "why", "bounds", "weakest", "joint", "systems", "talk",
)  # fmt: skip
"""Parts of a document that are about the round."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure or word of a document."""

    round: str
    """The number of its round; of several the first and the last: `3 to 4`."""
    kind: str
    """`round`, `overall`, `area`, `question`, `comment` or `person`."""
    id: str
    """Of the area, question or person; "" where there is but one."""
    figure: str
    """Its name in the document, parts behind dots: `score`, `change.by`, `shares.good`, `answers.focus`."""
    value: str
    """Numbers with a point, `true` or `false`, lists with `;` between."""


def figures(document: RoundDocument) -> Iterator[Figure]:
    """All there is in a document, one by one; what is not there has no row."""
    rounds = " to ".join(map(str, dict.fromkeys((document["numbers"][0], document["numbers"][-1]))))
    for kind, name, part in _parts(document):
        for figure, value in _flat(part):
            yield Figure(rounds, kind, name, figure, value)


def as_csv(documents: Iterable[RoundDocument]) -> str:
    """RFC 4180 with a line of names."""
    written = io.StringIO()
    rows = csv.writer(written, lineterminator="\n")
    rows.writerow(field.name for field in fields(Figure))
    rows.writerows(map(cell, astuple(figure)) for document in documents for figure in figures(document))
    return written.getvalue()


def as_json(documents: Iterable[RoundDocument]) -> str:
    """The documents themselves, in a list."""
    return json.dumps(list(documents), ensure_ascii=False, indent=2) + "\n"


def _parts(document: RoundDocument) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Kind, id and what is said of it."""
    yield "round", "", {name: value for name, value in document.items() if name in _WHOLE}
    if document["overall"] is not None:
        yield "overall", "", dict(document["overall"])
    for area, card in document["areas"].items():
        yield "area", area, dict(card)
    for question, answers in document["questions"].items():
        yield "question", question, dict(answers)
    for question, texts in document["comments"].items():
        yield from (("comment", question, {"text": text}) for text in texts)
    for person in document["people"] or ():
        yield "person", person["person"], _said(person)


def _said(person: Person) -> Mapping[str, Any]:
    return {"areas": person["areas"], "answers": person["answers"]}


def _flat(part: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    for name, value in part.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{before}{name}.")
        elif isinstance(value, list):
            if value:
                yield before + name, ";".join(map(str, value))
        elif value is not None:
            yield before + name, cell(value) if isinstance(value, bool) else str(value)
