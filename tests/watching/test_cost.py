"""Proves: watching a tap costs microseconds, so that nobody has a reason to switch it off.

Everything that a tap is counted, timed and noted by, without the tap: an input with its turn, two deliveries
with a call each, the answer to the press, and the database's pool. No collector of traces is set.
"""

import logging
from collections.abc import Callable

from bot.channels.base import Fate, Outcome
from bot.delivery.watched import handed_over
from bot.delivery.watched import watched as delivering
from bot.messages import Settled
from bot.reception.watched import watched as turning
from bot.store.deliveries import Delivery
from bot.store.inbound import Update
from bot.turn.arrived import Arrived, Parcel, Token, Turn
from bot.watching import counted, traced
from bot.watching.about import about, in_conversation
from bot.watching.calling import calling
from tests.people import FIRST_DAY
from tests.stopwatch import seconds_of_work

MOST = 4.0
"""So many times what counting to a thousand costs, in the same moments on the same machine. It is less than
two: some 23 microseconds on a quick one. A tap takes milliseconds.
"""
TURN = Turn()
SENT = Outcome(Fate.SENT, "1")
ARRIVED = Arrived(Update("telegram", "1", "2"), "3", Token("x"))
PARCELS = tuple(
    Parcel(
        Delivery(f"d{place}", "a", 1, place, "Settled", None, FIRST_DAY, FIRST_DAY, conversation_id="c"),
        Settled(),
        None,
    )
    for place in range(2)
)


def no_of(_error: BaseException) -> None:
    """Nothing is refused here."""


def a_tap() -> None:
    """What watches one."""
    with about(channel="telegram", update="2"), traced.span("webhook", channel="telegram"):
        with turning("telegram", ARRIVED) as watch:
            counted.connected(0.0001)
            in_conversation("c", 1)
            watch.taken(TURN)
        handed_over("telegram", PARCELS)
    with calling("telegram", "answerCallbackQuery", no_of) as call:
        call.status(200)
    for parcel in PARCELS:
        with delivering("telegram", parcel) as delivery:
            with calling("telegram", "editMessageText", no_of) as call:
                call.status(200)
            delivery.came_to(SENT, gone=False)
    counted.committed_together(1)


def counts_to_a_thousand() -> None:
    """The yardstick."""
    number = 0
    while number < 1_000:
        number += 1


def a_hundred(of: Callable[[], None]) -> Callable[[], None]:
    """As many at once as can be timed."""

    def all_of_them() -> None:
        for _ in range(100):
            of()

    return all_of_them


def test_watching_a_tap_costs_microseconds() -> None:
    logging.getLogger("bot").setLevel(logging.INFO)
    taps, yardstick = a_hundred(a_tap), a_hundred(counts_to_a_thousand)
    taps()
    times = [(seconds_of_work(taps), seconds_of_work(yardstick)) for _ in range(20)]
    taken, unit = (min(column) for column in zip(*times, strict=True))
    assert taken < MOST * unit, f"{taken * 1e4:.0f} µs, and {unit * 1e4:.0f} µs for counting to a thousand"
