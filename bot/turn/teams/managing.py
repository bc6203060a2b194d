"""Those who ask: their check-ins, running rounds, what was decided.

Whether they may is asked with each press: a button stays where it is, what somebody may does not.
"""

from collections.abc import Mapping
from typing import Any, Final

from bot.present.teams import standing as words
from bot.turn.arrived import Told, Turn
from bot.turn.teams.deciding import about_action
from bot.turn.teams.of_checkin import about_checkin
from bot.turn.teams.of_round import about_round
from bot.turn.teams.refusing import No, refused
from bot.turn.teams.roles import is_admin, may_start, who_is
from bot.turn.teams.standing import standing_of, theirs
from bot.turn.visit import Served, Visit
from bot.wishes import (
    AboutAction,
    AboutCheckIn,
    AboutRound,
    ChooseManagers,
    NewCheckIn,
    ShowCheckIns,
)

MOST_GOING: Final = 10
MOST_PAST: Final = 3
"""Check-ins with a message of their own."""


def _show(visit: Visit, _wish: ShowCheckIns) -> Turn:
    """A message for each, the newest below, where it is seen first; a word where there are none."""
    who, around = who_is(visit.address), visit.around
    found = theirs(visit.connection, who, around)
    if not found.going and not found.past and not may_start(visit.connection, who, around):
        return refused(visit, No.MAY_NOT_START)
    shown = (*reversed(found.past[:MOST_PAST]), *reversed(found.going[:MOST_GOING]))
    cards = [
        words.check_in(
            visit.language,
            standing_of(visit.connection, one, who, around, language=visit.language, zone=visit.address.zone),
        )
        for one in shown
    ]
    others = [one.team for one in found.past[MOST_PAST:]]
    overview = words.overview(visit.language, others, any_going=bool(found.going))
    said = cards if overview is None else [overview, *cards]
    return Turn(told=tuple(Told(one) for one in said))


def _new(visit: Visit, _wish: NewCheckIn) -> Turn:
    """Where there are windows, reception opens one for those who may, and no turn is taken."""
    may = may_start(visit.connection, who_is(visit.address), visit.around)
    return refused(visit, No.ELSEWHERE if may else No.MAY_NOT_START)


def _choose_managers(visit: Visit, _wish: ChooseManagers) -> Turn:
    may = is_admin(who_is(visit.address), visit.around)
    return refused(visit, No.ELSEWHERE if may else No.ONLY_ADMINS)


SERVED: Final[Mapping[type[Any], Served]] = {
    ShowCheckIns: _show,
    NewCheckIn: _new,
    ChooseManagers: _choose_managers,
    AboutRound: about_round,
    AboutCheckIn: about_checkin,
    AboutAction: about_action,
}
