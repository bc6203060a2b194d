"""Proves: somebody who is asked takes part as in any conversation.

1. The invitation says what is seen by whom, differently in a named round; Start begins, and goes on.
2. In a round there is no result of one's own and nothing to go on with, whatever the flow says.
3. Later, Not this time and back again: nothing is lost that should stay, nothing stays that should go.
4. Who taps twice, comes late, restarts, or is killed in between neither loses nor doubles anything.
5. What somebody takes alone stays apart from the round.
"""

import asyncio
import json
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, Insert, select
from sqlalchemy.event import listen

from bot.engine.inputs import Back, Help, Pause, Restart, ShowResult, Speak, Start, Stop
from bot.reminders import waking
from bot.store import conversations, inbound, unlinking
from bot.store.inbound import Update
from bot.store.invitations import InvitationStatus
from bot.store.rounds import by_id
from bot.store.tables import CONVERSATION
from bot.turn.teams.invited import later_at
from bot.wishes import Begin
from tests.turn.someone import NOON
from tests.turn.teams.members import LASTS, ROUND, Team
from tests.turn.teams.mood import TEXT, everything, finishes, sheets


async def test_1_the_invitation_says_what_is_seen_by_whom(team: Team) -> None:
    ana = await team.invites("ana")
    assert "Platform: Team mood" in ana.screen
    assert "This check-in is anonymous." in ana.screen
    assert "only from 5 answers on" in ana.screen
    assert "word for word, without your name" in ana.screen
    assert "open until January 3, 2030, 12:00" in ana.screen
    assert "[Start] [Later] [Not this time]" in ana.screen


async def test_1_a_named_round_says_so(named: Team) -> None:
    ana = await named.invites("ana")
    assert "This check-in is not anonymous. Those who get the report see your answers with your name." in (
        ana.screen
    )
    assert "This check-in is anonymous" not in ana.screen


async def test_1_start_begins_and_the_promise_stays(team: Team) -> None:
    ana = await (await team.invites("ana")).taps("Start")
    assert "I had what I needed." in ana.last
    assert "This check-in is anonymous." in ana.screen
    assert "[Start]" not in ana.screen
    assert (await team.invitation("ana")).status is InvitationStatus.STARTED


async def test_1_start_pressed_again_goes_on(team: Team) -> None:
    ana = await team.invites("ana")
    message, start = ana.button("Start")
    await ana.taps("Start", "Agree")
    await ana.presses(start, message)
    assert "I know what matters." in ana.last
    assert len(await sheets(team)) == 1


async def test_2_there_is_no_result_and_nothing_to_go_on_with(team: Team) -> None:
    ana = await finishes(await team.invites("ana"))
    for word in ("result", "points", "Sleep, too", "ResultPage", "Low", "High"):
        assert word not in ana.screen, word
    assert "That was the last question. Thank you." in ana.last
    assert "Then figures for all together are shown, if there are at least 5 answers." in ana.last
    assert "[Change my answers]" in ana.last
    assert (await everything(team))["result"] == []


async def test_2_a_result_that_is_asked_for_is_not_there_either(team: Team) -> None:
    ana = await (await team.invites("ana")).taps("Start", "Agree", "Agree")
    await ana.wants(ShowResult())
    assert "Anything else?" in ana.told
    assert not [one for one in ana.turn.parcels if type(one.message).__name__ == "ResultPage"]


async def test_2_taken_alone_the_same_flow_shows_its_result(team: Team) -> None:
    ana = await team.invites("ana")
    await ana.wants(Begin("team-mood"))
    await ana.taps("Start")  # of the greeting
    assert "I had what I needed." in ana.last
    assert (await team.invitation("ana")).status is InvitationStatus.SENT
    await ana.taps("Agree", "Agree")
    assert [one for one in ana.turn.parcels if type(one.message).__name__ == "ResultPage"]


async def test_2_the_conversation_is_as_any_other(team: Team) -> None:
    ana = await (await team.invites("ana")).taps("Start", "Agree")
    await ana.wants(Back())
    assert "I had what I needed." in ana.told
    await ana.wants(Help())
    await ana.taps("Disagree")
    await ana.wants(Pause())
    assert "answer is kept" in ana.told
    await ana.wants(Start())
    await ana.wants(Speak("de"))
    assert ana.turn.state is not None
    assert ana.turn.state.language == "de"
    await ana.types("b")
    await ana.taps("Überspringen")
    assert "Das war die letzte Frage." in ana.last
    ((_, sheet),) = (await sheets(team)).items()
    assert json.loads(sheet["tools"]) == "disagree"


async def test_3_later_comes_again_in_some_hours(team: Team) -> None:
    ana = await (await team.invites("ana")).taps("Later")
    assert "I will come back to you on January 1, 2030" in ana.last
    found = await team.invitation("ana")
    assert found.status is InvitationStatus.WAITING
    assert found.due_at == NOON + timedelta(hours=3, minutes=1)
    await ana.taps("Start")
    assert "I had what I needed." in ana.last


def test_3_later_is_within_the_day_of_the_person_and_the_time_that_is_left() -> None:
    close = NOON + timedelta(days=1)
    berlin = later_at(NOON, close, "Europe/Berlin")  # 13:00 there; 16:00 is an hour of work
    assert berlin == NOON + timedelta(hours=3)
    tokyo = later_at(NOON, close, "Asia/Tokyo")  # 21:00 there; work begins at 9:00, which is midnight
    assert tokyo == NOON + timedelta(hours=12)
    assert later_at(NOON, NOON + timedelta(hours=3), None) == NOON + timedelta(hours=2)
    assert later_at(NOON, NOON + timedelta(minutes=90), None) is None


async def test_3_not_this_time_and_back_again(team: Team) -> None:
    ana = await (await team.invites("ana")).taps("Not this time")
    assert "That is fine." in ana.last
    assert (await team.invitation("ana")).status is InvitationStatus.DECLINED
    await ana.taps("Take part after all")
    assert "I had what I needed." in ana.last
    await ana.taps("Agree", "Agree")
    await ana.types(TEXT)
    assert (await team.invitation("ana")).status is InvitationStatus.FINISHED


async def test_3_not_this_time_after_some_questions_deletes_them(team: Team) -> None:
    ana = await team.invites("ana")
    message, decline = ana.button("Not this time")
    await ana.taps("Start", "Agree")
    await ana.presses(decline, message)
    assert "What you had answered is deleted" in ana.told
    assert await sheets(team) == {}
    found = await team.invitation("ana")
    assert (found.status, found.conversation_id) == (InvitationStatus.DECLINED, None)


async def test_4_a_second_tap_does_nothing(team: Team) -> None:
    ana = await team.invites("ana")
    message, start = ana.button("Start")
    await ana.presses(start, message, "same")
    turn = await ana.presses(start, message, "same")
    assert turn.duplicate
    message, last = (await ana.taps("Agree")).button("Agree")
    await ana.presses(last, message)
    await ana.types(TEXT)
    await ana.presses(last, message)  # an old button of what is nobody's now
    assert ana.turn.refused is not None
    assert len(await sheets(team)) == 1


async def test_4_the_thanks_go_out_after_a_crash_and_are_wiped_then(team: Team) -> None:
    ana = await (await team.invites("ana")).taps("Start", "Agree", "Agree")
    ana.loses = True
    await ana.types(TEXT)
    waiting = [row for row in (await everything(team))["delivery"] if row["status"] == "sending"]
    assert waiting
    assert all(row["sealed"] and row["conversation_id"] is None for row in waiting)
    await ana.comes_up_again()
    assert "[Change my answers]" in ana.screen
    left = [row for row in (await everything(team))["delivery"] if row["fleeting"]]
    assert {(row["payload"], row["sealed"]) for row in left} == {("null", False)}
    await ana.taps("Change my answers")
    assert "I had what I needed." in ana.last


async def test_4_who_is_late_hears_that_it_closed(team: Team) -> None:
    ana = await (await team.invites("ana")).taps("Start", "Agree")
    team.now = NOON + LASTS
    await ana.taps("Agree")
    assert "has just closed. 1 answer of yours counts." in ana.told
    assert "deleted" in ana.told
    ((_, sheet),) = (await sheets(team)).items()
    assert set(sheet) == {"tools"}
    assert (await team.invitation("ana")).conversation_id is None


async def test_4_two_who_finish_at_once_are_nobody_together(team: Team) -> None:
    people = [await team.invites(name) for name in ("ana", "ben", "cem", "dora")]
    for one in people:
        await one.taps("Start", "Agree", "Agree")
        one.loses = True  # only the turns are at once here
    await asyncio.gather(*(one.types(TEXT) for one in people))
    rows = await everything(team)
    assert len({row["address_id"] for row in rows["conversation"]}) == 1
    assert [row["conversation_id"] for row in rows["invitation"]] == [None] * 4


async def test_4_at_the_close_nothing_is_left_that_could_not_be_handled(team: Team) -> None:
    ana = await (await team.invites("ana")).taps("Start", "Agree")

    def work(connection: Connection) -> None:
        update = Update("test", "here", "poison")
        inbound.keep_poisoned(connection, update, TEXT, "KeyError", team.now, address_id=ana.address)
        found = by_id(connection, ROUND)
        assert found is not None
        unlinking.unlink_all(connection, found, team.around.random_id)

    await team.database.run(work)
    assert {row["payload"] for row in (await everything(team))["inbound"]} == {None}


async def test_4_while_answers_are_changed_the_round_closes(team: Team) -> None:
    """Who has finished once has taken part; the change that was not made is none."""
    ana = await finishes(await team.invites("ana"), "Agree", "Agree")
    await ana.taps("Change my answers", "Change")
    assert (await team.invitation("ana")).status is InvitationStatus.FINISHED
    team.now = NOON + LASTS
    await ana.taps("Disagree")
    assert "3 answers of yours count" in ana.told
    found = await team.invitation("ana")
    assert (found.status, found.conversation_id) == (InvitationStatus.FINISHED, None)
    ((_, sheet),) = (await sheets(team)).items()
    assert json.loads(sheet["tools"]) == "agree"


async def test_4_who_stopped_and_did_not_come_back_did_not_take_part(team: Team) -> None:
    ana = await (await team.invites("ana")).taps("Start", "Agree")
    await ana.wants(Stop())
    team.now = NOON + LASTS
    await ana.wants(Start())
    assert await sheets(team) == {}
    assert (await team.invitation("ana")).status is InvitationStatus.DECLINED


async def test_4_whoever_the_close_overlooked_is_let_go_by_the_clock(team: Team) -> None:
    """Somebody began in the moment in which it closed: the tick that ends conversations cuts that too."""
    ana = await (await team.invites("ana")).taps("Start", "Agree")
    await team.closes()
    team.now = NOON + LASTS

    def tick(connection: Connection) -> list[str]:
        found = waking.due(connection, None, team.around)
        for one in found:
            waking.wake(connection, one, team.around)
        return list(found)

    assert len(await team.database.run(tick)) == 1
    rows = await everything(team)
    assert [row["conversation_id"] for row in rows["invitation"]] == [None]
    assert not [row for row in rows["conversation"] if row["address_id"] == ana.address]


async def test_4_restart_stays_in_the_round(team: Team) -> None:
    ana = await (await team.invites("ana")).taps("Start", "Agree")
    await ana.wants(Restart())
    await ana.taps("Disagree", "Disagree")
    await ana.types(TEXT)
    ((_, sheet),) = (await sheets(team)).items()
    assert json.loads(sheet["tools"]) == "disagree"


async def test_4_at_the_close_all_is_written_anew(team: Team) -> None:
    """Whoever finished, whoever was at it: nobody's, under new ids, without a trace of the way there."""
    ana, ben = await team.invites("ana"), await team.invites("ben")
    await finishes(ana)
    await ben.taps("Start", "Agree")
    before = await sheets(team)
    team.now = NOON + LASTS

    def work(connection: Connection) -> int:
        found = by_id(connection, ROUND)
        assert found is not None
        return unlinking.unlink_all(connection, found, team.around.random_id)

    assert await team.database.run(work) == 2
    after = await sheets(team)
    assert sorted(map(str, map(sorted, before.values()))) == sorted(map(str, map(sorted, after.values())))
    assert not set(before) & set(after)
    rows = await everything(team)
    assert {row["status"] for row in rows["conversation"]} == {"finished", "expired"}
    assert all(row["conversation_id"] is None for row in (*rows["invitation"], *rows["delivery"]))
    assert {row["turn"] for row in (*rows["conversation"], *rows["answer"])} == {0}
    await ana.taps("Change my answers")
    assert "This check-in is closed." in ana.last


async def test_4_the_order_of_rows_is_of_chance(team: Team) -> None:
    names = [f"member{number}" for number in range(12)]
    for name in names:
        await finishes(await team.invites(name))
    numbers = iter(["m", "c", "x", "a", "q", "b", "z", "d", "k", "e", "y", "f"])

    def work(connection: Connection) -> list[str]:
        found = by_id(connection, ROUND)
        assert found is not None
        written: list[str] = []

        def watch(
            _connection: Connection, clause: object, rows: Sequence[Mapping[str, Any]], *_: Any
        ) -> None:
            if isinstance(clause, Insert) and clause.table is CONVERSATION:
                written.extend(row["id"] for row in rows)

        listen(connection, "before_execute", watch)
        unlinking.unlink_all(connection, found, lambda: next(numbers))
        ids = connection.execute(select(CONVERSATION.c.id)).scalars().all()
        assert sorted(ids) == sorted(written)
        return written

    assert await team.database.run(work) == sorted("mcxaqbzdkeyf")


async def test_5_another_conversation_is_not_lost(team: Team) -> None:
    """The invitation comes in the middle of something; that is finished first, and the buttons still wait."""
    ana = await team.has("ana")
    await ana.wants(Begin("sleep"))
    await ana.taps("Start")
    before = await team.invites("ana")
    ana.chat.update(before.chat)
    assert "I sleep well." in ana.screen
    assert "[Start]" in ana.screen
    open_now = await team.database.read(lambda held: conversations.current(held, ana.address, lock=False))
    assert open_now is not None
    assert open_now.round_id is None
    await ana.taps("Agree")
    assert "[Start] [Later] [Not this time]" in ana.screen
    await ana.taps("Start", "Agree")
    assert "I know what matters." in ana.last


async def test_5_a_stranger_gets_nowhere(team: Team) -> None:
    ana, eve = await team.invites("ana"), await team.has("eve")
    message, token = ana.button("Start")
    await eve.presses(token, message)
    assert eve.turn.refused is not None
    assert await sheets(team) == {}
