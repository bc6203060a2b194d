"""Small rounds of frequent check-ins are held and shown together with the next ones (scoring §9.4, 3)."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from bot.definition.model import Flow
from bot.reports.rounds import count_answered, is_frequent
from bot.store import invitations, rounds
from bot.store.checkins import CheckIn
from bot.store.invitations import InvitationStatus
from bot.store.round_answers import Handed, handed_in
from bot.store.rounds import Round, RoundFate, RoundStatus
from scoring.disclosure import pooling


@dataclass(frozen=True, slots=True)
class Pooled:
    """The rounds that share a fate with one that closes now, that one last."""

    rounds: tuple[Round, ...]
    fate: RoundFate
    handed: Sequence[Handed]
    answered: int
    """Different people; of several rounds those who finished, as of others nobody knows who they were."""
    too_old: tuple[Round, ...] = ()
    """Rounds that were held for it, but of another version of the flow: they can never be shown."""


def pooled(connection: Connection, checkin: CheckIn, closed: Round, flow: Flow | None) -> Pooled:
    """What becomes of a round that closes, and of those held before it."""
    frequent = is_frequent(checkin.every)
    held = _held_before(connection, checkin, closed) if frequent else ()
    together = (*(one for one in held if one.flow.version == closed.flow.version), closed)
    too_old = tuple(one for one in held if one.flow.version != closed.flow.version)
    handed = handed_in(connection, [one.id for one in together], named=not checkin.anonymous)
    finished = [_finished(connection, one) for one in together]
    answered = len(frozenset[str]().union(*finished))
    if len(together) == 1 and flow is not None:
        answered = count_answered(flow, handed)
    fate = _fate(finished, answered, checkin.min_answers, frequent=frequent)
    if not checkin.anonymous:
        fate = RoundFate.SHOWN
    return Pooled(together, fate, handed, answered, too_old)


def _held_before(connection: Connection, checkin: CheckIn, closed: Round) -> tuple[Round, ...]:
    """Those held since anything was shown or withheld last."""
    before = [
        one
        for one in rounds.of_checkin(connection, checkin.id)
        if one.number < closed.number and one.status is RoundStatus.CLOSED
    ]
    held: list[Round] = []
    for one in reversed(before):
        if one.fate is not RoundFate.HELD:
            break
        held.append(one)
    return tuple(reversed(held))


def _finished(connection: Connection, one: Round) -> frozenset[str]:
    return frozenset(
        invited.address_id
        for invited in invitations.of_round(connection, one.id)
        if invited.status is InvitationStatus.FINISHED
    )


def _fate(finished: Sequence[frozenset[str]], answered: int, k: int, *, frequent: bool) -> RoundFate:
    """Rounds that were held had too few, so all of them are one block, and the last one decides about it."""
    if answered >= k:
        return RoundFate.SHOWN
    last = pooling.blocks(finished, k, frequent=frequent)[-1]
    return RoundFate(last.fate.value)
