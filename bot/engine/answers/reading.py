"""Typed text → answer, a reader for each kind of question (flow-language §12)."""

from bot.definition.answer import DONT_KNOW, Answer
from bot.definition.model import Kind, Question
from bot.engine.answers.contact import read_email, read_phone
from bot.engine.answers.folding import LONGEST, plain
from bot.engine.answers.freetext import read_text, text_limit, too_long
from bot.engine.answers.ladder import Hit, climb, named
from bot.engine.answers.numbers import read_number
from bot.engine.answers.outcome import EMPTY, NotUnderstood, Reason, Understood
from bot.engine.answers.several import climb_several
from bot.engine.answers.splitting import LINE_BREAKS
from bot.engine.answers.wordings import wordings_of


def read(question: Question, typed: str, language: str) -> Understood | NotUnderstood:
    """What *typed* answers to *question* for a reader of *language*. Any text is fine; nothing is raised."""
    typed = typed.strip()
    if len(typed) > LONGEST:
        return too_long(text_limit(question) if question.kind is Kind.TEXT else LONGEST)
    if not plain(typed):
        return EMPTY
    return _read_kind(question, typed, language)


def _read_kind(question: Question, typed: str, language: str) -> Understood | NotUnderstood:
    match question.kind:
        case Kind.CHOICE:
            return _choice(question, typed, language)
        case Kind.MULTI:
            listed = plain(LINE_BREAKS.sub(";", typed))
            return climb_several(question, wordings_of(question, language), listed)
        case Kind.CONSENT:
            return _consent(question, typed, language)
        case Kind.TEXT:
            return _text(question, typed, language)
        case Kind.NUMBER:
            words = wordings_of(question, language).words
            number = read_number(question, plain(typed), language, words)
            return _or_dont_know(question, typed, language, number)
        case Kind.EMAIL:
            return _or_dont_know(question, typed, language, read_email(typed))
        case Kind.PHONE:
            return _or_dont_know(question, typed, language, read_phone(typed))


def _choice(question: Question, typed: str, language: str) -> Understood | NotUnderstood:
    hit = climb(wordings_of(question, language), plain(typed))
    if isinstance(hit, NotUnderstood):
        return hit
    return Understood(_unless_dont_know(hit.choice, hit.choice), hit.sure)


def _consent(question: Question, typed: str, language: str) -> Understood | NotUnderstood:
    """Yes or no, clearly: there are no slips and no numbers here (`wordings`)."""
    hit = climb(wordings_of(question, language), plain(typed))
    if isinstance(hit, NotUnderstood):
        return NotUnderstood(Reason.NOT_YES_OR_NO)
    return Understood(_unless_dont_know(hit.choice, hit.choice == "yes"), hit.sure)


def _text(question: Question, typed: str, language: str) -> Understood | NotUnderstood:
    """The words themselves, unless they are exactly those of "don't know"."""
    if isinstance(named(wordings_of(question, language), plain(typed)), Hit):
        return Understood(DONT_KNOW)
    return read_text(typed, text_limit(question), one_line=question.profile is not None)


def _or_dont_know(
    question: Question, typed: str, language: str, outcome: Understood | NotUnderstood
) -> Understood | NotUnderstood:
    """*outcome*; where it is no answer, "don't know" may be one."""
    if isinstance(outcome, Understood):
        return outcome
    hit = climb(wordings_of(question, language), plain(typed))
    return Understood(DONT_KNOW, hit.sure) if isinstance(hit, Hit) else outcome


def _unless_dont_know(choice: str, answer: Answer) -> Answer:
    return DONT_KNOW if choice == DONT_KNOW.value else answer
