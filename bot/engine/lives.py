"""Verbs of a conversation's life: start, go on, pause, stop, begin again, be reminded, run out of time."""

from dataclasses import replace

from bot.definition.answer import Answer, Blank, Recalled
from bot.definition.model import Kind
from bot.definition.texts import best_language
from bot.engine.arrival import Stepped, answered_count, arrive, ask_again
from bot.engine.events import Expired, Paused, Reminded, Restarted, Resumed, Started, Stopped
from bot.engine.inputs import Expire, Pause, Remind, Restart, Start, Stop
from bot.engine.plan import Plan
from bot.engine.state import State, Status


def start(plan: Plan, state: State, taken: Start) -> Stepped:
    """The first words and the first question. Carried and kept answers that do not fit are asked."""
    state = replace(
        state,
        language=best_language(taken.language, plan.flow.languages),
        carried=_fitting(plan, taken),
        kept=_known(plan, taken),
    )
    return arrive(plan, state, Started())


def go_on(plan: Plan, state: State, _: Start) -> Stepped:
    """Back to the first question without an answer; an answer that was about to be changed stays."""
    resumed = Resumed(answered_count(plan, state))
    if state.status is Status.CHANGING:
        return arrive(plan, state, resumed)
    return state, (resumed, *ask_again(plan, state))


def come_back(plan: Plan, state: State, _: Start) -> Stepped:
    """From a pause, or after stopping: the question that was open is open."""
    state = reopened(state)
    return state, (Resumed(answered_count(plan, state)), *ask_again(plan, state))


def restart(plan: Plan, state: State, _: Restart) -> Stepped:
    """From the beginning; the answers are set aside until something new is answered. What is known stays."""
    count = answered_count(plan, state) if state.answers else 0
    fresh = State(
        turn=state.turn,
        language=state.language,
        carried=state.carried,
        kept=state.kept,
        set_aside=state.answers or state.set_aside,
    )
    return arrive(plan, fresh, Restarted(count))


def pause(plan: Plan, state: State, _: Pause) -> Stepped:
    """Later. What is open stays open, so an old button still works."""
    return replace(state, status=Status.PAUSED), (Paused(answered_count(plan, state)),)


def stop(plan: Plan, state: State, _: Stop) -> Stepped:
    """No more of this. The way back stays open."""
    return replace(state, status=Status.STOPPED), (Stopped(answered_count(plan, state)),)


def expire(plan: Plan, state: State, _: Expire) -> Stepped:
    """Time ran out; what was answered is kept as incomplete."""
    closed = replace(state, status=Status.EXPIRED, open=None, ticks=(), turn=state.turn + 1)
    return closed, (Expired(answered_count(plan, state)),)


def remind(plan: Plan, state: State, _: Remind) -> Stepped:
    """A word about the open question. Its buttons, here and in the old message, both work."""
    return state, (Reminded(answered_count(plan, state)), *ask_again(plan, state))


def reopened(state: State) -> State:
    """*state* as it was before the pause or stop."""
    changing = any(state.open in known for known in (state.answers, state.carried, state.kept))
    return replace(state, status=Status.CHANGING if changing else Status.ASKING)


def _fitting(plan: Plan, taken: Start) -> dict[str, Answer]:
    """A consent holds for one purpose in one flow, so it is never handed over."""
    fitting: dict[str, Answer] = {}
    for question, value in taken.carried.items():
        step = plan.asks.get(question)
        if step is None or step.question.kind is Kind.CONSENT:
            continue
        answer = step.fit(value)
        if answer is not None:
            fitting[question] = answer
    return fitting


def _known(plan: Plan, taken: Start) -> dict[str, Recalled]:
    """What is kept, of questions that ask for it; a blank is no answer that anybody needs to keep."""
    known: dict[str, Recalled] = {}
    for question, recalled in taken.kept.items():
        step = plan.asks.get(question)
        if step is None or step.question.keep is None:
            continue
        answer = step.fit(recalled.answer)
        if answer is not None and not isinstance(answer, Blank):
            known[question] = Recalled(answer, recalled.given_on)
    return known
