"""Many conversations with made-up people, to find what nobody can reach (flow-language §9, exploration).

People have tendencies: in each area rather the worst answers, rather the best, or something between; some
follow them strictly, some loosely. Answers that a condition is about come up more often, numbers on both
sides of every number it names. After a while each conversation heads for one thing that was not seen yet:
with answers that lead there and, where scores decide, often without a middle way in the areas they are of,
and alike in all areas where the overall score does.
"""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from bot.definition.answer import DONT_KNOW, Answer
from bot.definition.condition.binding import OVERALL
from bot.definition.flow_tests import Fill
from bot.definition.model import Flow, Kind, Question
from bot.engine.plan import Plan, plan_of
from bot.rehearsal.chance import Chance
from bot.rehearsal.conversation import converse
from bot.rehearsal.coverage import Coverage, Part, Reached
from bot.rehearsal.filling import by_score, filled, number_edges
from bot.rehearsal.interests import Interests, all_conditions, areas_of, interests_of, itself, way_to

MOST_CONVERSATIONS: Final = 2_000
AT_RANDOM: Final = 100
"""Conversations before they head for something."""
HEADING: Final = 0.7
"""How often somebody who heads for something gives an answer that leads there."""
WHOLLY: Final = 0.5
"""How often somebody who heads for a score is at one end or the other in each area it is of."""
INTERESTED: Final = 0.2
"""How often an answer is one that some condition is about."""
SKIPPING: Final = 0.1
LOOSENESS: Final = (0.0, 0.1, 0.4, 1.0)
"""How often tendencies are not followed."""
NOT_KNOWING: Final = (0.0, 0.0, 0.0, 0.05, 0.5)
DENSITY: Final = (0.15, 0.5, 0.9)


@dataclass(frozen=True, slots=True)
class Goal:
    """Something that was not seen: answers that lead there, and areas whose scores decide about it."""

    answers: Interests
    areas: frozenset[str] = frozenset()

    @classmethod
    def of(cls, flow: Flow, unseen: Reached) -> "Goal":
        """What *flow* says of the way to it."""
        way = way_to(flow, unseen)
        areas = areas_of(way) if unseen[0] is not Part.LEVEL else frozenset({OVERALL})
        return cls({**interests_of(flow, way), **itself(flow, unseen)}, areas)


NOWHERE: Final = Goal({})


def explore(
    flow: Flow, chance: Chance, coverage: Coverage, enough: Callable[[], bool], most: int = MOST_CONVERSATIONS
) -> int:
    """Adds conversations to *coverage* until all was seen, or *enough* says so; how many there were."""
    plan = plan_of(flow)
    everywhere = interests_of(flow, all_conditions(flow))
    goals: dict[Reached, Goal] = {}
    for number in range(most):
        unseen = coverage.unseen
        if not unseen or enough():
            return number
        goal = NOWHERE
        if number >= AT_RANDOM:
            wanted = unseen[number % len(unseen)]
            if wanted not in goals:
                goals[wanted] = Goal.of(flow, wanted)
            goal = goals[wanted]
        coverage.add(converse(plan, _MadeUp(plan, chance, everywhere, goal).decide))
    return most


class _MadeUp:
    """Somebody with tendencies, from 0 (the worst answers) to 1 (the best), in each area."""

    def __init__(self, plan: Plan, chance: Chance, everywhere: Interests, goal: Goal) -> None:
        self._chance = chance
        self._everywhere = everywhere
        self._heading = goal.answers
        self._looseness = chance.choice(LOOSENESS)
        self._not_knowing = chance.choice(NOT_KNOWING)
        self._tendency = {area: self._some_tendency() for area in (*plan.flow.areas, None)}
        if goal.areas and self._happens(WHOLLY):
            self._looseness = 0.0
            if OVERALL in goal.areas:
                self._tendency = dict.fromkeys(self._tendency, self._some_tendency())
            self._tendency |= {area: chance.choice((0.0, 1.0)) for area in sorted(goal.areas - {OVERALL})}

    def decide(self, question: Question) -> Answer | None:
        heading, interesting = self._heading.get(question.id), self._everywhere.get(question.id)
        if heading and self._happens(HEADING):
            return self._chance.choice(heading)
        if question.optional and self._happens(SKIPPING):
            return None
        if question.dont_know is not None and self._happens(self._not_knowing):
            return DONT_KNOW
        if interesting and self._happens(INTERESTED):
            return self._chance.choice(interesting)
        return self._made_up(question)

    def _made_up(self, question: Question) -> Answer | None:
        match question.kind:
            case Kind.CHOICE:
                return self._one(question)
            case Kind.MULTI:
                return self._several(question)
            case Kind.NUMBER:
                return self._number(question)
            case Kind.CONSENT:
                return self._happens(0.5)
        return filled(question, Fill.MIDDLE)

    def _one(self, question: Question) -> Answer:
        if not question.scored or self._happens(self._looseness):
            return self._chance.choice(question.choices).id
        choices = by_score(question)
        return choices[round(self._tendency[question.area] * (len(choices) - 1))].id

    def _several(self, question: Question) -> Answer:
        if question.scored and not self._happens(self._looseness) and self._tendency[question.area] in (0, 1):
            return filled(question, Fill.BEST if self._tendency[question.area] else Fill.WORST) or ()
        density = self._chance.choice(DENSITY)
        ticked = [choice for choice in question.choices if self._happens(density)]
        loners = [choice for choice in ticked if choice.alone]
        if loners or not ticked:
            return (self._chance.choice(loners or question.choices).id,)
        return tuple(choice.id for choice in ticked)

    def _number(self, question: Question) -> Answer:
        low, high = number_edges(question)
        if not question.scored or self._happens(self._looseness):
            part = Fraction(self._chance.random())
        else:
            low, high = _scored_edges(question, low, high)
            part = Fraction(self._tendency[question.area])
            part = 1 - part if question.reverse else part
        number = Fraction(round(low + part * (high - low)))
        return min(max(number, low), high)

    def _some_tendency(self) -> float:
        return self._chance.choice((0.0, 1.0, self._chance.random()))

    def _happens(self, probability: float) -> bool:
        return self._chance.random() < probability


def _scored_edges(question: Question, low: Fraction, high: Fraction) -> tuple[Fraction, Fraction]:
    """Where points begin and where they no longer grow, as far as such numbers are taken."""
    if question.points:
        edges = question.points[0][0], question.points[-1][0]
    elif question.range is not None:
        edges = question.range.low, question.range.high
    else:
        return low, high
    return min(max(edges[0], low), high), max(min(edges[1], high), low)
