"""What an app sends to a `response_url`."""

from typing import Any, Final

from tests.fakes.slack.calls import Work
from tests.fakes.slack.channels import Channel
from tests.fakes.slack.hooks import Hook
from tests.fakes.slack.messages import Message
from tests.fakes.slack.refusal import RefusalError
from tests.fakes.slack.world import World

_KNOWN: Final = frozenset(
    {
        "text", "blocks", "attachments", "response_type", "replace_original", "delete_original", "thread_ts",
        "metadata", "unfurl_links", "unfurl_media",
    }
)  # fmt: skip


class Response(Work):
    """A request to one of them."""

    content_type = "text/plain"

    def __init__(self, world: World, path: str) -> None:
        super().__init__("response_url")
        self._world = world
        self._path = path

    def about(self) -> set[str]:
        hook = self._world.hooks.find(self._path)
        return {hook.user, hook.channel} if hook else set()

    def carried_out(self) -> str:
        hook = self._world.hooks.use(self._path)
        self.team = hook.team
        world, given = self._world, self.given
        for name in given.values.keys() - _KNOWN:
            world.record.complains(f"there is no argument {name!r}")
        channel = world.channels[hook.channel]
        if given.flag("delete_original"):
            hook.uses += 1
            self._deletes(hook, channel)
            return "ok"
        content = self._content()
        hook.uses += 1
        workspace = world.tenants.workspaces[hook.team]
        source = _source(hook, channel)
        if given.flag("replace_original") and source is not None:
            world.replaces(workspace, channel, source, content)
        elif given.text("response_type") == "in_channel":
            world.says(workspace, channel, content)
        else:
            world.says(workspace, channel, content, to=hook.user)
        return "ok"

    def _deletes(self, hook: Hook, channel: Channel) -> None:
        source = _source(hook, channel)
        if source is None:
            raise RefusalError("message_not_found", status=404)
        self._world.removes(self._world.tenants.workspaces[hook.team], channel, source)

    def _content(self) -> dict[str, Any]:
        given = self.given
        content: dict[str, Any] = {"text": given.text("text")}
        if given.values.get("blocks"):
            content["blocks"] = self._world.blocks(given.values["blocks"])
        if not content["text"] and not content.get("blocks"):
            raise RefusalError("no_text")
        if not content["text"]:
            self._world.record.complains("missing_text_in_message")
        return content


def _source(hook: Hook, channel: Channel) -> Message | None:
    """The message with the button, as it is now."""
    shown = channel.ephemerals.get(hook.user, [])
    return channel.messages.get(hook.source) or next((one for one in shown if one.ts == hook.source), None)
