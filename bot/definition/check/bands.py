"""Levels and tiers leave no holes: E130, E131."""

from collections.abc import Iterable
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


def _starts_at(draft: Draft, what: str, bands: tuple[Drafted[Level], ...], low: Fraction | None) -> None:
    if not bands or low is None or bands[0].row.get(FROM) in (None, low):
        return
    first = bands[0]
    message = f"the lowest {what} '{first.value.id}' starts at {first.value.start}, the lowest score is {low}"
    draft.desk.say("E130", message, first.row.at(FROM), f"write  from: {low}")


def _lowest_overall(draft: Draft) -> Fraction | None:
    """None where nothing is scored."""
    if draft.scoring.method is Method.PERCENT:
        return Fraction(0)
    scored = [asked for asked in draft.asked if asked.question.scored]
    if draft.areas:
        counting = {name for name, area in draft.areas.items() if area.value.weight > 0}
        scored = [asked for asked in scored if asked.question.area in counting]
    return _lowest_of(draft, scored)


def _lowest_area(draft: Draft) -> Fraction | None:
    if draft.scoring.method is Method.PERCENT:
        return Fraction(0)
    lows = []
    for name, area in draft.areas.items():
        if area.row.has(LOOKUP):
            lows += list((area.value.lookup or {}).values())
            continue
        low = _lowest_of(
            draft, [asked for asked in draft.asked if asked.question.scored and asked.question.area == name]
        )
        lows += [] if low is None else [low]
    return min(lows, default=None)


def _lowest_of(draft: Draft, scored: Iterable[Asked]) -> Fraction | None:
    """Of the given questions together: the lowest single one for `mean`, their sum for `sum`.

    A question that may stay out lowers a sum only where its own points are negative.
    """
    lows = [(asked, asked.question.range.low) for asked in scored if asked.question.range is not None]
    if not lows:
        return None
    if draft.scoring.method is Method.MEAN:
        return min(low for _, low in lows)
    return sum(
        (
            asked.question.weight * (min(low, Fraction(0)) if _may_stay_out(asked) else low)
            for asked, low in lows
        ),
        Fraction(0),
    )


def _may_stay_out(asked: Asked) -> bool:
    question, block = asked.question, asked.block
    return (
        question.condition is not None
        or question.optional
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
