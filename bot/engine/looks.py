"""Verbs that look without moving on: help, my answers, my result, how it was computed, another language."""

from dataclasses import replace

from bot.definition.answer import SKIPPED
from bot.engine.arrival import Stepped, ask_again, opening_of, path_of
from bot.engine.events import Finished, Helped, LanguageChanged, Refusal, ResultShown, Reviewed, WorkingsShown
from bot.engine.inputs import Help, Review, ShowResult, ShowWorkings, Speak, Start
from bot.engine.path import Path
from bot.engine.plan import Plan
from bot.engine.refusing import refuse
from bot.engine.result import Result, result_of
from bot.engine.state import CLOSED, State


def help_(plan: Plan, state: State, _: Help) -> Stepped:
    """What the open question wants."""
    return state, (Helped(state.open), *ask_again(plan, state))


def review(plan: Plan, state: State, _: Review) -> Stepped:
    """The answers on the path, then what is open."""
    path = path_of(plan, state)
    answers = [(question, path.answers[question]) for question in plan.asks if question in path.answers]
    if all(answer is SKIPPED for _, answer in answers):
        return refuse(plan, state, Refusal.NOTHING_TO_CHANGE)
    return state, (Reviewed(tuple(answers), frozenset(path.inferred)), *ask_again(plan, state))


def show_result(plan: Plan, state: State, _: ShowResult) -> Stepped:
    """The result of the answers so far, once there is one."""
    path = path_of(plan, state)
    result = _result(plan, state, path)
    if result is None:
        return refuse(plan, state, Refusal.NO_RESULT_YET)
    return state, (ResultShown(result, opening_of(path)), *ask_again(plan, state))


def start_over(plan: Plan, state: State, _: Start) -> Stepped:
    """Beginning what is finished shows its result. In a round there is none: it says once more that all is
    done.
    """
    if plan.flow.in_round:
        return state, (Finished(path_of(plan, state).complete),)
    return show_result(plan, state, ShowResult())


def show_workings(plan: Plan, state: State, _: ShowWorkings) -> Stepped:
    """How that result was computed."""
    result = _result(plan, state, path_of(plan, state))
    if result is None:
        return refuse(plan, state, Refusal.NO_RESULT_YET)
    return state, (WorkingsShown(result), *ask_again(plan, state))


def speak(plan: Plan, state: State, taken: Speak) -> Stepped:
    """Other words from now on. Answers are ids, so nothing else changes; buttons stay good."""
    if taken.language not in plan.flow.languages:
        return refuse(plan, state, Refusal.UNKNOWN_LANGUAGE)
    state = replace(state, language=taken.language)
    return state, (LanguageChanged(taken.language), *ask_again(plan, state))


def _result(plan: Plan, state: State, path: Path) -> Result | None:
    """A page on the way never shows scores before the result."""
    if plan.flow.in_round or path.screened_out:
        return None
    if not (path.result_passed or (state.status in CLOSED and state.shown)):
        return None
    return result_of(plan, path, state.answers)
