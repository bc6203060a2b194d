"""`checkup team`: a round's report from a file, hiding what a real round hides (scoring.md §9).

1. The promised shape, with figures worked out by hand.
2. Too few, all alike, rare choices, groups that would give others away.
3. Nobody counts twice, and not who answered nothing; the threshold is the flow's or higher.
4. The same as a page to read.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import Ended, called, checkup

FLOW = """\
flow: round
title: Round
areas:
  x: {title: The X, talk: "What about X?"}
  y: The Y
steps:
  - {ask: a, area: x, scale: agree5, dont_know: yes, text: A.}
  - {ask: b, area: y, scale: agree5, text: B.}
  - {ask: years, type: number, optional: yes, text: Years.}
  - ask: tools
    type: multi
    weight: 0
    optional: yes
    text: Tools.
    choices: {pen: Pen, paper: Paper}
  - {ask: tell, scale: recommend, optional: yes, text: Tell.}
  - {ask: note, type: text, optional: yes, text: Note.}
"""
WORDS = ("strongly_disagree", "disagree", "neutral", "agree", "strongly_agree")


@pytest.fixture
def flow(tmp_path: Path) -> Path:
    file = tmp_path / "round.yaml"
    file.write_text(FLOW, encoding="utf-8")
    return file


def place(number: int) -> str:
    """The id of the first … fifth choice."""
    return WORDS[number - 1]


def reported(flow: Path, people: Sequence[Mapping[str, object]], *arguments: str) -> Ended:
    """What is said of these people, whose ids are 0, 1, 2 …"""
    source = flow.with_name("people.jsonl")
    source.write_text("".join(json.dumps({"id": n, **person}) + "\n" for n, person in enumerate(people)))
    return called("team", flow, "--in", source, *arguments)


def report(flow: Path, people: Sequence[Mapping[str, object]], *arguments: str) -> dict[str, Any]:
    ended = reported(flow, people, *arguments)
    assert (ended.code, ended.err) == (0, "")
    found: dict[str, Any] = json.loads(ended.out)
    return found


def answers(a: int, b: int, **more: object) -> dict[str, object]:
    return {"answers": {"a": place(a), "b": place(b), **more}}


def test_a_round_of_five(flow: Path) -> None:
    """The example of §9.1: 2 2 3 3 4, so 25 25 50 50 75: mean 45, s² 0.7, r_wg 1 − 0.7/2 = .65, AD .64. The
    percents have s² 437.5, so 45 ± 2.7764 · 20.9165/√5 = 45 ± 25.971. Every choice was taken by one or two,
    so they are merged, and top and bottom would part them again. Everybody said 5 to b.
    """
    found = report(flow, [answers(n, 5) for n in (2, 2, 3, 3, 4)], "--invited", "8")
    assert found["questions"]["a"] == {
        "n": 5,
        "shown": True,
        "mean": 45,
        "shares": {"strongly_disagree": 0, "strongly_agree": 0},
        "top": None,
        "bottom": None,
        "r_wg": 0.65,
        "ad": 0.64,
        "agreement": "opinions differ",
        "interval": [pytest.approx(19.029, abs=0.001), pytest.approx(70.971, abs=0.001)],
        "groups": {},
        "merged": ["disagree", "neutral", "agree"],
        "other": 1,
    }
    assert found["questions"]["b"] == {
        "n": 5,
        "shown": True,
        "mean": None,
        "shares": None,
        "top": None,
        "bottom": None,
        "r_wg": None,
        "ad": None,
        "agreement": None,
        "interval": None,
        "groups": {},
        "alike": True,
        "word": "very high",
    }
    assert found["areas"]["x"] == {
        "n": 5,
        "shown": True,
        "mean": 45,
        "score": 45,
        "tier": "fair",
        "shares": None,
        "top": 0.2,
        "bottom": 0.4,
        "r_wg": 0.65,
        "ad": 0.64,
        "agreement": "opinions differ",
        "interval": [pytest.approx(19.029, abs=0.001), pytest.approx(70.971, abs=0.001)],
        "groups": {},
    }
    head = ["flow", "version", "invited", "answered", "low_response", "min_answers"]
    assert [found[name] for name in head] == ["round", 1, 8, 5, True, 5]
    assert found["shown"] is True
    assert found["talk"] == ["x", "y"]


def test_the_overall_is_the_mean_of_people_with_its_bounds(flow: Path) -> None:
    """By hand: 50 50 62.5 75 62.5 75, mean 62.5. 6 of 8 answered: 62.5 · 6/8, and 100 · 2/8 more."""
    pairs = [(3, 3), (3, 3), (3, 4), (4, 4), (4, 3), (4, 4)]
    found = report(flow, [answers(*pair) for pair in pairs], "--invited", "8")
    overall = found["overall"]
    assert (overall["mean"], overall["score"], overall["level"]) == (62.5, 63, "fair")
    assert found["bounds"] == [46.875, 71.875]
    assert found["low_response"] is False


def test_figures_that_are_not_points(flow: Path) -> None:
    """Years 1, 2, 3, 4, 10: median 3, quartiles 2 and 4. Ten tell: five of 9–10, two of 0–6: +30, and
    23.1 ± 42 (§9.1).
    """
    told = [10, 9, 9, 10, 9, 8, 8, 7, 0, 6]
    years = [1, 2, 3, 4, 10, None, None, None, None, None]
    tools = [["pen", "paper"]] * 5 + [["pen"]] * 5
    people = [
        answers(3, 3, tell=str(tell), years=count, tools=taken)
        for tell, count, taken in zip(told, years, tools, strict=True)
    ]
    found = report(flow, people)["questions"]
    assert (found["years"]["n"], found["years"]["quartiles"]) == (5, [2, 3, 4])
    assert found["tell"]["recommendation"]["score"] == 30
    low, high = found["tell"]["recommendation"]["interval"]
    assert (low, high) == (pytest.approx(23.1 - 42, abs=0.6), pytest.approx(23.1 + 42, abs=0.6))
    assert (found["tools"]["n"], found["tools"]["shares"]) == (10, {"pen": 1, "paper": 0.5})
    assert "note" not in found


NOTHING = "not enough answers to show this"
PROTECTING = "hidden, so that a smaller group cannot be computed"


def test_fewer_than_five_show_nothing(flow: Path) -> None:
    found = report(flow, [answers(1, 5)] * 4)
    assert (found["shown"], found["hidden"], found["answered"]) == (False, NOTHING, 4)
    cards = [found["overall"], *found["areas"].values(), *found["questions"].values()]
    assert len(cards) == 1 + 2 + 5
    for card in cards:
        assert (card["shown"], card["hidden"], card["n"]) == (False, NOTHING, None)
        assert {card[name] for name in ("mean", "top", "bottom", "r_wg", "ad", "interval", "shares")} == {
            None
        }
    assert found["bounds"] is None


def test_what_few_answered_is_hidden_by_itself(flow: Path) -> None:
    people = [answers(2, 3), answers(2, 4), answers(4, 3), answers(4, 1)]
    people += [{"answers": {"a": "dont_know", "b": place(2)}}]
    found = report(flow, people)
    assert found["questions"]["a"]["hidden"] == NOTHING
    assert found["areas"]["x"]["hidden"] == NOTHING
    assert found["areas"]["x"]["mean"] is None
    assert found["areas"]["y"]["shown"] is True


def test_a_group_of_seven_would_give_the_four_away(flow: Path) -> None:
    """The example of §9.4, 8."""
    people = [{**answers(n % 5 + 1, 3), "group": "seven" if n < 7 else "four"} for n in range(11)]
    groups = report(flow, people)["areas"]["x"]["groups"]
    assert groups == {
        "four": {"n": 4, "shown": False, "hidden": NOTHING, "mean": None},
        "seven": {"n": 7, "shown": False, "hidden": PROTECTING, "mean": None},
    }


def test_groups_that_are_large_enough_are_shown(flow: Path) -> None:
    people = [{**answers(2 + n % 2, 3), "group": "one" if n < 6 else "two"} for n in range(12)]
    groups = report(flow, people)["areas"]["x"]["groups"]
    assert groups == {
        "one": {"n": 6, "shown": True, "mean": 37.5},
        "two": {"n": 6, "shown": True, "mean": 37.5},
    }


def test_nobody_counts_twice(flow: Path) -> None:
    given = "".join(
        json.dumps({"id": number, **answers(2, 3)}) + "\n" for number in ("ana", "ben", "cem", "dan", "ana")
    )
    ended = checkup("team", flow, given=given)
    assert ended.code == 1
    assert json.loads(ended.out)["answered"] == 4
    assert ended.told == [
        'line 5: "ana" answered before, on line 1',
        "1 line could not be read and is not in the report.",
        "Mend it and compute the report again.",
    ]


def test_who_answered_nothing_does_not_count(flow: Path) -> None:
    people = [answers(3, 3)] * 4 + [{"answers": {}}, {"answers": {"a": None}}, {"answers": {"a": "maybe"}}]
    assert report(flow, people)["answered"] == 4


def test_the_threshold_may_rise_and_not_fall(flow: Path) -> None:
    people = [answers(n, 3) for n in (1, 2, 3, 4, 5)]
    assert report(flow, people, "--min-answers", "6")["shown"] is False
    assert report(flow, people[:3], "--min-answers", "3")["shown"] is True
    ended = reported(flow, people, "--min-answers", "2")
    assert (ended.code, ended.out) == (2, "")
    assert ended.told[1] == "Choose 3 or more."
    ended = checkup("team", "weekly-pulse", "--min-answers", "4")
    assert (ended.code, ended.told[1]) == (2, "Choose 5 or more.")


def test_more_cannot_have_answered_than_were_invited(flow: Path) -> None:
    ended = reported(flow, [answers(3, 3)] * 5, "--invited", "4")
    assert (ended.code, ended.out) == (2, "")
    assert ended.told[0] == "--invited 4 cannot be: 5 answered."


PAGE = """\
Round: the team
5 of 8 answered.
That is few: the others may see it differently.

Overall: 73 (Good), between 60 and 85, n 5
    with everybody's answers it would lie between 45 and 83

Areas
  The X: 45 (Fair), between 19 and 71, n 5, opinions differ
  The Y: nearly everybody said the same: very high (n 5)

Questions

  a: A.
    mean 45, between 19 and 71, n 5, opinions differ
       0 %                      Strongly disagree
       0 %                      Strongly agree
     100 % #################### other

  b: B.
    nearly everybody said the same: very high (n 5)

  years: Years.
    not enough answers to show this (n 0)

  tools: Tools.
    not enough answers to show this (n 0)

  tell: Tell.
    not enough answers to show this (n 0)

To talk about, in this order
  1. The X: What about X?
  2. The Y
"""


def test_as_a_page(flow: Path) -> None:
    """Overall: 62.5 62.5 75 75 87.5, mean 72.5, shown 73."""
    people = [answers(n, 5) for n in (2, 2, 3, 3, 4)]
    ended = reported(flow, people, "--invited", "8", "--format", "text")
    assert (ended.code, ended.out, ended.err) == (0, PAGE, "")


def test_a_page_with_nothing_on_it(flow: Path) -> None:
    ended = reported(flow, [answers(2, 5)], "--invited", "9", "--format", "text")
    assert ended.out.splitlines() == [
        "Round: the team",
        "1 of 9 answered.",
        "That is few: the others may see it differently.",
        "",
        "Nothing is shown: not enough answers to show this (5 are needed).",
    ]


def test_a_page_with_groups_and_numbers(flow: Path) -> None:
    people = [
        {**answers(2 + n % 2, 3, years=n, tell=str(n % 11)), "group": "one" if n < 6 else None}
        for n in range(12)
    ]
    said = reported(flow, people, "--format", "text").out
    assert "      one: 38, n 6\n" in said
    assert "      (no group): 38, n 6\n" in said
    assert "    median 5.5, half of them 2.75 to 8.25, n 12\n" in said
    assert "    recommendation -50, between " in said
