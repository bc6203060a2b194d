"""Proves: who belongs to an audience, as Slack has it, at no more calls than Slack takes.

1. Channels, user groups and people together: everybody once, with zone and language.
2. Who is left out, and why: bots, Slackbot, workflow bots, those who left, those who have not come, guests,
   people of other companies. The app itself is nobody who is left out.
3. Guests and people of other companies are asked where somebody says so.
4. What is hidden from us, what a plan has not, what is gone, what we may not: said by its own name.
5. A few are asked about one by one; 5,000 are read from the list, page by page, and known for a while.
6. Many small audiences in a row cost one reading of the list, not a question for each person.
7. Slack may make us wait; where that takes too long, nobody can say just now, and what was learned stays.
8. What Slack tells of a person holds at once: somebody who left is asked no more.
9. In an organisation the workspaces are named to Slack.
"""

import time
from collections.abc import AsyncIterator, Mapping

import aiohttp
import pytest

from bot.channels.slack.api import SlackApi
from bot.channels.slack.directory import Listed, Standing, listed
from bot.reception.slack.audiences import FRESH, Audiences
from bot.reception.slack.workspaces import Bot
from bot.turn.teams.audience import Audience, CannotLook, LeftOut, Looked, Member
from tests.fakes.slack import FakeSlack

ZONES = ("Europe/Berlin", "Asia/Tokyo", "America/New_York")


class Everywhere:
    """The workspaces that let us in: all that the fake knows."""

    def __init__(self, slack: FakeSlack) -> None:
        self._slack = slack
        self.token_of: Mapping[str, str] = {}

    async def token(self, workspace: str) -> str | None:
        return self.token_of.get(workspace, self._slack.home.bot_token)

    async def bot_of(self, workspace: str) -> Bot | None:
        home = self._slack.home
        return Bot(home.bot_user_id, home.bot_id, self._slack.app_id, home.name)

    async def lost(self, workspace: str, why: str) -> None:
        self.token_of = {}

    async def uninstalled(self, workspace: str) -> None:
        raise AssertionError(workspace)

    async def revoked(self, workspace: str, bot_users: object) -> None:
        raise AssertionError(workspace)


class Hour:
    """The time, which a test moves."""

    now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    async with FakeSlack() as fake:
        yield fake


@pytest.fixture
def hour() -> Hour:
    return Hour()


@pytest.fixture
async def audiences(slack: FakeSlack, hour: Hour) -> AsyncIterator[Audiences]:
    everywhere = Everywhere(slack)
    async with aiohttp.ClientSession() as session:
        yield Audiences(SlackApi(session, slack.api_url, everywhere), everywhere, hour, patience=5.0)


async def looks(audiences: Audiences, slack: FakeSlack, **whom: object) -> Looked:
    return await audiences.look(slack.home.team_id, Audience(**whom))  # type: ignore[arg-type]


async def cannot(audiences: Audiences, slack: FakeSlack, **whom: object) -> tuple[str, bool]:
    with pytest.raises(CannotLook) as refused:
        await looks(audiences, slack, **whom)
    return refused.value.why, refused.value.for_good


async def test_everybody_once_with_zone_and_language(slack: FakeSlack, audiences: Audiences) -> None:
    ana = slack.person("ana", locale="de-DE", tz="Europe/Berlin")
    ben = slack.person("ben", locale="en-GB", tz="Asia/Tokyo")
    cem, dan = slack.person("cem", tz=""), slack.person("dan", display_name="")
    crew = slack.channel("crew", [ana, ben], has_bot=True)
    group = slack.usergroup("payments", [ben, cem])
    found = await looks(audiences, slack, channels=(crew.id,), groups=(group,), people=(dan.id, ana.id))
    assert sorted(found.members, key=lambda one: one.person) == [
        Member(ana.id, "Europe/Berlin", "de-DE"),
        Member(ben.id, "Asia/Tokyo", "en-GB"),
        Member(cem.id, None, "en-US"),
        Member(dan.id, "Europe/Berlin", "en-US"),
    ]
    assert found.left_out == {}, "the app is in the channel, and nobody"


async def test_who_is_left_out_and_why(slack: FakeSlack, audiences: Audiences) -> None:
    beta = slack.workspace("Beta")
    crew = slack.channel("crew", [
        slack.person("ana"),
        slack.person("robot", is_bot=True),
        slack.person("flow", is_workflow_bot=True),
        slack.person("gone", deleted=True),
        slack.person("gone2", deleted=True),
        slack.person("soon", is_invited_user=True),
        slack.person("guest", is_restricted=True),
        slack.person("guest2", is_restricted=True, is_ultra_restricted=True),
        slack.person("app", is_app_user=True),
    ], has_bot=True)  # fmt: skip
    slack.outsider("zoe", beta, crew)
    slack.outsider("yan", beta, crew, deleted=True)
    found = await looks(audiences, slack, channels=(crew.id,), people=("USLACKBOT",))
    assert [one.person for one in found.members] == [slack.person("ana").id, slack.person("app").id]
    assert found.left_out == {
        LeftOut.BOT: 3,
        LeftOut.DEACTIVATED: 3,
        LeftOut.NOT_JOINED: 1,
        LeftOut.GUEST: 2,
        LeftOut.EXTERNAL: 1,
    }


async def test_guests_and_outsiders_are_asked_where_somebody_says_so(
    slack: FakeSlack, audiences: Audiences
) -> None:
    guest = slack.person("guest", is_ultra_restricted=True)
    crew = slack.channel("crew", [guest])
    zoe = slack.outsider("zoe", slack.workspace("Beta"), crew)["id"]
    both = await looks(audiences, slack, channels=(crew.id,), guests=True, externals=True)
    assert {one.person for one in both.members} == {guest.id, zoe}
    guests = await looks(audiences, slack, channels=(crew.id,), guests=True)
    assert [one.person for one in guests.members] == [guest.id]
    assert guests.left_out == {LeftOut.EXTERNAL: 1}


async def test_what_nobody_can_see_is_said(slack: FakeSlack, audiences: Audiences) -> None:
    secret = slack.group("secret", [slack.person("ana")])
    group = slack.usergroup("payments", [slack.person("ana")])
    assert await cannot(audiences, slack, channels=(secret.id,)) == ("channel hidden", True)
    assert await cannot(audiences, slack, groups=("S0999",)) == ("gone", True)
    slack.home.paid = False
    assert await cannot(audiences, slack, groups=(group,)) == ("plan without groups", True)
    slack.home.scopes -= {"channels:read"}
    general = slack.channel("general")
    assert await cannot(audiences, slack, channels=(general.id,)) == ("permission missing", True)
    slack.fails("fatal_error", times=10)
    assert await cannot(audiences, slack, people=("U0999",)) == ("later", False)
    slack.faults.end()
    await slack.uninstalls(slack.home)
    assert (await cannot(audiences, slack, people=("U0999",)))[0] in {"gone", "later"}


async def test_whom_slack_does_not_show(slack: FakeSlack, audiences: Audiences) -> None:
    stranger = slack.outsider("zoe", slack.workspace("Beta"))["id"]
    found = await looks(audiences, slack, people=(stranger, "U0999"))
    assert found.members == ()
    assert found.left_out == {LeftOut.EXTERNAL: 1, LeftOut.DEACTIVATED: 1}


async def test_five_thousand_are_read_from_the_list(
    slack: FakeSlack, audiences: Audiences, hour: Hour
) -> None:
    people = slack.people(5_000, zones=ZONES)
    everybody = slack.channel("everybody", people, has_bot=True)
    began = time.perf_counter()
    found = await looks(audiences, slack, channels=(everybody.id,))
    assert time.perf_counter() - began < 10
    assert [one.person for one in found.members] == [one.id for one in people]
    assert found.members[1].zone == "Asia/Tokyo"
    calls = slack.record.calls
    assert (calls["conversations.members"], calls["users.list"], calls["users.info"]) == (26, 25, 0)
    await looks(audiences, slack, channels=(everybody.id,))
    assert (calls["users.list"], calls["users.info"]) == (25, 0), "they are known"
    hour.now += FRESH
    await looks(audiences, slack, channels=(everybody.id,))
    assert calls["users.list"] == 50, "but not for good"


async def test_a_few_are_asked_about_one_by_one(slack: FakeSlack, audiences: Audiences) -> None:
    slack.people(5_000)
    few = [slack.person(f"p{number}") for number in range(50)]
    await looks(audiences, slack, people=tuple(one.id for one in few))
    assert (slack.record.calls["users.info"], slack.record.calls["users.list"]) == (50, 0)


async def test_many_small_audiences_cost_one_list(slack: FakeSlack, audiences: Audiences) -> None:
    people = slack.people(1_000)
    teams = [slack.channel(f"t{n}", people[n * 20 : n * 20 + 20], has_bot=True) for n in range(50)]
    for team in teams:
        found = await looks(audiences, slack, channels=(team.id,))
        assert len(found.members) == 20
    assert slack.record.calls["users.info"] <= 100, "a minute's worth"
    assert slack.record.calls["users.list"] <= 6


async def test_slack_may_make_us_wait(slack: FakeSlack, audiences: Audiences) -> None:
    crew = slack.channel("crew", slack.people(30))
    slack.fails("ratelimited", method="users.info", retry_after=1, times=3)
    assert len((await looks(audiences, slack, channels=(crew.id,))).members) == 30
    others = slack.channel("others", [slack.person(f"q{number}") for number in range(30)])
    slack.fails("ratelimited", method="users.info", retry_after=60, times=1)
    assert await cannot(audiences, slack, channels=(others.id,)) == ("later", False)
    before = slack.record.calls["users.info"]
    assert len((await looks(audiences, slack, channels=(crew.id,))).members) == 30
    assert slack.record.calls["users.info"] == before, "what was learned stays"


async def test_news_hold_at_once(slack: FakeSlack, audiences: Audiences) -> None:
    ana = slack.person("ana", locale="de-DE")
    team = slack.home.team_id
    assert len((await looks(audiences, slack, people=(ana.id,))).members) == 1
    told = listed({**ana.user, "locale": None, "tz": "Asia/Tokyo"}, team)
    assert told == Listed(ana.id, Standing.MEMBER, "Asia/Tokyo", None)
    audiences.heard(team, told)
    found = await looks(audiences, slack, people=(ana.id,))
    assert found.members == (Member(ana.id, "Asia/Tokyo", "de-DE"),), "an event brings no language"
    left = listed({**ana.user, "deleted": True}, team)
    assert left is not None
    audiences.heard(team, left)
    assert (await looks(audiences, slack, people=(ana.id,))).left_out == {LeftOut.DEACTIVATED: 1}


async def test_an_organisation(slack: FakeSlack, hour: Hour) -> None:
    north = slack.workspace("North", enterprise="Corp")
    south = slack.workspace("South", enterprise="Corp")
    assert north.enterprise is not None
    above = north.enterprise
    slack.world.tenants.install(above)
    assert above.installation is not None
    everywhere = Everywhere(slack)
    everywhere.token_of = {above.id: above.installation.bot_token}
    both = {"enterprise_id": above.id, "teams": [north.team_id, south.team_id]}
    people = [slack.person(f"s{n}", workspace=south, enterprise_user=both) for n in range(60)]
    group = slack.usergroup("crew", people, workspace=south)
    async with aiohttp.ClientSession() as session:
        audiences = Audiences(SlackApi(session, slack.api_url, everywhere), everywhere, hour)
        found = await audiences.look(above.id, Audience(groups=(group,)))
        assert len(found.members) == 60
        assert await audiences.groups(above.id) == {group: "Crew"}
    refused = [one.error for one in slack.record.refusals]
    assert refused == ["no_such_subteam"], "the first workspace does not know the group"


@pytest.mark.parametrize("hostile", [None, [], "U01", {}, {"id": 7}, {"id": "<!channel>"}])
def test_what_is_no_user_is_nobody(hostile: object) -> None:
    assert listed(hostile, "T01") is None


def test_hostile_zones_and_languages_are_not_taken() -> None:
    user = {"id": "U01", "team_id": "T01", "tz": "../../etc/passwd", "locale": "<script>"}
    assert listed(user, "T01") == Listed("U01", Standing.MEMBER)


async def test_the_names_of_groups(slack: FakeSlack, audiences: Audiences, hour: Hour) -> None:
    slack.usergroup("payments", [])
    old = slack.usergroup("old", [])
    slack.home.usergroups[old]["date_delete"] = 1_700_000_000
    assert list((await audiences.groups(slack.home.team_id)).values()) == ["Payments"]
    slack.usergroup("support", [])
    assert len(await audiences.groups(slack.home.team_id)) == 1, "they are known for a while"
    hour.now += 120
    assert len(await audiences.groups(slack.home.team_id)) == 2
    assert slack.record.calls["usergroups.list"] == 2
