"""What a person sees of the bot: the chat, the keyboard, the menu, what answered a tap."""

from collections.abc import Callable
from typing import Any, Self

from tests.fakes.patience import PATIENCE
from tests.fakes.telegram.chats import Chat
from tests.fakes.telegram.messages import Message
from tests.fakes.telegram.queries import Tap, Toast
from tests.fakes.telegram.world import World


class Sight:
    """All that somebody can look at."""

    def __init__(self, world: World, user: dict[str, Any]) -> None:
        self.user = user
        self.opened: list[str] = []
        """Addresses behind buttons that were tapped."""
        self.clipboard = ""
        self._world = world
        self._taps: list[Tap] = []
        self._chat = Chat({"id": user["id"], "type": "private", "first_name": user["first_name"]})
        world.chats[self.id] = self._chat

    @property
    def id(self) -> int:
        return int(self.user["id"])

    @property
    def chat(self) -> list[Message]:
        """Everything in the chat, oldest first. A message that a test has taken from here never changes."""
        return list(self._chat.messages.values())

    @property
    def bot_messages(self) -> list[Message]:
        """What the bot wrote, oldest first."""
        return [message for message in self.chat if message.from_bot]

    @property
    def last(self) -> Message:
        """The newest message of the bot. AssertionError: there is none."""
        assert self.bot_messages, f"the bot wrote nothing:\n{self.screen}"
        return self.bot_messages[-1]

    @property
    def screen(self) -> str:
        """The bottom of the chat, with the keyboard where there is one in place of the letters."""
        rows = [" ".join(f"<{label}>" for label in row) for row in self.keyboard]
        return "\n".join(filter(None, [self._chat.screen, *rows]))

    @property
    def keyboard(self) -> list[list[str]]:
        """The labels of the keyboard in place of the letters."""
        brought = self._chat.keyboard
        return (
            [[one["text"] for one in row] for row in brought.markup.rows]
            if brought and brought.markup
            else []
        )

    @property
    def keyboards_alive(self) -> list[Message]:
        """The messages that still have buttons."""
        return [message for message in self.chat if message.buttons]

    @property
    def toasts(self) -> list[Toast]:
        """What answered this person's taps in words, oldest first."""
        return list(self._world.toasts[self.id])

    @property
    def waiting_taps(self) -> int:
        """Taps whose buttons still show that something is going on."""
        return sum(not tap.answered for tap in self._taps)

    @property
    def actions(self) -> list[str]:
        """What the bot showed that it is doing, such as `typing`."""
        return list(self._chat.actions)

    @property
    def commands(self) -> dict[str, str]:
        """The menu: commands and what they do, in this person's language."""
        menu = self._world.profile.menu(self.id, self.user.get("language_code", ""))
        return {one["command"]: one["description"] for one in menu}

    @property
    def profile(self) -> dict[str, str]:
        """The bot's name and descriptions as this person reads them."""
        spoken = self.user.get("language_code", "")
        return {
            field: self._world.profile.text(field, spoken)
            for field in ("name", "description", "short_description")
        }

    @property
    def has_blocked(self) -> bool:
        return self._chat.blocked

    async def until(self, expected: str | Callable[[Self], object], seconds: float = PATIENCE) -> None:
        """Waits until these words are on the screen, or *expected* is true. AssertionError: never so."""
        seen = (
            (lambda: expected in self.screen) if isinstance(expected, str) else (lambda: bool(expected(self)))
        )
        if not await self._world.bell.until(seen, seconds):
            raise AssertionError(f"{expected!r} did not come in {seconds} s:\n{self.screen}")
