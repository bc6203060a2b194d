"""What a call that failed means for the message that met it (docs.slack.dev, the errors of each method)."""

from typing import Final

from bot.channels.base import Fate, Outcome
from bot.channels.slack.api import Lost, NotInstalled, NotSent, Refused, ServerTrouble, TooMany, Trouble

AGAIN_SECONDS: Final = 1.0
"""After no connection, or trouble of the server."""
POST: Final = "chat.postMessage"
LONG: Final = 5.0
"""Who has to wait longer than that before the next message has written too much in the workspace altogether,
not only in one channel.
"""
_GONE: Final = frozenset(
    {"message_not_found", "cant_update_message", "edit_window_closed", "block_mismatch", "channel_not_found"}
)
_NOBODY: Final = frozenset(
    {
        "user_disabled", "user_not_found", "user_not_visible", "users_not_found", "channel_not_found",
        "messages_tab_disabled", "is_archived", "not_in_channel", "restricted_action", "cannot_dm_bot",
    }
)  # fmt: skip


def outcome_of(trouble: Trouble) -> Outcome:
    """The fate of a message whose request ended with *trouble*."""
    match trouble:
        case TooMany(seconds=seconds, method=method):
            everywhere = method == POST and seconds > LONG
            one = "" if method == POST else method
            return Outcome(
                Fate.LATER, seconds=seconds, everywhere=everywhere, method=one, away=True, words="429"
            )
        case NotSent() | ServerTrouble():
            return Outcome(Fate.LATER, seconds=AGAIN_SECONDS, away=True, words=type(trouble).__name__)
        case NotInstalled():
            return Outcome(Fate.BLOCKED, words="not installed")
        case Refused(error=error) if error in _NOBODY:
            return Outcome(Fate.BLOCKED, words=error)
        case Refused():
            return Outcome(Fate.REFUSED, words=str(trouble)[:200])
        case Lost():
            return Outcome(Fate.UNKNOWN, words="Lost")
    return Outcome(Fate.UNKNOWN, words=type(trouble).__name__)


def is_gone(trouble: Trouble) -> bool:
    """Is the message that was to be changed not there, or no longer to be changed?"""
    return isinstance(trouble, Refused) and trouble.method == "chat.update" and trouble.error in _GONE
