"""Colleagues who tell each other what they answered: what is left of a round when theirs is taken away.

Theory. A report says the same whoever of a team gave which sheet. So an attacker who knows some sheets can be
sure of an answer of somebody else only where all sheets that are left have that answer. Where the answers
that are not the most common one are more than the colluders can have given, that never happens, whatever
figures are shown; else none may be, and no other figure may give them away (`scoring.team.derived`).

The word that stands for figures when nobody colludes would tell: of nine who said the best and one who said
the worst, the one who did would learn from "very high" what each of the nine said.
"""

from collections import Counter
from collections.abc import Hashable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Caution:
    """Against how many `colluders` answers are protected, at k - 2 of them in a round; None: against none.

    `surplus`: sheets that may be the second one of somebody, where rounds were held and are shown together.
    """

    colluders: int | None = None
    surplus: int = 0

    def __post_init__(self) -> None:
        if self.surplus < 0 or (self.colluders is not None and self.colluders < 1):
            raise ValueError("whoever looks at a report knows an answer: their own")

    @property
    def words(self) -> bool:
        """Whether a word may stand for answers that are nearly all alike."""
        return self.colluders is None

    def people(self, sheets: int) -> int:
        """How many different people gave these sheets, at least."""
        return max(0, sheets - self.surplus)

    def alike(self, answers: Sequence[Hashable]) -> bool:
        """Whether the answers that are left could be all the same; with nobody who colludes: all but one."""
        return len(answers) - max(Counter(answers).values(), default=0) <= self._away

    def ticked_alike(self, taken: Sequence[AbstractSet[str]]) -> bool:
        """The same where several choices may be ticked: also where one was by everybody who is left."""
        ticks = Counter(choice for ticked in taken for choice in ticked)
        by_all = max(ticks.values(), default=0) >= len(taken) - self._away
        return self.alike([frozenset(ticked) for ticked in taken]) or (by_all and not self.words)

    @property
    def _away(self) -> int:
        """Sheets that are taken away."""
        return (1 if self.colluders is None else self.colluders) + self.surplus


ALONE = Caution()
"""Nobody colludes: whoever looks at the report has all answers, or asked nobody."""
