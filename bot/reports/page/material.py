"""What a page is made from, as it stands in the ledger."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from bot.reports.rounds.facts import Shown
from bot.reports.rounds.series import Entry, series
from bot.reports.rounds.teams import FlowInPlace, MayStand, Teams, teams
from bot.store import actions
from bot.store.actions import Action
from bot.store.checkins import CheckIn
from bot.store.flows import Pinned
from bot.turn.library import Library


@dataclass(frozen=True, slots=True)
class Material:
    """Everything that was released of a check-in, and what was decided."""

    checkin: CheckIn
    shown: tuple[Shown, ...]
    """The oldest first."""
    chosen: int | None
    """The place of the one that is looked at; None: there is none with that number, or none at all."""
    actions: tuple[Action, ...] = ()
    teams: Teams | None = None
    """Beside other teams; None: not for this reader."""

    @property
    def looked_at(self) -> Shown | None:
        """The report that is looked at."""
        return None if self.chosen is None else self.shown[self.chosen]


def gather(
    connection: Connection,
    library: Library,
    checkin: CheckIn,
    number: int | None,
    *,
    beside: MayStand | None = None,
) -> Material:
    """All of it. *number*: of a round; None: of the latest report. *beside*: which other teams may be seen
    with it; None: none.
    """
    shown = tuple(_shown(connection, library, entry) for entry in series(connection, checkin.id).entries)
    decided = actions.of_checkin(connection, checkin.id)
    place = FlowInPlace(checkin.channel, checkin.workspace, checkin.flow_name)
    others = None if beside is None else teams(connection, library, place, beside)
    return Material(checkin, shown, _place(shown, number), decided, others)


def _shown(connection: Connection, library: Library, entry: Entry) -> Shown:
    pinned = Pinned(entry.flow_name, entry.document["version"], entry.flow_hash)
    return Shown(entry.document, library.pinned(connection, pinned))


def _place(shown: Sequence[Shown], number: int | None) -> int | None:
    if number is None:
        return len(shown) - 1 if shown else None
    return next((at for at, one in enumerate(shown) if number in one.document["numbers"]), None)
