"""A step of a conversation that belongs to a team's round: what it tells, and what its end means.

Until the end it is a conversation like any other. At the end there are thanks in place of a result; in an
anonymous round the conversation is then nobody's, in the same transaction, and what is told is fleeting.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from sqlalchemy import Connection

from bot.engine.arrival import answered_count
from bot.engine.events import Ended, Event, Expired, Finished
from bot.engine.plan import plan_of
from bot.engine.state import CLOSED, State, Status
from bot.messages import Summary, Words
from bot.present.teams import invitation as words
from bot.store import invitations, respondents, unlinking
from bot.store.conversations import Conversation
from bot.store.invitations import InvitationStatus
from bot.turn.arrived import Told, Turn
from bot.turn.teams.terms import Terms, terms_of


def to_tell(events: tuple[Event, ...]) -> tuple[Event, ...]:
    """Of the events of a step those that are told as ever: its end has words of its own."""
    return tuple(event for event in events if not isinstance(event, Finished | Expired))


def in_round(connection: Connection, turn: Turn, kept: Conversation) -> Turn:
    """*turn* as it is in a round. *kept* is the conversation after it."""
    state = turn.state
    if state is None or state.status not in CLOSED:
        return turn
    if not any(isinstance(event, Finished | Ended | Expired) for event in turn.events):
        return replace(turn, told=tuple(_with_a_way_out(turn.told, state)))
    terms = terms_of(connection, kept.round_id or "")
    return turn if terms is None else _ended(connection, turn, kept, state, terms)


def _with_a_way_out(told: Iterable[Told], state: State) -> Iterator[Told]:
    """Whoever looks at what they answered may leave it."""
    for one in told:
        if isinstance(one.message, Summary):
            leave = words.leave(state.language)
            yield replace(one, message=replace(one.message, buttons=(leave,)))
        else:
            yield one


def _ended(
    connection: Connection, turn: Turn, kept: Conversation, state: State, terms: Terms
) -> Turn:  # fmt: skip
    expired = any(isinstance(event, Expired) for event in turn.events)
    if expired and turn.before is not None and turn.before.status is Status.STOPPED:
        return _left(connection, turn, kept)
    told = [*_without_buttons(turn.told, turn.events), *_last_words(connection, turn, kept, state, terms)]
    invitation = invitations.of_conversation(connection, kept.id)
    if invitation is not None and not expired:
        done = replace(invitation, status=InvitationStatus.FINISHED, due_at=None)
        invitations.change(connection, done)
    if not terms.checkin.anonymous:
        return replace(turn, told=told)
    unlinking.unlink(connection, kept.id, terms.round)
    nobodys = [
        replace(one, conversation=None, private=one.private or (one.conversation is kept and kept.private))
        for one in told
    ]
    return replace(turn, told=nobodys, fleeting=True)


def _left(connection: Connection, turn: Turn, kept: Conversation) -> Turn:
    """Whoever stopped and did not come back did not take part."""
    invitation = invitations.of_conversation(connection, kept.id)
    if invitation is not None:
        invitations.change(
            connection,
            replace(invitation, status=InvitationStatus.DECLINED, due_at=None, conversation_id=None),
        )
    unlinking.forget(connection, kept.id)
    return replace(turn, told=(), fleeting=True)


def _without_buttons(told: Iterable[Told], events: Iterable[Event]) -> Iterator[Told]:
    """What the author says at the end stays; the ways on under it would lead to a result."""
    ended = any(isinstance(event, Ended) for event in events)
    for one in told:
        message = one.message
        if not ended or not isinstance(message, Words):
            yield one
        elif said := tuple(filter(None, message.paragraphs)):
            yield replace(one, message=replace(message, paragraphs=said, buttons=()))


def _last_words(
    connection: Connection, turn: Turn, kept: Conversation, state: State, terms: Terms
) -> Iterator[Told]:
    """Thanks; or that it closed meanwhile."""
    address = respondents.by_id(connection, kept.address_id)
    if address is None or turn.flow is None:
        return
    if any(isinstance(event, Expired) for event in turn.events):
        answered = answered_count(plan_of(turn.flow), state)
        said = words.closed_meanwhile(state.language, answered, anonymous=terms.checkin.anonymous)
    else:
        said = words.thanks(state.language, terms.facts(turn.flow, address), kept.id)
    yield Told(said, kept, turn.flow)
