"""Proves: what a test makes go wrong goes wrong, for whom and as often as it says, and is no refusal.

1. Each trouble as a client meets it, and whether it had an effect.
2. Rules: one method, one chat, so many, after so many, by chance that repeats.
3. The library meets its own errors.
4. Settling and ending do not wait for who is kept waiting.
"""

import asyncio
from typing import Any

import aiohttp
import pytest
from telegram import Bot
from telegram.error import NetworkError, RetryAfter, TelegramError, TimedOut

from tests.fakes.bare import Bare
from tests.fakes.telegram import FakeTelegram, Person, Trouble


@pytest.fixture
async def ana(telegram: FakeTelegram) -> Person:
    ana = telegram.person("ana")
    await ana.opens()
    return ana


async def sent(telegram: FakeTelegram, person: Person, seconds: float = 5.0) -> tuple[int, str]:
    """What a client gets that sends a message: status and body. Raises what it meets instead."""
    timeout = aiohttp.ClientTimeout(total=seconds)
    url = f"{telegram.base_url}{telegram.token}/sendMessage"
    async with (
        aiohttp.ClientSession(timeout=timeout) as session,
        session.post(url, json={"chat_id": person.id, "text": "x"}) as answer,
    ):
        return answer.status, await answer.text()


@pytest.mark.parametrize(
    ("trouble", "status", "words", "effect"),
    [
        (Trouble.TOO_MANY_REQUESTS, 429, '"parameters": {"retry_after": 7}', False),
        (Trouble.SERVER_ERROR, 500, "Internal Server Error", False),
        (Trouble.BAD_GATEWAY, 502, "<h1>502 Bad Gateway</h1>", False),
        (Trouble.SLOW, 200, '"ok": true', True),
        (Trouble.LATE, 200, '"ok": true', True),
        (Trouble.MALFORMED, 200, '{"ok": true, "result": {"message_id"', True),
    ],
)
async def test_answers_of_a_server_in_trouble(
    telegram: FakeTelegram, ana: Person, trouble: Trouble, status: int, words: str, effect: bool
) -> None:
    rule = telegram.fails(trouble, retry_after=7, seconds=0.01)
    answered, body = await sent(telegram, ana)
    assert answered == status
    assert words in body
    assert len(ana.bot_messages) == effect
    assert rule.hits == 1
    assert (await sent(telegram, ana))[0] == 200
    assert [request.fault for request in telegram.requests] == [trouble.value, ""]
    telegram.check_no_complaints()


@pytest.mark.parametrize(
    ("trouble", "effect"),
    [
        (Trouble.LOST_BEFORE, False),
        (Trouble.LOST_AFTER, True),
        (Trouble.SILENT_BEFORE, False),
        (Trouble.SILENT_AFTER, True),
    ],
)
async def test_no_answer_at_all(telegram: FakeTelegram, ana: Person, trouble: Trouble, effect: bool) -> None:
    telegram.fails(trouble)
    met = TimeoutError if trouble.value.startswith("silent") else aiohttp.ClientConnectionError
    with pytest.raises(met):
        await sent(telegram, ana, seconds=0.1)
    assert len(ana.bot_messages) == effect
    assert telegram.record.calls["sendMessage"] == (trouble is not Trouble.SILENT_BEFORE)
    telegram.check_no_complaints()


async def test_settling_does_not_wait_for_who_is_kept_waiting(telegram: FakeTelegram, ana: Person) -> None:
    telegram.updates.take_before(2**40)
    telegram.fails("silent_after")
    kept = asyncio.ensure_future(sent(telegram, ana))
    await ana.until(lambda person: person.bot_messages)
    await telegram.settles(quiet=0.01, seconds=1)
    assert not kept.done()
    kept.cancel()
    await asyncio.gather(kept, return_exceptions=True)


async def test_slowness_comes_before_or_after_the_effect(telegram: FakeTelegram, ana: Person) -> None:
    telegram.fails("late", seconds=5)
    late = asyncio.ensure_future(sent(telegram, ana))
    await ana.until(lambda person: len(person.bot_messages) == 1)
    telegram.fails("slow", seconds=5)
    slow = asyncio.ensure_future(sent(telegram, ana))
    with pytest.raises(AssertionError):
        await ana.until(lambda person: len(person.bot_messages) == 2, 0.05)
    late.cancel()
    slow.cancel()
    await asyncio.gather(late, slow, return_exceptions=True)


async def test_a_rule_is_about_one_method_and_one_chat(
    telegram: FakeTelegram, bare: Bare, ana: Person
) -> None:
    ben = telegram.person("ben")
    await ben.opens()
    telegram.fails("server_error", method="SendMessage", chat=ben, times=None)

    async def statuses(person: Person) -> list[int]:
        calls: list[tuple[str, Any]] = [
            ("sendMessage", {"text": "x"}),
            ("sendChatAction", {"action": "typing"}),
        ]
        return [(await bare.calls(method, chat_id=person.id, **values))[0] for method, values in calls]

    assert await statuses(ana) == [200, 200]
    assert await statuses(ben) == await statuses(ben) == [500, 200]
    telegram.faults.end()
    assert await statuses(ben) == [200, 200]


async def test_a_rule_counts(telegram: FakeTelegram, ana: Person) -> None:
    telegram.fails("bad_gateway", times=2, skips=1)
    assert [(await sent(telegram, ana))[0] for _ in range(5)] == [200, 502, 502, 200, 200]


async def test_chance_repeats_itself(telegram: FakeTelegram, ana: Person) -> None:
    runs = []
    for _ in range(2):
        telegram.fails("server_error", times=None, probability=0.5, seed=3)
        runs.append([(await sent(telegram, ana))[0] for _ in range(20)])
        telegram.faults.end()
    assert runs[0] == runs[1]
    assert set(runs[0]) == {200, 500}


async def test_an_unknown_trouble_is_none() -> None:
    with pytest.raises(ValueError, match="earthquake"):
        FakeTelegram().fails("earthquake")


@pytest.mark.parametrize(
    ("trouble", "error"),
    [
        (Trouble.TOO_MANY_REQUESTS, RetryAfter),
        (Trouble.BAD_GATEWAY, NetworkError),
        (Trouble.LOST_AFTER, NetworkError),
        (Trouble.SILENT_AFTER, TimedOut),
        (Trouble.MALFORMED, TelegramError),
    ],
)
async def test_the_library_meets_its_errors(
    telegram: FakeTelegram,
    bot: Bot,
    ana: Person,
    trouble: Trouble,
    error: type[TelegramError],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    telegram.fails(trouble)
    with pytest.raises(error):
        await bot.send_message(ana.id, "x", read_timeout=0.1)


async def test_fetching_fails_too(telegram: FakeTelegram, bare: Bare, ana: Person) -> None:
    telegram.fails("server_error", method="getUpdates")
    assert (await bare.calls("getUpdates"))[0] == 500
    assert len(await bare.does("getUpdates")) == 1
