"""What of a flow its conversations reached."""

from dataclasses import dataclass, field
from enum import Enum
from typing import TypeAlias

from bot.engine.plan import Ask, Plan
from bot.rehearsal.conversation import Conversation


class Part(Enum):
    """What is counted, in the order in which it is told."""

    QUESTION = "questions"
    STEP = "other steps"
    CHOICE = "choices"
    RULE = "recommendations"
    NEXT = "next flows"
    LEVEL = "levels"
    GATE = "gates"


Reached: TypeAlias = tuple[Part, str]
"""One thing of a flow: a question, a choice as `question.choice`, a step by its number, a rule …"""


@dataclass(slots=True)
class Coverage:
    """Everything there is, in the order of the file, and what was reached of it."""

    all: tuple[Reached, ...]
    reached: set[Reached] = field(default_factory=set)

    @classmethod
    def of(cls, plan: Plan) -> "Coverage":
        """Nothing of *plan* was reached yet."""
        questions = [step for step in plan.steps if isinstance(step, Ask)]
        return cls(
            (
                *((Part.QUESTION, step.question.id) for step in questions),
                *((Part.STEP, str(step.number)) for step in plan.steps if not isinstance(step, Ask)),
                *(
                    (Part.CHOICE, f"{step.question.id}.{choice.id}")
                    for step in questions
                    for choice in step.question.choices
                ),
                *((Part.RULE, rule.id) for rule, _ in plan.rules),
                *((Part.NEXT, entry.flow) for entry, _ in plan.next),
                *((Part.LEVEL, level.id) for level in plan.key.levels),
                *((Part.GATE, gate.id) for gate in plan.flow.gates),
            )
        )

    def add(self, conversation: Conversation) -> None:
        """Counts what one conversation reached."""
        path, result = conversation.path, conversation.result
        reached = self.reached
        reached.update((Part.QUESTION, question) for question in path.asked)
        reached.update((Part.STEP, str(step.number)) for step in path.told)
        for question in path.asked:
            answer = path.answers.get(question)
            for choice in answer if isinstance(answer, tuple) else (answer,):
                reached.add((Part.CHOICE, f"{question}.{choice}"))
        reached.update((Part.RULE, rule) for rule in result.rules)
        if result.next is not None:
            reached.add((Part.NEXT, result.next))
        if result.verdict.level_id is not None:
            reached.add((Part.LEVEL, result.verdict.level_id))
        reached.update((Part.GATE, capped.gate) for capped in result.verdict.capped_by)

    @property
    def unseen(self) -> tuple[Reached, ...]:
        """What nobody reached, in the order of the file."""
        return tuple(one for one in self.all if one not in self.reached)

    def counts(self, part: Part) -> tuple[int, int]:
        """How many of them were reached, and how many there are."""
        there = {one for one in self.all if one[0] is part}
        return len(there & self.reached), len(there)
