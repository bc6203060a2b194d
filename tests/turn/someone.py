"""A person who writes to us through a database: every input is one turn in one transaction."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import TypeVar

from sqlalchemy import Connection

from bot.definition.load import load
from bot.engine.inputs import Input, Start, Tap
from bot.messages import QuestionCard, ResultPage, Shown, Words
from bot.store.database import Database
from bot.store.inbound import Update
from bot.turn.arrived import Arrived, Surroundings, Turn
from bot.turn.library import Library, Shelved
from bot.turn.turning import turned

T = TypeVar("T")
NOON = datetime(2030, 1, 1, 12, tzinfo=UTC)


def library(*sources: str) -> Library:
    """The flows of these YAML texts."""
    shelved = []
    for source in sources:
        name = source.split("flow:", 1)[1].split()[0]
        data = source.encode()
        loaded = load(data, f"{name}.yaml")
        assert loaded.flow is not None, loaded.findings
        shelved.append(Shelved(loaded.flow, data))
    return Library.of(shelved)


class Someone:
    """Writes, one update after the other, a minute apart."""

    def __init__(self, database: Database, flows: Library, name: str = "u1") -> None:
        self.database = database
        self.name = name
        self.turn = Turn()
        self._numbers = count(1)
        self._around = Surroundings(flows, NOON, self._new_id)

    async def sends(self, taken: Input, **arrived: object) -> Turn:
        """One input, as a new update."""
        update = Update("test", "here", f"{self.name}-{next(self._numbers)}")
        return await self.repeats(Arrived(update, self.name, taken, **arrived))  # type: ignore[arg-type]

    async def repeats(self, arrived: Arrived) -> Turn:
        """An update as it stands: a second time it is a duplicate."""
        self._around = replace(self._around, now=self._around.now + timedelta(minutes=1))
        around = self._around
        self.turn = await turned(self.database, arrived, around)
        return self.turn

    async def taps(self, *choices: str) -> Turn:
        """One choice after the other, each of the question that is open then."""
        for choice in choices:
            state = self.turn.state
            assert state is not None
            await self.sends(Tap(state.turn, str(state.open), choice))
        return self.turn

    async def starts(self, flow: str, language: str | None = None) -> Turn:
        return await self.sends(Start(language), flow=flow)

    def waits(self, time: timedelta) -> None:
        """Nothing for so long."""
        self._around = replace(self._around, now=self._around.now + time)

    def finds(self, flows: Library) -> None:
        """From now on these flows are there."""
        self._around = replace(self._around, library=flows)

    async def asks(self, work: Callable[[Connection], T]) -> T:
        """What the database holds."""
        return await self.database.read(work)

    def sees(self, words: str) -> None:
        """The last messages show *words*."""
        shown = "\n".join(text for message in self.turn.messages for text in _texts(message))
        assert words in shown, shown

    def _new_id(self) -> str:
        return f"{self.name}-id-{next(self._numbers):04}"


def _texts(message: Shown) -> tuple[str, ...]:
    match message:
        case QuestionCard():
            return (*message.notes, message.heading, message.text, *(o.button.label for o in message.options))
        case Words():
            return message.paragraphs
        case ResultPage():
            return (message.opening, message.score, message.level)
    return (repr(message),)
