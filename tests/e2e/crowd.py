"""Persons who answer a check while the server behind it comes and goes, as people do.

They tap or type, sometimes tap twice. Who sees nothing new for a while does something about it: the same
button again where it is still there, else the command that goes on. What each of them gave is remembered, to
be compared with what was kept. How things are done on a platform is in
`on_telegram` and `in_slack`.
"""

import asyncio
import random
import re
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol, TypeAlias

from tests.fakes.bell import Bell

WORK: Final = """
flow: work
title: A dozen questions
areas:
  order: {title: Order}
  calm: {title: Calm}
steps:
  - {ask: habit, area: order, text: "How often do you look things up?",
     choices: {never: Never, sometimes: Sometimes, always: Always}}
  - {ask: tools, area: order, text: I had what I needed., scale: agree5}
  - {ask: people, type: number, min: 1, max: 50000, text: "How many people work here?"}
  - {ask: calm, area: calm, text: "How calm was the week?", scale: rate10}
  - ask: where
    type: multi
    weight: 0
    text: Where are the copies?
    choices: {office: In the office, cloud: In the cloud, home: At home}
  - {ask: note, type: text, max: 200, text: "What should change first?"}
  - ask: line
    area: order
    text: Which line fits a normal week?
    choices:
      a: Everything is in somebody's head, and they are away
      b: Everything is in somebody's head, and they are here
      c: There are several lists, and none of them is right
      d: Somebody has a list, and most of it is right
      e: One list, kept up to date by one person
      f: One list, kept up to date by everybody
  - {ask: focus, area: calm, text: I know what matters., scale: agree5}
  - {ask: more, type: text, optional: yes, max: 200, text: "Anything else?"}
  - {ask: hours, type: number, min: 1, max: 100, text: "How many hours a week do you work?"}
  - {ask: rest, area: calm, text: "How well can you rest?", scale: rate10}
  - {ask: again, area: calm, text: I would do it again., scale: agree5}
"""
QUESTIONS: Final = 12
PATIENCE: Final = 1.5
"""Seconds without anything new before a person does something about it."""
MOST_NUDGES: Final = 25
_ASKED: Final = re.compile(r"Question (\d+) of (?:about )?12")
_DONE: Final = "Your result"
_AGREE: Final = {"Strongly disagree": "strongly_disagree", "Disagree": "disagree", "Agree": "agree",
                 "Strongly agree": "strongly_agree"}  # fmt: skip

Given: TypeAlias = object
"""An answer as the database keeps it, read from JSON."""
Waits: TypeAlias = Callable[[int], Awaitable[None]]
"""Comes back when it is time to answer the question with this number."""
Comes: TypeAlias = Callable[[], bool]
"""Has come what something was done for?"""


class Shown(Protocol):
    """A message as it is seen."""

    @property
    def words(self) -> str: ...

    @property
    def labels(self) -> list[str]: ...


class App(Protocol):
    """What a person holds in their hands, whichever platform it is of."""

    @property
    def screen(self) -> str: ...

    @property
    def bot_messages(self) -> Sequence[Any]: ...

    async def taps(self, label: str, *, message: Any = None, times: int = 1) -> None: ...


# --- how a question is answered --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Tap:
    """A choice by its button."""

    label: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A choice by the letter that it has."""

    letter: str


@dataclass(frozen=True, slots=True)
class Tick:
    """One of several choices."""

    label: str


@dataclass(frozen=True, slots=True)
class Done:
    """No more than these are ticked."""

    ticked: int


@dataclass(frozen=True, slots=True)
class Write:
    """In own words."""

    words: str


@dataclass(frozen=True, slots=True)
class Command:
    """By its name."""

    name: str


Step: TypeAlias = Tap | Letter | Tick | Done | Write | Command


@dataclass(frozen=True, slots=True)
class Way:
    """A way of answering, one step after the other, and what is kept of it."""

    kept: Given
    steps: tuple[Step, ...]


class Walker(ABC):
    """One person, from the first word to the result."""

    def __init__(self, bell: Bell, app: App, person: str, chance: random.Random) -> None:
        """*person*: their id on the platform. *bell*: rings when there may be something new to see."""
        self.person = person
        self.chance = chance
        self.patience = PATIENCE
        """Seconds before they do something about it that nothing comes."""
        self.given: dict[str, Given] = {}
        self.nudges = 0
        """How often they did something because nothing came."""
        self.seen: set[str] = set()
        """All that the bot's messages said before and while they answered, also what was replaced since."""
        self.continues = 0
        """How many of these were the command that goes on."""
        self.double_taps = 0
        self._answered = [asyncio.Event() for _ in range(QUESTIONS + 1)]
        """By number of the question."""
        self._begun = asyncio.Event()
        self._bell = bell
        self._app = app

    async def walks(self, its_time: Waits) -> None:
        """AssertionError: stuck."""
        await self._opens()
        await self._until(lambda: any(one.labels for one in self._app.bot_messages), self._opens_again)
        greeting = next(one for one in reversed(self._app.bot_messages) if one.labels)
        await self._taps(greeting.labels[0], lambda: self._number() > 0)
        self._begun.set()
        while not self.has_result:
            number = self._number()
            self.seen.update(self.read)
            await its_time(number)
            self.seen.update(self.read)
            name, way = chosen(number, self.chance)
            self.given[name] = way.kept
            for step in way.steps:
                await self._does(step, number)
            self._answered[number].set()

    async def has_begun(self) -> None:
        """Waits until they were asked the first question."""
        await self._begun.wait()

    async def has_answered(self, number: int) -> None:
        """Waits until question *number* is answered."""
        await self._answered[number].wait()

    @abstractmethod
    async def _opens(self) -> None:
        """Comes for the check."""

    @abstractmethod
    async def _opens_again(self) -> None:
        """Nothing came of it."""

    @abstractmethod
    async def _continues(self) -> None:
        """The command that shows what is open."""

    @abstractmethod
    async def _does(self, step: Step, number: int) -> None:
        """One step of an answer to question *number*, until what it is for has come."""

    async def _taps(self, label: str, comes: Comes) -> None:
        """The newest button with this label, again while nothing comes and it is still there."""
        await self._until(lambda: self._newest_with(label) is not None, self._goes_on)
        twice = self.chance.random() < 0.2
        self.double_taps += twice
        await self._app.taps(label, message=self._newest_with(label), times=1 + twice)
        await self._until(comes, lambda: self._taps_again(label))

    async def _taps_again(self, label: str) -> None:
        card = self._newest_with(label)
        if card is None:
            await self._goes_on()
        else:
            await self._app.taps(label, message=card)

    async def _goes_on(self) -> None:
        self.continues += 1
        await self._continues()

    async def _until(self, comes: Comes, again: Callable[[], Awaitable[None]]) -> None:
        """Waits for something, and does *again* what should bring it. AssertionError: it never comes."""
        for _ in range(MOST_NUDGES):
            if await self._bell.until(comes, self.patience):
                return
            self.nudges += 1
            await again()
        raise AssertionError(f"{self.person} is stuck:\n{self._app.screen}")

    # --- what they see ---

    @property
    def read(self) -> list[str]:
        """All that the bot's messages say now, oldest first."""
        return [one.words for one in self._app.bot_messages]

    async def sees(self, what: Comes, seconds: float) -> None:
        """Waits, and does nothing about it. AssertionError: it does not come."""
        assert await self._bell.until(what, seconds), (
            f"{self.person} does not get to see it:\n{self._app.screen}"
        )

    def _number(self) -> int:
        """The highest number of a question that is asked."""
        return max(map(_number_in, self.read), default=0)

    @property
    def has_result(self) -> bool:
        return any(_DONE in words for words in self.read)

    def _is_beyond(self, number: int) -> bool:
        return self.has_result or self._number() > number

    def _newest_with(self, label: str) -> Any:
        """The newest message with this button; None where there is none."""
        return next((one for one in reversed(self._app.bot_messages) if label in one.labels), None)


def _number_in(words: str) -> int:
    """Of the question that a message asks; 0: none."""
    found = _ASKED.search(words)
    return int(found[1]) if found else 0


def chosen(number: int, chance: random.Random) -> tuple[str, Way]:
    """The name of question *number*, and one of the ways of answering it."""
    name, ways = _QUESTIONS[number - 1]
    return name, chance.choice(ways(chance))


def _tapped(kept: Given, label: str) -> Way:
    return Way(kept, (Tap(label),))


def _written(kept: Given, words: str) -> Way:
    return Way(kept, (Write(words),))


def _habit(_chance: random.Random) -> list[Way]:
    words = {"never": "Never", "sometimes": "Sometimes", "always": "Always"}
    return [*(_tapped(kept, label) for kept, label in words.items()), _written("always", "always"),
            _written("never", "never")]  # fmt: skip


def _agree(_chance: random.Random) -> list[Way]:
    return [
        *(_tapped(kept, label) for label, kept in _AGREE.items()),
        *(_written(kept, label.lower()) for label, kept in _AGREE.items()),
    ]


def _number(lowest: int, highest: int) -> Callable[[random.Random], list[Way]]:
    def ways(chance: random.Random) -> list[Way]:
        number = chance.randint(lowest, highest)
        return [_written({"number": str(number)}, words) for words in (str(number), f"about {number}")]

    return ways


def _rate(chance: random.Random) -> list[Way]:
    points = str(chance.randint(0, 10))
    return [_tapped(points, points), _written(points, points)]


def _where(_chance: random.Random) -> list[Way]:
    return [
        Way(["cloud"], (Tick("In the cloud"), Done(1))),
        Way(["office", "home"], (Tick("In the office"), Tick("At home"), Done(2))),
        _written(["office", "cloud"], "office and cloud"),
    ]


def _note(chance: random.Random) -> list[Way]:
    words = f"less of number {chance.randint(1, 10**9)}"
    return [_written(words, words)]


def _more(chance: random.Random) -> list[Way]:
    skipped = {"blank": "skipped"}
    return [*_note(chance), _tapped(skipped, "Skip"), Way(skipped, (Command("skip"),))]


def _line(chance: random.Random) -> list[Way]:
    letter = chance.choice("abcdef")
    return [Way(letter, (Letter(letter.upper()),)), _written(letter, letter)]


_QUESTIONS: Final[list[tuple[str, Callable[[random.Random], list[Way]]]]] = [
    ("habit", _habit),
    ("tools", _agree),
    ("people", _number(1, 50_000)),
    ("calm", _rate),
    ("where", _where),
    ("note", _note),
    ("line", _line),
    ("focus", _agree),
    ("more", _more),
    ("hours", _number(1, 100)),
    ("rest", _rate),
    ("again", _agree),
]
