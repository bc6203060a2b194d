"""Proves: a newcomer sees in a few lines what this is, how long it takes and who sees the answers.

1. The author's greeting is shown where everybody hears it, with its values; else how many questions may come
   before the result and how many minutes they take.
2. One button begins. Who runs the check is named where that is known. The credit is there.
3. All of it is in the language that the conversation will be in, never in two.
"""

import pytest

from bot.engine.inputs import Start
from bot.messages import Button, Words
from bot.present.desk.welcome import welcome
from tests.engine.transcript import flow_of
from tests.present.chat import MOOD, isolated

GREETING = """
flow: greeting
title: {en: Greeting, de: Gruß}
languages: [en, de]
credit: {en: After an idea of many., de: Nach einer Idee vieler.}
steps:
  - say: {en: "{operator} has ten questions.", de: "{operator} hat zehn Fragen."}
  - {ask: fine, scale: yes_no, text: {en: "Are you fine?", de: "Geht es Ihnen gut?"}}
"""


def many(count: int, after: int = 0) -> str:
    """A flow with *count* questions before the result and some *after* it."""
    ask = "  - {{ask: {0}{1}, scale: yes_no, weight: {2}, text: 'Fine?'}}\n"
    before = "".join(ask.format("a", number, 1) for number in range(count))
    behind = "".join(ask.format("b", number, 0) for number in range(after))
    return f"flow: many\ntitle: Many\nsteps:\n{before}  - result: Done.\n{behind}"


def length(flow: str, language: str = "en") -> str:
    return welcome(flow_of(flow), language, None).paragraphs[1]


def test_the_greeting_of_the_author_with_all_around_it() -> None:
    assert welcome(flow_of(GREETING), "en", "Example Ltd") == Words(
        (
            "Greeting",
            "Example Ltd has ten questions.",
            "Example Ltd runs this check. What happens to your answers: /privacy",
            "After an idea of many.",
        ),
        (Button("Start", Start()),),
        "en",
    )


def test_in_german() -> None:
    assert welcome(flow_of(GREETING), "de-AT", "Beispiel GmbH") == Words(
        (
            "Gruß",
            "Beispiel GmbH hat zehn Fragen.",
            "Beispiel GmbH betreibt diesen Check. Was mit Ihren Antworten geschieht: /privacy",
            "Nach einer Idee vieler.",
        ),
        (Button("Beginnen", Start()),),
        "de",
    )


def test_without_a_greeting_it_says_how_long_it_takes() -> None:
    assert welcome(flow_of(MOOD), None, None) == Words(
        (
            "Team mood",
            "About 2 questions, 1 minute. You can stop at any time and go on later.",
            "What happens to your answers: /privacy",
        ),
        (Button("Start", Start()),),
        "en",
    )


def test_in_arabic() -> None:
    flow = flow_of(MOOD.replace("scale:", "languages: [ar]\nscale:"))
    assert welcome(flow, "ar", "{Acme}").paragraphs == (
        "Team mood",
        f"{isolated('سؤالان')} تقريبًا، والمدة دقيقة واحدة. يمكنك التوقف متى شئت والمتابعة لاحقًا.",
        "القائم على هذا الفحص: \u2068{Acme}\u2069. ما يحدث لإجاباتك: \u2068/privacy\u2069",
    )


@pytest.mark.parametrize(
    ("questions", "said"),
    [
        (1, "About 1 question, 1 minute."),
        (7, "About 7 questions, 1 minute."),
        (8, "About 8 questions, 2 minutes."),
        (24, "About 24 questions, 5 minutes."),
    ],
)
def test_twelve_seconds_a_question(questions: int, said: str) -> None:
    assert length(many(questions)) == f"{said} You can stop at any time and go on later."


def test_questions_after_the_result_are_not_promised() -> None:
    assert length(many(3, after=9)).startswith("About 3 questions, 1 minute.")


@pytest.mark.parametrize(
    "steps",
    [
        "  - {ask: a, scale: yes_no, text: 'A?'}\n  - say: Hello.\n",
        "  - {say: Hello., if: 1 > 2}\n  - {ask: a, scale: yes_no, text: 'A?'}\n",
        "  - {block: one, if: 2 > 1, steps: [{say: Hello.}, {ask: a, scale: yes_no, text: 'A?'}]}\n",
    ],
)
def test_words_that_not_everybody_hears_are_no_greeting(steps: str) -> None:
    assert length(f"flow: some\ntitle: Some\nsteps:\n{steps}").startswith("About ")


def test_a_greeting_inside_a_block_that_everybody_enters() -> None:
    block = "{block: one, steps: [{say: Hello.}, {ask: a, scale: yes_no, text: 'A?'}]}"
    assert length(f"flow: some\ntitle: Some\nsteps:\n  - {block}\n") == "Hello."


@pytest.mark.parametrize(("wished", "spoken"), [(None, "en"), ("fr", "en"), ("de_CH", "de"), ("de", "de")])
def test_the_language_is_the_one_the_conversation_will_be_in(wished: str | None, spoken: str) -> None:
    assert welcome(flow_of(GREETING), wished, None).language == spoken


def test_a_name_is_never_read_as_a_placeholder() -> None:
    said = welcome(flow_of(MOOD), "en", "{operator} {{x}} {").paragraphs[2]
    assert said == "{operator} {{x}} { runs this check. What happens to your answers: /privacy"
