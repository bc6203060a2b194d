"""`checkup test`: tests inside flow files, then exploration.

1. The shipped flows pass, with everything reached.
2. A failing test is told with file and line, expected and got; then the exit code is 1.
3. What exploration never reached is a warning and no failure.
4. A flow with errors is not tested, which is a failure.
"""

from pathlib import Path

import pytest

from bot.cli import run
from bot.cli import test as testing
from tests.cli.running import FORKS, checkup

pytestmark = FORKS

FLOW = """\
flow: small
title: Small
scale: yes_no
levels: {bad: {from: 0, title: Bad}, good: {from: 100, title: Good}}
steps:
  - ask: a
    text: A?
  - ask: b
    if: a is yes
    text: B?
tests:
  - name: both
    fill: best
    expect: {score.overall: 100, level: good}
  - name: only one
    answers: {a: no}
    expect: {score.overall: 40..60, level: good, asked: [b], complete: yes}
"""
SAID = """\
small.yaml:15: test 'only one' failed
    asked: 'b' was not asked
    score.overall: expected 40..60, got 0
    level: expected good, got bad

small.yaml: 1 of 2 tests passed; EXPLORED conversations explored
    questions          2 of 2    (by the tests alone 2)
    choices            4 of 4    (by the tests alone 3)
    levels             2 of 2    (by the tests alone 2)
"""


def test_the_shipped_flows_pass() -> None:
    """As an author runs it: counting lines would take of the seconds there are for exploring."""
    ended = checkup("test", env={"COVERAGE_PROCESS_CONFIG": "", "COVERAGE_PROCESS_START": ""})
    assert (ended.code, ended.err) == (0, "")
    heads = [line for line in ended.out.splitlines() if not line.startswith(" ")]
    assert [head.partition("; ")[0] for head in heads] == [
        "flows/business-systems.yaml: 10 of 10 tests passed",
        "flows/delivery-check.yaml: 5 of 5 tests passed",
        "flows/team-health.yaml: 4 of 4 tests passed",
        "flows/weekly-pulse.yaml: 3 of 3 tests passed",
    ]
    for line in ended.out.splitlines():
        if line.startswith(" "):
            reached, _, there = line.partition("(")[0].rpartition(" of ")
            assert reached.split()[-1] == there.strip()


def test_a_failing_test(tmp_path: Path) -> None:
    (tmp_path / "small.yaml").write_text(FLOW, encoding="utf-8")
    ended = checkup("test", "small.yaml", cwd=tmp_path)
    assert (ended.code, ended.err) == (1, "")
    explored = ended.out.partition("passed; ")[2].split()[0]
    assert ended.out == SAID.replace("EXPLORED", explored)


UNREACHED = """\
flow: small
title: Small
scale: yes_no
steps:
  - ask: a
    text: A?
  - ask: b
    if: a is yes and a is no
    text: B?
"""


def test_what_is_never_reached_is_a_warning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("small.yaml").write_text(UNREACHED, encoding="utf-8")
    assert run(["test", "small.yaml"]) == 0
    assert capsys.readouterr().out == (
        "small.yaml:7:10: warning W220: 'b' is never asked\n"
        "     7 |   - ask: b\n"
        "       |          ^\n"
        "       = does its condition ever hold? then write a test that asks it\n"
        "\n"
        "small.yaml: no tests; 2,000 conversations explored\n"
        "    questions          1 of 2    (by the tests alone 0)\n"
        "    choices            2 of 4    (by the tests alone 0)\n"
        "    levels             2 of 3    (by the tests alone 0)\n"
    )


def test_a_flow_with_errors_is_not_tested(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("small.yaml").write_text(FLOW.replace("ask: a", "aks: a"), encoding="utf-8")
    assert run(["test", ".", "gone.yaml"]) == 1
    told = capsys.readouterr().out.splitlines()
    assert told[0].startswith("small.yaml:6:5: error E103: ")
    assert "small.yaml: not tested, it has errors" in told
    assert "gone.yaml: not tested, it has errors" in told


def test_exploration_takes_two_seconds_at_most(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """By the clock that is handed in: it is late at the fourth look."""
    ticks = iter([100.0, 100.5, 101.0, 101.5, 102.1])
    monkeypatch.setattr(testing, "process_time", lambda: next(ticks))
    file = tmp_path / "small.yaml"
    file.write_text(UNREACHED, encoding="utf-8")
    assert run(["test", str(file)]) == 0
    told = capsys.readouterr().out
    assert "; 3 conversations explored, then the 2 seconds for it were over\n" in told
