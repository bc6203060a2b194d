"""Proves: under one version number only wording may change; anything else is told before anybody is asked."""

from hashlib import sha256

from sqlalchemy import Connection

from bot.definition.diff import Effect
from bot.store import flows
from bot.store.database import Database
from bot.turn.library import Library
from bot.turn.versions import Contradiction, contradictions
from tests.turn.someone import NOON, library

FLOW = """
flow: mood
title: Mood
steps:
  - {ask: tools, text: "Do you have tools?", scale: yes_no}
"""


async def _found(database: Database, used: Library, now: Library) -> list[Contradiction]:
    def work(connection: Connection) -> list[Contradiction]:
        for shelved in used.newest.values():
            flows.pin(connection, shelved.pinned, shelved.source, NOON)
        return list(contradictions(connection, now))

    return await database.run(work)


async def test_new_wording_is_fine(database: Database) -> None:
    assert await _found(database, library(FLOW), library(FLOW.replace("Do you have", "Have you got"))) == []


async def test_the_same_file_and_another_name_are_fine(database: Database) -> None:
    assert (
        await _found(database, library(FLOW), library(FLOW, FLOW.replace("flow: mood", "flow: room"))) == []
    )


async def test_another_scale_needs_another_number(database: Database) -> None:
    changed = FLOW.replace("yes_no", "often5")
    (found,) = await _found(database, library(FLOW), library(changed))
    assert (found.flow, found.version, found.difference.effect) == ("mood", 1, Effect.BREAKING)
    assert (
        await _found(database, library(FLOW), library(changed.replace("title:", "version: 2\ntitle:"))) == []
    )


async def test_what_can_no_longer_be_read_contradicts_nothing(database: Database) -> None:
    used = library(FLOW)
    broken = FLOW.replace("yes_no", "gone")
    shelved = used.newest["mood"]

    def work(connection: Connection) -> list[Contradiction]:
        pinned = flows.Pinned("mood", 1, sha256(broken.encode()).hexdigest())
        flows.pin(connection, pinned, broken.encode(), NOON)
        return list(contradictions(connection, Library.of([shelved])))

    assert await database.run(work) == []
