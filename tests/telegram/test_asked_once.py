"""Proves: on Telegram a person is told what is known, changes it with one button, sees all of it and has it
forgotten. At the end Telegram has refused nothing, and nothing was sent twice.
"""

from tests.fakes.telegram import FakeTelegram
from tests.people import Prospect
from tests.served import library
from tests.telegram.served import served

FIRST = """
flow: first
title: First look
steps:
  - {ask: people, text: "How many people work here?", type: number, keep: company_size}
  - {ask: role, text: "What are you?", keep: role, choices: {owner: Owner, lead: Lead}}
  - {ask: mood, text: "Is it good?", scale: yes_no}
"""
SECOND = """
flow: second
title: Second look
steps:
  - {ask: size, text: "How large is the company?", type: number, keep: company_size}
  - {ask: fun, text: "Is it fun?", scale: yes_no}
"""


async def test_what_is_known_is_told_changed_and_forgotten(
    telegram: FakeTelegram, ready_sqlite_url: str, webhook: bool
) -> None:
    async with served(telegram, ready_sqlite_url, library(FIRST, SECOND), webhook=webhook) as server:
        ana = await Prospect(telegram, server).begins("first")
        await ana.types("12")
        await ana.taps("Lead")
        await ana.begins("second")
        ana.sees("Already known, so not asked again:", "How large is the company?\n– from ", ": 12")
        ana.sees("Is it fun?")
        ana.has_one_keyboard()
        card = ana.app.last
        await ana.taps("Change what is known")
        assert ana.app.last.id == card.id
        ana.sees("How large is the company?")
        await ana.types("15")
        ana.sees("Is it fun?").has_one_keyboard()
        await ana.types("/mydata")
        ana.sees("Remembered, so that you are not asked again", ": 15", "– from ", ": Lead")
        await ana.taps("Forget what is remembered")
        ana.sees("Forgotten. You will be asked again.")
