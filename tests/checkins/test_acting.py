"""Proves: what was decided is asked about when the next round opens.

1. Each open action is asked about once in a round, however often the opening runs; not in the round whose
   report it came from, and not once it is settled.
2. Its owner is asked; without one, or where they cannot be reached or want nothing unasked, the manager.
3. At most five questions to one person at once; the others come with the next round.
4. The word is kept sealed: it is in somebody's own words.
5. A report names at most ten, those that are open before those that are settled.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.checkins.acting import MOST_AT_ONCE, ask_about
from bot.store import actions, respondents
from bot.store.actions import Action, ActionStatus
from bot.store.database import Database
from bot.turn.teams.brought import Brought
from bot.turn.teams.reporting import _decided as decided_in
from bot.wishes import AboutAction, ActionVerb
from tests.turn.teams.office import NOON, PLACE, Office, button, labels, words_of


@pytest.fixture
async def office(database: Database) -> Office:
    made = Office(database)
    await made.appoints("UBOSS")
    await made.has_checkin()
    await made.has_round(number=1)
    return made


async def decides(office: Office, name: str, **more: object) -> None:
    made = Action(
        id=name, checkin_id="c1", round_number=1, area="focus", text=f"Do {name}", owner="Dana",
        due_on=date(2030, 2, 1), created_at=NOON,
    )  # fmt: skip
    await office.does(lambda c: actions.write(c, replace(made, **more)))  # type: ignore[arg-type]


async def opens(office: Office, number: int) -> Sequence[Brought]:
    """The round opens; what goes out, by person."""
    opened = await office.round(f"r{number}-c1")
    checkin, around = await office.checkin(), office.around
    return await office.does(lambda c: ask_about(c, checkin, opened, around))


async def test_1_once_in_a_round(office: Office) -> None:
    await decides(office, "a1")
    assert await opens(office, 1) == []
    await office.has_round(number=2)
    (asked,) = await opens(office, 2)
    assert tuple(asked.to) == ("T1", "UBOSS")
    assert words_of(asked.turn) == (
        "Support: what was decided\nFocus: Do a1\nDana, until February 1, 2030\nWhat became of it?"
    )
    assert labels(asked.turn) == ["Done", "Going on", "Dropped"]
    assert await opens(office, 2) == []
    await office.presses("UBOSS", button(asked.turn, "Going on"))
    await office.has_round(number=3)
    (again,) = await opens(office, 3)
    await office.presses("UBOSS", button(again.turn, "Done"))
    await office.has_round(number=4)
    assert await opens(office, 4) == []


async def test_1_what_is_settled_is_settled(office: Office) -> None:
    await decides(office, "a1", status=ActionStatus.DROPPED)
    await office.has_round(number=2)
    assert await opens(office, 2) == []


async def test_2_the_owner_is_asked(office: Office) -> None:
    await decides(office, "a1", owner_id="UDANA")
    await decides(office, "a2")
    await office.has_round(number=2)
    to = {brought.to.person: words_of(brought.turn) for brought in await opens(office, 2)}
    assert to.keys() == {"UBOSS", "UDANA"}
    assert "Do a1" in to["UDANA"]
    assert "Do a2" in to["UBOSS"]
    await office.presses("UDANA", AboutAction(ActionVerb.DONE, "a1"))
    settled = await office.does(lambda c: actions.by_id(c, "a1"))
    assert settled is not None
    assert settled.status is ActionStatus.DONE


@pytest.mark.parametrize("how", ["cannot be reached", "wants nothing unasked"])
async def test_2_else_the_manager(office: Office, how: str) -> None:
    await decides(office, "a1", owner_id="UDANA")
    around = office.around
    dana = await office.does(
        lambda c: respondents.find_or_make(c, *PLACE, "UDANA", now=NOON, new_id=around.new_id)
    )
    if how == "cannot be reached":
        await office.does(lambda c: respondents.set_reachable(c, dana.id, reachable=False))
    else:
        await office.does(lambda c: respondents.be_quiet(c, dana.id, NOON))
    await office.has_round(number=2)
    assert [brought.to.person for brought in await opens(office, 2)] == ["UBOSS"]


async def test_2_nobody_is_left(office: Office) -> None:
    """It is asked about once somebody can be reached."""
    await decides(office, "a1")
    around = office.around
    boss = await office.does(
        lambda c: respondents.find_or_make(c, *PLACE, "UBOSS", now=NOON, new_id=around.new_id)
    )
    await office.does(lambda c: respondents.set_reachable(c, boss.id, reachable=False))
    await office.has_round(number=2)
    assert await opens(office, 2) == []
    await office.does(lambda c: respondents.set_reachable(c, boss.id, reachable=True))
    assert len(await opens(office, 2)) == 1


async def test_3_five_at_once(office: Office) -> None:
    for number in range(7):
        await decides(office, f"a{number}", created_at=NOON + timedelta(minutes=number))
    await office.has_round(number=2)
    (asked,) = await opens(office, 2)
    assert len(asked.turn.told) == MOST_AT_ONCE == 5
    await office.has_round(number=3)
    (then,) = await opens(office, 3)
    assert len(then.turn.told) == 5
    both = words_of(asked.turn) + words_of(then.turn)
    assert all(f"Do a{number}" in both for number in range(7))


async def test_4_its_words_are_sealed(office: Office) -> None:
    await decides(office, "a1")
    await office.has_round(number=2)
    (asked,) = await opens(office, 2)
    assert [parcel.delivery.private for parcel in asked.turn.parcels] == [True]
    assert [parcel.delivery.occasion for parcel in asked.turn.parcels] == ["action"]


async def test_5_a_report_names_the_last_ten_and_open_ones_first(office: Office) -> None:
    for number in range(14):
        status = ActionStatus.OPEN if number < 2 else ActionStatus.DONE
        await decides(office, f"a{number}", created_at=NOON + timedelta(minutes=number), status=status)
    checkin = await office.checkin()
    told = await office.does(lambda c: [one.text for one in decided_in(c, checkin)])
    assert told == [f"Do a{number}" for number in (0, 1, *range(6, 14))]
