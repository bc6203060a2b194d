"""`checkup erase` from outside.

1. One person's data goes from everywhere; the receipt says what, when, and that nothing is left.
2. Whoever is not there is said so, with where ids stand; nothing is made by asking.
3. Where anything would be left, nothing is deleted at all.
"""

import re
from pathlib import Path

import pytest
from sqlalchemy import Connection, select

from bot.store import erasure
from bot.store.erasure import Traces
from bot.store.tables import RESPONDENT
from tests.cli.places import Place
from tests.store.samples_of_everything import everything

TIME = re.compile(r"Time: 20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00")


def people(connection: Connection) -> set[str]:
    return set(connection.execute(select(RESPONDENT.c.id)).scalars())


def test_1_the_receipt(any_place: Place) -> None:
    ben = any_place.write(lambda connection: everything(connection, "ben").respondent_id)
    ana = any_place.write(lambda connection: everything(connection, "ana").respondent_id)
    ended = any_place.checkup("erase", "--respondent", ana)
    assert (ended.code, ended.err) == (0, "")
    *figures, time, nothing = ended.out.splitlines()
    assert figures == [
        f"Erased: everything about {ana}.",
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
    assert TIME.fullmatch(time)
    assert nothing == "Nothing is left: every table was counted again before the deletion became final."
    assert any_place.write(people) == {ben}


@pytest.mark.parametrize("unknown", ["nobody", "ana\x1b[2J"])
def test_2_nobody_of_that_id(place: Place, unknown: str) -> None:
    place.write(everything)
    ended = place.checkup("erase", "--respondent", unknown)
    assert (ended.code, ended.out) == (1, "")
    shown = unknown.replace("\x1b", "<U+001B>")
    assert ended.told == [
        f"There is nobody with the id '{shown}'.",
        "Ids stand in the column respondent_id of  checkup export answers.",
    ]
    assert len(place.write(people)) == 1


def test_2_a_second_time(place: Place) -> None:
    ana = place.write(everything).respondent_id
    assert place.checkup("erase", "--respondent", ana).code == 0
    assert place.checkup("erase", "--respondent", ana).code == 1


def test_2_without_a_name_or_a_database(place: Place, tmp_path: Path) -> None:
    wrongly = place.checkup("erase")
    assert (wrongly.code, wrongly.out) == (2, "")
    assert wrongly.told == ["Missing option '--respondent'.", "Try  checkup erase --help"]
    ended = place.checkup("erase", "--respondent", "ana")
    assert (ended.code, ended.out) == (1, "")
    assert ended.told == [
        f"There is no database {tmp_path}/checkup.sqlite yet.",
        "Is this the right folder? Else set DATABASE_URL.  checkup serve  makes it, too.",
    ]
    assert list(tmp_path.iterdir()) == []


def test_3_all_or_nothing(any_place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    ana = any_place.write(everything).respondent_id

    def found_something(connection: Connection, whose: Traces) -> dict[str, int]:
        assert whose.respondent_id == ana
        return {"answer": 2, "note": 1}

    monkeypatch.setattr(erasure, "leftovers", found_something)
    ended = any_place.checkup("erase", "--respondent", ana)
    assert (ended.code, ended.out) == (1, "")
    assert ended.told == [
        "Rows would have been left in: answer (2), note (1). Nothing was deleted.", "Report that, please.",
    ]  # fmt: skip
    assert any_place.write(people) == {ana}
