"""A conversation whose time has come takes a turn as it would for a person (design §4, "the same turn").

A reminder goes out once while a question is open, at most one a day to one person, at a time of the day that
suits them, and none to somebody who is out of reach or has asked for quiet.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection

from bot.channels.base import Place
from bot.engine.inputs import Expire, Remind
from bot.engine.state import OPEN, Status
from bot.present.desk.repeating import repeat_due
from bot.store import conversations, respondents
from bot.store.conversations import Conversation
from bot.store.respondents import Address
from bot.turn.arrived import Surroundings, Told, Turn
from bot.turn.deadlines import UNFINISHED, at_their_time, in_their_day, later, tomorrow, zone_of
from bot.turn.posting import posted
from bot.turn.steps import one_step

ONE_A_DAY: Final = timedelta(days=1)
"""Where it is not known when the day of a person begins."""
LATE: Final = timedelta(hours=1)
"""What was held up for longer than that no longer comes at a time that somebody chose."""
MOST_AT_ONCE: Final = 50
_OPEN: Final = frozenset(status.value for status in OPEN)


@dataclass(frozen=True, slots=True)
class Woken:
    """What time brought to one person."""

    to: Place
    turn: Turn


def due(
    connection: Connection, workspace: str | None, around: Surroundings, crowded: Iterable[str] = ()
) -> tuple[str, ...]:
    """The conversations whose time has come, at most so many, none of *crowded* workspaces."""
    found = conversations.due(
        connection, around.channel, workspace, now=around.now, at_most=MOST_AT_ONCE, crowded=crowded
    )
    return tuple(one.id for one in found)


def wake(connection: Connection, conversation_id: str, around: Surroundings) -> Woken | None:
    """Reminds, invites or closes; None when there is nothing to do after all."""
    seen = conversations.open_one(connection, conversation_id, lock=False)
    address = None if seen is None else respondents.by_id(connection, seen.address_id, lock=True)
    conversation = conversations.open_one(connection, conversation_id)  # in the order in which turns lock
    if conversation is None or address is None:
        return None
    if _is_over(conversation, around):
        return _closed(connection, conversation, address, around)
    if conversation.wake_at is None or conversation.wake_at > around.now:
        return None
    return _reminded(connection, conversation, address, around)


def _is_over(conversation: Conversation, around: Surroundings) -> bool:
    ends = conversation.expires_at
    return conversation.status in UNFINISHED and ends is not None and ends <= around.now


def _closed(
    connection: Connection, conversation: Conversation, address: Address, around: Surroundings
) -> Woken | None:
    """Time is over. Who has not begun, or wants no messages, is not told; to who blocked us, nothing goes at
    all.
    """
    flow = around.library.pinned(connection, conversation.flow)
    if flow is None:
        conversations.give_up(connection, conversation.id, around.now)
        return None
    turn = one_step(connection, conversation, flow, Expire(), around, Turn())
    if not address.reachable:
        return None
    if conversation.status not in _OPEN or not _wants_messages(address):
        turn = replace(turn, told=())
    return _sent(connection, turn, address, around, "expiry")


def _reminded(
    connection: Connection, conversation: Conversation, address: Address, around: Surroundings
) -> Woken | None:
    suits = max(_not_again_before(address, around.now), _suits(connection, conversation, address, around))
    if around.now < suits:
        conversations.wake(connection, conversation.id, suits)
        return None
    conversations.wake(connection, conversation.id, None)
    if not _wants_messages(address):
        return None
    turn, occasion = _reminder(connection, conversation, address, around)
    if not turn.told:
        return None
    respondents.was_reminded(connection, address.id, around.now)
    return _sent(connection, turn, address, around, occasion)


def _not_again_before(address: Address, now: datetime) -> datetime:
    """When the day of the last reminder is over."""
    if address.reminded_at is None:
        return now
    zone = zone_of(address.zone)
    return address.reminded_at + ONE_A_DAY if zone is None else tomorrow(address.reminded_at, zone)


def _suits(
    connection: Connection, conversation: Conversation, address: Address, around: Surroundings
) -> datetime:
    """The moment in the person's day at which what is due goes out; in the past, where it was held up."""
    due = conversation.wake_at or around.now
    suits = in_their_day(due, address.zone, address.remind_minute)
    if suits is None:
        return _when_last_here(connection, conversation, around) or due
    if around.now - suits > LATE:
        return in_their_day(around.now, address.zone, None) or suits
    return suits


def _when_last_here(
    connection: Connection, conversation: Conversation, around: Surroundings
) -> datetime | None:
    """A reminder comes at the time of day at which the question was left; None where none is open."""
    flow = around.library.pinned(connection, conversation.flow)
    if flow is None or flow.remind is None or conversation.status not in _OPEN:
        return None
    left = conversation.updated_at
    return at_their_time(later(left, flow.remind), left)


def _reminder(
    connection: Connection, conversation: Conversation, address: Address, around: Surroundings
) -> tuple[Turn, str]:
    """A word about the open question; or, long after the end, whether to do it once more."""
    if conversation.status in _OPEN:
        flow = around.library.pinned(connection, conversation.flow)
        turn = Turn() if flow is None else one_step(connection, conversation, flow, Remind(), around, Turn())
        return turn, "reminder"
    newest = around.library.newest.get(conversation.flow.name)
    if newest is None or conversation.status == Status.STOPPED.value:
        return Turn(), "repeat"
    last = (conversation.ended_at or conversation.updated_at).date()
    words = repeat_due(newest.flow, address.language or conversation.language, last)
    return Turn(told=(Told(words),)), "repeat"


def _wants_messages(address: Address) -> bool:
    return address.reachable and address.quiet_since is None


def _sent(connection: Connection, turn: Turn, address: Address, around: Surroundings, occasion: str) -> Woken:
    told: Sequence[Told] = [replace(one, occasion=occasion) for one in turn.told]
    return Woken(
        Place(address.workspace, address.external_id),
        posted(connection, replace(turn, told=told), address, around),
    )
