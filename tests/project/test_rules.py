"""House rules that no other tool holds.

1. Files and functions of the product stay small enough to be read at once.
2. Names say what a room is for: no drawers for everything.
3. An exception from a rule carries its reason; nothing is left out of coverage, no test is left out.
4. No file names a package registry, or a place on somebody's machine.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from tests.project.files import ROOT, own_files

LONGEST_FILE: Final = 400
LONGEST_FUNCTION: Final = 60
DRAWERS: Final = {
    "utils",
    "util",
    "helpers",
    "helper",
    "manager",
    "managers",
    "core",
    "misc",
    "common",
    "base_classes",
}

# Brackets around one letter keep these lines from being caught by themselves.
ELSEWHERE: Final = re.compile(r"pyp[i]\.org|pythonhoste[d]\.org|debia[n]\.org|npmj[s]\.|/wor[k]/|/opt/pyp[i]")
LEFT_OUT: Final = re.compile(r"pragma: n[o] cover|(mark|pytest)\.(ski[p]|xfai[l])|noq[a](?!: [A-Z])")
# The rule's names, then at least two words ("as above" will do).
NO_REASON: Final = re.compile(r"noq[a]: [A-Z]+\d+(, ?[A-Z]+\d+)*\W*(\w+\W*)?$")


def _product() -> list[Path]:
    return [
        path
        for path in own_files()
        if path.suffix == ".py" and path.relative_to(ROOT).parts[0] in {"bot", "scoring"}
    ]


def _python() -> list[Path]:
    return [path for path in own_files() if path.suffix == ".py"]


def _texts(paths: list[Path]) -> Iterator[tuple[str, int, str]]:
    for path in paths:
        for number, line in enumerate(path.read_bytes().decode(errors="replace").splitlines(), 1):
            yield str(path.relative_to(ROOT)), number, line


def test_files_stay_readable() -> None:
    long = {
        str(path.relative_to(ROOT)): lines for path in _product() if (lines := _lines(path)) > LONGEST_FILE
    }
    assert long == {}


def _lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_functions_stay_readable() -> None:
    long = {
        f"{path.relative_to(ROOT)}:{node.name}": length
        for path in _product()
        for node in ast.walk(ast.parse(path.read_bytes()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        if (length := (node.end_lineno or node.lineno) - node.lineno + 1) > LONGEST_FUNCTION
    }
    assert long == {}


def test_no_room_is_a_drawer_for_everything() -> None:
    assert [path for path in _product() if DRAWERS & {path.stem, path.parent.name}] == []


def test_nothing_is_left_out() -> None:
    assert [(file, number) for file, number, line in _texts(_python()) if LEFT_OUT.search(line)] == []


def test_an_exception_from_a_rule_has_a_reason() -> None:
    assert [(file, number) for file, number, line in _texts(_python()) if NO_REASON.search(line)] == []


def test_no_file_names_a_place_elsewhere() -> None:
    assert [(file, number) for file, number, line in _texts(own_files()) if ELSEWHERE.search(line)] == []


@pytest.mark.parametrize(
    ("rule", "line", "caught"),
    [
        (ELSEWHERE, "see https://py~pi.org/project/click", True),
        (ELSEWHERE, "cd /wo~rk/main", True),
        (ELSEWHERE, "make chat", False),
        (LEFT_OUT, "x = 1  # no~qa", True),
        (LEFT_OUT, "@pytest.mark.~skip", True),
        (LEFT_OUT, "if x:  # pragma: ~no cover", True),
        (LEFT_OUT, "x = 1  # no~qa: S101 an assert here states an invariant", False),
        (NO_REASON, "x = 1  # no~qa: S101", True),
        (NO_REASON, "x = 1  # no~qa: S101, PLR0913", True),
        (NO_REASON, "x = 1  # no~qa: S101 – the caller has proved it already", False),
    ],
)
def test_the_rules_catch_what_they_are_for(rule: re.Pattern[str], line: str, *, caught: bool) -> None:
    assert bool(rule.search(line.replace("~", ""))) is caught
