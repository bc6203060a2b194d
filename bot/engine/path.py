"""The path: which steps a person's answers lead over, recomputed after every change (flow-language §7).

For each step in order: the conditions of block and step, then `infer`, then the person's own answer, then a
carried one, then one kept from an earlier conversation, else the question. A conversation stops at the first
question without an answer. Stored answers in bulk walk the same path, where a question without an answer
counts as unanswered and the walk goes on.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from bot.definition.answer import SKIPPED, Answer, Answers
from bot.definition.condition import Known, Standing
from bot.engine.plan import Ask, Close, Plan, PlannedBlock, Show, Tell
from bot.engine.state import NO_ANSWERS
from scoring import Given, Measured, Verdict


class Scored(NamedTuple):
    """The scores of a path."""

    given: Mapping[str, Given]
    """The scored questions on it; every blank is missing (scoring.md §2)."""
    measured: Measured
    verdict: Verdict
    standing: Standing
    """The same as conditions see it."""


@dataclass(slots=True)
class Path:
    """What was walked over, in order. Made by `walk` and left alone afterwards."""

    answers: dict[str, Answer]
    """On the path: given, carried, kept and inferred; skips too."""
    asked: list[str]
    """Questions on the path that were not inferred, the open one included."""
    inferred: list[str]
    carried: list[str]
    kept: list[str]
    told: list[Tell | Show | Close]
    """Steps with words that were passed."""
    complete: bool
    """Every question before the result that is not optional has an answer."""
    open: Ask | None = None
    """The first question without an answer; None when the end was reached."""
    ended: Close | None = None
    """The `end` that closed the path."""
    scored: Scored | None = None
    """At the `result` step, once that is passed: what conditions after it see."""

    @property
    def result_passed(self) -> bool:
        return self.scored is not None

    @property
    def screened_out(self) -> bool:
        return self.ended is not None and not self.result_passed

    @property
    def standing(self) -> Standing | None:
        """The scores that conditions at the end of this path see."""
        return self.scored.standing if self.scored else None

    def known(self) -> Known:
        """What conditions at the end of this path know."""
        return Known(self.answers, self.standing)


def walk(
    plan: Plan,
    answers: Answers,
    carried: Answers,
    at_result: Callable[[Plan, Path], Scored],
    *,
    kept: Answers = NO_ANSWERS,
    bulk: bool = False,
) -> Path:
    """The path of *answers*; *at_result* gives the scores when a `result` step is passed."""
    path = Path(answers={}, asked=[], inferred=[], carried=[], kept=[], told=[], complete=True)
    known = path.known()
    for block, steps in plan.stretches:
        if block is not None and block.condition is not None and block.condition(known) is not True:
            continue
        for step in steps:
            if isinstance(step, Show):
                path.told.append(step)
                path.scored = at_result(plan, path)
                known = path.known()
            elif step.condition is not None and step.condition(known) is not True:
                continue
            elif isinstance(step, Ask):
                if not _take(path, step, answers, carried, kept, known) and not bulk:
                    path.open = step
                    return path
            else:
                path.told.append(step)
                if isinstance(step, Close):
                    path.ended = step
                    return path
    return path


class Gatekeeper:
    """Says whether a step is on the path; a block's condition is looked at once for all its steps."""

    __slots__ = ("_block", "_block_open", "known")

    def __init__(self, known: Known) -> None:
        self.known = known
        self._block: PlannedBlock | None = None
        self._block_open: bool | None = True

    def lets(self, step: Ask | Tell | Close) -> bool | None:
        """True, false, or None while it is unknown."""
        block = None if isinstance(step, Close) else step.block
        if block is not self._block:
            self._block = block
            self._block_open = (
                True if block is None or block.condition is None else block.condition(self.known)
            )
        if self._block_open is False or step.condition is None:
            return self._block_open
        own = step.condition(self.known)
        return own if own is False or self._block_open is True else self._block_open


def _take(path: Path, step: Ask, answers: Answers, carried: Answers, kept: Answers, known: Known) -> bool:
    """Notes the answer to a question on the path. False when it has none."""
    question = step.id
    if step.infer is not None and step.infer(known) is True and step.inferred is not None:
        path.answers[question] = step.inferred
        path.inferred.append(question)
        return True
    path.asked.append(question)
    answer = answers.get(question)
    if answer is None and carried:
        answer = carried.get(question)
        if answer is not None:
            path.carried.append(question)
    if answer is None and kept:
        answer = kept.get(question)
        if answer is not None:
            path.kept.append(question)
    if answer is not None:
        path.answers[question] = answer
    if (answer is None or answer is SKIPPED) and step.required and path.scored is None:
        path.complete = False
    return answer is not None


def first_of_block(path: Path, step: Ask, plan: Plan) -> bool:
    """Is this the first question asked of its block? Then the block's heading is due."""
    before = path.asked[: path.asked.index(step.id)]
    return all(plan.asks[question].block is not step.block for question in before)
