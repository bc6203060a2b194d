"""People who take a check as people do: by taps and in words, with second thoughts and with detours.

    wanderer = Wanderer(telegram, server, flows, Random(7), language="de")
    await wanderer.takes("business-systems")     # to the very end, and of what is offered there, too

After every single thing they do, what must always hold is looked at: nothing was refused or lost, nothing
came twice, every press was answered, one question at most can be answered by buttons.
"""

import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from random import Random
from typing import Any, Final, NamedTuple

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
from tests.fakes.telegram import Button, FakeTelegram, Message
from tests.people import Prospect
from tests.served import Served

QUESTION: Final = frozenset("tdsbh")
"""What the buttons of a question carry begins with one of these: tap, done, skip, back, help."""
OFFER: Final = frozenset("yn")
ASKING: Final = frozenset({Status.ASKING, Status.CHANGING})
MOST_STEPS: Final = 400
COUNTED: Final = ("score", "exact", "level", "margin", "weakest", "systems", "recommended")
COUNTED_OF_AREA: Final = ("score", "exact", "tier", "reason")
"""Of a result: what a person sees. An answer that changes nothing of it is no new result."""


class Place(NamedTuple):
    """Where somebody stands."""

    conversation: Conversation
    flow: Flow
    state: State


class Wanderer:
    """Somebody who does what comes to their mind, and comes to the end all the same."""

    def __init__(
        self,
        telegram: FakeTelegram,
        server: Served,
        flows: Library,
        chance: Random,
        *,
        name: str = "ana",
        language: str = "en",
        detours: int = 12,
    ) -> None:
        self.prospect = Prospect(telegram, server, name, language=language)
        self.app = self.prospect.app
        self._telegram = telegram
        self._server = server
        self._flows = {name: shelved.flow for name, shelved in flows.newest.items()}
        self._chance = chance
        self._detours = detours
        self._may_restart = True

    async def takes(self, flow: str) -> None:
        """A check from its link to its end, and those that are offered."""
        await self.prospect.opens(f"{flow}__wandering")
        await self._does(self.prospect.taps, 0)
        for _ in range(MOST_STEPS):
            place = await self.place()
            if place.state.status in ASKING:
                await self._goes_on(place)
            elif place.state.status is Status.OFFERING:
                await self._replies()
            elif place.state.status is Status.NEW:
                await self._does(self.prospect.taps, self._pick("g"))
            elif place.state.status is Status.PAUSED:
                await self._does(self.prospect.types, "/continue")
            else:
                break
        else:
            raise AssertionError(f"no end after {MOST_STEPS} steps:\n{self.app.screen}")
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

    # --- what they do ------------------------------------------------------------------------------

    async def _goes_on(self, place: Place) -> None:
        if self._detours and self._chance.random() < 0.3:
            self._detours -= 1
            await self._chance.choice(self._ways_round())()
        else:
            await self._answers(place)

    async def _answers(self, place: Place) -> None:
        question = place.flow.by_id[place.state.open or ""]
        if question.optional and self._chance.random() < 0.3:
            await self._skips()
        elif question.kind is Kind.MULTI and self._chance.random() < 0.6:
            await self._ticks()
        elif question.choices or question.kind is Kind.CONSENT:
            if self._chance.random() < 0.6:
                await self._does(self.prospect.taps, self._pick("t"))
            else:
                await self._does(self.prospect.types, self._in_words(question, place.state.language))
        else:
            await self._does(self.prospect.types, self._typed(question))

    async def _ticks(self) -> None:
        for _ in range(self._chance.randint(1, 3)):
            ticks = [button for button in self._question().buttons if button.data[:1] == "t"]
            await self._does(self.prospect.taps, self._chance.choice(ticks).label)
            if not self._buttons("d"):  # "don't know" is an answer by itself
                return
        await self._does(self.prospect.taps, self._pick("d"))

    async def _skips(self) -> None:
        await self._either("/skip", "s")

    async def _replies(self) -> None:
        """To an offer."""
        if self._chance.random() < 0.5:
            (offer,) = self._alive(OFFER)
            await self._does(self.prospect.taps, self._chance.choice(offer.labels))
        else:
            await self._does(self.prospect.types, self._chance.choice(("yes", "no", "later")))

    def _ways_round(self) -> Sequence[Callable[[], Awaitable[None]]]:
        commands = ["/settings", "/privacy", "/mydata", "/help", "/continue", "/result", "/language", "/menu"]
        ways: list[Callable[[], Awaitable[None]]] = [
            lambda: self._either("/back", "b"),
            lambda: self._either("/help", "h"),
            self._changes,
            self._pauses,
            self._restarts,
            lambda: self._says(self._chance.choice(commands)),
            lambda: self._says(self._chance.choice(("a banana", "?", "3 or 4", "👍", "/nonsense"))),
        ]
        return ways

    async def _says(self, words: str) -> None:
        await self._does(self.prospect.types, words)

    async def _either(self, command: str, letter: str) -> None:
        """By its button where there is one, or by its command."""
        if self._buttons(letter) and self._chance.random() < 0.6:
            await self._does(self.prospect.taps, self._pick(letter))
        else:
            await self._says(command)

    async def _changes(self) -> None:
        """Looks at the answers, and picks one to change."""
        await self._says("/answers")
        numbers = self._buttons("c")
        if numbers:
            await self._does(self.prospect.taps, self._chance.choice(numbers).label)

    async def _pauses(self) -> None:
        await self._says("/cancel")
        await self._says("/continue")

    async def _restarts(self) -> None:
        if self._may_restart:
            self._may_restart = False
            await self._says("/restart")

    async def _looks_back(self) -> None:
        """At the end: the result once more, and how it came about."""
        if self._buttons("w"):
            await self._does(self.prospect.taps, self._pick("w"))
        await self._says("/result")
        await self._says("/mydata")

    # --- their words -------------------------------------------------------------------------------

    def _in_words(self, question: Question, language: str) -> str:
        if question.kind is Kind.CONSENT:
            return self._chance.choice(("yes", "no"))
        if question.kind is Kind.MULTI:
            picked = self._chance.sample(question.choices, min(2, len(question.choices)))
            return ", ".join(one.id for one in picked if not one.alone) or picked[0].id
        place = self._chance.randrange(len(question.choices))
        return self._chance.choice(_names(question.choices[place], place, language))

    def _typed(self, question: Question) -> str:
        match question.kind:
            case Kind.NUMBER:
                least, most = int(question.min or 0), int(question.max or 100)
                return str(self._chance.randint(least, most))
            case Kind.EMAIL:
                return "ana@example.com"
            case Kind.PHONE:
                return "+49 30 12345678"
        return self._chance.choice(("Fewer meetings.", "A & B <c> *d* _e_", "سلام", "👩‍👩‍👧 " * 20))

    # --- what they see -----------------------------------------------------------------------------

    def _alive(self, letters: frozenset[str]) -> list[Message]:
        return [
            message
            for message in self.app.keyboards_alive
            if any(button.data[:1] in letters for button in message.buttons)
        ]

    def _question(self) -> Message:
        (message,) = self._alive(QUESTION)
        return message

    def _buttons(self, letter: str) -> list[Button]:
        """Those that mean the same kind of thing, of the lowest message that has any."""
        for message in reversed(self.app.keyboards_alive):
            found = [button for button in message.buttons if button.data[:1] == letter]
            if found:
                return found
        return []

    def _pick(self, letter: str) -> str:
        return self._chance.choice(self._buttons(letter)).label

    # --- what always holds -------------------------------------------------------------------------

    async def _does(self, deed: Callable[..., Awaitable[object]], *words: str | int) -> None:
        self._telegram.record.sent.clear()
        before = self.app.bot_messages
        await deed(*words)
        said = f"after {words}:\n{self.app.screen}"
        self._telegram.check_no_complaints()
        assert self._telegram.doubles == {}, said
        assert self.app.waiting_taps == 0, said
        if deed == self.prospect.types:
            assert self.app.bot_messages != before, f"no answer {said}"
        await self._sees_what_is_right(said)

    async def _sees_what_is_right(self, said: str) -> None:
        place = await self.place()
        open_ones = len(self._alive(QUESTION))
        if place.state.status in ASKING:
            assert open_ones == 1, f"{open_ones} questions are alive {said}"
        else:  # a pause and the greeting of another check leave the question where it is
            may_stay = place.state.status in (Status.PAUSED, Status.NEW)
            assert open_ones <= may_stay, f"a dead question lives {said}"
        assert len(self._alive(OFFER)) == (place.state.status is Status.OFFERING), said

    # --- what is kept ------------------------------------------------------------------------------

    def _id(self, connection: Connection) -> str:
        workspace = self._telegram.token.partition(":")[0]
        address = respondents.find(connection, "telegram", workspace, str(self.app.id))
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
