"""A round closes: nobody answers any more, what is open is let go, and its report is made, once.

Each step is a transaction of its own and may be run again from the start: those who are still answering are
taken one by one; what leads from answers to people is cut; then the report is made, written to the ledger and
told to its viewers, and the round is closed, all in one. Whatever ends the process in between, the next run
goes on where this one stood.

A round that was cancelled is let go of in the same way, and nothing of it is ever shown.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final, cast

from sqlalchemy import Connection

from bot.checkins import ledger, telling
from bot.checkins.letting_go import answering, let_go
from bot.checkins.pooling import Pooled, pooled
from bot.reports.rounds import Order, RoundDocument, RoundFacts, Shown, is_frequent, made, withheld
from bot.store import checkins, invitations, releases, rounds, unlinking
from bot.store.checkins import CheckIn
from bot.store.database import Database
from bot.store.flows import Pinned
from bot.store.rounds import Round, RoundFate, RoundStatus
from bot.turn.arrived import Surroundings
from bot.turn.outside import happened
from bot.turn.teams.brought import Brought
from bot.turn.teams.named import address_of
from bot.turn.teams.terms import terms_of

_LOG: Final = logging.getLogger(__name__)
_ENDING: Final = frozenset({RoundStatus.CLOSING, RoundStatus.CANCELLED})


@dataclass(frozen=True, slots=True)
class Closing:
    """What closing takes besides the round."""

    around: Callable[[], Surroundings]
    keys: Sequence[bytes]
    """Of the ledger: `database.keys.derived(ledger.PURPOSE)`."""
    order: Order
    """Of chance, for what people wrote."""


async def close_round(
    database: Database, round_id: str, closing: Closing, post: Callable[[Brought], None]
) -> None:
    """Closes a round whose time is over, or tidies one that was cancelled; *post* gets what goes out.

    Changes nothing when that was done.
    """
    terms = await database.read(lambda connection: terms_of(connection, round_id))
    if terms is None or terms.round.status not in _ENDING:
        return
    for invitation_id in await database.read(lambda connection: answering(connection, round_id)):
        going = partial(let_go, invitation_id=invitation_id, terms=terms, around=closing.around())
        brought = await database.run(going)
        if brought is not None:
            post(brought)
    if terms.checkin.anonymous:
        await database.run(partial(_cut, round_id=round_id, around=closing.around()))
    end = partial(conclude, round_id=round_id, closing=closing, around=closing.around())
    for told in await database.run(end):
        post(told)


def _cut(connection: Connection, round_id: str, around: Surroundings) -> None:
    """In a transaction of its own: of large rounds there is much to write anew while others wait."""
    found = rounds.by_id(connection, round_id, lock=True)
    if found is not None and found.status in _ENDING and found.fate is None:
        unlinking.unlink_all(connection, found, around.random_id)


def conclude(
    connection: Connection, round_id: str, closing: Closing, around: Surroundings
) -> Sequence[Brought]:  # fmt: skip
    """The end: the report, the ledger, and those who are told; nothing where another process was first."""
    terms = terms_of(connection, round_id)
    if terms is None:
        return ()
    _lock(connection, terms.checkin, around)
    found = rounds.by_id(connection, round_id, lock=True)
    if found is None or found.status not in _ENDING:
        return ()
    invitations.ask_nobody(connection, round_id)
    if found.status is RoundStatus.CANCELLED:
        rounds.decide(connection, round_id, RoundFate.WITHHELD)
        return ()
    rounds.go(connection, round_id, RoundStatus.CLOSING, RoundStatus.CLOSED)
    return _reported(connection, terms.checkin, found, closing, around)


def _lock(connection: Connection, checkin: CheckIn, around: Surroundings) -> None:
    """In the order in which everybody locks: people, the check-ins of the flow, then the round."""
    for viewer in sorted(filter(None, checkin.viewers)):
        address_of(connection, checkin, viewer, around)
    checkins.lock_flow(connection, checkin.channel, checkin.workspace, checkin.flow_name)


def _reported(
    connection: Connection, checkin: CheckIn, closed: Round, closing: Closing, around: Surroundings
) -> Sequence[Brought]:
    flow = around.library.pinned(connection, closed.flow)
    people = pooled(connection, checkin, closed, flow)
    for old in people.too_old:
        rounds.decide(connection, old.id, RoundFate.WITHHELD)
    found = ledger.verdict(
        connection, checkin, people.rounds, answered=people.answered, keys=closing.keys
    )  # fmt: skip
    if flow is None or not found.invited:
        _LOG.warning("a round of nobody, or whose flow is lost", extra={"round": closed.id})
        _decide(connection, people, RoundFate.WITHHELD)
        return ()
    facts = _facts(checkin, people, found)
    if people.fate is not RoundFate.SHOWN:
        document = withheld(flow, facts, "held" if people.fate is RoundFate.HELD else "too few")
    elif found.why is not None:
        document = withheld(flow, facts, found.why)
    else:
        before = _shown_before(connection, checkin, around)
        document = made(flow, people.handed, facts, before, closing.order)
    refused = found.why is not None and people.fate is RoundFate.SHOWN
    _decide(connection, people, RoundFate.WITHHELD if refused else people.fate)
    release = ledger.entry(checkin, found, document, release_id=around.new_id(), now=around.now)
    releases.write(connection, release)
    if around.tells:
        happened.round_closed(connection, checkin, release, around)
    return telling.tell(connection, checkin, around)


def _facts(checkin: CheckIn, people: Pooled, found: ledger.Verdict) -> RoundFacts:
    first, last = people.rounds[0], people.rounds[-1]
    return RoundFacts(
        tuple(one.number for one in people.rounds),
        first.opens_at.date(),
        last.closes_at.date(),
        anonymous=checkin.anonymous,
        min_answers=checkin.min_answers,
        invited=found.invited,
        answered=people.answered,
        frequent=is_frequent(checkin.every),
    )


def _shown_before(connection: Connection, checkin: CheckIn, around: Surroundings) -> list[Shown]:
    """What was shown of the check-in so far, each with the flow as it was then."""
    shown = []
    for one in releases.of_checkin(connection, checkin.id):
        pinned = Pinned(one.flow_name, int(one.document["version"]), one.flow_hash)
        document = cast("RoundDocument", one.document)
        shown.append(Shown(document, around.library.pinned(connection, pinned)))
    return shown


def _decide(connection: Connection, people: Pooled, fate: RoundFate) -> None:
    for one in people.rounds:
        rounds.decide(connection, one.id, fate)
