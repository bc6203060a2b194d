"""Why something typed was not taken, in the reader's words, and what to do."""

from typing import Final
from unicodedata import category

from bot.definition.answer import DONT_KNOW
from bot.definition.model import Question
from bot.engine.answers import NotUnderstood, Reason
from bot.engine.events import NotTaken
from bot.present.card import expects, number_between
from bot.present.labels import choice_label, dont_know
from bot.present.scene import Scene
from bot.present.telling import Telling

LONGEST_ECHO: Final = 60
"""Characters of what was typed that are shown again."""


def not_taken(telling: Telling, event: NotTaken) -> None:
    """Above the question, which is asked again."""
    scene = telling.scene
    telling.note(why_not(scene, scene.flow.by_id[event.question], event.why))


def why_not(scene: Scene, question: Question, why: NotUnderstood) -> str:
    """What is said beside the question."""
    words, say = scene.reader.phrases.not_taken, scene.reader.say
    match why.reason:
        case Reason.TWO_CHOICES:
            return say(words.two_choices, choices=scene.reader.one_of(_labels(scene, question, why)))
        case Reason.OUT_OF_RANGE:
            return say(words.out_of_range, expected=number_between(scene.reader, why.low, why.high))
        case Reason.NOT_A_NUMBER:
            return say(words.not_a_number, expected=expects(scene.reader, question))
        case Reason.TOO_MANY_DIGITS:
            return say(words.too_many_digits, limit=scene.reader.number(why.limit or 0))
        case Reason.TOO_LONG:
            return scene.reader.count(words.too_long, why.limit or 0)
        case Reason.ALONE:
            return say(words.alone, choice=_labels(scene, question, why)[0])
        case Reason.PART_NOT_UNDERSTOOD:
            return say(words.part_not_understood, part=_echoed(why.part))
        case _:
            return {
                Reason.EMPTY: words.empty,
                Reason.NO_MATCH: words.no_match,
                Reason.TWO_NUMBERS: words.two_numbers,
                Reason.NOT_AN_EMAIL: words.not_an_email,
                Reason.NOT_A_PHONE: words.not_a_phone,
                Reason.NOT_YES_OR_NO: words.not_yes_or_no,
            }[why.reason]


def _labels(scene: Scene, question: Question, why: NotUnderstood) -> list[str]:
    return [
        dont_know(question, scene.filled)
        if choice == DONT_KNOW.value
        else choice_label(question, choice, scene.filled)
        for choice in why.choices
    ]


def _echoed(part: str) -> str:
    """What was typed, short and without characters that cannot be seen or turn the line round."""
    seen = "".join(letter for letter in part if not category(letter).startswith("C"))
    return seen if len(seen) <= LONGEST_ECHO else f"{seen[:LONGEST_ECHO]}…"
