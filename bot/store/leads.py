"""Leads: the people who let us write to them, with what they told about themselves, as flat lines in pages.

A lead is a conversation in which at least one consent stands and at least one value of a profile was given
(flow-language §5.1). Run it inside `Database.read`, as all exports.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, Select, func, select, tuple_

from bot.definition.model import Purpose
from bot.store.columns import AnswerState
from bot.store.errors import SealBroken
from bot.store.export import CHANNEL, TYPED, TYPED_OBJECT, flat, pages
from bot.store.sealing import unseal
from bot.store.tables import ANSWER, CONSENT, CONVERSATION, RESULT

_PAGE = 1000
_OWN_COLUMNS: Final = ("name", "email", "company", "phone")


@dataclass(frozen=True, slots=True)
class LeadLine:
    """One conversation of a person who may be written to."""

    conversation_id: str
    respondent_id: str
    channel: str
    flow: str
    flow_version: int
    source: str | None = field(metadata=TYPED)
    language: str
    name: str | None = field(metadata=TYPED)
    email: str | None = field(metadata=TYPED)
    company: str | None = field(metadata=TYPED)
    phone: str | None = field(metadata=TYPED)
    profile: str = field(metadata=TYPED_OBJECT)
    """All other values of the profile as JSON: name → value."""
    may_contact: bool
    send_report: bool
    consent_wording: str = field(metadata=TYPED)
    """Of the consent to be contacted; without one, of that to be sent the report."""
    consent_at: datetime
    score: str | None
    """This and the next two from the latest result; None without one."""
    level: str | None
    complete: bool | None
    started_at: datetime
    answered_at: datetime
    """The last answer, to whatever question."""


@dataclass(frozen=True, slots=True)
class Consents:
    """The consents of one conversation that stand: no later no to the same purpose, wherever it was said."""

    contact: Row[Any] | None
    report: Row[Any] | None

    @property
    def foremost(self) -> Row[Any] | None:
        return self.contact or self.report


_KNOWN = (AnswerState.GIVEN.value, AnswerState.CARRIED.value, AnswerState.KEPT.value)
"""Told here, by the flow before, or in an earlier conversation: nobody has to type it once more."""
IN_PROFILE = ANSWER.c.profile.is_not(None) & ANSWER.c.state.in_(_KNOWN)
_CONSENTS = (
    select(func.count())
    .select_from(CONSENT)
    .where(CONSENT.c.conversation_id == CONVERSATION.c.id, CONSENT.c.given)
    .scalar_subquery()
)
_ANSWERS = select(func.count()).select_from(ANSWER).where(ANSWER.c.conversation_id == CONVERSATION.c.id)
"""Counted: what is asked for by EXISTS PostgreSQL joins, and goes through all consents for each page."""
_CANDIDATES = (
    select(CONVERSATION, CHANNEL.label("channel"))
    .where(_CONSENTS > 0, _ANSWERS.where(IN_PROFILE).scalar_subquery() > 0)
    .order_by(CONVERSATION.c.id)
)
_LATER = CONSENT.alias("later")
TAKEN_BACK = (
    select(_LATER.c.id)
    .where(
        _LATER.c.respondent_id == CONSENT.c.respondent_id,
        _LATER.c.purpose == CONSENT.c.purpose,
        _LATER.c.given.is_(False),
        tuple_(_LATER.c.created_at, _LATER.c.id) > tuple_(CONSENT.c.created_at, CONSENT.c.id),
    )
    .exists()
)
"""Of a consent: the same person said a no to the same purpose later, in whatever conversation."""
_STANDING = select(CONSENT).where(CONSENT.c.given, ~TAKEN_BACK).order_by(CONSENT.c.created_at, CONSENT.c.id)
_PROFILE = (
    select(ANSWER.c.conversation_id, ANSWER.c.profile, ANSWER.c.value, ANSWER.c.sealed)
    .where(IN_PROFILE)
    .order_by(ANSWER.c.answered_at, ANSWER.c.turn, ANSWER.c.question)
)
_LAST_ANSWER = select(ANSWER.c.conversation_id, func.max(ANSWER.c.answered_at).label("at")).group_by(
    ANSWER.c.conversation_id
)
_RESULT: Select[Any] = select(
    RESULT.c.conversation_id, RESULT.c.score, RESULT.c.level, RESULT.c.complete
).order_by(RESULT.c.turn)


def leads(
    connection: Connection, *, since: datetime | None = None, flow: str | None = None
) -> Iterator[LeadLine]:
    """Leads, oldest conversation first; `since` is about when anything was last answered in it."""
    statement = _CANDIDATES
    if since is not None:
        lately = _ANSWERS.where(ANSWER.c.answered_at >= since)
        statement = statement.where(lately.scalar_subquery() > 0)
    if flow is not None:
        statement = statement.where(CONVERSATION.c.flow_name == flow)
    for page in pages(connection, statement, _PAGE):
        yield from _of_page(connection, page)


def _of_page(connection: Connection, page: Sequence[Row[Any]]) -> Iterator[LeadLine]:
    ids = [row.id for row in page]
    consents = consents_of(connection, ids)
    profiles = profiles_of(connection, ids, whole=True)  # without the key a file would lack people
    last_answers = connection.execute(_LAST_ANSWER.where(ANSWER.c.conversation_id.in_(ids)))
    answered = {row.conversation_id: row.at for row in last_answers}
    shown = connection.execute(_RESULT.where(RESULT.c.conversation_id.in_(ids)))
    results = {row.conversation_id: row for row in shown}
    for row in page:
        profile = profiles.get(row.id)
        standing = consents[row.id]
        if profile and standing.foremost is not None:
            yield _line(row, profile, standing, results.get(row.id), answered[row.id])


def consents_of(connection: Connection, ids: Sequence[str]) -> dict[str, Consents]:
    """What stands in each of these conversations; of several consents to one purpose the newest."""
    standing: dict[str, dict[str, Row[Any]]] = {one: {} for one in ids}
    for row in connection.execute(_STANDING.where(CONSENT.c.conversation_id.in_(ids))):
        standing[row.conversation_id][row.purpose] = row
    return {
        conversation_id: Consents(found.get(Purpose.CONTACT.value), found.get(Purpose.REPORT.value))
        for conversation_id, found in standing.items()
    }


def profiles_of(
    connection: Connection, ids: Sequence[str], *, whole: bool = False
) -> dict[str, dict[str, str]]:
    """What people told about themselves: conversation → name → value, the newest where it was asked twice.

    A value that no key opens is left out: one such row holds up no other. *whole*: SealBroken instead.
    """
    profiles: dict[str, dict[str, str]] = {}
    for row in connection.execute(_PROFILE.where(ANSWER.c.conversation_id.in_(ids))):
        try:
            kept = unseal(connection, row.value, sealed=row.sealed)
        except SealBroken:
            if whole:
                raise
            continue
        if not _is_blank(kept):
            profiles.setdefault(row.conversation_id, {})[row.profile] = flat(kept)
    return profiles


def _is_blank(kept: str) -> bool:
    """Is it a "don't know", which tells nothing about a person?"""
    value = json.loads(kept)
    return isinstance(value, dict) and "blank" in value


def _line(
    row: Row[Any],
    profile: Mapping[str, str],
    consents: Consents,
    result: Row[Any] | None,
    answered_at: datetime,
) -> LeadLine:
    foremost = consents.foremost
    assert foremost is not None  # noqa: S101  # whoever has none is no lead
    return LeadLine(
        conversation_id=row.id,
        respondent_id=row.respondent_id,
        channel=row.channel,
        flow=row.flow_name,
        flow_version=row.flow_version,
        source=row.source,
        language=row.language,
        **{name: profile.get(name) for name in _OWN_COLUMNS},
        profile=_as_json({name: value for name, value in profile.items() if name not in _OWN_COLUMNS}),
        may_contact=consents.contact is not None,
        send_report=consents.report is not None,
        consent_wording=foremost.wording,
        consent_at=foremost.created_at,
        score=None if result is None else result.score,
        level=None if result is None else result.level,
        complete=None if result is None else result.complete,
        started_at=row.started_at,
        answered_at=answered_at,
    )


def _as_json(profile: Mapping[str, str]) -> str:
    return json.dumps(profile, ensure_ascii=False, sort_keys=True)
