"""Choices people can tell apart: W145, E147, W148."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from bot.definition.draft import Draft
from bot.definition.finding import Place
from bot.definition.read.choices import ALSO, TEXT, ChoiceRows
from bot.definition.read.steps import CHOICES_KEY
from bot.definition.texts import Text

MANY = 7


@dataclass(frozen=True, slots=True)
class Offer:
    """Choices that are written in one place: those of a question, or a scale."""

    place: Place
    rows: ChoiceRows
    dont_know: Text | None = None


def _offers(draft: Draft) -> Iterator[Offer]:
    for place, rows in draft.scales.values():
        yield Offer(place, rows)
    for asked in draft.asked:
        if own := asked.row.get(CHOICES_KEY):
            yield Offer(asked.row.key_at(CHOICES_KEY), own, asked.question.dont_know)


def many_choices(draft: Draft) -> None:
    """W145: number scales aside."""
    for offer in _offers(draft):
        if len(offer.rows) > MANY and not all(row.name.isdecimal() for row in offer.rows):
            message = f"{len(offer.rows)} choices; more than {MANY} are hard to compare"
            draft.desk.say("W145", message, offer.place, "join some, or split the question")


def equal(draft: Draft) -> None:
    """E147: two labels of a question read the same in some language."""
    for offer in _offers(draft):
        for language in draft.desk.languages:
            first: dict[str, str] = {}
            if offer.dont_know is not None:
                first[plain(offer.dont_know.said_in(language))] = "dont_know"
            for row in offer.rows:
                wording = row.value.get(TEXT)
                label = plain(wording.text.said_in(language)) if wording else ""
                if label and first.setdefault(label, row.name) != row.name:
                    message = f"'{row.name}' has the same label as '{first[label]}' ({language})"
                    draft.desk.say("E147", message, row.place, "word them differently")
    _way_out_like_a_choice(draft)


def _way_out_like_a_choice(draft: Draft) -> None:
    """The wording of "don't know" against the labels of a scale."""
    for asked in draft.asked:
        question = asked.question
        if question.dont_know is None or asked.row.has(CHOICES_KEY):
            continue
        for language in draft.desk.languages:
            way_out = plain(question.dont_know.said_in(language))
            same = next((c.id for c in question.choices if plain(c.text.said_in(language)) == way_out), None)
            if same is not None:
                message = f"'dont_know' has the same label as '{same}' ({language})"
                draft.desk.say("E147", message, asked.row.place, "word them differently")
                break


def ambiguous(draft: Draft) -> None:
    """W148: a word people may type belongs to two choices."""
    for offer in _offers(draft):
        for language in draft.desk.languages:
            meant = _labels_and_names(offer, language)
            for row in offer.rows:
                also = row.value.given(ALSO, {})
                for word in (*also.get("", ()), *also.get(language, ())):
                    other = meant.setdefault(plain(word.value), row.name)
                    if other != row.name:
                        message = f"'{word.value}' is typed for '{row.name}' and for '{other}'"
                        draft.desk.say("W148", message, word.place, "keep it with one of them")


def _labels_and_names(offer: Offer, language: str) -> dict[str, str]:
    meant: dict[str, str] = {row.name: row.name for row in offer.rows}
    for row in offer.rows:
        if wording := row.value.get(TEXT):
            meant.setdefault(plain(wording.text.said_in(language)), row.name)
    return meant


def plain(label: str) -> str:
    """As typed answers are compared: without case, forms of letters, and blanks that nobody sees."""
    return " ".join(unicodedata.normalize("NFKC", label).casefold().split())
