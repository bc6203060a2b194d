"""Proves: placeholders of authors' texts (flow-language §5.8) show what they stand for, once, cut, isolated.

1. Answers by their label in the reader's language, numbers by locale; "–" where there is no value.
2. Scores, levels, tiers and areas are those of the result that was passed, also in questions after it; in
   offers those of the final result.
3. Values are cut at 200 characters and never expanded again; `{{` and `}}` are braces.
"""

import pytest

from bot.definition.texts import Text
from bot.engine.inputs import Skip
from bot.engine.state import State
from bot.messages import Words
from bot.present.scene import Scene
from tests.engine.transcript import flow_of
from tests.present.chat import MOOD, Chat

NAMES = """
flow: names
title: Names
languages: [en, de]
areas: {data: {en: Data, de: Daten}, people: {en: People, de: Leute}}
tiers: {low: {from: 0, title: {en: Low, de: Niedrig}}, high: {from: 50, title: {en: High, de: Hoch}}}
steps:
  - ask: name
    type: text
    optional: yes
    text: {en: "Your name?", de: "Ihr Name?"}
  - {ask: size, type: number, text: {en: "How many, {name}?", de: "Wie viele, {name}?"}}
  - ask: where
    type: multi
    area: data
    text: {en: "{size}: where?", de: "{size}: wo?"}
    choices: {here: {en: Here, de: Hier}, there: {en: There, de: Dort}}
  - ask: calm
    area: people
    scale: yes_no
    text: {en: "At {where} {{calm}}?", de: "In {where} {{ruhig}}?"}
  - say: {en: "{calm}, {operator}.", de: "{calm}, {operator}."}
  - result:
      en: "{score.overall} {level} {level.number} {level.count} {score.data} {tier.data} {area.data}"
      de: "{score.overall} {level} {tier.data} {area.data}"
  - ask: more
    area: people
    scale: yes_no
    text: {en: "{score.overall}, {tier.people}: more?", de: "{score.overall}, {tier.people}: mehr?"}
next:
  - {flow: other, text: {en: "Now {score.overall}.", de: "Jetzt {score.overall}."}}
"""


def first(chat: Chat) -> tuple[str, ...]:
    """What was said first after the last answer."""
    said = chat.messages[0]
    assert isinstance(said, Words)
    return said.paragraphs


def test_answers_in_the_readers_words() -> None:
    chat = Chat(NAMES, operator="Example Ltd")
    chat.types("Ana", "1200")
    assert chat.card.text == "1,200: where?"
    chat.types("here, there")
    assert chat.card.text == "At Here, There {calm}?"
    chat.taps("yes")
    assert first(chat) == ("Yes, Example Ltd.",)


def test_in_german() -> None:
    chat = Chat(NAMES, "de", operator="Beispiel GmbH")
    chat.types("Ana", "1200", "here, there")
    assert chat.card.text == "In Hier, Dort {ruhig}?"
    chat.taps("yes")
    assert first(chat) == ("Ja, Beispiel GmbH.",)
    assert chat.result.opening == "100 Gut Hoch Daten"


def test_nothing_is_a_dash() -> None:
    chat = Chat(NAMES)
    chat.does(Skip())
    assert chat.card.text == "How many, –?"
    chat.types("3", "here")
    chat.taps("yes")
    assert first(chat) == ("Yes, –.",)


def test_scores_of_the_result_that_was_passed() -> None:
    chat = Chat(NAMES)
    chat.types("Ana", "3", "here")
    chat.taps("no")
    assert chat.result.opening == "25 Low 1 3 50 High Data"
    assert chat.card.text == "25, Low: more?"
    chat.taps("yes")
    assert chat.result.opening == "Your answers changed the result. 50 Fair 2 3 50 High Data"
    assert chat.words.paragraphs == ("Now 50.",)


def test_a_value_is_cut_and_never_expanded_again() -> None:
    chat = Chat(NAMES)
    chat.types("{size} " + "x" * 300)
    assert chat.card.text == "How many, {size} " + "x" * 193 + "?"


UNKNOWN = """
flow: unknown
title: Unknown
dont_know: yes
areas: {one: One, two: Two}
steps:
  - {ask: a, area: one, scale: yes_no, text: "A?"}
  - {ask: b, area: two, scale: yes_no, text: "B?"}
  - result: "{score.overall}"
  - say: "{score.overall} {score.one} {tier.one} {level} {level.number} {level.count} {a}"
"""


def test_what_has_no_value_after_the_result_is_a_dash() -> None:
    chat = Chat(UNKNOWN)
    _, said, _ = chat.taps("dont_know", "dont_know")
    assert isinstance(said, Words)
    assert said.paragraphs[0] == "– – – – – 3 Don't know"


@pytest.mark.parametrize("value", ["Ana", "x" * 250])
def test_values_are_isolated_in_right_to_left_languages(value: str) -> None:
    chat = Chat(NAMES.replace("[en, de]", "[ar, en, de]"), "ar")
    chat.types(value)
    assert chat.card.text == f"How many, \u2068{value[:200]}\u2069?"


def test_a_lone_brace_stays_as_it_is() -> None:
    scene = Scene(flow_of(MOOD), State())
    assert scene.filled(Text({"en": "a } b { {{c}}"})) == "a } b { {c}"


def test_a_name_that_is_unknown_is_a_dash() -> None:
    scene = Scene(flow_of(MOOD), State())
    assert scene.filled(Text({"en": "{nobody} {worst} {best.score} {score.overall}"})) == "– – – –"
