"""Questions to be answered, built by hand."""

from collections.abc import Mapping
from fractions import Fraction

from bot.definition.model import Choice, Kind, Question
from bot.definition.scales import BUILT_IN, DONT_KNOW, POLE_CHOICES
from bot.definition.texts import Text

ASKED = Text({"en": "Asked", "de": "Gefragt"})

AGREE = Question("agree", Kind.CHOICE, ASKED, choices=BUILT_IN["agree5"].choices, dont_know=DONT_KNOW)
OFTEN = Question("often", Kind.CHOICE, ASKED, choices=BUILT_IN["often5"].choices)
YES_NO = Question("yes_no", Kind.CHOICE, ASKED, choices=BUILT_IN["yes_no"].choices)
RATE10 = Question("rate10", Kind.CHOICE, ASKED, choices=BUILT_IN["rate10"].choices)
POLES = Question("poles", Kind.CHOICE, ASKED, choices=POLE_CHOICES)
NUMBER = Question("number", Kind.NUMBER, ASKED, dont_know=DONT_KNOW)
PEOPLE = Question("people", Kind.NUMBER, ASKED, min=Fraction(1), max=Fraction(50_000))
CONSENT = Question("consent", Kind.CONSENT, ASKED)
EMAIL = Question("email", Kind.EMAIL, ASKED)
PHONE = Question("phone", Kind.PHONE, ASKED)
NOTE = Question("note", Kind.TEXT, ASKED, max=Fraction(20))


def choice(choice_id: str, label: str | Mapping[str, str], *also: str, alone: bool = False) -> Choice:
    """A choice with its label, in English where no language is named, and words that hold everywhere."""
    words = {"en": label} if isinstance(label, str) else label
    return Choice(choice_id, Text(words), Fraction(0), also={"": also} if also else {}, alone=alone)


def asked(*choices: Choice, kind: Kind = Kind.CHOICE, dont_know: Text | None = None) -> Question:
    """A question with these choices."""
    return Question("asked", kind, ASKED, choices=choices, dont_know=dont_know)


PLACES = asked(
    choice("office", "In the office"),
    choice("cloud", "In the cloud", "online"),
    choice("home", "At home, with a friend"),
    choice("none", "Nowhere safe", alone=True),
    kind=Kind.MULTI,
    dont_know=DONT_KNOW,
)
"""Of the example in flow-language §2, with a comma and an *and* to trip over."""

STAGES = asked(
    choice("a", "We do it from memory whenever it comes up"),
    choice("b", "We have a list and mostly follow it"),
    choice("c", "The tool does it and reminds us"),
)
"""Anchored: long labels, letters for ids."""

SIZE = asked(
    choice("solo", "Only me", "just me"),
    choice("s2_9", "2–9"),
    choice("s10_24", "10–24"),
    choice("s25_up", "25 or more"),
)
"""Labels with numbers inside."""
