"""Proves: `checkup doctor` finds in Slack what is not well, says what to do, and tells by its exit code.

1. Where all is well it says so, in each way of serving, and how many workspaces there are.
2. Each thing that is not well is a line with a remedy: a token or a client nobody knows, permissions that are
   missing, Socket Mode that cannot be opened, Slack out of reach or in trouble, a clock that is wrong,
   messages that wait.
3. No secret is ever printed.
"""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, insert, update

from bot.cli.found import clock
from bot.store import installations, schema
from bot.store.database import open_database
from bot.store.installations import Installation
from bot.store.tables import ADDRESS, DELIVERY
from tests.cli.test_doctor import told
from tests.fakes.slack import FakeSlack, Trouble
from tests.served import KEY
from tests.store.samples import NOW, begun


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    async with FakeSlack() as fake:
        yield fake


def http(slack: FakeSlack, **more: str) -> dict[str, str]:
    one = {"SLACK_BOT_TOKEN": slack.home.bot_token, "SLACK_SIGNING_SECRET": slack.signing_secret}
    return {"SLACK_API_URL": slack.api_url, **one, **more}


def socket(slack: FakeSlack, **more: str) -> dict[str, str]:
    return http(slack, SLACK_APP_TOKEN=slack.app_token, **more)


def many(slack: FakeSlack, **more: str) -> dict[str, str]:
    client = {"SLACK_CLIENT_ID": slack.client_id, "SLACK_CLIENT_SECRET": slack.client_secret}
    rest = {"SLACK_SIGNING_SECRET": slack.signing_secret, "PUBLIC_URL": "https://checkup.example.com"}
    return {"SLACK_API_URL": slack.api_url, **client, **rest, **more}


async def test_1_without_slack(tmp_path: Path) -> None:
    code, said = await told(tmp_path)
    assert code == 0
    assert "ok  Slack: is not switched on (SLACK_BOT_TOKEN or SLACK_CLIENT_ID)" in said


async def test_1_one_workspace_over_http(tmp_path: Path, slack: FakeSlack) -> None:
    code, said = await told(tmp_path, **http(slack, PUBLIC_URL="https://checkup.example.com/"))
    assert (code, "!!" in said) == (0, False), said
    assert "Slack: the bot is @checkup in Acme" in said
    assert "permissions in Slack: are granted" in said
    assert "requests from Slack: have to come to https://checkup.example.com/slack/events" in said
    assert "clock of Slack: agrees" in said
    assert "fake-token" not in said
    slack.check_no_complaints()


async def test_1_one_workspace_over_socket_mode(tmp_path: Path, slack: FakeSlack) -> None:
    code, said = await told(tmp_path, **socket(slack))
    assert (code, "!!" in said) == (0, False), said
    assert "Socket Mode: can be opened" in said
    assert "/slack/events" not in said


async def test_1_many_workspaces(tmp_path: Path, slack: FakeSlack) -> None:
    await filled(tmp_path, let_in)
    code, said = await told(tmp_path, **many(slack), **DATABASE)
    assert (code, "!!" in said) == (0, False), said
    assert "Slack: knows the client; workspaces install at https://checkup.example.com/slack/install" in said
    assert "Slack workspaces: 2 installed, 1 gone" in said
    assert slack.client_secret not in said


DATABASE = {"DATABASE_URL": "sqlite:///old.db", "CHECKUP_SECRET_KEY": KEY}


def let_in(connection: Connection) -> None:
    for name in ("T1", "T2", "T3"):
        made = Installation(name, None, name, name, "A1", "U1", "B1", "xoxb-1", ("commands",), None, NOW)
        installations.write(connection, "slack", made)
    installations.revoke(connection, "slack", "T2", NOW)


async def filled(folder: Path, work: object) -> None:
    database = open_database(f"sqlite:///{folder / 'old.db'}", secret_key=KEY)
    await schema.migrate(database)
    await database.run(work)  # type: ignore[arg-type]  # a work
    await database.close()


@pytest.mark.parametrize(
    ("settings", "line", "remedy"),
    [
        (
            {"SLACK_BOT_TOKEN": "xoxb-1-another"},
            "!!  Slack: does not know the bot token (invalid_auth)",
            "Install your app",
        ),
        (
            {"SLACK_APP_TOKEN": "xapp-1-another"},
            "!!  Socket Mode: cannot be opened (invalid_auth)",
            "app-level tokens",
        ),
    ],
)
async def test_2_tokens_nobody_knows(
    tmp_path: Path, slack: FakeSlack, settings: dict[str, str], line: str, remedy: str
) -> None:
    code, said = await told(tmp_path, **{**socket(slack), **settings})
    assert code == 1
    assert line in said
    assert remedy in said
    assert "another" not in said


async def test_2_a_client_nobody_knows(tmp_path: Path, slack: FakeSlack) -> None:
    code, said = await told(tmp_path, **many(slack, SLACK_CLIENT_SECRET="another-client-secret"))
    assert code == 1
    assert "!!  Slack: does not know the client (bad_client_secret)" in said
    assert "Basic Information" in said
    assert "another-client-secret" not in said


async def test_2_permissions_that_are_missing(tmp_path: Path, slack: FakeSlack) -> None:
    slack.home.scopes = slack.home.scopes - {"files:write", "im:history"}
    code, said = await told(tmp_path, **http(slack))
    assert code == 1
    assert "!!  permissions in Slack: files:write, im:history missing" in said
    assert "install the app again" in said


async def test_2_what_a_missing_permission_is_for(tmp_path: Path, slack: FakeSlack) -> None:
    slack.home.scopes = slack.home.scopes - {"groups:read", "usergroups:read"}
    code, said = await told(tmp_path, **http(slack))
    assert code == 1
    assert "!!  permissions in Slack: groups:read, usergroups:read missing" in said
    assert "who is in a user group that is asked in a team check-in" in said


@pytest.mark.parametrize("trouble", [Trouble.SERVER_ERROR, Trouble.RATELIMITED])
async def test_2_slack_in_trouble(tmp_path: Path, slack: FakeSlack, trouble: Trouble) -> None:
    """It says nothing of the client then: that is not known."""
    slack.fails(trouble, method="oauth.v2.access")
    code, said = await told(tmp_path, **many(slack))
    assert code == 1
    assert f"!!  Slack: {slack.api_url} cannot be reached" in said
    assert "knows the client" not in said


async def test_2_slack_out_of_reach(tmp_path: Path, slack: FakeSlack) -> None:
    code, said = await told(tmp_path, **http(slack, SLACK_API_URL="http://127.0.0.1:9/api/"))
    assert code == 1
    assert "!!  Slack: http://127.0.0.1:9/api/ cannot be reached" in said
    assert "Is the network there?" in said


@pytest.mark.parametrize(("apart", "well"), [(50, True), (-50, True), (90, False), (-90, False)])
def test_2_a_clock_that_is_wrong(apart: int, well: bool) -> None:
    there = datetime.now(UTC) + timedelta(seconds=apart)
    found = clock(
        "clock of Slack", there, most=timedelta(seconds=60), so=": what Slack sends will be refused"
    )
    assert found.well is well
    assert ("will be refused" in found.words) is not well


async def test_2_messages_that_wait(tmp_path: Path, slack: FakeSlack) -> None:
    def waits(connection: Connection) -> None:
        made = begun(connection)
        connection.execute(update(ADDRESS).values(channel="slack"))
        long_ago = datetime.now(UTC) - timedelta(hours=1)
        row = {
            "id": "d1", "address_id": made.address_id, "turn": 0, "position": 0, "kind": "words",
            "payload": "{}", "sealed": False, "status": "waiting", "attempts": 0, "created_at": long_ago,
            "due_at": long_ago,
        }  # fmt: skip
        connection.execute(insert(DELIVERY), row)

    await filled(tmp_path, waits)
    code, said = await told(tmp_path, **http(slack), **DATABASE)
    assert code == 1
    assert "ok  messages to send: 0 waiting" in said
    assert "!!  messages to send to Slack: 1 waiting, 0 refused, 0 in doubt" in said
