"""python-telegram-bot: a ConversationHandler, its state pickled after each step. Argument: a folder."""

import asyncio
import json
import sys
from pathlib import Path

from asked import BOT, CHOICES, QUESTIONS, answers, chat, text
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    PicklePersistence,
)
from telegram.request import BaseRequest


class Offline(BaseRequest):
    """Answers as Telegram does."""

    read_timeout = 5.0

    async def initialize(self) -> None: ...

    async def shutdown(self) -> None: ...

    async def do_request(self, url, method, request_data=None, *args, **kwargs):
        name = url.rpartition("/")[2]
        if name == "getMe":
            result = BOT
        elif name in ("sendMessage", "editMessageText"):
            result = {"message_id": 5, "date": 1900000000, "chat": chat(1), "from": BOT, "text": "-"}
        else:
            result = True
        if request_data:
            _ = request_data.json_payload  # it would be written
        return 200, json.dumps({"ok": True, "result": result}).encode()


def keyboard(number: int) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(label, callback_data=f"q{number}:{label}")] for label in CHOICES]
    )


async def begins(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
    await update.message.reply_text(text(1), reply_markup=keyboard(1))
    return 0


async def answered(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
    query = update.callback_query
    await query.answer()
    place, _, choice = query.data.partition(":")
    number = int(place[1:]) + 1
    context.user_data[place] = choice
    if number >= QUESTIONS:
        await query.edit_message_text("Done")
        return ConversationHandler.END
    await query.edit_message_text(text(number + 1), reply_markup=keyboard(number + 1))
    return number


async def main() -> None:
    kept = PicklePersistence(Path(sys.argv[1]) / "kept.pickle", update_interval=1e9)
    app = (
        Application.builder().token("1:a").request(Offline()).get_updates_request(Offline()).persistence(kept)
    ).build()
    handler = ConversationHandler(
        entry_points=[CommandHandler("start", begins)],
        states={number: [CallbackQueryHandler(answered, f"^q{number}:")] for number in range(QUESTIONS)},
        fallbacks=[CommandHandler("start", begins)], name="check", persistent=True,
    )  # fmt: skip
    app.add_handler(handler)
    await app.initialize()

    async def takes(update: str) -> None:
        await app.process_update(Update.de_json(json.loads(update), app.bot))
        await app.update_persistence()

    await answers(takes)


asyncio.run(main())
