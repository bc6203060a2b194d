"""The flows there are: the newest by name, and each one a conversation is pinned to (flow-language §11)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection

from bot.definition.load import load
from bot.definition.model import Flow
from bot.engine.in_round import in_round
from bot.store import flows
from bot.store.flows import Pinned


@dataclass(frozen=True, slots=True)
class Shelved:
    """A flow with the file it was loaded from."""

    flow: Flow
    source: bytes

    @property
    def pinned(self) -> Pinned:
        return Pinned(self.flow.name, self.flow.version, self.flow.hash)


@dataclass(slots=True)
class Library:
    """Flows that passed their checks. Definitions read back from the database are kept by hash."""

    newest: Mapping[str, Shelved]
    _by_hash: dict[str, Flow | None] = field(default_factory=dict)

    @classmethod
    def of(cls, shelved: Iterable[Shelved]) -> "Library":
        """A library of these flows."""
        return cls({one.flow.name: one for one in shelved})

    def pinned(self, connection: Connection, which: Pinned) -> Flow | None:
        """The definition of a conversation; None when it cannot be found or no longer be read.

        Under the same version number only wording may differ, and running conversations see that at once.
        In a team's round it is the flow without a result of one's own.
        """
        found = self._found(connection, which)
        return in_round(found) if found is not None and which.in_round else found

    def _found(self, connection: Connection, which: Pinned) -> Flow | None:
        newest = self.newest.get(which.name)
        if newest is not None and newest.flow.version == which.version:
            return newest.flow
        if which.hash not in self._by_hash:
            self._by_hash[which.hash] = _read(connection, which)
        return self._by_hash[which.hash]


def _read(connection: Connection, which: Pinned) -> Flow | None:
    source = flows.definition(connection, which.hash)
    return None if source is None else load(source, f"{which.name}.yaml", others=None).flow
