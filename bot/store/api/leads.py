"""Leads: conversations whose people said that we may contact them, and did not take it back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, Select, Subquery, func, select

from bot.definition.model import Purpose
from bot.store.api.conversations import WALK, within
from bot.store.api.walking import Limits, Page, Span, page, place_of
from bot.store.leads import IN_PROFILE, TAKEN_BACK, Consents, consents_of, profiles_of
from bot.store.tables import ANSWER, CONSENT, RESULT

_CONTACT: Final = Purpose.CONTACT.value
_RESULTS: Select[Any] = select(
    RESULT.c.conversation_id, RESULT.c.score, RESULT.c.exact, RESULT.c.level, RESULT.c.complete,
    RESULT.c.document,
).order_by(RESULT.c.conversation_id, RESULT.c.turn)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which leads; None: any."""

    flow: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Lead:
    """A conversation (columns as in `bot.store.api.conversations`) with what makes it a lead."""

    conversation: Row[Any]
    consents: Consents
    profile: Mapping[str, str]
    result: Row[Any] | None
    """The latest."""


def leads(
    connection: Connection, limits: Limits, wanted: Wanted, span: Span
) -> tuple[Page, Sequence[Lead]]:  # fmt: skip
    """A page of conversations in which such a consent stands, and those of them that are leads."""
    found = page(connection, WALK, span, lambda seen: _wishes(seen, limits, wanted), _beside)
    ids = [row.id for row in found.rows]
    if not ids:
        return found, ()
    consents = consents_of(connection, ids)
    profiles = profiles_of(connection, ids)
    shown = connection.execute(_RESULTS.where(RESULT.c.conversation_id.in_(ids)))
    latest = {row.conversation_id: row for row in shown}
    those = [
        Lead(row, consents[row.id], profiles[row.id], latest.get(row.id))
        for row in found.rows
        if consents[row.id].contact is not None and row.id in profiles
    ]
    if found.next is None:
        found = replace(found, end=WALK.position(those[-1].conversation) if those else None)
    return found, those


def may_contact(connection: Connection, ids: Sequence[str]) -> frozenset[str]:
    """In which of these conversations the consent to be contacted stands."""
    if not ids:
        return frozenset()
    consents = consents_of(connection, ids)
    return frozenset(one for one, said in consents.items() if said.contact is not None)


def _wishes(seen: Subquery, limits: Limits, wanted: Wanted) -> list[ColumnElement[bool]]:
    wishes = [*within(seen, limits), _stands(seen), _told_something(seen)]
    if wanted.flow is not None:
        wishes.append(seen.c.flow_name == wanted.flow)
    if wanted.source is not None:
        wishes.append(seen.c.source == wanted.source)
    return wishes


def _stands(seen: Subquery) -> ColumnElement[bool]:
    """Does a consent to be contacted stand that was given in it?"""
    standing = (CONSENT.c.given, CONSENT.c.purpose == _CONTACT, ~TAKEN_BACK)
    those = select(func.count()).select_from(CONSENT).where(CONSENT.c.conversation_id == seen.c.id, *standing)
    return those.scalar_subquery() > 0


def _told_something(seen: Subquery) -> ColumnElement[bool]:
    """Is there anything in their profile?"""
    told = (ANSWER.c.conversation_id == seen.c.id, IN_PROFILE)
    return select(func.count()).select_from(ANSWER).where(*told).scalar_subquery() > 0


def _beside(seen: Subquery) -> tuple[ColumnElement[Any], ...]:
    return (place_of(seen.c.address_id).label("place"),)
