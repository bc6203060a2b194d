"""Which groups of a split may be shown (scoring §9.4, 7)."""

from collections.abc import Mapping
from dataclasses import dataclass

from scoring.disclosure.threshold import enough


@dataclass(frozen=True, slots=True)
class Split:
    """Groups shown by themselves, groups joined as "others", groups hidden; in the order of the partition."""

    shown: tuple[str, ...]
    others: tuple[str, ...]
    hidden: tuple[str, ...]


def split(counts: Mapping[str, int], k: int, *, roll_up: bool = False) -> Split:
    """Who may be shown in a partition whose total is shown; `counts` are answers by group.

    Groups below k are hidden. Exactly one hidden group is the total minus the rest, so the next smallest is
    hidden with it: a two-way split hides both. Groups without answers hide nobody and are left out of this.
    With `roll_up` the hidden ones are shown together as "others" where they reach k.
    """
    present = {group: count for group, count in counts.items() if count}
    hidden = [group for group, count in present.items() if not enough(count, k)]
    shown = [group for group in present if group not in hidden]
    if len(hidden) == 1 and shown:
        smallest = min(shown, key=lambda group: present[group])
        shown.remove(smallest)
        hidden = [group for group in present if group not in shown]
    if roll_up and enough(sum(present[group] for group in hidden), k):
        return Split(tuple(shown), tuple(hidden), ())
    return Split(tuple(shown), (), tuple(hidden))
