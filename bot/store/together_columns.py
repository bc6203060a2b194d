"""The columns of what is read and written for taps in groups (see `together`), with their conversions."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Column, Dialect

from bot.store.answers import CHANGING as OF_ANSWER
from bot.store.conversations import CHANGING as OF_CONVERSATION
from bot.store.prepared import Convert, binding, reading
from bot.store.respondents import FIELDS
from bot.store.tables import ADDRESS, ANSWER, CONVERSATION, DELIVERY, INBOUND
from bot.store.together import Found, Taken

NOTED: Final = ("channel", "workspace", "external_id", "received_at", "address_id")
ANSWERED: Final = ("conversation_id", "question", *OF_ANSWER)
QUEUED: Final = tuple(column.name for column in DELIVERY.c)


@dataclass(frozen=True, slots=True)
class Columns:
    """Some columns, with the names under which a turn gives their values."""

    columns: tuple[Column[Any], ...]
    names: tuple[str, ...]
    converts: tuple[Convert, ...]

    def bound(self, given: Mapping[str, object]) -> list[object]:
        """A row as the driver takes it."""
        made = []
        for name, convert in zip(self.names, self.converts, strict=True):
            value = given.get(name)
            made.append(value if convert is None else convert(value))
        return made


class Shapes:
    """All of them, for one database."""

    def __init__(self, dialect: Dialect) -> None:
        def columns(table: Any, names: Iterable[str], prefix: str = "") -> Columns:
            found = tuple(table.c[name] for name in names)
            return Columns(
                found,
                tuple(prefix + one.name for one in found),
                tuple(binding(one.type, dialect) for one in found),
            )

        self.saved = columns(CONVERSATION, OF_CONVERSATION, "new_")
        self.noted = columns(INBOUND, NOTED)
        self.answers = columns(ANSWER, ANSWERED)
        self.deliveries = columns(DELIVERY, QUEUED)
        self._address = _converter([ADDRESS.c[name] for name in FIELDS], dialect)
        self._conversation = _converter(CONVERSATION.c, dialect)

    def found(self, row: Sequence[Any]) -> tuple[int, Found]:
        """A row that was read: place, whether the update was here, address, conversation."""
        split = 2 + len(FIELDS)
        return row[0], Found(self._address(row[2:split]), self._conversation(row[split:]), bool(row[1]))

    def bound_saved(self, one: Taken) -> list[object]:
        """The conversation, the turn it had, and what changes."""
        return [one.conversation, one.saved["was_turn"], *self.saved.bound(one.saved)]


READ: Final = ", ".join(
    (*(f"a.{name}" for name in FIELDS), *(f"c.{column.name}" for column in CONVERSATION.c))
)
"""The columns of address and conversation, in that order."""


def _converter(columns: Iterable[Column[Any]], dialect: Dialect) -> Callable[[Sequence[Any]], list[Any]]:
    converts = [(place, reading(column.type, dialect)) for place, column in enumerate(columns)]
    needed = [(place, convert) for place, convert in converts if convert is not None]

    def converted(row: Sequence[Any]) -> list[Any]:
        made = list(row)
        for place, convert in needed:
            made[place] = convert(made[place])
        return made

    return converted
