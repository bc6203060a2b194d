"""Groups of users under one name."""

from typing import Any

from tests.fakes.slack.methods.registry import Call, method, team_needed
from tests.fakes.slack.refusal import RefusalError
from tests.fakes.slack.world import World


@method("usergroups.list", "include_count include_disabled include_users", tier=2, scopes="usergroups:read")
def list_usergroups(_world: World, call: Call) -> dict[str, Any]:
    """All of a workspace."""
    _check_plan(call)
    left_out = set()
    if not call.given.flag("include_users"):
        left_out.add("users")
    if not call.given.flag("include_count"):
        left_out.add("user_count")
    return {
        "usergroups": [
            {name: value for name, value in group.items() if name not in left_out}
            for group in call.workspace.usergroups.values()
            if call.given.flag("include_disabled") or not group["date_delete"]
        ]
    }


@method("usergroups.users.list", "usergroup include_disabled", tier=2, scopes="usergroups:read")
def list_users(_world: World, call: Call) -> dict[str, Any]:
    """Who is in one."""
    _check_plan(call)
    group = call.workspace.usergroups.get(call.given.needed("usergroup"))
    if group is None or (group["date_delete"] and not call.given.flag("include_disabled")):
        raise RefusalError("no_such_subteam")
    return {"users": group["users"]}


def _check_plan(call: Call) -> None:
    team_needed(call)
    if not call.workspace.paid:
        raise RefusalError("plan_upgrade_required")
