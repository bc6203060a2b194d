"""Word for word: YAML that is refused, Y010 to Y022 and W021 (flow-language §8)."""

import pytest

from tests.definition.flows import shown

CASES = {
    "Y010 second document": (
        """\
flow: f
title: T
steps:
  - {ask: a, text: Well, scale: yes_no}
---
flow: g
""",
        """\
f.yaml:5:1: error Y010: a second document starts here
     5 | ---
       | ^
       = one file holds one flow; remove the '---' line""",
    ),
    "Y011 directive": (
        """\
%YAML 1.1
---
flow: f
title: T
steps:
  - {ask: a, text: Well, scale: yes_no}
""",
        """\
f.yaml:1:1: error Y011: lines that start with '%' are directives, which flows do not have
     1 | %YAML 1.1
       | ^
       = remove this line, or indent it if it is text""",
    ),
    "Y011 directive without document": (
        """\
%FLOW x
flow: f
title: T
steps:
  - {ask: a, text: Well, scale: yes_no}
""",
        """\
f.yaml:1:1: error Y011: lines that start with '%' are directives, which flows do not have
     1 | %FLOW x
       | ^
       = remove this line, or indent it if it is text""",
    ),
    "Y012 bold": (
        """\
flow: f
title: T
steps:
  - say: *Hi* there
""",
        """\
f.yaml:4:10: error Y012: '*' at the start of a text means an alias, which flows do not have
     4 |   - say: *Hi* there
       |          ^
       = put the text in quotes, or write the part out again""",
    ),
    "Y012 anchor and alias": (
        """\
flow: f
title: T
help: &h Choose.
credit: *h
steps:
  - {ask: a, text: Well, scale: yes_no}
""",
        """\
f.yaml:3:7: error Y012: '&' at the start of a text means an anchor, which flows do not have
     3 | help: &h Choose.
       |       ^
       = put the text in quotes, or write the part out where it is needed

f.yaml:4:9: error Y012: '*' at the start of a text means an alias, which flows do not have
     4 | credit: *h
       |         ^
       = put the text in quotes, or write the part out again""",
    ),
    "Y012 merge key": (
        """\
flow: f
title: T
<<: {help: Choose}
steps:
  - {ask: a, text: Well, scale: yes_no}
""",
        """\
f.yaml:3:1: error Y012: '<<' is a merge key, which flows do not have
     3 | <<: {help: Choose}
       | ^
       = write the keys out""",
    ),
    "Y012 ampersand": (
        """\
flow: f
title: T
help: &
steps:
  - {ask: a, text: Well, scale: yes_no}
""",
        """\
f.yaml:3:7: error Y012: '&' at the start of a text means an anchor, which flows do not have
     3 | help: &
       |       ^
       = put the text in quotes, or write the part out where it is needed""",
    ),
    "Y013 tag": (
        """\
flow: f
title: T
help: !important Choose
steps:
  - {ask: a, text: Well, scale: yes_no}
""",
        """\
f.yaml:3:7: error Y013: '!' at the start of a text means a tag, which flows do not have
     3 | help: !important Choose
       |       ^
       = put the text in quotes""",
    ),
    "Y014 list as name": (
        """\
flow: f
title: T
[a, b]: c
steps:
  - {ask: a, text: Well, scale: yes_no}
""",
        """\
f.yaml:3:1: error Y014: a name is a plain word, not a list or a map
     3 | [a, b]: c
       | ^
       = write  name: value""",
    ),
    "Y014 question mark": (
        """\
flow: f
title: T
? help
: Choose
steps:
  - {ask: a, text: Well, scale: yes_no}
""",
        """\
f.yaml:3:3: error Y014: a name is a plain word, without '?' before it
     3 | ? help
       |   ^
       = write  name: value""",
    ),
    "Y014 empty name": (
        """\
{"": Choose}
""",
        """\
f.yaml:1:2: error Y014: a name is missing before ':'
     1 | {"": Choose}
       |  ^
       = write  name: value""",
    ),
    "Y014 line without name": (
        """\
: Choose
""",
        """\
f.yaml:1:1: error Y014: a name is missing before ':'
     1 | : Choose
       | ^
       = write  name: value""",
    ),
    "Y020 duplicate key": (
        """\
flow: f
title: T
help: Choose
title: Again
steps:
  - {ask: a, text: Well, scale: yes_no}
""",
        """\
f.yaml:4:1: error Y020: 'title' stands here twice, first in line 2
     4 | title: Again
       | ^
       = keep one of the two""",
    ),
    "W021 text cut": (
        """\
flow: f
title: T
steps:
  - {ask: a, scale: yes_no, text: x}
  - say: Pick #1 option
""",
        """\
f.yaml:5:15: warning W021: the text ends before ' #', where a comment starts
     5 |   - say: Pick #1 option
       |               ^
       = put the text in quotes""",
    ),
    "Y022 question mark": (
        """\
flow: f
languages: [en, de]
title: {en: Tired?, de: Müde}
steps:
  - {ask: a, text: Well, scale: yes_no}
""",
        """\
f.yaml:3:18: error Y022: an unquoted '?' inside { } or [ ]
     3 | title: {en: Tired?, de: Müde}
       |                  ^
       = put the text in quotes""",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_message(name: str) -> None:
    written, said = CASES[name]
    assert shown(written) == said
