"""Proves: any input may come in any status, and what happens is what stands in this table, written by hand.

1. Every status meets every input; the next status and the events are exactly those of the table.
2. Nothing raises, whatever the status.
3. The table of the engine and this one name the same statuses and inputs.
"""

import pytest

from bot.definition.model import Flow
from bot.engine import inputs as i
from bot.engine.state import State, Status
from bot.engine.step import TRANSITIONS, step
from tests.engine.transcript import flow_of

FLOW = """
flow: table
title: Table
steps:
  - {ask: first, text: "Go on?", scale: yes_no}
  - {end: Goodbye., if: first is no}
  - {ask: second, text: "More?", scale: yes_no, optional: yes}
next:
  - {flow: other, if: second is yes, text: "Another one?"}
"""

TABLE = """
             new              asking                              changing
Start        asking:SA        asking:RA                           asking:RA
Tap          new:I            offering:arfo                       asking:aA
Select       new:I            asking:xA                           changing:xA
Done         new:I            asking:xA                           changing:xA
Typed        new:I            offering:arfo                       asking:aA
Skip         new:I            finished:arf                        changing:xA
Back         new:I            changing:BA                         changing:xA
Help         new:I            asking:HA                           changing:HA
Review       new:I            asking:VA                           changing:VA
Change       new:I            changing:A                          changing:A
ShowResult   new:I            asking:xA                           changing:xA
ShowWorkings new:I            asking:xA                           changing:xA
Restart      new:I            asking:0A                           asking:0A
Pause        new:I            paused:P                            paused:P
Stop         new:I            stopped:T                           stopped:T
Speak        new:I            asking:LA                           changing:LA
Accept       new:I            asking:xA                           changing:xA
Decline      new:I            asking:xA                           changing:xA
Remind       new:I            asking:MA                           changing:MA
Expire       expired:E        expired:E                           expired:E

             paused           stopped          offering           finished         screened_out     expired
Start        asking:RA        asking:RA        offering:ro        finished:r       screened_out:x   expired:x
Tap          offering:arfo    offering:arfo    offering:xo        finished:x       screened_out:x   expired:x
Select       asking:xA        asking:xA        offering:xo        finished:x       screened_out:x   expired:x
Done         asking:xA        asking:xA        offering:xo        finished:x       screened_out:x   expired:x
Typed        offering:arfo    offering:arfo    finished:+         finished:x       screened_out:x   expired:x
Skip         finished:arf     finished:arf     offering:xo        finished:x       screened_out:x   expired:x
Back         changing:BA      changing:BA      changing:BA        changing:BA      changing:BA      expired:x
Help         paused:HA        stopped:HA       offering:Ho        finished:H       screened_out:H   expired:x
Review       paused:VA        stopped:VA       offering:Vo        finished:V       screened_out:V   expired:x
Change       changing:A       changing:A       changing:A         changing:A       changing:A       expired:x
ShowResult   paused:xA        stopped:xA       offering:ro        finished:r       screened_out:x   expired:x
ShowWorkings paused:xA        stopped:xA       offering:wo        finished:w       screened_out:x   expired:x
Restart      asking:0A        asking:0A        offering:I         finished:I       screened_out:I   expired:I
Pause        paused:I         stopped:I        offering:I         finished:I       screened_out:I   expired:I
Stop         stopped:T        stopped:T        finished:-         finished:I       screened_out:I   expired:I
Speak        paused:LA        stopped:LA       offering:Lo        finished:L       screened_out:L   expired:I
Accept       paused:xA        stopped:xA       finished:+         finished:x       screened_out:x   expired:x
Decline      paused:xA        stopped:xA       finished:-         finished:x       screened_out:x   expired:x
Remind       paused:MA        stopped:I        offering:I         finished:I       screened_out:I   expired:I
Expire       expired:E        expired:E        offering:I         finished:I       screened_out:I   expired:I
"""

EVENTS = {
    "S": "Started", "R": "Resumed", "A": "Asked", "a": "Answered", "r": "ResultShown", "f": "Finished",
    "o": "Offered", "x": "Refused", "B": "WentBack", "H": "Helped", "V": "Reviewed", "0": "Restarted",
    "P": "Paused", "T": "Stopped", "L": "LanguageChanged", "M": "Reminded", "E": "Expired", "I": "Ignored",
    "w": "WorkingsShown", "+": "Accepted", "-": "Declined",
}  # fmt: skip


def _cells() -> list[tuple[str, str, str, tuple[str, ...]]]:
    cells = []
    for part in TABLE.strip().split("\n\n"):
        head, *rows = part.splitlines()
        for row in rows:
            name, *outcomes = row.split()
            for status, outcome in zip(head.split(), outcomes, strict=True):
                after, events = outcome.split(":")
                cells.append((status, name, after, tuple(EVENTS[letter] for letter in events)))
    return cells


CELLS = _cells()


@pytest.fixture(scope="module")
def flow() -> Flow:
    return flow_of(FLOW)


def _in_status(flow: Flow, status: str) -> State:
    """A conversation that came to *status* the way people do."""
    yes, no = i.Tap(1, "first", "yes"), i.Tap(1, "first", "no")
    way: dict[str, tuple[i.Input, ...]] = {
        "new": (),
        "asking": (i.Start(), yes),
        "changing": (i.Start(), yes, i.Back()),
        "paused": (i.Start(), yes, i.Pause()),
        "stopped": (i.Start(), yes, i.Stop()),
        "offering": (i.Start(), yes, i.Tap(2, "second", "yes")),
        "finished": (i.Start(), yes, i.Skip()),
        "screened_out": (i.Start(), no),
        "expired": (i.Start(), yes, i.Expire()),
    }
    state = State()
    for taken in way[status]:
        state, _ = step(flow, state, taken)
    assert state.status.value == status
    return state


def _input(name: str, state: State) -> i.Input:
    question = state.open or "second"
    made: dict[str, i.Input] = {
        "Start": i.Start(), "Tap": i.Tap(state.turn, question, "yes"), "Done": i.Done(state.turn, question),
        "Select": i.Select(state.opened, question, ("yes",)),
        "Typed": i.Typed("yes"), "Skip": i.Skip(state.turn), "Back": i.Back(state.turn), "Help": i.Help(),
        "Review": i.Review(), "Change": i.Change("first", state.turn), "ShowResult": i.ShowResult(),
        "ShowWorkings": i.ShowWorkings(), "Restart": i.Restart(), "Pause": i.Pause(), "Stop": i.Stop(),
        "Speak": i.Speak("en"), "Accept": i.Accept(state.turn), "Decline": i.Decline(state.turn),
        "Remind": i.Remind(), "Expire": i.Expire(),
    }  # fmt: skip
    return made[name]


@pytest.mark.parametrize(("status", "name", "after", "events"), CELLS, ids=str)
def test_what_happens_stands_in_the_table(
    flow: Flow, status: str, name: str, after: str, events: tuple[str, ...]
) -> None:
    state = _in_status(flow, status)
    reached, happened = step(flow, state, _input(name, state))
    assert (reached.status.value, tuple(type(event).__name__ for event in happened)) == (after, events)


@pytest.mark.parametrize("status", [status.value for status in Status])
def test_refusing_and_looking_change_nothing(flow: Flow, status: str) -> None:
    state = _in_status(flow, status)
    for name in ("Help", "Review", "ShowResult", "ShowWorkings", "Speak", "Remind"):
        reached, _ = step(flow, state, _input(name, state))
        assert reached == state


def test_every_status_meets_every_input() -> None:
    every_input = {kind.__name__ for kind in i.Input.__args__}
    assert {(status, name) for status, name, _, _ in CELLS} == {
        (status.value, name) for status in Status for name in every_input
    }
    assert set(TRANSITIONS) == set(Status)
