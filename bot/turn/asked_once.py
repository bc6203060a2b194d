"""Answers that are asked once: what is known when a conversation begins, and what a turn adds to it.

Only flows with a `keep` ask the store for anything. In an anonymous round nothing is read or written: what is
known of a person would say whose the sheet is. In a named one their own words are not kept, for a consent
that is given there does not hold beyond it; nor is anything sealed used there. What was told in a private
flow is used in private flows alone.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import UTC

from sqlalchemy import Connection

from bot.definition.answer import Blank, Recalled, decode, encode
from bot.definition.model import OWN_WORDS, Flow, Question
from bot.engine.arrival import path_of
from bot.engine.events import Answered, Event
from bot.engine.inputs import Input, Restart, Start
from bot.engine.plan import plan_of
from bot.engine.state import State, Status
from bot.store import kept, leads, respondents
from bot.store.conversations import Conversation
from bot.store.kept import KeptAnswer
from bot.turn.arrived import Surroundings
from bot.turn.deadlines import later, zone_of
from bot.turn.teams.terms import is_named


def with_known(
    connection: Connection,
    conversation: Conversation,
    flow: Flow,
    taken: Input,
    was: State,
    around: Surroundings,
) -> Input:
    """*taken*; a beginning with what is known of the person and lately enough."""
    if not isinstance(taken, Start) or was.status is not Status.NEW or not flow.keeping:
        return taken
    if not _may_keep(connection, conversation):
        return taken
    known = _known(connection, conversation, flow, around)
    if not known:
        return taken
    address = respondents.by_id(connection, conversation.address_id)
    zone = zone_of(None if address is None else address.zone) or UTC
    return replace(
        taken,
        kept={
            question: Recalled(decode(one.value), one.answered_at.astimezone(zone).date())
            for question, one in known.items()
        },
    )


def still_known(
    connection: Connection,
    conversation: Conversation,
    flow: Flow,
    taken: Input,
    was: State,
    around: Surroundings,
) -> State:
    """*was* without what was forgotten, taken back, said otherwise elsewhere, or got too old meanwhile.

    What the person came past already belongs to this conversation, unless they begin again. Once all was
    come past, the store is not asked.
    """
    if not was.kept:
        return was
    plan = plan_of(flow)
    passed: Collection[str] = () if isinstance(taken, Restart) else path_of(plan, was).kept
    if len(passed) == len(was.kept):
        return was
    known = _known(connection, conversation, flow, around)
    left = {
        question: one
        for question, one in was.kept.items()
        if question in passed
        or (question in known and plan.asks[question].fit(decode(known[question].value)) == one.answer)
    }
    return was if len(left) == len(was.kept) else replace(was, kept=left)


def keep_given(
    connection: Connection,
    conversation: Conversation,
    flow: Flow,
    events: Iterable[Event],
    around: Surroundings,
) -> None:
    """What was answered in this turn. The last word counts: who leaves it out takes back what was kept."""
    given = [
        (flow.by_id[event.question], event)
        for event in events
        if isinstance(event, Answered) and flow.by_id[event.question].keep is not None
    ]
    if not given or not _may_keep(connection, conversation):
        return
    whose = conversation.respondent_id
    blanks = [question.keep or "" for question, event in given if isinstance(event.answer, Blank)]
    told = [(question, event) for question, event in given if not isinstance(event.answer, Blank)]
    words = any(question.kind in OWN_WORDS for question, _ in told)
    if words and not _may_keep_words(connection, conversation):
        told = [(question, event) for question, event in told if question.kind not in OWN_WORDS]
    kept.forget(connection, whose, blanks)
    kept.keep(connection, whose, _kept(conversation, flow, told, around))


def _kept(
    conversation: Conversation,
    flow: Flow,
    told: Iterable[tuple[Question, Answered]],
    around: Surroundings,
) -> Iterator[KeptAnswer]:
    for question, event in told:
        yield KeptAnswer(
            name=question.keep or "",
            value=encode(event.answer),
            kind=question.kind.value,
            flow_name=flow.name,
            question=question.id,
            conversation_id=conversation.id,
            answered_at=around.now,
            private=question.kind in OWN_WORDS or flow.private,
            in_private=flow.private,
        )


def _may_keep(connection: Connection, conversation: Conversation) -> bool:
    return conversation.round_id is None or is_named(connection, conversation.round_id)


def _may_keep_words(connection: Connection, conversation: Conversation) -> bool:
    """Does the consent that they are asked under stand still? A no may have been said elsewhere meanwhile."""
    if conversation.round_id is not None:
        return False
    return leads.consents_of(connection, [conversation.id])[conversation.id].contact is not None


def _known(
    connection: Connection, conversation: Conversation, flow: Flow, around: Surroundings
) -> dict[str, KeptAnswer]:
    """By the questions of this flow. Whether an answer fits there, the engine sees."""
    return {
        flow.keeping[one.name].id: one
        for one in kept.of_respondent(connection, conversation.respondent_id)
        if one.name in flow.keeping and _is_good(one, flow.keeping[one.name], conversation, flow, around)
    }


def _is_good(
    one: KeptAnswer, question: Question, conversation: Conversation, flow: Flow, around: Surroundings
) -> bool:
    """Of the type that is asked for, not too old, and not out of a private flow where that is in the open."""
    if one.kind != question.kind.value or later(one.answered_at, question.fresh) <= around.now:
        return False
    if not one.private or (flow.private and conversation.round_id is None):
        return True
    return conversation.round_id is None and question.kind in OWN_WORDS and not one.in_private
