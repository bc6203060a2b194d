"""The comfortable chat on a real pseudo-terminal, as a person sees it.

1. Arrow keys, numbers, words and commands answer; Enter on nothing takes nothing.
2. Back, skip, help, ticks; a paste of several lines is one line.
3. Ctrl-C, Ctrl-D and SIGINT leave with a word on how to go on; the next chat goes on there.
4. The result, its workings, changing an answer, leaving; a finished chat can be looked at or begun anew.
5. Other sizes, resizing, no colours, a terminal without UTF-8, wide letters; texts bring no control codes.
"""

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.channels.pseudo import (
    CTRL_C,
    CTRL_D,
    DOWN,
    ENTER,
    ESCAPE,
    LEFT,
    PAGE_DOWN,
    SPACE,
    TAB,
    UP,
    PseudoTerminal,
)
from tests.present.chat import MOOD

KINDS = """
flow: kinds
title: Kinds of questions
help: Whatever fits.
steps:
  - block: first
    title: Tools
    steps:
      - ask: tools
        type: multi
        text: Which tools?
        choices: {pen: Pen, hammer: Hammer, none: {text: Nothing, alone: yes}}
      - ask: people
        type: number
        min: 1
        max: 50
        optional: yes
        text: How many people?
      - ask: recommend
        scale: rate10
        dont_know: yes
        text: How likely?
      - ask: note
        type: text
        optional: yes
        text: Anything else?
"""
Opened = Callable[..., PseudoTerminal]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    """Opens `checkup chat` on a terminal; the database is the test's own and stays from one to the next."""
    flows = tmp_path / "flows"
    flows.mkdir()
    (flows / "team-mood.yaml").write_text(MOOD, encoding="utf-8")
    (flows / "kinds.yaml").write_text(KINDS, encoding="utf-8")
    with ExitStack() as stack:

        def opened(*arguments: str, columns: int = 80, rows: int = 30, **environment: str) -> PseudoTerminal:
            command = (sys.executable, "-m", "bot", "chat", *arguments)
            settings = {"CHECKUP_FLOWS": str(flows), "LOGNAME": "ana", **environment}
            terminal = PseudoTerminal(
                command, columns=columns, rows=rows, environment=settings, folder=tmp_path
            )
            return stack.enter_context(terminal)

        yield opened


def test_a_chat_by_keys(opened: Opened) -> None:
    chat = opened("team-mood")
    chat.sees("Team mood")
    chat.sees("Question 1 of 2")
    chat.sees("↑↓ choose · Enter take · ? help · Ctrl-C leave")
    chat.press(ENTER)
    chat.sees("Choose an answer first")
    chat.press(DOWN, DOWN, DOWN, DOWN, DOWN, UP)
    chat.sees("▸ 4 Agree")
    chat.press(ENTER)
    chat.sees("✓ I had what I needed to do good work this week.  Agree")
    chat.sees("Question 2 of 2")
    chat.press(UP)
    chat.sees("▸ 5 Strongly agree")
    chat.press("2")
    chat.sees("▸ 2 Disagree")
    chat.press(ENTER)
    chat.sees("50 of 100")
    assert "Your result: 50 of 100, level 2 of 3, Fair." in chat.said
    assert "Low → [Fair] → Good" in chat.said
    chat.sees("▸ 1 How was this computed?")
    chat.press(ENTER)
    chat.sees("How this was computed")
    chat.press(DOWN, ENTER)
    chat.sees("Your answers")
    chat.press("2", ENTER)
    chat.sees("▸ 2 Disagree")
    chat.press("strongly agree", ENTER)
    chat.sees("88 of 100")
    chat.press(UP)
    chat.sees("▸ 3 Quit")
    chat.press(ENTER)
    assert chat.ended() == 0


def test_words_and_commands_are_typed(opened: Opened) -> None:
    chat = opened("team-mood")
    chat.sees("Question 1 of 2")
    chat.press("nonsense", ENTER)
    chat.sees("That matches none of the answers.")
    chat.press("/dance", ENTER)
    chat.sees("There is no command /dance.")
    chat.press("?")
    chat.sees("/stop – stop here")
    chat.press("abc")
    chat.sees("> abc")
    chat.press(ESCAPE)
    chat.sees_no_more("> abc")
    chat.press("agre", ENTER)
    chat.sees("✓ I had what I needed to do good work this week.  Agree")
    chat.press(LEFT)
    chat.sees("▸ 4 Agree")
    chat.press("/stop", ENTER)
    assert chat.ended() == 3
    assert "1 answer is kept" in chat.said


def test_ticks_numbers_and_texts(opened: Opened) -> None:
    chat = opened("kinds")
    chat.sees("Which tools?")
    chat.press(SPACE)
    chat.sees("Choose an answer first")
    chat.press(ENTER)
    chat.sees("Nothing is chosen yet.")
    chat.press(DOWN, SPACE)
    chat.sees("▸ 1 [x] Pen")
    chat.press("2", SPACE)
    chat.sees("▸ 2 [x] Hammer")
    chat.press("1", ENTER)
    chat.sees("▸ 1 [ ] Pen")
    chat.press(ENTER)
    chat.sees("✓ Which tools?  Hammer")
    chat.sees("a number from 1 to 50")
    chat.press("99", ENTER)
    chat.sees("That does not fit here.")
    chat.press(TAB)
    chat.sees("✓ How many people?  left out")
    chat.sees("  11 Don't know")
    chat.press("10", ENTER)
    chat.sees("✓ How likely?  10")
    chat.press("\x1b[200~two\nlines \x1b[31mred\n\x1b[201~", ENTER)
    chat.sees("✓ Anything else?  two lines [31mred")


def test_one_number_is_a_whole_answer_where_nothing_is_ticked(opened: Opened) -> None:
    chat = opened("kinds")
    chat.sees("Which tools?")
    chat.press("1, 2", ENTER)
    chat.sees("✓ Which tools?  Pen, Hammer")
    chat.press(LEFT)
    chat.sees("[x] Hammer")
    chat.press(CTRL_C)
    assert chat.ended() == 3


def test_leaving_keeps_everything(opened: Opened) -> None:
    chat = opened("team-mood")
    chat.sees("Question 1 of 2")
    chat.press("4", ENTER)
    for leaving in (CTRL_C, CTRL_D, "SIGINT"):
        chat.sees("Question 2 of 2")
        if leaving == "SIGINT":
            chat.interrupt()
        else:
            chat.press(leaving)
        assert chat.ended() == 3
        chat.sees("Saved. Run the same command to go on at question 2.")
        chat = opened("team-mood")
        chat.sees("Welcome back. 1 answer is kept.")


def test_a_chat_that_is_terminated_leaves_the_terminal_as_it_was(opened: Opened) -> None:
    first = opened("team-mood")
    first.sees("Question 1 of")
    assert not first.echoes
    first.terminate()
    assert first.ended() == 3
    assert first.echoes


def test_a_finished_chat_can_be_looked_at_or_begun_anew(opened: Opened) -> None:
    chat = opened("team-mood")
    chat.sees("Question 1 of 2")
    chat.press("4", ENTER)
    chat.sees("Question 2 of 2")
    chat.press("4", ENTER)
    chat.sees("75 of 100")
    chat.press(CTRL_C)
    assert chat.ended() == 0
    again = opened("team-mood")
    again.sees("You have finished this check.")
    again.press(ENTER)
    again.sees("75 of 100")
    again.press("3", ENTER)
    assert again.ended() == 0
    at_the_door = opened("team-mood")
    at_the_door.sees("▸ 1 My result")
    at_the_door.press("words", ENTER, UP, ENTER)
    assert at_the_door.ended() == 0
    anew = opened("team-mood")
    anew.sees("You have finished this check.")
    anew.press("2", ENTER)
    anew.sees("Question 1 of 2")
    anew.press("/result", ENTER)
    anew.sees("75 of 100")
    anew.press(CTRL_C)
    assert anew.ended() == 3


def test_without_a_name_there_is_a_list(opened: Opened) -> None:
    chat = opened()
    chat.sees("Which check?")
    chat.sees("▸ 1 Kinds of questions (kinds)")
    chat.press(DOWN, ENTER)
    chat.sees("Question 1 of 2")
    chat.press(CTRL_C)
    assert chat.ended() == 3
    nobody = opened()
    nobody.sees("Which check?")
    nobody.press(CTRL_C)
    assert nobody.ended() == 3


@pytest.mark.parametrize(("columns", "rows"), [(40, 24), (30, 10)])
def test_other_sizes(opened: Opened, columns: int, rows: int) -> None:
    chat = opened("team-mood", columns=columns, rows=rows)
    chat.sees("Ctrl-C leave")
    chat.press(UP)
    chat.sees("▸ 5 Strongly agree")
    chat.press(ENTER)
    chat.sees("Question 2 of 2" if rows > 10 else "Ctrl-C leave")
    assert max(map(len, chat.text.splitlines())) <= columns


def test_what_does_not_fit_can_be_scrolled(opened: Opened) -> None:
    chat = opened("kinds", rows=12)
    chat.sees("Which tools?")
    chat.press("1, 2", ENTER)
    chat.sees("How many people?")
    chat.press(TAB)
    chat.sees("↓")
    chat.press(PAGE_DOWN)
    chat.sees("↑")
    chat.press(UP)
    chat.sees("▸ 11 Don't know")
    chat.press(DOWN)
    chat.sees("▸    0")
    chat.press(CTRL_C)
    assert chat.ended() == 3


def test_the_window_may_change_its_size(opened: Opened) -> None:
    chat = opened("team-mood")
    chat.sees("Question 1 of 2")
    chat.press(DOWN)
    chat.sees("▸ 1")
    chat.resize(44, 20)
    chat.press(DOWN)
    chat.sees("▸ 2 Disagree")
    chat.resize(100, 40)
    chat.press(DOWN, DOWN, ENTER)
    chat.sees("✓ I had what I needed to do good work this week.  Agree")
    chat.press(CTRL_C)
    assert chat.ended() == 3


def test_a_terminal_without_colours_and_without_utf_8(opened: Opened) -> None:
    chat = opened("team-mood", NO_COLOR="1", LC_ALL="C")
    chat.sees("Question 1 of 2")
    chat.press("4", ENTER)
    chat.sees("Question 2 of 2")
    chat.press("4", ENTER)
    chat.sees("75 of 100")
    chat.press(CTRL_C)
    assert chat.ended() == 0
    coloured = re.findall(rb"\x1b\[[0-9;]*?(?:3[0-7]|9[0-7]|4[0-7]|38;5)[0-9;]*m", chat.raw)
    assert coloured == []
    assert chat.raw.isascii()
    assert "* I had what I needed to do good work this week." in chat.paper


def test_a_dumb_terminal_gets_lines(opened: Opened) -> None:
    chat = opened("team-mood", TERM="dumb")
    chat.sees("Question 1 of 2")
    chat.press("4\n")
    chat.sees("Question 2 of 2")
    chat.interrupt()
    assert chat.ended() == 3
    chat.sees("Saved. Run the same command to go on at question 2.")
    again = opened("team-mood", TERM="dumb")
    again.sees("Question 2 of 2")
    again.press("4\n", CTRL_D)
    assert again.ended() == 0
    assert b"\x1b" not in chat.raw + again.raw


def test_wide_letters_and_hostile_words(opened: Opened) -> None:
    chat = opened("kinds")
    chat.sees("Which tools?")
    chat.press("1", ENTER, TAB)
    chat.sees("How likely?")
    chat.press("3", ENTER)
    chat.sees("Anything else?")
    chat.press("日本語のとても長い答え" * 9 + " שלום \u202eabc", ENTER)
    chat.sees("✓ Anything else?  日")
    assert "\u202e".encode() not in chat.raw
    assert max(map(len, chat.text.splitlines())) <= 80
