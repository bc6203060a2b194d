"""Proves, on both databases, with a clock of the test's own: every event is told until the receiver has it.

1. It is told at once, as it was written; then never again.
2. A failure is tried again, ever later, under the same id and with the same letters, for three days; then it
   is given up, and can be replayed.
3. Those of one person go out in order; others do not wait; one that failed five times holds back nobody.
4. An event that cannot be read, or says nothing any more, holds up no other.
5. That somebody has to be forgotten is told when nothing of theirs can be under way, and is then gone itself.
6. An action is due once.
"""

import logging
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import Connection, insert, select, update

from bot.events import due
from bot.store import actions, erasure, events
from bot.store.actions import Action
from bot.store.tables import EVENT, RELEASE
from bot.turn.outside import happened
from bot.watching import counted
from tests.events.business import Customer, ToldTeam, told
from tests.events.strict import Answer
from tests.events.teller import Business
from tests.store.samples_of_everything import everything
from tests.turn.someone import NOON


async def test_1_at_once_and_once(ours: Business) -> None:
    ids, before = await ours.has("ana", "ben", None), _counted()
    await ours.tells()
    assert _counted() - before == 3
    await ours.later(days=1)
    assert [one.id for one in ours.receiver.got] == ids
    assert [(one.status, one.attempts, one.error) for one in await told(ours.database)] == [
        ("delivered", 1, None)
    ] * 3
    assert (await ours.webhook()).failing_since is None


def _counted() -> float:
    """How many attempts operators see that were taken."""
    return counted.REGISTRY.get_sample_value("checkup_events_told_total", {"outcome": "delivered"}) or 0.0


async def test_1_a_whole_conversation_arrives_as_it_happened(ours: Business) -> None:
    """The receiver looks at each by the schema; the order is that of what happened."""
    ana = Customer(ours.database)
    await ana.starts("shop")
    await ana.taps("no")
    ours.clock.goes_on(minutes=5)
    await ours.tells(20)
    assert ours.receiver.types == ["conversation.started", "conversation.answered"]


async def test_2_tried_again(ours: Business, caplog: pytest.LogCaptureFixture) -> None:
    await ours.has("ana")
    ours.receiver.answers = [Answer(500), Answer(how="closes"), Answer(404)]
    await ours.tells()
    assert len(ours.receiver.got) == 1
    await ours.later(seconds=4)
    assert len(ours.receiver.got) == 1
    await ours.later(seconds=1)
    assert len(ours.receiver.got) == 2
    (stands,) = await told(ours.database)
    assert (stands.status, stands.attempts, stands.error) == ("waiting", 2, "closed")
    await ours.later(seconds=30)
    assert caplog.text.count("does not take events") == 1
    with caplog.at_level(logging.INFO):
        await ours.later(minutes=2)
    assert caplog.text.count("takes events again") == 1
    assert len(ours.receiver.got) == 4
    assert len({one.id for one in ours.receiver.got}) == 1
    assert len({one.body for one in ours.receiver.got}) == 1
    times = [int(one.headers["webhook-timestamp"]) for one in ours.receiver.got]
    assert times == sorted(set(times))
    (stands,) = await told(ours.database)
    assert (stands.status, stands.attempts, stands.error) == ("delivered", 4, None)


async def test_2_for_three_days_then_given_up(ours: Business, caplog: pytest.LogCaptureFixture) -> None:
    """Others are taken all the while: it is this one that is not."""
    await ours.has("ana")
    ours.receiver.by_type = {"ping": Answer(422)}
    for hour in range(3 * 24 + 1):
        await ours.later(1, hours=1)
        other = ours.event(None, type="conversation.started", data=_STARTED, id=f"other-{hour:03}")
        await ours.database.run(lambda connection, other=other: events.write(connection, [other]))  # type: ignore[misc]
        await ours.tells(2)
    (stands,) = await told(ours.database, "ping")
    assert (stands.status, stands.error) == ("failed", "http 422")
    assert 15 < stands.attempts < 25
    assert len(ours.receiver.taken) == 73
    assert (await ours.webhook()).disabled_at is None
    assert "given up" in caplog.text
    ours.receiver.by_type = {}
    assert await ours.database.run(lambda c: events.replay(c, ours.clock.now())) == 1
    await ours.tells()
    (stands,) = await told(ours.database, "ping")
    assert (stands.status, stands.attempts) == ("delivered", 1)


_STARTED = {
    "conversation": "c", "respondent": None, "flow": "shop", "version": 1, "language": "en", "source": None,
    "round": None,
}  # fmt: skip


async def test_3_in_order(ours: Business) -> None:
    first, second, other, third = await ours.has("ana", "ana", "ben", "ana")
    ours.receiver.answers = [Answer(500)]
    await ours.tells()
    assert ours.receiver.taken == [other]
    await ours.later(seconds=5)
    assert ours.receiver.taken == [other, first, second, third]


async def test_3_one_that_is_never_taken_holds_back_nobody_for_long(ours: Business) -> None:
    first, second = await ours.has("ana", "ana")
    bad = ours.event("ben", type="conversation.started", data=_STARTED)
    behind = ours.event("ben")
    await ours.database.run(lambda connection: events.write(connection, [bad, behind]))
    ours.receiver.by_type = {"conversation.started": Answer(500)}
    await ours.tells()
    assert ours.receiver.taken == [first, second]
    for pause in (5, 30, 120, 600, 299):
        await ours.later(seconds=pause)
        assert ours.receiver.taken == [first, second]
    await ours.later(seconds=1)  # it took nothing for minutes, and is left alone for five
    assert ours.receiver.taken == [first, second, behind.id]
    ours.receiver.by_type = {}
    await ours.later(seconds=1800)
    assert ours.receiver.taken[-1] == bad.id


async def test_4_what_cannot_be_read(ours: Business) -> None:
    lost, _ = await ours.has("ana", "ben")
    gone = ours.event(None, type="round.closed", data={"checkin": "c", "release": "r"})
    no_action = ours.event(None, type="action.due", data={"action": "a"})
    await ours.database.run(lambda connection: events.write(connection, [gone, no_action]))
    await ours.database.run(
        lambda c: c.execute(update(EVENT).where(EVENT.c.id == lost).values(data="broken"))
    )
    await ours.tells()
    assert len(ours.receiver.taken) == 1
    rows = await ours.database.read(lambda c: c.execute(select(EVENT.c.id, EVENT.c.error)).all())
    assert dict(map(tuple, rows)) == {
        lost: "cannot be read", "0002": None, gone.id: "nothing to tell", no_action.id: "nothing to tell",
    }  # fmt: skip


async def test_4_a_report_that_cannot_be_read(ours: Business, caplog: pytest.LogCaptureFixture) -> None:
    """Other events are told, also of the same check-in."""
    team = ToldTeam(ours.database, people=dict.fromkeys(("ana", "ben"), "Europe/Berlin"))
    await team.begins()
    await team.at(datetime(2030, 1, 7, 8, tzinfo=UTC))
    await team.at(datetime(2030, 1, 9, 8, tzinfo=UTC))

    def spoil(connection: Connection) -> None:
        report = connection.execute(select(RELEASE)).one()
        connection.execute(insert(RELEASE), report._asdict() | {"id": "lost", "document": "broken"})
        about = {"checkin": report.checkin_id}
        made = [
            ours.event(None, type="round.closed", data=about | {"release": "lost"}),
            ours.event(None, type="round.closed", data={"none of": "these"}),
            ours.event(None),
        ]
        events.write(connection, made)

    await ours.database.run(spoil)
    await ours.later(days=10)
    assert sorted(ours.receiver.types) == ["ping", "round.closed"]
    rows = await ours.database.read(lambda c: c.execute(select(EVENT.c.id, EVENT.c.error)).all())
    assert {row.id: row.error for row in rows if row.error} == dict.fromkeys(
        ("0001", "0002"), "cannot be read"
    )
    said = [one for one in caplog.records if "cannot be read" in one.getMessage()]
    assert [one.__dict__["event"] for one in said] == ["0001", "0002"]


async def test_5_somebody_has_to_be_forgotten(ours: Business) -> None:
    def work(connection: Connection) -> str:
        ana = everything(connection, "ana")
        happened.forgotten(
            connection, ana.respondent_id, now=NOON, new_id=lambda: "forget", channel="console"
        )  # fmt: skip
        erasure.erase(connection, ana.respondent_id)
        return ana.respondent_id

    who = await ours.database.run(work)
    await ours.later(seconds=59)
    await ours.enables()  # it hurries what failed, and nothing else
    await ours.tells()
    assert ours.receiver.got == []
    await ours.later(seconds=1)
    (data,) = ours.receiver.of("consent.withdrawn")
    assert (data["respondent"], data["reason"], data["people"]) == (who, "erased", ["ana"])
    assert await told(ours.database) == []


async def test_6_an_action_is_due(ours: Business) -> None:
    def decided(connection: Connection, name: str, day: date, **more: Any) -> None:
        action = Action(name, "team of ana", 1, "tools", "buy", "Zoe", day, NOON, **more)
        actions.write(connection, action)

    def work(connection: Connection) -> None:
        everything(connection, "ana")
        decided(connection, "today", date(2030, 1, 1))
        decided(connection, "tomorrow", date(2030, 1, 2))
        decided(connection, "long ago", date(2029, 12, 1))
        decided(connection, "done", date(2030, 1, 1), status=actions.ActionStatus.DONE)
        connection.execute(EVENT.delete())

    await ours.database.run(work)
    for _ in range(3):
        await ours.database.run(lambda connection: due.notice(connection, ours.clock.now()))
        await ours.tells()
    (data,) = ours.receiver.of("action.due")
    assert (data["action"], data["text"], data["due_on"]) == ("today", "buy", "2030-01-01")
    assert (data["channel"], data["workspace"], data["status"]) == ("console", "here", "open")
    assert set(ours.receiver.times.values()) == {1}
    ours.clock.goes_on(days=1)
    assert await ours.database.run(lambda connection: due.notice(connection, ours.clock.now())) == 1
