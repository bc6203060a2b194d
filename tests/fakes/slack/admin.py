"""What happens to the app as a whole: where it is reached, who lets it in, who throws it out."""

import re
from html import unescape
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode, urlsplit

import aiohttp

from tests.fakes.slack.leaving import revoke_tokens, uninstall
from tests.fakes.slack.person import Person
from tests.fakes.slack.scopes import KNOWN_SCOPES
from tests.fakes.slack.workspaces import Enterprise, Installation, Workspace
from tests.fakes.slack.world import World

_AUTHORIZE: Final = "/oauth/v2/authorize"
_LINK: Final = re.compile(r"""href=["']([^"']*/oauth/v2/authorize[^"']*)["']""")


class Admin:
    """The settings of the app, and the administrators of workspaces."""

    world: World

    @property
    def signing_secret(self) -> str:
        return self.world.app.signing_secret

    @property
    def app_id(self) -> str:
        return self.world.app.app_id

    @property
    def client_id(self) -> str:
        return self.world.app.client_id

    @property
    def client_secret(self) -> str:
        return self.world.app.client_secret

    @property
    def app_token(self) -> str:
        """For Socket Mode."""
        return self.world.app.app_token

    @property
    def echoes(self) -> bool:
        """Does the app get its own messages as events?"""
        return self.world.app.echoes

    @echoes.setter
    def echoes(self, echoes: bool) -> None:
        self.world.app.echoes = echoes

    @property
    def accepts_charts(self) -> bool:
        """Does Slack take `data_visualization` blocks?"""
        return self.world.app.accepts_charts

    @accepts_charts.setter
    def accepts_charts(self, accepts: bool) -> None:
        self.world.app.accepts_charts = accepts

    def delivers_to(self, url: str) -> None:
        """Where events, interactivity and commands go from now on; nothing for sockets."""
        self.world.app.request_url = url

    def waits_for_answers(self, seconds: float) -> None:
        """So long the app may take to acknowledge from now on; a real Slack waits for three seconds."""
        self.world.deliveries.answer_seconds = seconds
        self.world.sockets.answer_seconds = seconds

    def signs(self, body: bytes | str, *, ago: float = 0.0) -> dict[str, str]:
        """The headers that say that a body comes from Slack, so many seconds *ago* by the machine's clock."""
        return self.world.app.signs(body, ago)

    async def verifies_url(self) -> None:
        """The handshake when an address is entered. AssertionError: nobody answers as they should."""
        challenge = "challenge-of-the-fake"
        ack = await self.world.deliveries.verifies(
            {"token": self.world.app.verification_token, "challenge": challenge, "type": "url_verification"}
        )
        said = ack.body.get("challenge") if isinstance(ack.body, dict) else ack.body
        assert ack.ok, f"the address was not verified: {ack.status} {ack.reason}"
        assert said == challenge, f"the challenge was not answered: {ack.body}"

    # --- In and out ---

    async def installs(
        self,
        workspace: Workspace,
        address: str,
        *,
        by: Person,
        enterprise: bool = False,
        denies: bool = False,
        state: str | None = None,
    ) -> str:
        """An administrator lets the app in: returns the page that the app shows in the end.

        *address*: of Slack's page, or of the app's own that leads there. *enterprise*: for the whole
        organisation. *state*: instead of the one that the app asked for. AssertionError: an error of Slack's.
        """
        async with aiohttp.ClientSession() as session:
            link, cookies = await _found(session, address)
            asked = dict(parse_qsl(urlsplit(link).query, keep_blank_values=True))
            scopes = self._checked(asked)
            place: Workspace | Enterprise = workspace
            if enterprise:
                assert workspace.enterprise, f"{workspace.name} is in no organisation"
                place = workspace.enterprise
            back = {"error": "access_denied"}
            if not denies:
                rotates = workspace.token_rotation
                grants = self.world.grants
                code = grants.make(place, scopes, by.id, asked.get("redirect_uri", ""), rotates=rotates)
                back = {"code": code}
            back["state"] = asked.get("state", "") if state is None else state
            uri = asked.get("redirect_uri") or self.world.app.redirect_urls[0]
            mark = "&" if "?" in uri else "?"
            async with session.get(f"{uri}{mark}{urlencode(back)}", headers=cookies) as page:
                return await page.text()

    def _checked(self, asked: dict[str, str]) -> frozenset[str]:
        """The scopes that are asked for."""
        app = self.world.app
        assert asked.get("client_id") == app.client_id, "invalid_client_id"
        scopes = frozenset(filter(None, asked.get("scope", "").replace(" ", ",").split(",")))
        unknown = scopes - KNOWN_SCOPES
        assert scopes, "invalid_scope: none"
        assert not unknown, f"invalid_scope: {', '.join(sorted(unknown))}"
        uri = asked.get("redirect_uri", "")
        allowed = app.redirect_urls
        assert uri or allowed, "bad_redirect_uri: there is none"
        assert not uri or not allowed or uri.startswith(allowed), f"bad_redirect_uri: {uri}"
        return scopes

    async def uninstalls(self, workspace: Workspace) -> None:
        """The app is taken out of a workspace."""
        uninstall(self.world, _installation(workspace), workspace)

    async def revokes_tokens(self, workspace: Workspace) -> None:
        """The tokens of a workspace are taken back."""
        revoke_tokens(self.world, _installation(workspace), workspace)

    async def joins(self, person: Person) -> None:
        """A user is new, and the app is told."""
        stamp = self.world.numbers.ts()
        event = {"type": "team_join", "user": person.user, "cache_ts": int(float(stamp)), "event_ts": stamp}
        self.world.events.send(person.workspace, event)

    async def changes(self, person: Person, **fields: Any) -> None:
        """A user changes, and the app is told."""
        person.user |= fields
        stamp = self.world.numbers.ts()
        self.world.events.send(
            person.workspace,
            {"type": "user_change", "user": person.user, "cache_ts": int(float(stamp)), "event_ts": stamp},
        )
        self.world.rings(person.id)


def _installation(workspace: Workspace) -> Installation:
    assert workspace.installation, f"the app is not in {workspace.name}"
    return workspace.installation


async def _found(session: aiohttp.ClientSession, address: str) -> tuple[str, dict[str, str]]:
    """Slack's page behind an address of the app, and the cookies that the app gave on the way."""
    if _AUTHORIZE in urlsplit(address).path:
        return address, {}
    async with session.get(address, allow_redirects=False) as page:
        text = await page.text()
        given = "; ".join(f"{one.key}={one.value}" for one in page.cookies.values())
        cookies = {"Cookie": given} if given else {}
        if location := page.headers.get("Location"):
            return location, cookies
        link = _LINK.search(text)
        assert link, f"there is no way to Slack on the page:\n{text}"
        return unescape(link.group(1)), cookies
