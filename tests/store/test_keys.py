"""Secret keys: what can be one, the file beside a SQLite database, one key for each purpose."""

import stat
import subprocess
import sys
from hmac import digest
from pathlib import Path

import pytest

from bot.store import keys, schema
from bot.store.database import open_database
from bot.store.errors import DatabaseUnreachable, SecretKeyMissing, SecretKeyWrong
from bot.store.keys import SecretKeys
from tests.store.samples import begun

ONE, TWO = "1" * 32, "2" * 500


def test_several_keys_are_separated_by_commas() -> None:
    assert keys.parse(f" {ONE} ,{TWO},").secrets == (ONE, TWO)


@pytest.mark.parametrize(
    "wrong", ["1" * 31, "2" * 501, f"{ONE},feeble", "with a blank in it, but long enough " * 2]
)
def test_what_cannot_be_a_key_is_refused_without_showing_it(wrong: str) -> None:
    with pytest.raises(SecretKeyWrong, match="too short, too long or has blanks") as refused:
        keys.parse(wrong)
    assert wrong not in str(refused.value)


def test_no_key_is_said_with_how_to_make_one() -> None:
    with pytest.raises(SecretKeyMissing, match=r"Set CHECKUP_SECRET_KEY\. Make one with"):
        keys.parse(" , ")


def test_postgres_needs_a_key() -> None:
    with pytest.raises(SecretKeyMissing):
        open_database("postgresql://localhost/checkup")


def test_a_key_never_stands_in_a_repr() -> None:
    assert ONE not in repr(keys.parse(ONE))


def test_each_purpose_and_each_secret_has_its_own_key() -> None:
    both = SecretKeys((ONE, TWO))
    derived = [*both.derived("sealing"), *both.derived("signing")]
    assert len(set(derived)) == 4
    assert all(len(key) == 32 for key in derived)
    assert SecretKeys((TWO,)).derived("signing") == (derived[3],)


def test_derivation_is_hkdf_with_sha256_as_in_rfc_5869() -> None:
    """Computed here from the RFC: extract with the salt, expand once with the purpose."""
    extracted = digest(b"checkup", ONE.encode(), "sha256")
    assert SecretKeys((ONE,)).derived("sealing v1") == (digest(extracted, b"sealing v1\x01", "sha256"),)


def test_the_file_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    database = tmp_path / "checkup.db"
    first = keys.beside(database, None)
    file = tmp_path / "checkup.db.key"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert first.secrets == (file.read_text().strip(),)
    assert keys.beside(database, None) == first
    assert [path.name for path in tmp_path.iterdir()] == ["checkup.db.key"]


def test_a_key_in_the_settings_comes_first_and_what_the_file_sealed_stays_readable(tmp_path: Path) -> None:
    made = keys.beside(tmp_path / "checkup.db", None)
    assert keys.beside(tmp_path / "checkup.db", ONE).secrets == (ONE, *made.secrets)


def test_with_a_key_in_the_settings_no_file_is_made(tmp_path: Path) -> None:
    assert keys.beside(tmp_path / "checkup.db", ONE).secrets == (ONE,)
    assert not list(tmp_path.iterdir())


async def used(database: Path, given: str | None) -> None:
    """Somebody is known there."""
    opened = open_database(f"sqlite:///{database}", secret_key=given)
    await schema.migrate(opened)
    await opened.run(begun)
    await opened.close()


async def test_a_database_that_is_used_gets_no_second_key(tmp_path: Path) -> None:
    """It was restored without its key, or the key stood in settings that are not read any more."""
    database = tmp_path / "checkup.db"
    await used(database, None)
    file = tmp_path / "checkup.db.key"
    key = file.rename(tmp_path / "safe")
    with pytest.raises(
        SecretKeyMissing, match=r"no file checkup\.db\.key beside it.*\nPut the key file back"
    ):
        open_database(f"sqlite:///{database}")
    assert not file.exists()
    key.rename(file)
    assert keys.beside(database, None).secrets == (file.read_text().strip(),)


async def test_a_database_in_which_nothing_stands_may_get_a_key(tmp_path: Path) -> None:
    database = tmp_path / "checkup.db"
    opened = open_database(f"sqlite:///{database}", secret_key=ONE)
    await schema.migrate(opened)
    await opened.close()
    assert len(keys.beside(database, None).secrets) == 1
    assert (tmp_path / "checkup.db.key").is_file()


def test_what_is_no_database_gets_no_key(tmp_path: Path) -> None:
    (tmp_path / "letter.db").write_text("Dear all,\n" * 1000)
    with pytest.raises(DatabaseUnreachable, match="cannot be read as a SQLite database"):
        keys.beside(tmp_path / "letter.db", None)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.db"]


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(SecretKeyMissing, match="cannot be kept beside the database"):
        keys.beside(tmp_path / "nowhere" / "checkup.db", None)


def test_processes_that_start_at_once_agree_on_one_key(tmp_path: Path) -> None:
    script = (
        "import sys, pathlib\n"
        "from bot.store import keys\n"
        "print(*keys.beside(pathlib.Path(sys.argv[1]), None).secrets)\n"
    )
    started = [
        subprocess.Popen(
            [sys.executable, "-c", script, f"{tmp_path}/checkup.db"], stdout=subprocess.PIPE, text=True
        )
        for _ in range(4)
    ]
    assert len({process.communicate(timeout=60)[0] for process in started}) == 1
