"""Proves: the Home tab is a person's own place, always as things are now.

1. To somebody new it shows what there is to do, and says that all else is empty. Looking leaves no trace.
2. A check begins and goes on from there, in the direct messages; the tab says where to look.
3. What is open, what came out and what changed since the last time stand there; results are shown again.
4. Language, reminders and their time are set there, seen there at once, and posted nowhere.
5. My data, privacy and deleting are there; deleting asks first, and afterwards the tab is empty.
6. Nobody sees anything of another person.
7. It is in the person's language, also from right to left; what is pressed there can be read out alone.
The numbers in brackets are those of the rules in the reference on platforms, §17b.
"""

from typing import Final

import pytest
from sqlalchemy import func, select

from bot.store.tables import RESPONDENT
from tests.fakes.slack import FakeSlack
from tests.people import Colleague
from tests.served import library
from tests.slack.flows import FIVE
from tests.slack.looking import nothing_went_wrong, only_the_last_asks
from tests.slack.served import WayIn, served
from tests.telegram.flows import KINDS, MOOD, SLEEP

POINTER: Final = "I have written to you in our direct messages."


def part(ana: Colleague, title: str) -> str:
    """What stands under one heading of the tab."""
    parts = ana.app.home_screen.split("───\n")
    (found,) = [one for one in parts if one.startswith(f"{title}\n")]
    return found.removeprefix(f"{title}\n")


async def chooses_home(ana: Colleague, label: str) -> None:
    await ana.app.chooses_home(label)
    await ana.waits()


async def test_1_to_somebody_new_everything_is_to_do(
    slack: FakeSlack, ready_sqlite_url: str, way_in: WayIn
) -> None:
    """(2, 30) To do, resume, results, settings, privacy."""
    async with served(
        slack, ready_sqlite_url, library(MOOD, SLEEP), way_in=way_in,
        privacy_url="https://example.com/privacy", operator="Example Ltd",
    ) as server:  # fmt: skip
        ana = await Colleague(slack, server).opens_home()
        assert "Example Ltd runs this." in ana.app.home_screen
        assert part(ana, "To do").splitlines() == [
            "Team mood", "About 3 questions, 1 minute", "[Start]",
            "Sleep", "About 2 questions, 1 minute", "[Start]",
        ]  # fmt: skip
        assert part(ana, "Go on where you were") == "No check is open.\n"
        assert "no results yet" in part(ana, "My results")
        assert "Reminders are on." in part(ana, "Settings")
        assert "[English ▾]" in part(ana, "Settings")
        assert "[Privacy] [My data] [Delete everything] [More about privacy]" in part(ana, "Privacy")
        assert "/checkup help" in ana.app.home_screen
        assert POINTER not in ana.app.home_screen
        assert ana.app.messages == []
        known = await server.reads(
            lambda connection: connection.execute(select(func.count()).select_from(RESPONDENT)).scalar_one()
        )
        assert known == 0


async def test_2_a_check_begins_there_and_goes_on_there(
    slack: FakeSlack, ready_sqlite_url: str, way_in: WayIn
) -> None:
    """(2, 4) A press on the tab is answered in the messages, and the tab says so."""
    async with served(slack, ready_sqlite_url, library(MOOD), way_in=way_in) as server:
        ana = await Colleague(slack, server).opens_home()
        await ana.taps_home("Start")
        assert ana.app.home_screen.startswith(f"{POINTER}\n[Open Messages]")
        assert ana.app.home is not None
        (link,) = [one.url for one in ana.app.home.controls if one.url]
        assert link == f"slack://channel?team={slack.home.team_id}&id={ana.app.dm}"
        ana.sees("Team mood")
        await ana.taps("Start", "Agree")
        await ana.opens_home()
        assert POINTER not in ana.app.home_screen
        assert "nothing to do" in part(ana, "To do")
        left = part(ana, "Go on where you were")
        assert left.startswith("Team mood\nQuestion 2 of 3\nLast active on ")
        await ana.taps_home("Continue")
        assert POINTER in ana.app.home_screen
        ana.sees("Welcome back. 1 answer is kept.", "I know what matters.")
        only_the_last_asks(ana)
        await nothing_went_wrong(server)


async def test_3_what_came_out_and_what_changed(
    slack: FakeSlack, ready_sqlite_url: str, way_in: WayIn
) -> None:
    """(2) History."""
    async with served(slack, ready_sqlite_url, library(MOOD), way_in=way_in) as server:
        ana = await Colleague(slack, server).begins("mood")
        await ana.types("1", "1", "1")
        await ana.opens_home()
        results = part(ana, "My results")
        assert "Team mood\nFinished on " in results
        assert "0 of 100" in results
        assert "[Show result]" in results
        assert "See what changed" not in results
        await ana.taps_home("Show result")
        assert POINTER in ana.app.home_screen
        assert any("0 of 100" in message.words for message in ana.app.bot_messages[-2:])
        slack.record.sent.clear()
        await ana.types("restart", "5", "5", "5")
        await ana.opens_home()
        assert "100 of 100" in part(ana, "My results")
        assert "Last time, on" in part(ana, "My results")
        await ana.taps_home("See what changed")
        ana.sees("Overall: 0 before, 100 now")
        await nothing_went_wrong(server)


async def test_4_settings_are_seen_at_once_and_posted_nowhere(
    slack: FakeSlack, ready_sqlite_url: str, way_in: WayIn
) -> None:
    """(2, 27)"""
    async with served(slack, ready_sqlite_url, library(FIVE), way_in=way_in) as server:
        ana = Colleague(slack, server, language="de-DE", zone="Europe/Vienna")
        await ana.commands("start five")
        before = [message.words for message in ana.app.messages]
        await ana.opens_home()
        assert "Ihre Zeitzone: Wien" in part(ana, "Einstellungen")
        await ana.taps_home("Erinnerungen ausschalten")
        assert "Erinnerungen sind aus." in part(ana, "Einstellungen")
        assert "[Erinnerungen einschalten]" in part(ana, "Einstellungen")
        await chooses_home(ana, "07:00")
        settings = part(ana, "Einstellungen")
        assert "Erinnerungen sind an." in settings
        assert "Erinnerungen kommen um 07:00" in settings
        assert "[07:00 ▾]" in settings
        await chooses_home(ana, "Français")
        assert "[Français ▾]" in ana.app.home_screen
        assert "Mes résultats" in ana.app.home_screen
        assert "Repos" in ana.app.home_screen
        assert [message.words for message in ana.app.messages] == before
        await ana.types("help")
        ana.sees("Ce que vous pouvez faire ici")


async def test_4_a_question_whose_language_is_set_is_asked_where_it_stands(
    slack: FakeSlack, ready_sqlite_url: str, way_in: WayIn
) -> None:
    async with served(slack, ready_sqlite_url, library(FIVE), way_in=way_in) as server:
        ana = await Colleague(slack, server, language="de-DE").begins("five")
        card, count = ana.app.last.ts, len(ana.app.messages)
        await ana.opens_home()
        await chooses_home(ana, "Español")
        assert (ana.app.last.ts, len(ana.app.messages)) == (card, count)
        ana.sees("Puedo descansar.")
        assert "direct" not in ana.app.home_screen.splitlines()[0]
        only_the_last_asks(ana)
        await ana.taps("De acuerdo")
        ana.sees("¿Cuántas horas?")
        await nothing_went_wrong(server)


async def test_5_data_privacy_and_deleting(slack: FakeSlack, ready_sqlite_url: str, way_in: WayIn) -> None:
    """(21, 30) Nothing is deleted by one press."""
    async with served(slack, ready_sqlite_url, library(MOOD), way_in=way_in) as server:
        ana = await Colleague(slack, server).begins("mood")
        await ana.types("agree", "agree", "agree")
        await ana.opens_home()
        await ana.taps_home("Privacy")
        ana.sees("/checkup delete")
        await ana.taps_home("My data")
        ana.sees("What is held about you", "Agree", "my-data.json")
        await ana.taps_home("Delete everything")
        ana.sees("Do you want everything deleted?")
        assert "Team mood\nFinished" in ana.app.home_screen
        await ana.app.taps("Delete everything", confirms=False)
        await ana.waits()
        assert "Team mood\nFinished" in ana.app.home_screen
        await ana.taps("Delete everything")
        ana.sees("Everything is deleted.", "Receipt")
        assert part(ana, "To do").startswith("Team mood\n")
        assert part(ana, "Go on where you were") == "No check is open.\n"
        assert "no results yet" in part(ana, "My results")
        assert POINTER not in ana.app.home_screen


async def test_6_nobody_sees_anything_of_another_person(
    slack: FakeSlack, ready_sqlite_url: str, way_in: WayIn
) -> None:
    """(7)"""
    async with served(slack, ready_sqlite_url, library(MOOD, SLEEP), way_in=way_in) as server:
        ana, ben = Colleague(slack, server), Colleague(slack, server, "ben")
        await ben.opens_home()
        empty = ben.app.home_screen
        await ana.begins("mood")
        await ana.types("agree", "agree", "agree")
        await ana.begins("sleep")
        await ana.opens_home()
        await ana.taps_home("Turn reminders off")
        await ben.opens_home()
        assert ben.app.home_screen == empty
        assert ben.app.messages == []


HEADINGS: Final = {
    "en-US": ("To do", "Start"),
    "de-DE": ("Zu tun", "Beginnen"),
    "fr-FR": ("À faire", "Commencer"),
    "es-ES": ("Por hacer", "Empezar"),
    "ar-AE": ("للإنجاز", "ابدأ"),
}


@pytest.mark.parametrize("locale", HEADINGS)
async def test_7_in_the_language_of_the_person(slack: FakeSlack, ready_sqlite_url: str, locale: str) -> None:
    """(25, 27)"""
    heading, start = HEADINGS[locale]
    async with served(slack, ready_sqlite_url, library(FIVE, KINDS)) as server:
        ana = await Colleague(slack, server, language=locale).opens_home()
        assert f"\n{heading}\n" in ana.app.home_screen
        assert ana.app.home is not None
        begins = [one.element for one in ana.app.home.controls if one.label == start]
        spoken = [one["accessibility_label"] for one in begins]
        assert len(set(spoken)) == len(spoken) == 2
        assert sum(one.get("style") == "primary" for one in begins) == 1
