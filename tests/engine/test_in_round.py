"""Proves: in a round nobody gets a result of their own, and nothing else changes (flow-language §5.6).

1. Where the result would be shown nothing is; at the end all is done; asked for, it is not there.
2. Words behind the result that tell of it are gone, those that do not stay; an `end` keeps its place.
3. Questions are asked under the same conditions, those on scores too; the sheet is the same.
4. The flow offers nothing to go on with and reminds nobody; taken alone it is what it was.
"""

from bot.definition.model import End, Flow, Say
from bot.engine import events as e
from bot.engine import inputs as i
from bot.engine.arrival import path_of
from bot.engine.events import Event
from bot.engine.in_round import NO_WORDS, in_round
from bot.engine.plan import plan_of
from bot.engine.state import State, Status
from bot.engine.step import step
from bot.present import present
from tests.engine.transcript import flow_of

FLOW = """
flow: mood
title: Mood
areas: {tools: Tools}
scale: agree5
levels: {low: {from: 0, title: Low}, high: {from: 50, title: High}}
next: [{flow: mood}]
steps:
  - {ask: tools, area: tools, text: I had what I needed.}
  - result: Your result.
  - say: "You have {score.overall}."
  - {say: You are low., if: level is low}
  - {say: You are weak., if: score.tools < 50}
  - {say: "You said: {tools}."}
  - {say: Nearly done., if: tools is agree}
  - {ask: why, type: text, text: "You are at {level}. Why?", if: score.overall < 50}
  - {ask: more, text: More of it.}
  - {end: "Bye with {score.tools}.", if: score.overall >= 50}
  - {end: Bye., if: more is agree}
  - {ask: last, text: The last one.}
"""
PLAIN = """
flow: plain
title: Plain
scale: agree5
steps:
  - {ask: tools, text: I had what I needed.}
"""


def taken(flow: Flow, *answers: str) -> tuple[State, list[Event]]:
    """The state at the end, and all events."""
    state, events = step(flow, State(), i.Start())
    told = list(events)
    for answer in answers:
        state, events = step(flow, state, i.Typed(answer))
        told += events
    return state, told


def kinds(events: list[Event]) -> set[type[Event]]:
    return {type(one) for one in events}


def words(flow: Flow, state: State, events: list[Event]) -> str:
    return str(present(flow, state, events))


def test_1_no_result_is_shown() -> None:
    flow = in_round(flow_of(FLOW))
    state, told = taken(flow, "agree", "disagree")
    assert state.status is Status.FINISHED
    assert e.ResultShown not in kinds(told)
    assert e.Finished in kinds(told)
    assert state.shown == ""
    for asked in (i.ShowResult(), i.ShowWorkings()):
        _, events = step(flow, state, asked)
        assert events[0] == e.Refused(e.Refusal.NO_RESULT_YET)


def test_1_nor_in_a_flow_without_a_result_step() -> None:
    state, told = taken(in_round(flow_of(PLAIN)), "agree")
    assert (state.status, kinds(told)) == (Status.FINISHED, {e.Started, e.Asked, e.Answered, e.Finished})


def test_1_beginning_what_is_finished_says_that_it_is() -> None:
    flow = in_round(flow_of(PLAIN))
    state, _ = taken(flow, "agree")
    assert step(flow, state, i.Start()) == (state, (e.Finished(complete=True),))
    alone, _ = taken(flow_of(PLAIN), "agree")
    _, events = step(flow_of(PLAIN), alone, i.Start())
    assert isinstance(events[0], e.ResultShown)


def test_2_words_that_tell_of_it_are_gone() -> None:
    flow = in_round(flow_of(FLOW))
    said = [one.text.source for one in flow.steps if isinstance(one, Say)]
    assert said == ["You said: {tools}.", "Nearly done."]
    ends = [one.text for one in flow.steps if isinstance(one, End)]
    assert [ends[0], ends[1].source] == [NO_WORDS, "Bye."]


def test_2_an_end_behind_the_result_screens_nobody_out() -> None:
    for answers in (("agree", "disagree"), ("disagree", "because", "agree")):
        state, _ = taken(in_round(flow_of(FLOW)), *answers)
        assert state.status is Status.FINISHED


def test_3_the_same_questions_are_asked() -> None:
    alone, together = flow_of(FLOW), in_round(flow_of(FLOW))
    for answers in (("agree", "disagree"), ("disagree", "because", "disagree", "agree")):
        paths = []
        for flow in (alone, together):
            state, _ = taken(flow, *answers)
            paths.append(path_of(plan_of(flow), state).answers)
        assert paths[0] == paths[1]
        assert len(paths[0]) == len(answers)


def test_3_a_question_tells_no_level() -> None:
    flow = in_round(flow_of(FLOW))
    state, told = taken(flow, "disagree")
    assert "You are at –. Why?" in words(flow, state, told)


def test_4_nothing_to_go_on_with_and_no_reminder() -> None:
    flow = flow_of(FLOW)
    derived = in_round(flow)
    assert derived is in_round(flow)
    assert (derived.next, derived.remind, derived.in_round) == ((), None, True)
    assert not flow.in_round
    _, told = taken(flow, "agree", "disagree")
    assert e.ResultShown in kinds(told)
    assert e.Accepted in kinds(told)
