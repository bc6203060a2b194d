"""Proves: a result stands beside the one before it, in words that claim no more than the figures allow.

The flow `pair` has three areas of one question each, 0 to 100, and a standard error of 12 in each area. So an
area moved when it moved by more than 1.96 · √2 · 12 = 33.3; the overall of three areas has 12/√3, so it moved
by more than 1.96 · √2 · 6.93 = 19.2.

1. Only where it is known what comes after, a result has ways on to it, and a line about the time before.
2. The comparison has the overall, the level and every area in the order of the page; "up" and "down" are said
   only beyond the error, and never across two versions of a check.
3. What one of both results lacks is named; nothing is made up.
"""

from datetime import date

import pytest

from bot.engine.inputs import Review, ShowResult, ShowWorkings
from bot.engine.result import score
from bot.engine.step import step
from bot.messages import Button, ResultPage, Words
from bot.present import present
from bot.present.result.compared import compared
from bot.present.result.since import AfterResult, Before
from bot.wishes import Compare, RepeatLater, Share
from tests.engine.transcript import flow_of
from tests.present.chat import MOOD, Chat
from tests.present.test_results import CARDS, MEAN

PAIR = """
flow: pair
title: {en: Pair, de: Paar, ar: زوج}
languages: [en, de, ar]
scoring: {sem: 12}
scale: rate5
dont_know: yes
areas:
  sales: {en: Sales, de: Vertrieb, ar: المبيعات}
  data: {en: Data, de: Daten, ar: البيانات}
  people: {en: People, de: Leute, ar: الناس}
steps:
  - {ask: s, area: sales, text: {en: "S?", de: "S?", ar: "S?"}}
  - {ask: d, area: data, text: {en: "D?", de: "D?", ar: "D?"}}
  - {ask: p, area: people, text: {en: "P?", de: "P?", ar: "P?"}}
"""
DAY = date(2030, 2, 3)


def before(flow: str, **answers: str) -> Before:
    """The result of these answers, of the same flow."""
    return Before(score(flow_of(flow), answers), DAY)


def taken(flow: str, *choices: str, language: str = "en") -> Chat:
    chat = Chat(flow, language)
    chat.taps(*choices)
    return chat


def shown(chat: Chat, after: AfterResult | None) -> ResultPage:
    """The result page, shown once more."""
    state, events = step(chat.flow, chat.state, ShowResult())
    pages = [page for page in present(chat.flow, state, events, after=after) if isinstance(page, ResultPage)]
    return pages[-1]


def since(chat: Chat, then: Before) -> str:
    return shown(chat, AfterResult("c1", then)).since


WAYS = (Button("How was this computed?", ShowWorkings()), Button("Change an answer", Review()))


def test_nothing_comes_after_where_nothing_is_known_of_it() -> None:
    page = shown(taken(PAIR, "1", "1", "1"), None)
    assert page.buttons == WAYS
    assert page.since == ""


def test_the_ways_on_from_a_first_result() -> None:
    page = shown(taken(PAIR, "1", "1", "1"), AfterResult("c1"))
    assert page.buttons == (
        *WAYS,
        Button("Share this check", Share("pair")),
        Button("Ask me again in 3 months", RepeatLater("c1")),
    )
    assert page.since == ""


def test_the_ways_on_from_a_second_result() -> None:
    then = before(PAIR, s="1", d="1", p="1")
    page = shown(taken(PAIR, "5", "5", "5", language="de"), AfterResult("c1", then))
    assert page.buttons[2:] == (
        Button("Was sich geändert hat", Compare("c1")),
        Button("Diesen Check teilen", Share("pair")),
        Button("In 3 Monaten wieder fragen", RepeatLater("c1")),
    )


@pytest.mark.parametrize(
    ("then", "now", "said"),
    [
        ("123", "555", "Last time, on February 3, 2030: 25. Now: 100. That is up."),
        ("555", "123", "Last time, on February 3, 2030: 100. Now: 25. That is down."),
        ("134", "532", "Last time, on February 3, 2030: 42. Now: 58. That is no clear change."),
    ],
)
def test_the_time_before_in_a_line(then: str, now: str, said: str) -> None:
    assert since(taken(PAIR, *now), before(PAIR, s=then[0], d=then[1], p=then[2])) == said


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de", "Letztes Mal, am 3. Februar 2030: 25. Jetzt: 100. Das ist ein Anstieg."),
        (
            "ar",
            "المرة الماضية، في \u20683 فبراير 2030\u2069: \u206825\u2069. الآن: \u2068100\u2069. هذا ارتفاع.",
        ),
    ],
)
def test_the_line_in_other_languages(language: str, said: str) -> None:
    chat = taken(PAIR, "5", "5", "5", language=language)
    assert since(chat, before(PAIR, s="1", d="2", p="3")) == said


def test_without_a_standard_error_there_are_only_figures() -> None:
    chat = taken(MOOD, "strongly_agree", "strongly_agree")
    then = before(MOOD, tools="strongly_disagree", focus="strongly_disagree")
    assert since(chat, then) == "Last time, on February 3, 2030: 0. Now: 100."
    assert compared(chat.flow, chat.state, then) == Words(
        (
            "Team mood: what has changed since February 3, 2030",
            "Overall: 0 before, 100 now (+100).",
            "Level: Low before, Good now.",
        )
    )


def test_where_one_has_no_overall_there_is_no_line() -> None:
    chat = taken(PAIR, "5", "5", "5")
    assert since(chat, before(PAIR, s="1", d="1")) == ""
    assert since(taken(PAIR, "5", "5", "dont_know"), before(PAIR, s="1", d="1", p="1")) == ""


def test_all_that_changed() -> None:
    chat = taken(PAIR, "5", "3", "2")
    assert compared(chat.flow, chat.state, before(PAIR, s="1", d="3", p="4")) == Words(
        (
            "Pair: what has changed since February 3, 2030",
            (
                "Overall: 42 before, 58 now (+16). "
                "That is no clear change: so small a difference can come about by chance."
            ),
            "Level: Fair, as before.",
            (
                "People: 75 before, 25 now (-50), down\n"
                "Data: 50 before, 50 now (±0), no clear change\n"
                "Sales: 0 before, 100 now (+100), up"
            ),
        ),
        (),
        "en",
    )


def test_all_that_changed_in_german() -> None:
    chat = taken(PAIR, "5", "3", "2", language="de")
    assert compared(chat.flow, chat.state, before(PAIR, s="1", d="3", p="4")) == Words(
        (
            "Paar: was sich seit dem 3. Februar 2030 geändert hat",
            (
                "Gesamt: vorher 42, jetzt 58 (+16). "
                "Das ist keine klare Veränderung: Ein so kleiner Unterschied kann Zufall sein."
            ),
            "Stufe: Mittel, wie zuvor.",
            (
                "Leute: vorher 75, jetzt 25 (-50), gesunken\n"
                "Daten: vorher 50, jetzt 50 (±0), keine klare Veränderung\n"
                "Vertrieb: vorher 0, jetzt 100 (+100), gestiegen"
            ),
        ),
        (),
        "de",
    )


def test_all_that_changed_in_arabic() -> None:
    chat = taken(PAIR, "5", "3", "2", language="ar")
    said = compared(chat.flow, chat.state, before(PAIR, s="1", d="3", p="4"))
    assert said.language == "ar"
    assert said.paragraphs[1] == (
        "الإجمالي: \u206842\u2069 من قبل، \u206858\u2069 الآن (\u2068+16\u2069). "
        "لا تغيّر واضح: فرق صغير كهذا قد يأتي مصادفةً."
    )


@pytest.mark.parametrize(
    ("then", "now", "said"),
    [
        (
            "111",
            "444",
            "Overall: 0 before, 75 now (+75). That is up, by more than chance would explain.",
        ),
        (
            "444",
            "111",
            "Overall: 75 before, 0 now (-75). That is down, by more than chance would explain.",
        ),
    ],
)
def test_a_change_of_the_overall(then: str, now: str, said: str) -> None:
    chat = taken(PAIR, *now)
    found = compared(chat.flow, chat.state, before(PAIR, s=then[0], d=then[1], p=then[2]))
    assert found.paragraphs[1] == said


def test_the_same_level() -> None:
    chat = taken(PAIR, "1", "1", "1")
    found = compared(chat.flow, chat.state, before(PAIR, s="1", d="1", p="1"))
    assert found.paragraphs[2] == "Level: Low, as before."


def test_areas_that_only_one_of_both_has() -> None:
    chat = taken(PAIR, "5", "dont_know", "2")
    found = compared(chat.flow, chat.state, before(PAIR, s="1", d="3"))
    assert found.paragraphs[1:] == (
        ("People: 25 now, no score before\n"
        "Sales: 0 before, 100 now (+100), up\n"
        "Data: 50 before, no score now"),
    )  # fmt: skip


def test_an_overall_that_only_one_of_both_has() -> None:
    all_three, two = {"s": "1", "d": "1", "p": "1"}, {"s": "1", "d": "1"}
    chat = taken(PAIR, "5", "5", "5")
    found = compared(chat.flow, chat.state, before(PAIR, **two))
    assert found.paragraphs[1] == "Overall: 100 now, no score before."
    chat = taken(PAIR, "5", "5", "dont_know")
    found = compared(chat.flow, chat.state, before(PAIR, **all_three))
    assert found.paragraphs[1] == "Overall: 0 before, no score now."


def test_another_version_is_compared_without_a_verdict() -> None:
    newer = PAIR.replace("flow: pair", "flow: pair\nversion: 2")
    then = before(PAIR, s="1", d="3", p="4")
    chat = taken(newer, "5", "5", "5")
    assert since(chat, then) == "Last time, on February 3, 2030: 42. Now: 100."
    assert compared(chat.flow, chat.state, then).paragraphs == (
        "Pair: what has changed since February 3, 2030",
        "The check itself has changed since then, so the two compare only roughly.",
        "Overall: 42 before, 100 now (+58).",
        "Level: Fair before, Good now.",
        "Sales: 0 before, 100 now (+100)\nData: 50 before, 100 now (+50)\nPeople: 75 before, 100 now (+25)",
    )


def test_areas_and_levels_that_the_check_no_longer_has_are_left_out() -> None:
    older = PAIR.replace("people", "folk").replace("scale:", "levels: {odd: {from: 0, title: Odd}}\nscale:")
    older = older.replace("title: Odd", "title: {en: Odd, de: Odd, ar: Odd}")
    newer = PAIR.replace("flow: pair", "flow: pair\nversion: 2")
    chat = taken(newer, "5", "3", "2")
    found = compared(chat.flow, chat.state, before(older, s="1", d="3", p="4"))
    assert found.paragraphs[2:] == (
        "Overall: 42 before, 58 now (+16).",
        ("People: 25 now, no score before\n"
        "Data: 50 before, 50 now (±0)\n"
        "Sales: 0 before, 100 now (+100)"),
    )  # fmt: skip


def test_scores_and_differences_have_the_places_of_the_flow() -> None:
    flow = MEAN.replace("{method: mean}", "{method: mean, decimals: 1}")
    chat = taken(flow, "2", "3", "4", "4")
    found = compared(chat.flow, chat.state, before(flow, w1="2", w2="2", h1="5", h2="5"))
    assert found.paragraphs[1:] == (
        "Overall: 3.5 before, 3.3 now (-0.2).",
        "Work: 2.0 before, 2.5 now (+0.5)\nHome: 5.0 before, 4.0 now (-1.0)",
    )


def test_a_check_without_an_overall_has_its_areas() -> None:
    chat = taken(CARDS, "2", "3")
    found = compared(chat.flow, chat.state, before(CARDS, a="2", b="4"))
    assert found.paragraphs[1:] == ("One: 25 before, 25 now (±0)\nTwo: 75 before, 50 now (-25)",)


def test_where_there_is_nothing_to_compare() -> None:
    unsure = ("dont_know", "dont_know")
    chat = taken(CARDS, *unsure)
    assert compared(chat.flow, chat.state, before(CARDS)).paragraphs[1:] == (
        "There are no scores to compare.",
    )


def test_titles_have_their_values() -> None:
    flow = MOOD.replace("title: Team mood", 'title: "{operator} {{mood}}"')
    chat = taken(flow, "agree", "agree")
    found = compared(chat.flow, chat.state, before(flow), operator="{x} Ltd")
    assert found.paragraphs[0] == "{x} Ltd {mood}: what has changed since February 3, 2030"
