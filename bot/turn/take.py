"""`take_turn`: one input end to end, as a plain function of a connection (design §4, §6).

What it writes is written together or not at all: the note that the update came in, the conversation, the
answers, the result, the messages to send. A platform is told that its update arrived only after that.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final, get_args

from sqlalchemy import Connection

from bot.engine.arrival import answered_count
from bot.engine.events import Ignored, LanguageChanged, Paused, Refusal, Refused
from bot.engine.inputs import Expire, Help, Input, Restart, ShowResult, Start
from bot.engine.plan import plan_of
from bot.engine.state import Status
from bot.messages import QuestionCard, Settled, Words
from bot.present import present
from bot.present.desk.strays import lost, nothing_to_go_on
from bot.present.desk.welcome import welcome
from bot.store import conversations, inbound, respondents, results
from bot.store.conversations import Conversation
from bot.store.respondents import Address
from bot.turn import desk
from bot.turn.arrived import Arrived, Surroundings, Token, Told, Turn, Written
from bot.turn.deadlines import UNFINISHED
from bot.turn.manner import manner_of
from bot.turn.posting import posted
from bot.turn.pressing import Meant, meant, refused_to_nobody, unfit
from bot.turn.steps import begun, one_step, stepped
from bot.turn.unsent import unsent
from bot.watching.about import in_conversation
from bot.wishes import (
    Begin,
    ChooseLanguage,
    ChooseReminderTime,
    PauseCheckIns,
    Press,
    ShowMenu,
    SwitchCheckIns,
    SwitchReminders,
    Wish,
)

SETTINGS: Final = (ChooseLanguage, ChooseReminderTime, PauseCheckIns, SwitchCheckIns, SwitchReminders)
"""Wishes whose outcome is seen where they are pressed on a page of settings."""
_AWAY: Final = frozenset({Status.PAUSED, Status.STOPPED})


def take_turn(connection: Connection, arrived: Arrived, around: Surroundings) -> Turn:
    """Handles one input. Raises only for bugs and for the database; the transaction then rolls back."""
    update = arrived.update
    place = (update.channel, update.workspace, arrived.sender)
    address = respondents.find(connection, *place, lock=True)
    if address is None:
        of_nobody = refused_to_nobody(arrived, around)
        if of_nobody is not None:
            return of_nobody
        address = respondents.find_or_make(connection, *place, now=around.now, new_id=around.new_id)
    address = _known(connection, arrived, address)
    if isinstance(arrived.input, Written) and not arrived.input.late:
        wrong = unfit(connection, arrived.input, address, around)
        if wrong:  # the window stays open and comes again: nothing is taken note of
            return Turn(wrong=wrong)
    if not inbound.record(connection, update, address.id, around.now):
        return Turn(duplicate=True, parcels=unsent(connection, address, around))
    return _taken(connection, arrived, address, around)


def _taken(connection: Connection, arrived: Arrived, address: Address, around: Surroundings) -> Turn:
    """Somebody's input that was not here before."""
    if not address.reachable:
        respondents.set_reachable(connection, address.id, reachable=True)
    read = meant(connection, arrived, address, around)
    turn = _handled(connection, arrived, address, read, around)
    if turn.at_once:
        return turn
    for event in turn.events:
        if isinstance(event, LanguageChanged):
            respondents.speak(connection, address.id, event.language)
    if arrived.elsewhere and isinstance(read.press, SETTINGS):
        turn = replace(turn, told=_seen_there(turn.told, address))
    if turn.conversation is None:
        inbound.settle(connection, arrived.update, _outcome(turn))
    return posted(connection, turn, address, around, arrived=arrived, press=read.button or read.press)


def _known(connection: Connection, arrived: Arrived, address: Address) -> Address:
    """The address with the zone that the platform tells."""
    if arrived.zone is None or arrived.zone == address.zone:
        return address
    respondents.set_zone(connection, address.id, arrived.zone)
    return replace(address, zone=arrived.zone)


def _seen_there(told: Sequence[Told], address: Address) -> list[Told]:
    """What was set is seen on the page. A question whose language was set is asked again where it stands."""
    return [
        replace(one, replaces=address.live_message) if isinstance(one.message, QuestionCard) else one
        for one in told
        if not isinstance(one.message, Words)
    ]


def _outcome(turn: Turn) -> str:
    if turn.lost is not None:
        return "definition lost"
    return "no conversation" if turn.refused is None else f"button {turn.refused.value}"


def _handled(
    connection: Connection, arrived: Arrived, address: Address, read: Meant, around: Surroundings
) -> Turn:
    if read.lost is not None:
        return _lost(read.lost, arrived, address, around)
    if read.press is None:
        return _refused(read, arrived)
    begun_by = _beginning(read.press, around)
    if begun_by is not None:
        there = replace(arrived, flow=begun_by.flow, anew=True)
        return _in_conversation(connection, there, address, Start(), read, around)
    if isinstance(read.press, get_args(Wish)):
        return desk.serve(connection, arrived, address, read, around)
    if arrived.flow is not None and arrived.flow not in around.library.newest:
        return desk.dead_link(arrived, address, around)
    return _in_conversation(connection, arrived, address, read.press, read, around)


def _beginning(press: Press, around: Surroundings) -> Begin | None:
    """The check that is to begin: the one that was picked, or the only one there is."""
    if isinstance(press, Begin):
        return press if press.flow in around.library.newest else None
    flows = desk.on_the_menu(around.library) if isinstance(press, ShowMenu) else ()
    return Begin(flows[0].name) if len(flows) == 1 else None


def _refused(read: Meant, arrived: Arrived) -> Turn:
    """The button changes nothing, and is taken away."""
    dead = (Told(Settled(), replaces=arrived.message),) if arrived.message else ()
    return Turn(told=dead, refused=read.refused)


def _in_conversation(
    connection: Connection,
    arrived: Arrived,
    address: Address,
    taken: Press,
    read: Meant,
    around: Surroundings,
) -> Turn:
    if not isinstance(taken, get_args(Input)):
        raise TypeError(f"no input: {taken!r}")
    latest, closed = _latest(connection, arrived, address, read, around)
    if closed.events and latest is None:  # a team's round closed meanwhile: there is nothing to go on with
        return closed
    conversation = _conversation(connection, arrived, taken, address, latest, around)
    if conversation is None:
        return _without_conversation(connection, arrived, address, taken, around)
    if conversation.round_id is None:  # when somebody took a step of an anonymous sheet would say whose it is
        in_conversation(conversation.id, conversation.turn + 1)
    flow = around.library.pinned(connection, conversation.flow)
    if flow is None:
        return _lost(conversation.flow.name, arrived, address, around)
    if _is_to_be_greeted(arrived, taken, conversation, around):
        if isinstance(taken, Help):
            return desk.help_(arrived, address)
        manner = manner_of(around.channel)
        words = welcome(flow, address.language or arrived.language, around.operator, manner)
        told = Told(words, conversation, flow)
        return Turn(told=(*closed.told, told), flow=flow, conversation=conversation.id)
    turn = stepped(
        connection, conversation, flow, _as_taken(taken, arrived, address, conversation), around, closed
    )
    if turn.events == (Ignored(),) and around.platform is not None:
        return _unanswered(connection, arrived, address, turn, around)
    if isinstance(taken, ShowResult) and Refused(Refusal.NO_RESULT_YET) in turn.events:
        return _earlier_result(connection, address, turn, around)
    return turn


def _unanswered(
    connection: Connection, arrived: Arrived, address: Address, turn: Turn, around: Surroundings
) -> Turn:
    """What means nothing where the person stands, such as a pause in a pause, is answered all the same."""
    if turn.state is not None and turn.flow is not None and turn.state.status in _AWAY:
        events = (Paused(answered_count(plan_of(turn.flow), turn.state)),)
        told = present(turn.flow, turn.state, events, operator=around.operator)
        conversation = conversations.open_one(connection, turn.conversation or "")
        rests = tuple(Told(message, conversation, turn.flow) for message in told)
        return replace(turn, told=(*turn.told, *rests))
    note = nothing_to_go_on(address.language or arrived.language)
    menu = desk.menu_of(connection, arrived, address, around, note=note)
    return replace(turn, told=(*turn.told, *menu.told))


def _lost(name: str, arrived: Arrived, address: Address, around: Surroundings) -> Turn:
    """The definition of the conversation cannot be found; a fresh start is offered (flow-language §11.6)."""
    shelved = around.library.newest.get(name)
    if around.platform is None:
        return Turn(lost=name)
    language = address.language or arrived.language
    title = name if shelved is None else shelved.flow.title.said_in(language or "en")
    return Turn(told=(Told(lost(language, title, name)),), lost=name)


def _latest(
    connection: Connection, arrived: Arrived, address: Address, read: Meant, around: Surroundings
) -> tuple[Conversation | None, Turn]:
    """The conversation that is meant. When its time is over it closes first, and that is told."""
    latest = read.conversation or _found(connection, arrived, address, around)
    if latest is None or latest.status not in UNFINISHED or not _is_over(latest, around):
        return latest, Turn()
    flow = around.library.pinned(connection, latest.flow)
    if flow is None:
        return latest, Turn()
    closed = one_step(connection, latest, flow, Expire(), around, Turn())
    if latest.round_id is not None:
        return None, closed
    if latest.status == Status.NEW.value:  # who has not begun has lost nothing
        closed = replace(closed, told=())
    return conversations.open_one(connection, latest.id), closed


def _found(
    connection: Connection, arrived: Arrived, address: Address, around: Surroundings
) -> Conversation | None:
    if around.platform is not None and arrived.flow is None:
        return conversations.current(connection, address.id)
    return conversations.latest(connection, address.id, flow_name=arrived.flow)


def _is_over(conversation: Conversation, around: Surroundings) -> bool:
    return conversation.expires_at is not None and conversation.expires_at <= around.now


def _conversation(
    connection: Connection,
    arrived: Arrived,
    taken: Input,
    address: Address,
    latest: Conversation | None,
    around: Surroundings,
) -> Conversation | None:
    """The conversation the input belongs to; a new one when it asks for a beginning."""
    if latest is not None and not _begins(arrived, taken, latest):
        return latest
    name = arrived.flow or (latest.flow.name if latest else None)
    shelved = around.library.newest.get(name) if name else None
    if shelved is None or not isinstance(taken, Start | Restart):
        return latest
    return begun(connection, shelved, address.respondent_id, address.id, around, source=arrived.source)


def _begins(arrived: Arrived, taken: Input, latest: Conversation) -> bool:
    """Does the input ask for a new conversation beside the *latest* one?"""
    if latest.status in UNFINISHED:
        return False
    if isinstance(taken, Start):
        return arrived.anew or Status(latest.status) not in (Status.FINISHED, Status.OFFERING)
    return isinstance(taken, Restart)


def _is_to_be_greeted(
    arrived: Arrived, taken: Input, conversation: Conversation, around: Surroundings
) -> bool:
    """A newcomer on a platform is told first what this is; the button under it begins."""
    if around.platform is None or conversation.status != Status.NEW.value:
        return False
    begins = isinstance(arrived.input, Token) and arrived.flow is None and isinstance(taken, Start)
    return not begins and not isinstance(taken, Restart)


def _as_taken(taken: Input, arrived: Arrived, address: Address, conversation: Conversation) -> Input:
    """The input as this conversation takes it: a beginning is a start in the language the person chose."""
    if isinstance(taken, Restart) and conversation.status == Status.NEW.value:
        return Start(address.language or arrived.language or conversation.language)
    if isinstance(taken, Start):
        return Start(address.language or taken.language or arrived.language, taken.carried)
    return taken


def _without_conversation(
    connection: Connection, arrived: Arrived, address: Address, taken: Input, around: Surroundings
) -> Turn:
    """Nothing is open and nothing was before: on a platform every message gets an answer."""
    if around.platform is None:
        return Turn()
    if isinstance(taken, Help):
        return desk.help_(arrived, address)
    only = _beginning(ShowMenu(), around) if isinstance(taken, Start) else None
    if only is not None:
        there = replace(arrived, flow=only.flow)
        return _in_conversation(connection, there, address, taken, Meant(taken), around)
    note = "" if isinstance(taken, Start) else nothing_to_go_on(address.language or arrived.language)
    return desk.menu_of(connection, arrived, address, around, note=note)


def _earlier_result(connection: Connection, address: Address, turn: Turn, around: Surroundings) -> Turn:
    """Where this conversation has no result yet, that of the one before; then what is open."""
    found = None if around.platform is None else results.newest(connection, address.respondent_id)
    earlier = None if found is None else conversations.open_one(connection, found.conversation_id)
    flow = None if earlier is None else around.library.pinned(connection, earlier.flow)
    if earlier is None or flow is None:
        return turn
    shown = one_step(connection, earlier, flow, ShowResult(), around, Turn())
    open_now = [_without_notes(one) for one in turn.told]
    return replace(turn, told=(*shown.told, *open_now), result=shown.result)


def _without_notes(told: Told) -> Told:
    message = told.message
    return replace(told, message=replace(message, notes=())) if isinstance(message, QuestionCard) else told
