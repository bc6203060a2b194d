"""Proves: beside the open question at most one message has buttons, and it loses them when something newer
with buttons comes; a result keeps its own.
"""

from dataclasses import replace

from bot.engine.inputs import Restart, ShowWorkings
from bot.engine.progress import Progress
from bot.messages import Button, Picture, QuestionCard, ResultPage, Section, Settled, Shown, Words
from bot.turn.arrived import Told, Turn
from bot.turn.placing import Placed, Standing, placed
from bot.wishes import ShowLanguages, ShowMyData

MENU = Words(("Checks",), (Button("Begin anew", Restart()),))
SAID = Words(("Thank you.",))
ASKED = QuestionCard(3, "q", "How is it?", Progress(1, 2), "1 of 2")
RESULT = ResultPage(
    "T", "", "50", 0.5, "", "", (), (), (), "", (), Section("", ()), Section("", ()), "", (), "", "",
    buttons=(Button("How?", ShowWorkings()),),
)  # fmt: skip
HERE = Standing(live="5", pressed=None, press=None, aside="7")


def after(standing: Standing, *messages: Shown) -> Placed:
    """What becomes of *messages* where so much stands."""
    turn = Turn(told=[Told(message) for message in messages])
    return placed(turn, standing, lambda: None)


def pressed(standing: Standing, press: ShowLanguages | ShowMyData) -> Standing:
    """The same, where a button of what stands aside was pressed."""
    return standing._replace(pressed=standing.aside, press=press)


def bared(made: Placed) -> set[str | None]:
    """The messages that lose their buttons."""
    return {one.replaces for one in made.told if isinstance(one.message, Settled)}


def test_a_new_menu_takes_the_buttons_of_the_one_before() -> None:
    made = after(HERE, MENU)
    assert bared(made) == {"7"}
    assert made.aside is None  # it has no id before it is sent
    assert made.live == "5"


def test_so_do_a_question_and_a_result() -> None:
    assert "7" in bared(after(HERE, ASKED))
    assert "7" in bared(after(HERE, RESULT))


def test_mere_words_and_pictures_do_not() -> None:
    for shown in (SAID, Picture(RESULT)):
        made = after(HERE, shown)
        assert bared(made) == set()
        assert made.aside == "7"


def test_what_takes_its_place_is_the_new_one() -> None:
    made = after(pressed(HERE, ShowLanguages()), MENU)
    assert bared(made) == set()
    assert [one.replaces for one in made.told] == ["7"]
    assert made.aside == "7"


def test_a_press_beside_it_that_opens_a_page_takes_its_buttons() -> None:
    made = after(pressed(HERE, ShowMyData()), MENU)
    assert bared(made) == {"7"}


def test_a_result_stands_aside_of_nothing() -> None:
    made = after(Standing(live=None, pressed=None, press=None), RESULT, SAID)
    assert made.aside is None
    assert bared(made) == set()


def test_it_is_told_once() -> None:
    made = after(pressed(HERE._replace(live=None), ShowLanguages()), replace(ASKED, turn=4))
    assert [one.replaces for one in made.told].count("7") == 1


def test_a_long_one_takes_several_messages_and_each_loses_its_buttons() -> None:
    long = HERE._replace(aside="7 8 9")
    assert bared(after(long, MENU)) == {"7", "8", "9"}
    assert after(long, SAID).aside == "7 8 9"


def test_one_of_several_that_becomes_the_question_keeps_its_buttons() -> None:
    long = HERE._replace(live=None, aside="7 8 9", pressed="8", press=Restart())
    made = after(long, ASKED)
    assert bared(made) == {"7", "9"}
    assert made.live == "8"
    assert made.aside is None
