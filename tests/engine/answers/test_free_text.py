"""Proves: a person's own words are kept as typed, without what is invisible and could hide or turn others."""

# ruff: noqa: RUF001  # people type in all scripts and widths

import pytest

from bot.definition.model import Kind, Question
from bot.definition.texts import Text
from bot.engine.answers import NotUnderstood, Reason, Understood, read
from tests.engine.answers import questions as q
from tests.engine.answers.outcomes import short

NAME = Question("name", Kind.TEXT, q.ASKED, profile="name")
PLAIN = Question("note", Kind.TEXT, q.ASKED)

KEPT = {
    "Hello, World!  Ünïcode ÄÖ": "Hello, World!  Ünïcode ÄÖ",
    "  trimmed \n": "trimmed",
    "a\x00b\x07c\x1b[31m": "abc[31m",
    "one\r\ntwo\rthree\u2028four": "one\ntwo\nthree\nfour",
    "a\tb": "a b",
    "left\u202eright\u2066x\u2069\u200f": "leftrightx",
    "zero\u200bwidth\ufeff": "zerowidth",
    "half \ud800 a pair": "half  a pair",
    "👩\u200d👩\u200d👧": "👩\u200d👩\u200d👧",
    "می\u200cخواهم": "می\u200cخواهم",
    "e\u0301": "é",
    "🙂": "🙂",
    "=1+1": "=1+1",
    "<!channel> *bold*": "<!channel> *bold*",
    "no": "no",
    "12": "12",
}


@pytest.mark.parametrize(("typed", "kept"), KEPT.items(), ids=short)
def test_what_is_kept(typed: str, kept: str) -> None:
    assert read(PLAIN, typed, "en") == Understood(kept)


def test_what_is_kept_with_the_person_has_one_line() -> None:
    assert read(NAME, "Ada\nLovelace", "en") == Understood("Ada Lovelace")


@pytest.mark.parametrize("typed", ["", "  ", "\x00\x01", "\u200d\u200c", "\u202e", "\ud800\udfff", "\u3164"])
def test_nothing_to_see_is_no_answer(typed: str) -> None:
    assert read(PLAIN, typed, "en") == NotUnderstood(Reason.EMPTY)


@pytest.mark.parametrize(("length", "limit"), [(1_000, None), (1_001, 1_000)])
def test_a_thousand_characters_where_nothing_else_is_said(length: int, limit: int | None) -> None:
    outcome = read(PLAIN, "é" * length, "en")
    assert outcome == (
        Understood("é" * length) if limit is None else NotUnderstood(Reason.TOO_LONG, limit=limit)
    )


def test_never_more_than_is_looked_at() -> None:
    question = Question("long", Kind.TEXT, q.ASKED, max=q.PEOPLE.max)
    assert read(question, "x" * 2_000, "en") == Understood("x" * 2_000)
    assert read(question, "x" * 2_001, "en") == NotUnderstood(Reason.TOO_LONG, limit=2_000)


def test_dont_know_word_for_word_where_it_is_offered() -> None:
    question = Question("why", Kind.TEXT, q.ASKED, dont_know=Text({"en": "Prefer not to say"}))
    assert read(question, "prefer not to say", "en") != Understood("prefer not to say")
    assert read(question, "I prefer not to say this loudly", "en") == Understood(
        "I prefer not to say this loudly"
    )
