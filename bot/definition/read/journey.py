"""The steps of a flow in order, with their questions (flow-language §5.1)."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.definition.draft import Asked, DraftedStep
from bot.definition.model import Block, End, Question, ResultStep, Say, Step
from bot.definition.read import steps as keys
from bot.definition.read.areas import said
from bot.definition.read.desk import Desk
from bot.definition.read.questions import Lent, question
from bot.definition.read.steps import StepRow
from bot.definition.read.tables import Row


@dataclass(slots=True)
class Journey:
    """Walks the steps once, counting as it goes."""

    lent: Lent
    desk: Desk
    order: int = 0
    after_result: bool = False

    def steps(self, rows: Iterator[StepRow], block: Row | None = None) -> Iterator[DraftedStep]:
        for found in rows:
            self.order += 1
            order, after = self.order, self.after_result
            if found.kind == "block":
                yield self._block(found.row, order)
            else:
                yield DraftedStep(self._step(found, block), found.row, order, after, block)
                self.after_result = after or found.kind == "result"

    def _step(self, found: StepRow, block: Row | None) -> Step:
        row, unread = found.row, self.desk.unread()
        clause = row.get(keys.IF)
        condition = clause.condition if clause else None
        if found.kind == "ask":
            return question(row, block, self.lent, self.desk)
        if found.kind == "say":
            return Say(said(row.get(keys.SAY)) or unread, condition)
        if found.kind == "result":
            return ResultStep(said(row.get(keys.RESULT)) or unread)
        return End(said(row.get(keys.END)) or unread, condition)

    def _block(self, row: Row, order: int) -> DraftedStep:
        rows = (at.value for at in row.given(keys.BLOCK_STEPS, ()))
        inner = tuple(self.steps(rows, row))
        clause = row.get(keys.IF)
        block = Block(
            id=row.given(keys.BLOCK, ""),
            steps=tuple(step.step for step in inner if isinstance(step.step, Question | Say)),
            title=said(row.get(keys.BLOCK_TITLE)),
            condition=clause.condition if clause else None,
            area=row.get(keys.AREA),
        )
        return DraftedStep(block, row, order, self.after_result, None, inner)


def asked(steps: tuple[DraftedStep, ...]) -> Iterator[Asked]:
    """The questions among *steps*, those in blocks too."""
    for step in steps:
        for found in step.inner or (step,):
            if isinstance(found.step, Question):
                yield Asked(found.step, found.row, found.order, found.after_result, found.block)
