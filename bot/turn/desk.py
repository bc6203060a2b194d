"""The desk: wishes that are about the person, not about one conversation."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC
from typing import Any, Final

from sqlalchemy import Connection

from bot.definition.model import Flow
from bot.definition.schedule import Duration, Unit
from bot.engine.arrival import answered_count, ask_again
from bot.engine.inputs import ShowResult, Speak, Stop
from bot.engine.plan import plan_of
from bot.engine.state import OPEN, State, Status, from_json
from bot.messages import File, KeyboardGone, Message, QuestionCard, Settled, Words
from bot.present import present
from bot.present.desk import deleting, held, repeating, strays
from bot.present.desk import menu as menus
from bot.present.desk import privacy as privacies
from bot.present.desk import settings as setting
from bot.present.desk.commands import checkup_help, listed_commands
from bot.present.desk.menu import MenuEntry, Standing
from bot.present.desk.settings import Daytime
from bot.present.manner import CHECKUP
from bot.present.result.compared import compared
from bot.store import conversations, respondents
from bot.store.conversations import Conversation
from bot.store.erasure import erase
from bot.store.respondents import Address
from bot.store.retention import ANSWER_YEARS, RECORD_DAYS
from bot.turn import forgetting
from bot.turn.arrived import Arrived, Surroundings, Told, Turn
from bot.turn.compared import before
from bot.turn.deadlines import UNFINISHED, in_their_day, later, zone_of
from bot.turn.holding import as_file, held_about, receipt_of
from bot.turn.library import Library
from bot.turn.manner import manner_of
from bot.turn.outside import happened
from bot.turn.pressing import Meant
from bot.turn.steps import one_step
from bot.turn.teams import invited, joining, managing, starting
from bot.turn.teams.asked import checkins_of
from bot.turn.visit import Served, Visit, said
from bot.wishes import (
    MINUTES_OF_A_DAY,
    AboutRound,
    AskToDelete,
    ChooseLanguage,
    ChooseReminderTime,
    Compare,
    DeleteAll,
    KeepAll,
    RepeatLater,
    Rewritten,
    RoundVerb,
    ShowLanguages,
    ShowMenu,
    ShowMyData,
    ShowPrivacy,
    ShowReminderTimes,
    ShowResultOf,
    ShowSettings,
    SwitchReminders,
    UnknownCommand,
    Unreadable,
    Unsubscribe,
)

REPEAT_AFTER: Final = Duration(3, Unit.MONTH)
_OF_THE_INVITED: Final = frozenset({RoundVerb.TAKE_PART, RoundVerb.LATER, RoundVerb.NOT_THIS_TIME})


def serve(
    connection: Connection, arrived: Arrived, address: Address, read: Meant, around: Surroundings
) -> Turn:
    """What a wish comes to."""
    return SERVED[type(read.press)](Visit(connection, arrived, address, read, around), read.press)


def on_the_menu(library: Library) -> tuple[Flow, ...]:
    """The flows a person may pick: those for a team's rounds only where there are no others."""
    flows = sorted((shelved.flow for shelved in library.newest.values()), key=lambda flow: flow.name)
    return tuple(flow for flow in flows if flow.checkin is None) or tuple(flows)


def languages_of(library: Library) -> tuple[str, ...]:
    """Every language that a flow on the menu speaks."""
    return tuple(dict.fromkeys(code for flow in on_the_menu(library) for code in flow.languages))


def daytime_of(address: Address) -> Daytime | None:
    """When in their day reminders come; None where it is not known where their day is."""
    zone = zone_of(address.zone)
    return None if zone is None else Daytime(zone.key, address.remind_minute)


def menu_of(
    connection: Connection, arrived: Arrived, address: Address, around: Surroundings, *, note: str = ""
) -> Turn:
    """The checks that can be taken, led by *note*."""
    standings = {}
    for name, status in conversations.standings(connection, address.id):
        standings[name] = Standing.OPEN if status in UNFINISHED - {Status.NEW.value} else Standing.DONE
        if status == Status.NEW.value:
            standings[name] = Standing.NEW
    entries = [
        MenuEntry(flow, standings.get(flow.name, Standing.NEW)) for flow in on_the_menu(around.library)
    ]
    return said(menus.menu(entries, address.language or arrived.language, note=note))


def dead_link(arrived: Arrived, address: Address, around: Surroundings) -> Turn:
    """A link to a check that is not there: the others are."""
    entries = [MenuEntry(flow, Standing.NEW) for flow in on_the_menu(around.library)]
    return said(menus.link_leads_nowhere(entries, address.language or arrived.language))


def help_(arrived: Arrived, address: Address) -> Turn:
    """The commands, for somebody in no conversation."""
    language, manner = address.language or arrived.language, manner_of(address.channel)
    if manner == CHECKUP:
        return said(checkup_help(language))
    return said(Words((listed_commands(language, manner),)))


def _menu(visit: Visit, _wish: ShowMenu) -> Turn:
    return menu_of(visit.connection, visit.arrived, visit.address, visit.around)


def _settings(visit: Visit, _wish: ShowSettings) -> Turn:
    quiet = visit.address.quiet_since is not None
    spoken, daytime = languages_of(visit.around.library), daytime_of(visit.address)
    checkins = checkins_of(visit.connection, visit.address, visit.around.now)
    return said(
        setting.settings(
            visit.language, reminders=not quiet, languages=spoken, daytime=daytime, checkins=checkins
        )
    )


def _show_languages(visit: Visit, _wish: ShowLanguages) -> Turn:
    return said(setting.languages(languages_of(visit.around.library), visit.language))


def _choose_language(visit: Visit, wish: ChooseLanguage) -> Turn:
    """The person's choice; a conversation whose flow speaks it goes on in it."""
    if wish.language not in languages_of(visit.around.library):
        return _show_languages(visit, ShowLanguages())
    respondents.speak(visit.connection, visit.address.id, wish.language)
    now = _current(visit)
    if now is not None and now.is_open and wish.language in now.flow.languages:
        speak = Speak(wish.language)
        return one_step(visit.connection, now.conversation, now.flow, speak, visit.around, Turn())
    return said(setting.language_chosen(wish.language))


def _reminders(visit: Visit, wish: SwitchReminders) -> Turn:
    """On a reminder the question stays where it is."""
    respondents.be_quiet(visit.connection, visit.address.id, None if wish.on else visit.around.now)
    words = setting.reminders_switched(visit.language, on=wish.on, manner=visit.manner)
    if visit.arrived.message is not None and visit.arrived.message == visit.address.live_message:
        return _asked_again(visit, *words.paragraphs)
    return said(words)


def _show_reminder_times(visit: Visit, _wish: ShowReminderTimes) -> Turn:
    daytime = daytime_of(visit.address)
    return said(setting.reminder_times(visit.language, None if daytime is None else daytime.zone))


def _choose_reminder_time(visit: Visit, wish: ChooseReminderTime) -> Turn:
    """Who chooses a time for reminders wants them."""
    daytime = daytime_of(visit.address)
    if daytime is None or not (wish.minute is None or 0 <= wish.minute < MINUTES_OF_A_DAY):
        return _show_reminder_times(visit, ShowReminderTimes())
    respondents.set_remind_minute(visit.connection, visit.address.id, wish.minute)
    respondents.be_quiet(visit.connection, visit.address.id, None)
    return said(setting.reminder_time_chosen(visit.language, replace(daytime, minute=wish.minute)))


def _unsubscribe(visit: Visit, _wish: Unsubscribe) -> Turn:
    """No more messages that nobody asked for, invitations of teams neither; what is open rests and can be
    gone on with.
    """
    respondents.be_quiet(visit.connection, visit.address.id, visit.around.now)
    respondents.switch_checkins_off(visit.connection, visit.address.id, invited.NEVER)
    now = _current(visit)
    answered = 0
    turn = Turn()
    if now is not None and now.is_open:
        answered = answered_count(plan_of(now.flow), now.state)
        turn = one_step(visit.connection, now.conversation, now.flow, Stop(), visit.around, Turn())
    conversations.wake_none(visit.connection, visit.address.id)
    return replace(turn, told=(Told(setting.unsubscribed(visit.language, answered, visit.manner)),))


def _privacy(visit: Visit, _wish: ShowPrivacy) -> Turn:
    platform = visit.around.platform
    return said(
        privacies.privacy(
            visit.language,
            operator=visit.around.operator,
            url=platform.privacy_url if platform else None,
            years=ANSWER_YEARS,
            days=RECORD_DAYS,
            manner=visit.manner,
        )
    )


def _my_data(visit: Visit, _wish: ShowMyData) -> Turn:
    """All of it, to read and as a file."""
    found = held_about(visit.connection, visit.address, visit.around)
    if not (found.held.conversations or found.held.parts or found.held.kept):
        return said(held.nothing_held(visit.language))
    readable = Told(held.my_data(visit.language, found.held), private=True)
    caption = held.my_data_caption(visit.language)
    return Turn(told=(readable, Told(File("my-data.json", as_file(found), caption), private=True)))


def _ask_to_delete(visit: Visit, _wish: AskToDelete) -> Turn:
    return said(deleting.delete_asked(visit.language))


def _delete(visit: Visit, _wish: DeleteAll) -> Turn:
    """Everything, here and now. There is nobody left to queue a message for: the receipt goes out at once."""
    if visit.around.tells:
        around, respondent_id = visit.around, visit.address.respondent_id
        happened.forgotten(
            visit.connection, respondent_id, now=around.now, new_id=around.new_id, channel=around.channel
        )
    erased = erase(visit.connection, visit.address.respondent_id)
    receipt = receipt_of(erased, visit.around.new_id(), visit.around.now)
    address, pressed = visit.address, visit.arrived.message
    told = [Told(deleting.deleted(visit.language, receipt, visit.manner), replaces=pressed)]
    with_buttons = {address.live_message or "", *(address.aside_message or "").split()} - {pressed, ""}
    told += [Told(Settled(), replaces=message) for message in sorted(with_buttons)]
    if address.keyboard_message is not None:
        told.append(Told(KeyboardGone(), replaces=address.keyboard_message))
    return Turn(at_once=told, erased=address.id)


def _keep(visit: Visit, _wish: KeepAll) -> Turn:
    return said(deleting.kept(visit.language))


def _show_result_of(visit: Visit, _wish: ShowResultOf) -> Turn:
    """The result page as it was shown; what is open stays open."""
    conversation = visit.read.conversation
    flow = None if conversation is None else visit.around.library.pinned(visit.connection, conversation.flow)
    if conversation is None or flow is None:
        return _menu(visit, ShowMenu())
    shown = one_step(visit.connection, conversation, flow, ShowResult(), visit.around, Turn())
    return Turn(told=shown.told, result=shown.result)


def _compare(visit: Visit, _wish: Compare) -> Turn:
    conversation = visit.read.conversation
    flow = None if conversation is None else visit.around.library.pinned(visit.connection, conversation.flow)
    earlier = None if conversation is None else before(visit.connection, conversation, visit.around)
    if conversation is None or flow is None or earlier is None:
        return _menu(visit, ShowMenu())
    state = from_json(conversation.state)
    words = compared(flow, state, earlier, operator=visit.around.operator)
    return Turn(told=(Told(words, conversation, flow),))


def _repeat_later(visit: Visit, _wish: RepeatLater) -> Turn:
    """On the day that is named, in a zone that is known at a time of the day that suits."""
    conversation, address = visit.read.conversation, visit.address
    if conversation is None:
        return _menu(visit, ShowMenu())
    due = later(visit.around.now, REPEAT_AFTER)
    due = in_their_day(due, address.zone, address.remind_minute) or due
    conversations.wake(visit.connection, conversation.id, due)
    respondents.be_quiet(visit.connection, address.id, None)  # they ask to be asked
    day = due.astimezone(zone_of(address.zone) or UTC).date()
    return said(repeating.repeat_set(visit.language, day, visit.manner))


def _unreadable(visit: Visit, _wish: Unreadable) -> Turn:
    now = _current(visit)
    is_open = now is not None and now.is_open
    return _asked_again(visit, strays.unreadable(visit.language, open_question=is_open, manner=visit.manner))


def _unknown_command(visit: Visit, _wish: UnknownCommand) -> Turn:
    commands = listed_commands(visit.language, visit.manner)
    return _asked_again(visit, strays.unknown_command(visit.language), commands)


def _rewritten(visit: Visit, _wish: Rewritten) -> Turn:
    return _asked_again(visit, strays.rewritten(visit.language, visit.manner))


def _about_round(visit: Visit, wish: AboutRound) -> Turn:
    """Some verbs are for those who are asked, the others for those who ask."""
    side = invited.SERVED if wish.verb in _OF_THE_INVITED else managing.SERVED
    return side[AboutRound](visit, wish)


@dataclass(frozen=True, slots=True)
class _Current:
    """The conversation the person is in."""

    conversation: Conversation
    flow: Flow
    state: State

    @property
    def is_open(self) -> bool:
        """Does a question wait?"""
        return self.state.status in OPEN


def _current(visit: Visit) -> _Current | None:
    found = conversations.current(visit.connection, visit.address.id)
    flow = None if found is None else visit.around.library.pinned(visit.connection, found.flow)
    return None if found is None or flow is None else _Current(found, flow, from_json(found.state))


def _asked_again(visit: Visit, *notes: str) -> Turn:
    """A word, and the open question under it; the place is not lost."""
    now = _current(visit)
    if now is None or not now.is_open:
        return said(Words(notes))
    events = ask_again(plan_of(now.flow), now.state)
    shown = present(now.flow, now.state, events, operator=visit.around.operator)
    told = [Told(_with_notes(message, notes), now.conversation, now.flow) for message in shown]
    return Turn(
        told=told, state=now.state, flow=now.flow, conversation=now.conversation.id, events=events,
        before=now.state,
    )  # fmt: skip


def _with_notes(message: Message, notes: tuple[str, ...]) -> Message:
    return replace(message, notes=notes) if isinstance(message, QuestionCard) else message


SERVED: Final[Mapping[type[Any], Served]] = {
    ShowMenu: _menu,
    ShowSettings: _settings,
    ShowLanguages: _show_languages,
    ChooseLanguage: _choose_language,
    SwitchReminders: _reminders,
    Unsubscribe: _unsubscribe,
    ShowPrivacy: _privacy,
    ShowMyData: _my_data,
    AskToDelete: _ask_to_delete,
    DeleteAll: _delete,
    KeepAll: _keep,
    Compare: _compare,
    RepeatLater: _repeat_later,
    Unreadable: _unreadable,
    UnknownCommand: _unknown_command,
    Rewritten: _rewritten,
    ShowResultOf: _show_result_of,
    ShowReminderTimes: _show_reminder_times,
    ChooseReminderTime: _choose_reminder_time,
    **forgetting.SERVED,
    **invited.SERVED,
    **managing.SERVED,
    **starting.SERVED,
    **joining.SERVED,
    AboutRound: _about_round,
}
"""All wishes but `Begin`, which is the start of a conversation, and `Share`, which no platform brings back.
"""
