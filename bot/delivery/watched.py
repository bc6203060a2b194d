"""Deliveries, as operators see them: what they answer, what became of each try, and what is logged of it."""

import logging
from collections.abc import Iterable, Sequence
from types import TracebackType
from typing import Final, Self

from bot.channels.base import Fate, Outcome
from bot.turn.arrived import Parcel
from bot.watching import counted, traced
from bot.watching.about import about, now_about
from bot.watching.counted import Delivered

_LOG: Final = logging.getLogger(__name__)
_OPEN: Final = frozenset({Fate.LATER, Fate.UNKNOWN})
"""After them another try may follow."""
_DELIVERED: Final = {fate: Delivered(fate.value) for fate in Fate}


def handed_over(channel: str, parcels: Iterable[Parcel]) -> Sequence[Parcel]:
    """They are on their way; where they answer what came in just now, that is remembered."""
    handed = tuple(parcels)
    here = now_about()
    if handed and here is not None and here.update is not None:
        counted.handed_over(channel, here.since)
        traced.hand_over(one.delivery.id for one in handed)
    return handed


class watched:  # noqa: N801  # read as a word: `with watched("slack", parcel) as watch:`
    """One try at a message."""

    __slots__ = ("_about", "_channel", "_conversation", "_delivery", "_since", "_span", "_span_of")

    def __init__(self, channel: str, parcel: Parcel) -> None:
        one = parcel.delivery
        self._channel = channel
        self._delivery = one.id
        alone = parcel.flow is not None and not parcel.flow.in_round
        self._conversation = one.conversation_id if alone else None
        """None where it may belong to a team's round: no log says when a step of a sheet was taken."""
        self._about = about(
            channel=channel, conversation=self._conversation, turn=one.turn if self._conversation else None,
            delivery=one.id,
        )  # fmt: skip
        self._since, parent = traced.answers(one.id)
        self._span_of = traced.span("delivery", parent, channel=channel, kind=one.kind)

    def __enter__(self) -> Self:
        self._about.__enter__()
        self._span = self._span_of.__enter__()
        self._span.set("conversation", self._conversation)
        return self

    def came_to(self, outcome: Outcome, *, gone: bool) -> Outcome:
        """It ended. *gone*: nothing is kept of the person any more."""
        result = Delivered.GONE if gone else _DELIVERED[outcome.fate]
        counted.delivered(self._channel, result)
        self._span.set("outcome", result.value)
        if self._since is not None and outcome.fate is Fate.SENT:
            counted.answered(self._channel, self._since)
        if outcome.fate not in _OPEN:
            traced.is_answered(self._delivery)
        _LOG.debug("a message was tried: %s", result.value)
        return outcome

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._span_of.__exit__(kind, error, trace)
        self._about.__exit__(kind, error, trace)
