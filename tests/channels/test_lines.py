"""A typed line as an input (interface.md, `chat`).

1. Commands, in any case, with or without something behind them.
2. Numbers: the place; the label where labels are numbers; the id where ids are; "don't know" is the last one.
3. Everything else is words, for the engine to read.
4. Where nothing is asked, the words on a button press it.
"""

import pytest

from bot.channels.console.lines import Before, NoSuchCommand, Read, read_line
from bot.channels.console.numbers import labels_are_numbers, numbers_of
from bot.engine import inputs as i
from bot.messages import Button, Field, Line, Option, QuestionCard, Summary, Words, WorkingsPage
from tests.channels.cards import TURN, card, options, unsure

NEVER_OFTEN = card(options("Never", "Often") + unsure())
ASKED = Before(NEVER_OFTEN)
LINES = (
    Line("size", "How many?", "5", Button("Change", i.Change("size", 4))),
    Line("role", "Who?", "Owner", None),
)
LISTED = Before(NEVER_OFTEN, Summary("Your answers", LINES, ()))


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("/back", i.Back()),
        ("/skip", i.Skip()),
        ("/help", i.Help()),
        ("/answers", i.Review()),
        ("/result", i.ShowResult()),
        ("/workings", i.ShowWorkings()),
        ("/restart", i.Restart()),
        ("/stop", i.Stop()),
        ("/continue", i.Start()),
        ("  /BACK \n", i.Back()),
        ("/language de-CH", i.Speak("de-CH")),
        ("/language", NoSuchCommand("/language")),
        ("/change", i.Review()),
        ("/change size", i.Change("size")),
        ("/change 1", i.Review()),
        ("/dance", NoSuchCommand("/dance")),
        ("/back 2", NoSuchCommand("/back")),
        ("/usr/bin", i.Typed("/usr/bin")),
        ("back", i.Typed("back")),
        ("/", i.Typed("/")),
        ("1", i.Tap(TURN, "q", "a")),
        ("2", i.Tap(TURN, "q", "b")),
        (" 3 ", i.Tap(TURN, "q", "dont_know")),
        ("4", i.Typed("4")),
        ("0", i.Typed("0")),
        ("-1", i.Typed("-1")),
        ("٢", i.Typed("٢")),
        ("99999", i.Typed("99999")),
        ("Often", i.Typed("Often")),
        ("", i.Typed("")),
    ],
)
def test_a_line(line: str, meant: Read) -> None:
    assert read_line(line, ASKED) == meant


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("/change 1", i.Change("size")),
        ("/change 2", i.Change("role")),
        ("/change 3", i.Review()),
        ("/change 0", i.Review()),
        ("/change 99999999999999999999", i.Review()),
    ],
)
def test_an_answer_is_changed_by_its_number_in_the_list(line: str, meant: Read) -> None:
    assert read_line(line, LISTED) == meant


def shown(asked: QuestionCard) -> list[tuple[int, str]]:
    return [(number, option.button.label) for number, option in numbers_of(asked).items()]


def named(*names: tuple[str, str]) -> QuestionCard:
    """A card of (id, label)."""
    return card(
        tuple(Option(Button(label, i.Tap(TURN, "q", choice)), choice, "A") for choice, label in names)
        + unsure()
    )


def test_numbers_are_places() -> None:
    assert shown(NEVER_OFTEN) == [(1, "Never"), (2, "Often"), (3, "Don't know")]
    assert not labels_are_numbers(NEVER_OFTEN)


def test_labels_that_are_numbers_are_the_numbers() -> None:
    scale = card(options("0", "1", "2") + unsure())
    assert shown(scale) == [(0, "0"), (1, "1"), (2, "2"), (3, "Don't know")]
    assert labels_are_numbers(scale)
    assert read_line("0", Before(scale)) == i.Tap(TURN, "q", "a")


def test_ids_that_are_numbers_are_the_numbers() -> None:
    assert shown(named(("0", "Not at all"), ("3", "Nearly every day"))) == [
        (0, "Not at all"), (3, "Nearly every day"), (4, "Don't know"),
    ]  # fmt: skip


def test_where_only_some_labels_are_numbers_the_others_follow() -> None:
    asked = named(("none", "0"), ("one", "1"), ("more", "2 or more"))
    assert shown(asked) == [(0, "0"), (1, "1"), (2, "2 or more"), (3, "Don't know")]
    assert not labels_are_numbers(asked)
    assert read_line("2", Before(asked)) == i.Tap(TURN, "q", "more")


def test_several_are_left_to_the_engine_and_one_number_is_one_answer() -> None:
    asked = Before(card(options("Pen", "Hammer") + unsure(), multi=True))
    assert read_line("1, 2", asked) == i.Typed("1, 2")
    assert read_line("2", asked) == i.Typed("b")
    assert read_line("3", asked) == i.Tap(TURN, "q", "dont_know")


def test_a_question_without_choices_takes_numbers_as_words() -> None:
    assert read_line("12", Before(card(()))) == i.Typed("12")
    assert not labels_are_numbers(card(()))


def test_where_nothing_is_asked_the_words_on_a_button_press_it() -> None:
    offered = Before().then(
        (Words(("Go on?",), (Button("Yes", i.Accept(3)), Button("Later", i.Decline(3)))),)
    )
    assert read_line("later", offered) == i.Decline(3)
    assert read_line("perhaps", offered) == i.Typed("perhaps")
    assert read_line("later", Before(NEVER_OFTEN, buttons=offered.buttons)) == i.Typed("later")


def test_what_stands_above_a_line() -> None:
    summary = Summary("Your answers", LINES, (Button("Go on", i.Start()),))
    page = WorkingsPage("How", (), (), ("", "", "", "", ""))
    seen = Before().then((NEVER_OFTEN, summary, page))
    assert (seen.card, seen.summary, seen.buttons) == (NEVER_OFTEN, summary, summary.buttons)
    again = seen.then((NEVER_OFTEN,))
    assert (again.card, again.summary, again.buttons) == (NEVER_OFTEN, summary, ())


def test_where_a_number_is_asked_for_a_number_is_never_a_choice() -> None:
    percent = card(unsure(), field=Field.NUMBER)
    assert numbers_of(percent) == {}
    assert read_line("1", Before(percent)) == i.Typed("1")
    assert read_line("don't know", Before(percent)) == i.Typed("don't know")
