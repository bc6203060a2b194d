"""Word for word: conditions, E200 to W211, and their places in quoted and folded texts."""

import pytest

from tests.definition.flows import shown

CASES = {
    "E200 sign": (
        """\
flow: f
title: T
steps:
  - {ask: a, text: Well, scale: yes_no}
  - {ask: n, text: How many, type: number, min: 0}
  - say: Hi
    if: a == yes
""",
        """\
f.yaml:7:11: error E200: '==' does not belong in a condition
     7 |     if: a == yes
       |           ^
       = use 'is'""",
    ),
    "E200 end": (
        """\
flow: f
title: T
steps:
  - {ask: a, text: Well, scale: yes_no}
  - {ask: n, text: How many, type: number, min: 0}
  - say: Hi
    if: a is
""",
        """\
f.yaml:7:13: error E200: the condition stops too early
     7 |     if: a is
       |             ^
       = something is missing at its end""",
    ),
    "E201 name": (
        """\
flow: f
title: T
steps:
  - {ask: a, text: Well, scale: yes_no}
  - {ask: n, text: How many, type: number, min: 0}
  - say: Hi
    if: answered(b)
""",
        """\
f.yaml:7:18: error E201: 'b' is not a question
     7 |     if: answered(b)
       |                  ^
       = name a question that is asked before""",
    ),
    "E202 choice": (
        """\
flow: f
title: T
steps:
  - {ask: a, text: Well, scale: yes_no}
  - {ask: n, text: How many, type: number, min: 0}
  - say: Hi
    if: a is yess
""",
        """\
f.yaml:7:14: error E202: 'yess' is not an answer of 'a'
     7 |     if: a is yess
       |              ^
       = did you mean 'yes'?""",
    ),
    "E203 operator": (
        """\
flow: f
title: T
steps:
  - {ask: a, text: Well, scale: yes_no}
  - {ask: n, text: How many, type: number, min: 0}
  - say: Hi
    if: n has yes
""",
        """\
f.yaml:7:11: error E203: 'has' does not fit: 'n' does not take several answers
     7 |     if: n has yes
       |           ^
       = use is, or in [a, b]""",
    ),
    "E204 forward": (
        """\
flow: f
title: T
steps:
  - say: Hi
    if: answered(a)
  - {ask: a, text: Well, scale: yes_no}
""",
        """\
f.yaml:5:18: error E204: 'a' is asked later
     5 |     if: answered(a)
       |                  ^
       = a condition looks back only: ask it before, or move the condition""",
    ),
    "E205 score": (
        """\
flow: f
title: T
steps:
  - {ask: a, text: Well, scale: yes_no}
  - {ask: n, text: How many, type: number, min: 0}
  - say: Hi
    if: score.overall > 3
""",
        """\
f.yaml:7:9: error E205: 'score.overall' is not known here
     7 |     if: score.overall > 3
       |         ^
       = scores are known after a result step, in recommend, next and gates""",
    ),
    "E206 by itself": (
        """\
flow: f
title: T
steps:
  - {ask: a, text: Well, scale: yes_no}
  - {ask: n, text: How many, type: number, min: 0}
  - say: Hi
    if: a
""",
        """\
f.yaml:7:9: error E206: 'a' is not yes or no by itself
     7 |     if: a
       |         ^
       = compare it: a is no""",
    ),
    "W211 always": (
        """\
flow: f
title: T
steps:
  - {ask: a, text: Well, scale: yes_no}
  - {ask: n, text: How many, type: number, min: 0}
  - say: Hi
    if: a is no or a is not no or not answered(a)
""",
        """\
f.yaml:7:9: warning W211: this condition is always true
     7 |     if: a is no or a is not no or not answered(a)
       |         ^
       = remove the condition""",
    ),
    "W211 never": (
        """\
flow: f
title: T
steps:
  - {ask: a, text: Well, scale: yes_no}
  - {ask: n, text: How many, type: number, min: 0}
  - say: Hi
    if: a is no and a is yes
""",
        """\
f.yaml:7:9: warning W211: this condition is never true
     7 |     if: a is no and a is yes
       |         ^
       = nothing it guards can happen""",
    ),
    "place in a quoted text": (
        """\
flow: f
title: T
steps:
  - {ask: a, text: Well, scale: yes_no}
  - {ask: n, text: How many, type: number, min: 0}
  - say: Hi
    if: 'a is ''x'''
""",
        """\
f.yaml:7:15: error E200: ''' does not belong in a condition
     7 |     if: 'a is ''x'''
       |               ^
       = texts stand in double quotes: is "text"

f.yaml:7:18: error E200: ''' does not belong in a condition
     7 |     if: 'a is ''x'''
       |                  ^
       = texts stand in double quotes: is "text\"""",
    ),
    "place in a folded text": (
        """\
flow: f
title: T
steps:
  - {ask: a, text: Well, scale: yes_no}
  - {ask: n, text: How many, type: number, min: 0}
  - say: Hi
    if: >
      n > 3

      and a is yess
""",
        """\
f.yaml:10:16: error E202: 'yess' is not an answer of 'a'
    10 |       and a is yess
       |                ^
       = did you mean 'yes'?""",
    ),
    "place after an escape": (
        """\
flow: f
title: T
steps:
  - {ask: a, text: Well, scale: yes_no}
  - {ask: n, text: How many, type: number, min: 0}
  - say: Hi
    if: "n > 3 \\x61nd a is yess"
""",
        """\
f.yaml:7:28: error E202: 'yess' is not an answer of 'a'
     7 |     if: "n > 3 \\x61nd a is yess"
       |                            ^
       = did you mean 'yes'?""",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_message(name: str) -> None:
    written, said = CASES[name]
    assert shown(written) == said
