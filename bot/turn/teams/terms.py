"""On what terms somebody takes part in a round: what was promised, and how far they are."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from bot.definition.model import Flow
from bot.present.teams.invitation import InvitationFacts
from bot.store import checkins, rounds
from bot.store.checkins import CheckIn
from bot.store.respondents import Address
from bot.store.rounds import Round, RoundStatus
from bot.turn.deadlines import zone_of


@dataclass(frozen=True, slots=True)
class Terms:
    """A round with its check-in."""

    round: Round
    checkin: CheckIn

    def is_open(self, now: datetime) -> bool:
        """Does it take answers?"""
        return self.round.status is RoundStatus.OPEN and now < self.round.closes_at

    def facts(self, flow: Flow, address: Address) -> InvitationFacts:
        """As told to the person at *address*: times are those of the check-in's place, else of theirs."""
        return InvitationFacts(
            self.round.id,
            flow,
            self.checkin.team,
            self.checkin.manager,
            anonymous=self.checkin.anonymous,
            min_answers=self.checkin.min_answers,
            closes_at=self.round.closes_at,
            zone=zone_of(address.zone) or zone_of(self.checkin.zone),
        )


def is_named(connection: Connection, round_id: str) -> bool:
    """Does everybody's name stand beside what they said there?"""
    terms = terms_of(connection, round_id)
    return terms is not None and not terms.checkin.anonymous


def terms_of(connection: Connection, round_id: str) -> Terms | None:
    """None where there is no such round."""
    found = rounds.by_id(connection, round_id)
    checkin = None if found is None else checkins.by_id(connection, found.checkin_id)
    return None if found is None or checkin is None else Terms(found, checkin)
