"""Those who are asked: taking part, putting it off, changing answers until the round closes."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from bot.definition.model import Flow
from bot.definition.schedule import Duration, Unit
from bot.engine.inputs import Input, Review, Start
from bot.engine.state import State, to_json
from bot.messages import Settled, Shown, Words
from bot.present.desk import settings as setting
from bot.present.desk.strays import lost, not_yours
from bot.present.teams import invitation as words
from bot.store import conversations, invitations, respondents, unlinking
from bot.store.conversations import Conversation
from bot.store.invitations import Invitation, InvitationStatus
from bot.turn.arrived import Told, Turn
from bot.turn.deadlines import UNFINISHED, in_their_day, later
from bot.turn.steps import one_step
from bot.turn.teams.terms import Terms, terms_of
from bot.turn.visit import Served, Visit, said
from bot.wishes import AboutRound, ChangeAnswers, PauseCheckIns, RoundVerb, SwitchCheckIns

PUT_OFF: Final = timedelta(hours=3)
SOON: Final = timedelta(hours=1)
"""Before the close nobody is asked once more, so near to now neither."""
PAUSE: Final = Duration(3, Unit.MONTH)
NEVER: Final = datetime(9999, 1, 1, tzinfo=UTC)


def _about_round(visit: Visit, wish: AboutRound) -> Turn:
    """Buttons of an invitation: only to those who are invited, while it is open."""
    invitation = invitations.of_person(visit.connection, wish.round, visit.address.id, lock=True)
    terms = None if invitation is None else terms_of(visit.connection, wish.round)
    if invitation is None or terms is None:
        return _not_yours(visit)
    if not terms.is_open(visit.around.now):
        return _in_place(visit, words.over(visit.language))
    flow = visit.around.library.pinned(visit.connection, replace(terms.round.flow, in_round=True))
    if flow is None:
        name = terms.round.flow.name
        return replace(said(lost(visit.language, name, name)), lost=name)
    return _VERBS[wish.verb](visit, invitation, terms, flow)


def _take_part(visit: Visit, invitation: Invitation, terms: Terms, flow: Flow) -> Turn:
    """Begins, or goes on."""
    if invitation.status is InvitationStatus.FINISHED:
        return _finished_before(visit, invitation, flow)
    open_now = None
    if invitation.conversation_id is not None:
        open_now = conversations.open_one(visit.connection, invitation.conversation_id)
    start = Start(visit.language)
    if open_now is not None:
        return _stepped(visit, open_now, flow, start)
    begun = _begun(visit, terms, flow)
    invitations.change(
        visit.connection,
        replace(invitation, status=InvitationStatus.STARTED, conversation_id=begun.id, why=None),
    )
    return _stepped(visit, begun, flow, start)


def _begun(visit: Visit, terms: Terms, flow: Flow) -> Conversation:
    """Pinned to the flow of the round; open as long as the round is."""
    around, state = visit.around, State(language=visit.language or flow.languages[0])
    made = Conversation(
        id=around.random_id() if terms.checkin.anonymous else around.new_id(),
        respondent_id=visit.address.respondent_id,
        address_id=visit.address.id,
        flow=replace(terms.round.flow, in_round=True),
        status=state.status.value,
        turn=state.turn,
        state=to_json(state),
        language=state.language,
        started_at=around.now,
        updated_at=around.now,
        expires_at=terms.round.closes_at,
        private=flow.private,
        round_id=terms.round.id,
    )
    conversations.begin(visit.connection, made)
    return made


def _finished_before(visit: Visit, invitation: Invitation, flow: Flow) -> Turn:
    """In a named round their answers; in an anonymous one only their own button leads there."""
    conversation = None
    if invitation.conversation_id is not None:
        conversation = conversations.open_one(visit.connection, invitation.conversation_id)
    if conversation is None:
        return said(words.finished_already(visit.language))
    return _stepped(visit, conversation, flow, Review())


def _later(visit: Visit, invitation: Invitation, terms: Terms, flow: Flow) -> Turn:
    """It comes again in some hours, in their day, while there is time."""
    facts = terms.facts(flow, visit.address)
    if invitation.status is InvitationStatus.FINISHED:
        return _finished_before(visit, invitation, flow)
    at = later_at(visit.around.now, terms.round.closes_at, visit.address.zone)
    begun = invitation.status is InvitationStatus.STARTED
    status = InvitationStatus.STARTED if begun else InvitationStatus.WAITING
    if at is None:
        status = InvitationStatus.STARTED if begun else InvitationStatus.SENT
    invitations.change(visit.connection, replace(invitation, status=status, due_at=at))
    return _in_place(visit, words.put_off(visit.language, facts, at))


def later_at(now: datetime, closes_at: datetime, zone: str | None) -> datetime | None:
    """When somebody who puts it off is asked again; None: there is no time for that.

    At an hour of their day at which people work, else an hour before the close.
    """
    last = closes_at - SOON
    wished = now + PUT_OFF
    suits = in_their_day(wished, zone, None) or wished
    at = min(suits, last)
    return at if at >= now + SOON else None


def _not_this_time(visit: Visit, invitation: Invitation, terms: Terms, flow: Flow) -> Turn:
    """Fine. What was answered so far is deleted; what is finished stays, and belongs to nobody."""
    if invitation.status is InvitationStatus.FINISHED:
        return _finished_before(visit, invitation, flow)
    begun = invitation.conversation_id is not None
    if invitation.conversation_id is not None:
        unlinking.forget(visit.connection, invitation.conversation_id)
    invitations.change(
        visit.connection,
        replace(invitation, status=InvitationStatus.DECLINED, due_at=None, conversation_id=None),
    )
    turn = _in_place(visit, words.declined(visit.language, terms.facts(flow, visit.address), begun=begun))
    live = visit.address.live_message
    if begun and live is not None and live != visit.arrived.message:
        turn = replace(turn, told=(Told(Settled(), replaces=live), *turn.told))
    return turn


def _change_answers(visit: Visit, wish: ChangeAnswers) -> Turn:
    """The button of the person is the only way back to a conversation that is nobody's."""
    conversation = conversations.open_one(visit.connection, wish.conversation)
    terms = None
    if conversation is not None and conversation.round_id is not None:
        terms = terms_of(visit.connection, conversation.round_id)
    if conversation is None or terms is None or not terms.is_open(visit.around.now):
        return _in_place(visit, words.over(visit.language))
    flow = visit.around.library.pinned(visit.connection, conversation.flow)
    theirs = _theirs_again(visit, conversation, terms)
    if theirs is None or flow is None:
        return _not_yours(visit)
    return _stepped(visit, theirs, flow, Review())


def _theirs_again(visit: Visit, conversation: Conversation, terms: Terms) -> Conversation | None:
    """The conversation as that of who pressed; None: it is somebody else's."""
    if conversation.address_id == visit.address.id:
        return conversation
    invitation = invitations.of_person(visit.connection, terms.round.id, visit.address.id, lock=True)
    if invitation is None or invitation.status is not InvitationStatus.FINISHED:
        return None
    if not unlinking.is_nobodys(visit.connection, conversation.address_id):
        return None
    unlinking.relink(
        visit.connection,
        conversation.id,
        respondent_id=visit.address.respondent_id,
        address_id=visit.address.id,
        round_=terms.round,
        now=visit.around.now,
    )
    # They stay finished: whoever counts sees nobody begin again.
    invitations.change(visit.connection, replace(invitation, conversation_id=conversation.id))
    return replace(
        conversation,
        respondent_id=visit.address.respondent_id,
        address_id=visit.address.id,
        expires_at=terms.round.closes_at,
        updated_at=visit.around.now,
    )


def _switch(visit: Visit, wish: SwitchCheckIns) -> Turn:
    """Invitations come, or do not; nor do reminders of rounds that are open."""
    respondents.switch_checkins_off(visit.connection, visit.address.id, None if wish.on else NEVER)
    return said(setting.checkins_switched(visit.language, on=wish.on, manner=visit.manner))


def _pause(visit: Visit, _wish: PauseCheckIns) -> Turn:
    """None for three months."""
    until = later(visit.around.now, PAUSE)
    respondents.switch_checkins_off(visit.connection, visit.address.id, until)
    return said(setting.checkins_paused(visit.language, until.date(), visit.manner))


def _stepped(visit: Visit, conversation: Conversation, flow: Flow, taken: Input) -> Turn:
    """What is asked stands below; what was pressed keeps its words and loses its buttons."""
    pressed = visit.arrived.message
    settled = () if pressed is None else (Told(Settled(), replaces=pressed),)
    if conversation.status in UNFINISHED or not isinstance(taken, Start):
        turn = one_step(visit.connection, conversation, flow, taken, visit.around, Turn(told=settled))
    else:
        turn = one_step(visit.connection, conversation, flow, Review(), visit.around, Turn(told=settled))
    return turn


def _in_place(visit: Visit, message: Shown) -> Turn:
    """In place of what was pressed, where something was."""
    return Turn(told=(Told(message, replaces=visit.arrived.message),))


def _not_yours(visit: Visit) -> Turn:
    return said(Words((not_yours(visit.language),), (), visit.language or "en"))


_VERBS: Final[Mapping[RoundVerb, Callable[[Visit, Invitation, Terms, Flow], Turn]]] = {
    RoundVerb.TAKE_PART: _take_part,
    RoundVerb.LATER: _later,
    RoundVerb.NOT_THIS_TIME: _not_this_time,
}
SERVED: Final[Mapping[type[Any], Served]] = {
    AboutRound: _about_round,
    ChangeAnswers: _change_answers,
    SwitchCheckIns: _switch,
    PauseCheckIns: _pause,
}
