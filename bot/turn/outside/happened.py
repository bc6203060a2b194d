"""Which events a step of a conversation comes to, and what happens beside conversations.

Of an anonymous round nothing is ever told but what its report shows. Of a named one is told that a
conversation began and ended, not whose it is: answers stand in the report when it is released. Typed words,
and what a private flow finds, go out in a lead alone, which needs a consent to be contacted.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection

from bot.definition.answer import Blank
from bot.definition.model import OWN_WORDS, Flow, Purpose
from bot.engine.events import Answered, Event, Started
from bot.engine.state import State, Status
from bot.store import consents, erasure, events, results
from bot.store.checkins import CheckIn
from bot.store.conversations import Conversation
from bot.store.events import StoredEvent
from bot.store.releases import Release
from bot.turn.arrived import Surroundings
from bot.turn.outside import shape
from bot.turn.outside.lead import lead_of
from bot.turn.outside.saying import Plain, plainly
from bot.turn.teams.terms import is_named

SETTLES: Final = timedelta(seconds=60)
"""What is under way just now has arrived by then, or never will."""
_DONE: Final = frozenset({Status.FINISHED, Status.OFFERING, Status.SCREENED_OUT})
_AT_REST: Final = _DONE | {Status.STOPPED, Status.EXPIRED}


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a conversation that was taken and kept."""

    conversation: Conversation
    """As it is after it."""
    flow: Flow
    was: State
    state: State
    events: tuple[Event, ...]


class _Told(NamedTuple):
    """What a step comes to."""

    name: str
    data: Mapping[str, Any]
    waits: bool = False
    """Something that it must not arrive before may be under way."""


def in_step(connection: Connection, step: Step, around: Surroundings) -> None:
    """Writes what a step comes to; nothing in an anonymous round."""
    round_id = step.conversation.round_id
    told = list(_alone(connection, step, around) if round_id is None else _in_round(step))
    if told and round_id is not None and not is_named(connection, round_id):
        return
    events.write(connection, (_of_step(one, step, around) for one in told))


def forgotten(
    connection: Connection,
    respondent_id: str,
    *,
    now: datetime,
    new_id: Callable[[], str],
    channel: str,
) -> None:
    """Everything about a person is about to be deleted: whoever was told of them has to forget them, too.

    It waits until nothing of theirs can be under way any more.
    """
    places = erasure.traces(connection, respondent_id).places
    named = erasure.may_have_been_named(connection, respondent_id)
    data = shape.ConsentWithdrawn(
        respondent=respondent_id, reason="erased", purpose=None, conversation=None, question=None,
        people=sorted({person for _, _, person in places}) if named else [],
    )  # fmt: skip
    event = StoredEvent(
        new_id(), "consent.withdrawn", channel, respondent_id, data, now, now + SETTLES, fleeting=True
    )  # fmt: skip
    events.write(connection, [event])


def round_closed(connection: Connection, checkin: CheckIn, release: Release, around: Surroundings) -> None:
    """Names the release alone: what it shows is read when it is told, without who was deleted meanwhile."""
    about = {"checkin": checkin.id, "release": release.id}
    event = StoredEvent(
        around.new_id(), "round.closed", checkin.channel, checkin.id, about, around.now, around.now
    )  # fmt: skip
    events.write(connection, [event])


def _alone(connection: Connection, step: Step, around: Surroundings) -> Iterator[_Told]:
    conversation = step.conversation
    for event in step.events:
        if isinstance(event, Started):
            yield _Told("conversation.started", _started(step, conversation.respondent_id))
        elif isinstance(event, Answered):
            yield _Told("conversation.answered", _answered(step, event))
    withdrawn = list(_withdrawn(connection, step))
    yield from (_Told("consent.withdrawn", data, waits=True) for data in withdrawn)
    if _is_done(step):
        shown = results.latest(connection, conversation.id)
        result = None if shown is None or step.flow.private else json.loads(shown.document)
        yield _Told("conversation.finished", _finished(step, conversation.respondent_id, result))
    if any(data["purpose"] == Purpose.CONTACT.value for data in withdrawn):
        events.drop(connection, conversation.respondent_id, "lead.given")
    elif withdrawn or _rests(step):
        yield from _lead(connection, step, around)


def _lead(connection: Connection, step: Step, around: Surroundings) -> Iterator[_Told]:
    """The lead of a conversation that rests, in place of those before it, which hold no longer: also where
    there is none any more.
    """
    conversation = step.conversation
    waits = events.drop_of_conversation(connection, conversation.id, "lead.given", around.now)
    lead = lead_of(connection, conversation, step.flow, step.state, around) if _rests(step) else None
    if lead is not None:
        yield _Told("lead.given", lead, waits=waits)


def _in_round(step: Step) -> Iterator[_Told]:
    if any(isinstance(event, Started) for event in step.events):
        yield _Told("conversation.started", _started(step, None))
    if _is_done(step):
        yield _Told("conversation.finished", _finished(step, None, None))


def _is_done(step: Step) -> bool:
    return step.state.status in _DONE and step.was.status not in _DONE


def _rests(step: Step) -> bool:
    """Did it come to rest, or did an answer change while it rests?"""
    if step.state.status not in _AT_REST:
        return False
    return step.was.status not in _AT_REST or step.was.answers != step.state.answers


def _started(step: Step, respondent: str | None) -> shape.ConversationStarted:
    conversation = step.conversation
    return shape.ConversationStarted(
        conversation=conversation.id,
        respondent=respondent,
        flow=conversation.flow.name,
        version=conversation.flow.version,
        language=conversation.language,
        source=conversation.source,
        round=conversation.round_id,
    )


def _answered(step: Step, event: Answered) -> shape.ConversationAnswered:
    conversation, kind = step.conversation, step.flow.by_id[event.question].kind
    private = step.flow.private or (kind in OWN_WORDS and not isinstance(event.answer, Blank))
    said = Plain() if private else plainly(event.answer)
    return shape.ConversationAnswered(
        conversation=conversation.id,
        respondent=conversation.respondent_id,
        flow=conversation.flow.name,
        version=conversation.flow.version,
        question=event.question,
        kind=kind.value,
        choices=said.choices,
        number=said.number,
        yes=said.yes,
        blank=said.blank,
    )


def _finished(step: Step, respondent: str | None, result: shape.Result | None) -> shape.ConversationFinished:
    conversation = step.conversation
    screened_out = step.state.status is Status.SCREENED_OUT
    return shape.ConversationFinished(
        conversation=conversation.id,
        respondent=respondent,
        flow=conversation.flow.name,
        version=conversation.flow.version,
        round=conversation.round_id,
        outcome="screened_out" if screened_out else "finished",
        result=None if screened_out else result,
    )


def _withdrawn(connection: Connection, step: Step) -> Iterator[shape.ConsentWithdrawn]:
    """A no where the person's last word to the same purpose was a yes, in whatever conversation."""
    conversation, refused = step.conversation, list(_refused(step))
    said = consents.of_respondent(connection, conversation.respondent_id) if refused else ()
    for question, purpose in refused:
        words = [one for one in said if one.purpose == purpose.value]
        if len(words) > 1 and words[-2].given and not words[-1].given:
            yield shape.ConsentWithdrawn(
                respondent=conversation.respondent_id,
                reason="changed",
                purpose=purpose.value,
                conversation=conversation.id,
                question=question,
                people=[],
            )


def _refused(step: Step) -> Iterator[tuple[str, Purpose]]:
    """The consents that something else than yes was said to now."""
    for event in step.events:
        if isinstance(event, Answered) and event.answer is not True:
            purpose = step.flow.by_id[event.question].purpose
            if purpose is not None:
                yield event.question, purpose


def _of_step(told: _Told, step: Step, around: Surroundings) -> StoredEvent:
    """A withdrawal waits: a lead may be under way, and must not arrive behind it. So does a lead that takes
    the place of such a one.
    """
    conversation = step.conversation
    due = around.now + SETTLES if told.waits else around.now
    return StoredEvent(
        around.new_id(), told.name, around.channel, conversation.id, told.data, around.now, due,
        conversation.respondent_id, conversation.id,
    )  # fmt: skip
