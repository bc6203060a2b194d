"""Whoever answers after a pause or a stop is back: no command is needed first."""

from collections.abc import Callable
from typing import TypeVar

from bot.engine.answering import typed as answer_in_words
from bot.engine.arrival import Stepped
from bot.engine.events import NotTaken
from bot.engine.inputs import Start, Typed
from bot.engine.lives import come_back, reopened
from bot.engine.plan import Plan
from bot.engine.state import State

Taken = TypeVar("Taken")


def first(verb: Callable[[Plan, State, Taken], Stepped]) -> Callable[[Plan, State, Taken], Stepped]:
    """*verb*, on the conversation as it was before the pause."""

    def returned(plan: Plan, state: State, taken: Taken) -> Stepped:
        return verb(plan, reopened(state), taken)

    return returned


def typed(plan: Plan, state: State, taken: Typed) -> Stepped:
    """Words that answer the open question are its answer; any others only say that the person is back."""
    stepped = answer_in_words(plan, reopened(state), taken)
    if any(isinstance(event, NotTaken) for event in stepped[1]):
        return come_back(plan, state, Start())
    return stepped
