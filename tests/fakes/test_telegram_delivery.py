"""Proves: updates come to the bot as Telegram brings them.

1. Fetched: numbered without gaps, again until an offset confirms them, in portions, at once when one comes.
2. One fetcher: a second one ends the first; none beside a webhook.
3. Only the kinds that are wished for, a wish that stays.
4. Brought: in JSON with the secret; messages of a chat one after the other, each after the one before was
   taken; taps and other chats beside them, as many at once as allowed.
5. What was not taken comes again, later each time or when the bot says; until it is too old.
6. A tap lives for 150 seconds, a message for a day.
7. Who sets a webhook gets what waits; who takes it away fetches it.
8. A tap without an answer is sent anew: a new update, a new id; by hand or by itself.
9. A method in the answer to a webhook is called, whatever comes of it; not one that asks for something, nor
   with an answer that does not take the update.
"""

import asyncio
from typing import Any

import pytest
from telegram import Bot
from telegram.error import Conflict

from tests.fakes.bare import Bare
from tests.fakes.receiver import Receiver
from tests.fakes.telegram import FakeTelegram, Person, WebhookPace

BUTTONS = {"inline_keyboard": [[{"text": "A", "callback_data": "a"}]]}
QUICK = WebhookPace(first=0.01, longest=0.02)


@pytest.fixture
async def ana(telegram: FakeTelegram) -> Person:
    return telegram.person("ana")


async def arrived(receiver: Receiver, *texts: str) -> None:
    """Waits until exactly these have come, and looks whether more would."""
    await receiver.has(len(texts))
    await asyncio.sleep(0.01)
    assert sorted(receiver.texts) == sorted(texts)


async def test_updates_come_again_until_they_are_confirmed(bare: Bare, ana: Person) -> None:
    for text in ("1", "2", "3"):
        await ana.types(text)
    first = await bare.does("getUpdates")
    numbers = [update["update_id"] for update in first]
    assert numbers == list(range(numbers[0], numbers[0] + 3))
    assert await bare.does("getUpdates") == first
    assert await bare.does("getUpdates", limit=2) == first[:2]
    assert await bare.does("getUpdates", offset=numbers[1]) == first[1:]
    assert await bare.does("getUpdates") == first[1:]
    await ana.types("4")
    assert [update["message"]["text"] for update in await bare.does("getUpdates", offset=-1)] == ["4"]
    assert await bare.does("getUpdates", offset=numbers[-1] + 2) == []


async def is_fetched(telegram: FakeTelegram) -> None:
    """Waits until somebody waits for the next update."""
    assert await telegram.world.bell.until(lambda: telegram.world.polling.is_fetched, 5)


async def test_a_fetcher_is_told_at_once(telegram: FakeTelegram, bare: Bare, ana: Person) -> None:
    fetching = asyncio.ensure_future(bare.does("getUpdates", timeout=5))
    await is_fetched(telegram)
    assert not fetching.done()
    await ana.types("now")
    async with asyncio.timeout(4):
        (update,) = await fetching
    assert update["message"]["text"] == "now"


async def test_a_second_fetcher_ends_the_first(telegram: FakeTelegram, bare: Bare, ana: Person) -> None:
    first = asyncio.ensure_future(bare.refused("getUpdates", timeout=5))
    await is_fetched(telegram)
    second = asyncio.ensure_future(bare.does("getUpdates", timeout=5))
    assert "Conflict: terminated by other getUpdates request" in await first
    await ana.types("1")
    assert len(await second) == 1


async def test_a_webhook_and_a_fetcher_exclude_each_other(
    telegram: FakeTelegram, bot: Bot, bare: Bare, receiver: Receiver
) -> None:
    waiting = asyncio.ensure_future(bare.refused("getUpdates", timeout=5))
    await is_fetched(telegram)
    await bot.set_webhook(receiver.url)
    assert "terminated by setWebhook request" in await waiting
    with pytest.raises(Conflict, match="can't use getUpdates method while webhook is active"):
        await bot.get_updates()
    await bot.delete_webhook()
    assert await bot.get_updates() == ()


async def test_only_what_is_wished_for_comes(bare: Bare, ana: Person) -> None:
    await bare.does("getUpdates", allowed_updates=["callback_query", "unheard_of"])
    await ana.types("1")
    assert await bare.does("getUpdates") == []
    assert (await bare.does("getWebhookInfo"))["allowed_updates"] == ["callback_query"]
    await bare.does("getUpdates", allowed_updates=[])
    await ana.types("2")
    assert [update["message"]["text"] for update in await bare.does("getUpdates")] == ["2"]


async def test_a_webhook_gets_updates_with_the_secret(
    telegram: FakeTelegram, bot: Bot, receiver: Receiver
) -> None:
    await telegram.person("ana").types("waited")
    await bot.set_webhook(receiver.url, secret_token="s-e_c", max_connections=7, allowed_updates=["message"])
    await telegram.person("ana").types("came")
    await telegram.settles(quiet=0.01)
    assert receiver.texts == ["waited", "came"]
    assert receiver.secrets == ["s-e_c"] * 2
    info = await bot.get_webhook_info()
    assert (info.url, info.max_connections, info.pending_update_count) == (receiver.url, 7, 0)
    assert [(one.attempt, one.status) for one in telegram.deliveries] == [(1, 200), (1, 200)]


async def test_a_chat_is_brought_in_order_and_taps_beside_it(
    telegram: FakeTelegram, bot: Bot, bare: Bare, receiver: Receiver, ana: Person
) -> None:
    await bot.set_webhook(receiver.url)
    await ana.opens()
    await telegram.settles(quiet=0)
    await bare.does("sendMessage", chat_id=ana.id, text="x", reply_markup=BUTTONS)
    receiver.updates.clear()
    receiver.holds()
    await ana.types("1")
    await ana.types("2")
    await ana.taps("A", times=2)
    await telegram.person("ben").types("b")
    await arrived(receiver, "1", "a", "b")
    receiver.lets_go()
    await telegram.settles(quiet=0)
    assert sorted(receiver.texts) == ["1", "2", "a", "a", "b"]
    assert receiver.most_at_once == 3


async def test_no_more_at_once_than_allowed(telegram: FakeTelegram, bot: Bot, receiver: Receiver) -> None:
    await bot.set_webhook(receiver.url, max_connections=2)
    receiver.holds()
    for number in range(5):
        await telegram.person(f"p{number}").types("x")
    await arrived(receiver, "x", "x")
    receiver.lets_go()
    await telegram.settles(quiet=0)
    assert (len(receiver.updates), receiver.most_at_once) == (5, 2)


async def test_what_is_not_taken_blocks_its_chat_and_comes_again(receiver: Receiver) -> None:
    async with FakeTelegram(allows_loopback=True, pace=QUICK) as telegram, Bare(telegram) as bare:
        await bare.does("setWebhook", url=receiver.url)
        receiver.statuses = [500, 404, 302]
        ana = telegram.person("ana")
        await ana.types("1")
        await ana.types("2")
        await telegram.settles(quiet=0)
        assert receiver.texts == ["1", "1", "1", "1", "2"]
        assert [one.attempt for one in telegram.deliveries] == [1, 2, 3, 4, 1]
        assert len({update["update_id"] for update in receiver.updates}) == 2
        info = await bare.does("getWebhookInfo")
        assert info["last_error_message"] == "Wrong response from the webhook: 302 Found"


async def test_a_bot_may_say_when_to_come_again(
    telegram: FakeTelegram, bare: Bare, receiver: Receiver
) -> None:
    await bare.does("setWebhook", url=receiver.url)
    receiver.statuses, receiver.headers = [429], {"Retry-After": "3600"}
    await telegram.person("ana").types("1")
    await arrived(receiver, "1")
    await asyncio.sleep(0.08)
    assert receiver.texts == ["1"]


async def test_nobody_there_is_tried_again(unused_tcp_port: int) -> None:
    async with FakeTelegram(allows_loopback=True, pace=QUICK) as telegram, Bare(telegram) as bare:
        await bare.does("setWebhook", url=f"http://127.0.0.1:{unused_tcp_port}/")
        await telegram.person("ana").types("1")
        assert await telegram.world.bell.until(lambda: len(telegram.deliveries) >= 3, 5)
        assert {one.status for one in telegram.deliveries} == {0}
        assert "Connection failed" in (await bare.does("getWebhookInfo"))["last_error_message"]


async def test_who_answers_too_slowly_gets_it_again(receiver: Receiver) -> None:
    pace = WebhookPace(first=0.01, answer=0.05)
    async with FakeTelegram(allows_loopback=True, pace=pace) as telegram, Bare(telegram) as bare:
        await bare.does("setWebhook", url=receiver.url)
        receiver.holds()
        await telegram.person("ana").types("1")
        await arrived(receiver, "1")
        await receiver.has(2)
        assert receiver.updates[1] == receiver.updates[0]
        assert len(telegram.updates) == 1  # it waits until somebody confirms it
        receiver.lets_go()
        await telegram.settles(quiet=0)
        assert len(telegram.updates) == 0


async def test_taps_and_messages_become_too_old(telegram: FakeTelegram, bare: Bare, ana: Person) -> None:
    await ana.opens()
    await bare.does("sendMessage", chat_id=ana.id, text="x", reply_markup=BUTTONS)
    await ana.taps("A")
    assert len(await bare.does("getUpdates")) == 2
    telegram.passes(151)
    assert [list(update)[1] for update in await bare.does("getUpdates")] == ["message"]
    assert [update.kind for update in telegram.updates.expired] == ["callback_query"]
    telegram.passes(86_400)
    assert await bare.does("getUpdates") == []


async def test_an_old_message_lets_the_next_one_pass(receiver: Receiver) -> None:
    async with FakeTelegram(allows_loopback=True, pace=QUICK) as telegram, Bare(telegram) as bare:
        await bare.does("setWebhook", url=receiver.url)
        receiver.statuses = [500] * 1_000
        ana = telegram.person("ana")
        await ana.types("1")
        await receiver.has(2)
        telegram.passes(86_401)
        await ana.types("2")
        receiver.statuses = []
        await telegram.settles(quiet=0)
        assert (receiver.texts[0], receiver.texts[-1]) == ("1", "2")


async def test_who_takes_the_webhook_away_fetches_what_waits(
    telegram: FakeTelegram, bare: Bare, receiver: Receiver, ana: Person
) -> None:
    await bare.does("setWebhook", url=receiver.url)
    receiver.statuses = [500] * 9
    await ana.types("1")
    await receiver.has(1)
    await bare.does("setWebhook", url="")
    assert [update["message"]["text"] for update in await bare.does("getUpdates")] == ["1"]
    await bare.does("deleteWebhook", drop_pending_updates=True)
    assert await bare.does("getUpdates") == []
    await ana.types("2")
    await bare.does("setWebhook", url=receiver.url, drop_pending_updates=True)
    await telegram.settles(quiet=0)
    assert receiver.texts[-1] == "1"


async def tapped(telegram: FakeTelegram, bare: Bare) -> list[Any]:
    """A tap that nobody answers, and what comes of it."""
    ana = telegram.person("ana")
    await ana.opens()
    await bare.does("sendMessage", chat_id=ana.id, text="x", reply_markup=BUTTONS)
    await ana.taps("A")
    return [update for update in await bare.does("getUpdates") if "callback_query" in update]


async def test_a_tap_is_sent_anew(telegram: FakeTelegram, bare: Bare, ana: Person) -> None:
    (first,) = await tapped(telegram, bare)
    await ana.re_sends()
    assert ana.waiting_taps == 1
    *_, second = await bare.does("getUpdates")
    assert second["update_id"] > first["update_id"]
    assert second["callback_query"]["id"] != first["callback_query"]["id"]
    assert second["callback_query"] | {"id": ""} == first["callback_query"] | {"id": ""}
    for update in (first, second):
        await bare.does("answerCallbackQuery", callback_query_id=update["callback_query"]["id"])
    assert ana.waiting_taps == 0
    with pytest.raises(AssertionError, match="every tap was answered"):
        await ana.re_sends()


async def tapped_into(receiver: Receiver, telegram: FakeTelegram, bare: Bare, ana: Person) -> None:
    """A tap that is brought, and what comes of it."""
    await ana.opens()
    await bare.does("sendMessage", chat_id=ana.id, text="x", reply_markup=BUTTONS)
    await bare.does("setWebhook", url=receiver.url)
    await ana.taps("A")
    await telegram.settles()


def answering(update: dict[str, Any], **more: Any) -> dict[str, Any]:
    query = update.get("callback_query", {"id": ""})
    return {"method": "answerCallbackQuery", "callback_query_id": query["id"], **more} if query["id"] else {}


async def test_a_method_in_the_answer_is_called(
    telegram: FakeTelegram, bare: Bare, receiver: Receiver, ana: Person
) -> None:
    receiver.says = lambda update: answering(update, text="Yes")
    await tapped_into(receiver, telegram, bare, ana)
    assert ana.waiting_taps == 0
    assert [toast.text for toast in ana.toasts] == ["Yes"]
    (called,) = telegram.record.of("answerCallbackQuery")
    assert (called.status, called.in_reply) == (200, True)


async def test_a_method_that_asks_is_not(
    telegram: FakeTelegram, bare: Bare, receiver: Receiver, ana: Person
) -> None:
    receiver.says = lambda update: answering(update) and {"method": "getMe"}
    await tapped_into(receiver, telegram, bare, ana)
    (lost,) = telegram.silent_losses
    assert "getMe" in lost
    assert telegram.record.of("getMe") == []
    telegram.record.forgets()


async def test_a_method_beside_a_refusal_is_not(
    telegram: FakeTelegram, bare: Bare, receiver: Receiver, ana: Person
) -> None:
    receiver.says, receiver.statuses = answering, [200, 503]
    await tapped_into(receiver, telegram, bare, ana)
    assert len(receiver.updates) == 3
    assert len(telegram.record.of("answerCallbackQuery")) == 1


async def test_what_is_wrong_in_the_answer_is_not_heard_of(
    telegram: FakeTelegram, bare: Bare, receiver: Receiver, ana: Person
) -> None:
    receiver.says = lambda update: answering(update, callback_query_id="1")
    await tapped_into(receiver, telegram, bare, ana)
    assert ana.waiting_taps == 1
    assert "query is too old" in telegram.refusals[0].description
    assert len(receiver.updates) == 2
    telegram.record.forgets()


async def test_an_app_sends_anew_by_itself() -> None:
    async with FakeTelegram(resends_after=0.02) as telegram, Bare(telegram) as bare:
        (first,) = await tapped(telegram, bare)
        fetching = {"offset": first["update_id"] + 1, "timeout": 5}
        (second,) = await bare.does("getUpdates", **fetching)
        await bare.does("answerCallbackQuery", callback_query_id=second["callback_query"]["id"])
        await asyncio.sleep(0.05)
        assert await bare.does("getUpdates", offset=second["update_id"] + 1) == []


async def test_it_gives_up_after_some_time() -> None:
    async with FakeTelegram(resends_after=0.005) as telegram, Bare(telegram) as bare:
        await tapped(telegram, bare)
        await asyncio.sleep(0.1)
        assert len(telegram.updates) == 1 + 4
