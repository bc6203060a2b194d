"""Flow versions: the files that conversations are pinned to (flow-language §11.1)."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Connection, bindparam, select

from bot.store.tables import FLOW_VERSION
from bot.store.upserts import unless_there


@dataclass(frozen=True, slots=True)
class Pinned:
    """A flow, exactly: name, version and the SHA-256 of its file in hexadecimal."""

    name: str
    version: int
    hash: str
    in_round: bool = False
    """It is taken in a team's round: see `bot.engine.in_round`."""

    def __post_init__(self) -> None:
        if not self.name or self.version < 1 or len(self.hash) != 64:
            raise ValueError(f"nothing can be pinned to {self.name!r}, version {self.version}, {self.hash!r}")


@dataclass(frozen=True, slots=True)
class Known:
    """A flow version that was used here, and since when."""

    flow: Pinned
    first_seen: datetime


_COLUMNS = FLOW_VERSION.c
_PIN = unless_there(FLOW_VERSION, ["hash"])
_SOURCE = select(_COLUMNS.source).where(_COLUMNS.hash == bindparam("hash"))
_KNOWN = (
    select(_COLUMNS.name, _COLUMNS.version, _COLUMNS.hash, _COLUMNS.first_seen)
    .where(_COLUMNS.name == bindparam("name"))
    .order_by(_COLUMNS.version, _COLUMNS.first_seen, _COLUMNS.hash)
)


def pin(connection: Connection, flow: Pinned, source: bytes, now: datetime) -> None:
    """Keeps the flow's file; once is enough. ValueError when the hash is not that of the file."""
    if sha256(source).hexdigest() != flow.hash:
        raise ValueError(f"the file of {flow.name} has another hash than {flow.hash}")
    row = {"hash": flow.hash, "name": flow.name, "version": flow.version, "source": source, "first_seen": now}
    connection.execute(_PIN.on(connection), row)


def definition(connection: Connection, hash_: str) -> bytes | None:
    """The file with this hash; None when it was never kept here."""
    source: bytes | None = connection.execute(_SOURCE, {"hash": hash_}).scalar_one_or_none()
    return source


def versions(connection: Connection, name: str) -> tuple[Known, ...]:
    """All that was used under this name, oldest version first."""
    rows = connection.execute(_KNOWN, {"name": name})
    return tuple(Known(Pinned(row.name, row.version, row.hash), row.first_seen) for row in rows)


def same_number(connection: Connection, flow: Pinned) -> tuple[Known, ...]:
    """Other files used as this very version: right for changes of text alone (flow-language §11.3)."""
    return tuple(
        known for known in versions(connection, flow.name)
        if known.flow.version == flow.version and known.flow.hash != flow.hash
    )  # fmt: skip
