"""Conversations, results and leads."""

import json
from collections.abc import Container
from typing import Any

from sqlalchemy import Connection, Row

from bot.store.api import conversations as stored
from bot.store.api import leads as stored_leads
from bot.store.api import results as stored_results
from bot.store.api.leads import Lead as StoredLead
from bot.store.api_tokens import Scope
from bot.store.sealing import Sealer, sealer_of
from bot.web.api import queries
from bot.web.api.answered import answers, latest, outcome, place
from bot.web.api.asking import Asking, Make, links_of, span_of
from bot.web.api.private import may_be_told, private_in, private_ones
from bot.web.api.problems import not_there
from bot.web.api.shapes import Consent, Conversation, ConversationPage, Lead, LeadPage, Result, ResultPage


def conversations(connection: Connection, asking: Asking[queries.Conversations]) -> Make:
    """A page of conversations."""
    query = asking.query
    wanted = stored.Wanted(query.flow, query.status, query.source)
    found = stored.conversations(connection, asking.limits, wanted, span_of(asking))
    ids = [row.id for row in found.rows]
    said, told = stored.answers_of(connection, ids), may_be_told(connection, asking, ids)
    sealer, private = sealer_of(connection), private_in(connection, asking, found.rows)

    def make() -> ConversationPage:
        items = [_conversation(row, said[row.id], sealer, private, told=row.id in told) for row in found.rows]
        return ConversationPage(items=items, **links_of(asking, found))

    return make


def conversation(connection: Connection, asking: Asking[queries.Nothing]) -> Make:
    """One conversation."""
    which = asking.ids["id"]
    row = stored.conversation(connection, asking.limits, which)
    if row is None:
        raise not_there("conversation")
    said = stored.answers_of(connection, [which])[which]
    told, sealer = which in may_be_told(connection, asking, [which]), sealer_of(connection)
    private = private_in(connection, asking, [row])
    return lambda: _conversation(row, said, sealer, private, told=told)


def results(connection: Connection, asking: Asking[queries.Results]) -> Make:
    """A page of results."""
    query = asking.query
    complete = None if query.complete is None else query.complete == "true"
    asks_how = query.level is not None or complete is not None
    unsaid = private_ones(connection, asking) if asks_how else frozenset()
    wanted = stored_results.Wanted(query.flow, query.level, complete, query.source, unsaid)
    found = stored_results.results(connection, asking.limits, wanted, span_of(asking))
    private = private_in(connection, asking, found.rows)
    those = [row.conversation_id for row in found.rows if row.flow_hash in private]
    withheld = frozenset(those) - may_be_told(connection, asking, those)

    def make() -> ResultPage:
        items = [_result(row, withheld=row.conversation_id in withheld) for row in found.rows]
        return ResultPage(items=items, **links_of(asking, found))

    return make


def leads(connection: Connection, asking: Asking[queries.Leads]) -> Make:
    """A page of leads."""
    wanted = stored_leads.Wanted(asking.query.flow, asking.query.source)
    found, those = stored_leads.leads(connection, asking.limits, wanted, span_of(asking))
    said = stored.answers_of(connection, [lead.conversation.id for lead in those])
    sealer, told = sealer_of(connection), asking.may(Scope.PRIVATE)
    private = private_in(connection, asking, found.rows)

    def make() -> LeadPage:
        items = [_lead(one, said[one.conversation.id], sealer, private, told=told) for one in those]
        return LeadPage(items=items, **links_of(asking, found))

    return make


def _conversation(
    row: Row[Any], said: Any, sealer: Sealer, private: Container[str], *, told: bool
) -> Conversation:
    return Conversation(
        id=row.id,
        respondent_id=row.respondent_id,
        **place(row),
        flow=row.flow_name,
        flow_version=row.flow_version,
        status=row.status,
        language=row.language,
        source=row.source,
        open_question=row.open_question,
        round_id=row.round_id,
        started_at=row.started_at,
        updated_at=row.updated_at,
        ended_at=row.ended_at,
        answers=answers(said, sealer, flow_private=row.flow_hash in private, with_private=told),
    )


def _result(row: Row[Any], *, withheld: bool) -> Result:
    document = None if withheld else json.loads(row.document)
    return Result(
        **outcome(row, document),
        conversation_id=row.conversation_id,
        turn=row.turn,
        respondent_id=row.respondent_id,
        **place(row),
        flow=row.flow_name,
        flow_version=row.flow_version,
        source=row.source,
        created_at=row.created_at,
        document=document or {},
    )


def _lead(lead: StoredLead, said: Any, sealer: Sealer, private: Container[str], *, told: bool) -> Lead:
    row, consent = lead.conversation, lead.consents.contact
    flow_private = row.flow_hash in private
    assert consent is not None  # noqa: S101  # whoever has none is no lead
    return Lead(
        conversation_id=row.id,
        respondent_id=row.respondent_id,
        **place(row),
        flow=row.flow_name,
        flow_version=row.flow_version,
        source=row.source,
        language=row.language,
        profile=dict(lead.profile),
        consent=Consent(
            question=consent.question, wording=consent.wording, link=consent.link, language=consent.language,
            given_at=consent.created_at,
        ),
        send_report=lead.consents.report is not None,
        result=latest(lead.result, withheld=flow_private and not told),
        answers=answers(said, sealer, flow_private=flow_private, with_private=told),
        status=row.status,
        started_at=row.started_at,
        updated_at=row.updated_at,
    )  # fmt: skip
