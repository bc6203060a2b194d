"""Settings that contradict each other: E135; and the level a gate caps at."""

from bot.definition.draft import Draft
from bot.definition.model import CapGate, LinkGate, Method
from bot.definition.near import meant_or_all
from bot.definition.read import rules
from bot.definition.read.areas import ADVICE, LOOKUP, WEIGHT
from bot.definition.read.flow import BUILD_ORDER
from bot.definition.read.rules import GATES
from bot.definition.read.scoring import LEVELS, MIN_AREAS, SCORING


def lookup(draft: Draft) -> None:
    """A table of standard scores belongs to raw sums that are not added up."""
    for name, area in draft.areas.items():
        if not area.row.has(LOOKUP):
            continue
        if draft.scoring.method is not Method.SUM or draft.scoring.overall:
            message = f"the lookup of '{name}' needs  method: sum  and  overall: no"
            draft.desk.say("E135", message, area.row.key_at(LOOKUP), "change 'scoring', or remove the lookup")


def without_overall(draft: Draft) -> None:
    """Without an overall score there is no level and nothing to cap."""
    if draft.scoring.overall:
        return
    if draft.written_levels:
        draft.desk.say(
            "E135",
            "levels need an overall score",
            draft.row.key_at(LEVELS),
            "remove them, or remove  overall: no",
        )
    if draft.gates:
        draft.desk.say(
            "E135",
            "gates need an overall score",
            draft.row.key_at(GATES),
            "remove them, or remove  overall: no",
        )


def min_areas(draft: Draft) -> None:
    """There cannot be more scored areas than areas."""
    row = draft.row.get(SCORING)
    count = max(len(draft.areas), 1)
    if row is not None and draft.scoring.min_areas > count:
        message = (
            f"'min_areas' is {draft.scoring.min_areas}, more than the flow has areas ({len(draft.areas)})"
        )
        draft.desk.say("E135", message, row.at(MIN_AREAS), f"write  min_areas: {count}")


def gates(draft: Draft) -> None:
    """What a gate caps at is a level; gates over areas compare percents."""
    levels = [level.id for level in draft.levels]
    for drafted in draft.gates:
        gate, row = drafted.value, drafted.row
        if draft.scoring.overall and not levels:
            draft.desk.say(
                "E135", "a gate caps a level, but the flow has no levels", drafted.place, "add levels"
            )
        elif isinstance(gate, LinkGate) and draft.scoring.method is not Method.PERCENT:
            message = f"a gate over areas needs  method: percent, not {draft.scoring.method.value}"
            draft.desk.say("E135", message, row.key_at(rules.GATE_AREAS), "use a gate with 'if' and 'cap'")
        elif (
            isinstance(gate, CapGate)
            and levels
            and gate.cap not in {*levels, *draft.desk.lost}
            and row.get(rules.CAP) is not None
        ):
            draft.desk.say(
                "E104", f"there is no level '{gate.cap}'", row.at(rules.CAP), meant_or_all(gate.cap, levels)
            )


def build_order(draft: Draft) -> None:
    """Every area with a system, exactly once."""
    order = draft.row.get(BUILD_ORDER)
    if order is None:
        return
    seen: set[str] = set()
    for at in order:
        if at.value in seen:
            draft.desk.say(
                "E135", f"'{at.value}' stands twice in 'build_order'", at.place, "keep one of the two"
            )
        seen.add(at.value)
    missing = [
        name for name, area in draft.areas.items() if area.value.system is not None and name not in seen
    ]
    if missing:
        message = f"'build_order' leaves out {', '.join(missing)}"
        draft.desk.say("E135", message, draft.row.key_at(BUILD_ORDER), "name every area that has a system")


def advice(draft: Draft) -> None:
    """Advice is given for tiers that there are."""
    tiers = [tier.id for tier in draft.tiers]
    for area in draft.areas.values():
        for tier in area.row.given(ADVICE, ()):
            if tier.name not in tiers and tier.name not in draft.desk.lost:
                hint = meant_or_all(tier.name, tiers) if tiers else "add 'tiers'"
                draft.desk.say("E135", f"there is no tier '{tier.name}'", tier.place, hint)


def sum_weights(draft: Draft) -> None:
    """With `sum`, an area counts or it does not."""
    if draft.scoring.method is not Method.SUM:
        return
    for name, area in draft.areas.items():
        if area.value.weight not in (0, 1):
            message = f"with  method: sum  the weight of '{name}' is 0 or 1"
            draft.desk.say("E135", message, area.row.at(WEIGHT), "0 leaves it out of the overall")
