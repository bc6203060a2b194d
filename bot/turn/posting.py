"""What a turn tells, put in its place and written to the outbox."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection

from bot.messages import ContactKeyboard, QuestionCard, Settled
from bot.present.desk.strays import share_contact
from bot.present.settling import settled
from bot.store import deliveries, respondents, senders
from bot.store.claims import NOT_ASKED
from bot.store.columns import DeliveryStatus
from bot.store.deliveries import Delivery
from bot.store.respondents import Address
from bot.turn.arrived import Arrived, Parcel, Surroundings, Told, Turn
from bot.turn.outgoing import to_json
from bot.turn.placing import Standing, placed, wants_contact
from bot.wishes import Press

OURS: Final = timedelta(seconds=10)
"""For so long what waits for other processes is left to the one that took the turn."""
_A_MOMENT: Final = timedelta(microseconds=1)


def posted(
    connection: Connection,
    turn: Turn,
    address: Address,
    around: Surroundings,
    *,
    arrived: Arrived | None = None,
    press: Press | None = None,
) -> Turn:
    """The turn with its deliveries, in the order in which they must go. *press*: what a button meant."""
    if around.platform is None:
        return _queued(connection, turn, turn.told, address, around)
    standing = Standing(
        live=address.live_message,
        pressed=arrived.message if arrived else None,
        press=press,
        keyboard=address.keyboard_message,
        aside=address.aside_message,
    )
    places = placed(turn, standing, lambda: _left_of_question(turn, around))
    told = places.told
    if around.platform.shares_contact:
        told = _with_contact_keyboard(told, has_one=places.keyboard is not None)
    if places.live != address.live_message:
        respondents.set_live_message(connection, address.id, places.live)
    if places.aside != address.aside_message:
        respondents.set_aside_message(connection, address.id, places.aside)
    if places.keyboard != address.keyboard_message:
        respondents.set_keyboard_message(connection, address.id, places.keyboard)
    return _queued(connection, turn, told, address, around)


def _left_of_question(turn: Turn, around: Surroundings) -> Settled | None:
    if turn.flow is None or turn.before is None or turn.state is None:
        return None
    return settled(turn.flow, turn.before, turn.state, turn.events, operator=around.operator)


def _with_contact_keyboard(told: Sequence[Told], *, has_one: bool) -> tuple[Told, ...]:
    """A phone number may be shared with one tap in place of typing it."""
    made = []
    for one in told:
        made.append(one)
        if isinstance(one.message, QuestionCard) and wants_contact(one.message) and not has_one:
            text, label = share_contact(one.message.language)
            made.append(Told(ContactKeyboard(text, label), one.conversation, one.flow))
    return tuple(made)


def _queued(
    connection: Connection, turn: Turn, told: Sequence[Told], address: Address, around: Surroundings
) -> Turn:
    at_once = bool(told) and _goes_at_once(connection, address, around)
    made_at = _made_at(connection, address, around, at_once=at_once) if told else around.now
    parcels = []
    for place, one in enumerate(told):
        delivery = _delivery(one, place, address, around, turn, made_at, at_once=at_once)
        parcels.append(Parcel(delivery, one.message, one.flow, turn.ended))
    deliveries.queue(connection, (parcel.delivery for parcel in parcels))
    return replace(turn, told=told, parcels=tuple(parcels), address=address.id)


def _goes_at_once(connection: Connection, address: Address, around: Surroundings) -> bool:
    """May this process send it right away? Not while another still has something for the same person: then it
    waits in the database until that is done.
    """
    if around.platform is None:
        return False
    process = around.platform.process
    if process is None or address.sender == process or senders.become(connection, address.id, process):
        return True
    if address.sender is not None:
        senders.queue_behind(connection, address.id)
    return False


def _made_at(
    connection: Connection, address: Address, around: Surroundings, *, at_once: bool
) -> datetime:  # fmt: skip
    """Behind all that is still to go there, whatever the clocks of other processes say."""
    platform = around.platform
    now = around.now if platform is None or platform.clock is None else platform.clock()
    if platform is None or at_once:
        return now
    newest = senders.newest(connection, address.id)
    return now if newest is None else max(now, newest + _A_MOMENT)


def _delivery(
    told: Told,
    position: int,
    address: Address,
    around: Surroundings,
    turn: Turn,
    made_at: datetime,
    *,
    at_once: bool,
) -> Delivery:
    conversation, platform = told.conversation, around.platform
    private = turn.fleeting and turn.flow is not None and turn.flow.private
    return Delivery(
        id=around.new_id(),
        address_id=address.id,
        turn=conversation.turn if conversation else 0,
        position=position,
        kind=type(told.message).__name__,
        payload=to_json(told.message),
        created_at=made_at,
        due_at=around.now if at_once or platform is None else made_at + OURS,
        conversation_id=conversation.id if conversation else None,
        status=DeliveryStatus.SENDING if at_once else DeliveryStatus.WAITING,
        attempts=1 if at_once else 0,
        error=NOT_ASKED if at_once and told.occasion is not None else None,
        lease_until=platform.lease_until if platform and at_once else None,
        private=told.private or private or (conversation is not None and conversation.private),
        target=told.replaces,
        occasion=told.occasion,
        fleeting=turn.fleeting,
    )
