"""Proves: those who ask see to their check-ins, nobody else does, and a press made twice does no harm.

1. `checkins` shows a message for each, with what can be done now; a word where there are none.
2. Who may is asked with each press: colleagues, viewers, dismissed managers and people of other workspaces
   are refused in words, and nothing is changed. Admins see to everything of their workspace.
3. A button of somebody else is as good as forged.
4. Links to the page are one's own; those who see to the check-in take back all, a viewer their own.
5. What needs a window says where there is one.
"""

from datetime import timedelta

import pytest

from bot.channels.team_tokens import encode_team
from bot.store import invitations, report_links, respondents
from bot.store.checkins import CheckInStatus
from bot.store.invitations import InvitationStatus as Is
from bot.store.rounds import RoundFate, RoundStatus
from bot.turn.arrived import Token
from bot.turn.teams.links import Links
from bot.wishes import (
    AboutAction,
    ActionVerb,
    CheckInVerb,
    ChooseManagers,
    NewCheckIn,
    RoundVerb,
    ShowCheckIns,
)
from tests.turn.teams.managing import VERBS_OF_MANAGERS, of_checkin, of_round
from tests.turn.teams.office import KEYS, NOON, PLACE, Office, labels, words_of

REFUSED = "Only whoever started this check-in can do that, or an admin. Nothing was changed."


# --- 1 ---------------------------------------------------------------------------------------------


async def test_1_none_and_how_to_start_one(office: Office) -> None:
    turn = await office.presses("UBOSS", ShowCheckIns())
    assert words_of(turn) == (
        "No team check-in of yours is running or planned.\nType /checkup team to start one."
    )
    turn = await office.presses("UANYBODY", ShowCheckIns())
    assert words_of(turn).startswith("Team check-ins are started by admins")


async def test_1_a_message_for_each(office: Office) -> None:
    office.links = Links(KEYS, "https://checkup.example.com", lambda size: b"x" * size)
    await office.has_checkin()
    await office.has_round(status=RoundStatus.CLOSED, fate=RoundFate.SHOWN)
    await office.has_round({Is.SENT: 6}, number=2)
    await office.has_checkin(
        id="c2", team="Sales", created_at=NOON + timedelta(1), every="once", next_on=None
    )
    turn = await office.presses("UBOSS", ShowCheckIns())
    assert len(turn.told) == 2
    assert words_of(turn) == (
        "Support\nTeam pulse, every 2 weeks, anonymous\n"
        "Round 2 is open until January 4, 2030, 12:00\u202fPM.\n"
        "Invited: 6\nReached: 6\nStarted: fewer than 5\nFinished: fewer than 5\n"
        "The next round is on January 15, 2030.\n"
        "Round 1 closed on January 4, 2030; its report is there.\n"
        "Sales\nTeam pulse, once, anonymous\nNo further round is planned."
    )
    assert labels(turn) == [
        "Remind", "One day longer", "Close now", "Cancel the round", "Report", "Link to the report page",
        "Actions", "Pause", "End", "Pause", "End",
    ]  # fmt: skip


async def test_1_a_viewer_sees_reports_alone(office: Office) -> None:
    await office.has_checkin()
    await office.has_round(status=RoundStatus.CLOSED, fate=RoundFate.HELD)
    await office.has_round({Is.SENT: 6}, number=2)
    turn = await office.presses("UVIEW", ShowCheckIns())
    assert labels(turn) == ["Report"]
    assert "Too few took part in round 1: it is shown together with the next ones." in words_of(turn)


async def test_1_what_has_ended(office: Office) -> None:
    for number in range(5):
        await office.has_checkin(id=f"c{number}", team=f"Team {number}", status=CheckInStatus.ENDED)
    turn = await office.presses("UADMIN", ShowCheckIns())
    assert words_of(turn).startswith(
        "No team check-in of yours is running or planned.\nType /checkup team to start one.\n"
        "Ended\nTeam 1\nTeam 0\nTeam 2\n"
    )
    assert labels(turn) == []


# --- 2, 3 ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("person", ["USENT0", "UVIEW"])
@pytest.mark.parametrize("verb", VERBS_OF_MANAGERS)
async def test_2_colleagues_and_viewers_change_no_round(office: Office, verb: RoundVerb, person: str) -> None:
    await office.has_checkin()
    await office.has_round({Is.SENT: 6})
    before = await office.round()
    turn = await office.presses(person, of_round(verb))
    assert words_of(turn) == REFUSED
    assert await office.round() == before
    people = await office.does(lambda c: invitations.of_round(c, "r1-c1"))
    assert {one.due_at for one in people} == {None}


@pytest.mark.parametrize("verb", [verb for verb in CheckInVerb if verb.value not in "rl"])
async def test_2_a_stale_button_of_a_dismissed_manager(office: Office, verb: CheckInVerb) -> None:
    await office.has_checkin()
    before = await office.checkin()
    await office.dismisses("UBOSS")
    turn = await office.presses("UBOSS", of_checkin(verb), message="m9")
    assert words_of(turn) == REFUSED
    assert turn.told[0].replaces is None
    assert await office.checkin() == before
    await office.presses("UADMIN", of_checkin(CheckInVerb.PAUSE))
    assert (await office.checkin()).status is CheckInStatus.PAUSED


async def test_2_who_only_was_an_admin(office: Office) -> None:
    await office.has_checkin(manager="UADMIN", viewers=("UADMIN",))
    office.admins = ()
    turn = await office.presses("UADMIN", of_checkin(CheckInVerb.END))
    assert words_of(turn) == REFUSED


async def test_2_another_workspace(office: Office) -> None:
    """The same ids mean other people there."""
    await office.has_checkin(id="c2", workspace="T2", manager="UADMIN", viewers=("UADMIN",))
    await office.has_round({Is.SENT: 6}, checkin="c2")
    office.admins = ("slack:T1/UADMIN",)
    for wish in (of_round(RoundVerb.CLOSE, "r1-c2"), of_checkin(CheckInVerb.END, "c2")):
        assert words_of(await office.presses("UADMIN", wish)) == REFUSED
    turn = await office.presses("UADMIN", of_round(RoundVerb.REPORT, "r1-c2"))
    assert words_of(turn) == "Reports of this check-in are seen by those who were named when it started."
    turn = await office.presses("UADMIN", ShowCheckIns())
    assert "Support" not in words_of(turn)


async def test_2_what_is_not_there(office: Office) -> None:
    gone = "There is no such check-in here any more."
    for wish in (
        of_round(RoundVerb.CLOSE), of_checkin(CheckInVerb.END), AboutAction(ActionVerb.DONE, "a1")
    ):  # fmt: skip
        assert words_of(await office.presses("UADMIN", wish)) == gone


async def test_3_a_button_of_somebody_else(office: Office) -> None:
    await office.has_checkin()
    await office.has_round({Is.SENT: 6})
    await office.presses("UBOSS", ShowCheckIns())
    boss = await office.does(lambda c: respondents.find(c, *PLACE, "UBOSS"))
    assert boss is not None
    token = encode_team(of_round(RoundVerb.CANCEL), address=boss.id, key=KEYS[0])
    turn = await office.presses("UADMIN", Token(token))
    assert turn.refused is not None
    assert (await office.round()).status is RoundStatus.OPEN
    await office.presses("UBOSS", Token(token))
    assert (await office.round()).status is RoundStatus.CANCELLED


# --- 4 ---------------------------------------------------------------------------------------------


async def test_4_links_are_ones_own(office: Office) -> None:
    chances = iter(bytes([number]) * 18 for number in range(9))
    office.links = Links(KEYS, "https://checkup.example.com/", lambda _size: next(chances))
    await office.has_checkin()
    boss = await office.presses("UBOSS", of_checkin(CheckInVerb.NEW_LINK))
    view = await office.presses("UVIEW", of_checkin(CheckInVerb.NEW_LINK))
    assert words_of(boss).startswith("This is your way to the report page.")
    assert all(one.private for one in (*boss.told, *view.told))
    addresses = [words_of(turn).split("\n")[-1] for turn in (boss, view)]
    tokens = [one.rpartition("/")[2] for one in addresses]
    assert addresses[0].startswith("https://checkup.example.com/r/")
    found = await office.does(lambda c: [report_links.find(c, one) for one in tokens])
    assert [one.viewer for one in found if one] == ["UBOSS", "UVIEW"]
    turn = await office.presses("USENT0", of_checkin(CheckInVerb.NEW_LINK))
    assert words_of(turn) == "Reports of this check-in are seen by those who were named when it started."

    async def good() -> list[bool]:
        kept = await office.does(lambda c: [report_links.find(c, one) for one in tokens])
        return [one is not None and one.is_good(office.now) for one in kept]

    turn = await office.presses("UVIEW", of_checkin(CheckInVerb.REVOKE_LINKS))
    assert words_of(turn) == "Support\n1 link to the report page leads nowhere from now on."
    assert await good() == [True, False]
    await office.presses("UVIEW", of_checkin(CheckInVerb.NEW_LINK))
    turn = await office.presses("UBOSS", of_checkin(CheckInVerb.REVOKE_LINKS))
    assert words_of(turn) == "Support\n2 links to the report page lead nowhere from now on."
    assert await good() == [False, False]
    turn = await office.presses("UBOSS", of_checkin(CheckInVerb.REVOKE_LINKS))
    assert words_of(turn) == "Support\nThere is no link to take back."


async def test_4_without_a_page(office: Office) -> None:
    await office.has_checkin()
    turn = await office.presses("UBOSS", of_checkin(CheckInVerb.NEW_LINK))
    assert words_of(turn).startswith("There is no report page here")


# --- 5 ---------------------------------------------------------------------------------------------


async def test_5_what_needs_a_window(office: Office) -> None:
    await office.has_checkin()
    elsewhere = "This is set up in a window that only Slack has: type /checkup team there."
    starts = "Team check-ins are started by admins and by those whom an admin appointed. Ask one of them."
    assert words_of(await office.presses("UBOSS", NewCheckIn())) == elsewhere
    assert words_of(await office.presses("UANYBODY", NewCheckIn())) == starts
    assert words_of(await office.presses("UADMIN", ChooseManagers())) == elsewhere
    refused = "Only admins choose who else may start check-ins."
    assert words_of(await office.presses("UBOSS", ChooseManagers())) == refused
    assert words_of(await office.presses("UBOSS", of_checkin(CheckInVerb.PLAN))) == elsewhere
