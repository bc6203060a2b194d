"""The engine's snapshot of one conversation: where in its life, what is open, what was answered.

Answers are the only facts; the path, the progress and the score follow from them and are never kept.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from types import MappingProxyType

import orjson

from bot.definition.answer import Answer, Answers, Recalled, decode, encode

NO_ANSWERS: Answers = MappingProxyType({})
NOTHING_KEPT: Mapping[str, Recalled] = MappingProxyType({})


class Status(Enum):
    """Where in its life a conversation is."""

    NEW = "new"
    """Made, but nothing was shown yet."""
    ASKING = "asking"
    """The first question without an answer is open."""
    CHANGING = "changing"
    """A question that has an answer is open again: after *back* or *change*."""
    PAUSED = "paused"
    """Put off by the person; reminders may come."""
    STOPPED = "stopped"
    """Ended by the person, who may still come back to it."""
    OFFERING = "offering"
    """Finished, and another flow is offered."""
    FINISHED = "finished"
    """Nothing is left to ask."""
    SCREENED_OUT = "screened_out"
    """An `end` came before the result: there is none."""
    EXPIRED = "expired"
    """Time ran out. Closed for good."""


@dataclass(frozen=True, slots=True)
class State:
    """A conversation between two inputs."""

    status: Status = Status.NEW
    turn: int = 0
    """Raised whenever what is open changes; buttons carry it."""
    language: str = "en"
    answers: Answers = field(default_factory=lambda: NO_ANSWERS)
    """What the person gave, skips included, in the order of giving; parked ones too."""
    carried: Answers = field(default_factory=lambda: NO_ANSWERS)
    """What the flow before handed over."""
    kept: Mapping[str, Recalled] = field(default_factory=lambda: NOTHING_KEPT)
    """What was known from earlier conversations when this one began, without what was said anew here."""
    recalled: frozenset[str] = frozenset()
    """Questions of `kept` of which the person was told that their answer is known."""
    open: str | None = None
    """The question that is shown."""
    ticks: tuple[str, ...] = ()
    """Choices ticked so far in the open multi question."""
    opened: int = 0
    """The turn in which the open question was opened, or in which a selection was kept otherwise than it was
    asked for; ticks raise the turn beyond it.
    """
    last_tick: str = ""
    """The choice whose tick was changed last by a tap of its own; "" after a whole selection."""
    seen: frozenset[int] = frozenset()
    """Numbers of the say, result and end steps that were shown."""
    shown: str = ""
    """Fingerprint of the result shown last; "" before the first."""
    passed: str = ""
    """Fingerprint of the result when its step was passed last; answers after it may have moved `shown` on."""
    offer: str | None = None
    """The flow that is offered."""
    set_aside: Answers | None = None
    """The answers before a restart, until something new is answered."""

    def __post_init__(self) -> None:
        asking = self.status in (Status.ASKING, Status.CHANGING)
        if asking and self.open is None:
            raise ValueError(f"a conversation that is {self.status.value} has an open question")
        if (self.status is Status.OFFERING) is not (self.offer is not None):
            raise ValueError("a flow is offered in the status `offering`, and only there")
        if self.ticks and self.open is None:
            raise ValueError("ticks belong to an open question")


OPEN = frozenset({Status.ASKING, Status.CHANGING, Status.PAUSED})
"""A question waits for an answer."""
CLOSED = frozenset({Status.FINISHED, Status.SCREENED_OUT, Status.EXPIRED, Status.OFFERING})
"""Nothing more is asked unless the person changes an answer or begins anew."""


def to_json(state: State) -> str:
    """The state as compact JSON text; `from_json` gives it back unchanged."""
    kept = {question: _recalled(one) for question, one in state.kept.items()}
    about_kept = {"kept": kept, "recalled": sorted(state.recalled)} if kept or state.recalled else {}
    return orjson.dumps(
        {
            "status": state.status.value,
            "turn": state.turn,
            "language": state.language,
            "answers": _encoded(state.answers),
            "carried": _encoded(state.carried),
            "open": state.open,
            "ticks": state.ticks,
            "opened": state.opened,
            "last_tick": state.last_tick,
            "seen": sorted(state.seen),
            "shown": state.shown,
            "passed": state.passed,
            "offer": state.offer,
            "set_aside": None if state.set_aside is None else _encoded(state.set_aside),
            **about_kept,
        }
    ).decode()


def from_json(text: str) -> State:
    """The state kept as JSON text. ValueError, KeyError or TypeError when it is none of ours."""
    kept = orjson.loads(text)
    return State(
        status=Status(kept["status"]),
        turn=int(kept["turn"]),
        language=str(kept["language"]),
        answers=_decoded(kept["answers"]),
        carried=_decoded(kept["carried"]),
        open=kept["open"],
        ticks=tuple(kept["ticks"]),
        opened=int(kept["opened"]),
        last_tick=str(kept["last_tick"]),
        seen=frozenset(kept["seen"]),
        shown=str(kept["shown"]),
        passed=str(kept["passed"]),
        offer=kept["offer"],
        set_aside=None if kept["set_aside"] is None else _decoded(kept["set_aside"]),
        kept={
            question: Recalled(decode(value), date.fromisoformat(day))
            for question, (value, day) in kept.get("kept", {}).items()
        },
        recalled=frozenset(kept.get("recalled", ())),
    )


def _recalled(one: Recalled) -> tuple[object, str]:
    return encode(one.answer), one.given_on.isoformat()


def _encoded(answers: Answers) -> dict[str, object]:
    return {question: encode(answer) for question, answer in answers.items()}


def _decoded(kept: Mapping[str, object]) -> dict[str, Answer]:
    return {question: decode(value) for question, value in kept.items()}
