"""The tests of a flow, then its exploration."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.definition.answer import Answer
from bot.definition.flow_tests import Test
from bot.definition.model import Flow, Question
from bot.engine.plan import plan_of
from bot.rehearsal.chance import Chance
from bot.rehearsal.conversation import Conversation, converse
from bot.rehearsal.coverage import Coverage, Part, Reached
from bot.rehearsal.expecting import mismatches
from bot.rehearsal.exploring import explore
from bot.rehearsal.filling import filled


@dataclass(frozen=True, slots=True)
class Failure:
    """A test that went another way than it says."""

    test: str
    line: int
    mismatches: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What came of it. `explored` conversations were made up besides the tests."""

    tests: int
    failures: tuple[Failure, ...]
    explored: int
    by_tests: dict[Part, tuple[int, int]]
    """What the tests alone reached, and how much there is."""
    reached: dict[Part, tuple[int, int]]
    """The same with the exploration."""
    unseen: tuple[Reached, ...]


def rehearse(flow: Flow, chance: Chance, enough: Callable[[], bool]) -> Rehearsal:
    """Runs every test, then explores until *enough* says so."""
    coverage = Coverage.of(plan_of(flow))
    failures = []
    for test in flow.tests:
        conversation = play(flow, test)
        coverage.add(conversation)
        if missed := mismatches(test, conversation):
            failures.append(Failure(test.name, test.line, missed))
    by_tests = {part: coverage.counts(part) for part in Part}
    explored = explore(flow, chance, coverage, enough)
    return Rehearsal(
        tests=len(flow.tests),
        failures=tuple(failures),
        explored=explored,
        by_tests=by_tests,
        reached={part: coverage.counts(part) for part in Part},
        unseen=coverage.unseen,
    )


def play(flow: Flow, test: Test) -> Conversation:
    """The conversation a test describes."""

    def decide(question: Question) -> Answer | None:
        given = test.answers.get(question.id)
        if given is not None or question.id in test.kept:  # what is known is not filled in
            return given
        return filled(question, test.fill)

    return converse(plan_of(flow), decide, test.kept)
