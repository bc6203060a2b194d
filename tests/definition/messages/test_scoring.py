"""Word for word: points, levels and contradicting settings: E130 to E135 (flow-language §5.4)."""

import pytest

from tests.definition.flows import shown

CASES = {
    "E130 level": (
        """\
flow: f
title: T
levels:
  low: {from: 10, title: Low}
steps:
  - {ask: a, text: Well, scale: yes_no}
""",
        """\
f.yaml:4:15: error E130: the lowest level 'low' starts at 10, the lowest score is 0
     4 |   low: {from: 10, title: Low}
       |               ^
       = write  from: 0""",
    ),
    "E130 mean": (
        """\
flow: f
title: T
scoring: {method: mean}
levels:
  low: {from: 0, title: Low}
  high: {from: 3, title: High}
steps:
  - {ask: a, text: Well, scale: agree5}
""",
        """\
f.yaml:5:15: error E130: the lowest level 'low' starts at 0, the lowest score is 1
     5 |   low: {from: 0, title: Low}
       |               ^
       = write  from: 1""",
    ),
    "E130 tier of a sum": (
        """\
flow: f
title: T
scoring: {method: sum}
areas: {b: B}
tiers:
  low: {from: 0, title: Low}
steps:
  - {ask: a, area: b, text: Well, scale: agree5}
  - {ask: c, area: b, text: Well, scale: agree5}
""",
        """\
f.yaml:6:15: error E130: the lowest tier 'low' starts at 0, the lowest score is 2
     6 |   low: {from: 0, title: Low}
       |               ^
       = write  from: 2""",
    ),
    "E131 ascending": (
        """\
flow: f
title: T
levels:
  low: {from: 0, title: Low}
  mid: {from: 50, title: Mid}
  top: {from: 50, title: Top}
steps:
  - {ask: a, text: Well, scale: yes_no}
""",
        """\
f.yaml:6:15: error E131: 'top' starts at 50, not above 'mid'
     6 |   top: {from: 50, title: Top}
       |               ^
       = write them from the lowest to the highest""",
    ),
    "E132 same": (
        """\
flow: f
title: T
steps:
  - ask: a
    text: Well
    choices: {x: {text: X, score: 2}, y: {text: Y, score: 2}}
""",
        """\
f.yaml:6:5: error E132: all answers of 'a' score the same
     6 |     choices: {x: {text: X, score: 2}, y: {text: Y, score: 2}}
       |     ^
       = give them different scores, add a range, or  weight: 0""",
    ),
    "E133 some": (
        """\
flow: f
title: T
steps:
  - ask: a
    text: Well
    choices: {x: {text: X, score: 2}, y: Y, z: {text: Z, score: none}}
""",
        """\
f.yaml:6:39: error E133: 'y' has no score, but 'x' has one
     6 |     choices: {x: {text: X, score: 2}, y: Y, z: {text: Z, score: none}}
       |                                       ^
       = give every choice a score, or none of them""",
    ),
    "W134 range": (
        """\
flow: f
title: T
steps:
  - ask: a
    text: Well
    type: multi
    range: 0..5
    choices: {x: X, y: Y}
""",
        """\
f.yaml:7:12: warning W134: the range ends at 5, but ticking gives 2 at most
     7 |     range: 0..5
       |            ^
       = end it at 2""",
    ),
    "E135 lookup": (
        """\
flow: f
title: T
areas:
  b: {title: B, lookup: {1: 10, 2: 20}}
steps:
  - {ask: a, area: b, text: Well, scale: yes_no}
""",
        """\
f.yaml:4:17: error E135: the lookup of 'b' needs  method: sum  and  overall: no
     4 |   b: {title: B, lookup: {1: 10, 2: 20}}
       |                 ^
       = change 'scoring', or remove the lookup""",
    ),
    "E135 levels": (
        """\
flow: f
title: T
scoring: {overall: no}
levels:
  low: {from: 0, title: Low}
steps:
  - {ask: a, text: Well, scale: yes_no}
""",
        """\
f.yaml:4:1: error E135: levels need an overall score
     4 | levels:
       | ^
       = remove them, or remove  overall: no""",
    ),
    "E135 gates without overall": (
        """\
flow: f
title: T
scoring: {overall: no}
gates:
  - {id: g, if: a is no, cap: low, text: Held}
steps:
  - {ask: a, text: Well, scale: yes_no}
""",
        """\
f.yaml:4:1: error E135: gates need an overall score
     4 | gates:
       | ^
       = remove them, or remove  overall: no""",
    ),
    "E135 min_areas": (
        """\
flow: f
title: T
areas: {b: B}
scoring:
  min_areas: 3
steps:
  - {ask: a, area: b, text: Well, scale: yes_no}
""",
        """\
f.yaml:5:14: error E135: 'min_areas' is 3, more than the flow has areas (1)
     5 |   min_areas: 3
       |              ^
       = write  min_areas: 1""",
    ),
    "E135 gate without percent": (
        """\
flow: f
title: T
areas: {b: B}
scoring: {method: sum}
levels:
  low: {from: 1, title: Low}
gates:
  - {id: g, areas: [b], above: 1, text: Held}
steps:
  - {ask: a, area: b, text: Well, scale: yes_no}
""",
        """\
f.yaml:8:13: error E135: a gate over areas needs  method: percent, not sum
     8 |   - {id: g, areas: [b], above: 1, text: Held}
       |             ^
       = use a gate with 'if' and 'cap'""",
    ),
    "E135 gate with both forms": (
        """\
flow: f
title: T
areas: {b: B}
gates:
  - {id: g, if: a is no, cap: low, areas: [b], above: 1, text: Held}
steps:
  - {ask: a, area: b, text: Well, scale: yes_no}
""",
        """\
f.yaml:5:13: error E135: a gate has 'if' and 'cap', or 'areas' and 'above'; this one has 'if' too
     5 |   - {id: g, if: a is no, cap: low, areas: [b], above: 1, text: Held}
       |             ^
       = make it two gates""",
    ),
    "E135 gate with neither": (
        """\
flow: f
title: T
gates:
  - {id: g, text: Held}
steps:
  - {ask: a, text: Well, scale: yes_no}
""",
        """\
f.yaml:4:5: error E135: a gate has 'if' and 'cap', or 'areas' and 'above'
     4 |   - {id: g, text: Held}
       |     ^
       = add one of the two forms""",
    ),
    "E101 half a gate": (
        """\
flow: f
title: T
gates:
  - {id: g, if: a is no, text: Held}
steps:
  - {ask: a, text: Well, scale: yes_no}
""",
        """\
f.yaml:4:5: error E101: 'cap' is missing
     4 |   - {id: g, if: a is no, text: Held}
       |     ^
       = add  cap: …""",
    ),
    "E135 no levels": (
        """\
flow: f
title: T
levels: {}
gates:
  - {id: g, if: a is no, cap: low, text: Held}
steps:
  - {ask: a, text: Well, scale: yes_no}
""",
        """\
f.yaml:5:5: error E135: a gate caps a level, but the flow has no levels
     5 |   - {id: g, if: a is no, cap: low, text: Held}
       |     ^
       = add levels""",
    ),
    "E135 build order": (
        """\
flow: f
title: T
build_order: [c, c]
areas:
  b: {title: B, system: One}
  c: {title: C, system: Two}
steps:
  - {ask: a, area: b, text: Well, scale: yes_no}
  - {ask: d, area: c, text: Well, scale: yes_no}
""",
        """\
f.yaml:3:1: error E135: 'build_order' leaves out b
     3 | build_order: [c, c]
       | ^
       = name every area that has a system

f.yaml:3:18: error E135: 'c' stands twice in 'build_order'
     3 | build_order: [c, c]
       |                  ^
       = keep one of the two""",
    ),
    "E135 advice": (
        """\
flow: f
title: T
areas:
  b:
    title: B
    advice: {lwo: {why: So}}
steps:
  - {ask: a, area: b, text: Well, scale: yes_no}
""",
        """\
f.yaml:6:14: error E135: there is no tier 'lwo'
     6 |     advice: {lwo: {why: So}}
       |              ^
       = did you mean 'low'?""",
    ),
    "E135 sum weight": (
        """\
flow: f
title: T
scoring: {method: sum}
areas:
  b: {title: B, weight: 2}
steps:
  - {ask: a, area: b, text: Well, scale: yes_no}
""",
        """\
f.yaml:5:25: error E135: with  method: sum  the weight of 'b' is 0 or 1
     5 |   b: {title: B, weight: 2}
       |                         ^
       = 0 leaves it out of the overall""",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_message(name: str) -> None:
    written, said = CASES[name]
    assert shown(written) == said
