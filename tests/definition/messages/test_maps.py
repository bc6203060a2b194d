"""Word for word: keys and names, E100 to E106 (flow-language §3–5)."""

import pytest

from tests.definition.flows import shown

CASES = {
    "E100 list": (
        """\
- flow: f
""",
        """\
f.yaml:1:1: error E100: a flow is a map of keys, not a list
     1 | - flow: f
       | ^
       = start with  flow: <name>""",
    ),
    "E100 empty": (
        "",
        """\
f.yaml:1:1: error E100: a flow is a map of keys, not empty
       = start with  flow: <name>""",
    ),
    "E101 key missing": (
        """\
flow: f
steps:
  - {ask: a, text: Well, scale: yes_no}
""",
        """\
f.yaml:1:1: error E101: 'title' is missing
     1 | flow: f
       | ^
       = add  title: …""",
    ),
    "E101 in a step": (
        """\
flow: f
title: T
steps:
  - ask: a
    scale: yes_no
""",
        """\
f.yaml:4:5: error E101: 'text' is missing
     4 |   - ask: a
       |     ^
       = add  text: …""",
    ),
    "E102 near": (
        """\
flow: f
titel: T
steps:
  - {ask: a, text: Well, scale: yes_no}
""",
        """\
f.yaml:2:1: error E102: unknown key 'titel'
     2 | titel: T
       | ^
       = did you mean 'title'?""",
    ),
    "E102 far": (
        """\
flow: f
title: T
levels:
  low: {from: 0, title: Low, zzz: 1}
steps:
  - {ask: a, text: Well, scale: yes_no}
""",
        """\
f.yaml:4:30: error E102: unknown key 'zzz'
     4 |   low: {from: 0, title: Low, zzz: 1}
       |                              ^
       = use one of: from, title, text""",
    ),
    "E103 none": (
        """\
flow: f
title: T
steps:
  - aks: a
    scale: yes_no
    text: Well
""",
        """\
f.yaml:4:5: error E103: a step has exactly one of ask, say, block, result, end
     4 |   - aks: a
       |     ^
       = did you mean 'ask'?""",
    ),
    "E103 two": (
        """\
flow: f
title: T
steps:
  - ask: a
    say: Hi
""",
        """\
f.yaml:5:5: error E103: a step has exactly one of ask, say, block, result, end
     5 |     say: Hi
       |     ^
       = make it two steps""",
    ),
    "E103 far": (
        """\
flow: f
title: T
steps:
  - text: Hi
""",
        """\
f.yaml:4:5: error E103: a step has exactly one of ask, say, block, result, end
     4 |   - text: Hi
       |     ^
       = start the step with  ask: <name>""",
    ),
    "E104 near": (
        """\
flow: f
title: T
steps:
  - {ask: a, text: Well, type: chioce}
""",
        """\
f.yaml:4:32: error E104: 'chioce' is not a type
     4 |   - {ask: a, text: Well, type: chioce}
       |                                ^
       = did you mean 'choice'?""",
    ),
    "E104 level of a gate": (
        """\
flow: f
title: T
gates:
  - {id: g, if: a is no, cap: fare, text: Held}
steps:
  - {ask: a, text: Well, scale: yes_no}
""",
        """\
f.yaml:4:31: error E104: there is no level 'fare'
     4 |   - {id: g, if: a is no, cap: fare, text: Held}
       |                               ^
       = did you mean 'fair'?""",
    ),
    "E105 malformed": (
        """\
flow: f
title: T
steps:
  - {ask: Backup Test, text: Well, scale: yes_no}
""",
        """\
f.yaml:4:11: error E105: 'Backup Test' cannot be a name here
     4 |   - {ask: Backup Test, text: Well, scale: yes_no}
       |           ^
       = a name is a lower-case letter and up to 39 more lower-case letters, digits or _""",
    ),
    "E105 reserved": (
        """\
flow: f
title: T
areas: {level: Level}
steps:
  - {ask: a, area: level, text: Well, scale: yes_no}
""",
        """\
f.yaml:3:9: error E105: 'level' is a reserved word
     3 | areas: {level: Level}
       |         ^
       = choose another name""",
    ),
    "E105 cut at a comma": (
        """\
flow: f
title: T
steps:
  - ask: a
    text: Well
    choices: {no: No, some: Some, all: Yes, we do}
""",
        """\
f.yaml:6:45: error E105: the text was cut at a comma: 'we do' cannot be a name here
     6 |     choices: {no: No, some: Some, all: Yes, we do}
       |                                             ^
       = put texts with a comma inside { } in quotes""",
    ),
    "E106 file name": (
        """\
flow: f
title: T
steps:
  - {ask: a, text: Well, scale: yes_no}
""",
        """\
g.yaml:1:7: error E106: the flow is called 'f', but its file 'g.yaml'
     1 | flow: f
       |       ^
       = rename one of the two; the file would be f.yaml""",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_message(name: str) -> None:
    written, said = CASES[name]
    file = "g.yaml" if name.startswith("E106") else "f.yaml"
    assert shown(written, file) == said
