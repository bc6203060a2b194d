"""Slash commands: what Slack makes of the words, and of the answer."""

import re
from dataclasses import dataclass
from typing import Any, Final

from tests.fakes.slack import words
from tests.fakes.slack.channels import Channel
from tests.fakes.slack.delivery import Ack
from tests.fakes.slack.messages import Message
from tests.fakes.slack.record import Refusal
from tests.fakes.slack.refusal import RefusalError
from tests.fakes.slack.workspaces import Workspace
from tests.fakes.slack.world import World

_REFERENCE: Final = re.compile(r"([@#])([\w.-]+)")


@dataclass(frozen=True, slots=True)
class CommandReply:
    """What Slack shows at once; what comes later by `response_url` is among the messages."""

    message: Message | None = None
    error: str = ""
    """`operation_timeout` and others."""

    @property
    def text(self) -> str:
        return self.message.text if self.message else ""

    @property
    def blocks(self) -> list[dict[str, Any]]:
        return self.message.blocks if self.message else []

    @property
    def read(self) -> str:
        """What is read."""
        return self.message.words if self.message else ""


def escaped_command(world: World, workspace: Workspace, text: str) -> str:
    """Persons as `<@U…|name>`, channels as `<#C…|name>`, and no sign left that means something."""

    def reference(found: re.Match[str]) -> str:
        sign, name = found.groups()
        users = (world.users[one] for one in workspace.users)
        if sign == "@" and (user := next((one for one in users if one["name"] == name), None)):
            return f"<@{user['id']}|{name}>"
        if sign == "#" and name in workspace.channels:
            return f"<#{workspace.channels[name]}|{name}>"
        return found.group()

    return _REFERENCE.sub(reference, words.escaped(text))


def answer_to_command(
    world: World, workspace: Workspace, channel: Channel, user: str, ack: Ack
) -> CommandReply:
    """Shows what came with the acknowledgement."""
    if not ack.ok:
        return CommandReply(error=ack.warning)
    answer = {"text": ack.body} if isinstance(ack.body, str) else ack.body or {}
    if not answer.get("text") and not answer.get("blocks"):
        return CommandReply()
    world.record.current = "command"
    content: dict[str, Any] = {"text": answer.get("text", "")}
    try:
        if answer.get("blocks"):
            content["blocks"] = world.blocks(answer["blocks"])
    except RefusalError as refusal:
        world.record.refusals.append(
            Refusal("command", refusal.error, workspace.team_id, tuple(refusal.messages))
        )
        return CommandReply(error=refusal.error)
    if not content["text"]:
        world.record.complains("missing_text_in_message")
    to = "" if answer.get("response_type") == "in_channel" else user
    return CommandReply(world.says(workspace, channel, content, to=to))
