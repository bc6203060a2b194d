"""Check-ins that people join by a link, for a named group of whom no platform has a list.

Who opens the link while a round is open is in it, and is asked in the next ones too (`bot.checkins.opening`).
The link names the check-in by chance alone: it leads to questions, never to answers.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from sqlalchemy import Connection

from bot.definition.model import Flow
from bot.definition.schedule import Every
from bot.present.teams import joining as words
from bot.present.teams.invitation import finished_already, invitation, reminder
from bot.store import checkins, invitations, rounds
from bot.store.checkins import CheckIn, CheckInStatus
from bot.store.invitations import Invitation, InvitationStatus
from bot.store.rounds import RoundStatus
from bot.turn.arrived import Turn
from bot.turn.deadlines import later
from bot.turn.teams import roles, schedule
from bot.turn.teams.audience import Audience
from bot.turn.teams.terms import Terms
from bot.turn.visit import Served, Visit, said
from bot.wishes import Join, StartByLink

LONGEST_TEAM: Final = 60
"""Letters of a team's name."""
ZONE: Final = "UTC"
"""Nobody tells where a group is: its rounds come at the hour at which the first one began."""


def _start(visit: Visit, wish: StartByLink) -> Turn:
    """Its first round opens at once; the rule of the flow goes on from today."""
    platform = visit.around.platform
    flows = _for_teams(visit)
    if not roles.may_start(visit.connection, roles.who_is(visit.address), visit.around):
        return said(words.not_you(visit.language))
    name, _, team = wish.said.strip().partition(" ")
    flow = next((one for one in flows if one.name == name.lower()), None)
    team = " ".join(team.split())[:LONGEST_TEAM]
    if flow is None or not team or platform is None or platform.join_link is None:
        return said(words.how_to_start(visit.language, flows))
    made = _checkin(visit, flow, team)
    checkins.begin(visit.connection, made)
    told = words.StartedByLink(
        flow,
        team,
        platform.join_link(made.join_token or ""),
        made.anonymous,
        made.min_answers,
        visit.around.now + timedelta(minutes=made.open_minutes),
        next((day for day in schedule.days(made) if day > made.first_on), None),
    )
    return said(words.started(visit.language, told))


def _for_teams(visit: Visit) -> list[Flow]:
    flows = sorted((one.flow for one in visit.around.library.newest.values()), key=lambda flow: flow.name)
    return [flow for flow in flows if flow.checkin is not None]


def _checkin(visit: Visit, flow: Flow, team: str) -> CheckIn:
    """As the flow wants it, from now on."""
    rule, now, address = flow.checkin, visit.around.now, visit.address
    if rule is None:
        raise ValueError(f"{flow.name} is not made for teams")
    return CheckIn(
        id=visit.around.new_id(),
        channel=address.channel,
        workspace=address.workspace,
        team=team,
        flow_name=flow.name,
        language=visit.language or flow.languages[0],
        manager=address.external_id,
        viewers=(address.external_id,),
        audience=Audience(by_link=True).to_json(),
        anonymous=rule.anonymous,
        min_answers=rule.min_answers,
        every=_every(rule.every),
        first_on=now.date(),
        at_minute=now.hour * 60 + now.minute,
        zone=ZONE,
        weekdays_only=False,
        open_minutes=round((later(now, rule.open) - now).total_seconds() / 60),
        reminders=0 if rule.remind is None else 1,
        created_at=now,
        next_on=now.date(),
        next_at=now,
        join_token=visit.around.random_id(),
    )


def _every(every: Every) -> str:
    """As check-ins have it."""
    if every.unit != "week":
        return every.unit
    return "1 week" if every.weeks == 1 else f"{every.weeks} weeks"


def _join(visit: Visit, wish: Join) -> Turn:
    """Into the round that is open; the invitation is there at once."""
    checkin = checkins.by_join_token(visit.connection, wish.token)
    if checkin is None or not _is_here(checkin, visit):
        return said(words.dead_link(visit.language))
    terms = _open_round(visit.connection, checkin)
    if terms is None or not terms.is_open(visit.around.now):
        active = checkin.status is CheckInStatus.ACTIVE
        return said(words.not_open(visit.language, checkin.team, checkin.next_on if active else None))
    flow = visit.around.library.pinned(visit.connection, terms.round.flow)
    if flow is None:
        return said(words.dead_link(visit.language))
    part = invitations.of_person(visit.connection, terms.round.id, visit.address.id, lock=True)
    facts = terms.facts(flow, visit.address)
    if part is None:
        _invite(visit, terms)
        return said(invitation(visit.language, facts))
    if part.status is InvitationStatus.FINISHED:
        return said(finished_already(visit.language))
    return said(reminder(visit.language, facts, begun=part.status is InvitationStatus.STARTED))


def _is_here(checkin: CheckIn, visit: Visit) -> bool:
    address = visit.address
    return (checkin.channel, checkin.workspace) == (address.channel, address.workspace)


def _open_round(connection: Connection, checkin: CheckIn) -> Terms | None:
    found = [one for one in rounds.of_checkin(connection, checkin.id) if one.status is RoundStatus.OPEN]
    return Terms(found[-1], checkin) if found else None


def _invite(visit: Visit, terms: Terms) -> None:
    """A reminder, where the check-in has any, is due when half of what is left has gone by."""
    now, reminds = visit.around.now, terms.checkin.reminders > 0
    half = now + (terms.round.closes_at - now) / 2
    joined = Invitation(
        visit.around.new_id(),
        terms.round.id,
        visit.address.id,
        status=InvitationStatus.SENT,
        due_at=half if reminds else None,
    )
    invitations.invite(visit.connection, [joined])


SERVED: Final[Mapping[type[Any], Served]] = {StartByLink: _start, Join: _join}
