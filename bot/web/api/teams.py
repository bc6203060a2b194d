"""Check-ins, their rounds, and what was released of them: never more than a manager is shown."""

from typing import Any, Final

from sqlalchemy import Connection, Row

from bot.reports.rounds.series import series
from bot.store import rounds as stored_rounds
from bot.store.api import teams as stored
from bot.store.api.walking import Position
from bot.store.rounds import Round as StoredRound
from bot.store.rounds import RoundFate, RoundStatus
from bot.turn.teams.status import said_of
from bot.web.api import queries
from bot.web.api.asking import Asking, Make, after_of, link, links_of, span_of
from bot.web.api.problems import not_there
from bot.web.api.shapes import CheckIn, CheckInPage, Round, RoundPage, RoundWithReport, Told

_OVER: Final = frozenset({RoundStatus.CLOSED, RoundStatus.CANCELLED})
_DECIDED: Final = frozenset({RoundFate.SHOWN, RoundFate.WITHHELD})


def checkins(connection: Connection, asking: Asking[queries.CheckIns]) -> Make:
    """A page of check-ins."""
    query = asking.query
    found = stored.all_of(connection, asking.limits, query.flow, query.status, span_of(asking))
    return lambda: CheckInPage(items=[_checkin(row) for row in found.rows], **links_of(asking, found))


def checkin(connection: Connection, asking: Asking[queries.Nothing]) -> Make:
    """One check-in."""
    row = stored.one(connection, asking.limits, asking.ids["id"])
    if row is None:
        raise not_there("check-in")
    return lambda: _checkin(row)


def rounds(connection: Connection, asking: Asking[queries.Paged]) -> Make:
    """The rounds of a check-in: so few that a page is cut of all. `later` begins with the first of them that
    may still change.
    """
    which = asking.ids["id"]
    if stored.one(connection, asking.limits, which) is None:
        raise not_there("check-in")
    after = after_of(asking)
    least = 0 if after is None else int(after[1])
    limit = asking.query.limit
    every = stored_rounds.of_checkin(connection, which)
    found = [one for one in every if one.number > least]
    released = stored.released(connection, which)
    shown = found[:limit]
    end = _at(shown[-1]) if shown else after
    before = next((_at(one, -1) for one in every if _may_change(one)), None)
    later = end if before is None or end is None else min(end, before, key=lambda at: int(at[1]))

    def make() -> RoundPage:
        return RoundPage(
            items=[Round(**_round(one, has_report=one.id in released)) for one in shown],
            next=link(asking, end) if len(found) > limit else None,
            later=link(asking, later),
        )

    return make


def round_(connection: Connection, asking: Asking[queries.Nothing]) -> Make:
    """One round, with the document that the report page shows of it."""
    found = stored.with_round(connection, asking.limits, asking.ids["id"])
    if found is None:
        raise not_there("round")
    checkin, one = found
    entries = series(connection, checkin.id).entries
    released = next((entry.document for entry in entries if one.number in entry.document["numbers"]), None)
    report = None if released is None else dict(released)
    return lambda: RoundWithReport(**_round(one, has_report=report is not None), report=report)


def _at(one: StoredRound, shift: int = 0) -> Position:
    """Where it stands in the list; *shift*: so many places behind."""
    return (one.opens_at, one.number + shift)


def _may_change(one: StoredRound) -> bool:
    """What was held may be shown with a later round. What is over stands as its manager saw it last, until
    that is tidied up.
    """
    return one.status not in _OVER or one.fate not in _DECIDED or said_of(one) is not None


def _checkin(row: Row[Any]) -> CheckIn:
    fields = row._asdict()
    return CheckIn(flow=fields.pop("flow_name"), **fields)


def _round(one: StoredRound, *, has_report: bool) -> dict[str, Any]:
    """The fields of a `Round`."""
    return {
        "id": one.id,
        "checkin_id": one.checkin_id,
        "number": one.number,
        "occurs_on": one.occurs_on,
        "flow": one.flow.name,
        "flow_version": one.flow.version,
        "status": one.status.value,
        "fate": None if one.fate is None else one.fate.value,
        "opens_at": one.opens_at,
        "closes_at": one.closes_at,
        "told": _told(one),
        "has_report": has_report,
    }


def _told(one: StoredRound) -> Told | None:
    """What the manager's message says, as old as it is: looking more often than they do tells no more."""
    said = said_of(one)
    return None if said is None else Told(**{name: said[name] for name in Told.model_fields})
