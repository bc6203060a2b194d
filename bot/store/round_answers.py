"""The sheets of rounds: what everybody handed in, read at the close.

What counts is what stands on somebody's path. Whoever did not get to the end counts with what they answered;
whoever stopped did not hand in, and is left out.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, bindparam, select

from bot.definition.answer import Answer, decode
from bot.store.columns import AnswerState
from bot.store.sealing import sealer_of
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
ON_THE_PATH: Final = (AnswerState.GIVEN.value, AnswerState.INFERRED.value, AnswerState.CARRIED.value)
_OF_ROUNDS = (
    select(CONVERSATION.c.id, CONVERSATION.c.round_id, ANSWER.c.question, ANSWER.c.value, ANSWER.c.sealed)
    .join(ANSWER, ANSWER.c.conversation_id == CONVERSATION.c.id)
    .where(
        CONVERSATION.c.round_id.in_(bindparam("round_ids", expanding=True)),
        CONVERSATION.c.status != STOPPED,
        ANSWER.c.state.in_(ON_THE_PATH),
    )
    .order_by(CONVERSATION.c.id)
)
_NAMED = _OF_ROUNDS.join(ADDRESS, ADDRESS.c.id == CONVERSATION.c.address_id).add_columns(
    ADDRESS.c.external_id
)


def handed_in(connection: Connection, round_ids: Sequence[str], *, named: bool = False) -> tuple[Handed, ...]:
    """Every sheet of these rounds, in no order that says anything. `named`: with whose it is.

    Without `named` neither a person nor a conversation is in what comes back. SealBroken where words cannot
    be opened.
    """
    rows = connection.execute(_NAMED if named else _OF_ROUNDS, {"round_ids": list(round_ids)}).all()
    read = _reader(connection)
    sheets: dict[str, Handed] = {}
    answers: dict[str, Answer] = {}
    last = None
    for row in rows:
        conversation_id, round_id, question, value, sealed = row[:5]
        if conversation_id != last:
            last, answers = conversation_id, {}
            sheets[conversation_id] = Handed(round_id, answers, row[5] if named else None)
        answers[question] = read(value, sealed)
    return tuple(sheets.values())


def _reader(connection: Connection) -> Callable[[str, Any], Answer]:
    """Reads a kept answer. The same few choices come again and again: each is read once."""
    known: dict[str, Answer] = {}

    def read(value: str, sealed: Any) -> Answer:
        if sealed:
            return decode(json.loads(sealer_of(connection).open(value)))
        answer = known.get(value)
        if answer is None:
            answer = known[value] = decode(json.loads(value))
        return answer

    return read
