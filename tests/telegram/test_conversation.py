"""Proves: a prospect goes through a check on Telegram as one would wish, by polling and by webhook.

1. A link greets with what this is and one button; it begins there. The source is kept.
2. Taps change the message they are on; words settle it, and the next question stands below. One keyboard is
   alive.
3. Every kind of question is answered by taps and in words: choices, several, lettered lines, scales, numbers
   in several notations, text, yes and no, e-mail, phone by a key.
4. Back, skip, don't know, help and an answer that is changed work on the way.
5. The result comes in words, then as a picture, then goes on; another check is offered and begins. Consents
   are kept with their words.
6. The words are those of the client's language.
At the end of each, Telegram has refused nothing, and nothing was sent twice.
"""

import pytest
from sqlalchemy import select

from bot.store.tables import ANSWER, CONSENT, CONVERSATION
from tests.fakes.telegram import FakeTelegram
from tests.people import Prospect
from tests.served import Served, library
from tests.telegram.flows import KINDS, MOOD
from tests.telegram.served import served


async def test_1_a_link_greets_and_one_button_begins(
    telegram: FakeTelegram, ready_sqlite_url: str, webhook: bool
) -> None:
    async with served(telegram, ready_sqlite_url, library(KINDS, MOOD), webhook=webhook) as server:
        ana = Prospect(telegram, server)
        await ana.opens("kinds__newsletter")
        ana.sees("Every kind", "Ten questions, two minutes.", "/privacy")
        assert len(ana.app.last.labels) == 1
        await ana.taps(0)
        ana.sees("How often do you look things up?").has_one_keyboard()
        source = await server.reads(
            lambda connection: connection.execute(select(CONVERSATION.c.source)).scalar_one()
        )
        assert source == "newsletter"


async def test_2_taps_change_the_message_and_words_settle_it(
    telegram: FakeTelegram, ready_sqlite_url: str, webhook: bool
) -> None:
    async with served(telegram, ready_sqlite_url, library(MOOD), webhook=webhook) as server:
        ana = await Prospect(telegram, server).begins("mood")
        card = ana.app.last
        await ana.taps("Agree")
        assert ana.app.last.id == card.id
        ana.sees("I know what matters.")
        await ana.types("strongly agree")
        above = next(message for message in ana.app.bot_messages if message.id == card.id)
        assert above.text == "I know what matters.\n\n✓ Strongly agree"
        ana.sees("I can rest.").has_one_keyboard()
        await ana.types("a banana")
        ana.sees("matches none of the answers", "I can rest.").has_one_keyboard()


async def test_3_every_kind_of_question_by_taps(
    telegram: FakeTelegram, ready_sqlite_url: str, webhook: bool
) -> None:
    async with served(telegram, ready_sqlite_url, library(KINDS, MOOD), webhook=webhook) as server:
        ana = await Prospect(telegram, server).begins("kinds")
        await ana.taps("Often", "☐ In the office", "☐ In the cloud", "Done (2)")
        ana.sees("A  Everything is in somebody's head, and they are away")
        await ana.taps("C", "7")
        ana.sees("a number from 1 to 50,000")
        await ana.types("about 1,200 people")
        await ana.taps("Skip")
        ana.sees("May we call you about this?")
        await ana.taps("Yes")
        await ana.types("ana@example.com")
        ana.sees("Your phone number?")
        assert len(ana.app.keyboard) == 1
        await ana.app.sends_contact("493012345678")
        await ana.waits()
        assert ana.app.keyboard == []
        ana.sees("Shall we look at the mood too?").has_one_keyboard()
        given = await answers(server)
    assert given == {
        "habit": '"often"', "where": '["office","cloud"]', "line": '"c"', "calm": '"7"',
        "people": '{"number":"1200"}', "note": "sealed", "may_call": "true",
        "email": "sealed", "phone": "sealed",
    }  # fmt: skip


async def answers(server: Served) -> dict[str, str]:
    """What is kept, as it stands in the database; words that somebody typed are sealed."""
    columns = (ANSWER.c.question, ANSWER.c.value, ANSWER.c.sealed)
    rows = await server.reads(lambda connection: connection.execute(select(*columns)).all())
    return {row.question: "sealed" if row.sealed else row.value for row in rows}


async def test_3_every_kind_of_question_in_words(telegram: FakeTelegram, ready_sqlite_url: str) -> None:
    async with served(telegram, ready_sqlite_url, library(KINDS, MOOD)) as server:
        ana = await Prospect(telegram, server).begins("kinds")
        await ana.types(
            "often", "office and cloud", "b", "10", "1,200", "less talk", "yes", "ana@example.com"
        )
        await ana.types("+49 30 12345678")
        ana.sees("Shall we look at the mood too?")
        assert ana.app.keyboard == []
        given = await answers(server)
    assert (given["where"], given["line"], given["calm"]) == ('["office","cloud"]', '"b"', '"10"')
    assert (given["people"], given["note"]) == ('{"number":"1200"}', "sealed")


async def test_4_back_help_dont_know_and_a_changed_answer(
    telegram: FakeTelegram, ready_sqlite_url: str
) -> None:
    async with served(telegram, ready_sqlite_url, library(KINDS, MOOD)) as server:
        ana = await Prospect(telegram, server).begins("kinds")
        await ana.taps("Never")
        card = ana.app.last.id
        await ana.taps("Help")
        ana.sees("Answer as things are.", "Where are the copies?")
        assert ana.app.last.id == card
        await ana.taps("Back")
        ana.sees("How often do you look things up?", "✓ Never")
        await ana.taps("Always", "Don't know")
        ana.sees("Which line fits a normal week?")
        await ana.types("/answers")
        ana.sees("Your answers", "Always")
        await ana.taps("1")
        ana.sees("How often do you look things up?", "✓ Always").has_one_keyboard()
        await ana.taps("Often")
        ana.sees("Which line fits a normal week?").has_one_keyboard()
        assert (await answers(server))["habit"] == '"often"'


async def test_5_words_then_a_picture_then_on(telegram: FakeTelegram, ready_sqlite_url: str) -> None:
    async with served(telegram, ready_sqlite_url, library(KINDS, MOOD)) as server:
        ana = await Prospect(telegram, server).begins("kinds")
        await ana.types("never", "nowhere", "a", "0", "3", "/skip")
        result, picture, consent = ana.app.bot_messages[-3:]
        assert "You have 0 of 100." in result.text
        assert "One list of everything" in result.text
        assert picture.photo is not None
        assert "Order" in picture.caption
        assert "upload_photo" in ana.app.actions
        assert "May we call you about this?" in consent.text
        assert "example.com" in consent.text
        await ana.taps("No")
        ana.sees("Shall we look at the mood too?")
        await ana.taps("Yes")
        ana.sees("I had what I needed.")
        consents = await server.reads(lambda connection: connection.execute(select(CONSENT)).all())
        assert [(one.given, one.wording, one.purpose, one.channel) for one in consents] == [
            (False, "May we call you about this?", "contact", "telegram")
        ]


@pytest.mark.parametrize("language", ["en", "de"])
async def test_6_the_words_are_those_of_the_client(
    telegram: FakeTelegram, ready_sqlite_url: str, language: str
) -> None:
    async with served(telegram, ready_sqlite_url, library(MOOD)) as server:
        ben = Prospect(telegram, server, "ben", language=f"{language}-CH")
        await ben.opens("mood")
        ben.sees("Team mood" if language == "en" else "Stimmung")
        await ben.taps(0)
        ben.sees("I had what I needed." if language == "en" else "Ich hatte, was ich brauchte.")
        assert ben.app.last.labels[-1] == ("Help" if language == "en" else "Hilfe")
