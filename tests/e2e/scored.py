"""The score of the crowd's flow, by plain arithmetic over the answers as SQL reads them.

Nothing of `scoring` is used here, nor is the flow read: what a choice is worth stands below. The areas are
means of percents, and the overall is their mean by weight.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from math import floor
from typing import Any, Final

from tests.e2e.crowd import Walker
from tests.e2e.reading import Rows

_AGREE: Final = {"strongly_disagree": 0, "disagree": 25, "neither": 50, "agree": 75, "strongly_agree": 100}
_RATE: Final = {str(points): 10 * points for points in range(11)}
WORTH: Final[Mapping[str, Mapping[str, Mapping[str, int]]]] = {
    "order": {
        "habit": {"never": 0, "sometimes": 50, "always": 100},
        "tools": _AGREE,
        "line": {"a": 0, "b": 20, "c": 40, "d": 60, "e": 80, "f": 100},
    },
    "calm": {"calm": _RATE, "focus": _AGREE, "rest": _RATE, "again": _AGREE},
}
"""Percents, by area, question and choice."""
WEIGHTS: Final[Mapping[int, Mapping[str, int]]] = {1: {"order": 1, "calm": 1}, 2: {"order": 3, "calm": 1}}
"""Of the areas, by version of the flow."""
_SAID: Final = re.compile(r"Your result: (\d+(?:\.\d+)?)")


def scores(rows: Rows, crowd: Sequence[Walker]) -> Iterator[str]:
    """What is wrong with the results that are kept, and with what people read of them."""
    answers: dict[str, dict[str, str]] = defaultdict(dict)
    for row in rows.execute(
        "SELECT conversation_id, question, value FROM answer "
        "WHERE question IN ('habit', 'tools', 'line', 'calm', 'focus', 'rest', 'again')"
    ):
        answers[row["conversation_id"]][row["question"]] = json.loads(row["value"])
    read = {walker.person: walker.read for walker in crowd}
    for row in rows.execute(
        "SELECT a.external_id AS person, r.conversation_id, c.flow_version, r.complete, r.score, r.exact, "
        "r.document FROM result r JOIN conversation c ON c.id = r.conversation_id "
        "JOIN address a ON a.id = c.address_id WHERE c.flow_name = 'work'"
    ):
        given, version = answers[row["conversation_id"]], row["flow_version"]
        try:
            areas = {area: _mean(given, worth) for area, worth in WORTH.items()}
        except KeyError as missing:
            yield f"{row['person']}: nothing can be computed without an answer to {missing}"
            continue
        overall = _overall(areas, WEIGHTS[version])
        yield from (f"{row['person']}: {what}" for what in _kept(row, areas, overall))
        yield from (f"{row['person']}: {what}" for what in _said(read[row["person"]], _shown(overall)))


def _mean(given: Mapping[str, str], worth: Mapping[str, Mapping[str, int]]) -> Fraction:
    return Fraction(sum(choices[given[question]] for question, choices in worth.items()), len(worth))


def _overall(areas: Mapping[str, Fraction], weights: Mapping[str, int]) -> Fraction:
    return sum((weights[area] * score for area, score in areas.items()), Fraction()) / sum(weights.values())


def _shown(score: Fraction) -> str:
    """Rounded half up to a whole number."""
    return str(floor(score + Fraction(1, 2)))


def _kept(row: Any, areas: Mapping[str, Fraction], overall: Fraction) -> Iterator[str]:
    kept = (bool(row["complete"]), row["score"], row["exact"])
    if kept != (True, _shown(overall), str(overall)):
        yield f"the answers make {overall}, kept is {kept}"
    document = json.loads(row["document"])
    if (str(document["score"]), document["exact"]) != (_shown(overall), str(overall)):
        yield f"the answers make {overall}, the document says {document['exact']}"
    if {area: one["exact"] for area, one in document["areas"].items()} != {
        area: str(score) for area, score in areas.items()
    }:
        yield f"the answers make {areas}, the document says {document['areas']}"


def _said(read: Sequence[str], shown: str) -> Iterator[str]:
    said = [found for words in read for found in _SAID.findall(words)]
    if not said or set(said) != {shown}:
        yield f"the answers make {shown}, and they read {said}"
