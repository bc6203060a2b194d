"""`checkup check`: files and folders in, findings out, in three forms.

1. A fine result is one line and 0; warnings alone are 0; an error is 1.
2. Text, JSON and workflow commands say the same findings, in the order of the files.
3. What cannot be read is a finding like any other.
4. Flows are checked with those beside them.
5. Many files are shared out to processes; what is said does not change.
"""

import json
import os
from pathlib import Path

import pytest

from bot.cli import check as checking
from bot.cli import run
from tests.cli.running import FLOWS, FORKS, checkup

pytestmark = FORKS

FINE = "flow: {name}\ntitle: Fine\nscale: agree5\nsteps:\n  - ask: one\n    text: One.\n"
BROKEN = "flow: broken\ntitle: Broken, 100% so\nsteps:\n  - aks: one\n    text: One.\n"
WARNED = """\
flow: warned
title: Warned
scale: agree5
areas: {x: X}
steps:
  - ask: one
    text: One.
    area: x
  - ask: two
    text: Two.
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three flows, seen from inside their folder."""
    (tmp_path / "fine.yaml").write_text(FINE.format(name="fine"), encoding="utf-8")
    (tmp_path / "broken.yaml").write_text(BROKEN, encoding="utf-8")
    (tmp_path / "warned.yaml").write_text(WARNED, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_shipped_flows_are_fine() -> None:
    ended = checkup("check")
    assert (ended.code, ended.out, ended.err) == (0, "4 flow files: all is well.\n", "")


TEXT = """\
broken.yaml:4:5: error E103: a step has exactly one of ask, say, block, result, end
     4 |   - aks: one
       |     ^
       = did you mean 'ask'?

warned.yaml:9:5: warning W123: 'two' is scored, but counts in no area
     9 |   - ask: two
       |     ^
       = add an area, or  weight: 0

3 flow files: 1 error and 1 warning.
"""


def test_as_text(folder: Path) -> None:
    ended = checkup("check", ".", cwd=folder)
    assert (ended.code, ended.out, ended.err) == (1, TEXT, "")


def test_as_json(folder: Path) -> None:
    ended = checkup("check", "broken.yaml", "warned.yaml", "fine.yaml", "--format", "json", cwd=folder)
    assert (ended.code, ended.err) == (1, "")
    found = [json.loads(line) for line in ended.out.splitlines()]
    assert found[0] == {
        "file": "broken.yaml",
        "line": 4,
        "column": 5,
        "severity": "error",
        "code": "E103",
        "message": "a step has exactly one of ask, say, block, result, end",
        "hint": "did you mean 'ask'?",
    }
    assert [(one["file"], one["severity"], one["code"]) for one in found[1:]] == [
        ("warned.yaml", "warning", "W123")
    ]


def test_as_workflow_commands(folder: Path) -> None:
    ended = checkup("check", "broken.yaml", "--format", "github", cwd=folder)
    assert (ended.code, ended.err) == (1, "")
    assert ended.out == (
        "::error file=broken.yaml,line=4,col=5,title=E103::"
        "a step has exactly one of ask, say, block, result, end. did you mean 'ask'?\n"
    )


def test_workflow_commands_are_escaped(tmp_path: Path) -> None:
    odd = tmp_path / "a,b:c%.yaml"
    odd.write_text(FINE.format(name="fine"), encoding="utf-8")
    ended = checkup("check", "a,b:c%.yaml", "--format", "github", cwd=tmp_path)
    assert ended.out.startswith("::error file=a%2Cb%3Ac%25.yaml,line=1,col=7,title=E106::")


def test_warnings_alone_are_no_failure(folder: Path) -> None:
    ended = checkup("check", "warned.yaml", cwd=folder)
    assert ended.code == 0
    assert ended.out.splitlines()[-1] == "1 flow file: 1 warning."


@pytest.mark.parametrize("form", ["json", "github"])
def test_tools_hear_nothing_of_what_is_fine(folder: Path, form: str) -> None:
    ended = checkup("check", "fine.yaml", "--format", form, cwd=folder)
    assert (ended.code, ended.out, ended.err) == (0, "", "")


def test_a_folder_and_a_file_in_it_are_checked_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "fine.yaml", "fine.yaml"]) == 0
    assert capsys.readouterr().out == "1 flow file: all is well.\n"


def said(capsys: pytest.CaptureFixture[str], *paths: str | Path) -> str:
    """The first line about files of which one cannot be read."""
    assert run(["check", *map(str, paths)]) == 1
    return capsys.readouterr().out.splitlines()[0]


def test_what_cannot_be_read_is_a_finding(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "empty").mkdir()
    (folder / "loop.yaml").symlink_to("loop.yaml")
    cannot = "error Y000: the file cannot be read"
    assert said(capsys, "gone.yaml") == f"gone.yaml:1:1: {cannot}: No such file or directory"
    assert said(capsys, "empty") == "empty:1:1: error Y000: there is no flow file in this folder"
    assert said(capsys, "loop.yaml") == f"loop.yaml:1:1: {cannot}: Too many levels of symbolic links"
    assert said(capsys, "x" * 300).endswith(f"{cannot}: File name too long")


def test_one_that_cannot_be_read_keeps_no_other_from_being_checked(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", "gone.yaml", "broken.yaml", "fine.yaml"]) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "3 flow files: 2 errors."


def test_a_huge_file_is_refused_without_reading_it_all(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (folder / "huge.yaml").open("wb") as huge:
        huge.truncate(10 * 1024**3)  # a hole: takes no room on the disk
    assert "error Y001" in said(capsys, "huge.yaml")


def test_flows_are_checked_with_those_beside_them(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    leads = FINE.format(name="leads") + "next:\n  - flow: {}\n    if: one is agree\n    text: More.\n"
    (folder / "leads.yaml").write_text(leads.format("fine"), encoding="utf-8")
    assert run(["check", "leads.yaml"]) == 0
    (folder / "leads.yaml").write_text(leads.format("fin"), encoding="utf-8")
    capsys.readouterr()
    assert said(capsys, "leads.yaml") == "leads.yaml:8:11: error E173: there is no flow 'fin'"
    (folder / "leads.yaml").write_text(leads.format("broken"), encoding="utf-8")
    assert run(["check", "leads.yaml"]) == 0, "what is wrong with the other flow is said there"


def test_many_files_are_shared_out_and_nothing_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in range(checking.FEW + 9):
        text = FINE if number % 5 else BROKEN
        (tmp_path / f"flow{number:02}.yaml").write_text(
            text.format(name=f"flow{number:02}"), encoding="utf-8"
        )
    outputs = []
    for helpers in (1, 3):
        monkeypatch.setattr(checking, "cores", lambda count=helpers: count)
        assert run(["check", str(tmp_path)]) == 1
        outputs.append(capsys.readouterr().out)
    assert outputs[0] == outputs[1]
    assert outputs[0].count("E103") == 5


def test_the_name_of_the_folder_is_a_setting(folder: Path) -> None:
    ended = checkup("check", env={"CHECKUP_FLOWS": str(folder)})
    assert ended.out.splitlines()[-1] == "3 flow files: 1 error and 1 warning."
    assert checkup("check", FLOWS, env={"CHECKUP_FLOWS": str(folder)}).code == 0


def test_rights_matter(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Root may read everything, so the kernel's answer is looked at instead."""
    (folder / "fine.yaml").chmod(0)
    code = run(["check", "fine.yaml"])
    readable = os.access(folder / "fine.yaml", os.R_OK)
    assert code == (0 if readable else 1)
    assert ("Permission denied" in capsys.readouterr().out) is not readable
