"""Setting up needs one command, never leaves a half-made environment, and says what is missing.

The script runs in a copy of the project's root with a stand-in for Python that writes down what it is asked.

1. Without an environment, one is made from the lock, and the project is installed into it.
2. A current one is left alone; one for tests also serves to run.
3. One that is stale, half-made or carried elsewhere is made anew.
4. A missing or old Python, or one without its venv module, is named with what to do.
"""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.project.files import ROOT

# Answers the two questions about itself, makes an environment that holds itself, and notes each installation.
STAND_IN = """#!/bin/sh
case "$*" in
    *print*version_info*) echo 3.10 ;;
    *version_info*) exit {old} ;;
    *ensurepip*) exit {no_venv} ;;
    "-m venv .venv") mkdir -p .venv/bin && cp "$0" .venv/bin/python && echo made >> asked ;;
    "-m pip"*) echo "${{*#*install }}" >> asked; exit {offline} ;;
esac
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / ".ci").mkdir()
    shutil.copy2(ROOT / ".ci" / "venv", tmp_path / ".ci")
    for lock in ("requirements.txt", "requirements-dev.txt", "requirements-build.txt"):
        (tmp_path / lock).write_text(f"{lock}\n")
    _python(tmp_path)
    return tmp_path


def _python(project: Path, *, old: bool = False, no_venv: bool = False, offline: bool = False) -> None:
    stand_in = project / "python"
    stand_in.write_text(STAND_IN.format(old=int(old), no_venv=int(no_venv), offline=int(offline)))
    stand_in.chmod(0o755)


def _set_up(project: Path, purpose: str = "run") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [project / ".ci" / "venv", purpose],
        env={"PATH": os.environ["PATH"], "PYTHON": str(project / "python")},
        check=False,
        capture_output=True,
        text=True,
    )


def _asked(project: Path) -> list[str]:
    asked = project / "asked"
    lines = asked.read_text().splitlines() if asked.exists() else []
    asked.unlink(missing_ok=True)
    return lines


MADE_TO_RUN = [
    "made",
    "--require-hashes -r requirements.txt -r requirements-build.txt",
    "--no-deps --no-build-isolation --editable .",
]
MADE_TO_TEST = [
    "made",
    "--require-hashes -r requirements-dev.txt",
    "--no-deps --no-build-isolation --editable .",
]


def test_the_first_run_makes_it_with_one_line(project: Path) -> None:
    done = _set_up(project)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "Setting up .venv for Checkup (once, about a minute) …\n"
    assert _asked(project) == MADE_TO_RUN


def test_the_second_run_is_silent(project: Path) -> None:
    _set_up(project)
    _asked(project)
    done = _set_up(project)
    assert (done.returncode, done.stdout, done.stderr, _asked(project)) == (0, "", "", [])


def test_one_for_tests_also_serves_to_run(project: Path) -> None:
    _set_up(project, "test")
    assert _asked(project) == MADE_TO_TEST
    _set_up(project, "run")
    assert _asked(project) == []


def test_one_to_run_does_not_serve_for_tests(project: Path) -> None:
    _set_up(project, "run")
    _asked(project)
    _set_up(project, "test")
    assert _asked(project) == MADE_TO_TEST


@pytest.mark.parametrize("file", ["requirements.txt", "requirements-build.txt"])
def test_a_stale_one_is_made_anew(project: Path, file: str) -> None:
    _set_up(project)
    _asked(project)
    (project / file).write_text("another version\n")
    _set_up(project)
    assert _asked(project) == MADE_TO_RUN


def test_a_half_made_one_is_made_anew(project: Path) -> None:
    _python(project, offline=True)
    failed = _set_up(project)
    assert failed.returncode == 1
    assert failed.stderr.endswith(
        "The packages could not be installed (see above).\n"
        "Check the network connection and run the command again.\n"
    )
    (project / ".venv" / "left-over").touch()
    _asked(project)
    _python(project)
    _set_up(project)
    assert _asked(project) == MADE_TO_RUN
    assert not (project / ".venv" / "left-over").exists()


def test_one_carried_elsewhere_is_made_anew(project: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    _set_up(project)
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "checkup"
    shutil.move(project, elsewhere)
    _asked(elsewhere)
    _set_up(elsewhere)
    assert _asked(elsewhere) == MADE_TO_RUN


def test_one_whose_python_is_gone_is_made_anew(project: Path) -> None:
    _set_up(project)
    _asked(project)
    (project / ".venv" / "bin" / "python").unlink()
    _set_up(project)
    assert _asked(project) == MADE_TO_RUN


def test_an_old_python_is_named(project: Path) -> None:
    _python(project, old=True)
    done = _set_up(project)
    assert done.returncode == 1
    what, advice = done.stderr.splitlines()
    assert what == f"Checkup needs Python 3.11 or newer; {project / 'python'} is 3.10."
    assert advice.startswith(
        "Install it, e.g.: apt install python3 python3-venv; or name it: make chat PYTHON="
    )
    assert not (project / ".venv").exists()


def test_a_missing_venv_module_is_named(project: Path) -> None:
    _python(project, no_venv=True)
    done = _set_up(project)
    assert done.returncode == 1
    assert done.stderr == (
        f"{project / 'python'} comes without its venv module.\nInstall it, e.g.: apt install python3-venv\n"
    )
    assert not (project / ".venv").exists()
