"""Several teams side by side: the latest figures of each check-in of one flow in one workspace.

Each report was audited when it was released, beside those near it in time. Here reports stand together
however far apart they were made, so they are audited once more, all at once: teams that share people may
give away the few by whom they differ. Whoever cannot stand beside the others is named with the reason.

    found = teams(connection, library, FlowInPlace(channel, workspace, flow_name), ledger.may_stand_beside)
"""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from sqlalchemy import Connection

from bot.definition.model import Flow
from bot.present.teams.shape import Card, RoundDocument, Why
from bot.reports.rounds.changes import is_break
from bot.reports.rounds.series import document_of
from bot.store import checkins, releases
from bot.store.checkins import CheckIn
from bot.store.flows import Pinned
from bot.store.releases import Audience, Release
from bot.turn.library import Library

Reason: TypeAlias = Why | Literal["nothing yet", "scored otherwise"]
"""Why a team is not compared: that of its last document; `protects others`, where people would show through;
`nothing yet`; `scored otherwise`, where its last figures are of a version with another scoring.
"""


MayStand: TypeAlias = Callable[[Audience, Sequence[Audience]], bool]
"""Whether a report may be looked at beside others: `bot.checkins.ledger.may_stand_beside`."""


@dataclass(frozen=True, slots=True)
class FlowInPlace:
    """A flow in a workspace of a channel."""

    channel: str
    workspace: str
    flow_name: str


@dataclass(frozen=True, slots=True)
class Beside:
    """A team among the others."""

    checkin: CheckIn
    document: RoundDocument
    """Its latest with figures."""

    def card(self, area: str) -> Card | None:
        """The area's; None where that document has none."""
        return self.document["areas"].get(area)


@dataclass(frozen=True, slots=True)
class Teams:
    """The teams of a workspace that answer the same flow. `areas` in the order of the flow."""

    flow: Flow | None
    """By which they are scored; None: nothing was shown of any yet, or it cannot be read any more."""
    areas: tuple[str, ...]
    compared: tuple[Beside, ...]
    left_out: tuple[tuple[CheckIn, Reason], ...]


def teams(connection: Connection, library: Library, place: FlowInPlace, may_stand: MayStand) -> Teams:
    """All teams with this flow, each in the order in which its check-in began."""
    here = checkins.in_workspace(connection, place.channel, place.workspace)
    found = [one for one in here if one.flow_name == place.flow_name]
    which = (place.channel, place.workspace, place.flow_name)
    last = releases.newest_of_flow(connection, *which, exact=False)
    exact = releases.newest_of_flow(connection, *which, exact=True)
    latest = {name: one for name, one in exact.items() if document_of(one)["why"] is None}
    flows = {name: _flow(connection, library, one) for name, one in latest.items()}
    flow = max((one for one in flows.values() if one), key=lambda one: one.version, default=None)
    alike = {name: one for name, one in latest.items() if flow and not is_break(flows[name], flow)}
    allowed = {one.checkin_id: one for one in _allowed(alike.values(), may_stand)}
    return Teams(
        flow,
        tuple(flow.areas) if flow else (),
        tuple(Beside(one, document_of(allowed[one.id])) for one in found if one.id in allowed),
        tuple((one, _reason(one.id, last, latest, alike)) for one in found if one.id not in allowed),
    )


def _flow(connection: Connection, library: Library, release: Release) -> Flow | None:
    version = document_of(release)["version"]
    return library.pinned(connection, Pinned(release.flow_name, version, release.flow_hash))


def _reason(
    checkin_id: str, last: Mapping[str, Release], latest: Container[str], alike: Container[str]
) -> Reason:
    if checkin_id in alike:
        return "protects others"
    if checkin_id in latest:
        return "scored otherwise"
    if checkin_id not in last:
        return "nothing yet"
    return document_of(last[checkin_id])["why"] or "withheld"


def _allowed(found: Iterable[Release], may_stand: MayStand) -> Iterator[Release]:
    """Those that may stand together; of two that may not, the one released first, and whoever is named."""
    ordered = sorted(found, key=lambda one: (one.anonymous, one.released_at, one.id))
    standing: list[Audience] = []
    for release in ordered:
        audience = Audience(**{name: getattr(release, name) for name in Audience.__dataclass_fields__})
        if may_stand(audience, standing):
            standing.append(audience)
            yield release
