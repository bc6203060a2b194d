"""Persons with the app in their hands: they see what is there, and do what can be done with it."""

from typing import Any, Final, TypeAlias

from tests.fakes.telegram.drawings import SMALL_PICTURE
from tests.fakes.telegram.messages import Button, Message
from tests.fakes.telegram.parameters import Upload
from tests.fakes.telegram.pictures import Size
from tests.fakes.telegram.queries import Tap
from tests.fakes.telegram.sight import Sight
from tests.fakes.telegram.texts import TEXT
from tests.fakes.telegram.world import World

Label: TypeAlias = str | int
"""What stands on a button, or its place from 0 on."""
_MOST_RE_SENDS: Final = 3


class Person(Sight):
    """Somebody with a chat with the bot."""

    def __init__(self, world: World, user: dict[str, Any], resends_after: float | None) -> None:
        super().__init__(world, user)
        self._resends_after = resends_after

    async def opens(self, payload: str | None = None) -> Message:
        """Presses Start, maybe behind a link with a *payload*; that also unblocks the bot."""
        if self._chat.blocked:
            await self.unblocks()
        return self._writes(text="/start" if payload is None else f"/start {payload}")

    async def types(self, text: str) -> Message:
        """Sends words; the app cuts what is too long into several messages. Returns the last one."""
        text = text.strip()
        assert text, "the app sends no empty message"
        parts = [text[begin : begin + TEXT] for begin in range(0, len(text), TEXT)]
        return [self._writes(text=part) for part in parts][-1]

    async def answers(self, message: Message, text: str) -> Message:
        """Sends words as a reply."""
        return self._writes(text=text, extra={"reply_to_message": message.as_json(self._chat.json)})

    async def taps(
        self, label: Label, *, message: Message | None = None, times: int = 1, accessible: bool = True
    ) -> None:
        """Taps a button, *times* in a row: the newest with this label, or one of *message* as it was seen.

        A keyboard in place of the letters is looked at last. Telegram tells the bot little about a very old
        message: *accessible* is False then. AssertionError: there is no such button.
        """
        found, button = self._button(label, message)
        for _ in range(times):
            await self._tap(found, button, accessible=accessible)

    async def re_sends(self) -> None:
        """The app sends the newest tap that was not answered once more: a new update with a new id."""
        waiting = [tap for tap in self._taps if not tap.answered]
        assert waiting, "every tap was answered"
        self._re_send(waiting[-1])

    async def edits(self, text: str, message: Message | None = None) -> Message:
        """Changes the text of an own message, the newest where none is named."""
        own = [one for one in self.chat if not one.from_bot and one.text]
        chosen = message or own[-1]
        edited = self._chat.replace(
            self._chat.messages[chosen.id], self._world.clock.now(), text=text, entities=()
        )
        self._world.updates.message("edited_message", edited.as_json(self._chat.json))
        self._world.bell.ring()
        return edited

    async def sends_sticker(self, emoji: str = "👍") -> Message:
        return self._writes(
            extra={
                "sticker": self._media(
                    512, 512, type="regular", emoji=emoji, is_animated=False, is_video=False
                )
            }
        )

    async def sends_voice(self, seconds: int = 3) -> Message:
        return self._writes(extra={"voice": self._media(duration=seconds, mime_type="audio/ogg")})

    async def sends_photo(self, content: bytes = SMALL_PICTURE, caption: str = "") -> Message:
        file = self._world.files.keep(Upload("photo.png", content, "image/png"), Size(1, 1))
        return self._writes(photo=file, caption=caption)

    async def sends_contact(self, phone: str, *, of: "Person | None" = None) -> Message:
        """Shares a telephone number, the own one or that *of* somebody else."""
        owner = of or self
        contact = {"phone_number": phone, "first_name": owner.user["first_name"], "user_id": owner.id}
        return self._writes(extra={"contact": contact})

    async def deletes_message(self, message: Message) -> None:
        """Deletes a message for both sides; the bot is not told."""
        self._chat.remove(message.id)
        self._world.bell.ring()

    async def blocks(self) -> None:
        """Lets the bot write no more."""
        self._world.joins(self._chat, self.user, "member", "kicked")

    async def unblocks(self) -> None:
        """Lets the bot write again."""
        self._world.joins(self._chat, self.user, "kicked", "member")

    async def deletes_account(self) -> None:
        """Is gone for ever; the bot is not told."""
        self._chat.deactivated = True
        self._world.bell.ring()

    def _writes(self, **content: Any) -> Message:
        assert not self._chat.blocked, "this person has blocked the bot, and unblocks it first"
        assert not self._chat.deactivated, "this account is deleted"
        self._chat.started = True
        return self._world.hears(self._chat, self.user, **content)

    def _button(self, label: Label, message: Message | None) -> tuple[Message, Button]:
        seen = [message] if message else [*reversed(self.chat)]
        brought = self._chat.keyboard
        for one in [*seen, brought] if brought and message is None else seen:
            buttons = one.buttons or _letters(one, brought)
            if isinstance(label, int) and label < len(buttons):
                return one, buttons[label]
            for button in buttons:
                if button.label == label:
                    return one, button
        raise AssertionError(f"there is no button {label!r}:\n{self.screen}")

    async def _tap(self, message: Message, button: Button, *, accessible: bool) -> None:
        if message == self._chat.keyboard:
            await self._tap_letters(message, button)
        elif "url" in button.content:
            self.opened.append(button.content["url"])
        elif "copy_text" in button.content:
            self.clipboard = button.content["copy_text"]["text"]
        else:
            assert message.id in self._chat.messages, (
                f"the message with {button.label!r} is gone:\n{self.screen}"
            )
            tap = self._world.presses(self._chat, self.user, message.id, button.data, accessible=accessible)
            self._watch(tap, _MOST_RE_SENDS)

    async def _tap_letters(self, message: Message, button: Button) -> None:
        """A button in place of the letters: it says what stands on it, or shares the telephone number."""
        if message.markup and message.markup.content.get("one_time_keyboard"):
            self._chat.keyboard = None
        if button.content.get("request_contact"):
            await self.sends_contact(f"49170{self.id % 10_000_000:07}")
        else:
            await self.types(button.label)

    def _watch(self, tap: Tap, re_sends: int) -> None:
        self._taps.append(tap)
        if self._resends_after is not None and re_sends:
            self._world.later(self._resends_after, lambda: self._re_send_unanswered(tap, re_sends - 1))

    def _re_send_unanswered(self, tap: Tap, re_sends: int) -> None:
        if not tap.answered and tap in self._taps:
            self._re_send(tap, re_sends)

    def _re_send(self, tap: Tap, re_sends: int = 0) -> None:
        """The tap that is sent anew is waited for in the place of the one before."""
        self._taps.remove(tap)
        self._watch(self._world.presses_again(tap), re_sends)

    def _media(self, width: int = 0, height: int = 0, **said: Any) -> dict[str, Any]:
        file = self._world.files.keep(Upload("media", b"media", "application/octet-stream"))
        size = {"width": width, "height": height} if width else {}
        return {"file_id": file.identity, "file_unique_id": file.fingerprint} | size | said


def _letters(message: Message, brought: Message | None) -> list[Button]:
    """The buttons of the keyboard that *message* brought in place of the letters."""
    if brought is None or message.id != brought.id or brought.markup is None:
        return []
    return [Button(one["text"], one) for row in brought.markup.rows for one in row]
