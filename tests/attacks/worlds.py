"""The attacker who thinks of everything: all worlds in which the same report would have been shown.

He knows how reports are made, reads every figure exactly (more than the report shows, which is rounded: where
the exact figures leave two answers possible, so do rounded ones), and knows the sheets of those who collude.
Somebody's answer is *pinned* where it is the same in all worlds that are left.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations, combinations_with_replacement, product

from scoring import MISSING, Area, Item, Key, choice_points, measure
from scoring.team import QuestionCard, Round, ScoreCard, Sheet, TeamQuestion, team_report

SKIPPED = "-"
"""Stands for *don't know*."""
World = tuple[int, ...]
"""Of each respondent the number of their sheet, in rising order: a report does not say whose is whose."""


@dataclass(frozen=True)
class Check:
    """A small check: the area of each question, the percents of their choices, their weights.

    `follows`: the question that is asked only where the other one has its highest choice.
    """

    areas: str
    choices: tuple[str, ...]
    weights: tuple[int, ...] = ()
    follows: tuple[int, int] | None = None

    def sheets(self) -> list[tuple[str, ...]]:
        """Everything that somebody can hand in; "" is not asked."""
        found = product(self.choices, repeat=len(self.areas))
        if self.follows is None:
            return list(found)
        later, first = self.follows
        return list(
            dict.fromkeys(
                one
                if one[first] == self.choices[-1]
                else tuple("" if place == later else said for place, said in enumerate(one))
                for one in found
            )
        )


class Attacker:
    """All worlds of `people` who answer a check, and what is shown in each."""

    def __init__(self, check: Check, people: int, k: int, *, protected: bool = True) -> None:
        self.check = check
        self.k = k
        self.sheets = check.sheets()
        key, questions = _key(check)
        counted = [_sheet(key, sheet) for sheet in self.sheets]
        colluders = k - 2 if protected else None
        self.shown = {
            world: _seen(
                key, questions, Round([counted[one] for one in world], people, k, colluders=colluders)
            )
            for world in combinations_with_replacement(range(len(self.sheets)), people)
        }

    def pinned(self) -> Iterator[tuple[str, World, int, str]]:
        """Each report from which somebody who colludes with k - 3 others would know an answer for certain:
        the report, the sheets they know, the question, the answer.
        """
        left: defaultdict[tuple[str, World, int], set[str]] = defaultdict(set)
        for world, shown in self.shown.items():
            for known in set(combinations(world, self.k - 2)):
                others = Counter(world) - Counter(known)
                for question in range(len(self.check.areas)):
                    left[shown, known, question] |= {self.sheets[one][question] for one in others}
        for (shown, known, question), answers in left.items():
            if len(answers) == 1 and not answers & {SKIPPED, ""}:
                yield shown, known, question, "".join(answers)

    def knows(self, world: Sequence[str], colluders: Sequence[str], question: int = 0) -> set[str]:
        """Which answers of the others are possible; a sheet is its answers with commas."""
        shown = self.shown[self._numbers(world)]
        known = Counter(self._numbers(colluders))
        return {
            self.sheets[one][question]
            for possible, same in self.shown.items()
            if same == shown and not known - Counter(possible)
            for one in (Counter(possible) - known)
        }

    def _numbers(self, sheets: Sequence[str]) -> World:
        return tuple(sorted(self.sheets.index(tuple(sheet.split(","))) for sheet in sheets))


def _key(check: Check) -> tuple[Key, list[TeamQuestion]]:
    scored = [choice for choice in check.choices if choice != SKIPPED]
    points = choice_points({choice: Fraction(choice) for choice in scored}, (Fraction(0), Fraction(100)))
    weights = check.weights or (1,) * len(check.areas)
    items = tuple(
        Item(f"q{place}", area, points, Fraction(weight))
        for place, (area, weight) in enumerate(zip(check.areas, weights, strict=True))
    )
    later, first = check.follows or (None, None)
    questions = [
        TeamQuestion(
            item.id,
            tuple(scored),
            points,
            item.area,
            follows=frozenset({f"q{first}"}) if place == later else frozenset(),
        )
        for place, item in enumerate(items)
    ]
    return Key(items=items, areas=tuple(Area(area) for area in sorted(set(check.areas)))), questions


def _sheet(key: Key, sheet: Sequence[str]) -> Sheet:
    given = {f"q{place}": MISSING if said == SKIPPED else said for place, said in enumerate(sheet) if said}
    return Sheet(measure(key, given), given)


def _seen(key: Key, questions: Sequence[TeamQuestion], closed: Round) -> str:
    """What can be read from a report: of hidden cards not even how many answers make them."""
    report = team_report(key, questions, closed)
    cards: list[QuestionCard | ScoreCard] = [*report.questions.values(), *report.areas.values()]
    if report.overall is not None:
        cards.append(report.overall)
    told = [replace(card, n=0) if card.hidden else card for card in cards]
    return repr((report.hidden, told, report.bounds, report.talk))
