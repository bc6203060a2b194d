"""Persons who talk to Checkup as people do: they type, they tap by the words on a button, and they see.

    ana = Person(place)
    ana.taps("Often")
    ana.types("3")
    ana.sees("2 of 9")

A *place* is where they talk. Here it is the console, in this process, with the real engine, store and words.
A `Prospect` talks on Telegram, where things take time, so every step is awaited:

    ana = Prospect(telegram, server, "ana")
    await ana.opens("team-mood")
    await ana.taps("Start", "Often")
    ana.sees("2 of 9")

A `Colleague` does so in Slack:

    ana = Colleague(slack, server, "ana")
    await ana.begins("team-mood")
    await ana.taps("Often")
    ana.sees("2 of 9")
"""

import asyncio
import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import count
from types import TracebackType
from typing import Final, Protocol, Self

from bot.channels.console.by_lines import after
from bot.channels.console.lines import Before, NoSuchCommand, read_line
from bot.channels.console.plain import render
from bot.channels.console.talk import Shown
from bot.cli.terminal.talk import Talk, World
from bot.messages import Button, Message, QuestionCard, ResultPage, Summary, Words
from bot.store import schema
from bot.store.database import Database, open_database
from bot.turn.library import Library
from bot.wishes import Press
from tests.fakes.slack import CommandReply, FakeSlack, Workspace
from tests.fakes.telegram import FakeTelegram

FIRST_DAY: Final = datetime(2030, 1, 1, 12, tzinfo=UTC)
_MOMENTS: Final = count()
"""Time goes on from one place to the next: a minute for each look at the clock, and for each id."""


class Place(Protocol):
    """Where somebody talks to Checkup."""

    def types(self, words: str) -> None:
        """Sends *words*."""
        ...

    def taps(self, label: str) -> None:
        """Presses the button with this label, of those that are there now. AssertionError: there is none."""
        ...

    @property
    def screen(self) -> str:
        """What was shown since the last thing was sent, as a person would read it."""
        ...


class Person:
    """Somebody at a place."""

    def __init__(self, place: Place) -> None:
        self.place = place

    def types(self, *lines: str) -> Self:
        """One line after the other."""
        for line in lines:
            self.place.types(line)
        return self

    def taps(self, *labels: str) -> Self:
        """One button after the other, by what stands on it."""
        for label in labels:
            self.place.taps(label)
        return self

    def sees(self, *words: str) -> Self:
        """All of *words* are shown, wherever lines are broken."""
        shown = _on_one_line(self.place.screen)
        for one in words:
            assert _on_one_line(one) in shown, f"{one!r} is not to be seen:\n{self.place.screen}"
        return self

    def sees_no(self, *words: str) -> Self:
        """None of *words* is shown."""
        shown = _on_one_line(self.place.screen)
        for one in words:
            assert _on_one_line(one) not in shown, f"{one!r} is to be seen:\n{self.place.screen}"
        return self


class Console:
    """The console of this process: `with Console(url, library, "team-mood") as place`."""

    def __init__(
        self, url: str, library: Library, flow: str, *, name: str = "ana", language: str | None = None
    ) -> None:
        self._url = url
        self._library = library
        self._flow = flow
        self._name = name
        self._language = language
        self._runner = asyncio.Runner()
        self._before = Before()
        self._shown = Shown(())

    def __enter__(self) -> Self:
        self._database: Database = open_database(self._url)
        self._runner.run(schema.migrate(self._database))
        world = World(self._library, self._now, self._new_id)
        self._talk = Talk(self._database, world, self._name, self._flow)
        self._runner.run(self._begin())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._runner.run(self._talk.end())
        self._runner.run(self._database.close())
        self._runner.close()

    def types(self, words: str) -> None:
        taken = read_line(words, self._before)
        assert not isinstance(taken, NoSuchCommand), taken
        self._take(taken)

    def taps(self, label: str) -> None:
        for message in reversed(self._shown.messages):
            for button in _buttons(message):
                if button.label == label:
                    self._take(button.press)
                    return
        raise AssertionError(f"there is no button {label!r}:\n{self.screen}")

    @property
    def screen(self) -> str:
        return "\n\n".join(map(render, self._shown.messages))

    @property
    def over(self) -> bool:
        """Nothing more is asked."""
        return self._shown.over

    async def _begin(self) -> None:
        left = await self._talk.find()
        anew = left.finished and not left.result_unseen
        self._see(await self._talk.begin(left, self._language, anew=anew, chosen=self._language is not None))

    def _take(self, taken: Press) -> None:
        self._see(self._runner.run(self._talk.take(taken)))

    def _see(self, shown: Shown) -> None:
        self._before = after(self._before, shown)
        self._shown = shown

    def _now(self) -> datetime:
        return FIRST_DAY + timedelta(minutes=next(_MOMENTS))

    def _new_id(self) -> str:
        return f"{next(_MOMENTS):026}"


class Served(Protocol):
    """A server of ours."""

    async def comes_to_rest(self) -> None:
        """Returns when nothing is on its way any more."""
        ...


class Prospect:
    """Somebody on Telegram who has never heard of us. Each step waits until all that comes of it is there."""

    def __init__(
        self, telegram: FakeTelegram, server: Served, name: str = "ana", *, language: str | None = "en"
    ) -> None:
        self.app = telegram.person(name, language_code=language)
        """What they hold in their hands."""
        self._telegram = telegram
        self._server = server

    async def opens(self, link: str | None = None) -> Self:
        """The chat with the bot, maybe by a link."""
        await self.app.opens(link)
        return await self.waits()

    async def begins(self, link: str) -> Self:
        """Opens a link and presses the one button of the greeting."""
        await self.opens(link)
        return await self.taps(0)

    async def types(self, *texts: str) -> Self:
        """One message after the other."""
        for text in texts:
            await self.app.types(text)
            await self.waits()
        return self

    async def taps(self, *labels: str | int) -> Self:
        """One button after the other, of the newest message that has it."""
        for label in labels:
            await self.app.taps(label)
            await self.waits()
        return self

    async def waits(self) -> Self:
        """Until nothing comes any more."""
        for _ in range(2):  # what comes to rest here may still be under way there
            await self._telegram.settles(quiet=0.01)
            await self._server.comes_to_rest()
        return self

    def sees(self, *words: str) -> Self:
        """All of *words* stand at the bottom of the chat: in the last message, or in what came with it."""
        for one in words:
            assert _on_one_line(one) in _on_one_line(self.below), f"{one!r} is not to be seen:\n{self.below}"
        return self

    def sees_no(self, *words: str) -> Self:
        """None of *words* stands there."""
        for one in words:
            assert _on_one_line(one) not in _on_one_line(self.below), f"{one!r} is to be seen:\n{self.below}"
        return self

    @property
    def below(self) -> str:
        """What the bot wrote below the person's own last message, or in the last message that has buttons."""
        chat = self.app.chat
        own = max((place for place, message in enumerate(chat) if not message.from_bot), default=-1)
        return "\n".join(
            f"{message.words}\n{' '.join(f'[{label}]' for label in message.labels)}"
            for message in chat[own + 1 :]
        )

    def has_one_keyboard(self) -> Self:
        """Only the last message has buttons that answer; those under results are there to stay."""
        alive = [one for one in self.app.keyboards_alive if not {*one.labels} & {"How was this computed?"}]
        assert len(alive) == 1, f"{len(alive)} keyboards are alive:\n{self.app.screen}"
        return self


class Colleague:
    """Somebody in Slack, between two meetings. Each step waits until all that comes of it is there."""

    def __init__(
        self,
        slack: FakeSlack,
        server: Served,
        name: str = "ana",
        *,
        language: str = "en-US",
        zone: str = "Europe/Berlin",
        workspace: Workspace | None = None,
    ) -> None:
        self.app = slack.person(name, locale=language, tz=zone, workspace=workspace)
        """What they hold in their hands."""
        self._slack = slack
        self._server = server

    async def commands(self, text: str = "", channel: str | None = None) -> CommandReply:
        """`/checkup`, in the conversation with the app, which they open for that, or in a channel."""
        if channel is None:
            await self.app.opens_messages()
            await self.waits()
        reply = await self.app.commands(text, channel=channel)
        await self.waits()
        return reply

    async def begins(self, flow: str) -> Self:
        """A check by its command, and the one button of the greeting."""
        await self.commands(f"start {flow}")
        return await self.taps(self.app.last.labels[0])

    async def types(self, *texts: str) -> Self:
        """One message after the other."""
        for text in texts:
            await self.app.types(text)
            await self.waits()
        return self

    async def taps(self, *labels: str) -> Self:
        """One button after the other, of the newest message that has it."""
        for label in labels:
            await self.app.taps(label)
            await self.waits()
        return self

    async def chooses(self, *labels: str) -> Self:
        """One option of radio buttons or of a menu after the other."""
        for label in labels:
            await self.app.chooses(label)
            await self.waits()
        return self

    async def ticks(self, *labels: str) -> Self:
        """One box after the other."""
        for label in labels:
            await self.app.ticks(label)
            await self.waits()
        return self

    async def writes(self, text: str, opener: str) -> Self:
        """Opens the window behind the button *opener*, writes into it and saves."""
        await self.taps(opener)
        await self.app.fills(text)
        await self.app.submits()
        return await self.waits()

    async def opens_home(self) -> Self:
        """The Home tab."""
        await self.app.opens_home()
        return await self.waits()

    async def taps_home(self, *labels: str) -> Self:
        """One button of the Home tab after the other."""
        for label in labels:
            await self.app.taps_home(label)
            await self.waits()
        return self

    async def waits(self) -> Self:
        """Until nothing comes any more."""
        for _ in range(2):  # what comes to rest here may still be under way there
            await self._slack.settles(quiet=0.01)
            await self._server.comes_to_rest()
        return self

    def sees(self, *words: str) -> Self:
        """All of *words* stand at the bottom: in the last message, or in what came with it."""
        for one in words:
            assert _on_one_line(one) in _on_one_line(self.below), f"{one!r} is not to be seen:\n{self.below}"
        return self

    def sees_no(self, *words: str) -> Self:
        """None of *words* stands there."""
        for one in words:
            assert _on_one_line(one) not in _on_one_line(self.below), f"{one!r} is to be seen:\n{self.below}"
        return self

    @property
    def below(self) -> str:
        """What the app wrote below the person's own last message, as it is seen."""
        chat = self.app.messages
        own = max((place for place, message in enumerate(chat) if not message.from_bot), default=-1)
        return "\n".join(message.words for message in chat[own + 1 :])


def _buttons(message: Message) -> Sequence[Button]:
    """Everything that can be pressed in a message."""
    match message:
        case QuestionCard():
            return (*(option.button for option in message.options), *message.ways)
        case Words() | ResultPage():
            return message.buttons
        case Summary():
            return (*(line.change for line in message.lines if line.change), *message.buttons)
        case _:
            return ()


def _on_one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text)
