"""Proves: of a check that is marked `private: yes` no preview of a notification shows a question, an answer
or a score, while the messages themselves hold everything (§17b.24); of a harmless one previews say it all.
"""

from tests.fakes.slack import FakeSlack
from tests.people import Colleague
from tests.served import library
from tests.slack.served import served

SLEEP = """
flow: sleep
title: How you sleep
PRIVATE
steps:
  - {ask: nights, text: I sleep through the night., scale: agree5}
  - {ask: days, text: I am rested in the morning., scale: agree5}
"""


async def previews(slack: FakeSlack, url: str, mark: str) -> tuple[str, str]:
    """What notifications said of the whole check, and what stood on the screen at its end."""
    async with served(slack, url, library(SLEEP.replace("PRIVATE", mark))) as server:
        ana = Colleague(slack, server)
        await ana.begins("sleep")
        await ana.types("Strongly disagree")
        ana.sees("I am rested in the morning.")
        await ana.types("strongly agree")
        ana.sees("50 of 100")
        said = "\n".join(ana.app.notifications)
        assert ana.app.notifications[-1], "a message without a text"
        return said, ana.app.screen


async def test_nothing_of_a_private_check_stands_in_a_preview(
    slack: FakeSlack, ready_sqlite_url: str
) -> None:
    said, screen = await previews(slack, ready_sqlite_url, "private: yes")
    for words in ("rested", "through the night", "disagree", "50", "Strongly"):
        assert words not in said, said
    assert "How you sleep" in said
    assert "I am rested in the morning." in screen


async def test_a_harmless_check_is_told_in_full(slack: FakeSlack, ready_sqlite_url: str) -> None:
    said, _ = await previews(slack, ready_sqlite_url, "private: no")
    assert "I am rested in the morning." in said
    assert "50 of 100" in said
