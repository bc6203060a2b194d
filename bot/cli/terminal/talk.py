"""One person at this machine in one conversation: each input is a turn of its own, in one transaction.

That something was shown is written down with the next turn, or at the end (design §9). Of a process that was
killed in between, the next one shows it once more.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from sqlalchemy import Connection

from bot.channels.console.talk import Shown
from bot.cli.trouble import Trouble
from bot.definition.texts import best_language
from bot.engine.events import Accepted, Answered, Refusal, Refused
from bot.engine.inputs import ShowResult, Speak, Start
from bot.engine.state import CLOSED, Status
from bot.messages import Message, QuestionCard, ResultPage, Summary, for_any_channel
from bot.present.scene import Scene
from bot.store import conversations, deliveries, respondents
from bot.store.conversations import Conversation
from bot.store.database import Database
from bot.store.deliveries import Delivery, Sent
from bot.store.inbound import Update
from bot.turn.arrived import Arrived, Surroundings, Turn
from bot.turn.deadlines import UNFINISHED
from bot.turn.library import Library
from bot.turn.outgoing import from_json as message_from_json
from bot.turn.take import take_turn
from bot.wishes import Press

CHANNEL: Final = "console"
WORKSPACE: Final = "terminal"
"""The same on every machine: whoever has the same name in the same database is the same person."""
_WITH_RESULT: Final = frozenset({Status.FINISHED.value, Status.OFFERING.value})


@dataclass(frozen=True, slots=True)
class World:
    """What a chat needs besides the database."""

    library: Library
    now: Callable[[], datetime]
    new_id: Callable[[], str]
    operator: str | None = None


@dataclass(frozen=True, slots=True)
class Left:
    """How an earlier chat with the same flow left things."""

    finished: bool = False
    """It came to its end, so there is a result."""
    unseen: tuple[Message, ...] = ()
    """Nobody knows whether this was seen."""

    @property
    def result_unseen(self) -> bool:
        """The chat was killed before its result could be read."""
        return any(isinstance(message, ResultPage) for message in self.unseen)


class Talk:
    """`find`, then `begin`, then `take` for each input, then `end`."""

    def __init__(self, database: Database, world: World, person: str, flow: str) -> None:
        self._database = database
        self._world = world
        self._person = person
        self._flow = flow
        self._on_screen: tuple[str, ...] = ()
        """Deliveries that are shown and not yet marked so."""

    async def find(self) -> Left:
        """How things stand, before anything happens."""
        return await self._database.run(self._left)

    async def begin(self, left: Left, language: str | None, *, anew: bool, chosen: bool) -> Shown:
        """Goes on, or starts; *anew* even after the end. *chosen*: the language is a wish, not a guess."""
        turn = await self._turn(Start(language), anew=anew)
        ahead = tuple(filter(_stands_alone, left.unseen)) if not left.finished else ()
        if chosen and turn.state and turn.flow:
            wanted = best_language(language, turn.flow.languages)
            if wanted != turn.state.language:
                turn = await self._turn(Speak(wanted))
        shown = self._shown(turn)
        return replace(shown, messages=(*ahead, *shown.messages))

    async def take(self, taken: Press) -> Shown:
        """One input."""
        turn = await self._turn(taken)
        shown = self._shown(turn)
        if isinstance(taken, ShowResult) and Refused(Refusal.NO_RESULT_YET) in turn.events:
            return await self._with_earlier_result(shown)
        return shown

    async def end(self) -> None:
        """All that was shown has been seen."""
        await self._database.run(self._mark)

    async def _turn(self, taken: Press, *, anew: bool = False) -> Turn:
        world = self._world
        update = Update(CHANNEL, WORKSPACE, world.new_id())
        arrived = Arrived(update, self._person, taken, flow=self._flow, anew=anew)
        around = Surroundings(world.library, world.now(), world.new_id, operator=world.operator)

        def work(connection: Connection) -> Turn:
            self._mark(connection)
            return take_turn(connection, arrived, around)

        turn = await self._database.run(work)
        self._on_screen = turn.deliveries
        _refuse_lost(turn)
        if turn.flow is not None:
            self._flow = turn.flow.name
        return turn

    def _mark(self, connection: Connection) -> None:
        sent = [Sent(delivery) for delivery in self._on_screen]
        deliveries.mark_sent(connection, sent, self._world.now())

    def _left(self, connection: Connection) -> Left:
        """Also marks what is left over: it is shown now."""
        address = respondents.find(connection, CHANNEL, WORKSPACE, self._person)
        if address is None:
            return Left()
        pending = deliveries.pending(connection, address.id)
        self._on_screen = tuple(delivery.id for delivery in pending)
        latest = self._latest(connection, address.id)
        if latest is None:
            return Left()
        self._flow = latest.flow.name
        unseen = [message for delivery in pending if delivery.conversation_id == latest.id
                  for message in _message(delivery)]  # fmt: skip
        return Left(latest.status in _WITH_RESULT, tuple(unseen))

    def _latest(self, connection: Connection, address: str) -> Conversation | None:
        """The last conversation with the flow; or the one it led to, when that is still open."""
        latest = conversations.latest(connection, address, flow_name=self._flow)
        newest = conversations.latest(connection, address)
        if latest is None or newest is None:
            return latest
        # A flow that begins because another one ended begins in the same turn.
        led_on = newest.started_at == latest.updated_at and newest.status in UNFINISHED
        return newest if led_on else latest

    async def _with_earlier_result(self, shown: Shown) -> Shown:
        """Where this conversation has no result yet, that of the one before; then the open question."""
        from bot.cli.terminal.earlier import earlier_result  # noqa: PLC0415  # hardly anybody asks for it

        flow, library, person = self._flow, self._world.library, (CHANNEL, WORKSPACE, self._person)
        page = await self._database.read(lambda connection: earlier_result(connection, library, person, flow))
        if page is None:
            return shown
        open_now = [replace(card, notes=()) for card in shown.messages if isinstance(card, QuestionCard)]
        return replace(shown, messages=(page, *open_now))

    def _shown(self, turn: Turn) -> Shown:
        messages = tuple(filter(for_any_channel, turn.messages))
        if turn.state is None:
            return Shown(messages)
        return Shown(
            messages=messages,
            language=turn.state.language,
            over=turn.state.status in CLOSED,
            stopped=turn.state.status is Status.STOPPED,
            answered=self._answered(turn),
        )

    def _answered(self, turn: Turn) -> str:
        taken = [event for event in turn.events if isinstance(event, Answered)]
        if not taken or turn.flow is None or turn.state is None:
            return ""
        scene = Scene(turn.flow, turn.state, self._world.operator)
        return scene.label(taken[-1].question, taken[-1].answer)


def _refuse_lost(turn: Turn) -> None:
    """Trouble where the conversation, or the flow that should begin now, cannot be read."""
    if turn.lost is not None:
        raise Trouble(
            f"The flow {turn.lost!r}, as this conversation began with it, cannot be read any more.",
            "Its answers are kept. Put the file back as it was, or begin in another database with --db.",
        )
    gone = next((event.flow for event in turn.events if isinstance(event, Accepted)), None)
    if gone is not None:
        raise Trouble(
            f"All answers are kept, but the next flow, {gone!r}, cannot be begun.",
            f"See what is wrong with it:  checkup check  (it should be in {gone}.yaml).",
        )


def _message(delivery: Delivery) -> tuple[Message, ...]:
    """The message of a delivery; none when an older version wrote what this one cannot read."""
    try:
        return tuple(filter(for_any_channel, [message_from_json(delivery.payload)]))
    except (KeyError, TypeError, ValueError):
        return ()


def _stands_alone(message: Message) -> bool:
    """Questions and summaries are of the moment; words and results can be read later."""
    return not isinstance(message, QuestionCard | Summary)
