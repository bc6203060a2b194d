"""Proves: a chat that is killed with -9 at any moment goes on at the same question, with all it was told.

A real process answers the flagship through a real pipe. At random moments, in the middle of an answer or
while it waits, it is killed; the next one must ask the question that was open, or the one after it when the
answer had just been kept. In the end the result is the one that the same answers give without any kill.
"""

import json
import os
import random
import re
import select
import signal
import subprocess
import sys
from pathlib import Path
from time import monotonic, sleep

ROOT = Path(__file__).parents[2]
CHECKUP = Path(sys.executable).with_name("checkup")
ANSWERS = ["2", "1", "1,2,3,4", *"bcdeabcdeabcdeabcdeabcde"]
"""Question 1 to 27."""
FEWEST_KILLS = 15


class Chat:
    """One process that talks."""

    def __init__(self, folder: Path) -> None:
        env = {
            name: value for name, value in os.environ.items() if not name.startswith(("CHECKUP_", "DATABASE"))
        }
        self.process = subprocess.Popen(
            [CHECKUP, "chat", "business-systems"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=folder,
            env=env | {"CHECKUP_FLOWS": str(ROOT / "flows")},
        )  # fmt: skip
        self._heard = ""

    def asks(self) -> int:
        """Waits until a question stands, with its last choice; its number."""
        return int(self._hears(r"Question (\d+) of .*?Don't know|Question ([123]) of .*?[45]\. \S+"))

    def ends(self) -> str:
        """Everything it says from now on, after its result is there."""
        self._hears(r"(level \d) of 5")
        assert self.process.stdin is not None
        self.process.stdin.close()
        assert self.process.stdout is not None
        self._heard += self.process.stdout.read().decode()
        self.process.stdout.close()
        self.process.wait(timeout=30)
        return self._heard

    def types(self, answer: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{answer}\n".encode())
        self.process.stdin.flush()

    def dies(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(timeout=30)
        for pipe in (self.process.stdin, self.process.stdout):
            assert pipe is not None
            pipe.close()

    def _hears(self, pattern: str) -> str:
        assert self.process.stdout is not None
        latest = monotonic() + 30
        while (found := re.search(pattern, self._heard, re.DOTALL)) is None:
            ready = select.select([self.process.stdout], [], [], max(0, latest - monotonic()))[0]
            heard = os.read(self.process.stdout.fileno(), 65536) if ready else b""
            assert heard, f"waited for {pattern!r} in vain, heard {self._heard!r}"
            self._heard += heard.decode(errors="replace")
        self._heard = self._heard[found.end() :]
        return next(group for group in found.groups() if group)


def _exported(folder: Path, what: str, column: str) -> set[str]:
    command: list[str | Path] = [CHECKUP, "export", what, "--format", "jsonl"]
    told = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout
    return {str(json.loads(line)[column]) for line in told.splitlines()}


def _talks_undisturbed(folder: Path) -> None:
    chat = Chat(folder)
    for number, answer in enumerate(ANSWERS, 1):
        assert chat.asks() == number
        chat.types(answer)
    chat.ends()


def test_killed_at_any_moment_it_goes_on_at_the_same_question(tmp_path: Path) -> None:
    calm, killed = tmp_path / "calm", tmp_path / "killed"
    for folder in (calm, killed):
        folder.mkdir()
    _talks_undisturbed(calm)

    chance = random.Random(20)
    deadly = set(range(1, len(ANSWERS)))
    kills = 0
    chat = Chat(killed)
    number = chat.asks()
    while True:
        if number in deadly:
            deadly.remove(number)
            if chance.random() < 0.8:
                chat.types(ANSWERS[number - 1])
                sleep(chance.random() * 0.03)
            chat.dies()
            kills += 1
            chat = Chat(killed)
            before, number = number, chat.asks()
            assert number in (before, before + 1)
            continue
        chat.types(ANSWERS[number - 1])
        if number == len(ANSWERS):
            break
        before, number = number, chat.asks()
        assert number == before + 1
    assert "Weakest areas" in chat.ends()
    assert kills >= FEWEST_KILLS  # nobody dies at a question that is skipped, its answer being kept
    assert _exported(killed, "results", "exact") == _exported(calm, "results", "exact")
    assert _exported(killed, "answers", "question") == _exported(calm, "answers", "question")
