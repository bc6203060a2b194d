"""Slack's side of everything: workspaces, users, conversations, views, and what the app did there."""

import re
from collections import defaultdict
from typing import Any, Final

from tests.fakes.bell import Bell
from tests.fakes.clock import Clock
from tests.fakes.lived import Lived
from tests.fakes.slack import words
from tests.fakes.slack.app import App
from tests.fakes.slack.channels import Channel
from tests.fakes.slack.choices import Choices
from tests.fakes.slack.delivery import Deliveries
from tests.fakes.slack.events import Events
from tests.fakes.slack.faults import Faults
from tests.fakes.slack.files import Files
from tests.fakes.slack.grants import Grants
from tests.fakes.slack.hooks import Hooks
from tests.fakes.slack.kit import Surface, check_blocks
from tests.fakes.slack.messages import Message
from tests.fakes.slack.numbers import Numbers
from tests.fakes.slack.rates import Limits
from tests.fakes.slack.record import Mention, Record
from tests.fakes.slack.refusal import RefusalError
from tests.fakes.slack.shown import Chosen, called, initial
from tests.fakes.slack.sockets import Sockets
from tests.fakes.slack.tenants import Tenants
from tests.fakes.slack.triggers import Triggers
from tests.fakes.slack.views import View
from tests.fakes.slack.workspaces import Workspace

_REFERENCE: Final = re.compile(r"([@#])([UC]0\d+)")
_KEPT: Final = ("type", "ts", "user", "bot_id", "app_id", "team", "bot_profile", "files", "thread_ts")
"""What an edited message has from before."""


class World:
    """All that methods change and persons see."""

    def __init__(self, app: App, *, answer_seconds: float, trigger_seconds: float, pace: float) -> None:
        self.app = app
        self.url = ""
        self.clock = Clock()
        self.lived = Lived()
        self.bell = Bell()
        """Rings whenever anything happened."""
        self.bells: defaultdict[str, Bell] = defaultdict(Bell)
        """By users: each rings when something happened on their screen."""
        self.record = Record()
        self.faults = Faults()
        self.limits = Limits(self.clock)
        self.numbers = Numbers(self.clock)
        self.files = Files()
        self.triggers = Triggers(self.clock, self.lived, trigger_seconds)
        self.hooks = Hooks(self.clock)
        self.tenants = Tenants(self.clock, self.numbers)
        self.grants = Grants(self.clock)
        self.sockets = Sockets(self.bell, self.lived, answer_seconds)
        self.deliveries = Deliveries(
            app, self.record, self.bell, self.clock, self.lived, self.sockets, answer_seconds
        )
        self.events = Events(app, self.deliveries, self.numbers, self.clock, pace)
        self.users: dict[str, dict[str, Any]] = {}
        self.channels: dict[str, Channel] = {}
        self.dms: dict[str, str] = {}
        """Channels with the app, by users."""
        self.views: dict[str, View] = {}
        self.homes: dict[str, View] = {}
        """By users."""
        self.modals: dict[str, list[View]] = {}
        """By users, the open ones, the top one last."""
        self.choices: dict[tuple[str, str, str], Choices] = {}
        """By user, channel and message."""
        self.notifications: dict[str, list[str]] = {}
        """By channel: what previews of new messages said."""
        self.whispers: defaultdict[str, set[str]] = defaultdict(set)
        """By users: the channels where they see what others do not."""

    def rings(self, *users: str) -> None:
        """Something happened on these screens."""
        self.bell.ring()
        for user in users:
            if user in self.bells:
                self.bells[user].ring()

    # --- Conversations ---

    def channel(self, identity: str, workspace: Workspace) -> Channel:
        """The conversation that a call names, or the one with a user. RefusalError: there is none."""
        if identity in self.users and self.users[identity]["team_id"] == workspace.team_id:
            return self.open_dm(identity, workspace)
        channel = self.channels.get(identity)
        if channel is None or channel.team != workspace.team_id:
            raise RefusalError("channel_not_found")
        return channel

    def open_dm(self, user: str, workspace: Workspace) -> Channel:
        """The conversation with a user. RefusalError: nobody can write to this one."""
        if self.users[user]["is_bot"]:
            raise RefusalError("cannot_dm_bot")
        if self.users[user]["deleted"]:
            raise RefusalError("user_disabled")
        return self.channels[self.dms[user]]

    def check_writable(self, channel: Channel, workspace: Workspace) -> None:
        """May the app write there? RefusalError."""
        if channel.archived:
            raise RefusalError("is_archived")
        if channel.kind == "im" and self.users[channel.members[0]]["deleted"]:
            raise RefusalError("user_disabled")
        if channel.kind == "im" and not workspace.messages_tab:
            raise RefusalError("messages_tab_disabled")
        if not channel.has_bot:
            raise RefusalError("not_in_channel" if channel.kind == "channel" else "channel_not_found")

    def blocks(self, given: Any) -> list[dict[str, Any]]:
        """The blocks of a message. RefusalError."""
        return check_blocks(
            given, Surface.MESSAGE, self.files.can_be_shown, takes_charts=self.app.accepts_charts
        )

    # --- What the app does ---

    def says(
        self, workspace: Workspace, channel: Channel, content: dict[str, Any], *, to: str = ""
    ) -> Message:
        """A new message of the app, maybe seen by one user alone."""
        message = Message(
            channel.id,
            ts := self.numbers.ts(),
            {"type": "message", "ts": ts, **self.signature(workspace), **content},
            ephemeral=bool(to),
        )
        self.listens(content.get("text", ""), content.get("blocks", ()), channel.id)
        self.record.sent.append(message)
        self.notifications.setdefault(channel.id, []).append(
            message.read or "This content can't be displayed."
        )
        if to:
            channel.ephemerals[to].append(message)
            self.whispers[to].add(channel.id)
        else:
            channel.messages[ts] = message
            self.echo(workspace, channel, message.content)
        self.rings(to, *channel.members)
        return message

    def replaces(
        self, workspace: Workspace, channel: Channel, old: Message, content: dict[str, Any]
    ) -> Message:
        """A message of the app becomes another under the same `ts`."""
        kept: dict[str, Any] = {name: old.content[name] for name in _KEPT if name in old.content}
        if not old.ephemeral:
            kept["edited"] = {"user": workspace.bot_user_id, "ts": self.numbers.ts()}
        message = Message(channel.id, old.ts, kept | content, ephemeral=old.ephemeral)
        self.listens(content.get("text", ""), content.get("blocks", ()), channel.id)
        for user in channel.members:
            if choices := self.choices.get((user, channel.id, old.ts)):
                choices.keeps(message.controls)
        if old.ephemeral:
            self._replace_ephemeral(channel, old, message)
        else:
            channel.messages[old.ts] = message
            self.echo_change(workspace, channel, message.content, old.content)
        self.rings(*channel.members)
        return message

    def removes(self, workspace: Workspace, channel: Channel, message: Message) -> None:
        if message.ephemeral:
            self._replace_ephemeral(channel, message, None)
        elif channel.messages.pop(message.ts, None):
            self.echo(
                workspace,
                channel,
                {
                    "type": "message", "subtype": "message_deleted", "hidden": True, "deleted_ts": message.ts,
                    "ts": self.numbers.ts(), "previous_message": message.content,
                },
            )  # fmt: skip
        self.rings(*channel.members)

    def signature(self, workspace: Workspace) -> dict[str, Any]:
        """Who says it, as messages of the app tell."""
        return {
            "user": workspace.bot_user_id, "bot_id": workspace.bot_id, "app_id": self.app.app_id,
            "team": workspace.team_id,
            "bot_profile": {
                "id": workspace.bot_id, "app_id": self.app.app_id, "name": "checkup", "deleted": False,
                "team_id": workspace.team_id,
            },
        }  # fmt: skip

    def listens(self, text: str, spoken: Any, where: str) -> None:
        """Takes down every mention that would ring or link."""
        found = list(words.mentions(text))
        _collect_mentions(spoken, found)
        for what in found:
            if what not in self.record.may_be_mentioned:
                self.record.mentions.append(Mention(what, where, self.record.current))

    # --- What the app is told ---

    def echo(self, workspace: Workspace, channel: Channel, content: dict[str, Any]) -> None:
        """Something of the app itself; it gets that too."""
        if self.app.echoes:
            self.tells(workspace, channel, content)

    def echo_change(
        self, workspace: Workspace, channel: Channel, new: dict[str, Any], old: dict[str, Any]
    ) -> None:
        self.echo(workspace, channel, self.change(new, old))

    def change(self, new: dict[str, Any], old: dict[str, Any]) -> dict[str, Any]:
        """The event that says how a message changed."""
        return {
            "type": "message", "subtype": "message_changed", "hidden": True, "ts": self.numbers.ts(),
            "message": new, "previous_message": old,
        }  # fmt: skip

    def tells(self, workspace: Workspace, channel: Channel, content: dict[str, Any]) -> None:
        """An event about a message, where the app listens: in its conversations with one person."""
        if channel.kind == "im":
            event = {**content, "channel": channel.id, "channel_type": "im", "event_ts": content["ts"]}
            self.events.send(workspace, event)

    # --- What persons choose and see ---

    def choices_seen(self, user: str, message: Message) -> Chosen:
        """How a person sees the controls of a message."""
        made = self.choices.get((user, message.channel, message.ts))
        return made.chosen if made else initial

    def named(self, seen: str) -> str:
        """Users and channels by their names."""
        return _REFERENCE.sub(self._name, seen) if "U0" in seen or "C0" in seen else seen

    def _name(self, found: re.Match[str]) -> str:
        sign, identity = found.groups()
        if user := self.users.get(identity):
            return f"{sign}{user['profile']['display_name'] or user['real_name']}"
        channel = self.channels.get(identity)
        return f"{sign}{channel.name}" if channel else found.group()

    def choices_in(self, user: str, message: Message) -> Choices:
        return self.choices.setdefault((user, message.channel, message.ts), Choices())

    def _replace_ephemeral(self, channel: Channel, old: Message, new: Message | None) -> None:
        for shown in channel.ephemerals.values():
            for place, one in enumerate(shown):
                if one.ts == old.ts:
                    shown[place : place + 1] = [new] if new else []
                    return


def _collect_mentions(value: Any, found: list[str]) -> None:
    """Those in texts in mrkdwn and in rich text, at any depth; letters themselves mention nobody."""
    if isinstance(value, dict):
        if who := called(value):
            found.append(who)
        if value.get("type") in ("mrkdwn", "markdown"):
            found += words.mentions(value["text"])
        elif value.get("type") not in ("plain_text", "text"):
            for inner in value.values():
                _collect_mentions(inner, found)
    elif isinstance(value, list):
        for inner in value:
            _collect_mentions(inner, found)
