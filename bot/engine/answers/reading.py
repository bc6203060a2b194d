"""Typed text → answer, a reader for each kind of question (flow-language §12)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from bot.definition.answer import DONT_KNOW, Answer
from bot.definition.model import Kind, Question
from bot.engine.answers.contact import read_email, read_phone
from bot.engine.answers.folding import LONGEST, plain
from bot.engine.answers.freetext import read_text, text_limit, too_long
from bot.engine.answers.ladder import climb, named
from bot.engine.answers.numbers import read_number
from bot.engine.answers.outcome import EMPTY, Hit, NotUnderstood, Reason, Understood
from bot.engine.answers.several import climb_several
from bot.engine.answers.splitting import LINE_BREAKS
from bot.engine.answers.wordings import wordings_of


@dataclass(frozen=True, slots=True)
class Typed:
    """What came in."""

    text: str
    """As typed, at most `LONGEST` characters."""
    folded: str
    """The same as `folding.plain` spells it."""
    language: str


def read(question: Question, typed: str, language: str) -> Understood | NotUnderstood:
    """What *typed* answers to *question* for a reader of *language*. Any text is fine; nothing is raised."""
    text = typed.strip()
    limit = text_limit(question) if question.kind is Kind.TEXT else LONGEST
    if len(text) > LONGEST:
        return too_long(limit)
    folded = plain(text)
    if not folded:
        return EMPTY
    if len(folded) > LONGEST and question.kind is not Kind.TEXT:  # one ligature can be eighteen letters
        return too_long(limit)
    return _READERS[question.kind](question, Typed(text, folded, language))


def _choice(question: Question, typed: Typed) -> Understood | NotUnderstood:
    hit = climb(wordings_of(question, typed.language), typed.folded)
    if isinstance(hit, NotUnderstood):
        return hit
    return Understood(_unless_dont_know(hit.choice, hit.choice), hit.sure)


def _consent(question: Question, typed: Typed) -> Understood | NotUnderstood:
    """Yes or no, clearly: there are no slips and no numbers here (`wordings`)."""
    hit = climb(wordings_of(question, typed.language), typed.folded)
    if isinstance(hit, NotUnderstood):
        return NotUnderstood(Reason.NOT_YES_OR_NO)
    return Understood(_unless_dont_know(hit.choice, hit.choice == "yes"), hit.sure)


def _several(question: Question, typed: Typed) -> Understood | NotUnderstood:
    listed = plain(LINE_BREAKS.sub(";", typed.text))
    return climb_several(question, wordings_of(question, typed.language), listed)


def _text(question: Question, typed: Typed) -> Understood | NotUnderstood:
    """The words themselves, unless they are exactly those of "don't know"."""
    if question.dont_know is not None and named(wordings_of(question, typed.language), typed.folded):
        return Understood(DONT_KNOW)
    return read_text(typed.text, text_limit(question), one_line=question.profile is not None)


def _number(question: Question, typed: Typed) -> Understood | NotUnderstood:
    words = wordings_of(question, typed.language).words
    return _or_dont_know(question, typed, read_number(question, typed.folded, typed.language, words))


def _email(question: Question, typed: Typed) -> Understood | NotUnderstood:
    return _or_dont_know(question, typed, read_email(typed.text))


def _phone(question: Question, typed: Typed) -> Understood | NotUnderstood:
    return _or_dont_know(question, typed, read_phone(typed.text))


def _or_dont_know(
    question: Question, typed: Typed, outcome: Understood | NotUnderstood
) -> Understood | NotUnderstood:
    """*outcome*; where it is no answer, "don't know" may be one."""
    if isinstance(outcome, Understood):
        return outcome
    hit = climb(wordings_of(question, typed.language), typed.folded)
    return Understood(DONT_KNOW, hit.sure) if isinstance(hit, Hit) else outcome


def _unless_dont_know(choice: str, answer: Answer) -> Answer:
    return DONT_KNOW if choice == DONT_KNOW.value else answer


_READERS: Final[Mapping[Kind, Callable[[Question, Typed], Understood | NotUnderstood]]] = {
    Kind.CHOICE: _choice,
    Kind.MULTI: _several,
    Kind.NUMBER: _number,
    Kind.TEXT: _text,
    Kind.EMAIL: _email,
    Kind.PHONE: _phone,
    Kind.CONSENT: _consent,
}
