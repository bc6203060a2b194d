"""Proves: a card says everything that a window of its own needs to take an answer.

1. A number knows its ends in plain digits, a text its length; no other question has either.
2. The answer it had stands there as it is typed, not as it is read.
3. Labels are short enough for a phone, in every language.
4. A card says since which turn its selection is good.
"""

import pytest

from bot.engine.inputs import Back, Change, Select
from bot.messages import QuestionCard
from bot.present.phrases import LANGUAGES
from tests.present.chat import Chat

FIELDS = """
flow: fields
title: Fields
languages: [en, de]
dont_know: yes
steps:
  - {ask: size, type: number, min: 0.5, max: 50000, dont_know: yes, text: {en: "How many?", de: "Wie viele?"}}
  - {ask: other, type: number, text: {en: "And others?", de: "Und andere?"}}
  - {ask: note, type: text, max: 40, text: {en: "A word?", de: "Ein Wort?"}}
  - {ask: long, type: text, text: {en: "Words?", de: "Worte?"}}
  - {ask: mail, type: email, text: {en: "Where to?", de: "Wohin?"}}
  - {ask: call, type: phone, text: {en: "Which number?", de: "Welche Nummer?"}}
  - ask: tools
    type: multi
    text: {en: "Which?", de: "Welche?"}
    choices:
      pen: {en: Pen, de: Stift}
      saw: {en: Saw, de: Säge}
      none: {text: {en: None, de: Keins}, alone: yes}
"""
ANSWERS = ("1200.25", "-7", "A <b>few</b> words", "More", "ana@example.com", "+44 20 7946 0018", "pen")


def ends(card: QuestionCard) -> tuple[str, str, int]:
    return card.least, card.most, card.longest


def test_ends_and_lengths() -> None:
    chat, found = Chat(FIELDS, "de"), []
    for answer in ANSWERS:
        found.append(ends(chat.card))
        chat.types(answer.replace(".25", ",25"))
    assert found == [
        ("0.5", "50000", 0), ("", "", 0), ("", "", 40), ("", "", 1000), ("", "", 0), ("", "", 0), ("", "", 0),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("question", "given", "answered"),
    [
        ("size", "1200.25", "1,200.25"),
        ("other", "-7", "-7"),
        ("note", "A <b>few</b> words", "A <b>few</b> words"),
        ("mail", "ana@example.com", "ana@example.com"),
        ("tools", "", "Pen"),
    ],
)
def test_the_answer_it_had(question: str, given: str, answered: str) -> None:
    chat = Chat(FIELDS)
    assert (chat.card.given, chat.card.answered) == ("", "")
    chat.types(*ANSWERS)
    chat.does(Change(question))
    assert (chat.card.given, chat.card.answered) == (given, answered)


def test_a_number_that_was_not_known_is_nothing_to_type() -> None:
    chat = Chat(FIELDS)
    chat.taps("dont_know")
    chat.does(Back())
    assert (chat.card.given, chat.card.answered) == ("", "Don't know")


def test_labels_are_short() -> None:
    for phrases in LANGUAGES.values():
        words = phrases.window
        for label in (words.write, words.write_number, words.write_email, words.write_phone):
            assert len(label) <= 30, label
        for title in (words.title, words.save, words.close):
            assert len(title) <= 24, title


def test_a_card_says_since_when_its_selection_is_good() -> None:
    chat = Chat(FIELDS)
    chat.types(*ANSWERS[:-1])
    first = chat.card
    assert (first.turn, first.opened) == (7, 7)
    chat.does(Select(7, "tools", ("pen", "saw")))
    assert (chat.card.turn, chat.card.opened) == (8, 7)
    chat.does(Select(7, "tools", ("pen", "saw", "none")))
    assert (chat.card.turn, chat.card.opened) == (9, 9)
    assert [option.choice for option in chat.card.options if option.ticked] == ["none"]
