"""Lines from anywhere become rows or clear refusals; none crashes, hangs or is guessed at.

1. What a line may hold; numbers stay as written.
2. Hostile lines: not UTF-8, not JSON, too deep, too long, huge numbers, keys there twice, wrong types.
3. A huge line is never held in memory whole, and those after it are read as usual.
"""

import io
import json
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cli.rows import LONGEST_LINE, UNFIT, BadLine, Row, lines, row


def test_a_row() -> None:
    line = b'{"id": "r1", "answers": {"a": "x", "m": ["p", "q"], "ok": true, "z": null}, "group": "north"}\n'
    assert row(line) == Row("r1", {"a": "x", "m": ["p", "q"], "ok": True, "z": None}, "north")


@pytest.mark.parametrize(
    ("written", "read"),
    [("7", 7), ("7.0", 7.0), ('"7"', "7"), ("null", None), ('"\\ud800"', "\ud800"), ("1.5e3", 1500.0)],
)
def test_an_id_is_kept(written: str, read: object) -> None:
    found = row(f'{{"id": {written}, "answers": {{}}}}'.encode())
    assert found is not None
    assert found.id == read


def test_the_id_may_be_missing_and_more_may_be_there() -> None:
    assert row(b'{"answers": {}, "source": "form 2"}') == Row(None, {})


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("0.1", Fraction(1, 10)),
        ("-0.30", Fraction(-3, 10)),
        ("1e2", Fraction(100)),
        ("25E-2", Fraction(1, 4)),
        ("12345678901234567890", 12345678901234567890),
        ("1e999", UNFIT),
        ("1e-999", UNFIT),
        ("1e99999999999999999999999", UNFIT),
        ("9" * 5000, UNFIT),
        ("0." + "3" * 5000, UNFIT),
    ],
)
def test_numbers_are_taken_as_written(written: str, read: object) -> None:
    found = row(f'{{"answers": {{"n": {written}}}}}'.encode())
    assert found is not None
    assert found.answers["n"] == read


@pytest.mark.parametrize("line", [b"\n", b"  \r\n", b"\t\n", b" "])
def test_empty_lines_are_nobody(line: bytes) -> None:
    assert row(line) is None


def test_a_mark_at_the_beginning_of_a_file_is_passed_over() -> None:
    assert row(b'\xef\xbb\xbf{"answers": {}}') == Row(None, {})


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (b"{", "not JSON: Expecting property name enclosed in double quotes (character 2)"),
        (b'{"answers": {}} x', "not JSON: Extra data (character 17)"),
        (b"\x00", "not JSON: Expecting value (character 1)"),
        (b'{"id": "\xff"}', "not UTF-8 (byte 9)"),
        (b'{"id": "\xed\xa0\x80", "answers": {}}', "not UTF-8 (byte 9)"),
        ('{"answers": {}}'.encode("utf-16"), "not UTF-8 (byte 1)"),
        (b'{"answers": {"n": NaN}}', "not JSON: NaN is not a number"),
        (b'{"answers": {"n": -Infinity}}', "not JSON: -Infinity is not a number"),
        (b"[" * 100_000, "nested too deep"),
        (b'{"answers":' * 100_000, "nested too deep"),
        (b"[]", 'a line is an object: {"id": …, "answers": {…}}'),
        (b"7", 'a line is an object: {"id": …, "answers": {…}}'),
        (b'"text"', 'a line is an object: {"id": …, "answers": {…}}'),
        (b"null", 'a line is an object: {"id": …, "answers": {…}}'),
        (b'{"id": 1}', '"answers" is missing, or no object: {"question": value, …}'),
        (b'{"answers": []}', '"answers" is missing, or no object: {"question": value, …}'),
        (b'{"answers": null}', '"answers" is missing, or no object: {"question": value, …}'),
        (b'{"id": [1], "answers": {}}', '"id" is a text or a number'),
        (b'{"id": true, "answers": {}}', '"id" is a text or a number'),
        (b'{"id": 1e999, "answers": {}}', '"id" is a text or a number'),
        (b'{"group": 7, "answers": {}}', '"group" is a text'),
        (b'{"id": 1, "id": 2, "answers": {}}', '"id" is there twice'),
        (b'{"answers": {"a": 1, "b": 2, "a": 1}}', '"a" is there twice'),
        (b" " * LONGEST_LINE + b"{}", "longer than 4,194,304 bytes"),
    ],
    ids=lambda value: repr(value)[:40],
)  # fmt: skip
def test_bad_lines_say_why(line: bytes, why: str) -> None:
    with pytest.raises(BadLine) as bad:
        row(line)
    assert str(bad.value) == why


def test_a_huge_line_comes_cut_and_those_after_it_whole() -> None:
    huge = b"x" * (10 * 1024 * 1024)
    source = io.BytesIO(b"first\n" + huge + b"\nthird\n" + b"y" * LONGEST_LINE + b"\nlast")
    found = list(lines(source))
    assert [len(line) for line in found] == [6, LONGEST_LINE + 2, 6, LONGEST_LINE + 1, 4]
    assert (found[0], found[2], found[4]) == (b"first\n", b"third\n", b"last")


def test_only_line_feeds_end_a_line() -> None:
    text = '{"id": "a\u2028b\x85c", "answers": {}}\r\n'.encode()
    assert list(lines(io.BytesIO(text))) == [text]
    assert row(text) == Row("a\u2028b\x85c", {})


def read(line: bytes) -> Row | str | None:
    """What becomes of a line; anything but a row, nobody or a `BadLine` ends the test."""
    try:
        return row(line)
    except BadLine as bad:
        return str(bad)


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(ANYTHING, ANYTHING, ANYTHING)
def test_any_json_is_a_row_or_a_refusal(id_: object, answers: object, group: object) -> None:
    line = json.dumps({"id": id_, "answers": answers, "group": group}).encode()
    assert read(line) is not None


@given(st.binary(min_size=1, max_size=60))
def test_any_bytes_are_a_row_or_a_refusal(line: bytes) -> None:
    assert (read(line) is None) is line.isspace()
