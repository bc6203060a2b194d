"""Proves: commands are named in the way of the channel, and nothing else in the words changes.

1. In Slack every phrase of every language names `/checkup privacy`, none names `/privacy`.
2. What people or authors wrote is shown as they wrote it.
3. Help, the welcome and everything of the desk that names a command follow.
"""

import re
from datetime import UTC, date, datetime

import pytest

from bot.engine.inputs import Help
from bot.engine.step import step
from bot.messages import QuestionCard, Words
from bot.present import present
from bot.present.desk.deleting import Receipt, deleted
from bot.present.desk.privacy import privacy
from bot.present.desk.repeating import repeat_set
from bot.present.desk.settings import reminders_switched, unsubscribed
from bot.present.desk.strays import rewritten, trouble, unreadable
from bot.present.desk.welcome import welcome
from bot.present.manner import CHECKUP, SLASH, Manner, in_manner
from bot.present.phrases import LANGUAGES
from bot.present.reader import reader_for, reader_of
from tests.engine.transcript import flow_of
from tests.present.chat import MOOD, Chat
from tests.present.test_phrases import forms, wordings

ALONE = re.compile(r"/(?!checkup )[a-z]+")
RECEIPT = Receipt("r1", datetime(2030, 1, 1, tzinfo=UTC), 1, 2, 3, 4, 5, 6)


def plain(words: Words | str) -> str:
    return words if isinstance(words, str) else "\n".join(words.paragraphs)


@pytest.mark.parametrize("language", LANGUAGES)
def test_1_every_phrase_names_the_one_command(language: str) -> None:
    usual = dict(wordings(LANGUAGES[language]))
    named = 0
    for place, wording in wordings(in_manner(LANGUAGES[language], CHECKUP)):
        for form, before in zip(forms(wording), forms(usual[place]), strict=True):
            assert not ALONE.search(form), place
            assert form.replace("/checkup ", "/") == before.replace("/checkup ", "/"), place
            named += form != before
    assert named >= 20


def test_1_where_each_command_is_its_own_the_phrases_are_as_they_are() -> None:
    assert in_manner(LANGUAGES["de"], SLASH) is LANGUAGES["de"]
    assert reader_of("de").phrases is LANGUAGES["de"]


def test_a_command_as_one_types_it() -> None:
    assert SLASH.command("help") == "/help"
    assert Manner("/checkup ").command("help") == "/checkup help"


def test_2_what_somebody_wrote_stays() -> None:
    flow = flow_of(MOOD.replace("Team mood", "'Mood and/or calm: /privacy'"))
    said = welcome(flow, "en", "and/or Ltd", CHECKUP).paragraphs
    assert said[0] == "Mood and/or calm: /privacy"
    assert said[2] == "and/or Ltd runs this check. What happens to your answers: /checkup privacy"


def test_2_a_phrase_that_is_no_words_is_a_mistake() -> None:
    with pytest.raises(TypeError, match="phrases are words"):
        in_manner(5, CHECKUP)


def test_3_help_at_a_question() -> None:
    chat = Chat(MOOD)
    chat.taps("agree")
    state, events = step(chat.flow, chat.state, Help())
    (shown,) = present(chat.flow, state, events, manner=CHECKUP)
    assert isinstance(shown, QuestionCard)
    assert shown.notes[1:] == (
        "/checkup back – the question before",
        "/checkup answers – see your answers and change them",
        "/checkup restart – begin anew",
        "/checkup stop – stop here; answers are kept",
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_3_all_of_the_desk(language: str) -> None:
    said: list[Words | str] = [
        reminders_switched(language, on=False, manner=CHECKUP),
        unsubscribed(language, 0, CHECKUP),
        unsubscribed(language, 3, CHECKUP),
        privacy(language, operator=None, url=None, years=3, days=30, manner=CHECKUP),
        deleted(language, RECEIPT, CHECKUP),
        repeat_set(language, date(2030, 1, 1), CHECKUP),
        unreadable(language, open_question=False, manner=CHECKUP),
        rewritten(language, CHECKUP),
        trouble(language, CHECKUP),
    ]
    for words in map(plain, said):
        assert "/checkup " in words
        assert not ALONE.search(words), words


def test_3_in_arabic_the_command_stays_in_one_piece() -> None:
    said = reader_for("ar-EG", CHECKUP).phrases.desk.settings.turned_off
    assert said.endswith("\u2068/checkup settings\u2069")
