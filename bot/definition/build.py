"""From a draft without errors to the flow."""

from dataclasses import replace

from bot.definition.draft import Draft, DraftedStep
from bot.definition.flow_tests import Test
from bot.definition.model import Block, Flow, Step
from bot.definition.read.flow import BUILD_ORDER
from bot.definition.read.rules import plain


def build(draft: Draft, tests: tuple[Test, ...], content_hash: str) -> Flow:
    """The flow; *draft* has been checked and no error was found."""
    areas = {name: drafted.value for name, drafted in draft.areas.items()}
    return Flow(
        name=draft.name,
        title=draft.title,
        steps=tuple(_step(step, draft) for step in draft.steps),
        version=draft.version,
        hash=content_hash,
        languages=draft.desk.languages,
        help=draft.help,
        credit=draft.credit,
        areas=areas,
        scoring=draft.scoring,
        levels=draft.levels,
        tiers=draft.tiers,
        gates=tuple(gate.value for gate in draft.gates if gate.value is not None),
        weakest=draft.weakest,
        build_order=plain(draft.row.get(BUILD_ORDER)) or tuple(areas),
        recommend=tuple(rule.value for rule in draft.recommend),
        next=tuple(entry.value for entry in draft.next),
        checkin=draft.checkin,
        remind=draft.remind,
        expire=draft.expire,
        private=draft.private,
        tests=tests,
    )


def _step(drafted: DraftedStep, draft: Draft) -> Step:
    step = drafted.step
    if not isinstance(step, Block) or step.title is not None or step.area is None:
        return step
    area = draft.areas[step.area].value
    return replace(step, title=area.title, about=area.about)
