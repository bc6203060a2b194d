"""Proves: where Slack or the database is slow, a form shows something at once, and the answer in its place.

What is wrong then is said where the page loads, and what was filled in stays.
"""

from tests.fakes.slack import FakeSlack, Trouble
from tests.people import Colleague
from tests.rows import Slow
from tests.served import library
from tests.slack.served import served
from tests.slack.starting import CREW, admin, all_of, begins, fills_crew, opens


async def test_where_slack_is_slow_something_is_shown_at_once(
    slack: FakeSlack, ready_sqlite_url: str
) -> None:
    async with served(slack, ready_sqlite_url, library(CREW), **admin(slack)) as server:
        mia = Colleague(slack, server, "mia")
        slack.usergroup("payments", [mia.app])
        await mia.waits()
        slack.fails(Trouble.SLOW, method="usergroups.list", seconds=1.0)
        await mia.app.commands("team")
        await mia.app.until(lambda app: app.modal)
        assert "[Next]" not in mia.app.modal_screen
        await mia.app.until(lambda app: "[Next]" in app.modal_screen)
        await mia.app.fills_in("Name of the team", "Payments")
        await mia.app.fills_in("User groups", "Payments")
        slack.fails(Trouble.SLOW, method="usergroups.users.list", seconds=2.0)
        await mia.app.submits()
        assert mia.app.modal is not None
        assert "One moment" in mia.app.modal_screen or "Loading" in mia.app.modal_screen
        await mia.app.until(lambda app: "1 person of “Payments”" in app.modal_screen)
        await begins(mia)
        assert len(await all_of(server, slack)) == 1


async def test_also_where_knowing_who_it_is_takes_long(slack: FakeSlack, ready_sqlite_url: str) -> None:
    async with served(slack, ready_sqlite_url, library(CREW), **admin(slack)) as server:
        mia = Colleague(slack, server, "mia")
        await fills_crew(mia, Colleague(slack, server, "ana"))
        slow = Slow(server, 3.0)
        await mia.app.submits()
        assert "One moment" in mia.app.modal_screen
        assert mia.app.warnings == []
        slow.well()
        await mia.app.until(lambda app: "1 person of “Payments”" in app.modal_screen)
        await begins(mia)
        assert len(await all_of(server, slack)) == 1


async def test_what_is_wrong_late_is_said_where_the_page_loads(
    slack: FakeSlack, ready_sqlite_url: str
) -> None:
    async with served(slack, ready_sqlite_url, library(CREW), **admin(slack)) as server:
        mia = Colleague(slack, server, "mia")
        secret = slack.group("secret", [mia.app])
        await opens(mia)
        await mia.app.fills_in("Name of the team", "Payments")
        await mia.app.fills_in("Channels", secret)
        slack.fails(Trouble.SLOW, method="conversations.members", seconds=2.0)
        await mia.app.submits()
        await mia.app.until(lambda app: "/invite @checkup" in app.modal_screen)
        await mia.app.closes_modal()
        assert mia.app.in_field("Name of the team") == "Payments"
        slack.record.refusals.clear()
