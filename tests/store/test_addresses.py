"""DATABASE_URL: every usual spelling is understood, what is no address is refused with what to write."""

import re
from pathlib import Path

import pytest
from sqlalchemy.engine import URL

from bot.store import addresses
from bot.store.database import open_database
from bot.store.errors import DatabaseUrlWrong
from tests.store.samples import SECRET


@pytest.mark.parametrize(
    ("url", "file"), [("sqlite:///checkup.db", "checkup.db"), ("sqlite:////data/a.db", "/data/a.db")]
)
def test_a_sqlite_url_is_a_file(url: str, file: str) -> None:
    assert addresses.parse(url) == Path(file)


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+asyncpg"])
def test_every_spelling_of_postgres_is_understood(scheme: str) -> None:
    parsed = addresses.parse(f"{scheme}://me:p%40ss@db.example.com:5433/checkup?sslmode=require")
    assert isinstance(parsed, URL)
    assert parsed.render_as_string(hide_password=False) == (
        "postgresql+asyncpg://me:p%40ss@db.example.com:5433/checkup?ssl=require"
    )


def test_a_unix_socket_stays_where_it_is() -> None:
    parsed = addresses.parse("postgresql://postgres@/checkup?host=/run/postgresql")
    assert isinstance(parsed, URL)
    assert parsed.query == {"host": "/run/postgresql"}


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("", "not an address"),
        ("checkup.db", "not an address"),
        ("mysql://me:hush@host/x", "starts with 'mysql'"),
        ("sqlite://", "names no file"),
        ("sqlite:///:memory:", "names no file"),
        ("sqlite:///file:x?mode=memory", "names no file"),
        ("sqlite://checkup.db", "names no file"),
        ("sqlite://data/checkup.db", "three slashes"),
        ("postgresql://me:hush@host", "names no database"),
        ("postgresql://me:hush@host/x?pool=9", "option 'pool'"),
        ("postgresql://me:hush@host:port/x", "not an address"),
    ],
)
def test_what_is_no_address_is_refused_with_what_to_write(url: str, words: str) -> None:
    with pytest.raises(DatabaseUrlWrong, match=re.escape(words)) as refused:
        open_database(url, secret_key=SECRET)
    assert "hush" not in str(refused.value)
    assert refused.value.todo
