"""What the README tells people to type exists.

1. It names the two commands that do everything, and every `make …` in it is a target of the Makefile.
2. Every file and folder it links to is there.
"""

import re
import subprocess

from tests.project.files import ROOT


def _readme() -> str:
    return (ROOT / "README.md").read_text(encoding="utf-8")


def _targets() -> set[str]:
    return set(re.findall(r"^([a-z]+):  ##", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


def test_its_make_commands_exist() -> None:
    named = set(re.findall(r"(?:^|`)make ([a-z]+)", _readme(), re.MULTILINE))
    assert {"chat", "test"} <= named
    assert named <= _targets()


def test_its_links_lead_somewhere() -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#\s]+)", _readme())
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_plain_make_tells_what_there_is() -> None:
    told = subprocess.run(
        ["make", "--no-print-directory"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout
    assert {line.split()[1] for line in told.splitlines()} == _targets()
    assert all(len(line.split()) > 3 for line in told.splitlines())
