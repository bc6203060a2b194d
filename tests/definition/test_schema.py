"""The editor schema (flow-language §9): current, a real JSON Schema, never against a valid file, and helpful
with first errors.
"""

import json
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from bot.definition.schema import schema, schema_text
from bot.definition.source import Mapping, Node, Scalar, read_source
from tests.definition.flows import FLOWS, SHIPPED, TEAM_MOOD, checked
from tests.definition.test_codes import MODULES

IT_HEALTH = Path(__file__).parent / "examples" / "it-health.yaml"
VALIDATOR = Draft202012Validator(schema())


def as_text(node: Node | None) -> object:
    """Everything as it is written."""
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Mapping):
        return {entry.key: as_text(entry.value) for entry in node.entries}
    return [as_text(item) for item in node.items] if node else None


def as_an_editor(node: Node | None) -> object:
    """As YAML 1.2 takes it: numbers, true, false and null are what they look like."""
    if isinstance(node, Scalar):
        if node.style:
            return node.value
        special = {"true": True, "false": False, "null": None, "~": None, "": None}
        return special[node.value] if node.value in special else _number(node.value)
    if isinstance(node, Mapping):
        return {entry.key: as_an_editor(entry.value) for entry in node.entries}
    return [as_an_editor(item) for item in node.items] if node else None


def _number(text: str) -> object:
    try:
        return float(text) if "." in text else int(text)
    except ValueError:
        return text


def read(data: bytes) -> Node | None:
    return read_source(data)[0]


def errors(text: str) -> list[str]:
    return [error.message for error in VALIDATOR.iter_errors(as_an_editor(read(text.encode())))]


def test_the_file_is_current() -> None:
    assert (FLOWS / "schema.json").read_text() == schema_text()
    assert json.loads(schema_text()) == schema()


def test_it_is_a_json_schema() -> None:
    Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize("file", [*(FLOWS / name for name in SHIPPED), IT_HEALTH], ids=lambda file: file.name)
def test_good_files_are_never_marked(file: Path) -> None:
    tree = read(file.read_bytes())
    assert list(VALIDATOR.iter_errors(as_text(tree))) == []
    assert list(VALIDATOR.iter_errors(as_an_editor(tree))) == []


def _valid_files() -> Iterator[str]:
    """Of the broken files of the messages: those with warnings only."""
    for module in MODULES:
        for written, _ in import_module(f"tests.definition.messages.test_{module}").CASES.values():
            if checked(written).flow is not None:
                yield written


def test_files_with_warnings_are_never_marked() -> None:
    files = list(_valid_files())
    assert len(files) > 10
    for written in files:
        assert errors(written) == []


@pytest.mark.parametrize(
    "written",
    [
        "flow: f\ntitle: 5\nsteps: [{say: 1.10}]\n",
        "flow: f\ntitle: true\nsteps: [{ask: a, text: ~, if: yes, choices: {no: No, '1': null}}]\n",
        "flow: f\ntitle: {en: 1, de-CH: 2}\nlanguages: [en, de-CH]\nremind: no\nsteps: [{end: Bye}]\n",
        "flow: f\ntitle: T\nversion: '2'\ndont_know: Not my case\nsteps: [{result: 5}]\n",
        "flow: f\ntitle: T\nexpire: 3 weeks\ncheckin: {every: 2 weeks, at: 15:00}\nsteps: [{say: x}]\n",
    ],
)
def test_values_may_be_what_editors_take_them_for(written: str) -> None:
    assert errors(written) == []


@pytest.mark.parametrize(
    "written",
    [
        "- flow: f\n",
        "flow: f\nsteps: [{say: Hi}]\n",  # no title
        TEAM_MOOD.replace("title", "titel"),
        TEAM_MOOD.replace("text: I had", "txet: I had"),
        TEAM_MOOD.replace("- ask: tools", "- ask: tools\n    say: Hi"),
        TEAM_MOOD.replace("- ask: tools", "- aks: tools"),
        TEAM_MOOD + "    type: chioce\n",
        TEAM_MOOD + "    weight: heavy\n",
        TEAM_MOOD + "    optional: maybe\n",
        TEAM_MOOD + "    range: 1-2\n",
        TEAM_MOOD + "    choices: {no: No}\n",
        TEAM_MOOD + "  - {say: Hi, area: x}\n",
        TEAM_MOOD + "  - {result: Done, if: x}\n",
        TEAM_MOOD + "  - block: b\n    steps: [{end: Bye}]\n",
        TEAM_MOOD + "levels: {low: {title: Low}}\n",
        TEAM_MOOD + "areas: {a: {titel: A}}\n",
        TEAM_MOOD + "checkin: {every: fortnight}\n",
        TEAM_MOOD + "scoring: {method: median}\n",
        TEAM_MOOD + "languages: en\n",
        TEAM_MOOD + "version: 0\n",
    ],
)
def test_first_errors_are_marked(written: str) -> None:
    assert checked(written, "team-mood.yaml").flow is None
    assert errors(written) != []


def test_each_kind_of_step_offers_its_own_keys() -> None:
    definitions = schema()["$defs"]
    assert isinstance(definitions, dict)
    assert set(definitions["say"]["properties"]) == {"say", "if"}
    assert set(definitions["result"]["properties"]) == {"result"}
    assert set(definitions["end"]["properties"]) == {"end", "if"}
    assert len(definitions["ask"]["properties"]) == 24
    for kind in ("ask", "say", "block", "result", "end"):
        for key in definitions[kind]["properties"].values():
            assert key["description"]
