"""The page on how to write a flow keeps its word.

Every example loads without a finding, passes its own tests and leaves nothing out of reach; every command and
file that is named is there.
"""

import re
from random import Random

import pytest

from bot.cli.commands import checkup
from bot.definition.load import load
from bot.definition.rendering import all_as_text
from bot.engine.result import score
from bot.rehearsal import Part, rehearse
from tests.cli.running import FLOWS

PAGE = (FLOWS / "README.md").read_text(encoding="utf-8")
EXAMPLES = {
    re.findall(r"^flow: (.*)$", text, re.MULTILINE)[0]: text
    for text in re.findall(r"^```yaml\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
}


def test_there_are_examples() -> None:
    assert list(EXAMPLES) == ["team-mood", "shop-check", "backup-check", "tool-check"]


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_example_works(name: str) -> None:
    loaded = load(EXAMPLES[name].encode(), f"{name}.yaml", others={})
    assert all_as_text(name, loaded.findings) == ""
    assert loaded.flow is not None
    rehearsal = rehearse(loaded.flow, Random(1), lambda: False)
    assert rehearsal.failures == ()
    assert [part for part, _ in rehearsal.unseen if part is not Part.LEVEL] == []


def test_the_smallest_one_by_hand() -> None:
    """Agree is the fourth of five choices, 75; strongly disagree 0: 37.5, shown 38, level low."""
    flow = load(EXAMPLES["team-mood"].encode(), "team-mood.yaml").flow
    assert flow is not None
    result = score(flow, {"tools": "agree", "focus": "strongly_disagree"})
    assert result.measured.overall.shown == 38
    assert result.verdict.level_id == "low"


def test_what_it_names_is_there() -> None:
    commands = set(re.findall(r"checkup ([a-z]+)", PAGE))
    assert commands == {"check", "chat", "test", "show", "diff", "serve"}
    assert commands <= set(checkup.commands)
    named = set(re.findall(r"`([a-z-]+\.(?:yaml|json))`", PAGE)) - {"team-mood.yaml"}
    assert {name for name in named if not (FLOWS / name).exists()} == set()
