"""Strict YAML (flow-language §8, §13): values stay as written and know their places, limits hold, and both
parsers say the same.
"""

import sys
from importlib import reload

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.definition.finding import Place
from bot.definition.source import Entry, Mapping, Node, Scalar, Sequence, parsers, read_source
from tests.stopwatch import assert_takes_less_than


def tree(text: str) -> Node | None:
    found, _, findings = read_source(text.encode())
    assert findings == []
    return found


def entries(text: str) -> dict[str, str]:
    found = tree(text)
    assert isinstance(found, Mapping)
    return {entry.key: entry.value.value for entry in found.entries if isinstance(entry.value, Scalar)}


def codes(data: bytes) -> list[str]:
    return [finding.code for finding in read_source(data)[2]]


def test_values_stay_what_was_written() -> None:
    written = "no: No\non: 1\na: 1:30\nb: 01234\nc: 1.10\nd: 2025-01-02\ne: ~\nf: null\ng: 0x1F\n"
    assert entries(written) == {
        "no": "No",
        "on": "1",
        "a": "1:30",
        "b": "01234",
        "c": "1.10",
        "d": "2025-01-02",
        "e": "~",
        "f": "null",
        "g": "0x1F",
    }


def test_quotes_blocks_and_folds() -> None:
    written = "a: 'it''s'\nb: \"x\\ty\"\nc: |\n  one\n  two\nd: >\n  one\n  two\n"
    assert entries(written) == {"a": "it's", "b": "x\ty", "c": "one\ntwo\n", "d": "one two\n"}


def test_every_value_and_key_knows_its_place() -> None:
    assert tree("a:\n  - b\n  - {c: 'd'}\n") == Mapping(
        (
            Entry(
                "a",
                Place(1, 1),
                Sequence(
                    (
                        Scalar("b", Place(2, 5), 7),
                        Mapping((Entry("c", Place(3, 6), Scalar("d", Place(3, 9), 17, "'")),), Place(3, 5)),
                    ),
                    Place(2, 3),
                ),
            ),
        ),
        Place(1, 1),
    )


def test_an_empty_value_stands_at_its_key() -> None:
    found = tree("a: x\nb:\n")
    assert isinstance(found, Mapping)
    assert found.entries[1].value == Scalar("", Place(2, 1), 5)


def test_a_line_of_dashes_may_start_the_file() -> None:
    assert entries("---\na: b\n") == {"a": "b"}


def test_a_byte_order_mark_and_windows_line_ends() -> None:
    found, text, findings = read_source("\ufeffa: x\r\nb: y\r\n".encode())
    assert findings == []
    assert isinstance(found, Mapping)
    assert [entry.place for entry in found.entries] == [Place(1, 1), Place(2, 1)]
    assert text.lines == ("a: x", "b: y", "")


@pytest.mark.parametrize(
    ("written", "offset", "place"),
    [
        ("a: plain words", 6, Place(1, 10)),
        ("a: 'it''s so'", 5, Place(1, 11)),
        ('a: "x\\ty z"', 4, Place(1, 10)),
        ('a: "\\x41 z"', 2, Place(1, 10)),
        ("a: |\n  one\n  two\n", 5, Place(3, 4)),
        ("a: >-\n\n  one\n  two\n", 5, Place(4, 3)),
        ("a: one\n   two", 4, Place(2, 4)),
        ("a: one", 99, Place(1, 7)),
        ("a: 'one'", 99, Place(1, 8)),
    ],
)
def test_a_character_of_a_value_is_found_in_the_file(written: str, offset: int, place: Place) -> None:
    found, text, _ = read_source(written.encode())
    assert isinstance(found, Mapping)
    scalar = found.entries[0].value
    assert isinstance(scalar, Scalar)
    assert text.place_inside(scalar, offset) == place


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"a: " + b"x" * 262_144, "Y001"),
        (b"a: \xff", "Y002"),
        ("a: ä".encode("utf-16"), "Y002"),
        ("a: ä".encode()[:-1], "Y002"),
        (b"a: \xed\xa0\x80", "Y002"),  # half of a surrogate pair
        (b"a: \x00", "Y003"),
        ("a: \u202ex".encode(), "Y003"),
        ("a: x\u2028b: y".encode(), "Y003"),
        ("a: x\x85b: y".encode(), "Y003"),
        (b'a: "\\0"', "Y003"),
        (b'a: "\\ud800"', "Y003"),
        (b"[" + b"x," * 20_001 + b"]", "Y004"),
        (b"[" * 13, "Y005"),
        (b"- " * 13, "Y005"),
        (b"a: " + b"x" * 8_193, "Y006"),
        (b"a" * 65 + b": x", "Y007"),
    ],
)
def test_limits(data: bytes, code: str) -> None:
    assert codes(data) == [code]


@pytest.mark.parametrize(
    "data",
    [
        b"[" + b"x," * 19_999 + b"]",
        b"[" * 12 + b"]" * 12,
        b"a: " + b"x" * 8_192,
        b"a" * 64 + b": x",
        b"#" * 262_144,
    ],
)
def test_just_within_the_limits(data: bytes) -> None:
    assert codes(data) == []


def test_places_of_broken_bytes() -> None:
    assert read_source(b"a: b\nc: \xff")[2][0].place == Place(2, 4)
    assert read_source(b"a: b\nc: \x07")[2][0].place == Place(2, 4)


def test_several_things_that_are_not_allowed_are_all_said() -> None:
    assert codes(b"a: &x b\nc: !t d\ne: *x\n") == ["Y012", "Y013", "Y012"]


@pytest.mark.parametrize(
    "data",
    [
        b"a: [" * 200_000,
        b"{" * 262_000,
        b"- " * 131_000,
        b"a: {a: " * 37_000,
        b'"' * 262_000,
        b"a: '" + b"x " * 131_000,
        b"&a " * 87_000,
        b"*a: " * 65_000,
        b"? " * 131_000,
        b"\n" * 262_000,
        b"!<" + b"x" * 262_000,
        b"a: |\n" + b" x\n\n" * 65_000,
        b"[" + b"a," * 131_000,
        b"\x00" * 10_000_000,
    ],
    ids=lambda data: repr(data[:9]),
)
def test_hostile_files_are_answered_in_time(data: bytes) -> None:
    _, _, findings = read_source(data)
    assert findings or data.startswith((b"\n", b"a: |"))
    assert_takes_less_than(2, lambda: read_source(data))


TOKENS = (
    *("a", "b: ", ": ", "- ", "? ", "?", "{", "}", "[", "]", ",", "'", '"', "\\", "#", " #", "|", ">"),
    *("&x ", "*x", "!t ", "%", "@", "`", "\n", "\n  ", "\n    ", "\t", "---", "...", "<<", "~", "\r\n"),
    *("é", "漢", "\\x41", "\\u202e"),
)


@settings(max_examples=400)
@given(st.lists(st.sampled_from(TOKENS), max_size=25).map("".join))
def test_both_parsers_say_the_same(text: str) -> None:
    data = text.encode()
    assert read_source(data) == read_source(data, fast=None)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("a: {b: c?}", "Y022"),
        ("a: {b?: c}", "Y022"),
        ("a: [b c?: d]", "Y022"),
        ("a: |# b", "Y000"),
        ("a:\tb", "Y000"),
        ("a: [b,\tc]", "Y000"),
        ('a: "\\ud800"', "Y003"),
    ],
)
def test_where_the_parsers_differ_by_themselves(written: str, code: str) -> None:
    data = written.encode()
    assert codes(data) == [code]
    assert read_source(data) == read_source(data, fast=None)


@settings(max_examples=200)
@given(st.binary(max_size=200))
def test_any_bytes_get_an_answer(data: bytes) -> None:
    found, _, findings = read_source(data)
    assert (
        found is not None
        or findings
        or not data.decode().strip("\ufeff \n\r\t")
        or data.lstrip().startswith(b"#")
    )


def test_without_the_parser_written_in_c(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "yaml._yaml", None)
    assert reload(parsers).FAST is None
    monkeypatch.undo()
    assert reload(parsers).FAST is not None
