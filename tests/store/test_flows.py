"""Flow versions: a file is kept once under its hash; the same number with another file is noticed."""

from hashlib import sha256

import pytest
from sqlalchemy import Connection

from bot.store import flows
from bot.store.database import Database
from bot.store.flows import Known, Pinned
from tests.store.samples import FLOW, NOW, SOURCE, later


def pinned(version: int, source: bytes) -> Pinned:
    return Pinned("team-mood", version, sha256(source).hexdigest())


async def test_a_file_is_kept_byte_for_byte_and_only_once(database: Database) -> None:
    source = "flow: team-mood\r\ntitle: Stimmung – über\n".encode()

    def work(connection: Connection) -> bytes | None:
        flows.pin(connection, pinned(1, source), source, NOW)
        flows.pin(connection, pinned(1, source), source, later(60))
        return flows.definition(connection, sha256(source).hexdigest())

    assert await database.run(work) == source
    known = await database.run(lambda connection: flows.versions(connection, "team-mood"))
    assert known == (Known(pinned(1, source), NOW),)


async def test_a_file_that_was_never_pinned_is_unknown(database: Database) -> None:
    assert await database.run(lambda connection: flows.definition(connection, FLOW.hash)) is None
    assert await database.run(lambda connection: flows.versions(connection, "team-mood")) == ()


async def test_versions_come_oldest_first_and_only_of_that_name(database: Database) -> None:
    other = Pinned("weekly-pulse", 1, sha256(b"other").hexdigest())

    def work(connection: Connection) -> list[int]:
        flows.pin(connection, pinned(10, b"ten"), b"ten", NOW)
        flows.pin(connection, pinned(9, b"nine"), b"nine", later(1))
        flows.pin(connection, other, b"other", NOW)
        return [known.flow.version for known in flows.versions(connection, "team-mood")]

    assert await database.run(work) == [9, 10]


async def test_another_file_under_the_same_number_is_noticed(database: Database) -> None:
    def work(connection: Connection) -> tuple[Known, ...]:
        flows.pin(connection, pinned(1, b"old"), b"old", NOW)
        flows.pin(connection, pinned(2, b"older number"), b"older number", NOW)
        flows.pin(connection, pinned(1, b"new"), b"new", later(1))
        return flows.same_number(connection, pinned(1, b"new"))

    assert await database.run(work) == (Known(pinned(1, b"old"), NOW),)


async def test_a_hash_that_is_not_the_files_is_refused(database: Database) -> None:
    with pytest.raises(ValueError, match="another hash"):
        await database.run(lambda connection: flows.pin(connection, FLOW, SOURCE + b" ", NOW))


@pytest.mark.parametrize(("name", "version", "hash_"), [("", 1, "0" * 64), ("a", 0, "0" * 64), ("a", 1, "0")])
def test_nothing_is_pinned_to_half_a_name(name: str, version: int, hash_: str) -> None:
    with pytest.raises(ValueError, match="nothing can be pinned"):
        Pinned(name, version, hash_)
