"""Proves: result pages of all kinds of flows, worked out by hand: the smallest, sums, means, tables, no
overall, no levels, nothing answered, nothing that applies.
"""

import pytest

from bot.messages import Section
from tests.present.chat import MOOD, Chat

SUM = """
flow: load
title: Load
scale: much
scales:
  much: {c0: {text: None, score: 1}, c1: {text: Some, score: 2}, c2: {text: Much, score: 5}}
scoring: {method: sum}
levels:
  calm: {from: 2, title: Calm}
  busy: {from: 6, title: Busy}
dont_know: yes
steps:
  - {ask: a, text: "A?"}
  - {ask: b, text: "B?"}
"""

MEAN = """
flow: feel
title: Feel
scoring: {method: mean}
scale: rate5
areas: {work: Work, home: Home}
steps:
  - {ask: w1, area: work, text: "W1?"}
  - {ask: w2, area: work, text: "W2?"}
  - {ask: h1, area: home, weight: 2, text: "H1?"}
  - {ask: h2, area: home, text: "H2?"}
"""

CARDS = """
flow: cards
title: Cards
scoring: {overall: no}
areas: {one: One, two: Two}
tiers: {}
dont_know: yes
scale: rate5
steps:
  - {ask: a, area: one, text: "A?"}
  - {ask: b, area: two, text: "B?"}
"""

TABLE = """
flow: norms
title: Norms
scoring: {method: sum, overall: no}
areas:
  calm: {title: Calm, lookup: {2: 30, 3: 40, 4: 50}}
scale: rate5
steps:
  - {ask: a, area: calm, text: "A?"}
  - {ask: b, area: calm, text: "B?"}
"""


def test_the_smallest_flow() -> None:
    chat = Chat(MOOD)
    chat.taps("agree", "neutral")
    page = chat.result
    assert page.title == "Team mood"
    assert page.opening == "Your result: 63 of 100, level 2 of 3, Fair."
    assert (page.score, page.share, page.level, page.level_text) == ("63", 0.625, "Fair", "")
    assert (page.bars, page.bars_title, page.notes, page.sureness) == ((), "", (), ())
    assert (page.weakest, page.rules, page.plans, page.keep) == (Section("", ()), Section("", ()), (), "")


def test_the_smallest_flow_in_arabic_isolates_what_is_put_in() -> None:
    chat = Chat(MOOD.replace("scale:", "languages: [ar]\nscale:"))
    chat.taps("agree", "neutral")
    assert chat.result.opening == (
        "نتيجتك: \u2068\u206863\u2069 من 100\u2069، المستوى \u20682\u2069"
        " من \u20683\u2069، \u2068متوسط\u2069."
    )


def test_a_sum_stands_on_its_scale() -> None:
    chat = Chat(SUM)
    chat.taps("c1", "c2")
    page = chat.result
    assert page.opening == "Your result: 7 on a scale from 2 to 10, level 2 of 2, Busy."
    assert (page.score, page.share, page.level) == ("7", 0.625, "Busy")


def test_a_sum_with_a_gap_is_prorated_on_the_same_scale() -> None:
    chat = Chat(SUM.replace("{method: sum}", "{method: sum, min_answered: 50}"))
    chat.taps("c1", "dont_know")
    page = chat.result
    assert page.opening == "Your result: 4 on a scale from 2 to 10, level 1 of 2, Calm."
    assert page.notes == ("You could not say in 1 of 2.",)


def test_not_enough_answers_without_areas() -> None:
    chat = Chat(SUM)
    chat.taps("c1", "dont_know")
    page = chat.result
    assert page.opening == (
        "Not enough answers for an overall score. What is missing: 1 of 2 questions have an answer."
    )
    assert page.notes == ("You could not say in 1 of 2.",)
    assert (page.score, page.share, page.level) == ("", None, "")


def test_a_mean_keeps_its_metric() -> None:
    chat = Chat(MEAN)
    chat.taps("4", "3", "5", "2")
    page = chat.result
    assert page.opening == "Your result: 3.8 on a scale from 1 to 5."
    assert (page.score, page.level) == ("3.8", "")
    assert page.share == (3.75 - 1) / 4
    assert [(bar.title, bar.score, bar.share, bar.weak) for bar in page.bars] == [
        ("Work", "3.5", 0.625, False),
        ("Home", "4.0", 0.75, False),
    ]
    assert page.weakest == Section("", ())
    assert page.keep == ""


def test_without_an_overall_there_are_only_areas() -> None:
    chat = Chat(CARDS)
    chat.taps("4", "2")
    page = chat.result
    assert page.opening == "Here is your result."
    assert (page.score, page.share, page.level, page.sureness, page.held_back) == ("", None, "", (), ())
    assert [(bar.title, bar.score, bar.share, bar.tier, bar.tier_share) for bar in page.bars] == [
        ("Two", "25", 0.25, "", 1.0),
        ("One", "75", 0.75, "", 1.0),
    ]
    assert page.weakest.lines == ("Two 25",)
    assert page.keep == "Keep: One (75). Use it as the pattern for the others."


def test_an_area_without_answers_says_so() -> None:
    chat = Chat(CARDS)
    chat.taps("4", "dont_know")
    page = chat.result
    assert page.notes == (
        "Not enough answers for a score: Two (0 of 1 answered).", "You could not say in 1 of 2.",
    )  # fmt: skip
    assert page.keep == ""


def test_standard_scores_come_from_the_table() -> None:
    chat = Chat(TABLE)
    chat.taps("1", "2")
    (bar,) = chat.result.bars
    assert (bar.score, bar.share) == ("40", 0.5)


def test_outside_the_table_says_so() -> None:
    chat = Chat(TABLE)
    chat.taps("5", "5")
    assert chat.result.bars == ()
    assert chat.result.notes == ("Outside the table of standard scores: Calm.",)


def test_a_scale_of_one_point_is_full() -> None:
    chat = Chat(TABLE.replace("{2: 30, 3: 40, 4: 50}", "{2: 30}"))
    chat.taps("1", "1")
    assert chat.result.bars[0].share == 1.0


APART = """
flow: apart
title: Apart
scale: apart
scales:
  apart: {x: {text: Never mind, score: none}, y: {text: Y, score: 0}, z: {text: Z, score: 4}}
scoring: {min_areas: 2}
areas: {one: One, two: Two, three: {title: Three, weight: 0}}
dont_know: yes
steps:
  - {ask: a, area: one, text: "A?"}
  - {ask: b, area: two, text: "B?"}
  - {ask: c, area: three, text: "C?"}
"""


def test_too_few_areas_apply() -> None:
    chat = Chat(APART)
    chat.taps("x", "z", "z")
    page = chat.result
    assert page.opening == (
        "Not enough answers for an overall score. Only 1 area has a score; an overall score needs 2."
    )
    assert page.notes == ("Does not apply to you: One.",)


def test_an_answer_more_would_give_an_overall() -> None:
    chat = Chat(APART)
    chat.taps("dont_know", "z", "dont_know")
    page = chat.result
    assert page.opening == (
        "Not enough answers for an overall score. What is missing: One (0 of 1 answered)."
    )
    assert page.notes == (
        "Not enough answers for a score: Three (0 of 1 answered).", "You could not say in 2 of 3.",
    )  # fmt: skip


def test_nothing_applies() -> None:
    chat = Chat(APART)
    chat.taps("x", "x", "x")
    assert chat.result.opening == (
        "Not enough answers for an overall score. None of the questions applies to you."
    )


def test_levels_can_be_left_out() -> None:
    chat = Chat(MOOD.replace("scale:", "levels: {}\nscale:"))
    chat.taps("agree", "agree")
    assert chat.result.opening == "Your result: 75 of 100."


NUMBERS = """
flow: numbers
title: Numbers
areas: {one: One, two: Two}
steps:
  - {ask: a, area: one, type: number, range: 0..100, text: "A?"}
  - {ask: b, area: two, type: number, range: 0..100, text: "B?"}
"""


@pytest.mark.parametrize(
    ("one", "two", "kept"),
    [
        ("20", "60", "Keep: Two (60). Use it as the pattern for the others."),
        ("20", "59.5", "Keep: Two (60). Use it as the pattern for the others."),
        ("20", "59", ""),
    ],
)
def test_what_is_kept_is_60_or_more_as_shown(one: str, two: str, kept: str) -> None:
    chat = Chat(NUMBERS)
    chat.types(one, two)
    assert chat.result.keep == kept


RULES = """
flow: rules
title: Rules
credit: Made with care.
areas:
  one: {title: One, owner: "{operator}", advice: {low: {why: "Only {score.one} of 100."}}}
  two: {title: Two, system: A shared list}
scale: rate5
tiers: {low: {from: 0, title: Low}}
weakest: {show: 0, below: 75, joint: 6}
gates:
  - {id: never_two, if: two_q is 1, cap: low, systems: [two], text: "Two is {tier.two}."}
steps:
  - {ask: one_q, area: one, text: "One?"}
  - {ask: two_q, area: two, text: "Two?"}
  - {ask: size, type: number, optional: yes, text: "How many?"}
  - {ask: note, type: text, optional: yes, text: "Anything?"}
recommend:
  - {id: always, text: Be kind., link: https://example.com/kind}
  - {id: big, if: size >= 10 and score.overall < 60 and level is low, text: "{size} are many."}
  - id: one_low
    if: score.one < 50 and answered(note)
    areas: [one, two]
    text: "{worst} {worst.score} is below {best}."
"""


def test_rules_name_answers_overall_and_level() -> None:
    chat = Chat(RULES, operator="Example Ltd")
    chat.taps("2", "1")
    chat.types("1200", "hello {level}")
    page = chat.result
    assert page.rules.lines == (
        "Be kind. (always) https://example.com/kind",
        "1,200 are many. (big: 1,200, overall 13, Low)",
        "Two 0 is below One. (one_low: One 25)",
    )
    assert page.weakest == Section("", ())
    assert page.credit == "Made with care."
    assert [(plan.area, plan.system, plan.owner, plan.because, plan.why) for plan in page.plans] == [
        ("two", "A shared list", "", "Two 0 of 100: Low (never_two)", ""),
    ]


LOOKING = """
flow: looking
title: Looking
tiers: {{}}
dont_know: yes
areas: {{one: {{title: One, system: A list}}, two: Two}}
steps:
  - {{ask: a, area: one, scale: yes_no, text: "A?"}}
  - {{ask: b, area: two, scale: rate5, text: "B?"}}
  - {{ask: many, type: multi, area: two, choices: {{a: First, b: Second}}, text: "Many?"}}
  - {{ask: n, type: number, text: "N?"}}
recommend:
  - {{id: rule, if: {condition}, text: Look.}}
"""


@pytest.mark.parametrize(
    ("condition", "because"),
    [
        ("a is no", " (rule: No)"),
        ("not (a is yes)", " (rule: No)"),
        ("a in [no, yes] and b >= 2", " (rule: No, 2)"),
        ("many has [a, b]", " (rule: First)"),
        ("count(many) + n > 3 - n", " (rule: First, 1,200)"),
        ("min(score.one, score.two) < 40 and max(n, 3) > 3", " (rule: One 0, Two 38, 1,200)"),
        ("score.overall < 40 and score.overall > 3", " (rule: overall 19)"),
        ("level is low and rank.one is 1", " (rule: Low, One 0)"),
        ("answered(a) and answered(a)", " (rule: No)"),
    ],
)
def test_a_rule_names_what_it_looked_at_and_not_what_it_compared_with(condition: str, because: str) -> None:
    chat = Chat(LOOKING.format(condition=f'"{condition}"'))
    chat.taps("no", "2")
    chat.types("First", "1200")
    assert chat.result.rules.lines == (f"Look.{because}",)
    assert chat.result.plans[0].because == "One 0 of 100"


def test_what_is_unknown_fired_nothing() -> None:
    chat = Chat(LOOKING.format(condition='"score.overall < 40 or level is low or score.one < 40 or b is 2"'))
    chat.taps("dont_know", "2", "dont_know")
    chat.types("1")
    assert chat.result.opening.startswith("Not enough answers")
    assert chat.result.rules.lines == ("Look. (rule: 2)",)


UNCOUNTED = """
flow: uncounted
title: Uncounted
dont_know: yes
scale: rate5
areas: {one: One}
steps:
  - {ask: a, area: one, text: "A?"}
  - {ask: b, area: one, optional: yes, text: "B?"}
  - {ask: c, text: "C?"}
"""


def test_dont_know_is_told_only_where_an_answer_was_asked_for() -> None:
    chat = Chat(UNCOUNTED)
    chat.taps("3", "dont_know", "dont_know")
    assert chat.result.notes == ()
