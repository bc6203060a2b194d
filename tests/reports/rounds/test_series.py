"""All that was shown of a check-in, in order, each document with the actions that came of it."""

from datetime import date, timedelta

from sqlalchemy import Connection

from bot.reports.rounds.series import Series, series
from bot.store import actions
from bot.store.actions import Action
from bot.store.database import Database
from tests.reports.rounds.kept import BEGAN, checkin, released
from tests.reports.rounds.samples import twelve_people, weekly


def decided(connection: Connection, number: int, area: str) -> None:
    actions.write(
        connection,
        Action(
            id=f"{area}-{number}", checkin_id="c1", round_number=number, area=area, text="Do it", owner="Ana",
            due_on=date(2026, 3, 1), created_at=BEGAN + timedelta(days=number),
        ),
    )  # fmt: skip


async def read(database: Database, checkin_id: str = "c1") -> Series:
    return await database.read(lambda connection: series(connection, checkin_id))


async def test_documents_come_in_order_as_they_were_shown(database: Database) -> None:
    flow, documents = twelve_people()

    def keep(connection: Connection) -> None:
        checkin(connection)
        for document in documents:
            released(connection, flow, document)

    await database.run(keep)
    found = await read(database)

    assert [entry.document for entry in found.entries] == list(documents)
    assert {entry.flow_hash for entry in found.entries} == {flow.hash}
    assert found.last == found.entries[-1]
    assert found.with_figures() == found.entries
    assert [card["score"] for _, card in found.trend("focus")] == [73, 50, 20, 20, 50, 73, 73]


async def test_what_was_held_gives_way_to_the_block_it_is_shown_in(database: Database) -> None:
    flow, documents = weekly()

    def keep(connection: Connection) -> None:
        for document in documents[:3]:
            released(connection, flow, document)

    await database.run(keep)
    found = await read(database)
    assert [(entry.document["numbers"], entry.document["why"]) for entry in found.entries] == [
        ([1], None), ([2], None), ([3], "held"),
    ]  # fmt: skip
    assert len(found.with_figures()) == 2

    await database.run(lambda connection: released(connection, flow, documents[3]))
    assert [entry.document["numbers"] for entry in (await read(database)).entries] == [[1], [2], [3, 4]]


async def test_actions_stand_beside_the_report_they_came_from(database: Database) -> None:
    flow, documents = weekly()

    def keep(connection: Connection) -> None:
        checkin(connection)
        for document in documents:
            released(connection, flow, document)
        for number, area in ((1, "week"), (4, "clarity"), (4, "week"), (99, "week")):
            decided(connection, number, area)

    await database.run(keep)
    found = await read(database)

    beside = {
        tuple(entry.document["numbers"]): [action.id for action in entry.actions]
        for entry in found.entries
        if entry.actions
    }
    assert beside == {(1,): ["week-1"], (3, 4): ["clarity-4", "week-4"]}
    assert [action.id for action in found.actions()] == ["week-1", "clarity-4", "week-4"]


async def test_a_check_in_of_which_nothing_was_shown(database: Database) -> None:
    await database.run(lambda connection: checkin(connection, "c2"))

    found = await read(database, "c2")

    assert (found.entries, found.last, found.actions(), found.trend("focus")) == ((), None, (), ())


async def test_other_check_ins_are_not_in_it(database: Database) -> None:
    flow, documents = twelve_people()
    await database.run(lambda connection: released(connection, flow, documents[0], checkin_id="other"))

    assert (await read(database)).entries == ()
