"""What reaches the terminal (design §10).

1. No text, whatever is in it, brings a control sequence, a hidden letter or a change of direction.
2. A terminal that speaks no UTF-8 gets look-alikes, and never an error.
3. Cutting leaves whole characters and keeps to the limit, in UTF-16 units.
"""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.console.paper import clean, one_line, written_for
from bot.channels.cutting import cut, packed, pieces, utf16


@given(st.text(st.characters(), max_size=200))
def test_nothing_but_letters_and_line_breaks(text: str) -> None:
    hidden = [
        letter
        for letter in clean(text)
        if letter not in "\n\u200c\u200d" and unicodedata.category(letter).startswith("C")
    ]
    assert hidden == []
    assert "\n" not in one_line(text)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("a\x1b[31mred\x1b[0m", "a[31mred[0m"),
        ("\x1b]0;title\x07", "]0;title"),
        ("\x9b31m", "31m"),
        ("a\rb\x08c", "abc"),
        ("abc\u202edef\u2066", "abcdef"),
        ("a\tb\r\nc\u2028d", "a b\nc\nd"),
        ("\ud800", ""),
        ("a\u200cb 👩\u200d🚀", "a\u200cb 👩\u200d🚀"),
    ],
)
def test_clean(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@given(st.text(st.characters(), max_size=60), st.sampled_from(["ascii", "latin-1", "utf-8", "cp437"]))
def test_every_terminal_can_be_written_to(text: str, encoding: str) -> None:
    written_for(encoding, clean(text)).encode(encoding)


def test_look_alikes_for_a_terminal_without_utf_8() -> None:
    assert written_for("ascii", "✓ “Größe” – 2…3 █░ é 日") == '* "Grosse" - 2...3 #. e ?'
    assert written_for("latin-1", "Größe – é") == "Größe - é"
    assert written_for("utf-8", "✓ é") == "✓ é"


@given(st.text(max_size=60), st.integers(1, 40))
def test_cut_keeps_to_the_limit(text: str, limit: int) -> None:
    short = cut(text, limit)
    assert utf16(short) <= limit
    assert utf16(short) == len(short.encode("utf-16-le")) // 2
    assert short == text if utf16(text) <= limit else short.endswith("…")


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [
        ("abcdef", 6, "abcdef"),
        ("abcdefg", 6, "abcde…"),
        ("abc defg", 5, "abc…"),
        ("\U0001f600\U0001f600", 3, "\U0001f600…"),
        ("\U0001f600\U0001f600", 2, "…"),
        ("ab\u0301cd", 3, "a…"),
        ("👩\u200d🚀👩\u200d🚀", 8, "👩\u200d🚀…"),
        ("👩\u200d🚀x", 5, "…"),
    ],
)
def test_cut_leaves_whole_characters(text: str, limit: int, short: str) -> None:
    assert cut(text, limit) == short


@given(st.text(max_size=200), st.integers(2, 40))
def test_pieces_keep_everything_but_blanks(text: str, limit: int) -> None:
    parts = list(pieces(text, limit))
    assert all(utf16(part) <= limit for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())


def test_pieces_break_at_lines_then_at_blanks() -> None:
    assert list(pieces("one two\nthree four", 10)) == ["one two", "three four"]
    assert list(pieces("one two three", 8)) == ["one two", "three"]
    assert list(pieces("abcdefghij", 4)) == ["abcd", "efgh", "ij"]
    assert list(pieces("", 4)) == []


def test_what_is_too_large_gets_a_row_of_its_own() -> None:
    assert list(packed([3, 4, 9, 1, 1], 5, sum)) == [[3], [4], [9], [1, 1]]
    assert list(packed(list[int](), 5, sum)) == []
