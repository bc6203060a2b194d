"""Proves: a person learns who sees what, sees everything that is held about them, and can have it deleted.

1. Privacy names the operator, what for, how long, who else, what to do, and a page where there is one.
2. The data are all there, readable, conversation by conversation; their words stay letters and turn nothing
   round.
3. Deleting is asked once, in words that say what it means, and confirmed with a receipt.
"""

from datetime import UTC, date, datetime

import pytest

from bot.messages import Button, Words
from bot.present.desk.deleting import Receipt, delete_asked, deleted, kept
from bot.present.desk.held import (
    Held,
    HeldAnswer,
    HeldConversation,
    forgotten,
    my_data,
    my_data_caption,
    nothing_held,
)
from bot.present.desk.privacy import privacy
from bot.present.desk.settings import Daytime
from bot.wishes import AskToDelete, DeleteAll, ForgetKept, KeepAll, ShowMyData
from tests.present.chat import isolated

THEN = datetime(2030, 2, 3, 14, 5, tzinfo=UTC)
ARABIC = isolated("العربية")
NL = "\n"
URL = "https://example.org/privacy"


def test_who_sees_what() -> None:
    assert privacy("en", operator="Example Ltd", url=URL, years=2, days=30) == Words(
        (
            "Privacy",
            "Example Ltd runs this check, can see your answers and is responsible for them.",
            (
                "Your answers are there to compute your result. Contact details are kept only with your "
                "consent, and used only for what you agreed to."
            ),
            (
                "Answers and results are kept for 2 years after your last answer. "
                "Technical records are kept for 30 days."
            ),
            (
                "Checkup passes nothing on to others. The messenger itself carries the messages. "
                "Anonymous team rounds show only groups, never one person."
            ),
            "To see everything that is held about you: /mydata\nTo delete all of it: /delete",
            "More about this:\nhttps://example.org/privacy",
        ),
        (Button("My data", ShowMyData()), Button("Delete my data", AskToDelete())),
        "en",
    )


def test_who_sees_what_in_german_without_operator_and_page() -> None:
    assert privacy("de", operator=None, url=None, years=1, days=1) == Words(
        (
            "Datenschutz",
            (
                "Wer Ihnen diesen Check anbietet, betreibt ihn, kann Ihre Antworten sehen und ist für "
                "sie verantwortlich."
            ),
            (
                "Ihre Antworten dienen dazu, Ihr Ergebnis zu berechnen. Kontaktdaten werden nur mit Ihrer "
                "Einwilligung gespeichert und nur für das genutzt, dem Sie zugestimmt haben."
            ),
            (
                "Antworten und Ergebnisse werden 1 Jahr nach Ihrer letzten Antwort gelöscht. "
                "Technische Aufzeichnungen werden 1 Tag lang aufbewahrt."
            ),
            (
                "Checkup gibt nichts an Dritte weiter. Die Nachrichten selbst befördert der Messenger. "
                "Anonyme Teamrunden zeigen nur Gruppen, nie eine einzelne Person."
            ),
            "Alles sehen, was über Sie gespeichert ist: /mydata\nAll das löschen: /delete",
        ),
        (Button("Meine Daten", ShowMyData()), Button("Meine Daten löschen", AskToDelete())),
        "de",
    )


def test_who_sees_what_in_arabic() -> None:
    said = privacy("ar", operator="{Acme} \u202e", url=URL, years=2, days=30).paragraphs
    assert said[1] == (
        "القائم على هذا الفحص هو \u2068{Acme} \u202e\u2069، وهو المسؤول عن إجاباتك ويمكنه رؤيتها."
    )
    assert said[3] == (
        "تُحفظ الإجابات والنتائج سنتين بعد آخر إجابة لك. تُحفظ السجلات التقنية \u206830\u2069 يومًا."
    )
    assert said[5] == "لرؤية كل ما هو محفوظ عنك: \u2068/mydata\u2069\nلحذف ذلك كله: \u2068/delete\u2069"
    assert said[6] == "المزيد عن هذا:\nhttps://example.org/privacy"


MOOD = HeldConversation(
    title="Team {mood}",
    started=THEN,
    finished=True,
    answers=(("How are you, {name}?", "{fine} \u202eenif"), ("And now?\u202e", "-5")),
    result="63",
    consents=("Send me the {report}.", "Call me."),
)
EMPTY = HeldConversation("Pulse", THEN, finished=False, answers=(), result="", consents=())


def test_everything_that_is_held() -> None:
    held = Held(THEN, "telegram", "de", reminders=True, conversations=(MOOD, EMPTY))
    assert my_data("en", held) == Words(
        (
            "What is held about you",
            "Here since February 3, 2030, through Telegram.\nLanguage: Deutsch\nReminders are on.",
            "Team {mood}: begun on February 3, 2030, finished",
            "How are you, {name}?\n– {fine} \u202eenif",
            "And now?\u202e\n– -5",
            "Result: 63",
            "You agreed to this: Send me the {report}.",
            "You agreed to this: Call me.",
            "Pulse: begun on February 3, 2030, not finished",
            "No answers.",
        ),
        (Button("Delete my data", AskToDelete()),),
        "en",
    )


def test_everything_that_is_held_in_german() -> None:
    held = Held(THEN, "slack", None, reminders=False, conversations=(MOOD, EMPTY))
    said = my_data("de", held).paragraphs
    assert said[:3] == (
        "Was über Sie gespeichert ist",
        "Hier seit dem 3. Februar 2030, über Slack.\nErinnerungen sind aus.",
        "Team {mood}: begonnen am 3. Februar 2030, abgeschlossen",
    )
    assert said[5:] == (
        "Ergebnis: 63",
        "Dem haben Sie zugestimmt: Send me the {report}.",
        "Dem haben Sie zugestimmt: Call me.",
        "Pulse: begonnen am 3. Februar 2030, nicht abgeschlossen",
        "Keine Antworten.",
    )


@pytest.mark.parametrize(
    ("reminders", "said"),
    [
        (True, ["Reminders are on.", "Reminders come at 9:30\u202fAM (Berlin time)."]),
        (False, ["Reminders are off."]),
    ],
)
def test_where_their_day_is(reminders: bool, said: list[str]) -> None:
    held = Held(THEN, "slack", None, reminders, (EMPTY,), Daytime("Europe/Berlin", 570))
    lines = my_data("en", held).paragraphs[1].split("\n")
    assert lines[1:] == [*said, "Your time zone: Europe/Berlin"]


REMEMBERED = {
    "en": (
        "Remembered, so that you are not asked again", "from May 3, 2029: 12", "Forget what is remembered",
        "Forgotten. You will be asked again.",
    ),
    "de": (
        "Gemerkt, damit Sie nicht noch einmal gefragt werden", "vom 3. Mai 2029: 12", "Gemerktes vergessen",
        "Vergessen. Sie werden wieder gefragt.",
    ),
    "fr": (
        "Retenu, pour ne pas vous le redemander", "du 3 mai 2029 : 12", "Oublier ce qui est retenu",
        "C'est oublié. La question vous sera reposée.",
    ),
    "es": (
        "Recordado, para no preguntarle otra vez", "del 3 de mayo de 2029: 12", "Olvidar lo recordado",
        "Olvidado. Se le preguntará de nuevo.",
    ),
    "ar": (
        "نتذكره كي لا نسألك مجددًا", "من \u20683 مايو 2029\u2069: \u206812\u2069", "نسيان ما نتذكره",
        "تم النسيان. ستُسأل مجددًا.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("language", REMEMBERED)
def test_what_is_remembered_and_how_it_is_forgotten(language: str) -> None:
    head, answer, forget, done = REMEMBERED[language]
    known = HeldAnswer("How many?", "12", date(2029, 5, 3))
    held = Held(THEN, "telegram", None, reminders=True, conversations=(MOOD,), kept=(known,))
    shown = my_data(language, held)
    assert shown.paragraphs[-2:] == (head, f"How many?{NL}– {answer}")
    assert shown.buttons[0] == Button(forget, ForgetKept())
    assert isinstance(shown.buttons[1].press, AskToDelete)
    assert forgotten(language) == Words((done,), (), language)


def test_everything_that_is_held_in_arabic() -> None:
    held = Held(THEN, "telegram", "ar", reminders=True, conversations=(MOOD,))
    said = my_data("ar", held).paragraphs
    assert said[:3] == (
        "ما هو محفوظ عنك",
        f"هنا منذ \u20683 فبراير 2030\u2069، عبر \u2068Telegram\u2069.{NL}اللغة: {ARABIC}{NL}التذكير مفعّل.",
        "\u2068Team {mood}\u2069: بدأ في \u20683 فبراير 2030\u2069، مكتمل",
    )
    assert said[5] == "النتيجة: \u206863\u2069"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_what_somebody_typed_ends_its_line(language: str) -> None:
    held = Held(THEN, "telegram", None, reminders=True, conversations=(MOOD,))
    lines = [line for part in my_data(language, held).paragraphs for line in part.split("\n")]
    for hostile in ("– {fine} \u202eenif", "And now?\u202e"):
        assert hostile in lines


@pytest.mark.parametrize(
    ("language", "caption", "nothing"),
    [
        (
            None,
            "The same as a file, for you to keep.",
            (
                "No answers or results of yours are held, only the address of this chat, so that you get a "
                "reply."
            ),
        ),
        (
            "de",
            "Dasselbe als Datei, zum Aufbewahren.",
            (
                "Von Ihnen sind keine Antworten und keine Ergebnisse gespeichert, nur die Adresse "
                "dieses Chats, damit Sie Antwort bekommen."
            ),
        ),
        (
            "ar",
            "الشيء نفسه في ملف تحتفظ به.",
            "لا توجد لك إجابات أو نتائج محفوظة، بل عنوان هذه المحادثة فقط، لكي يصلك الرد.",
        ),
    ],
)
def test_the_caption_and_nothing_at_all(language: str | None, caption: str, nothing: str) -> None:
    assert my_data_caption(language) == caption
    assert nothing_held(language) == Words((nothing,), (), language or "en")


def test_deleting_is_asked_once() -> None:
    assert delete_asked("en") == Words(
        (
            (
                "Do you want everything deleted? That is all your answers, results and consents, your "
                "settings and our record of the messages."
            ),
            "This cannot be undone.",
        ),
        (Button("Delete everything", DeleteAll()), Button("Keep it", KeepAll())),
        "en",
    )
    german = delete_asked("de")
    assert german.paragraphs[1] == "Das lässt sich nicht rückgängig machen."
    assert [button.label for button in german.buttons] == ["Alles löschen", "Behalten"]
    arabic = delete_asked("ar")
    assert arabic.paragraphs[1] == "لا يمكن التراجع عن هذا."
    assert [button.label for button in arabic.buttons] == ["حذف كل شيء", "إبقاؤه"]


RECEIPT = Receipt("R-17", THEN, conversations=2, answers=1200, results=3, consents=0, messages=45, updates=6)


def test_the_receipt() -> None:
    assert deleted("en", RECEIPT) == Words(
        (
            "Everything is deleted. Nothing about you is held any more.",
            (
                "Receipt R-17, February 3, 2030\nChecks taken: 2\nAnswers: 1,200\nResults: 3\nConsents: 0\n"
                "Messages: 45\nTechnical records: 6"
            ),
            "What stands in this chat stays until you delete it there. A new beginning: /start",
        ),
        (),
        "en",
    )


def test_the_receipt_in_german_and_arabic() -> None:
    assert deleted("de", RECEIPT).paragraphs[1] == (
        "Beleg R-17, 3. Februar 2030\nGemachte Checks: 2\nAntworten: 1.200\nErgebnisse: "
        "3\nEinwilligungen: 0\nNachrichten: 45\nTechnische Aufzeichnungen: 6"
    )
    assert deleted("ar", RECEIPT).paragraphs[1].split("\n")[:3] == [
        "إيصال \u2068R-17\u2069، \u20683 فبراير 2030\u2069",
        "الفحوص التي أُجريت: \u20682\u2069",
        "الإجابات: \u20681,200\u2069",
    ]


def test_nothing_was_deleted() -> None:
    assert kept(None) == Words(("Nothing was deleted. Everything is as it was.",))
    assert kept("de").paragraphs == ("Es wurde nichts gelöscht. Alles ist, wie es war.",)
    assert kept("ar").paragraphs == ("لم يُحذف شيء. كل شيء كما كان.",)
