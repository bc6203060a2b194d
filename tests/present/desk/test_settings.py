"""Proves: settings say what is set and offer the other thing; what was set is confirmed.

1. The language, the reminders; a language can be chosen only where there are several.
2. Languages are buttons in their own words; the choice is confirmed in the language that was chosen.
3. Without messages nobody asked for, answers are kept and the way back is named.
"""

import pytest

from bot.messages import Button, Words
from bot.present.desk.settings import (
    language_chosen,
    languages,
    reminders_switched,
    settings,
    unsubscribed,
)
from bot.wishes import (
    AskToDelete,
    ChooseLanguage,
    ShowLanguages,
    ShowMyData,
    ShowPrivacy,
    SwitchReminders,
)
from tests.present.chat import isolated


def test_all_that_can_be_set() -> None:
    assert settings("en", reminders=True, languages=("en", "de")) == Words(
        ("Language: English", "Reminders are on."),
        (
            Button("Choose a language", ShowLanguages()),
            Button("Turn reminders off", SwitchReminders(on=False)),
            Button("Privacy", ShowPrivacy()),
            Button("My data", ShowMyData()),
            Button("Delete my data", AskToDelete()),
        ),
        "en",
    )


def test_in_german_with_one_language_and_no_reminders() -> None:
    assert settings("de", reminders=False, languages=("de",)) == Words(
        ("Sprache: Deutsch", "Erinnerungen sind aus."),
        (
            Button("Erinnerungen einschalten", SwitchReminders(on=True)),
            Button("Datenschutz", ShowPrivacy()),
            Button("Meine Daten", ShowMyData()),
            Button("Meine Daten löschen", AskToDelete()),
        ),
        "de",
    )


def test_in_arabic() -> None:
    shown = settings("ar", reminders=True, languages=("ar",))
    assert shown.paragraphs == (f"اللغة: {isolated('العربية')}", "التذكير مفعّل.")


@pytest.mark.parametrize(
    ("wished", "named"),
    [(None, "English"), ("de-CH", "Deutsch"), ("it", "italiano"), ("pt", "English")],
)
def test_the_language_that_is_named_is_the_one_that_is_spoken(wished: str | None, named: str) -> None:
    shown = settings(wished, reminders=True, languages=("de", "it"))
    assert shown.paragraphs[0].partition(": ")[2] == named


def test_languages_in_their_own_words() -> None:
    assert languages(("en", "de", "fr", "es", "ar", "x-none"), "en") == Words(
        ("Which language would you like?",),
        (
            Button("English", ChooseLanguage("en")),
            Button("Deutsch", ChooseLanguage("de")),
            Button("Français", ChooseLanguage("fr")),
            Button("Español", ChooseLanguage("es")),
            Button("العربية", ChooseLanguage("ar")),
            Button("X-none", ChooseLanguage("x-none")),
        ),
        "en",
    )
    assert languages((), "de").paragraphs == ("Welche Sprache möchten Sie?",)
    assert languages((), "ar").paragraphs == ("أي لغة تريد؟",)


@pytest.mark.parametrize(
    ("chosen", "said", "language"),
    [
        ("en", "Your language is now: English.", "en"),
        ("de", "Ihre Sprache ist jetzt: Deutsch.", "de"),
        ("ar", f"لغتك الآن: {isolated('العربية')}.", "ar"),
        ("it", "Your language is now: italiano.", "en"),
    ],
)
def test_the_choice_is_confirmed_in_that_language(chosen: str, said: str, language: str) -> None:
    assert language_chosen(chosen) == Words((said,), (), language)


@pytest.mark.parametrize(
    ("language", "on", "said"),
    [
        (None, True, "Reminders are on. You will hear from a check that waits for you."),
        ("en", False, "Reminders are off. To turn them on again: /settings"),
        ("de", True, "Erinnerungen sind an. Ein Check, der auf Sie wartet, meldet sich."),
        ("de", False, "Erinnerungen sind aus. Wieder einschalten: /settings"),
        ("ar", True, "التذكير مفعّل. إذا كان فحص في انتظارك فستصلك رسالة."),
        ("ar", False, "التذكير متوقف. لتفعيله من جديد: \u2068/settings\u2069"),
    ],
)
def test_reminders_are_switched(language: str | None, on: bool, said: str) -> None:
    assert reminders_switched(language, on=on).paragraphs == (said,)


@pytest.mark.parametrize(
    ("language", "answered", "kept"),
    [
        ("en", 0, "To go on: /continue"),
        ("en", 1, "1 answer is kept. To go on: /continue"),
        ("en", 12, "12 answers are kept. To go on: /continue"),
        ("de", 0, "Weitermachen: /continue"),
        ("de", 1, "1 Antwort ist gespeichert. Weitermachen: /continue"),
        ("de", 12, "12 Antworten sind gespeichert. Weitermachen: /continue"),
        ("ar", 2, "إجابتان محفوظتان. للمتابعة: \u2068/continue\u2069"),
        ("ar", 12, "\u206812\u2069 إجابة محفوظة. للمتابعة: \u2068/continue\u2069"),
    ],
)
def test_no_more_messages_that_were_not_asked_for(language: str, answered: int, kept: str) -> None:
    first = {
        "en": "You will get no more messages that you have not asked for.",
        "de": "Sie bekommen keine Nachrichten mehr, um die Sie nicht gebeten haben.",
        "ar": "لن تصلك بعد الآن رسائل لم تطلبها.",
    }[language]
    assert unsubscribed(language, answered) == Words((f"{first} {kept}",), (), language)
