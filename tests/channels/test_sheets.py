"""What can be chosen, in so many lines: without keys and without a terminal.

1. Whatever does not fit is scrolled: the marked item is always in view, arrows stand where there is more.
2. Numbers typed point at their item. Nothing is suggested but an answer that was given before.
3. The last line names the keys that do something here.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.console.keys.ink import Ink
from bot.channels.console.keys.looks import answered, fitting
from bot.channels.console.keys.sheet import Item, Sheet, body, footer
from bot.channels.console.keys.sheets import of_buttons, of_card, of_labels, of_summary
from bot.engine.inputs import Back, Done, Help, Skip, Start
from bot.messages import Button, Line, Summary
from tests.channels.cards import card, options, unsure

INK = Ink(40, "utf-8", colours=False)
TWENTY = Sheet(head=("Which?",), items=tuple(Item(f"item {number}", number) for number in range(1, 21)))


@given(st.none() | st.integers(0, 19), st.integers(3, 30), st.integers(0, 60))
def test_the_marked_item_is_in_view(marked: int | None, height: int, offset: int) -> None:
    lines, now = body(TWENTY, INK, marked, height, offset)
    assert len(lines) == min(height, 21)
    assert 0 <= now <= 18
    if marked is not None:
        assert any(line.startswith("▸") and line.endswith(f"item {marked + 1}") for line in lines)


def test_arrows_stand_where_there_is_more() -> None:
    assert body(TWENTY, INK, None, 5, 0) == (["Which?", "   1 item 1", "   2 item 2", "   3 item 3", "↓"], 0)
    assert body(TWENTY, INK, 9, 5, 0) == (["↑", "   8 item 8", "   9 item 9", "▸ 10 item 10", "↓"], 7)
    assert body(TWENTY, INK, 19, 5, 7)[0] == [
        "↑",
        "  17 item 17",
        "  18 item 18",
        "  19 item 19",
        "▸ 20 item 20",
    ]
    assert body(TWENTY, INK, 0, 5, 16)[0][1] == "▸  1 item 1"


def test_a_long_item_hangs_under_its_number() -> None:
    sheet = Sheet(items=(Item("word " * 10, 1, hint="and a hint"),))
    assert body(sheet, INK, 0, 9, 0)[0] == [
        "▸ 1 word word word word word word word",
        "    word word word  and a hint",
    ]


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("1", 0),
        (" 20 ", 19),
        ("0", None),
        ("21", None),
        ("x", None),
        ("", None),
        ("٣", None),
        ("00001", None),
    ],
)
def test_numbers_point_at_items(typed: str, place: int | None) -> None:
    assert TWENTY.place_of(typed) == place


def said(sheet: Sheet) -> list[str]:
    return body(sheet, INK, sheet.start, 40, 0)[0]


def test_a_question_suggests_nothing() -> None:
    sheet = of_card(card(options("Never", "Often") + unsure()), ("A note.",))
    assert sheet.start is None
    progress, *rest = said(sheet)[3:]
    assert said(sheet)[:3] == ["", "A note.", ""]
    assert progress.endswith("Question 2 of 9")
    assert rest == ["", "How often?", "", "  1 Never", "  2 Often", "  3 Don't know"]


def test_the_answer_it_had_is_marked() -> None:
    assert of_card(card(options("Never", "Often"), answered="Often"), ()).start == 1


def test_progress_is_a_bar_where_there_is_room() -> None:
    asked = of_card(card(()), ())
    assert Ink(80, "utf-8", colours=False).lines(*asked.head)[1] == "━" * 3 + "─" * 21 + "  Question 2 of 9"
    assert Ink(25, "utf-8", colours=False).lines(*asked.head)[1] == "Question 2 of 9"


def test_a_scale_shows_each_number_once() -> None:
    assert said(of_card(card(options("0", "1") + unsure()), ()))[-3:] == ["    0", "    1", "  2 Don't know"]


def test_poles_links_and_expectations() -> None:
    asked = card(
        options("1", "2"),
        poles=("We guess", "We measure"),
        link="https://example.com/a",
        multi=True,
        expects="one or several",
        heading="Data",
        about="What we know",
    )
    lines = said(of_card(asked, ()))
    for line in (
        "Data",
        "What we know",
        "1 = We guess",
        "2 = We measure",
        "https://example.com/a",
        "one or several",
    ):
        assert line in lines
    typed = of_card(card((), expects="a number", answered="7"), ())
    assert typed.invitation == "a number"
    assert said(typed)[-1] == "✓ 7"


def test_the_last_line_names_the_keys() -> None:
    ways = (
        Button("Done", Done(7, "q")),
        Button("Skip", Skip(7)),
        Button("Back", Back(7)),
        Button("Help", Help()),
    )
    multi = of_card(card(options("Pen"), multi=True, ways=ways), ())
    assert footer(multi, 200) == [
        "↑↓ choose · Space tick · Enter done · ← back · Tab skip · ? help · Ctrl-C leave"
    ]
    assert footer(multi, 40) == [
        "↑↓ choose · Space tick · Enter done",
        "← back · Tab skip · ? help",
        "Ctrl-C leave",
    ]
    assert footer(of_card(card(()), ()), 200) == ["Enter take · /help help · Ctrl-C leave"]


def test_menus() -> None:
    menu = of_buttons((Button("Yes", Start()),), "de", ("Noch etwas.",))
    assert said(menu) == ["", "Noch etwas.", "▸ 1 Yes", "  2 Beenden"]
    assert said(of_labels(["One", "Two"], "en")) == ["▸ 1 One", "  2 Two"]
    summary = Summary("Your answers", (Line("a", "How?", "So", None),), (Button("Go on", Start()),))
    assert said(of_summary(summary)) == ["", "  1 How?  So", "▸   Go on"]


def test_a_line_of_the_transcript_fits() -> None:
    assert answered("How often?", "Never", 40).plain == "✓ How often?  Never"
    long = answered("Where do new enquiries of all kinds end up?", "Each person keeps their own list", 40)
    assert len(long.plain) <= 40
    assert long.plain.startswith("✓ Where do")
    assert fitting("日本語日本語", 7) == "日本語…"
    assert fitting("a\nb", 9) == "a b"
