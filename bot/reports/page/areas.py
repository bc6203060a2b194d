"""Area by area: the figure, its way through the rounds, who looks after it, what was decided about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from bot.definition.model import Flow
from bot.reports.page.extent import extent_of
from bot.reports.page.figure import Figure, card_of, figure_of
from bot.reports.page.glance import anchor_of
from bot.reports.page.material import Material
from bot.reports.page.trend import Placed, Trend, trend_of
from bot.reports.page.wording import Saying, Words, plain, said_of, title_of
from bot.reports.rounds.facts import Shown
from bot.store.actions import Action, ActionStatus


class Decided(NamedTuple):
    """An action."""

    area: Words
    text: Words
    owner: Words
    due: str
    origin: str
    status: str
    kind: str
    """`open`, `late`, `done` or `dropped`."""


@dataclass(frozen=True, slots=True)
class AreaPart:
    """One area."""

    area: str
    title: Words
    about: Words | None
    anchor: str
    figure: Figure
    weak: bool
    owner: Words | None
    system: Words | None
    talk: Words | None
    trend: Trend | None
    actions: tuple[Decided, ...]


def areas_of(saying: Saying, material: Material, looked_at: Shown, today: date) -> tuple[AreaPart, ...]:
    """All areas of the report, in the order of its flow."""
    if looked_at.document["why"] is not None:
        return ()
    return tuple(_area(saying, material, looked_at, area, today) for area in looked_at.document["areas"])


def overall_trend(saying: Saying, material: Material, looked_at: Shown) -> Trend | None:
    """The overall's way through the rounds."""
    if looked_at.document["overall"] is None:
        return None
    flow, title = looked_at.flow, saying.report.overall
    return trend_of(
        saying, title, _placed(saying, material, None), extent_of(flow, None), flow.levels if flow else ()
    )  # fmt: skip


def decided(saying: Saying, flow: Flow | None, actions: Sequence[Action], today: date) -> tuple[Decided, ...]:
    """Actions in words, those that go on first, the newest first."""
    order = sorted(
        actions, key=lambda one: (one.status is not ActionStatus.OPEN, -one.created_at.timestamp())
    )
    return tuple(_decided(saying, flow, one, today) for one in order)


def _area(saying: Saying, material: Material, looked_at: Shown, area: str, today: date) -> AreaPart:
    document, flow = looked_at.document, looked_at.flow
    card, known = document["areas"][area], flow.areas.get(area) if flow else None
    extent, bands = extent_of(flow, area), flow.tiers if flow else ()
    title = title_of(saying, flow, area)
    return AreaPart(
        area=area,
        title=title,
        about=saying.of(known.about) if known else None,
        anchor=anchor_of(area, document),
        figure=figure_of(saying, card, bands, extent),
        weak=area in document["weakest"],
        owner=saying.of(known.owner) if known else None,
        system=saying.of(known.system) if known else None,
        talk=saying.of(known.talk) if known else None,
        trend=trend_of(saying, title.text, _placed(saying, material, area), extent, bands),
        actions=decided(saying, flow, [one for one in material.actions if one.area == area], today),
    )


def _placed(saying: Saying, material: Material, area: str | None) -> list[tuple[str, Placed]]:
    return [
        (
            saying.numbers(one.document["numbers"]),
            Placed(saying.round(one.document["numbers"]), card_of(one.document, area), at == material.chosen),
        )
        for at, one in enumerate(material.shown)
    ]


def _decided(saying: Saying, flow: Flow | None, action: Action, today: date) -> Decided:
    words = saying.words.part
    late = action.status is ActionStatus.OPEN and action.due_on < today
    return Decided(
        area=title_of(saying, flow, action.area),
        text=Words(plain(action.text)),
        owner=Words(plain(action.owner)),
        due=saying.say(words.action_due, date=saying.day(action.due_on.isoformat())),
        origin=saying.say(words.action_from, number=saying.reader.number(action.round_number)),
        status=words.action_late if late else said_of(saying.report.status, action.status.value),
        kind="late" if late else action.status.value,
    )


def systems_of(
    saying: Saying, flow: Flow | None, systems: Sequence[str]
) -> tuple[tuple[Words, Words, Words | None], ...]:
    """What to build: area, system, who looks after it."""
    if flow is None:
        return ()
    known = [flow.areas[area] for area in systems if area in flow.areas]
    return tuple(
        (title_of(saying, flow, one.id), system, saying.of(one.owner))
        for one in known
        if (system := saying.of(one.system)) is not None
    )
