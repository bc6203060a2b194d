"""What team check-ins know of a person, apart from invitations: who started one, sees its reports, is in its
audience, does what was decided, and in named rounds what was shown of them.

A check-in is the team's: it stays, without the person. One that nobody sees to any more ends. Where somebody
is named, they are found by place: channel, workspace and the platform's id.
"""

import json
from collections.abc import Sequence
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Connection, Table, and_, delete, or_, select, true, update

from bot.store.sealing import seal, unseal
from bot.store.tables import ACTION, APPOINTMENT, CHECKIN, RELEASE, REPORT_LINK

Place: TypeAlias = tuple[str, str, str]
"""Channel, workspace, the platform's id."""
NOBODY = ""
"""In place of an id that is forgotten."""
_NAMED = {APPOINTMENT: "external_id", REPORT_LINK: "viewer", ACTION: "owner_id"}
"""The column by which a row is about somebody."""


def forget_in_teams(connection: Connection, places: Sequence[Place]) -> None:
    """Takes a person out of everything a team keeps."""
    for place in places:
        person = place[2]
        connection.execute(delete(REPORT_LINK).where(_is(REPORT_LINK, place)))
        connection.execute(delete(APPOINTMENT).where(_is(APPOINTMENT, place)))
        connection.execute(
            update(APPOINTMENT)
            .where(_here(APPOINTMENT, place), APPOINTMENT.c.appointed_by == person)
            .values(appointed_by=NOBODY)
        )
        connection.execute(update(ACTION).where(_is(ACTION, place)).values(owner_id=None, owner=NOBODY))
        _forget_in_releases(connection, place)
        _forget_in_checkins(connection, place)


def about_places(table: Table, places: Sequence[Place]) -> ColumnElement[bool] | None:
    """The rows of a table that are about somebody at one of the *places*; None: the table is not."""
    if table not in _NAMED:
        return None
    return or_(*(_is(table, place) for place in places)) if places else ~true()


def _is(table: Table, place: Place) -> ColumnElement[bool]:
    return and_(table.c[_NAMED[table]] == place[2], _here(table, place))


def _here(table: Table, place: Place) -> ColumnElement[bool]:
    """In the place's workspace; what belongs to a check-in is where that is."""
    channel, workspace, _ = place
    if "checkin_id" not in table.c:
        return and_(table.c.channel == channel, table.c.workspace == workspace)
    ours = select(CHECKIN.c.id).where(CHECKIN.c.channel == channel, CHECKIN.c.workspace == workspace)
    return table.c.checkin_id.in_(ours)


def _forget_in_checkins(connection: Connection, place: Place) -> None:
    here = select(CHECKIN).where(_here(CHECKIN, place)).order_by(CHECKIN.c.id).with_for_update()
    for row in connection.execute(here).all():
        changed = _without(row, place[2])
        if changed:
            connection.execute(update(CHECKIN).where(CHECKIN.c.id == row.id).values(**changed))


def _without(row: Any, person: str) -> dict[str, object]:
    """What changes in a check-in that names them."""
    viewers, audience = json.loads(row.viewers), json.loads(row.audience)
    changed: dict[str, object] = {}
    if isinstance(audience, dict) and person in audience.get("people", ()):
        people = [one for one in audience["people"] if one != person]
        changed["audience"] = json.dumps(audience | {"people": people})
    if person not in viewers and person != row.manager:
        return changed
    left = [one for one in viewers if one != person]
    if person == row.manager:
        changed["manager"] = left[0] if left else NOBODY
        if not left:
            left = [NOBODY]
            changed |= {"status": "ended", "next_on": None, "next_at": None}
    return changed | {"viewers": json.dumps(left)}


def _forget_in_releases(connection: Connection, place: Place) -> None:
    """Only named rounds say what one person answered; their figures stay."""
    named = select(RELEASE.c.id, RELEASE.c.document, RELEASE.c.sealed).where(
        _here_of(place), RELEASE.c.anonymous.is_(False)
    )
    for row in connection.execute(named.order_by(RELEASE.c.id)).all():
        document = json.loads(unseal(connection, row.document, sealed=row.sealed))
        people = document.get("people") or []
        left = [one for one in people if one["person"] != place[2]]
        if len(left) < len(people):
            text = json.dumps(document | {"people": left}, ensure_ascii=False)
            kept = seal(connection, text, private=row.sealed)
            connection.execute(update(RELEASE).where(RELEASE.c.id == row.id).values(document=kept))


def _here_of(place: Place) -> ColumnElement[bool]:
    return and_(RELEASE.c.channel == place[0], RELEASE.c.workspace == place[1])
