"""What an error of the Bot API means for the message that met it (platforms' own words, matched without
case).
"""

from typing import Final

from telegram.error import BadRequest, Forbidden, InvalidToken, TelegramError

from bot.channels.base import Fate, Outcome
from bot.channels.telegram.wire import NotSent, ServerTrouble, TooMany

AGAIN_SECONDS: Final = 1.0
"""After no connection, or trouble of the server."""
TOKEN_SECONDS: Final = 60.0
"""After the token was refused: an operator has to do something."""
LONG: Final = 15.0
"""Who has to wait longer than that in one chat has made too many requests altogether."""
_SAME: Final = "message is not modified"
_GONE: Final = (
    "message to edit not found",
    "message can't be edited",
    "message_id_invalid",
    "message to delete not found",
    "message can't be deleted",
)
_NOBODY: Final = ("chat not found", "user not found", "peer_id_invalid", "have no rights to send")


def outcome_of(error: TelegramError) -> Outcome:
    """The fate of a message whose request ended with *error*."""
    match error:
        case TooMany(seconds=seconds):
            return Outcome(Fate.LATER, seconds=seconds, everywhere=seconds > LONG, away=True, words="429")
        case Forbidden():
            return Outcome(Fate.BLOCKED, words="403")
        case BadRequest():
            return _bad_request(error.message)
        case NotSent() | ServerTrouble():
            return Outcome(Fate.LATER, seconds=AGAIN_SECONDS, away=True, words=type(error).__name__)
        case InvalidToken():
            return Outcome(
                Fate.LATER, seconds=TOKEN_SECONDS, everywhere=True, away=True, words="token refused"
            )
    # Time-outs, lost connections, answers that nobody can read.
    return Outcome(Fate.UNKNOWN, words=type(error).__name__)


def is_gone(error: TelegramError) -> bool:
    """Is the message that was to be changed not there, or no longer to be changed?"""
    return isinstance(error, BadRequest) and any(words in error.message.lower() for words in _GONE)


def _bad_request(message: str) -> Outcome:
    said = message.lower()
    if _SAME in said:
        return Outcome(Fate.NOT_MODIFIED)
    if any(words in said for words in _NOBODY):
        return Outcome(Fate.BLOCKED, words="chat not found")
    return Outcome(Fate.REFUSED, words=message[:200])
