"""`checkup purge` from outside: what is older than the rules say goes, is counted, and is gone.

The clock is that of the machine: two years after the samples, or on their day.
"""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot import clock
from tests.cli.places import Place
from tests.store.samples import NOW
from tests.store.samples_of_everything import everything

RULES = "Kept: answers for 2 years, messages and updates for 30 days."


def stands_at(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: moment)


def test_what_is_older_goes_and_nothing_is_left_to_delete(
    any_place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    any_place.write(everything)
    stands_at(monkeypatch, NOW + timedelta(days=732))
    first, second = any_place.checkup("purge"), any_place.checkup("purge")
    assert (first.code, first.err) == (0, "")
    assert first.out.splitlines() == [
        RULES,
        "Deleted what is older:",
        "  conversations  2",
        "  answers        3",
        "  results        1",
        "  consents       2",
        "  messages       2",
        "  updates        2",
        "  addresses      1",
        "  people         1",
        "  invitations    1",
        "  events         1",
        "  asked once     2",
    ]
    assert (second.code, second.out, second.err) == (0, f"{RULES}\nThere was nothing older.\n", "")


def test_what_is_young_stays(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    place.write(everything)
    stands_at(monkeypatch, NOW + timedelta(days=29))
    assert place.checkup("purge").out == f"{RULES}\nThere was nothing older.\n"


def test_a_database_that_is_not_there_or_has_no_tables(place: Place, tmp_path: Path) -> None:
    missing = place.checkup("purge")
    assert (missing.code, missing.out, list(tmp_path.iterdir())) == (1, "", [])
    assert missing.told[0] == f"There is no database {tmp_path}/checkup.sqlite yet."
    (tmp_path / "checkup.sqlite").touch()
    empty = place.checkup("purge")
    assert (empty.code, empty.out) == (1, "")
    assert empty.told == ["The database has no tables yet.", "Run  checkup migrate  first."]
