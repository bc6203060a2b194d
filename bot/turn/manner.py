"""How commands are named where a person reads."""

from typing import Final

from bot.present.manner import CHECKUP, SLASH, Manner

_MANNERS: Final = {"slack": CHECKUP}


def manner_of(channel: str) -> Manner:
    """The way of a channel."""
    return _MANNERS.get(channel, SLASH)
