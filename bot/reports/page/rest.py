"""The other parts: what to talk about, comments, people, what is hidden and how answers are kept."""

from collections.abc import Sequence
from typing import NamedTuple

from bot.present.teams.shape import Card, QuestionCard
from bot.reports.page.areas import AreaPart
from bot.reports.page.figure import alike_of, hidden_because
from bot.reports.page.questions import question_title
from bot.reports.page.wording import Saying, Words, plain, title_of
from bot.reports.rounds.facts import Shown


class Comments(NamedTuple):
    """What people wrote to one question."""

    question: Words
    texts: tuple[Words, ...]


class PersonRow(NamedTuple):
    """One who took part in a named round."""

    person: Words
    scores: tuple[str, ...]


class People(NamedTuple):
    """All of them."""

    areas: tuple[Words, ...]
    rows: tuple[PersonRow, ...]


class Hidden(NamedTuple):
    """What is not shown for one reason."""

    why: str
    what: tuple[Words, ...]


def talk_of(parts: Sequence[AreaPart], order: Sequence[str]) -> tuple[AreaPart, ...]:
    """Areas in the order to talk about them."""
    by_area = {part.area: part for part in parts}
    return tuple(by_area[area] for area in order if area in by_area)


def comments_of(saying: Saying, looked_at: Shown) -> tuple[Comments, ...]:
    """In the order in which they were released."""
    return tuple(
        Comments(
            question_title(saying, looked_at.flow, question), tuple(Words(plain(text)) for text in texts)
        )
        for question, texts in looked_at.document["comments"].items()
        if texts
    )


def people_of(saying: Saying, looked_at: Shown) -> People | None:
    """None in an anonymous round."""
    people, areas = looked_at.document["people"], list(looked_at.document["areas"])
    if not people:
        return None
    rows = [
        PersonRow(
            Words(plain(one["person"])),
            tuple(
                "–" if (score := one["areas"].get(area)) is None else saying.score(score) for area in areas
            ),
        )
        for one in people
    ]
    return People(tuple(title_of(saying, looked_at.flow, area) for area in areas), tuple(rows))


def hidden_of(saying: Saying, looked_at: Shown) -> tuple[Hidden, ...]:
    """Areas and questions without figures, by the reason."""
    document, flow = looked_at.document, looked_at.flow
    if document["why"] is not None:
        return ()
    by_why: dict[str, list[Words]] = {}
    for area, card in document["areas"].items():
        if (why := _why_not(saying, card)) is not None:
            by_why.setdefault(why, []).append(title_of(saying, flow, area))
    for question, of_question in document["questions"].items():
        if (why := _why_not(saying, of_question)) is not None:
            by_why.setdefault(why, []).append(question_title(saying, flow, question))
    return tuple(Hidden(why, tuple(what)) for why, what in by_why.items())


def _why_not(saying: Saying, card: Card | QuestionCard) -> str | None:
    """In words; None where there are figures, or a word that stands for them."""
    if card["why"] is not None:
        return hidden_because(saying, card["why"])
    return alike_of(saying, None) if card["alike"] and card["word"] is None else None


def how_of(saying: Saying, looked_at: Shown) -> str:
    """How answers are kept, in two sentences."""
    words, document = saying.words.part, looked_at.document
    said = words.how_anonymous if document["anonymous"] else words.how_named
    return saying.say(said, k=saying.reader.number(document["min_answers"]))
