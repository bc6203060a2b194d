"""What people wrote, and who wrote what in a named round."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final

from bot.definition.answer import Answer, Blank
from bot.definition.model import Flow, Kind
from bot.present.teams.shape import Person
from bot.reports.rounds.facts import Order
from bot.store.round_answers import Handed
from scoring.disclosure.threshold import texts_to_show
from scoring.team import Sheet

TOLD: Final = frozenset({Kind.CHOICE, Kind.MULTI, Kind.NUMBER, Kind.TEXT})
"""Kinds of questions that a named round shows with a name: contact data and consents were given to us."""


def comments(
    flow: Flow, handed: Sequence[Handed], answered: int, k: int, order: Order
) -> dict[str, list[str]]:  # fmt: skip
    """Texts by question, from k people's on.

    `answered`: how many different people handed in, at least. Over several rounds somebody may have written
    in each, so there are surely as many writers as in the fullest round, or as people who cannot all be
    among the sheets without a text.
    """
    found: dict[str, list[str]] = {}
    for question in flow.questions():
        if question.kind is not Kind.TEXT:
            continue
        wrote = [(one.round_id, text) for one in handed if (text := _text(one, question.id))]
        fullest = max(Counter(round_id for round_id, _ in wrote).values(), default=0)
        writers = max(fullest, answered - (len(handed) - len(wrote)))
        if writers >= k:
            texts = [text for _, text in wrote]
            found[question.id] = list(texts_to_show(texts, k, order(len(texts))))
    return found


def people(flow: Flow, handed: Sequence[tuple[Handed, Sheet]]) -> list[Person]:
    """Everybody with what they said, by the platform's id."""
    found: list[Person] = [
        {
            "person": one.person or "",
            "areas": {area: _score(sheet, area) for area in flow.areas},
            "answers": dict(_answers(flow, one.answers)),
        }
        for one, sheet in handed
    ]
    return sorted(found, key=lambda person: person["person"])


def _text(handed: Handed, question: str) -> str:
    answer = handed.answers.get(question)
    return answer.strip() if isinstance(answer, str) else ""


def _score(sheet: Sheet, area: str) -> float | None:
    standing = sheet.measured.areas.get(area)
    return None if standing is None or standing.shown is None else _plain(standing.shown)


def _answers(
    flow: Flow, answers: Mapping[str, Answer]
) -> Iterator[tuple[str, str | int | float | list[str] | None]]:
    for question in flow.questions():
        if question.kind not in TOLD or question.id not in answers:
            continue
        answer = answers[question.id]
        if isinstance(answer, tuple):
            yield question.id, list(answer)
        elif isinstance(answer, Fraction):
            yield question.id, _plain(answer)
        elif isinstance(answer, Blank):
            yield question.id, None
        else:
            yield question.id, answer


def _plain(value: Fraction) -> int | float:
    return value.numerator if value.denominator == 1 else float(value)
