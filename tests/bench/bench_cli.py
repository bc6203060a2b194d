"""How long commands take as whole processes, on the flagship.

Run: python -m tests.bench.bench_cli [ROWS]
"""

import json
import os
import pty
import random
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from bot.definition.load import load
from bot.definition.model import Flow, Kind

ROOT = Path(__file__).parents[2]
FLAGSHIP = ROOT / "flows" / "business-systems.yaml"
FILES = 100
ROWS = 100_000
HELP_RUNS = 10
CHATS = 5
WHERE_IS_THE_CURSOR = b"\x1b[6n"
"""What a program asks a terminal, which answers."""


def main() -> None:
    """Prints how long `--help`, the first question and `check` take, and how fast and large `score` is."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    with tempfile.TemporaryDirectory() as folder:
        print(f"--help                 {min(took('--help') for _ in range(HELP_RUNS)) * 1000:8.0f} ms")
        chats = [first_question(Path(folder, f"chat{run}.db")) * 1000 for run in range(CHATS)]
        print(f"first question         {min(chats):8.0f} ms (slowest of {CHATS}: {max(chats):.0f} ms)")
        flows = many_flows(Path(folder, "flows"))
        print(f"check of {FILES} files     {took('check', flows):8.2f} s")
        answers = many_answers(Path(folder, "answers.jsonl"), rows)
        seconds = took("score", FLAGSHIP, "--in", answers, "--out", Path(folder, "results.jsonl"))
        print(f"score of {rows:,} rows {rows / seconds:8.0f} rows/s")
        # Kilobytes of the largest process so far; helpers are processes of their own.
        largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(f"largest process        {largest:8.0f} MB")


def took(*arguments: str | Path) -> float:
    """Seconds of a whole process."""
    begun = perf_counter()
    subprocess.run(
        [sys.executable, "-m", "bot", *map(str, arguments)], cwd=ROOT, check=True, stdout=subprocess.DEVNULL
    )
    return perf_counter() - begun


def first_question(database: Path) -> float:
    """Seconds until the first question of a new database stands on a terminal."""
    ours, theirs = pty.openpty()
    begun = perf_counter()
    chat = subprocess.Popen(
        [sys.executable, "-m", "bot", "chat", str(FLAGSHIP), "--db", f"sqlite:///{database}"],
        cwd=ROOT, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True,
        env=os.environ | {"TERM": "xterm-256color"},
    )  # fmt: skip
    os.close(theirs)
    shown = b""
    while b"Question 1" not in shown:
        shown += os.read(ours, 65536)
        if shown.endswith(WHERE_IS_THE_CURSOR):
            os.write(ours, b"\x1b[1;1R")
    seconds = perf_counter() - begun
    chat.kill()
    chat.wait()
    os.close(ours)
    return seconds


def many_flows(folder: Path) -> Path:
    """So many flows of the flagship's size, and the one they lead to."""
    folder.mkdir()
    source = FLAGSHIP.read_text(encoding="utf-8")
    for number in range(FILES):
        name = f"flow-{number}"
        text = source.replace("flow: business-systems\n", f"flow: {name}\n", 1)
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    leads_to = FLAGSHIP.with_name("team-health.yaml")
    (folder / leads_to.name).write_bytes(leads_to.read_bytes())
    return folder


def many_answers(file: Path, rows: int) -> Path:
    """Random answers to everything, one in twenty a "don't know"."""
    flow = load(FLAGSHIP.read_bytes(), FLAGSHIP.name).flow
    assert flow is not None
    chance = random.Random(1)
    with file.open("w", encoding="utf-8") as written:
        for number in range(rows):
            row = {"id": f"r{number}", "answers": dict(answers(flow, chance))}
            written.write(json.dumps(row) + "\n")
    return file


def answers(flow: Flow, chance: random.Random) -> Iterator[tuple[str, object]]:
    for question in flow.questions():
        if question.dont_know is not None and chance.random() < 0.05:
            yield question.id, "dont_know"
        elif question.kind is Kind.CHOICE:
            yield question.id, chance.choice(question.choices).id
        elif question.kind is Kind.MULTI:
            ticked = [choice.id for choice in question.choices if not choice.alone and chance.random() < 0.8]
            yield question.id, ticked or [question.choices[0].id]
        elif question.kind is Kind.CONSENT:
            yield question.id, chance.random() < 0.5


if __name__ == "__main__":
    main()
