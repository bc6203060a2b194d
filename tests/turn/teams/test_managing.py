"""Proves: those who ask see to their check-ins, nobody else does, and a press made twice does no harm.

1. `checkins` shows a message for each, with what can be done now; a word where there are none.
2. Who may is asked with each press: colleagues, viewers, dismissed managers and people of other workspaces
   are refused in words, and nothing is changed. Admins see to everything of their workspace.
3. A button of somebody else is as good as forged.
4. Reminding reaches those who have not finished, at most twice in all, once a day, none in the last hour; in
   an anonymous round its number is not told where it says how few have finished.
5. More time is a day for each press, never into the next round; a double press is one.
6. Closing and cancelling ask first and say what they mean. Closing twice is closing once.
7. Pausing while a round is open leaves it open; going on opens the next day of the plan; an end is for good.
8. Links to the page are one's own; those who see to the check-in take back all, a viewer their own.
9. What was decided is shown, and settled by its owner or by those who see to the check-in.
10. What needs a window says where there is one.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import Connection

from bot.channels.team_tokens import encode_team
from bot.store import actions, invitations, report_links, respondents
from bot.store.actions import Action, ActionStatus
from bot.store.checkins import CheckInStatus
from bot.store.database import Database
from bot.store.inbound import Update
from bot.store.invitations import InvitationStatus as Is
from bot.store.rounds import RoundFate, RoundStatus
from bot.turn.arrived import Arrived, Token, Turn
from bot.turn.pressing import Meant
from bot.turn.teams.links import Links
from bot.turn.teams.of_round import _VERBS as VERBS
from bot.turn.teams.of_round import Wanted
from bot.turn.visit import Visit
from bot.wishes import (
    AboutAction,
    AboutCheckIn,
    AboutRound,
    ActionVerb,
    CheckInVerb,
    ChooseManagers,
    NewCheckIn,
    RoundVerb,
    ShowCheckIns,
)
from tests.turn.teams.office import CLOSES, KEYS, NOON, PLACE, Office, button, labels, words_of

VERBS_OF_MANAGERS = [verb for verb in RoundVerb if verb.value in "rekKxXz"]
REFUSED = "Only whoever started this check-in can do that, or an admin. Nothing was changed."


@pytest.fixture
async def office(database: Database) -> Office:
    made = Office(database)
    await made.appoints("UBOSS")
    return made


def of_round(verb: RoundVerb, which: str = "r1-c1") -> AboutRound:
    return AboutRound(verb, which)


def of_checkin(verb: CheckInVerb, which: str = "c1") -> AboutCheckIn:
    return AboutCheckIn(verb, which)


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


async def due(office: Office) -> dict[Is, set[bool]]:
    """By status: is somebody due now?"""
    found: dict[Is, set[bool]] = {}
    for one in await office.does(lambda c: invitations.of_round(c, "r1-c1")):
        found.setdefault(one.status, set()).add(one.due_at is not None and one.due_at <= office.now)
    return found


async def test_4_those_who_have_not_finished(office: Office) -> None:
    await office.has_checkin(anonymous=False)
    await office.has_round({Is.WAITING: 1, Is.SENT: 2, Is.STARTED: 2, Is.FINISHED: 1, Is.DECLINED: 1})
    turn = await office.presses("UBOSS", of_round(RoundVerb.REMIND))
    assert words_of(turn) == "4 people get a reminder, at a good hour of their day."
    assert await due(office) == {
        Is.WAITING: {False}, Is.SENT: {True}, Is.STARTED: {True}, Is.FINISHED: {False}, Is.DECLINED: {False},
    }  # fmt: skip
    again = await office.presses("UBOSS", of_round(RoundVerb.REMIND))
    assert words_of(again).startswith("Nobody can be reminded")


@pytest.mark.parametrize(
    ("finished", "asked", "said"),
    [
        (5, 5, "5 people get a reminder, at a good hour of their day."),
        (4, 6, "Everybody who has not finished gets a reminder, at a good hour of their day."),
        (6, 4, "Everybody who has not finished gets a reminder, at a good hour of their day."),
        (0, 9, "Everybody who has not finished gets a reminder, at a good hour of their day."),
    ],
)
async def test_4_a_number_that_tells_nobody(office: Office, finished: int, asked: int, said: str) -> None:
    await office.has_checkin()
    await office.has_round({Is.SENT: asked, Is.FINISHED: finished})
    assert words_of(await office.presses("UBOSS", of_round(RoundVerb.REMIND))) == said


async def test_4_twice_in_all_and_one_a_day(office: Office) -> None:
    await office.has_checkin(anonymous=False)
    await office.has_round({Is.SENT: 3}, closes_at=NOON + timedelta(hours=4))
    today, twice, _ = await office.does(lambda c: invitations.of_round(c, "r1-c1"))
    await office.does(lambda c: invitations.change(c, replace(twice, reminders=2)))
    await office.does(lambda c: respondents.was_reminded(c, today.address_id, NOON - timedelta(hours=1)))
    turn = await office.presses("UBOSS", of_round(RoundVerb.REMIND))
    assert words_of(turn) == "1 person gets a reminder, at a good hour of their day."
    left = [one.due_at for one in await office.does(lambda c: invitations.of_round(c, "r1-c1"))]
    assert left[:2] == [None, None]
    assert left[2] is not None


async def test_4_who_wants_nothing_or_sleeps_until_the_end(office: Office) -> None:
    await office.has_checkin(anonymous=False, zone="member")
    await office.has_round({Is.SENT: 3}, closes_at=NOON + timedelta(hours=4), zone="Pacific/Auckland")
    assert "Nobody can be reminded" in words_of(await office.presses("UBOSS", of_round(RoundVerb.REMIND)))
    await office.has_checkin(id="c2", anonymous=False)
    await office.has_round({Is.STARTED: 1}, checkin="c2")
    quiet = await office.does(lambda c: invitations.of_round(c, "r1-c2"))
    await office.does(lambda c: respondents.be_quiet(c, quiet[0].address_id, NOON))
    turn = await office.presses("UBOSS", of_round(RoundVerb.REMIND, "r1-c2"))
    assert "Nobody can be reminded" in words_of(turn)


async def test_4_not_in_the_last_hour(office: Office) -> None:
    await office.has_checkin()
    await office.has_round({Is.SENT: 6})
    office.now = CLOSES - timedelta(minutes=59)
    turn = await office.presses("UBOSS", of_round(RoundVerb.REMIND))
    assert words_of(turn) == "The round closes within an hour: nobody is reminded any more."


async def test_4_the_word_stands_in_the_status_message(office: Office) -> None:
    await office.has_checkin(anonymous=False)
    await office.has_round({Is.SENT: 2})
    first = await office.ticks()
    assert first is not None
    await office.delivers()
    await office.ticks()
    message = (await office.round()).status_message
    turn = await office.presses("UBOSS", button(first, "Remind"), message=message)
    assert [one.replaces for one in turn.told] == [message]
    assert "2 people get a reminder, at a good hour of their day.\nOpen until" in words_of(turn)
    assert len(labels(turn)) == 4
    assert await office.ticks() is None


# --- 5 ---------------------------------------------------------------------------------------------


async def test_5_a_day_for_each_press(office: Office) -> None:
    await office.has_checkin()
    await office.has_round({Is.SENT: 6})
    turn = await office.presses("UBOSS", of_round(RoundVerb.EXTEND))
    assert words_of(turn) == "The round stays open until January 5, 2030, 12:00\u202fPM."
    again = await office.presses("UBOSS", of_round(RoundVerb.EXTEND))
    assert words_of(again) == words_of(turn)
    assert (await office.round()).closes_at == CLOSES + timedelta(days=1)
    office.now += timedelta(minutes=1)
    await office.presses("UBOSS", of_round(RoundVerb.EXTEND))
    assert (await office.round()).closes_at == CLOSES + timedelta(days=2)


async def test_5_never_into_the_next_round(office: Office) -> None:
    await office.has_checkin(next_on=date(2030, 1, 5), next_at=datetime(2030, 1, 5, 10, tzinfo=UTC))
    await office.has_round({Is.SENT: 6})
    turn = await office.presses("UBOSS", of_round(RoundVerb.EXTEND))
    assert words_of(turn) == "It cannot stay open longer: the next round begins on January 5, 2030."
    assert (await office.round()).closes_at == CLOSES
    await office.presses("UBOSS", of_checkin(CheckInVerb.PAUSE))
    await office.presses("UBOSS", of_round(RoundVerb.EXTEND))
    assert (await office.round()).closes_at == CLOSES + timedelta(days=1)


async def test_5_the_status_message_says_so_at_once(office: Office) -> None:
    await office.has_checkin()
    await office.has_round({Is.SENT: 6})
    await office.ticks()
    await office.delivers()
    await office.ticks()
    message = (await office.round()).status_message
    turn = await office.presses("UBOSS", of_round(RoundVerb.EXTEND), message=message)
    assert "Open until January 5, 2030" in words_of(turn)
    twice = await office.presses("UBOSS", of_round(RoundVerb.EXTEND), message=message)
    assert "Open until January 5, 2030" in words_of(twice)


# --- 6 ---------------------------------------------------------------------------------------------


async def test_6_closing_asks_first_and_happens_once(office: Office) -> None:
    await office.has_checkin()
    await office.has_round({Is.SENT: 6})
    asked = await office.presses("UBOSS", of_round(RoundVerb.ASK_TO_CLOSE), message="m7")
    assert "Where fewer than 5 have finished, no figures are shown." in words_of(asked)
    assert asked.told[0].replaces is None
    assert (await office.round()).closes_at == CLOSES
    stays = await office.presses("UBOSS", button(asked, "Leave it open"), message="m8")
    assert words_of(stays) == "Support\nThe round stays open."
    assert stays.told[0].replaces == "m8"
    closing = await office.presses("UBOSS", button(asked, "Close it now"), message="m8")
    assert words_of(closing) == ("Support\nThe round closes now. The report comes in a few minutes.")
    closes_at = (await office.round()).closes_at
    assert closes_at == office.now
    office.now += timedelta(minutes=1)
    await office.presses("UBOSS", button(asked, "Close it now"), message="m8")
    assert (await office.round()).closes_at == closes_at


async def test_6_cancelling_asks_first(office: Office) -> None:
    await office.has_checkin()
    await office.has_round({Is.SENT: 6})
    asked = await office.presses("UBOSS", of_round(RoundVerb.ASK_TO_CANCEL))
    assert "nothing that was answered is ever shown to anybody" in words_of(asked)
    assert (await office.round()).status is RoundStatus.OPEN
    done = await office.presses("UBOSS", button(asked, "Yes, cancel it"), message="m8")
    assert words_of(done) == "Support\nThe round is cancelled. Nothing of it will ever be shown."
    assert (await office.round()).status is RoundStatus.CANCELLED


@pytest.mark.parametrize("verb", VERBS_OF_MANAGERS)
@pytest.mark.parametrize("status", [one for one in RoundStatus if one is not RoundStatus.OPEN])
async def test_6_what_is_over_stays_over(office: Office, verb: RoundVerb, status: RoundStatus) -> None:
    await office.has_checkin()
    await office.has_round({Is.SENT: 6}, status=status)
    before = await office.round()
    turn = await office.presses("UBOSS", of_round(verb), message="m8")
    assert words_of(turn) == "Support\nThis round is not open any more."
    assert turn.told[0].replaces == "m8"
    assert await office.round() == before


async def test_6_a_report_that_is_not_there_yet(office: Office) -> None:
    await office.has_checkin()
    await office.has_round({Is.SENT: 6})
    turn = await office.presses("UVIEW", of_round(RoundVerb.REPORT))
    assert words_of(turn) == "There is no report of this check-in yet. It comes when a round closes."
    turn = await office.presses("USENT0", of_round(RoundVerb.REPORT))
    assert words_of(turn) == "Reports of this check-in are seen by those who were named when it started."


# --- 7 ---------------------------------------------------------------------------------------------


async def test_7_pausing_leaves_an_open_round_open(office: Office) -> None:
    await office.has_checkin()
    await office.has_round({Is.SENT: 6})
    turn = await office.presses("UBOSS", of_checkin(CheckInVerb.PAUSE), message="m8")
    assert turn.told[0].replaces == "m8"
    assert "The open one stays open until its end." in words_of(turn)
    assert "Go on" in labels(turn)
    assert "Pause" not in labels(turn)
    assert (await office.round()).status is RoundStatus.OPEN
    paused = await office.checkin()
    assert (paused.status, paused.next_on, paused.next_at) == (CheckInStatus.PAUSED, None, None)
    await office.presses("UBOSS", of_checkin(CheckInVerb.PAUSE))
    assert await office.checkin() == paused


async def test_7_going_on_with_the_next_day_of_the_plan(office: Office) -> None:
    await office.has_checkin()
    paused = await office.presses("UBOSS", of_checkin(CheckInVerb.PAUSE))
    assert words_of(paused).startswith("Support\nIt is paused now: no round opens until you go on.\n")
    office.now = datetime(2030, 2, 1, tzinfo=UTC)
    turn = await office.presses("UBOSS", button(paused, "Go on"), message="m8")
    assert "It goes on. The next round is on February 12, 2030." in words_of(turn)
    now = await office.checkin()
    assert now.status is CheckInStatus.ACTIVE
    assert now.next_on == date(2030, 2, 12)
    assert now.next_at == datetime(2030, 2, 12, 10, tzinfo=UTC)
    await office.presses("UBOSS", of_checkin(CheckInVerb.RESUME))
    assert await office.checkin() == now


async def test_7_nothing_is_ahead_of_what_was_for_once(office: Office) -> None:
    await office.has_checkin(every="once", status=CheckInStatus.PAUSED, next_on=None, next_at=None)
    turn = await office.presses("UBOSS", of_checkin(CheckInVerb.RESUME))
    assert "No day of its plan is left." in words_of(turn)


async def test_7_an_end_is_for_good(office: Office) -> None:
    await office.has_checkin()
    asked = await office.presses("UBOSS", of_checkin(CheckInVerb.ASK_TO_END))
    assert "it cannot be taken up again" in words_of(asked)
    left = await office.presses("UBOSS", button(asked, "Leave it"), message="m8")
    assert words_of(left) == "Support\nIt stays as it is."
    assert (await office.checkin()).status is CheckInStatus.ACTIVE
    ended = await office.presses("UBOSS", button(asked, "Yes, end it"), message="m8")
    assert words_of(ended) == "Support\nIt has ended: no round opens any more."
    over = await office.checkin()
    assert (over.status, over.next_on) == (CheckInStatus.ENDED, None)
    for verb in (CheckInVerb.PAUSE, CheckInVerb.RESUME, CheckInVerb.ASK_TO_END):
        turn = await office.presses("UBOSS", of_checkin(verb))
        assert words_of(turn) == "Support\nThis check-in has ended."
        assert await office.checkin() == over


# --- 8 ---------------------------------------------------------------------------------------------


async def test_8_links_are_ones_own(office: Office) -> None:
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


async def test_8_without_a_page(office: Office) -> None:
    await office.has_checkin()
    turn = await office.presses("UBOSS", of_checkin(CheckInVerb.NEW_LINK))
    assert words_of(turn).startswith("There is no report page here")


# --- 9 ---------------------------------------------------------------------------------------------


async def decides(office: Office, name: str, **more: object) -> None:
    made = Action(
        id=name, checkin_id="c1", round_number=1, area="focus", text="Two hours without meetings",
        owner="Dana", due_on=date(2030, 2, 1), created_at=NOON,
    )  # fmt: skip
    await office.does(lambda c: actions.write(c, replace(made, **more)))  # type: ignore[arg-type]


async def status_of(office: Office, name: str) -> ActionStatus:
    found = await office.does(lambda c: actions.by_id(c, name))
    assert found is not None
    return found.status


async def test_9_what_was_decided(office: Office) -> None:
    await office.has_checkin()
    none = await office.presses("UBOSS", of_checkin(CheckInVerb.ACTIONS))
    assert words_of(none).startswith("Nothing was decided yet.")
    await office.has_round(status=RoundStatus.CLOSED)
    await decides(office, "a1")
    await decides(office, "a2", status=ActionStatus.DROPPED, area="moods", created_at=NOON + timedelta(1))
    turn = await office.presses("UBOSS", of_checkin(CheckInVerb.ACTIONS))
    assert words_of(turn) == (
        "Support: what was decided\nmoods: Two hours without meetings\n"
        "Dana, until February 1, 2030\nDropped.\n"
        "Support: what was decided\nFocus: Two hours without meetings\n"
        "Dana, until February 1, 2030\nGoing on."
    )
    assert labels(turn) == ["Done", "Going on", "Dropped"]
    assert all(one.private for one in turn.told)
    done = await office.presses("UBOSS", button(turn, "Done"), message="m8")
    assert words_of(done).endswith("\nDone.")
    assert (labels(done), done.told[0].replaces) == ([], "m8")
    assert await status_of(office, "a1") is ActionStatus.DONE


@pytest.mark.parametrize(
    ("verb", "becomes", "said"),
    [
        (ActionVerb.DONE, ActionStatus.DONE, "Done."),
        (ActionVerb.GOING_ON, ActionStatus.OPEN, "It goes on, and is asked about again at the next round."),
        (ActionVerb.DROPPED, ActionStatus.DROPPED, "Dropped."),
    ],
)
async def test_9_the_owner_says_what_became_of_it(
    office: Office, verb: ActionVerb, becomes: ActionStatus, said: str
) -> None:
    await office.has_checkin()
    await decides(office, "a1", owner_id="UDANA")
    turn = await office.presses("USENT0", AboutAction(verb, "a1"))
    assert words_of(turn).startswith("Only whoever this was given to can say that")
    assert await status_of(office, "a1") is ActionStatus.OPEN
    turn = await office.presses("UDANA", AboutAction(verb, "a1"), message="m8")
    assert words_of(turn).endswith(f"\n{said}")
    assert labels(turn) == []
    assert await status_of(office, "a1") is becomes


async def test_9_an_owner_elsewhere_is_somebody_else(office: Office) -> None:
    await office.has_checkin(workspace="T2")
    await decides(office, "a1", owner_id="UDANA")
    turn = await office.presses("UDANA", AboutAction(ActionVerb.DONE, "a1"))
    assert words_of(turn).startswith("Only whoever this was given to can say that")


# --- 10 --------------------------------------------------------------------------------------------


async def test_10_what_needs_a_window(office: Office) -> None:
    await office.has_checkin()
    elsewhere = "This is set up in a window that only Slack has: type /checkup team there."
    starts = "Team check-ins are started by admins and by those whom an admin appointed. Ask one of them."
    assert words_of(await office.presses("UBOSS", NewCheckIn())) == elsewhere
    assert words_of(await office.presses("UANYBODY", NewCheckIn())) == starts
    assert words_of(await office.presses("UADMIN", ChooseManagers())) == elsewhere
    refused = "Only admins choose who else may start check-ins."
    assert words_of(await office.presses("UBOSS", ChooseManagers())) == refused
    assert words_of(await office.presses("UBOSS", of_checkin(CheckInVerb.PLAN))) == elsewhere


@pytest.mark.parametrize("verb", [RoundVerb.CANCEL, RoundVerb.EXTEND])
async def test_6_it_closed_between_looking_and_doing(office: Office, verb: RoundVerb) -> None:
    await office.has_checkin()
    await office.has_round({Is.SENT: 6}, status=RoundStatus.CLOSING)
    seen, checkin = replace(await office.round(), status=RoundStatus.OPEN), await office.checkin()
    around = office.around

    def press(connection: Connection) -> Turn:
        boss = respondents.find_or_make(connection, *PLACE, "UBOSS", now=NOON, new_id=around.new_id)
        arrived = Arrived(Update(*PLACE, "u"), "UBOSS", of_round(verb))
        visit = Visit(connection, arrived, boss, Meant(of_round(verb)), around)
        return VERBS[verb](Wanted(visit, seen, checkin))

    assert words_of(await office.does(press)) == "Support\nThis round is not open any more."
    assert (await office.round()).status is RoundStatus.CLOSING
