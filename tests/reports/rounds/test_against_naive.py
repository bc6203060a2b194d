"""The fast report says the same as a slow one: every figure again, person by person, in plain statistics."""

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import floor
from statistics import mean, stdev

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.definition.answer import Answer, Blank
from bot.definition.model import Kind
from bot.engine.plan import plan_of
from bot.reports.rounds import RoundFacts, made
from bot.store.round_answers import Handed
from scoring import MISSING, Given
from scoring.team.agreement import Codes, agreement_of_area
from scoring.team.figures import spread
from scoring.team.intervals import Sample
from tests.reports.rounds.flows import crew
from tests.reports.rounds.samples import facts
from tests.scoring.naive import NaiveResult, naive

percents = st.fractions(min_value=0, max_value=100, max_denominator=60)


@given(st.lists(percents, min_size=1, max_size=30))
def test_mean_shares_and_deviation_are_those_of_the_book(values: list[Fraction]) -> None:
    found, sample = spread(values), Sample.of(values)

    assert found is not None
    assert found.mean == mean(values)
    assert found.top == Fraction(len([value for value in values if value >= 75]), len(values))
    assert found.bottom == Fraction(len([value for value in values if value <= 25]), len(values))
    assert sample.mean == float(mean(values))
    assert abs(sample.sd - (float(stdev(values)) if len(values) > 1 else 0)) < 1e-9


@given(st.lists(st.integers(min_value=1, max_value=5), min_size=5, max_size=30))
def test_agreement_is_that_of_the_formula(values: list[int]) -> None:
    found = agreement_of_area([Codes(tuple(values), 5)])

    m = Fraction(sum(values), len(values))
    variance = sum((value - m) ** 2 for value in values) / (len(values) - 1)
    assert found is not None
    assert found.r_wg == max(0, 1 - variance / 2)  # (5² - 1) / 12
    assert found.ad == sum(abs(value - m) for value in values) / len(values)


@settings(max_examples=60, deadline=None)
@given(st.integers(min_value=5, max_value=60), st.integers(min_value=0, max_value=10**6))
def test_the_document_of_a_team_of_chance(size: int, seed: int) -> None:
    flow, chance = crew(), random.Random(seed)
    people = [answers_of_chance(chance) for _ in range(size)]
    about: RoundFacts = facts(invited=size)

    document = made(flow, [Handed("r", said) for said in people], about, (), range)

    shown = [card for card in document["areas"].values() if card["score"] is not None]
    assert shown or size < 20
    results = [result_of(said) for said in people]
    for name, card in document["areas"].items():
        scores = [one.areas[name].score for one in results if one.areas[name].score is not None]
        if card["score"] is None or card["partial"]:
            continue
        assert card["n"] == len(scores)
        assert card["score"] == half_up(mean(map(Fraction, filter_none(scores))))
        if card["spread"] is not None:
            assert abs(card["spread"] - float(stdev(filter_none(scores)))) <= 0.05 + 1e-6
    for question in flow.questions():
        given_to = [said[question.id] for said in people if question.id in said]
        card_of = document["questions"].get(question.id)
        if card_of is None or card_of["shares"] is None:
            continue
        values = [answer for answer in given_to if not isinstance(answer, Blank)]
        assert card_of["n"] == len(values)
        taken = Counter(
            choice
            for answer in values
            for choice in (answer if isinstance(answer, tuple) else (str(answer),))
        )  # fmt: skip
        for choice, share in card_of["shares"].items():
            assert share == half_up(Fraction(100 * taken[choice], len(values)))
        if card_of["mean"] is not None:
            assert card_of["mean"] == half_up(mean(percent(question.id, str(one)) for one in values))


def answers_of_chance(chance: random.Random) -> dict[str, Answer]:
    """Somebody who leaves out some, and says the same as many now and then."""
    said: dict[str, Answer] = {}
    for question in crew().questions():
        if chance.random() < 0.15:
            continue
        if question.kind is Kind.CHOICE:
            said[question.id] = chance.choice(question.choices).id
        elif question.kind is Kind.MULTI:
            said[question.id] = tuple(
                choice.id for choice in question.choices[:3] if chance.random() < 0.5
            ) or ("none",)  # fmt: skip
        elif question.kind is Kind.NUMBER:
            said[question.id] = Fraction(chance.randrange(0, 81))
    return said


def result_of(said: Mapping[str, Answer]) -> NaiveResult:
    """Everybody is asked everything, so what is not there is missing."""
    key = plan_of(crew()).key
    answers: dict[str, Given] = {}
    for item in key.items:
        answer = said.get(item.id, MISSING)
        answers[item.id] = MISSING if isinstance(answer, Blank) else answer
    return naive(key, answers, ())


def percent(question: str, choice: str) -> Fraction:
    """The five choices are 0, 25, 50, 75, 100; of the one that is reversed the other way round."""
    place = [one.id for one in crew().by_id[question].choices].index(choice)
    return Fraction(25 * (4 - place if question == "handoff_lost" else place))


def filter_none(scores: Sequence[Fraction | None]) -> list[Fraction]:
    return [score for score in scores if score is not None]


def half_up(value: Fraction) -> int:
    return floor(value + Fraction(1, 2))
