"""Word for word: rules, next, consent and tests, W160 to E193 (flow-language §5.5–5.7)."""

import pytest

from tests.definition.flows import TEAM_MOOD, flow, shown

CASES = {
    "W160 no condition": (
        """\
flow: f
title: T
steps:
  - {ask: a, text: Well, scale: yes_no}
recommend:
  - id: r
    text: Do it
""",
        """\
f.yaml:6:5: warning W160: the rule 'r' has no 'if', so everybody is told
     6 |   - id: r
       |     ^
       = add  if: …""",
    ),
    "E170 carry": (
        """\
flow: f
title: T
steps:
  - {ask: a, text: Well, scale: yes_no}
next:
  - {flow: g, carry: [b]}
""",
        """\
f.yaml:6:23: error E170: there is no question 'b' to carry
     6 |   - {flow: g, carry: [b]}
       |                       ^
       = use one of: a""",
    ),
    "W171 not asked": (
        """\
flow: f
title: T
steps:
  - {ask: a, text: Well, scale: yes_no}
next:
  - {flow: team-mood, carry: [a]}
""",
        """\
f.yaml:6:31: warning W171: 'team-mood' does not ask 'a'
     6 |   - {flow: team-mood, carry: [a]}
       |                               ^
       = do not carry it""",
    ),
    "E172 other answers": (
        """\
flow: f
title: T
steps:
  - {ask: tools, text: Well, scale: yes_no}
next:
  - {flow: team-mood, carry: [tools]}
""",
        """\
f.yaml:6:31: error E172: 'tools' has other answers in 'team-mood'
     6 |   - {flow: team-mood, carry: [tools]}
       |                               ^
       = give both the same choices, or do not carry it""",
    ),
    "E173 unknown flow": (
        """\
flow: f
title: T
steps:
  - {ask: a, text: Well, scale: yes_no}
next:
  - flow: team-mod
""",
        """\
f.yaml:6:11: error E173: there is no flow 'team-mod'
     6 |   - flow: team-mod
       |           ^
       = did you mean 'team-mood'?""",
    ),
    "W174 never reached": (
        """\
flow: f
title: T
steps:
  - {ask: a, text: Well, scale: yes_no}
next:
  - flow: g
  - {flow: h, if: a is no}
""",
        """\
f.yaml:7:5: warning W174: this is never reached: the entry in line 6 always holds
     7 |   - {flow: h, if: a is no}
       |     ^
       = put the entry without 'if' last""",
    ),
    "E180 no consent": (
        """\
flow: f
title: T
steps:
  - {ask: mail, text: Where, type: email, profile: email}
""",
        """\
f.yaml:4:6: error E180: 'mail' is personal data but is asked without consent
     4 |   - {ask: mail, text: Where, type: email, profile: email}
       |      ^
       = ask a consent question first and add  if: <its name>""",
    ),
    "E180 not by itself": (
        """\
flow: f
title: T
steps:
  - {ask: ok, text: May we, type: consent, purpose: contact}
  - {ask: size, text: How many, type: number}
  - {ask: mail, if: ok or size > 3, text: Where, type: email, profile: email}
""",
        """\
f.yaml:6:6: error E180: 'mail' is personal data but is asked without consent
     6 |   - {ask: mail, if: ok or size > 3, text: Where, type: email, profile: email}
       |      ^
       = ask a consent question first and add  if: ok""",
    ),
    "E181 purpose": (
        """\
flow: f
title: T
steps:
  - ask: ok
    text: May we
    type: consent
""",
        """\
f.yaml:4:5: error E181: 'ok' asks for consent without a purpose
     4 |   - ask: ok
       |     ^
       = add  purpose: report  or  purpose: contact""",
    ),
    "E182 anonymous": (
        """\
flow: f
title: T
checkin: {every: week}
steps:
  - {ask: ok, text: May we, type: consent, purpose: contact}
  - {ask: mail, if: ok, text: Where, type: email, profile: email}
""",
        """\
f.yaml:6:51: error E182: 'mail' is kept with the person, but the check-in is anonymous
     6 |   - {ask: mail, if: ok, text: Where, type: email, profile: email}
       |                                                   ^
       = remove 'profile', or write  anonymous: no""",
    ),
    "E182 kept in an anonymous check-in": (
        """\
flow: f
title: T
checkin: {every: week}
steps:
  - {ask: a, text: Well, scale: yes_no, keep: mood}
""",
        """\
f.yaml:5:41: error E182: 'a' is kept with the person, but the check-in is anonymous
     5 |   - {ask: a, text: Well, scale: yes_no, keep: mood}
       |                                         ^
       = remove 'keep', or write  anonymous: no""",
    ),
    "E180 kept without consent": (
        """\
flow: f
title: T
steps:
  - {ask: town, text: Where, type: text, keep: town}
""",
        """\
f.yaml:4:6: error E180: 'town' is personal data but is asked without consent
     4 |   - {ask: town, text: Where, type: text, keep: town}
       |      ^
       = ask a consent question first and add  if: <its name>""",
    ),
    "E183 fresh alone": (
        """\
flow: f
title: T
steps:
  - {ask: a, text: Well, scale: yes_no, fresh: 2 weeks}
""",
        """\
f.yaml:4:41: error E183: 'fresh' is about a kept answer, but 'a' keeps none
     4 |   - {ask: a, text: Well, scale: yes_no, fresh: 2 weeks}
       |                                         ^
       = add  keep: <name>, or remove 'fresh'""",
    ),
    "E184 kept for a report": (
        """\
flow: f
title: T
steps:
  - {ask: ok, text: May we, type: consent, purpose: report}
  - {ask: call, text: May we call, type: consent, purpose: contact}
  - {ask: mail, if: ok, text: Where, type: email, keep: mail}
  - {ask: town, if: ok and call, text: Which town, type: text, keep: town}
  - {ask: size, if: ok, text: How many, type: number, keep: size}
""",
        """\
f.yaml:6:51: error E184: 'mail' is kept, but the consent for a report promises to forget it
     6 |   - {ask: mail, if: ok, text: Where, type: email, keep: mail}
       |                                                   ^
       = remove 'keep', or ask it under a consent with  purpose: contact""",
    ),
    "E112 kept twice, E116 a consent": (
        """\
flow: f
title: T
steps:
  - {ask: a, text: Well, scale: yes_no, keep: mood}
  - {ask: b, text: And now, scale: yes_no, keep: mood}
  - {ask: ok, text: May we, type: consent, purpose: report, keep: ok}
""",
        """\
f.yaml:5:50: error E112: 'mood' is used twice, first in line 4
     5 |   - {ask: b, text: And now, scale: yes_no, keep: mood}
       |                                                  ^
       = choose another name

f.yaml:6:61: error E116: 'keep' does not fit type consent
     6 |   - {ask: ok, text: May we, type: consent, purpose: report, keep: ok}
       |                                                             ^
       = remove it, or change the type""",
    ),
    "E185 W186 team-mo kept otherwise": (
        """\
flow: f
title: T
steps:
  - {ask: a, text: "Well, team-mo", scale: yes_no, keep: tools}
  - {ask: b, text: Now, keep: focus, choices: {agree: Yes, other: No}}
  - {ask: c, text: Then, type: number, keep: nobody_else}
""",
        """\
f.yaml:4:58: error E185: 'tools' is kept by 'team-mood' too, with other answers ('tools')
     4 |   - {ask: a, text: "Well, team-mo", scale: yes_no, keep: tools}
       |                                                          ^
       = keep it under another name, or give both the same kind of answers

f.yaml:5:31: warning W186: some answers kept as 'focus' do not fit in both 'b' and 'team-mood'
     5 |   - {ask: b, text: Now, keep: focus, choices: {agree: Yes, other: No}}
       |                               ^
       = who gave one of these is asked again: disagree, neutral, other, strongly_agree, strongly_disagree""",
    ),
    "W187 team-mo kept in private": (
        """\
flow: f
title: T
private: yes
steps:
  - {ask: a, text: "Well, team-mo", keep: focus, scale: agree5}
""",
        """\
f.yaml:5:43: warning W187: 'focus' is kept by 'team-mood' too, and one of the two flows is private
     5 |   - {ask: a, text: "Well, team-mo", keep: focus, scale: agree5}
       |                                           ^
       = what is told in private is asked again in the open; make both private, or neither""",
    ),
    "E190 E191 kept in a test": (
        """\
flow: f
title: T
steps:
  - {ask: a, text: Well, scale: yes_no, dont_know: yes, keep: mood}
  - {ask: b, text: And now, scale: yes_no}
tests:
  - {name: one, kept: {a: dont_know, b: no, d: no}, expect: {}}
""",
        """\
f.yaml:7:27: error E191: "don't know" is never kept
     7 |   - {name: one, kept: {a: dont_know, b: no, d: no}, expect: {}}
       |                           ^

f.yaml:7:38: error E190: 'b' keeps no answer
     7 |   - {name: one, kept: {a: dont_know, b: no, d: no}, expect: {}}
       |                                      ^
       = add  keep: <name>  to the question, or move it to 'answers'

f.yaml:7:45: error E190: there is no question 'd'
     7 |   - {name: one, kept: {a: dont_know, b: no, d: no}, expect: {}}
       |                                             ^
       = use one of: a, b""",
    ),
    "E190 question": (
        """\
flow: f
title: T
steps:
  - {ask: a, text: Well, scale: yes_no}
tests:
  - name: one
    answers: {b: no}
    expect: {not_asked: [c]}
""",
        """\
f.yaml:7:15: error E190: there is no question 'b'
     7 |     answers: {b: no}
       |               ^
       = use one of: a

f.yaml:8:26: error E190: there is no question 'c'
     8 |     expect: {not_asked: [c]}
       |                          ^
       = use one of: a""",
    ),
    "E191 answer": (
        """\
flow: f
title: T
steps:
  - {ask: a, text: Well, scale: yes_no}
  - {ask: n, text: How many, type: number, min: 1, max: 9}
  - {ask: m, text: Which, type: multi, choices: {x: X, y: Y, z: {text: Z, alone: yes}}}
  - {ask: ok, text: May we, type: consent, purpose: report}
tests:
  - name: one
    answers: {a: nope, n: 10, m: [x, z], ok: maybe}
    expect: {complete: yes}
""",
        """\
f.yaml:10:18: error E191: 'nope' is not an answer of 'a'
    10 |     answers: {a: nope, n: 10, m: [x, z], ok: maybe}
       |                  ^
       = did you mean 'no'?

f.yaml:10:27: error E191: 'n' takes numbers up to 9
    10 |     answers: {a: nope, n: 10, m: [x, z], ok: maybe}
       |                           ^

f.yaml:10:34: error E191: a choice that stands alone excludes the others
    10 |     answers: {a: nope, n: 10, m: [x, z], ok: maybe}
       |                                  ^

f.yaml:10:46: error E191: 'ok' is answered by yes or no
    10 |     answers: {a: nope, n: 10, m: [x, z], ok: maybe}
       |                                              ^""",
    ),
    "E192 expectation": (
        """\
flow: f
title: T
steps:
  - {ask: a, text: Well, scale: yes_no}
tests:
  - name: one
    expect: {score.total: 3, levle: low}
""",
        """\
f.yaml:7:14: error E192: 'score.total' cannot be expected
     7 |     expect: {score.total: 3, levle: low}
       |              ^
       = did you mean 'score.overall'?

f.yaml:7:30: error E192: 'levle' cannot be expected
     7 |     expect: {score.total: 3, levle: low}
       |                              ^
       = did you mean 'level'?""",
    ),
    "E193 value": (
        """\
flow: f
title: T
steps:
  - {ask: a, text: Well, scale: yes_no}
tests:
  - name: one
    expect: {score.overall: high, level: top, complete: sure, weakest: a}
""",
        """\
f.yaml:7:29: error E193: 'score.overall' is a number, a range or none
     7 |     expect: {score.overall: high, level: top, complete: sure, weakest: a}
       |                             ^
       = 40, 40..60 or none

f.yaml:7:42: error E193: 'level' is a level or none, not 'top'
     7 |     expect: {score.overall: high, level: top, complete: sure, weakest: a}
       |                                          ^
       = use one of: low, fair, good, none

f.yaml:7:57: error E193: 'complete' is yes or no
     7 |     expect: {score.overall: high, level: top, complete: sure, weakest: a}
       |                                                         ^

f.yaml:7:72: error E193: 'weakest' is a list
     7 |     expect: {score.overall: high, level: top, complete: sure, weakest: a}
       |                                                                        ^
       = write  [a, b]  or  []""",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_message(name: str) -> None:
    written, said = CASES[name]
    mood = TEAM_MOOD.replace("ask: tools", "ask: tools\n    keep: tools")
    mood = mood.replace("ask: focus", "ask: focus\n    keep: focus")
    others = {"team-mood": flow(mood, "team-mood.yaml")} if "team-mo" in written else None
    assert shown(written, others=others) == said
