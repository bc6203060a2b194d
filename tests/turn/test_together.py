"""Taps of different people at once: each counts once and in full, whoever is in the same group, whatever
happens between reading and writing, whatever fails.
"""

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from sqlalchemy import Connection, func, select, update

from bot.channels.tokens import encode
from bot.engine.inputs import Restart, Start, Tap
from bot.store import respondents
from bot.store.database import Database
from bot.store.errors import DatabaseBusy
from bot.store.inbound import Update
from bot.store.tables import ADDRESS, ANSWER, CONVERSATION, DELIVERY, INBOUND
from bot.store.together import Ahead, Found, Port, Taken
from bot.turn.arrived import Arrived, Platform, Surroundings, Token, Turn
from bot.turn.take import take_turn
from bot.turn.turning import turned
from bot.watching.counted import REGISTRY
from tests.turn.someone import library

FLOW = """
flow: five
title: Five
scale: agree5
steps:
  - {ask: q1, text: "First thing?"}
  - {ask: q2, text: "Second thing?"}
  - {ask: q3, text: "Third thing?"}
  - {ask: q4, text: "Fourth thing?"}
  - {ask: q5, text: "Fifth thing?"}
"""
KEY = b"k" * 32
_NUMBERS = count(1)


@dataclass(slots=True)
class Ana:
    """Somebody who presses buttons."""

    database: Database
    name: str
    turn: Turn | None = None

    async def begins(self) -> None:
        await self.sends(Start(), flow="five")
        await self.sends(Restart())

    def token(self, choice: str = "agree") -> Token:
        """The button under the open question."""
        turn = self.turn
        assert turn is not None
        assert turn.state is not None
        assert turn.flow is not None
        tap = Tap(turn.state.turn, str(turn.state.open), choice)
        return Token(encode(tap, conversation=str(turn.conversation), flow=turn.flow, key=KEY))

    async def taps(self, choice: str = "agree") -> Turn:
        return await self.sends(self.token(choice))

    async def sends(self, what: Any, flow: str | None = None, update_id: str | None = None) -> Turn:
        update_id = update_id or f"{next(_NUMBERS)}"
        arrived = Arrived(Update("telegram", "1", update_id), self.name, what, flow=flow, message="5")
        self.turn = await turned(self.database, arrived, _around())
        return self.turn


def _around() -> Surroundings:
    moment = datetime(2030, 1, 1, 12, tzinfo=UTC) + timedelta(seconds=next(_NUMBERS))
    platform = Platform(moment + timedelta(seconds=90), (KEY,))
    return Surroundings(
        library(FLOW), moment, lambda: f"id{next(_NUMBERS):08}", channel="telegram", platform=platform
    )


async def crowd(database: Database, size: int) -> list[Ana]:
    people = [Ana(database, f"p{number}") for number in range(size)]
    for one in people:
        await one.begins()
    return people


async def held(database: Database) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """By conversation: how many answers, in which turn, how many deliveries of turns after the beginning."""

    def read(connection: Connection) -> tuple[Counter[str], Counter[str], Counter[str]]:
        def counted(statement: Any) -> Counter[str]:
            return Counter(dict(tuple(row) for row in connection.execute(statement)))

        return (
            counted(select(ANSWER.c.conversation_id, func.count()).group_by(ANSWER.c.conversation_id)),
            counted(select(CONVERSATION.c.id, CONVERSATION.c.turn)),
            counted(
                select(DELIVERY.c.conversation_id, func.count())
                .where(DELIVERY.c.turn > 1)
                .group_by(DELIVERY.c.conversation_id)
            ),
        )

    return await database.read(read)


async def rows(database: Database, table: Any) -> int:
    return int(
        await database.read(
            lambda connection: connection.execute(select(func.count()).select_from(table)).scalar_one()
        )
    )


class Seen:
    """A port that counts what goes through it, and lets something happen before it writes."""

    def __init__(self, port: Port, before_writing: Any = None) -> None:
        self.port, self.before_writing = port, before_writing
        self.read_in: list[int] = []
        self.written_in: list[int] = []

    async def read(self, group: Sequence[Ahead]) -> Mapping[int, Found]:
        self.read_in.append(len(group))
        return await self.port.read(group)

    async def write(self, group: Sequence[Taken]) -> frozenset[str]:
        if self.before_writing is not None:
            happens, self.before_writing = self.before_writing, None
            await happens()
        saved = await self.port.write(group)
        self.written_in.append(len(saved))
        return saved


def seen(database: Any, before_writing: Any = None) -> Seen:
    database._together.alone_is_quicker = False
    database._together.port = port = Seen(database._together.port, before_writing)
    return port


async def test_a_crowd_taps_at_once_and_each_tap_counts_once(database: Database) -> None:
    people = await crowd(database, 40)
    port = seen(database)
    for _ in range(3):
        await asyncio.gather(*(one.taps() for one in people))
    answers, turns, shown = await held(database)
    assert set(answers.values()) == {3}
    assert set(turns.values()) == {4}
    assert set(shown.values()) == {3}
    assert await rows(database, INBOUND) == 40 * (2 + 3)
    assert max(port.read_in) > 1, "nobody was taken together"
    assert max(port.read_in) <= 32
    assert sum(port.written_in) == 40 * 3, "ordinary taps went another way"
    assert {str(one.turn.state.open) for one in people if one.turn and one.turn.state} == {"q4"}


async def test_a_tap_leaves_the_same_rows_in_a_group_as_alone(database: Database) -> None:
    ana, ben = await crowd(database, 2)
    port = seen(database)
    await ana.taps("disagree")
    database._together.port = Nobody()  # type: ignore[attr-defined]
    await ben.taps("disagree")
    assert port.written_in == [1]

    def everything(connection: Connection) -> list[list[dict[str, object]]]:
        found = []
        for name in ("p0", "p1"):
            address = respondents.find(connection, "telegram", "1", name)
            assert address is not None
            mine = select(CONVERSATION.c.id).where(CONVERSATION.c.address_id == address.id)
            found.append(
                [
                    dict(row._mapping)
                    for statement in (
                        select(CONVERSATION).where(CONVERSATION.c.address_id == address.id),
                        select(ANSWER).where(ANSWER.c.conversation_id.in_(mine)),
                        select(DELIVERY).where(DELIVERY.c.address_id == address.id).order_by(DELIVERY.c.id),
                        select(INBOUND)
                        .where(INBOUND.c.address_id == address.id)
                        .order_by(INBOUND.c.received_at),
                    )
                    for row in connection.execute(statement)
                ]
            )
        return found

    hers, his = await database.read(everything)
    assert [_plain(row) for row in hers] == [_plain(row) for row in his]


def _plain(row: dict[str, object]) -> dict[str, object]:
    """Without ids and moments, which differ; whether there is one stays."""
    return {
        name: value is not None
        if name == "id" or (name.endswith(("_id", "_at", "_until")) and name != "platform_id")
        else value
        for name, value in row.items()
        if name not in ("payload", "state")
    }


class Nobody:
    """Finds nobody: each takes their turn alone."""

    async def read(self, group: Sequence[Ahead]) -> Mapping[int, Found]:
        return {}

    async def write(self, group: Sequence[Taken]) -> frozenset[str]:
        raise AssertionError("nobody was found")


async def test_the_same_update_twice_at_once_counts_once(database: Database) -> None:
    (ana,) = await crowd(database, 1)
    seen(database)
    pressed = ana.token()
    turns = await asyncio.gather(*(ana.sends(pressed, update_id="same") for _ in range(4)))
    assert sorted(turn.duplicate for turn in turns) == [False, True, True, True]
    assert (await ana.sends(pressed, update_id="same")).duplicate
    answers, turns_now, _ = await held(database)
    assert set(answers.values()) == {1}
    assert set(turns_now.values()) == {2}


async def test_a_double_tap_is_one_answer(database: Database) -> None:
    (ana,) = await crowd(database, 1)
    seen(database)
    pressed = ana.token()
    await asyncio.gather(ana.sends(pressed), ana.sends(pressed), ana.sends(pressed))
    answers, turns, _ = await held(database)
    assert set(answers.values()) == {1}
    assert set(turns.values()) == {2}


async def test_who_took_another_turn_meanwhile_is_not_overwritten(database: Database) -> None:
    ana, ben = await crowd(database, 2)
    pressed = ana.token("disagree")
    elsewhere = Arrived(Update("telegram", "1", "elsewhere"), ana.name, ana.token("agree"), message="5")

    async def another_process() -> None:
        await database.run(lambda connection: take_turn(connection, elsewhere, _around()))

    port = seen(database, another_process)
    await asyncio.gather(ana.sends(pressed), ben.taps())
    values = await database.read(
        lambda connection: sorted(
            connection.execute(
                select(ANSWER.c.conversation_id, ANSWER.c.question, ANSWER.c.value).order_by(ANSWER.c.value)
            ).all()
        )
    )
    assert [(row.question, row.value) for row in values] == [("q1", '"agree"'), ("q1", '"agree"')]
    assert port.written_in == [1]  # his; hers was taken again, and the button was old by then
    assert ana.turn is not None
    assert ana.turn.state is not None
    assert ana.turn.state.open == "q2"


async def test_an_address_that_another_process_sends_to_by_now_is_asked_again(
    ready_postgres_url: str,
) -> None:
    from bot.store.database import open_database  # noqa: PLC0415  # one database of the two
    from tests.store.samples import SECRET  # noqa: PLC0415  # as above

    database = open_database(ready_postgres_url, secret_key=SECRET)
    (ana,) = await crowd(database, 1)

    async def another_takes_over() -> None:
        await database.run(lambda connection: connection.execute(update(ADDRESS).values(sender="another")))

    port = seen(database, another_takes_over)
    await ana.taps()
    assert port.written_in == [0]
    answers, _, _ = await held(database)
    assert set(answers.values()) == {1}
    await database.close()


async def test_nobody_in_a_group_waits_for_a_lock_of_a_stranger(ready_postgres_url: str) -> None:
    from bot.store.database import open_database  # noqa: PLC0415  # one database of the two
    from tests.store.samples import SECRET  # noqa: PLC0415  # as above

    database = open_database(ready_postgres_url, secret_key=SECRET)
    people = await crowd(database, 5)
    port = seen(database)
    async with database._engine.connect() as stranger:  # type: ignore[attr-defined]
        await stranger.execute(select(ADDRESS).where(ADDRESS.c.external_id == "p0").with_for_update())
        waits = asyncio.create_task(people[0].taps())
        async with asyncio.timeout(10):
            await asyncio.gather(*(one.taps() for one in people[1:]))
        assert not waits.done()
        await stranger.rollback()
    await waits
    answers, _, _ = await held(database)
    assert sorted(answers.values()) == [1] * 5
    assert sum(port.written_in) == 4
    await database.close()


async def test_what_the_database_refuses_is_told_to_each_and_nothing_is_half_written(
    database: Database,
) -> None:
    people = await crowd(database, 3)
    port = seen(database)

    async def breaks() -> None:
        raise DatabaseBusy("busy", "later")

    port.before_writing = breaks
    await asyncio.gather(*(one.taps() for one in people))  # each again by themselves
    answers, turns, shown = await held(database)
    assert (set(answers.values()), set(turns.values()), set(shown.values())) == ({1}, {2}, {1})


async def test_a_button_of_somebody_else_is_refused(database: Database) -> None:
    ana, ben = await crowd(database, 2)
    seen(database)
    stolen = ana.token()
    turn = await ben.sends(stolen)
    assert turn.refused is not None
    answers, _, _ = await held(database)
    assert not answers


@pytest.mark.parametrize("alone_is_quicker", [True, False])
async def test_whoever_gives_up_waiting_holds_up_nobody(
    database: Database, *, alone_is_quicker: bool
) -> None:
    people = await crowd(database, 6)
    port = seen(database)
    database._together.alone_is_quicker = alone_is_quicker  # type: ignore[attr-defined]
    tasks = [asyncio.create_task(one.taps()) for one in people]
    await asyncio.sleep(0)
    tasks[0].cancel()
    done = await asyncio.gather(*tasks, return_exceptions=True)
    assert [isinstance(one, asyncio.CancelledError) for one in done] == [True, *[False] * 5]
    assert port.read_in
    again = await people[0].taps()  # what they pressed may have counted: it is an old button then, at worst
    assert again.state is not None
    answers, _, _ = await held(database)
    assert all(answers.values())
    assert len(answers) == 6


async def _written_over(database: Database, change: Any) -> tuple[list[int], int]:
    """Somebody's tap, while *change* happens between reading and writing: how many each group saved, and how
    many answers there are in the end.
    """
    (ana,) = await crowd(database, 1)

    async def meanwhile() -> None:
        await database.run(lambda connection: connection.execute(change))

    port = seen(database, meanwhile)
    await ana.taps()
    answers, _, _ = await held(database)
    return port.written_in, sum(answers.values())


async def test_who_cannot_be_reached_by_now_is_asked_again(database: Database) -> None:
    assert await _written_over(database, update(ADDRESS).values(reachable=False)) == ([0], 1)


async def test_a_conversation_that_stands_otherwise_by_now_is_looked_at_again(database: Database) -> None:
    written, _ = await _written_over(database, update(CONVERSATION).values(status="expired"))
    assert written == [0]


async def test_groups_that_fail_again_and_again_are_counted_told_once_and_spared(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    people = await crowd(database, 2)
    port = seen(database)
    before = _failed()
    for _ in range(4):
        port.before_writing = _breaks
        await asyncio.gather(*(one.taps() for one in people))
    assert _failed() - before == 3
    assert len(port.read_in) == 3, "the fourth time it was tried all the same"
    told = [one.getMessage() for one in caplog.records if "together" in one.getMessage()]
    assert told == ["taps could not be taken together (ZeroDivisionError); each is taken alone"]
    answers, turns, _ = await held(database)
    assert (set(answers.values()), set(turns.values())) == ({4}, {5})


async def _breaks() -> None:
    raise ZeroDivisionError


def _failed() -> float:
    return REGISTRY.get_sample_value("checkup_taps_together_failed_total") or 0.0
