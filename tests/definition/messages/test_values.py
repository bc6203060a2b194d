"""Word for word: values, E110 (flow-language §3–5)."""

import pytest

from tests.definition.flows import shown

CASES = {
    "E110 number": (
        """\
flow: f
title: T
steps:
  - {ask: a, text: Well, scale: yes_no, weight: heavy}
""",
        """\
f.yaml:4:49: error E110: 'weight' is a number from 0 to 100, not 'heavy'
     4 |   - {ask: a, text: Well, scale: yes_no, weight: heavy}
       |                                                 ^""",
    ),
    "E110 out of range": (
        """\
flow: f
title: T
version: 0
steps:
  - {ask: a, text: Well, scale: yes_no}
""",
        """\
f.yaml:3:10: error E110: 'version' is a whole number from 1 to 1,000,000, not '0'
     3 | version: 0
       |          ^""",
    ),
    "E110 yes or no": (
        """\
flow: f
title: T
steps:
  - {ask: a, text: Well, scale: yes_no, optional: maybe}
""",
        """\
f.yaml:4:51: error E110: 'optional' is yes or no, not 'maybe'
     4 |   - {ask: a, text: Well, scale: yes_no, optional: maybe}
       |                                                   ^""",
    ),
    "E110 list": (
        """\
flow: f
title: T
languages: en
steps:
  - {ask: a, text: Well, scale: yes_no}
""",
        """\
f.yaml:3:12: error E110: 'languages' is a list
     3 | languages: en
       |            ^
       = write  [a, b]  or lines that start with '- '""",
    ),
    "E110 map": (
        """\
flow: f
title: T
areas: [a, b]
steps:
  - {ask: a, text: Well, scale: yes_no}
""",
        """\
f.yaml:3:8: error E110: 'areas' is a map of keys, not a list
     3 | areas: [a, b]
       |        ^""",
    ),
    "E110 empty": (
        """\
flow: f
title: T
help:
steps:
  - {ask: a, text: Well, scale: yes_no}
""",
        """\
f.yaml:3:1: error E110: 'help' is empty
     3 | help:
       | ^
       = give it a value or remove it""",
    ),
    "E110 text as list": (
        """\
flow: f
title: T
help: [a, b]
steps:
  - {ask: a, text: Well, scale: yes_no}
""",
        """\
f.yaml:3:7: error E110: 'help' is a text, not a list
     3 | help: [a, b]
       |       ^
       = put a text with brackets in quotes""",
    ),
    "E110 duration": (
        """\
flow: f
title: T
remind: soon
steps:
  - {ask: a, text: Well, scale: yes_no}
""",
        """\
f.yaml:3:9: error E110: 'remind' is a duration like 2 days, not 'soon'
     3 | remind: soon
       |         ^
       = 1 to 999 minutes, hours, days, weeks or months""",
    ),
    "E110 range": (
        """\
flow: f
title: T
steps:
  - {ask: a, text: Well, scale: yes_no, range: 1-2}
""",
        """\
f.yaml:4:48: error E110: 'range' is two numbers like 0..10, not '1-2'
     4 |   - {ask: a, text: Well, scale: yes_no, range: 1-2}
       |                                                ^""",
    ),
    "E110 link": (
        """\
flow: f
title: T
steps:
  - {ask: a, text: Well, scale: yes_no, link: 'http://example.com'}
""",
        """\
f.yaml:4:47: error E110: 'link' is not such a link
     4 |   - {ask: a, text: Well, scale: yes_no, link: 'http://example.com'}
       |                                               ^
       = a link starts with https://, names no user and has at most 500 characters""",
    ),
    "E110 too many": (
        """\
flow: f
title: T
steps:
  - {ask: a, text: Well, choices: {no: No}}
""",
        """\
f.yaml:4:35: error E110: 'choices' holds 1; 2 to 25 are possible
     4 |   - {ask: a, text: Well, choices: {no: No}}
       |                                   ^""",
    ),
    "E110 every": (
        """\
flow: f
title: T
checkin: {every: 40 weeks}
steps:
  - {ask: a, text: Well, scale: yes_no}
""",
        """\
f.yaml:3:18: error E110: 'every' cannot be '40 weeks'
     3 | checkin: {every: 40 weeks}
       |                  ^
       = use day, weekday, week, month, or 2 weeks to 26 weeks""",
    ),
    "E110 time": (
        """\
flow: f
title: T
checkin: {every: week, at: 25:00}
steps:
  - {ask: a, text: Well, scale: yes_no}
""",
        """\
f.yaml:3:28: error E110: 'at' is a time like 09:30, not '25:00'
     3 | checkin: {every: week, at: 25:00}
       |                            ^""",
    ),
    "E110 score": (
        """\
flow: f
title: T
steps:
  - ask: a
    text: Well
    choices: {no: {text: No, score: low}, yes: {text: Yes, score: 1}}
""",
        """\
f.yaml:6:37: error E110: 'score' is a number or none, not 'low'
     6 |     choices: {no: {text: No, score: low}, yes: {text: Yes, score: 1}}
       |                                     ^""",
    ),
    "E110 characters": (
        """\
flow: f
title: T
steps:
  - {ask: a, text: Well, type: text, max: 5000}
""",
        """\
f.yaml:4:43: error E110: 'max' of a text is a whole number from 1 to 2,000
     4 |   - {ask: a, text: Well, type: text, max: 5000}
       |                                           ^""",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_message(name: str) -> None:
    written, said = CASES[name]
    assert shown(written) == said
