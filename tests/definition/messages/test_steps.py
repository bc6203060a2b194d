"""Word for word: steps, areas and scales: E111 to E125 (flow-language §5.1–5.3)."""

import pytest

from tests.definition.flows import shown

CASES = {
    "E111 block in a block": (
        """\
flow: f
title: T
steps:
  - block: b
    steps:
      - result: Done
      - {ask: a, text: Well, scale: yes_no}
""",
        """\
f.yaml:6:9: error E111: 'result' cannot stand in a block
     6 |       - result: Done
       |         ^
       = move it out of the block""",
    ),
    "E112 question": (
        """\
flow: f
title: T
steps:
  - {ask: a, text: Well, scale: yes_no}
  - {ask: a, text: Again, scale: yes_no}
""",
        """\
f.yaml:5:11: error E112: 'a' is used twice, first in line 4
     5 |   - {ask: a, text: Again, scale: yes_no}
       |           ^
       = choose another name""",
    ),
    "E112 rule": (
        """\
flow: f
title: T
steps:
  - {ask: a, text: Well, scale: yes_no}
recommend:
  - {id: r, if: a is no, text: One}
  - {id: r, if: a is yes, text: Two}
""",
        """\
f.yaml:7:10: error E112: 'r' is used twice, first in line 6
     7 |   - {id: r, if: a is yes, text: Two}
       |          ^
       = choose another name""",
    ),
    "E113 two answers": (
        """\
flow: f
title: T
steps:
  - ask: a
    text: Well
    scale: yes_no
    poles: {low: Bad, high: Good}
""",
        """\
f.yaml:7:5: error E113: 'poles' stands beside 'scale'
     7 |     poles: {low: Bad, high: Good}
       |     ^
       = a question has one of scale, choices, poles""",
    ),
    "E114 no answers": (
        """\
flow: f
title: T
steps:
  - ask: a
    text: Well
""",
        """\
f.yaml:4:5: error E114: 'a' has nothing to answer with
     4 |   - ask: a
       |     ^
       = add choices, a scale, poles or another type""",
    ),
    "E114 multi": (
        """\
flow: f
title: T
scale: yes_no
steps:
  - ask: a
    text: Well
    type: multi
""",
        """\
f.yaml:5:5: error E114: 'a' has nothing to answer with
     5 |   - ask: a
       |     ^
       = add choices""",
    ),
    "E115 reverse": (
        """\
flow: f
title: T
steps:
  - ask: a
    text: Well
    type: text
    reverse: yes
""",
        """\
f.yaml:7:5: error E115: 'reverse' is not possible with type text
     7 |     reverse: yes
       |     ^
       = only choices, poles and numbers run in two directions""",
    ),
    "E116 key": (
        """\
flow: f
title: T
steps:
  - ask: a
    text: Well
    scale: yes_no
    min: 3
""",
        """\
f.yaml:7:5: error E116: 'min' does not fit type choice
     7 |     min: 3
       |     ^
       = remove it, or change the type""",
    ),
    "E116 choices": (
        """\
flow: f
title: T
steps:
  - ask: a
    text: Well
    type: number
    scale: yes_no
""",
        """\
f.yaml:7:5: error E116: 'scale' does not fit type number
     7 |     scale: yes_no
       |     ^
       = remove it, or change the type""",
    ),
    "E116 alone": (
        """\
flow: f
title: T
steps:
  - ask: a
    text: Well
    choices: {no: No, none: {text: None, alone: yes}}
""",
        """\
f.yaml:6:42: error E116: 'alone' is for questions with several answers
     6 |     choices: {no: No, none: {text: None, alone: yes}}
       |                                          ^
       = add  type: multi""",
    ),
    "E117 min and max": (
        """\
flow: f
title: T
steps:
  - ask: a
    text: Well
    type: number
    min: 9
    max: 3
""",
        """\
f.yaml:7:10: error E117: 'min' is 9 and 'max' is 3
     7 |     min: 9
       |          ^
       = the lower number is 'min'""",
    ),
    "E117 range": (
        """\
flow: f
title: T
steps:
  - ask: a
    text: Well
    scale: yes_no
    range: 4..0
""",
        """\
f.yaml:7:12: error E117: 'range' starts at 4 and ends at 0
     7 |     range: 4..0
       |            ^
       = the lower number comes first""",
    ),
    "E118 second result": (
        """\
flow: f
title: T
steps:
  - {ask: a, text: Well, scale: yes_no}
  - result: One
  - result: Two
""",
        """\
f.yaml:6:5: error E118: a second result; the first is in line 5
     6 |   - result: Two
       |     ^
       = keep one of them""",
    ),
    "E120 area": (
        """\
flow: f
title: T
areas: {backup: Backups}
steps:
  - {ask: a, area: backup, text: Well, scale: yes_no}
  - {ask: b, area: bakcup, text: Well, scale: yes_no}
  - {ask: c, area: bakcup, text: Well, scale: yes_no}
""",
        """\
f.yaml:6:20: error E120: there is no area 'bakcup'
     6 |   - {ask: b, area: bakcup, text: Well, scale: yes_no}
       |                    ^
       = did you mean 'backup'?""",
    ),
    "E120 no areas": (
        """\
flow: f
title: T
steps:
  - {ask: a, area: backup, text: Well, scale: yes_no}
""",
        """\
f.yaml:4:20: error E120: there is no area 'backup'
     4 |   - {ask: a, area: backup, text: Well, scale: yes_no}
       |                    ^
       = add it to 'areas'""",
    ),
    "E121 scale": (
        """\
flow: f
title: T
scale: agree
steps:
  - {ask: a, text: Well}
  - {ask: b, text: Well}
""",
        """\
f.yaml:3:8: error E121: there is no scale 'agree'
     3 | scale: agree
       |        ^
       = did you mean 'agree5'?""",
    ),
    "W122 never scored": (
        """\
flow: f
title: T
areas: {b: Backups}
steps:
  - {ask: a, area: b, text: Well, scale: yes_no}
  - {ask: c, area: b, text: Well, type: text}
""",
        """\
f.yaml:6:14: warning W122: 'c' is never scored, so its area does nothing
     6 |   - {ask: c, area: b, text: Well, type: text}
       |              ^
       = remove the area""",
    ),
    "W123 no area": (
        """\
flow: f
title: T
areas: {b: Backups}
steps:
  - {ask: a, area: b, text: Well, scale: yes_no}
  - {ask: c, text: Well, scale: yes_no}
""",
        """\
f.yaml:6:6: warning W123: 'c' is scored, but counts in no area
     6 |   - {ask: c, text: Well, scale: yes_no}
       |      ^
       = add an area, or  weight: 0""",
    ),
    "W124 no question": (
        """\
flow: f
title: T
areas: {b: Backups, c: Copies}
steps:
  - {ask: a, area: b, text: Well, scale: yes_no}
""",
        """\
f.yaml:3:21: warning W124: no question is scored for the area 'c'
     3 | areas: {b: Backups, c: Copies}
       |                     ^
       = add  area: c  to a question, or remove it""",
    ),
    "W125 unused": (
        """\
flow: f
title: T
scales:
  s: {x: X, y: Y}
steps:
  - {ask: a, text: Well, scale: yes_no}
""",
        """\
f.yaml:4:3: warning W125: no question uses the scale 's'
     4 |   s: {x: X, y: Y}
       |   ^
       = remove it""",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_message(name: str) -> None:
    written, said = CASES[name]
    assert shown(written) == said
