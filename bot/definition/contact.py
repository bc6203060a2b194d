"""What an e-mail address and a phone number look like. More than a plausible form cannot be told."""

import re
from typing import Final

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
_PHONE: Final = re.compile(r"(?P<number>\+?[\d\s()./-]*\d)(?:\s*(?:ext\.?|x)\s*\d{1,6})?")


def is_email(text: str) -> bool:
    """One address, nothing around it."""
    found = _EMAIL.fullmatch(text) if len(text) <= LONGEST_EMAIL else None
    name = found["name"] if found else ""
    return 0 < len(name) <= _LONGEST_NAME and "" not in name.split(".")


def is_phone(text: str) -> bool:
    """One number, with an extension perhaps."""
    found = _PHONE.fullmatch(text) if len(text) <= LONGEST_PHONE else None
    digits = sum(map(str.isdecimal, found["number"])) if found else 0
    return FEWEST_DIGITS <= digits <= MOST_DIGITS and text.count("(") == text.count(")")
