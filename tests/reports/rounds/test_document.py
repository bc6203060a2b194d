"""A round's document: figures worked out by hand, what is left out and why, and nothing of a person in it."""

import json
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from bot.definition.answer import DONT_KNOW
from bot.reports.rounds import RoundDocument, RoundFacts, Shown, count_answered, made, withheld
from bot.store.round_answers import Handed
from tests.reports.rounds.flows import crew, flow_from
from tests.reports.rounds.samples import (
    CASES,
    FAIR,
    GOOD,
    MIXED,
    NOTES,
    backwards,
    facts,
    handed,
    lines,
    twelve_people,
    weekly,
)

NO_FIGURES: Mapping[str, object] = {
    "overall": None, "bounds": None, "areas": {}, "questions": {}, "weakest": [], "joint": [], "systems": [],
    "talk": [], "comments": {}, "people": None,
}  # fmt: skip

# Ten people, two of a kind in everything but one, on a scale of 1 to 5 that is 0, 25, 50, 75, 100 percent.
TEN = lines("1122334455", "2233445511", "5544332211", "1122334455", "3334445552", "1111155555")


def ten(**changes: Any) -> RoundDocument:
    return made(crew(), handed(crew(), TEN), facts(**changes), (), backwards)


def test_a_question_of_ten() -> None:
    card = ten()["questions"]["focus_next"]

    # Two of each choice: 50 on average; two of 75, two of 100 are at the top.
    assert card["n"] == 10
    assert card["mean"] == 50
    assert card["shares"] == {
        "strongly_disagree": 20, "disagree": 20, "neutral": 20, "agree": 20, "strongly_agree": 20,
    }  # fmt: skip
    assert (card["top"], card["bottom"]) == (40, 40)
    assert card["agreement"] == "two camps"


def test_an_area_of_ten() -> None:
    card = ten()["areas"]["safety"]

    # 3 3 3 4 4 4 5 5 5 2 of one question: 50 50 50 75 75 75 100 100 100 25, 700 in all. Their deviation is
    # √(6250/9·…): squares around 70 are 3·400 + 3·25 + 3·900 + 2025 = 6000, over 9 is 666.7, the root 25.8.
    # t for nine degrees of freedom is 2.262, so ± 2.262·25.82/√10 = 18.5.
    assert card["score"] == 70
    assert card["spread"] == 25.8
    assert (card["low"], card["high"]) == (52, 88)
    assert card["band"] == "good"


def test_a_reversed_question_counts_the_other_way_round() -> None:
    document = ten()

    # 5 5 4 4 … of "work gets lost" is as good as 1 1 2 2 … is: the area is the mean of both, each person's
    # percents are alike, so it is 0 0 25 25 50 50 75 75 100 100.
    assert document["areas"]["handoffs"]["score"] == 50
    assert document["questions"]["handoff_lost"]["mean"] == 50


def test_the_overall_is_that_of_the_people_and_says_what_the_silent_could_change() -> None:
    document = ten(invited=16)

    # Focus 50, handoffs 50 (weighs two), safety 70, joy 50: (50 + 100 + 70 + 50) / 5 = 54.
    assert document["overall"] is not None
    assert document["overall"]["score"] == 54
    assert document["overall"]["band"] == "fair"
    # 54 · 10/16 = 33.75, and six of 16 more are 37.5.
    assert document["bounds"] == [34, 71]
    assert (document["invited"], document["answered"], document["low_response"]) == (16, 10, False)


def test_a_low_response_is_said() -> None:
    assert ten(invited=21)["low_response"] is True


def test_the_weakest_areas_systems_and_talk_by_the_flows_rules() -> None:
    document = ten()

    # Those below 75: three at 50 and one at 70. Handoffs weighs most, then the order of the flow; only three
    # are named. All three are at 50, so each is too close to the next; to the fourth there are 20 points.
    assert document["weakest"] == ["handoffs", "focus", "joy"]
    assert document["joint"] == ["handoffs", "focus"]
    # Joy has no system to build.
    assert document["systems"] == ["handoffs", "focus"]
    # Joy is 0 or 100 for five each, four are at each end of handoffs: two camps. Of focus only two are, as
    # the second question is moved on by one.
    assert document["talk"] == ["handoffs", "joy", "focus", "safety"]


def test_two_camps_are_talked_about_before_what_is_lower() -> None:
    _, document = CASES["two camps"]()
    cards = document["areas"]

    camps = [area for area, card in cards.items() if card["agreement"] == "two camps"]
    lower = [area for area in cards if area not in camps and (cards[area]["score"] or 0) < 50]

    assert camps == ["safety", "joy"]
    assert lower == ["handoffs"]
    assert document["talk"] == ["safety", "joy", "handoffs", "focus"]


def test_questions_without_points_have_their_own_figures() -> None:
    cards = twelve_people()[1][-1]["questions"]

    # 1 2 3 1 2 1 1 3 1 2 1 2: six, four, two of twelve.
    assert cards["blockers"]["shares"] == {"waiting": 50, "tools": 33, "meetings": 17, "none": 0}
    assert cards["blockers"]["mean"] is None
    # 0 1 2 2 2 3 3 4 5 5 6 8 in order: a quarter on from the third and fourth, between the sixth and
    # seventh, a quarter short of the tenth.
    assert cards["hours"]["quartiles"] == [2, 3, 5]
    assert cards["hours"]["shares"] is None
    # 9 10 8 11 9 10 7 10 5 11 9 8 are the answers 8 9 7 10 8 9 6 9 4 10 8 7: five promoters, two detractors.
    assert cards["recommend"]["recommendation"] is not None
    assert cards["recommend"]["recommendation"][0] == 25


def test_figures_have_no_fractions() -> None:
    document = twelve_people()[1][-1]

    figures = [
        value
        for card in (document["overall"], *document["areas"].values())
        if card is not None
        for value in (card["score"], card["low"], card["high"])
    ]

    assert figures
    assert all(isinstance(value, int) for value in figures)


def test_a_flow_with_decimals_keeps_them() -> None:
    flow = flow_from("""
flow: means
version: 1
title: Means
scale: agree5
scoring: {method: mean, decimals: 1}
levels: {}
areas: {calm: {title: Calm}, clear: {title: Clear}}
checkin: {every: month, anonymous: yes, min_answers: 3}
steps:
  - {ask: one, area: calm, text: First.}
  - {ask: two, area: clear, text: Second.}
""")
    sheets = handed(flow, {"one": "1122334455", "two": "5544332213"})
    before = made(flow, handed(flow, {"one": "5544332211", "two": "5544332211"}), facts(), (), backwards)

    document = made(flow, sheets, facts(2), [Shown(before, flow)], backwards)

    # 1 1 2 2 3 3 4 4 5 5 is 3 on average with squares of 20 over 9: 1.49. t 2.262 · 1.49/√10 = 1.07.
    calm, clear = document["areas"]["calm"], document["areas"]["clear"]
    assert (calm["score"], calm["spread"], calm["low"], calm["high"]) == (3, 1.49, 1.9, 4.1)
    assert clear["score"] == 3.2
    assert clear["change"] is not None
    assert clear["change"]["by"] == 0.2


def test_a_flow_without_areas_has_an_overall_and_nothing_to_rank() -> None:
    _, document = CASES["no areas"]()

    assert document["overall"] is not None
    assert document["areas"] == {}
    assert document["weakest"] == document["systems"] == document["talk"] == []


def test_what_nearly_all_said_has_no_figures_where_colleagues_may_tell_each_other() -> None:
    _, document = CASES["alike"]()
    card = document["questions"]["joy_week"]

    assert card["alike"] is True
    assert (card["word"], card["mean"], card["shares"], card["top"]) == (None, None, None, None)
    # The area is that question alone: it says no more, and no order does.
    assert document["areas"]["joy"]["score"] is None
    assert "joy" not in document["talk"] + document["weakest"]


def test_in_a_named_round_a_word_stands_for_what_nearly_all_said() -> None:
    _, document = CASES["named"]()

    assert document["questions"]["joy_week"]["word"] == "very high"
    assert document["areas"]["joy"]["word"] == "very high"
    # The middle of that fifth is 90: the best of all, so it is talked about last.
    assert document["talk"][-1] == "joy"


def test_too_few_to_one_question_hide_it_and_even_how_few() -> None:
    _, document = CASES["too few of some"]()
    card = document["questions"]["safe_no"]

    assert (card["why"], card["n"], card["mean"], card["shares"]) == ("too few", None, None, None)
    assert document["areas"]["safety"]["n"] is None
    assert document["areas"]["safety"]["score"] is None
    assert document["questions"]["focus_next"]["n"] == 12


def test_choices_of_few_are_shown_together() -> None:
    _, document = CASES["merged"]()
    card = document["questions"]["focus_next"]

    # 3 3 1 4 4 4 2 5 5: three agree; the others are two or fewer each, six in all.
    assert card["shares"] == {"agree": 33}
    assert card["merged"] == ["strongly_disagree", "disagree", "neutral", "strongly_agree"]
    assert card["other"] == 67


def test_a_round_of_too_few_shows_how_many_took_part_and_nothing_else() -> None:
    four = {question: letters[:4] for question, letters in MIXED.items()}

    document = made(crew(), handed(crew(), four, notes=NOTES), facts(), (), backwards)

    assert document["why"] == "too few"
    assert document["answered"] == 4
    assert {name: document[name] for name in NO_FIGURES} == NO_FIGURES  # type: ignore[literal-required]


@pytest.mark.parametrize("why", ["held", "withheld", "team changed"])
def test_what_is_withheld_shows_only_how_many_took_part(why: str) -> None:
    document = withheld(crew(), facts(answered=9), why)  # type: ignore[arg-type]  # a `Why`

    assert (document["why"], document["answered"], document["invited"]) == (why, 9, 12)
    assert {name: document[name] for name in NO_FIGURES} == NO_FIGURES  # type: ignore[literal-required]


def test_a_sheet_on_which_nothing_counts_is_nobodys() -> None:
    sheets = (*handed(crew(), TEN), Handed("r1", {}), Handed("r1", {"not_there": "good"}))

    assert count_answered(crew(), sheets) == 10
    assert made(crew(), sheets, facts(), (), backwards)["answered"] == 10


def test_whoever_did_not_finish_counts_where_they_answered() -> None:
    begun = Handed("r1", {"safe_no": "strongly_agree"})

    document = made(crew(), (*handed(crew(), TEN), begun), facts(), (), backwards)

    assert document["answered"] == 11
    assert document["questions"]["safe_no"]["n"] == 11
    assert document["questions"]["focus_next"]["n"] == 10
    # (700 + 100) / 11 = 72.7.
    assert document["areas"]["safety"]["score"] == 73


def test_what_people_wrote_comes_in_the_order_of_chance_without_anything_else() -> None:
    sheets = handed(crew(), FAIR, notes=["a", "b", "c", "d", "  e  "])

    document = made(crew(), sheets, facts(), (), lambda n: (2, 0, 4, 1, 3))

    assert document["comments"] == {"note": ["c", "a", "e", "b", "d"]}


def test_four_texts_are_not_shown_however_many_answered() -> None:
    sheets = handed(crew(), FAIR, notes=["a", "b", "c", "d", "   "])

    assert made(crew(), sheets, facts(), (), backwards)["comments"] == {}


def pooled(sizes: tuple[int, int], notes: tuple[int, int], answered: int) -> RoundDocument:
    """Two rounds together, of so many sheets and notes each, by so many different people."""
    sheets: list[Handed] = []
    for number, (size, wrote) in enumerate(zip(sizes, notes, strict=True)):
        some = {question: letters[:size] for question, letters in MIXED.items()}
        sheets += handed(crew(), some, round_id=f"r{number}", notes=["words"] * wrote)
    about = RoundFacts(
        (1, 2), facts().opened, facts().closed, anonymous=True, min_answers=5, invited=9, answered=answered
    )  # fmt: skip
    return made(crew(), sheets, about, (), backwards)


def test_texts_of_several_rounds_may_be_one_persons() -> None:
    # Six people, eight sheets: two of them twice. Five texts, three sheets without: three may be all there
    # are who wrote nothing, so at least three wrote, and three are too few.
    assert pooled((4, 4), (3, 2), 6)["comments"] == {}
    # Seven texts, one sheet without: at least five of six people wrote.
    assert len(pooled((4, 4), (4, 3), 6)["comments"]["note"]) == 7


def test_a_block_of_rounds_counts_people_not_sheets() -> None:
    document = pooled((4, 4), (0, 0), 6)

    assert document["numbers"] == [1, 2]
    assert (document["answered"], document["invited"]) == (6, 9)
    assert document["why"] is None
    assert document["bounds"] is None
    assert pooled((4, 4), (0, 0), 4)["why"] == "too few"


def test_a_block_whose_people_nobody_counted_is_refused() -> None:
    about = replace(facts(), numbers=(1, 2))

    with pytest.raises(ValueError, match="over several rounds"):
        made(crew(), handed(crew(), FAIR), about, (), backwards)
    with pytest.raises(ValueError, match="not known"):
        withheld(crew(), about, "held")
    with pytest.raises(ValueError, match="about a round"):
        replace(facts(), numbers=())


def test_an_anonymous_document_has_no_person_and_a_named_one_has_everybody() -> None:
    sheets = handed(crew(), {**FAIR, "hours": "5", "blockers": "13"}, notes=["words"], named=True)

    assert made(crew(), sheets, facts(), (), backwards)["people"] is None
    people = made(crew(), sheets, facts(anonymous=False), (), backwards)["people"]

    assert people is not None
    assert [person["person"] for person in people] == sorted(f"U{number:02}" for number in range(12))
    # 3 2 and (reversed) 3, 3 and 4, 4: focus (50 + 25)/2 = 37.5, shown half up.
    assert people[0]["areas"] == {"focus": 38, "handoffs": 50, "safety": 75, "joy": 75}
    assert people[0]["answers"] == {
        "focus_next": "neutral", "focus_same": "disagree", "handoff_lost": "neutral",
        "handoff_asked": "neutral", "safe_no": "agree", "joy_week": "agree", "blockers": ["waiting"],
        "hours": 5, "note": "words",
    }  # fmt: skip
    assert people[1]["answers"]["blockers"] == ["meetings"]


def test_a_named_round_of_two_shows_both_and_no_figures() -> None:
    _, document = CASES["named, too few for figures"]()

    assert document["why"] == "too few"
    assert document["people"] is not None
    assert [person["person"] for person in document["people"]] == ["U00", "U01"]
    # Nothing of "joy" was answered by the second.
    assert document["people"][1]["areas"]["joy"] is None


CONTACTS = """
flow: contacts
version: 1
title: Contacts
scale: agree5
checkin: {every: month, anonymous: no, min_answers: 3}
steps:
  - {ask: one, text: First., dont_know: yes}
  - {ask: mail, type: email, optional: yes, text: Where can we reach you}
"""


def test_whoever_could_not_say_stands_there_without_an_answer() -> None:
    sheets = [Handed("r1", {"one": DONT_KNOW}, "U1"), Handed("r1", {"one": "agree"}, "U2")]

    people = made(flow_from(CONTACTS), sheets, facts(anonymous=False), (), backwards)["people"]

    assert people is not None
    assert [person["answers"] for person in people] == [{"one": None}, {"one": "agree"}]


def test_contact_data_is_in_no_document() -> None:
    flow = flow_from(CONTACTS)
    sheets = [
        Handed("r1", {"one": "agree", "mail": f"u{number}@example.com"}, f"U{number}") for number in range(4)
    ]

    document = made(flow, sheets, facts(anonymous=False), (), backwards)

    assert "example.com" not in json.dumps(document)
    assert document["people"] is not None
    assert document["people"][0]["answers"] == {"one": "agree"}


@pytest.mark.parametrize("case", CASES)
def test_every_document_is_plain_json_and_comes_back_the_same(case: str) -> None:
    _, document = CASES[case]()

    assert json.loads(json.dumps(document)) == document


def test_the_order_of_the_sheets_changes_nothing() -> None:
    sheets = handed(crew(), GOOD)

    first = made(crew(), sheets, facts(), (), backwards)

    assert made(crew(), sheets[::-1], facts(), (), backwards) == first


def test_a_number_of_no_choices_is_nobodys_answer() -> None:
    odd = Handed("r1", {"focus_next": Fraction(3), "safe_no": "strongly_agree"})

    document = made(crew(), (*handed(crew(), TEN), odd), facts(), (), backwards)

    assert document["questions"]["focus_next"]["n"] == 10


def test_held_rounds_and_their_block_follow_one_another() -> None:
    whys = [(document["numbers"], document["why"]) for document in weekly()[1][:4]]

    assert whys == [([1], None), ([2], None), ([3], "held"), ([3, 4], None)]
