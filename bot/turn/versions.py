"""At start-up: a version number stands for one flow, changes of wording aside (flow-language §11.3)."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection

from bot.definition.diff import Difference, compare
from bot.definition.load import load
from bot.store import flows
from bot.turn.library import Library


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A flow that differs by more than wording from what was used under the same version number."""

    flow: str
    version: int
    difference: Difference
    """From what was used to what is there now."""


def contradictions(connection: Connection, library: Library) -> Iterator[Contradiction]:
    """Every flow of the *library* whose version number must rise before it can be used."""
    for shelved in library.newest.values():
        for known in flows.same_number(connection, shelved.pinned):
            source = flows.definition(connection, known.flow.hash)
            used = None if source is None else load(source, f"{known.flow.name}.yaml").flow
            if used is None:
                continue
            difference = compare(used, shelved.flow)
            if difference.needs_version:
                yield Contradiction(shelved.flow.name, shelved.flow.version, difference)
                break
