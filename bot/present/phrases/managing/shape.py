"""What those who ask in a team check-in are told, as typed fields."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.present.phrases.plural import Plural


@dataclass(frozen=True, slots=True, kw_only=True)
class MayWords:
    """Why something is not done for the one who asks."""

    not_yours: str
    may_not_start: str
    only_admins: str
    """May appoint managers."""
    no_reports: str
    action_not_yours: str
    not_there: str
    elsewhere: str
    """What is set up in a window, asked for where there are none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingWords:
    """The check-ins that somebody sees to, and how each stands."""

    none: str
    how: str
    """To start one."""
    past: str
    """Above the names of those that have ended."""
    every: Mapping[str, str]
    """How often: `once`, `day`, `weekday`, `1 week`, `month`."""
    weeks: Plural
    anonymous: str
    named: str
    opening: str
    open: str
    """A round, by `{number}`, until `{day}`, `{time}`."""
    closing: str
    next: str
    no_next: str
    paused: str
    ended: str
    shown: str
    """What became of the round before."""
    held: str
    withheld: str
    cancelled: str
    report: str
    """Labels, from here on."""
    actions: str
    new_link: str
    pause: str
    resume: str
    end: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusWords:
    """How a round stands, while it is open."""

    title: str
    closes: str
    invited: str
    waiting: str
    reached: str
    started: str
    finished: str
    declined: str
    unreachable: str
    fewer: str
    """In place of a number that is not told."""
    whys: Mapping[str, str]
    """Why somebody could not be reached."""
    other_why: str
    left_out: str
    reasons: Mapping[str, str]
    """Why somebody of the audience was not invited."""
    people: str
    """Before the names of those who have finished, where answers have names."""
    anonymous: str
    remind: str
    """Labels."""
    extend: str
    close: str
    cancel: str
    closed: str
    """What is left of the message afterwards."""
    cancelled: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundWords:
    """What was wanted of a round, and what came of it."""

    reminded: Plural
    reminded_all: str
    """Where a number would tell too much."""
    nobody_to_remind: str
    too_late: str
    extended: str
    before_next: str
    close_asked: str
    close_means: str
    close_now: str
    closes_now: str
    cancel_asked: str
    cancel_means: str
    cancel_now: str
    cancelled: str
    leave_open: str
    stays_open: str
    not_open: str
    no_report: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInWords:
    """What was wanted of a check-in, and what came of it."""

    paused: str
    paused_meanwhile: str
    """Where a round is open."""
    resumed: str
    nothing_ahead: str
    is_ended: str
    end_asked: str
    end_means: str
    end_now: str
    ended: str
    leave: str
    stays: str
    link: str
    to_page: str
    no_page: str
    revoked: Plural
    none_revoked: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionWords:
    """What was decided, and what became of it."""

    title: str
    ask: str
    none: str
    what: str
    """`{area}`, `{text}`."""
    who: str
    """`{owner}`, `{day}`."""
    done: str
    """Labels."""
    going_on: str
    dropped: str
    is_open: str
    is_done: str
    is_dropped: str
    goes_on: str
    """After a press: it is asked about again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeTeamWords:
    """The part of a person's own page for those who start check-ins."""

    title: str
    start: str
    managers: str
    only_admins: str
    """Where nobody was appointed."""
    appointed: Plural


@dataclass(frozen=True, slots=True, kw_only=True)
class ManagingWords:
    """All of it in one language."""

    may: MayWords
    standing: StandingWords
    status: StatusWords
    round: RoundWords
    checkin: CheckInWords
    action: ActionWords
    home: HomeTeamWords
