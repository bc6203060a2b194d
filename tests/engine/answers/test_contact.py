"""Proves: e-mail addresses and phone numbers of a plausible form are taken, always shown back."""

# ruff: noqa: RUF001  # people type in all scripts and widths

import pytest

from bot.definition.model import Kind, Question
from bot.definition.texts import Text
from tests.engine.answers import questions as q
from tests.engine.answers.outcomes import short, told

EMAILS = {
    "a@example.com": "a@example.com?",
    "  A.B+c@Exa-mple.co.uk ": "A.B+c@Exa-mple.co.uk?",
    "<a@example.com>": "a@example.com?",
    "mailto:a@example.com": "a@example.com?",
    "a@example.com.": "a@example.com?",
    "a@exam\u200bple.com": "a@example.com?",
    "\u202ea@example.com": "a@example.com?",
    "ａ＠ｅｘａｍｐｌｅ．ｃｏｍ": "a@example.com?",
    "jörg@bücher.example": "jörg@bücher.example?",
    "o'neil@example.com": "o'neil@example.com?",
    "a@1.example.museum": "a@1.example.museum?",
    "x" * 64 + "@example.com": "x" * 64 + "@example.com?",
    "x" * 65 + "@example.com": "!not an email",
    "a@" + "x" * 60 + "." + "x" * 60 + "." + "x" * 60 + "." + "x" * 60 + ".example.com": "!not an email",
    "a@" + "x" * 64 + ".com": "!not an email",
    "a@example": "!not an email",
    "a@example.c": "!not an email",
    "a@example.123": "!not an email",
    "a@-example.com": "!not an email",
    "a@example..com": "!not an email",
    ".a@example.com": "!not an email",
    "a.@example.com": "!not an email",
    "a..b@example.com": "!not an email",
    "@example.com": "!not an email",
    "a@@example.com": "!not an email",
    "a example.com": "!not an email",
    "a @ example.com": "!not an email",
    "a@example.com, b@example.com": "!not an email",
    "not a@example.com": "!not an email",
    "no": "!not an email",
    "don't know": "!not an email",
    "@" * 1_999: "!not an email",
    "a@" + "a." * 900: "!not an email",
    "": "!empty",
}

PHONES = {
    "+4930123456": "+4930123456?",
    "+49 30 123456": "+49 30 123456?",
    "0049-30-123456": "0049-30-123456?",
    "0049–30–123456": "0049-30-123456?",
    "(030) 123456": "(030) 123456?",
    "+1 (555) 010-0199": "+1 (555) 010-0199?",
    "030/123456": "030/123456?",
    "+44 20 7946 0018 ext. 12": "+44 20 7946 0018 ext. 12?",
    "+44 20 7946 0018 x12": "+44 20 7946 0018 x12?",
    "tel:+4930123456": "+4930123456?",
    "٠٣٠١٢٣٤٥٦": "030123456?",
    "０３０１２３４５６": "030123456?",
    "030123456.": "030123456?",
    "\u202a+4930123456\u202c": "+4930123456?",
    "12345": "!not a phone",
    "1234567890123456": "!not a phone",
    "+49 30 123456 or +49 30 654321": "!not a phone",
    "+49 30 12+3456": "!not a phone",
    "call 030123456": "!not a phone",
    "(030 123456": "!not a phone",
    "030 - - - - - - - - - - - - - - - - - 123456": "!not a phone",
    "no phone": "!not a phone",
    "+": "!not a phone",
    "1e999999": "!not a phone",
    "": "!empty",
}


@pytest.mark.parametrize(("typed", "expected"), EMAILS.items(), ids=short)
def test_email(typed: str, expected: str) -> None:
    assert told(q.EMAIL, typed) == expected


@pytest.mark.parametrize(("typed", "expected"), PHONES.items(), ids=short)
def test_phone(typed: str, expected: str) -> None:
    assert told(q.PHONE, typed) == expected


@pytest.mark.parametrize("kind", [Kind.EMAIL, Kind.PHONE])
def test_a_wish_not_to_say_is_an_answer_where_it_is_offered(kind: Kind) -> None:
    question = Question("q", kind, q.ASKED, dont_know=Text({"en": "Prefer not to say"}))
    assert told(question, "prefer not to say") == "dont_know"
