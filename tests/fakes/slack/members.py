"""Persons with Slack's app in their hands: they see what is there, and do what can be done with it."""

import asyncio
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

from tests.fakes.slack import words
from tests.fakes.slack.channels import Channel
from tests.fakes.slack.commands import CommandReply, answer_to_command, escaped_command
from tests.fakes.slack.delivery import Ack
from tests.fakes.slack.interactions import Interactions
from tests.fakes.slack.kit.controls import Control
from tests.fakes.slack.messages import Message
from tests.fakes.slack.places import (
    PICKED,
    Place,
    asked_first,
    find_boxes,
    find_button,
    find_choice,
    find_input,
    find_picker,
    tells_at_once,
    toggled,
)
from tests.fakes.slack.sight import Sight
from tests.fakes.slack.workspaces import Workspace
from tests.fakes.slack.world import World


class Member(Sight):
    """Somebody who uses the conversation with the app; modals and the Home tab are in `Person`."""

    def __init__(self, world: World, workspace: Workspace, user: dict[str, Any], dm: Channel) -> None:
        super().__init__(world, workspace, user, dm)
        self._tells = Interactions(world, workspace, user)
        self._newest: dict[str, Any] | None = None

    # --- Writing ---

    async def types(self, text: str) -> Message:
        """Sends words to the app. AssertionError: its messages tab is off."""
        assert text.strip(), "Slack sends no empty message"
        return self._writes({"text": words.escaped(text)}, _rich(text))

    async def sends_file(
        self, name: str = "picture.png", content: bytes = b"picture", text: str = ""
    ) -> Message:
        """Shares a file with the app."""
        file = self._world.files.reserve(name, len(content), "", self.workspace.team_id, self.id)
        file.content, file.shared = content, True
        shared = {"subtype": "file_share", "files": [file.as_json(self._world.url)], "upload": False}
        return self._writes(shared | {"text": words.escaped(text)}, _rich(text) if text else {})

    async def edits(self, text: str, message: Message | None = None) -> Message:
        """Changes the text of an own message, the newest where none is named."""
        chosen = message or next(one for one in reversed(self.messages) if not one.from_bot)
        old = self._dm.messages[chosen.ts]
        assert not old.from_bot, "nobody edits the messages of the app"
        edit = {"edited": {"user": self.id, "ts": self._world.numbers.ts()}}
        new = Message(old.channel, old.ts, old.content | {"text": words.escaped(text)} | _rich(text) | edit)
        self._dm.messages[old.ts] = new
        self._world.tells(self.workspace, self._dm, self._world.change(new.content, old.content))
        self._world.rings(self.id)
        return new

    async def deletes_message(self, message: Message) -> None:
        """An own message goes, and the app is told."""
        assert not message.from_bot, "nobody deletes the messages of the app"
        old = self._dm.messages.pop(message.ts)
        self._world.tells(
            self.workspace,
            self._dm,
            {
                "type": "message", "subtype": "message_deleted", "hidden": True, "deleted_ts": old.ts,
                "ts": self._world.numbers.ts(), "previous_message": old.content,
            },
        )  # fmt: skip
        self._world.rings(self.id)

    async def commands(
        self, text: str = "", channel: str | Channel | None = "general", name: str = ""
    ) -> CommandReply:
        """A slash command, in a channel by its name, or with None in the conversation with the app."""
        world, app = self._world, self._world.app
        place = self._channel(channel)
        said = escaped_command(world, self.workspace, text) if app.should_escape else text
        ack = await world.deliveries.commands(self._tells.command(name or app.command, said, place))
        self._warned(ack)
        return answer_to_command(world, self.workspace, place, self.id, ack)

    async def uses_shortcut(self, callback_id: str) -> None:
        """A global shortcut."""
        await self._interacts(self._tells.shortcut(callback_id))

    # --- Messages ---

    async def taps(
        self, label: str, *, message: Message | None = None, times: int = 1, confirms: bool = True
    ) -> None:
        """Taps a button, *times* in a row: the newest with this label, or one of *message* as it was seen.

        *confirms*: what is answered to a dialog. AssertionError: there is no such button.
        """
        for place in self._places(message):
            if found := find_button(place, label):
                await self._tap(place, *found, times=times, confirms=confirms)
                return
        raise AssertionError(f"there is no button {label!r}:\n{self.screen}")

    async def chooses(self, label: str, *, message: Message | None = None) -> None:
        """Chooses one of several. AssertionError: it is not offered."""
        for place in self._places(message):
            if found := find_choice(place, label):
                await self._choose(place, *found)
                return
        raise AssertionError(f"there is no choice {label!r}:\n{self.screen}")

    async def ticks(self, *labels: str, message: Message | None = None) -> None:
        """Ticks boxes, or unticks those that are ticked, one after the other. AssertionError: no such box."""
        for label in labels:
            place, found = self._boxes(label, message)
            await self._tick(place, *found)

    async def fills_message(
        self, text: str, *, block_id: str | None = None, message: Message | None = None
    ) -> None:
        """Types into an input of a message, and presses Enter."""
        for place in self._places(message):
            if any(one.kind.endswith("_input") for one in place.controls):
                await self._fill(place, find_input(place, block_id), text)
                return
        raise AssertionError(f"there is nothing to fill in:\n{self.screen}")

    async def picks(self, value: str, *, block_id: str | None = None, message: Message | None = None) -> None:
        """Picks a user, a conversation, a day or a time, by its id or as payloads spell it."""
        for place in self._places(message):
            if any(one.kind in PICKED for one in place.controls):
                await self._pick(place, find_picker(place, block_id), value)
                return
        raise AssertionError(f"there is nothing to pick from:\n{self.screen}")

    async def re_sends(self) -> None:
        """The newest interaction once more, under a new `action_ts` and `trigger_id`."""
        assert self._newest is not None, "nothing was done so far"
        await self._interacts(self._tells.again(self._newest))

    # --- Steps ---

    async def _interacts(self, payload: dict[str, Any]) -> Ack:
        self._newest = payload
        ack = await self._world.deliveries.interacts(payload)
        self._warned(ack)
        self._world.rings(self.id)
        return ack

    def _warned(self, ack: Ack) -> None:
        if ack.warning:
            self.warnings.append(ack.warning)

    async def _tap(
        self, place: Place, control: Control, chosen: dict[str, Any], *, times: int, confirms: bool
    ) -> None:
        if asked := asked_first(control):
            self.confirmed.append(asked)
            if not confirms:
                return
        if control.url:
            self.opened.append(control.url)
        if times == 1:
            await self._interacts(place.payload(control, chosen))
        else:
            await asyncio.gather(*(self._interacts(place.payload(control, chosen)) for _ in range(times)))

    async def _choose(self, place: Place, control: Control, option: dict[str, Any]) -> None:
        if control.kind == "radio_buttons" and place.choices.chosen(control) == option:
            return
        place.choices.choose(control, option)
        await self._changed(place, control, {"selected_option": option})

    async def _tick(self, place: Place, control: Control, option: dict[str, Any]) -> None:
        wanted = toggled(control, list(place.choices.chosen(control)), option)
        place.choices.choose(control, wanted)
        await self._changed(place, control, {"selected_options": wanted})

    async def _fill(self, place: Place, control: Control, text: str) -> None:
        place.choices.choose(control, text or None)
        await self._changed(place, control, {"value": text})

    async def _pick(self, place: Place, control: Control, value: str) -> None:
        place.choices.choose(control, value)
        await self._changed(place, control, {control.chosen_name: value})

    async def _changed(self, place: Place, control: Control, chosen: dict[str, Any]) -> None:
        self._world.rings(self.id)
        if tells_at_once(control):
            await self._interacts(place.payload(control, chosen))

    def _boxes(self, label: str, message: Message | None) -> tuple[Place, tuple[Control, dict[str, Any]]]:
        for place in self._places(message):
            if found := find_boxes(place, label):
                return place, found
        raise AssertionError(f"there is no box {label!r}:\n{self.screen}")

    def _places(self, message: Message | None) -> Iterator[Place]:
        """One message, or those with controls from the newest on, and then what nobody else sees."""
        if message:
            yield self._place(message)
            return
        for one in reversed(self._dm.messages.values()):
            if one.controls:
                yield self._place(one)
        for one in reversed(self.ephemerals):
            if one.controls:
                yield self._place(one)

    def _place(self, message: Message) -> Place:
        """A message that was seen; what is chosen in it is remembered for as long as it is there."""
        channel = self._world.channels[message.channel]
        choices = self._world.choices_in(self.id, message)

        def payload(control: Control, chosen: dict[str, Any]) -> dict[str, Any]:
            return self._tells.action_in_message(channel, message, control, choices, chosen)

        return Place(message.controls, choices, payload)

    def _writes(self, content: dict[str, Any], blocks: dict[str, Any]) -> Message:
        assert self.workspace.messages_tab, "Sending messages to this app has been turned off."
        assert not self.user["deleted"], "this account is deactivated"
        ts = self._world.numbers.ts()
        own = {
            "client_msg_id": str(uuid4()), "type": "message", "user": self.id, "ts": ts,
            "team": self.workspace.team_id,
        }  # fmt: skip
        message = Message(self._dm.id, ts, own | content | blocks)
        self._dm.messages[ts] = message
        self._world.tells(self.workspace, self._dm, message.content)
        self._world.rings(self.id)
        return message

    def _channel(self, channel: str | Channel | None) -> Channel:
        if channel is None:
            return self._dm
        if isinstance(channel, Channel):
            return channel
        return self._world.channels[self.workspace.channels[channel]]


def _rich(text: str) -> dict[str, Any]:
    """What Slack's editor makes of words."""
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}
    return {"blocks": [{"type": "rich_text", "block_id": uuid4().hex[:5], "elements": [section]}]}
