"""The groups of one figure: which may be shown beside the total (scoring §9.4, 7 and 8)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from scoring.disclosure.audit import Ledger
from scoring.disclosure.splits import split
from scoring.disclosure.threshold import Hidden, enough


@dataclass(frozen=True, slots=True)
class GroupFigure:
    """The mean of one group, or of several small ones shown together as "others"; or why it is hidden."""

    groups: tuple[str, ...]
    n: int
    mean: Fraction | None = None
    hidden: Hidden | None = None


def group_figures(
    scores: Mapping[str, Sequence[Fraction]], k: int, *, roll_up: bool
) -> tuple[GroupFigure, ...]:
    """The figures of a partition whose total is shown; `scores` are those of each group's respondents.

    Every group is audited against the total and the groups before it, in the order of the partition.
    """
    heads = {group: len(values) for group, values in scores.items()}
    parts = split(heads, k, roll_up=roll_up)
    asked = [(group,) for group in parts.shown] + ([parts.others] if parts.others else [])
    ledger = Ledger(heads, k).ask(heads)
    if ledger is None:
        raise ValueError("groups are split only where their total is shown")
    figures = {}
    for groups in asked:
        released = ledger.ask(groups)
        if released is not None:
            ledger = released
            figures[groups] = _figure(groups, scores)
    hidden = {group for group in heads if not any(group in groups for groups in figures)}
    for group in hidden:
        why = Hidden.PROTECTS_OTHERS if enough(heads[group], k) else Hidden.TOO_FEW
        figures[(group,)] = GroupFigure((group,), heads[group], hidden=why)
    order = list(heads)
    return tuple(sorted(figures.values(), key=lambda figure: order.index(figure.groups[0])))


def _figure(groups: tuple[str, ...], scores: Mapping[str, Sequence[Fraction]]) -> GroupFigure:
    values = [value for group in groups for value in scores[group]]
    return GroupFigure(groups, len(values), mean=sum(values, Fraction(0)) / len(values))
