"""Members of a team as a platform shows them their messages: they tap what stands there, and what they see
has been sent.

    team = await Team.begins(database, library(MOOD), anonymous=True)
    ana = await team.invites("ana")
    await ana.taps("Start", "Often")
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import count
from typing import Final, TypeVar

from sqlalchemy import Connection

from bot.channels.base import Place
from bot.clock import Ids
from bot.delivery.buttons import tokens_of
from bot.delivery.leftovers import readable
from bot.engine.inputs import Input, Typed
from bot.messages import Button, QuestionCard, Settled, Shown, Summary, Words
from bot.present.teams import invitation as words
from bot.store import checkins, claims, deliveries, flows, invitations, respondents, rounds
from bot.store.checkins import CheckIn
from bot.store.database import Database
from bot.store.deliveries import Sent
from bot.store.inbound import Update
from bot.store.invitations import Invitation, InvitationStatus
from bot.store.respondents import Address
from bot.store.rounds import Round, RoundStatus
from bot.turn.arrived import Arrived, Parcel, Platform, Surroundings, Token, Told, Turn
from bot.turn.library import Library
from bot.turn.posting import posted
from bot.turn.take import take_turn
from bot.turn.teams.terms import terms_of
from bot.wishes import Wish
from tests.turn.someone import NOON

T = TypeVar("T")
KEY: Final = b"k" * 32
ROUND: Final = "round-1"
LASTS: Final = timedelta(days=2)


def buttons_of(message: Shown) -> list[Button]:
    """All that can be pressed in a message."""
    match message:
        case QuestionCard(options=options, ways=ways):
            return [*(option.button for option in options), *ways]
        case Summary(lines=lines, buttons=buttons):
            return [*(line.change for line in lines if line.change is not None), *buttons]
        case Words(buttons=buttons):
            return list(buttons)
    return []


class Team:
    """A check-in with one round, open from noon for two days."""

    def __init__(self, database: Database, library: Library, checkin: CheckIn) -> None:
        self.database = database
        self.checkin = checkin
        self.now = NOON
        self._numbers = count(1)
        self._ids = Ids(lambda: int(self.now.timestamp() * 1000))
        self.library = library

    @classmethod
    async def begins(cls, database: Database, library: Library, *, anonymous: bool = True) -> "Team":
        (shelved,) = list(library.newest.values())[:1]
        checkin = CheckIn(
            id="checkin-1", channel="test", workspace="here", team="Platform", flow_name=shelved.flow.name,
            language="en", manager="boss", viewers=("boss",), audience={}, anonymous=anonymous,
            min_answers=5, every="once", first_on=date(2030, 1, 1), at_minute=720, zone="member",
            weekdays_only=False, open_minutes=2880, reminders=1, created_at=NOON,
        )  # fmt: skip
        opened = Round(
            ROUND, checkin.id, 1, date(2030, 1, 1), shelved.pinned, RoundStatus.OPEN, NOON, NOON + LASTS
        )

        def work(connection: Connection) -> None:
            flows.pin(connection, shelved.pinned, shelved.source, NOON)
            checkins.begin(connection, checkin)
            rounds.begin(connection, opened)

        await database.run(work)
        return cls(database, library, checkin)

    @property
    def around(self) -> Surroundings:
        platform = Platform(self.now + timedelta(minutes=5), (KEY,), shares_contact=False)
        return Surroundings(self.library, self.now, self._ids, "test", platform=platform)

    async def invites(self, name: str) -> "Member":
        """As the tick does it."""

        def work(connection: Connection) -> tuple[Address, Turn]:
            address = respondents.find_or_make(
                connection, "test", "here", name, now=self.now, new_id=self._ids
            )
            sent = Invitation(f"for {name}", ROUND, address.id, InvitationStatus.SENT)
            invitations.invite(connection, [sent])
            terms = terms_of(connection, ROUND)
            assert terms is not None
            flow = self.library.pinned(connection, terms.round.flow)
            assert flow is not None
            told = Told(words.invitation(None, terms.facts(flow, address)), occasion="invitation")
            return address, posted(connection, Turn(told=(told,)), address, self.around)

        address, turn = await self.database.run(work)
        member = Member(self, name, address.id)
        await member.gets(turn.parcels)
        return member

    async def has(self, name: str) -> "Member":
        """Somebody who is not invited."""

        def work(connection: Connection) -> str:
            return respondents.find_or_make(
                connection, "test", "here", name, now=self.now, new_id=self._ids
            ).id

        return Member(self, name, await self.database.run(work))

    def number(self) -> int:
        return next(self._numbers)

    async def closes(self) -> None:
        """Nobody may answer any more."""
        await self.database.run(
            lambda connection: rounds.go(connection, ROUND, RoundStatus.OPEN, RoundStatus.CLOSING)
        )

    async def invitation(self, name: str) -> Invitation:
        found = await self.database.read(lambda connection: invitations.by_id(connection, f"for {name}"))
        assert found is not None
        return found


@dataclass
class Member:
    """One person, with what stands in their chat."""

    team: Team
    name: str
    address: str
    chat: dict[str, Parcel] = field(default_factory=dict)
    """By the platform's id of the message, from the oldest on."""
    turn: Turn = field(default_factory=Turn)
    loses: bool = False
    """What is queued is not sent: the process dies."""

    async def taps(self, *labels: str) -> "Member":
        """One button after the other: the lowest with this label."""
        for label in labels:
            message, token = self.button(label)
            await self.presses(token, message)
        return self

    def button(self, label: str) -> tuple[str, str]:
        """Message and token of the lowest button with this label. AssertionError: there is none."""
        for message, parcel in reversed(self.chat.items()):
            for one in buttons_of(parcel.message):
                if one.label == label:
                    return message, tokens_of(parcel, KEY, lambda _flow, _language: "")(one.press)
        raise AssertionError(f"{self.name} sees no {label!r} in:\n{self.screen}")

    async def presses(self, token: str, message: str | None, update: str | None = None) -> Turn:
        """A token, wherever it comes from."""
        return await self._sends(Token(token), message, update)

    async def types(self, line: str) -> "Member":
        await self._sends(Typed(line))
        return self

    async def wants(self, wish: Input | Wish, flow: str | None = None) -> Turn:
        """By a command."""
        return await self._sends(wish, flow=flow)

    async def _sends(
        self,
        taken: Input | Wish | Token,
        message: str | None = None,
        update: str | None = None,
        flow: str | None = None,
    ) -> Turn:
        team = self.team
        team.now += timedelta(minutes=1)
        came = Update("test", "here", update or f"{self.name}-{team.number()}")
        arrived = Arrived(came, self.name, taken, message=message, language="en", flow=flow)
        self.turn = await team.database.run(lambda connection: take_turn(connection, arrived, team.around))
        if not self.loses:
            await self.gets(self.turn.parcels)
        return self.turn

    async def gets(self, parcels: Sequence[Parcel]) -> None:
        """What goes out arrives, and that is written down."""
        sent = []
        for parcel in parcels:
            target = parcel.delivery.target
            if isinstance(parcel.message, Settled):
                if target in self.chat:
                    self._settles(target, parcel.message)
                sent.append(Sent(parcel.delivery.id, target))
                continue
            message = target or f"m{self.team.number():05}"
            self.chat[message] = parcel
            sent.append(Sent(parcel.delivery.id, message))
            card = isinstance(parcel.message, QuestionCard)
            if card and target is None:
                await self._lives(message)

        def work(connection: Connection) -> None:
            deliveries.mark_sent(connection, sent, self.team.now)

        await self.team.database.run(work)

    async def _lives(self, message: str) -> None:
        await self.team.database.run(
            lambda connection: respondents.set_live_message(connection, self.address, message)
        )

    def _settles(self, target: str, settled: Settled) -> None:
        parcel = self.chat[target]
        kept = parcel.message
        bare: Shown = (
            replace(kept, buttons=()) if isinstance(kept, Words | Summary) else Words((settled.text,))
        )
        self.chat[target] = replace(parcel, message=bare)

    async def comes_up_again(self) -> None:
        """After a crash another process sends what is left over."""

        def work(connection: Connection) -> list[tuple[Place, Parcel]]:
            later = self.team.now + timedelta(hours=1)
            held = claims.take_over(connection, "test", None, until=later)
            return list(readable(connection, held, self.team.library))

        found = await self.team.database.run(work)
        self.loses = False
        await self.gets([parcel for to, parcel in found if to.person == self.name])

    @property
    def screen(self) -> str:
        """All that stands there, with the buttons in brackets."""
        return "\n".join(map(_written, self.chat.values()))

    @property
    def last(self) -> str:
        """What was shown last."""
        return _written(list(self.chat.values())[-1])

    @property
    def told(self) -> str:
        """What the last turn showed, wherever it stands."""
        shown = [one for one in self.turn.parcels if not isinstance(one.message, Settled)]
        return "\n".join(map(_written, shown))


def _written(parcel: Parcel) -> str:
    message = parcel.message
    match message:
        case QuestionCard():
            said = [*message.notes, message.text]
        case Summary():
            said = [message.title, *(f"{line.text} {line.answer}" for line in message.lines)]
        case Words():
            said = [message.title, *message.paragraphs]
        case _:
            said = [type(message).__name__]
    labels = [f"[{one.label}]" for one in buttons_of(message)]
    return "\n".join(filter(None, [*said, " ".join(labels)]))
