"""What the pure parser complains about, in plain words, with what to do (flow-language §8).

The rules are tried in order; each looks at the words of the parser's complaint and at the file itself.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from yaml import MarkedYAMLError, YAMLError

from bot.definition.finding import START, Finding, Place
from bot.definition.source.nodes import Scalar, Text

QUOTE_IT = "put the text in quotes"


@dataclass(frozen=True, slots=True)
class Complaint:
    """A parser's complaint and what was going on."""

    problem: str
    place: Place
    begun: Place
    """Where the thing being read began."""
    text: Text
    unclosed: Place | None
    """The innermost open bracket."""
    last: Scalar | None
    """The last text that was read whole."""

    @property
    def line(self) -> str:
        return self.text.line(self.place.line)

    @property
    def before(self) -> str:
        return self.line[: self.place.column - 1]


def explain(error: YAMLError, text: Text, unclosed: Place | None, last: Scalar | None) -> Finding:
    """Always a finding: Y000, or the code of what the author probably meant."""
    if not isinstance(error, MarkedYAMLError):
        return Finding("Y000", "this is not valid YAML", START, "is it a flow file at all?")
    place, begun = _place(error.problem_mark), _place(error.context_mark)
    complaint = Complaint(
        error.problem or "", place or begun or START, begun or place or START, text, unclosed, last
    )
    for rule in _RULES:
        if finding := rule(complaint):
            return finding
    return Finding(
        "Y000",
        "this is not valid YAML",
        complaint.place,
        "look at the quotes, colons and indentation around here",
    )


def alias(place: Place) -> Finding:
    """Y012, also where the parser takes no offence."""
    return Finding(
        "Y012",
        "'*' at the start of a text means an alias, which flows do not have",
        place,
        "put the text in quotes, or write the part out again",
    )


def anchor(place: Place) -> Finding:
    """Y012, also where the parser takes no offence."""
    return Finding(
        "Y012",
        "'&' at the start of a text means an anchor, which flows do not have",
        place,
        "put the text in quotes, or write the part out where it is needed",
    )


def directive(place: Place) -> Finding:
    """Y011."""
    return Finding(
        "Y011",
        "lines that start with '%' are directives, which flows do not have",
        place,
        "remove this line, or indent it if it is text",
    )


def block_head(place: Place) -> Finding:
    """Y000 where a text begins right behind `|` or `>`."""
    return Finding("Y000", "after '|' or '>' the text starts on the next line", place, QUOTE_IT)


_SIGNS = {"*": alias, "&": anchor, "%": directive}


def no_name(place: Place) -> Finding:
    """Y014 for a key that is empty."""
    return Finding("Y014", "a name is missing before ':'", place, "write  name: value")


def question_mark(place: Place) -> Finding:
    """Y022, also where one of the parsers takes no offence."""
    return Finding("Y022", "an unquoted '?' inside { } or [ ]", place, QUOTE_IT)


def _first_character(complaint: Complaint) -> Finding | None:
    if "cannot start any token" not in complaint.problem:
        return None
    character = complaint.line[complaint.place.column - 1 : complaint.place.column]
    if character == "\t":
        what = "stand here" if complaint.before.strip() else "indent a line"
        return Finding("Y000", f"a tab cannot {what}", complaint.place, "use blanks")
    return Finding("Y000", f"a text cannot start with '{character}'", complaint.place, QUOTE_IT)


def _sign_without_name(complaint: Complaint) -> Finding | None:
    if "expected alphabetic or numeric character" not in complaint.problem:
        return None
    sign = complaint.text.line(complaint.begun.line)[complaint.begun.column - 1]
    return _SIGNS[sign](complaint.begun) if sign in _SIGNS else None


def _second_colon(complaint: Complaint) -> Finding | None:
    if "mapping values are not allowed" not in complaint.problem:
        return None
    if re.search(r":\s", complaint.before):
        return Finding(
            "Y000",
            "a second ': ' in one line starts a name where a text was expected",
            complaint.place,
            QUOTE_IT,
        )
    return Finding(
        "Y000",
        "this name does not line up with the lines above",
        complaint.place,
        "indent it like its neighbours; put texts of several lines in quotes",
    )


def _quote_not_closed(complaint: Complaint) -> Finding | None:
    if (
        "unexpected end of stream" in complaint.problem
        or "unexpected document separator" in complaint.problem
    ):
        return Finding("Y000", "this quote is never closed", complaint.begun, "add the closing quote")
    return None


def _escape(complaint: Complaint) -> Finding | None:
    if "unknown escape character" in complaint.problem or "expected escape sequence" in complaint.problem:
        return Finding(
            "Y000",
            "a backslash inside double quotes starts an escape, and this one is unknown",
            complaint.place,
            "write two backslashes, or use single quotes",
        )
    return None


def _unquoted_question_mark(complaint: Complaint) -> Finding | None:
    if complaint.unclosed is not None and complaint.problem.endswith("but got '?'"):
        return question_mark(complaint.place)
    return None


def _bracket(complaint: Complaint) -> Finding | None:
    if complaint.unclosed is None or "expected " not in complaint.problem:
        return None
    bracket = complaint.text.line(complaint.unclosed.line)[complaint.unclosed.column - 1]
    if "<stream end>" in complaint.problem or "<document" in complaint.problem:
        cut = " #" in complaint.text.line(complaint.unclosed.line)
        return Finding(
            "Y000",
            f"this '{bracket}' is never closed",
            complaint.unclosed,
            "' #' starts a comment; put the text in quotes" if cut else "add the closing bracket",
        )
    closing = "}" if bracket == "{" else "]"
    return Finding(
        "Y000",
        f"',' or '{closing}' was expected here",
        complaint.place,
        "put texts inside { } and [ ] in quotes",
    )


def _line_without_colon(complaint: Complaint) -> Finding | None:
    if "could not find expected ':'" not in complaint.problem:
        return None
    return Finding(
        "Y000",
        "this line is neither  name: value  nor an entry of a list",
        complaint.begun,
        "add ': ' after the name, or put a text of several lines in quotes",
    )


def _list_in_line(complaint: Complaint) -> Finding | None:
    if "sequence entries are not allowed" not in complaint.problem:
        return None
    return Finding(
        "Y000",
        "a list cannot start here",
        complaint.place,
        "start each '- ' on its own line, or quote the text",
    )


def _after_text(complaint: Complaint) -> Finding | None:
    last = complaint.last
    if last is None or "but found '<scalar>'" not in complaint.problem:
        return None
    if last.cut is not None:
        return Finding("Y000", "the text was cut at ' #', where a comment starts", last.cut, QUOTE_IT)
    if last.style in ("'", '"'):
        return Finding(
            "Y000",
            f"there is text after a closing quote; the quote was opened in line {last.place.line}",
            complaint.place,
            "put the whole text in quotes, and close each quote",
        )
    return None


def _block_head(complaint: Complaint) -> Finding | None:
    if "chomping or indentation" in complaint.problem or "a comment or a line break" in complaint.problem:
        return block_head(complaint.place)
    return None


def _directive(complaint: Complaint) -> Finding | None:
    for number, line in enumerate(complaint.text.lines[: complaint.place.line], 1):
        if line.startswith("%"):
            return directive(Place(number, 1))
    return None


def _no_name(complaint: Complaint) -> Finding | None:
    if complaint.line[complaint.place.column - 1 :].startswith(":"):
        return no_name(complaint.place)
    return None


def _lines_up(complaint: Complaint) -> Finding | None:
    if "<block end>" in complaint.problem or "<document start>" in complaint.problem:
        return Finding(
            "Y000",
            "this does not line up with the lines above",
            complaint.place,
            "indent it like its neighbours, with blanks",
        )
    return None


def _nothing_here(complaint: Complaint) -> Finding | None:
    if "expected the node content" in complaint.problem:
        return Finding("Y000", "a value was expected here", complaint.place, QUOTE_IT)
    return None


_RULES: tuple[Callable[[Complaint], Finding | None], ...] = (
    _first_character,
    _sign_without_name,
    _second_colon,
    _quote_not_closed,
    _escape,
    _unquoted_question_mark,
    _bracket,
    _line_without_colon,
    _list_in_line,
    _after_text,
    _block_head,
    _directive,
    _no_name,
    _lines_up,
    _nothing_here,
)


def _place(mark: object) -> Place | None:
    line, column = getattr(mark, "line", None), getattr(mark, "column", None)
    return None if line is None or column is None else Place(line + 1, column + 1)
