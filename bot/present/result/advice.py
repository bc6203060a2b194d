"""What to do: the rules that hold, and the systems to build with their advice."""

from bot.definition.model import Advice, CapGate
from bot.messages import Plan, Section
from bot.present.result.areas import tier_title
from bot.present.result.fired import fired
from bot.present.result.outcome import Outcome


def rules(outcome: Outcome) -> Section:
    """The recommendations across areas that hold, in the order of the file."""
    holding = [rule for rule in outcome.scene.flow.recommend if rule.id in outcome.result.rules]
    lines = tuple(f"{fired(outcome, rule)} {rule.link or ''}".rstrip() for rule in holding)
    return Section(outcome.phrases.rules_title if lines else "", lines)


def plans(outcome: Outcome) -> tuple[Plan, ...]:
    """The systems to build, in building order, then the areas without a system that have advice."""
    advised = [area for area, _ in outcome.verdict.advice]
    areas = (*outcome.verdict.systems, *(area for area in advised if area not in outcome.verdict.systems))
    return tuple(_plan(outcome, area) for area in areas)


def _plan(outcome: Outcome, area_id: str) -> Plan:
    area = outcome.scene.flow.areas[area_id]
    advice = area.advice.get(outcome.measured.areas[area_id].tier or "")
    return Plan(
        area=area_id,
        title=outcome.title(area_id),
        system="" if area.system is None else outcome.words(area.system),
        owner="" if area.owner is None else outcome.words(area.owner),
        why=_part(outcome, advice, "why"),
        this_week=_part(outcome, advice, "this_week"),
        next_30_days=_part(outcome, advice, "next_30_days"),
        done_when=_part(outcome, advice, "done_when"),
        because=_because(outcome, area_id),
    )


def _part(outcome: Outcome, advice: Advice | None, part: str) -> str:
    text = None if advice is None else getattr(advice, part)
    return "" if text is None else outcome.words(text)


def _because(outcome: Outcome, area: str) -> str:
    """The area's score and tier, and the gates that ask for it."""
    title, tier = outcome.title(area), tier_title(outcome, outcome.measured.areas[area].tier)
    score = outcome.score_on_scale(outcome.measured.shown(area), outcome.spans.areas[area])
    if tier:
        said = outcome.reader.say(outcome.phrases.because, area=title, score=score, tier=tier)
    else:
        said = outcome.reader.say(outcome.phrases.weak, area=title, score=score)
    gates = _gates_asking(outcome, area)
    if not gates:
        return said
    return outcome.reader.say(outcome.phrases.because_gates, because=said, gates=outcome.reader.listed(gates))


def _gates_asking(outcome: Outcome, area: str) -> list[str]:
    """Gates whose condition is true and that list this area, whether they hold the level back or not."""
    holding = {gate for gate, holds in outcome.scene.plan.gates if holds(outcome.known) is True}
    return [
        gate.id
        for gate in outcome.scene.flow.gates
        if isinstance(gate, CapGate) and gate.id in holding and area in gate.systems
    ]
