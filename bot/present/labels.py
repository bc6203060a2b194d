"""An answer in the reader's words."""

from collections.abc import Callable
from fractions import Fraction

from bot.definition.answer import SKIPPED, Answer, Blank
from bot.definition.model import Question
from bot.definition.scales import DONT_KNOW
from bot.definition.texts import Text
from bot.present.reader import Reader


def label(reader: Reader, question: Question, answer: Answer, words: Callable[[Text], str]) -> str:
    """*answer* as a person would say it: the label of a choice, a number by locale, the words typed.

    *words* turns an author's label into what is shown.
    """
    match answer:
        case Blank():
            return reader.phrases.asking.skipped if answer is SKIPPED else dont_know(question, words)
        case bool():
            return reader.phrases.asking.yes if answer else reader.phrases.asking.no
        case Fraction():
            return reader.number(answer)
        case tuple():
            return reader.in_a_row([choice_label(question, choice, words) for choice in answer])
    return choice_label(question, answer, words)


def choice_label(question: Question, choice_id: str, words: Callable[[Text], str]) -> str:
    """The label of a choice; of a question without choices, what was typed."""
    choice = question.choice(choice_id)
    return choice_id if choice is None else words(choice.text)


def dont_know(question: Question, words: Callable[[Text], str]) -> str:
    """The wording of "don't know" at this question."""
    return words(question.dont_know or DONT_KNOW)
