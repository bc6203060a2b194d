"""Proves: the menu has one sentence and a button for each check, which says where the person stands in it.

1. New, open and done are told apart in words; a note stands above; without checks there is a kind sentence.
2. A link that leads nowhere says so and gives the checks there are.
3. Titles are in the reader's language where the check has it, and braces in them are letters.
"""

from bot.messages import Button, Words
from bot.present.desk.menu import MenuEntry, Standing, link_leads_nowhere, menu
from bot.wishes import Begin
from tests.engine.transcript import flow_of
from tests.present.chat import MOOD

PULSE = MOOD.replace("team-mood", "pulse").replace(
    "title: Team mood", "title: {en: '{{Pulse}}', de: '{{Puls}}'}\nlanguages: [en, de]"
)
PULSE = PULSE.replace("text: I had what", "text: {en: A., de: A.} #").replace(
    "text: I know what", "text: {en: B., de: B.} #"
)
ENTRIES = [
    MenuEntry(flow_of(MOOD), Standing.NEW),
    MenuEntry(flow_of(PULSE), Standing.OPEN),
    MenuEntry(flow_of(MOOD), Standing.DONE),
]


def test_a_button_for_each_check() -> None:
    assert menu(ENTRIES, "en") == Words(
        ("Which check would you like to take?",),
        (
            Button("Team mood", Begin("team-mood")),
            Button("Go on: {Pulse}", Begin("pulse")),
            Button("Team mood (done)", Begin("team-mood")),
        ),
        "en",
    )


def test_in_german() -> None:
    shown = menu(ENTRIES, "de-CH", note="Es ist nichts offen.")
    assert shown.paragraphs == ("Es ist nichts offen.", "Welchen Check möchten Sie machen?")
    assert [button.label for button in shown.buttons] == [
        "Team mood", "Weiter: {Puls}", "Team mood (fertig)",
    ]  # fmt: skip
    assert shown.language == "de"


def test_in_arabic_titles_are_isolated() -> None:
    shown = menu(ENTRIES, "ar")
    assert shown.paragraphs == ("أي فحص تود إجراءه؟",)
    assert [button.label for button in shown.buttons] == [
        "Team mood", "متابعة: \u2068{Pulse}\u2069", "\u2068Team mood\u2069 (مكتمل)",
    ]  # fmt: skip


def test_without_checks() -> None:
    assert menu([], None) == Words(
        ("There is no check to take here at the moment. Please look in again later.",)
    )
    assert menu([], "de").paragraphs == (
        "Hier gibt es gerade keinen Check. Bitte schauen Sie später wieder vorbei.",
    )


def test_a_link_that_leads_nowhere() -> None:
    shown = link_leads_nowhere(ENTRIES[:1], None)
    assert shown == Words(
        (
            "This check is not here, or not here any more.",
            "Which check would you like to take?",
        ),
        (Button("Team mood", Begin("team-mood")),),
        "en",
    )
    assert link_leads_nowhere([], "de").paragraphs[0] == ("Diesen Check gibt es hier nicht oder nicht mehr.")
    assert link_leads_nowhere([], "ar").paragraphs[0] == ("هذا الفحص غير موجود هنا، أو لم يعد موجودًا.")
