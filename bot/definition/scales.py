"""The built-in scales (flow-language §5.2): translated with the product, with the words people type."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from bot.definition.model import Choice, Level
from bot.definition.texts import Text

LANGUAGES = ("en", "de", "fr", "es", "ar")
"""The languages the product itself speaks; everything below has one entry for each, in this order."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Choices worst to best. `scored` is False where answers never have points (`recommend`)."""

    id: str
    choices: tuple[Choice, ...]
    scored: bool = True


def _choice(choice_id: str, place: int, labels: str, also: Mapping[str, str] | None = None) -> Choice:
    """*labels* and the values of *also* are written `one / two`: a language each, a synonym each."""
    return Choice(
        id=choice_id,
        text=Text(dict(zip(LANGUAGES, labels.split(" / "), strict=True))),
        score=Fraction(place),
        also={language: tuple(words.split(" / ")) for language, words in (also or {}).items()},
    )


def _numbers(low: int, high: int) -> tuple[Choice, ...]:
    return tuple(
        Choice(id=str(n), text=Text(dict.fromkeys(LANGUAGES, str(n))), score=Fraction(n))
        for n in range(low, high + 1)
    )


_AGREE = (
    _choice(
        "strongly_disagree",
        1,
        "Strongly disagree / Stimme gar nicht zu / Pas du tout d'accord / Totalmente en desacuerdo"
        " / لا أوافق بشدة",
        {"en": "totally disagree / completely disagree / not at all", "de": "überhaupt nicht / gar nicht"},
    ),
    _choice(
        "disagree",
        2,
        "Disagree / Stimme eher nicht zu / Pas d'accord / En desacuerdo / لا أوافق",
        {
            "en": "do not agree / don't agree / rather not",
            "de": "stimme nicht zu / eher nicht",
            "fr": "plutôt pas",
        },
    ),
    _choice(
        "neutral",
        3,
        "Neither / Teils, teils / Ni l'un ni l'autre / Ni una cosa ni otra / محايد",
        {
            "en": "neutral / neither agree nor disagree / in between / undecided",
            "de": "neutral / weder noch / unentschieden",
            "fr": "neutre",
            "es": "neutral",
        },
    ),
    _choice(
        "agree",
        4,
        "Agree / Stimme eher zu / D'accord / De acuerdo / أوافق",
        {"en": "rather agree / i agree", "de": "stimme zu / eher ja", "fr": "plutôt d'accord"},
    ),
    _choice(
        "strongly_agree",
        5,
        "Strongly agree / Stimme voll zu / Tout à fait d'accord / Totalmente de acuerdo / أوافق بشدة",
        {"en": "totally agree / completely agree / absolutely", "de": "stimme voll und ganz zu / absolut"},
    ),
)

_OFTEN = (
    _choice("never", 1, "Never / Nie / Jamais / Nunca / أبدا", {"en": "not once", "de": "niemals"}),
    _choice(
        "rarely",
        2,
        "Rarely / Selten / Rarement / Rara vez / نادرا",
        {"en": "seldom / hardly ever", "de": "kaum"},
    ),
    _choice(
        "sometimes",
        3,
        "Sometimes / Manchmal / Parfois / A veces / أحيانا",
        {"en": "now and then / occasionally", "de": "ab und zu / gelegentlich", "fr": "de temps en temps"},
    ),
    _choice("often", 4, "Often / Oft / Souvent / A menudo / غالبا", {"en": "frequently", "de": "häufig"}),
    _choice(
        "always", 5, "Always / Immer / Toujours / Siempre / دائما", {"en": "every time", "de": "jedes Mal"}
    ),
)

_YES_NO = (
    _choice(
        "no",
        1,
        "No / Nein / Non / No / لا",
        {"en": "nope / nah / n", "de": "nö / nee / n", "fr": "n", "es": "n"},
    ),
    _choice(
        "yes",
        2,
        "Yes / Ja / Oui / Sí / نعم",
        {"en": "yep / yeah / sure / y", "de": "jo / klar / j", "fr": "ouais / o", "es": "s"},
    ),
)

BUILT_IN: Mapping[str, Scale] = {
    scale.id: scale
    for scale in (
        Scale("agree5", _AGREE),
        Scale("often5", _OFTEN),
        Scale("yes_no", _YES_NO),
        Scale("rate5", _numbers(1, 5)),
        Scale("rate10", _numbers(0, 10)),
        Scale("recommend", _numbers(0, 10), scored=False),
    )
}

POLE_CHOICES = _numbers(1, 5)
"""The five buttons between two poles."""

DONT_KNOW = Text(
    {
        "en": "Don't know",
        "de": "Weiß nicht",
        "fr": "Je ne sais pas",
        "es": "No lo sé",
        "ar": "لا أعرف",
    }
)
"""The wording of `dont_know: yes`."""

DONT_KNOW_ALSO: Mapping[str, tuple[str, ...]] = {
    "en": ("do not know", "dont know", "no idea", "not sure", "dunno", "idk"),
    "de": ("keine ahnung", "weiss nicht", "weiß ich nicht", "unsicher"),
    "fr": ("sais pas", "aucune idée"),
    "es": ("no sé", "ni idea"),
    "ar": ("لا اعرف",),
}

DEFAULT_LEVELS = tuple(
    Level(
        id=level_id, start=Fraction(start), title=Text(dict(zip(LANGUAGES, titles.split(" / "), strict=True)))
    )
    for level_id, start, titles in (
        ("low", 0, "Low / Niedrig / Faible / Bajo / منخفض"),
        ("fair", 40, "Fair / Mittel / Moyen / Medio / متوسط"),
        ("good", 70, "Good / Gut / Bon / Bueno / جيد"),
    )
)
"""Levels, and tiers, of a flow that names none (flow-language §4)."""
