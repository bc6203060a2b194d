"""`checkup copy-database`: everything comes along, whichever way, is compared, and can be gone on with.

1. From SQLite to PostgreSQL and back: every table of ours holds the same, times and bytes included, and what
   is sealed can be read there.
2. A copy that was interrupted goes on; what changed or went away since then does so there too.
3. What would destroy something is refused: a database in use, the same one, a key that is missing, or that
   opens nothing of what is sealed.
"""

import asyncio
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import pytest
from sqlalchemy import Connection, delete, func, insert, inspect, select, update

from bot.store import answers, erasure
from bot.store.database import open_database
from bot.store.tables import ADDRESS, ANSWER, CONVERSATION, LANE, LEADER, METADATA, RESPONDENT
from tests.cli.places import Place
from tests.databases import PostgresServer
from tests.store.samples import NOW, SECRET, begun
from tests.store.samples_of_everything import everything

T = TypeVar("T")


@pytest.fixture
def postgres(postgres_server: PostgresServer) -> Iterator[str]:
    url = postgres_server.create_database()
    yield url
    postgres_server.drop_database(url)


def looks(url: str, work: Callable[[Connection], T], secret: str = SECRET) -> T:
    async def opened() -> T:
        database = open_database(url, secret_key=secret)
        try:
            return await database.run(work)
        finally:
            await database.close()

    return asyncio.run(opened())


def contents(connection: Connection) -> dict[str, list[tuple[Any, ...]]]:
    return {
        table.name: sorted((tuple(row) for row in connection.execute(select(table))), key=repr)
        for table in METADATA.sorted_tables
        if table not in (LANE, LEADER)
    }


def many(connection: Connection) -> None:
    """Two people with everything, and one with more answers than are copied at once."""
    everything(connection, "ana")
    everything(connection, "ben")
    talker = begun(connection, "cem", id="cem-1")
    row = {
        "conversation_id": talker.id, "value": '"a"', "sealed": False, "state": "given", "turn": 1,
        "profile": None, "asked_at": None, "answered_at": NOW,
    }  # fmt: skip
    connection.execute(insert(ANSWER), [row | {"question": f"q{number}"} for number in range(4500)])
    connection.execute(insert(LEADER), {"name": "telegram/1", "holder": "p", "until": NOW})


def test_1_everything_comes_along_to_postgresql_and_back(place: Place, postgres: str, tmp_path: Any) -> None:
    place.write(many)
    ended = place.checkup("copy-database", postgres)
    assert (ended.code, ended.err) == (0, "")
    before, there = looks(place.url, contents), looks(postgres, contents)
    assert before == there
    assert len(there["answer"]) == 4506
    assert looks(postgres, lambda c: c.execute(select(func.count()).select_from(LEADER)).scalar_one()) == 0
    lines = ended.out.splitlines()
    assert next(line.split() for line in lines if line.startswith("  answer "))[1::2] == ["4,506", "same"]
    assert len([line for line in lines if line.endswith("  same")]) == len(before)
    kept = looks(postgres, lambda c: [one.value for one in answers.of_conversation(c, "ana-2")])
    assert kept == ["ana@example.com"]
    back = f"sqlite:///{tmp_path}/back.db"
    assert place.checkup("copy-database", back, "--from", postgres).code == 0
    assert looks(back, contents) == before


def test_2_an_interrupted_copy_goes_on(place: Place, postgres: str) -> None:
    place.write(many)
    assert place.checkup("copy-database", postgres).code == 0

    def lost(connection: Connection) -> None:
        connection.execute(delete(ANSWER).where(ANSWER.c.question.like("q1%")))
        connection.execute(update(CONVERSATION).where(CONVERSATION.c.id == "cem-1").values(status="half"))

    looks(postgres, lost)

    def changed(connection: Connection) -> None:
        connection.execute(delete(ANSWER).where(ANSWER.c.question == "q2000"))
        connection.execute(update(ANSWER).where(ANSWER.c.question == "q3000").values(value='"b"'))

    looks(place.url, changed)
    refused = place.checkup("copy-database", postgres)
    assert (refused.code, refused.told[0]) == (1, "The database to copy to is not empty.")
    ended = place.checkup("copy-database", postgres, "--resume")
    assert (ended.code, ended.err) == (0, "")
    assert looks(postgres, contents) == looks(place.url, contents)


def test_3_a_database_in_use_is_not_written_into(place: Place, postgres: str) -> None:
    place.write(lambda connection: everything(connection, "ana"))
    assert place.checkup("copy-database", postgres).code == 0
    looks(postgres, lambda connection: everything(connection, "zoe"))
    there = looks(postgres, contents)
    ended = place.checkup("copy-database", postgres, "--resume")
    assert (ended.code, ended.told[1]) == (1, "Name an empty database.")
    assert looks(postgres, contents) == there


def test_3_one_who_was_erased_does_not_come_back(place: Place, postgres: str) -> None:
    place.write(many)
    assert place.checkup("copy-database", postgres).code == 0
    gone = looks(place.url, lambda c: c.execute(select(CONVERSATION.c.respondent_id).where(
        CONVERSATION.c.id == "ben-1")).scalar_one())  # fmt: skip
    looks(place.url, lambda connection: erasure.erase(connection, gone))
    ended = place.checkup("copy-database", postgres, "--resume")
    assert ended.code == 1  # nobody says whether they are new there or gone here
    assert (
        looks(postgres, lambda c: c.execute(select(func.count()).select_from(RESPONDENT)).scalar_one()) == 3
    )


def test_3_the_same_database_is_refused(place: Place) -> None:
    place.write(everything)
    ended = place.checkup("copy-database", place.url)
    assert (ended.code, ended.told[0]) == (2, "That is one and the same database.")


def test_3_a_missing_source_is_not_made(place: Place, postgres: str, tmp_path: Any) -> None:
    ended = place.checkup("copy-database", postgres, "--from", f"sqlite:///{tmp_path}/none.db")
    assert ended.code == 1
    assert not (tmp_path / "none.db").exists()


def test_3_a_key_that_would_be_missing_there(
    place: Place, postgres: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    place.write(everything)
    (tmp_path / "checkup.sqlite.key").write_text("k" * 40)
    ended = place.checkup("copy-database", postgres)
    assert ended.code == 1
    assert "checkup.sqlite.key" in ended.told[1]
    monkeypatch.setenv("CHECKUP_SECRET_KEY", f"{SECRET},{'k' * 40}")
    assert place.checkup("copy-database", postgres).code == 0


def test_3_a_key_that_opens_nothing_there(
    place: Place, postgres: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    """Keys are being exchanged: what is sealed since then opens with the one in the settings, and what was
    exported in its place is what stands in the file.
    """
    place.write(everything)
    (tmp_path / "checkup.sqlite.key").write_text("k" * 40)
    monkeypatch.setenv("CHECKUP_SECRET_KEY", "k" * 40)
    ended = place.checkup("copy-database", postgres)
    assert ended.code == 1
    assert "no key in CHECKUP_SECRET_KEY opens all of answer.value" in ended.told[0]
    assert "behind what .env says" in ended.told[1]
    assert looks(postgres, lambda connection: inspect(connection).get_table_names()) == []
    monkeypatch.setenv("CHECKUP_SECRET_KEY", f"{SECRET},{'k' * 40}")
    assert place.checkup("copy-database", postgres).code == 0


def test_3_a_difference_is_told_and_ends_with_1(
    place: Place, postgres: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.write(many)
    from bot.store import copying  # noqa: PLC0415  # to be broken

    original = copying.put

    def loses_one(connection: Connection, table: Any, rows: Any, *, empty: bool = False) -> int:
        return original(connection, table, rows[1:] if table.name == "delivery" else rows, empty=empty)

    monkeypatch.setattr(copying, "put", loses_one)
    ended = place.checkup("copy-database", postgres)
    assert (ended.code, ended.told[0][:34]) == (1, "Not the same in both: delivery. So")
    assert ADDRESS.name not in ended.told[0]
