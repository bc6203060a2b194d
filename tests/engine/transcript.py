"""Reads and plays transcripts: a flow, then chats with it, written as they would be told.

    flow: mood                      the flow, in YAML
    ===
    ## what this chat shows
    > start                         what comes in
    started                         what happened, a line an event
    asked tools, 1 of 2
    > tap agree

Between any two inputs the state goes through its JSON text, so every transcript tests that too.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

from bot.definition.answer import DONT_KNOW, Answer, Blank, Recalled
from bot.definition.load import load
from bot.definition.model import Flow
from bot.engine import events as e
from bot.engine import inputs as i
from bot.engine.state import State, from_json, to_json
from bot.engine.step import step

FOLDER = Path(__file__).parent / "transcripts"


@dataclass(frozen=True)
class Exchange:
    """One input and everything that was expected of it."""

    line: int
    said: str
    expected: tuple[str, ...]


@dataclass(frozen=True)
class Chat:
    """One conversation of a transcript file."""

    file: str
    title: str
    flow: str
    exchanges: tuple[Exchange, ...]


def chats(path: Path) -> Iterator[Chat]:
    """All chats of one file."""
    source = path.read_text(encoding="utf-8")
    flow, _, talk = source.partition("\n===\n")
    offset = flow.count("\n") + 3
    title, exchanges = "", list[Exchange]()
    for number, line in enumerate(talk.splitlines(), offset):
        if line.startswith("## "):
            if title:
                yield Chat(path.name, title, flow, tuple(exchanges))
            title, exchanges = line[3:], []
        elif line.startswith("> "):
            exchanges.append(Exchange(number, line[2:], ()))
        elif line.strip():
            last = exchanges[-1]
            exchanges[-1] = Exchange(last.line, last.said, (*last.expected, line.strip()))
    yield Chat(path.name, title, flow, tuple(exchanges))


def flow_of(source: str) -> Flow:
    """The flow of YAML text, which must have no errors."""
    name = next(line for line in source.splitlines() if line.startswith("flow:")).split()[1]
    loaded = load(source.encode(), f"{name}.yaml", others=None)
    assert loaded.flow is not None, "\n".join(str(finding) for finding in loaded.findings.shown)
    return loaded.flow


def play(chat: Chat) -> None:
    """Plays the chat; AssertionError names the line where something else happened."""
    flow = flow_of(chat.flow)
    state = State()
    for exchange in chat.exchanges:
        state, happened = step(flow, state, input_of(flow, state, exchange.said))
        told = tuple(told_as(event) for event in happened)
        assert told == exchange.expected, f"{chat.file}:{exchange.line}: > {exchange.said}"
        kept = to_json(state)
        assert from_json(kept) == state
        state = from_json(kept)


def input_of(flow: Flow, state: State, said: str) -> i.Input:
    """`tap agree`, `tap agree of tools at 1`, `select board chat`, `type no idea`, `change tools` …"""
    verb, _, rest = said.partition(" ")
    if verb in PLAIN:
        return PLAIN[verb]
    if verb in ("tap", "done"):
        return _press(state, verb, rest.split())
    if verb == "select":
        return _select(state, rest.split())
    if verb in WITH_TURN:
        return WITH_TURN[verb](int(rest.removeprefix("at ")) if rest else None)
    if verb == "change":
        question, _, turn = rest.partition(" at ")
        return i.Change(question, int(turn) if turn else None)
    if verb == "start":
        return _start(rest)
    return i.Typed(rest) if verb == "type" else i.Speak(rest)


PLAIN: dict[str, i.Input] = {
    "help": i.Help(), "review": i.Review(), "result": i.ShowResult(), "workings": i.ShowWorkings(),
    "restart": i.Restart(), "pause": i.Pause(), "stop": i.Stop(), "remind": i.Remind(), "expire": i.Expire(),
}  # fmt: skip
WITH_TURN: dict[str, Callable[[int | None], i.Input]] = {
    "skip": i.Skip, "back": i.Back, "accept": i.Accept, "decline": i.Decline,
}  # fmt: skip


def _start(rest: str) -> i.Start:
    """`start de`, `start with size=12`, `start knowing size=12@2030-05-03`."""
    how, *pairs = rest.split() or [""]
    if how == "with":
        carried = (pair.split("=") for pair in pairs)
        return i.Start(carried={question: _value(value) for question, value in carried})
    if how == "knowing":
        return i.Start(kept=dict(map(_recalled, pairs)))
    return i.Start(rest or None)


def _recalled(said: str) -> tuple[str, Recalled]:
    """`size=12@2030-05-03`; several ticks as `board+chat`."""
    question, _, rest = said.partition("=")
    value, _, day = rest.rpartition("@")
    answer = DONT_KNOW if value == "dont_know" else tuple(value.split("+")) if "+" in value else _value(value)
    return question, Recalled(answer, date.fromisoformat(day))


def _press(state: State, verb: str, words: list[str]) -> i.Input:
    turn = int(words[words.index("at") + 1]) if "at" in words else state.turn
    question = words[words.index("of") + 1] if "of" in words else str(state.open)
    return i.Done(turn, question) if verb == "done" else i.Tap(turn, question, words[0])


def _select(state: State, words: list[str]) -> i.Input:
    """`select board chat of tools at 1`; without a turn, from the control that is shown now."""
    turn = int(words[words.index("at") + 1]) if "at" in words else state.opened
    question = words[words.index("of") + 1] if "of" in words else str(state.open)
    end = next((place for place, word in enumerate(words) if word in ("of", "at")), len(words))
    return i.Select(turn, question, tuple(words[:end]))


def told_as(event: e.Event) -> str:
    """The event in the words of a transcript."""
    return _asked(event) if isinstance(event, e.Asked) else TELLERS[type(event)](event)


TELLERS: dict[type[e.Event], Callable[[Any], str]] = {
    e.Started: lambda _: "started",
    e.Ignored: lambda _: "ignored",
    e.Answered: lambda event: f"answered {event.question} = {_told(event.answer)}{_how(event)}",
    e.AlreadyKnown: lambda event: f"known {' '.join(event.questions)}",
    e.Said: lambda event: f"said {event.text.source}",
    e.Ticked: lambda event: f"ticked {', '.join(event.ticks) or 'nothing'}",
    e.NotTaken: lambda event: f"not taken: {event.why.reason.name.lower().replace('_', ' ')}",
    e.Refused: lambda event: f"refused: {event.why.value}",
    e.WentBack: lambda event: f"went back to {event.question}",
    e.Helped: lambda event: f"helped {event.question or 'without a question'}",
    e.Reviewed: lambda event: f"reviewed {_reviewed(event)}",
    e.ResultShown: lambda event: "changed " * event.changed + _result(event),
    e.WorkingsShown: lambda _: "workings",
    e.Ended: lambda event: f"ended{' before the result' * event.screened_out}: {event.text.source}",
    e.Finished: lambda event: "finished" if event.complete else "finished incomplete",
    e.Offered: lambda event: f"offered {event.flow}",
    e.Declined: lambda event: f"declined {event.flow}",
    e.Accepted: lambda event: f"accepted {event.flow} with {_carried(event)}",
    e.Restarted: lambda event: f"restarted, {event.set_aside} set aside",
    e.RestartUndone: lambda event: f"restart undone, {event.answered} back",
    e.LanguageChanged: lambda event: f"speaks {event.language}",
    e.Resumed: lambda event: f"resumed after {event.answered}",
    e.Paused: lambda event: f"paused after {event.answered}",
    e.Stopped: lambda event: f"stopped after {event.answered}",
    e.Expired: lambda event: f"expired after {event.answered}",
    e.Reminded: lambda event: f"reminded after {event.answered}",
}


def _how(event: e.Answered) -> str:
    return " typed" * event.typed + " unsure" * (not event.sure)


def _reviewed(event: e.Reviewed) -> str:
    return " ".join(f"{q}={_told(answer)}" + "*" * (q in event.inferred) for q, answer in event.answers)


def _carried(event: e.Accepted) -> str:
    return " ".join(f"{question}={_told(answer)}" for question, answer in event.carried) or "nothing"


def _asked(event: e.Asked) -> str:
    place = event.progress
    of = "" if place.total is None else f" of {'about ' * place.about}{place.total}"
    return (
        f"asked {event.question}, {place.place}{of}"
        + f", under {event.block}" * (event.block is not None)
        + f", ticks {' '.join(event.ticks)}" * bool(event.ticks)
        + f", before {_told(event.before)}" * (event.before is not None)
        + ", again" * event.again
        + ", first" * (not event.can_go_back)
    )


def _result(event: e.ResultShown) -> str:
    overall = event.result.measured.overall
    score = str(overall.reason.value if overall.reason else overall.shown)
    opening = f", {event.opening.source}" if event.opening else ""
    return f"result {score}, level {event.result.verdict.level}{opening}"


def _told(answer: Answer | None) -> str:
    match answer:
        case Blank():
            return answer.value
        case tuple():
            return "+".join(answer)
        case bool():
            return "yes" if answer else "no"
    return str(answer)


def _value(text: str) -> Answer:
    return Fraction(text) if text.isdigit() else text
