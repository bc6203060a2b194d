"""Deliveries.

1. What is queued is pending, in the order in which it must go, until it has an outcome.
2. A lease gives out what is due, each to one sender, of an address only the first in order; what only tidies
   up holds up nobody once it is claimed.
3. A lease that ran out is given out again, and the attempts tell so.
4. A first outcome stays.
5. What a sender held that is gone for certain is taken over at once, all of it and in order.
"""

import asyncio
from dataclasses import replace
from datetime import datetime
from functools import partial
from itertools import chain

import pytest
from sqlalchemy import Connection, select, text

from bot.store import claims, deliveries, senders
from bot.store.claims import Wanted
from bot.store.columns import TIDYING, DeliveryStatus
from bot.store.database import Database, open_database
from bot.store.deliveries import Delivery, Sent
from bot.store.tables import DELIVERY
from tests.store.samples import NOW, begun, delivery, later


def queued(connection: Connection, *wanted: Delivery) -> None:
    deliveries.queue(connection, wanted)


def leased(connection: Connection, now: datetime = NOW, at_most: int = 10) -> list[str]:
    here = ("console", "here")
    found = claims.lease(connection, *here, Wanted(at_most), now=now, until=later(60))
    return [one.delivery.id for one in found]


async def test_1_a_delivery_comes_back_as_it_was(database: Database) -> None:
    def work(connection: Connection) -> tuple[Delivery, tuple[Delivery, ...]]:
        wanted = delivery(begun(connection), private=True, due_at=later(3), error="earlier trouble")
        queued(connection, wanted)
        return wanted, deliveries.pending(connection, wanted.address_id)

    wanted, pending = await database.run(work)
    assert pending == (wanted,)
    payload = await database.run(
        lambda connection: connection.execute(select(DELIVERY.c.payload)).scalar_one()
    )
    assert "How are you" not in payload


async def test_1_order_is_by_time_then_id(database: Database) -> None:
    def work(connection: Connection) -> list[str]:
        made = begun(connection)
        queued(
            connection,
            delivery(made, 0, id="d", turn=1, created_at=later(1)),
            delivery(made, 1, id="c", turn=25, created_at=later(1)),
            delivery(made, 0, id="b", turn=25, created_at=later(1)),
            delivery(made, 5, id="e", turn=26, created_at=NOW),
            delivery(begun(connection, "ben"), id="ben's"),
        )
        queued(connection)
        return [one.id for one in deliveries.pending(connection, made.address_id)]

    assert await database.run(work) == ["e", "b", "c", "d"]


@pytest.mark.parametrize("status", [DeliveryStatus.SENT, DeliveryStatus.NOT_MODIFIED])
async def test_1_what_arrived_is_pending_no_more(database: Database, status: DeliveryStatus) -> None:
    def work(connection: Connection) -> tuple[tuple[Delivery, ...], tuple[object, ...]]:
        made = begun(connection)
        queued(connection, delivery(made, id="a"))
        deliveries.mark_sent(connection, [Sent("a", "m17", status)], later(2))
        deliveries.mark_sent(connection, [], later(3))
        columns = (DELIVERY.c.status, DELIVERY.c.platform_id, DELIVERY.c.sent_at)
        return deliveries.pending(connection, made.address_id), tuple(
            connection.execute(select(*columns)).one()
        )

    assert await database.run(work) == ((), (status.value, "m17", later(2)))


async def test_2_only_what_is_due_is_given_out_longest_due_first(database: Database) -> None:
    def work(connection: Connection) -> tuple[list[str], list[str]]:
        queued(
            connection,
            delivery(begun(connection, "ana"), id="a", due_at=later(10)),
            delivery(begun(connection, "ben"), id="b", due_at=later(-5)),
            delivery(begun(connection, "cem"), id="c", due_at=later(-9)),
            delivery(begun(connection, "dan"), id="d", due_at=NOW),
        )
        return leased(connection, at_most=2), leased(connection, at_most=2)

    assert await database.run(work) == (["c", "b"], ["d"])


async def test_2_of_an_address_the_next_follows_when_the_first_has_an_outcome(database: Database) -> None:
    def work(connection: Connection) -> list[list[str]]:
        made = begun(connection)
        queued(connection, delivery(made, 0, id="a"), delivery(made, 1, id="b"), delivery(made, 2, id="c"))
        given = [leased(connection), leased(connection)]
        deliveries.mark_sent(connection, [Sent("a")], NOW)
        given.append(leased(connection))
        deliveries.mark_failed(connection, "b", DeliveryStatus.REFUSED, "bad_request")
        return [*given, leased(connection)]

    assert await database.run(work) == [["a"], [], ["b"], ["c"]]


async def test_2_one_that_must_wait_holds_up_the_next_of_its_address(database: Database) -> None:
    def work(connection: Connection) -> list[list[str]]:
        made = begun(connection)
        first = delivery(made, 0, id="a")
        queued(connection, first, delivery(made, 1, id="b"))
        given = [leased(connection)]
        deliveries.retry_at(connection, replace(first, attempts=1), later(30), "too many requests")
        return [*given, leased(connection, later(29)), leased(connection, later(30))]

    assert await database.run(work) == [["a"], [], ["a"]]


@pytest.mark.parametrize(("kind", "waits"), [(TIDYING, False), ("question", True)])
async def test_2_what_only_tidies_up_holds_up_nobody_once_it_is_claimed(
    database: Database, kind: str, waits: bool
) -> None:
    """Neither what was made later, nor another sender."""

    def work(connection: Connection) -> None:
        made = begun(connection)
        queued(connection, delivery(made, 0, id="a", kind=kind), delivery(made, 1, id="b", turn=5))
        assert leased(connection) == ["a"], "unclaimed, it is the first in any case"
        assert leased(connection) == ([] if waits else ["b"])

        alone = begun(connection, "ben")
        queued(connection, delivery(alone, id="c", kind=kind))
        assert not senders.become(connection, alone.address_id, "another")
        assert leased(connection) == ["c"]
        assert senders.become(connection, alone.address_id, "another") is not waits

    await database.run(work)


async def test_2_ten_senders_at_once_get_each_delivery_once(database: Database) -> None:
    def fill(connection: Connection) -> None:
        queued(connection, *(delivery(begun(connection, f"p{n}"), id=f"d{n:02}") for n in range(30)))

    await database.run(fill)
    given = await asyncio.gather(*(database.run(lambda c: leased(c, at_most=5)) for _ in range(10)))
    rest = await database.run(lambda connection: leased(connection, at_most=50))
    assert sorted(chain(*given, rest)) == [f"d{n:02}" for n in range(30)]


async def test_3_a_lease_that_ran_out_is_given_out_again(database: Database) -> None:
    def work(connection: Connection) -> list[tuple[DeliveryStatus, int, datetime | None]]:
        made = begun(connection)
        queued(connection, delivery(made, id="a"))
        lease = partial(claims.lease, connection, "console", "here", Wanted(1))
        first = lease(now=NOW, until=later(60))
        assert lease(now=later(59), until=later(99)) == ()
        second = lease(now=later(60), until=later(120))
        given = [one.delivery for one in first + second]
        assert deliveries.pending(connection, made.address_id) == (given[-1],)
        return [(one.status, one.attempts, one.lease_until) for one in given]

    sending = DeliveryStatus.SENDING
    assert await database.run(work) == [(sending, 1, later(60)), (sending, 2, later(120))]


async def test_4_a_first_outcome_stays(database: Database) -> None:
    def work(connection: Connection) -> tuple[object, ...]:
        one = delivery(begun(connection), id="a")
        queued(connection, one)
        deliveries.mark_failed(connection, "a", DeliveryStatus.BLOCKED, "bot was blocked")
        deliveries.mark_sent(connection, [Sent("a", "m1")], later(1))
        deliveries.retry_at(connection, one, later(1), "again")
        deliveries.mark_failed(connection, "a", DeliveryStatus.REFUSED, "refused")
        columns = (DELIVERY.c.status, DELIVERY.c.error, DELIVERY.c.sent_at)
        return tuple(connection.execute(select(*columns)).one())

    assert await database.run(work) == ("blocked", "bot was blocked", None)


async def test_5_what_is_left_of_a_sender_that_is_gone_is_taken_over_in_order(database: Database) -> None:
    def work(connection: Connection) -> tuple[list[tuple[str, int]], list[str]]:
        made = begun(connection)
        held = {"status": DeliveryStatus.SENDING, "attempts": 1, "lease_until": later(60)}
        queued(
            connection,
            delivery(made, 1, id="b", **held),
            delivery(made, 0, id="a", **held),
            delivery(made, 2, id="c", due_at=later(30)),
        )
        found = claims.take_over(connection, "console", "here", until=later(60))
        return [(one.delivery.id, one.delivery.attempts) for one in found], leased(connection)

    assert await database.run(work) == ([("a", 2), ("b", 2)], [])


async def test_the_sweep_reads_open_deliveries_by_index(ready_sqlite_url: str) -> None:
    """A table of a million sent messages must not be read to find the few that wait."""

    def work(connection: Connection) -> str:
        due = claims._DUE.params(the_channel="c", the_workspace="w", now=NOW, at_most=1, crowded=["other"])
        statement = str(due.compile(connection, compile_kwargs={"render_postcompile": True})).replace(
            "?", "1"
        )
        return " ".join(str(row[3]) for row in connection.execute(text(f"EXPLAIN QUERY PLAN {statement}")))

    database = open_database(ready_sqlite_url)
    plan = await database.run(work)
    await database.close()
    assert "ix_delivery_open_by_due" in plan
    assert "ix_delivery_open_by_address" in plan
    assert "SCAN" not in plan


@pytest.mark.parametrize("changes", [{"turn": -1}, {"position": -1}, {"attempts": -1}])
async def test_nothing_is_counted_below_zero(changes: dict[str, object]) -> None:
    good = Delivery("a", "b", 0, 0, "question", {}, NOW, NOW)
    with pytest.raises(ValueError, match="counted from 0"):
        replace(good, **changes)  # type: ignore[arg-type]  # on purpose
