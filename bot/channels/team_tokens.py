"""What a button of a team's check-in carries: what it is about, the verb, a checksum keyed by whose it is.

    =01j9zk4q8v6n2x5c7b3m1w0d2f.r.s.9p2kq7r1tz     the round, take part, checksum
    =01j9zk4q8v6n2x5c7b3m1w0d2f.v.9p2kq7r1tz       the conversation, change my answers, checksum

Whose it is does not stand in it: it goes into the checksum alone. So the button in a person's own messages is
all that still leads to their conversation in an anonymous round, and only for them (scoring §9.4, 9); whoever
has the key, the database and no button learns nothing, because every pair has a checksum.
"""

from collections.abc import Sequence
from hashlib import blake2b
from typing import Final

from bot.channels.tokens import LONGEST, Refusal, is_ours, signed
from bot.wishes import (
    AboutAction,
    AboutCheckIn,
    AboutRound,
    AboutTeams,
    ActionVerb,
    ChangeAnswers,
    CheckInVerb,
    RoundVerb,
)

OF_TEAM: Final = "="


def encode_team(wish: AboutTeams, *, address: str, key: bytes) -> str:
    """The token of a button for the person at *address*. ValueError where it does not fit."""
    about, *places = _places(wish)
    body = ".".join((OF_TEAM + about, *places))
    token = signed(body, _theirs(key, address))
    if len(token) > LONGEST or "." in about:
        raise ValueError(f"a token of {len(token)} bytes does not fit in {LONGEST}")
    return token


def decode_team(token: str, *, address: str, keys: Sequence[bytes]) -> AboutTeams | Refusal:
    """What pressing this button means for the person at *address*, or why it is not followed.

    A button of somebody else is as good as forged: nothing in it says whose it is.
    """
    if not is_ours(token, [_theirs(key, address) for key in keys]):
        return Refusal.FORGED
    head, *places = token.rpartition(".")[0].split(".")
    about = head.removeprefix(OF_TEAM)
    try:
        match places:
            case ["r", verb]:
                return AboutRound(RoundVerb(verb), about)
            case ["c", verb]:
                return AboutCheckIn(CheckInVerb(verb), about)
            case ["a", verb]:
                return AboutAction(ActionVerb(verb), about)
            case ["v"]:
                return ChangeAnswers(about)
    except ValueError:
        return Refusal.UNKNOWN
    return Refusal.UNREADABLE


def is_of_team(token: str) -> bool:
    """Is it a token of a team's check-in, by its look?"""
    return token[:1] == OF_TEAM


def _places(wish: AboutTeams) -> tuple[str, ...]:
    match wish:
        case AboutRound(verb=verb, round=about):
            return about, "r", verb.value
        case AboutCheckIn(verb=of_checkin, checkin=about):
            return about, "c", of_checkin.value
        case AboutAction(verb=of_action, action=about):
            return about, "a", of_action.value
        case ChangeAnswers(conversation=about):
            return about, "v"


def _theirs(key: bytes, address: str) -> bytes:
    """The key of one person."""
    return blake2b(address.encode(), key=key[:64], digest_size=32).digest()
