"""Proves: a process that stood still does not send all at once what was to go meanwhile.

In no stretch of time does more go out than the limit of the bot lets through, and all goes out in the end.
"""

import asyncio
from itertools import combinations
from time import sleep
from typing import Any

from bot.channels.base import Place
from bot.delivery.aside import Aside
from bot.delivery.keeping import Keeping
from bot.delivery.lane import Lane, permit_for
from bot.delivery.pace import Paces, Rates
from bot.messages import Words
from bot.store.database import Database
from bot.store.deliveries import Delivery
from bot.turn.arrived import Parcel
from tests.store.samples import NOW

A_SECOND, AT_ONCE = 40, 40


def parcel(number: int) -> Parcel:
    values: dict[str, Any] = {"turn": 1, "position": 0, "kind": "Words", "payload": "", "due_at": NOW}
    return Parcel(
        Delivery(id=f"d{number}", address_id=f"a{number}", created_at=NOW, **values), Words(("Hi",)), None
    )


async def test_what_was_missed_does_not_go_all_at_once(database: Database) -> None:
    paces, people = Paces(Rates(bot=A_SECOND, bulk=A_SECOND, chat=1.0)), 160
    went: list[float] = []
    loop = asyncio.get_running_loop()

    async def is_wanted(_parcel: Parcel) -> bool:
        return True

    aside = Aside(is_wanted, lambda _place, _parcel: None)
    keeping = Keeping(database, lambda: NOW, process=None)

    async def sends(number: int) -> None:
        lane = Lane(Place("here", f"p{number}"), paces.of("here"))
        permit = permit_for(lane, parcel(number), aside, keeping)
        await permit()
        went.append(loop.time())

    sending = [asyncio.create_task(sends(number)) for number in range(people)]
    await asyncio.sleep(0.3)
    sleep(2.5)  # noqa: ASYNC251  # all stands still, as when a machine does
    await asyncio.gather(*sending)
    assert len(went) == people
    for (first, one), (last, other) in combinations(enumerate(went), 2):
        assert last - first + 1 <= AT_ONCE + A_SECOND * (other - one) + 1.5, (first, last, other - one)
