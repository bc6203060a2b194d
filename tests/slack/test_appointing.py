"""Proves: an admin appoints managers, who may then start team check-ins, and takes that back."""

import pytest

from tests.fakes.slack import FakeSlack
from tests.people import Colleague
from tests.served import library
from tests.slack.served import served
from tests.slack.starting import CREW, admin, begins, opens

pytestmark = pytest.mark.usefixtures("unhurried")


async def test_an_admin_appoints_managers(slack: FakeSlack, ready_sqlite_url: str) -> None:
    async with served(slack, ready_sqlite_url, library(CREW), **admin(slack)) as server:
        mia, ben = Colleague(slack, server, "mia"), Colleague(slack, server, "ben")
        assert "Only an admin" in (await ben.commands("managers", channel="general")).read
        await mia.app.opens_form("managers")
        await mia.app.fills_in("People who may start team check-ins", ben.app)
        await begins(mia)
        mia.sees("1 person besides the admins may start team check-ins.")
        await opens(ben)
        await ben.app.closes_modal()
        await mia.app.opens_form("managers")
        assert mia.app.in_field("People who may start team check-ins") == [ben.app.id]
        await mia.app.fills_in("People who may start team check-ins")
        await begins(mia)
        mia.sees("Only admins may start team check-ins.")
        assert "started by admins" in (await ben.commands("team", channel="general")).read
