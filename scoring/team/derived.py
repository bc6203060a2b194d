"""What the scores of areas and the overall would tell of questions whose figures are hidden.

A score is a weighted sum over its questions, so beside the figures of all but one it tells those of that one;
beside the figures of all but two it tells their sum, which is enough where both are at their lowest. It is
told only where the answers that nearly all gave could be others with the same sum: each hidden question is
*exchangeable* for another, up for down. What is not told must not be told by an exchange either: areas that
are closed because theirs cannot be exchanged stay so.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from scoring.key import Key
from scoring.model import Item, Method
from scoring.points import Answer, ChoicePoints
from scoring.team.question import QuestionCard


@dataclass(frozen=True, slots=True)
class Hushed:
    """A scored question without figures: the value that most gave, and all that its choices have.

    None of `possible` where it has no choices of which one is taken. `weight`: in the score that is asked
    about.
    """

    question: str
    area: str | None
    weight: Fraction
    value: Fraction
    possible: frozenset[Fraction]


def hushed(
    key: Key, cards: Mapping[str, QuestionCard], answers: Mapping[str, Sequence[Answer]]
) -> list[Hushed]:
    """The questions without figures that somebody answered, with their weights in their area."""
    found = []
    for item in key.items:
        card = cards.get(item.id)
        values = _values(key, item, answers.get(item.id, ()))
        if card is not None and (card.hidden or card.alike) and values:
            ((value, _),) = Counter(values).most_common(1)
            found.append(Hushed(item.id, item.area, item.weight, value, _possible(key, item)))
    return found


def areas_told(key: Key, secrets: Sequence[Hushed]) -> frozenset[str]:
    """The areas whose scores give away no hidden question."""
    return frozenset(area.id for area in key.areas if _told(_of_area(area.id, secrets)))


def overall_told(key: Key, secrets: Sequence[Hushed]) -> bool:
    """Whether the overall gives away none, beside the areas that are told."""
    if not key.areas:
        return _told(secrets)
    told = areas_told(key, secrets)
    shares = _shares(key)
    rest = [
        replace(secret, weight=secret.weight * shares[secret.area])
        for secret in secrets
        if secret.area is not None and secret.area not in told and shares[secret.area]
    ]
    return all(
        any(_stays(key, secrets, told, {one.question: up, other.question: down})
            for other, up, down in _exchanges(one, rest))
        for one in rest
    )  # fmt: skip


def _stays(
    key: Key, secrets: Sequence[Hushed], told: frozenset[str], exchanged: Mapping[str, Fraction]
) -> bool:
    """Whether the same areas would be told with other values."""
    others = [replace(one, value=exchanged.get(one.question, one.value)) for one in secrets]
    return areas_told(key, others) == told


def _told(secrets: Sequence[Hushed]) -> bool:
    return all(any(True for _ in _exchanges(one, secrets)) for one in secrets)


def _exchanges(one: Hushed, secrets: Iterable[Hushed]) -> Iterator[tuple[Hushed, Fraction, Fraction]]:
    """Other questions, with the values that both would have for the same sum."""
    for other in secrets:
        if other.question == one.question:
            continue
        for value in one.possible - {one.value}:
            against = other.value - one.weight * (value - one.value) / other.weight
            if against in other.possible:
                yield other, value, against


def _of_area(area: str, secrets: Iterable[Hushed]) -> list[Hushed]:
    return [secret for secret in secrets if secret.area == area]


def _shares(key: Key) -> dict[str, Fraction]:
    """By what the weight of a question in its area becomes that in the overall."""
    if key.method is Method.SUM:
        return {area.id: area.weight for area in key.areas}
    within = {
        area.id: sum((item.weight for item in key.items if item.area == area.id), Fraction(0))
        for area in key.areas
    }
    return {area.id: area.weight / (within[area.id] or 1) for area in key.areas}


def _possible(key: Key, item: Item) -> frozenset[Fraction]:
    if not isinstance(item.points, ChoicePoints):
        return frozenset()
    return frozenset(_values(key, item, item.points.scores))


def _values(key: Key, item: Item, answers: Iterable[Answer]) -> list[Fraction]:
    """What the answers that apply add to a score."""
    earned = [item.points.earned(answer) for answer in answers]
    points = [found for found in earned if found is not None]
    return [item.points.percent(found) for found in points] if key.method is Method.PERCENT else points
