"""Proves: a name that means nothing where it stands (E201, E202, E204) is told in these words, at this place.

Each block is a condition; under it, for every fault, where it is, what is wrong and what to do.
"""

import pytest

from tests.definition.condition.scene import blocks, faults, marked

CONDITIONS = """
saze is solo
^^^^
E201: 'saze' is not a question
= did you mean 'size'?

foo is bar
^^^
E201: 'foo' is not a question
= name a question that is asked before

foo in [bar, baz]
^^^
E201: 'foo' is not a question
= name a question that is asked before

foo has bar
^^^
E201: 'foo' is not a question
= name a question that is asked before

foo > 1 or foo < 3
^^^
E201: 'foo' is not a question
= name a question that is asked before

answered(foo)
         ^^^
E201: 'foo' is not a question
= name a question that is asked before

count(foo) > 1
      ^^^
E201: 'foo' is not a question
= name a question that is asked before

sales > 3
^^^^^
E201: 'sales' is not a question
= write score.sales

overall < 50
^^^^^^^
E201: 'overall' is not a question
= write score.overall

score > 3
^^^^^
E201: 'score' is not a question
= write score. and the id of an area

count > 3
^^^^^
E201: 'count' is not a question
= write count(…)

min(foo, 3) > 1
    ^^^
E201: 'foo' is not a question
= name a question that is asked before

score.slaes < 3
^^^^^^^^^^^
E201: 'slaes' is not an area
= did you mean 'sales'?

rank.overall is 1
^^^^^^^^^^^^
E201: 'overall' is not an area
= the areas are sales, data, people

headcount is dont_know
             ^^^^^^^^^
E201: 'dont_know' is not a question
= only choices are compared with dont_know; answered(…) is true for it too

foo is 1 and size is slo or level is blue
^^^
E201: 'foo' is not a question
= name a question that is asked before
                     ^^^
E202: 'slo' is not an answer of 'size'
= did you mean 'solo'?
                                     ^^^^
E202: 'blue' is not a level
= there are red, amber, green, or 1 to 3

size is slo
        ^^^
E202: 'slo' is not an answer of 'size'
= did you mean 'solo'?

size is xyz
        ^^^
E202: 'xyz' is not an answer of 'size'
= its answers are solo, s2_9, s10, unsure, dont_know

size in [solo, slo, xyz]
               ^^^
E202: 'slo' is not an answer of 'size'
= did you mean 'solo'?
                    ^^^
E202: 'xyz' is not an answer of 'size'
= its answers are solo, s2_9, s10, unsure, dont_know

size > slo
       ^^^
E202: 'slo' is not an answer of 'size'
= did you mean 'solo'?

size is "solo"
        ^^^^^^
E202: 'solo' is not an answer of 'size'
= write it without quotes: solo

size is "x"
        ^^^
E202: 'x' is not an answer of 'size'
= its answers are solo, s2_9, s10, unsure

mfa is dont_know
       ^^^^^^^^^
E202: 'dont_know' is not an answer of 'mfa'
= its answers are no, some, all

size is score.sales
        ^^^^^^^^^^^
E202: 'score.sales' is not an answer of 'size'
= its answers are solo, s2_9, s10, unsure

size is 1 + 1
        ^^^^^
E202: '1 + 1' is not an answer of 'size'
= its answers are solo, s2_9, s10, unsure

stages has solo
           ^^^^
E202: 'solo' is not an answer of 'stages'
= its answers are sales, onboarding, reporting, dont_know

stages has "sales"
           ^^^^^^^
E202: 'sales' is not an answer of 'stages'
= write it without quotes: sales

level is blue
         ^^^^
E202: 'blue' is not a level
= there are red, amber, green, or 1 to 3

level is gren
         ^^^^
E202: 'gren' is not a level
= did you mean 'green'?

level is 4
         ^
E202: '4' is not a level
= there are red, amber, green, or 1 to 3

level is 1.5
         ^^^
E202: '1.5' is not a level
= there are red, amber, green, or 1 to 3

tier.data is gut
             ^^^
E202: 'gut' is not a tier
= there are build, connect, good, or 1 to 3

tier.data is tier.sales
             ^^^^^^^^^^
E202: 'tier.sales' is not a tier
= there are build, connect, good, or 1 to 3

level is "red"
         ^^^^^
E202: 'red' is not a level
= there are red, amber, green, or 1 to 3

afterwards is solo
^^^^^^^^^^
E204: 'afterwards' is asked later
= a condition looks back only: ask it before, or move the condition

afterwards
^^^^^^^^^^
E204: 'afterwards' is asked later
= a condition looks back only: ask it before, or move the condition

answered(afterwards)
         ^^^^^^^^^^
E204: 'afterwards' is asked later
= a condition looks back only: ask it before, or move the condition

afterwards in [a]
^^^^^^^^^^
E204: 'afterwards' is asked later
= a condition looks back only: ask it before, or move the condition

stages has sales and afterwards > 3 and afterwards < 5
                     ^^^^^^^^^^
E204: 'afterwards' is asked later
= a condition looks back only: ask it before, or move the condition
"""


@pytest.mark.parametrize(("text", "expected"), blocks(CONDITIONS))
def test_what_is_said(text: str, expected: str) -> None:
    assert marked(faults(text)) == expected
