"""Verbs that answer the open question: by a tap, by ticks and *Done*, by typed words, by leaving it out."""

from dataclasses import replace

from bot.definition.answer import DONT_KNOW, SKIPPED, Answer
from bot.definition.model import OWN_WORDS, Choice, Kind, Question
from bot.engine.answers import NotUnderstood, read
from bot.engine.arrival import Stepped, arrive, ask_again, path_of
from bot.engine.events import Answered, NotTaken, Refusal, Refused, Ticked
from bot.engine.inputs import Done, Select, Skip, Tap, Typed
from bot.engine.plan import Plan
from bot.engine.refusing import refuse
from bot.engine.state import State


def tap(plan: Plan, state: State, taken: Tap) -> Stepped:
    """A choice was pressed: it is the answer, or in a multi question a tick more or less."""
    if taken.turn != state.turn and not _is_another_tick(plan, state, taken):
        return refuse(plan, state, Refusal.REPEATED if _was_taken(plan, state, taken) else Refusal.STALE)
    question = _open_question(plan, state)
    if taken.question != question.id:
        return refuse(plan, state, Refusal.UNKNOWN_BUTTON)
    if question.kind is Kind.MULTI and question.choice(taken.choice):
        return _tick(plan, state, question, taken.choice)
    answer = _pressed(question, taken.choice)
    if answer is None:
        return refuse(plan, state, Refusal.UNKNOWN_BUTTON)
    return record(plan, state, question, answer)


def tap_late(plan: Plan, state: State, taken: Tap) -> Stepped:
    """A choice was pressed, but the conversation is over. The tap that ended it, come twice, is no more than
    that: what it came to stands there.
    """
    if _was_taken(plan, state, taken):
        return state, (Refused(Refusal.REPEATED),)
    return refuse(plan, state, Refusal.CLOSED)


def select(plan: Plan, state: State, taken: Select) -> Stepped:
    """The ticks are these. Where `alone` makes them others, what shows them has to be drawn afresh."""
    if taken.turn != state.opened:
        return refuse(plan, state, Refusal.STALE)
    question = _open_question(plan, state)
    asked = set(taken.choices)
    if not _is_multi(question, taken.question) or not asked <= {choice.id for choice in question.choices}:
        return refuse(plan, state, Refusal.UNKNOWN_BUTTON)
    if asked == set(state.ticks):
        return refuse(plan, state, Refusal.REPEATED)
    ticks, turn = _selected(question, state.ticks, asked), state.turn + 1
    opened = state.opened if set(ticks) == asked else turn
    state = replace(state, ticks=ticks, turn=turn, opened=opened, last_tick="")
    return state, (Ticked(question.id, ticks), *ask_again(plan, state))


def done(plan: Plan, state: State, taken: Done) -> Stepped:
    """The ticks are the answer: those that are read where it is pressed, where that is told. What cannot be
    kept as it is read there is drawn afresh first.
    """
    if not state.opened <= taken.turn <= state.turn:
        return refuse(plan, state, Refusal.STALE)
    question = _open_question(plan, state)
    if not _is_multi(question, taken.question):
        return refuse(plan, state, Refusal.UNKNOWN_BUTTON)
    asked = set(taken.choices or state.ticks)
    if not asked:
        return refuse(plan, state, Refusal.NOTHING_TICKED)
    ticks = _selected(question, state.ticks, asked)
    if set(ticks) != asked:
        return select(plan, state, Select(state.opened, question.id, taken.choices))
    return record(plan, state, question, ticks)


def typed(plan: Plan, state: State, taken: Typed) -> Stepped:
    """Words in place of a tap. What is not understood changes nothing: a wrong answer is worse than none."""
    question = _open_question(plan, state)
    read_as = read(question, taken.text, state.language)
    if isinstance(read_as, NotUnderstood):
        return state, (NotTaken(question.id, read_as), *ask_again(plan, state))
    return record(plan, state, question, read_as.answer, typed=True, sure=read_as.sure)


def skip(plan: Plan, state: State, taken: Skip) -> Stepped:
    """An optional question is left out."""
    if taken.turn not in (None, state.turn):
        return refuse(plan, state, Refusal.STALE)
    question = _open_question(plan, state)
    if not question.optional:
        return refuse(plan, state, Refusal.CANNOT_SKIP)
    return record(plan, state, question, SKIPPED)


def record(
    plan: Plan, state: State, question: Question, answer: Answer, *, typed: bool = False, sure: bool = True
) -> Stepped:
    """The answer is taken, and the path goes on from there."""
    earlier = {name: given for name, given in state.answers.items() if name != question.id}
    state = replace(state, answers={**earlier, question.id: answer}, set_aside=None)
    if state.kept:
        state = _without_taken_back(plan, state, question, answer)
    return arrive(plan, state, Answered(question.id, answer, typed, sure))


def _without_taken_back(plan: Plan, state: State, question: Question, answer: Answer) -> State:
    """The last word counts, also after a restart. Who does not agree takes back words of their own, but for
    those on the path: they stand under another consent, which was given in this conversation.
    """
    state = _not_known(state, {question.id})
    if question.kind is not Kind.CONSENT or answer is True:
        return state
    words = {name for name in state.kept if plan.asks[name].question.kind in OWN_WORDS}
    return _not_known(state, words.difference(path_of(plan, state).kept)) if words else state


def _not_known(state: State, gone: set[str]) -> State:
    kept = {name: one for name, one in state.kept.items() if name not in gone}
    return replace(state, kept=kept, recalled=state.recalled - gone)


def _open_question(plan: Plan, state: State) -> Question:
    return plan.asks[str(state.open)].question


def _is_multi(question: Question, meant: str) -> bool:
    """Is the open *question* the one that is *meant*, and does it take ticks?"""
    return meant == question.id and question.kind is Kind.MULTI


def _pressed(question: Question, choice: str) -> Answer | None:
    """The answer a button of *question* stands for; None when it has no such button."""
    if choice == DONT_KNOW.value:
        return DONT_KNOW if question.dont_know is not None else None
    if question.kind is Kind.CONSENT:
        return {"yes": True, "no": False}.get(choice)
    return choice if question.kind is Kind.CHOICE and question.choice(choice) else None


def _is_another_tick(plan: Plan, state: State, taken: Tap) -> bool:
    """Another choice of the open multi question, pressed before the tick of the last one was to be seen?

    Only the choice that was pressed last may be the same press once more.
    """
    if taken.question != state.open or not state.opened <= taken.turn < state.turn:
        return False
    question = _open_question(plan, state)
    is_choice = question.kind is Kind.MULTI and question.choice(taken.choice) is not None
    return is_choice and taken.choice != state.last_tick


def _was_taken(plan: Plan, state: State, taken: Tap) -> bool:
    """Is this the press that made the last turn, sent twice by a quick finger or a slow network?"""
    if taken.question not in plan.asks:
        return False
    question = plan.asks[taken.question].question
    if question.kind is Kind.MULTI and state.open == taken.question:
        return taken.choice == state.last_tick and taken.turn >= state.opened
    was_last = taken.turn == state.turn - 1
    return was_last and state.answers.get(taken.question) == _pressed(question, taken.choice)


def _tick(plan: Plan, state: State, question: Question, choice_id: str) -> Stepped:
    ticks = _ticked(question, state.ticks, choice_id)
    state = replace(state, ticks=ticks, turn=state.turn + 1, last_tick=choice_id)
    return state, (Ticked(question.id, ticks), *ask_again(plan, state))


def _selected(question: Question, ticks: tuple[str, ...], asked: set[str]) -> tuple[str, ...]:
    """What is kept of a selection, in the order of the file: what is new in it wins over what was ticked."""
    new = asked - set(ticks)
    alone = [choice.id for choice in question.choices if choice.alone]
    kept = [choice for choice in alone if choice in new][:1] or (asked - set(alone) if new else asked)
    return tuple(choice.id for choice in question.choices if choice.id in kept)


def _ticked(question: Question, ticks: tuple[str, ...], choice_id: str) -> tuple[str, ...]:
    """The ticks after one more press, in the order of the file; an `alone` choice keeps no company."""
    if choice_id in ticks:
        kept = set(ticks) - {choice_id}
    elif _find(question, choice_id).alone:
        kept = {choice_id}
    else:
        kept = {tick for tick in ticks if not _find(question, tick).alone} | {choice_id}
    return tuple(choice.id for choice in question.choices if choice.id in kept)


def _find(question: Question, choice_id: str) -> Choice:
    return next(choice for choice in question.choices if choice.id == choice_id)
