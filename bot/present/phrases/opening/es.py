"""Spanish, when a round did not open."""

from bot.present.phrases.opening.shape import OpeningWords
from bot.present.phrases.plural import Plural

OPENING = OpeningWords(
    not_opened="La consulta de {team} no se abrió el {day}.",
    missed=Plural(
        one="La consulta de {team} no se abrió el {days}: Checkup no estaba en marcha.",
        other="La consulta de {team} no se abrió en {n} días: {days}. Checkup no estaba en marcha.",
    ),
    nobody="No hay nadie a quien se pueda preguntar.",
    no_flow="Ya no se encuentran sus preguntas. Avise a quien gestiona este Checkup.",
    later="Nadie pudo decir quién forma parte, durante todo el tiempo que la ronda habría estado abierta.",
    whys={
        "channel hidden": "Checkup no ve quién está en su canal. Invite a Checkup al canal.",
        "plan without groups": "Este espacio de trabajo no tiene grupos. Elija canales o personas.",
        "permission missing": "Checkup no tiene permiso para ver quién forma parte. Instálelo de nuevo.",
        "gone": "El canal o grupo al que va dirigida ya no existe.",
    },
    goes_on="La próxima ronda es el {day}.",
    no_next="No hay más rondas previstas.",
)
