"""Proves: `checkup doctor` finds what is not well, says what to do, and tells by its exit code.

1. Where all is well it says so, line by line, with 0: before the first start, and with a bot that is served.
2. Each thing that is not well is a line with a remedy, and the exit code is 1: settings, a broken flow, a
   database that is behind or lacks its key, or stands beside another, a token nobody knows, a platform out
   of reach, updates that go elsewhere, messages that wait.
3. It makes nothing: no database file, no key.
"""

import asyncio
import os
import sys
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, insert, update

from bot import __version__
from bot.clock import now
from bot.events.telling import webhook_id
from bot.store import leaders, schema, webhooks
from bot.store.database import open_database
from bot.store.tables import DELIVERY, INBOUND
from bot.waiting import pause
from bot.work import seen
from bot.work.engine import Engine
from tests.cli.test_jobs import has_failed
from tests.fakes.telegram import FakeTelegram
from tests.project.files import ROOT
from tests.served import KEY
from tests.store.samples import begun, delivery
from tests.store.samples_of_everything import everything
from tests.telegram.flows import MOOD
from tests.telegram.served import SECRET
from tests.work.engines import running


async def told(folder: Path, **settings: str) -> tuple[int, str]:
    """Exit code and output."""
    (folder / "flows").mkdir(exist_ok=True)
    if not list((folder / "flows").iterdir()):
        (folder / "flows" / "mood.yaml").write_text(MOOD, encoding="utf-8")
    bare: Mapping[str, str] = {
        name: value for name, value in os.environ.items() if name.startswith(("PATH", "COV", "LANG"))
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "doctor", cwd=folder, stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT, env={**bare, "PYTHONPATH": str(ROOT), **settings},
    )  # fmt: skip
    output, _ = await process.communicate()
    return process.returncode or 0, output.decode()


def on(telegram: FakeTelegram, **more: str) -> dict[str, str]:
    return {"TELEGRAM_BOT_TOKEN": telegram.token, "TELEGRAM_API_URL": telegram.url, **more}


async def test_1_before_the_first_start(tmp_path: Path) -> None:
    code, said = await told(tmp_path)
    assert code == 0
    assert "ok  settings: can be used" in said
    assert "ok  database: checkup.db will be made at the first start" in said
    assert "Telegram: is not switched on" in said
    assert _names(tmp_path) == ["flows"]


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


async def test_1_with_a_bot(tmp_path: Path) -> None:
    async with FakeTelegram() as telegram:
        code, said = await told(tmp_path, **on(telegram))
    assert (code, "!!" in said) == (0, False)
    assert "the bot is @checkup_bot" in said
    assert "updates from Telegram: are polled; 0 wait" in said
    assert "clock: agrees" in said


@pytest.mark.parametrize(
    ("settings", "line", "remedy"),
    [
        ({"PORT": "high"}, "!!  settings: PORT is 'high'", "Write a number"),
        ({"TELEGRAM_BOT_TOKEN": "x"}, "!!  settings: TELEGRAM_BOT_TOKEN", "@BotFather"),
        ({"DATABASE_URL": "sqlite:///no/such/folder/x.db"}, "will be made", ""),
    ],
)
async def test_2_settings(tmp_path: Path, settings: dict[str, str], line: str, remedy: str) -> None:
    code, said = await told(tmp_path, **settings)
    assert code == (1 if remedy else 0)
    assert line in said
    assert remedy in said


async def test_2_a_broken_flow(tmp_path: Path) -> None:
    (tmp_path / "flows").mkdir()
    (tmp_path / "flows" / "bad.yaml").write_text("flow: bad\n", encoding="utf-8")
    code, said = await told(tmp_path)
    assert code == 1
    assert "!!  flows: 1 cannot be used: flows/bad.yaml" in said
    assert "Run  checkup check" in said


async def test_2_a_database_that_is_behind(tmp_path: Path) -> None:
    (tmp_path / "empty.db").write_bytes(b"")
    code, said = await told(tmp_path, DATABASE_URL="sqlite:///empty.db", CHECKUP_SECRET_KEY=KEY)
    assert code == 1
    assert "!!  database: The database has no tables yet." in said
    assert "Run  checkup migrate" in said


async def test_3_no_key_is_made_for_an_empty_file(tmp_path: Path) -> None:
    (tmp_path / "empty.db").write_bytes(b"")
    code, said = await told(tmp_path, DATABASE_URL="sqlite:///empty.db")
    assert code == 0
    assert "ok  database: empty.db is empty; its secret key will be made at the first start" in said
    assert _names(tmp_path) == ["empty.db", "flows"]
    assert (tmp_path / "empty.db").read_bytes() == b""


async def test_2_3_a_database_without_its_key(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path / 'old.db'}", secret_key=KEY)
    await schema.migrate(database)
    await database.run(begun)
    await database.close()
    code, said = await told(tmp_path, DATABASE_URL="sqlite:///old.db")
    assert code == 1
    assert "!!  database: The key of the database old.db is missing" in said
    assert "Put the key file back" in said
    assert _names(tmp_path) == ["flows", "old.db"]


async def test_2_a_database_beside_the_key_of_another(tmp_path: Path) -> None:
    """As where a machine had begun with a key of its own before the file was restored there."""
    database = open_database(f"sqlite:///{tmp_path / 'old.db'}", secret_key=KEY)
    await schema.migrate(database)
    await database.run(everything)
    await database.close()
    code, said = await told(tmp_path, DATABASE_URL="sqlite:///old.db", CHECKUP_SECRET_KEY="another-" * 8)
    assert code == 1
    assert "!!  secret key: Private data in the database cannot be read" in said
    assert "(answer.value)" in said
    code, said = await told(tmp_path, DATABASE_URL="sqlite:///old.db", CHECKUP_SECRET_KEY=KEY)
    assert "ok  secret key: opens " in said


async def test_2_what_waits_and_what_failed(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path / 'old.db'}", secret_key=KEY)
    await schema.migrate(database)

    def fill(connection: Connection) -> None:
        made = begun(connection)
        long_ago = datetime.now(UTC) - timedelta(hours=1)
        connection.execute(update(DELIVERY.metadata.tables["address"]).values(channel="telegram"))
        waiting = delivery(made)
        row = {
            name: getattr(waiting, name)
            for name in ("id", "address_id", "turn", "position", "kind", "attempts")
        }
        row |= {
            "payload": "{}",
            "sealed": False,
            "status": "waiting",
            "created_at": long_ago,
            "due_at": long_ago,
        }
        connection.execute(insert(DELIVERY), row)
        poisoned = {"channel": "telegram", "workspace": "1", "external_id": "1", "received_at": long_ago}
        connection.execute(insert(INBOUND), poisoned | {"payload": "x", "outcome": "KeyError"})

    await database.run(fill)
    await database.close()
    code, said = await told(tmp_path, DATABASE_URL="sqlite:///old.db", CHECKUP_SECRET_KEY=KEY)
    assert code == 1
    assert "!!  messages to send: 1 waiting, 0 refused, 0 in doubt" in said
    assert "!!  updates: 1 kept that could not be handled" in said


async def test_2_jobs_that_failed(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path / 'old.db'}", secret_key=KEY)
    await schema.migrate(database)
    await has_failed(database, "close:r1")
    await database.close()
    code, said = await told(tmp_path, DATABASE_URL="sqlite:///old.db", CHECKUP_SECRET_KEY=KEY)
    assert code == 1
    assert "!!  jobs: 0 waiting, 0 running, 1 failed" in said
    assert "checkup jobs again --failed" in said


async def test_2_a_receiver_that_is_told_nothing_any_more(tmp_path: Path) -> None:
    url = "https://crm.example.com/hook"
    database = open_database(f"sqlite:///{tmp_path / 'old.db'}", secret_key=KEY)
    await schema.migrate(database)
    at = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
    await database.run(lambda connection: webhooks.disable(connection, webhook_id(url), at, webhooks.GONE))
    await database.close()
    receiver = {"CHECKUP_WEBHOOK_URL": url, "CHECKUP_WEBHOOK_SECRET": "whsec_" + "A" * 32}
    place = {"DATABASE_URL": "sqlite:///old.db", "CHECKUP_SECRET_KEY": KEY}
    code, said = await told(tmp_path, **place, **receiver)
    assert code == 1
    assert "!!  events: 0 waiting, 0 failed; they do not go out any more, since 2026-03-01 09:30 UTC" in said
    assert "checkup events enable" in said
    code, said = await told(tmp_path, **place)
    assert code == 0
    assert "ok  events: nobody is told (CHECKUP_WEBHOOK_URL); 0 waiting, 0 failed" in said


async def test_1_who_is_at_work(tmp_path: Path, postgres_url: str) -> None:
    database = open_database(postgres_url, secret_key=KEY)
    await schema.migrate(database)
    place = {"DATABASE_URL": postgres_url, "CHECKUP_SECRET_KEY": KEY}
    code, said = await told(tmp_path, **place)
    assert code == 0
    assert "ok  processes: none runs" in said
    engine = Engine(database, "01abc", now, role="serve")
    async with running(engine):
        await database.run(
            lambda connection: leaders.lead(connection, "telegram/7000/polling", "01abc", timedelta(hours=1))
        )
        while not await database.read(lambda connection: seen.processes(connection, timedelta(minutes=1))):
            await pause(0.05)
        code, said = await told(tmp_path, **place)
    assert code == 0
    assert f"ok  processes: 1 serve ({__version__})" in said
    assert "ok  telegram/7000/polling: is done by 01abc (serve)" in said
    await database.close()


async def test_2_a_token_nobody_knows(tmp_path: Path) -> None:
    async with FakeTelegram() as telegram:
        code, said = await told(tmp_path, **on(telegram, TELEGRAM_BOT_TOKEN="7000000001:another"))
    assert code == 1
    assert "!!  Telegram: does not know the bot token" in said


async def test_2_a_platform_out_of_reach(tmp_path: Path) -> None:
    code, said = await told(
        tmp_path, TELEGRAM_BOT_TOKEN="7000000001:abc", TELEGRAM_API_URL="http://127.0.0.1:9"
    )
    assert code == 1
    assert "!!  Telegram: http://127.0.0.1:9 cannot be reached" in said


async def test_2_updates_that_go_elsewhere(tmp_path: Path) -> None:
    async with FakeTelegram(allows_loopback=True) as telegram:
        webhook = {
            "TELEGRAM_MODE": "webhook",
            "TELEGRAM_WEBHOOK_SECRET": SECRET,
            "PUBLIC_URL": "http://127.0.0.1:9999",
        }
        code, said = await told(tmp_path, **on(telegram, **webhook))
    assert code == 1
    assert "are not sent anywhere, not to http://127.0.0.1:9999/telegram/webhook" in said
    assert "Restart  checkup serve" in said
