"""`checkup diff`: the exit code says how grave a change is (interface.md), the text what it means.

0 same or texts only · 1 needs a new version · 2 breaking, or the files cannot be compared.
"""

from pathlib import Path

import pytest

from tests.cli.running import called, checkup

OLD = """\
flow: small
title: Small
steps:
  - ask: mood
    text: How are you?
    choices: {bad: Bad, good: Good}
  - ask: tools
    scale: yes_no
    text: Tools?
"""


@pytest.mark.parametrize(
    ("before", "after", "code", "said"),
    [
        ("", "", 0, "small: nothing changed"),
        ("How are you?", "How do you do?", 0, "  question 'mood': text changed"),
        ("  - ask: tools", "  - ask: tools\n    weight: 2", 1, "  question 'tools': weight 1, now 2"),
        ("bad: Bad,", "bad: Bad, so: So,", 1, "  question 'mood': choice 'so' is new"),
        ("good: Good", "great: Good", 2, "  question 'mood': choice 'good' is gone"),
        ("ask: tools", "ask: tool", 2, "  question 'tools' is gone (is 'tool' the old 'tools'?)"),
    ],
)
def test_how_grave_it_is(tmp_path: Path, before: str, after: str, code: int, said: str) -> None:
    """The old version is kept under another name, in another folder."""
    old, new = tmp_path / "kept" / "small-1.yaml", tmp_path / "small.yaml"
    old.parent.mkdir()
    old.write_text(OLD, encoding="utf-8")
    new.write_text(OLD.replace(before, after), encoding="utf-8")
    ended = called("diff", old, new)
    assert (ended.code, ended.err) == (code, "")
    assert said in ended.out.splitlines()


def test_names_of_flows_will_do() -> None:
    ended = checkup("diff", "weekly-pulse", "flows/weekly-pulse.yaml")
    assert (ended.code, ended.out, ended.err) == (0, "weekly-pulse: nothing changed\n", "")


def test_what_cannot_be_compared(tmp_path: Path) -> None:
    old = tmp_path / "small.yaml"
    old.write_text(OLD, encoding="utf-8")
    broken = tmp_path / "broken.yaml"
    broken.write_text(OLD.replace("ask: mood", "aks: mood"), encoding="utf-8")
    for other, code in ((broken, "E103"), (tmp_path / "gone.yaml", "Y000")):
        ended = called("diff", old, other)
        assert (ended.code, ended.out) == (2, "")
        assert f"{other}:" in ended.told[0]
        assert f"error {code}" in ended.told[0]
        assert ended.told[-1] == f"Mend {other} first."
