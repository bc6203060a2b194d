"""Encryption of contact data and free text at rest (design §6, §10).

A sealed text is a Fernet token (AES-128-CBC and HMAC-SHA-256): changed by one bit it is refused, not misread.
The sealer travels with the engine's connections, so that a store function needs nothing but its `Connection`.
"""

import json
from base64 import urlsafe_b64encode
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from bot.store.errors import SealBroken
from bot.store.keys import SecretKeys

if TYPE_CHECKING:
    from cryptography.fernet import Fernet, MultiFernet

_PURPOSE = "sealing v1"
_OPTION = "checkup_sealer"


class Sealer:
    """Seals with the first key, opens with any."""

    def __init__(self, keys: SecretKeys) -> None:
        self._keys = keys

    def seal(self, text: str) -> str:
        return self._fernet.encrypt(text.encode()).decode("ascii")

    def seal_as_at(self, text: str, moment: datetime) -> str:
        """Sealed as if then: a token says openly, to the second, when it was made."""
        return self._fernet.encrypt_at_time(text.encode(), int(moment.timestamp())).decode("ascii")

    def open(self, sealed: str) -> str:
        """The text as it was; SealBroken when no key fits or a letter of it was changed."""
        from cryptography.fernet import InvalidToken  # noqa: PLC0415  # 45 ms, few need it

        try:
            return self._fernet.decrypt(sealed.encode("ascii")).decode()
        except (InvalidToken, UnicodeEncodeError) as error:
            raise SealBroken(
                "Private data in the database cannot be read with the secret key at hand.",
                "Add the key it was written with to CHECKUP_SECRET_KEY, behind a comma,"
                " or put the key file back beside the database.",
            ) from error

    def is_current(self, sealed: str) -> bool:
        """Was it sealed with the first key?"""
        from cryptography.fernet import InvalidToken  # noqa: PLC0415  # 45 ms, few need it

        try:
            self._first.decrypt(sealed.encode("ascii"))
        except (InvalidToken, UnicodeEncodeError):
            return False
        return True

    def rotated(self, sealed: str) -> str:
        """The same with the first key, and with the time that stands in it; SealBroken as for `open`."""
        self.open(sealed)
        return self._fernet.rotate(sealed.encode("ascii")).decode("ascii")

    @cached_property
    def _first(self) -> "Fernet":
        from cryptography.fernet import Fernet  # noqa: PLC0415  # as above

        return Fernet(urlsafe_b64encode(self._keys.derived(_PURPOSE)[0]))

    @cached_property
    def _fernet(self) -> "MultiFernet":
        from cryptography.fernet import Fernet, MultiFernet  # noqa: PLC0415  # as above

        return MultiFernet([Fernet(urlsafe_b64encode(key)) for key in self._keys.derived(_PURPOSE)])


def options(sealer: Sealer) -> dict[str, object]:
    """Execution options for an engine whose connections carry this sealer."""
    return {_OPTION: sealer}


def seal(connection: Connection, text: str, *, private: bool) -> str:
    """The text as it is to be kept: sealed when it is private."""
    return sealer_of(connection).seal(text) if private else text


def unseal(connection: Connection, text: str, *, sealed: bool) -> str:
    """The text as it was given to `seal`."""
    return sealer_of(connection).open(text) if sealed else text


def unsealed_json(connection: Connection, text: str, *, sealed: bool) -> object:
    """What it says in JSON; None also where no key opens it: one such row holds up no other."""
    try:
        return json.loads(unseal(connection, text, sealed=sealed))
    except (SealBroken, ValueError):
        return None


def reseal(connection: Connection, sealed: str, moment: datetime) -> str:
    """What was sealed, sealed as if at another moment."""
    sealer = sealer_of(connection)
    return sealer.seal_as_at(sealer.open(sealed), moment)


def sealer_of(connection: Connection) -> Sealer:
    """The sealer that the connection's engine was made with."""
    sealer = connection.get_execution_options().get(_OPTION)
    if not isinstance(sealer, Sealer):
        raise TypeError("this connection carries no sealer: it was not opened by open_database")
    return sealer
