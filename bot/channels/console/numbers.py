"""The number of each option: its place, or its label where labels are numbers (flow-language §12)."""

from collections.abc import Callable

from bot.channels.lettering import is_dont_know
from bot.messages import Option, QuestionCard


def numbers_of(card: QuestionCard) -> dict[int, Option]:
    """Number → option, in the order shown. "Don't know" has the last number.

    Where a number is the answer, none stands for an option: "1" is 1, never the first way out.
    """
    if card.field is not None:
        return {}
    sure = [option for option in card.options if not is_dont_know(option)]
    numbers = _named(sure, lambda option: option.button.label) or _named(sure, lambda option: option.choice)
    numbers = numbers or dict(enumerate(sure, 1))
    for option in card.options:
        if option not in numbers.values():
            numbers[max(numbers, default=0) + 1] = option
    return dict(sorted(numbers.items(), key=lambda entry: card.options.index(entry[1])))


def labels_are_numbers(card: QuestionCard) -> bool:
    """Is every number just the option's label again?"""
    sure = [(number, option) for number, option in numbers_of(card).items() if not is_dont_know(option)]
    return bool(sure) and all(str(number) == option.button.label for number, option in sure)


def _named(options: list[Option], name: Callable[[Option], str]) -> dict[int, Option]:
    """Options that are named by a number."""
    named = {name(option).strip(): option for option in options}
    return {int(text): option for text, option in named.items() if text.isascii() and text.isdecimal()}
