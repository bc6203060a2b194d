"""How an app loses a workspace: it is taken out, or its tokens are taken back."""

from tests.fakes.slack.workspaces import Installation, Workspace
from tests.fakes.slack.world import World


def uninstall(world: World, installation: Installation, workspace: Workspace) -> None:
    """Nothing of the app is left there; it is told, in no order that could be relied on."""
    _end(world, installation, workspace, "account_inactive")
    world.events.send(workspace, {"type": "app_uninstalled", "event_ts": world.numbers.ts()})


def revoke_tokens(world: World, installation: Installation, workspace: Workspace) -> None:
    """Its tokens open nothing any more."""
    _end(world, installation, workspace, "token_revoked")


def _end(world: World, installation: Installation, workspace: Workspace, error: str) -> None:
    installation.error = error
    tokens = {"oauth": [], "bot": [workspace.bot_user_id]}
    world.events.send(workspace, {"type": "tokens_revoked", "tokens": tokens, "event_ts": world.numbers.ts()})
    world.bell.ring()
