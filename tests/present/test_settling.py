"""Proves: a question that is left behind keeps its words, and the answer when it was typed.

1. The wording is the one that was shown; the answer is in the reader's words.
2. A tap, a look or a refusal leaves the words alone; where no question was open nothing is left.
"""

from bot.engine.events import Answered
from bot.engine.inputs import Back, Help, Input, Pause, Review, Tap, Typed
from bot.engine.step import step
from bot.messages import Settled
from bot.present.settling import settled
from tests.engine.transcript import flow_of
from tests.present.chat import MOOD, Chat

WORDS = """
flow: words
title: Words
languages: [en, de]
dont_know: yes
steps:
  - ask: name
    type: text
    optional: yes
    text: {en: "Your name at {operator}?", de: "Ihr Name bei {operator}?"}
  - {ask: size, type: number, text: {en: "How many, {name}?", de: "Wie viele, {name}?"}}
  - ask: where
    type: multi
    text: {en: "Where are they?", de: "Wo sind sie?"}
    variants: [{if: size is 1, text: {en: "Where are you?", de: "Wo sind Sie?"}}]
    choices: {here: {en: "At {name}'s", de: "Bei {name}"}, there: {en: There, de: Dort}}
"""


def left(chat: Chat, taken: Input) -> Settled | None:
    """What *taken* leaves of the question that is open."""
    before = chat.state
    after, events = step(chat.flow, before, taken)
    chat.state = after
    return settled(chat.flow, before, after, events, operator=chat.operator)


def test_typed_answers() -> None:
    chat = Chat(WORDS, operator="{Example}")
    assert left(chat, Typed("Ana {size}")) == Settled("Your name at {Example}?", "Ana {size}")
    assert left(chat, Typed("1200")) == Settled("How many, Ana {size}?", "1,200")
    assert left(chat, Typed("1, 2")) == Settled("Where are they?", "At Ana {size}'s, There")


def test_in_german() -> None:
    chat = Chat(WORDS, "de", operator="Beispiel GmbH")
    assert left(chat, Typed("Ana")) == Settled("Ihr Name bei Beispiel GmbH?", "Ana", "de")
    assert left(chat, Typed("1200")) == Settled("Wie viele, Ana?", "1.200", "de")


def test_in_arabic() -> None:
    chat = Chat(MOOD.replace("scale:", "languages: [ar]\nscale:"), "ar")
    found = left(chat, Typed("4"))
    assert found == Settled("I had what I needed to do good work this week.", "أوافق", "ar")


def test_the_wording_is_the_one_that_was_shown() -> None:
    chat = Chat(WORDS)
    chat.types("Ana", "1")
    assert left(chat, Typed("there")) == Settled("Where are you?", "There")


def test_an_answer_that_is_changed() -> None:
    chat = Chat(WORDS)
    chat.types("Ana", "7")
    chat.does(Back())
    assert left(chat, Typed("8")) == Settled("How many, Ana?", "8")


def test_a_tap_is_not_repeated() -> None:
    chat = Chat(MOOD)
    found = left(chat, Tap(chat.state.turn, "tools", "agree"))
    assert found == Settled("I had what I needed to do good work this week.")


def test_what_answers_nothing_leaves_the_words() -> None:
    chat = Chat(MOOD)
    for taken in (Typed("gibberish"), Help(), Review(), Pause()):
        assert left(chat, taken) == Settled("I had what I needed to do good work this week.")


def test_an_answer_to_another_question_is_none_to_this_one() -> None:
    chat = Chat(MOOD)
    events = [Answered("focus", "agree", typed=True)]
    found = settled(chat.flow, chat.state, chat.state, events)
    assert found == Settled("I had what I needed to do good work this week.")


def test_an_answer_after_a_pause() -> None:
    chat = Chat(MOOD)
    chat.does(Pause())
    assert left(chat, Typed("agree")) == Settled("I had what I needed to do good work this week.", "Agree")


def test_nothing_is_left_where_nothing_was_open() -> None:
    chat = Chat(MOOD)
    chat.taps("agree", "agree")
    assert left(chat, Typed("agree")) is None
    assert settled(flow_of(MOOD), chat.state, chat.state, ()) is None
