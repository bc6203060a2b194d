"""How far along: "7 of about 24", honest under branching."""

from collections.abc import Container
from dataclasses import dataclass

from bot.engine.path import Gatekeeper, Path
from bot.engine.plan import Ask, Close, Plan, Show


@dataclass(frozen=True, slots=True)
class Progress:
    """The open question is number `place` of `total` on the way to the result.

    `about` is set while some of the questions ahead may or may not come: then `total` counts each of those as
    half. After the result `total` is None: what follows is extra and promises no number.
    """

    place: int
    total: int | None
    about: bool = False

    def __post_init__(self) -> None:
        if self.place < 1 or (self.total is not None and self.total < self.place):
            raise ValueError(f"no such place: {self.place} of {self.total}")


def progress(plan: Plan, path: Path, open_step: Ask, handed: Container[str]) -> Progress:
    """The place of *open_step* on *path*, which need not be the path's own open question.

    *handed* are questions whose answer was carried or kept: they ask nothing, so they have no place.
    """
    opened = open_step.question.id
    unasked = {*path.carried, *path.kept}
    own = [question for question in path.asked if question == opened or question not in unasked]
    place = own.index(opened) + 1
    if plan.result_number is not None and open_step.number > plan.result_number:
        return Progress(place, None)
    certain, possible = _ahead(plan, path, handed)
    before_result = sum(_counts(plan, question) for question in own)
    return Progress(place, before_result + certain + (possible + 1) // 2, about=possible > 0)


def _counts(plan: Plan, question: str) -> bool:
    return plan.result_number is None or plan.asks[question].number < plan.result_number


def _ahead(plan: Plan, path: Path, handed: Container[str]) -> tuple[int, int]:
    """Questions after the open one and before the result: (sure to come, may come)."""
    if path.open is None or path.result_passed:
        return 0, 0
    gatekeeper = Gatekeeper(path.known())
    certain = possible = 0
    for step in plan.steps[path.open.number + 1 :]:
        if isinstance(step, Show):
            break
        lets = gatekeeper.lets(step)
        if isinstance(step, Close) and lets is True:
            break
        if not isinstance(step, Ask) or lets is False or step.question.id in handed:
            continue
        inferred = False if step.infer is None else step.infer(gatekeeper.known)
        if inferred is True:
            continue
        if lets is True and inferred is False:
            certain += 1
        else:
            possible += 1
    return certain, possible
