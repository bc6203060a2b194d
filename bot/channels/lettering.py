"""When choices are written as lettered lines and the buttons carry the letters (flow-language §5.2)."""

from typing import Final

from bot.definition.answer import DONT_KNOW
from bot.messages import Option, QuestionCard

LONGEST_LABEL: Final = 30
"""Characters: phones cut longer buttons."""
UNSURE: Final = "?"
"""In place of a letter for a long "don't know"."""


def lettered(card: QuestionCard) -> bool:
    """Is the label of any choice too long for a button?"""
    return any(_is_long(option) for option in card.options if not is_dont_know(option))


def written_out(card: QuestionCard) -> tuple[Option, ...]:
    """The options that stand in the message as lines, because their buttons carry only a sign."""
    by_letter = lettered(card)
    return tuple(
        option for option in card.options if _is_long(option) or (by_letter and not is_dont_know(option))
    )


def sign(option: Option) -> str:
    """What a button carries in place of its label."""
    return option.letter or UNSURE


def is_dont_know(option: Option) -> bool:
    """Is this the unscored way out?"""
    return option.choice == DONT_KNOW.value


def is_scale(card: QuestionCard) -> bool:
    """Are the labels just numbers, as on a scale from 0 to 10?"""
    labels = [option.button.label for option in card.options if not is_dont_know(option)]
    return bool(labels) and all(label.isdecimal() and len(label) <= 3 for label in labels)


def _is_long(option: Option) -> bool:
    return len(option.button.label) > LONGEST_LABEL
