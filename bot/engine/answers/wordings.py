"""Everything a person may type for the choices of a question, ready to be looked up."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from bot.definition.answer import DONT_KNOW
from bot.definition.model import Choice, Kind, Question
from bot.definition.scales import BUILT_IN, DONT_KNOW_ALSO
from bot.definition.scales import DONT_KNOW as DONT_KNOW_LABEL
from bot.definition.texts import Text
from bot.engine.answers.folding import bare, plain, unaccented
from bot.engine.answers.places import Places, places_of
from bot.engine.answers.remembered import PerQuestion
from bot.engine.answers.splitting import parts_of
from bot.engine.answers.words import Words, knows_negations, words_of

Wording: TypeAlias = tuple[str, str]
"""A wording in `folding.plain` spelling, and the id of the choice it stands for; `dont_know` is one here."""

EVERY_LANGUAGE: Final = ""
"""The key in `also` of words that hold in every language."""


class Rung:
    """Wordings to be hit exactly, in three spellings; the finest one that has a hit decides.

    *weaker* ones count where no other is spelled like them: an id may be the label of another choice.
    """

    __slots__ = ("_bare", "_plain", "_unaccented")

    def __init__(self, wordings: Iterable[Wording], weaker: Iterable[Wording] = ()) -> None:
        strong, weak = list(wordings), list(weaker)
        self._plain = _table(strong, weak, str)
        self._bare = _table(strong, weak, bare)
        self._unaccented = _table(strong, weak, lambda wording: unaccented(bare(wording)))

    def hit(self, typed: str) -> tuple[str, ...]:
        """The choices that *typed* (plain) names: none, one, or several when a wording is not clear."""
        if (found := self._plain.get(typed)) is not None:
            return found
        without_signs = bare(typed)
        if (found := self._bare.get(without_signs)) is not None:
            return found
        return self._unaccented.get(unaccented(without_signs), ())


@dataclass(frozen=True, slots=True)
class Wordings:
    """What can be typed for one question by a reader of one language."""

    named: Rung
    """Labels as this reader sees them, and ids."""
    synonyms: Rung
    elsewhere: Rung
    """Labels in the other languages of the flow."""
    places: Places | None
    """None where a number is no clear word: consent, or no choices at all."""
    near: Mapping[str, tuple[str, ...]]
    """Choice → what a slip may have missed (unaccented); empty where no slip is forgiven."""
    words: Words
    parts: int
    """Into how many parts a wording falls at most where a list is split."""


def _of(question: Question, language: str) -> Wordings:
    choices = BUILT_IN["yes_no"].choices if question.kind is Kind.CONSENT else question.choices
    labels = {choice.id: choice.text for choice in choices}
    if question.dont_know is not None:
        labels[DONT_KNOW.value] = question.dont_know
    shown = _shown_language(next(iter(labels.values()), DONT_KNOW_LABEL), language)
    words = words_of(language, shown)
    named = [(plain(label.said_in(language)), choice) for choice, label in labels.items()]
    ids = [(plain(choice), choice) for choice in labels]
    synonyms = list(_synonyms(choices, (language, shown), offered=question.dont_know is not None))
    elsewhere = [(plain(name), choice) for choice, label in labels.items() for name in label.words.values()]
    every = (*named, *synonyms, *elsewhere)
    return Wordings(
        named=Rung(named, weaker=ids),
        synonyms=Rung(synonyms),
        elsewhere=Rung(elsewhere),
        places=places_of(choices, language) if question.choices else None,
        near=_by_choice((*named, *ids, *synonyms)) if _forgives(question, shown) else {},
        words=words,
        parts=max((len(parts_of(wording, words)) for wording, _ in every), default=1),
    )


wordings_of: Final = PerQuestion(_of)
"""The wordings of a question for a reader of a language."""


def _shown_language(label: Text, language: str) -> str:
    """The language in which this reader sees *label*: where theirs is missing, the source."""
    base = language.partition("-")[0]
    return next(code for code in (language, base, next(iter(label.words))) if code in label.words)


def _forgives(question: Question, language: str) -> bool:
    """Not where a *not* cannot be told, and never a consent: that has to be clear."""
    return question.kind is not Kind.CONSENT and knows_negations(language)


def _synonyms(choices: Iterable[Choice], languages: tuple[str, ...], *, offered: bool) -> Iterator[Wording]:
    spoken = dict.fromkeys(code for language in languages for code in (language, language.partition("-")[0]))
    for choice in choices:
        for code in (*spoken, EVERY_LANGUAGE):
            for word in choice.also.get(code, ()):
                yield plain(word), choice.id
    if offered:
        for code in spoken:
            for word in DONT_KNOW_ALSO.get(code, ()):
                yield plain(word), DONT_KNOW.value


def _by_choice(wordings: Iterable[Wording]) -> dict[str, tuple[str, ...]]:
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for wording, choice in wordings:
        found[choice][unaccented(bare(wording))] = None
    return {choice: tuple(filter(None, words)) for choice, words in found.items()}


def _table(
    strong: Iterable[Wording], weak: Iterable[Wording], spelled: Callable[[str], str]
) -> dict[str, tuple[str, ...]]:
    """Spelling → the choices it names. What was punctuation alone may leave nothing to look up."""
    table: dict[str, tuple[str, ...]] = {}
    for wording, choice in strong:
        spelling = spelled(wording)
        if spelling and choice not in table.get(spelling, ()):
            table[spelling] = (*table.get(spelling, ()), choice)
    for wording, choice in weak:
        table.setdefault(spelled(wording), (choice,))
    return table
