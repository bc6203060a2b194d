"""Conversations and who is in them."""

from typing import Any, Final

from tests.fakes.slack.channels import Channel
from tests.fakes.slack.methods.registry import Call, method, page, team_needed
from tests.fakes.slack.refusal import RefusalError
from tests.fakes.slack.world import World

_MOST_TOGETHER: Final = 8
_READ: Final = "channels:read groups:read im:read mpim:read"
_SCOPES: Final = {"channel": "channels", "group": "groups", "im": "im", "mpim": "mpim"}
_KINDS: Final = {"channel": "public_channel", "group": "private_channel", "im": "im", "mpim": "mpim"}


@method(
    "conversations.open", "users channel return_im prevent_creation", tier=3, scopes="im:write mpim:write"
)
def open_conversation(world: World, call: Call) -> dict[str, Any]:
    """The conversation with one user, or a new one with several."""
    users = call.given.words("users")
    if not users:
        channel = world.channel(call.given.needed("channel"), call.workspace)
        return {"channel": {"id": channel.id}, "no_op": True, "already_open": True}
    for user in users:
        if world.users.get(user, {}).get("team_id") != call.workspace.team_id:
            raise RefusalError("user_not_found" if user not in world.users else "user_not_visible")
    if len(users) > _MOST_TOGETHER:
        raise RefusalError("too_many_users")
    if len(users) == 1:
        return {"channel": {"id": world.open_dm(users[0], call.workspace).id}}
    if "mpim:write" not in call.installation.scopes:
        raise RefusalError(
            "missing_scope", needed="mpim:write", provided=",".join(sorted(call.installation.scopes))
        )
    channel = Channel(world.numbers.identity("G"), call.workspace.team_id, "mpim", "-".join(users), users)
    channel.has_bot = True
    world.channels[channel.id] = channel
    return {"channel": {"id": channel.id}}


@method("conversations.info", "channel include_locale include_num_members", tier=3, scopes=_READ)
def info(world: World, call: Call) -> dict[str, Any]:
    """One conversation."""
    return {"channel": _readable(world, call).as_json()}


@method("conversations.members", "channel cursor limit", tier=4, scopes=_READ)
def members(world: World, call: Call) -> dict[str, Any]:
    """Who is in it, page by page."""
    channel = _readable(world, call)
    everybody = [*channel.members, *([call.workspace.bot_user_id] if channel.has_bot else [])]
    some, metadata = page(call, everybody, 100)
    return {"members": some, **metadata}


@method("conversations.list", "cursor limit types exclude_archived", tier=2, scopes=_READ)
def list_conversations(world: World, call: Call) -> dict[str, Any]:
    """All that the app can see, page by page."""
    team_needed(call)
    kinds = call.given.words("types") or ["public_channel"]
    found = [
        channel.as_json()
        for channel in world.channels.values()
        if channel.team == call.workspace.team_id and _KINDS[channel.kind] in kinds and _seen(channel)
        and not (channel.archived and call.given.flag("exclude_archived"))
    ]  # fmt: skip
    some, metadata = page(call, found, 100)
    return {"channels": some, **metadata}


@method("conversations.join", "channel", tier=3, scopes="channels:join")
def join(world: World, call: Call) -> dict[str, Any]:
    """The app enters a public channel."""
    channel = _visible(world, call)
    if channel.kind != "channel":
        raise RefusalError("method_not_supported_for_channel_type")
    channel.has_bot = True
    return {"channel": channel.as_json()}


def _visible(world: World, call: Call) -> Channel:
    """RefusalError: there is none, or it is private and the app is not in it."""
    identity = call.given.needed("channel")
    channel = world.channels.get(identity)
    if channel is None or channel.team != call.workspace.team_id or not _seen(channel):
        raise RefusalError("channel_not_found")
    return channel


def _readable(world: World, call: Call) -> Channel:
    """One whose kind the app may read. RefusalError: it may not."""
    channel = _visible(world, call)
    needed, scopes = f"{_SCOPES[channel.kind]}:read", call.installation.scopes
    if needed not in scopes:
        raise RefusalError("missing_scope", needed=needed, provided=",".join(sorted(scopes)))
    return channel


def _seen(channel: Channel) -> bool:
    return channel.kind == "channel" or channel.has_bot


@method(
    "conversations.history",
    "channel cursor limit latest oldest inclusive include_all_metadata",
    tier=3,
    scopes="channels:history groups:history im:history mpim:history",
)
def history(world: World, call: Call) -> dict[str, Any]:
    """What was written in a conversation, the newest first, page by page."""
    channel = _visible(world, call)
    everything = [one.content for one in reversed(channel.messages.values())]
    some, metadata = page(call, everything, 100)
    more = bool(metadata.get("response_metadata", {}).get("next_cursor"))
    return {"messages": some, "has_more": more, **metadata}
