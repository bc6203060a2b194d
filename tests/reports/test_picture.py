"""Proves: a result's picture says what the page says, and can be read by everybody.

1. Whatever a page holds, its picture is well-formed, within the limits of platforms and telephones, and every
   word lies inside it, beside the others and beside the bars; letters are never smaller than 28.
2. Every text has the contrast of WCAG AA on its ground, every bar that of a graphical object.
3. Nothing is told by colour alone: score and tier stand in words, weak areas have a mark and a legend.
4. Bars are as long as their share; only nothing is empty and only all is full.
5. A right-to-left page is the mirror image, with its words in their own direction.
6. Words of the page cannot become marks, controls or directions of the picture.
7. What the fonts lack: signs are left out, letters make a page not worth drawing; so do 31 areas, or nothing.
8. Measured words are as wide as painted ones.
"""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from resvg_py import svg_to_bytes

from bot.messages import ResultPage
from bot.reports.picture import colours, draw, worth_drawing
from bot.reports.picture.canvas import BAR, INNER, MARGIN, WIDTH, Canvas
from bot.reports.picture.lettering import Lettering, fitted, shown
from bot.reports.picture.typeface import typeface
from bot.reports.picture.worker import FILES
from tests.channels.pages import BARE, FULL
from tests.reports.pages import THREE, bar, page, pages
from tests.reports.seen import Box, Seen, contrast, rows_of, seen


@settings(max_examples=120)
@given(pages())
def test_whatever_a_page_holds_its_picture_can_be_read(page: ResultPage) -> None:
    picture = seen(draw(page))
    _within_the_limits(picture)
    _nothing_overlaps(picture)
    _contrasts(picture)


def test_thirty_areas_with_the_longest_titles_are_within_the_limits() -> None:
    bars = tuple(bar("W" * 40, 50, "W" * 40, weak=True) for _ in range(30))
    picture = seen(draw(page(*bars, level="W" * 40)))
    _within_the_limits(picture)
    _nothing_overlaps(picture)


def _within_the_limits(picture: Seen) -> None:
    width, height = picture.sheet.right, picture.sheet.bottom
    assert width == 1280
    assert width + height <= 10_000
    assert max(width, height) / min(width, height) <= 20
    margins = Box(20, 20, WIDTH - 20, height - 20)
    for words in picture.words:
        assert words.size >= 28
        assert words.box.within(margins), words
    assert all(mark.within(margins) for mark in picture.marks)
    assert all(shape.box.within(picture.sheet) for shape in picture.shapes)


def _nothing_overlaps(picture: Seen) -> None:
    for place, words in enumerate(picture.words):
        assert not any(words.box.meets(other.box) for other in picture.words[place + 1 :]), words
        assert not any(words.box.meets(shape.box) for shape in picture.bars), words
        assert not any(words.box.meets(mark) for mark in picture.marks), words


def _contrasts(picture: Seen) -> None:
    for words in picture.words:
        assert contrast(words.colour, picture.under(_middle(words.box))) >= 4.5, words


def _middle(box: Box) -> Box:
    return Box(box.left, (box.top + box.bottom) / 2, box.left, (box.top + box.bottom) / 2)


@pytest.mark.parametrize(
    "fill", sorted({colours.of_tier(share / 20) for share in range(21)} | {colours.PLAIN})
)
@pytest.mark.parametrize("ground", [colours.TRACK, colours.PAPER, colours.BLUSH])
def test_bars_stand_out_from_what_is_around_them(fill: str, ground: str) -> None:
    assert contrast(fill, ground) >= 3


def test_the_overall_stands_out() -> None:
    assert contrast(colours.GLOW, colours.NIGHT_TRACK) >= 3
    assert contrast(colours.GLOW, colours.NIGHT) >= 3
    assert contrast(colours.ALARM, colours.BLUSH) >= 3


@pytest.mark.parametrize(("tiers", "apart"), [(2, 2), (3, 3), (4, 4), (5, 4)])
def test_tiers_have_colours_of_their_own(tiers: int, apart: int) -> None:
    assert len({colours.of_tier(tier / (tiers - 1)) for tier in range(tiers)}) == apart


def test_everything_stands_there_in_words() -> None:
    assert seen(draw(page(*THREE))).said() == [
        "Business Systems Health Check", "46", "Getting there", "Your areas, weakest first",
        "Data", "25", "Build", "Handoffs", "40", "Connect", "Sales", "80", "Improve", "Weakest areas",
    ]  # fmt: skip


def test_weak_areas_have_a_mark_and_a_legend_explains_it() -> None:
    picture = seen(draw(page(*THREE)))
    area, legend = picture.marks
    data, explained = (next(words.box for words in picture.words if words.text == text)
                       for text in ("Data", "Weakest areas"))  # fmt: skip
    assert area.right < data.left
    assert data.top < area.top < area.bottom < data.bottom
    assert explained.top < legend.top < legend.bottom < explained.bottom


def test_where_nothing_is_weak_there_is_no_mark() -> None:
    picture = seen(draw(page(*THREE[1:])))
    assert not picture.marks
    assert "Weakest areas" not in picture.said()


def test_without_an_overall_only_areas_are_shown() -> None:
    said = seen(draw(page(*THREE, score="", level=""))).said()
    assert said[:2] == ["Business Systems Health Check", "Your areas, weakest first"]


def test_without_areas_only_the_overall_is_shown() -> None:
    assert seen(draw(page())).said() == ["Business Systems Health Check", "46", "Getting there"]


def test_without_a_level_the_score_stands_alone() -> None:
    picture = seen(draw(page(level="")))
    assert picture.said() == ["Business Systems Health Check", "46"]
    assert len(picture.bars) == 2


def test_without_a_ladder_the_level_stands_there_in_words() -> None:
    picture = seen(draw(replace(page(), ladder=(), rung=0)))
    assert picture.said() == ["Business Systems Health Check", "46", "Getting there"]
    assert len(picture.bars) == 2


def test_the_credit_goes_with_the_picture() -> None:
    assert "After an idea of others." in seen(draw(FULL)).said()


@pytest.mark.parametrize(
    ("share", "length"),
    [
        (0, None),
        (0.0001, BAR),
        (0.5, INNER / 2),
        (0.9999, INNER - BAR / 2),
        (1, INNER),
        (7, INNER),
        (-1, None),
    ],
)
def test_bars_are_as_long_as_their_share(share: float, length: float | None) -> None:
    one = replace(THREE[1], share=share)
    bars = seen(draw(page(one, score="", level=""))).bars
    lengths = [shape.box.right - shape.box.left for shape in bars]
    assert lengths == pytest.approx([INNER] if length is None else [INNER, length], abs=0.01)


def test_long_words_are_wrapped_made_smaller_or_cut_with_a_sign() -> None:
    said = seen(
        draw(
            page(
                bar("Handing over between all departments now", 40, "Needs attention this very month, really")
            )
        )
    )
    assert "Handing over between all departments now" in said.said()
    title = fitted("word " * 40, 400, (44, 36), lines=2)
    assert title.size == 36
    assert len(title.lines) == 2
    assert title.lines[1].endswith("…")
    assert title.width <= 400
    assert fitted("short", 400, (44, 36)) == Lettering(("short",), 44)


def test_an_accent_is_not_torn_off() -> None:
    accented = "x\u0304" * 30
    for line in fitted(accented, 200, (30,), lines=3).lines:
        assert not line.startswith("\u0304")
        assert "x…" not in line


# --- Right to left -------------------------------------------------------------------------------


def test_a_right_to_left_page_is_the_mirror_image() -> None:
    there, here = seen(draw(page(*THREE))), seen(draw(page(*THREE, language="ar")))
    assert [_mirrored(words.box) for words in there.words] == [_rounded(words.box) for words in here.words]
    assert [_mirrored(shape.box) for shape in there.shapes] == [_rounded(shape.box) for shape in here.shapes]
    assert [_mirrored(mark) for mark in there.marks] == [_rounded(mark) for mark in here.marks]
    data = next(words for words in here.words if "Data" in words.text)
    assert data.text == "\u2067Data\u2069"
    assert data.box.right == WIDTH - MARGIN


def _mirrored(box: Box) -> tuple[float, ...]:
    return _rounded(Box(WIDTH - box.right, box.top, WIDTH - box.left, box.bottom))


def _rounded(box: Box) -> tuple[float, ...]:
    return tuple(round(edge) for edge in (box.left, box.top, box.right, box.bottom))


def test_arabic_is_measured_in_its_joined_forms() -> None:
    face = typeface(bold=False)
    apart = sum(face.width(letter, 100) for letter in "المبيعات")
    assert face.width("المبيعات", 100) < 0.85 * apart
    assert face.width("بـب", 100) == face.width("\ufe91\u0640\ufe90", 100)
    assert face.width("بَب", 100) == face.width("بب", 100)


# --- Words stay words ----------------------------------------------------------------------------


def test_words_cannot_become_marks() -> None:
    tricky = '</text><rect fill="red"/>&lt;'
    assert tricky in " ".join(seen(draw(page(bar(tricky, 40)))).said())


def test_controls_and_directions_are_taken_out() -> None:
    assert shown("a\u202eb\u2067c\u2069\x00d\x1b\n\te\u200b\ufeff\ufffe\ud800 f\u00ad") == "abc d e f"
    assert shown("می\u200cشد") == "می\u200cشد"
    assert shown("e\u0301") == "é"
    assert shown("1\u202f234\u00a0€") == "1\u202f234\u00a0€"


# --- What can be shown ---------------------------------------------------------------------------


def test_signs_that_the_fonts_lack_are_left_out() -> None:
    rocket = page(bar("🚀 Sales 👩‍💻", 40))
    assert worth_drawing(rocket)
    assert "Sales" in seen(draw(rocket)).said()


SCRIPTS = ("Grüße", "Ελληνικά", "Українська", "العربية", "فارسی", "עברית", "Việt", "ქართული", "Հայերեն")


@pytest.mark.parametrize("text", SCRIPTS)
def test_these_scripts_are_shown(text: str) -> None:
    assert worth_drawing(page(bar(text, 40, text), level=text))


@pytest.mark.parametrize(
    "riddle",
    [
        page(bar("日本語", 40)),
        page(bar("Sales", 40, "हिन्दी")),
        page(*THREE, level="ไทย"),
        page(bar("🚀", 40)),
        page(*THREE * 11),
        page(score="", level=""),
        BARE,
    ],
)
def test_a_picture_that_nobody_could_read_is_not_worth_drawing(riddle: ResultPage) -> None:
    assert not worth_drawing(riddle)
    assert seen(draw(riddle)).sheet.bottom > 0


@pytest.mark.parametrize("whole", [FULL, page(*THREE), page(*THREE, score="", level=""), page()])
def test_others_are(whole: ResultPage) -> None:
    assert worth_drawing(whole)


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("text", ["HHHHHH", "Hello, Wörld H", "المبيعات والتقارير", "H السلام H", "שלום"])
def test_measured_words_are_as_wide_as_painted_ones(text: str, bold: bool) -> None:
    canvas = Canvas(mirrored=False)
    words = fitted(text, 640, (40,), bold=bold)
    canvas.words(20, 20, words, "#000000")
    svg = canvas.svg(64, "#ffffff")
    png = svg_to_bytes(svg_string=svg, width=320, skip_system_fonts=True, font_files=FILES)
    inked = [place for row in rows_of(png) for place, dot in enumerate(row) if dot[0] < 128]
    first, last = min(inked) * 4, (max(inked) + 1) * 4
    assert first >= 20 - 4
    assert last <= 20 + words.width + 4
    assert last - first >= words.width * 0.9 - 8
