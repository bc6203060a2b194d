"""The result: the scored outcome of one conversation, a pure function of flow and answers (scoring.md)."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from bot.definition.answer import Answer, Answers
from bot.definition.condition import Known, Standing
from bot.definition.model import Flow, Next
from bot.engine.path import Path, walk
from bot.engine.plan import Plan, plan_of
from bot.engine.scored import at_result, score_path
from bot.engine.state import NO_ANSWERS
from scoring import Given, Measured, Verdict, screened_out


@dataclass(frozen=True, slots=True)
class Result:
    """What the answers are worth. Titles and texts stand in the flow, under the ids used here."""

    flow: str
    version: int
    complete: bool
    measured: Measured
    verdict: Verdict
    standing: Standing
    """The scores as conditions see them."""
    rules: tuple[str, ...]
    """Ids of the rules that hold, in file order."""
    recommended: tuple[str, ...]
    """The same, then `area.tier` for every advice."""
    asked: tuple[str, ...]
    """Questions on the path that were not inferred."""
    ignored: tuple[str, ...]
    """Given answers that are off the path, inferred instead or do not fit; alphabetical."""
    offer: Next | None
    """The first entry of `next` that holds."""
    given: Mapping[str, Given]
    """What was scored, by question: the ground for an explanation."""
    screened_out: bool = False

    @property
    def next(self) -> str | None:
        """The flow to go on with."""
        return self.offer.flow if self.offer else None

    def fingerprint(self) -> str:
        """Equal exactly when a person would see the same result."""
        scores = [(area.area, area.exact, area.reason) for area in self.measured.areas.values()]
        overall = (self.measured.overall.exact, self.measured.overall.reason)
        seen = repr((scores, overall, self.verdict, self.recommended))
        return sha256(seen.encode()).hexdigest()[:16]


def score(flow: Flow, answers: Mapping[str, object]) -> Result:
    """The result of stored or foreign answers; those that do not fit their question are ignored."""
    plan = plan_of(flow)
    fitting: dict[str, Answer] = {}
    for question, value in answers.items():
        step = plan.asks.get(question)
        answer = None if step is None or value is None else step.fit(value)
        if answer is not None:
            fitting[question] = answer
    path = walk(plan, fitting, NO_ANSWERS, at_result, bulk=True)
    given = [question for question, value in answers.items() if value is not None]
    return result_of(plan, path, given)


def result_of(plan: Plan, path: Path, given: list[str] | Answers) -> Result:
    """The result of everything on *path*; *given* names all answers there are, to tell which were ignored."""
    if path.screened_out:
        return _screened_out(plan.flow, path, given)
    scored = score_path(plan, path)
    known = Known(path.answers, scored.standing)
    rules = tuple(rule.id for rule, holds in plan.rules if holds is None or holds(known) is True)
    return Result(
        flow=plan.flow.name,
        version=plan.flow.version,
        complete=path.complete,
        measured=scored.measured,
        verdict=scored.verdict,
        standing=scored.standing,
        rules=rules,
        recommended=(*rules, *(f"{area}.{tier}" for area, tier in scored.verdict.advice)),
        asked=tuple(path.asked),
        ignored=_ignored(path, given),
        offer=_offer(plan, known),
        given=scored.given,
    )


def _offer(plan: Plan, known: Known) -> Next | None:
    return next((entry for entry, holds in plan.next if holds is None or holds(known) is True), None)


def _ignored(path: Path, given: list[str] | Answers) -> tuple[str, ...]:
    used = set(path.asked).intersection(path.answers).difference(path.carried, path.kept)
    return tuple(sorted(question for question in given if question not in used))


def _screened_out(flow: Flow, path: Path, given: list[str] | Answers) -> Result:
    return Result(
        flow=flow.name,
        version=flow.version,
        complete=path.complete,
        measured=screened_out(),
        standing=Standing({}, {}, {}, None),
        verdict=Verdict(level=None, level_id=None, from_score=None),
        rules=(),
        recommended=(),
        asked=tuple(path.asked),
        ignored=_ignored(path, given),
        offer=None,
        given={},
        screened_out=True,
    )
