"""The message that tells a manager how a round stands, kept current in its place while the round is open.

What it says stands with the round, and by which delivery it was said: the platform's id is learned from that
delivery, whichever process sent it. A message that is gone comes again: the sender posts a new one then, and
the delivery has its id.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection

from bot.channels.base import Place
from bot.messages import Words
from bot.present.teams.status import Counts, OpenRound, over, status, told_of
from bot.present.teams.status import Told as ToldCounts
from bot.store import checkins, invitations, rounds, whereabouts
from bot.store.checkins import CheckIn
from bot.store.columns import DeliveryStatus
from bot.store.invitations import InvitationStatus
from bot.store.respondents import Address
from bot.store.rounds import SETTLED, Round, RoundStatus
from bot.turn.arrived import Surroundings, Told, Turn
from bot.turn.deadlines import zone_of
from bot.turn.posting import posted
from bot.turn.teams.brought import Brought
from bot.turn.teams.named import address_of
from bot.turn.teams.roles import sees_to, who_is

EVERY: Final = timedelta(seconds=15)
"""It is not changed more often, whatever happens."""
_UNDER_WAY: Final = frozenset({DeliveryStatus.WAITING, DeliveryStatus.SENDING})
_OVER: Final = frozenset({RoundStatus.CLOSING, RoundStatus.CLOSED, RoundStatus.CANCELLED})


@dataclass(frozen=True, slots=True)
class _Said:
    """What the message says, and by which delivery it was said last."""

    says: Mapping[str, Any]
    delivery: str | None
    extended: str | None = None
    """When the round was given more time last, ISO."""

    def to_text(self) -> str:
        return json.dumps(asdict(self), sort_keys=True)

    @classmethod
    def of(cls, text: str) -> "_Said | None":
        """None where nothing was said yet, or the last word."""
        if text in ("", SETTLED):
            return None
        return cls(**json.loads(text))


def shows(connection: Connection, found: Round, around: Surroundings) -> tuple[Brought, ...]:
    """The same as `refreshed`, as a tick takes it."""
    brought = refreshed(connection, found.id, around)
    return () if brought is None else (brought,)


def refreshed(connection: Connection, round_id: str, around: Surroundings) -> Brought | None:
    """The message as it has to be now; None where it is so already, or nobody is to be told."""
    found = rounds.by_id(connection, round_id)
    checkin = None if found is None else checkins.by_id(connection, found.checkin_id)
    if found is None or checkin is None:
        return None
    # In the order in which turns lock: the person first.
    address = address_of(connection, checkin, checkin.manager, around)
    if address is None:  # they were erased: nobody is told
        _looked(connection, found, found.status_message, around.now)
        return None
    found = rounds.by_id(connection, round_id, lock=True)
    if found is None or (found.status_at is not None and around.now - found.status_at < EVERY):
        return None
    if found.status is RoundStatus.OPEN:
        return _kept_current(connection, found, checkin, address, around)
    if found.status in _OVER and found.status_shown not in ("", SETTLED):
        return _settled(connection, found, checkin, address, around)
    return None


def answered(
    connection: Connection,
    found: Round,
    checkin: CheckIn,
    note: str,
    *,
    pressed: tuple[Address, str | None],
    around: Surroundings,
) -> Told:
    """A word about a press by somebody on a message: in it, where it is the one that is kept current."""
    address, message = pressed
    said, own, _ = _standing(connection, found)
    language = address.language or checkin.language
    if said is None or message is None or message != own:
        return Told(Words((note,), (), language))
    shown = open_round(connection, found, checkin, address.zone)
    now = replace(said, says=_says(found, shown))
    rounds.status_said(connection, found.id, own, now.to_text(), around.now)
    return Told(status(language, shown, note), replaces=own)


def was_extended(found: Round, since: datetime) -> bool:
    """Was it given more time since then?"""
    said = _Said.of(found.status_shown)
    at = None if said is None else said.extended
    return at is not None and datetime.fromisoformat(at) >= since


def said_of(found: Round) -> Mapping[str, Any] | None:
    """What the message says now, by the names of `Told`; None before the first, and when it is over."""
    said = _Said.of(found.status_shown)
    return None if said is None or not said.says else said.says


def extended(connection: Connection, found: Round, now: datetime) -> None:
    """Takes note that it was given more time just now."""
    said = _Said.of(found.status_shown) or _Said({}, None)
    noted = replace(said, extended=now.isoformat()).to_text()
    rounds.status_noted(connection, found.id, noted)


def open_round(connection: Connection, found: Round, checkin: CheckIn, zone: str | None) -> OpenRound:
    """How a round stands, for a reader in *zone*."""
    closes = found.closes_at.astimezone(zone_of(zone) or UTC)
    return OpenRound(
        found.id, found.number, checkin.team, checkin.anonymous, checkin.min_answers, closes,
        counted(connection, found, checkin), _finished(connection, found, checkin),
    )  # fmt: skip


def counted(connection: Connection, found: Round, checkin: CheckIn) -> ToldCounts:
    """What is told of how many are how far."""
    by_status = invitations.counts(connection, found.id)

    def of(one: InvitationStatus) -> int:
        return by_status.get(one, 0)

    counts = Counts(
        invited=sum(by_status.values()),
        waiting=of(InvitationStatus.WAITING),
        unreachable=of(InvitationStatus.UNREACHABLE),
        started=of(InvitationStatus.STARTED),
        finished=of(InvitationStatus.FINISHED),
        declined=of(InvitationStatus.DECLINED),
        whys=invitations.whys(connection, found.id),
        left_out=found.left_out,
    )
    return told_of(counts, anonymous=checkin.anonymous, k=checkin.min_answers)


def _finished(connection: Connection, found: Round, checkin: CheckIn) -> tuple[str, ...]:
    """Who, where answers have names."""
    if checkin.anonymous:
        return ()
    everybody = invitations.places(connection, found.id)
    return tuple(place[2] for status_, place in everybody if status_ is InvitationStatus.FINISHED)


def _kept_current(
    connection: Connection, found: Round, checkin: CheckIn, address: Address, around: Surroundings
) -> Brought | None:
    said, message, under_way = _standing(connection, found)
    if not _may_be_told(connection, checkin, address, around) or (under_way and message is None):
        _looked(connection, found, message, around.now)
        return None
    shown = open_round(connection, found, checkin, address.zone)
    says = _says(found, shown)
    if said is not None and said.says == says:
        _looked(connection, found, message, around.now)
        return None
    words = status(address.language or checkin.language, shown)
    brought = _brought(connection, words, message, address, around)
    now = _Said(says, brought.turn.deliveries[-1], None if said is None else said.extended)
    rounds.status_said(connection, found.id, message, now.to_text(), around.now)
    return brought


def _settled(
    connection: Connection, found: Round, checkin: CheckIn, address: Address, around: Surroundings
) -> Brought | None:
    """Its last word; without a message that could be changed there is none."""
    _, message, under_way = _standing(connection, found)
    if under_way and message is None:
        _looked(connection, found, message, around.now)
        return None
    rounds.status_said(connection, found.id, message, SETTLED, around.now)
    if message is None or not address.reachable:
        return None
    cancelled = found.status is RoundStatus.CANCELLED
    words = over(address.language or checkin.language, checkin.team, found.number, cancelled=cancelled)
    return _brought(connection, words, message, address, around)


def _says(found: Round, shown: OpenRound) -> dict[str, Any]:
    return {"closes": found.closes_at.isoformat(), **asdict(shown.told), "people": list(shown.people)}


def _standing(connection: Connection, found: Round) -> tuple[_Said | None, str | None, bool]:
    """What it says, where it stands, and whether the last change is under way."""
    said = _Said.of(found.status_shown)
    became = None if said is None else whereabouts.became_of(connection, said.delivery or "")
    if became is None:
        return said, found.status_message, False
    fate, message = became
    return said, message or found.status_message, fate in _UNDER_WAY


def _may_be_told(
    connection: Connection, checkin: CheckIn, address: Address, around: Surroundings
) -> bool:  # fmt: skip
    return address.reachable and sees_to(connection, who_is(address), checkin, around)


def _looked(connection: Connection, found: Round, message: str | None, now: datetime) -> None:
    rounds.status_said(connection, found.id, message, found.status_shown, now)


def _brought(
    connection: Connection, words: Words, message: str | None, address: Address, around: Surroundings
) -> Brought:
    told = Told(words, replaces=message, occasion="status")
    turn = posted(connection, Turn(told=(told,)), address, around)
    return Brought(Place(address.workspace, address.external_id), turn)
