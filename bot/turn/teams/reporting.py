"""The newest report of a check-in for one of its viewers: the message, and its map as a picture."""

from collections.abc import Sequence
from typing import Final, cast

from sqlalchemy import Connection

from bot.definition.model import Flow
from bot.messages import Picture
from bot.present.teams.report import Decided, Reported, heat_map, report
from bot.present.teams.shape import RoundDocument
from bot.store import actions, releases
from bot.store.actions import ActionStatus
from bot.store.checkins import CheckIn
from bot.store.flows import Pinned
from bot.store.releases import Release
from bot.store.respondents import Address
from bot.turn.arrived import Surroundings, Told
from bot.turn.teams import roles
from bot.turn.teams.links import new_link

MOST_DECIDED: Final = 10
"""Actions in a message, those that are open first to stay; all of them stand in the list of actions."""


def newest_report(
    connection: Connection,
    checkin: CheckIn,
    viewer: Address,
    around: Surroundings,
    released: Sequence[Release] | None = None,
) -> tuple[Told, ...]:
    """What the viewer is shown, with a way of their own to its page; () where nothing was released yet.

    *released*: all that was shown of the check-in, where it was read already for another viewer.
    """
    if released is None:
        released = releases.of_checkin(connection, checkin.id)
    flow = _flow(connection, released, around)
    if flow is None:
        return ()
    language = viewer.language or checkin.language
    reported = Reported(
        flow,
        checkin.team,
        checkin.id,
        [cast("RoundDocument", release.document) for release in released],
        _decided(connection, checkin),
        _address(connection, checkin, viewer, around),
        may_plan=roles.sees_to(connection, roles.who_is(viewer), checkin, around),
    )
    drawn = Told(Picture(heat_map(language, reported)), private=True)
    figures = released[-1].exact and bool(flow.areas)
    return (Told(report(language, reported), private=True), *([drawn] if figures else []))


def _flow(connection: Connection, released: Sequence[Release], around: Surroundings) -> Flow | None:
    """That of the newest release, which titles and wordings are taken from."""
    if not released:
        return None
    newest = released[-1]
    pinned = Pinned(newest.flow_name, int(newest.document["version"]), newest.flow_hash)
    return around.library.pinned(connection, pinned)


def _decided(connection: Connection, checkin: CheckIn) -> list[Decided]:
    by_age = actions.of_checkin(connection, checkin.id)
    open_last = sorted(by_age, key=lambda one: one.status is ActionStatus.OPEN)[-MOST_DECIDED:]
    return [
        Decided(one.area, one.text, one.owner, one.due_on, one.status.value)
        for one in by_age
        if one in open_last
    ]


def _address(
    connection: Connection, checkin: CheckIn, viewer: Address, around: Surroundings
) -> str | None:  # fmt: skip
    links = None if around.platform is None else around.platform.links
    if links is None:
        return None
    return new_link(connection, links, checkin, viewer.external_id, around.now)
