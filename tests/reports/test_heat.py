"""Proves: a team's map says in words and numbers where each area stood in each round, and can be read by all.

1. Every word lies inside the picture, is at least 28 high, and has the contrast of WCAG AA on its ground.
2. No colour alone: a cell has its score and its tier; what is hidden is a dash, what is a word is a word.
3. Of many rounds the newest five are drawn; the words for those who see no picture are of the newest one.
4. A right-to-left map begins at the right.
5. Nothing to say, letters that cannot be shown, or more than thirty areas make it not worth drawing.
"""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.messages import HeatCell, HeatMap, HeatRow
from bot.reports.picture import alt_text, draw, worth_drawing
from tests.reports.seen import Box, Seen, contrast, seen

TIERS = (("Red", 0.0), ("Amber", 0.5), ("Green", 1.0))


def cell(score: int | None, tier: int = 0) -> HeatCell:
    return HeatCell("") if score is None else HeatCell(str(score), *TIERS[tier])


def team(*rows: HeatRow, columns: int = 3, language: str = "en") -> HeatMap:
    names = tuple(str(number) for number in range(1, columns + 1))
    return HeatMap("Team health", "Platform, Round 3", names, rows, language)


THREE = team(
    HeatRow("Value", (cell(62, 1), cell(66, 1), cell(78, 2))),
    HeatRow("Getting it out", (cell(31, 0), cell(None), HeatCell("≈", "low"))),
)
names = st.text("Abcdefghij  ", min_size=1, max_size=40).filter(str.strip)
cells = st.one_of(
    st.just(HeatCell("")),
    st.just(HeatCell("≈", "in the middle of everything")),
    st.builds(HeatCell, st.integers(0, 100).map(str), names, st.sampled_from([0.0, 0.3, 0.5, 0.7, 1.0])),
)


@st.composite
def maps(draw_from: st.DrawFn) -> HeatMap:
    columns = draw_from(st.integers(1, 12))
    rows = draw_from(
        st.lists(
            st.builds(HeatRow, names, st.lists(cells, min_size=columns, max_size=columns).map(tuple)),
            min_size=1,
            max_size=30,
        )
    )
    language = draw_from(st.sampled_from(["en", "de", "ar"]))
    return replace(team(*rows, columns=columns, language=language), title=draw_from(names))


@settings(max_examples=80, deadline=None)
@given(maps())
def test_whatever_a_map_holds_it_can_be_read(page: HeatMap) -> None:
    picture = seen(draw(page))
    margins = Box(8, 20, picture.sheet.right - 8, picture.sheet.bottom - 8)
    for words in picture.words:
        assert words.size >= 28
        assert words.box.within(margins), words
        ground = _ground(picture, words.box)
        assert contrast(words.colour, ground) >= 4.5, (words, ground)


def test_a_cell_says_its_score_and_its_tier() -> None:
    said = [words.text for words in seen(draw(THREE)).words]
    assert said == [
        "Team health", "Platform, Round 3", "1", "2", "3",
        "Value", "62", "Amber", "66", "Amber", "78", "Green",
        "Getting it out", "31", "Red", "–", "≈", "low",
    ]  # fmt: skip


def test_of_many_rounds_the_newest_five_are_drawn() -> None:
    scores = tuple(cell(score, 0) for score in range(11, 18))
    said = [words.text for words in seen(draw(team(HeatRow("Value", scores), columns=7))).words]
    assert [word for word in said if word.isdigit()] == [
        "3",
        "4",
        "5",
        "6",
        "7",
        "13",
        "14",
        "15",
        "16",
        "17",
    ]


def test_the_words_for_who_sees_no_picture_are_of_the_newest_round() -> None:
    assert alt_text(THREE) == "Team health, Platform, Round 3: Value 78 Green, Getting it out ≈ low"


def test_what_the_newest_round_hides_is_not_in_its_words() -> None:
    page = team(
        HeatRow("Value", (cell(62, 1), cell(None))), HeatRow("Say", (cell(1), cell(40, 1))), columns=2
    )
    assert alt_text(page) == "Team health, Platform, Round 3: Say 40 Amber"


def test_a_right_to_left_map_begins_at_the_right() -> None:
    found = seen(draw(replace(THREE, language="ar"))).words
    words = {one.text.strip("\u2067\u2069"): one.box for one in found}
    assert words["Value"].left > words["62"].left > words["78"].left


@pytest.mark.parametrize(
    "page",
    [
        team(HeatRow("Value", (cell(None), cell(None), cell(None)))),
        team(HeatRow("値", (cell(1), cell(2), cell(3)))),
        team(*(HeatRow("Value", (cell(1), cell(2), cell(3))) for _ in range(31))),
    ],
    ids=["nothing to say", "letters that cannot be shown", "too many areas"],
)
def test_it_is_not_worth_drawing(page: HeatMap) -> None:
    assert not worth_drawing(page)


def test_thirty_areas_are_worth_drawing() -> None:
    assert worth_drawing(team(*(HeatRow("Value", (cell(1), cell(2), cell(3))) for _ in range(30))))


def _ground(picture: Seen, box: Box) -> str:
    """The colour of the last shape below these words."""
    below = [shape for shape in picture.shapes if box.within(shape.box)]
    return below[-1].colour if below else "#fbfaf7"
