"""The project's own files, for the tests that read them."""

import os
import subprocess
import tomllib
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).parents[2]

# What tools and runs leave behind, for a tree that git does not know.
_LEFT_BEHIND: Final = {"__pycache__", "build", "dist", "htmlcov"}


def own_files() -> list[Path]:
    """Every file that belongs to the project: what git knows or would add, else all but leftovers."""
    git = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(git, capture_output=True, check=True).stdout
    except (FileNotFoundError, subprocess.CalledProcessError):
        return list(_walk())
    paths = [ROOT / os.fsdecode(name) for name in listed.split(b"\0") if name]
    return [path for path in paths if path.is_file()]


def _walk() -> list[Path]:
    found: list[Path] = []
    for folder, inner, names in os.walk(ROOT):
        hidden = {name for name in inner if name.startswith(".") and name != ".ci"}
        inner[:] = sorted(set(inner) - hidden - _LEFT_BEHIND)
        found.extend(Path(folder, name) for name in names)
    return found


def pyproject() -> dict[str, Any]:
    """`pyproject.toml`, read."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
