"""Proves: whatever stands in a line, its CSV is read back as it was, and needless quotes it has none."""

import csv
import io
from dataclasses import dataclass, field
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from bot.cli.exported import sheet_for
from bot.store.export import TYPED

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@dataclass(slots=True)
class Line:
    """Cells of every kind; no text of ours begins like a formula, and what is typed begins like none."""

    name: str
    said: str | None = field(metadata=TYPED)
    turn: int
    private: bool
    asked_at: datetime | None


_TEXT = st.text(st.sampled_from("ab,;\"\n\r'\\ \u2028é"), max_size=6).map(lambda text: f"a{text}")
_LINE = st.builds(
    Line,
    _TEXT | st.just(""),
    _TEXT | st.none(),
    st.integers(0, 20),
    st.booleans(),
    st.sampled_from([NOON, None]),
)


@given(st.lists(st.lists(_LINE, max_size=4), max_size=4))
def test_what_is_written_is_read_back(batches: list[list[Line]]) -> None:
    file = io.StringIO(newline="")
    with sheet_for("csv", Line, file) as sheet:
        for lines in batches:
            sheet.write(lines)
    expected = [["name", "said", "turn", "private", "asked_at"]]
    for line in (line for lines in batches for line in lines):
        moment = "2026-03-01T12:00:00+00:00" if line.asked_at else ""
        expected.append([line.name, line.said or "", str(line.turn), str(line.private).lower(), moment])
    written = file.getvalue()
    assert list(csv.reader(io.StringIO(written, newline=""))) == expected
    if "\r" not in written:
        pythons = io.StringIO(newline="")
        csv.writer(pythons, lineterminator="\n").writerows(expected)
        assert written == pythons.getvalue()
