"""Areas and scales that are not there or not used: E120, W122 to W125. (E121 is said in reading.)"""

from collections.abc import Iterator

from bot.definition.draft import Draft
from bot.definition.near import meant_or_all
from bot.definition.read import rules
from bot.definition.read.desk import At
from bot.definition.read.flow import BUILD_ORDER
from bot.definition.read.steps import AREA
from bot.definition.read.tables import Row


def unknown_areas(draft: Draft) -> None:
    """E120, once for each name."""
    said: set[str] = set()
    for at in _mentioned(draft):
        if at.value in draft.areas or at.value in said or at.value in draft.desk.lost:
            continue
        said.add(at.value)
        hint = meant_or_all(at.value, draft.areas) if draft.areas else "add it to 'areas'"
        draft.desk.say("E120", f"there is no area '{at.value}'", at.place, hint)


def _mentioned(draft: Draft) -> Iterator[At[str]]:
    for step in draft.all_steps():
        if (area := step.row.get(AREA)) is not None:
            yield At(area, step.row.at(AREA))
    for gate in draft.gates:
        yield from gate.row.given(rules.GATE_AREAS, ())
        yield from gate.row.given(rules.SYSTEMS, ())
    for rule in draft.recommend:
        yield from rule.row.given(rules.RULE_AREAS, ())
    yield from draft.row.given(BUILD_ORDER, ())


def never_scored(draft: Draft) -> None:
    """W122: the area is written at the question itself."""
    for asked in draft.asked:
        if asked.row.has(AREA) and not asked.question.scored:
            message = f"'{asked.question.id}' is never scored, so its area does nothing"
            draft.desk.say("W122", message, asked.row.key_at(AREA), "remove the area")


def scored_without_area(draft: Draft) -> None:
    """W123: in a flow with areas it counts nowhere."""
    for asked in draft.asked:
        if (
            draft.areas
            and asked.question.scored
            and asked.question.area is None
            and not _area_is_wrong(asked.row, asked.block)
        ):
            message = f"'{asked.question.id}' is scored, but counts in no area"
            draft.desk.say("W123", message, asked.row.place, "add an area, or  weight: 0")


def _area_is_wrong(row: Row, block: Row | None) -> bool:
    return row.has(AREA) or (block is not None and block.has(AREA))


def unscored_areas(draft: Draft) -> None:
    """W124."""
    scored = {asked.question.area for asked in draft.asked if asked.question.scored}
    for name, area in draft.areas.items():
        if name not in scored and name not in draft.desk.lost:
            message = f"no question is scored for the area '{name}'"
            draft.desk.say("W124", message, area.place, f"add  area: {name}  to a question, or remove it")


def unused_scales(draft: Draft) -> None:
    """W125."""
    for name, (place, _) in draft.scales.items():
        if name not in draft.used_scales and name not in draft.desk.lost:
            draft.desk.say("W125", f"no question uses the scale '{name}'", place, "remove it")
