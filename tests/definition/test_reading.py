"""Wrong values of every kind are said once, and reading goes on: code, line and message of each finding."""

import pytest
from yaml import YAMLError

from bot.definition.finding import START
from bot.definition.source.explaining import explain
from bot.definition.source.nodes import Text
from tests.definition.flows import checked

HEAD = "flow: f\ntitle: T\n"
ASK = "steps:\n  - {ask: a, text: Well, scale: yes_no}\n"
MULTI = "steps:\n  - {ask: m, type: multi, text: Which, choices: {x: X, y: Y}, dont_know: yes}\n"
TEXT = "steps:\n  - {ask: t, type: text, text: What, max: 3}\n"
NUMBER = "steps:\n  - {ask: n, type: number, text: How many, min: 1}\n"


def test(answers: str) -> str:
    return f"tests:\n  - {{name: t, answers: {answers}, expect: {{complete: yes}}}}\n"


test.__test__ = False  # type: ignore[attr-defined]  # a test inside a flow file

CASES: dict[str, list[tuple[str, int, str]]] = {
    HEAD + "help: ''\n" + ASK: [("E110", 3, "'help' is empty")],
    HEAD + "scale: [a]\nsteps:\n  - {ask: a, text: Well, scale: yes_no}\n": [
        ("E110", 3, "'scale' is a scale, not a list")
    ],
    HEAD + "version: {a: b}\n" + ASK: [
        ("E110", 3, "'version' is a whole number from 1 to 1,000,000, not a map")
    ],
    HEAD + "scale: ''\n" + ASK: [("E110", 3, "'scale' is empty")],
    HEAD + "remind: [1]\n" + ASK: [("E110", 3, "'remind' is a duration like 2 days, not a list")],
    HEAD + "areas:\n" + ASK: [("E110", 3, "'areas' is a map of keys, not empty")],
    HEAD + "areas: b\n" + ASK: [("E110", 3, "'areas' is a map of keys, not a text")],
    HEAD + "areas: {b: ''}\n" + ASK: [("E110", 3, "'b' is empty")],
    HEAD + "help: {en: [a]}\n" + ASK: [("E110", 3, "'help' in 'en' is a text")],
    HEAD + "help: {two words: a}\n" + ASK: [
        ("E140", 3, "'two words' is not one of the languages of this flow")
    ],
    HEAD + "checkin: {every: [week]}\n" + ASK: [("E110", 3, "'every' is how often, not a list")],
    HEAD + "checkin: {every: day, at: [10]}\n" + ASK: [("E110", 3, "'at' is a time like 09:30, not a list")],
    HEAD + "languages: []\n" + ASK: [("E110", 3, "'languages' holds 0; 1 to 30 are possible")],
    HEAD + "next: [" + ", ".join(f"{{flow: g{n}, if: a is no}}" for n in range(11)) + "]\n" + ASK: [
        ("E110", 3, "'next' holds 11; at most 10 are possible")
    ],
    HEAD + "scales: {s: {x: [a], y: Y}}\nsteps:\n  - {ask: a, text: Well, scale: s}\n": [
        ("E110", 3, "'x' is a text, not a list")
    ],
    HEAD + "scales: {is: {x: X, y: Y}}\nsteps:\n  - {ask: a, text: Well, scale: is}\n": [
        ("E105", 3, "'is' is a reserved word")
    ],
    HEAD + "steps:\n  - hello\n": [("E110", 4, "'a step of steps' is a map of keys, not a text")],
    HEAD + "steps:\n  - [{aks: [b]}]\n": [("E110", 4, "'a step of steps' is a map of keys, not a list")],
    HEAD + "steps:\n  - {aks: [b], text: Well}\n": [
        ("E103", 4, "a step has exactly one of ask, say, block, result, end")
    ],
    HEAD + "steps:\n  - {}\n": [("E103", 4, "a step has exactly one of ask, say, block, result, end")],
    HEAD + "steps:\n  - {ask: a, text: Well, scale: yes_no, range: [0, 1]}\n": [
        ("E110", 4, "'range' is two numbers like 0..10, not a list")
    ],
    HEAD + "steps:\n  - {ask: a, text: Well, scale: yes_no, link: [x]}\n": [
        ("E110", 4, "'link' is a link, not a list")
    ],
    HEAD + "steps:\n  - {ask: a, text: Well, scale: yes_no, optional: [x]}\n": [
        ("E110", 4, "'optional' is yes or no, not a list")
    ],
    HEAD + "steps:\n  - {ask: a, text: Well, type: [x], scale: yes_no, min: 3}\n": [
        ("E110", 4, "'type' is one of choice, multi, number, text, email, phone, consent, not a list")
    ],
    HEAD + "steps:\n  - {ask: a, text: Well, scale: yes_no, if: [x]}\n": [
        ("E110", 4, "'if' is a condition, not a list")
    ],
    HEAD + "steps:\n  - {ask: a, text: Well, poles: [x, y]}\n": [
        ("E110", 4, "'poles' is a map of keys, not a list")
    ],
    HEAD + "steps:\n  - {ask: a, text: Well, choices: [x, y]}\n": [
        ("E110", 4, "'choices' is a map of keys, not a list")
    ],
    HEAD + "steps:\n  - {ask: a, text: Well, scale: [x]}\n": [("E110", 4, "'scale' is a scale, not a list")],
    HEAD + "steps:\n  - {ask: a, text: Well, choices: {x: {text: X, score: [1]}, y: Y}}\n": [
        ("E110", 4, "'score' is a number or none, not a list")
    ],
    HEAD + f"steps:\n  - {{ask: a, text: Well, choices: {{x: {{text: X, also: [{'w' * 101}]}}, y: Y}}}}\n": [
        ("E142", 4, "a word in 'also' has more than 100 characters")
    ],
    HEAD + "steps:\n  - {ask: a, text: Well, choices: {x: {text: X, also: {en: ok}}, y: {score: 1}}}\n": [
        ("E110", 4, "'also' is a list"),
        ("E133", 4, "'x' has no score, but 'y' has one"),
        ("E101", 4, "'text' is missing"),
    ],
    HEAD + "steps:\n  - {ask: a, text: Well, scale: yes_no, Yes, we do: x}\n": [
        ("E105", 4, "the text was cut at a comma: 'Yes' cannot be a name here"),
        ("E102", 4, "unknown key 'we do'"),
    ],
    HEAD + "steps:\n  - {ask: a, text: Well, scale: yes_no, variants: [{if: 'a ==', text: [x]}]}\n": [
        ("E200", 4, "'==' does not belong in a condition"),
        ("E110", 4, "'text' is a text, not a list"),
    ],
    HEAD + "steps:\n  - {ask: a, text: Well, scale: yes_no}\n"
    "  - {ask: b, text: Well, scale: yes_no, infer: {if: a is no, answer: }}\n": [
        ("E110", 5, "'answer' is empty")
    ],
    HEAD + "steps:\n  - {ask: a, text: Well, scale: yes_no}\n"
    "  - {ask: b, text: Well, scale: yes_no, infer: {if: a is no, answer: nay}}\n": [
        ("E104", 5, "'nay' is not an answer of 'b'")
    ],
    HEAD + "steps:\n  - {ask: a, text: Well, type: number, points: {0: x}}\n": [
        ("E110", 4, "'0' is a number, not 'x'")
    ],
    HEAD + "steps:\n  - {ask: a, text: Well, type: number, points: {0: 3, 5: 3}}\n": [
        ("E132", 4, "all answers of 'a' score the same")
    ],
    HEAD + "scoring: {method: mean}\nlevels: {low: {from: 3, title: Low}}\nsteps:\n  - {say: Hi}\n": [],
    HEAD + "scoring: {method: sum, overall: no}\nareas: {b: {title: B, lookup: {1: 40, 2: 60}}}\n"
    "tiers: {low: {from: 30, title: Low}}\nsteps:\n  - {ask: a, area: b, text: Well, scale: yes_no}\n": [
        ("E130", 5, "the lowest tier 'low' starts at 30, the lowest score is 40")
    ],
    HEAD + "steps:\n  - {ask: e, if: 'a ==', text: Where, type: email, profile: email}\n": [
        ("E200", 4, "'==' does not belong in a condition")
    ],
    HEAD + ASK + test("{a: {x: y}}"): [("E191", 6, "a map is not an answer of 'a'")],
    HEAD + ASK + test("{a: [no]}"): [("E191", 6, "a list is not an answer of 'a'")],
    HEAD + MULTI + test("{m: x}"): [],
    HEAD + MULTI + test("{m: dont_know}"): [],
    HEAD + MULTI + test("{m: [x, [y]]}"): [("E191", 6, "'m' takes a list of choices")],
    HEAD + MULTI + test("{m: [x, z]}"): [("E191", 6, "'z' is not an answer of 'm'")],
    HEAD + MULTI + test("{m: [x, x]}"): [("E191", 6, "'m' takes at least one choice, each once")],
    HEAD + MULTI + test("{m: []}"): [("E191", 6, "'m' takes at least one choice, each once")],
    HEAD + TEXT + test("{t: four}"): [("E191", 6, "'t' takes 1 to 3 characters")],
    HEAD + TEXT + test("{t: one}"): [],
    HEAD + NUMBER + test("{n: one}"): [("E191", 6, "'n' takes a number, not 'one'")],
    HEAD + NUMBER + test("{n: 0}"): [("E191", 6, "'n' takes numbers from 1 on")],
    HEAD + "steps:\n  - {ask: a, text: Well, choices: [x]}\n" + test("{a: x}"): [
        ("E110", 4, "'choices' is a map of keys, not a list")
    ],
    HEAD + "steps:\n  - {ask: a, type: multi, text: Well, scale: yes_no}\n": [],
    "flow: f\ntitle: T\n%x\n": [
        ("Y011", 3, "lines that start with '%' are directives, which flows do not have")
    ],
    "flow: [\n%x]\n": [("Y011", 2, "lines that start with '%' are directives, which flows do not have")],
    "flow: |\n  x\n y\n": [("Y000", 3, "this does not line up with the lines above")],
    "flow: {?x: y}\n": [("Y022", 1, "an unquoted '?' inside { } or [ ]")],
    "flow: &x [f]\n": [("Y012", 1, "'&' at the start of a text means an anchor, which flows do not have")],
    "*a : b\n": [("Y012", 1, "'*' at the start of a text means an alias, which flows do not have")],
    "a:\tb\n": [("Y000", 1, "a tab cannot stand here")],
}


@pytest.mark.parametrize("text", CASES)
def test_findings(text: str) -> None:
    found = [(finding.code, finding.place.line, finding.message) for finding in checked(text).findings.shown]
    assert sorted(found) == sorted(set(CASES[text]))


def test_only_the_first_of_very_many_faults_are_looked_for() -> None:
    found = checked("".join(f"k{n}: *x\n" for n in range(1_000))).findings
    assert (len(found.shown), found.more) == (50, 50)


def test_a_parser_that_cannot_say_where() -> None:
    finding = explain(YAMLError("broken"), Text(""), None, None)
    assert (finding.code, finding.place, finding.hint) == ("Y000", START, "is it a flow file at all?")
