"""Messages as JSON, and back: a delivery must be able to go out after a crash, from another process.

Every value object is written as `{"is": its class, field: value, …}`; only classes named here are read. While
a release rolls out, a process may read what a newer one wrote: what it does not know of a message it does not
show. What a press means has to be known wholly.
"""

from collections.abc import Callable, Iterable
from dataclasses import fields
from enum import Enum
from operator import attrgetter
from typing import Final, cast, get_args

from bot import messages
from bot.definition.answer import Answer, decode, encode
from bot.engine.inputs import Input, Start
from bot.engine.progress import Progress
from bot.messages import Extra, Field, Message, Shown
from bot.wishes import ActionVerb, CheckInVerb, RoundVerb, Wish

_CLASSES: Final[dict[str, type]] = {
    kind.__name__: kind
    for kind in (
        *get_args(Message),
        *get_args(Extra),
        *get_args(Input),
        *get_args(Wish),
        Progress,
        messages.Button,
        messages.Option,
        messages.Line,
        messages.Bar,
        messages.Plan,
        messages.HeatCell,
        messages.HeatMap,
        messages.HeatRow,
        messages.Section,
        messages.Signed,
        messages.Web,
        messages.WorkingsArea,
        messages.WorkingsRow,
    )
}


def _fields_of(kind: type) -> tuple[tuple[str, ...], Callable[[object], Iterable[object]]]:
    """Their names, and what reads them all at once."""
    names = tuple(field.name for field in fields(kind))
    if len(names) > 1:
        return names, attrgetter(*names)
    return names, lambda value: [getattr(value, name) for name in names]


_MEANINGS: Final = frozenset((*get_args(Input), *get_args(Wish)))
_FIELDS: Final = {kind: _fields_of(kind) for kind in _CLASSES.values()}
_ENUMS: Final[dict[str, type[Enum]]] = {
    kind.__name__: kind for kind in (Field, RoundVerb, CheckInVerb, ActionVerb)
}
_ATOMS: Final = frozenset({str, int, float, bool, type(None)})


def to_json(message: Shown) -> object:
    """The message in plain values."""
    return _plain(message)


def from_json(kept: object) -> Shown:
    """The message that `to_json` wrote; ValueError for anything else."""
    message = _built(kept)
    if not isinstance(message, (*get_args(Message), *get_args(Extra))):
        raise ValueError(f"not a message: {type(message).__name__}")  # noqa: TRY004 - what was kept is wrong
    return cast("Shown", message)


def _plain(value: object) -> object:
    kind = type(value)
    if kind in _ATOMS:
        return value
    if kind is tuple:
        return [_plain(item) for item in cast("tuple[object, ...]", value)]
    if kind is Start:
        return _start(cast("Start", value))
    if kind.__name__ in _ENUMS:
        return {"is": kind.__name__, "value": cast("Enum", value).value}
    made: dict[str, object] = {"is": kind.__name__}
    names, values = _FIELDS[kind]
    for name, part in zip(names, values(value), strict=True):
        made[name] = part if type(part) in _ATOMS else _plain(part)
    return made


def _start(start: Start) -> dict[str, object]:
    carried = {question: encode(answer) for question, answer in start.carried.items()}
    return {"is": "Start", "language": start.language, "carried": carried}


def _built(kept: object) -> object:
    if isinstance(kept, list):
        return tuple(_built(item) for item in kept)
    if not isinstance(kept, dict):
        return kept
    name = kept.get("is")
    if name == "Start":
        return Start(kept["language"], _carried(kept["carried"]))
    if isinstance(name, str) and name in _ENUMS:
        return _ENUMS[name](kept["value"])
    kind = _CLASSES.get(name) if isinstance(name, str) else None
    if kind is None:
        raise ValueError(f"no message holds a {name!r}")
    given = kept.keys() - {"is"}
    if kind not in _MEANINGS:
        given &= set(_FIELDS[kind][0])
    return kind(**{field: _built(kept[field]) for field in given})


def _carried(kept: dict[str, object]) -> dict[str, Answer]:
    return {question: decode(value) for question, value in kept.items()}
