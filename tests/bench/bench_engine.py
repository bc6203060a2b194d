"""How long one engine step takes on the flagship, and a whole result from stored answers.

Run: python -m tests.bench.bench_engine
"""

from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

from bot.definition.load import load
from bot.definition.model import Flow, Kind
from bot.engine.inputs import Done, Start, Tap, Typed
from bot.engine.result import score
from bot.engine.state import State, Status, from_json, to_json
from bot.engine.step import step

FLOWS = Path(__file__).parents[2] / "flows"
CHATS = 200


def flagship() -> Flow:
    """The Business Systems Health Check as it is shipped."""
    source = (FLOWS / "business-systems.yaml").read_bytes()
    flow = load(source, "business-systems.yaml", others=None).flow
    assert flow is not None
    return flow


def chat(flow: Flow) -> tuple[list[tuple[str, float]], State]:
    """One conversation from start to end: (where, seconds) of every step."""
    took: list[tuple[str, float]] = []
    state = State()

    def does(where: str, taken: Start | Tap | Done | Typed) -> None:
        nonlocal state
        begun = perf_counter()
        state, _ = step(flow, state, taken)
        took.append((where, perf_counter() - begun))

    does("start", Start("en"))
    while state.status is Status.ASKING:
        question = flow.by_id[str(state.open)]
        where = "after the result" if state.shown else "before the result"
        if question.kind is Kind.CONSENT:
            does(where, Tap(state.turn, question.id, "no"))
        elif question.kind is Kind.MULTI:
            for choice in question.choices:
                does(where, Tap(state.turn, question.id, choice.id))
            does(where, Done(state.turn, question.id))
        else:
            does(where, Tap(state.turn, question.id, question.choices[len(question.choices) // 2].id))
    return took, state


def main() -> None:
    """Prints microseconds: a step, a round trip through JSON, a result."""
    flow = flagship()
    took: dict[str, list[float]] = {}
    state = State()
    for _ in range(CHATS):
        steps, state = chat(flow)
        for where, seconds in steps:
            took.setdefault(where, []).append(seconds * 1e6)
    for where, figures in took.items():
        print(
            f"step, {where:18} median {median(figures):6.0f} µs   p99 {quantiles(figures, n=100)[98]:6.0f} µs"
        )
    begun = perf_counter()
    for _ in range(CHATS):
        from_json(to_json(state))
    print(f"state to JSON and back      {(perf_counter() - begun) / CHATS * 1e6:6.0f} µs")
    begun = perf_counter()
    for _ in range(CHATS):
        score(flow, state.answers)
    print(f"result of a finished chat   {(perf_counter() - begun) / CHATS * 1e6:6.0f} µs")


if __name__ == "__main__":
    main()
