"""Proves: what cannot be done with a question, a score or a level (E203, E205, E206) is told in these words.

Each block is a condition; under it, for every fault, where it is, what is wrong and what to do.
"""

from dataclasses import replace

import pytest

from tests.definition.condition.scene import BEFORE_RESULT, IN_A_GATE, SCOPE, blocks, bound, faults, marked

CONDITIONS = """
stages is sales
       ^^
E203: 'is' does not fit: 'stages' takes several answers
= use has, or compare count() of it

stages in [sales]
       ^^
E203: 'in' does not fit: 'stages' takes several answers
= use has [a, b]

size has solo
     ^^^
E203: 'has' does not fit: 'size' does not take several answers
= use is, or in [a, b]

headcount has 5
          ^^^
E203: 'has' does not fit: 'headcount' does not take several answers
= use is, or in [a, b]

report_ok has x
          ^^^
E203: 'has' does not fit: 'report_ok' does not take several answers
= use is, or in [a, b]

company has "x"
        ^^^
E203: 'has' does not fit: 'company' does not take several answers
= use is, or in [a, b]

company < "x"
        ^
E203: '<' does not fit: 'company' is text
= use company is "…" or answered(company)

company is acme
        ^^
E203: 'is' does not fit: 'company' is text
= use company is "…" or answered(company)

company in ["a"]
        ^^
E203: 'in' does not fit: 'company' is no choice and no number
= use 'is'

report_ok is yes
          ^^
E203: 'is' does not fit: 'report_ok' is yes or no
= use it by itself: report_ok, or not report_ok

report_ok in [yes]
          ^^
E203: 'in' does not fit: 'report_ok' is no choice and no number
= use 'is'

headcount is "5"
             ^^^
E203: '5' is not a number
= numbers are 5 or 0.25, number questions, count(…), scores and ranks

headcount > size
            ^^^^
E203: 'size' is not a number
= only numbers are added, compared with numbers or taken by min and max

size + 1 > 2
^^^^
E203: 'size' is not a number
= only numbers are added, compared with numbers or taken by min and max

stages + 1 > 2
^^^^^^
E203: 'stages' is not a number
= only numbers are added, compared with numbers or taken by min and max

report_ok + 1 > 2
^^^^^^^^^
E203: 'report_ok' is not a number
= only numbers are added, compared with numbers or taken by min and max

company + 1 > 2
^^^^^^^
E203: 'company' is not a number
= only numbers are added, compared with numbers or taken by min and max

level + 1 > 2
^^^^^
E203: 'level' is not a number
= numbers are 5 or 0.25, number questions, count(…), scores and ranks

tier.data + 1 > 2
^^^^^^^^^
E203: 'tier.data' is not a number
= numbers are 5 or 0.25, number questions, count(…), scores and ranks

(size is solo) + 1 > 2
 ^^^^^^^^^^^^
E203: 'this comparison' is not a number
= numbers are 5 or 0.25, number questions, count(…), scores and ranks

(size is solo) is mfa
 ^^^^^^^^^^^^
E203: 'this comparison' is not a number
= numbers are 5 or 0.25, number questions, count(…), scores and ranks
                  ^^^
E203: 'mfa' is not a number
= only numbers are added, compared with numbers or taken by min and max

3 > size
    ^^^^
E203: 'size' is not a number
= only numbers are added, compared with numbers or taken by min and max

5 < level
    ^^^^^
E203: 'level' is not a number
= numbers are 5 or 0.25, number questions, count(…), scores and ranks

"acme" is company
^^^^^^
E203: 'acme' is not a number
= numbers are 5 or 0.25, number questions, count(…), scores and ranks
          ^^^^^^^
E203: 'company' is not a number
= only numbers are added, compared with numbers or taken by min and max

count(size) > 1
^^^^^^^^^^^
E203: count() takes one question of type multi
= write count(question), with a question where several answers can be ticked

count(stages, size) > 1
^^^^^^^^^^^^^^^^^^^
E203: count() takes one question of type multi
= write count(question), with a question where several answers can be ticked

count(3) > 1
^^^^^^^^
E203: count() takes one question of type multi
= write count(question), with a question where several answers can be ticked

answered(3)
^^^^^^^^^^^
E203: answered() takes one question
= write answered(question)

answered(size, mfa)
^^^^^^^^^^^^^^^^^^^
E203: answered() takes one question
= write answered(question)

min(3) > 1
^^^^^^
E203: min() takes 2 to 12 values
= separate them with commas

max(1,2,3,4,5,6,7,8,9,10,11,12,13) > 1
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
E203: max() takes 2 to 12 values
= separate them with commas

min(size, 3) > 1
    ^^^^
E203: 'size' is not a number
= only numbers are added, compared with numbers or taken by min and max

score.data has x
           ^^^
E203: 'has' does not fit: 'score.data' does not take several answers
= use is, or in [a, b]

level has red
      ^^^
E203: 'has' does not fit: 'level' does not take several answers
= use is, or in [a, b]

(size is solo) has x
               ^^^
E203: 'has' does not fit: 'this comparison' does not take several answers
= use is, or in [a, b]

headcount
^^^^^^^^^
E206: 'headcount' is not yes or no by itself
= compare it: headcount > 5

stages
^^^^^^
E206: 'stages' is not yes or no by itself
= compare it: stages has sales

company
^^^^^^^
E206: 'company' is not yes or no by itself
= compare it: company is "…"

level
^^^^^
E206: 'level' is not yes or no by itself
= compare it: level >= 2

tier.data
^^^^^^^^^
E206: 'tier.data' is not yes or no by itself
= compare it with something

score.data
^^^^^^^^^^
E206: 'score.data' is not yes or no by itself
= compare it with something

rank.data
^^^^^^^^^
E206: 'rank.data' is not yes or no by itself
= compare it with something

5
^
E206: '5' is not yes or no by itself
= compare it with something

"x"
^^^
E206: 'x' is not yes or no by itself
= compare it with something

headcount + 1
^^^^^^^^^^^^^
E206: 'headcount + 1' is not yes or no by itself
= compare it with something

min(1, 2)
^^^^^^^^^
E206: 'min(…)' is not yes or no by itself
= compare it with something

count(stages)
^^^^^^^^^^^^^
E206: 'count(…)' is not yes or no by itself
= compare it with something

not headcount
    ^^^^^^^^^
E206: 'headcount' is not yes or no by itself
= compare it: headcount > 5

report_ok and size
              ^^^^
E206: 'size' is not yes or no by itself
= compare it: size is solo
"""

BEFORE_A_RESULT = """
score.data < 40
^^^^^^^^^^
E205: 'score.data' is not known here
= scores are known after a result step, in recommend, next and gates

score.data < 40 and score.data > 3
^^^^^^^^^^
E205: 'score.data' is not known here
= scores are known after a result step, in recommend, next and gates

tier.data is good
^^^^^^^^^
E205: 'tier.data' is not known here
= scores are known after a result step, in recommend, next and gates

rank.data is 1
^^^^^^^^^
E205: 'rank.data' is not known here
= scores are known after a result step, in recommend, next and gates

level is red
^^^^^
E205: 'level' is not known here
= the level is known after a result step, in recommend and next

score.zzz > 3
^^^^^^^^^
E201: 'zzz' is not an area
= the areas are sales, data, people

min(score.data, score.sales) < 3
    ^^^^^^^^^^
E205: 'score.data' is not known here
= scores are known after a result step, in recommend, next and gates
                ^^^^^^^^^^^
E205: 'score.sales' is not known here
= scores are known after a result step, in recommend, next and gates

not (level is red)
     ^^^^^
E205: 'level' is not known here
= the level is known after a result step, in recommend and next
"""


@pytest.mark.parametrize(("text", "expected"), blocks(CONDITIONS))
def test_what_is_said(text: str, expected: str) -> None:
    assert marked(faults(text)) == expected


@pytest.mark.parametrize(("text", "expected"), blocks(BEFORE_A_RESULT))
def test_what_is_said_where_scores_are_not_known(text: str, expected: str) -> None:
    assert marked(faults(text, BEFORE_RESULT)) == expected


def test_a_gate_knows_the_scores_but_not_the_level() -> None:
    bound("score.data < 40 and tier.data is build and rank.data is 1", IN_A_GATE)
    (fault,) = faults("level is red", IN_A_GATE)
    assert (fault.code, fault.message) == ("E205", "'level' is not known here")


def test_a_flow_without_areas_tiers_or_levels() -> None:
    bare = replace(SCOPE, areas=(), tiers=(), levels=())
    bound("score.overall > 50", bare)
    assert marked(faults("score.data > 50", bare)).endswith("= the flow has no areas")
    assert marked(faults("level is red", bare)).endswith("= the flow has no levels")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('headcount is "5"', (13, 16)),
        ("level + 1 > 2", (0, 5)),
        ("tier.data + 1 > 2", (0, 9)),
        ("5 < level", (4, 9)),
        ("(size is solo) + 1 > 2", (1, 13)),
        ("count(size) > 1", (0, 11)),
        ("count(stages, size) > 1", (0, 19)),
        ("count(3) > 1", (0, 8)),
        ("min(3) > 1", (0, 6)),
        ("max(1,2,3,4,5,6,7,8,9,10,11,12,13) > 1", (0, 34)),
    ],
)
def test_what_is_no_number(text: str, place: tuple[int, int]) -> None:
    (fault,) = faults(text)
    assert fault.code == "E203"
    assert (fault.start, fault.end) == place
