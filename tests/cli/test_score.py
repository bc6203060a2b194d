"""`checkup score`: a line in, a line out, in the promised shape (interface.md; scoring.md §11).

1. Shapes worked out by hand: scored, without an overall, without levels, screened out.
2. Values as the interface takes them; what is off the path, inferred or does not fit is ignored.
3. Bad lines are told with their number, the others are scored, the exit code is 1.
4. Standard streams and files; the order stays; helpers change nothing.
5. The tests inside the shipped flows come out the same by this way.
"""

import json
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from bot.cli import run
from bot.cli import score as scoring
from bot.definition.answer import Answer, Blank
from bot.definition.load import load
from bot.definition.model import Flow
from bot.rehearsal.rehearsing import play
from tests.cli.running import FLOWS, FORKS, called, checkup

pytestmark = FORKS

FLOW = """\
flow: two-areas
version: 4
title: Two areas
languages: [en, de]
dont_know: yes
areas:
  x: {title: X, weight: 2, system: A list, advice: {low: {why: Because.}}}
  y: Y
scoring: {sem: 10}
levels:
  poor: {from: 0, title: {en: Poor, de: Schlecht}}
  fine: {from: 40, title: {en: Fine, de: Gut}}
  best: {from: 70, title: {en: Best, de: Bestens}}
gates:
  - {id: no_list, if: a1 is bad, cap: poor, systems: [x], text: No list.}
scales:
  three: {bad: Bad, so_so: So so, good: Good}
steps:
  - ask: people
    type: number
    min: 0
    max: 9999
    text: How many?
  - end: Come back with somebody.
    if: people is 0
  - ask: a1
    area: x
    scale: three
    text: A1?
  - ask: a2
    area: x
    scale: three
    text: A2?
  - ask: b1
    area: y
    type: multi
    text: B1?
    choices: {p: P, q: Q, none: {text: None, alone: yes}}
  - ask: b2
    if: people > 1
    area: y
    scale: three
    reverse: yes
    infer: {if: people > 1000, answer: good}
    text: B2?
  - ask: ok
    type: consent
    purpose: report
    text: OK?
recommend:
  - {id: write_it_down, if: tier.x is low, text: Write it down.}
next:
  - {flow: two-areas, if: people is 7, text: Again.}
"""


@pytest.fixture
def flow(tmp_path: Path) -> Path:
    file = tmp_path / "two-areas.yaml"
    file.write_text(FLOW, encoding="utf-8")
    return file


def scored(flow: Path, *answers: Mapping[str, object]) -> list[dict[str, Any]]:
    """One line out for each of some answers, ids 0, 1, 2 …"""
    given = "".join(
        json.dumps({"id": number, "answers": answered}) + "\n" for number, answered in enumerate(answers)
    )
    with TemporaryDirectory() as folder:
        source, target = Path(folder, "in.jsonl"), Path(folder, "out.jsonl")
        source.write_text(given, encoding="utf-8")
        ended = called("score", flow, "--in", source, "--out", target)
        assert (ended.code, ended.out, ended.err) == (0, "", "")
        return [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]


def test_a_result(flow: Path) -> None:
    """x: bad 0 and good 100, so 50. y: p and q of two 100, b2 so_so 50 either way round, so 75. Overall:
    (2·50 + 75)/3 = 175/3, shown 58: level fine, capped to poor by the gate of `a1 is bad`. Below 75: x alone.
    Margin: 1.96 · 10 · √((2/3)² + (1/3)²) = 14.6. No edge, 40 or 70, is within 7.45 of 58.33.
    """
    (found,) = scored(
        flow, {"people": 2, "a1": "bad", "a2": "good", "b1": ["q", "p"], "b2": "so_so", "ok": False}
    )
    assert found == {
        "id": 0,
        "flow": "two-areas",
        "version": 4,
        "complete": True,
        "score": 58,
        "exact": "175/3",
        "level": {"number": 1, "id": "poor", "title": "Poor", "from_score": 2, "capped_by": ["no_list"]},
        "margin": 15,
        "borderline": False,
        "areas": {
            "x": {"score": 50, "exact": "50", "tier": "fair", "answered": 2, "asked": 2},
            "y": {"score": 75, "exact": "75", "tier": "good", "answered": 2, "asked": 2},
        },
        "weakest": [{"area": "x", "joint": False}],
        "systems": ["x"],
        "recommended": [],
        "asked": ["people", "a1", "a2", "b1", "b2", "ok"],
        "ignored": [],
        "next": None,
    }


def test_without_an_overall(flow: Path) -> None:
    """x: one answer of two is below 60 percent, so it has no score, and 1 of 3 of the weight is too few."""
    (found,) = scored(flow, {"people": "1", "a1": "dont_know", "a2": "bad", "b1": ["none"]})
    assert found == {
        "id": 0,
        "flow": "two-areas",
        "version": 4,
        "complete": False,
        "score": None,
        "exact": None,
        "reason": "too few areas",
        "level": None,
        "margin": None,
        "borderline": False,
        "areas": {
            "x": {"score": None, "reason": "not enough answers", "answered": 1, "asked": 2},
            "y": {"score": 0, "exact": "0", "tier": "low", "answered": 1, "asked": 1},
        },
        "weakest": [{"area": "y", "joint": False}],
        "systems": [],
        "recommended": [],
        "asked": ["people", "a1", "a2", "b1", "ok"],
        "ignored": [],
        "next": None,
    }


def test_screened_out(flow: Path) -> None:
    (found,) = scored(flow, {"people": 0, "a1": "good"})
    assert found == {
        "id": 0,
        "flow": "two-areas",
        "version": 4,
        "complete": True,
        "score": None,
        "exact": None,
        "reason": "screened out",
        "level": None,
        "margin": None,
        "borderline": False,
        "areas": {},
        "weakest": [],
        "systems": [],
        "recommended": [],
        "asked": ["people"],
        "ignored": ["a1"],
        "next": None,
    }


def test_areas_only(tmp_path: Path) -> None:
    """The weekly pulse has areas and no overall: good is 75 of five choices, hardly 25."""
    (found,) = scored(FLOWS / "weekly-pulse.yaml", {"how_was_it": "good", "knew_what_mattered": "hardly"})
    assert (found["score"], found["exact"], found["reason"]) == (None, None, "not computed")
    assert (found["level"], found["margin"], found["borderline"]) == (None, None, False)
    assert found["areas"] == {
        "week": {"score": 75, "exact": "75", "tier": "green", "answered": 1, "asked": 1},
        "clarity": {"score": 25, "exact": "25", "tier": "red", "answered": 1, "asked": 1},
    }


def test_decimals_are_no_float_noise(tmp_path: Path) -> None:
    """0.1 and 0.2 of 0..1 are 10 and 20 percent: mean 15. Shown with two decimals: 33.33, 66.67."""
    file = tmp_path / "fine.yaml"
    file.write_text(
        "flow: fine\ntitle: F\nscoring: {decimals: 2}\nlevels: {}\nsteps:\n"
        + "".join(
            f"  - {{ask: {name}, type: number, range: 0..1, optional: yes, text: N}}\n" for name in "abc"
        ),
        encoding="utf-8",
    )
    ended = checkup(
        "score", file, given='{"answers": {"a": 0.1, "b": 0.2}}\n{"answers": {"a": 0, "b": "0", "c": 1.0}}\n'
    )
    first, second = (json.loads(line) for line in ended.out.splitlines())
    assert (first["score"], first["exact"]) == (15, "15")
    assert (second["score"], second["exact"]) == (33.33, "100/3")
    assert '"score": 33.33,' in ended.out


@pytest.mark.parametrize(
    ("answers", "ignored"),
    [
        ({"people": 2, "b2": "good"}, []),
        ({"people": 1, "b2": "good"}, ["b2"]),
        ({"people": 2000, "b2": "bad"}, ["b2"]),
        ({"people": 2, "zebra": 1, "alien": 2, "a1": "good"}, ["alien", "zebra"]),
        ({"people": 10_000}, ["people"]),
        ({"people": -1}, ["people"]),
        ({"people": True}, ["people"]),
        ({"people": "many"}, ["people"]),
        ({"people": [1]}, ["people"]),
        ({"people": {"n": 1}}, ["people"]),
        ({"people": "\uff11\uff12"}, ["people"]),
        ({"people": "1e3"}, ["people"]),
        ({"a1": "Bad"}, ["a1"]),
        ({"a1": 1}, ["a1"]),
        ({"a1": ["bad"]}, ["a1"]),
        ({"a1": ""}, ["a1"]),
        ({"a1": "\ud800"}, ["a1"]),
        ({"b1": "p"}, ["b1"]),
        ({"b1": []}, ["b1"]),
        ({"b1": ["p", "p"]}, ["b1"]),
        ({"b1": ["p", "none"]}, ["b1"]),
        ({"b1": ["x"]}, ["b1"]),
        ({"b1": [["p"]]}, ["b1"]),
        ({"b1": "dont_know"}, []),
        ({"ok": "yes"}, []),
        ({"ok": "no"}, []),
        ({"ok": True}, []),
        ({"ok": 1}, ["ok"]),
        ({"ok": "dont_know"}, ["ok"]),
        ({"a1": None, "zebra": None}, []),
    ],
)
def test_what_is_ignored(
    flow: Path, answers: Mapping[str, object], ignored: list[str], tmp_path: Path
) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text(json.dumps({"id": 1, "answers": answers}), encoding="utf-8")
    assert run(["score", str(flow), "--in", str(source), "--out", str(target)]) == 0
    assert json.loads(target.read_text(encoding="utf-8"))["ignored"] == ignored


BAD = (
    b'{"id": "first", "answers": {"people": 1}}\n'
    b"\n"
    b"nonsense\n"
    b'{"id": "\xff", "answers": {}}\n'
    b'{"id": "last\xe2\x80\xa8", "answers": {"people": 1e999, "a1": "good"}}'
)


def test_bad_lines_are_told_and_the_others_scored(flow: Path) -> None:
    ended = checkup("score", flow, given=BAD)
    assert ended.code == 1
    assert [json.loads(line)["id"] for line in ended.out.splitlines()] == ["first", "last\u2028"]
    assert ended.told == [
        "line 3: not JSON: Expecting value (character 1)",
        "line 4: not UTF-8 (byte 9)",
        "2 of 5 lines could not be scored.",
        "Mend those lines and score them again.",
    ]


def test_letters_stay_letters_and_half_a_pair_is_escaped(flow: Path) -> None:
    ended = checkup("score", flow, given='{"id": "Zoë", "answers": {}}\n{"id": "\\ud800", "answers": {}}\n')
    first, second = ended.out.splitlines()
    assert first.startswith('{"id": "Zoë", ')
    assert second.startswith('{"id": "\\ud800", ')


def test_a_line_of_ten_megabytes_is_bad_and_the_next_is_not(flow: Path) -> None:
    huge = b'{"id": 1, "answers": {"people": "' + b"9" * 10_000_000 + b'"}}\n'
    ended = checkup("score", flow, given=huge + b'{"id": 2, "answers": {}}\n')
    assert (ended.code, json.loads(ended.out)["id"]) == (1, 2)
    assert ended.told[0] == "line 1: longer than 4,194,304 bytes"


def test_nothing_in_nothing_out(flow: Path) -> None:
    ended = checkup("score", flow)
    assert (ended.code, ended.out, ended.err) == (0, "", "")


def test_a_file_is_not_written_over_while_it_is_read(flow: Path, tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text('{"answers": {}}\n', encoding="utf-8")
    ended = checkup("score", flow, "--in", rows, "--out", tmp_path / "." / "rows.jsonl")
    assert ended.code == 2
    assert ended.told[1] == "Name another file to write to."
    assert rows.read_text(encoding="utf-8") == '{"answers": {}}\n'


@pytest.mark.parametrize("helpers", [1, 2, 3])
def test_the_order_stays_whoever_helps(
    flow: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, helpers: int
) -> None:
    count = scoring.AT_ONCE * 4 + 17
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    rows = [json.dumps({"id": n, "answers": {"people": n % 9}}) if n % 100 else "bad" for n in range(count)]
    source.write_text("\n".join(rows), encoding="utf-8")
    monkeypatch.setattr(scoring, "cores", lambda: helpers)
    assert run(["score", str(flow), "--in", str(source), "--out", str(target)]) == 1
    ids = [json.loads(line)["id"] for line in target.read_text(encoding="utf-8").splitlines()]
    assert len(ids) == count - len(range(0, count, 100))
    assert all(before < after for before, after in pairwise(ids))


def test_a_flow_with_errors_scores_nothing(tmp_path: Path) -> None:
    file = tmp_path / "bad.yaml"
    file.write_text("flow: bad\ntitle: Bad\n", encoding="utf-8")
    ended = checkup("score", file, given='{"answers": {}}\n')
    assert (ended.code, ended.out) == (1, "")
    assert "error E101" in ended.told[0]
    assert ended.told[-1] == f"Mend {file} first."


def as_json(answer: Answer) -> object:
    """As the interface writes it."""
    match answer:
        case Blank():
            return answer.value
        case bool() | str():
            return answer
        case tuple():
            return list(answer)
    return str(answer)


@pytest.mark.parametrize("name", ["business-systems", "delivery-check", "team-health", "weekly-pulse"])
def test_the_tests_inside_the_shipped_flows_come_out_the_same(name: str) -> None:
    flow = shipped(name)
    answers = []
    for test in flow.tests:
        path = play(flow, test).path
        answers.append({q: as_json(answer) for q, answer in path.answers.items() if q not in path.inferred})
    for test, found in zip(flow.tests, scored(FLOWS / f"{name}.yaml", *answers), strict=True):
        expect = test.expect
        assert found["ignored"] == []
        for about, within in expect.scores.items():
            score = found["score"] if about == "overall" else found["areas"][about]["score"]
            assert score is None if within is None else within.low <= score <= within.high
        if expect.level is not None:
            assert (found["level"]["id"] if found["level"] else "") == expect.level
        for about, expected in (("systems", expect.systems), ("recommended", expect.recommended)):
            assert expected is None or found[about] == list(expected)
        if expect.weakest is not None:
            assert [weak["area"] for weak in found["weakest"]] == list(expect.weakest)
        if expect.next is not None:
            assert (found["next"] or "") == expect.next


def shipped(name: str) -> Flow:
    flow = load((FLOWS / f"{name}.yaml").read_bytes(), f"{name}.yaml").flow
    assert flow is not None
    assert flow.tests
    return flow
