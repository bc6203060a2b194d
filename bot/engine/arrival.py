"""Where a person arrives after a change: what is said on the way, the result, the next question.

Every verb that changes answers ends here, so the path is walked in one place and nothing is kept that follows
from it.
"""

from dataclasses import replace
from functools import lru_cache
from typing import Final, TypeAlias

from bot.definition.answer import SKIPPED, Answer
from bot.definition.model import Kind, Next
from bot.definition.texts import Text
from bot.engine.events import (
    Accepted,
    AlreadyKnown,
    Asked,
    Ended,
    Event,
    Finished,
    Offered,
    ResultShown,
    Said,
)
from bot.engine.path import Path, Scored, first_of_block, walk
from bot.engine.plan import Ask, Close, Plan, Show, Tell
from bot.engine.progress import progress
from bot.engine.result import Result, result_of
from bot.engine.scored import at_result_again
from bot.engine.state import State, Status

Stepped: TypeAlias = tuple[State, tuple[Event, ...]]
Given: TypeAlias = tuple[tuple[str, Answer], ...]
PATHS_KEPT: Final = 128
"""For the turns under way; a path is a list or two."""


def path_of(plan: Plan, state: State) -> Path:
    """The path of the answers in *state*: several look at it in one turn, and it is walked once for them."""
    return _walked(plan, tuple(state.answers.items()), tuple(state.carried.items()), _kept(state))


@lru_cache(maxsize=PATHS_KEPT)
def _walked(plan: Plan, answers: Given, carried: Given, kept: Given) -> Path:
    return walk(plan, dict(answers), dict(carried), at_result_again, kept=dict(kept))


def _kept(state: State) -> Given:
    return tuple((question, one.answer) for question, one in state.kept.items())


def answered_count(plan: Plan, state: State) -> int:
    """Questions that have an answer on the path, skips and inferred ones aside."""
    path = path_of(plan, state)
    return sum(path.answers.get(question, SKIPPED) is not SKIPPED for question in path.asked)


def arrive(plan: Plan, state: State, *before: Event) -> Stepped:
    """The state after an answer changed: the path is walked to the next open question or to its end."""
    passed: list[Result] = []

    def at_result(plan: Plan, path: Path) -> Scored:
        path.scored = at_result_again(plan, path)
        passed.append(result_of(plan, path, state.answers))
        return path.scored

    path = walk(plan, state.answers, state.carried, at_result, kept=dict(_kept(state)))
    turn = state.turn + 1
    state = replace(state, ticks=(), turn=turn, opened=turn, last_tick="")
    state, told = _tell(plan, state, path, passed[0] if passed else None)
    state, known = _recall(state, path)
    told = (*told, *known)
    if path.open is not None:
        state = replace(state, status=Status.ASKING, open=path.open.question.id)
        return state, (*before, *told, ask(plan, state, path, path.open))
    state, closing = _finish(plan, state, path)
    return state, (*before, *told, *closing)


def reopen(plan: Plan, state: State, path: Path, question: str, *before: Event) -> Stepped:
    """A question that has an answer is open again; the answer stays until another is given."""
    step = plan.asks[question]
    answer = path.answers.get(question)
    ticks = answer if step.question.kind is Kind.MULTI and isinstance(answer, tuple) else ()
    turn = state.turn + 1
    state = replace(
        state,
        status=Status.CHANGING,
        open=question,
        ticks=ticks,
        turn=turn,
        opened=turn,
        last_tick="",
        offer=None,
    )
    return state, (*before, ask(plan, state, path, step))


def ask_again(plan: Plan, state: State) -> tuple[Event, ...]:
    """The open question or offer once more, when there is one. Nothing has moved on."""
    path = path_of(plan, state)
    if state.status is Status.OFFERING:
        return offer(result_of(plan, path, state.answers))
    if state.open is None:
        return ()
    return (replace(ask(plan, state, path, plan.asks[state.open]), again=True),)


def ask(plan: Plan, state: State, path: Path, step: Ask) -> Asked:
    """The event of *step* being open in *state*."""
    question = step.question
    return Asked(
        question=question.id,
        text=step.wording(path.known()),
        block=step.block.id if step.block is not None and first_of_block(path, step, plan) else None,
        progress=progress(plan, path, step, {*state.carried, *state.kept}),
        can_go_back=path.asked[0] != question.id or state.set_aside is not None,
        ticks=state.ticks,
        before=path.answers.get(question.id),
    )


def _tell(plan: Plan, state: State, path: Path, result: Result | None) -> Stepped:
    """What was passed on the way and not shown before: words, and the result when it is new."""
    if not path.told:
        return state, ()
    events: list[Event] = []
    for step in path.told:
        if isinstance(step, Show):
            if result is not None and result.fingerprint() != state.passed:
                state, shown = _show(plan, state, path, result, step.text)
                events.extend(shown)
        elif step.number not in state.seen:
            events.append(_words(step, path))
    return replace(state, seen=state.seen.union(step.number for step in path.told)), tuple(events)


def _recall(state: State, path: Path) -> Stepped:
    """Kept answers that the person comes past for the first time: they are to see what is known."""
    new = tuple(question for question in path.kept if question not in state.recalled)
    if not new:
        return state, ()
    return replace(state, recalled=state.recalled.union(new)), (AlreadyKnown(new),)


def _words(step: Tell | Close, path: Path) -> Event:
    if isinstance(step, Close):
        return Ended(step.text, screened_out=path.screened_out)
    return Said(step.text)


def _show(plan: Plan, state: State, path: Path, result: Result, opening: Text) -> Stepped:
    """The result at its step. When the path is at its end, the final one is shown there instead."""
    mark = result.fingerprint()
    state = replace(state, passed=mark)
    if plan.flow.in_round or (path.open is None and state.shown):
        return state, ()
    changed = bool(state.shown)
    return replace(state, shown=mark), (ResultShown(result, opening, changed),)


def _finish(plan: Plan, state: State, path: Path) -> Stepped:
    """Nothing is left to ask: the result if it is not the one shown last, then what to go on with."""
    if path.screened_out:
        return replace(state, status=Status.SCREENED_OUT, open=None), ()
    if plan.flow.in_round:
        return replace(state, status=Status.FINISHED, open=None), (Finished(path.complete),)
    events: list[Event] = []
    result = result_of(plan, path, state.answers)
    mark = result.fingerprint()
    if mark != state.shown:
        events.append(ResultShown(result, opening_of(path), changed=bool(state.shown)))
    events.append(Finished(result.complete))
    state = replace(state, status=Status.FINISHED, open=None, shown=mark)
    if result.offer is None:
        return state, tuple(events)
    if result.offer.text is None:
        return state, (*events, accepted(path, result.offer))
    state = replace(state, status=Status.OFFERING, offer=result.offer.flow)
    return state, (*events, *offer(result))


def offer(result: Result) -> tuple[Event, ...]:
    """The event of offering the next flow, when there is one to be asked about."""
    entry = result.offer
    return () if entry is None or entry.text is None else (Offered(entry.flow, entry.text),)


def opening_of(path: Path) -> Text | None:
    """The flow's opening line of the result, when its step was passed."""
    return next((step.text for step in path.told if isinstance(step, Show)), None)


def accepted(path: Path, entry: Next) -> Accepted:
    """The event of going on with *entry*: what is handed over are answers with a value."""
    carried: list[tuple[str, Answer]] = [
        (question, path.answers[question])
        for question in entry.carry
        if path.answers.get(question, SKIPPED) is not SKIPPED
    ]
    return Accepted(entry.flow, tuple(carried))
