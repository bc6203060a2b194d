"""Proves: the fake Telegram works with a real python-telegram-bot, and its persons see what people would see.

1. A Bot says who it is, sends, edits, deletes, answers taps; what persons do comes to it as updates.
2. Persons see texts without marks, pictures, captions, files, buttons; edits in place; deleted messages gone.
3. Buttons are found by their labels, the newest first; twice, on old messages, on ones that Telegram forgot.
4. Keyboards in place of the letters come, share a telephone number, and go.
5. A person sees the commands and descriptions of the own language.
6. Everybody's acts make the updates that Telegram makes of them: edits, stickers, blocking.
7. In a group the bot hears commands and answers to itself.
8. Everything is recorded: requests, doubles, refusals.
9. Waiting ends when something is there, and says what is there when it never comes.
"""

import asyncio

import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllPrivateChats,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    InputMediaPhoto,
    KeyboardButton,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    Update,
)

from tests.fakes.telegram import FakeTelegram, png
from tests.fakes.telegram.drawings import SMALL_PICTURE


def buttons(*labels: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(label, callback_data=f"data {label}")] for label in labels]
    )


async def fetched(bot: Bot) -> list[Update]:
    """What waits, and it is confirmed."""
    updates = list(await bot.get_updates())
    if updates:
        await bot.get_updates(offset=updates[-1].update_id + 1)
    return updates


async def test_the_bot_knows_itself(telegram: FakeTelegram, bot: Bot) -> None:
    assert bot.username == "checkup_bot"
    assert bot.id == int(telegram.token.partition(":")[0])


async def test_a_start_behind_a_link_arrives(telegram: FakeTelegram, bot: Bot) -> None:
    await telegram.person("ana", language_code="de").opens("team-mood__mail")
    (update,) = await fetched(bot)
    assert update.message
    assert update.message.text == "/start team-mood__mail"
    assert [entity.type for entity in update.message.entities] == ["bot_command"]
    assert update.effective_user
    assert update.effective_user.language_code == "de"
    assert update.effective_user.id > 2**32


async def test_a_text_is_seen_without_its_marks(telegram: FakeTelegram, bot: Bot) -> None:
    ana = telegram.person("ana")
    await ana.opens()
    source = " <b>2 of 9</b>\nR&amp;D &lt;3 <a href='https://a.example/?x&amp;y'>more</a> \n"
    sent = await bot.send_message(ana.id, source, parse_mode="HTML", reply_markup=buttons("Often", "Never"))
    assert ana.last.text == sent.text == "2 of 9\nR&D <3 more"
    assert [entity["type"] for entity in ana.last.entities] == ["bold", "text_link"]
    assert ana.last.entities[1]["url"] == "https://a.example/?x&y"
    assert sent.parse_entity(sent.entities[1]) == "more"
    assert ana.screen == "Ana: /start\nCheckup: 2 of 9\nR&D <3 more\n[Often]\n[Never]"
    telegram.check_no_complaints()


async def test_a_tap_is_answered_and_the_message_edited(telegram: FakeTelegram, bot: Bot) -> None:
    ana = telegram.person("ana")
    await ana.opens()
    await bot.send_message(ana.id, "One?", reply_markup=buttons("Often", "Never"))
    before = ana.last
    await ana.taps("Often")
    assert ana.waiting_taps == 1
    query = (await fetched(bot))[-1].callback_query
    assert query
    assert query.data == "data Often"
    await query.answer("Noted", show_alert=True)
    await query.edit_message_text("Two?")
    assert (ana.last.text, ana.last.edited, ana.last.labels) == ("Two?", True, [])
    assert (before.text, before.edited) == ("One?", False)
    assert [(toast.text, toast.alert) for toast in ana.toasts] == [("Noted", True)]
    assert (ana.waiting_taps, ana.keyboards_alive) == (0, [])


async def test_an_answer_without_words_shows_nothing(telegram: FakeTelegram, bot: Bot) -> None:
    ana = telegram.person("ana")
    await ana.opens()
    await bot.send_message(ana.id, "One?", reply_markup=buttons("Often"))
    await ana.taps("Often")
    query = (await fetched(bot))[-1].callback_query
    assert query
    await query.answer()
    assert (ana.toasts, ana.waiting_taps) == ([], 0)


async def test_a_picture_is_uploaded_and_named_again(telegram: FakeTelegram, bot: Bot) -> None:
    ana = telegram.person("ana")
    await ana.opens()
    picture = png(1280, 720)
    upload = InputFile(picture, filename="result.png")
    sent = await bot.send_photo(ana.id, upload, caption="<i>64</i> of 100", parse_mode="HTML")
    assert [(size.width, size.height) for size in sent.photo] == [(320, 180), (1280, 720)]
    again = await bot.send_photo(ana.id, sent.photo[-1].file_id)
    assert again.photo == sent.photo
    assert [message.photo.content for message in ana.bot_messages if message.photo] == [picture, picture]
    assert ana.bot_messages[0].caption == "64 of 100"
    assert "(photo 1280×720)" in ana.screen


async def test_a_file_is_sent_and_its_caption_edited(telegram: FakeTelegram, bot: Bot) -> None:
    ana = telegram.person("ana")
    await ana.opens()
    sent = await bot.send_document(ana.id, InputFile(b"a,b\n", filename="answers.csv"), caption="Yours")
    await bot.edit_message_caption(ana.id, sent.message_id, caption="All yours")
    document = ana.last.document
    assert document
    assert (document.name, document.content, ana.last.caption) == ("answers.csv", b"a,b\n", "All yours")


async def test_a_text_becomes_a_picture(telegram: FakeTelegram, bot: Bot) -> None:
    ana = telegram.person("ana")
    await ana.opens()
    sent = await bot.send_message(ana.id, "…")
    await bot.edit_message_media(InputMediaPhoto(SMALL_PICTURE, caption="64"), ana.id, sent.message_id)
    assert (ana.last.text, ana.last.caption, ana.last.photo is not None) == ("", "64", True)


async def test_deleted_messages_are_gone(telegram: FakeTelegram, bot: Bot) -> None:
    ana = telegram.person("ana")
    start = await ana.opens()
    first, second = await bot.send_message(ana.id, "1"), await bot.send_message(ana.id, "2")
    await bot.delete_message(ana.id, first.message_id)
    await bot.delete_messages(ana.id, [start.id, second.message_id, 999])
    assert (ana.chat, ana.screen) == ([], "")


async def test_the_newest_button_with_a_label_is_tapped(telegram: FakeTelegram, bot: Bot) -> None:
    ana = telegram.person("ana")
    await ana.opens()
    old = await bot.send_message(ana.id, "1", reply_markup=buttons("Back", "A"))
    new = await bot.send_message(ana.id, "2", reply_markup=buttons("Back", "B"))
    await fetched(bot)
    await ana.taps("Back")
    await ana.taps("A")
    await ana.taps(1, message=ana.last, times=2)
    queries = [update.callback_query for update in await fetched(bot)]
    tapped = [(query.message.message_id, query.data) for query in queries if query and query.message]
    assert tapped == [
        (new.message_id, "data Back"), (old.message_id, "data A"),
        (new.message_id, "data B"), (new.message_id, "data B"),
    ]  # fmt: skip
    assert len({query.id for query in queries if query}) == 4
    with pytest.raises(AssertionError, match=r"there is no button 'C'"):
        await ana.taps("C")


async def test_a_button_is_tapped_as_it_was_seen_before_an_edit(telegram: FakeTelegram, bot: Bot) -> None:
    ana = telegram.person("ana")
    await ana.opens()
    await bot.send_message(ana.id, "1", reply_markup=buttons("A"))
    seen = ana.last
    await bot.edit_message_text("2", ana.id, seen.id, reply_markup=buttons("B"))
    await ana.taps("A", message=seen)
    query = (await fetched(bot))[-1].callback_query
    assert query
    assert query.data == "data A"
    assert query.message
    await ana.deletes_message(seen)
    with pytest.raises(AssertionError, match="is gone"):
        await ana.taps("A", message=seen)


async def test_of_a_very_old_message_little_is_told(telegram: FakeTelegram, bot: Bot) -> None:
    ana = telegram.person("ana")
    await ana.opens()
    await bot.send_message(ana.id, "1", reply_markup=buttons("A"))
    await ana.taps("A", accessible=False)
    query = (await fetched(bot))[-1].callback_query
    assert query
    assert query.message
    assert not query.message.is_accessible


async def test_addresses_and_copied_texts_bring_no_update(telegram: FakeTelegram, bot: Bot) -> None:
    ana = telegram.person("ana")
    await ana.opens()
    await fetched(bot)
    row = [{"text": "Read", "url": "https://a.example"}, {"text": "Copy", "copy_text": {"text": "code"}}]
    await bot.send_message(
        ana.id, "1", reply_markup=InlineKeyboardMarkup.de_json({"inline_keyboard": [row]}, bot)
    )
    await ana.taps("Read")
    await ana.taps("Copy")
    assert (ana.opened, ana.clipboard) == (["https://a.example"], "code")
    assert await fetched(bot) == []


async def test_a_keyboard_shares_a_number_and_goes(telegram: FakeTelegram, bot: Bot) -> None:
    ana = telegram.person("ana")
    await ana.opens()
    rows: list[list[str | KeyboardButton]] = [[KeyboardButton("Share", request_contact=True)], ["Skip"]]
    asked = await bot.send_message(ana.id, "Your number?", reply_markup=ReplyKeyboardMarkup(rows))
    assert ana.keyboard == [["Share"], ["Skip"]]
    await ana.taps("Share")
    await ana.taps("Skip")
    contact, skip = (await fetched(bot))[-2:]
    assert contact.message
    assert contact.message.contact
    assert contact.message.contact.user_id == ana.id
    assert skip.message
    assert skip.message.text == "Skip"
    gone = await bot.send_message(ana.id, "…", reply_markup=ReplyKeyboardRemove())
    await bot.delete_message(ana.id, gone.message_id)
    await bot.delete_message(ana.id, asked.message_id)
    assert ana.keyboard == []
    with pytest.raises(AssertionError):
        await ana.taps("Skip")


async def test_each_person_sees_the_commands_of_the_own_language(telegram: FakeTelegram, bot: Bot) -> None:
    ana, ben = telegram.person("ana", language_code="de-AT"), telegram.person("ben", language_code="fr")
    await bot.set_my_commands([BotCommand("help", "Help")])
    await bot.set_my_commands([BotCommand("help", "Hilfe")], language_code="de")
    assert (ana.commands, ben.commands) == ({"help": "Hilfe"}, {"help": "Help"})
    await bot.set_my_commands([BotCommand("stop", "Stop")], BotCommandScopeAllPrivateChats())
    assert (ana.commands, ben.commands) == ({"stop": "Stop"}, {"stop": "Stop"})
    assert [one.command for one in await bot.get_my_commands(language_code="de")] == ["help"]
    await bot.delete_my_commands(BotCommandScopeAllPrivateChats())
    assert ana.commands == {"help": "Hilfe"}


async def test_descriptions_have_languages(telegram: FakeTelegram, bot: Bot) -> None:
    ana = telegram.person("ana", language_code="de")
    await bot.set_my_description("What it is")
    await bot.set_my_description("Was es ist", "de")
    await bot.set_my_short_description("Short")
    await bot.set_my_name("Prüfer", "de")
    assert ana.profile == {"name": "Prüfer", "description": "Was es ist", "short_description": "Short"}
    assert (await bot.get_my_description()).description == "What it is"
    assert (await bot.get_my_name()).name == "Checkup"
    assert (await bot.get_my_short_description("fr")).short_description == "Short"


async def test_what_else_persons_send(telegram: FakeTelegram, bot: Bot) -> None:
    ana = telegram.person("ana")
    await ana.opens()
    await ana.types("3")
    await ana.edits("4")
    await ana.sends_sticker()
    await ana.sends_voice()
    await ana.sends_photo(caption="Look")
    await ana.sends_contact("4917012345", of=telegram.person("ben"))
    _, three, four, sticker, voice, photo, contact = await fetched(bot)
    assert three.message
    assert four.edited_message
    assert (three.message.text, four.edited_message.text) == ("3", "4")
    assert three.message.message_id == four.edited_message.message_id
    assert sticker.message
    assert sticker.message.sticker
    assert voice.message
    assert voice.message.voice
    assert photo.message
    assert (photo.message.caption, len(photo.message.photo)) == ("Look", 2)
    assert contact.message
    assert contact.message.contact
    assert contact.message.contact.user_id != ana.id


async def test_what_is_too_long_for_one_message_is_cut_by_the_app(telegram: FakeTelegram, bot: Bot) -> None:
    ana = telegram.person("ana")
    await ana.types("a" * 5_000)
    assert [len(message.text) for message in ana.chat] == [4_096, 904]


async def test_blocking_and_unblocking_are_told(telegram: FakeTelegram, bot: Bot) -> None:
    ana = telegram.person("ana")
    await ana.opens()
    await ana.blocks()
    blocked = [ana.has_blocked]
    await ana.opens()
    changes = [update.my_chat_member for update in await fetched(bot)]
    assert [change.new_chat_member.status for change in changes if change] == ["kicked", "member"]
    assert [*blocked, ana.has_blocked] == [True, False]
    assert ana.chat[-1].text == "/start"


async def test_in_a_group_the_bot_hears_what_is_for_it(telegram: FakeTelegram, bot: Bot) -> None:
    ana, group = telegram.person("ana"), telegram.group("Team")
    await group.adds_bot(ana)
    await group.types(ana, "hello")
    await group.types(ana, "/start")
    await group.types(ana, "/start@other_bot")
    await group.types(ana, "/help@checkup_bot")
    sent = await bot.send_message(group.id, "Talk to me alone", reply_markup=buttons("Go"))
    await group.types(ana, "why?", answering=group.chat[-1])
    await group.taps(ana, "Go")
    added, *messages, tapped = await fetched(bot)
    assert added.my_chat_member
    assert [one.message.text for one in messages if one.message] == ["/start", "/help@checkup_bot", "why?"]
    assert tapped.callback_query
    assert sent.chat.type == "supergroup"
    assert sent.chat.id < 0
    assert "Talk to me alone" in group.screen


async def test_requests_and_doubles_are_recorded(telegram: FakeTelegram, bot: Bot) -> None:
    ana = telegram.person("ana")
    await ana.opens()
    await bot.send_message(ana.id, "twice")
    await bot.send_message(ana.id, "once")
    assert telegram.doubles == {}
    await bot.send_message(ana.id, "twice")
    assert telegram.doubles == {(ana.id, "twice"): 2}
    sent = telegram.record.of("sendMessage", ana.id)
    assert [request.parameters["text"] for request in sent] == ["twice", "once", "twice"]
    assert [request.status for request in telegram.requests] == [200] * 4
    assert telegram.record.calls == {"getMe": 1, "sendMessage": 3}
    telegram.record.forgets()
    assert (telegram.requests, telegram.doubles) == ([], {})


async def test_what_the_bot_is_doing_is_seen(telegram: FakeTelegram, bot: Bot) -> None:
    ana = telegram.person("ana")
    await ana.opens()
    await bot.send_chat_action(ana.id, "upload_photo")
    assert ana.actions == ["upload_photo"]


async def test_a_reply_shows_what_it_answers(telegram: FakeTelegram, bot: Bot) -> None:
    ana = telegram.person("ana")
    start = await ana.opens()
    sent = await bot.send_message(ana.id, "yes", reply_to_message_id=start.id)
    assert sent.reply_to_message
    assert sent.reply_to_message.text == "/start"
    await ana.answers(ana.last, "because")
    message = (await fetched(bot))[-1].message
    assert message
    assert message.reply_to_message


async def test_waiting_ends_when_something_is_there(telegram: FakeTelegram, bot: Bot) -> None:
    ana = telegram.person("ana")
    await ana.opens()
    waiting = asyncio.ensure_future(ana.until("Hello"))
    await asyncio.sleep(0)
    await bot.send_message(ana.id, "Hello")
    await waiting
    await ana.until(lambda person: person.last.text == "Hello")
    with pytest.raises(AssertionError, match="did not come"):
        await ana.until("Bye", 0.01)


async def test_settling_waits_for_updates_to_be_taken(telegram: FakeTelegram, bot: Bot) -> None:
    ana = telegram.person("ana")
    await ana.opens()
    with pytest.raises(AssertionError, match="1 updates wait"):
        await telegram.settles(seconds=0.01)
    await fetched(bot)
    await telegram.settles(quiet=0.01)
