"""What a page is made from, as it stands in the ledger."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from sqlalchemy import Connection

from bot.present.teams.shape import RoundDocument
from bot.reports.rounds.facts import Shown
from bot.store import actions, releases
from bot.store.actions import Action
from bot.store.checkins import CheckIn
from bot.store.flows import Pinned
from bot.store.releases import Release
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

    @property
    def looked_at(self) -> Shown | None:
        """The report that is looked at."""
        return None if self.chosen is None else self.shown[self.chosen]

    @property
    def before(self) -> Shown | None:
        """The last report with figures before it."""
        earlier = self.shown[: self.chosen or 0]
        return next((one for one in reversed(earlier) if one.document["why"] is None), None)


def gather(connection: Connection, library: Library, checkin: CheckIn, number: int | None) -> Material:
    """All of it. *number*: of a round; None: of the latest report."""
    shown = _standing(
        [_shown(connection, library, release) for release in releases.of_checkin(connection, checkin.id)]
    )
    return Material(checkin, shown, _place(shown, number), actions.of_checkin(connection, checkin.id))


def _shown(connection: Connection, library: Library, release: Release) -> Shown:
    document = cast("RoundDocument", release.document)
    pinned = Pinned(release.flow_name, document["version"], release.flow_hash)
    return Shown(document, library.pinned(connection, pinned))


def _standing(released: Sequence[Shown]) -> tuple[Shown, ...]:
    """Without those that said *held* and were shown with later rounds since."""
    together: set[int] = set()
    standing = []
    for one in reversed(released):
        numbers = set(one.document["numbers"])
        if not numbers <= together:
            standing.append(one)
        together |= numbers
    return tuple(reversed(standing))


def _place(shown: Sequence[Shown], number: int | None) -> int | None:
    if number is None:
        return len(shown) - 1 if shown else None
    return next((at for at, one in enumerate(shown) if number in one.document["numbers"]), None)
