"""What Slack tells the app about what a person did: actions, shortcuts, views, commands."""

from collections.abc import Sequence
from typing import Any

from tests.fakes.slack.channels import Channel
from tests.fakes.slack.choices import Choices
from tests.fakes.slack.kit.controls import Control
from tests.fakes.slack.messages import Message
from tests.fakes.slack.views import View
from tests.fakes.slack.workspaces import Workspace
from tests.fakes.slack.world import World


class Interactions:
    """Payloads of one person."""

    def __init__(self, world: World, workspace: Workspace, user: dict[str, Any]) -> None:
        self._world = world
        self._workspace = workspace
        self._user = user

    def action_in_message(
        self, channel: Channel, message: Message, control: Control, choices: Choices, chosen: dict[str, Any]
    ) -> dict[str, Any]:
        """`block_actions` of a control in a message."""
        hook = self._world.hooks.make("actions", self._user["id"], channel.team, channel.id, message.ts)
        payload = self._payload("block_actions") | {
            "container": {
                "type": "message", "message_ts": message.ts, "channel_id": channel.id,
                "is_ephemeral": message.ephemeral,
            },
            "channel": {"id": channel.id, "name": "directmessage" if channel.kind == "im" else channel.name},
            "state": {"values": choices.values(message.controls)},
            "response_url": f"{self._world.url}{hook}",
            "actions": [self._action(control, chosen)],
        }  # fmt: skip
        return payload if message.ephemeral else payload | {"message": message.content}

    def action_in_view(self, view: View, control: Control, chosen: dict[str, Any]) -> dict[str, Any]:
        """`block_actions` of a control in a modal or the Home tab."""
        return self._payload("block_actions") | {
            "container": {"type": "view", "view_id": view.id},
            "view": self._view(view),
            "actions": [self._action(control, chosen)],
        }

    def submission(self, view: View) -> dict[str, Any]:
        """`view_submission`."""
        return self._payload("view_submission") | {"view": self._view(view), "response_urls": []}

    def closing(self, view: View, *, cleared: bool) -> dict[str, Any]:
        """`view_closed`."""
        payload = self._payload("view_closed") | {"view": self._view(view), "is_cleared": cleared}
        del payload["trigger_id"]
        return payload

    def shortcut(self, callback_id: str) -> dict[str, Any]:
        """A global one: it knows of no channel."""
        return self._payload("shortcut") | {"callback_id": callback_id, "action_ts": self._world.numbers.ts()}

    def command(self, name: str, text: str, channel: Channel) -> dict[str, str]:
        """The form of a slash command."""
        workspace, user = self._workspace, self._user
        hook = self._world.hooks.make("commands", user["id"], workspace.team_id, channel.id)
        form = {
            "token": self._world.app.verification_token, "team_id": workspace.team_id,
            "team_domain": workspace.domain, "channel_id": channel.id,
            "channel_name": "directmessage" if channel.kind == "im" else channel.name, "user_id": user["id"],
            "user_name": user["name"], "command": name, "text": text, "api_app_id": self._world.app.app_id,
            "is_enterprise_install": str(workspace.is_enterprise_install).lower(),
            "response_url": f"{self._world.url}{hook}",
            "trigger_id": self._world.triggers.make(user["id"], workspace.team_id),
        }  # fmt: skip
        if above := workspace.enterprise:
            form |= {"enterprise_id": above.id, "enterprise_name": above.name}
        return form

    def again(self, payload: dict[str, Any]) -> dict[str, Any]:
        """The same once more, as when somebody clicks again."""
        new = payload | {"trigger_id": self._world.triggers.make(self._user["id"], self._workspace.team_id)}
        if "actions" in payload:
            new["actions"] = [one | {"action_ts": self._world.numbers.ts()} for one in payload["actions"]]
        return new

    def _payload(self, kind: str) -> dict[str, Any]:
        workspace, user, above = self._workspace, self._user, self._workspace.enterprise
        team: dict[str, Any] = {"id": workspace.team_id, "domain": workspace.domain}
        if above:
            team |= {"enterprise_id": above.id, "enterprise_name": above.name}
        return {
            "type": kind, "token": self._world.app.verification_token, "api_app_id": self._world.app.app_id,
            "user": {
                "id": user["id"], "username": user["name"], "name": user["name"],
                "team_id": workspace.team_id,
            },
            "team": team, "enterprise": {"id": above.id, "name": above.name} if above else None,
            "is_enterprise_install": workspace.is_enterprise_install,
            "trigger_id": self._world.triggers.make(user["id"], workspace.team_id),
        }  # fmt: skip

    def _action(self, control: Control, chosen: dict[str, Any]) -> dict[str, Any]:
        element = control.element
        told: Sequence[str] = ("type", "action_id", "text", "value", "url", "style", "placeholder")
        return {
            **{name: element[name] for name in told if name in element},
            "block_id": control.block_id, **chosen, "action_ts": self._world.numbers.ts(),
        }  # fmt: skip

    def _view(self, view: View) -> dict[str, Any]:
        return view.as_json({"app_id": self._world.app.app_id, "bot_id": self._workspace.bot_id})
