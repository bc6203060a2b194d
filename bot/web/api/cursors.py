"""Places in a list, to go on from: sealed, so that they tell nothing and nobody makes them up.

The same place is sealed the same way each time (AES-SIV, RFC 5297), so that an answer that did not change is
the same to the byte. A cursor fits the list and the filters it was made for, and no others.
"""

import hmac
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from bot.store.api.walking import Position
from bot.web.api.problems import wrong_query

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESSIV

PURPOSE: Final = "api cursors"
"""What the keys are derived for: `database.keys.derived(PURPOSE)`."""
LONGEST: Final = 300


class Place(NamedTuple):
    """Where to go on in a list."""

    position: Position
    settled: datetime | None = None
    """The walk has gone beyond this moment, up to which everything was there; None: it has not yet."""


class Cursors:
    """Made with the first key, read with any."""

    def __init__(self, keys: Sequence[bytes]) -> None:
        self._keys = keys

    def write(self, place: Place, context: str) -> str:
        """The cursor of a place in the list that *context* names."""
        at = [_written(one) for one in place.position]
        told = at if place.settled is None else {"at": at, "settled": _written(place.settled)}
        sealed = _cipher(self._keys[0]).encrypt(json.dumps(told).encode(), [context.encode()])
        return urlsafe_b64encode(sealed).decode().rstrip("=")

    def chance(self, context: str) -> float:
        """From 0 to 1: the same for the same context, and nobody can guess it."""
        drawn = hmac.digest(self._keys[0], b"chance " + context.encode(), "sha256")
        return int.from_bytes(drawn[:8], "big") / 2**64

    def read(self, cursor: str, context: str) -> Place:
        """The place; Trouble where it is none of this list."""
        from cryptography.exceptions import InvalidTag  # noqa: PLC0415  # 45 ms, few need it

        for key in self._keys:
            try:
                sealed = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
                told = json.loads(_cipher(key).decrypt(sealed, [context.encode()]))
            except (InvalidTag, ValueError):
                continue
            if isinstance(told, list):
                return Place(_position(told))
            return Place(_position(told["at"]), datetime.fromisoformat(told["settled"]))
        raise wrong_query(
            "This cursor does not belong to this list and these filters.",
            "Take `next` or `later` of an answer as they are, or leave `cursor` out to begin anew.",
            "unknown-cursor",
        )


def _written(value: object) -> object:
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value


def _position(told: Sequence[Any]) -> Position:
    moment, *others = told
    return (datetime.fromisoformat(moment), *others)


def _cipher(key: bytes) -> "AESSIV":
    from cryptography.hazmat.primitives.ciphers.aead import AESSIV  # noqa: PLC0415  # as above

    return AESSIV(key)
