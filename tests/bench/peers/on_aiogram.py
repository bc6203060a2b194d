"""aiogram: its state machine, with the storage that is named: `sqlite FILE` or `redis SOCKET`."""

import asyncio
import json
import sys

from aiogram import Bot, Dispatcher, F
from aiogram.client.session.base import BaseSession
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from asked import BOT, CHOICES, QUESTIONS, answers, chat, text


class Offline(BaseSession):
    """Answers as Telegram does."""

    async def close(self) -> None: ...

    async def stream_content(self, *args, **kwargs):
        yield b""

    async def make_request(self, bot, method, timeout=None):  # noqa: ASYNC109  # the library names it
        for value in method.model_dump(warnings=False, exclude_none=True).values():
            self.prepare_value(value, bot=bot, files={})  # it would be written
        name = method.__api_method__
        if name == "getMe":
            result: object = BOT
        elif name in ("sendMessage", "editMessageText"):
            result = {"message_id": 5, "date": 1900000000, "chat": chat(1), "from": BOT, "text": "-"}
        else:
            result = True
        said = self.check_response(bot, method, 200, json.dumps({"ok": True, "result": result}))
        return said.result


class Check(StatesGroup):
    asking = State()


def keyboard(number: int) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(
        inline_keyboard=[
            [InlineKeyboardButton(text=label, callback_data=f"q{number}:{label}")] for label in CHOICES
        ]
    )


async def begins(message: Message, state: FSMContext) -> None:
    await state.set_state(Check.asking)
    await state.set_data({})
    await message.answer(text(1), reply_markup=keyboard(1))


async def answered(query: CallbackQuery, state: FSMContext) -> None:
    await query.answer()
    place, _, choice = query.data.partition(":")
    number = int(place[1:]) + 1
    await state.update_data({place: choice})
    if number >= QUESTIONS:
        await state.clear()
        await query.message.edit_text("Done")
        return
    await query.message.edit_text(text(number + 1), reply_markup=keyboard(number + 1))


def storage(kind: str, where: str):
    if kind == "redis":
        from aiogram.fsm.storage.redis import RedisStorage  # noqa: PLC0415  # only where it is used

        return RedisStorage.from_url(f"unix://{where}")
    from aiogram_sqlite_storage.sqlitestore import SQLStorage  # noqa: PLC0415  # as above

    return SQLStorage(where, serializing_method="json")


async def main() -> None:
    bot = Bot("1:a", session=Offline())
    dispatcher = Dispatcher(storage=storage(*sys.argv[1:3]))
    dispatcher.message.register(begins, Command("start"))
    dispatcher.callback_query.register(answered, Check.asking, F.data.startswith("q"))

    async def takes(update: str) -> None:
        await dispatcher.feed_raw_update(bot, json.loads(update))

    await answers(takes)


asyncio.run(main())
