"""Groups: the bot sees what is meant for it there, and no more."""

import re
from typing import Any, Final

from tests.fakes.patience import PATIENCE
from tests.fakes.telegram.chats import Chat
from tests.fakes.telegram.messages import Message
from tests.fakes.telegram.persons import Person
from tests.fakes.telegram.world import World

_ADDRESSED: Final = re.compile(r"/\w+(?:@(\w+))?")


class Group:
    """A group in which the bot is, as an ordinary member."""

    def __init__(self, world: World, number: int, title: str) -> None:
        self._world = world
        self._chat = Chat({"id": number, "type": "supergroup", "title": title}, started=True)
        world.chats[number] = self._chat

    @property
    def id(self) -> int:
        return self._chat.id

    @property
    def chat(self) -> list[Message]:
        """Everything that stands there, oldest first."""
        return list(self._chat.messages.values())

    @property
    def screen(self) -> str:
        return self._chat.screen

    async def types(self, person: Person, text: str, *, answering: Message | None = None) -> Message:
        """A person says something. The bot hears commands, unless they are another's, and answers to it."""
        extra: dict[str, Any] = {}
        if answering:
            extra["reply_to_message"] = answering.as_json(self._chat.json)
        heard = self._for_bot(text) or bool(answering and answering.from_bot)
        return self._world.hears(self._chat, person.user, heard=heard, text=text, extra=extra)

    async def taps(self, person: Person, label: str) -> None:
        """A person taps the newest button with this label."""
        for message in reversed(self.chat):
            for button in message.buttons:
                if button.label == label:
                    if button.data:
                        self._world.presses(self._chat, person.user, message.id, button.data, accessible=True)
                    else:
                        person.opened.append(button.content.get("url", ""))
                    return
        raise AssertionError(f"there is no button {label!r}:\n{self.screen}")

    async def adds_bot(self, person: Person) -> None:
        """A person takes the bot in."""
        self._world.joins(self._chat, person.user, "left", "member")

    async def removes_bot(self, person: Person) -> None:
        """A person throws the bot out."""
        self._world.joins(self._chat, person.user, "member", "kicked")

    async def until(self, words: str, seconds: float = PATIENCE) -> None:
        """Waits until *words* are on the screen. AssertionError: they never are."""
        if not await self._world.bell.until(lambda: words in self.screen, seconds):
            raise AssertionError(f"{words!r} did not come in {seconds} s:\n{self.screen}")

    def _for_bot(self, text: str) -> bool:
        addressed = _ADDRESSED.match(text)
        return addressed is not None and addressed.group(1) in (None, self._world.bot["username"])
