"""Two flows side by side: the whole, then its parts in the order of flow-language §4."""

from bot.definition.diff.change import Difference, Effect
from bot.definition.diff.notes import Notes
from bot.definition.diff.steps import compare_steps
from bot.definition.model import Area, CapGate, Flow, Gate, Level, Next, Rule

TEXT, PATH, SCORING, BREAKING = Effect.TEXT, Effect.PATH, Effect.SCORING, Effect.BREAKING


def compare(old: Flow, new: Flow) -> Difference:
    """What is different in *new*; tests inside the files are not compared, nobody meets them."""
    notes = Notes()
    _heads(old, new, notes)
    _areas(old, new, notes)
    _scoring(old, new, notes)
    compare_steps(old, new, notes)
    _rules(old, new, notes)
    _running(old, new, notes)
    return Difference(new.name, old.version, new.version, tuple(notes.changes))


def _heads(old: Flow, new: Flow, notes: Notes) -> None:
    notes.value(BREAKING, "flow", old.name, new.name)
    notes.value(TEXT, "languages", old.languages, new.languages)
    notes.text("title", old.title, new.title)
    notes.text("help", old.help, new.help)
    notes.text("credit", old.credit, new.credit)


def _areas(old: Flow, new: Flow, notes: Notes) -> None:
    notes.gone("area", old.areas, new.areas, BREAKING)
    notes.added("area", old.areas, new.areas, SCORING)
    notes.order("areas", old.areas, new.areas, SCORING)
    for name, area in old.areas.items():
        if name in new.areas:
            _area(f"area '{name}'", area, new.areas[name], notes)


def _area(where: str, old: Area, new: Area, notes: Notes) -> None:
    notes.value(SCORING, f"{where}: weight", old.weight, new.weight)
    notes.value(SCORING, f"{where}: lookup", old.lookup, new.lookup)
    notes.presence(SCORING, f"{where}: system", old.system, new.system)
    if old.system is not None and new.system is not None:
        notes.text(f"{where}: system", old.system, new.system)
    for part in ("title", "about", "owner", "talk"):
        notes.text(f"{where}: {part}", getattr(old, part), getattr(new, part))
    notes.quiet(TEXT, f"{where}: advice", old.advice, new.advice)


def _scoring(old: Flow, new: Flow, notes: Notes) -> None:
    for part in ("method", "decimals", "min_answered", "overall", "min_areas", "min_weight", "sem"):
        notes.value(SCORING, part, getattr(old.scoring, part), getattr(new.scoring, part))
    _bands("level", old.levels, new.levels, notes)
    _bands("tier", old.tiers, new.tiers, notes)
    notes.quiet(SCORING, "weakest", old.weakest, new.weakest)
    notes.value(SCORING, "build_order", old.build_order, new.build_order)
    before, after = {gate.id: gate for gate in old.gates}, {gate.id: gate for gate in new.gates}
    notes.gone("gate", before, after, SCORING)
    notes.added("gate", before, after, SCORING)
    notes.order("gates", before, after, SCORING)
    for name, gate in before.items():
        if name in after:
            notes.quiet(SCORING, f"gate '{name}'", _gate(gate), _gate(after[name]))
            notes.text(f"gate '{name}': text", gate.text, after[name].text)


def _gate(gate: Gate) -> tuple[object, ...]:
    """All but its words."""
    if isinstance(gate, CapGate):
        return gate.condition.source, gate.cap, gate.systems
    return gate.areas, gate.above, gate.benefit


def _bands(what: str, old: tuple[Level, ...], new: tuple[Level, ...], notes: Notes) -> None:
    before, after = {level.id: level for level in old}, {level.id: level for level in new}
    notes.gone(what, before, after, SCORING)
    notes.added(what, before, after, SCORING)
    for name, level in before.items():
        if name in after:
            notes.value(SCORING, f"{what} '{name}': from", level.start, after[name].start)
            notes.text(f"{what} '{name}': title", level.title, after[name].title)
            notes.text(f"{what} '{name}': text", level.text, after[name].text)


def _rules(old: Flow, new: Flow, notes: Notes) -> None:
    before, after = {rule.id: rule for rule in old.recommend}, {rule.id: rule for rule in new.recommend}
    notes.gone("rule", before, after, PATH)
    notes.added("rule", before, after, PATH)
    notes.order("recommend", before, after, PATH)
    for name, rule in before.items():
        if name in after:
            _rule(f"rule '{name}'", rule, after[name], notes)
    notes.quiet(PATH, "next", [_next(entry) for entry in old.next], [_next(entry) for entry in new.next])
    notes.quiet(TEXT, "next: text", [entry.text for entry in old.next], [entry.text for entry in new.next])


def _rule(where: str, old: Rule, new: Rule, notes: Notes) -> None:
    notes.condition(f"{where}: if", old.condition, new.condition)
    notes.value(PATH, f"{where}: areas", old.areas, new.areas)
    notes.text(f"{where}: text", old.text, new.text)
    notes.value(TEXT, f"{where}: link", old.link, new.link)


def _next(entry: Next) -> tuple[object, ...]:
    return entry.flow, entry.condition.source if entry.condition else None, entry.carry, entry.text is None


def _running(old: Flow, new: Flow, notes: Notes) -> None:
    """How it is run belongs to the version too: a round keeps what its members were promised."""
    notes.quiet(PATH, "checkin", old.checkin, new.checkin)
    notes.quiet(PATH, "remind", old.remind, new.remind)
    notes.quiet(PATH, "expire", old.expire, new.expire)
    notes.quiet(PATH, "private", old.private, new.private)
