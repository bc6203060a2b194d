"""Proves: somebody's own page says how team check-ins stand, to those whom they concern.

1. Who starts none and sees none has no such part; who may start some has it, known to us or not.
2. Check-ins stand there as they are, with figures where a round is open, and with what can be done.
3. A viewer has reports alone. What has no room is named by its number; those that go on come first.
4. Admins see all of their workspace, and how many may start some.
5. Looking writes nothing.
"""

from datetime import timedelta

import pytest
from sqlalchemy import Connection, func, select

from bot.messages import Button
from bot.messages.home import HomePage, HomePart
from bot.store import checkins, respondents
from bot.store.checkins import CheckInStatus
from bot.store.invitations import InvitationStatus as Is
from bot.store.rounds import RoundFate, RoundStatus
from bot.store.tables import RESPONDENT
from bot.turn.home import home_of
from bot.turn.teams.roles import Who
from bot.wishes import ChooseManagers, NewCheckIn
from tests.turn.teams.office import NOON, PLACE, Office


async def part_of(office: Office, person: str) -> HomePart | None:
    """Team check-ins, on the page of a person."""
    around = office.around

    def look(connection: Connection) -> HomePage:
        address = respondents.find(connection, *PLACE, person)
        return home_of(connection, address, "en", around, who=Who(*PLACE, person))

    page = await office.does(look)
    found = [part for part in page.parts if part.title == "Team check-ins"]
    assert len(found) <= 1
    return found[0] if found else None


def labels(buttons: tuple[Button, ...]) -> list[str]:
    return [button.label for button in buttons]


async def test_1_whom_it_concerns(office: Office) -> None:
    await office.has_checkin(manager="UADMIN", viewers=("UADMIN", "UVIEWER"))
    assert await part_of(office, "UANYBODY") is None
    assert await part_of(office, "UVIEW") is None
    boss = await part_of(office, "UBOSS")
    assert boss is not None
    assert boss.entries == ()
    assert boss.lines == ("No team check-in of yours is running or planned.",)
    assert [button.press for button in boss.buttons] == [NewCheckIn()]
    known = await office.does(lambda c: c.execute(select(func.count()).select_from(RESPONDENT)).scalar_one())
    assert known == 0


async def test_2_as_they_are(office: Office) -> None:
    await office.has_checkin()
    await office.has_round(status=RoundStatus.CLOSED, fate=RoundFate.WITHHELD)
    await office.has_round({Is.SENT: 6}, number=2)
    boss = await part_of(office, "UBOSS")
    assert boss is not None
    (entry,) = boss.entries
    assert entry.title == "Support"
    assert entry.lines == (
        "Team pulse, every 2 weeks, anonymous",
        "Round 2 is open until January 4, 2030, 12:00\u202fPM.",
        "Invited: 6", "Reached: 6", "Started: fewer than 5", "Finished: fewer than 5",
        "The next round is on January 15, 2030.",
        "Of round 1 no figures can be shown; its report says why.",
    )  # fmt: skip
    assert labels(entry.buttons) == [
        "Remind", "One day longer", "Close now", "Cancel the round", "Report", "Actions", "Pause", "End",
    ]  # fmt: skip


async def test_3_a_viewer_and_what_has_no_room(office: Office) -> None:
    await office.has_checkin(id="c1", team="Old", status=CheckInStatus.ENDED)
    await office.has_round(status=RoundStatus.CLOSED, fate=RoundFate.SHOWN)
    for number in range(2, 11):
        await office.has_checkin(
            id=f"c{number}", team=f"Team {number}", created_at=NOON + timedelta(minutes=number)
        )
    viewer = await part_of(office, "UVIEW")
    assert viewer is not None
    assert [entry.title for entry in viewer.entries] == [
        "Team 10", "Team 9", "Team 8", "Team 7", "Team 6", "Team 5", "Old",
    ]  # fmt: skip
    assert [labels(entry.buttons) for entry in viewer.entries] == [*([[]] * 6), ["Report"]]
    assert viewer.lines == ("And 3 more: /checkup checkins",)
    assert viewer.buttons == ()


async def test_4_admins(office: Office) -> None:
    await office.has_checkin()
    admin = await part_of(office, "UADMIN")
    assert admin is not None
    assert [entry.title for entry in admin.entries] == ["Support"]
    assert [button.press for button in admin.buttons] == [NewCheckIn(), ChooseManagers()]
    assert admin.lines == ("1 person may start check-ins, besides the admins.",)
    await office.dismisses("UBOSS")
    admin = await part_of(office, "UADMIN")
    assert admin is not None
    assert admin.lines == ("Only admins may start check-ins.",)


@pytest.mark.parametrize("person", ["U1", "U_1", "U%", 'U"1', "U\\1", "É1"])
async def test_4_whose_reports_somebody_sees(office: Office, person: str) -> None:
    """Ids that begin alike, or that mean something to the database, are other people's."""
    await office.has_checkin(id="c1", viewers=("UBOSS", person))
    await office.has_checkin(id="c2", viewers=("UBOSS", f"{person}2", "UX1", "UXY"))
    await office.has_checkin(id="c3", viewers=("UBOSS", person), workspace="T2")
    found = await office.does(lambda c: checkins.seen_by(c, *PLACE, person))
    assert [one.id for one in found] == ["c1"]
