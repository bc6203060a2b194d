"""Respondents and the addresses where they are reachable."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from bot.store import prepared
from bot.store.tables import ADDRESS, RESPONDENT
from bot.store.upserts import unless_there


@dataclass(frozen=True, slots=True)
class Address:
    """Where a respondent is reachable."""

    id: str
    respondent_id: str
    channel: str
    workspace: str
    external_id: str
    language: str | None
    """What the person chose; None: what their client speaks."""
    reachable: bool = True
    live_message: str | None = None
    """The platform's id of the message whose buttons answer the open question."""
    aside_message: str | None = None
    """The same of a message with buttons that asks nothing, such as a menu."""
    keyboard_message: str | None = None
    """The same of a message that brought a keyboard of its own."""
    quiet_since: datetime | None = None
    """When they asked for no reminders."""
    reminded_at: datetime | None = None
    zone: str | None = None
    """Where their day is, as the platform tells it: an IANA name such as `Europe/Berlin`."""
    remind_minute: int | None = None
    """The minute of their day, from 0 to 1439, at which they want reminders; None: whenever it falls due."""
    checkins_off_until: datetime | None = None
    """Until then they get no invitations to team check-ins."""
    sender: str | None = None
    """The process that holds all that is still to go to it, and may send more at once; None: no one does."""


_COLUMNS = ADDRESS.c
FIELDS = (
    "id", "respondent_id", "channel", "workspace", "external_id", "language", "reachable", "live_message",
    "aside_message", "keyboard_message", "quiet_since", "reminded_at", "zone", "remind_minute",
    "checkins_off_until", "sender",
)  # fmt: skip
_FIND = select(*(_COLUMNS[name] for name in FIELDS)).where(
    _COLUMNS.channel == bindparam("channel"),
    _COLUMNS.workspace == bindparam("workspace"),
    _COLUMNS.external_id == bindparam("external_id"),
)
FIND_LOCKED = _FIND.with_for_update()
_NEW_ADDRESS = unless_there(ADDRESS, ("channel", "workspace", "external_id"))
_NEW_RESPONDENT = insert(RESPONDENT)
_DROP_RESPONDENT = delete(RESPONDENT).where(RESPONDENT.c.id == bindparam("respondent_id"))
_SPEAK = update(ADDRESS).where(_COLUMNS.id == bindparam("address_id")).values(language=bindparam("chosen"))
_REACH = (
    update(ADDRESS).where(_COLUMNS.id == bindparam("address_id")).values(reachable=bindparam("is_reachable"))
)

_HERE = _COLUMNS.id == bindparam("address_id")
_LIVE = update(ADDRESS).where(_HERE).values(live_message=bindparam("message"))
_ASIDE = update(ADDRESS).where(_HERE).values(aside_message=bindparam("message"))
_KEYBOARD = update(ADDRESS).where(_HERE).values(keyboard_message=bindparam("message"))
_QUIET = update(ADDRESS).where(_HERE).values(quiet_since=bindparam("since"))
_REMINDED = update(ADDRESS).where(_HERE).values(reminded_at=bindparam("at"))
_ZONE = update(ADDRESS).where(_HERE).values(zone=bindparam("new_zone"))
_REMIND_MINUTE = update(ADDRESS).where(_HERE).values(remind_minute=bindparam("new_minute"))
_CHECKINS_OFF = update(ADDRESS).where(_HERE).values(checkins_off_until=bindparam("until"))
_MINUTES_OF_A_DAY = 24 * 60
_BY_ID = select(*(_COLUMNS[name] for name in FIELDS)).where(_HERE)
_KNOWN_SINCE = select(RESPONDENT.c.created_at).where(RESPONDENT.c.id == bindparam("respondent_id"))
_BY_ID_LOCKED = _BY_ID.with_for_update()


def find(
    connection: Connection, channel: str, workspace: str, external_id: str, *, lock: bool = False
) -> Address | None:
    """The address at this place; `lock`: until the transaction ends nobody else takes a turn for it."""
    place = {"channel": channel, "workspace": workspace, "external_id": external_id}
    row = prepared.one_or_none(connection, FIND_LOCKED if lock else _FIND, place)
    return None if row is None else Address(*row)


def find_or_make(
    connection: Connection,
    channel: str,
    workspace: str,
    external_id: str,
    *,
    now: datetime,
    new_id: Callable[[], str],
) -> Address:
    """The address at this place, locked for this transaction; made with its respondent on first sight."""
    found = find(connection, channel, workspace, external_id, lock=True)
    if found is not None:
        return found
    made = Address(new_id(), new_id(), channel, workspace, external_id, language=None)
    return made if _made(connection, made, now) else _made_by_another(connection, made)


def _made(connection: Connection, address: Address, now: datetime) -> bool:
    """Writes an address with a respondent of its own. False: somebody made it since we looked."""
    connection.execute(_NEW_RESPONDENT, {"id": address.respondent_id, "created_at": now})
    row = {name: getattr(address, name) for name in FIELDS} | {"created_at": now}
    return connection.execute(_NEW_ADDRESS.on(connection), row).rowcount == 1


def _made_by_another(connection: Connection, ours: Address) -> Address:
    """Their address; our respondent is nobody."""
    connection.execute(_DROP_RESPONDENT, {"respondent_id": ours.respondent_id})
    theirs = find(connection, ours.channel, ours.workspace, ours.external_id, lock=True)
    if theirs is None:
        raise LookupError("an address that was there a moment ago is gone")
    return theirs


def speak(connection: Connection, address_id: str, language: str | None) -> None:
    """The language the person chose; None: what their client speaks."""
    connection.execute(_SPEAK, {"address_id": address_id, "chosen": language})


def set_reachable(connection: Connection, address_id: str, *, reachable: bool) -> None:
    """Switches an address off when the person stopped us, and on when they return."""
    connection.execute(_REACH, {"address_id": address_id, "is_reachable": reachable})


def set_live_message(connection: Connection, address_id: str, message: str | None) -> None:
    """Which message's buttons answer the open question now."""
    connection.execute(_LIVE, {"address_id": address_id, "message": message})


def set_aside_message(connection: Connection, address_id: str, message: str | None) -> None:
    """Which message has buttons beside those of the open question; None: none, or one under way."""
    connection.execute(_ASIDE, {"address_id": address_id, "message": message})


def set_keyboard_message(connection: Connection, address_id: str, message: str | None) -> None:
    """Which message brought a keyboard of its own."""
    connection.execute(_KEYBOARD, {"address_id": address_id, "message": message})


def be_quiet(connection: Connection, address_id: str, since: datetime | None) -> None:
    """No reminders from then on; None: reminders again."""
    connection.execute(_QUIET, {"address_id": address_id, "since": since})


def was_reminded(connection: Connection, address_id: str, at: datetime) -> None:
    """Takes note of a reminder."""
    connection.execute(_REMINDED, {"address_id": address_id, "at": at})


def set_zone(connection: Connection, address_id: str, zone: str | None) -> None:
    """Where the person's day is: an IANA name, or None where the platform does not tell."""
    connection.execute(_ZONE, {"address_id": address_id, "new_zone": zone})


def set_remind_minute(connection: Connection, address_id: str, minute: int | None) -> None:
    """At which minute of their day reminders may come; None: whenever they fall due."""
    if minute is not None and not 0 <= minute < _MINUTES_OF_A_DAY:
        raise ValueError(f"a day has no minute {minute}")
    connection.execute(_REMIND_MINUTE, {"address_id": address_id, "new_minute": minute})


def by_id(connection: Connection, address_id: str, *, lock: bool = False) -> Address | None:
    """The address with this id; `lock` as for `find`."""
    row = connection.execute(_BY_ID_LOCKED if lock else _BY_ID, {"address_id": address_id}).one_or_none()
    return None if row is None else Address(*row)


def known_since(connection: Connection, respondent_id: str) -> datetime:
    """When a person came first."""
    found: datetime = connection.execute(_KNOWN_SINCE, {"respondent_id": respondent_id}).scalar_one()
    return found


def switch_checkins_off(connection: Connection, address_id: str, until: datetime | None) -> None:
    """No invitations to team check-ins until then; None: they come again."""
    connection.execute(_CHECKINS_OFF, {"address_id": address_id, "until": until})
