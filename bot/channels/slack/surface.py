"""What of Checkup there is to see in Slack, and what it asks for: the names that stand in the manifest too.

A test compares this with `slack-manifest.yaml` and with the README.
"""

from dataclasses import dataclass
from typing import Final

COMMAND: Final = "/checkup"
SHORTCUT: Final = "start_check"
TEAM_SHORTCUT: Final = "start_team_checkin"
EVENTS: Final = ("app_home_opened", "app_uninstalled", "message.im", "tokens_revoked", "user_change")
"""What Slack tells us of."""


@dataclass(frozen=True, slots=True)
class Scope:
    """A permission, with why nothing works without it, for whoever grants it."""

    name: str
    reason: str


SCOPES: Final = (
    Scope("chat:write", "ask questions and show results, in direct messages"),
    Scope("commands", "the command /checkup and the shortcut"),
    Scope("files:write", "the picture of a result"),
    Scope("im:history", "read what a person writes to the app, and nothing else"),
    Scope("users:read", "a person's language and time zone"),
)
"""No `im:write`: a message to a person opens the conversation itself (`chat.postMessage`). No `files:read`:
a picture is shared in the call that completes it, so nobody has to look whether it is ready.
"""
