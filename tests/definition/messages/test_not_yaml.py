"""Word for word: what is not YAML, Y000 in plain words (flow-language §8)."""

import pytest

from tests.definition.flows import shown

CASES = {
    "Y000 tab": (
        """\
flow: f
title: T
steps:
\t- say: Hi
""",
        """\
f.yaml:4:1: error Y000: a tab cannot indent a line
     4 | →- say: Hi
       | ^
       = use blanks""",
    ),
    "Y000 second colon": (
        """\
flow: f
title: T
steps:
  - say: Note: this
""",
        """\
f.yaml:4:14: error Y000: a second ': ' in one line starts a name where a text was expected
     4 |   - say: Note: this
       |              ^
       = put the text in quotes""",
    ),
    "Y000 at sign": (
        """\
flow: f
title: T
steps:
  - say: @here
""",
        """\
f.yaml:4:10: error Y000: a text cannot start with '@'
     4 |   - say: @here
       |          ^
       = put the text in quotes""",
    ),
    "Y000 quote never closed": (
        """\
flow: f
title: T
steps:
  - say: "Hi
""",
        """\
f.yaml:4:10: error Y000: this quote is never closed
     4 |   - say: "Hi
       |          ^
       = add the closing quote""",
    ),
    "Y000 text after a quote": (
        """\
flow: f
title: T
steps:
  - say: "Hi" there
""",
        """\
f.yaml:4:15: error Y000: there is text after a closing quote; the quote was opened in line 4
     4 |   - say: "Hi" there
       |               ^
       = put the whole text in quotes, and close each quote""",
    ),
    "Y000 quote closed too late": (
        """\
flow: f
title: T
steps:
  - say: "Hi
  - say: "there"
""",
        """\
f.yaml:5:11: error Y000: there is text after a closing quote; the quote was opened in line 4
     5 |   - say: "there"
       |           ^
       = put the whole text in quotes, and close each quote""",
    ),
    "Y000 unknown escape": (
        """\
flow: f
title: T
steps:
  - say: "C:\\data"
""",
        """\
f.yaml:4:14: error Y000: a backslash inside double quotes starts an escape, and this one is unknown
     4 |   - say: "C:\\data"
       |              ^
       = write two backslashes, or use single quotes""",
    ),
    "Y000 bracket never closed": (
        """\
flow: f
title: T
steps: [{say: Hi}
""",
        """\
f.yaml:3:8: error Y000: this '[' is never closed
     3 | steps: [{say: Hi}
       |        ^
       = add the closing bracket""",
    ),
    "Y000 comment inside brackets": (
        """\
flow: f
title: T
steps: [{say: Pick #1}]
""",
        """\
f.yaml:3:9: error Y000: this '{' is never closed
     3 | steps: [{say: Pick #1}]
       |         ^
       = ' #' starts a comment; put the text in quotes""",
    ),
    "Y000 wrong bracket": (
        """\
flow: f
title: T
steps: [{say: Hi]]
""",
        """\
f.yaml:3:17: error Y000: ',' or '}' was expected here
     3 | steps: [{say: Hi]]
       |                 ^
       = put texts inside { } and [ ] in quotes""",
    ),
    "Y000 line without colon": (
        """\
flow: f
title: T
steps
""",
        """\
f.yaml:3:1: error Y000: this line is neither  name: value  nor an entry of a list
     3 | steps
       | ^
       = add ': ' after the name, or put a text of several lines in quotes""",
    ),
    "Y000 list in a line": (
        """\
flow: f
title: T
steps: - say: Hi
""",
        """\
f.yaml:3:8: error Y000: a list cannot start here
     3 | steps: - say: Hi
       |        ^
       = start each '- ' on its own line, or quote the text""",
    ),
    "Y000 text cut by a comment": (
        """\
flow: f
title: T
help: Pick #1 of
  these
steps:
  - {ask: a, text: Well, scale: yes_no}
""",
        """\
f.yaml:3:12: error Y000: the text was cut at ' #', where a comment starts
     3 | help: Pick #1 of
       |            ^
       = put the text in quotes""",
    ),
    "Y000 text after block sign": (
        """\
flow: f
title: T
help: |Hi
steps:
  - {ask: a, text: Well, scale: yes_no}
""",
        """\
f.yaml:3:8: error Y000: after '|' or '>' the text starts on the next line
     3 | help: |Hi
       |        ^
       = put the text in quotes""",
    ),
    "Y000 name out of line": (
        """\
flow: f
title: T
steps:
  - say: Hi
     if: a
""",
        """\
f.yaml:5:8: error Y000: this name does not line up with the lines above
     5 |      if: a
       |        ^
       = indent it like its neighbours; put texts of several lines in quotes""",
    ),
    "Y000 out of line": (
        """\
flow: f
 title: T
""",
        """\
f.yaml:2:7: error Y000: this name does not line up with the lines above
     2 |  title: T
       |       ^
       = indent it like its neighbours; put texts of several lines in quotes""",
    ),
    "Y000 surplus bracket": (
        """\
flow: f
title: T
areas: {}}
steps:
  - {ask: a, text: Well, scale: yes_no}
""",
        """\
f.yaml:3:10: error Y000: this does not line up with the lines above
     3 | areas: {}}
       |          ^
       = indent it like its neighbours, with blanks""",
    ),
    "Y000 nothing but a bracket": (
        """\
flow: f
title: T
areas: ]
steps:
  - {ask: a, text: Well, scale: yes_no}
""",
        """\
f.yaml:3:8: error Y000: a value was expected here
     3 | areas: ]
       |        ^
       = put the text in quotes""",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_message(name: str) -> None:
    written, said = CASES[name]
    assert shown(written) == said
