"""E-mail addresses and phone numbers: only a plausible form can be told, so they are always shown back."""

import re
from typing import Final
from unicodedata import normalize

from bot.engine.answers.folding import plain
from bot.engine.answers.freetext import cleaned
from bot.engine.answers.outcome import NotUnderstood, Reason, Understood

LONGEST_EMAIL: Final = 254
_LONGEST_NAME: Final = 64
_LABEL: Final = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
_EMAIL: Final = re.compile(
    r"(?P<name>[^\s@<>()\[\],;:\\\"]+)@" + rf"(?:{_LABEL}\.)+(?P<last>[^\W\d_](?:[\w-]{{0,61}}[^\W_]))"
)

LONGEST_PHONE: Final = 40
FEWEST_DIGITS: Final = 6
MOST_DIGITS: Final = 15
"""ITU-T E.164."""
_DASHES: Final = re.compile("[\u2010–]")
_PHONE: Final = re.compile(r"(?P<number>\+?[\d\s()./-]*\d)(?:\s*(?:ext\.?|x)\s*\d{1,6})?")


def read_email(typed: str) -> Understood | NotUnderstood:
    """*typed* as one e-mail address; its case stays, some mailboxes mind it."""
    text = (
        normalize("NFKC", cleaned(typed, one_line=True)).removeprefix("mailto:").lstrip("<").rstrip(">.,;!")
    )
    found = _EMAIL.fullmatch(text) if len(text) <= LONGEST_EMAIL else None
    name = found["name"] if found else ""
    if not name or len(name) > _LONGEST_NAME or "" in name.split("."):
        return NotUnderstood(Reason.NOT_AN_EMAIL)
    return Understood(text, sure=False)


def read_phone(typed: str) -> Understood | NotUnderstood:
    """*typed* as one phone number, written as the person does, in digits 0–9."""
    text = _DASHES.sub("-", plain(typed)).removeprefix("tel:").rstrip(".,;!").strip()
    found = _PHONE.fullmatch(text) if len(text) <= LONGEST_PHONE else None
    digits = sum(map(str.isdecimal, found["number"])) if found else 0
    if not FEWEST_DIGITS <= digits <= MOST_DIGITS or text.count("(") != text.count(")"):
        return NotUnderstood(Reason.NOT_A_PHONE)
    return Understood(text, sure=False)
