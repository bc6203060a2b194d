"""Loading one file and a whole folder: flows know each other, and hostile files are answered in time."""

import pytest

from bot.definition.load import load, load_all
from tests.definition.flows import TEAM_MOOD, checked, shown
from tests.stopwatch import assert_takes_less_than

HEAD = "flow: f\ntitle: T\nsteps:\n"
QUESTIONS = "".join(f"  - {{ask: q{n}, text: Well, scale: yes_no}}\n" for n in range(290))


def follower(name: str, of: str, carry: str = "") -> bytes:
    carried = f", carry: [{carry}]" if carry else ""
    return (
        f"flow: {name}\ntitle: T\nsteps:\n  - {{ask: tools, text: Well, scale: agree5}}\n"
        f"next:\n  - {{flow: {of}{carried}}}\n"
    ).encode()


def codes(files: dict[str, bytes]) -> dict[str, list[str]]:
    return {file: [found.code for found in loaded.findings.shown] for file, loaded in load_all(files).items()}


def test_flows_of_a_folder_know_each_other() -> None:
    files = {"flows/a.yaml": follower("a", "team-mood", "tools"), "flows/team-mood.yaml": TEAM_MOOD.encode()}
    assert codes(files) == {"flows/a.yaml": [], "flows/team-mood.yaml": []}


def test_a_flow_may_follow_itself() -> None:
    assert codes({"a.yaml": follower("a", "a", "tools")}) == {"a.yaml": []}


def test_a_question_that_is_unknown_here_is_said_once() -> None:
    files = {"a.yaml": follower("a", "team-mood", "tolls"), "team-mood.yaml": TEAM_MOOD.encode()}
    assert codes(files) == {"a.yaml": ["E170"], "team-mood.yaml": []}


def test_a_flow_that_is_not_there() -> None:
    assert codes({"a.yaml": follower("a", "b")}) == {"a.yaml": ["E173"]}
    assert codes({"a.yaml": follower("a", "B_b")}) == {"a.yaml": ["E105"]}


@pytest.mark.parametrize("broken", [b"flow: [", b"flow: b\n", b""])
def test_nothing_is_said_about_a_flow_with_errors_of_its_own(broken: bytes) -> None:
    assert codes({"a.yaml": follower("a", "b", "tools"), "b.yaml": broken})["a.yaml"] == []


def test_one_file_alone_says_nothing_about_others() -> None:
    assert load(follower("a", "nowhere"), "a.yaml").findings.shown == ()


def test_a_finding_knows_its_file_and_its_line() -> None:
    (found,) = checked(TEAM_MOOD + "  - say: {fr: Salut}\n", "team-mood.yaml").findings.shown
    assert (found.file, found.excerpt) == ("team-mood.yaml", "  - say: {fr: Salut}")


def test_a_file_that_cannot_be_read_shows_its_line() -> None:
    assert shown("flow: f\ntitle: \u202eT\n") == (
        "f.yaml:2:8: error Y003: the character U+202E has no place in a flow\n"
        "     2 | title: <U+202E>T\n"
        "       |        ^\n"
        "       = delete it; control characters and marks of direction are added where they are needed"
    )


def test_what_is_missing_for_a_known_reason_is_not_said_again() -> None:
    text = (
        "flow: f\ntitle: T\nareas: {b: B, Cc: C}\nsteps:\n  - {aks: a, text: Well, scale: yes_no, area: b}\n"
        "  - {ask: c, if: a is no, text: Well, scale: yes_no, area: Cc}\n  - say: '{a}'\n"
        "recommend:\n  - {id: r, if: a is yes, areas: [Cc], text: So}\n"
        "next:\n  - {flow: g, carry: [a]}\n"
        "tests:\n  - {name: t, answers: {a: no}, expect: {asked: [a], score.Cc: 3}}\n"
    )
    found = checked(text).findings.shown
    assert [(finding.code, finding.place.line) for finding in found if finding.code != "E201"] == [
        ("E105", 3),
        ("E103", 5),
    ]


HOSTILE = {
    "unknown keys": HEAD + QUESTIONS + "".join(f"k{n}: x\n" for n in range(15_000)),
    "unknown questions": HEAD + QUESTIONS + "tests:\n" + "".join(
        "  - {name: n, answers: {" + ", ".join(f"x{n}_{m}: no" for m in range(90)) + "}, expect: {}}\n"
        for n in range(190)
    ),
    "placeholders": HEAD + QUESTIONS + "".join("  - say: '" + "{q1}" * 740 + "'\n" for _ in range(9)),
    "conditions that never hold": HEAD + QUESTIONS + "recommend:\n" + "".join(
        f"  - {{id: r{n}, text: x, if: {' and '.join(f'q{m} is no' for m in range(8))} and q0 is yes}}\n"
        for n in range(100)
    ),
    "duplicate keys": "a:\n" * 80_000,
}  # fmt: skip


@pytest.mark.parametrize("what", HOSTILE)
def test_hostile_flows_are_answered_in_time(what: str) -> None:
    assert checked(HOSTILE[what]).findings is not None
    assert_takes_less_than(2, lambda: checked(HOSTILE[what]))
