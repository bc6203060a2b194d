"""Proves: every fault in how a condition is written (E200) is told in these words, at this place.

Each block is a condition; under it, for every fault, where it is, what is wrong and what to do.
"""

import pytest

from tests.definition.condition.scene import blocks, bound, faults, marked

CONDITIONS = """
size = solo
     ^
E200: '=' does not belong in a condition
= use 'is'

size == solo
     ^^
E200: '==' does not belong in a condition
= use 'is'

size != solo
     ^^
E200: '!=' does not belong in a condition
= use 'is not'

report_ok && contact_ok
          ^^
E200: '&&' does not belong in a condition
= use 'and'

report_ok || contact_ok
          ^^
E200: '||' does not belong in a condition
= use 'or'

!report_ok
^
E200: '!' does not belong in a condition
= use 'not'

headcount = 5 && budget == 6
          ^
E200: '=' does not belong in a condition
= use 'is'
              ^^
E200: '&&' does not belong in a condition
= use 'and'
                        ^^
E200: '==' does not belong in a condition
= use 'is'

company is 'acme'
           ^
E200: ''' does not belong in a condition
= texts stand in double quotes: is "text"
                ^
E200: ''' does not belong in a condition
= texts stand in double quotes: is "text"

company is "acme
           ^
E200: '"' does not belong in a condition
= close the quotes

budget * 2 > 3
       ^
E200: '*' does not belong in a condition
= conditions add and subtract, nothing more

budget / 2 > 3
       ^
E200: '/' does not belong in a condition
= conditions add and subtract, nothing more

{size} is solo
^
E200: '{' does not belong in a condition
= names stand here without braces
     ^
E200: '}' does not belong in a condition
= names, numbers and the signs < <= > >= + - ( ) [ ] , are all there is

size is Solo
        ^^^^
E200: 'Solo' does not belong in a condition
= names are written in small letters, digits and _

Size is solo
^^^^
E200: 'Size' does not belong in a condition
= names are written in small letters, digits and _

report_ok AND contact_ok
          ^^^
E200: 'AND' does not belong in a condition
= names are written in small letters, digits and _

budget > 1.2.3
          ^
E200: '.' does not belong in a condition
= names, numbers and the signs < <= > >= + - ( ) [ ] , are all there is

budget > .5
         ^
E200: '.' does not belong in a condition
= names, numbers and the signs < <= > >= + - ( ) [ ] , are all there is

other.thing is 1
     ^
E200: '.' does not belong in a condition
= names, numbers and the signs < <= > >= + - ( ) [ ] , are all there is

score. > 3
^^^^^^
E200: 'score.' names no area
= write score. and the id of an area

tier. is good
^^^^^
E200: 'tier.' names no area
= write tier. and the id of an area

headcount >
           ^
E200: the condition stops too early
= something is missing at its end

is solo
^^
E200: 'is' is not expected here
= a question, a number or a parenthesis is expected

and report_ok
^^^
E200: 'and' is not expected here
= a question, a number or a parenthesis is expected

report_ok and
             ^
E200: the condition stops too early
= something is missing at its end

report_ok or or contact_ok
             ^^
E200: 'or' is not expected here
= a comparison or 'and' / 'or' is missing before it

not
   ^
E200: the condition stops too early
= something is missing at its end

size is
       ^
E200: the condition stops too early
= something is missing at its end

size is not
           ^
E200: the condition stops too early
= something is missing at its end

size solo
     ^^^^
E200: 'solo' is not expected here
= a comparison or 'and' / 'or' is missing before it

headcount > 5 6
              ^
E200: '6' is not expected here
= a question, a number or a parenthesis is expected

report_ok contact_ok
          ^^^^^^^^^^
E200: 'contact_ok' is not expected here
= a comparison or 'and' / 'or' is missing before it

report_ok )
          ^
E200: ')' is not expected here
= a question, a number or a parenthesis is expected

(report_ok
          ^
E200: the parenthesis is not closed
= put ) where it ends

((report_ok)
            ^
E200: the parenthesis is not closed
= put ) where it ends

()
 ^
E200: ')' is not expected here
= a question, a number or a parenthesis is expected

report_ok ( contact_ok )
          ^
E200: '(' is not expected here
= a question, a number or a parenthesis is expected

headcount > (5
              ^
E200: the parenthesis is not closed
= put ) where it ends

size in solo
        ^^^^
E200: a list is missing
= write it in brackets: in [a, b]

size in
       ^
E200: a list is missing
= write it in brackets: in [a, b]

size in []
         ^
E200: ']' is not expected here
= a question, a number or a parenthesis is expected

size in [solo
             ^
E200: the list is not closed
= put ] where it ends

size in [solo s10]
              ^^^
E200: the list is not closed
= put ] where it ends

size is [solo]
        ^
E200: '[' is not expected here
= a question, a number or a parenthesis is expected

headcount < [1]
            ^
E200: '[' is not expected here
= a question, a number or a parenthesis is expected

stages has
          ^
E200: the condition stops too early
= something is missing at its end

stages has [
            ^
E200: the condition stops too early
= something is missing at its end

size is not in [solo]
            ^^
E200: 'is not' and 'in' do not go together
= use 'not in'

size is in [solo]
        ^^
E200: 'is' and 'in' do not go together
= use 'in'

1 < headcount < 5
              ^
E200: comparisons are not chained
= join two of them with 'and'

size is solo is s10
             ^^
E200: comparisons are not chained
= join two of them with 'and'

size is solo in [s10]
             ^^
E200: comparisons are not chained
= join two of them with 'and'

stages not has sales
       ^^^
E200: 'not' is not expected here
= a comparison or 'and' / 'or' is missing before it

headcount > +5
            ^
E200: '+' is not expected here
= a question, a number or a parenthesis is expected

headcount > 1,000
             ^
E200: ',' is not expected here
= a question, a number or a parenthesis is expected

min(1, 2
        ^
E200: the parenthesis is not closed
= put ) where it ends

min() > 1
    ^
E200: ')' is not expected here
= a question, a number or a parenthesis is expected

answered()
         ^
E200: ')' is not expected here
= a question, a number or a parenthesis is expected

budget >= -
           ^
E200: the condition stops too early
= something is missing at its end

size is solo;
            ^
E200: ';' does not belong in a condition
= names, numbers and the signs < <= > >= + - ( ) [ ] , are all there is

(((((((((((((report_ok)))))))))))))
            ^
E200: more than 12 parentheses inside each other
= split it up
"""


@pytest.mark.parametrize(("text", "expected"), blocks(CONDITIONS))
def test_what_is_said(text: str, expected: str) -> None:
    assert marked(faults(text)) == expected


@pytest.mark.parametrize("text", ["", " ", "\n\t "])
def test_nothing_is_written(text: str) -> None:
    (fault,) = faults(text)
    assert fault.code == "E200"
    assert fault.message == "the condition is empty"
    assert fault.hint == "write what must be true, or leave the key out"


@pytest.mark.parametrize(
    ("text", "sign", "place"),
    [
        ("size is s\u00f6lo", "\u00f6", 9),
        ("s\u202eize is solo", "U+202E", 1),
        ("size\u00a0is solo", "U+00A0", 4),
    ],
)
def test_characters_that_no_name_has(text: str, sign: str, place: int) -> None:
    (fault,) = faults(text)
    assert fault.message == f"'{sign}' does not belong in a condition"
    assert (fault.start, fault.end) == (place, place + 1)


def test_at_most_500_characters() -> None:
    longest = "report_ok".ljust(500)
    bound(longest)
    (fault,) = faults(longest + " ")
    assert fault.message == "a condition has at most 500 characters, this has 501"


def test_at_most_12_brackets_inside_each_other() -> None:
    bound("(" * 12 + "report_ok" + ")" * 12)
    bound("(report_ok) and " * 14 + "(report_ok)")
    (fault,) = faults("(" * 13 + "report_ok" + ")" * 13)
    assert fault.message == "more than 12 parentheses inside each other"
    assert (fault.start, fault.end) == (12, 13)


def test_brackets_of_functions_count_too() -> None:
    bound("(" * 10 + "min(1, max(2, 3)) > 1" + ")" * 10)
    (fault,) = faults("(" * 11 + "min(1, max(2, 3)) > 1" + ")" * 11)
    assert fault.message == "more than 12 parentheses inside each other"


def test_at_most_100_parts() -> None:
    hundred = "not " * 99 + "report_ok"
    bound(hundred)
    (fault,) = faults("not " + hundred)
    assert fault.message == "a condition has at most 100 parts"
    assert (fault.start, fault.end) == (400, 409)


def test_brackets_and_commas_are_no_parts() -> None:
    many = ",".join(["1"] * 98)
    bound(f"budget in [{many}]")
    assert faults(f"budget in [{many},1]")[0].message == "a condition has at most 100 parts"
