"""Proves: where somebody takes a check makes no difference to what comes of it.

1. Two hundred people take a check on a terminal, on Telegram and in Slack, and give the same answers to the
   same questions, each in the ways of the channel: the answers that are kept are the same in all three, and
   so is the whole result, down to the last area. All shipped checks, in all their languages; one server
   serves Telegram and Slack at the same time. Nobody is recognised across channels: the same name on three
   of them is three respondents.
"""

import asyncio
import json
from collections.abc import Sequence
from functools import partial
from itertools import chain, cycle
from typing import Any, Final, NamedTuple

import pytest
from sqlalchemy import Connection

from bot.definition.model import Question
from bot.engine.state import from_json
from bot.store import answers, conversations, respondents, results
from bot.store.conversations import Conversation
from bot.store.database import open_database
from tests.fakes.slack import FakeSlack
from tests.fakes.telegram import FakeTelegram
from tests.same_people import AtTheTerminal, Hands, InSlack, OnTelegram, Someone
from tests.served import library
from tests.slack.served import served
from tests.telegram.served import SECRET
from tests.together import Together
from tests.wandering import ASKING, Where

PEOPLE: Final = {"business-systems": 35, "delivery-check": 50, "team-health": 55, "weekly-pulse": 60}
"""Two hundred; fewer where a check is long."""
SHIPPED = library()
FLOWS = {name: shelved.flow for name, shelved in SHIPPED.newest.items()}
AT_ONCE: Final = 20
"""People who do something in the same moment: a window must open within Slack's three seconds, for the last
of them too, on a machine that does other things meanwhile and counts lines.
"""


class Kept(NamedTuple):
    """What is kept of one check that somebody took."""

    respondent: str
    answers: dict[str, object]
    result: dict[str, object]


def test_0_two_hundred_people_and_all_checks() -> None:
    assert PEOPLE.keys() == FLOWS.keys()
    assert sum(PEOPLE.values()) == 200


@pytest.mark.parametrize(("flow", "number"), PEOPLE.items())
def test_1_the_same_people_everywhere(sqlite_url: str, flow: str, number: int) -> None:
    languages = cycle(FLOWS[flow].languages)
    people = [Someone(f"{flow}{n}", flow, next(languages)) for n in range(number)]
    at_terminals = asked_at_terminals(people, sqlite_url)
    elsewhere = asyncio.run(asked_in_both(people, sqlite_url))
    for one, here, there, yonder in zip(
        people, at_terminals, elsewhere["telegram"], elsewhere["slack"], strict=True
    ):
        assert here.answers == there.answers == yonder.answers, one
        assert here.result == there.result == yonder.result, one
        assert len({here.respondent, there.respondent, yonder.respondent}) == 3, one
    assert len({str(kept.result) for kept in at_terminals}) > number / 3, "these people differ"


def asked_at_terminals(people: Sequence[Someone], url: str) -> list[Kept]:
    """One after the other."""
    kept = []
    database = open_database(url)
    with asyncio.Runner() as runner:
        for someone in people:
            at = AtTheTerminal(someone, url, SHIPPED)
            with at.console:
                while (question := runner.run(database.read(partial(open_question, at.where)))) is not None:
                    at.gives(question)
            kept.append(runner.run(database.read(partial(kept_of, at.where))))
        runner.run(database.close())
    return kept


async def asked_in_both(people: Sequence[Someone], url: str) -> dict[str, list[Kept]]:
    """By one server, many at once."""
    async with FakeSlack() as slack, FakeTelegram(allows_loopback=True) as telegram:
        more: dict[str, Any] = {
            "TELEGRAM_BOT_TOKEN": telegram.token, "TELEGRAM_API_URL": telegram.url,
            "TELEGRAM_MODE": "polling", "TELEGRAM_WEBHOOK_SECRET": SECRET,
        }  # fmt: skip
        async with served(slack, url, SHIPPED, **more) as server:

            async def rest() -> None:
                for _ in range(2):  # what comes to rest here may still be under way there
                    await telegram.settles(quiet=0.01)
                    await slack.settles(quiet=0.01)
                    await server.comes_to_rest()

            everywhere: dict[str, list[Hands]] = {"telegram": [], "slack": []}
            for first in range(0, len(people), AT_ONCE):
                these = people[first : first + AT_ONCE]
                together = Together(server, rest, 2 * len(these))
                on_telegram = [OnTelegram(one, together, telegram) for one in these]
                in_slack = [InSlack(one, together, slack) for one in these]
                async with asyncio.TaskGroup() as group:
                    for hands in chain(on_telegram, in_slack):
                        group.create_task(together.until_done(asked(hands, together)))
                everywhere["telegram"] += on_telegram
                everywhere["slack"] += in_slack
            telegram.check_no_complaints()
            slack.check_no_complaints()
            assert not telegram.doubles
            assert not slack.doubles
            assert slack.record.mentions == []
            return {
                channel: [await server.reads(partial(kept_of, one.where)) for one in all_hands]
                for channel, all_hands in everywhere.items()
            }


async def asked(hands: Hands, together: Together) -> None:
    """A whole check."""
    await hands.begins()
    while (question := await together.reads(partial(open_question, hands.where))) is not None:
        await hands.gives(question)


def open_question(where: Where, connection: Connection) -> Question | None:
    """What waits for an answer there."""
    conversation = the_conversation(where, connection)
    state = from_json(conversation.state)
    return FLOWS[conversation.flow.name].by_id[state.open] if state.status in ASKING and state.open else None


def kept_of(where: Where, connection: Connection) -> Kept:
    """Of the check that they took there."""
    conversation = the_conversation(where, connection)
    shown = results.latest(connection, conversation.id)
    assert shown is not None, where
    given: dict[str, object] = {
        one.question: (one.state.value, one.value)
        for one in answers.of_conversation(connection, conversation.id)
    }
    return Kept(conversation.respondent_id, given, json.loads(shown.document))


def the_conversation(where: Where, connection: Connection) -> Conversation:
    """The only one that they have there."""
    address = respondents.find(connection, *where)
    assert address is not None
    (conversation,) = conversations.of_respondent(connection, address.respondent_id)
    return conversation
