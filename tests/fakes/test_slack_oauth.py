"""Proves: an app is let in, keeps its tokens fresh, and is told who let it in, as with Slack.

1. A real Bolt app with OAuth is installed from its own page: state, code, token, and the page in the end.
2. Codes serve once, for ten minutes, for the address that they were made for; secrets are checked.
3. What is asked for must be known: the app, its scopes, the address to return to.
4. A refresh token serves once; the token before holds until its time is over.
5. An organisation lets an app into all of its workspaces.
6. An administrator can say no; a state that is not the app's own is refused by the app.
"""

from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import parse_qs, urlencode

import pytest
from aiohttp import web
from slack_bolt.async_app import AsyncApp
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_sdk.errors import SlackApiError
from slack_sdk.oauth.installation_store import FileInstallationStore
from slack_sdk.oauth.state_store import FileOAuthStateStore
from slack_sdk.web.async_client import AsyncWebClient

from tests.fakes.slack import FakeSlack, Workspace
from tests.fakes.slack.serving import ServedApp

# slack_sdk makes the header for client and secret with a helper that aiohttp is about to drop.
pytestmark = pytest.mark.filterwarnings("ignore:BasicAuth is deprecated:DeprecationWarning")
SCOPES = "chat:write,commands,im:history,users:read"


@pytest.fixture
def beta(slack: FakeSlack) -> Workspace:
    return slack.workspace("Beta")


@pytest.fixture
async def back() -> AsyncIterator[str]:
    """Where an administrator returns to: shows what came with them."""

    async def shows(request: web.BaseRequest) -> web.Response:
        return web.Response(text=request.query_string)

    runner = web.ServerRunner(web.Server(shows), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}/back"
    await runner.cleanup()


def authorize(slack: FakeSlack, back: str, **other: str) -> str:
    asked = {"client_id": slack.client_id, "scope": SCOPES, "state": "s1", "redirect_uri": back} | other
    return f"{slack.url}/oauth/v2/authorize?{urlencode(asked)}"


async def code_for(slack: FakeSlack, place: Workspace, back: str, *, enterprise: bool = False) -> str:
    eve = slack.person("eve", workspace=place)
    page = await slack.installs(place, authorize(slack, back), by=eve, enterprise=enterprise)
    assert parse_qs(page)["state"] == ["s1"]
    return parse_qs(page)["code"][0]


def client_of(slack: FakeSlack, token: str = "") -> AsyncWebClient:
    return AsyncWebClient(token=token or None, base_url=slack.api_url)


async def test_a_bolt_app_is_installed_from_its_own_page(
    slack: FakeSlack, beta: Workspace, app: AsyncApp, tmp_path: Path
) -> None:
    store = FileInstallationStore(base_dir=str(tmp_path / "installations"))
    async with ServedApp(app) as served:
        settings = AsyncOAuthSettings(
            client_id=slack.client_id,
            client_secret=slack.client_secret,
            scopes=SCOPES.split(","),
            redirect_uri=f"{served.base}/slack/oauth_redirect",
            authorization_url=f"{slack.url}/oauth/v2/authorize",
            installation_store=store,
            state_store=FileOAuthStateStore(expiration_seconds=600, base_dir=str(tmp_path / "states")),
        )
        served.app = AsyncApp(
            signing_secret=slack.signing_secret, client=client_of(slack), oauth_settings=settings
        )
        slack.app.redirect_urls = (f"{served.base}/slack/",)
        eve = slack.person("eve", workspace=beta)
        page = await slack.installs(beta, f"{served.base}/slack/install", by=eve)
        assert "Thank you" in page
        forged = await slack.installs(beta, f"{served.base}/slack/install", by=eve, state="forged")
        assert "Thank you" not in forged
        denied = await slack.installs(beta, f"{served.base}/slack/install", by=eve, denies=True)
        assert "access_denied" in denied
    bot = await store.async_find_bot(enterprise_id=None, team_id=beta.team_id)
    assert bot
    assert beta.installed
    assert bot.bot_token == beta.bot_token
    assert beta.scopes == set(SCOPES.split(","))
    assert (await client_of(slack, bot.bot_token or "").auth_test())["team_id"] == beta.team_id


async def exchange_error(slack: FakeSlack, **given: str) -> str:
    secrets = {"client_id": slack.client_id, "client_secret": slack.client_secret}
    with pytest.raises(SlackApiError) as error:
        await client_of(slack).oauth_v2_access(**(secrets | given))
    return str(error.value.response["error"])


async def test_a_code_serves_once(slack: FakeSlack, beta: Workspace, back: str) -> None:
    code = await code_for(slack, beta, back)
    assert not beta.installed
    assert await exchange_error(slack, code=code, client_id="1.2") == "invalid_client_id"
    assert await exchange_error(slack, code=code, client_secret="x") == "bad_client_secret"
    assert await exchange_error(slack, code=code) == "bad_redirect_uri"
    assert await exchange_error(slack, code="unknown", redirect_uri=back) == "invalid_code"
    granted = await client_of(slack).oauth_v2_access(
        client_id=slack.client_id, client_secret=slack.client_secret, code=code, redirect_uri=back
    )
    assert granted["access_token"] == beta.bot_token
    assert granted["team"] == {"id": beta.team_id, "name": "Beta"}
    assert granted["enterprise"] is None
    assert "refresh_token" not in granted.data
    assert await exchange_error(slack, code=code, redirect_uri=back) == "code_already_used"
    late = await code_for(slack, beta, back)
    slack.passes(601)
    assert await exchange_error(slack, code=late, redirect_uri=back) == "invalid_code"


async def test_what_is_asked_for_must_be_known(slack: FakeSlack, beta: Workspace, back: str) -> None:
    eve = slack.person("eve", workspace=beta)
    slack.app.redirect_urls = (back,)
    for other, error in (
        ({"client_id": "1.2"}, "invalid_client_id"),
        ({"scope": "chat:write,mind:read"}, "invalid_scope: mind:read"),
        ({"scope": ""}, "invalid_scope"),
        ({"redirect_uri": "https://evil.example.com"}, "bad_redirect_uri"),
    ):
        with pytest.raises(AssertionError, match=error):
            await slack.installs(beta, authorize(slack, back, **other), by=eve)


async def test_a_refresh_token_serves_once(slack: FakeSlack, beta: Workspace, back: str) -> None:
    beta.token_rotation = True
    code = await code_for(slack, beta, back)
    secrets = {"client_id": slack.client_id, "client_secret": slack.client_secret}
    first = await client_of(slack).oauth_v2_access(**secrets, code=code, redirect_uri=back)
    assert first["expires_in"] == 43_200
    refresh = {"grant_type": "refresh_token", "refresh_token": first["refresh_token"]}
    second = await client_of(slack).oauth_v2_access(**secrets, **refresh)
    assert second["access_token"] == beta.bot_token != first["access_token"]
    assert await exchange_error(slack, **refresh) == "invalid_refresh_token"
    await client_of(slack, first["access_token"]).auth_test()
    slack.passes(43_201)
    with pytest.raises(SlackApiError, match="token_expired"):
        await client_of(slack, second["access_token"]).auth_test()
    again = {"grant_type": "refresh_token", "refresh_token": second["refresh_token"]}
    third = await client_of(slack).oauth_v2_access(**secrets, **again)
    assert (await client_of(slack, third["access_token"]).auth_test())["team_id"] == beta.team_id


async def test_an_organisation_lets_an_app_in_everywhere(slack: FakeSlack, back: str) -> None:
    north = slack.workspace("North", enterprise="Corp")
    south = slack.workspace("South", enterprise="Corp")
    code = await code_for(slack, north, back, enterprise=True)
    granted = await client_of(slack).oauth_v2_access(
        client_id=slack.client_id, client_secret=slack.client_secret, code=code, redirect_uri=back
    )
    assert (granted["team"], granted["is_enterprise_install"]) == (None, True)
    assert granted["enterprise"] == {"id": north.enterprise_id, "name": "Corp"}
    assert (north.installed, south.installed) == (True, True)
    client = client_of(slack, granted["access_token"])
    sam = slack.person("sam", workspace=south)
    assert (await client.chat_postMessage(channel=sam.id, text="Hi"))["channel"] == sam.dm
    with pytest.raises(SlackApiError, match="missing_argument"):
        await client.users_list()
    listed = await client.users_list(team_id=south.team_id)
    assert [one["name"] for one in listed["members"]] == ["sam", "checkup", "slackbot"]
    with pytest.raises(SlackApiError, match="team_access_not_granted"):
        await client.users_list(team_id=slack.home.team_id)
    await slack.uninstalls(south)
    assert (north.installed, south.installed) == (False, False)


async def test_an_app_can_leave_by_itself(slack: FakeSlack, client: AsyncWebClient) -> None:
    with pytest.raises(SlackApiError, match="bad_client_secret"):
        await client.apps_uninstall(client_id=slack.client_id, client_secret="x")
    await client.apps_uninstall(client_id=slack.client_id, client_secret=slack.client_secret)
    assert not slack.home.installed
    slack.workspace("Acme", installed=True)
    again = client_of(slack, slack.home.bot_token)
    assert (await again.auth_revoke(test=True))["revoked"] is False
    assert (await again.auth_revoke())["revoked"] is True
    with pytest.raises(SlackApiError, match="token_revoked"):
        await again.auth_test()
