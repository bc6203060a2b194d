"""One input, one step: `step(flow, state, input) → (state, events)`.

Theory of operation. What an input does depends on the conversation's *status*: `TRANSITIONS` says for
every status which inputs mean something there, and which verb handles them. A missing entry is the fact
`Ignored`, never an error. Two rules hold for every verb:

1. Answers are the only facts. After any change the path is walked anew from the top (`arrival`); what is
   open, what is said and what the result is follow from it. Nothing is added up on the way.
2. The turn is raised exactly when what is open changes, ticks included. A button carries the turn it was
   shown in, so a press from an earlier turn is known to be stale: nothing changes, and the open question is
   shown again. Fingers are quicker than messages are redrawn: within a multi question another tick, a whole
   selection and *Done* are good from the turn in which it was opened (`State.opened`).

    NEW ── Start ──► ASKING ◄── Back, Change · any answer ──► CHANGING
                      │   ▲
         Pause, Stop  ▼   │  Start, or an answer
                PAUSED, STOPPED          ── Expire, from all of these ──► EXPIRED
                      │
        (last answer) ▼
          FINISHED, OFFERING, SCREENED_OUT   ── Back, Change ──► CHANGING

A conversation that is over is never begun anew: whoever holds conversations makes a new one.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias

from bot.definition.model import Flow
from bot.engine import answering, lives, looks, moves, refusing, returning
from bot.engine.arrival import Stepped
from bot.engine.events import Ignored
from bot.engine.inputs import (
    Accept,
    Back,
    Change,
    Decline,
    Done,
    Expire,
    Help,
    Input,
    Pause,
    Remind,
    Restart,
    Review,
    Select,
    ShowResult,
    ShowWorkings,
    Skip,
    Speak,
    Start,
    Stop,
    Tap,
    Typed,
)
from bot.engine.plan import Plan, plan_of
from bot.engine.state import State, Status

Verb: TypeAlias = Callable[[Plan, State, Any], Stepped]
"""Takes exactly the kind of input it stands beside in the table."""
Row: TypeAlias = Mapping[type[Input], Verb]


def step(flow: Flow, state: State, taken: Input) -> Stepped:
    """The next state and what happened. Pure; any input is fine in any status."""
    verb = TRANSITIONS[state.status].get(type(taken))
    return (state, (Ignored(),)) if verb is None else verb(plan_of(flow), state, taken)


_LOOKS: Final[Row] = {
    Help: looks.help_,
    Review: looks.review,
    ShowResult: looks.show_result,
    ShowWorkings: looks.show_workings,
    Speak: looks.speak,
}
_QUESTION_OPEN: Final[Row] = {
    **_LOOKS,
    Start: lives.go_on,
    Tap: answering.tap,
    Select: answering.select,
    Done: answering.done,
    Typed: answering.typed,
    Skip: answering.skip,
    Back: moves.back,
    Change: moves.change,
    Accept: refusing.stale,
    Decline: refusing.stale,
    Restart: lives.restart,
    Pause: lives.pause,
    Stop: lives.stop,
    Remind: lives.remind,
    Expire: lives.expire,
}
_AWAY: Final[Row] = {
    **_LOOKS,
    Start: lives.come_back,
    Tap: returning.first(answering.tap),
    Select: returning.first(answering.select),
    Done: returning.first(answering.done),
    Typed: returning.typed,
    Skip: returning.first(answering.skip),
    Back: returning.first(moves.back),
    Change: moves.change,
    Accept: refusing.stale,
    Decline: refusing.stale,
    Restart: lives.restart,
    Stop: lives.stop,
    Expire: lives.expire,
}
_OVER: Final[Row] = {
    **_LOOKS,
    Start: looks.start_over,
    Tap: answering.tap_late,
    Select: refusing.closed,
    Done: refusing.closed,
    Typed: refusing.nothing_open,
    Skip: refusing.closed,
    Back: moves.back,
    Change: moves.change,
    Accept: refusing.closed,
    Decline: refusing.closed,
}

TRANSITIONS: Final[Mapping[Status, Row]] = {
    Status.NEW: {Start: lives.start, Expire: lives.expire},
    Status.ASKING: _QUESTION_OPEN,
    Status.CHANGING: _QUESTION_OPEN,
    Status.PAUSED: {**_AWAY, Remind: lives.remind},
    Status.STOPPED: _AWAY,
    Status.OFFERING: {
        **_OVER,
        Accept: moves.accept,
        Decline: moves.decline,
        Typed: moves.reply_to_offer,
        Stop: moves.decline_by_stopping,
    },
    Status.FINISHED: _OVER,
    Status.SCREENED_OUT: {**_OVER, Start: refusing.closed},
    Status.EXPIRED: {
        **dict.fromkeys((Help, Review, ShowResult, ShowWorkings), refusing.closed),
        **dict.fromkeys((Start, Tap, Select, Done, Typed, Skip), refusing.closed),
        **dict.fromkeys((Back, Change, Accept, Decline), refusing.closed),
    },
}
