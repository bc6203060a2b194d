"""Mutations of what comes from outside get an answer in time, and nothing but typed errors in plain words.

Before that: the examples, from which they begin, mean what they are meant to mean. Mutations of what is
signed are never taken for ours.

`CHECKUP_FUZZ=20000` tries so many for each way in; `python -m tests.fuzz.outside` goes on as long as wanted.
"""

import copy
import json
import os

import pytest

from tests.fuzz.examples import SLACK, VIEWS
from tests.fuzz.meanings import MEANINGS
from tests.fuzz.outside import WAYS, wrong_with

COUNT = int(os.environ.get("CHECKUP_FUZZ", "400"))


@pytest.mark.parametrize("name", WAYS)
def test_every_example_is_understood(name: str) -> None:
    """Else the mutations of it would try nothing."""
    way = WAYS[name]
    found = [way.reader(json.dumps(example) if name == "states" else example) for example in way.examples]
    assert found == MEANINGS[name]


@pytest.mark.parametrize("name", WAYS)
def test_every_mutation_gets_an_answer(name: str) -> None:
    wrong = [one for number in range(COUNT) if (one := wrong_with(name, number)) is not None]
    assert wrong == []


def test_what_was_found_stays_mended() -> None:
    """Parts of a form, and teams of a person, that are of a kind which cannot be looked up."""
    view = copy.deepcopy(VIEWS[0])
    for block in view["blocks"]:
        block["element"]["action_id"] = [{}]
    WAYS["slack forms"].reader(view)
    view = copy.deepcopy(VIEWS[0])
    for values in view["state"]["values"].values():
        values["answer"]["selected_option"] = {"value": "9" * 5_000}
    WAYS["slack forms"].reader(view)
    body = copy.deepcopy(SLACK[3])
    body["event"]["user"]["team_id"] = [["T0123"]]
    body["event"]["user"]["enterprise_id"] = {}
    WAYS["slack"].reader(body)


def test_a_number_always_means_the_same() -> None:
    assert wrong_with("telegram", 7) == wrong_with("telegram", 7)
