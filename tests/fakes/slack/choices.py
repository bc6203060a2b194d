"""What a person has chosen and typed in one message or view; the app learns of it by payloads."""

from collections.abc import Iterable
from typing import Any

from tests.fakes.slack.kit.controls import Control


class Choices:
    """As Slack's apps keep them: by `block_id` and `action_id`, as long as both stay the same."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, str, str], Any] = {}

    def chosen(self, control: Control) -> Any:
        """In the shape of payloads."""
        return self._made.get(_key(control), control.initial if control.holds_choice else None)

    def choose(self, control: Control, value: Any) -> None:
        self._made[_key(control)] = value

    def keeps(self, controls: Iterable[Control]) -> None:
        """The message or view became another one: what is not in it any more is forgotten."""
        if self._made:
            there = {_key(control): control for control in controls}
            self._made = {
                key: value for key, value in self._made.items() if key in there and _fits(there[key], value)
            }

    def values(self, controls: Iterable[Control]) -> dict[str, dict[str, Any]]:
        """As `state.values` has it."""
        values: dict[str, dict[str, Any]] = {}
        for control in controls:
            if control.holds_choice:
                value = {"type": control.kind, control.chosen_name: self.chosen(control)}
                values.setdefault(control.block_id, {})[control.action_id] = value
        return values


def _key(control: Control) -> tuple[str, str, str]:
    return control.block_id, control.action_id, control.kind


def _fits(control: Control, value: Any) -> bool:
    """Are the chosen options still among those that are offered?"""
    options = control.options
    if not options or value is None:
        return True
    return all(one in options for one in (value if isinstance(value, list) else [value]))
