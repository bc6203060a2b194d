"""Drop-off.

1. Of each question: how many were asked, answered, skipped it, left there; before them a line of the whole.
2. Each conversation counts once for a question, as what it is now.
3. The median is exact; where nobody was timed there is none.
4. Flow, version and source are told apart; lines are in the order of the flow, as far as it is known.
5. `since` is about when a conversation began.
"""

from hashlib import sha256

import pytest
from sqlalchemy import Connection

from bot.engine.state import Status
from bot.store import answers, conversations, dropoff, flows
from bot.store.answers import StoredAnswer
from bot.store.columns import AnswerState
from bot.store.conversations import Conversation
from bot.store.database import Database
from bot.store.dropoff import DropoffLine
from bot.store.flows import Pinned
from tests.store.samples import NOW, conversation, later, person

GIVEN, SKIPPED = AnswerState.GIVEN, AnswerState.SKIPPED
SOURCE = b"""\
flow: team-mood
title: Team mood
scale: agree5
steps:
  - ask: tools
    text: I had what I needed.
  - ask: focus
    text: I know what matters.
  - ask: backlog
    text: Work waits for no one.
"""
FLOW = Pinned("team-mood", 1, sha256(SOURCE).hexdigest())


def one(
    connection: Connection,
    name: str,
    status: Status,
    at: str | None = None,
    *given: StoredAnswer,
    flow: Pinned = FLOW,
    file: bytes = SOURCE,
    **changes: object,
) -> Conversation:
    """Somebody in this status, with this question open."""
    flows.pin(connection, flow, file, NOW)
    address = person(connection, name)
    made = conversation(address, flow=flow, status=status.value, open_question=at, **changes)
    conversations.begin(connection, made)
    answers.write(connection, made.id, given)
    return made


def said(question: str, seconds: float | None = 10, state: AnswerState = GIVEN) -> StoredAnswer:
    """An answer that took so long."""
    asked_at = None if seconds is None else NOW
    return StoredAnswer(question, "agree", state, 1, later(seconds or 0), asked_at)


async def lines_of(database: Database) -> list[DropoffLine]:
    return await database.read(lambda connection: list(dropoff.dropoff(connection)))


async def test_1_every_way_a_conversation_can_stand(database: Database) -> None:
    """Eight people: two came through, one was screened out, one saw the welcome, four left at a question."""

    def work(connection: Connection) -> None:
        one(connection, "a", Status.FINISHED, None, said("tools", 4), said("focus"), said("backlog", 20))
        one(connection, "b", Status.OFFERING, None, said("tools", 8), said("focus", None, SKIPPED))
        one(connection, "c", Status.SCREENED_OUT, None, said("tools", 6))
        one(connection, "d", Status.NEW)
        one(connection, "e", Status.ASKING, "tools")
        one(connection, "f", Status.STOPPED, "focus", said("tools", 2))
        one(connection, "g", Status.EXPIRED, "focus", said("tools", 2))
        one(connection, "h", Status.PAUSED, "backlog", said("tools", 2), said("focus", 30))

    await database.run(work)
    figures = [
        (line.position, line.question, line.asked, line.answered, line.skipped, line.left_here,
         line.median_seconds)
        for line in await lines_of(database)
    ]  # fmt: skip
    assert figures == [
        (0, "", 8, 2, 0, 1, None),
        (1, "tools", 7, 6, 0, 1, 3.0),
        (2, "focus", 5, 2, 1, 2, 20.0),
        (3, "backlog", 2, 1, 0, 1, 20.0),
    ]


async def test_2_an_answer_that_is_about_to_be_changed_is_none(database: Database) -> None:
    def work(connection: Connection) -> None:
        one(connection, "a", Status.CHANGING, "tools", said("tools", 90), said("focus", 5))
        one(connection, "b", Status.FINISHED, "tools", said("tools", 7))

    await database.run(work)
    figures = [
        (line.question, line.asked, line.answered, line.left_here, line.median_seconds)
        for line in await lines_of(database)
    ]
    assert figures == [("", 2, 1, 0, None), ("tools", 2, 1, 1, 7.0), ("focus", 1, 1, 0, 5.0)]


async def test_2_only_what_was_asked_counts(database: Database) -> None:
    def work(connection: Connection) -> None:
        states = (AnswerState.INFERRED, AnswerState.CARRIED, AnswerState.PARKED)
        given = [said(f"q{number}", 1, state) for number, state in enumerate(states)]
        one(connection, "a", Status.FINISHED, None, *given)

    await database.run(work)
    assert [(line.question, line.asked) for line in await lines_of(database)] == [("", 1)]


@pytest.mark.parametrize(
    ("seconds", "median"),
    [((5,), 5), ((5, 9), 7), ((1, 2, 90), 2), ((1, 2, 4, 90), 3), ((4, None, None), 4),
     ((None,), None), ((0.001, 0.002), 0.0015), ((3, 3, 3, 100), 3), ((86_400.25,), 86_400.25)],
)  # fmt: skip
async def test_3_the_median(
    database: Database, seconds: tuple[float | None, ...], median: float | None
) -> None:
    def work(connection: Connection) -> None:
        for number, took in enumerate(seconds):
            one(connection, f"p{number}", Status.FINISHED, None, said("tools", took))

    await database.run(work)
    _, tools = await lines_of(database)
    assert (tools.answered, tools.median_seconds) == (len(seconds), median)


async def test_4_flow_version_and_source_are_told_apart(database: Database) -> None:
    second = SOURCE.replace(b"title:", b"version: 2\ntitle:")
    newer = Pinned("team-mood", 2, sha256(second).hexdigest())
    other = SOURCE.replace(b"team-mood", b"another")

    def work(connection: Connection) -> None:
        one(connection, "a", Status.FINISHED, None, said("tools", 1))
        one(connection, "b", Status.FINISHED, None, said("tools", 3), source="")
        one(connection, "c", Status.ASKING, "tools", source="fair")
        one(connection, "d", Status.ASKING, "tools", flow=newer, file=second)
        pinned = Pinned("another", 1, sha256(other).hexdigest())
        one(connection, "e", Status.ASKING, "focus", flow=pinned, file=other)

    await database.run(work)
    groups = [
        (line.flow, line.flow_version, line.source, line.question, line.asked)
        for line in await lines_of(database)
    ]
    assert groups == [
        ("another", 1, "", "", 1), ("another", 1, "", "focus", 1),
        ("team-mood", 1, "", "", 2), ("team-mood", 1, "", "tools", 2),
        ("team-mood", 1, "fair", "", 1), ("team-mood", 1, "fair", "tools", 1),
        ("team-mood", 2, "", "", 1), ("team-mood", 2, "", "tools", 1),
    ]  # fmt: skip

    def of_another(connection: Connection) -> list[str]:
        return [line.flow for line in dropoff.dropoff(connection, flow="another")]

    assert await database.read(of_another) == ["another", "another"]


async def test_4_a_question_that_the_flow_does_not_know_comes_last(database: Database) -> None:
    def work(connection: Connection) -> None:
        given = (said("backlog"), said("gone"), said("above"), said("tools"))
        one(connection, "a", Status.FINISHED, None, *given)

    await database.run(work)
    assert [(line.position, line.question) for line in await lines_of(database)] == [
        (0, ""), (1, "tools"), (3, "backlog"), (None, "above"), (None, "gone"),
    ]  # fmt: skip


async def test_4_a_file_that_is_no_flow_gives_no_places(database: Database) -> None:
    broken = b"flow: team-mood\n"

    def work(connection: Connection) -> None:
        pinned = Pinned("team-mood", 1, sha256(broken).hexdigest())
        given = (said("tools"), said("focus"))
        one(connection, "a", Status.FINISHED, None, *given, flow=pinned, file=broken)

    await database.run(work)
    assert [(line.position, line.question) for line in await lines_of(database)] == [
        (0, ""), (None, "focus"), (None, "tools"),
    ]  # fmt: skip


async def test_5_since(database: Database) -> None:
    def work(connection: Connection) -> None:
        one(connection, "a", Status.FINISHED, None, said("tools", 1))
        one(connection, "b", Status.FINISHED, None, said("tools", 3), started_at=later(60))
        one(connection, "c", Status.ASKING, "focus", started_at=later(59))

    def since(connection: Connection) -> list[tuple[str, int, float | None]]:
        found = dropoff.dropoff(connection, since=later(60))
        return [(line.question, line.asked, line.median_seconds) for line in found]

    await database.run(work)
    assert await database.read(since) == [("", 1, None), ("tools", 1, 3.0)]
