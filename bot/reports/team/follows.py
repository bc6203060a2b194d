"""Which questions follow from which: where one is hidden, how many answered the other would tell of it."""

from collections.abc import Iterator
from functools import lru_cache

from bot.definition.condition import Condition, mentioned, tells_figures
from bot.definition.model import Block, End, Flow, Question, Say, Step
from bot.engine.plan import FLOWS_READY


@lru_cache(maxsize=FLOWS_READY)
def follows(flow: Flow) -> dict[str, frozenset[str]]:
    """For each question, those before it that decide whether it is asked, or what is recorded unasked."""
    found: dict[str, frozenset[str]] = {}
    ends: frozenset[str] = frozenset()
    for step, around in _steps(flow):
        match step:
            case Question(id=name, condition=own, infer=infer):
                inferred = infer.condition if infer else None
                found[name] = ends.union(*(_of(one, found) for one in (*around, own, inferred)))
            case End(condition=condition):
                ends |= _of(condition, found)
            case _:
                continue
    return found


def _steps(flow: Flow) -> Iterator[tuple[Step | Question | Say, tuple[Condition | None, ...]]]:
    """Each step with the conditions around it."""
    for step in flow.steps:
        if isinstance(step, Block):
            for inside in step.steps:
                yield inside, (step.condition,)
        else:
            yield step, ()


def _of(condition: Condition | None, before: dict[str, frozenset[str]]) -> frozenset[str]:
    """The questions a condition is about, with those that decide about these."""
    if condition is None:
        return frozenset()
    direct = before.keys() if tells_figures(condition) else mentioned(condition) & before.keys()
    return frozenset(direct).union(*(before[name] for name in direct))
