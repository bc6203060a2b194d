"""What a turn leaves behind in rows: answers that changed, and the result when one was shown."""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final, NamedTuple

from bot.definition.answer import SKIPPED, Answer, encode
from bot.definition.model import Flow, Kind
from bot.engine.arrival import path_of
from bot.engine.document import document
from bot.engine.events import Event, ResultShown
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

PRIVATE: Final = frozenset({Kind.TEXT, Kind.EMAIL, Kind.PHONE})
"""Words a person typed are kept sealed."""


class Standing(NamedTuple):
    """One answer and how it stands."""

    answer: Answer
    state: AnswerState


def changed_answers(
    flow: Flow, before: State, after: State, *, asked_at: datetime, now: datetime
) -> list[StoredAnswer]:
    """The answers that differ between two states, as rows."""
    if before.answers == after.answers and before.carried == after.carried:
        return []
    old = dict(_standings(flow, before))
    return [
        StoredAnswer(
            question=question,
            value=encode(standing.answer),
            state=standing.state,
            turn=after.turn,
            answered_at=now,
            asked_at=asked_at if standing.state is AnswerState.GIVEN else None,
            private=flow.by_id[question].kind in PRIVATE,
            profile=flow.by_id[question].profile,
        )
        for question, standing in _standings(flow, after)
        if old.get(question) != standing
    ]


def given_consents(
    flow: Flow,
    conversation: Conversation,
    state: State,
    changed: Sequence[StoredAnswer],
    around: Surroundings,
) -> Iterator[StoredConsent]:
    """Every yes or no of a turn, with the words it was said to."""
    for answer in changed:
        question = flow.by_id[answer.question]
        if question.purpose is None or answer.state not in (AnswerState.GIVEN, AnswerState.SKIPPED):
            continue
        scene = Scene(flow, state, around.operator)
        wording = scene.plan.asks[question.id].wording(scene.path.known())
        yield StoredConsent(
            id=around.new_id(),
            respondent_id=conversation.respondent_id,
            conversation_id=conversation.id,
            question=question.id,
            purpose=question.purpose.value,
            given=answer.value is True,
            wording=scene.filled(wording),
            link=question.link,
            language=state.language,
            flow=conversation.flow,
            channel=around.channel,
            created_at=around.now,
        )


def is_private(flow: Flow, state: State) -> bool:
    """Does the state hold words a person typed?"""
    given = (*state.answers, *state.carried, *(state.set_aside or ()))
    return any(question in flow.by_id and flow.by_id[question].kind in PRIVATE for question in given)


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


def _standings(flow: Flow, state: State) -> Iterator[tuple[str, Standing]]:
    """Every answer there is: on the path as given, carried or inferred; off it, or set aside, parked."""
    path = path_of(plan_of(flow), state)
    inferred, carried = set(path.inferred), set(path.carried)
    for question, answer in path.answers.items():
        if question in inferred:
            yield question, Standing(answer, AnswerState.INFERRED)
        elif question in carried:
            yield question, Standing(answer, AnswerState.CARRIED)
        else:
            yield question, Standing(answer, AnswerState.SKIPPED if answer is SKIPPED else AnswerState.GIVEN)
    for question, answer in {**(state.set_aside or {}), **state.answers}.items():
        if question not in path.answers:
            yield question, Standing(answer, AnswerState.PARKED)
