"""Proves: a person's own page says what is theirs, in their language, with one button that stands out.

1. What is to do, with its length; what is open, with the place and the day; results as they were told, with
   an honest word about the change. Where there is nothing, that is said.
2. What has no room is counted, with the command that shows it.
3. Settings: what holds is what is chosen in the menus; times only where the zone is known.
4. Privacy: what is held, who runs it, the ways to see and to delete it, the operator's page.
5. In every language, in one language, with commands in the way of the channel. No answer stands on it.
"""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.engine.arrival import path_of
from bot.engine.inputs import Stop
from bot.engine.plan import plan_of
from bot.engine.result import result_of
from bot.engine.state import State
from bot.messages import Button, Web
from bot.messages.home import Dated, HomeEntry, HomePart, Pick
from bot.present.desk.home import Belongings, Finished, Unfinished, home
from bot.present.desk.settings import Daytime
from bot.present.manner import CHECKUP
from bot.present.phrases import LANGUAGES
from bot.present.result.since import Before
from bot.wishes import (
    AskToDelete,
    Begin,
    ChooseLanguage,
    ChooseReminderTime,
    Compare,
    ShowMyData,
    ShowPrivacy,
    ShowResultOf,
    SwitchReminders,
)
from tests.engine.transcript import flow_of
from tests.present.chat import MOOD, Chat, isolated

NEW = Belongings((), (), (), ("en",))
JANUARY = datetime(2030, 1, 2, 3, 4, tzinfo=UTC)
SURE = flow_of(
    """
flow: sure
title: {en: How sure, de: Wie sicher}
languages: [en, de]
scoring: {sem: 10}
scale: rate10
steps:
  - {ask: one, text: {en: "One?", de: "Eins?"}}
  - {ask: two, text: {en: "Two?", de: "Zwei?"}}
"""
)
LATER = MOOD + "  - result: Done.\n  - {ask: mail, type: email, optional: yes, text: 'Your address?'}\n"


def after(*choices: str, flow: str = MOOD) -> State:
    chat = Chat(flow)
    chat.taps(*choices)
    return chat.state


def sure(*choices: str) -> State:
    chat = Chat(SURE)
    chat.taps(*choices)
    return chat.state


def dated(before: str, after: str = "") -> Dated:
    return Dated(before, "January 2, 2030", after, JANUARY)


def test_1_what_is_to_do() -> None:
    page = home("en", replace(NEW, to_do=[flow_of(MOOD), SURE]))
    assert page.about == ("Health checks as a chat: see where you stand and what to build next.",)
    assert page.parts[0] == HomePart(
        "To do",
        (
            HomeEntry("Team mood", ("About 2 questions, 1 minute",), (Button("Start", Begin("team-mood")),)),
            HomeEntry("How sure", ("About 2 questions, 1 minute",), (Button("Start", Begin("sure")),)),
        ),
    )
    assert page.leading == Begin("team-mood")


def test_1_what_is_open() -> None:
    page = home("en", replace(NEW, unfinished=[Unfinished(flow_of(MOOD), after("agree"), JANUARY)]))
    assert page.parts[1] == HomePart(
        "Go on where you were",
        (
            HomeEntry(
                "Team mood",
                ("Question 2 of 2", dated("Last active on ")),
                (Button("Continue", Begin("team-mood")),),
            ),
        ),
    )
    assert page.leading == Begin("team-mood")


def test_1_what_was_stopped_is_open_too() -> None:
    chat = Chat(MOOD)
    chat.does(Stop())
    page = home("de", replace(NEW, unfinished=[Unfinished(chat.flow, chat.state, JANUARY)]))
    assert page.parts[1].entries[0].lines == (
        "Frage 1 von 2", Dated("Zuletzt aktiv am ", "2. Januar 2030", "", JANUARY),
    )  # fmt: skip


def test_1_where_no_number_is_promised_none_is_said() -> None:
    state = after("agree", "agree", flow=LATER)
    page = home("en", replace(NEW, unfinished=[Unfinished(flow_of(LATER), state, JANUARY)]))
    assert page.parts[1].entries[0].lines == (dated("Last active on "),)


def test_1_results_as_they_were_told() -> None:
    done = Finished("c1", SURE, sure("3", "3"), JANUARY)
    page = home("en", replace(NEW, finished=[done]))
    (entry,) = page.parts[2].entries
    assert entry == HomeEntry(
        "How sure",
        (dated("Finished on "), "Your result: 30 of 100, level 1 of 3, Low."),
        (Button("Show result", ShowResultOf("c1")),),
    )
    assert page.leading is None


@pytest.mark.parametrize(
    ("earlier", "said"),
    [
        (("0", "0"), "Last time, on December 1, 2029: 0. Now: 50. That is up."),
        (("10", "10"), "Last time, on December 1, 2029: 100. Now: 50. That is down."),
        (("4", "5"), "Last time, on December 1, 2029: 45. Now: 50. That is no clear change."),
    ],
)
def test_1_what_may_be_said_about_the_change(earlier: tuple[str, ...], said: str) -> None:
    plan, state = plan_of(SURE), sure(*earlier)
    before = Before(result_of(plan, path_of(plan, state), state.answers), date(2029, 12, 1))
    page = home("en", replace(NEW, finished=[Finished("c2", SURE, sure("5", "5"), JANUARY, before)]))
    (entry,) = page.parts[2].entries
    assert entry.lines[2:] == (said,)
    assert entry.buttons == (
        Button("Show result", ShowResultOf("c2")), Button("See what changed", Compare("c2")),
    )  # fmt: skip


def test_1_where_there_is_nothing_that_is_said() -> None:
    page = home(None, NEW)
    assert [part.lines for part in page.parts[:3]] == [
        ("There is nothing to do at the moment.",),
        ("No check is open.",),
        ("There are no results yet. They come after the last question of a check.",),
    ]
    assert page.leading is None


def test_2_what_has_no_room_is_counted() -> None:
    open_now = Unfinished(SURE, sure("3"), JANUARY)
    done = Finished("c", SURE, sure("3", "3"), JANUARY)
    theirs = replace(NEW, to_do=[SURE] * 21, unfinished=[open_now] * 7, finished=[done] * 11)
    to_do, resume, results, *_ = home("en", theirs, manner=CHECKUP).parts
    assert [len(part.entries) for part in (to_do, resume, results)] == [20, 5, 8]
    assert to_do.lines == ("And one more: /checkup menu",)
    assert resume.lines == ("And 2 more: /checkup menu",)
    assert results.lines == ("And 3 more: /checkup mydata",)


def test_3_without_a_zone_and_with_one_language() -> None:
    assert home("en", NEW).parts[3] == HomePart(
        "Settings",
        lines=("Reminders are on.",),
        buttons=(Button("Turn reminders off", SwitchReminders(on=False)),),
    )


def test_3_what_holds_is_chosen() -> None:
    theirs = replace(NEW, languages=("en", "de"), daytime=Daytime("Europe/Berlin", 540))
    settings = home("de", theirs).parts[3]
    assert settings.lines == (
        "Erinnerungen sind an.", "Erinnerungen kommen um 09:00 (Zeit in Berlin).", "Ihre Zeitzone: Berlin",
    )  # fmt: skip
    language, time = settings.picks
    assert language == Pick(
        "Sprache", (Button("English", ChooseLanguage("en")), Button("Deutsch", ChooseLanguage("de"))), 1
    )
    assert (time.label, len(time.options)) == ("Zeit der Erinnerungen", 25)
    assert time.options[0] == Button("Während der Arbeitszeit", ChooseReminderTime(None))
    assert time.options[1] == Button("00:00", ChooseReminderTime(0))
    assert time.options[24] == Button("23:00", ChooseReminderTime(1380))
    assert time.chosen == 10
    assert time.options[10] == Button("09:00", ChooseReminderTime(540))


def test_3_a_time_that_is_no_whole_hour_stands_among_them() -> None:
    time = home("de", replace(NEW, daytime=Daytime("Europe/Berlin", 545))).parts[3].picks[0]
    assert len(time.options) == 26
    assert time.chosen == 11
    assert time.options[11] == Button("09:05", ChooseReminderTime(545))


def test_3_no_time_in_particular_and_no_reminders() -> None:
    theirs = replace(NEW, reminders=False, daytime=Daytime("Europe/Berlin", None))
    settings = home("en", theirs).parts[3]
    assert settings.lines == ("Reminders are off.", "Your time zone: Berlin")
    assert settings.picks[0].chosen == 0
    assert settings.buttons == (Button("Turn reminders on", SwitchReminders(on=True)),)


@pytest.mark.parametrize(
    ("language", "among", "chosen"),
    [("de-CH", ("en", "de"), 1), ("it", ("de", "it"), 1), ("pt", ("de", "it"), None), (None, ("en", "x"), 0)],
)
def test_3_the_language_that_is_spoken(language: str | None, among: tuple[str, ...], chosen: int) -> None:
    assert home(language, replace(NEW, languages=among)).parts[3].picks[0].chosen == chosen


def test_4_privacy() -> None:
    page = home("en", NEW, operator="{Acme}", privacy_url="https://example.com/privacy")
    assert page.about[1] == "{Acme} runs this."
    assert page.parts[4] == HomePart(
        "Privacy",
        lines=(
            (
                "Held about you are your answers, results and consents, your language, your time zone and "
                "the messages between us."
            ),
            "{Acme} runs this check, can see your answers and is responsible for them.",
        ),
        buttons=(
            Button("Privacy", ShowPrivacy()),
            Button("My data", ShowMyData()),
            Button("Delete everything", AskToDelete()),
        ),
        web=Web("More about privacy", "https://example.com/privacy"),
    )
    nobody = home("en", NEW).parts[4]
    assert nobody.web is None
    assert nobody.lines[1].startswith("Those who offer you this check run it")


def test_5_a_notice_and_the_way_it_points() -> None:
    page = home("en", NEW, notice="I have written to you.", manner=CHECKUP)
    assert (page.notice, page.to_messages) == ("I have written to you.", "Open Messages")
    assert page.help == "What you can do here: /checkup help"
    assert home("en", NEW).to_messages == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_5_all_of_it_in_one_language(language: str) -> None:
    done = Finished("c", SURE, sure("3", "3"), JANUARY)
    open_now = Unfinished(SURE, sure("3"), JANUARY)
    theirs = Belongings([SURE], [open_now], [done], ("en", "de"), daytime=Daytime("Europe/Berlin", 540))
    page = home(language, theirs, manner=CHECKUP)
    assert page.language == language
    english = home("en", theirs, manner=CHECKUP)
    for part, other in zip(page.parts, english.parts, strict=True):
        assert (part.title == other.title) is (language == "en")
        assert len(part.entries) == len(other.entries)
    assert "{" not in repr(page).replace("{}", "")
    day = page.parts[1].entries[0].lines[1]
    assert isinstance(day, Dated)
    assert "\0" not in repr(page)


def test_5_in_arabic_the_day_is_kept_apart() -> None:
    page = home("ar", replace(NEW, unfinished=[Unfinished(SURE, sure("3"), JANUARY)]))
    day = page.parts[1].entries[0].lines[1]
    assert isinstance(day, Dated)
    assert f"{day.before}{day.day}{day.after}" == f"آخر نشاط في {isolated('2 يناير 2030')}"


def test_5_no_answer_stands_on_it() -> None:
    chat = Chat(LATER.replace("type: email", "type: text, max: 20").replace("  - result: Done.\n", ""))
    chat.taps("agree", "agree")
    chat.types("a secret word")
    done = Finished("c", chat.flow, chat.state, JANUARY)
    page = home("en", replace(NEW, finished=[done]))
    assert "secret" not in repr(page)
