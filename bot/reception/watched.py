"""A turn, as operators see it: how long it took, what came of it, and what its lines in the log are about."""

import logging
from time import perf_counter
from types import TracebackType
from typing import Final, Self

from bot.store.errors import StoreError
from bot.turn.arrived import Arrived, Turn
from bot.watching import counted, traced
from bot.watching.about import about, in_conversation, now_about
from bot.watching.counted import Input
from bot.watching.seldom import Seldom

_LOG: Final = logging.getLogger(__name__)
SLOW_SECONDS: Final = 2.0
"""What a turn may take before that is worth a line."""
_SLOW: Final = Seldom(1.0)
"""A slow disk makes all of them slow."""


class watched:  # noqa: N801  # read as a word: `with watched("slack", arrived) as watch:`
    """One turn; its transaction begins at once."""

    __slots__ = ("_about", "_began", "_channel", "_ended", "_new", "_span", "_span_of")

    def __init__(self, channel: str, arrived: Arrived) -> None:
        self._channel = channel
        update = arrived.update.external_id
        here = now_about()
        self._new = about(channel=channel, update=update) if here is None or here.update is None else None
        self._span_of = traced.span("turn", channel=channel)
        self._ended = False

    def __enter__(self) -> Self:
        if self._new is not None:
            self._new.__enter__()
        self._span = self._span_of.__enter__()
        self._began = perf_counter()
        return self

    def taken(self, turn: Turn) -> Turn:
        """It is committed."""
        seconds = perf_counter() - self._began
        counted.transaction(self._channel, seconds)
        if seconds > SLOW_SECONDS and _SLOW.is_due():
            _LOG.warning("a turn took %.1f seconds: the database is slow, or its disk", seconds)
        in_round = turn.flow is not None and turn.flow.in_round  # its steps are nobody's, in no log either
        if turn.conversation is not None and turn.state is not None and not in_round:
            in_conversation(turn.conversation, turn.state.turn)
        outcome = Input.TAKEN
        if turn.duplicate:
            outcome = Input.DUPLICATE
        elif turn.refused is not None:
            outcome = Input.REFUSED_BUTTON
        self._end(outcome)
        return turn

    def poisoned(self) -> None:
        """It met a mistake of ours."""
        self._end(Input.POISONED)

    def _end(self, outcome: Input) -> None:
        self._ended = True
        counted.input_taken(self._channel, outcome)
        self._span.set("outcome", outcome.value)
        _LOG.debug("a turn was taken: %s", outcome.value)
        here = now_about()
        if here is not None:
            self._span.set("conversation", here.conversation)
            self._span.set("turn", here.turn)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if isinstance(error, StoreError) and not self._ended:
            self._end(Input.NOT_NOW)
        self._span_of.__exit__(kind, error, trace)
        if self._new is not None:
            self._new.__exit__(kind, error, trace)
