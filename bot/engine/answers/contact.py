"""Typed e-mail addresses and phone numbers. Only a plausible form can be told, so they are shown back."""

import re
from typing import Final
from unicodedata import normalize

from bot.definition.contact import is_email, is_phone
from bot.engine.answers.folding import plain
from bot.engine.answers.freetext import cleaned
from bot.engine.answers.outcome import NotUnderstood, Reason, Understood

_DASHES: Final = re.compile("[\u2010–]")


def read_email(typed: str) -> Understood | NotUnderstood:
    """*typed* as one e-mail address; its case stays, some mailboxes mind it."""
    text = (
        normalize("NFKC", cleaned(typed, one_line=True)).removeprefix("mailto:").lstrip("<").rstrip(">.,;!")
    )
    return Understood(text, sure=False) if is_email(text) else NotUnderstood(Reason.NOT_AN_EMAIL)


def read_phone(typed: str) -> Understood | NotUnderstood:
    """*typed* as one phone number, written as the person does, in digits 0–9."""
    text = _DASHES.sub("-", plain(typed)).removeprefix("tel:").rstrip(".,;!").strip()
    return Understood(text, sure=False) if is_phone(text) else NotUnderstood(Reason.NOT_A_PHONE)
