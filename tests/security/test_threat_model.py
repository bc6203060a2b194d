"""Proves: the threat model names nothing that is not there, and is one page.

1. Every file that it links to exists; every test that it names stands in the file that was named last.
2. Whoever it has to speak of, it does; each of them has a test.
3. The numbers that it tells are those of the code.
"""

import re
from typing import Final

import pytest

from bot.reception.buckets import Allowance
from bot.settings import Settings
from bot.web import bodies, connections, limits
from tests.project.files import ROOT

PAGE: Final = ROOT / "docs" / "threat-model.md"
TEXT: Final = PAGE.read_text(encoding="utf-8")
WHOM: Final = (
    "a stranger on the web", "a member", "a manager", "another workspace", "who plays a platform",
    "a reader of the database", "a reader of logs", "a flow's author", "a receiver of events",
    "the supply chain",
)  # fmt: skip


def test_1_every_file_and_test_is_there() -> None:
    named = ""
    tests = 0
    for link, test in re.findall(r"\]\(([^)]+)\)|`(test_[a-z0-9_]+)`", TEXT):
        if link:
            path = (PAGE.parent / link).resolve()
            assert path.is_file(), link
            named = path.read_text(encoding="utf-8") if path.suffix == ".py" else ""
        else:
            tests += 1
            assert f"def {test}(" in named, test
    assert tests > 25


@pytest.mark.parametrize("whom", WHOM)
def test_2_whoever_may_come(whom: str) -> None:
    row = next(line for line in TEXT.splitlines() if line.startswith(f"| **{whom}"))
    assert "../tests/" in row.rsplit("|", 2)[1]


def test_2_what_is_not_protected_is_said_on_one_page() -> None:
    assert "**Not protected.**" in TEXT
    assert len(TEXT.split()) < 1500


def test_3_numbers() -> None:
    assert Settings.model_fields["taps_a_minute"].default == 180
    assert Allowance(at_once=120, a_second=4) == limits.PAGES
    assert Allowance(at_once=30, a_second=0.5) == limits.REFUSALS
    assert (connections.HEAD_SECONDS, connections.BODY_SECONDS, connections.READ_SECONDS) == (10, 20, 60)
    assert connections.LARGEST_HEAD == 32 * 1024
    assert bodies.LARGEST_BODY == 1024 * 1024
