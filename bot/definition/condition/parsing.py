"""Reads a condition (grammar: flow-language §6.1). Every rule of the grammar is a function of the same name.

condition := and {"or" and}      and := not {"and" not}      not := {"not"} compare
compare   := sum [("is" | "is not" | "<" | "<=" | ">" | ">=") sum
             | ("in" | "not in") list | "has" (word | list)]
sum       := item {("+" | "-") item}
item      := number | "text" | word | score.X | tier.X | rank.X | level
             | function "(" condition {"," condition} ")" | "(" condition ")" | "-" item
list      := "[" sum {"," sum} "]"
"""

from fractions import Fraction
from typing import Final

from bot.definition.condition.fault import Fault
from bot.definition.condition.nodes import (
    Among,
    And,
    Call,
    Compare,
    Condition,
    Figure,
    Has,
    Node,
    Not,
    Number,
    Or,
    Quoted,
    Sum,
    Word,
)
from bot.definition.condition.tokens import Sort, Token, nested, tokens

LONGEST: Final = 500
"""Characters (flow-language §6.4)."""
MOST_PARTS: Final = 100
DEEPEST: Final = 12

_WORDS_OF_THE_LANGUAGE: Final = frozenset({"and", "or", "not", "is", "in", "has"})
FUNCTIONS: Final = frozenset({"answered", "count", "min", "max"})
_ORDERS: Final = frozenset({"<", "<=", ">", ">="})


class _SyntaxFaultError(Exception):
    """Carries the first fault out of the recursion; never leaves this file."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.message)
        self.fault = fault


def parse(source: str) -> Condition | list[Fault]:
    """The condition, or what is wrong with its writing."""
    if len(source) > LONGEST:
        return [
            _fault(
                f"a condition has at most {LONGEST} characters, this has {len(source)}", "split it up", 0, 1
            )
        ]
    found, faults = tokens(source)
    faults = faults or _beyond_limits(found)
    if faults:
        return faults
    try:
        return Condition(source, _Reader(found).whole())
    except _SyntaxFaultError as stop:
        return [stop.fault]


def _beyond_limits(found: list[Token]) -> list[Fault]:
    parts = [token for token in found if token.sort is not Sort.END and token.text not in "()[],"]
    if len(parts) > MOST_PARTS:
        start = parts[MOST_PARTS].start
        return [
            _fault(f"a condition has at most {MOST_PARTS} parts", "split it up", start, parts[MOST_PARTS].end)
        ]
    deep = next((token for token, depth in nested(found) if depth > DEEPEST), None)
    if deep is not None:
        return [
            _fault(f"more than {DEEPEST} parentheses inside each other", "split it up", deep.start, deep.end)
        ]
    return []


def _fault(message: str, hint: str | None, start: int, end: int) -> Fault:
    return Fault("E200", message, hint, start, end)


class _Reader:
    """The tokens and how far they are read."""

    def __init__(self, found: list[Token]) -> None:
        self._tokens = found
        self._place = 0

    def whole(self) -> Node:
        if self._at_end():
            raise self._stop("the condition is empty", "write what must be true, or leave the key out")
        root = self._condition()
        if not self._at_end():
            raise self._unexpected()
        return root

    def _condition(self) -> Node:
        parts = [self._and()]
        while self._take("or"):
            parts.append(self._and())
        return parts[0] if len(parts) == 1 else Or(parts[0].start, parts[-1].end, tuple(parts))

    def _and(self) -> Node:
        parts = [self._not()]
        while self._take("and"):
            parts.append(self._not())
        return parts[0] if len(parts) == 1 else And(parts[0].start, parts[-1].end, tuple(parts))

    def _not(self) -> Node:
        starts = []
        while self._is("not"):
            starts.append(self._next().start)
        node = self._compare()
        for start in reversed(starts):
            node = Not(start, node.end, node)
        return node

    def _compare(self) -> Node:
        left = self._sum()
        node = self._compared(left)
        if node is not left and self._at_comparison():
            raise self._stop("comparisons are not chained", "join two of them with 'and'")
        return node

    def _compared(self, left: Node) -> Node:
        sign = self._ahead
        if self._take("is"):
            operator = "is not" if self._take("not") else "is"
            if self._is("in"):
                meant = "in" if operator == "is" else "not in"
                raise self._stop(f"'{operator}' and 'in' do not go together", f"use '{meant}'")
        elif sign.sort is Sort.SIGN and sign.text in _ORDERS:
            operator = self._next().text
        elif self._take("has"):
            right = self._list() if self._is("[") else (self._item(),)
            return Has(left.start, self._end, sign.start, left, right)
        elif self._take("in"):
            return Among(left.start, self._end, sign.start, left, self._list(), negated=False)
        elif self._is("not") and self._tokens[self._place + 1].text == "in":
            self._place += 2
            return Among(left.start, self._end, sign.start, left, self._list(), negated=True)
        else:
            return left
        right_side = self._sum()
        return Compare(left.start, right_side.end, operator, sign.start, left, right_side)

    def _sum(self) -> Node:
        left = self._item()
        while self._ahead.sort is Sort.SIGN and self._ahead.text in ("+", "-"):
            operator = self._next().text
            right = self._item()
            left = Sum(left.start, right.end, operator, left, right)
        return left

    def _item(self) -> Node:
        minuses = []
        while self._is("-"):
            minuses.append(self._next())
        node = self._value()
        for sign in reversed(minuses):
            if isinstance(node, Number):
                node = Number(sign.start, node.end, -node.value, f"-{node.text}")
                continue
            zero = Number(sign.start, sign.start, Fraction(0), "0")
            node = Sum(sign.start, node.end, "-", zero, node)
        return node

    def _value(self) -> Node:
        token = self._ahead
        if token.sort is Sort.NUMBER:
            self._next()
            return Number(token.start, token.end, Fraction(token.text), token.text)
        if token.sort is Sort.QUOTED:
            self._next()
            return Quoted(token.start, token.end, token.text)
        if token.sort is Sort.FIGURE:
            return self._figure(self._next())
        if token.sort is Sort.WORD and token.text not in _WORDS_OF_THE_LANGUAGE:
            self._next()
            if token.text in FUNCTIONS and self._is("("):  # without a bracket it may name a choice
                return self._call(token)
            return Word(token.start, token.end, token.text)
        if self._take("("):
            inner = self._condition()
            self._expect(")", "the parenthesis is not closed", "put ) where it ends")
            return inner
        raise self._unexpected()

    def _figure(self, token: Token) -> Node:
        what, _, area = token.text.partition(".")
        if not area:
            raise _SyntaxFaultError(
                _fault(
                    f"'{token.text}' names no area",
                    f"write {what}. and the id of an area",
                    token.start,
                    token.end,
                )
            )
        return Figure(token.start, token.end, what, area)

    def _call(self, token: Token) -> Node:
        self._next()
        values = [self._condition()]
        while self._take(","):
            values.append(self._condition())
        self._expect(")", "the parenthesis is not closed", "put ) where it ends")
        return Call(token.start, self._end, token.text, tuple(values))

    def _list(self) -> tuple[Node, ...]:
        self._expect("[", "a list is missing", "write it in brackets: in [a, b]")
        values = [self._sum()]
        while self._take(","):
            values.append(self._sum())
        self._expect("]", "the list is not closed", "put ] where it ends")
        return tuple(values)

    @property
    def _ahead(self) -> Token:
        return self._tokens[self._place]

    @property
    def _end(self) -> int:
        """Where the token read last ends."""
        return self._tokens[self._place - 1].end

    def _next(self) -> Token:
        token = self._ahead
        self._place += 1
        return token

    def _at_end(self) -> bool:
        return self._ahead.sort is Sort.END

    def _is(self, text: str) -> bool:
        return self._ahead.sort in (Sort.WORD, Sort.SIGN) and self._ahead.text == text

    def _take(self, text: str) -> bool:
        if self._is(text):
            self._place += 1
            return True
        return False

    def _expect(self, text: str, message: str, hint: str) -> None:
        if not self._take(text):
            raise self._stop(message, hint)

    def _at_comparison(self) -> bool:
        return any(self._is(sign) for sign in ("is", "in", "has", *_ORDERS))

    def _stop(self, message: str, hint: str | None) -> _SyntaxFaultError:
        token = self._ahead
        return _SyntaxFaultError(_fault(message, hint, token.start, max(token.end, token.start + 1)))

    def _unexpected(self) -> _SyntaxFaultError:
        token = self._ahead
        if token.sort is Sort.END:
            return self._stop("the condition stops too early", "something is missing at its end")
        before = self._tokens[self._place - 1] if self._place else None
        if (
            before is not None
            and before.sort is Sort.WORD
            and token.sort in (Sort.WORD, Sort.NUMBER, Sort.QUOTED)
        ):
            hint = "a comparison or 'and' / 'or' is missing before it"
        else:
            hint = "a question, a number or a parenthesis is expected"
        return self._stop(f"'{token.text}' is not expected here", hint)
