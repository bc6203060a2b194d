"""Proves: the card of an open question shows what it must, in finished words.

1. Text, progress, heading when due, options with letters, "don't know" last, poles, hints, ticks.
2. What may be typed, and where; a link with its host.
3. The ways that apply, and no others; every button carries the turn it was shown in.
4. The answer a question had, when it is asked again.
"""

from bot.engine.inputs import Back, Change, Done, Help, Restart, Review, Skip, Speak, Tap
from bot.messages import Button, Field, Line, Option, QuestionCard
from tests.present.chat import MOOD, Chat

KINDS = """
flow: kinds
title: Kinds
languages: [en, de]
dont_know: yes
areas:
  data: {title: {en: Data, de: Daten}, about: {en: Captured once, de: Einmal erfasst}}
steps:
  - ask: size
    type: number
    min: 1
    max: 50000
    optional: yes
    weight: 0
    dont_know: no
    text: {en: "How many of you?", de: "Wie viele sind Sie?"}
  - block: data_block
    area: data
    steps:
      - ask: where
        type: multi
        text: {en: "Where are the copies?", de: "Wo liegen die Kopien?"}
        choices:
          office: {text: {en: In the office, de: Im Büro}, score: 1}
          cloud: {text: {en: In the cloud, de: In der Cloud}, score: 2, hint: {en: rented, de: gemietet}}
      - ask: truth
        text: {en: "Which one counts?", de: "Was gilt?"}
        scale: yes_no
  - ask: card
    area: data
    dont_know: {en: Not my case, de: Nicht mein Fall}
    text: {en: "Where are we?", de: "Wo stehen wir?"}
    poles: {low: {en: All by hand., de: Alles von Hand.}, high: {en: All by itself., de: Alles von selbst.}}
  - ask: report_ok
    type: consent
    purpose: report
    link: https://privacy.example.com/en?x=1
    text: {en: "May we write to you?", de: "Dürfen wir Ihnen schreiben?"}
  - ask: email
    if: report_ok
    type: email
    text: {en: "Where to?", de: "Wohin?"}
  - ask: phone
    if: report_ok
    type: phone
    text: {en: "Which number?", de: "Welche Nummer?"}
  - ask: note
    type: text
    max: 500
    optional: yes
    text: {en: "Anything else?", de: "Noch etwas?"}
"""


def ways(card: QuestionCard) -> list[str]:
    return [button.label for button in card.ways]


def test_the_first_question_of_the_smallest_flow() -> None:
    chat = Chat(MOOD)
    assert chat.messages == (chat.card,)
    card = chat.card
    turn = chat.state.turn
    assert card.notes == ("Team mood",)
    assert card.text == "I had what I needed to do good work this week."
    assert card.progress_words == "Question 1 of 2"
    assert (card.heading, card.about) == ("", "")
    assert card.options == tuple(
        Option(Button(label, Tap(turn, "tools", choice)), choice, letter)
        for letter, choice, label in [
            ("A", "strongly_disagree", "Strongly disagree"),
            ("B", "disagree", "Disagree"),
            ("C", "neutral", "Neither"),
            ("D", "agree", "Agree"),
            ("E", "strongly_agree", "Strongly agree"),
        ]
    )
    assert (card.multi, card.poles, card.field, card.expects) == (False, None, None, "")
    assert (card.link, card.link_host, card.answered, card.language) == ("", "", "", "en")
    assert card.ways == (Button("Help", Help()),)


def test_the_second_question_can_go_back() -> None:
    chat = Chat(MOOD)
    chat.taps("agree")
    assert chat.card.progress_words == "Question 2 of 2"
    assert chat.card.notes == ()
    assert chat.card.ways == (Button("Back", Back(chat.state.turn)), Button("Help", Help()))


def test_a_number_says_what_fits() -> None:
    chat = Chat(KINDS)
    assert chat.card.field is Field.NUMBER
    assert chat.card.expects == "a number from 1 to 50,000"
    assert chat.card.options == ()
    assert chat.card.ways == (Button("Skip", Skip(chat.state.turn)), Button("Help", Help()))


def test_several_answers() -> None:
    chat = Chat(KINDS)
    chat.types("12")
    turn = chat.state.turn
    card = chat.card
    assert (card.heading, card.about) == ("Data", "Captured once")
    assert card.multi
    assert card.expects == "one answer or several"
    assert card.options == (
        Option(Button("In the office", Tap(turn, "where", "office")), "office", "A"),
        Option(Button("In the cloud", Tap(turn, "where", "cloud")), "cloud", "B", hint="rented"),
        Option(Button("Don't know", Tap(turn, "where", "dont_know")), "dont_know", ""),
    )
    assert card.ways == (
        Button("Done", Done(turn, "where")), Button("Back", Back(turn)), Button("Help", Help()),
    )  # fmt: skip


def test_ticks_are_shown_and_the_heading_stays_while_the_question_does() -> None:
    chat = Chat(KINDS)
    chat.types("12")
    chat.taps("cloud")
    assert [option.choice for option in chat.card.options if option.ticked] == ["cloud"]
    assert chat.card.heading == "Data"
    assert chat.card.notes == ()
    chat.taps("cloud")
    assert not any(option.ticked for option in chat.card.options)


def test_the_heading_is_shown_once_a_block() -> None:
    chat = Chat(KINDS)
    chat.types("12")
    chat.taps("cloud")
    chat.does(Done(chat.state.turn, "where"))
    assert (chat.card.question, chat.card.heading) == ("truth", "")


def test_poles() -> None:
    chat = Chat(KINDS)
    chat.types("12", "cloud", "yes")
    card = chat.card
    assert card.poles == ("All by hand.", "All by itself.")
    assert [option.button.label for option in card.options] == ["1", "2", "3", "4", "5", "Not my case"]
    assert [option.letter for option in card.options] == ["A", "B", "C", "D", "E", ""]
    assert card.options[4].button.press == Tap(chat.state.turn, "card", "5")


def test_a_consent_offers_yes_and_no_and_shows_its_link() -> None:
    chat = Chat(KINDS)
    chat.types("12", "cloud", "yes", "4")
    turn = chat.state.turn
    assert chat.card.options == (
        Option(Button("Yes", Tap(turn, "report_ok", "yes")), "yes", "A"),
        Option(Button("No", Tap(turn, "report_ok", "no")), "no", "B"),
    )
    assert chat.card.link == "https://privacy.example.com/en?x=1"
    assert chat.card.link_host == "privacy.example.com"


def test_what_may_be_typed() -> None:
    chat = Chat(KINDS)
    chat.types("12", "cloud", "yes", "4")
    chat.taps("yes")
    assert (chat.card.field, chat.card.expects) == (Field.EMAIL, "an e-mail address")
    chat.types("a@example.com")
    assert (chat.card.field, chat.card.expects) == (Field.PHONE, "a phone number with its country code")
    chat.types("+44 20 7946 0018")
    assert (chat.card.field, chat.card.expects) == (Field.TEXT, "up to 500 characters")
    assert ways(chat.card) == ["Skip", "Back", "Help"]


def test_in_german() -> None:
    chat = Chat(KINDS, "de-DE")
    assert chat.card.progress_words == "Frage 1 von etwa 7"
    assert chat.card.expects == "eine Zahl von 1 bis 50.000"
    assert ways(chat.card) == ["Überspringen", "Hilfe"]
    chat.types("12")
    assert (chat.card.heading, chat.card.about) == ("Daten", "Einmal erfasst")
    assert [option.button.label for option in chat.card.options] == ["Im Büro", "In der Cloud", "Weiß nicht"]
    assert ways(chat.card) == ["Fertig", "Zurück", "Hilfe"]


def test_about_how_many_while_some_may_come() -> None:
    chat = Chat(KINDS)
    assert chat.card.progress_words == "Question 1 of about 7"
    chat.types("12", "cloud", "yes", "4")
    chat.taps("no")
    assert chat.card.progress_words == "Question 6 of 6"


def test_nothing_is_promised_after_the_result() -> None:
    chat = Chat(MOOD + "  - result: Done.\n  - {ask: more, optional: yes, scale: yes_no, text: More}\n")
    chat.taps("agree", "agree")
    assert (chat.card.question, chat.card.progress_words) == ("more", "")


def test_the_answer_it_had() -> None:
    chat = Chat(MOOD)
    chat.taps("agree")
    chat.does(Back(chat.state.turn))
    assert (chat.card.question, chat.card.answered) == ("tools", "Agree")
    assert chat.card.notes == ()


def test_answers_of_every_kind_as_they_were() -> None:
    chat = Chat(KINDS)
    chat.types("1200", "cloud, office")
    chat.taps("dont_know")
    chat.taps("4")
    chat.taps("yes")
    chat.types("a@example.com", "+44 20 7946 0018")
    chat.does(Skip())
    shown = {line.question: line.answer for line in _answers(chat)}
    assert shown == {
        "size": "1,200", "where": "In the office, In the cloud", "truth": "Don't know", "card": "4",
        "report_ok": "Yes", "email": "a@example.com", "phone": shown["phone"], "note": "left out",
    }  # fmt: skip
    for question, answer in shown.items():
        chat.does(Change(question))
        assert chat.card.answered == answer


def _answers(chat: Chat) -> tuple[Line, ...]:
    chat.does(Review())
    return chat.summary.lines


def test_another_language_changes_words_only() -> None:
    chat = Chat(KINDS)
    turn = chat.state.turn
    chat.does(Speak("de"))
    assert chat.card.notes == ("Weiter geht es auf Deutsch.",)
    assert (chat.card.text, chat.card.turn, chat.card.language) == ("Wie viele sind Sie?", turn, "de")


def test_number_bounds_one_by_one() -> None:
    open_ended = "flow: n\ntitle: N\nsteps:\n  - {ask: n, type: number, text: How many%s}\n"
    assert Chat(open_ended % ", min: 18").card.expects == "a number from 18 up"
    assert Chat(open_ended % ", max: 2.5").card.expects == "a number up to 2.5"
    assert Chat(open_ended % "").card.expects == "a number"


def test_after_a_restart_back_is_offered() -> None:
    chat = Chat(MOOD)
    assert "Back" not in ways(chat.card)
    chat.taps("agree")
    chat.does(Restart())
    assert chat.card.question == "tools"
    assert ways(chat.card) == ["Back", "Help"]
