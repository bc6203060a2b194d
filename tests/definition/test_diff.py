"""What a change means (flow-language §11.2): its class, whether the version must rise, the near new name."""

import pytest

from bot.definition.diff import Difference, Effect, compare
from tests.definition.flows import flow

TEXT, PATH, SCORING, BREAKING = Effect.TEXT, Effect.PATH, Effect.SCORING, Effect.BREAKING

OLD = """\
flow: f
title: T
version: 3
help: Choose.
areas:
  b: {title: Backups, about: Copies, system: A system, owner: Lead, advice: {low: {why: So}}}
  c: {title: Access, talk: Well}
levels:
  low: {from: 0, title: Low, text: Not yet}
  top: {from: 50, title: Top}
gates:
  - {id: g, if: shared_logins is no, cap: low, text: Held}
  - {id: h, areas: [b, c], above: 1, text: Held too}
steps:
  - say: Hello
  - ask: size
    type: number
    min: 1
    text: How many
  - ask: shared_logins
    area: b
    text: People share logins
    link: https://example.com/a
    choices: {no: No, some: {text: Some, hint: a few, also: [bit]}, yes: Yes}
    variants: [{if: size is 1, text: I share}]
  - block: x
    if: size > 1
    area: c
    steps:
      - ask: mfa
        text: A second factor
        scale: agree5
        infer: {if: size is 2, answer: neutral}
      - say: Almost done
  - ask: poles
    area: c
    text: Between
    poles: {low: Bad, high: Good}
  - result: Done
  - {end: Bye, if: size > 9}
recommend:
  - {id: r, if: tier.b is low, areas: [b, c], text: Do this, link: https://example.com/b}
next:
  - {flow: other, if: size > 5, text: Go on, carry: [size]}
"""


def difference(*changes: tuple[str, str]) -> Difference:
    """OLD against a copy with these replacements."""
    text = OLD
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return compare(flow(OLD), flow(text))


CHANGES = [
    ("title: T\n", "title: Title\n", TEXT, "title changed"),
    ("help: Choose.", "help: Pick.", TEXT, "help changed"),
    ("title: T\n", "title: T\ncredit: Us\n", TEXT, "credit changed"),
    ("title: T\n", "title: T\nlanguages: [en, de]\n", TEXT, "languages [en], now [en, de]"),
    ("title: Backups", "title: Copies", TEXT, "area 'b': title changed"),
    ("owner: Lead", "owner: Boss", TEXT, "area 'b': owner changed"),
    ("{why: So}", "{why: Thus}", TEXT, "area 'b': advice changed"),
    ("talk: Well", "talk: What", TEXT, "area 'c': talk changed"),
    ("system: A system", "system: The system", TEXT, "area 'b': system changed"),
    ("text: Not yet", "text: Soon", TEXT, "level 'low': text changed"),
    ("text: Held}", "text: Kept}", TEXT, "gate 'g': text changed"),
    ("say: Hello", "say: Hi", TEXT, "say: text changed"),
    ("result: Done", "result: Well done", TEXT, "result: text changed"),
    ("end: Bye", "end: So long", TEXT, "end: text changed"),
    ("text: People share", "text: We share", TEXT, "question 'shared_logins': text changed"),
    (
        "com/a",
        "com/b",
        TEXT,
        "question 'shared_logins': link https://example.com/a, now https://example.com/b",
    ),
    ("hint: a few", "hint: few", TEXT, "question 'shared_logins': choice 'some': hint changed"),
    ("also: [bit]", "also: [bits]", TEXT, "question 'shared_logins': choice 'some': also changed"),
    ("no: No,", "no: Nope,", TEXT, "question 'shared_logins': choice 'no': text changed"),
    ("text: I share", "text: I do", TEXT, "question 'shared_logins': wording of variants changed"),
    ("high: Good", "high: Fine", TEXT, "question 'poles': poles changed"),
    ("text: Do this", "text: Do that", TEXT, "rule 'r': text changed"),
    ("text: Go on", "text: More", TEXT, "next: text changed"),
    ("text: How many\n", "text: How many\n    help: All\n", TEXT, "question 'size': help changed"),
    ("size > 9", "size > 8", PATH, "end: if size > 9, now size > 8"),
    ("if: size > 1\n", "if: size > 2\n", PATH, "block 'x': if size > 1, now size > 2"),
    ("size is 1,", "size is 3,", PATH, "question 'shared_logins': variants changed"),
    ("answer: neutral", "answer: agree", PATH, "question 'mfa': infer changed"),
    ("min: 1", "min: 2", PATH, "question 'size': min 1, now 2"),
    ("yes: Yes}", "yes: Yes, all: All}", SCORING, "question 'shared_logins': choice 'all' is new"),
    ("tier.b is low", "tier.b is good", PATH, "rule 'r': if tier.b is low, now tier.b is good"),
    ("areas: [b, c], text", "areas: [c, b], text", PATH, "rule 'r': areas [b, c], now [c, b]"),
    ("size > 5", "size > 6", PATH, "next changed"),
    ("title: T\n", "title: T\nremind: no\n", PATH, "remind changed"),
    ("title: T\n", "title: T\nexpire: 3 days\n", PATH, "expire changed"),
    ("title: T\n", "title: T\nprivate: yes\n", PATH, "private changed"),
    ("title: T\n", "title: T\ncheckin: {every: week}\n", PATH, "checkin changed"),
    ("  - say: Hello\n", "", PATH, "steps: another order"),
    ("system: A system, ", "", SCORING, "area 'b': system removed"),
    ("title: Access,", "title: Access, weight: 2,", SCORING, "area 'c': weight 1, now 2"),
    ("from: 50", "from: 60", SCORING, "level 'top': from 50, now 60"),
    ("above: 1", "above: 2", SCORING, "gate 'h' changed"),
    ("cap: low", "cap: top", SCORING, "gate 'g' changed"),
    ("area: b\n", "area: c\n", SCORING, "question 'shared_logins': area b, now c"),
    (
        "text: Between\n",
        "text: Between\n    reverse: yes\n",
        SCORING,
        "question 'poles': reverse no, now yes",
    ),
    ("text: Between\n", "text: Between\n    weight: 0.5\n", SCORING, "question 'poles': weight 1, now 0.5"),
    (
        "text: Between\n",
        "text: Between\n    optional: yes\n",
        SCORING,
        "question 'poles': optional no, now yes",
    ),
    (
        "text: Between\n",
        "text: Between\n    range: 0..5\n",
        SCORING,
        "question 'poles': range 1..5, now 0..5",
    ),
    ("title: T\n", "title: T\nscoring: {sem: 9}\n", SCORING, "sem not set, now 9"),
    ("title: T\n", "title: T\nweakest: {show: 1}\n", SCORING, "weakest changed"),
    ("title: T\n", "title: T\nbuild_order: [b]\n", SCORING, "build_order [b, c], now [b]"),
    ("ask: poles", "ask: pole", BREAKING, "question 'poles' is gone"),
    ("yes: Yes}", "yeah: Yes}", BREAKING, "question 'shared_logins': choice 'yes' is gone"),
    (
        "scale: agree5",
        "scale: agree5\n        dont_know: yes",
        PATH,
        "question 'mfa': choice 'dont_know' is new",
    ),
]


@pytest.mark.parametrize(("old", "new", "effect", "what"), CHANGES)
def test_a_change_and_its_class(old: str, new: str, effect: Effect, what: str) -> None:
    found = difference((old, new))
    assert what in [change.what for change in found.changes]
    assert found.effect is effect
    assert found.needs_version is (effect is not TEXT)


def test_nothing_changed() -> None:
    found = difference(("title: T\n", "title: T\n# a comment\n"))
    assert found.changes == ()
    assert found.effect is None
    assert not found.needs_version
    assert found.as_text() == "f: nothing changed"


def test_a_name_that_disappeared_offers_the_nearest_new_one() -> None:
    found = difference(("ask: poles", "ask: polls"))
    (gone,) = [change for change in found.changes if change.effect is BREAKING]
    assert (gone.what, gone.hint) == ("question 'poles' is gone", "is 'polls' the old 'poles'?")


def test_a_type_that_changed_breaks() -> None:
    new = OLD.replace("    poles: {low: Bad, high: Good}\n", "    scale: rate5\n")
    found = compare(flow(OLD), flow(new))
    assert [(change.effect, change.what) for change in found.changes] == [
        (BREAKING, "question 'poles': type poles, now choice")
    ]


def said(old: str, new: str) -> list[tuple[Effect, str]]:
    return [(change.effect, change.what) for change in compare(flow(old), flow(new)).changes]


CONSENT = OLD.replace("  - result", "  - {ask: ok, type: consent, purpose: report, text: May we}\n  - result")


def test_what_comes_and_goes() -> None:
    fewer = OLD.replace("  top: {from: 50, title: Top}\n", "").replace(
        "  - {id: h, areas: [b, c], above: 1, text: Held too}\n", ""
    )
    fewer = fewer.replace(
        "  - {id: r, if: tier.b is low, areas: [b, c], text: Do this, link: https://example.com/b}\n", ""
    )
    fewer = fewer.replace("recommend:\n", "recommend: []\n")
    gone = [(SCORING, "level 'top' is gone"), (SCORING, "gate 'h' is gone"), (PATH, "rule 'r' is gone")]
    new = [(SCORING, "level 'top' is new"), (SCORING, "gate 'h' is new"), (PATH, "rule 'r' is new")]
    assert said(OLD, fewer) == gone
    assert said(fewer, OLD) == new


def test_an_area_that_is_gone_breaks() -> None:
    two = "flow: f\ntitle: T\nareas: {a: A, b: B}\nsteps:\n  - {ask: x, area: a, text: X, scale: yes_no}\n"
    one = two.replace(", b: B", "")
    assert said(two, one) == [(BREAKING, "area 'b' is gone"), (SCORING, "build_order [a, b], now [a]")]


def test_the_order_of_areas_breaks_ties() -> None:
    one = "flow: f\ntitle: T\nareas: {a: A, b: B}\n"
    one += "steps:\n  - {ask: x, area: a, text: X, scale: yes_no}\n"
    assert (SCORING, "areas: another order") in said(one, one.replace("a: A, b: B", "b: B, a: A"))


def test_what_a_consent_is_for() -> None:
    new = CONSENT.replace("purpose: report", "purpose: contact")
    assert said(CONSENT, new) == [(PATH, "question 'ok': purpose report, now contact")]


def test_a_block_that_is_gone() -> None:
    new = OLD.replace("block: x", "block: y")
    assert said(OLD, new) == [(PATH, "block 'x' is gone"), (PATH, "block 'y' is new")]


def test_dont_know_that_is_gone_breaks() -> None:
    with_it = OLD.replace("scale: agree5", "scale: agree5\n        dont_know: yes")
    found = compare(flow(with_it), flow(OLD))
    assert [(change.effect, change.what) for change in found.changes] == [
        (BREAKING, "question 'mfa': choice 'dont_know' is gone")
    ]


def test_scores_of_choices() -> None:
    scored = OLD.replace("no: No, some: {text: Some,", "no: {text: No, score: none}, some: {text: Some,")
    found = compare(flow(OLD), flow(scored))
    assert "question 'shared_logins': choice 'no': score 1, now none" in [
        change.what for change in found.changes
    ]
    assert found.effect is SCORING


def test_order() -> None:
    one, other = (OLD.index(f"  - ask: {name}") for name in ("size", "shared_logins"))
    end = OLD.index("  - block: x")
    swapped = OLD[:one] + OLD[other:end].replace("    variants: [{if: size is 1, text: I share}]\n", "")
    swapped += OLD[one:other] + OLD[end:]
    what = [change.what for change in compare(flow(OLD), flow(swapped)).changes]
    assert what == ["steps: another order", "question 'shared_logins': variants changed",
                    "question 'shared_logins': wording of variants changed"]  # fmt: skip


def test_a_higher_version_is_enough() -> None:
    found = difference(("version: 3", "version: 4"), ("from: 50", "from: 60"))
    assert not found.needs_version
    assert (
        found.as_text()
        == """\
f: version 3 → 4

scoring: the version must rise; people in the middle finish on theirs; trends show a break
  level 'top': from 50, now 60"""
    )


def test_what_is_said() -> None:
    found = difference(
        ("ask: poles", "ask: polls"), ("from: 50", "from: 60"), ("help: Choose.", "help: Pick.")
    )
    assert (
        found.as_text()
        == """\
f: version 3 → 3

breaking: the version must rise; people in the middle finish on theirs; its trend ends
  question 'poles' is gone (is 'polls' the old 'poles'?)

scoring: the version must rise; people in the middle finish on theirs; trends show a break
  level 'top': from 50, now 60

path: the version must rise; people in the middle finish on theirs; trends go on
  question 'polls' is new

text: the version may stay; people in the middle see it at once; trends go on
  help changed

write  version: 4  before you publish this"""
    )
