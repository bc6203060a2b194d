"""The words and signs of a condition."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from bot.definition.condition.fault import Fault


class Sort(Enum):
    """What kind of token it is."""

    NUMBER = auto()
    QUOTED = auto()
    WORD = auto()
    FIGURE = auto()
    SIGN = auto()
    END = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the text, and where it stands."""

    sort: Sort
    text: str
    start: int
    end: int


_TOKEN: Final = re.compile(
    r"""(?P<blank>\s+)
    | "(?P<quoted>[^"]*)"
    | (?P<figure>(?:score|tier|rank)\.[a-z0-9_]*)
    | (?P<number>\d+(?:\.\d+)?(?![\w.]))
    | (?P<word>[a-z0-9][a-z0-9_]*)
    | (?P<wrong>==|!=|&&|\|\||[=!&|])
    | (?P<sign><=|>=|[<>()\[\],+-])
    | (?P<other>[^\W\d_]\w*|.)""",
    re.VERBOSE | re.ASCII | re.DOTALL,
)
_SORTS: Final = {
    "quoted": Sort.QUOTED,
    "figure": Sort.FIGURE,
    "number": Sort.NUMBER,
    "word": Sort.WORD,
    "sign": Sort.SIGN,
}
_INSTEAD: Final = {
    "=": "use 'is'",
    "==": "use 'is'",
    "!=": "use 'is not'",
    "!": "use 'not'",
    "&&": "use 'and'",
    "&": "use 'and'",
    "||": "use 'or'",
    "|": "use 'or'",
    "'": 'texts stand in double quotes: is "text"',
    '"': "close the quotes",
    "{": "names stand here without braces",
    "*": "conditions add and subtract, nothing more",
    "/": "conditions add and subtract, nothing more",
}


def tokens(source: str) -> tuple[list[Token], list[Fault]]:
    """All tokens, closed by an END, and a fault for everything that is none."""
    found: list[Token] = []
    faults: list[Fault] = []
    for match in _TOKEN.finditer(source):
        name = str(match.lastgroup)
        if name in _SORTS:
            found.append(Token(_SORTS[name], match.group(name), match.start(), match.end()))
        elif name != "blank":
            faults.append(_not_a_token(match.group(), match.start(), match.end()))
    found.append(Token(Sort.END, "", len(source), len(source)))
    return found, faults


def _not_a_token(text: str, start: int, end: int) -> Fault:
    if text[0].isascii() and text[0].isalpha():
        hint = "names are written in small letters, digits and _"
    else:
        hint = _INSTEAD.get(text, "names, numbers and the signs < <= > >= + - ( ) [ ] , are all there is")
    shown = text if text.isprintable() else f"U+{ord(text[0]):04X}"
    return Fault("E200", f"'{shown}' does not belong in a condition", hint, start, end)


def nested(found: list[Token]) -> Iterator[tuple[Token, int]]:
    """Every opening parenthesis with how deep it is."""
    depth = 0
    for token in found:
        if token.sort is Sort.SIGN and token.text == "(":
            depth += 1
            yield token, depth
        elif token.sort is Sort.SIGN and token.text == ")":
            depth -= 1
