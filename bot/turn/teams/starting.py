"""What was set up in a form: a check-in begins, an action is decided, managers are appointed.

Whoever sent the form may have lost the right to since they opened it, and all of it may have changed: so it
is looked at again here. Each has an id that was chosen when the form was opened, and counts once.
"""

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import Connection

from bot.definition.model import Flow
from bot.messages import Words
from bot.present.teams import starting as present
from bot.present.teams.starting import Plan
from bot.store import actions, checkins, rounds
from bot.store.actions import Action
from bot.store.checkins import CheckIn
from bot.turn.arrived import Surroundings, Told, Turn
from bot.turn.teams.choosing import checkin_of, faults, today_in
from bot.turn.teams.roles import is_admin, may_start, sees_to, who_is
from bot.turn.visit import Served, Visit
from bot.wishes import AppointManagers, BeginCheckIn, PlanAction

LONGEST_ACTION: Final = 500
LONGEST_OWNER: Final = 80
"""Characters."""


def plan_of(checkin: CheckIn, flow: Flow, people: int) -> Plan:
    """The check-in as its manager reads of it."""
    return Plan(
        flow,
        checkin.team,
        checkin.anonymous,
        checkin.min_answers,
        checkin.every,
        checkin.next_on or checkin.first_on,
        checkin.at_minute,
        checkin.zone,
        checkin.open_minutes,
        checkin.reminders,
        len(checkin.viewers) - 1,
        people,
    )


def admins_here(around: Surroundings, channel: str, workspace: str) -> bool:
    """Is anybody an admin in this workspace?"""
    return any(one.startswith(f"{channel}:{workspace}/") for one in around.admins)


def _begin(visit: Visit, wish: BeginCheckIn) -> Turn:
    who, around = who_is(visit.address), visit.around
    if not may_start(visit.connection, who, around):
        admins = admins_here(around, who.channel, who.workspace)
        return _said(visit, present.may_not(visit.language, admins=admins))
    today = today_in(visit.address.zone, around.now)
    if faults(wish.choice, around.library, today):
        _, words = present.words_for(visit.language)
        return _said(visit, words.begun.wrong)
    if checkins.by_id(visit.connection, wish.id) is not None:
        return Turn()
    flow = around.library.newest[wish.choice.flow].flow
    made = checkin_of(
        wish.choice, wish.id, where=(who.channel, who.workspace), manager=who.person,
        zone=visit.address.zone, language=visit.language or "en", now=around.now,
    )  # fmt: skip
    checkins.begin(visit.connection, made)
    return Turn(told=(Told(present.begun(visit.language, plan_of(made, flow, wish.people))),))


def _plan(visit: Visit, wish: PlanAction) -> Turn:
    reader, words = present.words_for(visit.language)
    checkin = checkins.by_id(visit.connection, wish.checkin)
    if checkin is None or not sees_to(visit.connection, who_is(visit.address), checkin, visit.around):
        return _said(visit, words.action.gone)
    shelved = visit.around.library.newest.get(checkin.flow_name)
    area = None if shelved is None else shelved.flow.areas.get(wish.area)
    text, owner = " ".join(wish.text.split()), " ".join(wish.owner.split())
    if area is None or not 0 < len(text) <= LONGEST_ACTION or not 0 < len(owner) <= LONGEST_OWNER:
        return _said(visit, words.action.gone)
    if actions.by_id(visit.connection, wish.id) is not None:
        return Turn()
    actions.write(
        visit.connection,
        Action(
            wish.id, checkin.id, _latest(visit.connection, checkin), wish.area, text, owner, wish.due_on,
            visit.around.now, owner_id=wish.owner_id,
        ),
    )  # fmt: skip
    planned = reader.say(
        words.action.planned, area=area.title.said_in(reader.language), text=text, owner=owner,
        day=reader.day(wish.due_on),
    )  # fmt: skip
    return _said(visit, planned)


def _appoint(visit: Visit, wish: AppointManagers) -> Turn:
    """Those who are named may, those who are not named any more may not."""
    reader, words = present.words_for(visit.language)
    who, connection = who_is(visit.address), visit.connection
    if not is_admin(who, visit.around):
        return _said(visit, words.managers.not_admin)
    before = set(checkins.appointed(connection, who.channel, who.workspace))
    for person in sorted(before - set(wish.people)):
        checkins.dismiss(connection, who.channel, who.workspace, person)
    for person in sorted(set(wish.people) - before):
        checkins.appoint(
            connection, who.channel, who.workspace, person, by=who.person, now=visit.around.now
        )  # fmt: skip
    if not wish.people:
        return _said(visit, words.managers.nobody)
    return _said(visit, reader.count(words.managers.chosen, len(set(wish.people))))


def _latest(connection: Connection, checkin: CheckIn) -> int:
    """The number of its last round; 0 before the first one."""
    return max((one.number for one in rounds.of_checkin(connection, checkin.id)), default=0)


def _said(visit: Visit, words: str) -> Turn:
    return Turn(told=(Told(Words((words,), language=visit.language or "en")),))


SERVED: Final[Mapping[type[Any], Served]] = {
    BeginCheckIn: _begin,
    PlanAction: _plan,
    AppointManagers: _appoint,
}
