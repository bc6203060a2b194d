"""Proves: what comes after the round is seen to as well.

1. Pausing while a round is open leaves it open; going on opens the next day of the plan; an end is for good.
2. What was decided is shown, and settled by its owner or by those who see to the check-in.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.store import actions
from bot.store.actions import Action, ActionStatus
from bot.store.checkins import CheckInStatus
from bot.store.invitations import InvitationStatus as Is
from bot.store.rounds import RoundStatus
from bot.wishes import (
    AboutAction,
    ActionVerb,
    CheckInVerb,
)
from tests.turn.teams.managing import of_checkin
from tests.turn.teams.office import NOON, Office, button, labels, words_of

# --- 1 ---------------------------------------------------------------------------------------------


async def test_1_pausing_leaves_an_open_round_open(office: Office) -> None:
    await office.has_checkin()
    await office.has_round({Is.SENT: 6})
    turn = await office.presses("UBOSS", of_checkin(CheckInVerb.PAUSE), message="m8")
    assert turn.told[0].replaces == "m8"
    assert "The open one stays open until its end." in words_of(turn)
    assert "Go on" in labels(turn)
    assert "Pause" not in labels(turn)
    assert (await office.round()).status is RoundStatus.OPEN
    paused = await office.checkin()
    assert (paused.status, paused.next_on, paused.next_at) == (CheckInStatus.PAUSED, None, None)
    await office.presses("UBOSS", of_checkin(CheckInVerb.PAUSE))
    assert await office.checkin() == paused


async def test_1_going_on_with_the_next_day_of_the_plan(office: Office) -> None:
    await office.has_checkin()
    paused = await office.presses("UBOSS", of_checkin(CheckInVerb.PAUSE))
    assert words_of(paused).startswith("Support\nIt is paused now: no round opens until you go on.\n")
    office.now = datetime(2030, 2, 1, tzinfo=UTC)
    turn = await office.presses("UBOSS", button(paused, "Go on"), message="m8")
    assert "It goes on. The next round is on February 12, 2030." in words_of(turn)
    now = await office.checkin()
    assert now.status is CheckInStatus.ACTIVE
    assert now.next_on == date(2030, 2, 12)
    assert now.next_at == datetime(2030, 2, 12, 10, tzinfo=UTC)
    await office.presses("UBOSS", of_checkin(CheckInVerb.RESUME))
    assert await office.checkin() == now


async def test_1_nothing_is_ahead_of_what_was_for_once(office: Office) -> None:
    await office.has_checkin(every="once", status=CheckInStatus.PAUSED, next_on=None, next_at=None)
    turn = await office.presses("UBOSS", of_checkin(CheckInVerb.RESUME))
    assert "No day of its plan is left." in words_of(turn)


async def test_1_an_end_is_for_good(office: Office) -> None:
    await office.has_checkin()
    asked = await office.presses("UBOSS", of_checkin(CheckInVerb.ASK_TO_END))
    assert "it cannot be taken up again" in words_of(asked)
    left = await office.presses("UBOSS", button(asked, "Leave it"), message="m8")
    assert words_of(left) == "Support\nIt stays as it is."
    assert (await office.checkin()).status is CheckInStatus.ACTIVE
    ended = await office.presses("UBOSS", button(asked, "Yes, end it"), message="m8")
    assert words_of(ended) == "Support\nIt has ended: no round opens any more."
    over = await office.checkin()
    assert (over.status, over.next_on) == (CheckInStatus.ENDED, None)
    for verb in (CheckInVerb.PAUSE, CheckInVerb.RESUME, CheckInVerb.ASK_TO_END):
        turn = await office.presses("UBOSS", of_checkin(verb))
        assert words_of(turn) == "Support\nThis check-in has ended."
        assert await office.checkin() == over


# --- 2 ---------------------------------------------------------------------------------------------


async def decides(office: Office, name: str, **more: object) -> None:
    made = Action(
        id=name, checkin_id="c1", round_number=1, area="focus", text="Two hours without meetings",
        owner="Dana", due_on=date(2030, 2, 1), created_at=NOON,
    )  # fmt: skip
    await office.does(lambda c: actions.write(c, replace(made, **more)))  # type: ignore[arg-type]


async def status_of(office: Office, name: str) -> ActionStatus:
    found = await office.does(lambda c: actions.by_id(c, name))
    assert found is not None
    return found.status


async def test_2_what_was_decided(office: Office) -> None:
    await office.has_checkin()
    none = await office.presses("UBOSS", of_checkin(CheckInVerb.ACTIONS))
    assert words_of(none).startswith("Nothing was decided yet.")
    await office.has_round(status=RoundStatus.CLOSED)
    await decides(office, "a1")
    await decides(office, "a2", status=ActionStatus.DROPPED, area="moods", created_at=NOON + timedelta(1))
    turn = await office.presses("UBOSS", of_checkin(CheckInVerb.ACTIONS))
    assert words_of(turn) == (
        "Support: what was decided\nmoods: Two hours without meetings\n"
        "Dana, until February 1, 2030\nDropped.\n"
        "Support: what was decided\nFocus: Two hours without meetings\n"
        "Dana, until February 1, 2030\nGoing on."
    )
    assert labels(turn) == ["Done", "Going on", "Dropped"]
    assert all(one.private for one in turn.told)
    done = await office.presses("UBOSS", button(turn, "Done"), message="m8")
    assert words_of(done).endswith("\nDone.")
    assert (labels(done), done.told[0].replaces) == ([], "m8")
    assert await status_of(office, "a1") is ActionStatus.DONE


@pytest.mark.parametrize(
    ("verb", "becomes", "said"),
    [
        (ActionVerb.DONE, ActionStatus.DONE, "Done."),
        (ActionVerb.GOING_ON, ActionStatus.OPEN, "It goes on, and is asked about again at the next round."),
        (ActionVerb.DROPPED, ActionStatus.DROPPED, "Dropped."),
    ],
)
async def test_2_the_owner_says_what_became_of_it(
    office: Office, verb: ActionVerb, becomes: ActionStatus, said: str
) -> None:
    await office.has_checkin()
    await decides(office, "a1", owner_id="UDANA")
    turn = await office.presses("USENT0", AboutAction(verb, "a1"))
    assert words_of(turn).startswith("Only whoever this was given to can say that")
    assert await status_of(office, "a1") is ActionStatus.OPEN
    turn = await office.presses("UDANA", AboutAction(verb, "a1"), message="m8")
    assert words_of(turn).endswith(f"\n{said}")
    assert labels(turn) == []
    assert await status_of(office, "a1") is becomes


async def test_2_an_owner_elsewhere_is_somebody_else(office: Office) -> None:
    await office.has_checkin(workspace="T2")
    await decides(office, "a1", owner_id="UDANA")
    turn = await office.presses("UDANA", AboutAction(ActionVerb.DONE, "a1"))
    assert words_of(turn).startswith("Only whoever this was given to can say that")
