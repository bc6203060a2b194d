"""Languages of which only *not* and *and* are known: enough to forgive slips and turn no answer round."""

from collections.abc import Mapping
from typing import Final

from bot.engine.answers.words.shape import Words, single


def _negating(words: str, prefixes: str = "", joining: str = "") -> Words:
    return Words(
        negations=single(words),
        prefixes=tuple(prefixes.split()),
        joining=single(joining),
    )


NEGATIONS: Final[Mapping[str, Words]] = {
    "bg": _negating("не нито никога никои никакъв без", "не без", "и"),
    "ca": _negating("no mai cap res ningu sense ni tampoc", "in im des dis", "i"),
    "cs": _negating("ne nikdy nikdo nic zadny zadna zadne bez ani", "ne bez", "a"),
    "da": _negating("ikke nej aldrig ingen intet uden hverken", "u mis in", "og"),
    "el": _negating("δεν μη μην οχι ποτε κανενασ τιποτα χωρισ ουτε", "α", "και"),
    "fa": _negating("نه نيست هيچ هرگز بدون بي", "ن نا بي غير", "و"),
    "fi": _negating("ei en et emme ette eivat ala ilman koskaan mikaan kukaan", "epa", "ja"),
    "he": _negating("לא אין אף בלי ללא מעולם אל", "אי בלתי", "\u05d5"),
    "hu": _negating("nem ne nincs soha senki semmi nelkul sem", "", "es"),
    "id": _negating("tidak bukan tak jangan belum tanpa", "tak non", "dan"),
    "it": _negating(
        "non no mai nessuno nessuna niente nulla senza ne neanche", "in im ir dis s mal non", "e ed"
    ),
    "nb": _negating("ikke nei aldri ingen ingenting uten verken", "u mis in", "og"),
    "nl": _negating("niet nee geen nooit niemand niets nergens zonder noch", "on in im mis", "en"),
    "no": _negating("ikke nei aldri ingen ingenting uten verken", "u mis in", "og"),
    "pl": _negating("nie nigdy nikt nic zaden zadna zadne bez ani", "nie bez", "i oraz"),
    "pt": _negating("nao nunca jamais nada ninguem nenhum nenhuma sem nem", "in im ir des dis", "e"),
    "ro": _negating("nu niciodata nimeni nimic niciun nicio fara nici", "ne in im dez", "si"),
    "ru": _negating("не нет никогда никто ничего никакои без ни", "не без", "и"),
    "sv": _negating("inte nej ej icke aldrig ingen inget inga utan varken", "o miss in", "och"),
    "tr": _negating("degil hayir yok hic asla", "gayri", "ve"),
    "uk": _negating("не ні нема ніколи ніхто нічого без", "не без", "\u0456 та й"),
}
