"""Everything about one person, deleted everywhere, and counted."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Table, delete, func, or_, select, update

from bot.store.tables import (
    ACTION,
    ADDRESS,
    ANSWER,
    CHECKIN,
    CONSENT,
    CONVERSATION,
    DELIVERY,
    EVENT,
    INBOUND,
    INSTALLATION,
    INVITATION,
    KEPT,
    METADATA,
    RESPONDENT,
    RESULT,
    ROUND,
)
from bot.store.team_traces import Place, about_places, forget_in_teams


@dataclass(frozen=True, slots=True)
class Erased:
    """How many rows there were."""

    conversations: int
    answers: int
    results: int
    consents: int
    deliveries: int
    updates: int
    addresses: int
    respondents: int
    """1, or 0 where there was nobody of that id."""
    invitations: int = 0
    events: int = 0
    kept: int = 0
    """Answers that were asked once."""


@dataclass(frozen=True, slots=True)
class Traces:
    """The ids by which rows say whose they are."""

    respondent_id: str
    address_ids: tuple[str, ...]
    conversation_ids: tuple[str, ...]
    places: tuple[Place, ...] = ()
    """By which rows of teams do."""


def erase(connection: Connection, respondent_id: str) -> Erased:
    """Deletes a person: what they said, what was made of it, what was sent, that they were here.

    What they said in an anonymous round that they finished is nobody's, and stays.
    """
    theirs = select(CONVERSATION.c.id).where(CONVERSATION.c.respondent_id == respondent_id)
    places = select(ADDRESS.c.id).where(ADDRESS.c.respondent_id == respondent_id)

    def gone(table: Table, which: ColumnElement[bool]) -> int:
        return connection.execute(delete(table).where(which)).rowcount

    leave_no_bytes(connection)
    _forget_who_installed(connection, respondent_id)
    forget_in_teams(connection, _places(connection, respondent_id))
    # In this order: nothing goes before what refers to it.
    return Erased(
        events=gone(EVENT, (EVENT.c.respondent_id == respondent_id) | EVENT.c.conversation_id.in_(theirs)),
        kept=gone(KEPT, KEPT.c.respondent_id == respondent_id),
        invitations=gone(INVITATION, INVITATION.c.address_id.in_(places)),
        deliveries=gone(DELIVERY, DELIVERY.c.address_id.in_(places)),
        updates=gone(INBOUND, INBOUND.c.address_id.in_(places)),
        consents=gone(CONSENT, CONSENT.c.respondent_id == respondent_id),
        results=gone(RESULT, RESULT.c.respondent_id == respondent_id),
        answers=gone(ANSWER, ANSWER.c.conversation_id.in_(theirs)),
        conversations=gone(CONVERSATION, CONVERSATION.c.respondent_id == respondent_id),
        addresses=gone(ADDRESS, ADDRESS.c.respondent_id == respondent_id),
        respondents=gone(RESPONDENT, RESPONDENT.c.id == respondent_id),
    )


def may_have_been_named(connection: Connection, respondent_id: str) -> bool:
    """May somebody outside know a platform's id of theirs: by a report, or by an action that they own?"""
    return _was_in_named_round(connection, respondent_id) or _owns_actions(connection, respondent_id)


def _was_in_named_round(connection: Connection, respondent_id: str) -> bool:
    named = (
        select(INVITATION.c.id)
        .join(ADDRESS, ADDRESS.c.id == INVITATION.c.address_id)
        .join(ROUND, ROUND.c.id == INVITATION.c.round_id)
        .join(CHECKIN, CHECKIN.c.id == ROUND.c.checkin_id)
        .where(ADDRESS.c.respondent_id == respondent_id, CHECKIN.c.anonymous.is_(False))
        .limit(1)
    )
    return connection.execute(named).one_or_none() is not None


def _owns_actions(connection: Connection, respondent_id: str) -> bool:
    """Also where rounds are anonymous: who does what is no secret of a team's."""
    theirs = about_places(ACTION, _places(connection, respondent_id))
    if theirs is None:
        return False
    return connection.execute(select(ACTION.c.id).where(theirs).limit(1)).one_or_none() is not None


def _forget_who_installed(connection: Connection, respondent_id: str) -> None:
    """The workspace stays: it is not theirs. That it was they who let us in goes."""
    here = (
        (ADDRESS.c.respondent_id == respondent_id)
        & (ADDRESS.c.channel == INSTALLATION.c.channel)
        & (ADDRESS.c.workspace == INSTALLATION.c.workspace)
        & (ADDRESS.c.external_id == INSTALLATION.c.installed_by)
    )
    installer = select(ADDRESS.c.id).where(here).exists()
    connection.execute(update(INSTALLATION).where(installer).values(installed_by=None))


def leave_no_bytes(connection: Connection) -> None:
    """SQLite only marks deleted rows as free, unless it is built or told to overwrite them."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA secure_delete = ON")


def traces(connection: Connection, respondent_id: str) -> Traces:
    """What to look for afterwards. Locks the addresses: nobody takes a turn there until it is done."""
    places = select(ADDRESS.c.id).where(ADDRESS.c.respondent_id == respondent_id).with_for_update()
    address_ids = tuple(connection.execute(places).scalars())
    theirs = select(CONVERSATION.c.id).where(CONVERSATION.c.respondent_id == respondent_id)
    conversation_ids = tuple(connection.execute(theirs).scalars())
    return Traces(respondent_id, address_ids, conversation_ids, _places(connection, respondent_id))


def _places(connection: Connection, respondent_id: str) -> tuple[Place, ...]:
    columns = (ADDRESS.c.channel, ADDRESS.c.workspace, ADDRESS.c.external_id)
    found = select(*columns).where(ADDRESS.c.respondent_id == respondent_id).order_by(ADDRESS.c.id)
    return tuple((channel, workspace, person) for channel, workspace, person in connection.execute(found))


def leftovers(
    connection: Connection, whose: Traces, tables: Iterable[Table] = METADATA.sorted_tables
) -> dict[str, int]:
    """How many rows of a person each table holds; tables without any are left out."""
    counted = {
        table.name: connection.execute(select(func.count()).select_from(table).where(which)).scalar_one()
        for table in tables
        if (which := _whose(table, whose)) is not None
    }
    return {name: count for name, count in counted.items() if count}


def _whose(table: Table, whose: Traces) -> ColumnElement[bool] | None:
    """The rows of a table that are theirs by any of its columns; None for a table that is about nobody."""
    of_team = about_places(table, whose.places)
    if of_team is not None:
        return of_team
    ids = {
        "respondent_id": (whose.respondent_id,),
        "address_id": whose.address_ids,
        "conversation_id": whose.conversation_ids,
    }
    columns = [column.in_(ids[column.name]) for column in table.columns if column.name in ids]
    own = ids.get(f"{table.name}_id")
    if own is not None:
        columns.append(table.c.id.in_(own))
    return or_(*columns) if columns else None
