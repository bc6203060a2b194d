"""`checkup rotate-keys`: afterwards the old key can be thrown away, and nothing is lost or told by that.

1. Everything that is sealed anywhere is read with the new key alone; nothing else changed.
2. The time that a seal tells stays what it was: in an anonymous round it is the round's.
3. It can be interrupted, run again, and run while others write.
4. What the reports of teams know of their people is known by the new key.
5. Every column in which something sealed can stand is known.
"""

import asyncio
import json
from base64 import urlsafe_b64decode
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import pytest
from sqlalchemy import Connection, insert, select, update
from sqlmodel import AutoString

from bot.checkins import ledger
from bot.store import rotation
from bot.store.columns import UtcDateTime
from bot.store.database import open_database
from bot.store.invitations import InvitationStatus
from bot.store.sealing import seal, sealer_of
from bot.store.tables import (
    ANSWER,
    CONVERSATION,
    DELIVERY,
    EVENT,
    INSTALLATION,
    KEPT,
    METADATA,
    RELEASE,
)
from tests.cli.places import Place
from tests.store.samples import NOW, SECRET
from tests.store.samples_of_everything import everything

T = TypeVar("T")
NEW = "n" * 40
SEALED_WORDS = "words that nobody else may read"
A_SEAL = "gAAAA"
"""How a Fernet token begins, whatever stands in it, for the next 80 years."""


def looks(url: str, work: Callable[[Connection], T], secret: str) -> T:
    async def opened() -> T:
        database = open_database(url, secret_key=secret)
        try:
            return await database.run(work)
        finally:
            await database.close()

    return asyncio.run(opened())


def seals(connection: Connection) -> dict[str, list[str]]:
    """All that looks like a seal, by column; found without knowing where to look."""
    found: dict[str, list[str]] = {}
    for table in METADATA.sorted_tables:
        for column in table.columns:
            values = connection.execute(select(column).where(column.is_not(None))).scalars()
            held = sorted(value for value in values if str(value).startswith(A_SEAL))
            if held:
                found[f"{table.name}.{column.name}"] = held
    return found


def opened(connection: Connection) -> dict[str, list[str]]:
    sealer = sealer_of(connection)
    return {name: sorted(map(sealer.open, held)) for name, held in seals(connection).items()}


def moments(connection: Connection) -> set[bytes]:
    """The times that seals tell, in eight bytes behind the version."""
    return {urlsafe_b64decode(one)[1:9] for held in seals(connection).values() for one in held}


def everything_sealed(connection: Connection) -> None:
    """Something sealed in every column that may have it."""
    ana = everything(connection)
    text = seal(connection, SEALED_WORDS, private=True)
    connection.execute(update(CONVERSATION).values(state=text, sealed=True))
    connection.execute(update(DELIVERY).values(payload=text, sealed=True))
    install = {
        "channel": "slack", "workspace": "T1", "name": "A", "app": "A1", "bot_user": "U0", "bot_id": "B0",
        "bot_token": text, "refresh_token": text, "scopes": "", "installed_at": NOW,
    }  # fmt: skip
    connection.execute(insert(INSTALLATION), install)
    values: dict[Any, dict[str, Any]] = {EVENT: {"data": text}, KEPT: {"value": text, "sealed": True}}
    for table, known in values.items():
        row = known | {"respondent_id": ana.respondent_id, "conversation_id": ana.id}
        connection.execute(insert(table), [_filled(table, row)])


def _filled(table: Any, known: dict[str, Any]) -> dict[str, Any]:
    """A row with something in every column that must not be empty."""
    made = {}
    for column in table.columns:
        if column.name in known:
            made[column.name] = known[column.name]
        elif not column.nullable:
            made[column.name] = _something(column.type)
    return made


def _something(kind: Any) -> object:
    """A value for a column of this type."""
    if isinstance(kind, UtcDateTime):
        return NOW
    of_python = str if isinstance(kind, AutoString) else kind.python_type
    return {str: "x", int: 1, bool: False, float: 1.0}[of_python]


@pytest.fixture
def sealed_place(place: Place) -> Place:
    place.write(everything_sealed)
    return place


def rotates(place: Place, monkeypatch: pytest.MonkeyPatch, keys: str) -> str:
    monkeypatch.setenv("CHECKUP_SECRET_KEY", keys)
    ended = place.checkup("rotate-keys")
    assert (ended.code, ended.err) == (0, "")
    return ended.out


def test_1_2_everything_is_read_with_the_new_key_alone(
    sealed_place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = sealed_place.url
    before, times = looks(url, opened, SECRET), looks(url, moments, SECRET)
    said = rotates(sealed_place, monkeypatch, f"{NEW},{SECRET}")
    assert looks(url, opened, NEW) == before
    assert looks(url, moments, NEW) == times
    assert "answer.value" in said
    assert "leave those in CHECKUP_SECRET_KEY" in said


def test_3_a_second_run_finds_nothing_to_do(sealed_place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    rotates(sealed_place, monkeypatch, f"{NEW},{SECRET}")
    again = rotates(sealed_place, monkeypatch, f"{NEW},{SECRET}")
    counts = [line.split(", ")[1] for line in again.splitlines() if " of them anew" in line]
    assert set(counts) == {"0 of them anew"}


def test_3_what_changes_meanwhile_is_not_overwritten(
    sealed_place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody answers between the look and the write."""
    column = next(one for one in rotation.SEALED if one.name == "answer.value")
    write = rotation._write

    def answered_meanwhile(connection: Connection, sealed: Any, changes: Any) -> None:
        later = seal(connection, '"later"', private=True)
        connection.execute(update(ANSWER).where(ANSWER.c.sealed).values(value=later))
        write(connection, sealed, changes)

    monkeypatch.setattr(rotation, "_write", answered_meanwhile)
    both = f"{NEW},{SECRET}"
    looks(sealed_place.url, lambda connection: rotation.rotate(connection, column, None), both)
    assert looks(sealed_place.url, opened, both)["answer.value"] == ['"later"']


def test_3_more_than_a_page(sealed_place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rotation, "PAGE", 1)
    rotates(sealed_place, monkeypatch, f"{NEW},{SECRET}")
    assert looks(sealed_place.url, opened, NEW)["conversation.state"] == [SEALED_WORDS] * 2


def test_4_reports_know_their_people_by_the_new_key(
    sealed_place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    def audience(key: bytes) -> Callable[[Connection], frozenset[str]]:
        return lambda connection: ledger.audience_tags(
            connection, ["team of ana"], key, among=frozenset(InvitationStatus)
        )

    def derived(secret: str) -> bytes:
        return open_database(sealed_place.url, secret_key=secret).keys.derived(ledger.PURPOSE)[0]

    old = looks(sealed_place.url, audience(derived(SECRET)), SECRET)

    def known_by(connection: Connection, tags: frozenset[str]) -> None:
        connection.execute(update(RELEASE).values(audience=json.dumps(sorted(tags))))

    looks(sealed_place.url, lambda connection: known_by(connection, old | {"gone"}), SECRET)
    said = rotates(sealed_place, monkeypatch, f"{NEW},{SECRET}")
    new = looks(sealed_place.url, audience(derived(NEW)), NEW)
    kept = looks(sealed_place.url, lambda c: c.execute(select(RELEASE.c.audience)).scalar_one(), NEW)
    assert set(json.loads(kept)) == new | {"gone"}
    assert old != new
    assert "1 reports of teams" in said


def test_5_every_sealed_column_is_known(sealed_place: Place) -> None:
    found = set(looks(sealed_place.url, seals, SECRET))
    assert found == {sealed.name for sealed in rotation.SEALED}


def test_5_every_column_called_sealed_has_its_text_there() -> None:
    flagged = {f"{sealed.flag.table.name}" for sealed in rotation.SEALED if sealed.flag is not None}
    assert flagged == {table.name for table in METADATA.sorted_tables if "sealed" in table.columns}


def test_a_key_that_fits_nothing_is_told(sealed_place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHECKUP_SECRET_KEY", NEW)
    Path(f"{sealed_place.url.removeprefix('sqlite:///')}.key").unlink(missing_ok=True)
    ended = sealed_place.checkup("rotate-keys")
    assert ended.code == 1
    assert ended.told[0] == "Private data in the database cannot be read with the secret key at hand."
