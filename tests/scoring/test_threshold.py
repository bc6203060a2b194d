"""Too few, all alike, hardly anybody: scoring §9.4, rules 2 to 6."""

from collections.abc import Callable, Sequence
from fractions import Fraction

import pytest

from scoring.disclosure.collusion import ALONE
from scoring.disclosure.pooling import Block, Fate, blocks
from scoring.disclosure.threshold import Fifth, Shown, enough, fifth, merge_rare, texts_to_show


def adding(counts: dict[str, int]) -> Callable[[Sequence[str]], int]:
    """One choice a person."""
    return lambda choices: sum(counts[choice] for choice in choices)


def merged(**counts: int) -> Shown:
    return merge_rare(counts, sum(counts.values()), adding(counts))


def test_k_is_never_below_3() -> None:
    assert enough(3, 3)
    assert not enough(4, 5)
    with pytest.raises(ValueError, match="fewer than 3"):
        enough(9, 2)


@pytest.mark.parametrize(
    ("answers", "alike"),
    [("aaaaa", True), ("aaaab", True), ("aaabb", False), ("aaabc", False), ("", True), ("ab", True)],
)
def test_unanimity_is_all_or_all_but_one(answers: str, *, alike: bool) -> None:
    assert ALONE.alike(answers) is alike


@pytest.mark.parametrize(
    ("mean", "word"),
    [
        ("0", Fifth.VERY_LOW),
        ("19.99", Fifth.VERY_LOW),
        ("20", Fifth.LOW),
        ("40", Fifth.MIDDLING),
        ("60", Fifth.HIGH),
        ("79.99", Fifth.HIGH),
        ("80", Fifth.VERY_HIGH),
        ("100", Fifth.VERY_HIGH),
    ],
)
def test_words_in_fifths(mean: str, word: Fifth) -> None:
    assert fifth(Fraction(mean)) is word


def test_choices_of_one_or_two_are_merged() -> None:
    assert merged(a=1, b=4, c=2, d=0) == Shown({"b": 4, "d": 0}, ("a", "c"), 3)


def test_a_merged_group_of_one_or_two_takes_the_next_smallest() -> None:
    assert merged(a=4, b=1, c=3) == Shown({"a": 4}, ("b", "c"), 4)
    assert merged(a=3, b=2, c=3) == Shown({"c": 3}, ("a", "b"), 5)
    assert merged(a=2, b=0, c=5) == Shown({"b": 0}, ("a", "c"), 7)


def test_nothing_rare_nothing_merged() -> None:
    assert merged(a=3, b=3, c=0) == Shown({"a": 3, "b": 3, "c": 0}, (), 0)


def test_from_ten_answers_on_nothing_is_merged() -> None:
    assert merged(a=1, b=9) == Shown({"a": 1, "b": 9})
    assert merged(a=1, b=8).merged == ("a", "b")


def test_where_several_may_be_ticked_people_are_counted_once() -> None:
    """A and b were ticked by the same two people: together they are still two, so c joins."""
    people = {"a": {1, 2}, "b": {1, 2}, "c": {1, 2, 3}, "d": {1, 2, 3, 4, 5}}

    def together(choices: Sequence[str]) -> int:
        return len(set().union(*(people[choice] for choice in choices)))

    counts = {choice: len(ticked) for choice, ticked in people.items()}
    assert merge_rare(counts, 5, together) == Shown({"d": 5}, ("a", "b", "c"), 3)


def test_texts_only_from_k_of_them_in_the_order_drawn() -> None:
    assert texts_to_show(["one", "two", "three"], 3, [2, 0, 1]) == ("three", "one", "two")
    assert texts_to_show(["one", "two"], 3, [1, 0]) == ()
    with pytest.raises(ValueError, match="names each text once"):
        texts_to_show(["one", "two"], 3, [1, 1])


def rounds(*people: str) -> list[frozenset[str]]:
    return [frozenset(names) for names in people]


def test_frequent_rounds_are_pooled_until_k_different_people() -> None:
    assert blocks(rounds("abc", "ab", "de"), 5, frequent=True) == (Block(0, 2, Fate.SHOWN),)


def test_blocks_never_overlap() -> None:
    found = blocks(rounds("abcde", "ab", "cde", "abcde", "a"), 5, frequent=True)
    assert found == (
        Block(0, 0, Fate.SHOWN),
        Block(1, 2, Fate.SHOWN),
        Block(3, 3, Fate.SHOWN),
        Block(4, 4, Fate.HELD),
    )


def test_after_four_rounds_a_block_is_closed_unshown() -> None:
    found = blocks(rounds("ab", "ab", "abc", "ab", "abcde"), 5, frequent=True)
    assert found == (Block(0, 3, Fate.WITHHELD), Block(4, 4, Fate.SHOWN))


def test_a_fourth_round_may_still_reach_k() -> None:
    assert blocks(rounds("ab", "", "c", "de"), 5, frequent=True) == (Block(0, 3, Fate.SHOWN),)


def test_other_cadences_withhold_small_rounds_for_good() -> None:
    found = blocks(rounds("abc", "abcde", "ab"), 5, frequent=False)
    assert found == (Block(0, 0, Fate.WITHHELD), Block(1, 1, Fate.SHOWN), Block(2, 2, Fate.WITHHELD))


def test_a_new_round_never_changes_what_was_decided() -> None:
    story = rounds("ab", "abc", "de", "a", "abcde", "x", "y", "z", "v", "wu")
    for length in range(len(story)):
        before = blocks(story[:length], 5, frequent=True)
        after = blocks(story[: length + 1], 5, frequent=True)
        decided = tuple(block for block in before if block.fate is not Fate.HELD)
        assert after[: len(decided)] == decided
