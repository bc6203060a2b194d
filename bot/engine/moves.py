"""Verbs that move: back, to an earlier answer, on to another flow."""

from dataclasses import replace

from bot.definition.model import Kind, Question
from bot.definition.texts import Text
from bot.engine.answers import Understood, read
from bot.engine.arrival import Stepped, accepted, arrive, path_of, reopen
from bot.engine.events import Declined, Refusal, RestartUndone, WentBack
from bot.engine.inputs import Accept, Back, Change, Decline, Stop, Typed
from bot.engine.path import Path
from bot.engine.plan import Plan
from bot.engine.refusing import refuse
from bot.engine.state import State, Status

_YES_OR_NO = Question(id="offer", kind=Kind.CONSENT, text=Text({"en": "offer"}))
"""Reads yes and no, as a consent does."""


def back(plan: Plan, state: State, taken: Back) -> Stepped:
    """The question before is open again. Before the first one, a restart is undone."""
    if taken.turn not in (None, state.turn):
        return refuse(plan, state, Refusal.STALE)
    path = path_of(plan, state)
    before = _before(path, state.open)
    if before is not None:
        return reopen(plan, state, path, before, WentBack(before))
    if state.set_aside is None:
        return refuse(plan, state, Refusal.NO_WAY_BACK)
    restored = replace(state, answers=state.set_aside, set_aside=None)
    return arrive(plan, restored, RestartUndone(len(restored.answers)))


def change(plan: Plan, state: State, taken: Change) -> Stepped:
    """An earlier question is asked once more; its answer stays until another is given."""
    if taken.turn not in (None, state.turn):
        return refuse(plan, state, Refusal.STALE)
    path = path_of(plan, state)
    if taken.question not in path.asked or taken.question not in path.answers:
        return refuse(plan, state, Refusal.NOT_ANSWERED)
    return reopen(plan, state, path, taken.question)


def accept(plan: Plan, state: State, taken: Accept) -> Stepped:
    """Yes to the flow that is offered."""
    if taken.turn not in (None, state.turn):
        return refuse(plan, state, Refusal.STALE)
    entry = next(entry for entry in plan.flow.next if entry.flow == state.offer)
    return _settled(state), (accepted(path_of(plan, state), entry),)


def decline(plan: Plan, state: State, taken: Decline) -> Stepped:
    """Later."""
    if taken.turn not in (None, state.turn):
        return refuse(plan, state, Refusal.STALE)
    return _settled(state), (Declined(str(state.offer)),)


def decline_by_stopping(plan: Plan, state: State, _: Stop) -> Stepped:
    """Who wants no more of this wants no other flow either."""
    return decline(plan, state, Decline())


def reply_to_offer(plan: Plan, state: State, taken: Typed) -> Stepped:
    """Yes or no in words."""
    reply = read(_YES_OR_NO, taken.text, state.language)
    if not isinstance(reply, Understood):
        return refuse(plan, state, Refusal.NOTHING_OPEN)
    return accept(plan, state, Accept()) if reply.answer is True else decline(plan, state, Decline())


def _before(path: Path, opened: str | None) -> str | None:
    """The question asked before *opened*; before nothing, the last one."""
    place = len(path.asked) if opened is None else path.asked.index(opened)
    return path.asked[place - 1] if place else None


def _settled(state: State) -> State:
    return replace(state, status=Status.FINISHED, offer=None, turn=state.turn + 1)
