"""Proves: an app can introduce the product in each language, within the app's limits.

1. Every command has its line, in one order; lines fit into 256 units, and into one line of a phone.
2. The description fits into 512 units, whoever runs it, the short one into 120.
3. What is sent to a friend has at most 200 characters and tells nothing about the one who sends it.
4. Asking again names the day, and how to turn it off.
5. Where all commands share one, help lists each behind it; words around it say where to look.
"""

from datetime import date

import pytest

from bot.channels.cutting import utf16
from bot.messages import Button, Words
from bot.present.desk.commands import (
    checkup_help,
    commands,
    could_not_now,
    description,
    listed_commands,
    look_in_messages,
    not_installed,
    short_description,
    unknown_subcommand,
)
from bot.present.desk.repeating import repeat_due, repeat_set
from bot.present.desk.sharing import share_text
from bot.present.manner import CHECKUP, SLASH
from bot.present.phrases import LANGUAGES
from bot.wishes import Begin, SwitchReminders
from tests.engine.transcript import flow_of
from tests.present.chat import MOOD

NAMES = (
    "start", "continue", "back", "cancel", "restart", "result", "language", "settings", "privacy", "mydata",
    "delete", "stop", "help",
)  # fmt: skip
LONG = "x" * 300
FEBRUARY = date(2030, 2, 3)


def in_(language: str) -> str:
    """The smallest flow, in another language."""
    return MOOD.replace("scale:", f"languages: [{language}]\nscale:")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_has_its_line(language: str) -> None:
    assert tuple(name for name, _ in commands(language)) == NAMES
    lines = [line for _, line in commands(language)]
    assert all(0 < utf16(line) <= 60 and "\n" not in line for line in lines)
    assert len(set(lines)) == len(NAMES)


def test_the_commands_say_what_they_do() -> None:
    english, german, arabic = (dict(commands(code)) for code in (None, "de-AT", "ar"))
    assert english["continue"] == "Go on where you were"
    assert english["stop"] == "No more messages unasked"
    assert german["continue"] == "Weitermachen, wo Sie waren"
    assert german["mydata"] == "Alles sehen, was über Sie gespeichert ist"
    assert arabic["back"] == "السؤال السابق"


@pytest.mark.parametrize("operator", [None, "Example Ltd", LONG, "\U0001f600" * 150])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_descriptions_fit(language: str, operator: str | None) -> None:
    assert utf16(description(language, operator)) <= 512
    assert utf16(short_description(language)) <= 120


def test_what_this_is_and_who_runs_it() -> None:
    assert description("en", "{Acme}") == (
        "Health checks as a chat: a few taps, a few minutes, and you see where you stand and what to build "
        "next. You can stop at any time and go on later.\n\n"
        "{Acme} runs this. What happens to your answers: /privacy"
    )
    assert description("de", None).endswith("weitermachen.\n\nWas mit Ihren Antworten geschieht: /privacy")
    assert description("ar", "Acme").partition("\n\n")[2] == (
        "القائم على هذا: \u2068Acme\u2069. ما يحدث لإجاباتك: \u2068/privacy\u2069"
    )
    assert short_description(None) == "Health checks as a chat: see where you stand and what to build next."
    assert short_description("de") == (
        "Checks als Chat: Sehen Sie, wo Sie stehen und was als Nächstes aufzubauen ist."
    )


def test_a_name_that_fills_the_description_just_so_is_kept() -> None:
    room = 512 - utf16(description("en", "x")) + 1
    assert "x" * room in description("en", "x" * room)
    assert description("en", "x" * (room + 1)) == description("en", None)


def test_what_a_friend_reads() -> None:
    assert share_text(flow_of(MOOD), "en") == (
        "Team mood: a few questions, a few minutes, and you see where you stand."
    )
    assert share_text(flow_of(in_("de")), "de") == (
        "Team mood: ein paar Fragen, ein paar Minuten, und Sie sehen, wo Sie stehen."
    )
    assert share_text(flow_of(in_("ar")), "ar") == (
        "\u2068Team mood\u2069: بضعة أسئلة، وبضع دقائق، وترى أين أنت."
    )


def test_a_friend_reads_the_language_of_the_check() -> None:
    assert share_text(flow_of(in_("de")), "fr").startswith("Team mood: ein paar Fragen")


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_short_even_with_the_longest_title(language: str) -> None:
    title = "M" * 100
    said = share_text(flow_of(in_(language).replace("Team mood", title)), language)
    assert title in said
    assert len(said) <= 200


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (None, "I will ask you again on February 3, 2030. To turn that off: /stop or /settings"),
        ("de", "Am 3. Februar 2030 frage ich Sie wieder. Abschalten: /stop oder /settings"),
        (
            "ar",
            (
                "سأسألك مجددًا في \u20683 فبراير 2030\u2069. "
                "لإيقاف ذلك: \u2068/stop\u2069 أو \u2068/settings\u2069"
            ),
        ),
    ],
)
def test_the_day_is_named(language: str | None, said: str) -> None:
    assert repeat_set(language, FEBRUARY) == Words((said,), (), language or "en")


def test_the_day_has_come() -> None:
    assert repeat_due(flow_of(MOOD), "en", FEBRUARY) == Words(
        (
            (
                "Team mood: your last result is from February 3, 2030. Take the check again and see what has "
                "changed."
            ),
        ),
        (
            Button("Start again", Begin("team-mood")),
            Button("Stop reminding me", SwitchReminders(on=False)),
        ),
        "en",
    )
    german = repeat_due(flow_of(in_("de")), "de", FEBRUARY)
    assert german.paragraphs == (
        (
            "Team mood: Ihr letztes Ergebnis ist vom 3. Februar 2030. Machen Sie den Check noch einmal "
            "und sehen Sie, was sich geändert hat."
        ),
    )
    assert [button.label for button in german.buttons] == ["Neu beginnen", "Nicht mehr erinnern"]


def test_the_day_has_come_and_nothing_is_known_of_the_last_time() -> None:
    assert repeat_due(flow_of(MOOD), None, None).paragraphs == (
        "Team mood: it has been a while. Take the check again and see what has changed.",
    )
    arabic = repeat_due(flow_of(in_("ar")), "ar", None)
    assert arabic.paragraphs == (
        "\u2068Team mood\u2069: مضى بعض الوقت. أجرِ الفحص مرة أخرى وانظر ما الذي تغيّر.",
    )
    assert [button.label for button in arabic.buttons] == ["البدء من جديد", "إيقاف التذكير"]


def test_help_lists_all_that_can_stand_behind_the_command() -> None:
    title, listed, bare = checkup_help("en").paragraphs
    assert title == "What you can do here:"
    assert listed.split("\n") == [
        "/checkup – See the checks there are",
        "/checkup start name-of-the-check – Begin a check, or go on with it",
        "/checkup continue – Go on where you were",
        "/checkup back – The question before",
        "/checkup cancel – Leave the check; answers are kept",
        "/checkup restart – Begin anew",
        "/checkup result – See your result",
        "/checkup language – Choose your language",
        "/checkup settings – Language and reminders",
        "/checkup privacy – Who sees what, and for how long",
        "/checkup mydata – See everything held about you",
        "/checkup delete – Delete everything held about you",
        "/checkup stop – No more messages unasked",
        "/checkup help – What you can do here",
        "/checkup team – Start a team check-in",
        "/checkup checkins – Team check-ins that you see to",
    ]
    assert bare == "In our direct messages the word alone is enough: help"


def test_each_command_by_itself() -> None:
    lines = listed_commands("de", SLASH).split("\n")
    assert len(lines) == len(NAMES)
    assert lines[0] == "/start – Beginnen oder einen Check wählen"
    assert lines[-1] == "/help – Was Sie hier tun können"


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_unknown_word_gets_help(language: str) -> None:
    said, listed = unknown_subcommand(language, "{dance}").paragraphs
    assert "{dance}" in said
    assert listed == listed_commands(language, CHECKUP) == checkup_help(language).paragraphs[1]
    assert len(listed.split("\n")) == len(NAMES) + 3


def test_words_around_the_command() -> None:
    assert look_in_messages(None) == "I have written to you in our direct messages."
    assert look_in_messages("de-AT") == "Ich habe Ihnen in unseren Direktnachrichten geschrieben."
    assert not_installed("en").startswith("Checkup is not installed in this workspace.")
    assert could_not_now("en") == (
        "That did not work just now. Nothing was lost. Please try again in a minute."
    )
    assert could_not_now("fr").startswith("Cela n'a pas fonctionné pour l'instant. Rien n'est perdu.")
