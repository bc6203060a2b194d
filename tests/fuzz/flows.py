"""Mutated flow files: whatever is fed in, an answer within 2 s and never an exception (flow-language §13).

    python -m tests.fuzz.flows --count 100000

Every mutation is repeatable: its number is its seed.
"""

import argparse
import random
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from bot.definition.load import Loaded, load
from bot.definition.rendering import all_as_text, as_github, as_json
from tests.stopwatch import best_seconds_of

FLOWS = Path(__file__).parents[2] / "flows"
SEEDS = tuple(sorted(path.name for path in FLOWS.glob("*.yaml")))
LONGEST = 2.0
"""Seconds of processor time for one file."""

HOSTILE = (
    *("*a", "&a ", "!t ", "<<: ", "? ", "---\n", "%YAML 1.1\n", "\t", "{", "}", "[", "]", "|", ">", "'", '"'),
    *("\\ud800", "\\x00", "\u202e", "\x00", "\x1b", "\u2028", "\ufeff", "\x85", "#", " #1", "@", "`", "~"),
    *("yes", "no", "null", "1e999", "NaN", "-0", "9" * 20, "\uff11\uff12", "0..0", "9..1", "dont_know"),
    *("if: a is b and (", "{score.overall}", "{", "}}", "level", "tier.x", "rank.y <= ", "((((((((((((((("),
    *("not " * 60, "a" * 9000, "[" * 40, "- " * 40, "{a: " * 20, "x, " * 3000, "\n" * 500, "é" * 70, "👩‍💻"),
)

Mutate = Callable[[bytes, random.Random], bytes]


def _spot(data: bytes, chance: random.Random) -> int:
    return chance.randrange(len(data) + 1)


def flip(data: bytes, chance: random.Random) -> bytes:
    """One byte becomes another."""
    at = chance.randrange(len(data))
    return data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]


def cut(data: bytes, chance: random.Random) -> bytes:
    """The file ends early, or a piece is missing."""
    start = _spot(data, chance)
    return data[:start] if chance.random() < 0.5 else data[:start] + data[start + chance.randrange(200) :]


def swap_lines(data: bytes, chance: random.Random) -> bytes:
    """Two lines change places."""
    lines = data.split(b"\n")
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return b"\n".join(lines)


def swap_words(data: bytes, chance: random.Random) -> bytes:
    """Two words change places."""
    words = data.split(b" ")
    one, other = chance.randrange(len(words)), chance.randrange(len(words))
    words[one], words[other] = words[other], words[one]
    return b" ".join(words)


def repeat(data: bytes, chance: random.Random) -> bytes:
    """Some lines stand there again, or many times."""
    lines = data.split(b"\n")
    start = chance.randrange(len(lines))
    piece = lines[start : start + chance.randrange(1, 12)]
    return b"\n".join([*lines[:start], *piece * chance.choice((2, 2, 3, 40)), *lines[start:]])


def indent(data: bytes, chance: random.Random) -> bytes:
    """A line moves left or right."""
    lines = data.split(b"\n")
    at = chance.randrange(len(lines))
    lines[at] = chance.choice((b"", b" ", b"  ", b"    ", b"\t")) + lines[at].lstrip()
    return b"\n".join(lines)


def insert(data: bytes, chance: random.Random) -> bytes:
    """Something hostile, anywhere."""
    at = _spot(data, chance)
    return data[:at] + chance.choice(HOSTILE).encode("utf-8", "surrogatepass") + data[at:]


MUTATIONS: tuple[Mutate, ...] = (flip, cut, swap_lines, swap_words, repeat, indent, insert, insert)


def mutated(number: int) -> tuple[str, bytes]:
    """The file of this number: its name and one to four mutations of a shipped flow."""
    chance = random.Random(number)
    name = chance.choice(SEEDS)
    data = (FLOWS / name).read_bytes()
    if name == SEEDS[0] and chance.random() < 0.8:  # the large one, shortened: most of it repeats itself
        start = data.index(b"\nlevels:")
        data = data[: data.index(b"  onboarding:\n")] + data[start:]
    for _ in range(chance.randrange(1, 5)):
        data = chance.choice(MUTATIONS)(data, chance) or b" "
    return name, data


@dataclass(slots=True)
class Tally:
    """What came of a run."""

    files: int = 0
    slowest: float = 0.0
    wrong: list[str] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        self.files += other.files
        self.slowest = max(self.slowest, other.slowest)
        self.wrong += other.wrong


def run(numbers: range) -> Tally:
    """Read and show every file of *numbers*."""
    tally = Tally()
    for number in numbers:
        name, data = mutated(number)
        before = time.process_time()
        try:
            problem = _read_and_shown(data, name)
        except Exception as error:  # noqa: BLE001 - a fuzz run finds exactly these
            problem = f"{type(error).__name__}: {error}"
        taken = time.process_time() - before
        if problem is None and taken > LONGEST:  # coverage's tracer may have taken most of it
            taken = best_seconds_of(partial(_read_and_shown, data, name), LONGEST)
        if problem is None and taken > LONGEST:
            problem = f"took {taken:.1f} s"
        if problem is not None:
            tally.wrong.append(f"{number} ({name}): {problem}")
        tally.slowest = max(tally.slowest, taken)
        tally.files += 1
    return tally


def _read_and_shown(data: bytes, name: str) -> str | None:
    return _problem(load(data, name), name)


def _problem(loaded: Loaded, name: str) -> str | None:
    """What is wrong with an answer."""
    shown = all_as_text(name, loaded.findings)
    for finding in loaded.findings.shown:
        as_json(finding)
        as_github(finding)
    if (loaded.flow is None) != loaded.findings.blocking:
        return "a flow and errors, or neither"
    if any(ord(character) < 32 and character != "\n" for character in shown):
        return "a control character is shown"
    return None


def main() -> None:
    """Run many, on two processors, and say what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--first", type=int, default=0)
    arguments = parser.parse_args()
    step = 500
    last = arguments.first + arguments.count
    parts = [range(start, min(start + step, last)) for start in range(arguments.first, last, step)]
    total = Tally()
    with ProcessPoolExecutor(2) as pool:
        for part in pool.map(run, parts):
            total.add(part)
    print(f"{total.files:,} files, slowest {total.slowest:.2f} s, {len(total.wrong)} wrong")
    print("\n".join(total.wrong))


if __name__ == "__main__":
    main()
