"""Addresses of many people at once, for those who are invited together."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from bot.store.respondents import Address
from bot.store.tables import ADDRESS, INVITATION, RESPONDENT, ROUND
from bot.store.upserts import unless_there


@dataclass(frozen=True, slots=True)
class Seen:
    """What the platform tells of somebody; None: it does not."""

    zone: str | None = None
    language: str | None = None
    """What their client speaks. Who never wrote to us is written to in it."""


_COLUMNS = ADDRESS.c
_FIELDS = tuple(Address.__dataclass_fields__)
_ALL = select(*(_COLUMNS[name] for name in _FIELDS))
_AT_PLACES = _ALL.where(
    _COLUMNS.channel == bindparam("channel"),
    _COLUMNS.workspace == bindparam("workspace"),
    _COLUMNS.external_id.in_(bindparam("people", expanding=True)),
).order_by(_COLUMNS.external_id)
_WITHOUT = select(_COLUMNS.external_id).where(
    _COLUMNS.channel == bindparam("channel"),
    _COLUMNS.workspace == bindparam("workspace"),
    _COLUMNS.checkins_off_until > bindparam("now"),
)
_INVITED_BEFORE = (
    _ALL.where(
        _COLUMNS.id.in_(
            select(INVITATION.c.address_id)
            .join(ROUND, ROUND.c.id == INVITATION.c.round_id)
            .where(ROUND.c.checkin_id == bindparam("checkin_id"))
        )
    )
    .order_by(_COLUMNS.external_id)
)  # fmt: skip
_NEW = unless_there(ADDRESS, ("channel", "workspace", "external_id"))
_NOBODY = delete(RESPONDENT).where(RESPONDENT.c.id.in_(bindparam("made", expanding=True)))
_MOVED = update(ADDRESS).where(_COLUMNS.id == bindparam("address_id")).values(zone=bindparam("new_zone"))


def find_or_make(
    connection: Connection,
    channel: str,
    workspace: str,
    people: Mapping[str, Seen],
    *,
    now: datetime,
    new_id: Callable[[], str],
) -> tuple[Address, ...]:
    """The addresses of people, by the platform's ids of those, with the zones in which they live now; made
    with their respondents on first sight. A zone that is not told stays what it was.
    """
    found = _found(connection, channel, workspace, people)
    missing = sorted(people.keys() - {one.external_id for one in found})
    if missing:
        _make(connection, [
            Address(new_id(), new_id(), channel, workspace, person, language=people[person].language)
            for person in missing
        ], now)  # fmt: skip
        found = _found(connection, channel, workspace, people)
    return tuple(_where_they_live(connection, found, people))


def without_checkins(
    connection: Connection, channel: str, workspace: str, *, now: datetime
) -> frozenset[str]:  # fmt: skip
    """The platform's ids of those in a workspace who want no check-ins just now."""
    asked = {"channel": channel, "workspace": workspace, "now": now}
    return frozenset(connection.execute(_WITHOUT, asked).scalars())


def invited_before(connection: Connection, checkin_id: str) -> tuple[Address, ...]:
    """Everybody who was ever invited to a round of a check-in."""
    return tuple(Address(*row) for row in connection.execute(_INVITED_BEFORE, {"checkin_id": checkin_id}))


def _found(
    connection: Connection, channel: str, workspace: str, people: Mapping[str, Seen]
) -> tuple[Address, ...]:
    which = {"channel": channel, "workspace": workspace, "people": sorted(people)}
    return tuple(Address(*row) for row in connection.execute(_AT_PLACES, which))


def _make(connection: Connection, made: Sequence[Address], now: datetime) -> None:
    """Writes new addresses, each with a respondent; a respondent whose address another made goes again."""
    connection.execute(insert(RESPONDENT), [{"id": one.respondent_id, "created_at": now} for one in made])
    rows = [{name: getattr(one, name) for name in _FIELDS} | {"created_at": now} for one in made]
    connection.execute(_NEW.on(connection), rows)
    kept = set(
        connection.execute(
            select(_COLUMNS.respondent_id).where(
                _COLUMNS.respondent_id.in_([one.respondent_id for one in made])
            )
        ).scalars()
    )
    idle = [one.respondent_id for one in made if one.respondent_id not in kept]
    if idle:
        connection.execute(_NOBODY, {"made": idle})


def _where_they_live(
    connection: Connection, found: Sequence[Address], people: Mapping[str, Seen]
) -> list[Address]:
    moved = {one.id: zone for one in found if (zone := people[one.external_id].zone) not in (None, one.zone)}
    if moved:
        connection.execute(
            _MOVED, [{"address_id": one, "new_zone": zone} for one, zone in sorted(moved.items())]
        )
    return [replace(one, zone=moved.get(one.id, one.zone)) for one in found]
