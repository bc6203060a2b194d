"""Answers as a flow file writes them: in tests and in `infer` (flow-language §5.7)."""

from fractions import Fraction

from bot.definition.answer import DONT_KNOW, Answer
from bot.definition.contact import is_email, is_phone
from bot.definition.model import Kind, Question
from bot.definition.near import meant_or_all
from bot.definition.read.desk import Desk
from bot.definition.read.forms import number, truth
from bot.definition.source.nodes import Mapping, Node, Scalar, Sequence

LONGEST_TEXT = 1000
"""Of a text answer where its question says nothing else."""
_FORMS = {Kind.EMAIL: (is_email, "an e-mail address"), Kind.PHONE: (is_phone, "a phone number")}


class ImpossibleError(Exception):
    """The value is no answer of the question."""

    def __init__(self, message: str, node: Node, hint: str | None = None) -> None:
        super().__init__(message)
        self.message, self.node, self.hint = message, node, hint


def answer(question: Question, node: Node, desk: Desk, code: str) -> Answer | None:
    """The answer, or None where it is impossible; that is said with *code*."""
    try:
        return _answer(question, node)
    except ImpossibleError as error:
        desk.say(code, error.message, error.node.place, error.hint)
        return None


def _answer(question: Question, node: Node) -> Answer | None:
    if question.kind in (Kind.CHOICE, Kind.MULTI) and not question.choices:
        return None  # what is wrong with its choices is said already
    if question.kind is Kind.MULTI and isinstance(node, Sequence):
        return _ticked(question, node)
    if not isinstance(node, Scalar):
        shape = "a map" if isinstance(node, Mapping) else "a list"
        raise ImpossibleError(f"{shape} is not an answer of '{question.id}'", node)
    if node.value == DONT_KNOW.value and question.dont_know is not None:
        return DONT_KNOW
    if question.kind is Kind.MULTI:
        return (_choice(question, node),)
    return _single(question, node)


def _single(question: Question, node: Scalar) -> Answer:
    if question.kind is Kind.CHOICE:
        return _choice(question, node)
    if question.kind is Kind.NUMBER:
        return _number(question, node)
    if question.kind is Kind.CONSENT:
        said = truth(node.value)
        if said is None:
            raise ImpossibleError(f"'{question.id}' is answered by yes or no", node)
        return said
    if question.kind in _FORMS:
        is_one, name = _FORMS[question.kind]
        if not is_one(node.value):
            raise ImpossibleError(f"'{question.id}' takes {name}, not '{node.value}'", node)
    longest = int(question.max or LONGEST_TEXT)
    if not 1 <= len(node.value) <= longest:
        raise ImpossibleError(f"'{question.id}' takes 1 to {longest:,} characters", node)
    return node.value


def _choice(question: Question, node: Node) -> str:
    if not isinstance(node, Scalar):
        raise ImpossibleError(f"'{question.id}' takes a list of choices", node)
    if question.choice(node.value) is None:
        known = [choice.id for choice in question.choices]
        if question.dont_know is not None:
            known.append(DONT_KNOW.value)
        message = f"'{node.value}' is not an answer of '{question.id}'"
        raise ImpossibleError(message, node, meant_or_all(node.value, known))
    return node.value


def _ticked(question: Question, node: Sequence) -> tuple[str, ...]:
    words = [_choice(question, item) for item in node.items]
    if not words or len(set(words)) < len(words):
        raise ImpossibleError(f"'{question.id}' takes at least one choice, each once", node)
    ticked = [choice for choice in question.choices if choice.id in words]
    if len(ticked) > 1 and any(choice.alone for choice in ticked):
        raise ImpossibleError("a choice that stands alone excludes the others", node)
    return tuple(choice.id for choice in ticked)


def _number(question: Question, node: Scalar) -> Fraction:
    value = number(node.value)
    if value is None:
        raise ImpossibleError(f"'{question.id}' takes a number, not '{node.value}'", node)
    if question.min is not None and value < question.min:
        raise ImpossibleError(f"'{question.id}' takes numbers from {question.min} on", node)
    if question.max is not None and value > question.max:
        raise ImpossibleError(f"'{question.id}' takes numbers up to {question.max}", node)
    return value
