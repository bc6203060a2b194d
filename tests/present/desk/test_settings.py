"""Proves: settings say what is set and offer the other thing; what was set is confirmed.

1. The language, the reminders; a language can be chosen only where there are several.
2. Languages are buttons in their own words; the choice is confirmed in the language that was chosen.
3. Without messages nobody asked for, answers are kept and the way back is named.
4. Where the zone is known, the time of reminders is said and can be chosen, in the clock of the reader.
"""

import pytest

from bot.messages import Button, Words
from bot.present.desk.settings import (
    Daytime,
    language_chosen,
    languages,
    reminder_time_chosen,
    reminder_times,
    reminders_switched,
    settings,
    unsubscribed,
)
from bot.wishes import (
    AskToDelete,
    ChooseLanguage,
    ChooseReminderTime,
    ShowLanguages,
    ShowMyData,
    ShowPrivacy,
    ShowReminderTimes,
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


@pytest.mark.parametrize(
    ("language", "daytime", "said"),
    [
        ("en", Daytime("Europe/Berlin", 540), "Reminders come at 9:00\u202fAM (Berlin time)."),
        ("de", Daytime("Europe/Berlin", 1050), "Erinnerungen kommen um 17:30 (Zeit in Berlin)."),
        ("es", Daytime("America/New_York", 0),
         "Los recordatorios llegan a esta hora: 0:00 (hora de Nueva York)."),
        ("en", Daytime("Asia/Kolkata", None),
         "Reminders come from Monday to Friday between 9:00\u202fAM and 5:00\u202fPM (Kolkata time)."),
        ("fr", Daytime("Europe/Berlin", None),
         "Les rappels arrivent du lundi au vendredi entre 09:00 et 17:00 (heure de Berlin)."),
        ("ar", Daytime("Europe/Berlin", 540),
         f"يأتي التذكير في الساعة {isolated('9:00 ص')} (بتوقيت {isolated('برلين')})."),
        ("en", Daytime("Atlantis/Capital", 540), "Reminders come at 9:00\u202fAM (Atlantis/Capital time)."),
    ],
)  # fmt: skip
def test_when_reminders_come(language: str, daytime: Daytime, said: str) -> None:
    shown = settings(language, reminders=True, languages=("en",), daytime=daytime)
    assert shown.paragraphs[2] == said
    assert [button.press for button in shown.buttons][:2] == [SwitchReminders(on=False), ShowReminderTimes()]


def test_without_reminders_no_time_is_said() -> None:
    usual = settings("en", reminders=False, languages=("en",))
    assert settings("en", reminders=False, languages=("en",), daytime=Daytime("UTC", 540)) == usual


def test_the_times_there_are() -> None:
    shown = reminder_times("de", "Europe/Berlin")
    assert shown.paragraphs == ("Um welche Zeit dürfen Erinnerungen kommen? Es gilt die Zeit in Berlin.",)
    assert [button.label for button in shown.buttons] == [
        "Während der Arbeitszeit", "06:00", "07:00", "08:00", "09:00", "10:00", "11:00", "12:00", "13:00",
        "14:00", "15:00", "16:00", "17:00", "18:00", "19:00", "20:00", "21:00",
    ]  # fmt: skip
    assert [button.press for button in shown.buttons[:3]] == [
        ChooseReminderTime(None), ChooseReminderTime(360), ChooseReminderTime(420),
    ]  # fmt: skip
    assert shown.buttons[-1].press == ChooseReminderTime(1260)


def test_where_the_zone_is_not_known_there_is_nothing_to_choose() -> None:
    assert reminder_times("en", None) == Words(
        ("A time for reminders cannot be chosen here, because your time zone is not known.",), (), "en"
    )


@pytest.mark.parametrize(
    ("language", "minute", "said"),
    [
        ("en", 540, "Reminders now come at 9:00\u202fAM (Berlin time)."),
        ("de", None,
         "Erinnerungen kommen jetzt montags bis freitags zwischen 09:00 und 17:00 (Zeit in Berlin)."),
    ],
)  # fmt: skip
def test_the_time_is_confirmed(language: str, minute: int | None, said: str) -> None:
    daytime = Daytime("Europe/Berlin", minute)
    assert reminder_time_chosen(language, daytime) == Words((said,), (), language)
