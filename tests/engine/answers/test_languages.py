"""Proves: the small words are written as they are compared, no filler says *not*, and a slip is forgiven only
in languages where a *not* can be told.
"""

import pytest

from bot.engine.answers.fillers import is_filler, without_fillers
from bot.engine.answers.folding import bare, plain, unaccented
from bot.engine.answers.words import Words, knows_negations, words_of
from bot.engine.answers.words.more import NEGATIONS
from tests.engine.answers.outcomes import told
from tests.engine.answers.questions import asked, choice

SPOKEN = ("ar", "de", "en", "es", "fr")
ALSO_NEGATED = sorted(NEGATIONS)


@pytest.mark.parametrize("language", [*SPOKEN, *ALSO_NEGATED])
def test_words_are_written_as_they_are_compared(language: str) -> None:
    words = words_of(language)
    # *And* and *or* are looked for in the text as typed.
    for group in (words.fillers, words.negations, words.prefixes, words.numbers, words.no_units, words.of):
        for word in group:
            assert unaccented(bare(plain(word))) == word


@pytest.mark.parametrize("language", SPOKEN)
def test_no_filler_says_not_and_none_counts(language: str) -> None:
    words = words_of(language)
    for filler in words.fillers:
        said = set(filler.split())
        assert not said & words.negations, filler
        assert not said & words.numbers.keys(), filler
        assert filler not in words.no_units


@pytest.mark.parametrize("language", SPOKEN)
def test_there_is_a_word_for_each_number_up_to_twelve(language: str) -> None:
    assert set(words_of(language).numbers.values()) == set(range(13))


def test_regions_speak_like_their_language() -> None:
    assert words_of("de-CH") == words_of("de_AT") == words_of("DE") == words_of("de")
    assert words_of("tlh") == words_of()
    assert {"and", "und"} <= words_of("de", "en").joining


def test_words_together_prefer_the_first_language() -> None:
    assert words_of("es", "fr").numbers["once"] == 11
    assert (Words(numbers={"six": 6}) | Words(numbers={"six": 7})).numbers == {"six": 6}


@pytest.mark.parametrize("language", ALSO_NEGATED)
def test_not_is_known_in_more_languages(language: str) -> None:
    assert knows_negations(language)
    assert knows_negations(language + "-XX")


TESTED = asked(
    choice("yes", {"tlh": "tested weekly", "it": "facciamo prove", "en": "tested weekly"}), choice("no", "x")
)


@pytest.mark.parametrize(("language", "expected"), [("en", "yes?"), ("tlh", "!no match")])
def test_no_slip_is_forgiven_where_nobody_can_tell_a_not(language: str, expected: str) -> None:
    assert told(TESTED, "tested wekly", language) == expected


def test_not_in_a_language_of_which_little_is_known() -> None:
    assert told(TESTED, "facciamo prov", "it") == "yes?"
    assert told(TESTED, "facciamo no prove", "it") == "!no match"


def test_fillers_go_one_by_one() -> None:
    words = words_of("en")
    assert list(without_fillers("well i think it is four please", words)) == [
        "i think it is four please",
        "it is four please",
        "four please",
        "four",
    ]
    assert list(without_fillers("four", words)) == []
    assert list(without_fillers("please", words)) == []
    assert len(list(without_fillers("so " * 50 + "four", words))) == 8


def test_only_fillers() -> None:
    words = words_of("en")
    assert is_filler("", words)
    assert is_filler("well i think", words)
    assert not is_filler("not", words)
    assert not is_filler("so " * 50, words)
