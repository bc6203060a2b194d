"""French. *Ne* does not count as a negation of its own: it accompanies *pas*, and speech leaves it out."""

from typing import Final

from bot.engine.answers.words.shape import Words, numbers, phrases, single

FRENCH: Final = Words(
    fillers=phrases(
        "je dirais que / je dirais / je dis / je pense que / je pense / je crois que / je crois"
        " / je trouve que / je trouve / je suis / je choisis / je prends / jai / je / ma reponse est"
        " / la reponse est / reponse / cest / ce sont / ce serait / il y a / y a / nous sommes"
        " / nous avons / on est / on a / nous / option / numero / choix / sil vous plait / sil te plait"
        " / svp / stp / merci / alors / bon / ben / bah / euh / hum / hm / probablement / peut etre"
        " / pour moi / pour nous / a mon avis / selon moi / franchement / au total / en tout"
        " / environ / a peu pres / autour de / vers / dans les"
    ),
    joining=frozenset({"et"}),
    choosing=frozenset({"ou", "a", "à"}),
    of=frozenset({"sur", "de"}),
    negations=single("non pas jamais aucun aucune rien sans ni nul nulle guere rarement"),
    prefixes=("in", "im", "ir", "il", "non", "mal", "mes", "me", "des", "de", "dis", "anti"),
    numbers=numbers(
        "zero / un, une / deux / trois / quatre / cinq / six / sept / huit / neuf / dix / onze / douze"
    ),
    no_units=single(
        "mille milles millier milliers million millions milliard milliards cent cents centaine centaines"
        " dizaine dizaines douzaine douzaines vingt vingts trente quarante cinquante soixante demi demie"
        " moitie quart tiers plus moins maximum minimum virgule fois er eme ieme"
    ),
)
