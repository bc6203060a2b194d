"""Consents: each yes or no to one purpose, with the exact wording it was asked in (scoring.md §8)."""

from dataclasses import dataclass, fields
from datetime import datetime

from sqlalchemy import Connection, bindparam, insert, select

from bot.store.flows import Pinned
from bot.store.tables import CONSENT


@dataclass(frozen=True, slots=True)
class StoredConsent:
    """What was asked, what was said to it, and when. A change of mind is another one."""

    id: str
    respondent_id: str
    conversation_id: str
    question: str
    purpose: str
    given: bool
    wording: str
    link: str | None
    language: str
    flow: Pinned
    channel: str
    created_at: datetime


_COLUMNS = CONSENT.c
_WRITE = insert(CONSENT)
_PLAIN = tuple(field.name for field in fields(StoredConsent) if field.name != "flow")
_OF_RESPONDENT = (
    select(CONSENT)
    .where(_COLUMNS.respondent_id == bindparam("respondent_id"))
    .order_by(_COLUMNS.created_at, _COLUMNS.id)
)


def write(connection: Connection, consent: StoredConsent) -> None:
    """Keeps a consent, or that it was refused or withdrawn."""
    row = {name: getattr(consent, name) for name in _PLAIN}
    flow = consent.flow
    row |= {"flow_name": flow.name, "flow_version": flow.version, "flow_hash": flow.hash}
    connection.execute(_WRITE, row)


def of_respondent(connection: Connection, respondent_id: str) -> tuple[StoredConsent, ...]:
    """All of a person's, oldest first."""
    rows = connection.execute(_OF_RESPONDENT, {"respondent_id": respondent_id})
    return tuple(
        StoredConsent(
            flow=Pinned(row.flow_name, row.flow_version, row.flow_hash),
            **{name: getattr(row, name) for name in _PLAIN},
        )
        for row in rows
    )
