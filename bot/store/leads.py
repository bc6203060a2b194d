"""Leads: the people who let us write to them, with what they told about themselves, as flat lines in pages.

A lead is a conversation in which at least one consent stands and at least one value of a profile was given
(flow-language §5.1). Run it inside `Database.read`, as all exports.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, Select, func, select

from bot.definition.model import Purpose
from bot.store.columns import AnswerState
from bot.store.export import TYPED, TYPED_OBJECT, flat
from bot.store.sealing import unseal
from bot.store.tables import ADDRESS, ANSWER, CONSENT, CONVERSATION, RESULT

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
class _Consents:
    """The consents that stand in one conversation: the last word to each question."""

    contact: Row[Any] | None
    report: Row[Any] | None

    @property
    def foremost(self) -> Row[Any] | None:
        return self.contact or self.report


_GIVEN = AnswerState.GIVEN.value
_IN_PROFILE = ANSWER.c.profile.is_not(None) & (ANSWER.c.state == _GIVEN)
_CANDIDATES = (
    select(CONVERSATION, ADDRESS.c.channel)
    .join(ADDRESS, ADDRESS.c.id == CONVERSATION.c.address_id)
    .where(
        select(CONSENT.c.id).where(CONSENT.c.conversation_id == CONVERSATION.c.id, CONSENT.c.given).exists(),
        select(ANSWER.c.question).where(ANSWER.c.conversation_id == CONVERSATION.c.id, _IN_PROFILE).exists(),
    )
    .order_by(CONVERSATION.c.id)
)
_SAID = select(CONSENT).order_by(CONSENT.c.created_at, CONSENT.c.id)
_PROFILE = (
    select(ANSWER.c.conversation_id, ANSWER.c.profile, ANSWER.c.value, ANSWER.c.sealed)
    .where(_IN_PROFILE)
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
        lately = ANSWER.c.answered_at >= since
        statement = statement.where(
            select(ANSWER.c.question).where(ANSWER.c.conversation_id == CONVERSATION.c.id, lately).exists()
        )
    if flow is not None:
        statement = statement.where(CONVERSATION.c.flow_name == flow)
    for page in _pages(connection, statement):
        yield from _of_page(connection, page)


def _pages(connection: Connection, statement: Select[Any]) -> Iterator[Sequence[Row[Any]]]:
    """Page after page, each beginning behind the last conversation of the one before."""
    paged = statement.limit(_PAGE)
    page = connection.execute(paged).all()
    while page:
        yield page
        page = connection.execute(paged.where(CONVERSATION.c.id > page[-1].id)).all()


def _of_page(connection: Connection, page: Sequence[Row[Any]]) -> Iterator[LeadLine]:
    ids = [row.id for row in page]
    consents = _consents(connection, ids)
    profiles = _profiles(connection, ids)
    last_answers = connection.execute(_LAST_ANSWER.where(ANSWER.c.conversation_id.in_(ids)))
    answered = {row.conversation_id: row.at for row in last_answers}
    shown = connection.execute(_RESULT.where(RESULT.c.conversation_id.in_(ids)))
    results = {row.conversation_id: row for row in shown}
    for row in page:
        profile = profiles.get(row.id)
        standing = consents[row.id]
        if profile and standing.foremost is not None:
            yield _line(row, profile, standing, results.get(row.id), answered[row.id])


def _consents(connection: Connection, ids: Sequence[str]) -> dict[str, _Consents]:
    last_words: dict[str, dict[str, Row[Any]]] = {}
    for row in connection.execute(_SAID.where(CONSENT.c.conversation_id.in_(ids))):
        said = last_words.setdefault(row.conversation_id, {})
        said.pop(row.question, None)
        said[row.question] = row
    return {
        conversation_id: _Consents(_given(said, Purpose.CONTACT), _given(said, Purpose.REPORT))
        for conversation_id, said in last_words.items()
    }


def _given(said: Mapping[str, Row[Any]], purpose: Purpose) -> Row[Any] | None:
    """The consent to a purpose that stands, the newest of several."""
    given = [row for row in said.values() if row.given and row.purpose == purpose.value]
    return given[-1] if given else None


def _profiles(connection: Connection, ids: Sequence[str]) -> dict[str, dict[str, str]]:
    """What people told about themselves: conversation → name → value, the newest where it was asked twice."""
    profiles: dict[str, dict[str, str]] = {}
    for row in connection.execute(_PROFILE.where(ANSWER.c.conversation_id.in_(ids))):
        kept = unseal(connection, row.value, sealed=row.sealed)
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
    consents: _Consents,
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
