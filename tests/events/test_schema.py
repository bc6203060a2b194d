"""Proves: the schema of events that is handed out is the one that events are made by.

1. What stands in docs/events is what the shapes say; each is a valid schema.
2. It catches what is wrong with an event: a field too few, one of another kind, a word that is none.
3. The AsyncAPI document names every type, with the envelope of CloudEvents.
4. Every type has its place in the page that explains them.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError

from bot.events.schema import asyncapi, schema
from bot.turn.outside.shape import SHAPES
from tests.events.strict import DOCUMENTED, closed, documented

TYPES = (
    "conversation.started", "conversation.answered", "conversation.finished", "lead.given",
    "consent.withdrawn", "round.closed", "action.due", "ping",
)  # fmt: skip
WITHDRAWN: dict[str, Any] = {
    "respondent": "r", "reason": "erased", "purpose": None, "conversation": None, "question": None,
    "people": ["U1"],
}  # fmt: skip


def in_a_file(document: dict[str, Any]) -> str:
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def test_1_it_is_what_the_shapes_say() -> None:
    made = {f"{name}.json": in_a_file(schema(name)) for name in TYPES}
    made["asyncapi.json"] = in_a_file(asyncapi())
    found = {file.name: file.read_text(encoding="utf-8") for file in DOCUMENTED.glob("*.json")}
    assert found == made
    assert set(SHAPES) == set(TYPES)


@pytest.mark.parametrize("name", TYPES)
def test_1_a_valid_schema(name: str) -> None:
    found = documented(name)
    Draft202012Validator.check_schema(found)
    assert found["$id"] == f"urn:checkup:event:{name}:1"
    assert found["title"] == f"app.checkup.{name}"
    assert found["description"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"respondent": None},
        {"reason": "bored"},
        {"purpose": "advertising"},
        {"people": "U1"},
        {"people": [1]},
        {"email": "ana@example.com"},
    ],
)
def test_2_what_is_wrong_is_caught(wrong: dict[str, Any]) -> None:
    validator = Draft202012Validator(closed(documented("consent.withdrawn")))
    validator.validate(WITHDRAWN)
    with pytest.raises(ValidationError):
        validator.validate(WITHDRAWN | wrong)


@pytest.mark.parametrize("missing", sorted(WITHDRAWN))
def test_2_a_field_too_few(missing: str) -> None:
    left = {name: value for name, value in WITHDRAWN.items() if name != missing}
    with pytest.raises(ValidationError):
        Draft202012Validator(documented("consent.withdrawn")).validate(left)


def test_2_a_receiver_of_today_lets_new_fields_through() -> None:
    Draft202012Validator(documented("consent.withdrawn")).validate(WITHDRAWN | {"new": 1})


def test_2_a_shape_that_cannot_be_said_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(SHAPES, "odd", _Odd)
    with pytest.raises(TypeError, match="cannot say"):
        schema("odd")


class _Odd(dict[str, Any]):
    """Holds what JSON has not."""

    when: Path


def test_3_the_whole() -> None:
    found = json.loads((DOCUMENTED / "asyncapi.json").read_text(encoding="utf-8"))
    assert found["asyncapi"] == "3.0.0"
    messages = found["channels"]["webhook"]["messages"]
    assert set(messages) == set(TYPES)
    for name, message in messages.items():
        payload = message["payload"]["schema"]
        Draft202012Validator.check_schema(payload)
        assert payload["properties"]["type"] == {"const": f"app.checkup.{name}"}
        assert {"specversion", "id", "source", "type", "time", "data"} <= set(payload["required"])
        assert set(message["headers"]["required"]) == {
            "webhook-id", "webhook-timestamp", "webhook-signature",
        }  # fmt: skip
    (operation,) = found["operations"].values()
    references = {one["$ref"].removeprefix("#/channels/webhook/messages/") for one in operation["messages"]}
    assert references == set(TYPES)


def test_4_the_page_explains_each() -> None:
    page = (DOCUMENTED / "README.md").read_text(encoding="utf-8")
    for name in TYPES:
        assert f"`{name}`" in page
        assert f"({name}.json)" in page
