"""The sheets of rounds: what everybody handed in, read at the close.

What counts is what stands on somebody's path. Whoever did not get to the end counts with what they answered;
whoever stopped did not hand in, and is left out.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, bindparam, case, func, select

from bot.definition.answer import Answer, decode
from bot.store.columns import AnswerState
from bot.store.sealing import unseal
from bot.store.tables import ADDRESS, ANSWER, CONVERSATION


@dataclass(frozen=True, slots=True)
class Handed:
    """What one person handed in, once."""

    round_id: str
    answers: Mapping[str, Answer]
    """Question → answer, of the questions on their path; words too."""
    person: str | None = None
    """The platform's id, in a named round; None: nobody's."""


STOPPED: Final = "stopped"
"""The status of a conversation that its person ended (`bot.engine.state`)."""
ON_THE_PATH: Final = tuple(
    state.value for state in (AnswerState.GIVEN, AnswerState.INFERRED, AnswerState.CARRIED, AnswerState.KEPT)
)
_BETWEEN: Final = "\x1e"
_NEXT: Final = "\x1f"
"""Signs that no question's id has and that JSON escapes: between the parts of an answer, and after it."""
_PLAIN: Final = "plain"
_ANSWER = (
    ANSWER.c.question.concat(_BETWEEN)
    .concat(case((ANSWER.c.sealed, "sealed"), else_=_PLAIN))
    .concat(_BETWEEN)
    .concat(ANSWER.c.value)
)
_OF_ROUNDS = (
    select(CONVERSATION.c.round_id, func.aggregate_strings(_ANSWER, _NEXT).label("sheet"))
    .join(ANSWER, ANSWER.c.conversation_id == CONVERSATION.c.id)
    .where(
        CONVERSATION.c.round_id.in_(bindparam("round_ids", expanding=True)),
        CONVERSATION.c.status != STOPPED,
        ANSWER.c.state.in_(ON_THE_PATH),
    )
    .group_by(CONVERSATION.c.id, CONVERSATION.c.round_id)
)
"""A row a sheet: a fifth of the time that a row an answer takes."""
_NAMED = (
    _OF_ROUNDS.join(ADDRESS, ADDRESS.c.id == CONVERSATION.c.address_id)
    .add_columns(ADDRESS.c.external_id)
    .group_by(ADDRESS.c.external_id)
)


def handed_in(connection: Connection, round_ids: Sequence[str], *, named: bool = False) -> tuple[Handed, ...]:
    """Every sheet of these rounds, sorted by what is in it. `named`: with whose it is.

    Without `named` neither a person nor a conversation is in what comes back. SealBroken where words cannot
    be opened.
    """
    rows = connection.execute(_NAMED if named else _OF_ROUNDS, {"round_ids": list(round_ids)})
    reader = _Reader(connection)
    return tuple(
        Handed(round_id, dict(map(reader.read, sheet.split(_NEXT))), *person)
        for round_id, sheet, *person in sorted(map(tuple, rows))
    )


class _Reader:
    """Reads kept answers. The same few choices come again and again: each is read once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: dict[str, tuple[str, Answer]] = {}

    def read(self, kept: str) -> tuple[str, Answer]:
        """The question, and what was answered."""
        found = self._known.get(kept)
        if found is None:
            question, how, value = kept.split(_BETWEEN)
            opened = unseal(self._connection, value, sealed=how != _PLAIN)
            found = self._known[kept] = question, decode(json.loads(opened))
        return found
