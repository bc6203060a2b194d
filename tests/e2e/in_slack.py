"""The crowd in Slack: a command, buttons, radio buttons, boxes, windows, typed words.

An event that was not confirmed comes again, four times at most; what is pressed comes once. So who is warned,
or sees nothing, presses again, and what Slack gave up to bring is typed again.
"""

import asyncio
import random
from collections.abc import Awaitable, Mapping
from itertools import cycle
from typing import Final

from tests.e2e.crowd import (
    MOST_NUDGES,
    PATIENCE,
    Comes,
    Command,
    Done,
    Letter,
    Step,
    Tap,
    Tick,
    Walker,
    Write,
)
from tests.fakes.slack import FakeSlack
from tests.fakes.slack.kit.controls import option_label
from tests.slack.served import WayIn, ways_in

OPENERS: Final = ("Enter a number", "Write your answer")
"""Buttons that open a window to write in."""


def slack_settings(slack: FakeSlack, way_in: WayIn) -> Mapping[str, str]:
    """Of a process that serves the fake."""
    return {"SLACK_API_URL": slack.api_url, **ways_in(slack)[way_in]}


class SlackWalker(Walker):
    """Somebody in Slack."""

    def __init__(self, slack: FakeSlack, name: str, chance: random.Random) -> None:
        self.app = slack.person(name)
        super().__init__(slack.world.bell, self.app, self.app.id, chance)
        self.typed: list[str] = []
        """The ids of the events that told of their words."""
        self.given_up: list[str] = []
        """Those of them after which the same was typed again."""
        self.openings = 0
        """Windows that were asked for, and the press confirmed."""
        self._ticked: list[str] = []
        """Boxes that are to be ticked when they are done."""
        self._slack = slack

    async def _opens(self) -> None:
        await self.app.commands("start work", channel=None)

    async def _opens_again(self) -> None:
        await self._opens()

    async def _continues(self) -> None:
        await self.app.commands("continue", channel=None)

    async def _does(self, step: Step, number: int) -> None:
        def beyond() -> bool:
            return self._is_beyond(number)

        match step:
            case Tap(label=label):
                await self._taps(label, beyond)
            case Letter(letter=letter):
                await self._chooses(letter, beyond)
            case Tick(label=label):
                self._ticked.append(label)
                await self._ticks()
            case Done():
                await self._ticks()
                self._ticked.clear()
                await self._taps("Done", beyond)
            case Write(words=words):
                await self._writes(words, beyond)
            case Command(name=name):
                await self._types(name, beyond)

    async def _chooses(self, letter: str, comes: Comes) -> None:
        """One of several radio buttons: a chosen one cannot be chosen again, only under the question anew."""

        async def chooses() -> None:
            if choice := self._choice(letter):
                await self.app.chooses(choice)
            else:  # it was taken, and the next question is still to come
                await self._goes_on()

        by_turns = cycle((self._goes_on, chooses))

        async def again() -> None:
            await next(by_turns)()

        await self._until(lambda: bool(self._choice(letter)), self._goes_on)
        await chooses()
        await self._until(comes, again)

    async def _ticks(self) -> None:
        """Boxes; where the question comes anew, all of them. Who is warned unticks it and ticks it again."""
        doubtful = ""
        for _ in range(MOST_NUDGES):
            await self._until(lambda: bool(self._boxes()), self._goes_on)
            missing = [label for label in self._ticked if f"[x] {label}" not in self._boxes()]
            if not missing and not doubtful:
                return
            label = doubtful or missing[0]
            doubtful = "" if await self._is_taken(self.app.ticks(label)) else label
        raise AssertionError(f"{self.person} cannot tick {self._ticked}:\n{self.app.screen}")

    def _boxes(self) -> str:
        """The lowest message with boxes, as they read it; empty where there is none."""
        messages = reversed(self.app.bot_messages)
        lowest = next((one for one in messages if any(c.kind == "checkboxes" for c in one.controls)), None)
        return "" if lowest is None else self.app.reads(lowest)

    async def _writes(self, words: str, comes: Comes) -> None:
        """In the window where there is one for it, or in the conversation."""
        in_window = self._opener() and not words.startswith("about") and self.chance.random() < 0.7
        if not in_window or not await self._writes_in_window(words, comes):
            await self._types(words, comes)

    def _opener(self) -> str:
        """What opens a window, under the lowest message that has buttons; empty for nothing."""
        lowest = next((one.labels for one in reversed(self.app.bot_messages) if one.labels), [])
        return next((label for label in OPENERS if label in lowest), "")

    async def _writes_in_window(self, words: str, comes: Comes) -> bool:
        """Where saving fails the window stays open, and is saved again. False: no window is offered."""

        async def opens() -> None:
            if self.app.modal is not None:  # one that says that it is loading, and nothing else any more
                await self.app.closes_modal()
            if opener := self._opener():
                tap = self.app.taps(opener, message=self._newest_with(opener))
                self.openings += await self._is_taken(tap)

        await opens()
        await self._until(lambda: comes() or self._has_field() or not self._opener(), opens)
        if not comes() and not self._has_field():
            return False
        if self._has_field():
            await self.app.fills(words)
            await self.app.submits()
            await self._until(lambda: comes() or self.app.modal is None, self.app.submits)
        await self._until(comes, self._goes_on)
        if self.app.modal is not None:  # it was saved, but Slack never heard of it
            await self.app.closes_modal()
        return True

    def _has_field(self) -> bool:
        modal = self.app.modal
        return modal is not None and any(one.block["type"] == "input" for one in modal.controls)

    async def _types(self, words: str, comes: Comes) -> None:
        """Words; where Slack gives up to bring them, and the question still stands, once more."""
        await self._sends(words)
        asked = False

        async def again() -> None:
            nonlocal asked
            if asked and self._is_lost(self.typed[-1]):
                asked = False
                self.given_up.append(self.typed[-1])
                await self._sends(words)
            else:
                lost = self._is_lost(self.typed[-1])
                asked = await self._is_taken(self._goes_on()) and lost

        await self._until(comes, again)

    async def _sends(self, words: str) -> None:
        await self.app.types(words)
        newest = self._slack.world.events.newest
        assert newest is not None
        self.typed.append(str(newest["event_id"]))

    def _is_lost(self, event: str) -> bool:
        """Has Slack given up to bring it?"""
        return any(event in words for words in self._slack.record.silent_losses)

    async def _is_taken(self, doing: Awaitable[None]) -> bool:
        """Did Slack's app say nothing against it? Who is warned waits a little."""
        before = len(self.app.warnings)
        await doing
        if len(self.app.warnings) == before:
            return True
        self.nudges += 1
        await asyncio.sleep(PATIENCE / 3)
        return False

    def _choice(self, letter: str) -> str:
        """What stands beside the radio button with this letter; empty where there is none."""
        shown = (
            option_label(option)
            for message in reversed(self.app.bot_messages)
            for control in message.controls
            if control.kind == "radio_buttons"
            for option in control.options
        )
        return next((label for label in shown if label.startswith(f"{letter}  ")), "")
