"""One message as it stands in a chat. It never changes: an edit puts another in its place."""

from dataclasses import dataclass, field
from typing import Any

from tests.fakes.telegram.files import File
from tests.fakes.telegram.keyboards import Markup


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message."""

    label: str
    content: dict[str, Any]

    @property
    def data(self) -> str:
        """What a tap on it brings to the bot; empty where it brings nothing."""
        return str(self.content.get("callback_data", ""))


@dataclass(frozen=True, slots=True)
class Message:
    """What somebody sees in a chat; also what the bot is told about it."""

    id: int
    date: int
    sender: dict[str, Any]
    text: str = ""
    entities: tuple[dict[str, Any], ...] = ()
    caption: str = ""
    caption_entities: tuple[dict[str, Any], ...] = ()
    photo: File | None = None
    document: File | None = None
    markup: Markup | None = None
    edited_at: int = 0
    reply_to: int = 0
    extra: dict[str, Any] = field(default_factory=dict)
    """Stickers, voices, contacts: as they stand in JSON."""

    @property
    def from_bot(self) -> bool:
        return bool(self.sender["is_bot"])

    @property
    def edited(self) -> bool:
        return self.edited_at > 0

    @property
    def words(self) -> str:
        """Its text, or what stands under its picture or file."""
        return self.text or self.caption

    @property
    def rows(self) -> list[list[Button]]:
        """The buttons under it, as they are arranged."""
        if self.markup is None or self.markup.kind != "inline":
            return []
        return [[Button(one["text"], one) for one in row] for row in self.markup.rows]

    @property
    def buttons(self) -> list[Button]:
        return [button for row in self.rows for button in row]

    @property
    def labels(self) -> list[str]:
        return [button.label for button in self.buttons]

    @property
    def seen(self) -> str:
        """As it looks: what it shows, then each row of buttons in a line."""
        lines = [*self._things(), *filter(None, [self.words])]
        lines += [" ".join(f"[{button.label}]" for button in row) for row in self.rows]
        return "\n".join(lines)

    def as_json(self, chat: dict[str, Any]) -> dict[str, Any]:
        """As the Bot API says it."""
        said: dict[str, Any] = {"message_id": self.id, "from": self.sender, "chat": chat, "date": self.date}
        if self.edited_at:
            said["edit_date"] = self.edited_at
        if self.text:
            said["text"] = self.text
        if self.entities:
            said["entities"] = self.entities
        if self.photo:
            said["photo"] = self.photo.as_photo()
        if self.document:
            said["document"] = self.document.as_document()
        if self.caption:
            said["caption"] = self.caption
        if self.caption_entities:
            said["caption_entities"] = self.caption_entities
        if self.markup and self.markup.kind == "inline":
            said["reply_markup"] = self.markup.content
        return said | self.extra if self.extra else said

    def _things(self) -> list[str]:
        things = [f"({name})" for name in self.extra if name != "reply_to_message"]
        if self.photo and self.photo.size:
            things.append("(photo {}×{})".format(*self.photo.size))
        if self.document:
            things.append(f"(file {self.document.name})")
        return things
