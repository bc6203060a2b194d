"""Conversations.

1. What is saved is what is found, private states included.
2. A save is guarded by the turn: of two that start from the same turn one counts.
3. The latest conversation of an address, of any flow or of one.
4. While one turn has the conversation, the next one waits for it.
"""

import asyncio
from dataclasses import replace

from sqlalchemy import Connection

from bot.store import conversations
from bot.store.conversations import Conversation
from bot.store.database import Database
from tests.store.samples import begun, later, person


async def test_1_a_conversation_comes_back_as_it_was(database: Database) -> None:
    made = await database.run(
        lambda connection: begun(
            connection, state='{"answers":{"müde":"ja"}}', source="newsletter", language="de",
            wake_at=later(10), expires_at=later(20), ended_at=later(30),
        )
    )  # fmt: skip
    assert await database.run(lambda connection: conversations.open_one(connection, made.id)) == made


async def test_1_a_private_state_is_sealed_and_comes_back(database: Database) -> None:
    made = await database.run(
        lambda connection: begun(connection, state='{"email":"ana@example.com"}', private=True)
    )
    assert await database.run(lambda connection: conversations.open_one(connection, made.id)) == made

    open_again = replace(made, state="{}", private=False)

    def work(connection: Connection) -> Conversation | None:
        assert conversations.save(connection, open_again, was_turn=0)
        return conversations.open_one(connection, made.id)

    assert await database.run(work) == open_again


async def test_1_an_unknown_conversation_is_none(database: Database) -> None:
    assert await database.run(lambda connection: conversations.open_one(connection, "nobody")) is None
    assert await database.run(lambda connection: conversations.latest(connection, "nobody")) is None


async def test_2_a_save_from_an_older_turn_changes_nothing(database: Database) -> None:
    made = await database.run(begun)
    second = replace(made, turn=2, state='{"turn":2}', updated_at=later(5))

    def work(connection: Connection) -> tuple[bool, bool, Conversation | None]:
        return (
            conversations.save(connection, second, was_turn=0),
            conversations.save(connection, replace(made, turn=1, state="late"), was_turn=0),
            conversations.open_one(connection, made.id),
        )

    assert await database.run(work) == (True, False, second)


async def test_2_of_ten_turns_at_once_one_counts(database: Database) -> None:
    made = await database.run(begun)

    async def save(number: int) -> bool:
        moved = replace(made, turn=1, state=f'"{number}"')
        return await database.run(lambda connection: conversations.save(connection, moved, was_turn=0))

    saved = await asyncio.gather(*(save(number) for number in range(10)))
    assert saved.count(True) == 1
    found = await database.run(lambda connection: conversations.open_one(connection, made.id))
    assert found is not None
    assert found.state == f'"{saved.index(True)}"'


async def test_2_saving_leaves_what_never_changes(database: Database) -> None:
    made = await database.run(lambda connection: begun(connection, source="newsletter"))
    moved = replace(made, turn=1, source="elsewhere", started_at=later(99))

    def work(connection: Connection) -> Conversation | None:
        conversations.save(connection, moved, was_turn=0)
        return conversations.open_one(connection, made.id)

    assert await database.run(work) == replace(made, turn=1)


async def test_3_the_latest_is_the_one_that_began_last(database: Database) -> None:
    def work(connection: Connection) -> tuple[str | None, ...]:
        first = begun(connection, id="c1", started_at=later(1), ended_at=later(2))
        begun(connection, id="c3", started_at=later(3))
        begun(connection, id="c2", started_at=later(2))
        begun(connection, "ben", id="c4", started_at=later(9))
        address_id = first.address_id
        found = (
            conversations.latest(connection, address_id),
            conversations.latest(connection, address_id, flow_name="team-mood", lock=False),
            conversations.latest(connection, address_id, flow_name="weekly-pulse"),
        )
        return tuple(one.id if one else None for one in found)

    assert await database.run(work) == ("c3", "c3", None)


async def test_3_of_two_begun_in_the_same_moment_the_greater_id_is_the_later(database: Database) -> None:
    def work(connection: Connection) -> Conversation | None:
        address = person(connection)
        for id_ in ("c1", "c9", "c5"):
            begun(connection, id=id_)
        return conversations.latest(connection, address.id)

    found = await database.run(work)
    assert found is not None
    assert found.id == "c9"


async def test_4_turns_of_one_conversation_do_not_overlap(database: Database) -> None:
    made = await database.run(begun)

    def turn(connection: Connection) -> bool:
        found = conversations.latest(connection, made.address_id)
        assert found is not None
        moved = replace(found, turn=found.turn + 1)
        return conversations.save(connection, moved, was_turn=found.turn)

    saved = await asyncio.gather(*(database.run(turn) for _ in range(20)))
    assert all(saved)
    found = await database.run(lambda connection: conversations.open_one(connection, made.id))
    assert found is not None
    assert found.turn == 20
