"""Proves: an input counts once, is kept whole or not at all, and belongs to the right conversation.

1. The same update twice is one answer, also at the same time; a double tap under another id too.
2. Everything a turn writes is there after it: conversation, answers with how they stand, result, deliveries.
3. A start goes on where the person was; after the end it shows the result; anew and restart begin another.
4. A conversation stays on the version it began with; new wording of the same version is seen at once.
5. An accepted flow begins with what was carried. A lost definition is told, and answers are kept.
6. Words people type are marked private. A language once chosen holds in the next conversation.
"""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from bot.engine.inputs import Accept, Back, Restart, ShowResult, Skip, Speak, Start, Stop, Tap, Typed
from bot.engine.state import Status
from bot.store import answers, conversations, deliveries, results
from bot.store.columns import AnswerState
from bot.store.database import Database
from bot.store.inbound import Update
from bot.store.tables import CONVERSATION, DELIVERY, FLOW_VERSION
from bot.turn.arrived import Arrived
from tests.turn.someone import NOON, Someone, library

MOOD = """
flow: mood
title: Mood
languages: [en, de]
remind: 2 days
steps:
  - ask: tools
    text: {en: "Do you have tools?", de: "Haben Sie Werkzeug?"}
    scale: yes_no
  - ask: plan
    infer: {if: tools is no, answer: no}
    text: {en: "Is there a plan?", de: "Gibt es einen Plan?"}
    scale: yes_no
  - ask: note
    type: text
    optional: yes
    text: {en: "Anything else?", de: "Noch etwas?"}
next:
  - {flow: more, if: plan is yes, carry: [tools], text: {en: "More?", de: "Mehr?"}}
"""
MORE = """
flow: more
title: More
steps:
  - {ask: tools, text: "Tools?", scale: yes_no}
  - {ask: people, text: "People?", scale: yes_no}
"""
LOOP = """
flow: loop
title: Round and round
steps:
  - {ask: tools, text: "Tools?", scale: yes_no}
next:
  - {flow: loop, carry: [tools]}
"""


@pytest.fixture
def ana(database: Database) -> Someone:
    return Someone(database, library(MOOD, MORE))


async def test_an_update_counts_once(ana: Someone) -> None:
    await ana.starts("mood")
    tap = Arrived(Update("test", "here", "twice"), "u1", Tap(1, "tools", "yes"))
    first = await ana.repeats(tap)
    second = await ana.repeats(tap)
    assert (first.duplicate, second.duplicate, second.messages) == (False, True, ())
    assert first.state is not None
    assert (first.state.open, first.state.turn) == ("plan", 2)


async def test_two_taps_at_once_are_one_answer_and_one_next_question(ana: Someone) -> None:
    await ana.starts("mood")
    taps = [Arrived(Update("test", "here", f"tap{n}"), "u1", Tap(1, "tools", "yes")) for n in range(8)]
    await asyncio.gather(*(ana.repeats(tap) for tap in taps))
    kept = await ana.asks(lambda connection: conversations.latest(connection, "u1-id-0002", lock=False))
    assert kept is not None
    assert (kept.turn, kept.status) == (2, "asking")


async def test_everything_is_there_after_the_turn(ana: Someone) -> None:
    started = await ana.starts("mood", "de-CH")
    ana.sees("Haben Sie Werkzeug?")
    await ana.taps("no")
    await ana.sends(Typed("my dog ate it"))
    conversation = str(started.conversation)
    kept = await ana.asks(lambda connection: conversations.open_one(connection, conversation, lock=False))
    assert kept is not None
    assert (kept.status, kept.language, kept.private, kept.flow.version) == ("finished", "de", True, 1)
    assert (kept.ended_at, kept.wake_at, kept.expires_at) == (NOON + timedelta(minutes=3), None, None)
    rows = await ana.asks(lambda connection: answers.of_conversation(connection, conversation))
    assert {row.question: (row.value, row.state, row.private) for row in rows} == {
        "tools": ("no", AnswerState.GIVEN, False),
        "plan": ("no", AnswerState.INFERRED, False),
        "note": ("my dog ate it", AnswerState.GIVEN, True),
    }
    result = await ana.asks(lambda connection: results.latest(connection, conversation))
    assert result is not None
    assert (result.score, result.exact, result.level, result.complete) == ("0", "0", "low", True)


async def test_reminders_and_ends_are_planned(ana: Someone) -> None:
    started = await ana.starts("mood")
    conversation = str(started.conversation)
    kept = await ana.asks(lambda connection: conversations.open_one(connection, conversation, lock=False))
    assert kept is not None
    shown = NOON + timedelta(minutes=1)
    assert (kept.wake_at, kept.expires_at) == (shown + timedelta(days=2), shown + timedelta(days=14))
    await ana.sends(Stop())
    kept = await ana.asks(lambda connection: conversations.open_one(connection, conversation, lock=False))
    assert kept is not None
    assert kept.wake_at is None


async def test_after_its_time_a_conversation_closes_and_another_begins(ana: Someone) -> None:
    first = await ana.starts("mood")
    await ana.taps("yes")
    ana.waits(timedelta(days=14))
    late = await ana.starts("mood")
    assert late.conversation != first.conversation
    ana.sees("Do you have tools?")
    kept = await ana.asks(
        lambda connection: conversations.open_one(connection, str(first.conversation), lock=False)
    )
    assert kept is not None
    assert (kept.status, kept.expires_at) == ("expired", None)


async def test_after_its_time_nothing_is_taken(ana: Someone) -> None:
    await ana.starts("mood")
    ana.waits(timedelta(days=14, minutes=1))
    late = await ana.taps("yes")
    assert late.state is not None
    assert late.state.status is Status.EXPIRED
    assert dict(late.state.answers) == {}


async def test_messages_wait_as_deliveries_in_their_order(ana: Someone) -> None:
    turn = await ana.starts("mood")
    await ana.taps("yes")
    pending = await ana.asks(lambda connection: deliveries.pending(connection, "u1-id-0002"))
    assert [delivery.turn for delivery in pending] == [1, 2]
    assert pending[0].id in turn.deliveries
    assert pending[0].kind == "QuestionCard"


async def test_an_answer_off_the_path_is_parked_and_comes_back(ana: Someone) -> None:
    started = await ana.starts("mood")
    conversation = str(started.conversation)
    await ana.taps("yes", "yes")
    await ana.sends(Back())
    await ana.sends(Back())
    await ana.taps("no")

    async def standing() -> dict[str, AnswerState]:
        rows = await ana.asks(lambda connection: answers.of_conversation(connection, conversation))
        return {row.question: row.state for row in rows}

    assert await standing() == {"tools": AnswerState.GIVEN, "plan": AnswerState.INFERRED}
    await ana.sends(Back())
    await ana.taps("yes")
    assert await standing() == {"tools": AnswerState.GIVEN, "plan": AnswerState.GIVEN}


async def test_a_restart_parks_the_answers_and_back_brings_them_again(ana: Someone) -> None:
    started = await ana.starts("mood")
    await ana.taps("yes", "yes")

    async def standing() -> dict[str, AnswerState]:
        rows = await ana.asks(
            lambda connection: answers.of_conversation(connection, str(started.conversation))
        )
        return {row.question: row.state for row in rows}

    await ana.sends(Restart())
    assert await standing() == {"tools": AnswerState.PARKED, "plan": AnswerState.PARKED}
    await ana.sends(Back())
    assert await standing() == {"tools": AnswerState.GIVEN, "plan": AnswerState.GIVEN}
    await ana.sends(Restart())
    await ana.taps("no")
    assert await standing() == {"tools": AnswerState.GIVEN, "plan": AnswerState.INFERRED}


async def test_a_skip_is_kept_as_a_skip(ana: Someone) -> None:
    await ana.starts("mood")
    await ana.taps("no")
    turn = await ana.sends(Skip())
    rows = await ana.asks(lambda connection: answers.of_conversation(connection, str(turn.conversation)))
    assert {row.question: row.state for row in rows}["note"] is AnswerState.SKIPPED


async def test_flows_that_begin_one_another_without_end_stop(
    ana: Someone, caplog: pytest.LogCaptureFixture
) -> None:
    ana.finds(library(LOOP))
    started = await ana.starts("loop")
    turn = await ana.taps("yes")
    assert turn.conversation != started.conversation
    assert turn.result is not None
    assert "flows begin one another without end" in caplog.text
    begun = await ana.asks(lambda connection: len(connection.execute(select(CONVERSATION)).all()))
    assert begun == 4  # the one that was answered, and three after it


async def test_a_start_goes_on_where_the_person_was(ana: Someone) -> None:
    await ana.starts("mood")
    first = await ana.taps("yes")
    again = await ana.starts("mood")
    assert again.conversation == first.conversation
    ana.sees("Is there a plan?")
    stopped = await ana.sends(Stop())
    assert stopped.state is not None
    assert stopped.state.status is Status.STOPPED
    assert (await ana.starts("mood")).conversation == first.conversation


async def test_after_the_end_a_start_shows_the_result_and_anew_begins_another(ana: Someone) -> None:
    await ana.starts("mood")
    done = await ana.taps("no", "unknown")
    done = await ana.sends(Typed("no more"))
    again = await ana.starts("mood")
    assert (again.conversation, again.result is not None) == (done.conversation, True)
    fresh = await ana.sends(Start(), flow="mood", anew=True)
    assert fresh.conversation != done.conversation
    await ana.taps("no")
    await ana.sends(Typed("-"))
    other = await ana.sends(Restart())
    assert other.conversation not in (fresh.conversation, done.conversation)
    ana.sees("Do you have tools?")


async def test_a_finished_conversation_answers_without_a_flow_named(ana: Someone) -> None:
    await ana.starts("mood")
    await ana.taps("no")
    done = await ana.sends(Typed("fine"))
    shown = await ana.sends(ShowResult())
    assert shown.conversation == done.conversation
    assert shown.result is not None


async def test_without_a_conversation_nothing_happens(ana: Someone) -> None:
    turn = await ana.sends(Typed("hello"))
    assert (turn.conversation, turn.messages) == (None, ())
    turn = await ana.starts("unheard-of")
    assert turn.conversation is None


async def test_conversations_stay_on_their_version(ana: Someone) -> None:
    await ana.starts("mood")
    newer = MOOD.replace("flow: mood", "flow: mood\nversion: 2").replace(
        "Is there a plan?", "Is there a map?"
    )
    ana.finds(library(newer, MORE))
    await ana.taps("yes")
    ana.sees("Is there a plan?")
    bob = Someone(ana.database, library(newer, MORE), "u2")
    await bob.starts("mood")
    await bob.taps("yes")
    bob.sees("Is there a map?")


async def test_new_wording_of_the_same_version_is_seen_at_once(ana: Someone) -> None:
    await ana.starts("mood")
    ana.finds(library(MOOD.replace("Is there a plan?", "Do you have a plan?"), MORE))
    await ana.taps("yes")
    ana.sees("Do you have a plan?")


async def test_an_accepted_flow_begins_with_what_was_carried(ana: Someone) -> None:
    first = await ana.starts("mood")
    await ana.taps("yes", "yes")
    offered = await ana.sends(Typed("no"))
    assert offered.state is not None
    assert offered.state.status is Status.OFFERING
    begun = await ana.sends(Accept())
    assert begun.flow is not None
    assert (begun.flow.name, begun.conversation == first.conversation) == ("more", False)
    ana.sees("People?")
    rows = await ana.asks(lambda connection: answers.of_conversation(connection, str(begun.conversation)))
    assert [(row.question, row.state) for row in rows] == [("tools", AnswerState.CARRIED)]


async def test_a_lost_definition_is_told(ana: Someone) -> None:
    await ana.starts("mood")
    ana.finds(library(MORE))
    broken = update(FLOW_VERSION).values(source=b"flow: broken")
    await ana.database.run(lambda connection: connection.execute(broken).rowcount)
    turn = await ana.sends(Tap(1, "tools", "yes"))
    assert (turn.lost, turn.messages) == ("mood", ())


async def test_a_chosen_language_holds_in_the_next_conversation(ana: Someone) -> None:
    await ana.starts("mood")
    await ana.sends(Speak("de"))
    ana.sees("Haben Sie Werkzeug?")
    await ana.taps("no")
    await ana.sends(Typed("fertig"))
    await ana.sends(Start("en"), flow="mood", anew=True)
    ana.sees("Haben Sie Werkzeug?")


async def test_a_refused_press_writes_nothing_but_its_delivery(ana: Someone) -> None:
    await ana.starts("mood")
    before = await ana.asks(lambda connection: connection.execute(select(CONVERSATION)).one())
    await ana.sends(Tap(7, "tools", "yes"))
    after = await ana.asks(lambda connection: connection.execute(select(CONVERSATION)).one())
    assert before == after
    count = await ana.asks(lambda connection: len(connection.execute(select(DELIVERY)).all()))
    assert count == 2
