"""Random conditions, each with what a naive reader thinks of it; answers and results to hold them against.

The reader shares nothing with the code: it calculates with 1 for true, 0 for false and ½ for unknown, where
`and` is the smallest, `or` the largest and `not x` is 1 - x, and it works out every comparison anew.
"""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from hypothesis import strategies as st

from bot.definition.answer import DONT_KNOW, SKIPPED, Answer
from bot.definition.condition import Known, Standing
from tests.definition.condition.scene import SCOPE

HALF = Fraction(1, 2)
POINTS = {"solo": 1, "s2_9": 2, "s10": 3, "unsure": None}
ORDER = {"<": (-1,), "<=": (-1, 0), ">": (1,), ">=": (0, 1), "is": (0,), "is not": (-1, 1)}

Weight = Callable[[Known], Fraction]
"""1, 0 or ½."""


@dataclass(frozen=True)
class Reading:
    """A condition and the naive reader's thoughts."""

    text: str
    weight: Weight

    def truth(self, known: Known) -> bool | None:
        return {Fraction(1): True, Fraction(0): False, HALF: None}[self.weight(known)]


@dataclass(frozen=True)
class Counted:
    """A number in a condition, and its value or None."""

    text: str
    value: Callable[[Known], Fraction | None]


def _weight(outcome: bool | None) -> Fraction:
    return HALF if outcome is None else Fraction(int(outcome))


def _answer(known: Known, question: str) -> Answer | None:
    answer = known.answers.get(question)
    return None if answer is SKIPPED else answer


def _choice_is(choice: str, operator: str) -> Reading:
    def weight(known: Known) -> Fraction:
        answer = _answer(known, "size")
        wanted = "dont_know" if answer is DONT_KNOW else answer
        return HALF if answer is None else _weight((wanted == choice) == (operator == "is"))

    return Reading(f"size {operator} {choice}", weight)


def _choice_ordered(choice: str, operator: str) -> Reading:
    def weight(known: Known) -> Fraction:
        answer = _answer(known, "size")
        mine, other = POINTS.get(str(answer)), POINTS[choice]
        if mine is None or other is None:
            return HALF
        return _weight((mine > other) - (mine < other) in ORDER[operator])

    return Reading(f"size {operator} {choice}", weight)


def _one_of(choices: list[str], negated: bool) -> Reading:
    def weight(known: Known) -> Fraction:
        answer = _answer(known, "size")
        return HALF if answer is None else _weight((answer in choices) is not negated)

    return Reading(f"size {'not in' if negated else 'in'} [{', '.join(choices)}]", weight)


def _has(choices: list[str]) -> Reading:
    def weight(known: Known) -> Fraction:
        answer = _answer(known, "stages")
        if answer is None:
            return HALF
        return _weight(any(choice in choices for choice in answer) if isinstance(answer, tuple) else False)

    return Reading(
        f"stages has [{', '.join(choices)}]" if len(choices) > 1 else f"stages has {choices[0]}", weight
    )


def _consent(question: str) -> Reading:
    def weight(known: Known) -> Fraction:
        answer = _answer(known, question)
        return HALF if answer is None else _weight(answer is True)

    return Reading(question, weight)


def _answered(question: str) -> Reading:
    return Reading(f"answered({question})", lambda known: _weight(_answer(known, question) is not None))


def _text(text: str) -> Reading:
    def weight(known: Known) -> Fraction:
        answer = _answer(known, "company")
        return HALF if answer is None else _weight(str(answer).strip().lower() == text.strip().lower())

    return Reading(f'company is "{text}"', weight)


def _level(name: str, operator: str) -> Reading:
    def weight(known: Known) -> Fraction:
        if known.standing is None or known.standing.level is None:
            return HALF
        mine, other = known.standing.level, SCOPE.levels.index(name) + 1
        return _weight((mine > other) - (mine < other) in ORDER[operator])

    return Reading(f"level {operator} {name}", weight)


def _tier(area: str, number: int, operator: str) -> Reading:
    def weight(known: Known) -> Fraction:
        mine = None if known.standing is None else known.standing.tiers.get(area)
        return HALF if mine is None else _weight((mine > number) - (mine < number) in ORDER[operator])

    return Reading(f"tier.{area} {operator} {number}", weight)


LITERALS = st.sampled_from(["0", "1", "2", "2.5", "3", "7", "-1", "-2.5", "1 + 1", "3 - 5"])
"""Numbers as they are written; each of them is worked out by `_literal`."""
_LITERAL_VALUES = {"1 + 1": Fraction(2), "3 - 5": Fraction(-2)}


def _literal(text: str) -> Counted:
    value = _LITERAL_VALUES.get(text) or Fraction(text)
    return Counted(f"({text})" if " " in text else text, lambda _: value)


def _number_answer(question: str) -> Counted:
    def value(known: Known) -> Fraction | None:
        answer = _answer(known, question)
        return answer if isinstance(answer, Fraction) else None

    return Counted(question, value)


def _ticked() -> Counted:
    def value(known: Known) -> Fraction | None:
        answer = _answer(known, "stages")
        return Fraction(len(answer)) if isinstance(answer, tuple) else None

    return Counted("count(stages)", value)


def _score(area: str) -> Counted:
    def value(known: Known) -> Fraction | None:
        score = known.standing.scores.get(area) if known.standing else None
        return None if score is None else Fraction(score)

    return Counted(f"score.{area}", value)


def _rank(area: str) -> Counted:
    def value(known: Known) -> Fraction | None:
        rank = known.standing.ranks.get(area) if known.standing else None
        return None if rank is None else Fraction(rank)

    return Counted(f"rank.{area}", value)


def _sum(left: Counted, sign: str, right: Counted) -> Counted:
    def value(known: Known) -> Fraction | None:
        one, other = left.value(known), right.value(known)
        if one is None or other is None:
            return None
        return one + other if sign == "+" else one - other

    return Counted(f"{left.text} {sign} ({right.text})", value)


def _extreme(word: str, of: list[Counted]) -> Counted:
    def value(known: Known) -> Fraction | None:
        there = sorted(found for each in of if (found := each.value(known)) is not None)
        return (there[0] if word == "min" else there[-1]) if there else None

    return Counted(f"{word}({', '.join(each.text for each in of)})", value)


def _compared(left: Counted, operator: str, right: Counted) -> Reading:
    def weight(known: Known) -> Fraction:
        one, other = left.value(known), right.value(known)
        if one is None or other is None:
            return HALF
        return _weight((one > other) - (one < other) in ORDER[operator])

    return Reading(f"{left.text} {operator} {right.text}", weight)


def _among(left: Counted, right: list[Counted]) -> Reading:
    def weight(known: Known) -> Fraction:
        return max(_compared(left, "is", each).weight(known) for each in right)

    return Reading(f"{left.text} in [{', '.join(each.text for each in right)}]", weight)


AREAS = st.sampled_from(SCOPE.areas)
OPERATORS = st.sampled_from(sorted(ORDER))
ORDERINGS = st.sampled_from(["<", "<=", ">", ">="])
IS = st.sampled_from(["is", "is not"])
CHOICES = st.sampled_from(sorted(POINTS))
STAGES = st.sampled_from(["sales", "onboarding", "reporting"])
ITEMS = st.one_of(
    LITERALS.map(_literal),
    st.sampled_from(["headcount", "budget"]).map(_number_answer),
    st.builds(_ticked),
    st.sampled_from(["overall", *SCOPE.areas]).map(_score),
    AREAS.map(_rank),
)
QUANTITIES = st.recursive(
    ITEMS,
    lambda inner: st.one_of(
        st.builds(_sum, inner, st.sampled_from("+-"), inner),
        st.builds(_extreme, st.sampled_from(["min", "max"]), st.lists(inner, min_size=2, max_size=3)),
    ),
    max_leaves=3,
)
TESTS = st.one_of(
    st.builds(_choice_is, st.one_of(CHOICES, st.just("dont_know")), IS),
    st.builds(_choice_ordered, CHOICES, ORDERINGS),
    st.builds(_one_of, st.lists(CHOICES, min_size=1, max_size=3), st.booleans()),
    st.builds(_has, st.lists(STAGES, min_size=1, max_size=2)),
    st.sampled_from(["report_ok", "contact_ok"]).map(_consent),
    st.sampled_from(["size", "stages", "headcount", "company", "report_ok"]).map(_answered),
    st.sampled_from(["acme", " Acme", "other"]).map(_text),
    st.builds(_level, st.sampled_from(SCOPE.levels), OPERATORS),
    st.builds(_tier, AREAS, st.integers(1, 3), OPERATORS),
    st.builds(_compared, QUANTITIES, OPERATORS, QUANTITIES),
    st.builds(_among, QUANTITIES, st.lists(ITEMS, min_size=1, max_size=2)),
)

ABOUT_ONE_NUMBER = st.one_of(
    st.builds(_compared, st.just(_number_answer("budget")), OPERATORS, LITERALS.map(_literal)),
    st.builds(_compared, LITERALS.map(_literal), OPERATORS, st.just(_number_answer("budget"))),
    st.builds(_among, st.just(_number_answer("budget")), st.lists(ITEMS, min_size=1, max_size=2)),
)
"""Often contradictory when they are joined."""


def both(left: Reading, right: Reading) -> Reading:
    return Reading(
        f"({left.text}) and ({right.text})", lambda known: min(left.weight(known), right.weight(known))
    )


def either(left: Reading, right: Reading) -> Reading:
    return Reading(
        f"({left.text}) or ({right.text})", lambda known: max(left.weight(known), right.weight(known))
    )


def opposite(of: Reading) -> Reading:
    return Reading(f"not ({of.text})", lambda known: 1 - of.weight(known))


def conditions(tests: st.SearchStrategy[Reading] = TESTS) -> st.SearchStrategy[Reading]:
    """Tests, joined and turned round; short enough for a condition."""
    return st.recursive(
        tests,
        lambda inner: st.one_of(
            st.builds(both, inner, inner), st.builds(either, inner, inner), st.builds(opposite, inner)
        ),
        max_leaves=4,
    ).filter(lambda reading: len(reading.text) <= 500 and reading.text.count("(") <= 12)


NUMBERS = st.sampled_from(
    [Fraction(n) for n in (-3, -2, -1, 0, 1, 2, 3, 7, 8)] + [Fraction(5, 2), Fraction(1, 3)]
)
"""On, beside and between the literals."""
HEADCOUNTS = st.sampled_from([Fraction(n) for n in (1, 2, 3, 7, 8, 50_000)] + [Fraction(5, 2)])
BLANK = st.just(SKIPPED)
NO_IDEA = st.just(DONT_KNOW)

ANSWERS: st.SearchStrategy[dict[str, Answer]] = st.fixed_dictionaries(
    {},
    optional={
        "size": st.one_of(CHOICES, BLANK, NO_IDEA),
        "stages": st.one_of(st.lists(STAGES, min_size=1, unique=True).map(tuple), BLANK, NO_IDEA),
        "headcount": st.one_of(HEADCOUNTS, BLANK, NO_IDEA),
        "budget": st.one_of(NUMBERS, BLANK),
        "company": st.one_of(st.sampled_from(["ACME", "acme ", "Other", "x"]), BLANK),
        "report_ok": st.one_of(st.booleans(), BLANK),
        "contact_ok": st.one_of(st.booleans(), BLANK),
    },
)
STANDINGS = st.one_of(
    st.none(),
    st.builds(
        Standing,
        st.dictionaries(st.sampled_from(["overall", *SCOPE.areas]), NUMBERS),
        st.dictionaries(AREAS, st.integers(1, 3)),
        st.dictionaries(AREAS, st.integers(1, 3)),
        st.one_of(st.none(), st.integers(1, 3)),
    ),
)
KNOWN = st.builds(Known, ANSWERS, STANDINGS)
WITH_A_BUDGET = st.builds(Known, st.fixed_dictionaries({"budget": NUMBERS}), STANDINGS)
