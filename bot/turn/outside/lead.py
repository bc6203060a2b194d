"""A lead: somebody who consented to be contacted and told something about themselves, with all they said."""

import json
from collections.abc import Iterator, Sequence
from typing import Any, Final, Literal

from sqlalchemy import Connection, Row

from bot.definition.model import OWN_WORDS, Flow
from bot.engine.state import State, Status
from bot.present.scene import Scene
from bot.store import answers, results
from bot.store.answers import StoredAnswer
from bot.store.columns import AnswerState
from bot.store.conversations import Conversation
from bot.store.leads import consents_of, profiles_of
from bot.turn.arrived import Surroundings
from bot.turn.outside import shape
from bot.turn.outside.saying import Plain, plainly

_OUTCOMES: Final[dict[Status, Literal["finished", "screened_out", "stopped", "expired"]]] = {
    Status.FINISHED: "finished",
    Status.OFFERING: "finished",
    Status.SCREENED_OUT: "screened_out",
    Status.STOPPED: "stopped",
    Status.EXPIRED: "expired",
}


def lead_of(
    connection: Connection, conversation: Conversation, flow: Flow, state: State, around: Surroundings
) -> shape.LeadGiven | None:
    """What a conversation that rests comes to; None: they may not be contacted, or told nothing.

    What was shown before a fresh start, or before an end without a result, is none of these answers.
    """
    standing = consents_of(connection, [conversation.id])[conversation.id]
    if standing.contact is None:
        return None
    profile = profiles_of(connection, [conversation.id]).get(conversation.id)
    if not profile:
        return None
    stored = answers.of_conversation(connection, conversation.id)
    counts = bool(state.shown) and state.status is not Status.SCREENED_OUT
    shown = results.latest(connection, conversation.id) if counts else None
    return shape.LeadGiven(
        conversation=conversation.id,
        respondent=conversation.respondent_id,
        flow=conversation.flow.name,
        version=conversation.flow.version,
        language=state.language,
        source=conversation.source,
        started_at=conversation.started_at.isoformat(),
        outcome=_OUTCOMES[state.status],
        consent=_consent(standing.contact),
        send_report=standing.report is not None,
        profile=profile,
        answers=list(_answers(stored, Scene(flow, state, around.operator))),
        area_titles={name: area.title.said_in(state.language) for name, area in flow.areas.items()},
        result=None if shown is None else json.loads(shown.document),
    )


def _consent(given: Row[Any]) -> shape.Consent:
    return shape.Consent(
        question=given.question,
        wording=given.wording,
        link=given.link,
        language=given.language,
        given_at=given.created_at.isoformat(),
    )


def _answers(stored: Sequence[StoredAnswer], scene: Scene) -> Iterator[shape.LeadAnswer]:
    """On the path, in its order; what is parked does not count."""
    by_question = {one.question: one for one in stored}
    for question, answer in scene.path.answers.items():
        asked = scene.flow.by_id[question]
        kept = by_question.get(question)
        how = AnswerState.GIVEN if kept is None or kept.state is AnswerState.PARKED else kept.state
        typed = asked.kind in OWN_WORDS and isinstance(answer, str)
        said = Plain() if typed else plainly(answer)
        yield shape.LeadAnswer(
            question=question,
            kind=asked.kind.value,
            asked=scene.filled(scene.plan.asks[question].wording(scene.path.known())),
            said=scene.label(question, answer),
            choices=said.choices,
            number=said.number,
            yes=said.yes,
            text=str(answer) if typed else None,
            blank=said.blank,
            how=how.value,
            profile=asked.profile,
        )
