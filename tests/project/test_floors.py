"""The floors are held by contracts, and each contract notices what it is for.

A copy of the product gets one forbidden import; the contracts must break, and must hold without it.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.project.files import ROOT, pyproject


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for name in ("bot", "scoring"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy2(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def _broken_contracts(copy: Path) -> list[str]:
    lint = [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command as run; run()",
        "--no-cache",
    ]
    done = subprocess.run(lint, cwd=copy, capture_output=True, text=True, check=False)
    assert "Contracts: " in done.stdout, done.stdout + done.stderr
    return re.findall(r"^(.*) BROKEN$", done.stdout, re.MULTILINE)


def test_the_product_keeps_to_its_floors(copy: Path) -> None:
    assert _broken_contracts(copy) == []


@pytest.mark.parametrize(
    ("file", "line", "contracts"),
    [
        ("bot/definition/up.py", "import bot.engine", ["A module imports only from floors below its own"]),
        ("bot/definition/clock.py", "import time", ["The pure floors have no clock"]),
        ("bot/engine/store.py", "import sqlmodel", ["The pure floors have no clock"]),
        (
            "scoring/flows.py",
            "import bot.definition",
            ["A module imports only from floors below its own", "Scoring imports nothing of ours"],
        ),
    ],
)
def test_a_contract_notices(copy: Path, file: str, line: str, contracts: list[str]) -> None:
    (copy / file).write_text(f"{line}\n", encoding="utf-8")
    broken = _broken_contracts(copy)
    assert len(broken) == len(contracts)
    assert all(name.startswith(expected) for name, expected in zip(broken, contracts, strict=True))


def test_slack_and_telegram_are_unaware_of_each_other(copy: Path) -> None:
    for channel in ("slack", "telegram"):
        folder = copy / "bot" / "channels" / channel
        folder.mkdir(parents=True, exist_ok=True)
        for package in (folder.parent, folder):
            (package / "__init__.py").touch()
    (copy / "bot/channels/slack/peeks.py").write_text("import bot.channels.telegram\n", encoding="utf-8")
    assert "No channel knows another" in _broken_contracts(copy)


def test_every_pure_floor_is_held_pure() -> None:
    pure = {
        "bot.definition",
        "bot.engine",
        "bot.present",
        "bot.rehearsal",
        "bot.messages",
        "bot.wishes",
        "scoring",
    }
    there = {name for name in pure if _exists(name)}
    (contract,) = (one for one in pyproject()["tool"]["importlinter"]["contracts"] if one["id"] == "pure")
    assert set(contract["source_modules"]) == there


def _exists(module: str) -> bool:
    path = ROOT / module.replace(".", "/")
    return path.is_dir() or path.with_suffix(".py").is_file()
