"""German, when a round did not open."""

from bot.present.phrases.opening.shape import OpeningWords
from bot.present.phrases.plural import Plural

OPENING = OpeningWords(
    not_opened="Der Check-in von {team} hat am {day} nicht begonnen.",
    missed=Plural(
        one="Der Check-in von {team} hat am {days} nicht begonnen: Checkup lief da nicht.",
        other="Der Check-in von {team} hat an {n} Tagen nicht begonnen: {days}. Checkup lief da nicht.",
    ),
    nobody="Niemand, für den er gedacht ist, kann gefragt werden.",
    no_flow="Seine Fragen sind nicht mehr zu finden. Sagen Sie es denen, die dieses Checkup betreiben.",
    later="Solange die Runde offen gewesen wäre, war nicht zu erfahren, wer dazugehört.",
    whys={
        "channel hidden": "Checkup sieht nicht, wer in seinem Channel ist. Laden Sie Checkup dorthin ein.",
        "plan without groups": "Dieser Workspace hat keine Nutzergruppen. Wählen Sie Channels oder Personen.",
        "permission missing": "Checkup darf nicht sehen, wer dazugehört. Installieren Sie es neu.",
        "gone": "Den Channel oder die Gruppe, für die er gedacht ist, gibt es nicht mehr.",
    },
    goes_on="Die nächste Runde ist am {day}.",
    no_next="Eine weitere Runde ist nicht geplant.",
)
