"""`checkup show`: the flow as a diagram or a sheet.

1. The whole of a small flow in each form, literally.
2. Nothing a flow says can leave its label: quotes, markup, line breaks.
3. Every step of the shipped flows is there; every box can be reached.
"""

from pathlib import Path

import pytest

from bot.cli.chart import chart
from bot.cli.drawn import dot, mermaid
from bot.cli.sheet import printed
from bot.definition.load import load
from bot.definition.model import Flow
from tests.cli.running import FLOWS, checkup

FLOW = """\
flow: small
title: Small
areas:
  x: {title: "X", about: What x is, system: One list}
gates:
  - {id: alone, if: people is 1, cap: fair, text: Alone.}
  - {id: weak, areas: [x], above: 1, text: Weak.}
steps:
  - say: Hello.
  - ask: people
    type: number
    min: 1
    text: How many?
  - end: Bye.
    if: people > 9
  - block: inner
    area: x
    if: people > 1
    steps:
      - ask: say_so
        poles: {low: Never, high: Always}
        optional: yes
        dont_know: yes
        text: Do people say so?
      - say: Well.
        if: say_so > 3
  - ask: tools
    type: multi
    weight: 0
    text: Which?
    choices: {pen: {text: Pen, hint: blue}, none: {text: None, alone: yes}}
  - ask: ok
    type: consent
    purpose: report
    text: OK?
recommend:
  - {id: talk, if: tier.x is low, text: Talk.}
next:
  - {flow: small, if: people is 2, text: Again.}
credit: Made by us.
"""

MERMAID = """\
flowchart TD
    start(["Small"])
    say_1[/"Hello."/]
    q_people["people (number): How many?"]
    if_2{{"people #62; 9"}}
    end_3(["Bye."])
    if_4{{"people #62; 1"}}
    subgraph block_inner["X"]
        q_say_so["say_so: Do people say so?"]
        if_5{{"say_so #62; 3"}}
        say_6[/"Well."/]
    end
    q_tools["tools (multi): Which?"]
    q_ok["ok (consent): OK?"]
    result_7[["Result"]]
    if_8{{"people is 2"}}
    flow_9(["small"])
    start --> say_1
    say_1 --> q_people
    q_people --> if_2
    if_2 -->|yes| end_3
    if_2 -->|no| if_4
    if_4 -->|yes| q_say_so
    q_say_so --> if_5
    if_5 -->|yes| say_6
    say_6 --> q_tools
    if_5 -->|no| q_tools
    if_4 -->|no| q_tools
    q_tools --> q_ok
    q_ok --> result_7
    result_7 --> if_8
    if_8 -->|yes| flow_9
"""
DOT = """\
digraph flow {
    node [fontname="sans-serif"];
    start [shape=oval, label="Small"];
    say_1 [shape=note, label="Hello."];
    q_people [shape=box, label="people (number): How many?"];
    if_2 [shape=hexagon, label="people > 9"];
    end_3 [shape=oval, label="Bye."];
    if_4 [shape=hexagon, label="people > 1"];
    subgraph cluster_inner { label="X";
        q_say_so [shape=box, label="say_so: Do people say so?"];
        if_5 [shape=hexagon, label="say_so > 3"];
        say_6 [shape=note, label="Well."];
    }
"""
SHEET = """\
Small
=====

small, version 1, en

Hello.

1. How many?
   ________________________________________ (1 to …)

Bye.
   (only if people > 9)
--- end ---

## X: What x is
   (only if people > 1)

2. Do people say so?
   1 = Never
   5 = Always
   ( ) 1
   ( ) 2
   ( ) 3
   ( ) 4
   ( ) 5
   ( ) Don't know
   (may be left out)

Well.
   (only if say_so > 3)

3. Which?
   [ ] Pen (blue)
   [ ] None

4. OK?
   ( ) Yes
   ( ) No

## Areas
- X (weight 1; system: One list)

## Levels
- from 0: Low
- from 40: Fair
- from 70: Good

## Tiers
- from 0: Low
- from 40: Fair
- from 70: Good

## What holds the level back
- alone: at most fair (if people is 1)
- weak: at most 1 above the weakest of x

## Recommendations
- talk: Talk. (if tier.x is low)

## What follows
- small (if people is 2)

Made by us.
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    written = tmp_path / "small.yaml"
    written.write_text(FLOW, encoding="utf-8")
    return written


def test_as_a_mermaid_diagram(file: Path) -> None:
    ended = checkup("show", file)
    assert (ended.code, ended.out, ended.err) == (0, MERMAID, "")


def test_as_a_dot_graph(file: Path) -> None:
    ended = checkup("show", file, "--format", "dot")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith(DOT)
    assert '    if_2 -> end_3 [label="yes"];\n' in ended.out
    assert ended.out.endswith('    if_8 -> flow_9 [label="yes"];\n}\n')


def test_as_a_sheet(file: Path) -> None:
    ended = checkup("show", file, "--format", "text")
    assert (ended.code, ended.out, ended.err) == (0, SHEET, "")


def flow_of(text: str, name: str = "small") -> Flow:
    flow = load(text.encode(), f"{name}.yaml").flow
    assert flow is not None
    return flow


ONE = "flow: small\ntitle: {title}\nsteps:\n  - ask: q\n    scale: yes_no\n    text: {text}\n"


def test_labels_stay_labels() -> None:
    """Quotes, entities, markup and line breaks of a hostile title and text."""
    evil = 'a"]; x-->y <b>&amp; #quot; `c` \\'
    quoted = "'" + evil + "'"
    flow = flow_of(
        f"flow: small\ntitle: {quoted}\nsteps:\n  - ask: q\n    scale: yes_no\n    text: {quoted}\n"
    )
    drawn = mermaid(chart(flow)).splitlines()
    assert drawn[1] == '    start(["a#34;]; x--#62;y #60;b#62;#38;amp; #35;quot; #96;c#96; #92;"])'
    assert len(drawn) == 6
    assert (
        '    start [shape=oval, label="a\\"]; x-->y <b>&amp; #quot; `c` \\\\"];'
        in dot(chart(flow)).splitlines()
    )


def test_long_texts_are_cut_in_diagrams_alone() -> None:
    flow = flow_of(
        f"flow: small\ntitle: T\nsteps:\n  - ask: q\n    scale: yes_no\n    text: {'long ' * 50}end\n"
    )
    assert "…" in mermaid(chart(flow))
    assert "end" in printed(flow)


@pytest.mark.parametrize("file", sorted(FLOWS.glob("*.yaml")), ids=lambda file: file.stem)
def test_everything_in_the_shipped_flows_is_drawn_and_reached(file: Path) -> None:
    flow = flow_of(file.read_text(encoding="utf-8"), file.stem)
    drawing = chart(flow)
    boxes = {box.id for box in drawing.boxes}
    assert {f"q_{question.id}" for question in flow.questions()} <= boxes
    assert {arrow.end for arrow in drawing.arrows} == boxes - {"start"}
    assert {arrow.start for arrow in drawing.arrows} <= boxes
    sheet = printed(flow)
    for question in flow.questions():
        assert question.text.source.split()[0] in sheet
