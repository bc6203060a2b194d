"""Proves: what the README tells a stranger to type works as it says.

1. The first flow of the README checks and talks, and the mistake it proposes is told with place and remedy.
2. Every command in its table exists, and every command that exists is in the table.
3. The settings and files it names are real.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.project.files import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
CHECKUP = Path(sys.executable).with_name("checkup")


def _run(folder: Path, *words: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    known = {
        name: value for name, value in os.environ.items() if not name.startswith(("CHECKUP_", "DATABASE_"))
    }
    return subprocess.run(
        [CHECKUP, *words], cwd=folder, input=typed, capture_output=True, text=True, check=False, env=known
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A working directory with the first flow in its flows folder."""
    first_flow = re.search(r"```yaml\n(flow: team-mood\n.*?)```", README, re.DOTALL)
    assert first_flow is not None
    (tmp_path / "flows").mkdir()
    (tmp_path / "flows" / "team-mood.yaml").write_text(first_flow.group(1), encoding="utf-8")
    return tmp_path


def test_the_first_flow_is_checked_and_talks(folder: Path) -> None:
    checked = _run(folder, "check", "flows/team-mood.yaml")
    assert (checked.returncode, checked.stderr) == (0, "")
    talked = _run(folder, "chat", "team-mood", typed="Agree\n5\n")
    assert (talked.returncode, talked.stderr) == (0, "")
    assert "I had what I needed to do good work this week." in talked.stdout
    assert "88" in talked.stdout
    assert (folder / "checkup.db").is_file()


def test_a_mistake_is_told_with_its_place_and_remedy(folder: Path) -> None:
    file = folder / "flows" / "team-mood.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("agree5", "agre5"), encoding="utf-8")
    told = _run(folder, "check", "flows/team-mood.yaml")
    assert told.returncode == 1
    assert "flows/team-mood.yaml:3:8: error E121" in told.stdout
    assert "did you mean 'agree5'?" in told.stdout


def test_the_table_names_exactly_the_commands_there_are(folder: Path) -> None:
    named = set(re.findall(r"^\| `checkup ([a-z-]+)", README, re.MULTILINE))
    listed = _run(folder, "--help").stdout.partition("Commands:")[2]
    assert named == {line.split()[0] for line in listed.splitlines() if line.strip()}


def test_the_settings_it_names_exist() -> None:
    from bot.settings import Settings  # noqa: PLC0415  # costs a tenth of a second

    known = {
        str(field.validation_alias or f"CHECKUP_{name.upper()}")
        for name, field in Settings.model_fields.items()
    }
    assert set(re.findall(r"`((?:CHECKUP|DATABASE)_[A-Z_]+)`", README)) <= known
