"""A check-in's documents in order, each with the actions that came of it: the page and the trend."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import cast

from sqlalchemy import Connection

from bot.present.teams.shape import Card, RoundDocument
from bot.store import actions, releases
from bot.store.actions import Action
from bot.store.releases import Release


@dataclass(frozen=True, slots=True)
class Entry:
    """One document, and what the team decided upon it."""

    document: RoundDocument
    flow_name: str
    flow_hash: str
    """Of the flow as it was then, where its titles stand."""
    actions: tuple[Action, ...] = ()


@dataclass(frozen=True, slots=True)
class Series:
    """Everything that was shown of a check-in, the first one first."""

    checkin_id: str
    entries: tuple[Entry, ...]

    @property
    def last(self) -> Entry | None:
        return self.entries[-1] if self.entries else None

    def with_figures(self) -> tuple[Entry, ...]:
        """Those that show any."""
        return tuple(entry for entry in self.entries if entry.document["why"] is None)

    def actions(self) -> tuple[Action, ...]:
        """All of them, the first one first."""
        return tuple(action for entry in self.entries for action in entry.actions)

    def trend(self, area: str) -> tuple[tuple[RoundDocument, Card], ...]:
        """An area's cards, round by round, where it has one; hidden ones too."""
        found = ((entry.document, entry.document["areas"].get(area)) for entry in self.with_figures())
        return tuple((document, card) for document, card in found if card is not None)


def series(connection: Connection, checkin_id: str) -> Series:
    """All documents of a check-in with their actions.

    A document that a later one holds the rounds of, because they were held and then shown together, is left
    out: it said that they were held, which is over.
    """
    shown = _not_superseded(releases.of_checkin(connection, checkin_id))
    taken = actions.of_checkin(connection, checkin_id)
    return Series(checkin_id, tuple(_entries(shown, taken)))


def document_of(release: Release) -> RoundDocument:
    """What was shown, as it was kept."""
    return cast("RoundDocument", release.document)


def _not_superseded(found: Iterable[Release]) -> list[Release]:
    shown: list[Release] = []
    for release in found:
        shown = [one for one in shown if not set(one.round_ids) <= set(release.round_ids)]
        shown.append(release)
    return shown


def _entries(shown: Iterable[Release], taken: Iterable[Action]) -> Iterator[Entry]:
    left = list(taken)
    for release in shown:
        document = document_of(release)
        here = tuple(action for action in left if action.round_number in document["numbers"])
        left = [action for action in left if action not in here]
        yield Entry(document, release.flow_name, release.flow_hash, here)
