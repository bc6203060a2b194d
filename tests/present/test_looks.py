"""Proves: help, the summary of answers and the workings page say what a person asked to see.

1. Help is the question's, else the flow's, else the product's, and names the commands that apply, no others.
2. The summary lists the answers on the path in its order, each with a way to change it unless it followed
   from others; wordings are those of the reader's path.
3. The workings add up, line by line, to the shown result; what does not count says why.
"""

from bot.engine.inputs import (
    Change,
    Expire,
    Help,
    Pause,
    Restart,
    Review,
    ShowResult,
    ShowWorkings,
    Skip,
    Start,
    Stop,
)
from bot.messages import Button, Line, Words, WorkingsRow
from tests.present.chat import MOOD, Chat
from tests.present.test_results import CARDS, MEAN, SUM, TABLE

ABOUT = """
flow: about
title: About
help: Think of {operator}.
steps:
  - {ask: size, type: number, optional: yes, text: "How many?", help: Count yourself in.}
  - ask: alone
    scale: yes_no
    infer: {if: size is 1, answer: yes}
    text: Do you work alone?
  - ask: fine
    scale: yes_no
    text: Are you all fine?
    variants: [{if: size is 1, text: "Are you fine?"}]
"""

COMMANDS = {
    "back": "/back – the question before",
    "skip": "/skip – leave this question out",
    "answers": "/answers – see your answers and change them",
    "result": "/result – see your result",
    "restart": "/restart – begin anew",
    "stop": "/stop – stop here; answers are kept",
}


def lines(*names: str) -> tuple[str, ...]:
    return tuple(COMMANDS[name] for name in names)


def test_help_of_the_question_itself() -> None:
    chat = Chat(ABOUT)
    chat.does(Help())
    assert chat.messages == (chat.card,)
    assert chat.card.notes == ("Count yourself in.", *lines("skip", "restart", "stop"))


def test_help_of_the_flow() -> None:
    chat = Chat(ABOUT, operator="Example Ltd")
    chat.types("2")
    chat.does(Help())
    assert chat.card.notes == ("Think of Example Ltd.", *lines("back", "answers", "restart", "stop"))


def test_help_of_the_product() -> None:
    chat = Chat(MOOD)
    chat.does(Help())
    assert chat.card.notes == (
        "Choose an answer, or type its words. Answer as things are, not as they should be.",
        *lines("restart", "stop"),
    )


def test_help_when_nothing_is_open() -> None:
    chat = Chat(MOOD)
    chat.taps("agree", "agree")
    chat.does(Help())
    said, *commands = chat.words.paragraphs
    assert said == "Choose an answer, or type its words. Answer as things are, not as they should be."
    assert tuple(commands) == lines("answers", "result", "restart")
    assert chat.words.buttons == (
        Button("My result", ShowResult()), Button("My answers", Review()), Button("Start again", Restart()),
    )  # fmt: skip


def test_help_after_a_pause_shows_the_question_again() -> None:
    chat = Chat(MOOD)
    chat.does(Pause())
    chat.does(Help())
    assert chat.card.notes[1:] == lines("restart", "stop")


def test_the_summary() -> None:
    chat = Chat(ABOUT)
    chat.types("1")
    turn = chat.state.turn
    chat.does(Review())
    summary, card = chat.messages
    assert summary == chat.summary
    assert card == chat.card
    assert chat.summary.title == "Your answers"
    assert chat.summary.lines == (
        Line("size", "How many?", "1", Button("Change", Change("size", turn))),
        Line("alone", "Do you work alone?", "Yes", None),
    )
    assert chat.summary.buttons == (Button("Go on", Start()),)


def test_the_summary_at_the_end_has_the_wording_that_was_asked() -> None:
    chat = Chat(ABOUT)
    chat.types("1")
    chat.taps("yes")
    chat.does(Review())
    assert chat.messages == (chat.summary,)
    assert [line.text for line in chat.summary.lines] == ["How many?", "Do you work alone?", "Are you fine?"]
    assert chat.summary.buttons == (Button("My result", ShowResult()),)


def test_what_was_left_out_can_be_given_later() -> None:
    chat = Chat(ABOUT)
    chat.does(Skip())
    chat.taps("no")
    chat.does(Review())
    assert [line.answer for line in chat.summary.lines] == ["left out", "No"]
    assert chat.summary.lines[0].change is not None


def test_the_summary_of_who_was_screened_out_has_no_result() -> None:
    chat = Chat(
        "flow: e\ntitle: E\nsteps:\n  - {ask: a, scale: yes_no, text: A}\n  - {end: Bye., if: a is no}\n"
    )
    chat.taps("no")
    chat.does(Review())
    assert chat.summary.buttons == ()


def workings(flow: str, *choices: str) -> Chat:
    chat = Chat(flow)
    chat.taps(*choices)
    chat.does(ShowWorkings())
    return chat


def test_the_workings_of_the_smallest_flow() -> None:
    page = workings(MOOD, "agree", "neutral").workings
    assert page.title == "How this was computed"
    assert page.headers == ("Question", "Answer", "Points", "Percent", "Weight")
    (area,) = page.areas
    assert area.title == "All questions"
    assert area.rows == (
        WorkingsRow("I had what I needed to do good work this week.", "Agree", "4 (1 to 5)", "75", "1"),
        WorkingsRow("I know what matters most next week.", "Neither", "3 (1 to 5)", "50", "1"),
    )
    assert area.sum == "(75 + 50) / 2 = 62.5, shown as 63"
    assert page.overall == ("63 is level 2 of 3: Fair",)


WEIGHED = """
flow: weighed
title: Weighed
scoring: {sem: 12}
dont_know: yes
scale: rate5
areas:
  one: {title: One, weight: 2}
  two: Two
  off: {title: Off, weight: 0}
  gone: Gone
  thin: {title: Thin, weight: 0}
levels: {low: {from: 0, title: Low}, high: {from: 50, title: High}}
gates: [{id: a_low, if: a is 2, cap: low, text: A is low.}]
steps:
  - {ask: a, area: one, weight: 2, text: "A?"}
  - {ask: b, area: one, reverse: yes, text: "B?"}
  - {ask: c, area: two, text: "C?"}
  - {ask: d, area: two, text: "D?"}
  - {ask: e, area: two, optional: yes, text: "E?"}
  - {ask: f, area: off, text: "F?"}
  - ask: g
    area: gone
    text: G?
    choices: {x: {text: X, score: none}, y: {text: Y, score: 0}, z: {text: Z, score: 1}}
  - {ask: h, area: thin, text: "H?"}
"""


def test_the_workings_of_areas_with_weights_gaps_and_gates() -> None:
    chat = Chat(WEIGHED)
    chat.taps("2", "1", "5", "5")
    chat.does(Skip())
    chat.taps("1", "x", "dont_know")
    chat.does(ShowWorkings())
    one, two, off, gone, thin = chat.workings.areas
    assert one.rows == (
        WorkingsRow("A?", "2", "2 (1 to 5)", "25", "2"),
        WorkingsRow("B?", "1", "5 (1 to 5)", "100", "1", "counted the other way round"),
    )
    assert one.sum == "(2 × 25 + 100) / 3 = 50"
    assert two.rows[2] == WorkingsRow("E?", "left out", "", "", "1", "optional, left out")
    assert two.sum == "(100 + 100) / 2 = 100"
    assert off.sum == "0"
    assert gone.rows == (WorkingsRow("G?", "X", "", "", "1", "does not apply"),)
    assert gone.sum == "does not apply"
    assert thin.rows == (WorkingsRow("H?", "Don't know", "", "", "1", "no answer"),)
    assert thin.sum == "0 of 1 answered: not enough for a score"
    assert chat.workings.overall == (
        "Overall: (2 × 50 + 100) / 3 = 66 2/3, shown as 67",
        "Plus or minus 18: 1.96 standard errors of the overall",
        "67 is level 2 of 2: High",
        "a_low: at most level 1, Low",
    )


def test_the_workings_of_a_sum() -> None:
    assert workings(SUM, "c1", "c2").workings.areas[0].sum == "2 + 5 = 7"


def test_the_workings_of_a_sum_with_a_gap() -> None:
    chat = workings(SUM.replace("{method: sum}", "{method: sum, min_answered: 50}"), "c1", "dont_know")
    assert chat.workings.areas[0].sum == "(2) × 2 / 1 = 4"


def test_the_workings_of_a_mean() -> None:
    page = workings(MEAN, "4", "3", "5", "2").workings
    assert [area.sum for area in page.areas] == ["(4 + 3) / 2 = 3.5", "(2 × 5 + 2) / 3 = 4"]
    assert page.overall == ("Overall: (3.5 + 4) / 2 = 3.75, shown as 3.8",)


def test_the_workings_of_a_sum_of_areas() -> None:
    flow = MEAN.replace("method: mean", "method: sum")
    assert workings(flow, "4", "3", "5", "2").workings.overall == ("Overall: 7 + 12 = 19",)


def test_the_workings_of_a_table() -> None:
    assert workings(TABLE, "1", "2").workings.areas[0].sum == "1 + 2 = 3, in the table 40"
    assert workings(TABLE, "5", "5").workings.areas[0].sum == "5 + 5 = 10: not in the table"


def test_the_workings_without_an_overall() -> None:
    assert workings(CARDS, "4", "2").workings.overall == ("This check has no overall score.",)


def test_the_workings_without_areas_and_overall() -> None:
    flow = MOOD.replace("scale:", "scoring: {overall: no}\nscale:")
    page = workings(flow, "agree", "agree").workings
    assert page.areas[0].sum == "This check has no overall score."


def test_the_workings_of_too_few_answers() -> None:
    page = workings(SUM, "c1", "dont_know").workings
    assert page.areas[0].sum == "1 of 2 answered: not enough for a score"
    assert page.overall == (
        "Not enough answers for an overall score. What is missing: 1 of 2 questions have an answer.",
    )


def test_the_workings_in_german() -> None:
    chat = Chat(MOOD.replace("scale:", "languages: [de]\nscale:"))
    chat.taps("agree", "neutral")
    chat.does(ShowWorkings())
    assert chat.workings.areas[0].rows[0].points == "4 (1 bis 5)"
    assert chat.workings.areas[0].sum == "(75 + 50) / 2 = 62,5, gezeigt als 63"
    assert chat.workings.overall == ("63 ist Stufe 2 von 3: Mittel",)


def test_after_time_is_up_help_leads_to_a_new_start() -> None:
    chat = Chat(MOOD)
    chat.does(Expire())
    chat.does(Help())
    assert chat.messages == (
        Words(
            ("This conversation is over. You can start again at any time.",),
            (Button("Start again", Restart()),),
        ),
    )


def test_stop_then_review_shows_the_question_too() -> None:
    chat = Chat(MOOD)
    chat.taps("agree")
    chat.does(Stop())
    chat.does(Review())
    assert chat.messages == (chat.summary, chat.card)
