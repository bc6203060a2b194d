"""Proves: a manager reads when a round did not open, why, and when it goes on, in their language.

1. What is said in English, for every reason.
2. Every language says all of it, with the same placeholders, and a reason for each word of `CannotLook`.
"""

from dataclasses import fields
from datetime import date

import pytest

from bot.definition.placeholders import Placeholder, pieces
from bot.messages import Words
from bot.present.phrases.opening import LANGUAGES, OpeningWords
from bot.present.phrases.plural import Plural
from bot.present.teams.not_opened import missed, not_opened

DAY, NEXT = date(2030, 1, 7), date(2030, 1, 21)
WHYS = ("channel hidden", "plan without groups", "permission missing", "gone")


def said(words: Words) -> str:
    return "\n".join(words.paragraphs)


@pytest.mark.parametrize(
    ("why", "expected"),
    [
        ("channel hidden", "Checkup cannot see who is in its channel. Invite Checkup to the channel."),
        ("plan without groups", "This workspace has no user groups. Choose channels or people."),
        ("permission missing",
         "Checkup is not allowed to see who belongs to its audience. Install it anew."),
        ("gone", "The channel or group that it is for is not there any more."),
        ("nobody", "There is nobody of its audience who can be asked."),
        ("no flow", "Its questions cannot be found any more. Tell whoever runs this Checkup."),
        ("later",
         "Nobody could say who belongs to its audience, for as long as the round would have been open."),
    ],
)  # fmt: skip
def test_1_why(why: str, expected: str) -> None:
    words = not_opened("en", "Crew", DAY, why, NEXT)
    assert words.paragraphs == (
        f"The check-in of Crew did not open on January 7, 2030. {expected}",
        "The next round is on January 21, 2030.",
    )


def test_1_missed() -> None:
    one = missed(None, "Crew", (DAY,), NEXT)
    assert one.paragraphs[0] == (
        "The check-in of Crew did not open on January 7, 2030: Checkup was not running then."
    )
    several = missed("en", "Crew", (DAY, NEXT), None)
    assert said(several) == (
        "The check-in of Crew did not open on 2 days: January 7, 2030 and January 21, 2030. "
        "Checkup was not running then.\nNo further round is planned."
    )


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_2_in_every_language(language: str) -> None:
    words, english = LANGUAGES[language], LANGUAGES["en"]
    for one in fields(OpeningWords):
        if one.name != "whys":
            assert _names(getattr(words, one.name)) == _names(getattr(english, one.name)), one.name
    assert set(words.whys) == set(WHYS)
    assert not_opened(language, "Crew", DAY, "gone", None).language == language
    assert missed(language, "Crew", (DAY, NEXT), NEXT).language == language


def _names(phrase: str | Plural) -> set[str]:
    text = phrase.other if isinstance(phrase, Plural) else phrase
    return {piece.name for piece in pieces(text) if isinstance(piece, Placeholder)}
