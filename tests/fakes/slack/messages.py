"""A message in a channel, as it was when a test took it from there."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from tests.fakes.slack import shown, words
from tests.fakes.slack.kit.controls import Control, controls


@dataclass(frozen=True, eq=False)
class Message:
    """What Slack keeps of it, in JSON; an edited message is another one."""

    channel: str
    ts: str
    content: dict[str, Any]
    """`type`, `user`, `text`, `blocks` and the rest, as payloads bring it."""
    ephemeral: bool = False
    marks: dict[str, str] = field(default_factory=dict)
    """Names of users and channels, for texts that mention them."""

    @property
    def from_bot(self) -> bool:
        return "bot_id" in self.content

    @property
    def text(self) -> str:
        """The top-level text, as it was sent."""
        return str(self.content.get("text", ""))

    @property
    def blocks(self) -> list[dict[str, Any]]:
        return list(self.content.get("blocks", ()))

    @property
    def files(self) -> list[dict[str, Any]]:
        return list(self.content.get("files", ()))

    @property
    def edited(self) -> bool:
        return "edited" in self.content

    @cached_property
    def controls(self) -> list[Control]:
        """What can be used in it."""
        return list(controls(self.blocks)) if self.from_bot else []

    @property
    def labels(self) -> list[str]:
        """What stands on its buttons."""
        return [one.label for one in self.controls if one.kind == "button"]

    @property
    def alive(self) -> bool:
        """Is there anything that asks the app for something? Buttons that lead to addresses do not."""
        return any(not one.url for one in self.controls)

    @cached_property
    def words(self) -> str:
        """What is read before anybody touched it."""
        return self.seen(shown.initial)

    def seen(self, chosen: shown.Chosen) -> str:
        """What is read: the blocks where there are any, the text otherwise; files by their alternatives."""
        if self.from_bot and self.blocks:
            read = [*shown.lines(self.blocks, chosen)]
        else:
            read = [words.read(self.text)] if self.text else []
        files = [f"<{one.get('alt_txt') or one['name']}>" for one in self.files]
        return "\n".join(filter(None, [*read, *files]))

    @property
    def read(self) -> str:
        """The top-level text as previews and screen readers have it."""
        return words.read(self.text)

    def as_json(self) -> dict[str, Any]:
        """As payloads bring it."""
        return dict(self.content)
