"""What is asked once, across flows and versions: when two flows agree about it, and what a change means."""

import pytest

from bot.definition.diff import Effect, compare
from bot.definition.load import load_all
from bot.definition.schedule import Duration, Unit
from tests.definition.flows import flow

HEAD = "flow: {name}\ntitle: T\nsteps:\n  - {{ask: q, text: Well, keep: same, {answers}}}\n"


def asks(name: str, answers: str) -> bytes:
    return HEAD.format(name=name, answers=answers).encode()


def codes(one: str, other: str) -> list[str]:
    """What is said of the first flow and of the second: always the same."""
    found = load_all({"a.yaml": asks("a", one), "b.yaml": asks("b", other)})
    first, second = ([finding.code for finding in loaded.findings.shown] for loaded in found.values())
    assert first == second
    return first


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ("scale: yes_no", "choices: {no: Never, yes: Always}", []),
        ("scale: yes_no", "choices: {no: Never, maybe: Perhaps}", ["W186"]),
        ("scale: yes_no", "choices: {a: Never, b: Perhaps}", ["E185"]),
        ("scale: yes_no", "type: multi, choices: {no: Never, yes: Always}", ["E185"]),
        ("scale: rate5", "poles: {low: Bad, high: Good}", ["E185"]),
        ("poles: {low: Bad, high: Good}", "poles: {low: Cold, high: Warm}", []),
        ("type: number", "type: number, min: 5", []),
        ("type: number, max: 5", "type: number, min: 5", []),
        ("type: number, max: 4", "type: number, min: 5", ["E185"]),
        ("type: number, min: 1, max: 4", "type: number, min: 2, max: 9", []),
        ("type: number", "scale: rate5", ["E185"]),
    ],
)
def test_two_flows_that_keep_under_one_name(one: str, other: str, said: list[str]) -> None:
    assert codes(one, other) == said


@pytest.mark.parametrize(
    ("one", "other", "said"), [("no", "yes", ["W187"]), ("yes", "no", ["W187"]), ("yes", "yes", [])]
)
def test_what_is_kept_in_private_is_asked_again_in_the_open(one: str, other: str, said: list[str]) -> None:
    files = {
        f"{name}.yaml": asks(name, "scale: yes_no").replace(b"steps:", f"private: {private}\nsteps:".encode())
        for name, private in (("a", one), ("b", other))
    }
    for loaded in load_all(files).values():
        assert loaded.flow is not None
        assert [finding.code for finding in loaded.findings.shown] == said


def test_words_agree_whatever_they_are() -> None:
    consented = (
        "flow: {}\ntitle: T\nsteps:\n  - {{ask: ok, text: May we, type: consent, purpose: contact}}\n"
        "  - {{ask: mail, if: ok, text: Where, type: email, keep: mail}}\n"
    )
    found = load_all({f"{name}.yaml": consented.format(name).encode() for name in "ab"})
    assert all(loaded.flow is not None and loaded.findings.shown == () for loaded in found.values())


def test_it_is_said_once_however_many_disagree() -> None:
    files = {f"{name}.yaml": asks(name, "scale: yes_no") for name in "bcd"}
    found = load_all({"a.yaml": asks("a", "type: number"), **files})
    assert [finding.code for finding in found["a.yaml"].findings.shown] == ["E185"]


def test_the_worst_is_said_whoever_comes_first() -> None:
    """The second and the third agree on no choice; with the first both agree on one."""
    choices = {"a": ("b", "c"), "b": ("a", "b"), "c": ("c", "d")}
    files = {
        f"{name}.yaml": asks(name, "choices: {" + ", ".join(f"{one}: {one.upper()}" for one in some) + "}")
        for name, some in choices.items()
    }
    found = load_all(files)
    assert {file: [one.code for one in loaded.findings.shown] for file, loaded in found.items()} == {
        "a.yaml": ["W186"],
        "b.yaml": ["E185"],
        "c.yaml": ["E185"],
    }


def test_a_flow_with_errors_of_its_own_says_nothing_about_others() -> None:
    found = load_all({"a.yaml": asks("a", "scale: yes_no"), "b.yaml": asks("b", "type: nothing")})
    assert found["a.yaml"].findings.shown == ()


def test_how_long_it_is_taken() -> None:
    assert flow(asks("a", "scale: yes_no").decode(), "a.yaml").keeping["same"].fresh == Duration(
        180, Unit.DAY
    )
    other = flow(asks("a", "scale: yes_no, fresh: 3 months").decode(), "a.yaml")
    assert other.keeping["same"].fresh == Duration(3, Unit.MONTH)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("", "keep: mood", ("keep not set, now mood", "who has answered it lately is not asked again")),
        ("keep: mood", "", ("keep mood, now not set", "what is kept stays for other flows")),
        ("keep: mood", "keep: feeling", ("keep mood, now feeling", "everybody is asked once more")),
        ("keep: mood", "keep: mood, fresh: 1 day", ("fresh 180 days, now 1 day", "")),
        ("keep: mood, fresh: 2 weeks", "keep: mood, fresh: 14 days", ("fresh 2 weeks, now 14 days", "")),
    ],
)
def test_a_change_of_what_is_kept(old: str, new: str, said: tuple[str, str]) -> None:
    written = "flow: f\ntitle: T\nsteps:\n  - {{ask: q, text: Well, scale: yes_no, {}}}\n"
    before, after = (flow(written.format(what).replace(", }", "}")) for what in (old, new))
    difference = compare(before, after)
    (change,) = difference.changes
    assert (difference.effect, difference.needs_version) == (Effect.PATH, True)
    assert change.what == f"question 'q': {said[0]}"
    assert said[1] in (change.hint or "")
    assert compare(before, before).changes == ()
