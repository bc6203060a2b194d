"""Traces: what took how long inside what, for whoever collects them; nothing, where nobody does.

Without a collector a span costs a fifth of a microsecond, and nothing of a library for them is loaded.
Attributes are ids and words of closed lists.
"""

from collections import OrderedDict
from collections.abc import Iterable
from contextlib import AbstractContextManager
from types import TracebackType
from typing import Final, Protocol, Self, TypeAlias

from bot.watching.about import now_about

Value: TypeAlias = str | int | bool
REMEMBERED: Final = 5_000
"""Deliveries that are on their way, of which is known what they answer."""


class Span(Protocol):
    """Something that goes on."""

    def set(self, name: str, value: Value | None) -> None:
        """What is known of it by now."""
        ...


class Tracer(Protocol):
    """Whoever takes spans."""

    def span(
        self, name: str, parent: object | None, values: dict[str, Value]
    ) -> AbstractContextManager[Span]:
        """One, within that one, or within the one that goes on here."""
        ...

    def here(self) -> object:
        """What goes on here, for a `parent` elsewhere."""
        ...


class _Nothing:
    __slots__ = ()

    def set(self, name: str, value: Value | None) -> None:  # noqa: ARG002  # nobody takes it
        return

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return


_NOTHING: Final = _Nothing()
_tracer: Tracer | None = None
_on_their_way: Final[OrderedDict[str, tuple[float, object | None]]] = OrderedDict()


def begin(tracer: Tracer | None) -> None:
    """From now on spans go there; None: nowhere."""
    global _tracer  # noqa: PLW0603  # there is one for the process
    _tracer = tracer


def span(name: str, parent: object | None = None, **values: Value) -> AbstractContextManager[Span]:
    """Something that goes on, within *parent* or within what goes on here."""
    return _NOTHING if _tracer is None else _tracer.span(name, parent, values)


def hand_over(deliveries: Iterable[str]) -> None:
    """These answer what goes on here."""
    here = now_about()
    if here is None:
        return
    parent = None if _tracer is None else _tracer.here()
    for one in deliveries:
        _on_their_way[one] = (here.since, parent)
    while len(_on_their_way) > REMEMBERED:
        _on_their_way.popitem(last=False)


def answers(delivery: str) -> tuple[float | None, object | None]:
    """When that came which a delivery answers, by `perf_counter`, and its span; None where nobody knows."""
    return _on_their_way.get(delivery, (None, None))


def is_answered(delivery: str) -> None:
    """It needs no answer any more."""
    _on_their_way.pop(delivery, None)
