"""What ids mean, and what a token may."""

from collections.abc import Iterable

from sqlalchemy import Connection

from bot.definition.model import OWN_WORDS, Area, Level
from bot.definition.model import Flow as Defined
from bot.definition.model import Question as Asked
from bot.store import flows as stored
from bot.web.api import queries
from bot.web.api.asking import Asking, Make
from bot.web.api.bearers import A_SECOND, AT_ONCE
from bot.web.api.shapes import Choice, Flow, FlowList, Me, Named, Question, Rate


def flows(connection: Connection, asking: Asking[queries.Nothing]) -> Make:
    """All flows that the token may see."""
    only = asking.token.flow
    those = [one.flow for name, one in sorted(asking.library.newest.items()) if only in (None, name)]
    versions = {
        flow.name: {known.flow.version for known in stored.versions(connection, flow.name)} | {flow.version}
        for flow in those
    }
    return lambda: FlowList(items=[_flow(flow, versions[flow.name]) for flow in those])


def me(_connection: Connection, asking: Asking[queries.Nothing]) -> Make:
    """The token itself."""
    token = asking.token
    return lambda: Me(
        id=token.id, name=token.name, scopes=sorted(token.scopes, key=lambda scope: scope.value),
        workspace=asking.limits.place, flow=token.flow, created_at=token.created_at,
        expires_at=token.expires_at, rate=Rate(at_once=AT_ONCE, a_second=A_SECOND),
        most_entries=queries.MOST_LIMIT,
    )  # fmt: skip


def _flow(flow: Defined, versions: Iterable[int]) -> Flow:
    return Flow(
        name=flow.name, version=flow.version, title=dict(flow.title.words), languages=list(flow.languages),
        private=flow.private, areas=_named(flow.areas.values()), levels=_named(flow.levels),
        tiers=_named(flow.tiers), questions=[_question(one) for one in flow.by_id.values()],
        versions=sorted(versions),
    )  # fmt: skip


def _named(those: Iterable[Area | Level]) -> list[Named]:
    return [Named(id=one.id, title=dict(one.title.words)) for one in those]


def _question(one: Asked) -> Question:
    return Question(
        id=one.id, kind=one.kind.value, text=dict(one.text.words),
        choices=[
            Choice(id=choice.id, text=dict(choice.text.words),
                   score=None if choice.score is None else str(choice.score))
            for choice in one.choices
        ],
        area=one.area, scored=one.scored, optional=one.optional, profile=one.profile,
        purpose=None if one.purpose is None else one.purpose.value, private=one.kind in OWN_WORDS,
    )  # fmt: skip
