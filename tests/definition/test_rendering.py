"""A finding is shown with its line and a caret under the right character, and cannot harm a terminal."""

import json

import pytest

from bot.definition.finding import Finding, Findings, Place, Severity, gather
from bot.definition.rendering import all_as_text, as_github, as_json, as_text, visible


def finding(excerpt: str = "", column: int = 1, **other: object) -> Finding:
    parts = {"code": "E100", "message": "wrong", "hint": None, "file": "f.yaml", **other}
    return Finding(place=Place(7, column), excerpt=excerpt, **parts)  # type: ignore[arg-type]  # kept short


def caret_line(shown: str) -> str:
    return shown.splitlines()[2]


def test_line_and_caret_and_hint() -> None:
    assert as_text(finding("  a: b", 6, hint="do this")) == (
        "f.yaml:7:6: error E100: wrong\n     7 |   a: b\n       |      ^\n       = do this"
    )


def test_without_a_line_to_show() -> None:
    assert as_text(finding()) == "f.yaml:7:1: error E100: wrong"


def test_a_warning_says_so() -> None:
    assert as_text(finding(code="W141")) == "f.yaml:7:1: warning W141: wrong"


@pytest.mark.parametrize(
    ("line", "column", "caret_at"),
    [
        ("a: 漢字x", 6, 7),  # two wide characters before it: 3 + 4 cells
        ("a: é́x", 6, 4),  # a composed and a combining accent take one cell together
        ("\ta: b", 2, 1),  # a tab is one arrow
        ("a: \u202eb", 5, 11),  # the direction mark is written out: <U+202E> is 8 cells
    ],
)
def test_the_caret_counts_cells(line: str, column: int, caret_at: int) -> None:
    assert caret_line(as_text(finding(line, column))) == f"       | {' ' * caret_at}^"


def test_long_lines_are_cut_around_the_caret() -> None:
    line = "x" * 300 + "HERE" + "y" * 300
    shown = as_text(finding(line, 301)).splitlines()
    assert shown[1] == f"     7 | …{'x' * 70}HERE{'y' * 35}…"
    assert shown[2] == f"       | {' ' * 71}^"


def test_a_long_line_with_the_caret_near_its_start() -> None:
    shown = as_text(finding("abc" + "x" * 300, 3)).splitlines()
    assert shown[1] == f"     7 | abc{'x' * 107}…"
    assert shown[2] == "       |   ^"


def test_wide_characters_are_never_cut_in_half() -> None:
    shown = as_text(finding("漢" * 200, 150)).splitlines()
    assert shown[1] == f"     7 | …{'漢' * 35}{'漢' * 19}…"
    assert shown[2] == f"       | {' ' * 71}^"


def test_nothing_that_steers_a_terminal_gets_through() -> None:
    shown = as_text(finding("a\x1b[31m\x07\u2066", 1, message="say \x1b", hint="\u202e", file="f\n.yaml"))
    assert shown == (
        "f<U+000A>.yaml:7:1: error E100: say <U+001B>\n"
        "     7 | a<U+001B>[31m<U+0007><U+2066>\n"
        "       | ^\n"
        "       = <U+202E>"
    )


def test_words_and_emoji_that_need_joiners_stay_whole() -> None:
    assert visible("می‌خواهم 👩‍💻") == "می‌خواهم 👩‍💻"


def test_json_is_one_object_on_one_line() -> None:
    shown = as_json(finding("  é", 3, hint="dö this"))
    assert "\n" not in shown
    assert json.loads(shown) == {
        "file": "f.yaml",
        "line": 7,
        "column": 3,
        "severity": "error",
        "code": "E100",
        "message": "wrong",
        "hint": "dö this",
    }


def test_github_commands_are_escaped() -> None:
    shown = as_github(finding(message="100% wrong", hint="a\nb", file="a,b:c.yaml"))
    assert shown == "::error file=a%2Cb%3Ac.yaml,line=7,col=1,title=E100::100%25 wrong. a<U+000A>b"
    assert as_github(finding(code="W160")).startswith("::warning file=f.yaml,")


def test_at_most_fifty_by_place_and_errors_before_warnings() -> None:
    warnings = [Finding("W141", "w", Place(n, 1)) for n in range(1, 41)]
    errors = [Finding("E100", "e", Place(n, 1)) for n in range(100, 130)]
    gathered = gather([*warnings, *errors, errors[0]])
    assert len(gathered.shown) == 50
    assert gathered.more == 20
    assert gathered.blocking
    assert [found.place.line for found in gathered.shown] == [*range(1, 21), *range(100, 130)]
    assert all_as_text("f.yaml", gathered).endswith(
        "\n\nf.yaml: 20 more, not shown; mend these first and check again"
    )


def test_warnings_alone_do_not_block() -> None:
    assert not gather([Finding("W141", "w")]).blocking
    assert Finding("W141", "w").severity is Severity.WARNING
    assert all_as_text("f.yaml", Findings()) == ""
