"""Who is in a workspace."""

from typing import Any, Final

from tests.fakes.slack.methods.registry import Call, method, page, team_needed
from tests.fakes.slack.refusal import RefusalError
from tests.fakes.slack.users import seen_user, slackbot
from tests.fakes.slack.world import World

_MOST_WITHOUT_LIMIT: Final = 500


@method("users.info", "user include_locale", tier=4, scopes="users:read")
def info(world: World, call: Call) -> dict[str, Any]:
    """One user."""
    asked = call.given.needed("user")
    user = slackbot(call.workspace.team_id) if asked == "USLACKBOT" else world.users.get(asked)
    if user is None:
        raise RefusalError("user_not_found")
    if user["team_id"] != call.workspace.team_id and not _is_met(world, call, user):
        raise RefusalError("user_not_visible")
    return {"user": seen_user(user, call.installation.scopes, locale=call.given.flag("include_locale"))}


def _is_met(world: World, call: Call, user: dict[str, Any]) -> bool:
    """Somebody of another company who is in a channel that the app sees, or is known as a stranger."""
    return bool(user.get("is_stranger")) or any(
        user["id"] in channel.members
        for channel in world.channels.values()
        if channel.team == call.workspace.team_id and (channel.kind == "channel" or channel.has_bot)
    )


@method("users.list", "cursor limit include_locale", tier=2, scopes="users:read")
def list_users(world: World, call: Call) -> dict[str, Any]:
    """All of them, bots and those who are gone too, page by page."""
    team_needed(call)
    users = [world.users[one] for one in (*call.workspace.users, call.workspace.bot_user_id)]
    users.append(slackbot(call.workspace.team_id))
    if not call.given.number("limit", 0) and len(users) > _MOST_WITHOUT_LIMIT:
        raise RefusalError("limit_required")
    some, metadata = page(call, users, max(len(users), 1), max(1000, len(users)))
    locale = call.given.flag("include_locale")
    members = [seen_user(user, call.installation.scopes, locale=locale) for user in some]
    return {"members": members, "cache_ts": int(world.clock.now()), **metadata}


@method(
    "users.conversations",
    "user types cursor limit exclude_archived",
    tier=3,
    scopes="channels:read groups:read",
)
def conversations(world: World, call: Call) -> dict[str, Any]:
    """The conversations of one user, or of the app."""
    user = call.given.text("user")
    found = [
        channel.as_json()
        for channel in world.channels.values()
        if channel.team == call.workspace.team_id and channel.kind != "im"
        and (user in channel.members if user else channel.has_bot)
    ]  # fmt: skip
    some, metadata = page(call, found, 100)
    return {"channels": some, **metadata}
