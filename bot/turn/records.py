"""What a turn leaves behind in rows: answers that changed, and the result when one was shown."""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from bot.definition.answer import SKIPPED, Answer, encode
from bot.definition.model import OWN_WORDS, Flow
from bot.engine.arrival import path_of
from bot.engine.document import document
from bot.engine.events import Answered, Event, ResultShown
from bot.engine.plan import plan_of
from bot.engine.result import Result
from bot.engine.state import State
from bot.present.scene import Scene
from bot.store.answers import StoredAnswer
from bot.store.columns import AnswerState
from bot.store.consents import StoredConsent
from bot.store.conversations import Conversation
from bot.store.results import StoredResult
from bot.turn.arrived import Surroundings


class Standing(NamedTuple):
    """One answer and how it stands."""

    answer: Answer
    state: AnswerState


def changed_answers(
    flow: Flow, before: State, after: State, *, asked_at: datetime, now: datetime
) -> list[StoredAnswer]:
    """The answers that differ between two states, as rows."""
    if (before.answers, before.carried, before.kept) == (after.answers, after.carried, after.kept):
        return []
    was, now_is = _Standings(flow, before), _Standings(flow, after)
    changed = [*_now_otherwise(was, now_is), *_no_longer(was, now_is, taken_back(flow, before, after))]
    return [
        StoredAnswer(
            question=question,
            value=encode(standing.answer),
            state=standing.state,
            turn=after.turn,
            answered_at=now,
            asked_at=asked_at if standing.state is AnswerState.GIVEN else None,
            private=flow.private or flow.by_id[question].kind in OWN_WORDS,
            profile=flow.by_id[question].profile,
        )
        for question, standing in changed
    ]


def taken_back(flow: Flow, before: State, after: State) -> frozenset[str]:
    """Words of their own that were known from earlier and are not any more: their rows are to go."""
    if before.kept == after.kept:
        return frozenset()
    there = {*after.answers, *after.carried, *after.kept}
    return frozenset(
        question
        for question in before.kept
        if question not in there and question in flow.by_id and flow.by_id[question].kind in OWN_WORDS
    )


def _now_otherwise(was: "_Standings", now_is: "_Standings") -> Iterator[tuple[str, Standing]]:
    for question in now_is.questions():
        if now_is.stands_as_in(was, question):
            continue
        standing = now_is.of(question)
        if standing is not None and standing != was.of(question):
            yield question, standing


def _no_longer(
    was: "_Standings", now_is: "_Standings", gone: frozenset[str]
) -> Iterator[tuple[str, Standing]]:
    """What was known, handed over or inferred, and has no place any more. What a person gave has one."""
    if not was.derived:
        return
    for question, answer in was.on_path.items():
        if question not in gone and now_is.of(question) is None:
            yield question, Standing(answer, AnswerState.PARKED)


def given_consents(
    flow: Flow,
    conversation: Conversation,
    state: State,
    events: Iterable[Event],
    around: Surroundings,
) -> Iterator[StoredConsent]:
    """Every yes or no that was said in a turn, with the words it was said to: also the same once more, which
    is the last word now. What only comes back, as after a restart that is undone, nobody has said.
    """
    for event in events:
        question = flow.by_id[event.question] if isinstance(event, Answered) else None
        if not isinstance(event, Answered) or question is None or question.purpose is None:
            continue
        scene = Scene(flow, state, around.operator)
        wording = scene.plan.asks[question.id].wording(scene.path.known())
        yield StoredConsent(
            id=around.new_id(),
            respondent_id=conversation.respondent_id,
            conversation_id=conversation.id,
            question=question.id,
            purpose=question.purpose.value,
            given=event.answer is True,
            wording=scene.filled(wording),
            link=question.link,
            language=state.language,
            flow=conversation.flow,
            channel=around.channel,
            created_at=around.now,
        )


def is_private(flow: Flow, state: State) -> bool:
    """Does the state hold words a person typed, or is all of it meant for their eyes?"""
    given = (*state.answers, *state.carried, *state.kept, *(state.set_aside or ()))
    return flow.private or any(
        question in flow.by_id and flow.by_id[question].kind in OWN_WORDS for question in given
    )


def shown_result(events: tuple[Event, ...]) -> Result | None:
    """The result that was shown last in a turn."""
    shown = [event.result for event in events if isinstance(event, ResultShown)]
    return shown[-1] if shown else None


def stored_result(flow: Flow, conversation: Conversation, result: Result, now: datetime) -> StoredResult:
    """The result as a row."""
    data = document(flow, result)
    overall = result.measured.overall
    return StoredResult(
        conversation_id=conversation.id,
        turn=conversation.turn,
        respondent_id=conversation.respondent_id,
        flow=conversation.flow,
        complete=result.complete,
        score=None if overall.shown is None else str(data["score"]),
        exact=None if overall.exact is None else str(overall.exact),
        level=result.verdict.level_id,
        document=json.dumps(data, ensure_ascii=False, separators=(",", ":")),
        created_at=now,
    )


class _Standings:
    """Every answer there is: on the path given, carried, kept or inferred; off it, or set aside, parked."""

    def __init__(self, flow: Flow, state: State) -> None:
        path = path_of(plan_of(flow), state)
        self.on_path = path.answers
        self._inferred, self._carried = frozenset(path.inferred), frozenset(path.carried)
        self._kept = frozenset(path.kept)
        self.derived = bool(path.inferred or path.carried or path.kept)
        self._off_path = {**(state.set_aside or {}), **state.answers}

    def questions(self) -> Iterator[str]:
        """Those on the path in its order, then the others."""
        yield from self.on_path
        yield from (question for question in self._off_path if question not in self.on_path)

    def stands_as_in(self, other: "_Standings", question: str) -> bool:
        """Is it on both paths with the same answer, plainly given? So are nearly all in every turn."""
        if self.derived or other.derived:
            return False
        answer = self.on_path.get(question)
        return answer is not None and answer == other.on_path.get(question)

    def of(self, question: str) -> Standing | None:
        """How the answer to a question stands; None where there is none."""
        answer = self.on_path.get(question)
        if answer is None:
            parked = self._off_path.get(question)
            return None if parked is None else Standing(parked, AnswerState.PARKED)
        if question in self._inferred:
            return Standing(answer, AnswerState.INFERRED)
        if question in self._carried:
            return Standing(answer, AnswerState.CARRIED)
        if question in self._kept:
            return Standing(answer, AnswerState.KEPT)
        return Standing(answer, AnswerState.SKIPPED if answer is SKIPPED else AnswerState.GIVEN)
