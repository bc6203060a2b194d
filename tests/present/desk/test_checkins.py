"""Proves: settings say whether somebody is invited to check-ins, and `/mydata` says in which they took part.

1. On, off, off until a day; each with what can be switched.
2. What was switched is said, with the way back.
3. In which rounds somebody was asked, and what came of it, a line for each.
4. On a person's own page the invitation stands first, and the switch beside that of reminders.
"""

from datetime import UTC, date, datetime

import pytest

from bot.messages import Words
from bot.present.desk.held import Held, HeldPart, Part, my_data
from bot.present.desk.home import Belongings, home
from bot.present.desk.settings import CheckIns, checkins_paused, checkins_switched, settings
from bot.present.manner import CHECKUP
from bot.present.teams.invitation import Asked, InvitationFacts
from bot.wishes import PauseCheckIns, SwitchCheckIns
from tests.engine.transcript import flow_of

MOOD = """
flow: team-mood
title: Team mood
steps:
  - {ask: tools, scale: agree5, text: I had what I needed.}
"""
INVITED = "Invitations to check-ins of your teams:"
OFF = SwitchCheckIns(on=False)
ON = SwitchCheckIns(on=True)


def said(words: Words) -> str:
    return "\n".join(words.paragraphs)


@pytest.mark.parametrize(
    ("checkins", "told", "presses"),
    [
        (CheckIns(on=True), f"{INVITED} on", [PauseCheckIns(), OFF]),
        (CheckIns(on=False), f"{INVITED} off", [ON]),
        (CheckIns(on=False, until=date(2030, 4, 1)), f"{INVITED} off until April 1, 2030", [ON]),
    ],
)
def test_1_how_it_stands(checkins: CheckIns, told: str, presses: list[object]) -> None:
    words = settings("en", reminders=True, languages=("en",), checkins=checkins)
    assert told in words.paragraphs
    about = [one.press for one in words.buttons if isinstance(one.press, PauseCheckIns | SwitchCheckIns)]
    assert about == presses


def test_1_nothing_of_it_to_who_was_never_asked() -> None:
    assert "check-in" not in said(settings("en", reminders=True, languages=("en",)))


def test_2_what_was_switched() -> None:
    assert said(checkins_switched("en", on=True)) == ("You will be invited to check-ins of your teams again.")
    off = said(checkins_switched("en", on=False, manner=CHECKUP))
    assert off.endswith("What is open can still be answered. To turn them on again: /checkup settings")
    paused = said(checkins_paused("de", date(2030, 4, 1)))
    assert paused.startswith("Bis 1. April 2030 kommen keine Einladungen zu Check-ins Ihrer Teams.")


def test_3_in_which_rounds() -> None:
    parts = tuple(HeldPart("Platform", "Mood", part) for part in Part)
    held = Held(
        datetime(2030, 1, 1, tzinfo=UTC), "slack", None, reminders=True, conversations=(), parts=parts
    )
    assert my_data("en", held).paragraphs[-1].splitlines() == [
        "Check-ins of your teams",
        "Platform, Mood: invited",
        "Platform, Mood: you said: not this time",
        "Platform, Mood: begun, not finished",
        "Platform, Mood: you took part. It is anonymous: your answers can no longer be found.",
        "Platform, Mood: you took part, with your name",
    ]


def test_4_on_the_page() -> None:
    flow = flow_of(MOOD)
    facts = InvitationFacts(
        "r1", flow, "Platform", "U1", anonymous=True, min_answers=5,
        closes_at=datetime(2030, 1, 5, tzinfo=UTC), zone=None,
    )  # fmt: skip
    theirs = Belongings(
        [flow], (), (), ("en",), invitations=[Asked(facts, begun=False)], checkins=CheckIns(on=True)
    )
    page = home("en", theirs)
    assert [one.title for one in page.parts[0].entries] == ["Platform: Team mood", "Team mood"]
    assert page.leading == page.parts[0].entries[0].buttons[0].press
    setting = next(one for one in page.parts if one.title == "Settings")
    assert f"{INVITED} on" in setting.lines
    assert OFF in [one.press for one in setting.buttons]
