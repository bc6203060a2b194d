"""The steps of two flows side by side."""

from collections.abc import Iterator

from bot.definition.diff.change import Effect
from bot.definition.diff.notes import Notes
from bot.definition.model import Block, Choice, End, Flow, Question, ResultStep, Say, Step

TEXT, PATH, SCORING, BREAKING = Effect.TEXT, Effect.PATH, Effect.SCORING, Effect.BREAKING


def compare_steps(old: Flow, new: Flow, notes: Notes) -> None:
    """Questions by name, blocks by name, everything else by its place in the order."""
    notes.gone("question", old.by_id, new.by_id, BREAKING)
    notes.added("question", old.by_id, new.by_id, PATH)
    _order(old, new, notes)
    for name, question in old.by_id.items():
        if name in new.by_id:
            _question(f"question '{name}'", question, new.by_id[name], notes)
            if (question.help, new.by_id[name].help) != (old.help, new.help):  # else it is the flow's
                notes.text(f"question '{name}': help", question.help, new.by_id[name].help)
    before, after = _blocks(old), _blocks(new)
    notes.gone("block", before, after, PATH)
    notes.added("block", before, after, PATH)
    for name, block in before.items():
        if name in after:
            where = f"block '{name}'"
            notes.condition(f"{where}: if", block.condition, after[name].condition)
            notes.text(f"{where}: title", block.title, after[name].title)
            notes.text(f"{where}: about", block.about, after[name].about)
    _told(old, new, notes)


def _blocks(flow: Flow) -> dict[str, Block]:
    return {step.id: step for step in flow.steps if isinstance(step, Block)}


def _order(old: Flow, new: Flow, notes: Notes) -> None:
    """Of what stayed; which block a question is in counts too."""
    stayed = (old.by_id.keys() & new.by_id.keys()) | (_blocks(old).keys() & _blocks(new).keys())
    before, after = (
        [word for word in _outline(flow.steps) if word in {*stayed, *_MARKS}] for flow in (old, new)
    )
    if before != after:
        notes.note(PATH, "steps: another order")


_MARKS = ("(say)", "(result)", "(end)", "(block ends)")


def _outline(steps: tuple[Step, ...]) -> Iterator[str]:
    for step in steps:
        if isinstance(step, Question):
            yield step.id
        elif isinstance(step, Block):
            yield step.id
            yield from _outline(step.steps)
            yield _MARKS[3]
        else:
            yield _MARKS[(Say, ResultStep, End).index(type(step))]


def _told(old: Flow, new: Flow, notes: Notes) -> None:
    """Words between questions: compared place by place while their order is the same."""
    before, after = list(_words(old.steps)), list(_words(new.steps))
    for was, now in zip(before, after, strict=False):
        if type(was) is type(now):
            kind = {Say: "say", ResultStep: "result", End: "end"}[type(was)]
            notes.text(f"{kind}: text", was.text, now.text)
            if not isinstance(was, ResultStep) and not isinstance(now, ResultStep):
                notes.condition(f"{kind}: if", was.condition, now.condition)


def _words(steps: tuple[Step, ...]) -> Iterator[Say | ResultStep | End]:
    for step in steps:
        if isinstance(step, Block):
            yield from _words(step.steps)
        elif not isinstance(step, Question):
            yield step


def _question(where: str, old: Question, new: Question, notes: Notes) -> None:
    if old.kind is not new.kind or (old.poles is None) != (new.poles is None):
        notes.value(BREAKING, f"{where}: type", _type(old), _type(new))
        return
    _choices(where, old, new, notes)
    for part in ("area", "weight", "reverse", "optional"):
        notes.value(SCORING, f"{where}: {part}", getattr(old, part), getattr(new, part))
    _points(where, old, new, notes)
    notes.condition(f"{where}: if", old.condition, new.condition)
    notes.quiet(PATH, f"{where}: infer", _inference(old), _inference(new))
    notes.quiet(PATH, f"{where}: variants", _when(old), _when(new))
    for part in ("min", "max", "profile", "purpose"):
        notes.value(PATH, f"{where}: {part}", getattr(old, part), getattr(new, part))
    _keep(where, old, new, notes)
    notes.text(f"{where}: text", old.text, new.text)
    wordings = [[variant.text for variant in question.variants] for question in (old, new)]
    notes.quiet(TEXT, f"{where}: wording of variants", *wordings)
    notes.quiet(TEXT, f"{where}: poles", old.poles, new.poles)
    notes.value(TEXT, f"{where}: link", old.link, new.link)


def _keep(where: str, old: Question, new: Question, notes: Notes) -> None:
    """What people in the middle were told is already known stays so: they finish on theirs."""
    if old.keep != new.keep:
        hint = _KEEP_HINTS[old.keep is None, new.keep is None]
        notes.value(PATH, f"{where}: keep", old.keep, new.keep, hint)
    if old.keep is not None and new.keep is not None and old.fresh != new.fresh:
        notes.value(PATH, f"{where}: fresh", old.fresh, new.fresh)


_KEEP_HINTS = {
    (True, False): "from the next conversation on, who has answered it lately is not asked again",
    (False, True): "from the next conversation on, everybody is asked; what is kept stays for other flows",
    (False, False): "what was kept under the old name is not found: everybody is asked once more",
}
"""(nothing was kept, nothing is kept)"""


def _type(question: Question) -> str:
    return "poles" if question.poles is not None else question.kind.value


def _points(where: str, old: Question, new: Question, notes: Notes) -> None:
    notes.quiet(SCORING, f"{where}: points", old.points, new.points)
    if old.range != new.range:
        before, after = (f"{found.low}..{found.high}" if found else None for found in (old.range, new.range))
        notes.value(SCORING, f"{where}: range", before, after)


def _inference(question: Question) -> object:
    return None if question.infer is None else (question.infer.condition.source, question.infer.answer)


def _when(question: Question) -> list[str]:
    return [variant.condition.source for variant in question.variants]


def _choices(where: str, old: Question, new: Question, notes: Notes) -> None:
    before, after = ({choice.id: choice for choice in question.choices} for question in (old, new))
    notes.gone(f"{where}: choice", before, after, BREAKING)
    notes.added(f"{where}: choice", before, after, PATH)
    notes.order(f"{where}: choices", before, after, PATH)
    if old.dont_know is not None and new.dont_know is None:
        notes.note(BREAKING, f"{where}: choice 'dont_know' is gone")
    elif old.dont_know is None and new.dont_know is not None:
        notes.note(PATH, f"{where}: choice 'dont_know' is new")
    else:
        notes.text(f"{where}: wording of 'dont_know'", old.dont_know, new.dont_know)
    for name, choice in before.items():
        if name in after:
            _choice(f"{where}: choice '{name}'", choice, after[name], notes)


def _choice(where: str, old: Choice, new: Choice, notes: Notes) -> None:
    before, after = ("none" if not choice.applies else choice.score for choice in (old, new))
    notes.value(SCORING, f"{where}: score", before, after)
    notes.value(PATH, f"{where}: alone", old.alone, new.alone)
    notes.text(f"{where}: text", old.text, new.text)
    notes.text(f"{where}: hint", old.hint, new.hint)
    notes.quiet(TEXT, f"{where}: also", old.also, new.also)
