"""Proves: what time brings comes at a time of the person's day that suits them.

1. With a zone, a reminder that falls due at night or at a weekend waits for Monday to Friday, 9 to 17; with a
   chosen time for that. What they choose meanwhile counts.
2. Without a zone, it waits for the time of day at which the question was left.
3. Still at most one a day: by the days of the person, where those are known.
4. What was held up comes at once while they work, else when they work again.
5. The invitation to take a check again comes in their day too.
"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.engine.inputs import Tap
from bot.messages import QuestionCard, Words
from bot.reminders.waking import wake
from bot.store import conversations, respondents
from bot.store.database import Database
from tests.turn.someone import Someone, library

PULSE = """
flow: pulse
title: Pulse
remind: 1 day
steps:
  - {ask: fine, scale: yes_no, text: "Fine?"}
"""
OTHER = PULSE.replace("flow: pulse", "flow: other")
BERLIN = "Europe/Berlin"
TUESDAY = datetime(2030, 1, 1, tzinfo=UTC)


class Reminded:
    """A person with open checks, over whom time goes by, a look every half hour."""

    def __init__(self, database: Database) -> None:
        self.person = Someone(database, library(PULSE, OTHER))
        self.database = database
        self.came: list[datetime] = []
        self._conversations: list[str] = []

    async def begins(self, flow: str, at: datetime, zone: str | None, minute: int | None = None) -> None:
        self.person.waits(at - self.person._around.now - timedelta(minutes=1))
        turn = await self.person.starts(flow)
        assert turn.conversation is not None
        self._conversations.append(turn.conversation)
        await self.sets(zone, minute)

    async def sets(self, zone: str | None, minute: int | None) -> None:
        address = self.person.turn.address
        assert address is not None
        await self.database.run(lambda c: respondents.set_zone(c, address, zone))
        await self.database.run(lambda c: respondents.set_remind_minute(c, address, minute))

    async def time_passes(self, until: datetime, since: datetime | None = None) -> list[datetime]:
        """Looks every half hour; *since*: nobody looked before that."""
        now = since or self.person._around.now.replace(minute=0)
        while now <= until:
            for conversation in self._conversations:
                await self._looks(conversation, now)
            now += timedelta(minutes=30)
        return self.came

    async def _looks(self, conversation: str, now: datetime) -> None:
        around = replace(self.person._around, now=now)
        woken = await self.database.run(lambda c: wake(c, conversation, around))
        if woken is not None:
            assert isinstance(woken.turn.messages[0], QuestionCard | Words)
            self.came.append(now)


@pytest.fixture
def ana(database: Database) -> Reminded:
    return Reminded(database)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """UTC, from Tuesday, January 1 on; Berlin is an hour ahead."""
    return TUESDAY + timedelta(days=day - 1, hours=hour, minutes=minute)


async def test_1_not_at_night(ana: Reminded) -> None:
    await ana.begins("pulse", at(1, 22), BERLIN)
    assert await ana.time_passes(at(8, 0)) == [at(3, 8)]


async def test_1_not_at_a_weekend(ana: Reminded) -> None:
    await ana.begins("pulse", at(4, 12), BERLIN)  # on a Friday
    assert await ana.time_passes(at(12, 0)) == [at(7, 8)]


async def test_1_in_working_hours_when_it_falls_due(ana: Reminded) -> None:
    await ana.begins("pulse", at(1, 12), BERLIN)
    assert await ana.time_passes(at(8, 0)) == [at(2, 12)]


async def test_1_at_the_time_they_chose(ana: Reminded) -> None:
    await ana.begins("pulse", at(1, 12), BERLIN, minute=20 * 60)
    assert await ana.time_passes(at(8, 0)) == [at(2, 19)]


async def test_1_what_they_choose_meanwhile_counts(ana: Reminded) -> None:
    await ana.begins("pulse", at(1, 12), BERLIN, minute=20 * 60)
    await ana.time_passes(at(2, 13))
    await ana.sets(BERLIN, 21 * 60)
    assert await ana.time_passes(at(8, 0), since=at(2, 13)) == [at(2, 20)]


@pytest.mark.parametrize("zone", [None, "Atlantis/Capital"])
async def test_2_without_a_zone_at_the_time_of_day_they_were_here(ana: Reminded, zone: str | None) -> None:
    await ana.begins("pulse", at(4, 22), zone, minute=9 * 60)
    assert await ana.time_passes(at(12, 0)) == [at(5, 22)]


async def test_3_one_a_day_by_their_days(ana: Reminded) -> None:
    await ana.begins("pulse", at(1, 12), BERLIN, minute=9 * 60)
    await ana.begins("other", at(1, 13), BERLIN, minute=9 * 60)
    assert await ana.time_passes(at(12, 0)) == [at(3, 8), at(4, 8)]


async def test_3_without_a_zone_a_day_lies_between_two(ana: Reminded) -> None:
    await ana.begins("pulse", at(1, 12), None)
    await ana.begins("other", at(1, 13), None)
    assert await ana.time_passes(at(12, 0)) == [at(2, 12), at(3, 12)]


@pytest.mark.parametrize(
    ("again", "expected"),
    [(at(3, 12), at(3, 12)), (at(3, 2), at(3, 8)), (at(5, 12), at(7, 8))],
)
async def test_4_what_was_held_up(ana: Reminded, again: datetime, expected: datetime) -> None:
    await ana.begins("pulse", at(1, 9), BERLIN)
    assert await ana.time_passes(at(12, 0), since=again) == [expected]


async def test_4_a_chosen_time_that_was_missed_is_made_good_while_they_work(ana: Reminded) -> None:
    await ana.begins("pulse", at(1, 5), BERLIN, minute=7 * 60)
    assert await ana.time_passes(at(12, 0), since=at(2, 14)) == [at(2, 14)]


@pytest.mark.parametrize(
    ("zone", "minute", "expected"),
    [(None, None, at(91, 22, 2)), (BERLIN, None, at(92, 7)), (BERLIN, 20 * 60, at(92, 18))],
)
async def test_5_the_invitation_to_repeat(
    ana: Reminded, zone: str | None, minute: int | None, expected: datetime
) -> None:
    await ana.begins("pulse", at(1, 22), zone, minute)
    turn = await ana.person.sends(Tap(1, "fine", "yes"))
    which = str(turn.conversation)
    due = ana.person._around.now
    await ana.database.run(lambda c: conversations.wake(c, which, due + timedelta(days=90, minutes=1)))
    start = expected.replace(hour=0, minute=expected.minute) - timedelta(days=1)
    assert await ana.time_passes(expected + timedelta(days=3), since=start) == [expected]
