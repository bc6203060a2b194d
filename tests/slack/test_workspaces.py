"""Proves: one server for many workspaces keeps them apart, and lets go of one at once when it is lost.

1. Workspaces that installed the app live in one process. The same person's id in two of them is two people:
   their answers, messages and Home tabs do not meet. So is an organisation that installed it as a whole.
2. Taken out, tokens taken back, or a call refused because there is no account any more: all work for that
   workspace stops, what waits is given up, no reminder comes. The others go on and notice nothing.
3. Installed anew, nothing goes out before the person writes; then it goes on where they were.
4. A token that runs out in the middle is exchanged, and nothing is lost. A refusal that Slack takes back when
   it is asked again stops nothing.
"""

from dataclasses import replace
from datetime import timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select, update

from bot.clock import now
from bot.store.tables import ADDRESS, ANSWER, CONVERSATION, DELIVERY, INSTALLATION
from tests.fakes.slack import FakeSlack, Workspace
from tests.people import Colleague
from tests.rows import count, undelivered
from tests.served import Served, library
from tests.slack.looking import only_the_last_asks
from tests.slack.served import served
from tests.slack.wire import event_comes, interaction_comes, message_event, press
from tests.telegram.flows import MOOD

WAYS: Final = ["uninstalls", "revokes_tokens", "account_inactive", "token_revoked", "invalid_auth"]


async def installed(slack: FakeSlack, server: Served, name: str, **more: Any) -> Workspace:
    """A workspace whose administrator let the app in; who installs is greeted, and looks away."""
    workspace = slack.workspace(name, **more)
    admin = Colleague(slack, server, f"admin-{name}", workspace=workspace)
    await slack.installs(workspace, f"{server.address}/slack/install", by=admin.app)
    await admin.waits()
    return workspace


def to_eleven(days: int) -> timedelta:
    """From now to eleven in Berlin, on a day on which people work, at least so many days ahead."""
    berlin = ZoneInfo("Europe/Berlin")
    day = (now() + timedelta(days=days)).astimezone(berlin).replace(hour=11, minute=0)
    while day.weekday() > 4 or day - now() < timedelta(days=days):
        day += timedelta(days=1)
    return day - now()


async def time_passes(server: Served, ana: Colleague, time: timedelta) -> None:
    """So much later, the clockwork looks whose time has come."""
    clockwork = server.slack.clockwork
    usual, moment = clockwork._around, now() + time
    clockwork._around = lambda: replace(usual(), now=moment)
    await clockwork.tick()
    clockwork._around = usual
    await ana.waits()


def calls(slack: FakeSlack, workspace: Workspace) -> int:
    """How often Slack was asked for anything there, or with a token that it takes no longer."""
    return sum(one.team in ("", workspace.team_id) for one in slack.requests)


# --- 1. Side by side ---------------------------------------------------------------------------------


async def test_1_the_same_id_in_two_workspaces_is_two_people(slack: FakeSlack, ready_sqlite_url: str) -> None:
    """Slack gives ids within a workspace: what comes from Globex says that it is from Ana's id."""
    async with served(slack, ready_sqlite_url, library(MOOD), way_in="many") as server:
        acme = await installed(slack, server, "Acme Two")
        globex = await installed(slack, server, "Globex")
        ana = await Colleague(slack, server, "ana", workspace=acme).begins("mood")
        other = Colleague(slack, server, "other", workspace=globex)

        async def says(words: str) -> None:
            came = message_event(slack, other, words, user=ana.app.id)
            assert await event_comes(slack, server, came) == 200
            await other.waits()

        await says("menu")
        assert other.app.last.labels == ["Start"]
        payload = press(other, "Start")
        payload["user"] = payload["user"] | {"id": ana.app.id}
        assert await interaction_comes(slack, server, payload) == 200
        await other.waits()
        other.sees("Question 1 of 3")
        await ana.taps("Agree", "Agree", "Agree")
        ana.sees("Your result: 75 of 100")
        other.sees("Question 1 of 3")
        await says("disagree")
        other.sees("Question 2 of 3")
        stolen = press(other, "Agree")
        stolen["user"] = stolen["user"] | {"id": ana.app.id}
        stolen["team"] = stolen["team"] | {"id": acme.team_id}
        assert await interaction_comes(slack, server, stolen) == 200
        await other.waits()
        assert "belongs to somebody else" in other.app.ephemerals[-1].words
        rows = await server.reads(lambda c: c.execute(select(ADDRESS)).all())
        theirs = [row for row in rows if row.external_id == ana.app.id]
        assert {row.workspace for row in theirs} == {acme.team_id, globex.team_id}
        assert len({row.respondent_id for row in theirs}) == 2
        assert await count(server, ANSWER) == 4
        await ana.commands("delete")
        await ana.taps("Delete everything")
        assert await count(server, ANSWER) == 1
    slack.record.sent.clear()
    slack.refusals.clear()  # the fake gives ids that no other workspace has


async def test_1_an_organisation_is_one(slack: FakeSlack, ready_sqlite_url: str) -> None:
    async with served(slack, ready_sqlite_url, library(MOOD), way_in="many") as server:
        north = slack.workspace("North", enterprise="Initech")
        south = slack.workspace("South", enterprise="Initech")
        admin = Colleague(slack, server, "admin", workspace=north)
        await slack.installs(north, f"{server.address}/slack/install", by=admin.app, enterprise=True)
        await admin.waits()
        ana = await Colleague(slack, server, "ana", workspace=north).begins("mood")
        ben = await Colleague(slack, server, "ben", workspace=south).begins("mood")
        await ana.taps("Agree")
        await ben.types("agree")
        for one in (ana, ben):
            one.sees("Question 2 of 3")
            only_the_last_asks(one)
            await one.opens_home()
            assert "Go on" in one.app.home_screen
        assert north.enterprise is not None
        assert await server.reads(
            lambda c: c.execute(select(ADDRESS.c.workspace).distinct()).scalars().all()
        ) == [north.enterprise.id]
        assert await undelivered(server) == []


# --- 2. The end --------------------------------------------------------------------------------------


async def ends(slack: FakeSlack, workspace: Workspace, how: str) -> None:
    """The app loses a workspace, and Slack may tell."""
    if how in ("uninstalls", "revokes_tokens"):
        await getattr(slack, how)(workspace)
    else:
        assert workspace.installation is not None
        workspace.installation.error = how  # nobody tells


@pytest.mark.parametrize("how", WAYS)
async def test_2_all_work_stops_and_others_go_on(slack: FakeSlack, ready_sqlite_url: str, how: str) -> None:
    async with served(slack, ready_sqlite_url, library(MOOD), way_in="many") as server:
        acme = await installed(slack, server, "Acme Two")
        globex = await installed(slack, server, "Globex")
        ana = await Colleague(slack, server, workspace=acme).begins("mood")
        ben = await Colleague(slack, server, "ben", workspace=acme).begins("mood")
        cid = await Colleague(slack, server, "cid", workspace=globex).begins("mood")
        slow = slack.fails("ratelimited", method="chat.postMessage", person=ana.app, retry_after=2)
        await ana.app.types("agree")
        await ana.app.types("agree")
        await slack.is_struck(slow)
        await ends(slack, acme, how)
        await ana.waits()  # what waited for its second meets it
        before, sent = calls(slack, acme), len(ana.app.bot_messages) + len(ben.app.bot_messages)

        await ben.app.taps("Agree")
        await ben.app.types("agree")
        assert "not installed" in (await ben.commands("start mood", channel=None)).text
        await ben.waits()
        for days in (2, 4):
            await time_passes(server, ana, to_eleven(days))
        await server.slack.outbox.sweep()
        await ana.waits()
        assert calls(slack, acme) == before
        assert len(ana.app.bot_messages) + len(ben.app.bot_messages) == sent
        waiting = select(func.count()).where(DELIVERY.c.status.in_(["waiting", "sending"]))
        assert await server.reads(lambda c: c.execute(waiting).scalar_one()) == 0
        here = select(ADDRESS.c.reachable).where(ADDRESS.c.workspace == acme.team_id)
        assert {*await server.reads(lambda c: c.execute(here).scalars().all())} == {False}

        cid.sees("waits for you")
        await cid.taps("Agree")
        await cid.types("agree")
        cid.sees("Question 3 of 3")
        only_the_last_asks(cid)
    slack.refusals.clear()
    slack.record.sent.clear()


# --- 3. Anew -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["uninstalls", "account_inactive"])
async def test_3_anew_nothing_goes_out_before_the_person_writes(
    slack: FakeSlack, ready_sqlite_url: str, how: str
) -> None:
    async with served(slack, ready_sqlite_url, library(MOOD), way_in="many") as server:
        acme = await installed(slack, server, "Acme Two")
        ana = await Colleague(slack, server, workspace=acme).begins("mood")
        await ana.taps("Agree")
        ben = await Colleague(slack, server, "ben", workspace=acme).begins("mood")
        await ends(slack, acme, how)
        await ana.commands("continue", channel=None)  # what is said to that meets it
        before = len(ana.app.bot_messages), len(ben.app.bot_messages)
        await installed(slack, server, "Acme Two")
        for days in (2, 4):
            await time_passes(server, ana, to_eleven(days))
        await server.slack.outbox.sweep()
        await ana.waits()
        assert (len(ana.app.bot_messages), len(ben.app.bot_messages)) == before
        await ana.types("hello")
        ana.sees("Question 2 of 3")
        only_the_last_asks(ana)
        await ben.taps("Agree")
        ben.sees("Question 2 of 3")
        only_the_last_asks(ben)
        assert await count(server, CONVERSATION) == 3  # with the greeting of who installed it
    slack.refusals.clear()
    slack.record.silent_losses.clear()
    slack.record.sent.clear()


# --- 4. Tokens in the middle -------------------------------------------------------------------------


async def test_4_a_token_that_runs_out_is_exchanged(slack: FakeSlack, ready_sqlite_url: str) -> None:
    async with served(slack, ready_sqlite_url, library(MOOD), way_in="many") as server:
        acme = await installed(slack, server, "Acme Two", token_rotation=True)
        ana = await Colleague(slack, server, workspace=acme).begins("mood")
        ben = await Colleague(slack, server, "ben", workspace=acme).begins("mood")
        first = acme.bot_token
        soon = update(INSTALLATION).values(expires_at=now() - timedelta(seconds=1))
        await server.database.run(lambda c: c.execute(soon))
        server.slack.reception._workspaces.forget(acme.team_id)  # type: ignore[attr-defined]  # half a minute later
        assert acme.installation is not None
        slack.world.tenants.tokens.pop(first)
        await ana.app.types("agree")
        await ben.app.taps("Agree")
        for one in (ana, ben):
            await one.waits()
            one.sees("Question 2 of 3")
            only_the_last_asks(one)
        assert acme.bot_token != first
        assert len(slack.record.of("oauth.v2.access")) == 2  # to install, and one exchange
        assert await count(server, ANSWER) == 2
        assert await undelivered(server) == []


@pytest.mark.parametrize("error", ["invalid_auth", "account_inactive", "token_revoked", "token_expired"])
@pytest.mark.parametrize("way_in", ["http", "many"])
async def test_4_what_slack_takes_back_stops_nothing(
    slack: FakeSlack, ready_sqlite_url: str, way_in: Any, error: str
) -> None:
    async with served(slack, ready_sqlite_url, library(MOOD), way_in=way_in) as server:
        acme = slack.home if way_in == "http" else await installed(slack, server, "Acme Two")
        ana = await Colleague(slack, server, workspace=acme).begins("mood")
        slack.fails(error, method="chat.postMessage")
        await ana.types("agree")
        ana.sees("Question 2 of 3")
        assert await undelivered(server) == []
        assert {*await server.reads(lambda c: c.execute(select(ADDRESS.c.reachable)).scalars().all())} == {
            True
        }
        await ana.taps("Agree", "Agree")
        ana.sees("Your result")
