"""An office with a manager, an admin, colleagues and a check-in among them: no platform, a real database."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any, Final, TypeVar

from sqlalchemy import Connection, select

from bot.messages import Button, Shown, Words
from bot.store import checkins, deliveries, flows, invitations, respondents, rounds
from bot.store.checkins import CheckIn
from bot.store.columns import DeliveryStatus
from bot.store.database import Database
from bot.store.deliveries import Sent
from bot.store.flows import Pinned
from bot.store.inbound import Update
from bot.store.invitations import Invitation, InvitationStatus
from bot.store.rounds import Round, RoundStatus
from bot.store.tables import DELIVERY
from bot.turn.arrived import Arrived, Platform, Surroundings, Token, Turn
from bot.turn.take import take_turn
from bot.turn.teams.links import Links
from bot.turn.teams.status import refreshed
from bot.wishes import Wish
from tests.turn.someone import library

T = TypeVar("T")
PULSE: Final = """
flow: pulse
title: Team pulse
areas:
  focus: {title: Focus}
checkin: {every: 2 weeks, day: tuesday, at: "10:00", open: 3 days}
steps:
  - {ask: fine, area: focus, scale: agree5, text: "I know what matters."}
"""
NOON: Final = datetime(2030, 1, 1, 12, tzinfo=UTC)
"""A Tuesday."""
CLOSES: Final = datetime(2030, 1, 4, 12, tzinfo=UTC)
KEYS: Final = (b"k" * 32,)
PLACE: Final = ("slack", "T1")


@dataclass(slots=True)
class Office:
    """All that is there."""

    database: Database
    now: datetime = NOON
    admins: tuple[str, ...] = ("slack:T1/UADMIN",)
    links: Links | None = None
    _numbers: Any = field(default_factory=lambda: count(1))

    @property
    def around(self) -> Surroundings:
        platform = Platform(self.now + timedelta(minutes=1), KEYS, links=self.links)
        return Surroundings(
            library(PULSE), self.now, self._new_id, channel="slack", platform=platform, admins=self.admins
        )

    async def does(self, work: Callable[[Connection], T]) -> T:
        return await self.database.run(work)

    async def appoints(self, *people: str) -> None:
        def appoint(connection: Connection) -> None:
            for one in people:
                checkins.appoint(connection, *PLACE, one, by="UADMIN", now=self.now)

        await self.does(appoint)

    async def dismisses(self, person: str) -> None:
        await self.does(lambda c: checkins.dismiss(c, *PLACE, person))

    async def has_checkin(self, **more: Any) -> CheckIn:
        """Of UBOSS, with the next round in two weeks."""
        values: dict[str, Any] = {
            "id": "c1", "channel": "slack", "workspace": "T1", "team": "Support", "flow_name": "pulse",
            "language": "en", "manager": "UBOSS", "viewers": ("UBOSS", "UVIEW"), "audience": {},
            "anonymous": True, "min_answers": 5, "every": "2 weeks", "first_on": date(2030, 1, 1),
            "at_minute": 600, "zone": "UTC", "weekdays_only": True, "open_minutes": 3 * 24 * 60,
            "reminders": 1, "created_at": NOON, "next_on": date(2030, 1, 15),
            "next_at": datetime(2030, 1, 15, 10, tzinfo=UTC),
        }  # fmt: skip
        made = CheckIn(**(values | more))
        await self.does(lambda c: checkins.begin(c, made))
        return made

    async def has_round(
        self,
        people: Mapping[InvitationStatus, int] | None = None,
        *,
        checkin: str = "c1",
        number: int = 1,
        zone: str | None = "UTC",
        **more: Any,
    ) -> str:
        """A round with so many people so far; its id."""
        around = self.around
        (shelved,) = around.library.newest.values()
        made = Round(
            id=f"r{number}-{checkin}", checkin_id=checkin, number=number,
            occurs_on=date(2030, 1, number), flow=Pinned("pulse", shelved.flow.version, shelved.flow.hash),
            status=RoundStatus.OPEN, opens_at=NOON - timedelta(hours=2), closes_at=CLOSES,
        )  # fmt: skip
        made = replace(made, **more)

        def write(connection: Connection) -> None:
            flows.pin(connection, shelved.pinned, shelved.source, self.now)
            rounds.begin(connection, made)
            for status, how_many in (people or {}).items():
                for which in range(how_many):
                    name = f"U{status.name}{which}"
                    address = respondents.find_or_make(
                        connection, *PLACE, name, now=self.now, new_id=self._new_id
                    )
                    respondents.set_zone(connection, address.id, zone)
                    one = Invitation(self._new_id(), made.id, address.id, status)
                    invitations.invite(connection, [one])

        await self.does(write)
        return made.id

    async def round(self, round_id: str = "r1-c1") -> Round:
        found = await self.does(lambda c: rounds.by_id(c, round_id))
        assert found is not None
        return found

    async def checkin(self, checkin_id: str = "c1") -> CheckIn:
        found = await self.does(lambda c: checkins.by_id(c, checkin_id))
        assert found is not None
        return found

    async def changes(self, which: int, was: InvitationStatus, now: InvitationStatus) -> None:
        """So many of the round come from one status to another."""

        def change(connection: Connection) -> None:
            found = [one for one in invitations.of_round(connection, "r1-c1") if one.status is was]
            for one in found[:which]:
                invitations.change(connection, replace(one, status=now))

        await self.does(change)

    async def ticks(self, round_id: str = "r1-c1", after: float = 16) -> Turn | None:
        """So many seconds later the status message is looked at; what is to go out."""
        self.now += timedelta(seconds=after)
        around = self.around
        brought = await self.does(lambda c: refreshed(c, round_id, around))
        return None if brought is None else brought.turn

    async def delivers(self, *, gone: tuple[str, ...] = ()) -> None:
        """All that waits goes out; what was to change a message that is *gone* comes as a new one."""

        def deliver(connection: Connection) -> None:
            waiting = connection.execute(
                select(DELIVERY.c.id, DELIVERY.c.target)
                .where(DELIVERY.c.status == DeliveryStatus.SENDING.value)
                .order_by(DELIVERY.c.created_at, DELIVERY.c.id)
            ).all()
            for row in waiting:
                place = row.target if row.target and row.target not in gone else f"m{next(self._numbers)}"
                deliveries.mark_sent(connection, [Sent(row.id, place)], self.now)

        await self.does(deliver)

    async def presses(
        self, person: str, wish: Wish | Token, *, message: str | None = None
    ) -> Turn:  # fmt: skip
        """One press, or a command where no message is named; everything that comes of it is delivered."""
        self.now += timedelta(seconds=1)
        update = Update(*PLACE, f"u{next(self._numbers)}")
        arrived, around = Arrived(update, person, wish, message=message), self.around
        turn = await self.does(lambda c: take_turn(c, arrived, around))
        await self.delivers()
        return turn

    def _new_id(self) -> str:
        return f"id-{next(self._numbers):05}"


def words_of(turn: Turn) -> str:
    """All that is said, line by line."""
    return "\n".join(line for one in turn.told for line in _lines(one.message))


def labels(turn: Turn) -> list[str]:
    """Of all buttons."""
    return [button.label for one in turn.told for button in _buttons(one.message)]


def button(turn: Turn, label: str) -> Any:
    """What pressing it means."""
    (found,) = [one.press for told in turn.told for one in _buttons(told.message) if one.label == label]
    return found


def _lines(message: Shown) -> list[str]:
    if not isinstance(message, Words):
        return []
    inside = [line for section in message.sections for line in (section.title, *section.lines)]
    web = [] if message.web is None else [message.web.address]
    return list(filter(None, [message.title, *message.paragraphs, *inside, *web]))


def _buttons(message: Shown) -> tuple[Button, ...]:
    return message.buttons if isinstance(message, Words) else ()
