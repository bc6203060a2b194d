"""Lists come part after part.

None is lost, none comes twice; what changes comes again; a wish that fits one of thousands is answered in
parts of bounded price.
"""

from datetime import timedelta

import pytest
from sqlalchemy import Connection, update

from bot.store import answers, conversations
from bot.store.answers import StoredAnswer
from bot.store.api import walking
from bot.store.columns import AnswerState
from bot.store.database import Database
from bot.store.tables import CONVERSATION
from tests.web.api.reader import NOON, Company, ids, lead, somebody


@pytest.mark.parametrize("limit", [1, 3, 7, 500])
@pytest.mark.parametrize("looked_at", [2, 5, 5000])
async def test_part_after_part(
    database: Database, monkeypatch: pytest.MonkeyPatch, limit: int, looked_at: int
) -> None:
    def work(connection: Connection) -> None:
        for number in range(12):  # several at the same moment
            lead(connection, f"c{number:02}", minutes=20 - number // 3, source="a" if number % 5 else "b")

    monkeypatch.setattr(walking, "MOST_LOOKED_AT", looked_at)
    company = await Company(database).opened()
    await company.writes(work)
    everybody = [f"c{number:02}" for number in range(12)]
    assert ids(await company.walks(f"/conversations?limit={limit}")) == everybody
    assert ids(await company.walks(f"/leads?limit={limit}"), "conversation_id") == everybody
    assert ids(await company.walks(f"/results?limit={limit}"), "conversation_id") == everybody
    assert ids(await company.walks(f"/conversations?limit={limit}&source=b")) == ["c00", "c05", "c10"]


async def test_what_comes_or_changes_meanwhile(database: Database) -> None:
    def work(connection: Connection) -> None:
        for number in range(4):
            somebody(connection, f"c{number}", minutes=19 - number)

    def more(connection: Connection) -> None:
        somebody(connection, "c9", minutes=-1)
        move = update(CONVERSATION).where(CONVERSATION.c.id == "c0")
        connection.execute(move.values(updated_at=NOON + timedelta(minutes=2)))

    company = await Company(database).opened()
    await company.writes(work)
    first = await company.reads("/conversations?limit=2")
    assert ids(first["items"]) == ["c0", "c1"]
    await company.writes(more)
    company.later(minutes=15)
    second = await company.reads(first["next"])
    assert ids(second["items"]) == ["c2", "c3"]
    third = await company.reads(second["next"])
    assert ids(third["items"]) == ["c9", "c0"]
    assert third["next"] is None
    again = await company.reads(third["later"])
    assert (again["items"], again["next"], again["later"]) == ([], None, third["later"])
    await company.writes(lambda connection: somebody(connection, "c10", minutes=-4))
    assert ids((await company.reads(again["later"]))["items"]) == ["c10"]


async def test_what_is_given_up_comes_again(database: Database) -> None:
    """A conversation that ends without a turn, because its flow can be read no more."""
    company = await Company(database).opened()
    await company.writes(lambda connection: somebody(connection, "c0", minutes=60))
    seen = await company.reads("/conversations")
    assert ids(seen["items"]) == ["c0"]
    company.later(minutes=15)
    await company.writes(lambda connection: conversations.give_up(connection, "c0", NOON))
    company.later(minutes=15)
    (again,) = (await company.reads(seen["later"]))["items"]
    assert (again["id"], again["status"]) == ("c0", "expired")


async def test_what_was_still_on_its_way_is_not_passed_over(database: Database) -> None:
    """A transaction that began before another may end after it, by minutes: with an earlier time, and seen
    later.
    """
    company = await Company(database).opened()
    await company.writes(lambda connection: somebody(connection, "quick", minutes=0))
    company.later(seconds=1)
    page = await company.reads("/conversations")
    assert ids(page["items"]) == ["quick"]
    company.later(minutes=5)
    await company.writes(lambda connection: somebody(connection, "slow", minutes=5))
    company.later(minutes=15)
    again = await company.reads(page["later"])
    assert ids(again["items"]) == ["slow", "quick"]
    assert (await company.reads(again["later"]))["items"] == []


@pytest.mark.parametrize("path", ["/conversations", "/leads", "/results"])
async def test_nor_is_it_behind_a_part_that_ends_at_what_came_last(database: Database, path: str) -> None:
    """`next` shows that at once, and however late it is followed: `later` goes back to before it."""
    name = "id" if path == "/conversations" else "conversation_id"

    def work(connection: Connection) -> None:
        lead(connection, "old", minutes=60)
        for number in range(3):
            lead(connection, f"quick{number}", minutes=0.3 - number / 10)

    company = await Company(database).opened()
    await company.writes(work)
    first = await company.reads(f"{path}?limit=2")
    assert ids(first["items"], name) == ["old", "quick0"]
    await company.writes(lambda connection: lead(connection, "slow", minutes=5))
    company.later(minutes=30)
    second = await company.reads(first["next"])
    third = await company.reads(second["next"] or second["later"])
    assert ids(second["items"], name) == ["quick1", "quick2"]
    assert ids(third["items"], name) == ["slow", "quick0"]
    rest = await company.reads(third["next"])
    assert ids(rest["items"], name) == ["quick1", "quick2"]
    assert (await company.reads(rest["later"]))["items"] == []


async def test_all_at_once(database: Database) -> None:
    """As many as one part may have, and the answers of all of them."""

    def work(connection: Connection) -> None:
        for number in range(501):
            somebody(connection, f"c{number:03}", minutes=600 - number)
            answers.write(
                connection, f"c{number:03}",
                [StoredAnswer(name, "x", AnswerState.GIVEN, 1, NOON) for name in "pq"],
            )  # fmt: skip

    company = await Company(database).opened()
    await company.writes(work)
    page = await company.reads("/conversations?limit=500")
    assert len(page["items"]) == 500
    assert all(len(one["answers"]) == 2 for one in page["items"])
    assert ids((await company.reads(page["next"]))["items"]) == ["c500"]
