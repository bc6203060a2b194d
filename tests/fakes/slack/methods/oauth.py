"""Codes become tokens, and old tokens new ones."""

from typing import Any

from tests.fakes.slack.given import Given
from tests.fakes.slack.methods.auth import check_client
from tests.fakes.slack.methods.registry import open_method
from tests.fakes.slack.refusal import RefusalError
from tests.fakes.slack.workspaces import TOKEN_HOURS, Installation
from tests.fakes.slack.world import World


@open_method("oauth.v2.access", "client_id client_secret code redirect_uri grant_type refresh_token")
def access(world: World, given: Given) -> dict[str, Any]:
    """For a code that was handed out, or a refresh token that was not used so far. RefusalError."""
    check_client(world, given)
    if given.text("grant_type") == "refresh_token":
        return _refreshed(world, given)
    grant = world.grants.take(given.text("code"), given.text("redirect_uri"))
    installation = world.tenants.install(grant.place, grant.scopes, by=grant.user, rotates=grant.rotates)
    return _granted(world, installation) | {"authed_user": {"id": grant.user}}


def _refreshed(world: World, given: Given) -> dict[str, Any]:
    """Each refresh token serves once."""
    installation = world.tenants.refresh_tokens.pop(given.text("refresh_token"), None)
    if installation is None or installation.over:
        raise RefusalError("invalid_refresh_token")
    world.tenants.renew(installation, rotates=True)
    return _granted(world, installation)


def _granted(world: World, installation: Installation) -> dict[str, Any]:
    workspace, above = installation.workspace, installation.enterprise
    bot = workspace or above
    granted: dict[str, Any] = {
        "app_id": world.app.app_id, "scope": ",".join(sorted(installation.scopes)), "token_type": "bot",
        "access_token": installation.bot_token, "bot_user_id": bot.bot_user_id if bot else "",
        "team": {"id": workspace.team_id, "name": workspace.name} if workspace else None,
        "enterprise": {"id": above.id, "name": above.name} if above else None,
        "is_enterprise_install": workspace is None,
    }  # fmt: skip
    if installation.refresh_token:
        granted |= {"refresh_token": installation.refresh_token, "expires_in": TOKEN_HOURS}
    return granted
