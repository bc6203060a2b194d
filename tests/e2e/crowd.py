"""Persons who answer a check on Telegram while the server behind it comes and goes, as people do.

They tap or type, sometimes tap twice; who sees nothing new for a while taps the same button again if it is
still there, else sends /continue. What each of them gave is remembered, to be compared with what was kept.
"""

import random
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Final, TypeAlias

from tests.fakes.telegram import FakeTelegram, Message, Person

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
      b: Somebody has a list, and most of it is right
      c: One list, kept up to date by everybody
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


@dataclass(frozen=True, slots=True)
class Way:
    """A way of answering: buttons one after the other, or words; and what is kept of it."""

    kept: Given
    taps: tuple[str, ...] = ()
    words: str = ""


@dataclass(slots=True)
class Walker:
    """One person, from the link to the result."""

    telegram: FakeTelegram
    app: Person
    chance: random.Random
    given: dict[str, Given] = field(default_factory=dict)
    nudges: int = 0
    """How often they did something because nothing came."""
    continues: int = 0
    """How many of these were /continue."""
    double_taps: int = 0
    answered: int = 0

    async def walks(self, its_time: Waits) -> None:
        """AssertionError: stuck."""
        await self.app.opens("work__killed")
        await self._until(lambda: bool(self._buttons()))
        await self._taps(self._buttons()[-1].labels[0], lambda: self._number() > 0)
        while not self._is_done():
            number = self._number()
            await its_time(number)
            await self._answers(number)
            self.answered = number

    async def _answers(self, number: int) -> None:
        name, way = chosen(number, self.chance)
        self.given[name] = way.kept
        if way.words:
            await self.app.types(way.words)
            await self._until(lambda: self._is_beyond(number))
        for place, label in enumerate(way.taps, 1):
            last = place == len(way.taps)
            await self._taps(label, partial(self._has_come, number, label, last=last))

    def _has_come(self, number: int, label: str, *, last: bool) -> bool:
        """What the tap was for: the next question, or a tick."""
        return self._is_beyond(number) if last else self._is_ticked(label)

    async def _taps(self, label: str, comes: Callable[[], bool]) -> None:
        """The newest button with this label, again while nothing comes and it is still there."""
        await self._until(lambda: self._newest_with(label) is not None)
        card = self._newest_with(label)
        assert card is not None
        twice = self.chance.random() < 0.2
        self.double_taps += twice
        await self.app.taps(label, message=card, times=1 + twice)
        await self._until(comes, label, card)

    async def _until(self, comes: Callable[[], bool], label: str = "", card: Message | None = None) -> None:
        for _ in range(MOST_NUDGES):
            if await self.telegram.world.bell.until(comes, PATIENCE):
                return
            self.nudges += 1
            now = next((one for one in self.app.chat if card is not None and one.id == card.id), None)
            if now is not None and label in now.labels:
                await self.app.taps(label, message=now)
            else:
                self.continues += 1
                await self.app.types("/continue")
        raise AssertionError(f"{self.app.user['first_name']} is stuck:\n{self.app.screen}")

    # --- what they see ---

    def _number(self) -> int:
        """The highest number of a question that is asked."""
        return max(
            (int(found[1]) for one in self.app.bot_messages if (found := _ASKED.search(one.text))), default=0
        )

    def _is_done(self) -> bool:
        return any(_DONE in one.text for one in self.app.bot_messages)

    def _is_beyond(self, number: int) -> bool:
        return self._is_done() or self._number() > number

    def _is_ticked(self, label: str) -> bool:
        ticked = label.replace("☐", "☑")
        return any(ticked in one.labels for one in self.app.bot_messages)

    def _buttons(self) -> list[Message]:
        return [one for one in self.app.bot_messages if one.labels]

    def _newest_with(self, label: str) -> Message | None:
        return next((one for one in reversed(self.app.bot_messages) if label in one.labels), None)


def chosen(number: int, chance: random.Random) -> tuple[str, Way]:
    """The name of question *number*, and one of the ways of answering it."""
    name, ways = _QUESTIONS[number - 1]
    return name, chance.choice(ways(chance))


def _habit(_chance: random.Random) -> list[Way]:
    words = {"never": "Never", "sometimes": "Sometimes", "always": "Always"}
    return [*(Way(kept, (label,)) for kept, label in words.items()), Way("always", words="always"),
            Way("never", words="never")]  # fmt: skip


def _agree(_chance: random.Random) -> list[Way]:
    return [
        *(Way(kept, (label,)) for label, kept in _AGREE.items()),
        *(Way(kept, words=label.lower()) for label, kept in _AGREE.items()),
    ]


def _number(lowest: int, highest: int) -> Callable[[random.Random], list[Way]]:
    def ways(chance: random.Random) -> list[Way]:
        number = chance.randint(lowest, highest)
        return [Way({"number": str(number)}, words=words) for words in (str(number), f"about {number}")]

    return ways


def _rate(chance: random.Random) -> list[Way]:
    points = str(chance.randint(0, 10))
    return [Way(points, (points,)), Way(points, words=points)]


def _where(_chance: random.Random) -> list[Way]:
    return [
        Way(["cloud"], ("☐ In the cloud", "Done (1)")),
        Way(["office", "home"], ("☐ In the office", "☐ At home", "Done (2)")),
        Way(["office", "cloud"], words="office and cloud"),
    ]


def _note(chance: random.Random) -> list[Way]:
    words = f"less of number {chance.randint(1, 10**9)}"
    return [Way(words, words=words)]


def _more(chance: random.Random) -> list[Way]:
    return [*_note(chance), Way({"blank": "skipped"}, ("Skip",)), Way({"blank": "skipped"}, words="/skip")]


def _line(chance: random.Random) -> list[Way]:
    letter = chance.choice("abc")
    return [Way(letter, (letter.upper(),)), Way(letter, words=letter)]


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
