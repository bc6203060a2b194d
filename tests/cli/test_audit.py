"""`checkup audit` from outside.

1. Without a check-in it lists those there are.
2. Of one it prints every report: when, which rounds, how many of how many, what was shown, what not and why;
   and says that it is proved.
3. As JSON it says the same.
4. Where something is wrong it names it, and ends with 1: figures of too few, choices that give a colleague
   away, names, texts of few, reports that do not go together, rows that lead to somebody.
5. A check-in that is not there is said so; nothing is made by asking.
6. Of a named one it says that it is named.
"""

import asyncio
import json
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from sqlalchemy import Connection, text, update

from bot.store import releases
from bot.store.database import open_database
from bot.store.sealing import seal
from bot.store.tables import CONVERSATION, RELEASE
from tests.attacks.office import Office
from tests.attacks.test_across_rounds import TWELVE
from tests.cli.places import Place
from tests.store.samples import SECRET

PROVED = "Proved: nothing that was shown, and nothing kept of rounds that are over, leads to a person."
COMMENT = {"clear": ["One.", "Two."]}


def held(place: Place, **office: Any) -> None:
    """Three rounds of twelve, Max joining in the last one."""
    place.write(lambda _: None)

    async def held_there() -> None:
        database = open_database(place.url, secret_key=SECRET)
        there = Office(database)
        await there.starts("crew", **office)
        said = {
            person: f"{letters[0]}{'5' if letters[0] in '1234' else '1'}"
            for person, letters in TWELVE.items()
        }
        await there.holds("crew", said)
        await there.holds("crew", said, silent="zoe")
        await there.holds("crew", said | {"max": "55"})
        await database.close()

    asyncio.run(held_there())


def spoil(place: Place, change: Callable[[dict[str, Any]], object], **columns: object) -> None:
    """Changes what the first report shows, as no release ever is."""

    def work(connection: Connection) -> None:
        first = releases.of_checkin(connection, "crew")[0]
        document = dict(first.document)
        change(document)
        sealed = seal(connection, json.dumps(document), private=True)
        connection.execute(update(RELEASE).where(RELEASE.c.id == first.id).values(document=sealed, **columns))

    place.write(work)


def test_1_which_there_are(any_place: Place) -> None:
    any_place.write(lambda _: None)
    assert any_place.checkup("audit").out == "There are no check-ins yet.\n"
    held(any_place)
    ended = any_place.checkup("audit")
    assert (ended.code, ended.out, ended.err) == (0, "crew  Crew: crew, anonymous, active\n", "")


def test_2_every_report(any_place: Place) -> None:
    held(any_place)
    ended = any_place.checkup("audit", "crew")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.splitlines() == [
        "Crew: crew, anonymous, from 5 answers on",
        "",
        "2030-01-08 09:00 UTC  round 1: 12 of 12 answered",
        "  shown: area work, question clear",
        "  hidden: overall (protects others)",
        "  hidden: area calm (alike)",
        "  hidden: question quiet (alike)",
        "  beside 0 reports near it nothing follows of fewer than 15 people together",
        "",
        "2030-01-22 09:00 UTC  round 2: 12 of 13 answered",
        "  no figures: team changed",
        "",
        "2030-02-05 09:00 UTC  round 3: 13 of 13 answered",
        "  no figures: team changed",
        "",
        PROVED,
    ]


def test_3_as_data(place: Place) -> None:
    held(place)
    ended = place.checkup("audit", "crew", "--format", "json")
    said = json.loads(ended.out)
    assert (ended.code, said["proved"], said["violations"], said["min_answers"]) == (0, True, [], 5)
    assert [one["why"] for one in said["releases"]] == [None, "team changed", "team changed"]
    assert said["releases"][0]["hidden"] == {
        "overall": "protects others",
        "area calm": "alike",
        "question quiet": "alike",
    }
    assert said["releases"][0]["fewest"] == 15


def card(name: str, **values: object) -> Callable[[Mapping[str, Any]], object]:
    return lambda document: document["questions"][name].update(values)


SPOILED: list[tuple[str, Callable[[dict[str, Any]], object]]] = [
    ("question clear: figures of 4 answers, fewer than 5", card("clear", n=4)),
    ("question clear: figures of an unknown number of answers, fewer than 5", card("clear", n=None)),
    ("question clear: a word tells what nearly all said", card("clear", alike=True)),
    (
        "question clear: 9 of 12 chose agree: 3 who collude know what all others said",
        card("clear", shares={"agree": 75, "disagree": 25}),
    ),
    (
        "question clear: 2 of 9 chose agree, which is shown by itself",
        card("clear", n=9, shares={"agree": 22, "neutral": 44, "disagree": 34}),
    ),
    ("people are shown by name", lambda document: document.update(people=[])),
    ("2 texts are shown for clear, fewer than 5", lambda document: document.update(comments=COMMENT)),
    ("figures are shown where none may be", lambda document: document.update(why="held")),
    ("figures are shown of 4 people, fewer than 5", lambda document: document.update(answered=4)),
]


@pytest.mark.parametrize(("violation", "change"), SPOILED, ids=[violation for violation, _ in SPOILED])
def test_4_what_is_wrong_with_a_report(
    place: Place, violation: str, change: Callable[[dict[str, Any]], object]
) -> None:
    held(place)
    spoil(place, change)
    ended = place.checkup("audit", "crew")
    assert ended.code == 1
    assert f"  ! {violation}" in ended.out.splitlines()
    assert ended.out.splitlines()[-1] == "This gives somebody away: see the lines with an exclamation mark."


def test_4_reports_that_do_not_go_together(place: Place) -> None:
    held(place)
    place.write(lambda connection: connection.execute(update(RELEASE).values(exact=True)))
    ended = place.checkup("audit", "crew")
    assert ended.code == 1
    assert "  ! beside other reports it tells what 1 people said together" in ended.out.splitlines()


def test_4_rules_that_were_not_the_check_ins_own(place: Place) -> None:
    held(place)
    place.write(lambda connection: connection.execute(update(RELEASE).values(min_answers=3)))
    assert "the check-in's own rules were not those of the report" in place.checkup("audit", "crew").out


def test_4_rows_that_lead_to_somebody(place: Place) -> None:
    held(place)
    somebody = "(SELECT id FROM address WHERE external_id = 'ana')"

    def back(connection: Connection) -> None:
        connection.execute(update(CONVERSATION).values(address_id=text(somebody)))

    place.write(back)
    ended = place.checkup("audit", "crew")
    assert ended.code == 1
    assert "! conversations that belong to somebody: 37" in ended.out.splitlines()


@pytest.mark.parametrize("unknown", ["nobody", "crew\x1b[2J"])
def test_5_no_such_check_in(place: Place, unknown: str) -> None:
    place.write(lambda _: None)
    ended = place.checkup("audit", unknown)
    assert (ended.code, ended.out) == (2, "")
    assert f"There is no check-in {unknown!r}." in ended.err
    assert "See which there are:  checkup audit" in ended.err


def test_6_a_named_one(place: Place) -> None:
    held(place, anonymous=False)
    ended = place.checkup("audit", "crew")
    assert ended.code == 0
    assert ended.out.splitlines()[0] == "Crew: crew, named"
    assert ended.out.splitlines()[-1].startswith("This check-in is named")
