"""The text of a condition in its smallest pieces; what does not belong there is told with the right word.

Where it is plain what was meant (`=` for `is`), the meant piece stands in, so that reading can go on and find
more.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from bot.definition.condition.fault import Fault, quoted

KEYWORDS = frozenset({"and", "or", "not", "is", "in", "has"})
MEASURES = ("score", "tier", "rank")
BRACKETS = frozenset({"(", ")", "[", "]", ","})

MEANT = {
    "=": "is", "==": "is", "===": "is", "!=": "is not", "!==": "is not", "<>": "is not", "≠": "is not",
    "&&": "and", "&": "and", "||": "or", "|": "or", "!": "not",
    "=<": "<=", "≤": "<=", "=>": ">=", "≥": ">=", "−": "-", "–": "-",
}  # fmt: skip
"""What people write for an operator, and the operator."""

_PIECE = re.compile(
    r"""
    (?P<blank>   \s+ )
  | (?P<number>  [0-9]+ (?:\.[0-9]+)? (?![\w.]) )
  | (?P<word>    \w+ (?:\.\w*)* )
  | (?P<text>    "[^"]*" )
  | (?P<quoted>  '[^']*' | [“„”‘‚’][^“„”‘‚’"']*[“”‘’] )
  | (?P<unclosed> ["'“„”‘‚’] .* )
  | (?P<foreign> !==? | ={1,3}(?![<>]) | => | =< | <> | &&? | \|\|? | ! | [≠≤≥−–] )
  | (?P<sign>    <=? | >=? | [-+()\[\],] )
  | (?P<other>   [^\w\s"'“„”‘‚’!=<>&|≠≤≥−–()\[\],+-]+ )
    """,
    re.VERBOSE | re.DOTALL,
)
_NAME = re.compile(r"[a-z0-9][a-z0-9_]*", re.ASCII)
_NUMERIC = re.compile(r"[0-9][0-9.]*", re.ASCII)


class Kind(Enum):
    """Of a token."""

    NUMBER = "number"
    TEXT = "text"
    WORD = "word"
    MEASURE = "measure"
    KEYWORD = "keyword"
    SIGN = "sign"
    END = "end"


@dataclass(frozen=True, slots=True)
class Token:
    """One piece. `value` is what it stands for: of texts what is between the quotes, of `=` the word `is`."""

    kind: Kind
    value: str
    start: int
    end: int

    @property
    def is_part(self) -> bool:
        """Whether it counts towards the parts of a condition: all but brackets and commas."""
        return self.kind is not Kind.END and self.value not in BRACKETS


@dataclass(frozen=True, slots=True)
class Tokens:
    """All pieces, with an end, and the faults among them."""

    found: tuple[Token, ...]
    faults: tuple[Fault, ...]
    told_all: bool
    """False where something had to be left out: what then seems to be missing may only be unreadable."""


def tokenize(source: str) -> Tokens:
    """The pieces of *source*; linear in its length."""
    reader = _Reader()
    for match in _PIECE.finditer(source):
        reader.take(match)
    end = Token(Kind.END, "", len(source), len(source))
    return Tokens((*reader.found, end), tuple(reader.faults), reader.told_all)


class _Reader:
    def __init__(self) -> None:
        self.found: list[Token] = []
        self.faults: list[Fault] = []
        self.told_all = True

    def take(self, match: re.Match[str]) -> None:
        match match.lastgroup:
            case "number":
                self._keep(Kind.NUMBER, match.group(), match)
            case "word":
                self._word(match.group(), match)
            case "text":
                self._keep(Kind.TEXT, match.group()[1:-1], match)
            case "sign":
                self._keep(Kind.SIGN, match.group(), match)
            case "quoted":
                self._quoted(match)
            case "foreign":
                self._foreign(match.group(), MEANT[match.group()], match)
            case "unclosed":
                self._leave_out("the text that starts here has no end", 'add "', match)
            case "other":
                self._other(match)

    def _keep(self, kind: Kind, value: str, match: re.Match[str]) -> None:
        self.found.append(Token(kind, value, match.start(), match.end()))

    def _say(self, message: str, hint: str, match: re.Match[str]) -> None:
        self.faults.append(Fault("E200", message, hint, match.start(), match.end()))

    def _leave_out(self, message: str, hint: str, match: re.Match[str]) -> None:
        self.told_all = False
        self._say(message, hint, match)

    def _word(self, word: str, match: re.Match[str]) -> None:
        if word in KEYWORDS:
            self._keep(Kind.KEYWORD, word, match)
        elif "." in word:
            self._dotted(word, match)
        elif _NAME.fullmatch(word):
            self._keep(Kind.WORD, word, match)
        elif word.lower() in KEYWORDS:
            self._foreign(word, word.lower(), match)
        else:
            self._say(f"{quoted(word)} cannot be a name", _spelling(word), match)
            self._keep(Kind.WORD, word.lower(), match)

    def _dotted(self, word: str, match: re.Match[str]) -> None:
        of, _, area = word.partition(".")
        if of in MEASURES and _NAME.fullmatch(area):
            self._keep(Kind.MEASURE, word, match)
        elif of in MEASURES:
            self._leave_out(f"{quoted(word)} names no area", f"write {of}. and the name of an area", match)
        elif _NUMERIC.fullmatch(word):
            self._leave_out(f"{quoted(word)} is not a number", "write numbers like 5 or 0.25", match)
        else:
            hint = "only score, tier and rank are followed by a dot"
            self._leave_out(f"{quoted(word)} does not belong in a condition", hint, match)

    def _quoted(self, match: re.Match[str]) -> None:
        hint = 'texts stand between double quotes: "…"; choices need no quotes'
        self._say(f"{quoted(match.group()[0])} does not belong in a condition", hint, match)
        self._keep(Kind.TEXT, match.group()[1:-1], match)

    def _foreign(self, written: str, meant: str, match: re.Match[str]) -> None:
        self._say(f"{quoted(written)} does not belong in a condition", f"use '{meant}'", match)
        for word in meant.split():
            self._keep(Kind.KEYWORD if word in KEYWORDS else Kind.SIGN, word, match)

    def _other(self, match: re.Match[str]) -> None:
        hint = "conditions compare, add (+), subtract (-) and join with and, or, not"
        self._leave_out(f"{quoted(match.group())} does not belong in a condition", hint, match)


def _spelling(word: str) -> str:
    lower = word.lower()
    if _NAME.fullmatch(lower):
        return f"names are in lower case: '{lower}'"
    return "names are lower-case letters a-z, digits and _"


def parts(tokens: Tokens) -> Iterator[Token]:
    """The tokens that count as parts."""
    return (token for token in tokens.found if token.is_part)
