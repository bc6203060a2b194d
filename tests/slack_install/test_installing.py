"""A workspace installs Checkup, through its own pages and Slack's.

1. It works: the workspace is kept, its token in no file as it is, and who installed it is greeted, nobody
   else and not again. An organisation does it for all its workspaces.
2. What goes wrong is told on a page with what to do, in the browser's language, and changes nothing: denied,
   too late, twice, in another browser, made up, refused by Slack, Slack out of reach, the database away, the
   process about to end.
3. Nobody writes into the address of Slack's page; pages are not kept, framed or scripted; long addresses are
   refused. Whoever only looks at the head writes nothing, and a flood of visits writes no flood of rows.
4. Coming anew lets the workspace in again.
"""

import os
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import func, select

from bot.store.database import Database, open_database
from bot.store.errors import DatabaseUnreachable
from bot.store.tables import OAUTH_STATE
from tests.fakes.slack import FakeSlack, Trouble
from tests.slack_install.installed import SCOPES, Site, site
from tests.store.samples import SECRET


@pytest.fixture(autouse=True)
def tempting(monkeypatch: pytest.MonkeyPatch) -> None:
    """What Bolt would read from the environment by itself."""
    wrong = {
        "SLACK_CLIENT_ID": "9.9", "SLACK_CLIENT_SECRET": "wrong", "SLACK_SCOPES": "admin",
        "SLACK_USER_SCOPES": "admin", "SLACK_REDIRECT_URI": "https://elsewhere.example",
        "SLACK_BOT_TOKEN": "xoxb-wrong",
        "SLACK_INSTALL_PATH": "/wrong", "SLACK_REDIRECT_URI_PATH": "/wrong",
    }  # fmt: skip
    for name, value in wrong.items():
        monkeypatch.setenv(name, value)


async def test_1_it_works(here: Site) -> None:
    globex = here.slack.workspace("Globex")
    eve = here.slack.person("eve", workspace=globex)
    assert await here.workspaces.token(globex.team_id) is None
    page = await here.installed_by(eve)
    assert "<h1>Checkup is installed in Globex.</h1>" in page
    assert f"https://slack.com/app_redirect?app={here.slack.app_id}&team={globex.team_id}" in page
    kept = await here.kept(globex.team_id)
    assert kept is not None
    assert (kept.name, kept.team, kept.enterprise) == ("Globex", globex.team_id, None)
    assert (kept.bot_user, kept.bot_id, kept.app) == (globex.bot_user_id, globex.bot_id, here.slack.app_id)
    assert (kept.bot_token, kept.installed_by) == (globex.bot_token, eve.id)
    assert (kept.refresh_token, kept.expires_at, kept.revoked_at) == (None, None, None)
    assert set(kept.scopes) == SCOPES
    assert await here.workspaces.token(globex.team_id) == globex.bot_token
    assert here.greeted == [(globex.team_id, eve.id)]
    here.slack.check_no_complaints()


async def test_1_the_greeting_does_not_come_again(here: Site) -> None:
    eve = here.slack.person("eve", workspace=here.slack.workspace("Globex"))
    await here.installed_by(eve)
    assert "is installed in Globex." in await here.installed_by(eve)
    assert len(here.greeted) == 1


async def test_1_an_installation_stands_also_without_its_greeting(
    slack: FakeSlack, database: Database
) -> None:
    eve = slack.person("eve", workspace=slack.workspace("Globex"))
    async with site(slack, database, welcome_fails=True) as here:
        assert "is installed in Globex." in await here.installed_by(eve)
        assert here.greeted == [(eve.workspace.team_id, eve.id)]


async def test_1_an_organisation(here: Site) -> None:
    sales = here.slack.workspace("Sales", enterprise="Initech")
    bob = here.slack.person("bob", workspace=sales)
    page = await here.installed_by(bob, enterprise=True)
    assert "Checkup is installed in Initech." in page
    assert sales.enterprise is not None
    kept = await here.kept(sales.enterprise.id)
    assert kept is not None
    assert (kept.name, kept.team, kept.enterprise) == ("Initech", None, sales.enterprise.id)
    assert await here.workspaces.token(sales.enterprise.id) == sales.bot_token
    assert await here.kept(sales.team_id) is None
    assert here.greeted == [(sales.enterprise.id, bob.id)]


async def test_1_tokens_expire_where_they_rotate(here: Site) -> None:
    globex = here.slack.workspace("Globex", token_rotation=True)
    await here.installed_by(here.slack.person("eve", workspace=globex))
    kept = await here.kept(globex.team_id)
    assert kept is not None
    assert kept.expires_at is not None
    assert kept.refresh_token == globex.refresh_token
    assert abs(kept.expires_at.timestamp() - here.slack.world.clock.now() - 12 * 3600) < 60


async def test_1_no_token_stands_in_the_file(slack: FakeSlack, ready_sqlite_url: str) -> None:
    opened = open_database(ready_sqlite_url, secret_key=SECRET)
    globex = slack.workspace("Globex", token_rotation=True)
    async with site(slack, opened) as here:
        await here.installed_by(slack.person("eve", workspace=globex))
        slack.passes(11 * 3600)
        await here.workspaces.token(globex.team_id)
    await opened.close()
    file = Path(ready_sqlite_url.removeprefix("sqlite:///"))
    found = b"".join(path.read_bytes() for path in file.parent.glob(f"{file.name}*"))
    assert globex.team_id.encode() in found
    secrets = [token for token in slack.world.tenants.tokens if token != slack.home.bot_token]
    assert len(secrets) == 2
    for token in (*secrets, "fake-refresh", slack.client_secret):
        assert token.encode() not in found
    assert os.environ["SLACK_BOT_TOKEN"].encode() not in found


async def test_2_denied(here: Site) -> None:
    eve = here.slack.person("eve", workspace=here.slack.workspace("Globex"))
    page = await here.slack.installs(eve.workspace, f"{here.url}/slack/install", by=eve, denies=True)
    assert "<h1>Nothing was installed.</h1>" in page
    assert 'href="/slack/install">Begin again</a>' in page
    await nothing_came_of_it(here)


async def nothing_came_of_it(here: Site) -> None:
    assert await here.kept(here.slack.workspace("Globex").team_id) is None
    assert here.greeted == []


LATE = "This installation took longer than ten minutes, or is finished already."
ELSEWHERE = "This installation was not begun in this browser."


@pytest.mark.parametrize(("seconds", "title"), [(599, "Checkup is installed in Globex."), (601, LATE)])
async def test_2_ten_minutes(here: Site, seconds: int, title: str) -> None:
    globex = here.slack.workspace("Globex")
    offer = await here.gets("/slack/install")
    here.slack.passes(seconds)
    code = here.code(globex, here.slack.person("eve", workspace=globex))
    back = f"/slack/oauth_redirect?code={code}&state={offer.state}"
    page = await here.gets(back, cookie=offer.cookie)
    assert page.title == title
    assert page.status == (400 if title is LATE else 200)
    assert (await here.kept(globex.team_id) is None) == (title is LATE)


async def test_2_twice(here: Site) -> None:
    """Eve goes back in her browser and sends the page again, with a code that would be good."""
    globex = here.slack.workspace("Globex")
    eve = here.slack.person("eve", workspace=globex)
    offer = await here.gets("/slack/install")
    pages = [
        await here.gets(
            f"/slack/oauth_redirect?code={here.code(globex, eve)}&state={offer.state}", cookie=offer.cookie
        )
        for _ in range(2)
    ]
    assert [page.title for page in pages] == ["Checkup is installed in Globex.", LATE]
    assert len(here.greeted) == 1


@pytest.mark.parametrize("with_cookie", ["of another", "none"])
async def test_2_in_another_browser(here: Site, with_cookie: str) -> None:
    """Somebody sends eve a link that ends an installation of theirs in her browser."""
    globex = here.slack.workspace("Globex")
    theirs, hers = await here.gets("/slack/install"), await here.gets("/slack/install")
    code = here.code(globex, here.slack.person("mallory", workspace=globex))
    back = f"/slack/oauth_redirect?code={code}&state={theirs.state}"
    page = await here.gets(back, cookie=hers.cookie if with_cookie == "of another" else "")
    assert (page.status, page.title) == (400, ELSEWHERE)
    await nothing_came_of_it(here)


async def test_2_a_state_that_was_made_up(here: Site) -> None:
    globex = here.slack.workspace("Globex")
    code = here.code(globex, here.slack.person("eve", workspace=globex))
    page = await here.gets(
        f"/slack/oauth_redirect?code={code}&state=made-up", cookie="slack-app-oauth-state=made-up"
    )
    assert (page.status, page.title) == (400, LATE)
    await nothing_came_of_it(here)


@pytest.mark.parametrize("query", ["", "?code=abc", "?state=abc"])
async def test_2_half_of_an_address(here: Site, query: str) -> None:
    page = await here.gets(f"/slack/oauth_redirect{query}")
    assert (page.status, page.title) == (400, ELSEWHERE)


async def test_2_without_a_code(here: Site) -> None:
    offer = await here.gets("/slack/install")
    page = await here.gets(f"/slack/oauth_redirect?state={offer.state}", cookie=offer.cookie)
    assert (page.status, page.title) == (400, ELSEWHERE)


async def test_2_an_error_that_we_do_not_know(here: Site) -> None:
    page = await here.gets("/slack/oauth_redirect?error=%3Cscript%3Ex%3C/script%3E")
    assert (page.status, page.title) == (502, "Slack did not confirm the installation.")
    assert "<script" not in page.text


async def test_2_a_code_that_slack_refuses(here: Site, caplog: pytest.LogCaptureFixture) -> None:
    offer = await here.gets("/slack/install")
    back = f"/slack/oauth_redirect?code=a-secret-code&state={offer.state}"
    page = await here.gets(back, cookie=offer.cookie)
    assert (page.status, page.title) == (502, "Slack did not confirm the installation.")
    assert "invalid_code" in caplog.text
    assert "a-secret-code" not in caplog.text
    await nothing_came_of_it(here)


@pytest.mark.parametrize("method", ["oauth.v2.access", "auth.test"])
@pytest.mark.parametrize(
    "trouble",
    [Trouble.LOST_BEFORE, Trouble.SERVER_ERROR, Trouble.RATELIMITED, "internal_error", Trouble.MALFORMED],
)
async def test_2_slack_out_of_reach(here: Site, method: str, trouble: str) -> None:
    here.slack.fails(trouble, method=method)
    page = await here.installed_by(here.slack.person("eve", workspace=here.slack.workspace("Globex")))
    assert "<h1>Slack cannot be reached just now.</h1>" in page
    assert "begin again in a few minutes" in page
    await nothing_came_of_it(here)


@pytest.mark.parametrize("works", [0, 1, 2])
async def test_2_the_database_away(here: Site, monkeypatch: pytest.MonkeyPatch, works: int) -> None:
    """It goes away before the state is kept, before it is used, or before the workspace is kept."""
    run = here.database.run
    done: list[object] = []

    async def failing(work: object) -> object:
        if len(done) == works:
            raise DatabaseUnreachable("The database is away.", "Look for it.")
        done.append(work)
        return await run(work)  # type: ignore[arg-type]  # as it came

    monkeypatch.setattr(here.database, "run", failing)
    globex = here.slack.workspace("Globex")
    page = await here.gets("/slack/install")
    if works:
        code = here.code(globex, here.slack.person("eve", workspace=globex))
        back = f"/slack/oauth_redirect?code={code}&state={page.state}"
        page = await here.gets(back, cookie=page.cookie)
    assert (page.status, page.title) == (503, "The installation could not be kept just now.")
    assert "Traceback" not in page.text
    await nothing_came_of_it(here)


async def test_2_the_process_about_to_end(here: Site) -> None:
    """Nothing is begun that could not be finished: neither code nor state is used up."""
    globex = here.slack.workspace("Globex")
    offer = await here.gets("/slack/install")
    code = here.code(globex, here.slack.person("eve", workspace=globex))
    back = f"/slack/oauth_redirect?code={code}&state={offer.state}"
    here.draining = True
    page = await here.gets(back, cookie=offer.cookie)
    assert (page.status, page.title) == (503, "The installation could not be kept just now.")
    await nothing_came_of_it(here)
    here.draining = False
    assert (await here.gets(back, cookie=offer.cookie)).title == "Checkup is installed in Globex."


async def test_2_in_the_language_of_the_browser(here: Site) -> None:
    page = await here.gets("/slack/oauth_redirect?error=access_denied", language="de-CH,en;q=0.5")
    assert page.title == "Es wurde nichts installiert."
    assert (await here.gets("/slack/install", language="ar")).title == "إضافة Checkup إلى Slack"


async def test_3_the_way_to_slack(here: Site) -> None:
    offer = await here.gets("/slack/install")
    assert offer.way.partition("?")[0] == f"{here.slack.url}/oauth/v2/authorize"
    query = {name: values[0] for name, values in parse_qs(urlsplit(offer.way).query).items()}
    assert query.pop("state") in offer.cookie
    assert set(query.pop("scope").split(",")) == SCOPES
    assert query == {"client_id": here.slack.client_id, "redirect_uri": f"{here.url}/slack/oauth_redirect"}
    assert "Example Ltd runs this Checkup" in offer.text
    assert "https://example.com/privacy" in offer.text


async def test_3_each_state_is_new(here: Site) -> None:
    states = {(await here.gets("/slack/install")).state for _ in range(5)}
    assert len(states) == 5
    assert all(len(state) >= 40 for state in states)


@pytest.mark.parametrize(
    ("team", "asked"), [("T0AB12", ["T0AB12"]), ("T1%26scope%3Dadmin", None), ("T1%22%3E", None), ("", None)]
)
async def test_3_a_workspace_may_be_named_and_nothing_else(
    here: Site, team: str, asked: list[str] | None
) -> None:
    query = parse_qs(urlsplit((await here.gets(f"/slack/install?team={team}")).way).query)
    assert query.get("team") == asked
    assert "admin" not in query["scope"][0]


@pytest.mark.parametrize("path", ["/slack/install", "/slack/oauth_redirect?error=access_denied"])
async def test_3_pages_are_not_kept_framed_or_scripted(here: Site, path: str) -> None:
    headers = (await here.gets(path)).headers
    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["content-type"] == "text/html; charset=utf-8"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "script-src" not in headers["content-security-policy"]
    cookie = headers.get("set-cookie", "secure httponly samesite=lax").lower()
    assert all(word in cookie for word in ("secure", "httponly", "samesite=lax"))


@pytest.mark.parametrize("path", ["/slack/install", "/slack/oauth_redirect"])
async def test_3_a_long_address(here: Site, path: str) -> None:
    page = await here.gets(f"{path}?state={'x' * 5000}")
    assert (page.status, page.title) == (414, "This address is too long.")


@pytest.mark.parametrize("path", ["/slack/install", "/slack/oauth_redirect?code=a&state=b"])
async def test_3_only_the_head(here: Site, path: str) -> None:
    async with here.browser.head(f"{here.url}{path}") as answer:
        assert answer.status == 405
        assert "set-cookie" not in answer.headers
    assert await states(here) == 0


async def test_3_a_flood_of_visits(here: Site) -> None:
    """Thirty at once; after that one every two seconds."""
    pages = [await here.gets("/slack/install") for _ in range(60)]
    begun = [page for page in pages if page.status == 200]
    assert 30 <= len(begun) <= 45
    assert await states(here) == len(begun)
    turned_away = pages[-1]
    assert (turned_away.status, turned_away.cookie) == (429, "")
    assert turned_away.title == "The installation could not be kept just now."
    assert (await here.gets("/slack/oauth_redirect?error=access_denied")).status == 200


async def states(here: Site) -> int:
    count = select(func.count()).select_from(OAUTH_STATE)
    return await here.database.read(lambda connection: int(connection.execute(count).scalar_one()))


async def test_4_coming_anew(here: Site) -> None:
    globex = here.slack.workspace("Globex")
    eve = here.slack.person("eve", workspace=globex)
    await here.installed_by(eve)
    before = globex.bot_token
    await here.slack.uninstalls(globex)
    await here.workspaces.uninstalled(globex.team_id)
    assert await here.workspaces.token(globex.team_id) is None
    await here.installed_by(eve)
    assert await here.workspaces.token(globex.team_id) == globex.bot_token != before
    assert here.greeted == [(globex.team_id, eve.id)] * 2
