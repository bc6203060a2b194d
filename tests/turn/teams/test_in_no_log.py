"""Of a team's round no line of a log and no trace names the conversation: together with the time it would say
who took a step of which sheet. Of a conversation that somebody has alone they do.
"""

from typing import Self

import pytest

from bot.delivery.watched import watched as trying
from bot.reception.watched import watched as taking
from bot.store.database import Database
from bot.store.inbound import Update
from bot.turn.arrived import Arrived, Token
from bot.watching import traced
from bot.watching.about import about, now_about
from bot.wishes import Begin
from tests.turn.someone import library
from tests.turn.teams.members import Member, Team

FLOW = """
flow: pulse
title: Pulse
steps:
  - {ask: mood, text: Your mood, scale: yes_no}
  - {ask: again, text: Again, scale: yes_no}
"""
ARRIVED = Arrived(Update("test", "here", "1"), "ana", Token("x"))


class Spans:
    """All that is said of any."""

    def __init__(self) -> None:
        self.said: dict[str, object] = {}

    def span(self, _name: str, _parent: object | None, _values: object) -> Self:
        return self

    def here(self) -> object:
        return self

    def set(self, name: str, value: object) -> None:
        if value is not None:
            self.said[name] = value

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return


@pytest.fixture
def spans() -> Spans:
    return Spans()


async def said_of(member: Member, spans: Spans, *labels: str) -> set[object]:
    """The conversations that a tap is about, in the log and in traces."""
    traced.begin(spans)
    found: set[object] = set()
    try:
        with about(channel="test", update="1") as here:
            with taking("test", ARRIVED) as watch:
                await member.taps(*labels)
                found.add(here.conversation)
                watch.taken(member.turn)
            found.add(here.conversation)
        assert member.turn.parcels
        for parcel in member.turn.parcels:
            with trying("test", parcel):
                inside = now_about()
                assert inside is not None
                found |= {inside.conversation, inside.turn}
    finally:
        traced.begin(None)
    return {one for one in (*found, spans.said.get("conversation")) if one is not None}


@pytest.mark.parametrize("anonymous", [True, False])
async def test_a_round(database: Database, spans: Spans, anonymous: bool) -> None:
    team = await Team.begins(database, library(FLOW), anonymous=anonymous)
    ana = await team.invites("ana")
    assert await said_of(ana, spans, "Start") == set()
    assert ana.turn.conversation is not None
    assert await said_of(ana, spans, "Yes") == set()
    assert await said_of(ana, spans, "No") == set()


async def test_alone(database: Database, spans: Spans) -> None:
    team = await Team.begins(database, library(FLOW))
    ana = await team.has("ana")
    await ana.wants(Begin("pulse"))
    await ana.taps("Start")
    assert ana.turn.conversation in await said_of(ana, spans, "Yes")
