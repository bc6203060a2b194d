"""All workspaces and organisations, and which token opens what."""

from itertools import count

from tests.fakes.clock import Clock
from tests.fakes.slack.numbers import Numbers
from tests.fakes.slack.refusal import RefusalError
from tests.fakes.slack.workspaces import (
    SCOPES,
    TOKEN_HOURS,
    Enterprise,
    Installation,
    Token,
    Workspace,
)


class Tenants:
    """Who has the app, and who could have it."""

    def __init__(self, clock: Clock, numbers: Numbers) -> None:
        self.workspaces: dict[str, Workspace] = {}
        """By their ids."""
        self.names: dict[str, Workspace] = {}
        self.enterprises: dict[str, Enterprise] = {}
        """By their names."""
        self.tokens: dict[str, Token] = {}
        self.refresh_tokens: dict[str, Installation] = {}
        self._clock = clock
        self._numbers = numbers
        self._secrets = count(1)

    def workspace(self, name: str, enterprise: str | None) -> Workspace:
        """The one with this name, which is made on first use."""
        if name not in self.names:
            above = self._enterprise(enterprise) if enterprise else None
            made = Workspace(
                self._numbers.identity("T"),
                name,
                above,
                above.bot_user_id if above else self._numbers.identity("U"),
                above.bot_id if above else self._numbers.identity("B"),
            )
            self.names[name] = self.workspaces[made.team_id] = made
            if above:
                above.workspaces.append(made)
        return self.names[name]

    def install(
        self,
        place: Workspace | Enterprise,
        scopes: frozenset[str] = frozenset(SCOPES.split()),
        *,
        by: str = "",
        rotates: bool = False,
    ) -> Installation:
        """The app comes to a workspace or an organisation, or comes again with a new token."""
        workspace = place if isinstance(place, Workspace) else None
        enterprise = place.enterprise if isinstance(place, Workspace) else place
        made = Installation("", scopes, workspace, enterprise, by)
        if isinstance(place, Workspace):
            place.own = made
        else:
            place.installation = made
        self.renew(made, rotates=rotates)
        return made

    def renew(self, installation: Installation, *, rotates: bool) -> None:
        """A new token; the one before holds until its time is over."""
        number = next(self._secrets)
        kind = "xoxe.xoxb" if rotates else "xoxb"
        installation.bot_token = f"{kind}-{number}-fake-token"
        expires = self._clock.now() + TOKEN_HOURS if rotates else None
        self.tokens[installation.bot_token] = Token(installation, expires)
        if rotates:
            installation.refresh_token = f"xoxe-1-{number}-fake-refresh"
            self.refresh_tokens[installation.refresh_token] = installation

    def enters(self, token: str) -> Installation:
        """Whose token it is. RefusalError: it opens nothing, or nothing any more."""
        if not token:
            raise RefusalError("not_authed")
        known = self.tokens.get(token)
        if known is None:
            raise RefusalError("invalid_auth")
        if known.installation.error:
            raise RefusalError(known.installation.error)
        if known.expires_at is not None and self._clock.now() >= known.expires_at:
            raise RefusalError("token_expired")
        return known.installation

    def _enterprise(self, name: str) -> Enterprise:
        if name not in self.enterprises:
            self.enterprises[name] = Enterprise(
                self._numbers.identity("E"), name, self._numbers.identity("U"), self._numbers.identity("B")
            )
        return self.enterprises[name]
