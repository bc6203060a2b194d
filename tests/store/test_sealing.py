"""Sealing.

1. What is private can be read back, and by nobody without the key.
2. Keys rotate: the first seals, all open.
3. Not one byte of a typed e-mail address stands in the database, wherever it was handed in.
"""

import asyncio
import subprocess
from pathlib import Path

import pytest
from sqlalchemy import Connection, create_engine

from bot.store import answers, conversations, deliveries, inbound, keys, sealing
from bot.store.answers import StoredAnswer
from bot.store.columns import AnswerState
from bot.store.database import Database, open_database
from bot.store.errors import SealBroken
from bot.store.inbound import Update
from bot.store.sealing import Sealer
from tests.databases import PostgresServer
from tests.store.samples import NOW, SECRET, begun, delivery

ONE, TWO = "1" * 40, "2" * 40
EMAIL = "ana.lovelace@example.com"


def sealer(*secrets: str) -> Sealer:
    return Sealer(keys.SecretKeys(secrets))


@pytest.mark.parametrize("text", ["", EMAIL, "ünï\n🎉", "x" * 10_000])
def test_1_sealed_text_comes_back(text: str) -> None:
    sealed = sealer(ONE).seal(text)
    assert sealer(ONE).open(sealed) == text
    assert sealed != sealer(ONE).seal(text)


def test_1_a_changed_letter_is_noticed() -> None:
    sealed = sealer(ONE).seal(EMAIL)
    place = len(sealed) // 2
    changed = sealed[:place] + ("A" if sealed[place] != "A" else "B") + sealed[place + 1 :]
    for broken in (changed, sealed[:-10], "", "not a seal", "ü"):
        with pytest.raises(SealBroken, match="cannot be read with the secret key"):
            sealer(ONE).open(broken)


def test_2_the_first_key_seals_and_every_key_opens() -> None:
    old = sealer(ONE).seal(EMAIL)
    new = sealer(TWO, ONE).seal(EMAIL)
    assert sealer(TWO, ONE).open(old) == EMAIL
    assert sealer(TWO).open(new) == EMAIL
    with pytest.raises(SealBroken):
        sealer(ONE).open(new)
    with pytest.raises(SealBroken):
        sealer(TWO).open(old)


async def test_2_a_database_outlives_a_change_of_keys(ready_url: str) -> None:
    async def opened(secret: str) -> tuple[StoredAnswer, ...]:
        database = open_database(ready_url, secret_key=secret)
        try:
            return await database.run(lambda connection: answers.of_conversation(connection, "c1"))
        finally:
            await database.close()

    first = open_database(ready_url, secret_key=ONE)
    await first.run(lambda connection: hand_everything_in(connection, "c1"))
    await first.close()
    (found,) = await opened(f"{TWO},{ONE}")
    assert found.value == EMAIL
    with pytest.raises(SealBroken):
        await opened(TWO)


def test_a_connection_from_elsewhere_carries_no_sealer() -> None:
    with create_engine("sqlite://").connect() as connection:
        with pytest.raises(TypeError, match="carries no sealer"):
            sealing.seal(connection, EMAIL, private=True)
        assert sealing.seal(connection, EMAIL, private=False) == EMAIL


def hand_everything_in(connection: Connection, id_: str) -> None:
    """An e-mail address at every door through which one can come."""
    made = begun(connection, id=id_, state=f'{{"answers":{{"email":"{EMAIL}"}}}}', private=True)
    assert conversations.save(connection, made, was_turn=0)
    email = StoredAnswer("email", EMAIL, AnswerState.GIVEN, 1, NOW, private=True)
    answers.write(connection, made.id, [email])
    answers.write(connection, made.id, [email])
    deliveries.queue(connection, [delivery(made, payload={"text": f"Understood: {EMAIL}"}, private=True)])
    inbound.keep_poisoned(connection, Update("console", "here", "1"), EMAIL, "ValueError", NOW)


async def fill(url: str) -> None:
    database: Database = open_database(url, secret_key=SECRET)
    await database.run(lambda connection: hand_everything_in(connection, "c1"))
    # Proof that the looking finds what is there in plain words.
    await database.run(
        lambda connection: begun(connection, "ben", id="c2", state='{"plain":"seen by anybody"}')
    )
    await database.close()


async def test_3_nothing_in_the_sqlite_file(ready_sqlite_url: str) -> None:
    await fill(ready_sqlite_url)
    file = Path(ready_sqlite_url.removeprefix("sqlite:///"))
    kept = b"".join(path.read_bytes() for path in file.parent.glob(f"{file.name}*"))
    assert b"seen by anybody" in kept
    assert b"lovelace" not in kept


def test_3_nothing_in_a_dump_of_postgres(ready_postgres_url: str, postgres_server: PostgresServer) -> None:
    asyncio.run(fill(ready_postgres_url))
    dump = subprocess.run(
        [f"{postgres_server.binaries}/pg_dump", "--data-only", ready_postgres_url],
        capture_output=True,
        check=True,
    ).stdout
    assert b"seen by anybody" in dump
    assert b"lovelace" not in dump
