"""Levels and tiers leave no holes: E130, E131."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from bot.definition.draft import Asked, Draft, Drafted
from bot.definition.model import Level, Method
from bot.definition.read.areas import LOOKUP
from bot.definition.read.scoring import FROM


def lowest(draft: Draft) -> None:
    """E130: the first band starts at the lowest score there can be."""
    if draft.scoring.overall:
        _starts_at(draft, "level", draft.written_levels, _lowest_overall(draft))
    _starts_at(draft, "tier", draft.written_tiers, _lowest_area(draft))


@dataclass(frozen=True, slots=True)
class Lowest:
    """The lowest score lies between the two: which it is hangs on what is asked and what is left out."""

    at_least: Fraction
    at_most: Fraction


def _starts_at(draft: Draft, what: str, bands: tuple[Drafted[Level], ...], low: Lowest | None) -> None:
    if not bands or low is None or bands[0].row.get(FROM) is None:
        return
    first = bands[0]
    if low.at_least <= first.value.start <= low.at_most:
        return
    message = (
        f"the lowest {what} '{first.value.id}' starts at {first.value.start}, "
        f"the lowest score is {low.at_least}"
    )
    draft.desk.say("E130", message, first.row.at(FROM), f"write  from: {low.at_least}")


def _lowest_overall(draft: Draft) -> Lowest | None:
    """None where nothing is scored."""
    if draft.scoring.method is Method.PERCENT:
        return Lowest(Fraction(0), Fraction(0))
    scored = [asked for asked in draft.asked if asked.question.scored]
    if draft.areas:
        counting = {name for name, area in draft.areas.items() if area.value.weight > 0}
        scored = [asked for asked in scored if asked.question.area in counting]
    return _lowest_of(draft, scored)


def _lowest_area(draft: Draft) -> Lowest | None:
    if draft.scoring.method is Method.PERCENT:
        return Lowest(Fraction(0), Fraction(0))
    lows: list[Lowest] = []
    for name, area in draft.areas.items():
        if area.row.has(LOOKUP):
            lows += [Lowest(score, score) for score in (area.value.lookup or {}).values()]
            continue
        low = _lowest_of(
            draft, [asked for asked in draft.asked if asked.question.scored and asked.question.area == name]
        )
        lows += [] if low is None else [low]
    if not lows:
        return None
    return Lowest(min(low.at_least for low in lows), min(low.at_most for low in lows))


def _lowest_of(draft: Draft, scored: Iterable[Asked]) -> Lowest | None:
    """Of the given questions together.

    With `mean`: between the lowest single one and the mean of all lowest. With `sum`: at most the sum of all
    lowest; less by those that may stay out, and by a missing one that is prorated from the others.
    """
    lows = [(asked, asked.question.range.low) for asked in scored if asked.question.range is not None]
    if not lows:
        return None
    weights = sum(asked.question.weight for asked, _ in lows)
    everything = sum((asked.question.weight * low for asked, low in lows), Fraction(0))
    least = min(low for _, low in lows)
    if draft.scoring.method is Method.MEAN:
        return Lowest(least, everything / weights)
    staying = sum((asked.question.weight * _left_of(asked, low, least) for asked, low in lows), Fraction(0))
    return Lowest(staying, everything)


def _left_of(asked: Asked, low: Fraction, least: Fraction) -> Fraction:
    """The least a question may add to a sum."""
    if _may_stay_out(asked):
        return min(low, Fraction(0))
    return low if asked.question.dont_know is None else min(low, least)


def _may_stay_out(asked: Asked) -> bool:
    question, block = asked.question, asked.block
    return (
        question.condition is not None
        or question.optional
        or bool(question.points)
        or asked.after_result
        or (block is not None and "if" in block.entries)
        or not all(choice.applies for choice in question.choices)
    )


def ascending(draft: Draft) -> None:
    """E131."""
    for bands in (draft.written_levels, draft.written_tiers):
        for below, band in pairwise(bands):
            if band.row.get(FROM) is not None and band.value.start <= below.value.start:
                message = f"'{band.value.id}' starts at {band.value.start}, not above '{below.value.id}'"
                draft.desk.say(
                    "E131", message, band.row.at(FROM), "write them from the lowest to the highest"
                )
