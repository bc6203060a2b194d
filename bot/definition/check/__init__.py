"""What a draft is checked for (flow-language §9): one rule a function, all of them listed below.

Reading has said before what is wrong with single values: Y…, E100 to E117, E121, E133, E140 to E142, E181,
E190 to E193, E200. What needs other flows is in `across`.
"""

from collections.abc import Callable

from bot.definition.check import (
    areas,
    bands,
    conditions,
    consent,
    labels,
    names,
    placeholders,
    points,
    rules,
    settings,
    texts,
)
from bot.definition.draft import Draft

Rule = Callable[[Draft], None]
"""Says at the draft's desk what is wrong."""

RULES: tuple[Rule, ...] = (
    names.file_name,
    names.used_twice,
    names.second_result,
    names.too_many_steps,
    areas.unknown_areas,
    areas.never_scored,
    areas.scored_without_area,
    areas.unscored_areas,
    areas.unused_scales,
    points.no_difference,
    points.beyond_reach,
    points.longest_text,
    bands.lowest,
    bands.ascending,
    settings.lookup,
    settings.without_overall,
    settings.min_areas,
    settings.gates,
    settings.build_order,
    settings.advice,
    settings.sum_weights,
    texts.too_long_together,
    texts.different_placeholders,
    texts.long_question,
    labels.many_choices,
    labels.equal,
    labels.ambiguous,
    placeholders.unknown,
    rules.without_condition,
    rules.carried,
    rules.never_reached,
    consent.personal_data,
    consent.anonymous,
    consent.fresh_alone,
    consent.kept_for_a_report,
    conditions.names,
)


def check(draft: Draft) -> None:
    """Apply every rule."""
    for rule in RULES:
        rule(draft)
