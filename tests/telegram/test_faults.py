"""Proves: whatever happens to the wire, one tap is one answer and nobody is stuck.

1. A double tap, and a tap that the app sends again under a new id, are one answer and one next question.
2. A tap on an old message changes nothing: that message loses its buttons, and the open question is shown
   below.
3. Lost connections, errors of the server, answers nobody can read, 429: what was committed arrives all the
   same, edits once, new messages once but where the connection was lost after sending.
4. A message that somebody deleted is replaced by a new one.
5. Who blocked the bot gets nothing more, and is reached again after their own word.
6. An update that meets a mistake of ours is kept, sealed, and confirmed; the person is told; the next one is
   taken.
7. A forged button, and one of another person, are refused; nothing changes.
8. Updates that mean nothing are confirmed and dropped.
9. A press is answered with the confirmation of its update, where that comes by webhook; in time by a request,
   where the turn takes long.
"""

import asyncio
from typing import Any

import aiohttp
import pytest
from sqlalchemy import Connection, select

from bot.reception import taking
from bot.reception import telegram as reception
from bot.store import inbound
from bot.store.inbound import Update
from bot.store.tables import ADDRESS, ANSWER, CONVERSATION, INBOUND
from bot.turn import take
from bot.turn.turning import turned
from tests.fakes.telegram import FakeTelegram
from tests.people import Prospect
from tests.rows import count, undelivered
from tests.served import Served, library
from tests.telegram.flows import MOOD
from tests.telegram.served import SECRET, served


async def test_1_a_double_tap_is_one_answer(
    telegram: FakeTelegram, ready_sqlite_url: str, webhook: bool
) -> None:
    async with served(telegram, ready_sqlite_url, library(MOOD), webhook=webhook) as server:
        ana = await Prospect(telegram, server).begins("mood")
        await ana.app.taps("Agree", times=3)
        await ana.waits()
        ana.sees("Question 2 of 3").has_one_keyboard()
        assert await count(server, ANSWER) == 1


async def test_1_a_tap_sent_again_under_a_new_id_is_one_answer(
    telegram: FakeTelegram, ready_sqlite_url: str
) -> None:
    async with served(telegram, ready_sqlite_url, library(MOOD)) as server:
        ana = await Prospect(telegram, server).begins("mood")
        telegram.fails("lost_before", method="answerCallbackQuery")
        await ana.app.taps("Agree")
        await ana.waits()
        await ana.app.re_sends()
        await ana.waits()
        ana.sees("Question 2 of 3").has_one_keyboard()
        assert await count(server, ANSWER) == 1


async def test_2_an_old_button_changes_nothing(telegram: FakeTelegram, ready_sqlite_url: str) -> None:
    async with served(telegram, ready_sqlite_url, library(MOOD)) as server:
        ana = await Prospect(telegram, server).begins("mood")
        old = ana.app.last
        await ana.types("agree")
        await ana.app.taps("Disagree", message=old)
        await ana.waits()
        ana.sees("Question 2 of 3").has_one_keyboard()
        given = await server.reads(lambda connection: connection.execute(select(ANSWER.c.value)).scalar_one())
        assert given == '"agree"'


@pytest.mark.parametrize("trouble", ["lost_before", "lost_after", "server_error", "bad_gateway", "malformed"])
async def test_3_an_edit_arrives_through_trouble(
    telegram: FakeTelegram, ready_sqlite_url: str, trouble: str
) -> None:
    async with served(telegram, ready_sqlite_url, library(MOOD)) as server:
        ana = await Prospect(telegram, server).begins("mood")
        telegram.fails(trouble, method="editMessageText")
        await ana.taps("Agree")
        ana.sees("Question 2 of 3").has_one_keyboard()
        await ana.taps("Agree", "Agree")
        ana.sees("Your result")
        assert await undelivered(server) == []
    telegram.refusals.clear()


@pytest.mark.parametrize("trouble", ["lost_before", "server_error", "too_many_requests"])
async def test_3_a_new_message_arrives_once(
    telegram: FakeTelegram, ready_sqlite_url: str, trouble: str
) -> None:
    async with served(telegram, ready_sqlite_url, library(MOOD)) as server:
        ana = await Prospect(telegram, server).begins("mood")
        more = {"retry_after": 1} if trouble == "too_many_requests" else {}
        telegram.fails(trouble, method="sendMessage", **more)
        await ana.types("agree")
        ana.sees("Question 2 of 3").has_one_keyboard()
        assert await undelivered(server) == []


async def test_3_where_the_connection_is_lost_after_sending_it_may_come_twice(
    telegram: FakeTelegram, ready_sqlite_url: str
) -> None:
    async with served(telegram, ready_sqlite_url, library(MOOD)) as server:
        ana = await Prospect(telegram, server).begins("mood")
        telegram.fails("lost_after", method="sendMessage")
        await ana.types("agree")
        ana.sees("Question 2 of 3")
        await ana.taps("Agree", "Agree")
        ana.sees("Your result")
    assert list(telegram.doubles.values()) == [2]
    telegram.record.sent.clear()


async def test_4_a_deleted_message_is_replaced(telegram: FakeTelegram, ready_sqlite_url: str) -> None:
    async with served(telegram, ready_sqlite_url, library(MOOD)) as server:
        ana = await Prospect(telegram, server).begins("mood")
        card = ana.app.last
        await ana.app.taps("Agree")
        await ana.app.deletes_message(card)
        await ana.waits()
        ana.sees("Question 2 of 3").has_one_keyboard()
    assert [refusal.description for refusal in telegram.refusals] == [
        "Bad Request: message to edit not found"
    ]
    telegram.refusals.clear()


async def test_5_who_blocked_the_bot_gets_nothing_more(telegram: FakeTelegram, ready_sqlite_url: str) -> None:
    async with served(telegram, ready_sqlite_url, library(MOOD)) as server:
        ana = await Prospect(telegram, server).begins("mood")
        await ana.app.blocks()
        await ana.waits()
        reachable = select(ADDRESS.c.reachable)
        assert not await server.reads(lambda connection: connection.execute(reachable).scalar_one())
        await ana.app.unblocks()
        await ana.waits()
        assert not await server.reads(lambda connection: connection.execute(reachable).scalar_one())
        await ana.types("/continue")
        ana.sees("Question 1 of 3").has_one_keyboard()
        assert await server.reads(lambda connection: connection.execute(reachable).scalar_one())


async def test_5_a_refusal_for_being_blocked_switches_the_address_off(
    telegram: FakeTelegram, ready_sqlite_url: str
) -> None:
    async with served(telegram, ready_sqlite_url, library(MOOD)) as server:
        ana = await Prospect(telegram, server).begins("mood")
        await ana.app.types("agree")
        await ana.app.deletes_account()
        await ana.waits()
        assert not await server.reads(
            lambda connection: connection.execute(select(ADDRESS.c.reachable)).scalar_one()
        )
        assert set(await undelivered(server)) == {"blocked"}
    telegram.refusals.clear()


async def test_6_a_mistake_of_ours_is_kept_and_told(
    telegram: FakeTelegram, ready_sqlite_url: str, webhook: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with served(telegram, ready_sqlite_url, library(MOOD), webhook=webhook) as server:
        ana = await Prospect(telegram, server).begins("mood")
        with monkeypatch.context() as broken:
            broken.setattr(take, "meant", None)
            await ana.types("agree, said ana@example.com")
        assert ana.app.last.from_bot
        ana.sees_no("Question 2 of 3")
        await ana.types("agree")
        ana.sees("Question 2 of 3").has_one_keyboard()
        kept = await server.reads(inbound.poisoned)
        assert [poisoned.outcome for poisoned in kept] == ["TypeError"]
        assert "ana@example.com" in kept[0].payload
        raw = await server.reads(
            lambda connection: connection.execute(
                select(INBOUND.c.payload).where(INBOUND.c.payload.is_not(None))
            ).scalar_one()
        )
        assert "ana@example.com" not in raw


async def test_6_half_a_letter_is_kept_too(
    telegram: FakeTelegram, ready_sqlite_url: str, webhook: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As no UTF-8 can hold it: what cannot be kept would come again for ever."""
    async with served(telegram, ready_sqlite_url, library(MOOD), webhook=webhook) as server:
        ana = await Prospect(telegram, server).begins("mood")
        with monkeypatch.context() as broken:
            broken.setattr(take, "meant", None)
            await ana.types("agree \ud83d")
        await ana.types("agree")
        ana.sees("Question 2 of 3").has_one_keyboard()
        kept = await server.reads(inbound.poisoned)
        assert ["agree \\ud83d" in one.payload for one in kept] == [True]


async def test_6_what_cannot_be_kept_as_it_came_is_known_to_have_come(
    telegram: FakeTelegram, ready_sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep = inbound.keep_poisoned

    def keeps_nothing_long(
        connection: Connection, update: Update, payload: str, *rest: Any, **more: Any
    ) -> None:
        if len(payload) > 100:
            raise ValueError("too long")
        keep(connection, update, payload, *rest, **more)

    async with served(telegram, ready_sqlite_url, library(MOOD)) as server:
        ana = await Prospect(telegram, server).begins("mood")
        with monkeypatch.context() as broken:
            broken.setattr(take, "meant", None)
            broken.setattr(inbound, "keep_poisoned", keeps_nothing_long)
            await ana.types("agree")
        await ana.types("agree")
        ana.sees("Question 2 of 3").has_one_keyboard()
        kept = await server.reads(inbound.poisoned)
        assert [(one.outcome, one.payload) for one in kept] == [("TypeError", "null")]


async def test_7_forged_and_foreign_buttons_are_refused(
    telegram: FakeTelegram, ready_sqlite_url: str
) -> None:
    async with served(telegram, ready_sqlite_url, library(MOOD), webhook=True) as server:
        ana = await Prospect(telegram, server).begins("mood")
        ben = await Prospect(telegram, server, "ben").begins("mood")
        before = await count(server, ANSWER)
        theirs = ana.app.last.buttons[0].data
        forged = theirs[:-1] + ("2" if theirs[-1] != "2" else "3")
        for number, data in enumerate((theirs, forged, "x", "t.1.2.3", "_a.b.c", "-a.c.d"), 9000):
            update = {
                "update_id": number,
                "callback_query": {
                    "id": f"forged-{number}",
                    "from": ben.app.user,
                    "message": {"message_id": ben.app.last.id, "chat": {"id": ben.app.id, "type": "private"}},
                    "data": data,
                },
            }
            assert await posted(server, update) == 200
            await ben.waits()
        assert await count(server, ANSWER) == before
        assert await count(server, CONVERSATION) == 2
    telegram.refusals.clear()  # the presses were made up, so they cannot be answered


async def posted(server: Served, update: Any, secret: str = SECRET) -> int:
    """What our web server says to an update."""
    async with (
        aiohttp.ClientSession() as session,
        session.post(
            f"{server.address}/telegram/webhook",
            json=update,
            headers={"X-Telegram-Bot-Api-Secret-Token": secret},
        ) as answer,
    ):
        return answer.status


@pytest.mark.parametrize(
    "update",
    [
        None,
        [],
        {},
        {"update_id": "7"},
        {"update_id": 1, "message": 5},
        {"update_id": 2, "message": {"from": {"id": 1}, "chat": {"id": 1, "type": "private"}}},
        {"update_id": 3, "poll": {"id": "1"}},
        {"update_id": 4, "callback_query": {"id": 5, "from": {"id": 1}, "data": "x"}},
        {"update_id": 5, "my_chat_member": {"from": {"id": 1}, "chat": {"id": 1, "type": "private"}}},
        {"update_id": 6, "message": {"from": {"id": 1, "is_bot": True}, "chat": {"id": 1, "type": "private"},
                                     "text": "hi"}},
        {"update_id": 7, "message": {"from": {"id": 1 << 70}, "chat": {"id": 1, "type": "private"},
                                     "text": "x"}},
    ],
)  # fmt: skip
async def test_8_what_means_nothing_is_confirmed(
    telegram: FakeTelegram, ready_sqlite_url: str, update: Any
) -> None:
    async with served(telegram, ready_sqlite_url, library(MOOD), webhook=True) as server:
        assert await posted(server, update) == 200
        assert await posted(server, update, secret="wrong") == 403
        assert await count(server, INBOUND) == 0


async def test_two_people_do_not_wait_for_each_other(telegram: FakeTelegram, ready_sqlite_url: str) -> None:
    async with served(telegram, ready_sqlite_url, library(MOOD)) as server:
        ana = await Prospect(telegram, server).begins("mood")
        ben = await Prospect(telegram, server, "ben").begins("mood")
        telegram.fails("slow", chat=ana.app, seconds=6.0)
        await ana.app.taps("Agree")
        await asyncio.sleep(0.05)
        await ben.app.taps("Agree")
        await ben.app.until("Question 2 of 3", seconds=5.0)
        assert "Question 1 of 3" in ana.app.last.text
        await ana.app.until("Question 2 of 3")


async def test_9_the_answer_goes_with_the_confirmation(
    telegram: FakeTelegram, ready_sqlite_url: str, webhook: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reception, "SPINNER_SECONDS", 60.0)  # on a busy machine a turn may take long
    async with served(telegram, ready_sqlite_url, library(MOOD), webhook=webhook) as server:
        ana = await Prospect(telegram, server).begins("mood")
        await ana.taps("Agree", "Agree")
        answered = telegram.record.of("answerCallbackQuery")
        assert len(answered) >= 2
        assert {one.in_reply for one in answered} == {webhook}
        assert ana.app.waiting_taps == 0


async def test_9_a_long_turn_is_answered_before_it_ends(
    telegram: FakeTelegram, ready_sqlite_url: str, webhook: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    goes_on = asyncio.Event()

    async def at_length(*given: Any) -> Any:
        await goes_on.wait()
        return await turned(*given)

    async with served(telegram, ready_sqlite_url, library(MOOD), webhook=webhook) as server:
        ana = await Prospect(telegram, server).begins("mood")
        telegram.record.forgets()
        monkeypatch.setattr(taking, "turned", at_length)
        await ana.app.taps("Agree")
        await telegram.world.bell.until(lambda: bool(telegram.record.of("answerCallbackQuery")), 10)
        (answered,) = telegram.record.of("answerCallbackQuery")
        assert not answered.in_reply
        ana.sees("Question 1 of 3")
        goes_on.set()
        await ana.app.until("Question 2 of 3")
        await ana.waits()
        assert len(telegram.record.of("answerCallbackQuery")) == 1
