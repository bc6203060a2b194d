"""Who the app is, where it is, how it leaves, and how it connects."""

from typing import Any

from tests.fakes.slack.given import Given
from tests.fakes.slack.kit import Surface, check_blocks, check_view
from tests.fakes.slack.leaving import revoke_tokens, uninstall
from tests.fakes.slack.methods.registry import Call, method, open_method, page
from tests.fakes.slack.refusal import RefusalError, invalid_arguments
from tests.fakes.slack.world import World


@method("auth.test", "")
def test(_world: World, call: Call) -> dict[str, Any]:
    """Whose token it is."""
    workspace = call.workspace
    return {
        "url": f"https://{workspace.domain}.slack.com/", "team": workspace.name, "user": "checkup",
        "team_id": workspace.team_id, "user_id": workspace.bot_user_id, "bot_id": workspace.bot_id,
        "enterprise_id": workspace.enterprise_id,
        "is_enterprise_install": call.installation.workspace is None,
    }  # fmt: skip


@method("auth.teams.list", "cursor limit include_icon", tier=2)
def list_teams(_world: World, call: Call) -> dict[str, Any]:
    """The workspaces that the token opens."""
    above = call.installation.enterprise
    teams = above.workspaces if above and call.installation.workspace is None else [call.workspace]
    some, metadata = page(call, [{"id": one.team_id, "name": one.name} for one in teams], 100)
    return {"teams": some, **metadata}


@method("auth.revoke", "test", tier=3)
def revoke(world: World, call: Call) -> dict[str, Any]:
    """The token opens nothing any more."""
    if call.given.flag("test"):
        return {"revoked": False}
    revoke_tokens(world, call.installation, call.workspace)
    return {"revoked": True}


@method("apps.uninstall", "client_id client_secret", tier=1)
def uninstall_app(world: World, call: Call) -> dict[str, Any]:
    """The app leaves."""
    check_client(world, call.given)
    uninstall(world, call.installation, call.workspace)
    return {}


@method("team.info", "team domain", tier=3, scopes="team:read")
def team_info(world: World, call: Call) -> dict[str, Any]:
    """A workspace by name."""
    workspace = call.workspace
    if asked := call.given.text("team"):
        found = world.tenants.workspaces.get(asked)
        if found is None:
            raise RefusalError("team_not_found")
        workspace = found
    above = workspace.enterprise
    team = {
        "id": workspace.team_id, "name": workspace.name, "domain": workspace.domain, "email_domain": "",
        "icon": {"image_default": True},
    }  # fmt: skip
    return {"team": team | ({"enterprise_id": above.id, "enterprise_name": above.name} if above else {})}


@method("blocks.validate", "blocks message view")
def validate(world: World, call: Call) -> dict[str, Any]:
    """Would Slack take them?"""
    given = call.given
    if len({"blocks", "message", "view"} & given.values.keys()) != 1:
        raise invalid_arguments("must provide exactly one of blocks, message, view")
    if "view" in given:
        check_view(given.values["view"], world.files.can_be_shown, ("modal", "home"))
    else:
        message = given.json("message")
        blocks = message.get("blocks", []) if isinstance(message, dict) else given.values.get("blocks")
        charts = world.app.accepts_charts
        check_blocks(blocks, Surface.MESSAGE, world.files.can_be_shown, takes_charts=charts)
    return {}


@open_method("apps.connections.open", "")
def open_connection(world: World, given: Given) -> dict[str, Any]:
    """The address of a socket, for one connection."""
    if given.token != world.app.app_token:
        known = world.tenants.tokens.get(given.token)
        raise RefusalError(
            "not_allowed_token_type" if known else "invalid_auth" if given.token else "not_authed"
        )
    address = world.url.replace("http", "ws", 1)
    return {"url": f"{address}/link/?ticket={world.sockets.ticket()}&app_id={world.app.app_id}"}


@open_method("api.test", "error")
def api_test(_world: World, given: Given) -> dict[str, Any]:
    """Does it answer at all?"""
    if error := given.text("error"):
        raise RefusalError(error)
    return {"args": given.values}


def check_client(world: World, given: Given) -> None:
    """Does the app know its secret? RefusalError."""
    if given.text("client_id") != world.app.client_id:
        raise RefusalError("invalid_client_id")
    if given.text("client_secret") != world.app.client_secret:
        raise RefusalError("bad_client_secret")
