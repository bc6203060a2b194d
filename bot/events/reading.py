"""What an event says. Of a report and of an action it names the row alone: what stands there when it is told
is told, without whoever was deleted meanwhile.
"""

from collections.abc import Mapping
from typing import Any, cast

from sqlalchemy import Connection

from bot.present.teams.shape import RoundDocument
from bot.store import actions, checkins, releases
from bot.store.events import StoredEvent
from bot.turn.outside import shape


def data_of(connection: Connection, event: StoredEvent) -> Mapping[str, Any] | None:
    """None: there is nothing to tell any more."""
    match event.type:
        case "round.closed":
            return _round_closed(connection, event)
        case "action.due":
            return _action_due(connection, event)
    return event.data


def _round_closed(connection: Connection, event: StoredEvent) -> shape.RoundClosed | None:
    checkin = checkins.by_id(connection, event.data["checkin"])
    release = releases.by_id(connection, event.data["release"])
    if checkin is None or release is None:
        return None
    return shape.RoundClosed(
        checkin=checkin.id,
        team=checkin.team,
        channel=checkin.channel,
        workspace=checkin.workspace,
        released_at=release.released_at.isoformat(),
        document=cast("RoundDocument", release.document),
    )


def _action_due(connection: Connection, event: StoredEvent) -> shape.ActionDue | None:
    action = actions.by_id(connection, event.data["action"])
    checkin = None if action is None else checkins.by_id(connection, action.checkin_id)
    if action is None or checkin is None:
        return None
    return shape.ActionDue(
        action=action.id,
        checkin=checkin.id,
        team=checkin.team,
        channel=checkin.channel,
        workspace=checkin.workspace,
        round=action.round_number,
        area=action.area,
        text=action.text,
        owner=action.owner,
        owner_id=action.owner_id,
        due_on=action.due_on.isoformat(),
        status=action.status.value,
    )
