"""Reads and plays transcripts: a flow, then chats with it, written as they would be told.

    flow: mood                      the flow, in YAML
    ===
    ## what this chat shows
    > start                         what comes in
    started                         what happened, a line an event
    asked tools, 1 of 2
    > tap agree

Between any two inputs the state goes through its JSON text, so every transcript tests that nothing is lost there.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from bot.definition.answer import Answer, Blank
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
    """`tap agree`, `tap agree of tools at 1`, `type no idea`, `change tools`, `start de`, `start with size=solo` …"""
    verb, _, rest = said.partition(" ")
    match verb:
        case "tap" | "done":
            words = rest.split()
            turn = int(words[words.index("at") + 1]) if "at" in words else state.turn
            question = words[words.index("of") + 1] if "of" in words else str(state.open)
            return i.Done(turn, question) if verb == "done" else i.Tap(turn, question, words[0])
        case "type":
            return i.Typed(rest)
        case "start" if rest.startswith("with "):
            pairs = (pair.split("=") for pair in rest.removeprefix("with ").split())
            return i.Start(carried={question: _value(value) for question, value in pairs})
        case "start":
            return i.Start(rest or None)
        case "speak":
            return i.Speak(rest)
        case "change":
            question, _, turn_words = rest.partition(" at ")
            return i.Change(question, int(turn_words) if turn_words else None)
        case "skip" | "back" | "accept" | "decline":
            turn_of = int(rest.removeprefix("at ")) if rest else None
            return {"skip": i.Skip, "back": i.Back, "accept": i.Accept, "decline": i.Decline}[verb](turn_of)
    plain = {
        "help": i.Help(), "review": i.Review(), "result": i.ShowResult(), "workings": i.ShowWorkings(),
        "restart": i.Restart(), "pause": i.Pause(), "stop": i.Stop(), "remind": i.Remind(), "expire": i.Expire(),
    }  # fmt: skip
    return plain[verb]


def told_as(event: e.Event) -> str:  # noqa: PLR0911 - one line of telling for each kind of event
    """The event in the words of a transcript."""
    match event:
        case e.Asked():
            return _asked(event)
        case e.Answered():
            how = " typed" * event.typed + " unsure" * (not event.sure)
            return f"answered {event.question} = {_told(event.answer)}{how}"
        case e.Said():
            return f"said {event.text.source}"
        case e.Ticked():
            return f"ticked {', '.join(event.ticks) or 'nothing'}"
        case e.NotTaken():
            return f"not taken: {event.why.reason.name.lower().replace('_', ' ')}"
        case e.Refused():
            return f"refused: {event.why.value}"
        case e.WentBack():
            return f"went back to {event.question}"
        case e.Helped():
            return f"helped {event.question or 'without a question'}"
        case e.Reviewed():
            rows = (f"{q}={_told(a)}" + "*" * (q in event.inferred) for q, a in event.answers)
            return f"reviewed {' '.join(rows)}"
        case e.ResultShown():
            return ("changed " if event.changed else "") + _result(event)
        case e.WorkingsShown():
            return "workings"
        case e.Ended():
            return f"ended{' before the result' * event.screened_out}: {event.text.source}"
        case e.Finished():
            return "finished" if event.complete else "finished incomplete"
        case e.Offered() | e.Declined():
            return f"{type(event).__name__.lower()} {event.flow}"
        case e.Accepted():
            carried = " ".join(f"{q}={_told(a)}" for q, a in event.carried)
            return f"accepted {event.flow} with {carried or 'nothing'}"
        case e.Restarted():
            return f"restarted, {event.set_aside} set aside"
        case e.RestartUndone():
            return f"restart undone, {event.answered} back"
        case e.LanguageChanged():
            return f"speaks {event.language}"
        case e.Resumed() | e.Paused() | e.Stopped() | e.Expired() | e.Reminded():
            return f"{type(event).__name__.lower()} after {event.answered}"
        case e.Started() | e.Ignored():
            return type(event).__name__.lower()


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
