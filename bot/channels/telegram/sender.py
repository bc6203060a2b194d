"""Messages out: each kind in the requests that it takes, and what became of them."""

from collections import OrderedDict
from dataclasses import replace
from hashlib import sha256
from typing import Any, Final

from telegram import Bot, InputFile
from telegram.error import TelegramError

from bot.channels.base import Fate, Letter, Outcome, Paint, Permit, PictureLate
from bot.channels.telegram.outcomes import AGAIN_SECONDS, is_gone, outcome_of
from bot.channels.telegram.parse import CHANNEL
from bot.channels.telegram.render import contact_keyboard, render, settled
from bot.channels.telegram.wire import Wire
from bot.messages import ContactKeyboard, File, HeatMap, KeyboardGone, Picture, ResultPage, Settled

REMEMBERED: Final = 10_000
"""Messages and pictures whose content is known, so that nothing is sent that is there already."""
UPLOAD_SECONDS: Final = 30.0
SETTLED: Final = "settled"
"""So begins what is remembered of a message without buttons."""


class TelegramSender:
    """Sends through one bot."""

    channel = CHANNEL

    def __init__(self, bot: Bot, wire: Wire, workspace: str, paint: Paint, *, alone: bool = True) -> None:
        """*alone*: no other process edits these messages, so that what was shown last is still shown."""
        self.workspace = workspace
        self._bot = bot
        self._wire = wire
        self._paint = paint
        self._alone = alone
        self._shown: OrderedDict[tuple[str, str], str] = OrderedDict()
        self._pictures: OrderedDict[str, str] = OrderedDict()

    async def send(self, letter: Letter, permit: Permit) -> Outcome:
        """One try at a message, in as many requests as it takes."""
        try:
            return await self._sent(letter, permit)
        except PictureLate:
            return Outcome(Fate.LATER, seconds=AGAIN_SECONDS, words="not painted")
        except TelegramError as error:
            return outcome_of(error)

    async def call(self, method: str, values: dict[str, Any], *, seconds: float | None = None) -> Any:
        """One method of the Bot API on the short way. Raises a `TelegramError`."""
        return await self._wire.call(f"{self._bot.base_url}/{method}", values, seconds=seconds)

    async def _sent(self, letter: Letter, permit: Permit) -> Outcome:
        match letter.message:
            case Settled():
                return await self._settle(letter, letter.message)
            case Picture():
                return await self._picture(letter, letter.message.page, permit)
            case File():
                return await self._file(letter, letter.message, permit)
            case ContactKeyboard():
                await permit()
                return await self._new(letter.to.person, contact_keyboard(letter.message))
            case KeyboardGone():
                return await self._take_keyboard(letter, permit)
        return await self._pages(letter, render(letter.message, letter.tokens), permit)

    async def _pages(self, letter: Letter, pages: list[dict[str, Any]], permit: Permit) -> Outcome:
        """The first page takes the place of a message where one is named; the others are new."""
        outcome, others = Outcome(Fate.SENT), list[str]()
        for place, page in enumerate(pages[letter.parts_sent :], letter.parts_sent):
            try:
                if place == 0 and letter.replaces is not None:
                    outcome = await self._in_place(letter, page, permit)
                else:
                    await permit()
                    outcome = await self._new(letter.to.person, page)
                if "reply_markup" in page and outcome.message is not None:
                    others.append(outcome.message)
            except TelegramError as error:
                return replace(outcome_of(error), parts_sent=place)
        return replace(outcome, others=tuple(one for one in others if one != outcome.message))

    async def _in_place(self, letter: Letter, page: dict[str, Any], permit: Permit) -> Outcome:
        """An edit; where the message is gone, a new one."""
        message = str(letter.replaces)
        mark = _mark(page)
        if self._alone and self._shown.get((letter.to.person, message)) == mark:
            return Outcome(Fate.NOT_MODIFIED, message)
        values = {"chat_id": int(letter.to.person), "message_id": int(message), **page}
        try:
            await self.call("editMessageText", values)
        except TelegramError as error:
            if is_gone(error):
                await permit()
                return await self._new(letter.to.person, page)
            outcome = outcome_of(error)
            if outcome.fate is not Fate.NOT_MODIFIED:
                self._shown.pop((letter.to.person, message), None)
                raise
        self._remember(letter.to.person, message, mark)
        return Outcome(Fate.SENT, message)

    async def _new(self, chat: str, page: dict[str, Any]) -> Outcome:
        sent = await self.call("sendMessage", {"chat_id": int(chat), **page})
        message = str(sent["message_id"])
        self._remember(chat, message, _mark(page))
        return Outcome(Fate.SENT, message)

    async def _settle(self, letter: Letter, message: Settled) -> Outcome:
        """A question that stands above: its buttons go. A message that is not there needs no settling."""
        place = {"chat_id": int(letter.to.person), "message_id": int(letter.replaces or 0)}
        known = self._shown.get((letter.to.person, str(letter.replaces))) if self._alone else None
        if known is not None and known.startswith(SETTLED) and not message.text:
            return Outcome(Fate.NOT_MODIFIED)
        self._shown.pop((letter.to.person, str(letter.replaces)), None)
        try:
            if message.text:
                await self.call("editMessageText", place | settled(message))
            else:
                await self.call("editMessageReplyMarkup", place)
        except TelegramError as error:
            if is_gone(error):
                return Outcome(Fate.NOT_MODIFIED)
            raise
        self._remember(letter.to.person, str(letter.replaces), SETTLED)
        return Outcome(Fate.SENT, letter.replaces)

    async def _picture(self, letter: Letter, page: ResultPage | HeatMap, permit: Permit) -> Outcome:
        """The bars. Made outside this process's loop; one that was sent before is named, not sent again."""
        await self.call("sendChatAction", {"chat_id": int(letter.to.person), "action": "upload_photo"})
        painted = await self._paint(page)
        if painted is None:
            return Outcome(Fate.NOT_MODIFIED)
        picture, caption = painted
        mark = sha256(picture).hexdigest()
        known = self._pictures.get(mark)
        photo: Any = known or InputFile(picture, filename="result.png")
        await permit()
        sent = await self._bot.send_photo(
            chat_id=int(letter.to.person), photo=photo, caption=caption,
            read_timeout=UPLOAD_SECONDS, write_timeout=UPLOAD_SECONDS,
        )  # fmt: skip
        if sent.photo:
            self._pictures[mark] = sent.photo[-1].file_id
            _forget_the_oldest(self._pictures)
        return Outcome(Fate.SENT, str(sent.message_id))

    async def _file(self, letter: Letter, file: File, permit: Permit) -> Outcome:
        await permit()
        sent = await self._bot.send_document(
            chat_id=int(letter.to.person), document=InputFile(file.content.encode(), filename=file.name),
            caption=file.caption, read_timeout=UPLOAD_SECONDS, write_timeout=UPLOAD_SECONDS,
        )  # fmt: skip
        return Outcome(Fate.SENT, str(sent.message_id))

    async def _take_keyboard(self, letter: Letter, permit: Permit) -> Outcome:
        """Only a new message takes a keyboard away; both it and the one that brought it go at once."""
        await permit()
        sent = await self.call("sendMessage", {
            "chat_id": int(letter.to.person), "text": "…", "disable_notification": True,
            "reply_markup": {"remove_keyboard": True},
        })  # fmt: skip
        for message in (sent["message_id"], letter.replaces):
            try:
                await self.call(
                    "deleteMessage", {"chat_id": int(letter.to.person), "message_id": int(message or 0)}
                )
            except TelegramError as error:
                if not is_gone(error):
                    raise
        return Outcome(Fate.SENT)

    def _remember(self, chat: str, message: str, mark: str) -> None:
        self._shown[chat, message] = mark
        self._shown.move_to_end((chat, message))
        _forget_the_oldest(self._shown)


def _mark(page: dict[str, Any]) -> str:
    shown = sha256(repr(page).encode("utf-8", "backslashreplace")).hexdigest()
    return shown if "reply_markup" in page else SETTLED + shown


def _forget_the_oldest(known: "OrderedDict[Any, str]") -> None:
    if len(known) > REMEMBERED:
        known.popitem(last=False)
