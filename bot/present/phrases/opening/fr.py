"""French, when a round did not open."""

from bot.present.phrases.opening.shape import OpeningWords
from bot.present.phrases.plural import Plural

OPENING = OpeningWords(
    not_opened="Le point d’équipe de {team} ne s’est pas ouvert le {day}.",
    missed=Plural(
        one="Le point d’équipe de {team} ne s’est pas ouvert le {days} : Checkup ne fonctionnait pas alors.",
        other="Le point d’équipe de {team} ne s’est pas ouvert {n} jours : {days}. "
        "Checkup ne fonctionnait pas alors.",
    ),
    nobody="Aucune des personnes concernées ne peut être interrogée.",
    no_flow="Ses questions sont introuvables. Prévenez la personne qui gère ce Checkup.",
    later="Personne n’a pu dire qui en fait partie, aussi longtemps que le tour aurait été ouvert.",
    whys={
        "channel hidden": "Checkup ne voit pas qui est dans son canal. Invitez Checkup dans ce canal.",
        "plan without groups": "Cet espace de travail n’a pas de groupes. "
        "Choisissez des canaux ou des personnes.",
        "permission missing": "Checkup n’a pas le droit de voir qui en fait partie. Installez-le de nouveau.",
        "gone": "Le canal ou le groupe concerné n’existe plus.",
    },
    goes_on="Le prochain tour a lieu le {day}.",
    no_next="Aucun autre tour n’est prévu.",
)
