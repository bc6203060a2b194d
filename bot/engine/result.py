"""The result: the scored outcome of one conversation, a pure function of flow and answers (scoring.md)."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256

from bot.definition.answer import DONT_KNOW, Answer, Answers, Blank
from bot.definition.condition import Known, Standing
from bot.definition.model import Flow, Next
from bot.engine.answers import fits
from bot.engine.path import Path, walk
from bot.engine.plan import Plan, plan_of
from bot.engine.state import NO_ANSWERS
from scoring import MISSING, Given, Measured, Verdict, judge, measure, screened_out


@dataclass(frozen=True, slots=True)
class Result:
    """What the answers are worth. Titles and texts stand in the flow, under the ids used here."""

    flow: str
    version: int
    complete: bool
    measured: Measured
    verdict: Verdict
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
    dont_knows: int
    """Scored questions that were answered with "don't know"."""
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
        answer = None if step is None or value is None else fits(step.question, value)
        if answer is not None:
            fitting[question] = answer
    path = walk(plan, fitting, NO_ANSWERS, standing_at, bulk=True)
    given = [question for question, value in answers.items() if value is not None]
    return result_of(plan, path, given)


def result_of(plan: Plan, path: Path, given: list[str] | Answers) -> Result:
    """The result of everything on *path*; *given* names all answers there are, to tell which were ignored."""
    if path.screened_out:
        return _screened_out(plan.flow, path, given)
    measured, verdict, scored = _scored(plan, path)
    standing = _standing(plan, measured, verdict)
    known = Known(path.answers, standing)
    rules = tuple(rule.id for rule, holds in plan.rules if holds is None or holds(known) is True)
    return Result(
        flow=plan.flow.name,
        version=plan.flow.version,
        complete=path.complete,
        measured=measured,
        verdict=verdict,
        rules=rules,
        recommended=(*rules, *(f"{area}.{tier}" for area, tier in verdict.advice)),
        asked=tuple(path.asked),
        ignored=_ignored(path, given),
        offer=_offer(plan, known),
        given=scored,
        dont_knows=sum(path.answers.get(question) is DONT_KNOW for question in scored),
    )


def standing_at(plan: Plan, path: Path) -> Standing:
    """What conditions after the `result` step see: the scores of the path so far."""
    measured, verdict, _ = _scored(plan, path)
    return _standing(plan, measured, verdict)


def standing_of(plan: Plan, result: Result) -> Standing:
    """The same, from a result that is there already."""
    return _standing(plan, result.measured, result.verdict)


def _offer(plan: Plan, known: Known) -> Next | None:
    return next((entry for entry, holds in plan.next if holds is None or holds(known) is True), None)


def _scored(plan: Plan, path: Path) -> tuple[Measured, Verdict, dict[str, Given]]:
    given = _given(plan, path)
    measured = measure(plan.key, given)
    holding: list[str] = []
    if plan.gates:
        known = Known(path.answers, _standing(plan, measured, None))
        holding = [gate for gate, holds in plan.gates if holds(known) is True]
    return measured, judge(plan.key, measured, holding), given


def _given(plan: Plan, path: Path) -> dict[str, Given]:
    """The scored questions on the path with their answers; every blank is missing (scoring.md §2)."""
    given: dict[str, Given] = {}
    answers = path.answers
    scored = plan.scored
    for questions in (path.asked, path.inferred):
        for question in questions:
            if question in scored:
                answer = answers.get(question, MISSING)
                given[question] = MISSING if isinstance(answer, Blank) else answer
    return given


def _standing(plan: Plan, measured: Measured, verdict: Verdict | None) -> Standing:
    scores: dict[str, Fraction] = {}
    tiers: dict[str, int] = {}
    ranks: dict[str, int] = {}
    for area, standing in measured.areas.items():
        if standing.shown is not None:
            scores[area] = standing.shown
            if standing.tier is not None:
                tiers[area] = plan.tier_numbers[standing.tier]
            if standing.rank is not None:
                ranks[area] = standing.rank
    if measured.overall.shown is not None:
        scores["overall"] = measured.overall.shown
    return Standing(scores, tiers, ranks, verdict.level if verdict else None)


def _ignored(path: Path, given: list[str] | Answers) -> tuple[str, ...]:
    used = set(path.asked).intersection(path.answers).difference(path.carried)
    return tuple(sorted(question for question in given if question not in used))


def _screened_out(flow: Flow, path: Path, given: list[str] | Answers) -> Result:
    return Result(
        flow=flow.name,
        version=flow.version,
        complete=path.complete,
        measured=screened_out(),
        verdict=Verdict(level=None, level_id=None, from_score=None),
        rules=(),
        recommended=(),
        asked=tuple(path.asked),
        ignored=_ignored(path, given),
        offer=None,
        given={},
        dont_knows=0,
        screened_out=True,
    )
