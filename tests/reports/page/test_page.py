"""What the page says, from documents that were written by hand.

1. Numbers, words and intervals are those of the document; a change is told in honest words.
2. What is hidden has no figure anywhere, and says why.
3. Trends: a line only where rounds may be compared, a break drawn, intervals around, words for all of it.
4. A round without figures says so, and still shows what came before.
"""

import re
from html import unescape

import pytest

from bot.definition.model import Level
from bot.definition.texts import Text
from bot.present.teams.shape import Card
from bot.reports.page.extent import PERCENT, Extent, extent_of
from bot.reports.page.trend import WIDTH, Placed, Trend, trend_of
from bot.reports.page.wording import saying_in
from tests.reports.page.cases import page
from tests.reports.page.made import (
    Team,
    alike,
    card,
    document,
    flow_of,
    hidden,
    moved,
    question,
    team_health,
    written,
)

HEALTH = flow_of("team-health")


def read(html: str) -> str:
    """What somebody reads: the text alone, blanks made one."""
    bare = re.sub(r"<(style|svg)\b.*?</\1>", " ", html, flags=re.DOTALL)
    bare = re.sub(r"</(p|h\d|li|td|th|div|dd|dt|span|b)>", " ", bare)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", "", bare))).strip()


def part(html: str, area: str) -> str:
    """The card of one area."""
    found = re.search(
        rf'<article class="card area" id="[^"]*"[^>]*>\s*<h3[^>]*><bdi[^>]*>{area}<.*?</article>',
        html,
        re.DOTALL,
    )
    assert found, area
    return found[0]


def value(of: Card, language: str = "en") -> str:
    """What is read about the area *Value* whose card this is, in the third round."""
    last = document(HEALTH, 3)
    last["areas"]["value"] = of
    return read(
        part(
            page(Team(HEALTH, [document(HEALTH, 1), document(HEALTH, 2), last]).material(), language), "Value"
        )
    )


def test_a_score_stands_with_its_tier_its_interval_and_its_answers() -> None:
    said = value(card(62, "amber", low=51, high=73, n=14))
    assert said.startswith("Value 62 Amber")
    assert "between 51 and 73 · 14 answers" in said


def test_one_answer_is_not_answers_and_decimals_stand_as_people_write_them() -> None:
    said = value(card(62.5, "amber", low=51.5, high=73.0, n=1), "de")
    assert "62,5 Amber" in said
    assert "zwischen 51,5 und 73" in said
    assert said.count("1 Antwort") == 1
    assert "1 Antworten" not in said


@pytest.mark.parametrize(
    ("change", "said", "unsaid"),
    [
        (moved(9, "up"), "Up by 9", "would count"),
        (moved(-9, "down"), "Down by 9", "would count"),
        (moved(12, "maybe up"), "Maybe up, by 12", "Up by"),
        (moved(-12, "maybe down"), "Maybe down, by 12", "Down by"),
        (moved(3, "no clear change", 28), "No clear change (about 28 points would count)", "by 3"),
        (moved(3, None), "It is too early to tell a change.", "by 3"),
    ],
)
def test_changes_in_honest_words(change: dict[str, object], said: str, unsaid: str) -> None:
    text = value(card(62, "amber", change=change))
    assert said in text
    assert unsaid not in text


def test_nothing_is_compared_across_a_new_scoring_or_with_a_part_of_the_questions() -> None:
    broken = value(card(62, "amber", broken=True, change=moved(40, "up")))
    assert "The scoring changed, so there is no comparison" in broken
    assert "Up by" not in broken
    partial = value(card(62, "amber", partial=True, change=moved(40, "up")))
    assert "Made without hidden questions, so it is compared with nothing." in partial
    assert "Up by" not in partial


def test_two_camps_are_explained() -> None:
    said = value(card(50, "amber", agreement="two camps"))
    assert "Two camps: at least a quarter see it as good, and at least a quarter as bad" in said


def test_the_median_of_the_last_four_stands_beside_where_there_is_one() -> None:
    assert "median of the last four: 58" in value(card(62, "amber", median=58))
    assert "median" not in value(card(62, "amber"))


def test_what_is_hidden_has_no_figure_and_says_why() -> None:
    last = document(HEALTH, 3)
    last["areas"]["value"] = hidden("too few")
    last["areas"]["joy"] = hidden("protects others")
    last["questions"]["value_card"] = question(n=3, why="too few")
    html = page(Team(HEALTH, [document(HEALTH, 2), last]).material())
    assert "Not enough answers to show this 3 answers" in read(part(html, "Value"))
    assert not re.search(r'class="(score|chip|strip)', part(html, "Value"))
    below = read(html[html.index('id="hidden"') :])
    assert "Not enough answers to show this Value, Value. Where are we between these two?" in below
    assert "Hidden, so that a smaller group cannot be worked out Enjoyment" in below


def test_what_is_too_much_alike_for_figures_stands_among_what_is_not_shown() -> None:
    last = document(HEALTH, 3)
    last["areas"]["value"] |= {"score": None, "band": None, "alike": True, "word": None}
    last["areas"]["joy"] |= {"score": None, "band": None, "alike": True, "word": "high"}
    html = page(Team(HEALTH, [document(HEALTH, 2), last]).material())
    below = read(html[html.index('id="hidden"') :])
    assert "Not shown: of so few answers too many are alike Value" in below
    assert "Enjoyment" not in below


def test_nearly_everybody_said_the_same_stands_for_all_figures() -> None:
    said = value(alike("very high"))
    assert "Nearly everybody said the same: very high" in said


def test_the_map_has_number_and_word_in_every_cell() -> None:
    first, last = document(HEALTH, 1), document(HEALTH, 2)
    first["areas"]["value"], last["areas"]["value"] = card(20, "red"), hidden("too few")
    html = page(Team(HEALTH, [first, last]).material())
    row = re.search(r'<tr>\s*<th scope="row"><a href="#area-1"><bdi>Value</bdi>.*?</tr>', html, re.DOTALL)
    assert row
    assert read(row[0]) == "Value 20 Red – too few"


def test_shares_stand_in_the_order_of_the_question_and_few_are_shown_together() -> None:
    last = document(HEALTH, 1)
    last["questions"]["value_card"] = question(
        n=9, shares={"5": 44, "1": 22, "3": 11}, merged=["2", "4"], other=22, mean=55
    )
    html = page(Team(HEALTH, [last]).material())
    bars = re.search(r'<table class="bars".*?</table>', html, re.DOTALL)
    assert bars
    assert read(bars[0]) == (
        "Answer Share 1 We are not sure anyone needs what we make. 22\u202f% 3 11\u202f%"
        " 5 People tell us our work makes a difference. 44\u202f% Other (2 and 4) 22\u202f%"
    ).replace("\u202f", " ")


def test_a_recommendation_has_its_sign_and_its_interval() -> None:
    last = document(HEALTH, 1)
    last["questions"]["recommend_team"] = question(n=12, shares={"10": 100}, recommendation=[21, -18, 51])
    said = read(page(Team(HEALTH, [last]).material()))
    assert "Recommendation +21, between −18 and +51 (on a scale from −100 to +100)" in said


def test_a_first_report_draws_no_trend_and_speaks_of_no_change() -> None:
    html = page(team_health(1).material())
    assert '<svg class="trend"' not in html
    assert "It is too early to tell a change." in read(html)


def test_a_round_without_figures_says_why_and_shows_what_came_before() -> None:
    held = document(HEALTH, 3, why="held", areas={}, questions={}, talk=[], weakest=[], answered=3)
    html = page(Team(HEALTH, [document(HEALTH, 1), document(HEALTH, 2), held], every="week").material())
    said = read(html)
    assert "No figures yet: fewer than 5 different people answered." in said
    assert "3 of 18 answered." in said
    assert "All areas over time" in said
    assert "Talk about this first" not in said
    row = re.search(r'<tr>\s*<th scope="row"><bdi>Value</bdi>.*?</tr>', html, re.DOTALL)
    assert row
    assert read(row[0]).endswith("– held")


def test_what_was_decided_stands_beside_its_area_even_after_the_area_is_gone() -> None:
    team = team_health(3)
    area = team.documents[-1]["talk"][0]
    assert {one.area for one in team.actions} >= {area}
    html = page(team.material())
    said = read(part(html, re.escape(HEALTH.areas[area].title.source)))
    assert "going on Drop two of the four approvals for small changes" in said
    assert "past the date One list of open requests" in said
    del team.documents[-1]["areas"][area]
    team.documents[-1]["talk"].remove(area)
    title = HEALTH.areas[area].title.source
    assert f"{title}: Drop two of the four approvals" in read(page(team.material()))


def test_the_named_see_names_and_the_anonymous_read_why_there_are_none() -> None:
    assert "Answers are stored without a name" in read(page(team_health(1).material()))
    named = document(HEALTH, 1, anonymous=False)
    named["people"] = [{"person": "U7", "areas": {"value": 25.0}, "answers": {}}]
    said = read(page(Team(HEALTH, [named], anonymous=False).material()))
    assert "U7 25 – – – – – – – –" in said
    assert "stored without a name" not in said


# --- Trends ---------------------------------------------------------------------------------------


def drawn(cards: list[Card | None], language: str = "en", extent: Extent = PERCENT) -> Trend:
    bands = (Level("low", HEALTH.tiers[0].start, Text({"en": "Low"})), HEALTH.tiers[1])
    placed = [
        (str(at), Placed(f"Round {at}", one, at == len(cards))) for at, one in enumerate(cards, start=1)
    ]
    found = trend_of(saying_in(language), "Flow", placed, extent, bands)
    assert found is not None
    return found


def xs(line: str) -> list[float]:
    return [float(point.split(",")[0]) for point in line.split()]


def test_time_runs_in_the_direction_of_reading() -> None:
    cards: list[Card | None] = [card(20), card(40), card(60)]
    (right,), (left,) = drawn(cards).lines, drawn(cards, "ar").lines
    assert xs(right) == sorted(xs(right))
    assert xs(left) == sorted(xs(left), reverse=True)
    assert [round(WIDTH - x, 1) for x in xs(left)] == xs(right)


def test_higher_scores_stand_higher_and_the_interval_lies_around_them() -> None:
    low, high = drawn([card(20), card(80)]).points
    assert low.y > high.y
    (band,) = drawn([card(50), card(50)]).bands
    ys = [float(point.split(",")[1]) for point in band.split()]
    (line,) = drawn([card(50), card(50)]).lines
    y = float(line.split()[0].split(",")[1])
    assert min(ys) < y < max(ys)


def test_a_new_scoring_breaks_the_line_and_is_drawn() -> None:
    found = drawn([card(20), card(30), card(70, broken=True), card(75)])
    assert len(found.lines) == 2
    (at,) = found.breaks
    assert xs(found.lines[0])[-1] < at < xs(found.lines[1])[0]


def test_gaps_and_parts_are_not_bridged() -> None:
    assert [len(xs(line)) for line in drawn([card(20), card(30), None, card(40), card(50)]).lines] == [2, 2]
    assert [len(xs(line)) for line in drawn([card(2), card(3), hidden("held"), card(4)]).lines] == [2]
    found = drawn([card(20), card(30), card(40, partial=True), card(50), card(60)])
    assert [len(xs(line)) for line in found.lines] == [2, 2]
    assert len(found.whiskers) == 1


def test_the_words_for_the_picture_are_those_of_the_last_rounds() -> None:
    cards = [card(10 * at, low=at, high=99) for at in range(1, 8)]
    cards[5] = hidden("too few")
    assert drawn(list(cards)).alternative == (
        "Flow over time: Round 2: 20, between 2 and 99; Round 3: 30, between 3 and 99;"
        " Round 4: 40, between 4 and 99; Round 5: 50, between 5 and 99; Round 6: no figure;"
        " Round 7: 70, between 7 and 99"
    )


def test_points_of_flows_that_count_them_have_their_own_scale() -> None:
    flow = written(
        """flow: counted
version: 1
title: Counted
areas:
  one: {title: One}
scoring: {method: sum}
levels:
  low: {from: 0, title: Low}
  high: {from: 6, title: High}
steps:
  - ask: a
    area: one
    text: First?
    choices: {never: {text: Never, score: 0}, often: {text: Often, score: 3}}
  - ask: b
    area: one
    text: Second?
    choices: {never: {text: Never, score: 0}, often: {text: Often, score: 5}}
""",
        "counted",
    )
    assert extent_of(flow, "one") == Extent(0, 8)
    assert extent_of(HEALTH, "value") == PERCENT
    assert extent_of(None, None) == PERCENT
