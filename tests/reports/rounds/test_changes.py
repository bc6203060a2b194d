"""What is said of a change since the round shown before: words, how large it had to be, breaks, medians."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot.definition.model import Flow
from bot.reports.rounds import RoundDocument, Shown, is_frequent, made, withheld
from tests.reports.rounds.flows import crew
from tests.reports.rounds.samples import (
    CASES,
    FAIR,
    GOOD,
    POOR,
    Lines,
    backwards,
    facts,
    handed,
    twelve_people,
    weekly,
)


def rounds(*given: tuple[Flow, Lines], frequent: bool = False) -> list[RoundDocument]:
    """The documents of rounds one after the other, each made beside those before."""
    shown: list[Shown] = []
    for number, (flow, answers) in enumerate(given, 1):
        about = facts(number, frequent=frequent)
        document = made(flow, handed(flow, answers), about, shown, backwards)
        shown.append(Shown(document, flow))
    return [one.document for one in shown]


def words(document: RoundDocument) -> dict[str, str | None]:
    return {area: card["change"]["word"] for area, card in document["areas"].items() if card["change"]}


def test_the_first_round_has_nothing_before_it() -> None:
    (first,) = rounds((crew(), FAIR))

    assert [card["change"] for card in first["areas"].values()] == [None] * 4
    assert first["overall"] is not None
    assert first["overall"]["change"] is None


def test_in_the_second_round_it_is_too_early_for_a_word() -> None:
    _, second = rounds((crew(), GOOD), (crew(), POOR))

    assert words(second) == dict.fromkeys(crew().areas)
    focus = second["areas"]["focus"]["change"]
    assert focus is not None
    # As shown: 73 and then 20.
    assert focus["by"] == -53
    # 12.9 and 11.3 are the deviations shown then and now, 12.13 is both together: from
    # t(22) 2.074 · 12.13 · √(2/12) = 10.3 on a change would count, so 11 would.
    assert focus["counts_from"] == 11


def test_the_third_round_says_what_went_down() -> None:
    *_, third = rounds((crew(), GOOD), (crew(), GOOD), (crew(), POOR))

    assert words(third) == dict.fromkeys(crew().areas, "down")
    assert third["overall"] is not None
    assert third["overall"]["change"] is not None
    assert third["overall"]["change"]["word"] == "down"


def test_a_change_of_ten_points_that_does_not_count_is_a_maybe_and_a_smaller_one_no_clear_change() -> None:
    documents = twelve_people()[1]

    by_word = {
        word: [
            card["change"]["by"]
            for document in documents
            for card in document["areas"].values()
            if card["change"] and card["change"]["word"] == word
        ]
        for word in ("maybe down", "maybe up", "no clear change")
    }

    assert by_word["maybe down"]
    assert all(change <= -10 for change in by_word["maybe down"])
    assert by_word["maybe up"]
    assert all(change >= 10 for change in by_word["maybe up"])
    assert all(-10 < change < 10 for change in by_word["no clear change"])


def test_frequent_rounds_wait_one_round_longer() -> None:
    same = [(crew(), GOOD)] * 2
    *_, third = rounds(*same, (crew(), POOR), frequent=True)
    *_, fourth = rounds(*same, (crew(), GOOD), (crew(), POOR), frequent=True)

    assert set(words(third).values()) == {None}
    assert set(words(fourth).values()) == {"down"}


def test_beside_frequent_rounds_stands_the_median_of_the_last_four() -> None:
    _, documents = weekly()

    medians = [document["areas"]["week"]["median"] for document in documents if document["areas"]]
    scores = [document["areas"]["week"]["score"] for document in documents if document["areas"]]

    assert medians[:3] == [None, None, None]
    # Worked out from the four scores in the middle of which it lies.
    for place in range(3, len(scores)):
        ordered = sorted(score for score in scores[place - 3 : place + 1] if score is not None)
        assert len(ordered) == 4
        assert medians[place] == (ordered[1] + ordered[2]) / 2


def test_rare_rounds_have_no_median() -> None:
    assert {card["median"] for document in twelve_people()[1] for card in document["areas"].values()} == {
        None
    }


def test_a_round_that_showed_nothing_is_passed_over() -> None:
    first, third = rounds((crew(), GOOD), (crew(), FAIR))
    between = Shown(withheld(crew(), facts(2, answered=3), "too few"), crew())

    again = made(
        crew(), handed(crew(), FAIR), facts(2), [Shown(first, crew()), between], backwards
    )  # fmt: skip

    assert again["areas"] == third["areas"]


def test_what_shows_nothing_is_compared_with_nothing() -> None:
    shown = [Shown(document, crew()) for document in rounds((crew(), GOOD), (crew(), GOOD))]
    few = {question: letters[:2] for question, letters in GOOD.items()}

    assert made(crew(), handed(crew(), few), facts(3), shown, backwards)["areas"] == {}


def test_across_a_change_of_the_scoring_nothing_is_said() -> None:
    _, document = CASES["broken"]()

    assert {card["broken"] for card in document["areas"].values()} == {True}
    assert {card["change"] is None for card in document["areas"].values()} == {True}


def test_after_a_break_words_wait_for_their_third_round_again() -> None:
    old, new = crew(), crew(2, weight=3)
    *_, second_after, third_after = rounds(
        (old, GOOD), (old, GOOD), (old, GOOD), (new, GOOD), (new, GOOD), (new, POOR)
    )

    assert not any(card["broken"] for card in second_after["areas"].values())
    assert set(words(second_after).values()) == {None}
    assert set(words(third_after).values()) == {"down"}


def test_a_flow_that_cannot_be_read_any_more_is_a_break() -> None:
    (first,) = rounds((crew(), GOOD))

    document = made(crew(), handed(crew(), GOOD), facts(2), [Shown(first, None)], backwards)

    assert document["areas"]["focus"]["broken"] is True


def test_a_version_that_only_says_it_otherwise_is_no_break() -> None:
    documents = rounds((crew(), GOOD), (crew(2), GOOD), (crew(3), POOR))

    assert [document["areas"]["focus"]["broken"] for document in documents] == [False] * 3
    assert words(documents[-1])["focus"] == "down"


def test_a_hidden_card_has_no_change_and_neither_has_the_one_after_it() -> None:
    hidden: Lines = {**GOOD, "safe_no": "4---------4-"}
    *_, without, after = rounds((crew(), GOOD), (crew(), hidden), (crew(), GOOD))

    assert without["areas"]["safety"]["change"] is None
    assert after["areas"]["safety"]["change"] is None
    assert after["areas"]["focus"]["change"] is not None


def test_the_largest_drop_decides_between_two_that_are_equally_low() -> None:
    flow = crew()
    before: Lines = {**GOOD, "safe_no": "333343233243", "joy_week": "554545355343"}
    now: Lines = {**GOOD, "safe_no": "333243233243", "joy_week": "333243233243"}

    def talk(shown: Sequence[Shown]) -> list[str]:
        return made(flow, handed(flow, now), facts(2), shown, backwards)["talk"][:2]

    (first,) = rounds((flow, before))
    assert talk([]) == ["safety", "joy"]
    assert talk([Shown(first, flow)]) == ["joy", "safety"]


def test_two_rounds_where_all_are_equal_to_the_point_change_by_what_they_changed() -> None:
    """Without any spread every change counts, and there is nothing to divide by."""
    flow = crew()
    (first,) = rounds((flow, GOOD))
    still = first["areas"]["focus"] | {"spread": 0.0}
    (second,) = (replace(Shown(first, flow), document=first | {"areas": {"focus": still}}),)

    document = made(flow, handed(flow, GOOD), facts(2), [second], backwards)

    assert document["areas"]["focus"]["change"] is not None
    assert document["areas"]["focus"]["change"]["by"] == 0


@pytest.mark.parametrize(
    ("every", "frequent"),
    [
        ("day", True),
        ("weekday", True),
        ("1 week", True),
        ("2 weeks", False),
        ("once", False),
        ("month", False),
    ],
)
def test_daily_and_weekly_is_frequent(every: str, frequent: bool) -> None:
    assert is_frequent(every) is frequent
