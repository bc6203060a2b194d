"""An answer as the outside reads it."""

from dataclasses import dataclass
from fractions import Fraction

from bot.definition.answer import Answer, Blank
from bot.turn.outside import shape


@dataclass(frozen=True, slots=True)
class Plain:
    """At most one of these is not None."""

    choices: list[str] | None = None
    number: str | None = None
    yes: bool | None = None
    blank: shape.Blank | None = None


def plainly(answer: Answer) -> Plain:
    """The answer by what it is; text is taken for the id of a choice."""
    match answer:
        case bool():
            return Plain(yes=answer)
        case Fraction():
            return Plain(number=str(answer))
        case Blank():
            return Plain(blank=answer.value)
        case tuple():
            return Plain(choices=list(answer))
        case str():
            return Plain(choices=[answer])
