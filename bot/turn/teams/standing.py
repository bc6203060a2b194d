"""How the check-ins stand that somebody sees to, or whose reports they see."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, tzinfo
from typing import Final

from sqlalchemy import Connection

from bot.present.teams.home import TeamsOf
from bot.present.teams.standing import Became, Over, Phase, Running, Standing, words_for
from bot.present.teams.status import lines
from bot.store import checkins, rounds
from bot.store.checkins import CheckIn, CheckInStatus
from bot.store.rounds import Round, RoundFate, RoundStatus
from bot.turn.arrived import Surroundings
from bot.turn.deadlines import zone_of
from bot.turn.teams.roles import Who, is_admin, may_start, sees_reports, sees_to
from bot.turn.teams.status import counted

MOST_GOING_AT_HOME: Final = 6
MOST_PAST_AT_HOME: Final = 2
"""What has no room is named by its number."""
_PHASES: Final = {
    RoundStatus.OPENING: Phase.OPENING,
    RoundStatus.OPEN: Phase.OPEN,
    RoundStatus.CLOSING: Phase.CLOSING,
}


@dataclass(frozen=True, slots=True)
class Theirs:
    """Check-ins, the newest first."""

    going: Sequence[CheckIn]
    past: Sequence[CheckIn]


def theirs(connection: Connection, who: Who, around: Surroundings) -> Theirs:
    """All that concern somebody."""
    if is_admin(who, around):
        found = checkins.in_workspace(connection, who.channel, who.workspace)[::-1]
    else:
        found = checkins.seen_by(connection, *who)[::-1]
    ended = CheckInStatus.ENDED
    return Theirs(
        [one for one in found if one.status is not ended], [one for one in found if one.status is ended]
    )


def teams_of(
    connection: Connection, who: Who, around: Surroundings, *, language: str | None, zone: str | None
) -> TeamsOf | None:
    """What stands on somebody's own page; None where it is nothing to them."""
    found, starts = theirs(connection, who, around), may_start(connection, who, around)
    every = [*found.going, *found.past]
    if not every and not starts:
        return None
    shown = [*found.going[:MOST_GOING_AT_HOME], *found.past[:MOST_PAST_AT_HOME]]
    appointed = checkins.appointed(connection, *who[:2]) if is_admin(who, around) else None
    return TeamsOf(
        [standing_of(connection, one, who, around, language=language, zone=zone) for one in shown],
        more=len(every) - len(shown),
        starts=starts,
        appointed=None if appointed is None else len(appointed),
    )


def standing_of(
    connection: Connection,
    checkin: CheckIn,
    who: Who,
    around: Surroundings,
    *,
    language: str | None,
    zone: str | None,
) -> Standing:
    """One of them now, for a reader in *zone*."""
    place = zone_of(zone) or UTC
    of_team = rounds.of_checkin(connection, checkin.id)
    running = next((one for one in reversed(of_team) if one.status in _PHASES), None)
    last = next((one for one in reversed(of_team) if one.status not in _PHASES), None)
    closed = [one.id for one in of_team if one.status is RoundStatus.CLOSED]
    reported = closed[-1] if closed and sees_reports(who, checkin, around) else None
    platform = around.platform
    return Standing(
        checkin.id,
        checkin.team,
        title_of(checkin, language, around),
        checkin.every,
        checkin.anonymous,
        paused=checkin.status is CheckInStatus.PAUSED,
        ended=checkin.status is CheckInStatus.ENDED,
        managed=sees_to(connection, who, checkin, around),
        running=None if running is None else _running(running, place),
        figures=() if running is None else _figures(connection, running, checkin, language),
        next_on=checkin.next_on,
        last=None if last is None else _over(last, place),
        reported=reported,
        links=platform is not None and platform.links is not None,
    )


def title_of(checkin: CheckIn, language: str | None, around: Surroundings) -> str:
    """Of its flow, in the reader's language; its name where nobody finds it."""
    shelved = around.library.newest.get(checkin.flow_name)
    reader, _ = words_for(language)
    return checkin.flow_name if shelved is None else reader.text(shelved.flow.title)


def _running(one: Round, place: tzinfo) -> Running:
    return Running(one.id, one.number, _PHASES[one.status], one.closes_at.astimezone(place))


def _figures(
    connection: Connection, one: Round, checkin: CheckIn, language: str | None
) -> tuple[str, ...]:  # fmt: skip
    if one.status is not RoundStatus.OPEN:
        return ()
    told = counted(connection, one, checkin)
    return tuple(lines(*words_for(language), told, checkin.min_answers))


def _over(one: Round, place: tzinfo) -> Over:
    closed = one.closes_at.astimezone(place).date()
    if one.status is RoundStatus.CANCELLED:
        return Over(one.number, closed, Became.CANCELLED)
    return Over(one.number, closed, Became((one.fate or RoundFate.WITHHELD).value))
