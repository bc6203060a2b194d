"""Purging.

1. Conversations go two years after their last turn, with all that belongs to them; the day is exact.
2. Messages with an outcome and all updates, those kept for inspection too, go after 30 days.
3. Who has no conversation left goes with the address, unless they came after that or were here lately.
4. Purging again deletes nothing; so does purging what is new.
5. It works in batches, nothing is skipped between them, and who comes back in between stays.
6. Links to reports that expired go a month later.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Event

import pytest
from sqlalchemy import Connection, insert, select, update

from bot.store import answers, conversations, deliveries, inbound, purging, report_links, respondents
from bot.store.answers import StoredAnswer
from bot.store.columns import AnswerState, DeliveryStatus
from bot.store.database import Database, open_database
from bot.store.inbound import Update
from bot.store.purging import Purged, purge, years_before
from bot.store.report_links import ReportLink
from bot.store.tables import ADDRESS, CONVERSATION, DELIVERY, INBOUND, RESPONDENT
from tests.store.samples import NOW, SECRET, begun, conversation, delivery, person
from tests.store.samples_of_everything import everything, of_a_team

TWO_YEARS_ON = datetime(2028, 3, 1, 9, 0, tzinfo=UTC)
MONTH_ON = NOW + timedelta(days=30)
MOMENT = timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("now", "years", "then"),
    [(datetime(2028, 3, 1, tzinfo=UTC), 2, datetime(2026, 3, 1, tzinfo=UTC)),
     (datetime(2028, 2, 29, 12, tzinfo=UTC), 2, datetime(2026, 2, 28, 12, tzinfo=UTC)),
     (datetime(2028, 2, 29, 12, tzinfo=UTC), 4, datetime(2024, 2, 29, 12, tzinfo=UTC))],
)  # fmt: skip
def test_1_years_before(now: datetime, years: int, then: datetime) -> None:
    assert years_before(now, years) == then


async def test_1_all_that_belongs_to_a_conversation(database: Database) -> None:
    """Everything of ana is as old as it can be; the message to her without a conversation goes with her."""
    await database.run(everything)
    await database.run(lambda connection: begun(connection, "ben", updated_at=NOW + timedelta(days=1)))
    assert await purge(database, TWO_YEARS_ON + MOMENT) == Purged(
        conversations=2,
        answers=3,
        results=1,
        consents=2,
        deliveries=2,
        updates=2,
        addresses=1,
        respondents=1,
        invitations=1,
        events=1,
        kept=2,
    )

    def left(connection: Connection) -> Sequence[str]:
        return connection.execute(select(ADDRESS.c.external_id)).scalars().all()

    assert await database.read(left) == ["ben"]


@pytest.mark.parametrize("status", ["asking", "paused", "finished", "expired"])
async def test_1_on_the_day_and_not_before(database: Database, status: str) -> None:
    await database.run(lambda connection: begun(connection, status=status))
    assert await purge(database, TWO_YEARS_ON) == Purged()
    assert await purge(database, TWO_YEARS_ON + MOMENT) == Purged(conversations=1, addresses=1, respondents=1)


async def test_1_one_of_two_conversations(database: Database) -> None:
    def work(connection: Connection) -> None:
        begun(connection, "ana", id="old")
        made = begun(connection, "ana", id="new", updated_at=TWO_YEARS_ON)
        answers.write(connection, made.id, [StoredAnswer("q", "a", AnswerState.GIVEN, 1, NOW)])

    await database.run(work)
    assert await purge(database, TWO_YEARS_ON + MOMENT) == Purged(conversations=1)
    assert await database.read(lambda c: c.execute(select(CONVERSATION.c.id)).scalars().all()) == ["new"]


async def test_2_messages_with_an_outcome(database: Database) -> None:
    def work(connection: Connection) -> None:
        made = begun(connection)
        for number, status in enumerate(DeliveryStatus):
            deliveries.queue(connection, [delivery(made, number, id=status.value, status=status)])
        deliveries.queue(
            connection, [delivery(made, id="young", status=DeliveryStatus.SENT, created_at=NOW + MOMENT)]
        )

    await database.run(work)
    assert await purge(database, MONTH_ON) == Purged()
    assert await purge(database, MONTH_ON + MOMENT) == Purged(deliveries=5)

    def left(connection: Connection) -> set[str]:
        return set(connection.execute(select(DELIVERY.c.id)).scalars())

    assert await database.read(left) == {"waiting", "sending", "young"}


async def test_2_updates(database: Database) -> None:
    def work(connection: Connection) -> None:
        here = begun(connection).address_id
        inbound.record(connection, Update("console", "here", "1"), here, NOW)
        inbound.record(connection, Update("console", "here", "2"), None, NOW)
        inbound.keep_poisoned(connection, Update("console", "here", "3"), "{}", "KeyError", NOW)
        inbound.record(connection, Update("console", "here", "4"), here, NOW + MOMENT)

    await database.run(work)
    assert await purge(database, MONTH_ON) == Purged()
    assert await purge(database, MONTH_ON + MOMENT) == Purged(updates=3)
    assert await database.read(lambda c: c.execute(select(INBOUND.c.external_id)).scalars().all()) == ["4"]


async def test_3_who_never_began(database: Database) -> None:
    """Three came two years ago: one was here again last week, one has another conversation; one is gone."""

    def work(connection: Connection) -> None:
        person(connection, "gone")
        again = person(connection, "again")
        lately = TWO_YEARS_ON - timedelta(days=7)
        inbound.record(connection, Update("console", "here", "1"), again.id, lately)
        begun(connection, "busy", updated_at=TWO_YEARS_ON)
        connection.execute(insert(RESPONDENT), {"id": "nobody", "created_at": NOW})
        connection.execute(insert(RESPONDENT), {"id": "young", "created_at": NOW + MOMENT})

    await database.run(work)
    assert await purge(database, TWO_YEARS_ON) == Purged()
    assert await purge(database, TWO_YEARS_ON + MOMENT) == Purged(addresses=1, respondents=2)

    def left(connection: Connection) -> set[str]:
        return set(connection.execute(select(ADDRESS.c.external_id)).scalars())

    assert await database.read(left) == {"again", "busy"}


async def test_3_one_address_of_two(database: Database) -> None:
    def work(connection: Connection) -> None:
        ana = begun(connection, "ana", updated_at=TWO_YEARS_ON)
        other = person(connection, "other")
        moved = update(ADDRESS).where(ADDRESS.c.id == other.id).values(respondent_id=ana.respondent_id)
        connection.execute(moved)

    await database.run(work)
    assert await purge(database, TWO_YEARS_ON + MOMENT) == Purged(addresses=1, respondents=1)


async def test_4_again_is_nothing(database: Database) -> None:
    await database.run(everything)
    assert await purge(database, NOW) == Purged()
    assert (await purge(database, TWO_YEARS_ON + MOMENT)).conversations == 2
    assert await purge(database, TWO_YEARS_ON + MOMENT) == Purged()


async def test_5_in_batches(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(purging, "_AT_ONCE", 10)
    monkeypatch.setattr(purging, "_ROWS", 3)
    monkeypatch.setattr(purging, "_CONVERSATIONS", 4)

    def work(connection: Connection) -> None:
        for number in range(23):
            made = begun(connection, f"p{number}")
            old = delivery(made, status=DeliveryStatus.SENT, conversation_id=None)
            deliveries.queue(connection, [old])
            moment = NOW + timedelta(seconds=number // 5)
            inbound.record(connection, Update("console", "here", str(number)), made.address_id, moment)

    await database.run(work)
    assert await purge(database, TWO_YEARS_ON + timedelta(hours=1)) == Purged(
        conversations=23, deliveries=23, updates=23, addresses=23, respondents=23
    )


async def test_5_turns_come_between_batches(ready_sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(purging, "_CONVERSATIONS", 1)
    database = open_database(ready_sqlite_url, secret_key=SECRET)
    await database.run(lambda connection: [begun(connection, f"p{n}") for n in range(50)])
    purged = asyncio.create_task(purge(database, TWO_YEARS_ON + MOMENT))
    seen = []
    while not purged.done():
        seen.append(await database.run(lambda c: len(c.execute(select(CONVERSATION.c.id)).all())))
    assert (await purged).conversations == 50
    assert any(0 < count < 50 for count in seen)
    await database.close()


async def test_5_who_comes_back_meanwhile_stays(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the look and the batch, ana answers and ben begins anew."""
    ana = await database.run(lambda connection: begun(connection, "ana"))
    ben = await database.run(lambda connection: person(connection, "ben"))

    def ana_answers(connection: Connection) -> None:
        conversations.save(connection, replace(ana, turn=1, updated_at=TWO_YEARS_ON), was_turn=0)

    def ben_begins(connection: Connection) -> None:
        conversations.begin(connection, conversation(ben, updated_at=TWO_YEARS_ON))

    returning = {ana.id: ana_answers, ben.id: ben_begins}
    look = database.read

    async def look_and_be_late(
        work: Callable[[Connection], Sequence[str]], *, at_length: bool
    ) -> Sequence[str]:
        found = await look(work, at_length=at_length)
        for one in returning.keys() & set(found):
            await database.run(returning.pop(one))
        return found

    monkeypatch.setattr(database, "read", look_and_be_late)
    assert await purge(database, TWO_YEARS_ON + MOMENT) == Purged()
    assert returning == {}


async def test_6_links_that_expired_go_after_thirty_days_more(database: Database) -> None:
    """Until then whoever follows one is told that it expired."""

    def issued(connection: Connection) -> None:
        of_a_team(connection, "ana", begun(connection).address_id)
        link = ReportLink("team of ana", "U1", NOW - timedelta(days=90), expires_at=NOW)
        report_links.issue(connection, "old", link)
        report_links.issue(connection, "younger", replace(link, expires_at=NOW + timedelta(days=1)))

    def left(connection: Connection) -> list[bool]:
        return [report_links.find(connection, token) is not None for token in ("old", "younger")]

    await database.run(issued)
    assert await purge(database, MONTH_ON) == Purged()
    assert await database.read(left) == [True, True]
    assert await purge(database, MONTH_ON + MOMENT) == Purged()
    assert await database.read(left) == [False, True]


async def test_5_a_turn_under_way_is_waited_for(ready_postgres_url: str) -> None:
    """An address is about to be deleted while its owner begins: the batch waits, and looks again."""
    ours = open_database(ready_postgres_url, secret_key=SECRET)
    await ours.run(begun)
    ben = await ours.run(lambda connection: person(connection, "ben"))
    begun_already, may_commit = Event(), Event()

    def begin(connection: Connection) -> None:
        respondents.by_id(connection, ben.id, lock=True)
        conversations.begin(connection, conversation(ben, updated_at=TWO_YEARS_ON))
        begun_already.set()
        assert may_commit.wait(10)

    async def elsewhere() -> None:
        theirs = open_database(ready_postgres_url, secret_key=SECRET)
        await theirs.run(begin)
        await theirs.close()

    turn = asyncio.create_task(asyncio.to_thread(asyncio.run, elsewhere()))
    assert await asyncio.to_thread(begun_already.wait, 10)
    purged = asyncio.create_task(purge(ours, TWO_YEARS_ON + MOMENT))
    done, _ = await asyncio.wait([purged], timeout=0.3)
    assert not done
    may_commit.set()
    await turn
    assert await purged == Purged(conversations=1, addresses=1, respondents=1)
    await ours.close()
