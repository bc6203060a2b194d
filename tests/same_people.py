"""People who would answer the same wherever they are asked, on a terminal, on Telegram and in Slack.

What somebody answers to a question follows from who they are and from the question alone. How they give it,
by a button, a menu, ticks, a window or words, is up to the channel and to chance.
"""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Final, TypeAlias

from bot.definition.answer import DONT_KNOW
from bot.definition.model import Kind, Question
from bot.turn.library import Library
from tests.fakes.slack import FakeSlack
from tests.fakes.telegram import FakeTelegram
from tests.people import Console
from tests.slack.wandering import LOCALES, WRITE, Way, ways_in
from tests.together import Together
from tests.wandering import Where

UNSURE: Final = DONT_KNOW.value
NAMES: Final = ("Nadia", "Łukasz", "Ngozi O.", "Zoë & co", "李")


@dataclass(frozen=True, slots=True)
class Someone:
    """A person, who takes one check in one language."""

    name: str
    flow: str
    language: str

    def answers(self, question: Question) -> "Given":
        """What they answer, everywhere."""
        chance = Random(f"{self.name} {self.flow} {question.id}")
        if question.optional and chance.random() < 0.3:
            return None
        if question.dont_know is not None and chance.random() < 0.1:
            return (UNSURE,)
        if question.kind is Kind.MULTI:
            return self._several(question, chance)
        if question.choices:
            return (chance.choice(question.choices).id,)
        if question.kind is Kind.CONSENT:
            return (chance.choice(("yes", "no")),)
        return self._typed(question, chance)

    def _several(self, question: Question, chance: Random) -> tuple[str, ...]:
        picked = chance.sample(question.choices, chance.randint(1, len(question.choices)))
        lonely = [one for one in picked if one.alone]
        return tuple(one.id for one in lonely[:1] or picked)

    def _typed(self, question: Question, chance: Random) -> str:
        match question.kind:
            case Kind.NUMBER:
                return str(chance.randint(int(question.min or 0), int(question.max or 100)))
            case Kind.EMAIL:
                return f"{self.name}@example.com"
            case Kind.PHONE:
                return f"+49 30 {chance.randint(10**6, 10**7)}"
        return chance.choice(NAMES)


Given: TypeAlias = tuple[str, ...] | str | None
"""Choices by their ids, or what is typed, or nothing: the question is skipped."""


def numbers(question: Question, choices: Sequence[str]) -> list[int]:
    """Their places among all that can be pressed, as what buttons carry counts them; 0 is *don't know*."""
    named = ("yes", "no") if question.kind is Kind.CONSENT else [one.id for one in question.choices]
    return [[UNSURE, *named].index(choice) for choice in choices]


def in_words(question: Question, choices: Sequence[str], language: str) -> str:
    """As they are typed."""
    if question.kind is Kind.CONSENT:
        return choices[0]
    return ", ".join(one.text.said_in(language) for one in question.choices if one.id in choices)


def can_be_typed(question: Question, choices: Sequence[str]) -> bool:
    """In words that hold none of the signs that stand between several."""
    said = [text for one in question.choices if one.id in choices for text in one.text.words.values()]
    return choices != (UNSURE,) and not any(sign in text for text in said for sign in ",;&/")


class Hands(ABC):
    """Somebody where things take time."""

    def __init__(self, someone: Someone, together: Together) -> None:
        self.someone = someone
        self._together = together

    @property
    @abstractmethod
    def where(self) -> Where:
        """Under what they are known there."""

    @abstractmethod
    async def begins(self) -> None:
        """Comes to the first question."""

    @abstractmethod
    async def presses(self, numbers: Sequence[int], *, several: bool) -> None:
        """These choices, by what can be pressed."""

    @abstractmethod
    async def says(self, words: str) -> None:
        """By typing."""

    @abstractmethod
    async def skips(self) -> None:
        """By its button."""

    async def writes(self, words: str, _chance: Random) -> None:
        """What is no choice."""
        await self.says(words)

    async def gives(self, question: Question) -> None:
        """Their answer."""
        given = self.someone.answers(question)
        chance = Random(f"{self.where.channel} {self.someone.name} {question.id}")
        if given is None:
            await self.skips()
        elif isinstance(given, str):
            await self.writes(given, chance)
        elif can_be_typed(question, given) and chance.random() < 0.3:
            await self.says(in_words(question, given, self.someone.language))
        else:
            several = question.kind is Kind.MULTI and given != (UNSURE,)
            await self.presses(numbers(question, given), several=several)


class OnTelegram(Hands):
    """With the app in their hands."""

    def __init__(self, someone: Someone, together: Together, telegram: FakeTelegram) -> None:
        super().__init__(someone, together)
        self.app = telegram.person(someone.name, language_code=someone.language)
        self._workspace = telegram.token.partition(":")[0]

    @property
    def where(self) -> Where:
        return Where("telegram", self._workspace, str(self.app.id))

    async def begins(self) -> None:
        await self.app.opens(self.someone.flow)
        await self._together.comes_to_rest()
        await self._taps("g")

    async def presses(self, numbers: Sequence[int], *, several: bool) -> None:
        for number in numbers:
            await self._taps("t", number)
        if several:
            await self._taps("d")

    async def says(self, words: str) -> None:
        await self.app.types(words)
        await self._together.comes_to_rest()

    async def skips(self) -> None:
        await self._taps("s")

    async def _taps(self, letter: str, number: int | None = None) -> None:
        message, label = next(
            (message, button.label)
            for message in reversed(self.app.keyboards_alive)
            for button in message.buttons
            if means(button.data, letter, number)
        )
        await self.app.taps(label, message=message)
        await self._together.comes_to_rest()


class InSlack(Hands):
    """Between two meetings."""

    def __init__(self, someone: Someone, together: Together, slack: FakeSlack) -> None:
        super().__init__(someone, together)
        self.app = slack.person(someone.name, locale=LOCALES[someone.language])

    @property
    def where(self) -> Where:
        return Where("slack", self.app.workspace.team_id, self.app.id)

    async def begins(self) -> None:
        await self.app.commands(f"start {self.someone.flow}", None)
        await self._together.comes_to_rest()
        await self._uses("g")

    async def presses(self, numbers: Sequence[int], *, several: bool) -> None:
        for number in numbers:
            await self._uses("t", number)
        if several:
            await self._uses("d")

    async def says(self, words: str) -> None:
        await self.app.types(words)
        await self._together.comes_to_rest()

    async def skips(self) -> None:
        await self._uses("s")

    async def writes(self, words: str, chance: Random) -> None:
        """Most of them into the window."""
        if chance.random() < 0.3:
            await self.says(words)
            return
        await self._uses(WRITE)
        await self.app.fills(words)
        await self.app.submits()
        await self._together.comes_to_rest()

    async def _uses(self, letter: str, number: int | None = None) -> None:
        way = next(
            way
            for message in reversed(self.app.controls_alive)
            for way in ways_in(message)
            if way.letter == letter and (number is None or means(way.token, letter, number))
        )
        await self._press(way)
        await self._together.comes_to_rest()

    async def _press(self, way: Way) -> None:
        match way.control.kind:
            case "button":
                await self.app.taps(way.label, message=way.message)
            case "checkboxes" | "multi_static_select":
                await self.app.ticks(way.label, message=way.message)
            case _:
                await self.app.chooses(way.label, message=way.message)


def means(token: str, letter: str, number: int | None) -> bool:
    """Does a button with this token mean such a press, of the choice with this number?"""
    body = token.split(".")
    return token[:1] == letter and (number is None or int(body[3], 36) == number)


class AtTheTerminal:
    """By lines: words, or the letters and numbers that stand beside the choices."""

    def __init__(self, someone: Someone, url: str, library: Library) -> None:
        self.someone = someone
        self.console = Console(url, library, someone.flow, name=someone.name, language=someone.language)

    @property
    def where(self) -> Where:
        return Where("console", "terminal", self.someone.name)

    def gives(self, question: Question) -> None:
        """Their answer."""
        given = self.someone.answers(question)
        if given is None:
            self.console.types("/skip")
        elif isinstance(given, str):
            self.console.types(given)
        elif given == (UNSURE,):
            assert question.dont_know is not None
            self.console.taps(question.dont_know.said_in(self.someone.language))
        elif can_be_typed(question, given):
            self.console.types(in_words(question, given, self.someone.language))
        else:
            self.console.types(", ".join(given))
