"""Check-ins, and their rounds as they stand."""

import json
from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, Subquery, select

from bot.store import checkins, rounds
from bot.store.api.walking import Limits, Page, Span, Walk, page
from bot.store.checkins import CheckIn
from bot.store.rounds import Round
from bot.store.tables import CHECKIN, RELEASE

_C = CHECKIN.c
WALK: Final = Walk(
    (_C.created_at, _C.id),
    (
        _C.id, _C.channel, _C.workspace, _C.team, _C.flow_name, _C.language, _C.anonymous, _C.min_answers,
        _C.every, _C.first_on, _C.at_minute, _C.zone, _C.weekdays_only, _C.calendar, _C.open_minutes,
        _C.reminders, _C.status, _C.next_on, _C.created_at,
    ),
)  # fmt: skip
"""Neither who started it nor who is asked, and not the link by which people join."""
_RELEASED = select(RELEASE.c.round_ids)


def all_of(
    connection: Connection, limits: Limits, flow: str | None, status: str | None, span: Span
) -> Page:  # fmt: skip
    """A page of check-ins."""

    def wishes(seen: Subquery) -> list[ColumnElement[bool]]:
        found: list[ColumnElement[bool]] = []
        if limits.place is not None:
            found += [seen.c.channel == limits.channel, seen.c.workspace == limits.workspace]
        for column, value in (
            (seen.c.flow_name, limits.flow), (seen.c.flow_name, flow), (seen.c.status, status),
        ):  # fmt: skip
            if value is not None:
                found.append(column == value)
        return found

    return page(connection, WALK, span, wishes, lambda _: ())


def one(connection: Connection, limits: Limits, checkin_id: str) -> Row[Any] | None:
    """A check-in as `all_of` has it; None where there is none, or the reader may not see it."""
    found = connection.execute(select(*WALK.columns).where(_C.id == checkin_id)).one_or_none()
    return found if found is not None and _may(limits, found) else None


def with_round(connection: Connection, limits: Limits, round_id: str) -> tuple[CheckIn, Round] | None:
    """A round and whose it is; None where there is none, or the reader may not see it."""
    found = rounds.by_id(connection, round_id)
    checkin = None if found is None else checkins.by_id(connection, found.checkin_id)
    if found is None or checkin is None or not _may(limits, checkin):
        return None
    return checkin, found


def released(connection: Connection, checkin_id: str) -> frozenset[str]:
    """The rounds of a check-in of which something was shown."""
    lists: Sequence[str] = (
        connection.execute(_RELEASED.where(RELEASE.c.checkin_id == checkin_id)).scalars().all()
    )
    return frozenset(round_id for one in lists for round_id in json.loads(one))


def _may(limits: Limits, checkin: Row[Any] | CheckIn) -> bool:
    return (
        limits.place is None or (checkin.channel, checkin.workspace) == (limits.channel, limits.workspace)
    ) and (limits.flow is None or checkin.flow_name == limits.flow)
