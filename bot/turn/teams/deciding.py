"""An action in the words of a reader: its area stands in the flow that the round was about."""

from collections.abc import Mapping
from typing import Final

from sqlalchemy import Connection

from bot.present.reader import reader_for
from bot.present.teams import acting
from bot.present.teams.acting import Decided, State
from bot.store import actions, checkins, rounds
from bot.store.actions import Action, ActionStatus
from bot.store.checkins import CheckIn
from bot.turn.arrived import Surroundings, Told, Turn
from bot.turn.teams.refusing import No, refused
from bot.turn.teams.roles import sees_to, who_is
from bot.turn.visit import Visit
from bot.wishes import AboutAction, ActionVerb

MOST_SHOWN: Final = 10
"""Actions of one check-in, the newest."""
_BECOMES: Final[Mapping[ActionVerb, ActionStatus]] = {
    ActionVerb.DONE: ActionStatus.DONE,
    ActionVerb.GOING_ON: ActionStatus.OPEN,
    ActionVerb.DROPPED: ActionStatus.DROPPED,
}


def decided(
    connection: Connection, action: Action, checkin: CheckIn, language: str | None, around: Surroundings
) -> Decided:
    """The action as it stands; an area that nobody finds any more is named as it is kept."""
    return Decided(
        action.id, checkin.team, _area(connection, action, language, around), action.text, action.owner,
        action.due_on, State(action.status.value),
    )  # fmt: skip


def all_of(visit: Visit, checkin: CheckIn) -> Turn:
    """A message for each action of a check-in, those that are open last, where they are seen first."""
    found = actions.of_checkin(visit.connection, checkin.id)
    language = visit.language or checkin.language
    if not found:
        return Turn(told=(Told(acting.nothing_decided(language)),))
    in_order = sorted(found, key=lambda one: one.status is ActionStatus.OPEN)
    cards = (
        acting.card(language, decided(visit.connection, one, checkin, language, visit.around))
        for one in in_order[-MOST_SHOWN:]
    )
    return Turn(told=tuple(Told(card, private=True) for card in cards))


def about_action(visit: Visit, wish: AboutAction) -> Turn:
    """What became of one; its owner may say so, and who sees to the check-in."""
    action = actions.by_id(visit.connection, wish.action)
    checkin = None if action is None else checkins.by_id(visit.connection, action.checkin_id)
    if action is None or checkin is None:
        return refused(visit, No.NOT_THERE)
    who = who_is(visit.address)
    is_owner = action.owner_id == who.person and (who.channel, who.workspace) == (
        checkin.channel, checkin.workspace,
    )  # fmt: skip
    if not is_owner and not sees_to(visit.connection, who, checkin, visit.around):
        return refused(visit, No.ACTION_NOT_YOURS)
    actions.settle(visit.connection, action.id, _BECOMES[wish.verb], visit.around.now)
    language = visit.language or checkin.language
    now = actions.by_id(visit.connection, action.id) or action
    words = acting.card(
        language,
        decided(visit.connection, now, checkin, language, visit.around),
        goes_on=wish.verb is ActionVerb.GOING_ON,
    )
    return Turn(told=(Told(words, replaces=visit.arrived.message, private=True),))


def _area(connection: Connection, action: Action, language: str | None, around: Surroundings) -> str:
    of_team = rounds.of_checkin(connection, action.checkin_id)
    found = next((one for one in of_team if one.number == action.round_number), None)
    flow = None if found is None else around.library.pinned(connection, found.flow)
    area = None if flow is None else flow.areas.get(action.area)
    return action.area if area is None else reader_for(language).text(area.title)
