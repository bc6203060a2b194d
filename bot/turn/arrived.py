"""What a turn is made from and what it comes to."""

from base64 import b32encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from secrets import token_bytes
from typing import Final

from bot.channels.tokens import Refusal
from bot.definition.model import Flow
from bot.engine.events import Event
from bot.engine.inputs import Input
from bot.engine.result import Result
from bot.engine.state import State
from bot.messages import Shown
from bot.store.conversations import Conversation
from bot.store.deliveries import Delivery
from bot.store.inbound import Update
from bot.turn.library import Library
from bot.turn.teams.links import Links
from bot.wishes import Press, Wish

_RANDOM_BYTES: Final = 16


@dataclass(frozen=True, slots=True)
class Token:
    """A button was pressed; this is what it carries. Whether it is followed is for the turn to see."""

    text: str
    ticked: "Selected | None" = None
    """What was selected in the same message, where the platform tells that too."""


@dataclass(frozen=True, slots=True)
class Selected:
    """A control told its whole selection; all of it in tokens."""

    card: str
    """Of *Done* at the question."""
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """Something was typed into a window that was opened for one question."""

    card: str
    """The token of *Done* at the question."""
    text: str
    late: bool = False
    """The window is closed by now: what is wrong with the text is told in the messages."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """What came in, from where."""

    update: Update
    sender: str
    """The person's id on the channel."""
    input: Input | Wish | Token | Selected | Written
    flow: str | None = None
    """The flow that is meant; None: the one the person is in."""
    anew: bool = False
    """Begin that flow from the start, even when the last conversation with it is finished."""
    source: str | None = None
    """Where a deep link says the person came from."""
    language: str | None = None
    """What the client says it speaks."""
    message: str | None = None
    """The platform's id of the message with the pressed button."""
    word: Press | None = None
    """What typed words mean as a command, where the open question does not take them as an answer."""
    elsewhere: bool = False
    """It was pressed where what is set is seen at once: that is not said in the messages too."""
    zone: str | None = None
    """The IANA zone in which the platform says the person lives."""


@dataclass(frozen=True, slots=True)
class Platform:
    """What a turn needs to know where messages are edited and go out through the outbox."""

    lease_until: datetime
    """The process that takes the turn sends what comes of it; after that others may."""
    token_keys: tuple[bytes, ...]
    privacy_url: str | None = None
    shares_contact: bool = True
    """A phone number can be shared with one tap."""
    links_to_flows: bool = True
    """A check has an address that can be handed on."""
    links: Links | None = None
    """Ways to report pages; None: the outside sees no page of ours."""
    join_link: Callable[[str], str] | None = None
    """The address by which people join a check-in, by its token; None where there are no such addresses."""
    process: str | None = None
    """The process that takes the turn, where others send too; None: nobody else can."""
    clock: Callable[[], datetime] | None = None
    """The time as it is when messages are written. A turn may have waited long for one of another process."""


def _random_id() -> str:
    """As long as other ids, and of nothing but chance."""
    return b32encode(token_bytes(_RANDOM_BYTES)).decode("ascii").rstrip("=").lower()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a turn needs to know of the world."""

    library: Library
    now: datetime
    new_id: Callable[[], str]
    channel: str = "console"
    operator: str | None = None
    platform: Platform | None = None
    """None on a terminal, where everything that is shown stays above."""
    random_id: Callable[[], str] = _random_id
    """An id that tells nothing of when it was made: of what belongs to nobody."""
    admins: tuple[str, ...] = ()
    """Who may do everything, as the operator names them: `channel:workspace/person`."""
    tells: bool = False
    """There is somewhere outside where what happens is told."""


@dataclass(frozen=True, slots=True)
class Told:
    """Something to show, and the conversation that its buttons belong to."""

    message: Shown
    conversation: Conversation | None = None
    flow: Flow | None = None
    replaces: str | None = None
    """The platform's id of the message that it takes the place of; None: it is a new one."""
    occasion: str | None = None
    """Why it goes out where nobody asked for it just now."""
    private: bool = False
    """It repeats words that somebody typed, whatever its conversation holds."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """A delivery as it was written, with what is needed to send it."""

    delivery: Delivery
    message: Shown
    flow: Flow | None
    over: bool = False
    """With this turn nothing is open any more."""
    again: bool = False
    """It was committed before: who was to send it may have begun, or never have heard of that."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What one input came to."""

    told: Sequence[Told] = ()
    """In the order in which it must be shown."""
    parcels: Sequence[Parcel] = ()
    """The same, as written to the outbox."""
    address: str | None = None
    state: State | None = None
    """None when there is no conversation."""
    flow: Flow | None = None
    conversation: str | None = None
    events: tuple[Event, ...] = ()
    result: Result | None = None
    """Shown in this turn."""
    before: State | None = None
    """What the conversation was like before."""
    ended: bool = False
    """Something waited for an answer before, and nothing does now."""
    duplicate: bool = False
    """This update was here before: nothing was done. Its parcels are what may still have to be sent."""
    refused: Refusal | None = None
    """Why the pressed button was not followed."""
    wrong: str = ""
    """Why what was typed into a window was not taken, in the reader's words: nothing was done."""
    lost: str | None = None
    """The flow of a conversation whose definition cannot be found; its answers are kept."""
    at_once: Sequence[Told] = field(default=())
    """To be shown by whoever took the turn: there is no address any more to queue it for."""
    fleeting: bool = False
    """What it tells belongs to nobody's conversation: no row names both, and its words are wiped when they
    are sent.
    """
    erased: str | None = None
    """The address that is not there any more: what was under way to it is not to arrive."""

    @property
    def messages(self) -> tuple[Shown, ...]:
        """What is to be shown."""
        return tuple(one.message for one in self.told)

    @property
    def deliveries(self) -> tuple[str, ...]:
        """The ids of its deliveries, one for each message."""
        return tuple(parcel.delivery.id for parcel in self.parcels)
