"""Telegram's side of everything: chats, files, updates and taps of one bot."""

import asyncio
import re
from collections import defaultdict
from collections.abc import Callable
from typing import Any, Final

from tests.fakes.bell import Bell
from tests.fakes.clock import Clock
from tests.fakes.telegram.chats import Chat
from tests.fakes.telegram.faults import Faults
from tests.fakes.telegram.files import Files
from tests.fakes.telegram.html import utf16
from tests.fakes.telegram.messages import Message
from tests.fakes.telegram.parameters import Parameters
from tests.fakes.telegram.polling import Polling
from tests.fakes.telegram.profile import Profile
from tests.fakes.telegram.queries import Queries, Tap, Toast
from tests.fakes.telegram.rates import Limits
from tests.fakes.telegram.record import Record
from tests.fakes.telegram.refusal import bad_request
from tests.fakes.telegram.updates import Update, Updates
from tests.fakes.telegram.webhook import Webhook, WebhookPace

_COMMAND: Final = re.compile(r"/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]+)?")
_LONG_AGO: Final = 0


class World:
    """All that methods change and persons see."""

    def __init__(
        self,
        bot: dict[str, Any],
        clock: Clock,
        *,
        answer_seconds: float,
        allows_loopback: bool,
        pace: WebhookPace,
    ) -> None:
        self.bot = bot
        self.clock = clock
        self.bell = Bell()
        self.record = Record()
        self.faults = Faults()
        self.limits = Limits(clock)
        self.files = Files()
        self.profile = Profile(bot["first_name"])
        self.queries = Queries(clock, answer_seconds)
        self.updates = Updates(clock, self._update_added)
        self.polling = Polling(self.updates, self.bell)
        self.webhook = Webhook(self.updates, self.record, self.bell, pace, allows_loopback=allows_loopback)
        self.chats: dict[int, Chat] = {}
        self.toasts: defaultdict[int, list[Toast]] = defaultdict(list)
        """What answered the taps of a person."""
        self.timers: set[asyncio.TimerHandle] = set()

    # --- What the bot does ---

    def chat(self, given: Parameters) -> Chat:
        """The chat of a request. RefusalError: there is none, or the bot may not write there."""
        if not given.text("chat_id"):
            raise bad_request("chat_id is empty")
        chat = self.chats.get(given.number("chat_id") or 0)
        if chat is None:
            raise bad_request("chat not found")
        chat.check_open()
        return chat

    def says(self, chat: Chat, given: Parameters, **content: Any) -> dict[str, Any]:
        """A new message of the bot. Returns it in JSON."""
        self.limits.check(chat.id)
        if answered := self._answered(chat, given):
            content["extra"] = {"reply_to_message": answered.as_json(chat.json)}
        message = Message(chat.next_id(), int(self.clock.now()), self.bot, **content)
        chat.add(message)
        self.record.sent[chat.id, message.words] += 1
        self.bell.ring()
        return message.as_json(chat.json)

    def edits(self, chat: Chat, message: Message, **changes: Any) -> dict[str, Any]:
        """A message of the bot becomes another. Returns it in JSON. RefusalError: it is that already."""
        self.limits.check(chat.id)
        edited = chat.replace(message, self.clock.now(), **changes)
        self.bell.ring()
        return edited.as_json(chat.json)

    def answers(self, number: str, toast: Toast) -> None:
        """The answer to a tap. RefusalError: too late, or once more."""
        tap = self.queries.answer(number)
        if toast.text or toast.url:
            self.toasts[tap.sender["id"]].append(toast)
        self.bell.ring()

    # --- What persons do ---

    def hears(self, chat: Chat, sender: dict[str, Any], *, heard: bool = True, **content: Any) -> Message:
        """A new message of a person; the bot is told unless it is not *heard*."""
        text = content.get("text", "")
        if command := _COMMAND.match(text):
            content["entities"] = ({"type": "bot_command", "offset": 0, "length": utf16(command.group())},)
        message = Message(chat.next_id(), int(self.clock.now()), sender, **content)
        chat.add(message)
        if heard:
            self.updates.message("message", message.as_json(chat.json))
        self.bell.ring()
        return message

    def presses(self, chat: Chat, sender: dict[str, Any], number: int, data: str, *, accessible: bool) -> Tap:
        """A tap on a button of message *number*. What is not *accessible* the bot is told little about."""
        message: dict[str, Any] = {"chat": chat.json, "message_id": number, "date": _LONG_AGO}
        if accessible:
            message = chat.messages[number].as_json(chat.json)
        return self.presses_again(
            Tap(
                "",
                sender,
                chat,
                {"from": sender, "message": message, "chat_instance": str(chat.id), "data": data},
                0,
            )
        )

    def presses_again(self, tap: Tap) -> Tap:
        """The same once more: a new update, with a new id to answer it by."""
        content = {name: value for name, value in tap.content.items() if name != "id"}
        anew = self.queries.add(tap.sender, tap.chat, content)
        self.updates.query(anew.content)
        self.bell.ring()
        return anew

    def joins(self, chat: Chat, sender: dict[str, Any], before: str, now: str) -> None:
        """The bot's membership changes: a person blocks it or a group takes it in."""
        chat.blocked = now == "kicked"
        changed = {
            "chat": chat.json, "from": sender, "date": int(self.clock.now()),
            "old_chat_member": _member(self.bot, before), "new_chat_member": _member(self.bot, now),
        }  # fmt: skip
        self.updates.message("my_chat_member", changed)
        self.bell.ring()

    def later(self, seconds: float, act: Callable[[], None]) -> None:
        """Does it after *seconds*, unless the fake ends before."""

        def acts() -> None:
            self.timers.discard(handle)
            act()

        handle = asyncio.get_running_loop().call_later(seconds, acts)
        self.timers.add(handle)

    def _answered(self, chat: Chat, given: Parameters) -> Message | None:
        reply = given.json("reply_parameters")
        number = reply.get("message_id") if isinstance(reply, dict) else given.number("reply_to_message_id")
        if not number:
            return None
        found = chat.messages.get(int(number))
        if found is None and not (isinstance(reply, dict) and reply.get("allow_sending_without_reply")):
            raise bad_request("message to be replied not found")
        return found

    def _update_added(self, update: Update) -> None:
        if self.webhook.url:
            self.webhook.put(update)


def _member(bot: dict[str, Any], status: str) -> dict[str, Any]:
    return {"user": bot, "status": status} | ({"until_date": 0} if status == "kicked" else {})
