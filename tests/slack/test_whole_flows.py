"""Proves: whole checks, taken as people take them, come to their end in Slack without a single complaint.

1. The four shipped flows, in every language they declare, by people who press, choose, tick, type, write into
   windows, go back, ask for help, skip, change answers, begin again and look around: nothing is refused, lost
   or sent twice, nobody is called out to, no warning is shown, everything is answered, one question is alive,
   and the result is what the stored answers are worth. Over HTTP, and two of them by Socket Mode.
2. The longest flow that may be written goes the same way in five languages, one of them from right to left.
   What is too long for one message comes in several, and what can be pressed stands in the last.
3. Several people do so at once, and each gets their own.
4. So does a check with a question of every kind, its offer included.
"""

import asyncio
from random import Random
from typing import Final

import pytest

from tests.fakes.slack import FakeSlack, Message
from tests.served import library
from tests.slack.served import WayIn, served
from tests.slack.wandering import Wanderer
from tests.telegram.flows import KINDS, MOOD
from tests.telegram.longest import LANGUAGES, longest
from tests.together import Together

pytestmark = pytest.mark.usefixtures("unhurried")

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
    slack: FakeSlack, ready_sqlite_url: str, flow: str, language: str, seed: int
) -> None:
    way_in: WayIn = "socket" if seed == 2 and flow in ("team-health", "weekly-pulse") else "http"
    chance = Random(f"{flow} {language} {seed}")
    async with served(slack, ready_sqlite_url, SHIPPED, way_in=way_in) as server:
        wanderer = Wanderer(slack, server, SHIPPED, chance, language=language)
        await wanderer.takes(flow)
        assert await wanderer.has_right_results() >= 1


@pytest.mark.parametrize("language", LANGUAGES)
async def test_2_the_longest_flow_to_the_very_end(
    slack: FakeSlack, ready_sqlite_url: str, language: str
) -> None:
    flows = library(LONGEST)
    async with served(slack, ready_sqlite_url, flows) as server:
        wanderer = Wanderer(slack, server, flows, Random(f"longest {language}"), language=language)
        await wanderer.takes("longest")
        assert await wanderer.has_right_results() == 1
        seen = wanderer.app.bot_messages
        last = max(place for place, message in enumerate(seen) if leads_to_workings(message))
        first = max(place for place, message in enumerate(seen[:last]) if "Result " in message.words)
        assert last > first, "a long result comes in several messages"
        assert not any(message.controls for message in seen[first:last])


def leads_to_workings(message: Message) -> bool:
    return any(control.element.get("value", "").startswith("w") for control in message.controls)


PEOPLE: Final = {"ana": "team-health", "ben": "business-systems", "cem": "delivery-check",
                 "dora": "weekly-pulse", "eva": "team-health"}  # fmt: skip


@pytest.mark.parametrize("way_in", ["http", "socket"])
async def test_3_several_people_at_once(slack: FakeSlack, ready_sqlite_url: str, way_in: WayIn) -> None:
    async with served(slack, ready_sqlite_url, SHIPPED, way_in=way_in) as server:
        together = Together(server, server.comes_to_rest, len(PEOPLE))
        wanderers = {
            name: Wanderer(slack, together, SHIPPED, Random(f"{name} {way_in}"), name=name) for name in PEOPLE
        }
        async with asyncio.TaskGroup() as group:
            for name, flow in PEOPLE.items():
                group.create_task(together.until_done(wanderers[name].takes(flow)))
        for name, flow in PEOPLE.items():
            assert await wanderers[name].has_right_results() >= 1
            assert (await wanderers[name].place()).conversation.flow.name in {flow, "team-health"}
    slack.record.sent.clear()


@pytest.mark.parametrize("seed", range(6))
async def test_4_every_kind_of_question(
    slack: FakeSlack, ready_sqlite_url: str, way_in: WayIn, seed: int
) -> None:
    flows = library(KINDS, MOOD)
    async with served(slack, ready_sqlite_url, flows, way_in=way_in) as server:
        wanderer = Wanderer(slack, server, flows, Random(f"kinds {way_in} {seed}"), detours=25)
        await wanderer.takes("kinds")
        assert await wanderer.has_right_results() >= 1
