"""People who take a check as people do: by buttons and in words, with second thoughts and with detours.

What they do, and what always holds, is the same on every channel. What can be pressed and seen there, the
`Wanderer` of each channel's tests knows:

    wanderer = Wanderer(…, server, flows, Random(7), language="de")
    await wanderer.takes("business-systems")     # to the very end, and of what is offered there, too
    assert await wanderer.has_right_results() >= 1

After every single thing they do, what must always hold is looked at: nothing was refused or lost, nothing
came twice, everything was answered, one question at most can be answered by buttons.
"""

import json
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from functools import cache
from random import Random
from typing import Any, Final, NamedTuple, Protocol, TypeVar
from unicodedata import category

from sqlalchemy import Connection

from bot.definition.answer import decode
from bot.definition.model import Choice, Flow, Kind, Question
from bot.engine.document import document
from bot.engine.result import score
from bot.engine.state import CLOSED, State, Status, from_json
from bot.store import answers, conversations, inbound, respondents, results
from bot.store.columns import AnswerState
from bot.store.conversations import Conversation
from bot.turn.library import Library

T = TypeVar("T")
QUESTION: Final = frozenset("tdsbh")
"""What the buttons of a question carry begins with one of these: tap, done, skip, back, help."""
OFFER: Final = frozenset("yn")
CHANGES: Final = frozenset("c")
"""A long list of answers takes several messages; the way on stands under the last of them."""
RESULT: Final = frozenset("w")
"""The way to the workings stands under a result, which keeps its buttons."""
ASKING: Final = frozenset({Status.ASKING, Status.CHANGING})
WORDS: Final = ("Fewer meetings.", "A & B <c> *d* _e_", "سلام", "👩‍👩‍👧 " * 20)
NONSENSE: Final = ("a banana", "?", "3 or 4", "👍", "/nonsense")
MOST_STEPS: Final = 400
COUNTED: Final = ("score", "exact", "level", "margin", "weakest", "systems", "recommended")
COUNTED_OF_AREA: Final = ("score", "exact", "tier", "reason")
"""Of a result: what a person sees. An answer that changes nothing of it is no new result."""


class Books(Protocol):
    """Where it can be read what a server keeps."""

    async def reads(self, work: Callable[[Connection], T]) -> T:
        """What the database holds."""
        ...


class Where(NamedTuple):
    """Under what somebody is known."""

    channel: str
    workspace: str
    person: str


class Place(NamedTuple):
    """Where somebody stands."""

    conversation: Conversation
    flow: Flow
    state: State


class Strolling(ABC):
    """Somebody who does what comes to their mind, and comes to the end all the same."""

    def __init__(self, server: Books, flows: Library, chance: Random, detours: int) -> None:
        self._server = server
        self._flows = {name: shelved.flow for name, shelved in flows.newest.items()}
        self._chance = chance
        self._detours = detours
        self._may_restart = True

    # --- what each channel knows -------------------------------------------------------------------

    @property
    @abstractmethod
    def where(self) -> Where:
        """Under what they are known there."""

    @property
    @abstractmethod
    def screen(self) -> str:
        """What they see."""

    @abstractmethod
    async def begins(self, flow: str) -> None:
        """Comes to the first question of a check."""

    @abstractmethod
    async def says(self, words: str) -> None:
        """Sends words."""

    @abstractmethod
    async def commands(self, name: str) -> None:
        """Asks for something by the name of its command."""

    @abstractmethod
    async def presses(self, letter: str) -> None:
        """One of the things that mean this, of the lowest message that has any."""

    @abstractmethod
    def can_press(self, letter: str) -> bool:
        """Is there anything that means this?"""

    @abstractmethod
    async def ticks(self) -> None:
        """Several of what can be ticked, then *Done*."""

    @abstractmethod
    def meanings(self) -> list[set[str]]:
        """Of each message that has something to press, what that means."""

    def alive(self, letters: frozenset[str]) -> int:
        """How many messages have something to press that means one of these."""
        return sum(not letters.isdisjoint(meant) for meant in self.meanings())

    @abstractmethod
    def looks_away(self) -> None:
        """Forgets what came before, so that it may come again."""

    @abstractmethod
    def seen(self) -> object:
        """Other than before where anything at all was answered."""

    @abstractmethod
    def read(self) -> Iterator[str]:
        """The words of everything that was sent to them, as they are read."""

    @abstractmethod
    def nothing_went_wrong(self, said: str) -> None:
        """AssertionError: the platform refused, lost or doubled something."""

    def more_ways_round(self) -> Sequence[Callable[[], Awaitable[None]]]:
        """What only this channel has."""
        return ()

    # --- what they do ------------------------------------------------------------------------------

    async def takes(self, flow: str) -> None:
        """A check from its beginning to its end, and those that are offered."""
        await self.begins(flow)
        for _ in range(MOST_STEPS):
            place = await self.place()
            if place.state.status in ASKING:
                await self._goes_on(place)
            elif place.state.status is Status.OFFERING:
                await self._replies()
            elif place.state.status is Status.NEW:
                await self.presses("g")
            elif place.state.status is Status.PAUSED:
                await self.commands("continue")
            else:
                break
        else:
            raise AssertionError(f"no end after {MOST_STEPS} steps:\n{self.screen}")
        await self._looks_back()

    async def place(self) -> Place:
        """The conversation that goes on."""
        found = await self._server.reads(
            lambda connection: conversations.current(connection, self._id(connection))
        )
        assert found is not None
        return Place(found, self._flows[found.flow.name], from_json(found.state))

    async def has_right_results(self) -> int:
        """Every result that was shown is what the stored answers are worth; how many there are."""
        return await self._server.reads(self._compared)

    async def answers(self, place: Place) -> None:
        """The open question, in one of the ways there are."""
        question = place.flow.by_id[place.state.open or ""]
        if question.optional and self._chance.random() < 0.3:
            await self.either("skip", "s")
        elif question.kind is Kind.MULTI and self._chance.random() < 0.6:
            await self.ticks()
        elif question.choices or question.kind is Kind.CONSENT:
            if self._chance.random() < 0.6:
                await self.presses("t")
            else:
                await self.says(self._in_words(question, place.state.language))
        else:
            await self.writes(question)

    async def writes(self, question: Question) -> None:
        """An answer that is no choice."""
        await self.says(self.typed(question))

    async def either(self, command: str, letter: str) -> None:
        """By its button where there is one, or by its command."""
        if self.can_press(letter) and self._chance.random() < 0.6:
            await self.presses(letter)
        else:
            await self.commands(command)

    async def does(self, said: str, deed: Awaitable[object], *, is_answered: bool = True) -> None:
        """One thing, and a look at all that must hold after it."""
        self.looks_away()
        before = self.seen()
        await deed
        told = f"after {said}:\n{self.screen}"
        self.nothing_went_wrong(told)
        if is_answered:
            assert self.seen() != before, f"no answer {told}"
        await self._sees_what_is_right(told)

    async def _goes_on(self, place: Place) -> None:
        if self._detours and self._chance.random() < 0.3:
            self._detours -= 1
            await self._chance.choice(self._ways_round())()
        else:
            await self.answers(place)

    async def _replies(self) -> None:
        """To an offer."""
        if self._chance.random() < 0.5:
            await self.presses(self._chance.choice("yn"))
        else:
            await self.says(self._chance.choice(("yes", "no", "later")))

    def _ways_round(self) -> Sequence[Callable[[], Awaitable[None]]]:
        looks = ("settings", "privacy", "mydata", "help", "continue", "result", "language", "menu")
        return (
            lambda: self.either("back", "b"),
            lambda: self.either("help", "h"),
            self._changes,
            self._pauses,
            self._restarts,
            lambda: self.commands(self._chance.choice(looks)),
            lambda: self.says(self._chance.choice(NONSENSE)),
            *self.more_ways_round(),
        )

    async def _changes(self) -> None:
        """Looks at the answers, and picks one to change."""
        await self.commands("answers")
        if self.can_press("c"):
            await self.presses("c")

    async def _pauses(self) -> None:
        await self.commands("cancel")
        await self.commands("continue")

    async def _restarts(self) -> None:
        if self._may_restart:
            self._may_restart = False
            await self.commands("restart")

    async def _looks_back(self) -> None:
        """At the end: the result once more, and how it came about."""
        if self.can_press("w"):
            await self.presses("w")
        await self.commands("result")
        await self.commands("mydata")

    # --- their words -------------------------------------------------------------------------------

    def _in_words(self, question: Question, language: str) -> str:
        if question.kind is Kind.CONSENT:
            return self._chance.choice(("yes", "no"))
        if question.kind is Kind.MULTI:
            picked = self._chance.sample(question.choices, min(2, len(question.choices)))
            return ", ".join(one.id for one in picked if not one.alone) or picked[0].id
        place = self._chance.randrange(len(question.choices))
        return self._chance.choice(_names(question.choices[place], place, language))

    def typed(self, question: Question) -> str:
        """What a question without choices takes."""
        match question.kind:
            case Kind.NUMBER:
                least, most = int(question.min or 0), int(question.max or 100)
                return str(self._chance.randint(least, most))
            case Kind.EMAIL:
                return "ana@example.com"
            case Kind.PHONE:
                return "+49 30 12345678"
        return self._chance.choice(WORDS)

    # --- what always holds -------------------------------------------------------------------------

    async def _sees_what_is_right(self, said: str) -> None:
        place = await self.place()
        open_ones = self.alive(QUESTION)
        if place.state.status in ASKING:
            assert open_ones == 1, f"{open_ones} questions are alive {said}"
            self._reads_the_question(place, said)
        else:  # a pause and the greeting of another check leave the question where it is
            may_stay = place.state.status in (Status.PAUSED, Status.NEW)
            assert open_ones <= may_stay, f"a dead question lives {said}"
        assert self.alive(OFFER) == (place.state.status is Status.OFFERING), said
        asides = [meant for meant in self.meanings() if meant.isdisjoint(QUESTION | OFFER | RESULT)]
        ends = [meant for meant in asides if meant != CHANGES]
        assert len(ends) <= 1, f"old menus live: {asides} {said}"
        assert len(ends) == len(asides) or any(meant > CHANGES for meant in ends), f"{asides} {said}"

    def _reads_the_question(self, place: Place, said: str) -> None:
        """Letter for letter, where its words do not depend on answers."""
        question = place.flow.by_id[place.state.open or ""]
        text = question.text.said_in(place.state.language)
        if not question.variants and "{" not in text:
            asked = _letters(text)
            assert any(asked in _letters(words) for words in self.read()), f"{text!r} is not read {said}"

    # --- what is kept ------------------------------------------------------------------------------

    def _id(self, connection: Connection) -> str:
        address = respondents.find(connection, *self.where)
        assert address is not None
        return address.id

    def _compared(self, connection: Connection) -> int:
        assert inbound.poisoned(connection) == ()
        compared = 0
        found = conversations.current(connection, self._id(connection))
        assert found is not None
        for one in conversations.of_respondent(connection, found.respondent_id):
            shown = results.latest(connection, one.id)
            if shown is None or Status(one.status) not in CLOSED:
                continue  # an answer that is being changed will bring another result
            flow = self._flows[one.flow.name]
            given = {
                answer.question: decode(answer.value)
                for answer in answers.of_conversation(connection, one.id)
                if answer.state is not AnswerState.SKIPPED
            }
            kept, worth = (
                _counting(document_)
                for document_ in (json.loads(shown.document), document(flow, score(flow, given)))
            )
            assert kept == worth, f"{one.status} {one.flow.name}"
            compared += 1
        return compared


@cache
def _letters(text: str) -> str:
    """Without what cannot be seen."""
    return "".join(sign for sign in text if not sign.isspace() and category(sign) != "Cf")


def _names(choice: Choice, place: int, language: str) -> Sequence[str]:
    """How a choice may be typed."""
    label = choice.text.said_in(language)
    return (label, label.upper(), choice.id, str(place + 1), chr(ord("a") + place), f"{label}.")


def _counting(document_: Mapping[str, Any]) -> dict[str, object]:
    areas = {
        name: {field: area.get(field) for field in COUNTED_OF_AREA}
        for name, area in document_["areas"].items()
    }
    return {name: document_[name] for name in COUNTED} | {"areas": areas}
