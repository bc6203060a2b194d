"""Teams side by side: each with its latest figures, and none through which few people would show."""

from collections.abc import Mapping
from string import ascii_lowercase, ascii_uppercase
from typing import Any

from sqlalchemy import Connection

from bot.checkins import ledger
from bot.definition.model import Flow
from bot.reports.rounds import RoundDocument, made, withheld
from bot.reports.rounds.teams import FlowInPlace, Teams, teams
from bot.store import flows
from bot.store.database import Database
from bot.store.flows import Pinned
from bot.turn.library import Library, Shelved
from tests.reports.rounds.flows import CREW, crew
from tests.reports.rounds.kept import BEGAN, checkin, released
from tests.reports.rounds.samples import FAIR, GOOD, POOR, backwards, facts, handed

LIBRARY = Library.of([Shelved(crew(), b"")])


def document(flow: Flow, given: Mapping[str, str], number: int = 1, **changes: Any) -> RoundDocument:
    return made(flow, handed(flow, given), facts(number, **changes), (), backwards)


async def look(database: Database, library: Library = LIBRARY) -> Teams:
    place = FlowInPlace("slack", "T1", "crew-check")
    return await database.read(
        lambda connection: teams(connection, library, place, ledger.may_stand_beside)
    )  # fmt: skip


def reasons(found: Teams) -> dict[str, str]:
    return {one.team: why for one, why in found.left_out}


def keep_two(connection: Connection, first: str, second: str) -> None:
    """Two teams of these people, the second shown a week after the first."""
    checkin(connection, "c1", team="North")
    checkin(connection, "c2", team="South")
    released(connection, crew(), document(crew(), GOOD), checkin_id="c1", people=first)
    released(connection, crew(), document(crew(), FAIR), checkin_id="c2", people=second, after_days=7)


async def test_two_teams_that_share_nobody_stand_side_by_side(database: Database) -> None:
    await database.run(
        lambda connection: keep_two(connection, ascii_lowercase[:12], ascii_uppercase[:12])
    )  # fmt: skip

    found = await look(database)

    assert found.flow == crew()
    assert found.areas == ("focus", "handoffs", "safety", "joy")
    assert [one.checkin.team for one in found.compared] == ["North", "South"]
    assert [card["score"] for one in found.compared if (card := one.card("focus"))] == [73, 50]
    assert found.left_out == ()
    assert found.compared[0].card("gone") is None


async def test_of_each_team_stands_the_latest_with_figures(database: Database) -> None:
    def keep(connection: Connection) -> None:
        checkin(connection, "c1", team="North")
        released(connection, crew(), document(crew(), GOOD, 1))
        released(connection, crew(), document(crew(), POOR, 2))
        released(connection, crew(), withheld(crew(), facts(3, answered=2), "too few"))

    await database.run(keep)
    (north,) = (await look(database)).compared

    assert north.document["numbers"] == [2]
    assert north.document["areas"]["focus"]["score"] == 20


async def test_whoever_would_show_three_people_by_the_difference_is_left_out(database: Database) -> None:
    """All of North and three more: what South says less what North says is what the three said."""
    north = ascii_lowercase[:12]
    await database.run(lambda connection: keep_two(connection, north, north + "XYZ"))

    found = await look(database)

    assert [one.checkin.team for one in found.compared] == ["North"]
    assert reasons(found) == {"South": "protects others"}


async def test_teams_that_differ_by_many_stand_side_by_side(database: Database) -> None:
    north = ascii_lowercase[:12]
    await database.run(lambda connection: keep_two(connection, north, north + ascii_uppercase[:16]))

    assert len((await look(database)).compared) == 2


async def test_by_way_of_a_third_team_few_would_show_too(database: Database) -> None:
    """A and B apart, and one of all of both and two more: the sum of all less both is what the two said."""
    first, second = ascii_lowercase[:8], ascii_lowercase[8:16]

    def keep(connection: Connection) -> None:
        keep_two(connection, first, second)
        checkin(connection, "c3", team="All")
        all_of_them = first + second + "XY"
        released(
            connection, crew(), document(crew(), FAIR), checkin_id="c3", people=all_of_them, after_days=9
        )

    await database.run(keep)
    found = await look(database)

    assert [one.checkin.team for one in found.compared] == ["North", "South"]
    assert reasons(found) == {"All": "protects others"}


async def test_few_would_show_by_way_of_a_team_that_shares_nobody_with_them(database: Database) -> None:
    """All less some are sixteen others; West is these sixteen and two more."""
    north, south = ascii_lowercase[:16], ascii_lowercase[16:] + ascii_uppercase[:6]

    def keep(connection: Connection) -> None:
        keep_two(connection, south, north + south)
        checkin(connection, "c3", team="West")
        released(
            connection, crew(), document(crew(), FAIR), checkin_id="c3", people=north + "XY", after_days=9
        )  # fmt: skip

    await database.run(keep)

    assert reasons(await look(database)) == {"West": "protects others"}


async def test_whoever_is_known_by_name_elsewhere_protects_nobody(database: Database) -> None:
    """Of South eight have answered by name elsewhere, so that three are left."""
    south = ascii_lowercase[:11]
    named = made(crew(), handed(crew(), FAIR, named=True), facts(anonymous=False), (), backwards)

    def keep(connection: Connection) -> None:
        checkin(connection, "c1", team="By name")
        checkin(connection, "c2", team="South")
        released(connection, crew(), named, checkin_id="c1", people=south[:8])
        released(connection, crew(), document(crew(), GOOD), checkin_id="c2", people=south)

    await database.run(keep)
    found = await look(database)

    assert [one.checkin.team for one in found.compared] == ["By name"]
    assert reasons(found) == {"South": "protects others"}


async def test_why_the_others_are_not_there(database: Database) -> None:
    old = crew(2, weight=3)
    library = Library.of([Shelved(crew(), b"")])

    def keep(connection: Connection) -> None:
        for number, team in enumerate(("New", "Few", "Old", "Lost", "Here"), 1):
            checkin(connection, f"c{number}", team=team)
        checkin(connection, "c9", team="Another flow", flow="team-health")
        few = withheld(crew(), facts(answered=2), "too few")
        released(connection, crew(), few, checkin_id="c2", people="abc")
        source = CREW.format(version=2, weight=3, k=5).encode()
        flows.pin(connection, Pinned("crew-check", 2, old.hash), source, BEGAN)
        released(connection, old, document(old, GOOD), checkin_id="c3", people="abcdefghijkl")
        lost = document(crew(3), GOOD)
        released(connection, crew(3), lost, checkin_id="c4", people="mnopqrstuvwx")
        now = document(crew(), GOOD)
        released(connection, crew(), now, checkin_id="c5", people="ABCDEFGHIJKL")

    await database.run(keep)
    found = await look(database, library)

    # The newest version that can be read is the second; of the first are others.
    assert found.flow is not None
    assert found.flow.version == 2
    assert [one.checkin.team for one in found.compared] == ["Old"]
    assert reasons(found) == {
        "New": "nothing yet", "Few": "too few", "Lost": "scored otherwise", "Here": "scored otherwise",
    }  # fmt: skip


async def test_where_nothing_was_shown_there_is_nothing_to_see(database: Database) -> None:
    await database.run(lambda connection: checkin(connection, "c1", team="New"))

    found = await look(database)

    assert (found.flow, found.areas, found.compared) == (None, (), ())
    assert reasons(found) == {"New": "nothing yet"}


async def test_two_teams_of_which_nobody_knows_more_than_that_they_are_small(database: Database) -> None:
    """A team by itself stands there: its report was shown by itself."""

    def keep(connection: Connection) -> None:
        checkin(connection, "c1", team="North")
        six = {question: letters[:6] for question, letters in FAIR.items()}
        released(connection, crew(), document(crew(), six, invited=6), people="abcdef")

    await database.run(keep)

    assert len((await look(database)).compared) == 1
