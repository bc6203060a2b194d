"""What those who ask want of a round: reminding, more time, its end, its report."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Final, TypeAlias

from bot.messages import Button, Words
from bot.present.phrases.managing.shape import RoundWords
from bot.present.reader import Reader
from bot.present.teams.standing import clock, words_for
from bot.present.teams.status import may_count
from bot.store import checkins, invitations, rounds
from bot.store.checkins import CheckIn, CheckInStatus
from bot.store.invitations import InvitationStatus
from bot.store.rounds import Round, RoundStatus
from bot.turn.arrived import Told, Turn
from bot.turn.deadlines import zone_of
from bot.turn.teams import reminding, status
from bot.turn.teams.refusing import No, refused
from bot.turn.teams.reporting import newest_report
from bot.turn.teams.roles import sees_reports, sees_to, who_is
from bot.turn.visit import Visit
from bot.wishes import AboutRound, RoundVerb

A_DAY: Final = timedelta(days=1)
ONE_PRESS: Final = timedelta(seconds=10)
"""A second press within this is the same one, made twice."""
_WAITING: Final = frozenset({InvitationStatus.WAITING, InvitationStatus.UNREACHABLE})


@dataclass(frozen=True, slots=True)
class Wanted:
    """One wish about one round, of somebody who sees to it."""

    visit: Visit
    round: Round
    checkin: CheckIn

    @property
    def language(self) -> str:
        """In which they are answered."""
        return self.visit.language or self.checkin.language

    @property
    def words(self) -> tuple[Reader, RoundWords]:
        """What is said about rounds, and how."""
        reader, words = words_for(self.language)
        return reader, words.round


def about_round(visit: Visit, wish: AboutRound) -> Turn:
    """What a verb comes to, for somebody who may."""
    found = rounds.by_id(visit.connection, wish.round)
    checkin = None if found is None else checkins.by_id(visit.connection, found.checkin_id)
    if found is None or checkin is None:
        return refused(visit, No.NOT_THERE)
    who = who_is(visit.address)
    if wish.verb is RoundVerb.REPORT:
        if not sees_reports(who, checkin, visit.around):
            return refused(visit, No.NO_REPORTS)
        return report(visit, checkin)
    if not sees_to(visit.connection, who, checkin, visit.around):
        return refused(visit, No.NOT_YOURS)
    wanted = Wanted(visit, found, checkin)
    if found.status is not RoundStatus.OPEN:
        return _in_place(wanted, wanted.words[1].not_open)
    return _VERBS[wish.verb](wanted)


def report(visit: Visit, checkin: CheckIn) -> Turn:
    """The newest report once more, with a new way to its page."""
    told = newest_report(visit.connection, checkin, visit.address, visit.around)
    if told:
        return Turn(told=told)
    reader, words = words_for(visit.language or checkin.language)
    return Turn(told=(Told(Words((words.round.no_report,), (), reader.language)),))


def _remind(wanted: Wanted) -> Turn:
    found, now = wanted.round, wanted.visit.around.now
    reader, words = wanted.words
    if reminding.is_too_late(found, now):
        return _noted(wanted, words.too_late)
    count = reminding.remind(wanted.visit.connection, found, wanted.checkin, now)
    if not count:
        return _noted(wanted, words.nobody_to_remind)
    if may_count(
        count, _reached(wanted), anonymous=wanted.checkin.anonymous, k=wanted.checkin.min_answers
    ):  # fmt: skip
        return _noted(wanted, reader.count(words.reminded, count))
    return _noted(wanted, words.reminded_all)


def _extend(wanted: Wanted) -> Turn:
    """A day, but not into the next round: rounds of one check-in do not overlap."""
    found, checkin, now = wanted.round, wanted.checkin, wanted.visit.around.now
    reader, words = wanted.words
    closes_at = found.closes_at
    if not status.was_extended(found, now - ONE_PRESS):
        closes_at += A_DAY
        next_at = checkin.next_at if checkin.status is CheckInStatus.ACTIVE else None
        if next_at is not None and next_at < closes_at:
            next_on = checkin.next_on or next_at.date()
            return _noted(wanted, reader.say(words.before_next, day=reader.day(next_on)))
        if not rounds.close_at(wanted.visit.connection, found.id, closes_at):
            return _in_place(wanted, words.not_open)  # it closed meanwhile
        status.extended(wanted.visit.connection, found, now)
    later = replace(wanted, round=rounds.by_id(wanted.visit.connection, found.id) or found)
    day, time = _moment(wanted, reader, closes_at)
    return _noted(later, reader.say(words.extended, day=day, time=time))


def _ask_to_close(wanted: Wanted) -> Turn:
    reader, words = wanted.words
    means = reader.say(words.close_means, k=reader.number(wanted.checkin.min_answers))
    return _asked(wanted, (words.close_asked, means), words.close_now, RoundVerb.CLOSE)


def _close(wanted: Wanted) -> Turn:
    """Its time is over now; the tick does the rest. A second time changes nothing."""
    now = wanted.visit.around.now
    if wanted.round.closes_at > now:
        rounds.close_at(wanted.visit.connection, wanted.round.id, now)
    return _in_place(wanted, wanted.words[1].closes_now)


def _ask_to_cancel(wanted: Wanted) -> Turn:
    words = wanted.words[1]
    return _asked(wanted, (words.cancel_asked, words.cancel_means), words.cancel_now, RoundVerb.CANCEL)


def _cancel(wanted: Wanted) -> Turn:
    """No report is ever made of it. Those who are answering are let go by the tick."""
    words, found = wanted.words[1], wanted.round
    gone = rounds.go(wanted.visit.connection, found.id, RoundStatus.OPEN, RoundStatus.CANCELLED)
    return _in_place(wanted, words.cancelled if gone else words.not_open)  # it may have closed meanwhile


def _leave(wanted: Wanted) -> Turn:
    return _in_place(wanted, wanted.words[1].stays_open)


def _asked(wanted: Wanted, paragraphs: tuple[str, ...], label: str, verb: RoundVerb) -> Turn:
    """Sure? Below what was pressed, which goes on to say how the round stands."""
    reader, words = wanted.words
    buttons = (
        Button(label, AboutRound(verb, wanted.round.id)),
        Button(words.leave_open, AboutRound(RoundVerb.LEAVE, wanted.round.id)),
    )
    asked = Words(paragraphs, buttons, reader.language, title=wanted.checkin.team)
    return Turn(told=(Told(asked),))


def _in_place(wanted: Wanted, said: str) -> Turn:
    """In place of the question, or of what has nothing to press any more."""
    reader, _ = wanted.words
    words = Words((said,), (), reader.language, title=wanted.checkin.team)
    return Turn(told=(Told(words, replaces=wanted.visit.arrived.message),))


def _noted(wanted: Wanted, note: str) -> Turn:
    visit = wanted.visit
    pressed = (replace(visit.address, language=wanted.language), visit.arrived.message)
    told = status.answered(
        visit.connection, wanted.round, wanted.checkin, note, pressed=pressed, around=visit.around
    )
    return Turn(told=(told,))


def _reached(wanted: Wanted) -> int:
    counts = invitations.counts(wanted.visit.connection, wanted.round.id)
    return sum(count for status_, count in counts.items() if status_ not in _WAITING)


def _moment(wanted: Wanted, reader: Reader, moment: datetime) -> tuple[str, str]:
    there = moment.astimezone(zone_of(wanted.visit.address.zone) or UTC)
    return reader.day(there), clock(reader, there)


_Does: TypeAlias = Callable[[Wanted], Turn]
_VERBS: Final[Mapping[RoundVerb, _Does]] = {
    RoundVerb.REMIND: _remind,
    RoundVerb.EXTEND: _extend,
    RoundVerb.ASK_TO_CLOSE: _ask_to_close,
    RoundVerb.CLOSE: _close,
    RoundVerb.ASK_TO_CANCEL: _ask_to_cancel,
    RoundVerb.CANCEL: _cancel,
    RoundVerb.LEAVE: _leave,
}
