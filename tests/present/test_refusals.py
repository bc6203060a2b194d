"""Proves: whatever cannot be followed or taken is answered kindly, with what to do; the open question stays.

Every refusal and every reason for not taking typed words is here, in English word by word.
"""

from fractions import Fraction

import pytest

from bot.engine.answers import NotUnderstood, Reason
from bot.engine.events import Event, NotTaken, Refusal, Refused
from bot.engine.inputs import (
    Accept,
    Back,
    Change,
    Done,
    Expire,
    Input,
    Restart,
    Review,
    ShowResult,
    Skip,
    Speak,
    Start,
    Tap,
    Typed,
)
from bot.engine.state import State, Status
from bot.messages import Button, QuestionCard, Words
from bot.present import present
from tests.engine.transcript import flow_of
from tests.present.chat import MOOD, Chat

TOOLS = """
flow: tools
title: Tools
languages: [en, de, ar]
dont_know: yes
steps:
  - ask: tools
    type: multi
    text: Which tools?
    choices: {mail: Mail, chat: Chat, none: {text: None of these, alone: yes}}
  - {ask: size, type: number, min: 2, max: 5000, dont_know: no, text: "How many?"}
  - {ask: fine, scale: yes_no, dont_know: no, text: "Fine?"}
"""


def note(event: Event, language: str = "en") -> str:
    """The one thing said about *event* where nothing is open."""
    (words,) = present(flow_of(TOOLS), State(status=Status.FINISHED, language=language), [event])
    assert isinstance(words, Words)
    (said,) = words.paragraphs
    return said


@pytest.mark.parametrize(
    ("why", "said"),
    [
        (Refusal.STALE, "That button is from earlier. Nothing has changed."),
        (Refusal.UNKNOWN_BUTTON, "That button does not belong here. Please use the latest ones."),
        (Refusal.NOTHING_TICKED, "Nothing is chosen yet. Choose at least one answer, then “Done”."),
        (Refusal.CANNOT_SKIP, "This question cannot be left out. Any answer is fine."),
        (Refusal.NO_WAY_BACK, "This is the first question; there is nothing before it."),
        (
            Refusal.NO_RESULT_YET,
            "The result comes after the last question. A few answers are still missing.",
        ),
        (
            Refusal.NOTHING_TO_CHANGE,
            "There are no answers yet. They can be changed once they are given.",
        ),
        (Refusal.NOT_ANSWERED, "That question has no answer yet, so there is nothing to change."),
        (
            Refusal.UNKNOWN_LANGUAGE,
            "That language is not spoken here. Please choose one of these: English, Deutsch, and العربية.",
        ),
        (Refusal.CLOSED, "This conversation is over. You can start again at any time."),
        (Refusal.NOTHING_OPEN, "No question is open right now, so there is nothing to answer."),
    ],
)
def test_every_refusal(why: Refusal, said: str) -> None:
    assert note(Refused(why)) == said


def test_every_refusal_but_the_double_tap_has_words_in_every_language() -> None:
    for language in ("en", "de", "fr", "es", "ar"):
        said = {note(Refused(why), language) for why in Refusal if why is not Refusal.REPEATED}
        assert len(said) == len(Refusal) - 1


def test_a_double_tap_needs_no_words() -> None:
    assert present(flow_of(TOOLS), State(), [Refused(Refusal.REPEATED)]) == ()


@pytest.mark.parametrize(
    ("question", "why", "said"),
    [
        ("tools", NotUnderstood(Reason.EMPTY), "There was nothing to read in that. Please answer once more."),
        (
            "tools",
            NotUnderstood(Reason.NO_MATCH),
            "That matches none of the answers. Choose one below, or type its words.",
        ),
        (
            "tools",
            NotUnderstood(Reason.TWO_CHOICES, choices=("mail", "chat", "dont_know")),
            "That could mean Mail, Chat, or Don't know. Which one is it?",
        ),
        (
            "size",
            NotUnderstood(Reason.OUT_OF_RANGE, low=Fraction(2), high=Fraction(5000)),
            "That does not fit here. Please type a number from 2 to 5,000.",
        ),
        (
            "size",
            NotUnderstood(Reason.OUT_OF_RANGE, low=Fraction(2)),
            "That does not fit here. Please type a number from 2 up.",
        ),
        (
            "size",
            NotUnderstood(Reason.NOT_A_NUMBER),
            "That is no number I can read. Please type a number from 2 to 5,000, in digits.",
        ),
        ("size", NotUnderstood(Reason.TWO_NUMBERS), "There are two numbers in that. Please type only one."),
        (
            "size",
            NotUnderstood(Reason.TOO_MANY_DIGITS, limit=15),
            "That number is too long. Up to 15 digits are fine.",
        ),
        (
            "size",
            NotUnderstood(Reason.TOO_LONG, limit=2000),
            "That is too long. Please keep to 2,000 characters.",
        ),
        ("size", NotUnderstood(Reason.TOO_LONG, limit=1), "That is too long. Please keep to 1 character."),
        (
            "size",
            NotUnderstood(Reason.NOT_AN_EMAIL),
            "That does not look like an e-mail address. Please type one like name@example.com.",
        ),
        (
            "size",
            NotUnderstood(Reason.NOT_A_PHONE),
            "That does not look like a phone number. Please type one like +44 20 7946 0018.",
        ),
        ("fine", NotUnderstood(Reason.NOT_YES_OR_NO), "Please answer with yes or no."),
        (
            "tools",
            NotUnderstood(Reason.ALONE, choices=("none",)),
            "“None of these” stands alone. Choose only that, or only the others.",
        ),
        (
            "tools",
            NotUnderstood(Reason.PART_NOT_UNDERSTOOD, part="fax"),
            "“fax” matches none of the answers. Please give all of them once more.",
        ),
        (
            "tools",
            NotUnderstood(Reason.PART_NOT_UNDERSTOOD, part="\u202efax\u200b\x07"),
            "“fax” matches none of the answers. Please give all of them once more.",
        ),
        (
            "tools",
            NotUnderstood(Reason.PART_NOT_UNDERSTOOD, part="x" * 61),
            f"“{'x' * 60}…” matches none of the answers. Please give all of them once more.",
        ),
    ],
)
def test_every_reason(question: str, why: NotUnderstood, said: str) -> None:
    assert note(NotTaken(question, why)) == said


def test_every_reason_was_tried_above() -> None:
    (parameters,) = test_every_reason.pytestmark  # type: ignore[attr-defined]
    assert {why.reason for _, why, _ in parameters.args[1]} == set(Reason)


def test_reasons_in_other_languages() -> None:
    too_big = NotTaken("size", NotUnderstood(Reason.OUT_OF_RANGE, low=Fraction(2), high=Fraction(5000)))
    assert note(too_big, "de") == "Das passt hier nicht. Bitte tippen Sie eine Zahl von 2 bis 5.000."
    assert note(too_big, "ar") == (
        "هذا لا يناسب هنا. المطلوب: \u2068عدد من \u20682\u2069 إلى \u20685,000\u2069\u2069."
    )
    two = NotTaken("tools", NotUnderstood(Reason.TWO_CHOICES, choices=("mail", "chat")))
    assert note(two, "de") == "Das könnte Mail oder Chat heißen. Was ist gemeint?"


def only_card(chat: Chat) -> QuestionCard:
    assert chat.messages == (chat.card,)
    return chat.card


def test_an_old_button_shows_the_open_question() -> None:
    chat = Chat(MOOD)
    old = chat.state.turn
    chat.taps("agree")
    chat.does(Tap(old, "tools", "disagree"))
    card = only_card(chat)
    assert card.question == "focus"
    assert card.notes == ("That question is already answered. Here is the one that is open.",)


def test_a_double_tap_shows_the_open_question_without_a_word() -> None:
    chat = Chat(MOOD)
    old = chat.state.turn
    chat.taps("agree")
    chat.does(Tap(old, "tools", "agree"))
    assert only_card(chat).notes == ()


def test_nothing_ticked() -> None:
    chat = Chat(TOOLS)
    chat.does(Done(chat.state.turn, "tools"))
    assert only_card(chat).notes == ("Nothing is chosen yet. Choose at least one answer, then “Done”.",)


def test_what_cannot_be_left_out_may_offer_dont_know() -> None:
    chat = Chat(TOOLS)
    chat.does(Skip())
    assert only_card(chat).notes == ("This question cannot be left out, but “Don't know” is an answer too.",)
    chat.taps("dont_know")
    chat.does(Skip())
    assert only_card(chat).notes == ("This question cannot be left out. Any answer is fine.",)


def test_refusals_stand_above_the_open_question() -> None:
    chat = Chat(TOOLS)
    wishes: list[tuple[Input, str]] = [
        (Back(), "This is the first question; there is nothing before it."),
        (ShowResult(), "The result comes after the last question. A few answers are still missing."),
        (Review(), "There are no answers yet. They can be changed once they are given."),
        (Change("fine"), "That question has no answer yet, so there is nothing to change."),
        (
            Tap(chat.state.turn, "tools", "fax"),
            "That button does not belong here. Please use the latest ones.",
        ),
        (
            Speak("fr"),
            "That language is not spoken here. Please choose one of these: English, Deutsch, and العربية.",
        ),
        (Typed("fax"), "That matches none of the answers. Choose one below, or type its words."),
    ]
    for taken, said in wishes:
        chat.does(taken)
        assert only_card(chat).notes == (said,)


def test_what_was_understood_is_said_when_it_may_be_wrong() -> None:
    chat = Chat(MOOD)
    chat.types("stongly agree")
    assert only_card(chat).question == "focus"
    assert chat.card.notes == ("Understood: Strongly agree. Not right? Go back.",)


def test_what_was_understood_last_is_said_before_the_result() -> None:
    chat = Chat(MOOD)
    chat.types("agree", "stongly agree")
    said, page = chat.messages
    assert said == Words(("Understood: Strongly agree. Not right? Go back.",))
    assert page == chat.result


def test_when_all_is_over_there_are_ways_on() -> None:
    chat = Chat(MOOD)
    chat.taps("agree", "agree")
    result, answers = Button("My result", ShowResult()), Button("My answers", Review())
    again = Button("Start again", Restart())
    chat.does(Typed("hello?"))
    assert chat.messages == (
        Words(("No question is open right now, so there is nothing to answer.",), (result, answers, again)),
    )
    chat.does(Tap(1, "tools", "agree"))
    assert chat.words.paragraphs == ("This conversation is over. You can start again at any time.",)


def test_when_time_is_up_only_a_new_start_is_offered() -> None:
    chat = Chat(MOOD)
    chat.taps("agree")
    chat.does(Expire())
    chat.does(Start())
    assert chat.messages == (
        Words(
            ("This conversation is over. You can start again at any time.",),
            (Button("Start again", Restart()),),
        ),
    )


def test_a_stale_button_beside_an_offer_brings_the_offer_again() -> None:
    chat = Chat(MOOD + "next:\n  - {flow: other, text: Go deeper.}\n")
    chat.taps("agree", "agree")
    chat.does(Accept(1))
    assert chat.messages == (chat.words,)
    assert chat.words.paragraphs == (
        "That button is from earlier. Nothing has changed.", "Go deeper.",
    )  # fmt: skip
    assert [button.label for button in chat.words.buttons][-2:] == ["Yes", "Later"]


def test_an_input_that_means_nothing_here_is_passed_over() -> None:
    chat = Chat(MOOD)
    chat.taps("agree", "agree")
    chat.does(Restart())
    assert chat.messages == ()
