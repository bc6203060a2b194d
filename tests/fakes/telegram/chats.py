"""Chats: what stands in them, and who may write."""

from dataclasses import dataclass, field
from dataclasses import replace as changed
from typing import Any, Final

from tests.fakes.telegram.messages import Message
from tests.fakes.telegram.refusal import bad_request, forbidden

_SCREEN_LINES: Final = 40


@dataclass(slots=True, eq=False)
class Chat:
    """One chat between the bot and a person, or a group."""

    json: dict[str, Any]
    messages: dict[int, Message] = field(default_factory=dict)
    started: bool = False
    """A bot writes only to who wrote first, or where it is a member."""
    blocked: bool = False
    deactivated: bool = False
    keyboard: Message | None = None
    """The message that brought the keyboard in place of the letters."""
    actions: list[str] = field(default_factory=list)
    """What the bot showed that it is doing."""
    last_id: int = 0

    @property
    def id(self) -> int:
        return int(self.json["id"])

    @property
    def is_group(self) -> bool:
        return self.id < 0

    def check_open(self) -> None:
        """May the bot write? RefusalError."""
        if not self.started:
            raise bad_request("chat not found")
        if self.deactivated:
            raise forbidden("user is deactivated")
        if self.blocked:
            raise forbidden(
                "bot was kicked from the supergroup chat" if self.is_group else "bot was blocked by the user"
            )

    def next_id(self) -> int:
        self.last_id += 1
        return self.last_id

    def add(self, message: Message) -> None:
        """Puts a new message at the bottom."""
        self.messages[message.id] = message
        kind = message.markup.kind if message.markup else ""
        if kind == "keyboard":
            self.keyboard = message
        elif kind == "remove":
            self.keyboard = None

    def put(self, message: Message) -> None:
        """Puts an edited message in the place of what it was."""
        self.messages[message.id] = message

    def remove(self, number: int) -> None:
        """A message goes, and with it the keyboard that it brought."""
        self.messages.pop(number, None)
        if self.keyboard and self.keyboard.id == number:
            self.keyboard = None

    def to_edit(self, number: int | None) -> Message:
        """A message of the bot that may be edited. RefusalError."""
        if number is None:
            raise bad_request("message identifier is not specified")
        message = self.messages.get(number)
        if message is None:
            raise bad_request("message to edit not found")
        if not message.from_bot or (message.markup and message.markup.kind != "inline"):
            raise bad_request("message can't be edited")
        return message

    def replace(self, message: Message, now: float, **changes: Any) -> Message:
        """Edits a message. RefusalError: it is that already."""
        edited = changed(message, **changes)
        if edited == message:
            raise bad_request(
                "message is not modified: specified new message content and reply markup are exactly "
                "the same as a current content and reply markup of the message"
            )
        # Telegram marks no message as edited of which only the buttons change.
        if changes.keys() != {"markup"}:
            edited = changed(edited, edited_at=int(now))
        self.put(edited)
        return edited

    @property
    def screen(self) -> str:
        """The bottom of the chat, as much of it as a screen holds, in whole messages."""
        shown: list[str] = []
        lines = 0
        for message in reversed(self.messages.values()):
            who = message.sender["first_name"]
            seen = f"{who}: {message.seen}"
            lines += seen.count("\n") + 1
            if shown and lines > _SCREEN_LINES:
                break
            shown.append(seen)
        return "\n".join(reversed(shown))
