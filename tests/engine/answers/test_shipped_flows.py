"""Proves: in the flows that are shipped, every label, id, synonym and number of a choice gives that choice,
in every language of the flow, unless two choices share it.
"""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.definition.answer import DONT_KNOW, Answer
from bot.definition.load import load
from bot.definition.model import Flow, Kind, Question
from bot.engine.answers import Reason, Understood, read
from bot.engine.answers.folding import bare, plain, unaccented

FOLDER = Path(__file__).parents[3] / "flows"


def flows() -> Iterator[Flow]:
    for path in sorted(FOLDER.glob("*.yaml")):
        loaded = load(path.read_bytes(), path.name, others=None)
        assert loaded.flow is not None, path.name
        yield loaded.flow


ASKED = [
    pytest.param(question, language, id=f"{flow.name}-{question.id}-{language}")
    for flow in flows()
    for question in flow.questions()
    for language in flow.languages
    if question.choices
]


@pytest.mark.parametrize(("question", "language"), ASKED)
def test_every_wording_gives_its_choice(question: Question, language: str) -> None:
    meant = defaultdict(set)
    for choice in question.choices:
        for word in (
            choice.id,
            choice.text.said_in(language),
            *choice.also.get(language, ()),
            *choice.also.get("", ()),
        ):
            meant[unaccented(bare(plain(word)))].add(choice.id)
    for word, choices in meant.items():
        outcome = read(question, word, language)
        if len(choices) == 1:
            assert outcome == Understood(answer(question, *choices)), word
        else:
            assert not isinstance(outcome, Understood), word


@pytest.mark.parametrize(("question", "language"), ASKED)
def test_every_place_gives_its_choice(question: Question, language: str) -> None:
    if question.choices[0].text.said_in(language).isdecimal():
        return  # a number is the label there, as the test above proves
    for place, choice in enumerate(question.choices, 1):
        outcome = read(question, str(place), language)
        assert isinstance(outcome, Understood)
        assert outcome.answer == answer(question, choice.id)
    beyond = read(question, str(len(question.choices) + 1), language)
    assert not isinstance(beyond, Understood)
    assert beyond.reason is Reason.OUT_OF_RANGE


@pytest.mark.parametrize(("question", "language"), ASKED)
def test_dont_know_where_it_is_offered(question: Question, language: str) -> None:
    outcome = read(question, "dont know", language)
    assert isinstance(outcome, Understood) is (question.dont_know is not None)
    if isinstance(outcome, Understood):
        assert outcome.answer is DONT_KNOW


NOT = {"en": ("not", "no", "never", "don't"), "de": ("nicht", "kein", "nie")}


@pytest.mark.parametrize(("question", "language"), ASKED)
def test_a_not_put_in_or_taken_out_anywhere_never_gives_the_same_choice(
    question: Question, language: str
) -> None:
    for choice in question.choices:
        label = choice.text.said_in(language).split()
        for place in range(len(label) + 1):
            for no in NOT[language]:
                assert meant(question, [*label[:place], no, *label[place:]], language) != {choice.id}
        for place, word in enumerate(label):
            if word.casefold() in NOT[language]:
                assert meant(question, [*label[:place], *label[place + 1 :]], language) != {choice.id}


def meant(question: Question, words: list[str], language: str) -> set[str]:
    """The choices that *words* are taken for."""
    outcome = read(question, " ".join(words), language)
    if not isinstance(outcome, Understood):
        return set()
    return set(outcome.answer) if isinstance(outcome.answer, tuple) else {str(outcome.answer)}


def answer(question: Question, choice: str) -> Answer:
    return (choice,) if question.kind is Kind.MULTI else choice
