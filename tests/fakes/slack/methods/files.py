"""Files in three steps: room, bytes, the end."""

from typing import Any, Final

from tests.fakes.slack.methods.registry import Call, method
from tests.fakes.slack.refusal import RefusalError, invalid_arguments
from tests.fakes.slack.words import utf16
from tests.fakes.slack.world import World

_MOST_ALTERNATIVE: Final = 1000


@method("files.getUploadURLExternal", "filename length alt_txt snippet_type", tier=4, scopes="files:write")
def get_upload_url(world: World, call: Call) -> dict[str, Any]:
    """An address for the bytes."""
    name, alternative = call.given.needed("filename"), call.given.text("alt_txt")
    length = call.given.number("length", 0)
    if length <= 0:
        raise invalid_arguments("missing required field: length")
    if utf16(alternative) > _MOST_ALTERNATIVE:
        raise RefusalError("alt_txt_too_large")
    file = world.files.reserve(name, length, alternative, call.workspace.team_id, call.workspace.bot_user_id)
    return {"upload_url": f"{world.url}/upload/v1/{file.id}", "file_id": file.id}


@method(
    "files.completeUploadExternal", "files channel_id channels initial_comment thread_ts blocks",
    tier=4, scopes="files:write",
)  # fmt: skip
def complete_upload(world: World, call: Call) -> dict[str, Any]:
    """The files are there, and may be shared at once."""
    done = []
    for given in _listed(call):
        file = world.files.kept.get(str(given.get("id", "")))
        if file is None or file.team != call.workspace.team_id:
            raise RefusalError("file_not_found")
        if file.content is None:
            raise RefusalError("file_update_failed")
        done.append((file, str(given.get("title", ""))))
    channel = None
    if identity := call.given.text("channel_id"):
        channel = world.channels.get(identity)
        if channel is None or channel.team != call.workspace.team_id:
            raise RefusalError("channel_not_found")
        world.check_writable(channel, call.workspace)
    for file, title in done:
        file.title, file.shared = title, True
        file.channels += [channel.id] if channel else []
    shapes = [file.as_json(world.url) for file, _ in done]
    if channel:
        content: dict[str, Any] = {
            "text": call.given.text("initial_comment"),
            "files": shapes,
            "upload": True,
        }
        if call.given.values.get("blocks"):
            content["blocks"] = world.blocks(call.given.values["blocks"])
        world.says(call.workspace, channel, content)
    return {"files": shapes}


@method("files.info", "file", tier=4, scopes="files:read")
def info(world: World, call: Call) -> dict[str, Any]:
    """One file."""
    file = world.files.kept.get(call.given.needed("file"))
    if file is None or file.team != call.workspace.team_id or not file.shared:
        raise RefusalError("file_not_found")
    return {"file": file.as_json(world.url)}


def _listed(call: Call) -> list[dict[str, Any]]:
    files = call.given.json("files")
    if not isinstance(files, list) or not files or not all(isinstance(one, dict) for one in files):
        raise invalid_arguments("must provide an array of files [json-pointer:/files]")
    return files
