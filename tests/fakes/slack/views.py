"""Open modals and Home tabs."""

from dataclasses import dataclass, field
from typing import Any, Final

from tests.fakes.slack.choices import Choices
from tests.fakes.slack.kit.controls import Control, controls

MOST_OPEN: Final = 3
_FRAME: Final = (
    ("callback_id", ""), ("private_metadata", ""), ("external_id", ""), ("title", None), ("submit", None),
    ("close", None), ("clear_on_close", False), ("notify_on_close", False),
)  # fmt: skip


@dataclass(eq=False)
class View:
    """One view of one person; it stays the same one when the app updates it."""

    id: str
    user: str
    team: str
    content: dict[str, Any]
    hash: str
    root: str
    previous: str | None = None
    choices: Choices = field(default_factory=Choices)

    @property
    def controls(self) -> list[Control]:
        return list(controls(self.content["blocks"]))

    @property
    def is_home(self) -> bool:
        return bool(self.content["type"] == "home")

    def becomes(self, content: dict[str, Any], hashed: str) -> None:
        """The app updates it; what was typed stays where the names stay."""
        self.content, self.hash = content, hashed
        self.choices.keeps(self.controls)

    def as_json(self, app: dict[str, str]) -> dict[str, Any]:
        """As payloads and answers bring it; *app*: `app_id` and `bot_id`."""
        content = self.content
        return {
            "id": self.id, "team_id": self.team, "type": content["type"], "blocks": content["blocks"],
            **{name: content.get(name, usual) for name, usual in _FRAME},
            "state": {"values": self.choices.values(self.controls)}, "hash": self.hash,
            "root_view_id": self.root, "previous_view_id": self.previous,
            "app_installed_team_id": self.team, **app,
        }  # fmt: skip
