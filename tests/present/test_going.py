"""Proves: how a conversation begins, rests, goes on and ends is said in short, warm words, with ways on."""

import pytest

from bot.engine.events import (
    Accepted,
    Event,
    Expired,
    Finished,
    Paused,
    Reminded,
    RestartUndone,
    Resumed,
    Stopped,
)
from bot.engine.inputs import (
    Accept,
    Back,
    Decline,
    Expire,
    Pause,
    Remind,
    Restart,
    Review,
    ShowResult,
    Start,
    Stop,
)
from bot.engine.state import State, Status
from bot.messages import Button, Words
from bot.present import present
from bot.wishes import SwitchReminders
from tests.engine.transcript import flow_of
from tests.present.chat import MOOD, Chat

GREETING = """
flow: greeting
title: Greeting
credit: After an idea of many.
steps:
  - say: "Ten questions, three minutes."
  - say: You can stop at any time.
  - {ask: fine, scale: yes_no, text: "Are you fine?"}
"""


def words_of(event: Event, language: str = "en") -> tuple[str, ...]:
    """What is said of one event where no question is open."""
    state = State(status=Status.FINISHED, language=language)
    (words,) = present(flow_of(MOOD), state, [event])
    assert isinstance(words, Words)
    assert words.language == language
    return words.paragraphs


def test_the_beginning_has_title_words_and_credit() -> None:
    chat = Chat(GREETING)
    first, second, card = chat.messages
    assert first == Words(("Greeting", "Ten questions, three minutes.", "After an idea of many."))
    assert second == Words(("You can stop at any time.",))
    assert card == chat.card
    assert chat.card.notes == ()


def test_without_a_greeting_title_and_credit_stand_above_the_first_question() -> None:
    chat = Chat(MOOD.replace("scale:", "credit: After an idea of many.\nscale:"))
    assert chat.messages == (chat.card,)
    assert chat.card.notes == ("Team mood", "After an idea of many.")


@pytest.mark.parametrize(
    ("event", "said"),
    [
        (Resumed(0), "Welcome back."),
        (Resumed(1), "Welcome back. 1 answer is kept."),
        (Resumed(7), "Welcome back. 7 answers are kept."),
        (Paused(0), "Paused. Go on whenever you like."),
        (Paused(1), "Paused. 1 answer is kept. Go on whenever you like."),
        (Paused(7), "Paused. 7 answers are kept. Go on whenever you like."),
        (Stopped(0), "Stopped. You can go on whenever you like."),
        (Stopped(1), "Stopped. 1 answer is kept, marked as incomplete. You can go on whenever you like."),
        (Stopped(7), "Stopped. 7 answers are kept, marked as incomplete. You can go on whenever you like."),
        (Expired(0), "Time is up, so this is closed. You can start again."),
        (Expired(1), "Time is up, so this is closed. 1 answer is kept as incomplete. You can start again."),
        (Expired(7), "Time is up, so this is closed. 7 answers are kept as incomplete. You can start again."),
        (Reminded(0), "Team mood: the first question waits for you."),
        (Reminded(1), "Team mood: a question waits for you. 1 answer is kept."),
        (Reminded(7), "Team mood: a question waits for you. 7 answers are kept."),
        (RestartUndone(1), "Your 1 answer is back."),
        (RestartUndone(7), "Your 7 answers are back."),
    ],
)
def test_counts_in_english(event: Event, said: str) -> None:
    assert words_of(event) == (said,)


@pytest.mark.parametrize(
    ("language", "event", "said"),
    [
        ("de", Resumed(1), "Willkommen zurück. 1 Antwort ist gespeichert."),
        ("de", Resumed(7), "Willkommen zurück. 7 Antworten sind gespeichert."),
        ("fr", Resumed(1), "Bon retour. 1 réponse est conservée."),
        ("fr", Resumed(7), "Bon retour. 7 réponses sont conservées."),
        ("es", Resumed(1), "Hola de nuevo. Se conserva 1 respuesta."),
        ("es", Resumed(7), "Hola de nuevo. Se conservan 7 respuestas."),
        ("ar", Resumed(0), "مرحبًا بعودتك."),
        ("ar", Resumed(1), "مرحبًا بعودتك. إجابة واحدة محفوظة."),
        ("ar", Resumed(2), "مرحبًا بعودتك. إجابتان محفوظتان."),
        ("ar", Resumed(7), "مرحبًا بعودتك. \u20687\u2069 إجابات محفوظة."),
        ("ar", Resumed(24), "مرحبًا بعودتك. \u206824\u2069 إجابة محفوظة."),
        ("ar", Reminded(2), "\u2068Team mood\u2069: هناك سؤال في انتظارك. إجابتان محفوظتان."),
        ("tlh", Resumed(7), "Welcome back. 7 answers are kept."),
    ],
)
def test_counts_in_other_languages(language: str, event: Event, said: str) -> None:
    assert words_of(event, language) == (said,)


def test_coming_back_stands_above_the_open_question() -> None:
    chat = Chat(MOOD)
    chat.taps("agree")
    chat.does(Start())
    assert chat.messages == (chat.card,)
    assert chat.card.notes == ("Welcome back. 1 answer is kept.",)


def test_a_pause_can_be_ended_with_a_button() -> None:
    chat = Chat(MOOD)
    chat.does(Pause())
    assert chat.messages == (Words(("Paused. Go on whenever you like.",), (Button("Go on", Start()),)),)


def test_stopping_leaves_the_way_back_open() -> None:
    chat = Chat(MOOD)
    chat.taps("agree")
    chat.does(Stop())
    said = "Stopped. 1 answer is kept, marked as incomplete. You can go on whenever you like."
    assert chat.messages == (Words((said,), (Button("Go on", Start()),)),)


def test_when_time_is_up_a_new_start_is_offered() -> None:
    chat = Chat(MOOD)
    chat.does(Expire())
    said = "Time is up, so this is closed. You can start again."
    assert chat.messages == (Words((said,), (Button("Start again", Restart()),)),)


def test_a_reminder_brings_the_question_along() -> None:
    chat = Chat(MOOD)
    chat.taps("agree")
    chat.does(Remind())
    assert chat.messages == (chat.card,)
    assert chat.card.notes == ("Team mood: a question waits for you. 1 answer is kept.",)


@pytest.mark.parametrize(
    ("language", "label"),
    [("en", "Stop reminding me"), ("de", "Nicht mehr erinnern"), ("ar", "إيقاف التذكير")],
)
def test_a_reminder_can_be_the_last(language: str, label: str) -> None:
    chat = Chat(MOOD.replace("scale:", f"languages: [{language}]\nscale:"), language)
    ways = chat.card.ways
    chat.does(Remind())
    assert chat.card.ways == (*ways, Button(label, SwitchReminders(on=False)))
    chat.does(Start())
    assert chat.card.ways == ways


def test_a_reminder_where_no_question_is_open_has_no_button() -> None:
    (words,) = present(flow_of(MOOD), State(status=Status.FINISHED), [Reminded(1)])
    assert isinstance(words, Words)
    assert words.buttons == ()


def test_a_restart_and_its_undoing() -> None:
    chat = Chat(MOOD)
    chat.taps("agree")
    chat.does(Restart())
    assert chat.card.notes == ("All answers set aside. Back brings them back.",)
    chat.does(Back(chat.state.turn))
    assert chat.card.notes == ("Your 1 answer is back.",)


def test_a_restart_of_nothing_needs_no_words() -> None:
    chat = Chat(MOOD)
    chat.does(Restart())
    assert chat.card.notes == ()


ENDING = """
flow: ending
title: Ending
steps:
  - {ask: grown_up, scale: yes_no, text: "Are you 18 or older?"}
  - {end: "This is for grown-ups, sorry.", if: grown_up is no}
  - result: Your result is {score.overall}.
  - {ask: more, weight: 0, scale: yes_no, text: "Was it short enough?"}
  - {end: "Tell your friends.", if: more is yes}
"""


def test_screened_out_with_the_authors_words() -> None:
    chat = Chat(ENDING)
    chat.taps("no")
    answers = Button("My answers", Review())
    assert chat.messages == (Words(("This is for grown-ups, sorry.",), (answers,)),)


def test_an_end_after_the_result_has_the_authors_last_words() -> None:
    chat = Chat(ENDING)
    chat.taps("yes", "yes")
    result, answers = Button("My result", ShowResult()), Button("My answers", Review())
    assert chat.messages == (Words(("Tell your friends.",), (result, answers)),)


def test_questions_after_the_result_end_with_thanks() -> None:
    chat = Chat(ENDING)
    chat.taps("yes", "no")
    assert chat.words.paragraphs == ("That was everything. Thank you.",)


def test_a_result_at_the_very_end_needs_no_thanks() -> None:
    chat = Chat(MOOD)
    chat.taps("agree", "agree")
    assert chat.messages == (chat.result,)


OFFERING = (
    MOOD
    + """
next:
  - {flow: other, text: "You have {score.overall}. Go deeper?", if: score.overall < 80}
  - {flow: third}
"""
)


def test_another_flow_is_offered_under_the_result() -> None:
    chat = Chat(OFFERING)
    chat.taps("agree", "agree")
    turn = chat.state.turn
    result, offer = chat.messages
    assert result == chat.result
    assert offer == Words(
        ("You have 75. Go deeper?",), (Button("Yes", Accept(turn)), Button("Later", Decline(turn)))
    )


def test_later_is_fine() -> None:
    chat = Chat(OFFERING)
    chat.taps("agree", "agree")
    chat.does(Decline(chat.state.turn))
    assert chat.messages == (Words(("All right, later.",), (Button("My result", ShowResult()),)),)


def test_yes_needs_no_words_the_other_flow_has_its_own() -> None:
    chat = Chat(OFFERING)
    chat.taps("agree", "agree")
    chat.does(Accept(chat.state.turn))
    assert chat.messages == ()


def test_a_flow_that_follows_at_once_follows_the_result() -> None:
    chat = Chat(OFFERING)
    chat.taps("strongly_agree", "strongly_agree")
    assert chat.messages == (chat.result,)


def test_no_thanks_between_two_flows() -> None:
    assert (
        present(flow_of(MOOD), State(status=Status.FINISHED), [Finished(True), Accepted("third", ())]) == ()
    )
