"""Proves: what somebody said in a round is theirs alone.

1. When they finish in an anonymous round, no row leads from them to their answers; in a named one it does.
2. Only the button of the thanks leads back, only the person, only until the close; then it is cut again.
"""

import json
import re

from bot.store.invitations import InvitationStatus
from tests.turn.someone import NOON
from tests.turn.teams.members import Team
from tests.turn.teams.mood import TEXT, everything, finishes, sheets


async def test_1_no_row_leads_from_a_person_to_their_answers(team: Team) -> None:
    """Whatever of Ana's and Ben's rows is followed by any value they share with others: no sheet is there."""
    ana, ben = await team.invites("ana"), await team.invites("ben")
    await finishes(ana, "Agree", "Agree")
    await finishes(ben, "Disagree", "Disagree")
    rows = await everything(team)
    ids = {row["id"] for row in rows["conversation"]}
    assert len(ids) == 2
    for table, found in rows.items():
        if table in ("conversation", "answer"):
            continue
        for row in found:
            assert not any(one in str(value) for one in ids for value in row.values()), (table, row)
    theirs = {ana.address, ben.address} | {
        row["respondent_id"] for row in rows["address"] if row["id"] in (ana.address, ben.address)
    }
    for row in (*rows["conversation"], *rows["answer"]):
        assert not theirs & set(map(str, row.values()))
    said = {json.dumps(row, default=str) for row in (*rows["delivery"], *rows["inbound"])}
    assert not [one for one in said if TEXT in one]


async def test_1_times_and_ids_tell_no_order(team: Team) -> None:
    for name in ("ana", "ben", "cem", "dora", "ela", "fay", "gil", "hoa"):
        await finishes(await team.invites(name))
    rows = await everything(team)
    moments = {
        row[name]
        for table in ("conversation", "answer")
        for row in rows[table]
        for name in row
        if name.endswith("_at")
    }
    assert moments == {NOON, None}
    assert all(re.fullmatch("[a-z2-7]{26}", row["id"]) for row in rows["conversation"])


async def test_1_in_a_named_round_answers_stay_with_the_person(named: Team) -> None:
    ana = await finishes(await named.invites("ana"))
    found = await named.invitation("ana")
    assert found.status is InvitationStatus.FINISHED
    assert found.conversation_id in await sheets(named)
    assert "see your answers with your name" in ana.last
    rows = await everything(named)
    (row,) = rows["conversation"]
    assert row["address_id"] == ana.address


async def test_2_the_button_of_the_thanks_leads_back_and_is_cut_again(team: Team) -> None:
    ana = await finishes(await team.invites("ana"), "Agree", "Agree")
    await ana.taps("Change my answers")
    assert "I had what I needed. Agree" in ana.last
    assert (await team.invitation("ana")).conversation_id is not None
    assert "[Change]" in ana.last
    await ana.taps("Change", "Disagree")
    ((_, sheet),) = (await sheets(team)).items()
    assert [json.loads(sheet[name]) for name in ("tools", "focus")] == ["disagree", "agree"]
    assert "That was the last question" in ana.last
    found = await team.invitation("ana")
    assert (found.status, found.conversation_id) == (InvitationStatus.FINISHED, None)
    rows = await everything(team)
    assert [row["address_id"] for row in rows["conversation"]] != [ana.address]
    assert not [row for row in rows["delivery"] if row["conversation_id"] is not None]


async def test_2_what_is_looked_at_may_be_left_as_it_is(team: Team) -> None:
    ana = await finishes(await team.invites("ana"))
    await ana.taps("Change my answers", "Leave them as they are")
    assert "That was the last question" in ana.last
    assert (await team.invitation("ana")).conversation_id is None


async def test_2_nobody_else_gets_there(team: Team) -> None:
    """Ben presses Ana's button, however he got it."""
    ana, ben = await team.invites("ana"), await team.invites("ben")
    await finishes(ana)
    await finishes(ben)
    message, token = ana.button("Change my answers")
    await ben.presses(token, message)
    assert ben.turn.refused is not None
    assert (await team.invitation("ben")).conversation_id is None


async def test_2_after_the_close_it_leads_nowhere(team: Team) -> None:
    ana = await finishes(await team.invites("ana"))
    await team.closes()
    await ana.taps("Change my answers")
    assert "This check-in is closed." in ana.last
    assert (await team.invitation("ana")).conversation_id is None


async def test_2_the_invitation_leads_to_nobodys_answers(team: Team) -> None:
    ana = await team.invites("ana")
    message, start = ana.button("Start")
    await finishes(ana)
    await ana.presses(start, message)
    assert "You have taken part already." in ana.told
