"""The areas: a bar for each score, what has none and why, the weakest, the one to keep."""

from fractions import Fraction
from typing import Final

from bot.definition.answer import DONT_KNOW
from bot.messages import Bar, Section
from bot.present.result.opening import area_answered, lacking, names_what_lacks
from bot.present.result.outcome import Outcome
from scoring import Reason, Weak

KEEP_FROM: Final = Fraction(60)
"""The highest area is a pattern for the others from here on (scoring.md §8)."""


def bars(outcome: Outcome) -> tuple[Bar, ...]:
    """One bar for each scored area, weakest first."""
    weak = {entry.area for entry in outcome.verdict.weakest}
    return tuple(_bar(outcome, area, weak=area in weak) for area in outcome.measured.ranking)


def notes(outcome: Outcome) -> tuple[str, ...]:
    """Areas without a bar, and how often the person could not say."""
    phrases = outcome.phrases
    told = lacking(outcome) if names_what_lacks(outcome) else []
    lines = []
    for reason, phrase in (
        (Reason.NOT_APPLICABLE, phrases.not_applicable),
        (Reason.NOT_ENOUGH_ANSWERS, phrases.not_enough),
        (Reason.OUTSIDE_THE_TABLE, phrases.outside_table),
    ):
        areas = [area for area in _without_score(outcome, reason) if area not in told]
        if areas:
            lines.append(
                outcome.reader.say(phrase, areas=outcome.reader.listed(_named(outcome, areas, reason)))
            )
    return (*lines, *_could_not_say(outcome))


def weakest(outcome: Outcome) -> Section:
    """The weakest areas with joint marks and owners; empty where nothing is called weak in this flow."""
    rule = outcome.scene.flow.weakest
    if rule.show == 0 or not outcome.measured.ranking:
        return Section("", ())
    lines = tuple(_weak(outcome, weak) for weak in outcome.verdict.weakest)
    if not lines:
        lines = (outcome.reader.say(outcome.phrases.none_below, below=outcome.reader.number(rule.below)),)
    return Section(outcome.phrases.weakest_title, lines)


def keep(outcome: Outcome) -> str:
    """What to keep as it is: the highest area, when it is good and there are others to learn from it."""
    ranking = outcome.measured.ranking
    if not outcome.percent or len(ranking) < 2:
        return ""
    best = ranking[-1]
    if outcome.measured.shown(best) < KEEP_FROM:
        return ""
    return outcome.reader.say(outcome.phrases.keep, area=outcome.title(best), score=outcome.score(best))


def tier_title(outcome: Outcome, tier: str | None) -> str:
    """The title of a tier; "" where the flow has none."""
    return next((outcome.words(known.title) for known in outcome.scene.flow.tiers if known.id == tier), "")


def _bar(outcome: Outcome, area: str, *, weak: bool) -> Bar:
    tier = outcome.measured.areas[area].tier
    return Bar(
        area=area,
        title=outcome.title(area),
        score=outcome.score(area),
        share=outcome.spans.areas[area].share(outcome.measured.exact(area)),
        tier=tier_title(outcome, tier),
        tier_share=_tier_share(outcome, tier),
        weak=weak,
        value=float(outcome.measured.shown(area)),
    )


def _tier_share(outcome: Outcome, tier: str | None) -> float:
    ids = [known.id for known in outcome.scene.flow.tiers]
    return ids.index(tier) / (len(ids) - 1) if tier in ids and len(ids) > 1 else 1.0


def _without_score(outcome: Outcome, reason: Reason) -> list[str]:
    return [area for area, standing in outcome.measured.areas.items() if standing.reason is reason]


def _named(outcome: Outcome, areas: list[str], reason: Reason) -> list[str]:
    if reason is Reason.NOT_ENOUGH_ANSWERS:
        return [area_answered(outcome, area) for area in areas]
    return [outcome.title(area) for area in areas]


def _could_not_say(outcome: Outcome) -> tuple[str, ...]:
    """Counted are questions that an area asked for: optional ones cost nothing."""
    flow, answers = outcome.scene.flow, outcome.scene.path.answers
    unsure = 0
    for name in outcome.result.given:
        question = flow.by_id[name]
        counts = not question.optional and (question.area is not None or not flow.areas)
        unsure += counts and answers.get(name) is DONT_KNOW
    if not unsure:
        return ()
    reader = outcome.reader
    total = reader.number(outcome.measured.overall.asked)
    return (reader.say(outcome.phrases.could_not_say, n=reader.number(unsure), total=total),)


def _weak(outcome: Outcome, weak: Weak) -> str:
    phrases, reader = outcome.phrases, outcome.reader
    area, score = outcome.title(weak.area), outcome.score(weak.area)
    if weak.joint:
        ranking = outcome.measured.ranking
        neighbour = outcome.title(ranking[ranking.index(weak.area) + 1])
        line = reader.say(phrases.weak_joint, area=area, score=score, next=neighbour)
    else:
        line = reader.say(phrases.weak, area=area, score=score)
    owner = outcome.scene.flow.areas[weak.area].owner
    return line if owner is None else f"{line} · {reader.say(phrases.owner, owner=outcome.words(owner))}"
