"""What is shipped and what the language promises in its examples: no finding in any of it, and the sample
messages of flow-language §10 word for word.
"""

from pathlib import Path

import pytest

from bot.definition.load import load, load_all
from bot.definition.model import Block, Flow, Kind
from tests.definition.flows import FLOWS, SHIPPED, TEAM_MOOD, checked, flow, shown

IT_HEALTH = (Path(__file__).parent / "examples" / "it-health.yaml").read_text()
"""The full example of flow-language §2."""
BACKUP_PLAN = """\
flow: backup-plan
title: Backup plan
scale: yes_no
steps:
  - {ask: headcount, type: number, text: People with a computer}
  - {ask: copies, text: We have copies.}
"""


def test_the_shipped_flows_have_no_finding() -> None:
    loaded = load_all({name: (FLOWS / name).read_bytes() for name in SHIPPED})
    for name, found in loaded.items():
        assert found.findings.shown == ()
        assert isinstance(found.flow, Flow)
        assert found.flow.name + ".yaml" == name


def test_the_smallest_flow() -> None:
    mood = flow(TEAM_MOOD, "team-mood.yaml")
    assert [question.id for question in mood.questions()] == ["tools", "focus"]
    assert mood.by_id["tools"].choices[0].id == "strongly_disagree"
    assert [level.id for level in mood.levels] == ["low", "fair", "good"]


def test_the_full_example() -> None:
    plan = flow(BACKUP_PLAN, "backup-plan.yaml")
    loaded = checked(IT_HEALTH, "it-health.yaml", {"backup-plan": plan})
    assert loaded.findings.shown == ()
    health = loaded.flow
    assert health is not None
    assert (health.version, list(health.areas), health.build_order) == (
        3,
        ["backup", "access", "people"],
        ("access", "backup", "people"),
    )
    block = health.steps[4]
    assert isinstance(block, Block)
    assert block.title == health.areas["backup"].title
    assert block.about == health.areas["backup"].about
    tested = health.by_id["backup_tested"]
    assert (tested.kind, tested.area, tested.scale) == (Kind.CHOICE, "backup", "practice")
    assert tested.weight == 2
    missing = health.by_id["backup_missing"]
    assert [(choice.score, choice.applies) for choice in missing.choices] == [(None, False), (0, True)]
    assert health.by_id["has_backup"].dont_know is None
    assert health.by_id["mfa"].dont_know is not None


SAMPLES = {
    "choice": (
        "backup_tested is never",
        "backup_tested is nver",
        """\
it-health.yaml:34:26: error E202: 'nver' is not an answer of 'backup_tested'
    34 |     if: backup_tested is nver
       |                          ^
       = did you mean 'never'?""",
    ),
    "sign": (
        "    if: headcount >= 5\n    area: people",
        "    if: headcount = 5\n    area: people",
        """\
it-health.yaml:97:19: error E200: '=' does not belong in a condition
    97 |     if: headcount = 5
       |                   ^
       = use 'is'""",
    ),
    "consent": (
        "    if: report_ok\n    type: email",
        "    type: email",
        """\
it-health.yaml:113:5: error E180: 'email' is personal data but is asked without consent
   113 |   - ask: email
       |     ^
       = ask a consent question first and add  if: report_ok""",
    ),
    "kind of step": (
        "- ask: training",
        "- aks: training",
        """\
it-health.yaml:96:5: error E103: a step has exactly one of ask, say, block, result, end
    96 |   - aks: training
       |     ^
       = did you mean 'ask'?""",
    ),
    "score": (
        "infer: {if: headcount is 1 and has_backup is no, answer: no}",
        "infer: {if: score.backup < 40, answer: no}",
        """\
it-health.yaml:86:17: error E205: 'score.backup' is not known here
    86 |     infer: {if: score.backup < 40, answer: no}
       |                 ^
       = scores are known after a result step, in recommend, next and gates""",
    ),
    "comma": (
        "all: For all}",
        "all: Yes, we do}",
        """\
it-health.yaml:87:49: error E105: the text was cut at a comma: 'we do' cannot be a name here
    87 |     choices: {no: No, some: For some, all: Yes, we do}
       |                                                 ^
       = put texts with a comma inside { } in quotes""",
    ),
}


@pytest.mark.parametrize("sample", SAMPLES)
def test_the_sample_messages(sample: str) -> None:
    right, wrong, said = SAMPLES[sample]
    assert shown(IT_HEALTH.replace(right, wrong, 1), "it-health.yaml") == said


def test_the_hash_is_that_of_the_file() -> None:
    one, other = (load(text.encode(), "team-mood.yaml").flow for text in (TEAM_MOOD, TEAM_MOOD + "# more\n"))
    assert one is not None
    assert other is not None
    assert len(one.hash) == 64
    assert one.hash != other.hash


def test_several_findings_in_one_run() -> None:
    text = IT_HEALTH.replace("cap: amber", "cap: ambre").replace(
        "weight: 2\n    owner", "weight: x\n    owner"
    )
    codes = [found.code for found in checked(text, "it-health.yaml").findings.shown]
    assert codes == ["E110", "E104"]
