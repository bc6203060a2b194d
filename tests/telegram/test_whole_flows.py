"""Proves: whole checks, taken as people take them, come to their end on Telegram without a single complaint.

1. The four shipped flows, in every language they declare, by people who tap, type, go back, ask for help,
   skip, change answers, begin again and look around: nothing is refused, lost or sent twice, every press is
   answered, one question is alive, and the result is what the stored answers are worth. By polling and by
   webhook.
2. The longest flow that may be written goes the same way in five languages, one of them from right to left.
   What is too long for one message comes in several, and the keyboard stands under the last.
4. Who types several answers in one breath sees one question that is alive, the last.
3. `check_limits` refuses whatever Telegram would refuse or lose, and takes what all these people were sent.
"""

from collections.abc import Mapping
from random import Random
from typing import Any, Final

import pytest

from bot.channels.telegram.check import check_limits
from tests.fakes.telegram import Button, FakeTelegram, Record
from tests.fakes.telegram.keyboards import read_markup
from tests.fakes.telegram.parameters import Parameters
from tests.fakes.telegram.refusal import RefusalError
from tests.fakes.telegram.texts import read_text
from tests.people import Prospect
from tests.served import library
from tests.telegram.flows import MOOD
from tests.telegram.longest import LANGUAGES, longest
from tests.telegram.served import served
from tests.telegram.wandering import Wanderer

SHIPPED = library()
LONGEST: Final = longest()
TAKEN = [
    (name, language)
    for name, shelved in sorted(SHIPPED.newest.items())
    for language in shelved.flow.languages
]


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize(("flow", "language"), TAKEN)
async def test_1_shipped_flows_to_the_very_end(
    telegram: FakeTelegram, ready_sqlite_url: str, flow: str, language: str, seed: int
) -> None:
    chance = Random(f"{flow} {language} {seed}")
    async with served(telegram, ready_sqlite_url, SHIPPED, webhook=seed == 2) as server:
        wanderer = Wanderer(telegram, server, SHIPPED, chance, language=language)
        await wanderer.takes(flow)
        assert await wanderer.has_right_results() >= 1
        assert_within_limits(telegram)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_2_the_longest_flow_to_the_very_end(
    telegram: FakeTelegram, ready_sqlite_url: str, language: str
) -> None:
    flows = library(LONGEST)
    async with served(telegram, ready_sqlite_url, flows) as server:
        wanderer = Wanderer(telegram, server, flows, Random(f"longest {language}"), language=language)
        await wanderer.takes("longest")
        assert await wanderer.has_right_results() == 1
        assert_within_limits(telegram)
        seen = wanderer.app.bot_messages
        last = max(place for place, message in enumerate(seen) if _has(message.buttons, "w"))
        first = max(place for place, message in enumerate(seen[:last]) if "Result " in message.text)
        assert last - first >= 2, "a long result comes in several messages"
        assert not any(message.buttons for message in seen[first:last])


def _has(buttons: list[Button], letter: str) -> bool:
    return any(button.data.startswith(letter) for button in buttons)


def assert_within_limits(telegram: FakeTelegram) -> None:
    """The validator finds nothing in what was sent."""
    sent = [one.parameters for name in ("sendMessage", "editMessageText") for one in telegram.record.of(name)]
    assert sent
    for parameters in sent:
        if "keyboard" not in parameters.get("reply_markup", {}) and "parse_mode" in parameters:
            assert check_limits(parameters) == []


@pytest.mark.parametrize("answers", [("agree", "agree"), ("agree", "a banana", "?"), ("agree",) * 3])
async def test_4_answers_in_one_breath(
    telegram: FakeTelegram, ready_sqlite_url: str, webhook: bool, answers: tuple[str, ...]
) -> None:
    async with served(telegram, ready_sqlite_url, library(MOOD), webhook=webhook) as server:
        ana = await Prospect(telegram, server).begins("mood")
        for words in answers:
            await ana.app.types(words)
        await ana.waits()
        if answers.count("agree") == 3:
            ana.sees("Your result")
            assert not any(_has(message.buttons, "t") for message in ana.app.keyboards_alive)
        else:
            ana.sees("I can rest." if answers.count("agree") == 2 else "I know what matters.")
            ana.has_one_keyboard()
            await ana.taps("Neither")
            assert len(
                [one for one in ana.app.keyboards_alive if _has(one.buttons, "t")]
            ) == 2 - answers.count("agree")
    telegram.record.sent.clear()


OURS: Final = ("are sensible", "are safe", "two buttons mean the same", "is no mark of ours")
"""Where we are stricter than Telegram is."""


@pytest.mark.parametrize("seed", range(4))
def test_3_the_validator_agrees_with_telegram(seed: int) -> None:
    chance = Random(seed)
    taken = refused = 0
    for _ in range(500):
        payload = {"text": some_text(chance), "parse_mode": "HTML"} | some_keyboard(chance)
        complaints, faults = complaints_about(payload), check_limits(payload)
        if complaints:
            refused += 1
            assert faults, (complaints, payload)
        else:
            taken += 1
            assert all(any(ours in fault for ours in OURS) for fault in faults), (faults, payload)
    assert min(taken, refused) > 100


def complaints_about(payload: Mapping[str, Any]) -> list[str]:
    """What Telegram refuses about a message, or drops of it without a word."""
    record = Record()
    try:
        read_text(Parameters(payload), record)
        read_markup(Parameters(payload), record)
    except RefusalError as refusal:
        return [refusal.description]
    return record.silent_losses


def some_text(chance: Random) -> str:
    """At the edges of what is allowed, on both sides of them."""
    match chance.randrange(8):
        case 0:
            return "x" * chance.randint(4094, 4098)
        case 1:
            return "\U0001f600" * chance.randint(2047, 2050)
        case 2:
            return "<b>x</b>" * chance.randint(98, 102)
        case 3:
            return "&lt;b&gt; &amp; " * chance.randint(580, 586)
        case 4:
            pieces = ("<b>", "</b>", "x", "&amp;", '<a href="https://example.com/?a=1&amp;b">', "</a>", " ")
            return "x" + "".join(chance.choice(pieces) for _ in range(chance.randint(1, 6)))
        case 5:
            return chance.choice((" ", "\n", "<b> </b>", "x"))
    return '<b>Title</b>\n\nWords &amp; <a href="https://example.com/">a link</a>'


def some_keyboard(chance: Random) -> dict[str, Any]:
    if chance.random() < 0.3:
        return {}
    numbers = iter(range(1000))
    rows: list[list[dict[str, str]]] = []
    match chance.randrange(6):
        case 0:
            rows = [[a_button(next(numbers))] for _ in range(chance.randint(98, 102))]
        case 1:
            rows = [[a_button(next(numbers)) for _ in range(chance.randint(6, 9))]]
        case 2:
            data = chance.choice(("x" * 64, "x" * 65, "ü" * 32, "ü" * 33, "", "x"))
            rows = [[{"text": "Yes", "callback_data": data}]]
        case 3:
            rows = [[{"text": chance.choice((" ", "x" * 64, "x" * 65, "Yes")), "callback_data": "a"}]]
        case 4:
            url = chance.choice(
                ("https://t.me/share/url?url=x", "ftp://example.com", "nowhere", "http://localhost")
            )
            rows = [[{"text": "Share", "url": url}]]
        case 5:
            rows = [[{"text": "x" * 64, "callback_data": f"{n:064}"}] for n in range(chance.randint(50, 70))]
    return {"reply_markup": {"inline_keyboard": rows}}


def a_button(number: int) -> dict[str, str]:
    return {"text": "x", "callback_data": str(number)}
