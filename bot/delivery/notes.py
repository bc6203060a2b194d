"""What became of deliveries, and what follows from it for the person: written down soon, none lost while the
process lives.
"""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import Connection

from bot.channels.base import Fate, Outcome
from bot.delivery.marks import Marks
from bot.messages import ContactKeyboard
from bot.store import deliveries, respondents, senders
from bot.store.columns import DeliveryStatus
from bot.store.database import Database
from bot.store.deliveries import Sent
from bot.turn.arrived import Parcel
from bot.turn.placing import is_aside, waits_for_answer

_LOG: Final = logging.getLogger(__name__)


class Notes:
    """Takes outcomes down."""

    def __init__(self, database: Database, now: Callable[[], datetime], *, shared: bool = False) -> None:
        """*shared*: other processes send too."""
        self._marks = Marks(database)
        self._now = now
        self._shared = shared

    def outcome(self, parcel: Parcel, outcome: Outcome) -> None:
        """A final one."""
        delivery = parcel.delivery
        match outcome.fate:
            case Fate.SENT | Fate.NOT_MODIFIED:
                status = DeliveryStatus.SENT if outcome.fate is Fate.SENT else DeliveryStatus.NOT_MODIFIED
                self._marks.sent(Sent(delivery.id, outcome.message, status), self._now())
                self._place(parcel, outcome)
            case Fate.BLOCKED:
                self._marks.add(
                    lambda connection: _switch_off(connection, delivery.address_id, outcome.words),
                    delivery.id,
                )
            case fate:
                if fate is Fate.REFUSED:
                    _LOG.error("a message was refused: %s", outcome.words, extra={"delivery": delivery.id})
                status = DeliveryStatus.REFUSED if fate is Fate.REFUSED else DeliveryStatus.UNKNOWN
                self._marks.add(
                    lambda connection: deliveries.mark_failed(connection, delivery.id, status, outcome.words),
                    delivery.id,
                )

    def not_needed(self, parcel: Parcel) -> None:
        """Something newer takes its place."""
        self._marks.sent(Sent(parcel.delivery.id, None, DeliveryStatus.NOT_MODIFIED), self._now())

    def given_back(self, parcels: Sequence[Parcel], due: datetime, words: str, tried: str = "") -> None:
        """To a later sweep, in their order. *tried*: the id of the one that was tried in vain."""

        def mark(connection: Connection) -> None:
            if self._shared:
                senders.leave(connection, (one.delivery.address_id for one in parcels))
            for one in parcels:
                delivery = one.delivery
                deliveries.retry_at(connection, delivery, due, words, tried=delivery.id == tried)

        self._marks.add(mark, *(one.delivery.id for one in parcels))

    @property
    def unwritten(self) -> set[str]:
        """The ids of the deliveries about which something is still to be written down."""
        return self._marks.unwritten

    async def written(self, seconds: float | None = None) -> bool:
        """Waits until everything is written down, but no longer than that. False: some is not."""
        return await self._marks.written(seconds)

    def _place(self, parcel: Parcel, outcome: Outcome) -> None:
        """A new question or offer is the live message from now on; a new keyboard is to be taken away one
        day.
        """
        address, message = parcel.delivery.address_id, outcome.message
        if message is None or message == parcel.delivery.target:
            return
        all_of_it = " ".join((*outcome.others, message))
        if waits_for_answer(parcel.message):
            self._marks.add(lambda connection: respondents.set_live_message(connection, address, message))
        elif is_aside(parcel.message):
            self._marks.add(lambda connection: respondents.set_aside_message(connection, address, all_of_it))
        elif isinstance(parcel.message, ContactKeyboard):
            self._marks.add(lambda connection: respondents.set_keyboard_message(connection, address, message))


def _switch_off(connection: Connection, address: str, words: str) -> None:
    respondents.set_reachable(connection, address, reachable=False)
    deliveries.fail_all(connection, address, DeliveryStatus.BLOCKED, words)
