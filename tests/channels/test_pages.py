"""The result and its workings on paper and on a screen, whole and bare, wide and narrow.

1. As plain text, letter by letter: parts in order, bars weakest first, the ladder; silence else.
2. A table is aligned also where letters are wide.
3. In colour the same is said; each tier has its colour and its name; no line is longer than the terminal.
"""

import re

import pytest

from bot.channels.console.keys.ink import Ink
from bot.channels.console.keys.pages import result, workings
from bot.channels.console.plain import render
from bot.channels.console.plain_pages import bar
from bot.engine.inputs import Accept, Change, Decline, Start
from bot.messages import Button, Line, Message, Summary, Words
from tests.channels.cards import card, options, unsure
from tests.channels.pages import BARE, FULL, WORKINGS


def on_paper(message: Message) -> list[str]:
    return render(message).splitlines()


def test_a_full_result_on_paper() -> None:
    assert on_paper(FULL) == [
        "IT health",
        "=========",
        "",
        "Your result: 40 of 100.",
        "████████░░░░░░░░░░░░  40  Getting there",
        "At risk → [Getting there] → Healthy",
        "Some of it is in place.",
        "How sure: plus or minus 9.",
        "",
        "Nobody has ever tested a restore.",
        "",
        "Your areas, weakest first",
        "  Backups  ░░░░░░░░░░░░░░░░░░░░    0  Low ◂",
        "  Access   ██████████░░░░░░░░░░   50  Fair",
        "  People   ████████████████████  100  Good",
        "",
        "Does not apply to you: Cars.",
        "",
        "Weakest areas",
        "  - Backups 0 · Owner: IT lead",
        "",
        "What this suggests",
        "  - Switch on the second factor first.",
        "",
        "What to build, in this order",
        "  1. Automatic backups",
        "     Backups 0 of 100: Low",
        "     Owner: IT lead",
        "     Why: A hope is no backup.",
        "     This week: Restore one file.",
        "     Next 30 days: Let copies run.",
        "     Done when: A restore is tested.",
        "  2. Access",
        "     Why: Passwords leak.",
        "",
        "Keep: People (100).",
        "",
        "After an idea of others.",
        "  /workings  How was this computed?",
        "  /answers  Change an answer",
    ]


def test_a_bare_result_on_paper() -> None:
    assert on_paper(BARE) == ["Pulse", "=====", "", "Here is your result."]


def test_workings_on_paper_are_aligned() -> None:
    assert on_paper(WORKINGS) == [
        "How this was computed",
        "=====================",
        "",
        "Backups",
        "  Question                   Answer      Points  Percent  Weight",
        "  Copies run by themselves.  Never   1 (1 to 5)        0       1",
        "  日本 restore?                                                2  no answer",
        "  0 / 1 = 0",
        "",
        "Overall: 40",
        "40 is level 2 of 3: Getting there",
    ]


@pytest.mark.parametrize(
    ("share", "blocks"), [(0.0, (0, 20)), (0.001, (1, 19)), (0.5, (10, 10)), (0.999, (19, 1)), (1.0, (20, 0))]
)
def test_only_all_is_full_and_only_nothing_is_empty(share: float, blocks: tuple[int, int]) -> None:
    assert bar(share, 20) == blocks


def test_a_question_on_paper() -> None:
    asked = card(
        options("Pen", "Hammer", ticked=("b",)) + unsure(),
        multi=True,
        expects="one answer or several",
        notes=("Welcome back.",),
        heading="Tools",
        about="What you work with",
    )
    assert on_paper(asked) == [
        "Welcome back.",
        "",
        "== Tools ==",
        "What you work with",
        "Question 2 of 9",
        "How often?",
        "  1. [ ] Pen",
        "  2. [x] Hammer",
        "  3. Don't know",
        "(one answer or several: several with commas)",
    ]


def test_a_scale_stands_on_one_line() -> None:
    asked = card(options("0", "1", "2") + unsure(), answered="1", link="https://example.com/a")
    assert on_paper(asked)[2:] == ["https://example.com/a", "  0  1  2", "  3. Don't know", "✓ 1"]


def test_poles_stand_above_their_numbers() -> None:
    asked = card(options("1", "2", "3", "4", "5"), poles=("We guess", "We measure"), progress_words="")
    assert on_paper(asked) == ["How often?", "  1 = We guess", "  5 = We measure", "  1  2  3  4  5"]


def test_words_and_their_ways() -> None:
    ways = (Button("Go on", Start()), Button("Yes", Accept(3)), Button("Later", Decline(3)))
    assert on_paper(Words(("One.", "Two."), ways)) == [
        "One.",
        "",
        "Two.",
        "  /continue  Go on",
        "  [Yes]",
        "  [Later]",
    ]


def test_a_summary_on_paper() -> None:
    lines = (Line("a", "How?", "So", Button("Change", Change("a"))), Line("b", "Why?", "Because", None))
    assert on_paper(Summary("Your answers", lines, ())) == [
        "Your answers",
        "  1. How?",
        "     So",
        "  2. Why?",
        "     Because",
        "  /change N  Change",
    ]
    assert on_paper(Summary("Your answers", lines[1:], ())) == ["Your answers", "  1. Why?", "     Because"]


def on_screen(columns: int, *, of: str = "result", colours: bool = False) -> list[str]:
    ink = Ink(columns, "utf-8", colours=colours)
    return ink.lines(*(result(FULL, ink.width) if of == "result" else workings(WORKINGS, ink.width)))


def as_said(lines: list[str]) -> str:
    return re.sub(r"\s+", " ", re.sub(r"\x1b\[[0-9;]*m", "", " ".join(lines)))


@pytest.mark.parametrize("columns", [30, 40, 80, 200])
def test_on_a_screen_the_same_is_said(columns: int) -> None:
    said = as_said(on_screen(columns))
    for part in (
        "IT health",
        "Your result: 40 of 100.",
        "→ [Getting there] →",
        "How sure: plus or minus 9.",
        "Nobody has ever tested a restore.",
        "Weakest areas • Backups 0 · Owner: IT lead",
        "1. Automatic backups Backups 0 of 100: Low Owner IT lead Why A hope is no backup.",
        "2. Access Why Passwords leak.",
        "Keep: People (100).",
        "After an idea of others.",
    ):
        assert part in said
    assert max(map(len, on_screen(columns))) < columns


@pytest.mark.parametrize("columns", [30, 40, 80, 200])
def test_workings_fit_on_any_screen(columns: int) -> None:
    said = as_said(on_screen(columns, of="workings"))
    for part in ("Copies run by themselves.", "Never", "1 (1 to 5)", "no answer", "0 / 1 = 0", "Overall: 40"):
        assert part in said


def test_each_tier_has_its_colour() -> None:
    lines = on_screen(80, colours=True)
    for name, code in (("Low", "31"), ("Fair", "33"), ("Good", "32")):
        assert any(f"\x1b[{code}m{name}" in line for line in lines)
    assert not any("\x1b[3" in line for line in on_screen(80))


def test_a_bare_result_on_a_screen() -> None:
    assert Ink(80, "utf-8", colours=False).lines(*result(BARE, 79)) == ["Pulse", "", "Here is your result."]
