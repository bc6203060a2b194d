"""Saying no without changing anything: the reason, and what is open shown again."""

from bot.engine.arrival import Stepped, ask_again
from bot.engine.events import Refusal, Refused
from bot.engine.inputs import Input
from bot.engine.plan import Plan
from bot.engine.state import State


def refuse(plan: Plan, state: State, why: Refusal) -> Stepped:
    """The state as it was, and why."""
    return state, (Refused(why), *ask_again(plan, state))


def stale(plan: Plan, state: State, _: Input) -> Stepped:
    """A button whose time has passed."""
    return refuse(plan, state, Refusal.STALE)


def closed(plan: Plan, state: State, _: Input) -> Stepped:
    """A press, but the conversation is over."""
    return refuse(plan, state, Refusal.CLOSED)


def nothing_open(plan: Plan, state: State, _: Input) -> Stepped:
    """Words, but no question waits for any."""
    return refuse(plan, state, Refusal.NOTHING_OPEN)
