"""A fake Slack for each test, and a server of ours that it talks to, over HTTP and by Socket Mode."""

from collections.abc import AsyncIterator
from typing import cast

import pytest

from bot.reception.slack import forms, inbox
from tests.fakes.patience import PATIENCE
from tests.fakes.slack import FakeSlack
from tests.slack.looking import in_channels
from tests.slack.served import WayIn
from tests.store.conftest import (  # noqa: F401  # found by name
    ready_postgres_url,
    ready_sqlite_url,
    shared_postgres_url,
    sqlite_model,
)


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    """At the end of a test Slack has refused nothing, got nothing twice, nobody was called out to, and
    nothing stands where others read along.
    """
    async with FakeSlack() as fake:
        yield fake
        fake.check_no_complaints()
        assert fake.doubles == {}
        assert fake.record.mentions == []
        assert in_channels(fake) == []


@pytest.fixture
async def waiting(slack: FakeSlack) -> FakeSlack:
    """A Slack that gives our server a little time between its tries."""
    slack.world.events._pace = 0.01
    return slack


@pytest.fixture
def unhurried(slack: FakeSlack, monkeypatch: pytest.MonkeyPatch) -> None:
    """All answers come in time, however busy the machine is: what comes late is another test."""
    monkeypatch.setattr(forms, "AT_ONCE", PATIENCE)
    monkeypatch.setattr(inbox, "ANSWER_SECONDS", PATIENCE)
    slack.waits_for_answers(PATIENCE)


@pytest.fixture(params=["http", "socket"])
def way_in(request: pytest.FixtureRequest) -> WayIn:
    """How things come in: each test that asks runs both ways."""
    return cast("WayIn", request.param)
