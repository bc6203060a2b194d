"""The card of an open question: its words, what can be pressed, what may be typed."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from string import ascii_uppercase
from typing import Final
from urllib.parse import urlsplit

from bot.definition.answer import DONT_KNOW, Answer
from bot.definition.model import Kind, Question
from bot.engine.answers.freetext import text_limit
from bot.engine.events import Asked
from bot.engine.inputs import Back, Done, Help, Skip, Tap
from bot.messages import Button, Field, Option, QuestionCard
from bot.present.labels import dont_know
from bot.present.reader import Reader
from bot.present.scene import Scene

_FIELDS: Final = {
    Kind.NUMBER: Field.NUMBER,
    Kind.TEXT: Field.TEXT,
    Kind.EMAIL: Field.EMAIL,
    Kind.PHONE: Field.PHONE,
}


def card(
    scene: Scene, event: Asked, notes: tuple[str, ...], more_ways: tuple[Button, ...] = ()
) -> QuestionCard:
    """The question that *event* opened, with *notes* above it; *more_ways* stand behind its own."""
    question = scene.flow.by_id[event.question]
    heading, about = _heading(scene, event)
    return QuestionCard(
        turn=scene.state.turn,
        question=question.id,
        text=scene.filled(event.text),
        progress=event.progress,
        progress_words=_progress(scene.reader, event),
        heading=heading,
        about=about,
        options=tuple(_options(scene, question, event.ticks)),
        multi=question.kind is Kind.MULTI,
        poles=_poles(scene, question),
        field=_FIELDS.get(question.kind),
        expects=expects(scene.reader, question),
        least=_in_digits(question.min) if question.kind is Kind.NUMBER else "",
        most=_in_digits(question.max) if question.kind is Kind.NUMBER else "",
        longest=text_limit(question) if question.kind is Kind.TEXT else 0,
        link=question.link or "",
        link_host=urlsplit(question.link).hostname or "" if question.link else "",
        answered="" if event.before is None else scene.label(question.id, event.before),
        given=_given(question, event.before),
        notes=notes,
        ways=(*_ways(scene, question, can_go_back=event.can_go_back), *more_ways),
        language=scene.state.language,
        opened=scene.state.opened,
    )


def expects(reader: Reader, question: Question) -> str:
    """What may be typed, or that several answers are fine; "" where the options say it all."""
    asking = reader.phrases.asking
    match question.kind:
        case Kind.NUMBER:
            return number_between(reader, question.min, question.max)
        case Kind.TEXT:
            return "" if question.max is None else reader.count(asking.expects_characters, int(question.max))
        case Kind.EMAIL:
            return asking.expects_email
        case Kind.PHONE:
            return asking.expects_phone
        case Kind.MULTI:
            return asking.expects_several
        case _:
            return ""


def number_between(reader: Reader, low: Fraction | None, high: Fraction | None) -> str:
    """`a number from 1 to 50,000`; either end may be open."""
    asking = reader.phrases.asking
    if low is not None and high is not None:
        return reader.say(asking.expects_number_between, low=reader.number(low), high=reader.number(high))
    if low is not None:
        return reader.say(asking.expects_number_from, low=reader.number(low))
    if high is not None:
        return reader.say(asking.expects_number_up_to, high=reader.number(high))
    return asking.expects_number


def _heading(scene: Scene, event: Asked) -> tuple[str, str]:
    """Title and line of the block, when they are due."""
    block = None if event.block is None else scene.plan.asks[event.question].block
    if block is None:
        return "", ""
    title = "" if block.title is None else scene.filled(block.title)
    return title, "" if block.about is None else scene.filled(block.about)


def _progress(reader: Reader, event: Asked) -> str:
    progress = event.progress
    if progress.total is None:
        return ""
    asking = reader.phrases.asking
    phrase = asking.progress_about if progress.about else asking.progress
    return reader.say(phrase, place=reader.number(progress.place), total=reader.number(progress.total))


def _given(question: Question, answer: Answer | None) -> str:
    """An answer as it is typed; "" for one that is chosen, and where there is none."""
    if question.kind not in _FIELDS:
        return ""
    return answer if isinstance(answer, str) else _in_digits(answer)


def _in_digits(value: Answer | None) -> str:
    """A number as every keyboard has it: `1200`, `-0.5`. "" for what is none, or has no end as a decimal."""
    if not isinstance(value, Fraction):
        return ""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return f"{exact:f}" if Fraction(exact) == value else ""


def _poles(scene: Scene, question: Question) -> tuple[str, str] | None:
    if question.poles is None:
        return None
    return scene.filled(question.poles.low), scene.filled(question.poles.high)


def _options(scene: Scene, question: Question, ticks: tuple[str, ...]) -> Iterator[Option]:
    turn = scene.state.turn
    for letter, (choice, words, hint) in zip(ascii_uppercase, _choices(scene, question), strict=False):
        button = Button(words, Tap(turn, question.id, choice))
        yield Option(button, choice, letter, hint, ticked=choice in ticks)
    if question.dont_know is not None:
        unsure = DONT_KNOW.value
        yield Option(
            Button(dont_know(question, scene.filled), Tap(turn, question.id, unsure)), unsure, letter=""
        )


def _choices(scene: Scene, question: Question) -> Iterator[tuple[str, str, str]]:
    """Id, label and hint of each choice. A consent offers yes and no, and nothing is chosen beforehand."""
    if question.kind is Kind.CONSENT:
        yield "yes", scene.reader.phrases.asking.yes, ""
        yield "no", scene.reader.phrases.asking.no, ""
    for choice in question.choices:
        yield choice.id, scene.filled(choice.text), "" if choice.hint is None else scene.filled(choice.hint)


def _ways(scene: Scene, question: Question, *, can_go_back: bool) -> Iterator[Button]:
    turn, asking = scene.state.turn, scene.reader.phrases.asking
    if question.kind is Kind.MULTI:
        yield Button(asking.done, Done(turn, question.id))
    if question.optional:
        yield Button(asking.skip, Skip(turn))
    if can_go_back:
        yield Button(asking.back, Back(turn))
    yield Button(asking.help, Help())
