"""A person's own page, as it is now: read in few statements, however much they have done."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, tzinfo
from typing import Final

from sqlalchemy import Connection

from bot.definition.model import Flow
from bot.engine.arrival import path_of
from bot.engine.plan import plan_of
from bot.engine.result import result_of
from bot.engine.state import State, Status, from_json
from bot.messages.home import HomePage
from bot.present.desk.home import MOST_RESULTS, Belongings, Finished, Unfinished, home
from bot.present.result.since import Before
from bot.store import conversations, glance
from bot.store.glance import Glimpse, Outcome
from bot.store.respondents import Address
from bot.turn.arrived import Surroundings
from bot.turn.deadlines import zone_of
from bot.turn.desk import daytime_of, languages_of, on_the_menu
from bot.turn.manner import manner_of
from bot.turn.teams.asked import checkins_of, open_invitations
from bot.turn.teams.roles import Who, who_is
from bot.turn.teams.standing import teams_of

_WAITING: Final = frozenset(
    status.value for status in (Status.ASKING, Status.CHANGING, Status.PAUSED, Status.STOPPED)
)
_NOT_DONE: Final = frozenset({Status.NEW.value, Status.EXPIRED.value})
"""Leave a check to do."""
_MOST_READ: Final = 100
"""A page names by its number what has no room."""


def home_of(
    connection: Connection,
    address: Address | None,
    language: str | None,
    around: Surroundings,
    notice: str = "",
    *,
    who: Who | None = None,
) -> HomePage:
    """The page of the person at *address*; to somebody who was never here everything is to do.

    *language* is what their client speaks; *notice* is what a press on the page has come to; *who* they are,
    also where nothing is kept of them.
    """
    theirs = _nobodys(around) if address is None else _belongings(connection, address, around)
    chosen = None if address is None else address.language
    if who is None and address is not None:
        who = who_is(address)
    if who is not None:
        zone = None if address is None else address.zone
        teams = teams_of(connection, who, around, language=chosen or language, zone=zone)
        theirs = replace(theirs, teams=teams)
    return home(
        chosen or language,
        theirs,
        operator=around.operator,
        privacy_url=around.platform.privacy_url if around.platform else None,
        manner=manner_of(around.channel),
        notice=notice,
    )


def _nobodys(around: Surroundings) -> Belongings:
    return Belongings(on_the_menu(around.library), (), (), languages_of(around.library))


def _belongings(connection: Connection, address: Address, around: Surroundings) -> Belongings:
    zone = zone_of(address.zone) or UTC
    open_now = glance.unfinished(connection, address.id, _WAITING, around.now, _MOST_READ)
    waiting = {one.flow.name for one in open_now}
    done = {
        name
        for name, status in conversations.standings(connection, address.id)
        if status not in _WAITING and status not in _NOT_DONE
    }
    return Belongings(
        to_do=[flow for flow in on_the_menu(around.library) if flow.name not in waiting | done],
        unfinished=list(_unfinished(connection, open_now, zone, around)),
        finished=list(_finished(connection, address, zone, around)),
        languages=languages_of(around.library),
        reminders=address.quiet_since is None,
        daytime=daytime_of(address),
        invitations=open_invitations(connection, address, around),
        checkins=checkins_of(connection, address, around.now),
    )


def _unfinished(
    connection: Connection, found: tuple[Glimpse, ...], zone: tzinfo, around: Surroundings
) -> Iterator[Unfinished]:
    """One for each flow, that went on last: it is the one that is gone on with."""
    seen: set[str] = set()
    for one in found:
        flow = around.library.pinned(connection, one.flow)
        if flow is not None and one.flow.name not in seen:
            seen.add(one.flow.name)
            yield Unfinished(flow, from_json(one.state), one.at.astimezone(zone))


def _finished(
    connection: Connection, address: Address, zone: tzinfo, around: Surroundings
) -> Iterator[Finished]:
    """Only what has room is compared with the time before. After a restart there is no result any more."""
    shown = 0
    for found in glance.outcomes(connection, address.id, _MOST_READ):
        flow, state = around.library.pinned(connection, found.now.flow), from_json(found.now.state)
        if flow is not None and state.shown:
            at = found.now.at.astimezone(zone)
            before = _before(connection, found, zone, around) if shown < MOST_RESULTS else None
            shown += 1
            yield Finished(found.now.id, flow, state, at, before)


def _before(connection: Connection, found: Outcome, zone: tzinfo, around: Surroundings) -> Before | None:
    flow = None if found.before is None else around.library.pinned(connection, found.before.flow)
    if found.before is None or flow is None:
        return None
    return _result_before(flow, from_json(found.before.state), found.before.at.astimezone(zone))


def _result_before(flow: Flow, state: State, at: datetime) -> Before:
    plan = plan_of(flow)
    return Before(result_of(plan, path_of(plan, state), state.answers), at.date())
