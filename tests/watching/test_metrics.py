"""Proves: what happens is what Prometheus reads.

1. A tap is one input taken, one transaction, one answer handed over and sent; numbers go up by that, on both
   databases and both channels.
2. Each outcome of an input has its own count: taken, duplicate, refused button, poisoned, not now, too many.
3. What a platform refuses is counted by how it says no, and what became of the message by its fate.
4. What waits in the database is looked up, with the age of the oldest; so is what is refused, in doubt,
   overdue, and who leads.
5. A database that is gone does not break a scrape: what was seen last stays, and it says that nobody looks.
6. No label has a value that grows with people: the same series with ten people as with one.
7. Nothing private is there: no name, id, token or answer.
8. Both forms of Prometheus' text are given, and both can be read.
9. The pool says how full it is and how long was waited.
"""

import asyncio
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import pytest
from sqlalchemy import Connection, insert, update

from bot.app.watching import Watch
from bot.store.errors import DatabaseBusy
from bot.store.tables import DELIVERY, EVENT, LEADER, WEBHOOK
from bot.turn import take
from tests.fakes.slack import FakeSlack
from tests.fakes.telegram import FakeTelegram
from tests.people import Colleague, Prospect
from tests.rows import Away
from tests.served import Served, library
from tests.slack.served import served as slack_served
from tests.telegram.flows import MOOD, SLEEP
from tests.telegram.served import SECRET, served
from tests.watching.scraped import OPEN, Scrape, looks, scrape

NOW = datetime(2030, 1, 1, 12, tzinfo=UTC)


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest) -> str:
    """A database that is up to date; each test that asks runs on both."""
    return str(request.getfixturevalue(f"ready_{request.param}_url"))


def inputs(before: Scrape, after: Scrape, channel: str = "telegram") -> dict[str, float]:
    """What came in meanwhile, by what became of it."""
    name = "checkup_inputs_total"
    outcomes = ("taken", "duplicate", "refused_button", "poisoned", "not_now", "too_many")
    grown = {one: after(name, channel=channel, outcome=one) - before(name, channel=channel, outcome=one)
             for one in outcomes}  # fmt: skip
    return {one: count for one, count in grown.items() if count}


async def test_1_a_tap_is_counted_once_everywhere(telegram: FakeTelegram, url: str) -> None:
    async with served(telegram, url, library(MOOD), webhook=True) as server:
        ana = await Prospect(telegram, server).begins("mood")
        await server.comes_to_rest()
        before = await scrape(server)
        await ana.taps("Agree")
        await server.comes_to_rest()
        after = await scrape(server)
        assert inputs(before, after) == {"taken": 1}
        grown = {
            name: after(name, channel="telegram") - before(name, channel="telegram")
            for name in ("checkup_turn_transaction_seconds_count", "checkup_turn_transaction_seconds_sum")
        }
        assert grown["checkup_turn_transaction_seconds_count"] == 1
        assert 0 < grown["checkup_turn_transaction_seconds_sum"] < 5
        for until in ("handed_over", "sent"):
            assert after("checkup_tap_seconds_count", until=until) > before(
                "checkup_tap_seconds_count", until=until
            )
        sent = after("checkup_tap_seconds_sum", until="sent") - before(
            "checkup_tap_seconds_sum", until="sent"
        )
        handed = after("checkup_tap_seconds_sum", until="handed_over") - before(
            "checkup_tap_seconds_sum", until="handed_over"
        )
        assert 0 < handed <= sent < 10
        delivered = {"channel": "telegram", "outcome": "sent"}
        assert after("checkup_deliveries_total", **delivered) > before(
            "checkup_deliveries_total", **delivered
        )
        assert after("checkup_platform_call_seconds_count") > before("checkup_platform_call_seconds_count")
        assert after("checkup_flows") == 1


async def test_1_the_same_in_slack(slack: FakeSlack, ready_sqlite_url: str) -> None:
    async with slack_served(slack, ready_sqlite_url, library(MOOD)) as server:
        ana = await Colleague(slack, server).begins("mood")
        await server.comes_to_rest()
        before = await scrape(server)
        await ana.taps("Agree")
        await server.comes_to_rest()
        after = await scrape(server)
        assert inputs(before, after, "slack") == {"taken": 1}
        tapped = {"channel": "slack", "until": "sent"}
        assert after("checkup_tap_seconds_count", **tapped) > before("checkup_tap_seconds_count", **tapped)
        assert after("checkup_deliveries_total", channel="slack", outcome="sent") > before(
            "checkup_deliveries_total", channel="slack", outcome="sent"
        )


async def test_2_each_outcome_of_an_input(
    telegram: FakeTelegram, ready_sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with served(telegram, ready_sqlite_url, library(MOOD), webhook=True) as server:
        ana = await Prospect(telegram, server).begins("mood")
        before = await scrape(server)
        said = said_by(ana)
        assert await post(server, said) == 200
        assert await post(server, said) == 200
        assert inputs(before, await scrape(server)) == {"taken": 1, "duplicate": 1}

        before = await scrape(server)
        forged = said_by(ana) | {"callback_query": pressed_by(ana)}
        del forged["message"]
        assert await post(server, forged) == 200
        assert inputs(before, await scrape(server)) == {"refused_button": 1}

        before = await scrape(server)
        away = Away(server, 1_000)
        assert await post(server, said_by(ana)) == 503
        away.left = 0
        assert inputs(before, await scrape(server)) == {"not_now": 1}

        before = await scrape(server)
        monkeypatch.setattr(take, "stepped", broken)
        assert await post(server, said_by(ana)) == 200
        assert inputs(before, await scrape(server)) == {"poisoned": 1}


async def test_2_who_sends_too_much_is_counted(telegram: FakeTelegram, ready_sqlite_url: str) -> None:
    patience: Any = {"taps_a_minute": 30}
    async with served(telegram, ready_sqlite_url, library(MOOD), webhook=True, **patience) as server:
        ana = await Prospect(telegram, server).begins("mood")
        before = await scrape(server)
        for _ in range(20):
            assert await post(server, said_by(ana)) == 200
        grown = inputs(before, await scrape(server))
        assert grown["too_many"] >= 9
        assert sum(grown.values()) == 20


async def test_3_refusals_of_the_platform(telegram: FakeTelegram, ready_sqlite_url: str) -> None:
    async with served(telegram, ready_sqlite_url, library(MOOD)) as server:
        ana = await Prospect(telegram, server).begins("mood")
        await server.comes_to_rest()
        before = await scrape(server)
        telegram.fails("too_many_requests", method="sendMessage", retry_after=1)
        telegram.fails("server_error", method="sendMessage")
        await ana.types("agree")
        await server.comes_to_rest()
        after = await scrape(server)
        for kind in ("429", "5xx"):
            said = {"channel": "telegram", "kind": kind}
            name = "checkup_platform_refusals_total"
            assert after(name, **said) - before(name, **said) == 1
        later = {"channel": "telegram", "outcome": "later"}
        assert after("checkup_deliveries_total", **later) - before("checkup_deliveries_total", **later) == 2


async def test_4_what_stands_in_the_database(telegram: FakeTelegram, url: str) -> None:
    async with served(telegram, url, library(MOOD)) as server:
        ana = await Prospect(telegram, server).begins("mood")
        await ana.taps("Agree", "Agree")
        await server.comes_to_rest()
        await looks(server)
        now = await scrape(server)
        assert now("checkup_database_reachable") == 1
        assert now("checkup_deliveries_waiting", channel="telegram") == 0
        assert now("checkup_jobs", state="failed") == 0
        late = datetime.now(UTC) - timedelta(seconds=90)

        def spoil(connection: Connection) -> None:
            ids = connection.execute(DELIVERY.select().order_by(DELIVERY.c.id)).all()
            states = ("waiting", "refused", "unknown")
            for row, state in zip(ids, states, strict=False):
                connection.execute(
                    update(DELIVERY)
                    .where(DELIVERY.c.id == row.id)
                    .values(status=state, created_at=late, lease_until=datetime.now(UTC) + timedelta(hours=1))
                )
            connection.execute(
                insert(EVENT), [an_event("e1", "waiting", late), an_event("e2", "failed", late)]
            )
            connection.execute(insert(WEBHOOK), {"id": "a" * 64, "failing_since": late, "disabled_at": late})
            held = {"until": datetime.now(UTC) + timedelta(hours=1)}
            connection.execute(
                insert(LEADER),
                [
                    {"name": "poll/123456", "holder": "a process of the test", **held},
                    {"name": "socket/T123", "holder": "another", **held},
                    {"name": "late/T123", "holder": "another", "until": late},
                    {"name": "process/01m0k", "holder": "another", **held},
                ],
            )

        await server.database.run(spoil)
        for place, disabled in ((None, 0), ("b" * 64, 0), ("a" * 64, 1)):  # one from before is no alarm
            await looks(server, place)
            assert (await scrape(server))("checkup_webhook_disabled") == disabled
        now = await scrape(server)
        assert now("checkup_deliveries_waiting", channel="telegram") == 1
        assert 90 <= now("checkup_deliveries_oldest_seconds", channel="telegram") < 150
        assert now("checkup_deliveries_refused", channel="telegram") == 1
        assert now("checkup_deliveries_in_doubt", channel="telegram") == 1
        assert now("checkup_events", state="waiting") == now("checkup_events", state="failed") == 1
        assert 90 <= now("checkup_events_oldest_seconds") < 150
        assert now("checkup_leader", what="poll") == 1
        assert now("checkup_leader", what="socket") == 0
        assert now("checkup_led", what="socket") == 1
        assert ("checkup_led", frozenset({("what", "late")})) in now.values
        assert now("checkup_led", what="late") == 0
        assert now("checkup_processes") >= 1
        assert "01m0k" not in now.text
        assert "123456" not in now.text
        assert "T123" not in now.text


async def test_5_a_database_that_is_gone_breaks_no_scrape(
    telegram: FakeTelegram, ready_sqlite_url: str
) -> None:
    async with served(telegram, ready_sqlite_url, library(MOOD)) as server:
        seen, now = 0.0, await scrape(server)
        for _ in range(5):  # a look of the server's own may come between
            await looks(server)
            seen = (await scrape(server))("checkup_looked_at_seconds")
            await Watch(Gone(), "a process", ("telegram",), server.stopping).once()  # type: ignore[arg-type]  # as far as it is asked
            now = await scrape(server)
            if (now("checkup_database_reachable"), now("checkup_looked_at_seconds")) == (0, seen):
                break
        assert now("checkup_database_reachable") == 0
        assert now("checkup_looked_at_seconds") == seen
        assert ("checkup_deliveries_waiting", frozenset({("channel", "telegram")})) in now.values
        await looks(server)
        assert (await scrape(server))("checkup_database_reachable") == 1


async def test_6_series_do_not_grow_with_people(telegram: FakeTelegram, ready_sqlite_url: str) -> None:
    async with served(telegram, ready_sqlite_url, library(MOOD, SLEEP)) as server:
        ana = await Prospect(telegram, server).begins("mood")
        await ana.taps("Agree")
        await server.comes_to_rest()
        before = await scrape(server)
        for number in range(10):
            one = await Prospect(telegram, server, f"person{number}").begins("sleep")
            await one.types("7")
        await server.comes_to_rest()
        after = await scrape(server)
        new = {name for name, _ in after.values.keys() - before.values.keys()}
        assert new <= {"checkup_platform_refusals_total"}


async def test_7_nothing_private_is_there(telegram: FakeTelegram, ready_sqlite_url: str) -> None:
    async with served(telegram, ready_sqlite_url, library(SLEEP)) as server:
        ana = await Prospect(telegram, server).begins("sleep")
        await ana.types("7", "The neighbour's dog Balthasar")
        await server.comes_to_rest()
        await looks(server)
        text = (await scrape(server)).text
        for secret in (
            "Balthasar",
            telegram.token,
            telegram.token.split(":")[0],
            SECRET,
            str(ana.app.id),
            "sleep",
        ):
            assert secret not in text


async def test_8_both_forms_can_be_read(telegram: FakeTelegram, ready_sqlite_url: str) -> None:
    async with served(telegram, ready_sqlite_url, library(MOOD)) as server:
        plain, opened = await scrape(server), await scrape(server, OPEN)
        assert plain.content_type.startswith("text/plain")
        assert opened.content_type.startswith("application/openmetrics-text")
        assert opened.text.endswith("# EOF\n")
        assert plain.names.keys() & opened.names.keys() >= {"checkup_inputs_total", "checkup_build_info"}


async def test_9_the_pool_says_how_full_it_is(telegram: FakeTelegram, ready_postgres_url: str) -> None:
    async with served(telegram, ready_postgres_url, library(MOOD)) as server:
        await Prospect(telegram, server).begins("mood")
        await server.comes_to_rest()
        before = await scrape(server)
        assert before("checkup_database_connections_most") >= 10
        entered, leave = asyncio.Event(), asyncio.Event()

        async def holds() -> None:
            async with server.database._engine.connect():  # type: ignore[attr-defined]  # a PostgreSQL database
                entered.set()
                await leave.wait()

        holding = asyncio.create_task(holds())
        await entered.wait()
        during = await scrape(server)
        assert during("checkup_database_connections_in_use") >= 1
        leave.set()
        await holding
        assert during("checkup_database_connection_wait_seconds_count") > 0


def broken(*_: object, **__: object) -> None:
    """A mistake of ours."""
    raise ZeroDivisionError


class Gone:
    """A database that is gone."""

    async def read(self, _work: object) -> Any:
        raise DatabaseBusy("It is gone.", "Wait.")


_NUMBERS = iter(range(100_000, 200_000))


def said_by(who: Prospect) -> dict[str, Any]:
    """An update with words, as Telegram makes it."""
    person = who.app
    return {
        "update_id": next(_NUMBERS),
        "message": {
            "message_id": next(_NUMBERS), "date": 1, "text": "4",
            "chat": {"id": person.id, "type": "private", "first_name": "Ana"},
            "from": {"id": person.id, "is_bot": False, "first_name": "Ana"},
        },
    }  # fmt: skip


def pressed_by(who: Prospect) -> dict[str, Any]:
    """A press of a button that we never made."""
    person = who.app
    return {
        "id": "1", "chat_instance": "1", "data": "forged",
        "from": {"id": person.id, "is_bot": False, "first_name": "Ana"},
        "message": {
            "message_id": 1, "date": 1, "text": "?", "chat": {"id": person.id, "type": "private"},
        },
    }  # fmt: skip


async def post(server: Served, update: dict[str, Any]) -> int:
    """Sends it as Telegram would; the status."""
    headers = {"x-telegram-bot-api-secret-token": SECRET, "content-type": "application/json"}
    async with (
        aiohttp.ClientSession() as session,
        session.post(
            f"{server.address}/telegram/webhook", data=json.dumps(update), headers=headers
        ) as answer,
    ):
        return answer.status


def an_event(id_: str, status: str, at: datetime) -> dict[str, Any]:
    """A row of what is told outside."""
    values: dict[str, Any] = {column.name: None for column in EVENT.c}
    return values | {
        "id": id_, "type": "conversation.finished", "channel": "telegram", "data": "{}", "happened_at": at,
        "status": status, "attempts": 0, "due_at": at + timedelta(days=1), "fleeting": False,
    }  # fmt: skip
