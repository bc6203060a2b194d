"""Question by question: how the answers are spread, as bars with their numbers in a table."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from bot.definition.model import Flow, Question
from bot.present.teams.shape import QuestionCard
from bot.reports.page.figure import Agreement, agreement_of, alike_of, hidden_because
from bot.reports.page.wording import Saying, Words, plain, title_of
from bot.reports.rounds.facts import Shown


class Bar(NamedTuple):
    """One choice."""

    label: Words
    detail: Words | None
    """What a pole says."""
    percent: str
    width: int


@dataclass(frozen=True, slots=True)
class QuestionPart:
    """One question."""

    text: Words
    n: str | None
    why: str | None
    alike: str | None
    mean: str | None
    agreement: Agreement | None
    bars: tuple[Bar, ...]
    quartiles: str | None
    recommendation: str | None


class Group(NamedTuple):
    """The questions of one area; without a title, those of a flow without areas."""

    title: Words | None
    questions: tuple[QuestionPart, ...]


def questions_of(saying: Saying, looked_at: Shown) -> tuple[Group, ...]:
    """All questions that have figures or say why not, area by area in the order of the flow."""
    document, flow = looked_at.document, looked_at.flow
    if document["why"] is not None:
        return ()
    by_area: dict[str | None, list[QuestionPart]] = {}
    for name, card in document["questions"].items():
        question = flow.by_id.get(name) if flow else None
        area = question.area if question else None
        by_area.setdefault(area, []).append(_part(saying, name, question, card))
    order = sorted(by_area, key=lambda area: area is None)  # the rest comes last
    return tuple(Group(_group(saying, flow, area, len(order)), tuple(by_area[area])) for area in order)


def question_title(saying: Saying, flow: Flow | None, name: str) -> Words:
    """A question's wording; its id where nobody knows any more."""
    question = flow.by_id.get(name) if flow else None
    return (saying.of(question.text) if question else None) or Words(plain(name))


def _group(saying: Saying, flow: Flow | None, area: str | None, groups: int) -> Words | None:
    if area is not None:
        return title_of(saying, flow, area)
    return Words(saying.words.part.of_no_area) if groups > 1 else None


def _part(saying: Saying, name: str, question: Question | None, card: QuestionCard) -> QuestionPart:
    words = saying.words
    n = card["n"]
    return QuestionPart(
        text=(saying.of(question.text) if question else None) or Words(plain(name)),
        n=None if n is None else saying.reader.count(words.figure.of_answers, n),
        why=hidden_because(saying, card["why"]) if card["why"] is not None else None,
        alike=alike_of(saying, card["word"]) if card["alike"] else None,
        mean=saying.say(words.part.mean, score=saying.score(card["mean"]))
        if card["mean"] is not None
        else None,
        agreement=agreement_of(saying, card["agreement"]),
        bars=_bars(saying, question, card),
        quartiles=_quartiles(saying, card),
        recommendation=_recommendation(saying, card),
    )


def _bars(saying: Saying, question: Question | None, card: QuestionCard) -> tuple[Bar, ...]:
    shares = card["shares"]
    if shares is None:
        return ()
    labels = (
        {choice.id: saying.of(choice.text) or Words(choice.id) for choice in question.choices}
        if question
        else {}
    )
    found = [
        Bar(
            labels.get(choice, Words(plain(choice))),
            _pole(saying, question, choice),
            saying.percent(share),
            share,
        )
        for choice, share in _in_order(labels, shares).items()
    ]
    if card["other"] is not None:
        merged = saying.reader.listed([labels.get(one, Words(plain(one))).text for one in card["merged"]])
        label = Words(saying.say(saying.words.part.other, choices=merged))
        found.append(Bar(label, None, saying.percent(card["other"]), card["other"]))
    return tuple(found)


def _in_order(labels: Mapping[str, Words], shares: Mapping[str, int]) -> dict[str, int]:
    """As the question offers them; a store may have sorted them otherwise."""
    ours = {choice: shares[choice] for choice in labels if choice in shares}
    return ours | {choice: share for choice, share in shares.items() if choice not in ours}


def _pole(saying: Saying, question: Question | None, choice: str) -> Words | None:
    if question is None or question.poles is None:
        return None
    ends = {question.choices[0].id: question.poles.low, question.choices[-1].id: question.poles.high}
    return saying.of(ends.get(choice))


def _quartiles(saying: Saying, card: QuestionCard) -> str | None:
    if card["quartiles"] is None:
        return None
    low, median, high = map(saying.score, card["quartiles"])
    return saying.say(saying.words.part.quartiles, low=low, median=median, high=high)


def _recommendation(saying: Saying, card: QuestionCard) -> str | None:
    if card["recommendation"] is None:
        return None
    score, low, high = (f"{'+' if one > 0 else ''}{saying.score(one)}" for one in card["recommendation"])
    return saying.say(saying.words.part.recommendation, score=score, low=low, high=high)
