"""Proves: a colleague goes through a check in Slack as one would wish, over HTTP and by Socket Mode.

1. The command greets with what this is and one button; what follows takes the place of the greeting.
2. A press changes the message it is on; words settle it, and the next question stands below. Only the newest
   message has controls, and where the person stands is said in words.
3. Every kind of question is answered by the control that fits its number of choices, and in words: by label,
   number, id or letter.
4. Several answers: boxes or a menu, and Done. What stands alone stands alone.
5. Back, skip, don't know, help and an answer that is changed work on the way.
6. What the author says is said, who is screened out is told so, another check follows.
7. A server that goes away in the middle costs nothing.
8. The language is that of Slack's client until the person chooses another.
9. An old message shows the open question, and loses what it had.
10. The result comes in words and as a chart; consents are kept with their words.
At the end of each, Slack has refused nothing, nothing was sent twice, and nothing stands in a channel.
The numbers in brackets are those of the rules in the reference on platforms, §17b.
"""

import re
from collections.abc import Mapping
from typing import Final

import pytest
from sqlalchemy import select

from bot.store.tables import CONSENT
from tests.fakes.slack import FakeSlack
from tests.people import Colleague
from tests.served import library
from tests.slack.flows import CONTROLS, FIVE, ROUTES
from tests.slack.looking import answers, asking, kinds, nothing_went_wrong, only_the_last_asks
from tests.slack.served import WayIn, served
from tests.telegram.flows import KINDS, MOOD

WAYS: Final = ["button", "button"]
"""Back and Help, under any question but the first."""


async def test_1_the_command_greets_and_one_button_begins(
    slack: FakeSlack, ready_sqlite_url: str, way_in: WayIn
) -> None:
    """(21) One main button."""
    async with served(slack, ready_sqlite_url, library(KINDS, MOOD), way_in=way_in) as server:
        ana = Colleague(slack, server)
        await ana.commands("start kinds")
        ana.sees("Every kind", "Ten questions, two minutes.", "/checkup privacy")
        (start,) = ana.app.last.controls
        assert (start.label, start.element["style"]) == ("Start", "primary")
        greeting = ana.app.last.ts
        await ana.taps("Start")
        assert not next(one for one in ana.app.bot_messages if one.ts == greeting).alive
        ana.sees("Question 1 of", "How often do you look things up?")
        only_the_last_asks(ana)
        ben = Colleague(slack, server, "ben")
        await ben.commands("start mood")
        greeting = ben.app.last.ts
        await ben.taps("Start")
        assert ben.app.last.ts == greeting
        ben.sees("I had what I needed.").sees_no("Start")


async def test_2_a_press_changes_the_message_and_words_settle_it(
    slack: FakeSlack, ready_sqlite_url: str, way_in: WayIn
) -> None:
    """(13, 22) Progress; the outcome in the place of the controls."""
    async with served(slack, ready_sqlite_url, library(MOOD), way_in=way_in) as server:
        ana = await Colleague(slack, server).begins("mood")
        ana.sees("Question 1 of 3", "I had what I needed.")
        card = ana.app.last.ts
        await ana.taps("Agree")
        assert ana.app.last.ts == card
        ana.sees("Question 2 of 3", "I know what matters.").sees_no("I had what I needed.")
        assert ana.app.last.labels == [
            "Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree", "Back", "Help",
        ]  # fmt: skip
        await ana.types("strongly agree")
        above = next(message for message in ana.app.bot_messages if message.ts == card)
        assert above.words == "I know what matters.\n✓ Strongly agree"
        assert not above.alive
        ana.sees("Question 3 of 3", "I can rest.")
        only_the_last_asks(ana)
        await ana.types("a banana")
        ana.sees("matches none of the answers", "I can rest.")
        only_the_last_asks(ana)
        assert len(ana.app.messages) == 5


async def test_3_the_control_fits_the_number_of_choices(
    slack: FakeSlack, ready_sqlite_url: str, way_in: WayIn
) -> None:
    """(17) Up to five buttons, up to ten radio buttons, else a menu; (18) a scale in one row, ends named."""
    async with served(slack, ready_sqlite_url, library(CONTROLS), way_in=way_in) as server:
        ana = await Colleague(slack, server).begins("controls")
        assert kinds(ana.app.last) == ["button"] * 2 + ["button"]
        await ana.taps("Choice 2")
        assert kinds(ana.app.last) == ["button"] * 5 + WAYS
        await ana.taps("Choice 5")
        assert kinds(ana.app.last) == ["radio_buttons", *WAYS]
        await ana.chooses("Choice 6")
        ana.sees("Of ten?")
        assert kinds(ana.app.last) == ["radio_buttons", *WAYS]
        await ana.chooses("Choice 10")
        ana.sees("Of eleven?")
        assert kinds(ana.app.last) == ["static_select", *WAYS]
        await ana.chooses("Choice 11")
        assert kinds(ana.app.last) == ["static_select", *WAYS]
        await ana.chooses("Choice 25")
        assert kinds(ana.app.last)[0] == "checkboxes"
        await ana.ticks("Choice 10")
        await ana.taps("Done")
        assert kinds(ana.app.last)[0] == "multi_static_select"
        await ana.ticks("Choice 12")
        await ana.taps("Done")
        assert kinds(ana.app.last) == ["button"] * 5 + WAYS
        await ana.taps("Agree")
        ana.sees("1 = All is on fire", "5 = All is calm")
        await ana.taps("4")
        ana.sees("How calm was it?")
        assert ana.app.last.labels == [*map(str, range(11)), "Back", "Help"]
        rows = [block for block in ana.app.last.blocks if block["type"] == "actions"]
        assert [len(row["elements"]) for row in rows] == [11, 2]
        await ana.taps("10")
        assert await answers(server) == {
            "two": '"c2"', "five": '"c5"', "six": '"c6"', "ten": '"c10"', "eleven": '"c11"', "most": '"c25"',
            "boxes": '["c10"]', "menu": '["c12"]', "agree": '"agree"', "poles": '"4"', "rate": '"10"',
        }  # fmt: skip
        await nothing_went_wrong(server)


async def test_3_every_kind_by_what_is_there(slack: FakeSlack, ready_sqlite_url: str, way_in: WayIn) -> None:
    async with served(slack, ready_sqlite_url, library(KINDS, MOOD), way_in=way_in) as server:
        ana = await Colleague(slack, server).begins("kinds")
        await ana.taps("Often")
        await ana.ticks("In the office", "In the cloud")
        await ana.taps("Done")
        ana.sees("A Everything is in somebody's head, and they are away")
        assert ana.app.last.labels[:3] == ["A", "B", "C"]
        await ana.taps("C", "7")
        ana.sees("a number from 1 to 50,000")
        await ana.writes("1200", "Enter a number")
        await ana.taps("Skip")
        ana.sees("May we call you about this?")
        await ana.taps("Yes")
        await ana.writes("ana@example.com", "Enter your e-mail address")
        await ana.writes("+49 30 12345678", "Enter your phone number")
        ana.sees("Shall we look at the mood too?")
        only_the_last_asks(ana)
        assert await answers(server) == {
            "habit": '"often"', "where": '["office","cloud"]', "line": '"c"', "calm": '"7"',
            "people": '{"number":"1200"}', "note": "sealed", "may_call": "true",
            "email": "sealed", "phone": "sealed",
        }  # fmt: skip
        await nothing_went_wrong(server)


TYPED: Final[Mapping[str, tuple[str, ...]]] = {
    "labels": ("often", "in the office, in the cloud", "One list, kept up to date by everybody", "7"),
    "numbers": ("2", "1, 2", "3", "7"),
    "ids": ("often", "office and cloud", "c", "7"),
    "letters": ("Often!", "office, cloud", "C", "7"),
}


@pytest.mark.parametrize("manner", TYPED)
async def test_3_every_kind_in_words(slack: FakeSlack, ready_sqlite_url: str, manner: str) -> None:
    async with served(slack, ready_sqlite_url, library(KINDS, MOOD)) as server:
        ana = await Colleague(slack, server).begins("kinds")
        await ana.types(*TYPED[manner], "about 1,200 people", "less talk", "yes", "ana@example.com")
        ana.sees("Your phone number?")
        await ana.types("+49 30 12345678")
        ana.sees("Shall we look at the mood too?")
        only_the_last_asks(ana)
        assert await answers(server) == {
            "habit": '"often"', "where": '["office","cloud"]', "line": '"c"', "calm": '"7"',
            "people": '{"number":"1200"}', "note": "sealed", "may_call": "true",
            "email": "sealed", "phone": "sealed",
        }  # fmt: skip


async def test_4_several_boxes_and_done(slack: FakeSlack, ready_sqlite_url: str, way_in: WayIn) -> None:
    async with served(slack, ready_sqlite_url, library(KINDS, MOOD), way_in=way_in) as server:
        ana = await Colleague(slack, server).begins("kinds")
        await ana.types("often")
        card = ana.app.last.ts
        await ana.taps("Done")
        ana.sees("Choose at least one answer", "Where are the copies?")
        await ana.ticks("In the office", "In the cloud", "In the office")
        assert ana.app.last.ts == card
        await ana.taps("Done")
        assert (await answers(server))["where"] == '["cloud"]'
        await ana.taps("Back")
        ana.sees("✓ In the cloud")
        await ana.ticks("In the cloud", "Nowhere")
        await ana.taps("Done")
        ana.sees("Which line fits")
        assert (await answers(server))["where"] == '["none"]'
        only_the_last_asks(ana)


async def test_4_what_stands_alone_stands_alone(slack: FakeSlack, ready_sqlite_url: str) -> None:
    async with served(slack, ready_sqlite_url, library(KINDS, MOOD)) as server:
        ana = await Colleague(slack, server).begins("kinds")
        await ana.types("often")
        await ana.ticks("In the office", "Nowhere")
        ana.sees("[ ] In the office", "[x] Nowhere")
        await ana.types("office, nowhere")
        ana.sees("“Nowhere” stands alone", "Where are the copies?")
        only_the_last_asks(ana)


async def test_4_a_menu_of_many_keeps_what_is_chosen(slack: FakeSlack, ready_sqlite_url: str) -> None:
    async with served(slack, ready_sqlite_url, library(CONTROLS)) as server:
        ana = await Colleague(slack, server).begins("controls")
        await ana.types("1", "2", "3", "4", "5", "6", "7")
        ana.sees("Which of twelve?")
        await ana.ticks("Choice 1", "Choice 12", "Choice 3", "Choice 1")
        assert "[Choice 12, Choice 3 ▾]" in ana.app.screen
        await ana.taps("Help")
        assert "[Choice 12, Choice 3 ▾]" in ana.app.screen
        await ana.taps("Done")
        assert (await answers(server))["menu"] == '["c3","c12"]'


async def test_5_back_help_dont_know_and_a_changed_answer(
    slack: FakeSlack, ready_sqlite_url: str, way_in: WayIn
) -> None:
    async with served(slack, ready_sqlite_url, library(KINDS, MOOD), way_in=way_in) as server:
        ana = await Colleague(slack, server).begins("kinds")
        await ana.taps("Never")
        card = ana.app.last.ts
        await ana.taps("Help")
        ana.sees("Answer as things are.", "Where are the copies?")
        assert ana.app.last.ts == card
        await ana.taps("Back")
        ana.sees("How often do you look things up?", "✓ Never")
        await ana.taps("Always", "Don't know")
        ana.sees("Which line fits a normal week?")
        await ana.types("answers")
        ana.sees("Your answers", "Always", "Don't know")
        await ana.chooses("1. How often do you look things up?")
        ana.sees("How often do you look things up?", "✓ Always")
        only_the_last_asks(ana)
        await ana.taps("Often")
        ana.sees("Which line fits a normal week?")
        only_the_last_asks(ana)
        assert (await answers(server))["habit"] == '"often"'


async def test_6_said_screened_out_and_handed_on(
    slack: FakeSlack, ready_sqlite_url: str, way_in: WayIn
) -> None:
    async with served(slack, ready_sqlite_url, library(ROUTES, MOOD), way_in=way_in) as server:
        ana = await Colleague(slack, server).begins("routes")
        await ana.taps("No")
        assert "This check is for adults. Thank you for looking in." in ana.app.screen
        assert [one.labels for one in asking(ana)] == [["My answers"]]
        ben = await Colleague(slack, server, "ben").begins("routes")
        await ben.taps("Yes")
        assert "Good. Now it gets interesting." in ben.app.screen
        ben.sees("Which word fits the week?")
        only_the_last_asks(ben)
        await ben.taps("Back to back", "Skip")
        assert "of 100" in ben.app.screen
        ben.sees("I had what I needed.")
        only_the_last_asks(ben)
        await nothing_went_wrong(server)


async def test_7_closes_the_laptop_and_goes_on_in_the_evening(
    slack: FakeSlack, ready_sqlite_url: str, way_in: WayIn
) -> None:
    async with served(slack, ready_sqlite_url, library(KINDS, MOOD), way_in=way_in) as server:
        ana = await Colleague(slack, server).begins("kinds")
        await ana.types("often")
        await ana.ticks("In the office")
    async with served(slack, ready_sqlite_url, library(KINDS, MOOD), way_in=way_in) as server:
        ana = Colleague(slack, server)
        await ana.taps("Done")
        ana.sees("Which line fits a normal week?")
        only_the_last_asks(ana)
        await ana.types("hello again")
        ana.sees("Which line fits a normal week?")
        only_the_last_asks(ana)
    async with served(slack, ready_sqlite_url, library(KINDS, MOOD), way_in=way_in) as server:
        ana = Colleague(slack, server)
        await ana.types("continue")
        ana.sees("Welcome back. 2 answers are kept.", "Which line fits a normal week?")
        only_the_last_asks(ana)
        await ana.taps("B")
        assert await answers(server) == {"habit": '"often"', "where": '["office"]', "line": '"b"'}


ISOLATES: Final = re.compile("[\u2066-\u2069]")
"""They keep figures in their place in a line from right to left, and are not seen."""
SPOKEN: Final = {
    "en-US": ("Rest", "I can rest.", "Question 1 of 2", "Help"),
    "de-DE": ("Ruhe", "Ich kann ausruhen.", "Frage 1 von 2", "Hilfe"),
    "fr-FR": ("Repos", "Je peux me reposer.", "Question 1 sur 2", "Aide"),
    "es-ES": ("Descanso", "Puedo descansar.", "Pregunta 1 de 2", "Ayuda"),
    "ar-AE": ("الراحة", "أستطيع أن أرتاح.", "السؤال 1 من 2", "مساعدة"),
    "ja-JP": ("Rest", "I can rest.", "Question 1 of 2", "Help"),
}


@pytest.mark.parametrize("locale", SPOKEN)
async def test_8_the_words_are_those_of_the_client(
    slack: FakeSlack, ready_sqlite_url: str, locale: str
) -> None:
    """(27) Slack tells the language of its client."""
    title, question, progress, help_ = SPOKEN[locale]
    async with served(slack, ready_sqlite_url, library(FIVE)) as server:
        ana = Colleague(slack, server, language=locale)
        await ana.commands("start five")
        ana.sees(title)
        await ana.taps(ana.app.last.labels[0])
        ana.sees(question)
        assert progress in ISOLATES.sub("", ana.below)
        assert ana.app.last.labels[-1] == help_


async def test_8_the_own_choice_wins(slack: FakeSlack, ready_sqlite_url: str, way_in: WayIn) -> None:
    async with served(slack, ready_sqlite_url, library(FIVE), way_in=way_in) as server:
        ana = await Colleague(slack, server, language="de-DE").begins("five")
        ana.sees("Ich kann ausruhen.")
        await ana.commands("language fr")
        ana.sees("Je peux me reposer.")
        only_the_last_asks(ana)
        await slack.changes(ana.app, locale="es-ES")
        await ana.waits()
        await ana.types("4")
        ana.sees("Combien d’heures ?")


async def test_8_who_moves_to_another_language_is_spoken_to_in_it(
    slack: FakeSlack, ready_sqlite_url: str
) -> None:
    async with served(slack, ready_sqlite_url, library(FIVE)) as server:
        ana = Colleague(slack, server, language="de-DE")
        await ana.types("hallo")
        ana.sees("Ruhe")
        await slack.changes(ana.app, locale="es-ES")
        await ana.waits()
        await ana.commands("start five")
        ana.sees("Descanso")


async def test_9_an_old_message_shows_the_open_question(
    slack: FakeSlack, ready_sqlite_url: str, way_in: WayIn
) -> None:
    """(22) As it was on a second device that had not heard of the answer."""
    async with served(slack, ready_sqlite_url, library(MOOD), way_in=way_in) as server:
        ana = await Colleague(slack, server).begins("mood")
        first = ana.app.last
        await ana.types("agree")
        await ana.app.taps("Disagree", message=first)
        await ana.waits()
        ana.sees("already answered", "I know what matters.")
        only_the_last_asks(ana)
        second = ana.app.last
        await ana.taps("Agree")
        await ana.app.taps("Strongly disagree", message=second)
        await ana.waits()
        ana.sees("I can rest.")
        only_the_last_asks(ana)
        assert await answers(server) == {"tools": '"agree"', "focus": '"agree"'}


async def test_9_a_double_click_counts_once(slack: FakeSlack, ready_sqlite_url: str, way_in: WayIn) -> None:
    async with served(slack, ready_sqlite_url, library(MOOD), way_in=way_in) as server:
        ana = await Colleague(slack, server).begins("mood")
        await ana.app.taps("Agree", times=3)
        await ana.waits()
        ana.sees("I know what matters.")
        only_the_last_asks(ana)
        assert await answers(server) == {"tools": '"agree"'}


async def test_10_words_then_a_chart_then_on(slack: FakeSlack, ready_sqlite_url: str, way_in: WayIn) -> None:
    """(26) A chart of Slack's own."""
    async with served(slack, ready_sqlite_url, library(KINDS, MOOD), way_in=way_in) as server:
        ana = await Colleague(slack, server).begins("kinds")
        await ana.types("never", "nowhere", "a", "0", "3", "skip")
        result, chart, consent = ana.app.bot_messages[-3:]
        assert "You have 0 of 100." in result.words
        assert "One list of everything" in result.words
        assert [block["type"] for block in chart.blocks] == ["data_visualization"]
        assert "May we call you about this?" in consent.words
        assert "example.com" in consent.words
        await ana.taps("No")
        ana.sees("Shall we look at the mood too?")
        await ana.taps("Yes")
        ana.sees("I had what I needed.")
        only_the_last_asks(ana)
        consents = await server.reads(lambda connection: connection.execute(select(CONSENT)).all())
        assert [(one.given, one.wording, one.purpose, one.channel) for one in consents] == [
            (False, "May we call you about this?", "contact", "slack")
        ]
