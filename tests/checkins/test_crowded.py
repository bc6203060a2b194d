"""Proves: nobody is invited or reminded before their message can go out soon; nobody is forgotten by that.

1. No more are invited at once than there is room for in the lanes; the others when there is room again.
2. So it is with reminders of checks that are taken alone.
"""

import asyncio
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.channels.base import Place
from bot.checkins.clockwork import Clockwork as RoundClockwork
from bot.reminders.clockwork import Clockwork
from bot.store.database import Database
from bot.turn.arrived import Parcel
from bot.waiting import pause
from tests.checkins.company import WORKSPACE
from tests.checkins.team import Team
from tests.turn.someone import Someone, library

MORNING = datetime(2030, 1, 7, 8, tzinfo=UTC)
PULSE = """
flow: pulse
title: Pulse
remind: 1 day
steps:
  - {ask: fine, scale: yes_no, text: "Fine?"}
"""


class Narrow:
    """An outbox with room for so many."""

    def __init__(self, workspace: str, room: int) -> None:
        self.workspace = workspace
        self.room = room
        self.came: list[str] = []

    def post(self, to: Place, parcels: Iterable[Parcel]) -> None:
        self.came += [to.person for _ in parcels]

    def crowded(self) -> frozenset[str]:
        return frozenset({self.workspace}) if len(self.came) >= self.room else frozenset()


async def test_1_so_many_are_invited_as_there_is_room_for(database: Database) -> None:
    people = {f"p{number}": "Europe/Berlin" for number in range(5)}
    team = Team(database, people=people)
    box = Narrow(WORKSPACE, room=0)
    team.clockwork = RoundClockwork(database, box, team.jobs, WORKSPACE, team.around)
    await team.begins()
    await team.at(MORNING)
    assert box.came == []
    box.room = 3
    assert await team.clockwork.tick() is True, "elsewhere there may be room"
    assert len(box.came) == 3
    assert await team.clockwork.tick() is False, "there is nobody to whom it could go"
    assert len(box.came) == 3
    box.room = 10
    await team.clockwork.tick()
    assert sorted(box.came) == sorted(people)


class Emptied(Narrow):
    """Crowded when it is looked at first, and free a moment later."""

    def crowded(self) -> frozenset[str]:
        asyncio.get_running_loop().call_soon(setattr, self, "room", 10)
        return super().crowded()


async def test_1_who_was_left_out_is_looked_at_again_soon(database: Database) -> None:
    team = Team(database, people={"ana": "Europe/Berlin"})
    team.clockwork = RoundClockwork(database, Narrow(WORKSPACE, room=0), team.jobs, WORKSPACE, team.around)
    await team.begins()
    await team.at(MORNING)
    box = Emptied(WORKSPACE, room=0)
    clockwork = RoundClockwork(database, box, team.jobs, WORKSPACE, team.around)
    running = asyncio.create_task(clockwork.run())
    async with asyncio.timeout(4):
        while not box.came:
            await pause(0.02)
    clockwork.stop()
    await running
    assert box.came == ["ana"]


async def test_2_so_many_are_reminded(database: Database) -> None:
    people = [Someone(database, library(PULSE), f"p{number}") for number in range(4)]
    for one in people:
        await one.starts("pulse")
    around = replace(people[0]._around, channel="test")
    box = Narrow("here", room=0)
    clockwork = Clockwork(database, box, None, lambda: replace(around, now=around.now + timedelta(days=2)))  # type: ignore[arg-type]  # as much of an outbox as it asks for
    assert await clockwork.tick() is False
    box.room = 1
    assert await clockwork.tick() is True
    assert len(box.came) == 1
    box.room = 10
    await clockwork.tick()
    assert sorted(box.came) == ["p0", "p1", "p2", "p3"]
