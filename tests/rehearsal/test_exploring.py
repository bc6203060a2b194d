"""Exploration finds what nobody can reach, and reaches what somebody can.

1. W220 to W224, each at its place, for things that are out of reach.
2. Both sides of every number in a condition are tried; rare combinations are headed for.
3. The same seed gives the same conversations; it ends when everything was seen, or when it is told to.
4. The shipped flows have nothing out of reach.
"""

from pathlib import Path
from random import Random

import pytest

from bot.definition.load import load
from bot.definition.rendering import as_text
from bot.rehearsal import Part, rehearse, unseen_findings
from bot.rehearsal.exploring import MOST_CONVERSATIONS
from bot.rehearsal.interests import way_to
from tests.rehearsal.flows import HEAD, flow_of

FLOWS = Path(__file__).parents[2] / "flows"


def unseen(text: str, seed: int = 1) -> list[str]:
    """What no conversation reaches, choices aside."""
    rehearsal = rehearse(flow_of(text), Random(seed), lambda: False)
    return [name for part, name in rehearsal.unseen if part is not Part.CHOICE]


DEAD_ENDS = """\
areas: {x: X, y: Y}
levels:
  first:  {from: 0, title: First}
  second: {from: 50, title: Second}
  third:  {from: 99.5, title: Third}
gates:
  - {id: idle, if: a is bad, cap: second, text: Idle.}
  - {id: ceiling, if: a is good, cap: second, text: Ceiling.}
steps:
  - ask: a
    area: x
    text: A?
    choices: {bad: Bad, good: Good}
  - ask: b
    area: y
    if: a is good
    text: B?
    choices: {bad: {text: Bad, score: 1}, good: {text: Good, score: 2}}
    range: 0..2
  - block: inner
    if: a is bad
    steps:
      - ask: c
        if: answered(b)
        type: text
        text: C?
  - ask: d
    type: text
    text: D?
recommend:
  - {id: wise, if: tier.y is low, text: Wise.}
  - {id: fine, if: tier.x is good, text: Fine.}
next:
  - {flow: small, text: More.}
  - {flow: other, if: a is good, text: Or that.}
"""


OUT_OF_REACH = """\
small.yaml:25:14: warning W220: 'c' is never asked
    25 |       - ask: c
       |              ^
       = does its condition ever hold? then write a test that asks it
small.yaml:33:10: warning W221: 'wise' is never recommended
    33 |   - {id: wise, if: tier.y is low, text: Wise.}
       |          ^
       = does its condition ever hold? then write a test that shows it
small.yaml:37:12: warning W222: 'other' never follows
    37 |   - {flow: other, if: a is good, text: Or that.}
       |            ^
       = does its condition ever hold, and no entry before it always?
small.yaml:7:3: warning W223: level 'third' is never reached
     7 |   third:  {from: 99.5, title: Third}
       |   ^
       = do its lowest score and the gates leave room for it?
small.yaml:9:10: warning W224: gate 'idle' never caps the level
     9 |   - {id: idle, if: a is bad, cap: second, text: Idle.}
       |          ^
       = can the score reach a level above its cap?
"""


def test_what_is_out_of_reach_is_said_where_it_stands() -> None:
    """`c` wants b answered, which the bad ones never are; b is 50 or more, so tier y is never low; an overall
    of 99.5 needs a good a, whose gate holds it at second; with a bad a the level is first, so `idle` is idle;
    the first next always holds.
    """
    source = (HEAD + DEAD_ENDS).encode()
    loaded = load(source, "small.yaml")
    assert loaded.flow is not None
    rehearsal = rehearse(loaded.flow, Random(1), lambda: False)
    said = [as_text(finding) for finding in unseen_findings(rehearsal.unseen, source, "small.yaml")]
    assert "\n".join(said) + "\n" == OUT_OF_REACH
    assert rehearsal.explored == MOST_CONVERSATIONS


def test_a_level_that_nobody_wrote_is_not_missed() -> None:
    """The default levels; a question that is 50 at least never makes it low, nor should it be."""
    text = (
        "steps:\n  - ask: a\n    text: A?\n    range: 0..2\n"
        "    choices: {bad: {text: B, score: 1}, good: {text: G, score: 2}}\n"
    )
    rehearsal = rehearse(flow_of(text), Random(1), lambda: False)
    assert rehearsal.unseen == ((Part.LEVEL, "low"),)
    assert unseen_findings(rehearsal.unseen, (HEAD + text).encode(), "small.yaml") == []


NUMBERS = """
steps:
  - ask: n
    type: number
    min: 0
    max: 1000000
    range: 0..10
    text: N?
  - {ask: steps, type: number, points: {0: 0, 10: 1, 500: 2}, text: S}
  - {ask: free, type: number, text: F}
  - ask: exactly
    if: n is 77777
    type: text
    text: E?
  - ask: between
    if: n > 500 and n < 502
    type: text
    text: B?
  - ask: edge
    if: n >= 1000000
    type: text
    text: F?
"""


@pytest.mark.parametrize("seed", range(5))
def test_both_sides_of_numbers_are_tried(seed: int) -> None:
    assert unseen(NUMBERS, seed) == []


RARE = """
scales: {ten: {a: A, b: B, c: C, d: D, e: E, f: F, g: G, h: H, i: I, j: J}}
steps:
  - {ask: one, scale: ten, text: 1}
  - {ask: two, scale: ten, text: 2}
  - {ask: three, scale: ten, text: 3}
  - {ask: four, scale: ten, text: 4, if: one is c and two is d}
  - ask: many
    type: multi
    text: Many?
    choices: {a: A, b: B, c: C, d: D, e: {text: E, alone: yes}}
  - ask: words
    type: text
    text: Words?
  - ask: ok
    type: consent
    purpose: report
    text: OK?
  - {ask: deep, type: text, text: Deep, if: "four is j and three in [e, f]"}
  - {ask: lonely, type: text, text: Lonely, if: many has e and not ok}
  - {ask: spoken, type: text, text: Spoken, if: 'words is "open sesame"'}
  - {ask: counted, type: text, text: Counted, if: count(many) >= 4}
recommend:
  - {id: low_luck, if: one is a and two is a and three is a and score.overall < 1, text: Low.}
"""


@pytest.mark.parametrize("seed", range(5))
def test_rare_combinations_are_found(seed: int) -> None:
    """`deep` needs four answers of ten each: by chance one conversation in 5,000."""
    assert unseen(RARE, seed) == []


HIDDEN = """
scales: {ten: {a: A, b: B, c: C, d: D, e: E, f: F, g: G, h: H, i: I, j: J}}
steps:
  - {ask: one, scale: ten, text: 1}
  - {ask: two, scale: ten, text: 2}
  - {ask: three, scale: ten, text: 3}
  - {ask: four, scale: ten, text: 4}
  - {ask: five, scale: ten, text: 5}
  - {ask: door, scale: ten, text: 6, if: one is a and two is b and three is c and four is d and five is e}
  - {ask: room, type: text, text: 7, if: door is j}
recommend:
  - id: any
    if: one >= a and two in [a, b, c, d, e, f, g, h, i, j] and three in [a, b, c, d, e, f, g, h, i, j]
    text: Any.
  - id: more
    if: four in [a, b, c, d, e, f, g, h, i, j] and five in [a, b, c, d, e, f, g, h, i, j]
    text: More.
"""


def test_the_way_to_something_goes_on_to_what_its_conditions_ask_about() -> None:
    """The room asks for the door, the door for five answers."""
    way = way_to(flow_of(HIDDEN), (Part.QUESTION, "room"))
    assert [condition.source.split()[0] for condition in way] == ["door", "one"]


@pytest.mark.parametrize("seed", range(5))
def test_what_is_far_away_is_headed_for(seed: int) -> None:
    """By chance the room is found once in a million conversations: its door alone is one in 100,000."""
    assert unseen(HIDDEN, seed) == []


FAR_APART = "\n".join(
    [
        "areas: {" + ", ".join(f"a{n}: A{n}" for n in range(7)) + "}",
        "scale: agree5",
        "steps:",
        *(f"  - {{ask: q{n}, area: a{n // 2}, text: Q}}" for n in range(14)),
        "recommend:",
        "  - id: islands",
        "    if: " + " and ".join(f"score.a{n} {'< 10' if n % 2 else '> 90'}" for n in range(7)),
        "    text: So.",
    ]
)


@pytest.mark.parametrize("seed", range(5))
def test_areas_at_opposite_ends_are_headed_for(seed: int) -> None:
    """By chance fourteen questions of five answers agree to this once in six thousand million times."""
    assert unseen(FAR_APART, seed) == []


ALIKE = "\n".join(
    [
        "areas: {" + ", ".join(f"a{n}: A{n}" for n in range(9)) + "}",
        "scale: agree5",
        "levels:",
        "  low: {from: 0, title: Low}",
        "  middle: {from: 2, title: Middle}",
        "  perfect: {from: 99, title: Perfect}",
        "steps:",
        *(f"  - {{ask: q{n}, area: a{n // 2}, text: Q}}" for n in range(18)),
        "recommend:",
        "  - {id: best, if: score.overall >= 99, text: So.}",
        "  - {id: worst, if: level is low, text: So.}",
        "next:",
        "  - {flow: small, if: score.overall <= 1}",
    ]
)


@pytest.mark.parametrize("seed", range(5))
def test_all_areas_alike_are_headed_for_where_the_whole_counts(seed: int) -> None:
    """By chance each end comes up once in 5 to the power of 18 times, a billion and more."""
    assert unseen(ALIKE, seed) == []


ONE_OF_MANY = """
scales: {ten: {a: A, b: B, c: C, d: D, e: E, f: F, g: G, h: H, i: I, j: J}}
steps:
  - {ask: one, scale: ten, text: 1}
  - {ask: two, scale: ten, text: 2}
  - {ask: three, scale: ten, text: 3}
  - {ask: four, scale: ten, text: 4, if: one is a and two is b and three is c}
"""


@pytest.mark.parametrize("seed", range(5))
def test_each_choice_behind_a_condition_is_headed_for(seed: int) -> None:
    """By chance each of the ten is chosen once in ten thousand conversations."""
    rehearsal = rehearse(flow_of(ONE_OF_MANY), Random(seed), lambda: False)
    assert rehearsal.unseen == ()
    assert rehearsal.explored < 140


def test_the_same_seed_explores_the_same() -> None:
    flow = flow_of(RARE)
    first, second, other = (rehearse(flow, Random(seed), lambda: False) for seed in (1, 1, 2))
    assert first == second
    assert first.explored != other.explored


def test_it_ends_when_everything_was_seen() -> None:
    rehearsal = rehearse(
        flow_of("levels: {}\nscale: yes_no\nsteps:\n  - {ask: a, text: A}\n"), Random(1), lambda: False
    )
    assert rehearsal.unseen == ()
    assert rehearsal.explored < 100


def test_it_ends_when_it_is_told_to() -> None:
    left = iter([False] * 7 + [True])
    rehearsal = rehearse(flow_of(NUMBERS), Random(1), lambda: next(left))
    assert rehearsal.explored == 7


def test_tests_are_counted_by_themselves() -> None:
    """The test reaches one choice of two, and the level good alone; exploration reaches the rest."""
    flow = flow_of(
        "scale: yes_no\nsteps:\n  - {ask: a, text: A}\n"
        "tests:\n  - {name: t, answers: {a: yes}, expect: {complete: yes}}\n"
    )
    rehearsal = rehearse(flow, Random(1), lambda: False)
    assert rehearsal.by_tests[Part.CHOICE] == (1, 2)
    assert rehearsal.reached[Part.CHOICE] == (2, 2)
    assert rehearsal.by_tests[Part.LEVEL] == (1, 3)
    assert rehearsal.reached[Part.LEVEL] == (2, 3)
    assert rehearsal.unseen == ((Part.LEVEL, "fair"),)


def test_what_was_not_said_or_ended_is_counted() -> None:
    flow = flow_of(
        """
        scale: yes_no
        steps:
          - {ask: a, text: A}
          - {say: Never., if: a is yes and a is no}
          - {end: Bye., if: a is no}
        """
    )
    assert rehearse(flow, Random(1), lambda: False).reached[Part.STEP] == (1, 2)


@pytest.mark.parametrize("file", sorted(FLOWS.glob("*.yaml")), ids=lambda file: file.stem)
def test_the_shipped_flows_have_nothing_out_of_reach(file: Path) -> None:
    flow = load(file.read_bytes(), file.name).flow
    assert flow is not None
    for seed in range(3):
        rehearsal = rehearse(flow, Random(seed), lambda: False)
        assert rehearsal.failures == ()
        assert rehearsal.unseen == ()
