"""Proves: whatever happens to the wire, what was committed arrives and nobody in Slack is stuck.

1. Lost connections, errors of the server, answers nobody can read, 429: what was committed arrives all the
   same, changes once, new messages once but where the connection was lost after sending. The library repeats
   nothing by itself.
2. An address that answers a press and is used up, too old or unknown is no harm: the message is changed by
   its id. One that is gone is replaced by a new one.
3. A mistake of ours is kept, sealed, and told; the next message is taken.
"""

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import Connection, select, update

from bot.channels.slack import sender
from bot.clock import now
from bot.delivery.pace import SLACK
from bot.delivery.tries import MOST_IN_TROUBLE, MOST_TRIES
from bot.store import inbound
from bot.store.tables import DELIVERY, INBOUND
from bot.turn import take
from tests.fakes.slack import FakeSlack
from tests.people import Colleague
from tests.rows import undelivered
from tests.served import Served, library
from tests.slack.looking import has_one_question
from tests.slack.served import WayIn, served
from tests.telegram.flows import KINDS, MOOD


@pytest.mark.parametrize(
    "trouble", ["lost_before", "lost_after", "server_error", "malformed", "ratelimited", "internal_error"]
)
async def test_1_a_change_arrives_through_trouble(
    slack: FakeSlack, ready_sqlite_url: str, trouble: str
) -> None:
    async with served(slack, ready_sqlite_url, library(MOOD)) as server:
        ana = await Colleague(slack, server).begins("mood")
        slack.fails(trouble, method="response_url", retry_after=1)
        await ana.taps("Agree")
        ana.sees("Question 2 of 3")
        has_one_question(ana)
        slack.fails(trouble, method="chat.update", retry_after=1)
        await ana.types("agree")
        ana.sees("Question 3 of 3")
        has_one_question(ana)
        await ana.taps("Agree")
        ana.sees("Your result")
        assert await undelivered(server) == []
        assert ana.app.warnings == []


@pytest.mark.parametrize(
    ("trouble", "posts"),
    [
        ("lost_before", 2), ("lost_after", 1), ("malformed", 1), ("server_error", 2), ("ratelimited", 2),
        ("rate_limited", 2), ("internal_error", 2),
    ],
)  # fmt: skip
async def test_1_a_new_message_arrives_once(
    slack: FakeSlack, ready_sqlite_url: str, trouble: str, posts: int
) -> None:
    """*posts*: how often it is sent; where nobody knows whether it came, the conversation tells."""
    async with served(slack, ready_sqlite_url, library(MOOD)) as server:
        ana = await Colleague(slack, server).begins("mood")
        before = len(slack.record.of("chat.postMessage"))
        slack.fails(trouble, method="chat.postMessage", retry_after=1)
        await ana.types("agree")
        ana.sees("Question 2 of 3")
        has_one_question(ana)
        assert await undelivered(server) == []
        assert len(slack.record.of("chat.postMessage")) == before + posts
        await ana.taps("Agree", "Agree")
        ana.sees("Your result")


@pytest.mark.parametrize("trouble", ["lost_before", "lost_after"])
async def test_1_where_nobody_can_say_it_is_left_at_that(
    slack: FakeSlack, ready_sqlite_url: str, trouble: str
) -> None:
    async with served(slack, ready_sqlite_url, library(MOOD)) as server:
        ana = await Colleague(slack, server).begins("mood")
        before = len(slack.record.of("chat.postMessage"))
        slack.fails(trouble, method="chat.postMessage")
        slack.fails("missing_scope", method="conversations.history", times=None)
        await ana.types("agree")
        assert len(slack.record.of("chat.postMessage")) == before + 1
        assert await undelivered(server) == ["unknown"]
        await ana.types("back", "agree")
        ana.sees("Question 2 of 3")
        await ana.taps("Agree", "Agree")
        ana.sees("Your result")
    slack.record.sent.clear()  # after "back" there is the same question again


async def test_1_a_file_that_its_host_does_not_take_is_sent_again(
    slack: FakeSlack, ready_sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    takes, asked = AsyncWebClient._upload_file, list[str]()

    async def busy_at_first(self: AsyncWebClient, **file: Any) -> Any:
        asked.append("")
        return SimpleNamespace(status=503, body="busy") if len(asked) == 1 else await takes(self, **file)

    monkeypatch.setattr(AsyncWebClient, "_upload_file", busy_at_first)
    async with served(slack, ready_sqlite_url, library(MOOD)) as server:
        ana = await Colleague(slack, server).begins("mood")
        await ana.commands("mydata")
        assert [one.name for one in ana.app.files] == ["my-data.json"]
        assert await undelivered(server) == []


async def died_before_it_wrote_down(server: Served) -> None:
    """That the newest message had gone out."""

    def undo(connection: Connection) -> None:
        new = select(DELIVERY.c.id).where(DELIVERY.c.target.is_(None)).order_by(DELIVERY.c.id.desc()).limit(1)
        newest = connection.execute(new).scalar_one()
        unknown = {"status": "sending", "platform_id": None, "sent_at": None}
        connection.execute(update(DELIVERY).where(DELIVERY.c.id == newest).values(unknown))

    await server.database.run(undo)


@pytest.mark.parametrize(
    ("trouble", "times", "status"),
    [
        ("ratelimited", None, ["waiting"]), ("ratelimited", 1, []), ("server_error", 1, []),
        ("server_error", 2 * MOST_TRIES, []), ("missing_scope", None, ["unknown"]),
    ],
)  # fmt: skip
async def test_1_what_may_have_arrived_is_not_sent_before_the_conversation_is_seen(
    slack: FakeSlack, ready_sqlite_url: str, monkeypatch: pytest.MonkeyPatch,
    trouble: str, times: int | None, status: list[str],
) -> None:  # fmt: skip
    monkeypatch.setattr("bot.channels.slack.outcomes.AGAIN_SECONDS", 0.01)
    async with served(slack, ready_sqlite_url, library(MOOD)) as server:
        ana = await Colleague(slack, server).begins("mood")
        await ana.types("agree")
        there = len(ana.app.bot_messages)
        await died_before_it_wrote_down(server)
    wait = 60 if times is None else 1
    slack.fails(trouble, method="conversations.history", times=times, retry_after=wait)
    async with served(slack, ready_sqlite_url, library(MOOD)) as server:
        await server.comes_to_rest()
        assert len(ana.app.bot_messages) == there
        assert await undelivered(server) == status


async def test_1_the_very_first_message_to_somebody_rather_comes_twice_than_not_at_all(
    slack: FakeSlack, ready_sqlite_url: str
) -> None:
    async with served(slack, ready_sqlite_url, library(MOOD)) as server:
        ana = Colleague(slack, server)
        await ana.commands("start mood")
        await died_before_it_wrote_down(server)
    slack.world.channels[ana.app.dm].messages.clear()  # it died before it was sent
    async with served(slack, ready_sqlite_url, library(MOOD)) as server:
        await server.comes_to_rest()
        assert ana.app.last.labels == ["Start"]
        assert await undelivered(server) == []
    slack.record.sent.clear()


async def test_1_what_slack_did_not_take_is_not_in_doubt(slack: FakeSlack, ready_sqlite_url: str) -> None:
    async with served(slack, ready_sqlite_url, library(MOOD)) as server:
        ana = await Colleague(slack, server).begins("mood")
        slack.fails("ratelimited", method="chat.postMessage", retry_after=21)
        await ana.types("agree")
        assert await undelivered(server) == ["waiting"]
        server.slack.outbox._paces._paces.clear()
        due = update(DELIVERY).where(DELIVERY.c.status == "waiting").values(due_at=now())
        await server.database.run(lambda c: c.execute(due).close())
        await server.slack.outbox.sweep()
        await ana.waits()
        ana.sees("Question 2 of 3")
        assert slack.record.of("conversations.history") == []


async def test_1_a_lost_message_is_not_taken_for_one_that_reads_the_same(
    slack: FakeSlack, ready_sqlite_url: str
) -> None:
    async with served(slack, ready_sqlite_url, library(MOOD)) as server:
        ana = Colleague(slack, server)
        await ana.commands("start mood")
        slack.fails("lost_before", method="chat.postMessage")
        await ana.commands("start mood")
        first, second = ana.app.bot_messages
        assert first.text == second.text
        assert ana.app.controls_alive == [second]
        new = select(DELIVERY.c.platform_id).where(DELIVERY.c.target.is_(None))
        known = await server.reads(lambda c: c.execute(new).scalars().all())
        assert sorted(known) == [f"{ana.app.dm}:{one.ts}" for one in (first, second)]
    slack.record.sent.clear()  # they asked for the same twice


async def test_1_with_the_limits_of_slack_everything_arrives(slack: FakeSlack, ready_sqlite_url: str) -> None:
    """At the pace that we keep to by ourselves: Slack has nothing to refuse."""
    async with served(slack, ready_sqlite_url, library(MOOD), rates=SLACK) as server:
        slack.limits.on(per_channel=1, burst=6)
        people = [await Colleague(slack, server, f"p{number}").begins("mood") for number in range(4)]
        for words in ("agree", "disagree", "agree"):
            for ana in people:
                await ana.app.types(words)
        for ana in people:
            await ana.app.until("Your result", seconds=20)
            await ana.waits()
            has_one_question_at_most(ana)
        assert slack.refusals == []
        assert await undelivered(server) == []


def has_one_question_at_most(ana: Colleague) -> None:
    assert len([one for one in ana.app.controls_alive if "How was this computed?" not in one.labels]) <= 1


async def test_1_a_home_tab_that_must_wait_comes(slack: FakeSlack, ready_sqlite_url: str) -> None:
    async with served(slack, ready_sqlite_url, library(MOOD)) as server:
        ana = Colleague(slack, server)
        slack.fails("ratelimited", method="views.publish", retry_after=1)
        await ana.opens_home()
        assert "Team mood" in ana.app.home_screen
        assert [one.status for one in slack.record.of("views.publish")] == [429, 200]


async def test_1_what_always_fails_is_tried_a_few_times_and_no_more(
    slack: FakeSlack, ready_sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.channels.slack.outcomes.AGAIN_SECONDS", 0.001)
    async with served(slack, ready_sqlite_url, library(MOOD)) as server:
        ana = await Colleague(slack, server).begins("mood")
        ben = await Colleague(slack, server, "ben").begins("mood")
        before = len(slack.record.of("chat.postMessage"))
        slack.fails("server_error", method="chat.postMessage", times=None, person=ana.app)
        await ana.app.types("agree")
        for _ in range(3):  # what others are sent goes through meanwhile
            await ben.app.types("agree")
            await slack.settles(quiet=0.1)
        await ana.waits()
        assert await undelivered(server) == ["refused"]
        tried = len(slack.record.of("chat.postMessage"))
        assert tried - before > MOST_IN_TROUBLE
        await asyncio.sleep(0.2)
        assert len(slack.record.of("chat.postMessage")) == tried
        slack.faults.end()
        await ana.types("hello")
        ana.sees("Question 2 of 3")


@pytest.mark.parametrize("error", ["used_url", "expired_url", "invalid_url"])
async def test_2_an_address_that_is_over_is_no_harm(
    slack: FakeSlack, ready_sqlite_url: str, error: str
) -> None:
    async with served(slack, ready_sqlite_url, library(MOOD)) as server:
        ana = await Colleague(slack, server).begins("mood")
        card = ana.app.last
        slack.fails(error, method="response_url")
        await ana.taps("Agree")
        ana.sees("Question 2 of 3")
        has_one_question(ana)
        assert ana.app.last.ts == card.ts
        assert len(slack.record.of("chat.update")) == 1


async def test_2_an_address_that_is_too_old_is_not_even_tried(
    slack: FakeSlack, ready_sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with served(slack, ready_sqlite_url, library(MOOD)) as server:
        ana = await Colleague(slack, server).begins("mood")
        monkeypatch.setattr(sender, "RESPONSE_SECONDS", 0.0)
        before = len(slack.record.of("response_url"))
        await ana.taps("Agree")
        ana.sees("Question 2 of 3")
        has_one_question(ana)
        assert len(slack.record.of("response_url")) == before
        assert len(slack.record.of("chat.update")) == 1


async def test_2_an_address_is_used_five_times_at_most(slack: FakeSlack, ready_sqlite_url: str) -> None:
    """A sixth would be refused: `chat.update` is taken at once instead."""
    async with served(slack, ready_sqlite_url, library(KINDS)) as server:
        ana = await Colleague(slack, server).begins("kinds")
        slack.fails("server_error", method="response_url", times=5)
        await ana.taps("Often")
        ana.sees("Question 2 of 6")
        assert len(slack.record.of("response_url")) <= 7
        assert await undelivered(server) == []


@pytest.mark.parametrize("error", ["message_not_found", "cant_update_message", "edit_window_closed"])
async def test_2_a_message_that_is_gone_is_replaced_by_a_new_one(
    slack: FakeSlack, ready_sqlite_url: str, error: str
) -> None:
    async with served(slack, ready_sqlite_url, library(MOOD)) as server:
        ana = await Colleague(slack, server).begins("mood")
        card = ana.app.last
        slack.fails("expired_url", method="response_url")
        slack.fails(error, method="chat.update")
        await ana.taps("Agree")
        ana.sees("Question 2 of 3")
        assert ana.app.last.ts != card.ts
        assert await undelivered(server) == []
        await ana.taps("Agree", "Agree")
        ana.sees("Your result")


async def test_3_a_mistake_of_ours_is_kept_and_told(
    slack: FakeSlack, ready_sqlite_url: str, way_in: WayIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with served(slack, ready_sqlite_url, library(MOOD), way_in=way_in) as server:
        ana = await Colleague(slack, server).begins("mood")
        with monkeypatch.context() as broken:
            broken.setattr(take, "meant", None)
            await ana.types("agree, said ana@example.com")
            assert ana.app.last.from_bot
            ana.sees_no("Question 2 of 3")
            told = len(ana.app.bot_messages)
            await ana.app.taps("Agree")
            await ana.waits()
        assert len(ana.app.bot_messages) == told + 1
        await ana.types("agree")
        ana.sees("Question 2 of 3")
        has_one_question(ana)
        kept = await server.reads(inbound.poisoned)
        assert [poisoned.outcome for poisoned in kept] == ["TypeError", "TypeError"]
        assert "ana@example.com" in kept[0].payload
        raw = await server.reads(
            lambda connection: connection.execute(
                select(INBOUND.c.payload).where(INBOUND.c.payload.is_not(None))
            ).scalars().all()
        )  # fmt: skip
        assert not any("ana@example.com" in one for one in raw)
    slack.record.sent.clear()  # twice the same trouble, twice the same words
