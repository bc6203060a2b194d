"""Carries out a Dockerfile without a container engine, step by step, under a folder of its own.

Absolute paths of the image become paths under that folder, `python` and `pip` come from a clean virtual
environment, and creating a user only writes down the request. What is left out is what only an engine can do:
another base system and the walls around the process.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

_ROOT_USER: Final = 0


@dataclass(frozen=True, slots=True)
class Instruction:
    """One instruction, its continued lines joined: `RUN`, `pip install …`."""

    verb: str
    rest: str


def instructions(dockerfile: str) -> list[Instruction]:
    """What a Dockerfile says, in order, without comments."""
    plain = re.sub(r"^\s*#.*\n", "", dockerfile, flags=re.MULTILINE)
    joined = re.sub(r"\\\n\s*", "", plain)
    words = (line.split(maxsplit=1) for line in joined.splitlines() if line.strip())
    return [Instruction(verb, rest.strip()) for verb, rest in words]


@dataclass(slots=True)
class Image:
    """An image as it grows: where its files are, the environment and the user of the stage at hand."""

    context: Path
    root: Path
    user: str = ""
    environment: dict[str, str] = field(default_factory=dict)
    folder: str = "/"
    said: dict[str, str] = field(default_factory=dict)

    def build(self, dockerfile: str) -> None:
        """Carries out every instruction; raises `CalledProcessError` at the first command that fails."""
        self._make_base()
        for instruction in instructions(dockerfile):
            match instruction.verb:
                case "FROM":
                    self.user, self.environment, self.folder = "", {}, "/"
                case "WORKDIR":
                    self.folder = instruction.rest
                    self.inside(self.folder).mkdir(parents=True, exist_ok=True)
                case "RUN":
                    self.run(instruction.rest)
                case "COPY":
                    self._copy(shlex.split(instruction.rest))
                case "ENV":
                    self.environment |= dict(word.split("=", 1) for word in shlex.split(instruction.rest))
                case "USER":
                    self.user = instruction.rest
                case verb:
                    self.said[verb] = instruction.rest

    def run(self, command: str, *, user: int | None = None) -> subprocess.CompletedProcess[str]:
        """Runs a shell command as the image would; `user` is a numeric id where this machine allows it."""
        return subprocess.run(
            ["/bin/sh", "-c", self._here(command)],
            cwd=self.inside(self.folder), env=self._environment(), user=user, group=user,
            check=True, capture_output=True, text=True,
        )  # fmt: skip

    def inside(self, path: str) -> Path:
        """Where a path of the image lies on this machine."""
        return self.root / path.lstrip("/")

    def requests_for_users(self) -> list[str]:
        """How `useradd` was called."""
        return (self.root / "useradd.log").read_text(encoding="utf-8").splitlines()

    def _make_base(self) -> None:
        subprocess.run([sys.executable, "-m", "venv", self.root / "usr/local"], check=True)
        requests = self.root / "useradd.log"
        useradd = self.inside("/usr/local/bin/useradd")
        useradd.write_text(f'#!/bin/sh\necho "$@" >> {requests}\n', encoding="utf-8")
        useradd.chmod(0o755)

    def _copy(self, words: list[str]) -> None:
        stage = [word for word in words if word.startswith("--from=")]
        *sources, target = (word for word in words if not word.startswith("--"))
        for source in sources:
            whence = self.inside(source) if stage else self.context / source
            goal = self.inside(str(Path(self.folder, target)))
            if whence == goal:
                continue
            if whence.is_dir():
                shutil.copytree(
                    whence, goal, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__")
                )
            else:
                goal.mkdir(parents=True, exist_ok=True)
                shutil.copy2(whence, goal)

    def _environment(self) -> dict[str, str]:
        kept = {
            name: value for name, value in os.environ.items() if name.startswith(("PIP_", "SSL_", "HOME"))
        }
        ours = {"PATH": "/usr/local/bin:/usr/bin:/bin"} | self.environment
        return kept | {name: self._here(value) for name, value in ours.items()}

    def _here(self, text: str) -> str:
        """The image's own places, and its user's number where only root may give files away, made ours."""
        moved = re.sub(r"(?<![\w.-])/(build|opt|app|data|usr/local)\b", rf"{self.root}/\1", text)
        return moved if os.geteuid() == _ROOT_USER else moved.replace("10001", str(os.geteuid()))
