"""Where controls stand, and how a person uses them: a message, a modal, the Home tab."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from tests.fakes.slack.choices import Choices
from tests.fakes.slack.kit.controls import Control, option_label
from tests.fakes.slack.words import plain

_ONE: Final = frozenset({"radio_buttons", "static_select"})
_MANY: Final = frozenset({"checkboxes", "multi_static_select"})
_TYPED: Final = frozenset({"plain_text_input", "number_input", "email_text_input", "url_text_input"})
PICKED: Final = frozenset(
    {"users_select", "conversations_select", "channels_select", "datepicker", "timepicker"}
)
SOME: Final = frozenset({"multi_users_select", "multi_conversations_select", "multi_channels_select"})
"""Where several persons or conversations are picked."""


@dataclass(slots=True)
class Place:
    """One of them."""

    controls: list[Control]
    choices: Choices
    payload: Callable[[Control, dict[str, Any]], dict[str, Any]]
    """The action of a control with what is chosen in it."""


def find_button(place: Place, label: str) -> tuple[Control, dict[str, Any]] | None:
    """A button with this label, or a menu with such an entry; with what the payload says of it."""
    for control in place.controls:
        if control.kind == "button" and control.label == label:
            return control, {}
        if control.kind == "overflow" and (option := control.option(label)):
            return control, {"selected_option": option}
    return None


def find_choice(
    place: Place, label: str, block_id: str | None = None
) -> tuple[Control, dict[str, Any]] | None:
    """Where one of several can be chosen, and this one is among them."""
    for control in place.controls:
        if (
            block_id in (None, control.block_id)
            and control.kind in _ONE
            and (option := control.option(label))
        ):
            return control, option
    return None


def find_boxes(
    place: Place, label: str, block_id: str | None = None
) -> tuple[Control, dict[str, Any]] | None:
    """Where several can be chosen, and this one is among them."""
    for control in place.controls:
        if (
            block_id in (None, control.block_id)
            and control.kind in _MANY
            and (option := control.option(label))
        ):
            return control, option
    return None


def find_input(place: Place, block_id: str | None) -> Control:
    """Where something can be typed. AssertionError: nowhere."""
    for control in place.controls:
        if control.kind in _TYPED and block_id in (None, control.block_id):
            return control
    raise AssertionError(f"there is nothing to fill in: {block_id}")


def find_picker(place: Place, block_id: str | None) -> Control:
    """Where a person, a conversation, a day or a time can be picked. AssertionError: nowhere."""
    for control in place.controls:
        if control.kind in PICKED and block_id in (None, control.block_id):
            return control
    raise AssertionError(f"there is nothing to pick from: {block_id}")


def find_field(place: Place, label: str) -> Control:
    """The field of a form above which stands this. AssertionError: there is none, or more than one."""
    found = [one for one in place.controls if one.block["type"] == "input" and one.label == label]
    there = [one.label for one in place.controls if one.block["type"] == "input"]
    assert len(found) == 1, f"there are {len(found)} fields {label!r} among {there}"
    return found[0]


def filled(control: Control, given: tuple[Any, ...]) -> Any:
    """What a person chooses or types in a field, in the shape of payloads; nothing given empties it.

    Options by their labels, persons and conversations by themselves or by their ids. AssertionError: it is
    not offered.
    """
    if control.kind in SOME or control.kind in _MANY:
        most = control.element.get("max_selected_items", len(given))
        assert len(given) <= most, f"the menu takes no more than {most}"
    if control.kind in SOME:
        return [_identity(one) for one in given]
    if control.kind in _MANY:
        wanted = [_offered(control, one) for one in given]
        return [one for one in control.options if one in wanted]
    if not given:
        return None
    (one,) = given
    if control.kind in _ONE:
        return _offered(control, one)
    return _identity(one) if control.kind in PICKED else str(one)


def _identity(one: Any) -> str:
    return str(getattr(one, "id", one))


def _offered(control: Control, label: str) -> dict[str, Any]:
    option = control.option(label)
    assert option, f"{label!r} is not offered: {[option_label(one) for one in control.options]}"
    return option


def tells_at_once(control: Control) -> bool:
    """Is the app told of a change? An input waits for the end unless it says otherwise."""
    return control.block["type"] != "input" or bool(control.block.get("dispatch_action"))


def toggled(control: Control, chosen: list[dict[str, Any]], option: dict[str, Any]) -> list[dict[str, Any]]:
    """With the option, or without it, in the order in which they are offered. AssertionError: too many."""
    wanted = [one for one in chosen if one != option] if option in chosen else [*chosen, option]
    most = control.element.get("max_selected_items")
    assert most is None or len(wanted) <= most, f"the menu takes no more than {most}"
    return [one for one in control.options if one in wanted] if control.kind == "checkboxes" else wanted


def asked_first(control: Control) -> str:
    """What a dialog asks before something is done; empty where there is none."""
    confirm = control.element.get("confirm")
    return plain(confirm["text"]["text"]) if confirm else ""


def client_errors(controls: Iterator[Control] | list[Control], choices: Choices) -> dict[str, str]:
    """What Slack's app itself says to a form: something is missing, too long, or no number."""
    errors = {}
    for control in controls:
        if control.block["type"] == "input" and (error := _client_error(control, choices.chosen(control))):
            errors[control.block_id] = error
    return errors


def _client_error(control: Control, value: Any) -> str:
    element = control.element
    if not value:
        return "" if control.block.get("optional") else "Please complete this required field."
    if control.kind in ("plain_text_input", "email_text_input", "url_text_input"):
        return _length_error(value, element)
    if control.kind == "number_input":
        pattern = r"-?\d+(\.\d+)?" if element["is_decimal_allowed"] else r"-?\d+"
        return "" if re.fullmatch(pattern, value) else "Please enter a valid number."
    return ""


def _length_error(value: str, element: dict[str, Any]) -> str:
    if len(value) > element.get("max_length", 3000):
        return f"Must be less than {element.get('max_length', 3000) + 1} characters."
    if len(value) < element.get("min_length", 0):
        return f"Must be at least {element['min_length']} characters."
    return ""
