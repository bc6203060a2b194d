"""What a person can press, choose or fill in, and what is read around it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from tests.fakes.slack import words

_STATEFUL: Final = {
    "radio_buttons": ("selected_option", "initial_option"),
    "static_select": ("selected_option", "initial_option"),
    "external_select": ("selected_option", "initial_option"),
    "checkboxes": ("selected_options", "initial_options"),
    "multi_static_select": ("selected_options", "initial_options"),
    "multi_external_select": ("selected_options", "initial_options"),
    "plain_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"),
    "email_text_input": ("value", "initial_value"),
    "url_text_input": ("value", "initial_value"),
    "rich_text_input": ("rich_text_value", "initial_value"),
    "file_input": ("files", ""),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
    "users_select": ("selected_user", "initial_user"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "channels_select": ("selected_channel", "initial_channel"),
    "multi_users_select": ("selected_users", "initial_users"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
}
"""How a choice is named in a payload, and where it comes from before anybody touched it."""
_LISTS: Final = frozenset({"checkboxes", "file_input"})


@dataclass(frozen=True, slots=True)
class Control:
    """An element where it stands."""

    block: dict[str, Any]
    element: dict[str, Any]

    @property
    def kind(self) -> str:
        return str(self.element["type"])

    @property
    def block_id(self) -> str:
        return str(self.block["block_id"])

    @property
    def action_id(self) -> str:
        return str(self.element["action_id"])

    @property
    def key(self) -> tuple[str, str]:
        return self.block_id, self.action_id

    @property
    def label(self) -> str:
        """What is read on a button, or above an input."""
        text = self.element.get("text") or self.block.get("label") or self.element.get("placeholder")
        return words.plain(text["text"]) if text else ""

    @property
    def url(self) -> str:
        return str(self.element.get("url", ""))

    @property
    def options(self) -> list[dict[str, Any]]:
        """All of them, those in groups too."""
        if groups := self.element.get("option_groups"):
            return [option for group in groups for option in group["options"]]
        return list(self.element.get("options", ()))

    def option(self, label: str) -> dict[str, Any] | None:
        """The option that is read so."""
        return next((one for one in self.options if option_label(one) == label), None)

    # --- What is chosen ---

    @property
    def holds_choice(self) -> bool:
        return self.kind in _STATEFUL

    @property
    def chosen_name(self) -> str:
        """How a payload calls what is chosen."""
        return _STATEFUL[self.kind][0]

    @property
    def initial(self) -> Any:
        """What is chosen before anybody touched it."""
        given = self.element.get(_STATEFUL[self.kind][1])
        return [] if given is None and (self.kind in _LISTS or self.kind.startswith("multi_")) else given


def option_label(option: dict[str, Any]) -> str:
    text = option["text"]
    return words.plain(text["text"]) if text["type"] == "plain_text" else words.read(text["text"])


def controls(blocks: list[dict[str, Any]]) -> Iterator[Control]:
    """All elements that can be used, from top to bottom."""
    for block in blocks:
        match block["type"]:
            case "actions" | "context_actions":
                yield from (Control(block, element) for element in block["elements"])
            case "section" if block.get("accessory", {}).get("type", "image") != "image":
                yield Control(block, block["accessory"])
            case "input":
                yield Control(block, block["element"])
            case "card":
                yield from (Control(block, element) for element in block.get("actions", ()))
            case "carousel":
                yield from controls(block["elements"])
            case "container":
                yield from controls(block["child_blocks"])
