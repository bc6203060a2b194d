"""Messages: new ones, changed ones, ones that go."""

from typing import Any, Final

from tests.fakes.slack.kit import TOO_LONG
from tests.fakes.slack.messages import Message
from tests.fakes.slack.methods.registry import Call, method
from tests.fakes.slack.refusal import RefusalError, invalid_arguments
from tests.fakes.slack.words import utf16
from tests.fakes.slack.world import World

_CONTENT: Final = (
    "text blocks attachments markdown_text link_names parse metadata mrkdwn unfurl_links unfurl_media"
)
_MOST_OF_UPDATE: Final = 4000


@method(
    "chat.postMessage",
    f"channel thread_ts reply_broadcast as_user icon_emoji icon_url username {_CONTENT}",
    scopes="chat:write",
)
def post_message(world: World, call: Call) -> dict[str, Any]:
    """A new message; the channel may be a user."""
    channel = world.channel(call.given.needed("channel"), call.workspace)
    world.check_writable(channel, call.workspace)
    content = read_content(world, call)
    world.limits.check_message(call.workspace.team_id, channel.id)
    if thread := call.given.text("thread_ts"):
        if thread not in channel.messages:
            raise RefusalError("thread_not_found")
        content["thread_ts"] = thread
    message = world.says(call.workspace, channel, content)
    return {"channel": channel.id, "ts": message.ts, "message": message.as_json()} | _warning(content)


@method(
    "chat.postEphemeral", f"channel user thread_ts as_user icon_emoji icon_url username {_CONTENT}",
    tier=4, scopes="chat:write",
)  # fmt: skip
def post_ephemeral(world: World, call: Call) -> dict[str, Any]:
    """A message that one person sees, and only until they look elsewhere."""
    channel = world.channel(call.given.needed("channel"), call.workspace)
    world.check_writable(channel, call.workspace)
    user = call.given.needed("user")
    if user not in channel.members:
        raise RefusalError("user_not_in_channel")
    content = read_content(world, call)
    message = world.says(call.workspace, channel, content, to=user)
    return {"message_ts": message.ts} | _warning(content)


@method("chat.update", f"channel ts as_user file_ids reply_broadcast {_CONTENT}", tier=3, scopes="chat:write")
def update(world: World, call: Call) -> dict[str, Any]:
    """A message of the app becomes another; a text without blocks takes the blocks away."""
    channel = world.channel(call.given.needed("channel"), call.workspace)
    message = _own(channel.messages.get(_ts(call)), call, "cant_update_message")
    if utf16(call.given.text("text")) > _MOST_OF_UPDATE:
        raise RefusalError("msg_too_long")
    content = read_content(world, call)
    changed = world.replaces(call.workspace, channel, message, content)
    return {
        "channel": channel.id, "ts": changed.ts, "text": changed.text, "message": changed.as_json(),
    } | _warning(content)  # fmt: skip


@method("chat.delete", "channel ts as_user", tier=3, scopes="chat:write")
def delete(world: World, call: Call) -> dict[str, Any]:
    """A message of the app goes."""
    channel = world.channel(call.given.needed("channel"), call.workspace)
    message = _own(channel.messages.get(_ts(call)), call, "cant_delete_message")
    world.removes(call.workspace, channel, message)
    return {"channel": channel.id, "ts": message.ts}


@method("chat.getPermalink", "channel message_ts")
def get_permalink(world: World, call: Call) -> dict[str, Any]:
    """The address of a message."""
    channel = world.channel(call.given.needed("channel"), call.workspace)
    message = channel.messages.get(call.given.needed("message_ts"))
    if message is None:
        raise RefusalError("message_not_found")
    link = f"https://{call.workspace.domain}.slack.com/archives/{channel.id}/p{message.ts.replace('.', '')}"
    return {"channel": channel.id, "permalink": link}


def read_content(world: World, call: Call) -> dict[str, Any]:
    """What a message says. RefusalError: nothing, or what Slack does not take."""
    given = call.given
    content: dict[str, Any] = {"text": given.text("text")}
    if utf16(content["text"]) > TOO_LONG:
        world.record.complains("message_truncated")
        content["text"] = content["text"][:TOO_LONG]
    if given.values.get("blocks"):
        content["blocks"] = world.blocks(given.values["blocks"])
    if given.values.get("attachments"):
        content["attachments"] = _attachments(world, given.json("attachments"))
    if "metadata" in given:
        content["metadata"] = _metadata(given.json("metadata"))
    if not content["text"] and not content.get("blocks") and not content.get("attachments"):
        raise RefusalError("no_text")
    if not content["text"]:
        world.record.complains("missing_text_in_message")
    return content


def _attachments(world: World, given: Any) -> list[dict[str, Any]]:
    if not isinstance(given, list) or not all(isinstance(one, dict) for one in given):
        raise RefusalError("invalid_attachments")
    if len(given) > 100:
        raise RefusalError("too_many_attachments")
    return [one | ({"blocks": world.blocks(one["blocks"])} if "blocks" in one else {}) for one in given]


def _metadata(given: Any) -> dict[str, Any]:
    if not isinstance(given, dict) or {"event_type", "event_payload"} != given.keys():
        raise RefusalError("invalid_metadata_format")
    return given


def _ts(call: Call) -> str:
    """The time stamp as it was given: as a number it would have lost its zeros. RefusalError."""
    ts = call.given.values.get("ts")
    if not isinstance(ts, str) or not ts:
        raise invalid_arguments("must be a string [json-pointer:/ts]")
    return ts


def _own(message: Message | None, call: Call, error: str) -> Message:
    if message is None:
        raise RefusalError("message_not_found")
    if message.content.get("bot_id") != call.workspace.bot_id:
        raise RefusalError(error)
    return message


def _warning(content: dict[str, Any]) -> dict[str, Any]:
    if content["text"]:
        return {}
    return {
        "warning": "missing_text_in_message",
        "response_metadata": {"warnings": ["missing_text_in_message"]},
    }
