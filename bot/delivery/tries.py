"""What one try at a message knows of those before it."""

from dataclasses import replace

from bot.channels.base import DOUBT
from bot.turn.arrived import Parcel


def is_doubtful(parcel: Parcel) -> bool:
    """May an earlier try have got through? What was given back certainly did not."""
    return parcel.delivery.attempts > 1 and parcel.delivery.error in {None, DOUBT}


def may_repeat(parcel: Parcel) -> bool:
    """After a lost connection: an edit shows the same twice, and an answer that came twice does less harm
    than one that never came. What nobody asked for goes out at most once.
    """
    return parcel.delivery.occasion is None


def behind(parcel: Parcel, parts_sent: int) -> Parcel:
    """What is left of it, where so many of its messages have arrived."""
    if parts_sent <= parcel.delivery.parts_sent:
        return parcel
    return replace(parcel, delivery=replace(parcel.delivery, parts_sent=parts_sent))
