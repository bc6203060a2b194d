"""Proves: what goes wrong between an app and Slack goes wrong as a test says, and only so often.

1. Lost before and after, silent, slow, late, cut in the middle, too many, broken servers, any error.
2. A rule is about a method, a person, a number of calls after some others, or a chance.
3. Injected faults are no refusals; the record tells both.
"""

import asyncio
import time

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.fakes.slack import FakeSlack, Person, Trouble
from tests.fakes.slack.pieces import home, section


@pytest.fixture
def ana(slack: FakeSlack) -> Person:
    return slack.person("ana")


@pytest.fixture
async def client(slack: FakeSlack) -> AsyncWebClient:
    """One that tries nothing twice."""
    return AsyncWebClient(token=slack.home.bot_token, base_url=slack.api_url, retry_handlers=[], timeout=1)


async def error_of(client: AsyncWebClient, person: Person) -> str:
    try:
        await client.chat_postMessage(channel=person.id, text="x")
    except SlackApiError as error:
        return str(error.response["error"])
    return ""


@pytest.mark.parametrize(
    ("trouble", "done"), [(Trouble.LOST_BEFORE, False), (Trouble.LOST_AFTER, True), (Trouble.MALFORMED, True)]
)
async def test_an_answer_can_be_lost(
    slack: FakeSlack, client: AsyncWebClient, ana: Person, trouble: Trouble, done: bool
) -> None:
    slack.fails(trouble, method="chat.postMessage")
    with pytest.raises((aiohttp.ClientError, SlackApiError)):
        await client.chat_postMessage(channel=ana.dm, text="x")
    assert bool(ana.messages) is done
    await client.chat_postMessage(channel=ana.dm, text="y")
    assert slack.requests[0].fault == trouble
    assert slack.refusals == []


async def test_slack_can_say_too_many_and_any_error(
    slack: FakeSlack, client: AsyncWebClient, ana: Person
) -> None:
    slack.fails("ratelimited", retry_after=7)
    with pytest.raises(SlackApiError) as error:
        await client.chat_postMessage(channel=ana.dm, text="x")
    assert (error.value.response.status_code, error.value.response.headers["Retry-After"]) == (429, "7")
    slack.fails("fatal_error")
    assert await error_of(client, ana) == "fatal_error"
    slack.fails("server_error")
    with pytest.raises(SlackApiError) as broken:
        await client.chat_postMessage(channel=ana.dm, text="x")
    assert broken.value.response.status_code == 500
    assert ana.messages == []
    slack.check_no_complaints()


async def test_slack_can_be_slow_or_silent(slack: FakeSlack, client: AsyncWebClient, ana: Person) -> None:
    slack.fails(Trouble.SLOW, seconds=0.1)
    begin = time.monotonic()
    await client.chat_postMessage(channel=ana.dm, text="slow")
    slack.fails(Trouble.LATE, seconds=0.1)
    late = asyncio.create_task(client.chat_postMessage(channel=ana.dm, text="late"))
    await ana.until("late")
    assert not late.done()
    await late
    assert time.monotonic() - begin >= 0.2
    hasty = AsyncWebClient(token=client.token, base_url=slack.api_url, retry_handlers=[], timeout=1)
    for trouble in (Trouble.SILENT_BEFORE, Trouble.SILENT_AFTER):
        slack.fails(trouble)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(hasty.chat_postMessage(channel=ana.dm, text=trouble), 0.1)
    await slack.settles()
    assert [one.text for one in ana.messages] == ["slow", "late", "silent_after"]


async def test_a_rule_is_about_some_calls(slack: FakeSlack, client: AsyncWebClient, ana: Person) -> None:
    ben = slack.person("ben")
    slack.fails("fatal_error", person=ana, method="chat.postmessage", times=2, skips=1)
    assert await error_of(client, ben) == ""
    await client.chat_postMessage(channel=ana.dm, text="x")
    assert [await error_of(client, one) for one in (ben, ana, ana, ana)] == [
        "",
        "fatal_error",
        "fatal_error",
        "",
    ]
    rule = slack.fails("internal_error", method="views.publish", person=ana, times=None)
    for _ in range(3):
        with pytest.raises(SlackApiError, match="internal_error"):
            await client.views_publish(user_id=ana.id, view=home(section("x")))
    await client.views_publish(user_id=ben.id, view=home(section("x")))
    assert rule.hits == 3
    slack.faults.end()
    await client.views_publish(user_id=ana.id, view=home(section("x")))


async def test_a_chance_is_the_same_each_time(slack: FakeSlack, client: AsyncWebClient, ana: Person) -> None:
    def strikes() -> list[bool]:
        rule = slack.fails("fatal_error", probability=0.5, seed=1, times=None)
        found = [rule.strikes("chat.postMessage", ()) for _ in range(20)]
        slack.faults.end()
        return found

    first = strikes()
    assert first == strikes()
    assert 0 < sum(first) < 20
