"""What only the console says: keys, and how to go on after leaving."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """In one language. `{…}` marks what is put in."""

    choose: str
    take: str
    tick: str
    done: str
    back: str
    skip: str
    help: str
    leave: str
    type_answer: str
    type_or_choose: str
    choose_first: str
    several: str
    no_command: str
    saved: str
    saved_somewhere: str
    quit: str
    fresh_start: str
    has_result: str
    pick: str


_ENGLISH: Final = Phrases(
    choose="choose",
    take="take",
    tick="tick",
    done="done",
    back="back",
    skip="skip",
    help="help",
    leave="leave",
    type_answer="type your answer",
    type_or_choose="type a number, or your own words",
    choose_first="Choose an answer first: ↑ ↓ or its number, then Enter.",
    several="several with commas",
    no_command="There is no command {command}. /help shows what there is.",
    saved="Saved. Run the same command to go on at question {place}.",
    saved_somewhere="Saved. Run the same command to go on.",
    quit="Quit",
    fresh_start="You have finished this before, so this is a fresh start. /result shows your last result.",
    has_result="You have finished this check.",
    pick="Which check?",
)
_GERMAN: Final = Phrases(
    choose="wählen",
    take="nehmen",
    tick="ankreuzen",
    done="fertig",
    back="zurück",
    skip="überspringen",
    help="Hilfe",
    leave="verlassen",
    type_answer="Antwort tippen",
    type_or_choose="eine Nummer tippen, oder eigene Worte",
    choose_first="Wählen Sie zuerst eine Antwort: ↑ ↓ oder ihre Nummer, dann Enter.",
    several="mehrere mit Kommas",
    no_command="Einen Befehl {command} gibt es nicht. /help zeigt, was es gibt.",
    saved="Gespeichert. Derselbe Befehl macht bei Frage {place} weiter.",
    saved_somewhere="Gespeichert. Derselbe Befehl macht hier weiter.",
    quit="Beenden",
    fresh_start="Das haben Sie schon abgeschlossen; hier beginnt es neu. /result zeigt das letzte Ergebnis.",
    has_result="Sie haben diesen Check abgeschlossen.",
    pick="Welcher Check?",
)
_SPANISH: Final = Phrases(
    choose="elegir",
    take="aceptar",
    tick="marcar",
    done="listo",
    back="atrás",
    skip="omitir",
    help="ayuda",
    leave="salir",
    type_answer="escriba su respuesta",
    type_or_choose="escriba un número, o sus propias palabras",
    choose_first="Elija primero una respuesta: ↑ ↓ o su número, después Enter.",
    several="varias con comas",
    no_command="No existe el comando {command}. /help muestra los que hay.",
    saved="Guardado. El mismo comando sigue en la pregunta {place}.",
    saved_somewhere="Guardado. El mismo comando sigue aquí.",
    quit="Salir",
    fresh_start="Ya terminó esto antes; este es un nuevo comienzo. /result muestra su último resultado.",
    has_result="Ya ha terminado este chequeo.",
    pick="¿Qué chequeo?",
)
_FRENCH: Final = Phrases(
    choose="choisir",
    take="valider",
    tick="cocher",
    done="terminé",
    back="retour",
    skip="passer",
    help="aide",
    leave="quitter",
    type_answer="tapez votre réponse",
    type_or_choose="tapez un numéro, ou vos propres mots",
    choose_first="Choisissez d’abord une réponse : ↑ ↓ ou son numéro, puis Entrée.",
    several="plusieurs avec des virgules",
    no_command="La commande {command} n’existe pas. /help montre celles qui existent.",
    saved="Enregistré. La même commande reprend à la question {place}.",
    saved_somewhere="Enregistré. La même commande reprend ici.",
    quit="Quitter",
    fresh_start="Vous avez déjà terminé ; ceci est un nouveau départ. /result montre votre dernier résultat.",
    has_result="Vous avez terminé ce bilan.",
    pick="Quel bilan ?",
)
_ARABIC: Final = Phrases(
    choose="اختيار",
    take="تأكيد",
    tick="تحديد",
    done="تم",
    back="رجوع",
    skip="تخطي",
    help="مساعدة",
    leave="خروج",
    type_answer="اكتب إجابتك",
    type_or_choose="اكتب رقمًا أو كلماتك",
    choose_first="اختر إجابة أولًا: ↑ ↓ أو رقمها، ثم Enter.",
    several="عدة إجابات بفواصل",
    no_command="لا يوجد أمر {command}. الأمر /help يعرض الموجود.",
    saved="تم الحفظ. الأمر نفسه يتابع من السؤال {place}.",
    saved_somewhere="تم الحفظ. الأمر نفسه يتابع من هنا.",
    quit="خروج",
    fresh_start="سبق أن أكملت هذا؛ هذه بداية جديدة. الأمر /result يعرض نتيجتك الأخيرة.",
    has_result="لقد أكملت هذا الفحص.",
    pick="أي فحص؟",
)
_BY_LANGUAGE: Final = {"en": _ENGLISH, "de": _GERMAN, "es": _SPANISH, "fr": _FRENCH, "ar": _ARABIC}


def phrases_for(language: str) -> Phrases:
    """The phrases of a language or of its base; English where there are none."""
    return _BY_LANGUAGE.get(language) or _BY_LANGUAGE.get(language.partition("-")[0]) or _ENGLISH
