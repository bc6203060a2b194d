"""Proves: the words of a picture say its numbers within what a caption may hold.

1. Score and level first, then the areas from the weakest on, in the page's own words.
2. Never more than 1,024 units; areas are left out whole, the last first, and "…" says so.
3. In a right-to-left language each piece keeps its own direction.
"""

from dataclasses import replace

from hypothesis import given

from bot.channels.cutting import utf16
from bot.messages import ResultPage
from bot.reports.picture import alt_text
from tests.channels.pages import BARE
from tests.reports.pages import THREE, bar, page, pages


def test_score_and_level_come_first_then_the_areas() -> None:
    assert alt_text(page(*THREE)) == (
        "Business Systems Health Check: 46, Getting there\nData 25, Handoffs 40, Sales 80"
    )


def test_without_an_overall_the_title_comes_first() -> None:
    said = alt_text(page(*THREE, score="", level=""))
    assert said == "Business Systems Health Check\nData 25, Handoffs 40, Sales 80"


def test_without_areas_there_is_one_line() -> None:
    assert alt_text(page()) == "Business Systems Health Check: 46, Getting there"
    assert alt_text(BARE) == "Pulse"


def test_areas_without_room_are_left_out_whole() -> None:
    bars = [bar(f"An area with a rather long title, no. {place:02}", 40) for place in range(60)]
    said = alt_text(page(*bars))
    *kept, last = said.splitlines()[1].split(" 40, ")
    assert last == "…"
    assert kept == [one.title.replace(", ", ", ") for one in bars[: len(kept)]]
    assert 1024 - 50 < utf16(said) <= 1024


def test_a_page_with_endless_titles_stays_within_the_limit() -> None:
    assert utf16(alt_text(replace(page(bar("🚀" * 2000, 40)), level="x" * 2000))) <= 1024
    assert utf16(alt_text(page(bar("🚀" * 2000, 40)))) <= 1024


def test_right_to_left_pieces_keep_their_direction() -> None:
    said = alt_text(page(bar("B2B (2)", 40), language="ar"))
    assert said.splitlines()[1] == "\u2068B2B (2) 40\u2069"


@given(pages())
def test_it_is_never_too_long(page: ResultPage) -> None:
    assert utf16(alt_text(page)) <= 1024
