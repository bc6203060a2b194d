"""A delivery as its channel's sender takes it."""

from collections.abc import Callable

from bot.channels.base import Letter, Place
from bot.delivery.buttons import tokens_of
from bot.delivery.tries import is_doubtful
from bot.turn.arrived import Parcel


def letter_of(parcel: Parcel, to: Place, token_key: bytes, share_link: Callable[[str, str], str]) -> Letter:
    """With its buttons, and with what is known of earlier tries."""
    delivery = parcel.delivery
    return Letter(
        parcel.message,
        to,
        tokens_of(parcel, token_key, share_link),
        delivery.target,
        delivery.parts_sent,
        doubtful_since=delivery.created_at.timestamp() if is_doubtful(parcel) else None,
        private=delivery.private,
    )
