"""Proves: a round is seen to by buttons, and a press made twice does no harm.

1. Reminding reaches those who have not finished, at most twice in all, once a day, none in the last hour; in
   an anonymous round its number is not told where it says how few have finished.
2. More time is a day for each press, never into the next round; a double press is one.
3. Closing and cancelling ask first and say what they mean. Closing twice is closing once.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import Connection

from bot.store import invitations, respondents
from bot.store.inbound import Update
from bot.store.invitations import InvitationStatus as Is
from bot.store.rounds import RoundStatus
from bot.turn.arrived import Arrived, Turn
from bot.turn.pressing import Meant
from bot.turn.teams.of_round import _VERBS as VERBS
from bot.turn.teams.of_round import Wanted
from bot.turn.visit import Visit
from bot.wishes import (
    CheckInVerb,
    RoundVerb,
)
from tests.turn.teams.managing import VERBS_OF_MANAGERS, of_checkin, of_round
from tests.turn.teams.office import CLOSES, NOON, PLACE, Office, button, labels, words_of

# --- 1 ---------------------------------------------------------------------------------------------


async def due(office: Office) -> dict[Is, set[bool]]:
    """By status: is somebody due now?"""
    found: dict[Is, set[bool]] = {}
    for one in await office.does(lambda c: invitations.of_round(c, "r1-c1")):
        found.setdefault(one.status, set()).add(one.due_at is not None and one.due_at <= office.now)
    return found


async def test_1_those_who_have_not_finished(office: Office) -> None:
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
async def test_1_a_number_that_tells_nobody(office: Office, finished: int, asked: int, said: str) -> None:
    await office.has_checkin()
    await office.has_round({Is.SENT: asked, Is.FINISHED: finished})
    assert words_of(await office.presses("UBOSS", of_round(RoundVerb.REMIND))) == said


async def test_1_twice_in_all_and_one_a_day(office: Office) -> None:
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


async def test_1_who_wants_nothing_or_sleeps_until_the_end(office: Office) -> None:
    await office.has_checkin(anonymous=False, zone="member")
    await office.has_round({Is.SENT: 3}, closes_at=NOON + timedelta(hours=4), zone="Pacific/Auckland")
    assert "Nobody can be reminded" in words_of(await office.presses("UBOSS", of_round(RoundVerb.REMIND)))
    await office.has_checkin(id="c2", anonymous=False)
    await office.has_round({Is.STARTED: 1}, checkin="c2")
    quiet = await office.does(lambda c: invitations.of_round(c, "r1-c2"))
    await office.does(lambda c: respondents.be_quiet(c, quiet[0].address_id, NOON))
    turn = await office.presses("UBOSS", of_round(RoundVerb.REMIND, "r1-c2"))
    assert "Nobody can be reminded" in words_of(turn)


async def test_1_not_in_the_last_hour(office: Office) -> None:
    await office.has_checkin()
    await office.has_round({Is.SENT: 6})
    office.now = CLOSES - timedelta(minutes=59)
    turn = await office.presses("UBOSS", of_round(RoundVerb.REMIND))
    assert words_of(turn) == "The round closes within an hour: nobody is reminded any more."


async def test_1_the_word_stands_in_the_status_message(office: Office) -> None:
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


# --- 2 ---------------------------------------------------------------------------------------------


async def test_2_a_day_for_each_press(office: Office) -> None:
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


async def test_2_never_into_the_next_round(office: Office) -> None:
    await office.has_checkin(next_on=date(2030, 1, 5), next_at=datetime(2030, 1, 5, 10, tzinfo=UTC))
    await office.has_round({Is.SENT: 6})
    turn = await office.presses("UBOSS", of_round(RoundVerb.EXTEND))
    assert words_of(turn) == "It cannot stay open longer: the next round begins on January 5, 2030."
    assert (await office.round()).closes_at == CLOSES
    await office.presses("UBOSS", of_checkin(CheckInVerb.PAUSE))
    await office.presses("UBOSS", of_round(RoundVerb.EXTEND))
    assert (await office.round()).closes_at == CLOSES + timedelta(days=1)


async def test_2_the_status_message_says_so_at_once(office: Office) -> None:
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


# --- 3 ---------------------------------------------------------------------------------------------


async def test_3_closing_asks_first_and_happens_once(office: Office) -> None:
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


async def test_3_cancelling_asks_first(office: Office) -> None:
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
async def test_3_what_is_over_stays_over(office: Office, verb: RoundVerb, status: RoundStatus) -> None:
    await office.has_checkin()
    await office.has_round({Is.SENT: 6}, status=status)
    before = await office.round()
    turn = await office.presses("UBOSS", of_round(verb), message="m8")
    assert words_of(turn) == "Support\nThis round is not open any more."
    assert turn.told[0].replaces == "m8"
    assert await office.round() == before


async def test_3_a_report_that_is_not_there_yet(office: Office) -> None:
    await office.has_checkin()
    await office.has_round({Is.SENT: 6})
    turn = await office.presses("UVIEW", of_round(RoundVerb.REPORT))
    assert words_of(turn) == "There is no report of this check-in yet. It comes when a round closes."
    turn = await office.presses("USENT0", of_round(RoundVerb.REPORT))
    assert words_of(turn) == "Reports of this check-in are seen by those who were named when it started."


@pytest.mark.parametrize("verb", [RoundVerb.CANCEL, RoundVerb.EXTEND])
async def test_3_it_closed_between_looking_and_doing(office: Office, verb: RoundVerb) -> None:
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
