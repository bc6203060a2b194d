"""Workspaces and organisations, the app's installations there, and their tokens."""

from dataclasses import dataclass, field
from typing import Any, Final

SCOPES: Final = (
    "chat:write commands im:write im:history users:read channels:read groups:read usergroups:read "
    "files:write files:read team:read"
)
TOKEN_HOURS: Final = 12 * 3600
"""Seconds for which a token holds where tokens are rotated."""


@dataclass(eq=False)
class Installation:
    """The app in one workspace, or in all of an organisation."""

    bot_token: str
    scopes: frozenset[str]
    workspace: "Workspace | None"
    """None for a whole organisation."""
    enterprise: "Enterprise | None"
    installer: str
    error: str = ""
    """What every call is answered from now on: `account_inactive`, `token_revoked`."""
    refresh_token: str = ""
    """Empty where tokens are not rotated."""

    @property
    def team_id(self) -> str:
        return self.workspace.team_id if self.workspace else ""

    @property
    def over(self) -> bool:
        return bool(self.error)


@dataclass(frozen=True, slots=True)
class Token:
    """What an app shows; it may have become old."""

    installation: Installation
    expires_at: float | None


@dataclass(eq=False)
class Enterprise:
    """An organisation with several workspaces."""

    id: str
    name: str
    bot_user_id: str
    bot_id: str
    installation: Installation | None = None
    workspaces: list["Workspace"] = field(default_factory=list)


@dataclass(eq=False)
class Workspace:
    """A team."""

    team_id: str
    name: str
    enterprise: Enterprise | None
    bot_user_id: str
    bot_id: str
    token_rotation: bool = False
    """Do tokens hold for twelve hours alone?"""
    messages_tab: bool = True
    """Can persons write to the app?"""
    paid: bool = True
    """Does its plan have user groups?"""
    own: Installation | None = None
    usergroups: dict[str, dict[str, Any]] = field(default_factory=dict)
    users: list[str] = field(default_factory=list)
    channels: dict[str, str] = field(default_factory=dict)
    """Ids by names."""

    @property
    def installation(self) -> Installation | None:
        """What holds here: its own, or that of the organisation."""
        return self.own or (self.enterprise.installation if self.enterprise else None)

    @property
    def installed(self) -> bool:
        return self.installation is not None and not self.installation.over

    @property
    def enterprise_id(self) -> str | None:
        return self.enterprise.id if self.enterprise else None

    @property
    def bot_token(self) -> str:
        """AssertionError: the app was never installed."""
        assert self.installation is not None, f"the app was not installed in {self.name}"
        return self.installation.bot_token

    @property
    def refresh_token(self) -> str:
        assert self.installation is not None, f"the app was not installed in {self.name}"
        return self.installation.refresh_token

    @property
    def scopes(self) -> frozenset[str]:
        return self.installation.scopes if self.installation else frozenset()

    @scopes.setter
    def scopes(self, scopes: frozenset[str] | set[str]) -> None:
        assert self.installation is not None, f"the app was not installed in {self.name}"
        self.installation.scopes = frozenset(scopes)

    @property
    def is_enterprise_install(self) -> bool:
        return self.installation is not None and self.installation.workspace is None

    @property
    def domain(self) -> str:
        return self.name.lower().replace(" ", "-")
