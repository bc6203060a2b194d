"""Proves: what docs/operations.md tells operators is there: commands, settings, addresses, pages, tests."""

import re
import subprocess
import sys
from pathlib import Path

from bot.settings import Settings
from tests.project.files import ROOT

PAGE = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
CHECKUP = Path(sys.executable).with_name("checkup")


def test_every_command_exists_with_its_options() -> None:
    named = set(re.findall(r"checkup ([a-z][a-z-]+)(?=[ `\n])", PAGE))
    listed = subprocess.run([CHECKUP, "--help"], capture_output=True, text=True, check=True).stdout
    known = {line.split()[0] for line in listed.partition("Commands:")[2].splitlines() if line.strip()}
    assert named <= known, named - known
    assert {"serve", "work", "migrate", "copy-database", "rotate-keys", "doctor", "jobs"} <= named
    told = subprocess.run([CHECKUP, "copy-database", "--help"], capture_output=True, text=True, check=True)
    for option in ("--from", "--resume"):
        assert option in PAGE
        assert option in told.stdout


def test_every_setting_exists() -> None:
    known = {
        str(field.validation_alias or f"CHECKUP_{name.upper()}")
        for name, field in Settings.model_fields.items()
    }
    assert set(re.findall(r"\b((?:CHECKUP|DATABASE)_[A-Z_]+)\b", PAGE)) <= known


def test_every_page_and_test_it_names_exists() -> None:
    for link in re.findall(r"\]\(([a-z./]+)\)", PAGE):
        assert (ROOT / "docs" / link).exists(), link
    for folder in re.findall(r"`(tests/[a-z0-9_/]+)`", PAGE):
        assert (ROOT / folder).is_dir(), folder
