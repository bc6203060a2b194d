"""Word for word: texts, labels and placeholders, E140 to E150 (flow-language §5.8, §14)."""

import pytest

from tests.definition.flows import shown

CASES = {
    "E140 language": (
        """\
flow: f
languages: [en, de]
title: {en: T, de: T}
help: {en: Choose, fr: Choisir}
steps:
  - {ask: a, text: {en: Well, de: Nun}, scale: yes_no}
""",
        """\
f.yaml:4:20: error E140: 'fr' is not one of the languages of this flow
     4 | help: {en: Choose, fr: Choisir}
       |                    ^
       = add it to 'languages'""",
    ),
    "E140 typed word": (
        """\
flow: f
title: T
steps:
  - ask: a
    text: Well
    choices: {x: {text: X, also: {nl: [ja]}}, y: Y}
""",
        """\
f.yaml:6:35: error E140: 'nl' is not one of the languages of this flow
     6 |     choices: {x: {text: X, also: {nl: [ja]}}, y: Y}
       |                                   ^
       = add it to 'languages'""",
    ),
    "E140 no language": (
        """\
flow: f
title: T
help: {why: Choose}
steps:
  - {ask: a, text: Well, scale: yes_no}
""",
        """\
f.yaml:3:8: error E140: 'why' is not one of the languages of this flow
     3 | help: {why: Choose}
       |        ^
       = add it to 'languages'""",
    ),
    "W141 translation": (
        """\
flow: f
languages: [en, de]
title: {en: T, de: T}
steps:
  - ask: a
    text: {en: Well}
    scale: yes_no
  - say: Hello
""",
        """\
f.yaml:6:11: warning W141: 'text' has no translation: de
     6 |     text: {en: Well}
       |           ^

f.yaml:8:10: warning W141: 'say' has no translation: de
     8 |   - say: Hello
       |          ^""",
    ),
    "E142 too long": (
        """\
flow: f
title: T
areas: {b: A heading that has far more than forty characters}
steps:
  - {ask: a, area: b, text: Well, scale: yes_no}
""",
        """\
f.yaml:3:12: error E142: 'b' has 49 characters; at most 40 fit
     3 | areas: {b: A heading that has far more than forty characters}
       |            ^
       = shorten it""",
    ),
    "W144 placeholders": (
        """\
flow: f
languages: [en, de]
title: {en: T, de: T}
steps:
  - ask: a
    text: {en: Well, de: Nun}
    scale: yes_no
  - say: {en: 'So {a}.', de: Also.}
""",
        """\
f.yaml:8:30: warning W144: '{a}' is used in only one of en and de
     8 |   - say: {en: 'So {a}.', de: Also.}
       |                              ^
       = use the same placeholders in every language""",
    ),
    "W145 many": (
        """\
flow: f
title: T
steps:
  - ask: a
    text: Well
    choices: {a: A, b: B, c: C, d: D, e: E, f: F, g: G, h: H}
""",
        """\
f.yaml:6:5: warning W145: 8 choices; more than 7 are hard to compare
     6 |     choices: {a: A, b: B, c: C, d: D, e: E, f: F, g: G, h: H}
       |     ^
       = join some, or split the question""",
    ),
    "E147 equal": (
        """\
flow: f
title: T
steps:
  - ask: a
    text: Well
    choices: {x: Yes, y: 'yes ', z: No}
""",
        """\
f.yaml:6:23: error E147: 'y' has the same label as 'x' (en)
     6 |     choices: {x: Yes, y: 'yes ', z: No}
       |                       ^
       = word them differently""",
    ),
    "E147 don't know": (
        """\
flow: f
title: T
dont_know: Not sure
steps:
  - ask: a
    text: Well
    choices: {x: Yes, y: not sure}
""",
        """\
f.yaml:7:23: error E147: 'y' has the same label as 'dont_know' (en)
     7 |     choices: {x: Yes, y: not sure}
       |                       ^
       = word them differently""",
    ),
    "W148 typed": (
        """\
flow: f
title: T
steps:
  - ask: a
    text: Well
    choices:
      x: {text: All right, also: [ok]}
      y: {text: Good, also: [OK]}
""",
        """\
f.yaml:8:30: warning W148: 'OK' is typed for 'y' and for 'x'
     8 |       y: {text: Good, also: [OK]}
       |                              ^
       = keep it with one of them""",
    ),
    "E150 unknown": (
        """\
flow: f
title: T
steps:
  - {ask: a, text: Well, scale: yes_no}
  - say: 'You said {b}, {socre.overall} and {a'
""",
        """\
f.yaml:5:20: error E150: unknown placeholder '{b}'
     5 |   - say: 'You said {b}, {socre.overall} and {a'
       |                    ^
       = write '{{' and '}}' for braces

f.yaml:5:25: error E150: unknown placeholder '{socre.overall}'
     5 |   - say: 'You said {b}, {socre.overall} and {a'
       |                         ^
       = did you mean 'score.overall'?

f.yaml:5:45: error E150: a single '{'
     5 |   - say: 'You said {b}, {socre.overall} and {a'
       |                                             ^
       = write '{{' for a brace""",
    ),
    "E150 too early": (
        """\
flow: f
title: T
steps:
  - say: 'You said {a}'
  - {ask: a, text: 'Level {level}', scale: yes_no}
""",
        """\
f.yaml:4:20: error E150: '{a}' is not known here
     4 |   - say: 'You said {a}'
       |                    ^
       = only answers of earlier questions are known

f.yaml:5:27: error E150: '{level}' is not known here
     5 |   - {ask: a, text: 'Level {level}', scale: yes_no}
       |                           ^
       = scores are known from the result on, in advice, recommend and next; in gates without the level""",
    ),
    "E150 no areas": (
        """\
flow: f
title: T
steps:
  - {ask: a, text: Well, scale: yes_no}
recommend:
  - {id: r, if: a is no, text: 'Look at {worst}.'}
""",
        """\
f.yaml:6:41: error E150: '{worst}' is not known here
     6 |   - {id: r, if: a is no, text: 'Look at {worst}.'}
       |                                         ^
       = it needs 'areas' in the same gate or rule""",
    ),
    "E150 no levels": (
        """\
flow: f
title: T
levels: {}
steps:
  - {ask: a, text: Well, scale: yes_no}
  - result: '{level}'
""",
        """\
f.yaml:6:14: error E150: '{level}' is not known here
     6 |   - result: '{level}'
       |              ^
       = the flow has no levels""",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_message(name: str) -> None:
    written, said = CASES[name]
    assert shown(written) == said
