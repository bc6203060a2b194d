"""What those who ask want of a check-in: pausing, going on, its end, ways to its page, what was decided."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC
from typing import Final, TypeAlias

from bot.messages import Button, Words
from bot.present.phrases.managing.shape import CheckInWords
from bot.present.reader import Reader
from bot.present.teams.standing import check_in, link, words_for
from bot.store import checkins, report_links, rounds
from bot.store.checkins import CheckIn, CheckInStatus
from bot.store.rounds import RoundStatus
from bot.turn.arrived import Told, Turn
from bot.turn.deadlines import zone_of
from bot.turn.teams import deciding, schedule
from bot.turn.teams.links import LIFETIME, new_link
from bot.turn.teams.refusing import No, refused
from bot.turn.teams.roles import sees_reports, sees_to, who_is
from bot.turn.teams.standing import standing_of
from bot.turn.visit import Visit
from bot.wishes import AboutCheckIn, CheckInVerb

_OF_VIEWERS: Final = frozenset({CheckInVerb.NEW_LINK, CheckInVerb.REVOKE_LINKS})


@dataclass(frozen=True, slots=True)
class Wanted:
    """One wish about one check-in, of somebody who may."""

    visit: Visit
    checkin: CheckIn

    @property
    def words(self) -> tuple[Reader, CheckInWords]:
        """What is said about check-ins, and how."""
        reader, words = words_for(self.visit.language or self.checkin.language)
        return reader, words.checkin


def about_checkin(visit: Visit, wish: AboutCheckIn) -> Turn:
    """What a verb comes to, for somebody who may."""
    checkin = checkins.by_id(visit.connection, wish.checkin, lock=True)
    if checkin is None:
        return refused(visit, No.NOT_THERE)
    who = who_is(visit.address)
    if wish.verb in _OF_VIEWERS:
        if not sees_reports(who, checkin, visit.around):
            return refused(visit, No.NO_REPORTS)
    elif not sees_to(visit.connection, who, checkin, visit.around):
        return refused(visit, No.NOT_YOURS)
    return _VERBS[wish.verb](Wanted(visit, checkin))


def _pause(wanted: Wanted) -> Turn:
    """No round opens by itself; one that is open goes on to its end."""
    words, checkin = wanted.words[1], wanted.checkin
    if checkin.status is CheckInStatus.ENDED:
        return _in_place(wanted, words.is_ended)
    checkins.set_status(wanted.visit.connection, checkin.id, CheckInStatus.PAUSED)
    return _card(wanted, words.paused_meanwhile if _is_open(wanted) else words.paused)


def _resume(wanted: Wanted) -> Turn:
    """With the next day of its plan that is still to come."""
    reader, words = wanted.words
    checkin, now = wanted.checkin, wanted.visit.around.now
    if checkin.status is CheckInStatus.ENDED:
        return _in_place(wanted, words.is_ended)
    next_on, next_at = checkin.next_on, checkin.next_at
    if checkin.status is CheckInStatus.PAUSED:
        next_on, next_at = schedule.next_round(checkin, now)
        checkins.set_status(wanted.visit.connection, checkin.id, CheckInStatus.ACTIVE, next_on, next_at)
    if next_on is None:
        return _card(wanted, words.nothing_ahead)
    return _card(wanted, reader.say(words.resumed, day=reader.day(next_on)))


def _ask_to_end(wanted: Wanted) -> Turn:
    reader, words = wanted.words
    if wanted.checkin.status is CheckInStatus.ENDED:
        return _in_place(wanted, words.is_ended)
    buttons = (
        Button(words.end_now, AboutCheckIn(CheckInVerb.END, wanted.checkin.id)),
        Button(words.leave, AboutCheckIn(CheckInVerb.LEAVE, wanted.checkin.id)),
    )
    asked = Words(
        (words.end_asked, words.end_means), buttons, reader.language, title=wanted.checkin.team
    )  # fmt: skip
    return Turn(told=(Told(asked),))


def _end(wanted: Wanted) -> Turn:
    checkins.set_status(wanted.visit.connection, wanted.checkin.id, CheckInStatus.ENDED)
    return _in_place(wanted, wanted.words[1].ended)


def _leave(wanted: Wanted) -> Turn:
    return _in_place(wanted, wanted.words[1].stays)


def _new_link(wanted: Wanted) -> Turn:
    """For whoever asks, and nobody else."""
    visit, checkin, now = wanted.visit, wanted.checkin, wanted.visit.around.now
    links = None if visit.around.platform is None else visit.around.platform.links
    reader, words = wanted.words
    if links is None:
        return Turn(told=(Told(Words((words.no_page,), (), reader.language)),))
    address = new_link(visit.connection, links, checkin, visit.address.external_id, now)
    until = (now + LIFETIME).astimezone(zone_of(visit.address.zone) or UTC).date()
    return Turn(told=(Told(link(reader.language, address, until), private=True),))


def _revoke(wanted: Wanted) -> Turn:
    """Everybody's, by whoever sees to the check-in; a viewer takes back their own."""
    visit, checkin = wanted.visit, wanted.checkin
    reader, words = wanted.words
    who = who_is(visit.address)
    whose = None if sees_to(visit.connection, who, checkin, visit.around) else who.person
    count = report_links.revoke(visit.connection, checkin.id, visit.around.now, viewer=whose)
    said = reader.count(words.revoked, count) if count else words.none_revoked
    return Turn(told=(Told(Words((said,), (), reader.language, title=checkin.team)),))


def _actions(wanted: Wanted) -> Turn:
    return deciding.all_of(wanted.visit, wanted.checkin)


def _plan(wanted: Wanted) -> Turn:
    """Where there are windows, reception opens one, and no turn is taken."""
    return refused(wanted.visit, No.ELSEWHERE)


def _is_open(wanted: Wanted) -> bool:
    found = rounds.of_checkin(wanted.visit.connection, wanted.checkin.id)
    return any(one.status is RoundStatus.OPEN for one in found)


def _card(wanted: Wanted, note: str) -> Turn:
    """The check-in as it stands now, with what can be done next, in place of what was pressed."""
    visit, language = wanted.visit, wanted.words[0].language
    now = checkins.by_id(visit.connection, wanted.checkin.id) or wanted.checkin
    standing = standing_of(
        visit.connection, now, who_is(visit.address), visit.around, language=language, zone=visit.address.zone
    )
    return Turn(told=(Told(check_in(language, standing, note), replaces=visit.arrived.message),))


def _in_place(wanted: Wanted, said: str) -> Turn:
    """In place of what was pressed: its buttons say what can be done no longer."""
    reader, _ = wanted.words
    words = Words((said,), (), reader.language, title=wanted.checkin.team)
    return Turn(told=(Told(words, replaces=wanted.visit.arrived.message),))


_Does: TypeAlias = Callable[[Wanted], Turn]
_VERBS: Final[Mapping[CheckInVerb, _Does]] = {
    CheckInVerb.PAUSE: _pause,
    CheckInVerb.RESUME: _resume,
    CheckInVerb.ASK_TO_END: _ask_to_end,
    CheckInVerb.END: _end,
    CheckInVerb.LEAVE: _leave,
    CheckInVerb.NEW_LINK: _new_link,
    CheckInVerb.REVOKE_LINKS: _revoke,
    CheckInVerb.ACTIONS: _actions,
    CheckInVerb.PLAN: _plan,
}
