"""Groups of users under one name."""

from typing import Any

from tests.fakes.slack.methods.registry import Call, method, team_needed
from tests.fakes.slack.refusal import RefusalError
from tests.fakes.slack.world import World


@method("usergroups.list", "include_count include_disabled include_users", tier=2, scopes="usergroups:read")
def list_usergroups(_world: World, call: Call) -> dict[str, Any]:
    """All of a workspace."""
    _check_plan(call)
    with_users = call.given.flag("include_users")
    return {
        "usergroups": [
            {name: value for name, value in group.items() if name != "users" or with_users}
            for group in call.workspace.usergroups.values()
        ]
    }


@method("usergroups.users.list", "usergroup include_disabled", tier=2, scopes="usergroups:read")
def list_users(_world: World, call: Call) -> dict[str, Any]:
    """Who is in one."""
    _check_plan(call)
    group = call.workspace.usergroups.get(call.given.needed("usergroup"))
    if group is None:
        raise RefusalError("no_such_subteam")
    return {"users": group["users"]}


def _check_plan(call: Call) -> None:
    team_needed(call)
    if not call.workspace.paid:
        raise RefusalError("plan_upgrade_required")
